"""What stands around the map: sentence, table and why nothing can be tested."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from wijkmap.analysis.layers import layers
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Level
from wijkmap.present.differences import Differences, answer, differences
from wijkmap.present.mapview import MapView, map_view


def view(dataset: Dataset, indicator: str, **fields: object) -> MapView:
    layer = {one.id: one for one in layers(dataset)}[indicator]
    selection = replace(Selection(indicator=indicator), **fields)  # type: ignore[arg-type]
    return map_view(dataset, layer, selection, "21 juni 2026")


def row(markup: str, name: str) -> list[str]:
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", one) for one in markup.split("<tr>")]
    return next(one for one in rows if one[:1] == [name])


@pytest.mark.parametrize(
    ("layer", "level", "reason"),
    [
        ("liveability_score", Level.WIJK, "Marge onbekend, verschillen niet te toetsen."),
        ("population", Level.WIJK, "Aantallen hangen af van hoe groot een gebied is"),
        ("initiatives_per_1000", Level.WIJK, "Niet volledig geteld"),
        ("budget_planned", Level.WIJK, "Niet volledig geteld"),
        ("registered_crime_rate", Level.BUURT, "alleen per wijk"),
    ],
)
def test_what_cannot_be_tested_says_why(venlo: Dataset, layer: str, level: Level, reason: str):
    found = differences(venlo, {one.id: one for one in layers(venlo)}[layer], level)
    assert found.by_year == {}
    assert reason in found.reason


def test_the_sentence_names_the_wijken_that_differ():
    answers = pd.array([True, False, pd.NA], dtype="boolean")
    found = Differences({"2014": pd.Series(answers, index=["a", "b", "c"])}, "Daarom.")
    names = {"a": "Arcen", "b": "Belfeld", "c": "Centrum"}
    assert found.sentence("2014", names) == (
        "1 van 3 wijken wijken echt af van de rest van de stad: Arcen. Niet te toetsen: 1."
    )
    assert found.sentence("2016", names) == "Daarom."
    assert [answer(found.by_year["2014"], code) for code in "abcd"] == [True, False, None, None]


def test_the_table_holds_every_value_the_map_shows(venlo: Dataset):
    made = view(venlo, "registered_crime_rate", year=Period((2023,)))
    assert row(made.table, "Steyl")[1:5] == ["32,6", "21,3 tot 44,0", "25 tot 40", "ja"]
    assert row(made.table, "Hele stad")[1:3] == ["62,7", "59,7 tot 65,7"]
    place = venlo.areas_at(Level.WIJK).index.get_loc("WK098335")
    assert made.payload.differs[made.payload.years.index("2023")][place] == "1"
    assert made.payload.labels[int(made.payload.classes[2][place])] == "25 tot 40"


def test_the_map_says_nothing_about_differences_without_a_margin(venlo: Dataset):
    made = view(venlo, "liveability_score", hatched=True)
    assert set(made.payload.differs) == {""}
    assert "wijkt echt af" not in made.table
    assert "Marge onbekend, verschillen niet te toetsen." in made.summary


@pytest.mark.parametrize(
    ("indicator", "level", "most"),
    [
        ("registered_crime_rate", Level.WIJK, 4000),
        ("liveability_score", Level.WIJK, 4000),
        ("liveability_score", Level.BUURT, 12000),
        ("population", Level.BUURT, 12000),
    ],
)
def test_every_year_of_a_layer_is_a_few_kilobytes(
    venlo: Dataset, indicator: str, level: Level, most: int
):
    made = view(venlo, indicator, level=level, hatched=True)
    assert len(made.payload.json().encode()) <= most
