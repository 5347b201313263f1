"""Methode as Streamlit runs it, without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages import opened

import wijkmap
from wijkmap.ui.views import methode

DOCS = sorted((Path(wijkmap.__file__).parent / "docs").glob("*.md"))


def test_opens_on_what_a_newcomer_needs() -> None:
    app = opened("methode")
    assert not app.exception
    assert app.title[0].value == "Wat u ziet"


def test_every_page_of_the_docs_is_a_subject() -> None:
    assert sorted(opened("methode").radio(key="m_lijst").options) == sorted(
        path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ") for path in DOCS
    )


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_headings_follow_each_other_under_one_title(path: Path) -> None:
    app = opened("methode", onderwerp=path.stem)
    assert not app.exception
    assert len(app.title) == 1
    outside_code = re.sub(r"```.*?```", "", app.markdown[0].value, flags=re.DOTALL)
    levels = [len(found) for found in re.findall(r"^(#+) ", outside_code, re.MULTILINE)]
    steps = zip([1, *levels], levels, strict=False)
    assert 1 not in levels
    assert all(after <= before + 1 for before, after in steps)


def test_a_subject_is_a_link_and_both_ways_to_choose_write_it() -> None:
    app = opened("methode", onderwerp="begrippen")
    assert app.title[0].value == "Begrippen"
    app.radio(key="m_lijst").set_value("geld").run()
    assert app.query_params["onderwerp"] == "geld"
    app.selectbox(key="m_keuze").set_value("privacy").run()
    assert app.title[0].value == "Privacy"
    assert app.radio(key="m_lijst").value == "privacy"


def test_the_pages_can_be_read_one_after_the_other() -> None:
    app = opened("methode")
    seen = [app.title[0].value]
    for _ in DOCS[1:]:
        app.button(key="m_Volgende").click().run()
        seen.append(app.title[0].value)
    assert len(set(seen)) == len(DOCS)
    assert not [one for one in app.button if one.key == "m_Volgende"]
    app.button(key="m_Vorige").click().run()
    assert app.title[0].value == seen[-2]


def test_the_filters_of_the_link_stay() -> None:
    app = opened("methode", thema="groen")
    app.radio(key="m_lijst").set_value("geld").run()
    assert app.query_params["thema"] == "groen"


def test_a_subject_that_does_not_exist_gets_a_friendly_line() -> None:
    app = opened("methode", onderwerp="weg")
    assert not app.exception
    assert app.title[0].value == "Wat u ziet"
    assert "Dat bestaat hier niet" in app.info[0].value


def test_links_between_the_files_open_the_subject() -> None:
    assert methode._linked("zie [Geld](geld.md) en [marges](./marges.md#meer)") == (
        "zie [Geld](methode?onderwerp=geld) en [marges](methode?onderwerp=marges#meer)"
    )
    assert methode._linked("[CBS](https://www.cbs.nl/a.md)") == "[CBS](https://www.cbs.nl/a.md)"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_every_link_between_the_files_has_its_file(path: Path) -> None:
    names = {one.stem for one in DOCS}
    linked = re.findall(r"\]\((?:\./)?([a-z0-9-]+)\.md", path.read_text(encoding="utf-8"))
    assert set(linked) <= names
