"""The map page as Streamlit runs it, without a browser."""

from __future__ import annotations

import pytest
from pages import html, opened


def test_opens_on_liveability_of_the_newest_year_with_a_pilot_opened() -> None:
    app = opened("main")
    assert not app.exception
    assert app.title[0].value == (
        "Leefbaarheid: Klingerberg staat in 2024 op 3,92 en Steyl op 4,07; "
        "het gemiddelde van de 21 wijken is 4,09"
    )
    assert 'aria-label="Gegevens van Klingerberg"' in html(app)


def test_the_link_decides_what_is_shown() -> None:
    app = opened("main", kaart="registered_crime_rate", jaar="2023", gebied="WK098335")
    assert "staat in 2023 op" in app.title[0].value
    assert 'aria-label="Gegevens van Steyl"' in html(app)
    assert app.selectbox(key="f_kaart").value == "registered_crime_rate"


def test_choosing_a_layer_writes_the_link_and_the_title() -> None:
    app = opened("main")
    app.selectbox(key="f_kaart").set_value("initiatives").run()
    assert app.query_params["kaart"] == "initiatives"
    assert app.title[0].value == (
        "Initiatieven, gevonden in openbare bronnen: Klingerberg 26 en Steyl 3; heel Venlo 143"
    )


def test_filters_narrow_and_are_said_out_loud() -> None:
    app = opened("main", kaart="initiatives")
    app.multiselect(key="f_thema").set_value(["groen"]).run()
    assert app.query_params["thema"] == "groen"
    assert "heel Venlo 29" in app.title[0].value
    assert app.caption[0].value == "Gefilterd op thema Groen."
    app.button(key="wis").click().run()
    assert "thema" not in app.query_params
    assert "heel Venlo 143" in app.title[0].value


def test_a_disputed_amount_is_never_one_number() -> None:
    app = opened("main", kaart="budget_planned", gebied="WK098325")
    assert "€\xa0201.666,67 tot €\xa0306.666,67 (betwist)" in app.title[0].value
    assert "306.666,67" not in app.title[0].value.replace("tot €\xa0306.666,67 (betwist)", "")
    assert "€\xa035.000 tot €\xa0140.000 (betwist)" in html(app)
    # Rounded amounts have no ends, so the city's sum has none: it is no exact number either.
    assert app.title[0].value.endswith("heel Venlo ongeveer €\xa03.120.000 (deels betwist)")


def test_other_classes_are_in_the_link_and_change_no_figure() -> None:
    app = opened("main", kaart="registered_crime_rate")
    title = app.title[0].value
    app.session_state["tabel"] = True
    app.run()
    assert "<td>100 of meer</td>" in html(app)
    assert app.radio(key="f_klassen").value == "vast"
    app.radio(key="f_klassen").set_value("natuurlijk").run()
    assert app.query_params["klassen"] == "natuurlijk"
    assert "<td>250 of meer</td>" in html(app)
    assert app.title[0].value == title


def test_search_knows_what_people_call_it() -> None:
    app = opened("main")
    box = app.selectbox(key="f_zoek")
    names = [name for name in box.options if name.startswith("Vastenavondkamp (zie")]
    assert names == ["Vastenavondkamp (zie Blerick-Noord)"]
    box.set_value(names[0]).run()
    assert app.query_params["gebied"] == "WK098322"


def test_closing_the_panel_shows_a_newcomer_what_to_do() -> None:
    app = opened("main")
    app.button(key="sluit").click().run()
    assert app.query_params["gebied"] == "geen"
    assert "Wat u hier ziet" in html(app)


@pytest.mark.parametrize(
    "query",
    [
        {"gebied": "WK098328"},
        {"gebied": "BU09831607", "niveau": "buurt"},
        {"kaart": "registered_crime", "niveau": "buurt"},
        {"kaart": "initiatives", "niveau": "buurt"},
        {"kaart": "budget_reserve", "stadsdeel": "blerick"},
        {"wijk": "WK098335", "stadsdeel": "blerick"},
        {"kaart": "safety_grade_own_neighbourhood", "jaar": "2016"},
    ],
)
def test_thin_data_is_shown_as_it_is(query: dict[str, str]) -> None:
    app = opened("main", **query)
    assert not app.exception
    assert app.title[0].value


def test_a_wrong_link_gets_a_friendly_line() -> None:
    app = opened("main", kaart="bestaat-niet", thema="groen,blauw")
    assert not app.exception
    assert len(app.info) == 2
    assert app.multiselect(key="f_thema").value == ["groen"]


def test_the_viewer_cannot_be_chosen_in_the_link() -> None:
    assert html(opened("main", viewer="internal")) == html(opened("main"))
    assert "Openbare weergave" in html(opened("main", viewer="internal"))


def test_a_widget_is_set_in_every_run_until_its_reader_has_chosen() -> None:
    app = opened("kaart", kaart="population")
    for _ in range(2):
        layer = app.selectbox(key="f_kaart")
        assert (layer.value, layer.proto.set_value) == ("population", True)
        app.run()
    app.selectbox(key="f_kaart").set_value("liveability_facilities").run()
    layer = app.selectbox(key="f_kaart")
    assert (layer.value, layer.proto.set_value) == ("liveability_facilities", False)
    app.query_params["kaart"] = "population"
    for _ in range(2):
        app.run()
        layer = app.selectbox(key="f_kaart")
        assert (layer.value, layer.proto.set_value) == ("population", True)
