"""The page Briefing as Streamlit runs it, without a browser."""

from __future__ import annotations

from pages import html, opened

from wijkmap.model.selection import Selection
from wijkmap.ui.cache import briefing_file
from wijkmap.ui.town import city


def test_the_view_of_the_link_is_the_briefing() -> None:
    app = opened("briefing", gebied="pilots", doel="vertrouwen")
    assert not app.exception
    assert app.title[0].value.startswith("Leefbaarheid: de pilots staan in 2024 op 3,99")
    twin = html(app)
    assert "Meer vertrouwen tussen bewoners en professionals" in twin
    assert "Minder meldingen en aangiften" not in twin
    assert len(app.get("download_button")) == 4


def test_choices_write_the_link() -> None:
    app = opened("briefing")
    app.selectbox(key="p_gebied").set_value("WK098335").run()
    app.multiselect(key="p_doelen").set_value(["leefbaarheid"]).run()
    assert app.query_params["gebied"] == "WK098335"
    assert app.query_params["doel"] == "leefbaarheid"
    assert app.title[0].value.startswith("Leefbaarheid: Steyl")


def test_a_link_of_older_data_says_so() -> None:
    app = opened("briefing", gebied="pilots", zegel="000000000000.20250101")
    assert "peildatum 1 januari 2025" in app.info[0].value
    assert "De gegevens zijn sindsdien veranderd" in app.info[0].value


def test_a_code_opens_its_view_and_a_typing_error_is_said() -> None:
    app = opened("briefing", gebied="WK098335")
    twin = html(app)
    code = twin.split("Code van deze weergave: ")[1].split("<")[0]
    other = opened("briefing")
    other.text_input(key="p_code").set_value(code).run()
    assert other.query_params["gebied"] == "WK098335"
    assert other.title[0].value.startswith("Leefbaarheid: Steyl")
    other.text_input(key="p_code").set_value(f"{code[:-1]}x").run()
    assert "typefout" in other.info[-1].value


def test_a_briefing_of_now_has_nothing_that_differs() -> None:
    app = opened("briefing")
    pdf = briefing_file(city(), Selection(area="WK098335", indicator="liveability_score"), "pdf")
    app.file_uploader(key="p_bestand").upload("steyl.pdf", pdf, "application/pdf").run()
    said = html(app)
    assert not app.exception
    assert "zijn nog dezelfde" in said
