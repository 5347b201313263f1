"""Vergelijken as Streamlit runs it, without a browser."""

from __future__ import annotations

import pytest
from pages import html, opened, query


def test_the_title_is_the_verdict_on_leefbaarheid() -> None:
    app = opened("vergelijken")
    assert not app.exception
    assert app.title[0].value == (
        "Leefbaarheid: geen verschil gevonden tussen de pilots en de overige wijken, "
        "van 2014 naar 2024"
    )


def test_a_goal_is_chosen_with_its_button_and_stands_in_the_link() -> None:
    app = opened("vergelijken", links="liveability_score.2002")
    app.button(key="f_doel_vertrouwen").click().run()
    assert not app.exception
    assert query(app) == {"vergelijk": "vertrouwen"}
    assert "nog niet te zeggen" in app.title[0].value
    app.button(key="f_doel_meldingen").click().run()
    assert query(app) == {"vergelijk": "meldingen"}
    assert app.title[0].value.startswith("Minder meldingen en aangiften: nog niet te zeggen")


def test_another_figure_takes_the_place_of_the_goal() -> None:
    app = opened("vergelijken", vergelijk="meldingen")
    app.selectbox(key="f_vergelijk").set_value("population").run()
    assert not app.exception
    assert query(app) == {"kaart": "population"}
    assert app.title[0].value.startswith("Inwoners: in 2024 de pilots 7.485")


def test_a_theme_narrows_what_was_found() -> None:
    app = opened("vergelijken", kaart="initiatives")
    app.multiselect(key="f_vergelijk_thema").set_value(["groen"]).run()
    assert query(app) == {"kaart": "initiatives", "thema": "groen"}
    assert app.title[0].value.startswith("Initiatieven (Groen), gevonden in openbare bronnen")


def test_each_map_has_its_own_layer_in_the_link() -> None:
    app = opened("vergelijken")
    app.selectbox(key="f_links").set_value("population").run()
    assert not app.exception
    assert query(app) == {"links": "population.2024"}
    app.selectbox(key="f_rechts").set_value("safety_grade_own_neighbourhood").run()
    assert query(app)["rechts"] == "safety_grade_own_neighbourhood.2021"
    assert query(app)["links"] == "population.2024"


def test_the_group_to_compare_with_stands_in_the_link() -> None:
    app = opened("vergelijken", voor="2012")
    app.selectbox(key="f_met").set_value("noring").run()
    assert not app.exception
    assert query(app) == {"met": "noring", "voor": "2012"}
    # Not what was chosen beforehand: the page opens with the figures, not with a verdict.
    assert app.title[0].value.startswith("Leefbaarheid: de pilots staan in 2024")
    app.multiselect(key="f_voor").set_value([2014]).run()
    app.selectbox(key="f_met").set_value("rest").run()
    assert query(app) == {}
    assert app.title[0].value.startswith("Leefbaarheid: geen verschil gevonden")


@pytest.mark.parametrize(
    "wrong", [{"vergelijk": "geluk"}, {"links": "<b>"}, {"rechts": "population.1900"}]
)
def test_a_wrong_link_gets_a_friendly_line(wrong: dict[str, str]) -> None:
    app = opened("vergelijken", **wrong)
    assert not app.exception
    assert len(app.info) == 1
    assert "bestaat hier niet" in app.info[0].value


def test_each_map_has_its_own_level_year_and_theme_in_the_link() -> None:
    app = opened("vergelijken", links="initiatives", rechts="liveability_score.2014")
    app.multiselect(key="f_links_thema").set_value(["groen"]).run()
    app.selectbox(key="f_links_jaar").set_value(2021).run()
    app.selectbox(key="f_rechts_niveau").set_value("buurt").run()
    assert not app.exception
    assert query(app) == {
        "links": "initiatives.2021.groen",
        "rechts": "liveability_score.2014.buurt",
    }
    # Another figure keeps the level, drops the theme, and takes a year it has.
    app.selectbox(key="f_links").set_value("population").run()
    assert query(app)["links"] == "population.2024"


def test_a_difference_is_a_choice_in_the_link() -> None:
    app = opened("vergelijken")
    app.radio(key="f_kaarten").set_value("verschil").run()
    assert not app.exception
    assert query(app) == {"kaarten": "verschil"}
    app.selectbox(key="f_verschil_jaar_0").set_value(2018).run()
    assert query(app) == {"kaarten": "verschil", "links": "liveability_score.2018"}
    assert "hoger in 2024 dan in 2018" in html(app)
    app.selectbox(key="f_verschil").set_value("registered_crime_rate").run()
    assert query(app)["links"] == "registered_crime_rate.2021"
    app.radio(key="f_kaarten").set_value("naast").run()
    assert "kaarten" not in query(app)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"links": "registered_crime_yearly_rate.2023", "rechts": "registered_crime_rate.2024"}, "geen lijn"),
        ({"links": "households.2017", "rechts": "households.2024"}, "lees er geen verandering in"),
    ],
)  # fmt: skip
def test_a_difference_that_may_not_be_made_is_refused_in_words(
    asked: dict[str, str], said: str
) -> None:
    app = opened("vergelijken", kaarten="verschil", **asked)
    assert not app.exception
    assert app.radio(key="f_kaarten").disabled
    assert any(said in one.value for one in app.caption)
    assert app.selectbox(key="f_links").value == asked["links"].split(".")[0]
