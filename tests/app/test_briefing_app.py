"""The page Briefing as Streamlit runs it, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from wijkmap.model.selection import Selection
from wijkmap.ui.cache import briefing_file, city

PAGE = """
import streamlit as st
from wijkmap.ui.views import briefing
briefing.show()
"""


@pytest.fixture(autouse=True)
def date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKMAP_DATE", "2026-11-24")


def opened(tmp_path: Path, **query: str) -> AppTest:
    script = tmp_path / "briefing.py"
    script.write_text(PAGE, encoding="utf-8")
    app = AppTest.from_file(str(script), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_the_view_of_the_link_is_the_briefing(tmp_path: Path) -> None:
    app = opened(tmp_path, gebied="pilots", doel="vertrouwen")
    assert not app.exception
    assert app.title[0].value.startswith("Leefbaarheid: de pilots staan in 2024 op 3,99")
    twin = " ".join(block.proto.body for block in app.get("html"))
    assert "Meer vertrouwen tussen bewoners en professionals" in twin
    assert "Minder meldingen en aangiften" not in twin
    assert len(app.get("download_button")) == 4


def test_choices_write_the_link(tmp_path: Path) -> None:
    app = opened(tmp_path)
    app.selectbox(key="p_gebied").set_value("WK098335").run()
    app.multiselect(key="p_doelen").set_value(["leefbaarheid"]).run()
    assert app.query_params["gebied"] == "WK098335"
    assert app.query_params["doel"] == "leefbaarheid"
    assert app.title[0].value.startswith("Leefbaarheid: Steyl")


def test_a_link_of_older_data_says_so(tmp_path: Path) -> None:
    app = opened(tmp_path, gebied="pilots", zegel="000000000000.20250101")
    assert "peildatum 1 januari 2025" in app.info[0].value
    assert "De gegevens zijn sindsdien veranderd" in app.info[0].value


def test_a_code_opens_its_view_and_a_typing_error_is_said(tmp_path: Path) -> None:
    app = opened(tmp_path, gebied="WK098335")
    twin = " ".join(block.proto.body for block in app.get("html"))
    code = twin.split("Code van deze weergave: ")[1].split("<")[0]
    other = opened(tmp_path)
    other.text_input(key="p_code").set_value(code).run()
    assert other.query_params["gebied"] == "WK098335"
    assert other.title[0].value.startswith("Leefbaarheid: Steyl")
    other.text_input(key="p_code").set_value(f"{code[:-1]}x").run()
    assert "typefout" in other.info[-1].value


def test_a_briefing_of_now_has_nothing_that_differs(tmp_path: Path) -> None:
    app = opened(tmp_path)
    pdf = briefing_file(city(), Selection(area="WK098335", indicator="liveability_score"), "pdf")
    app.file_uploader(key="p_bestand").upload("steyl.pdf", pdf, "application/pdf").run()
    said = " ".join(block.proto.body for block in app.get("html"))
    assert not app.exception
    assert "zijn nog dezelfde" in said
