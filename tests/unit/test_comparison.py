"""Pilots beside the rest: what is compared, in which words, and what is not said."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from wijkmap.analysis.comparison import (
    comparable_layers,
    goal_of,
    goals,
    neighbours,
    register_coverage,
    shared_consultations,
    streams_elsewhere,
    year_pair,
)
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period, Selection
from wijkmap.model.visibility import Audience, Viewer, visible
from wijkmap.model.words import Coverage, Register
from wijkmap.present.comparison import chosen_layer, comparison_view, neutral_layers
from wijkmap.present.found import found_section
from wijkmap.present.goals import UNDECIDED, goal_rows
from wijkmap.present.reservations import reservations

DAY = "23 november 2026"
KLINGERBERG, STEYL = "WK098325", "WK098335"
CLAIMS = ("dankzij", "door de pilot", "effect van", "verbeterd", "verslechterd", "succes", "beter")


@pytest.fixture(scope="module")
def venlo(venlo: Dataset) -> Dataset:
    return visible(venlo, Viewer(Audience.PUBLIC, dt.date(2026, 11, 23)))


@pytest.fixture(scope="module")
def example(example: Dataset) -> Dataset:
    return visible(example, Viewer(Audience.PUBLIC, dt.date(2026, 11, 23)))


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)).strip()


def test_no_goal_of_venlo_has_figures_from_both_sides_of_the_start(venlo: Dataset) -> None:
    found = {goal.key: goal for goal in goals(venlo)}
    assert [goal.before_and_after for goal in found.values()] == [False] * 4 + [True]
    assert found["vertrouwen"].evidence == ()
    (safety,) = found["veiligheidsgevoel"].evidence
    assert (safety.years, safety.both, safety.pilots_known) == ((2016, 2021), (), (KLINGERBERG,))
    assert all(goal.missing and goal.where for goal in found.values())


def test_every_goal_of_voorbeeldstad_has_its_verdict_and_the_sentence_that_carries_it(
    example: Dataset,
) -> None:
    every = goals(example)
    assert all(goal.before_and_after for goal in every)
    rows = {row.key: row.markup for row in goal_rows(example, every, "")}
    assert "verschil −35% (tussen −48% en −16%)" in rows["meldingen"]
    assert "wm-judged-better" in rows["meldingen"]
    # Liveability has no true effect there: no verdict, and its number stays in sight.
    assert UNDECIDED in rows["leefbaarheid"]
    assert "verschil +0,011" in rows["leefbaarheid"]
    assert "wm-judged-better" not in rows["leefbaarheid"]


def test_a_goal_without_a_declared_indicator_is_undecided_however_many_years(
    example: Dataset,
) -> None:
    table = example["goals"].assign(primary_indicator="")
    bare = replace(example, tables={**example.tables, "goals": table})
    assert not any(goal.before_and_after for goal in goals(bare))


def test_the_title_says_the_difference_as_it_is(venlo: Dataset) -> None:
    view = comparison_view(venlo, Selection(indicator="liveability_score"), DAY)
    assert view.statement == (
        "Leefbaarheid: de pilots staan in 2024 gemiddeld op 3,99 en de overige wijken op 4,10, "
        "een verschil van −0,10"
    )
    told = words(view.beside)
    assert "De marge is onbekend, dus of het verschil echt is, is niet te toetsen" in told
    assert "Het verschil is berekend met de cijfers voor afronding" in told


def test_what_may_not_be_concluded_comes_from_the_data(venlo: Dataset) -> None:
    told = words(reservations(venlo, "liveability_score", ["Eerst dit"]))
    assert told.startswith("Wat u hier niet uit mag concluderen Eerst dit.")
    assert "Een verschil is geen effect" in told
    assert "Ze zijn gekozen omdat bewoners er al actief waren" in told
    assert "In 3 van de 19 overige wijken is ook een buurtbudget gevonden" in told
    assert "Klingerberg valt onder Wijkoverleg Blerick" in told
    crime = words(reservations(venlo, "registered_crime_rate"))
    assert "alleen goed nieuws als het gevoel van veiligheid" in crime


def test_the_figures_of_the_small_folder_by_hand(small: Dataset) -> None:
    view = comparison_view(small, Selection(indicator="liveability"), DAY)
    assert view.statement == (
        "Leefbaarheid: de pilots staan in 2016 gemiddeld op 4,10 en de overige wijken op 4,30, "
        "een verschil van −0,20"
    )
    before = comparison_view(
        small, Selection(indicator="liveability", year=Period((2014,))), DAY
    ).statement
    assert "van de pilots is in 2014 alleen Molenwijk bekend" in before


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (Selection(compare="vertrouwen"), "nog niet te zeggen, er is geen openbaar cijfer"),
        (Selection(compare="veiligheidsgevoel"), "nog niet te zeggen, er is geen openbaar cijfer"),
        (Selection(indicator="safety_grade_own_neighbourhood"), "alleen Klingerberg bekend (6,4)"),
        (Selection(indicator="registered_crime_rate"), "een verschil van −25,8"),
        (Selection(indicator="volunteering"), "een verschil van −1,6 procentpunt"),
        (Selection(indicator="population"), "hangt af van de grootte van de groep"),
        (Selection(indicator="urbanity_class"), "van klassen bestaat geen gemiddelde"),
        (Selection(indicator="initiatives"), "gevonden in openbare bronnen: in de pilots 29"),
        (Selection(indicator="initiatives_per_1000"), "gevonden in openbare bronnen: in de pilots"),
    ],
)
def test_each_kind_of_figure_has_its_own_title(
    venlo: Dataset, selection: Selection, said: str
) -> None:
    view = comparison_view(venlo, selection, DAY)
    assert said in view.statement
    everything = words(view.statement + view.beside + view.trend.head + view.dumbbell.head).lower()
    assert not any(claim in everything for claim in CLAIMS)


def test_crime_is_shown_without_the_centre_and_by_the_median(venlo: Dataset) -> None:
    view = comparison_view(venlo, Selection(compare="meldingen"), DAY)
    told = words(view.beside)
    assert "Overige wijken zonder centrum en bedrijventerreinen" in told
    assert "Middelste wijk (mediaan)" in told
    assert "De marge van het verschil loopt van −34,5 tot −17,1" in told


def test_an_absence_is_shown_and_not_left_out(venlo: Dataset) -> None:
    view = comparison_view(venlo, Selection(compare="veiligheidsgevoel"), DAY)
    assert view.beside.count("geen openbare gegevens") == 3
    assert UNDECIDED in view.beside
    nothing = comparison_view(venlo, Selection(compare="vertrouwen"), DAY)
    assert nothing.layer is None
    assert not nothing.trend.drawing
    assert "Wat er nodig is om wel iets te zeggen" in nothing.beside


def test_registers_are_counts_with_coverage_and_no_comparison(venlo: Dataset) -> None:
    told = words(found_section(venlo, Selection(), neutral_layers(venlo).values(), DAY))
    assert "29 initiatieven gevonden in de pilots, 89 in de overige wijken" in told
    assert "21 van de 29 initiatieven in de pilots uit één bronpagina" in told
    assert "15 wijken gedeeltelijk, 4 wijken geen openbare gegevens" in told
    assert "€ 201.667 tot € 306.667 (betwist)" in told.replace("\N{NO-BREAK SPACE}", " ")
    assert "Verschil" not in told
    assert "per 1.000" not in told
    assert " minder " not in told


def test_a_filter_on_theme_is_named_with_the_counts(venlo: Dataset) -> None:
    told = words(
        found_section(venlo, Selection(themes=("groen",)), neutral_layers(venlo).values(), DAY)
    )
    assert "Initiatieven (Groen) en geld: 3 initiatieven gevonden in de pilots, 19" in told


@pytest.mark.parametrize(
    ("theme", "said"), [("ouderen", "1 initiatief"), ("wonen", "geen initiatieven")]
)
def test_one_initiative_and_none_are_said_as_such(venlo: Dataset, theme: str, said: str) -> None:
    layers = neutral_layers(venlo).values()
    told = words(found_section(venlo, Selection(themes=(theme,)), layers, DAY))
    assert f"en geld: {said} gevonden in de pilots" in told


def test_a_number_per_resident_is_no_choice_while_the_register_is_partial(venlo: Dataset) -> None:
    ids = {layer.id for layer in comparable_layers(venlo)}
    assert "initiatives" in ids
    assert not any(one.endswith(("_per_1000", "_per_resident")) for one in ids)
    layer = chosen_layer(
        Selection(indicator="budget_planned_per_resident"), neutral_layers(venlo), goals(venlo)
    )
    assert layer is not None
    assert layer.id == "budget_planned"


def test_a_goal_goes_before_the_layer_of_the_map(venlo: Dataset) -> None:
    layers, every = neutral_layers(venlo), goals(venlo)
    asked = Selection(indicator="population", compare="leefbaarheid")
    layer = chosen_layer(asked, layers, every)
    assert layer is not None
    assert layer.id == "liveability_score"
    assert chosen_layer(replace(asked, compare=""), layers, every) == layers["population"]
    assert goal_of(venlo, "liveability_score") == "leefbaarheid"
    assert goal_of(venlo, "population") == ""


def test_two_years_are_the_last_before_the_start_and_the_newest(venlo: Dataset) -> None:
    pair = year_pair(venlo, (2002, 2012, 2014, 2016, 2024))
    assert pair is not None
    assert (pair.left, pair.right, pair.left_is_before) == (2014, 2024, True)
    after = year_pair(venlo, (2021, 2025))
    assert after is not None
    assert (after.left, after.left_is_before) == (2021, False)
    assert year_pair(venlo, (2024,)) is None
    only_before = year_pair(venlo, (2002, 2012))
    assert only_before is not None
    assert (only_before.left, only_before.right) == (2002, 2012)


def test_the_lines_name_the_difference_at_the_start_and_now(venlo: Dataset) -> None:
    view = comparison_view(venlo, Selection(indicator="liveability_score"), DAY)
    assert "in 2002 −0,09, in 2014 −0,12 en in 2024 −0,10" in words(view.trend.head)
    assert "Klingerberg 3,85 in 2014 en 3,92 in 2024" in words(view.dumbbell.head)
    for part in (view.trend, view.dumbbell):
        assert "<svg" in part.drawing
        assert "<table" in part.foot
        assert f"Peildatum {DAY}" in part.foot


def test_one_year_is_said_and_not_drawn(venlo: Dataset) -> None:
    view = comparison_view(venlo, Selection(indicator="address_density"), DAY)
    assert "Er is één jaar (2024), dus nog geen lijn over de jaren" in view.trend.head
    assert not view.trend.drawing
    assert not view.dumbbell.head


def test_neighbours_share_a_border_and_not_a_corner(small: Dataset, venlo: Dataset) -> None:
    assert neighbours(small, "WK990101") == ("WK990102", "WK990103")
    names = {venlo.name_of(code) for code in neighbours(venlo, STEYL)}
    assert names == {"Tegelen-Centrum", "Op de Hei", "Belfeld"}


def test_a_consultation_named_after_its_pilot_is_not_shared(venlo: Dataset) -> None:
    assert shared_consultations(venlo) == {KLINGERBERG: "Wijkoverleg Blerick"}


def test_streams_elsewhere_leave_the_pilots_out(small: Dataset) -> None:
    found = streams_elsewhere(small)
    assert found["sam-fonds"] == ("WK990102",)
    assert not {code for codes in found.values() for code in codes} & set(small.pilots)


def test_coverage_counts_a_wijk_with_rows_as_partial(small: Dataset) -> None:
    coverage = register_coverage(small, Register.INITIATIVES)
    assert coverage["WK990101"] is Coverage.COMPLETE
    assert coverage["WK9901AA"] is Coverage.PARTIAL


def test_the_timeline_gives_each_moment_its_source(venlo: Dataset) -> None:
    view = comparison_view(venlo, Selection(indicator="liveability_score"), DAY)
    assert "Dit gebeurde er tussen 2014 en 2022" in view.timeline.head
    assert view.timeline.drawing.count("<li>") == len(venlo["events"])
    assert "14 oktober 2014" in view.timeline.drawing
