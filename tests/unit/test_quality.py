from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from folders import edit, write_folder

import wijkmap
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.visibility import Audience, Viewer, visible
from wijkmap.model.words import Level
from wijkmap.sources.quality import (
    availability,
    caution_counts,
    coverage_counts,
    coverage_per_wijk,
    indicator_counts,
    lacking,
    layout_counts,
    state_counts,
    table_counts,
    year_counts,
)

READINGS = (
    *(availability, caution_counts, coverage_counts, coverage_per_wijk, indicator_counts),
    *(layout_counts, state_counts, table_counts, year_counts),
)

VIEWER = Viewer(Audience.PUBLIC, dt.date(2024, 6, 1))


def rows(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(frame.itertuples(index=False, name=None))


def test_table_counts(small: Dataset):
    counts = table_counts(small).set_index("table")
    assert counts.loc["initiatives"].tolist() == ["Initiatieven van bewoners", 8, 2014, 2018, 2]
    assert counts.loc["ledger"].tolist()[1:] == [13, 2016, 2018, 1]
    assert counts.loc["observations"].tolist()[1:] == [27, 2014, 2025, 0]
    assert counts.at["areas", "rows"] == 13
    assert pd.isna(counts.at["areas", "without_year"])


def test_year_counts_keep_unknown_years_apart(small: Dataset):
    counts = year_counts(small)
    initiatives = counts[counts["table"] == "initiatives"]
    assert initiatives["rows"].tolist() == [1, 2, 3, 2]
    assert initiatives["year"].tolist()[:3] == [2014, 2016, 2018]
    assert pd.isna(initiatives["year"].iloc[-1])


def test_coverage(small: Dataset):
    # WK9901AA has no coverage, but L11 is there for all to see and I6 for some.
    assert coverage_counts(visible(small, VIEWER)).to_dict("index") == {
        "initiatives": {"complete": 1, "partial": 2, "none": 1},
        "budget": {"complete": 1, "partial": 3, "none": 0},
    }
    assert coverage_counts(small).loc["initiatives"].tolist() == [1, 3, 0]


def test_coverage_of_a_wijk_that_nobody_named(tmp_path: Path):
    folder = write_folder(
        tmp_path, coverage=lambda frame: frame[frame["area_code"].isin(["WK990101"])]
    )
    found = coverage_per_wijk(visible(wijkmap.load(folder), VIEWER)).set_index(
        ["register", "area_code"]
    )["coverage"]
    assert found["initiatives", "WK990101"] == "complete"
    # I3 is in WK990102 and its row says so; nothing public is in WK9901AA.
    assert found["initiatives", "WK990102"] == "partial"
    assert found["initiatives", "WK9901AA"] == "none"


def test_states_and_layouts(small: Dataset):
    assert rows(state_counts(small)) == [
        ("known", 25),
        ("missing", 1),
        ("suppressed", 1),
        ("not_applicable", 0),
    ]
    assert rows(layout_counts(small)) == [
        (2014, "exact", 15),
        (2016, "approximate", 1),
        (2016, "exact", 10),
        (2025, "other", 1),
    ]


def test_caution_counts_put_the_most_rows_first(tmp_path: Path):
    folder = write_folder(
        tmp_path,
        observations=edit(
            (2, "cautions", "Twee;Een"), (3, "cautions", "Twee"), (4, "cautions", "A")
        ),
    )
    counts = caution_counts(wijkmap.load(folder))
    assert rows(counts[counts["table"] == "observations"]) == [
        ("observations", "Twee", 2),
        ("observations", "A", 1),
        ("observations", "Andere indeling", 1),
        ("observations", "Bijna dezelfde grens", 1),
        ("observations", "Een", 1),
    ]


def test_indicator_counts(small: Dataset):
    counts = indicator_counts(small).set_index("indicator")
    assert list(counts.index) == list(small.catalogue)
    assert counts.loc["crimes"].tolist() == ["Misdrijven", "observed", 6, 5, 0, 1, 0, (2016,), ()]
    # A rate is made from its numerator: no rows is no lack.
    assert counts.at["crime_rate", "origin"] == "computed"
    # The only figure of 2025 is on another layout.
    assert counts.at["liveability", "years"] == (2014, 2016)
    assert counts.at["liveability", "gaps"] == (2015,)


def test_availability(small: Dataset):
    found = availability(small).set_index(["indicator", "level", "year"])
    heads = ["areas", "known", "missing", "suppressed", "not_applicable", "no_row", "other_layout"]
    assert list(found.columns) == heads
    assert found.loc["crimes", "wijk", 2016].tolist() == [4, 3, 0, 1, 0, 0, 0]
    assert found.loc["crimes", "gemeente", 2016].tolist() == [1, 1, 0, 0, 0, 0, 0]
    assert found.loc["liveability", "wijk", 2014].tolist() == [4, 3, 1, 0, 0, 0, 0]
    assert found.loc["liveability", "buurt", 2014].tolist() == [8, 2, 0, 0, 0, 6, 0]
    assert found.loc["liveability", "buurt", 2025].tolist() == [8, 0, 0, 0, 0, 8, 1]
    assert "crime_rate" not in found.index


def test_a_closed_row_is_no_row_for_who_may_not_see_it(small: Dataset):
    found = availability(visible(small, VIEWER)).set_index(["indicator", "level", "year"])
    assert found.loc["liveability", "wijk", 2016].tolist() == [4, 3, 0, 0, 0, 1, 0]
    assert rows(lacking(visible(small, VIEWER), "liveability", Level.WIJK))[1:2] == [
        (2016, "WK990102", "Stationswijk", "missing", False)
    ]


def test_lacking_names_the_areas(small: Dataset):
    assert rows(lacking(small, "crimes", Level.WIJK)) == [
        (2016, "WK990103", "Havenwijk", "suppressed", True)
    ]
    assert len(lacking(small, "liveability", Level.BUURT)) == 6 + 8 + 8
    assert lacking(small, "crime_rate", Level.WIJK).empty
    with pytest.raises(SelectionError):
        lacking(small, "geheim", Level.WIJK)


def test_availability_and_lacking_agree(small: Dataset):
    counts = availability(small)
    for one in counts.itertuples():
        missing = lacking(small, one.indicator, Level(one.level))
        assert (missing["year"] == one.year).sum() == one.areas - one.known


def test_a_dataset_without_rows_has_a_quality_too(small: Dataset):
    tables = {
        name: frame if name in ("areas", "indicators") else frame.head(0)
        for name, frame in small.tables.items()
    }
    empty = replace(small, tables=tables)
    for read in READINGS:
        assert isinstance(read(empty), pd.DataFrame)
    assert availability(empty).empty
    assert coverage_counts(empty).loc["budget"].tolist() == [0, 0, 4]
    assert indicator_counts(empty)["rows"].sum() == 0
