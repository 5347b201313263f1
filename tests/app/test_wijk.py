"""The page Wijk as Streamlit runs it, without a browser."""

from __future__ import annotations

import pytest
from pages import html, opened


@pytest.mark.parametrize(
    ("area", "title"),
    [
        ("", "Leefbaarheid: Klingerberg staat in 2024 op 3,92"),
        ("pilots", "Leefbaarheid: de pilots staan in 2024 op 3,99"),
        ("stadsdeel:blerick", "Leefbaarheid: stadsdeel Blerick staat in 2024 op 4,07"),
        ("BU09831607", "Leefbaarheid: voor AZC in 2024 zijn er geen openbare gegevens"),
        ("WK098328", "Leefbaarheid: Trade-Port staat in 2024 op 4,18"),
    ],
)
def test_the_link_says_whose_profile_it_is(area: str, title: str) -> None:
    app = opened("wijk", gebied=area) if area else opened("wijk")
    assert not app.exception
    assert app.title[0].value.startswith(title)


def test_choosing_another_area_writes_the_link() -> None:
    app = opened("wijk")
    app.selectbox(key="w_gebied").set_value("stadsdeel:blerick").run()
    assert app.query_params["gebied"] == "stadsdeel:blerick"
    assert "Blijft mogelijk liggen (37)" in html(app)


def test_an_area_that_does_not_exist_gets_a_friendly_line() -> None:
    app = opened("wijk", gebied="stadsdeel:nergens")
    assert not app.exception
    assert "bestaat hier niet" in app.info[0].value
    assert "Klingerberg" in app.title[0].value


def test_a_filter_holds_for_initiatives_and_is_said() -> None:
    app = opened("wijk", thema="groen", wijk="WK098335")
    assert not app.exception
    assert "Gefilterd op" in app.caption[0].value
    assert "26 initiatieven" not in html(app)


def test_all_figures_stand_in_a_table_that_is_folded_at_first() -> None:
    app = opened("wijk")
    assert app.expander[0].label == "Alle cijfers van Klingerberg als tabel"
    assert "Woningen" not in html(app)
