"""Two maps: their links, the same classes, the words around them, and the map of a difference."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import cities
import numpy as np
import pytest
from coloraide import Color

from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection
from wijkmap.model.visibility import Audience, Viewer, visible
from wijkmap.model.words import Classing, Level
from wijkmap.present.comparison import neutral_layers
from wijkmap.present.differencemap import difference_classes
from wijkmap.present.twinmaps import Side, SideChoices, first_sides
from wijkmap.present.twinview import TwinView
from wijkmap.ui.cache import twin_view
from wijkmap.ui.town import City

SHARED = Selection()


@pytest.fixture(scope="module")
def town() -> City:
    viewer = Viewer(Audience.PUBLIC, dt.date(2026, 11, 23))
    return City(visible(cities.venlo(), viewer), viewer)


@pytest.fixture(scope="module")
def venlo(town: City) -> Dataset:
    return town.dataset


@pytest.fixture(scope="module")
def choices(town: City) -> SideChoices:
    return town.sides


def view(town: City, one: str, other: str, selection: Selection = SHARED) -> TwinView:
    default = Side("liveability_score", 2024)
    sides = [town.sides.read(text, default)[0] for text in (one, other)]
    return twin_view(town, (sides[0], sides[1]), selection)


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup)).strip()


def table_rows(markup: str) -> dict[str, list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", markup)
    cells = [[words(one) for one in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]
    return {row[0]: row[1:] for row in cells}


@pytest.mark.parametrize(
    "text",
    [
        "liveability_score.2014",
        "liveability_score.2014.buurt",
        "initiatives",
        "initiatives.2021.buurt.groen,verkeer",
        "registered_crime_rate.buurt",
    ],
)
def test_a_side_reads_back_from_its_own_text(choices: SideChoices, text: str) -> None:
    side, wrong = choices.read(text, Side("population"))
    assert (str(side), wrong) == (text, ())


@pytest.mark.parametrize(
    ("text", "found", "wrong"),
    [
        ("", "population", ()),
        ("<b>", "population", ("<b>",)),
        ("population.1900", "population.2024", ("1900",)),
        ("liveability_score.2014.stad", "liveability_score.2014", ("stad",)),
        ("initiatives.groen,blauw", "initiatives.groen", ("blauw",)),
        ("liveability_score.2014.groen", "liveability_score.2014", ("groen",)),
        ("initiatives.1800", "initiatives", ("1800",)),
    ],
)
def test_a_part_that_does_not_exist_is_named_and_the_rest_stays(
    choices: SideChoices, text: str, found: str, wrong: tuple[str, ...]
) -> None:
    side, complaints = choices.read(text, Side("population"))
    assert (str(side), complaints) == (found, wrong)


def test_both_maps_open_before_the_start_and_on_the_newest(
    venlo: Dataset, choices: SideChoices
) -> None:
    layers = neutral_layers(venlo)
    left, right = first_sides(venlo, layers["liveability_score"], choices)
    assert (str(left), str(right)) == ("liveability_score.2014", "liveability_score.2024")
    left, right = first_sides(venlo, layers["address_density"], choices)
    assert left == right
    left, right = first_sides(venlo, layers["initiatives"], choices, ("groen",))
    assert str(left) == "initiatives.groen"
    assert left.layer != right.layer


def test_the_same_figure_has_the_same_classes_on_both(town: City) -> None:
    def classes(one: str, other: str, selection: Selection = SHARED) -> list[tuple[str, ...]]:
        return [of.payload.labels for of in view(town, one, other, selection).views]

    for pair in (
        ("population.2024", "population.2024.buurt"),
        ("initiatives", "initiatives.groen"),
        ("liveability_score.2014", "liveability_score.2024"),
    ):
        one, other = classes(*pair)
        assert one == other != ()
    natural = replace(SHARED, classing=Classing.NATURAL)
    one, other = classes("population.2024", "population.2024.buurt", natural)
    assert one == other != classes("population.2024", "population.2024.buurt")[0]


def test_the_heading_counts_and_the_table_holds_both(town: City) -> None:
    found = view(town, "liveability_score.2014", "liveability_score.2024")
    assert found.heading == (
        "Leefbaarheid: in 19 van de 21 wijken hoger in 2024 dan in 2014, in 1 lager, in 1 gelijk"
    )
    assert "Steyl: 4,02 in 2014 en 4,07 in 2024" in words(found.lead)
    rows = table_rows(found.table)
    assert rows["Steyl"][:4] == ["4,02", "marge onbekend", "4,07", "marge onbekend"]
    assert len(rows) == 1 + 21 + 1
    assert "Peildatum 23 november 2026" in found.sources
    assert found.sources.count("Peildatum") == 1


def test_other_figures_are_named_and_not_subtracted(town: City) -> None:
    found = view(town, "initiatives.2021.groen", "liveability_score.2024.buurt")
    assert found.heading == (
        "Kaart A: Initiatieven (Groen) 2021; kaart B: Leefbaarheid (Leefbaarometer) 2024 per buurt"
    )
    assert found.difference is None
    assert "niet uit een register" in found.refusal
    assert found.table.count("<table") == 2
    assert found.views[0].payload.texts["noYears"] == "Deze kaart telt 2021."
    assert found.sources.count("Peildatum") == 2
    levels = view(town, "liveability_score.2014", "liveability_score.2024.buurt")
    assert "allebei buurten" in levels.refusal


def test_the_map_of_a_difference_says_what_its_table_says(town: City) -> None:
    found = view(town, "registered_crime_rate.2021", "registered_crime_rate.2024")
    assert found.difference is not None
    payload = found.difference.payload
    codes = list(town.dataset.polygons_at(Level.WIJK).index)
    shown = dict(zip(codes, payload.scaled[0].split(","), strict=True))
    rows = table_rows(found.difference_table)
    for code in codes:
        cell = rows[town.dataset.name_of(code)][2].replace(".", "")
        assert float(cell.replace("−", "-").replace(",", ".")) * 10 == int(shown[code])
    assert payload.pilots == town.dataset.pilots
    assert payload.years == ("2024 min 2021",)
    assert payload.margins[0].count(",") == 20
    assert "tot" in rows["Steyl"][3]
    assert "mensen kunnen ook minder melden" in words(found.difference_lead)
    assert "wijkgrenzen wijken iets af" in words(found.difference_table)


def test_differences_outside_their_margin_are_counted_beside_chance(town: City) -> None:
    found = view(town, "registered_crime_rate.2021", "registered_crime_rate.2024")
    assert found.difference is not None
    outside = [one for one in found.difference.shown if one.low > 0 or one.high < 0]
    said = words(found.difference_lead)
    assert f"{len(outside)} met hun verschil buiten de marge; door toeval alleen" in said
    assert "ongeveer 1,1 zijn" in said
    model = view(town, "liveability_score.2014", "liveability_score.2024")
    assert "Marge onbekend: een klein verschil kan toeval zijn." in words(model.difference_lead)


def test_a_difference_is_missing_where_a_year_is(town: City) -> None:
    found = view(town, "safety_grade_own_neighbourhood.2016", "safety_grade_own_neighbourhood.2021")
    assert found.difference is not None
    assert found.difference.payload.classes[0].count("m") == 18
    assert "Zonder verschil: geen openbare gegevens:" in words(found.difference_lead)


def test_the_classes_of_a_difference_lie_around_a_grey_zero() -> None:
    classes = difference_classes(np.array([-0.02, 0.04, 0.06, -0.06, 0.01]), 2)
    assert classes.breaks == pytest.approx((-0.055, -0.015, 0.015, 0.055))
    assert classes.labels == (
        "−0,06 of lager",
        "−0,05 t/m −0,02",
        "−0,01 t/m +0,01",
        "+0,02 t/m +0,05",
        "+0,06 of hoger",
    )
    assert Color(classes.palette[2]).convert("oklch")["c"] < 0.01
    assert len(difference_classes(np.empty(0), 2)) == 0
