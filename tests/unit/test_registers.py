"""Initiatives counted: the same total by every key, and zero only where it is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from wijkmap.analysis.registers import (
    filtered_initiatives,
    initiative_area_figures,
    initiative_figures,
    theme_mix,
)
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.figures import FIGURE_COLUMNS
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Level

KEYS = ("wijk", "theme", "stream", "status", "year")


@pytest.fixture
def without() -> Callable[..., Dataset]:
    """Dataset without some initiatives."""

    def leave_out(dataset: Dataset, *keys: str) -> Dataset:
        frame = dataset["initiatives"]
        frame = frame[~frame["initiative_id"].isin(keys)].reset_index(drop=True)
        return replace(dataset, tables=dict(dataset.tables) | {"initiatives": frame})

    return leave_out


def values(frame: pd.DataFrame) -> dict[str, float | None]:
    return {
        key: None if pd.isna(value) else value
        for key, value in zip(frame["key"], frame["value"], strict=True)
    }


def test_by_wijk_lists_every_wijk_then_unassigned_then_outside(small: Dataset):
    frame = initiative_figures(small, Selection(), "wijk")
    assert list(frame.columns) == list(FIGURE_COLUMNS)
    assert values(frame) == {
        "WK990101": 2,
        "WK990102": 1,
        "WK990103": 1,
        "WK9901AA": 1,
        "unassigned": 2,
        "outside": 1,
    }
    assert frame["area_code"].tolist()[-2:] == ["", ""]
    assert frame["key_label"].tolist()[-2:] == ["niet toegewezen", "buiten de gemeente"]


@pytest.mark.parametrize("by", KEYS)
def test_every_key_adds_up_to_the_same_total(small: Dataset, by: str):
    assert initiative_figures(small, Selection(), by)["value"].sum() == 8


def test_by_theme_follows_the_vocabulary_with_zeros_and_unknown(small: Dataset):
    frame = initiative_figures(small, Selection(), "theme")
    assert values(frame) == {"groen": 4, "ontmoeten": 3, "overig": 0, "unknown": 1}
    assert set(frame["area_code"]) == {"GM9901"}
    assert frame["cautions"].iloc[2] == ("geen gevonden in openbare bronnen",)


def test_own_unknown_of_the_status_list_is_one_with_unknown(small: Dataset):
    frame = initiative_figures(small, Selection(), "status")
    assert "onbekend" not in set(frame["key"])
    assert values(frame)["unknown"] == 1
    assert len(filtered_initiatives(small, Selection(statuses=("unknown",)))) == 1
    assert len(filtered_initiatives(small, Selection(statuses=("onbekend",)))) == 1


def test_by_year_has_no_gaps_and_each_row_its_year(small: Dataset):
    frame = initiative_figures(small, Selection(), "year")
    assert values(frame) == {
        "2014": 1,
        "2015": 0,
        "2016": 2,
        "2017": 0,
        "2018": 3,
        "unknown": 2,
    }
    assert frame["year"].tolist() == ["2014", "2015", "2016", "2017", "2018", ""]


def test_coverage_decides_between_missing_nothing_found_and_zero(
    small: Dataset, without: Callable[..., Dataset]
):
    bare = without(small, "I1", "I2", "I3", "I6")
    frame = initiative_figures(bare, Selection(themes=("groen",)), "wijk").set_index("key")
    complete, partial, none = (
        frame.loc[code, ["value", "state", "cautions"]].tolist()
        for code in ("WK990101", "WK990102", "WK9901AA")
    )
    assert complete == [0, "known", ()]
    assert partial == [0, "known", ("geen gevonden in openbare bronnen",)]
    assert pd.isna(none[0])
    assert none[1:] == ["missing", ("geen openbare gegevens gevonden",)]


def test_wijk_without_coverage_stays_missing_by_any_key(
    small: Dataset, without: Callable[..., Dataset]
):
    frame = initiative_figures(without(small, "I6"), Selection(wijken=("WK9901AA",)), "theme")
    assert set(frame["state"]) == {"missing"}
    assert frame["value"].isna().all()


def test_row_in_a_wijk_without_coverage_is_counted_and_not_lost(small: Dataset):
    row = initiative_figures(small, Selection(), "wijk").set_index("key").loc["WK9901AA"]
    assert (row["value"], row["state"]) == (1, "known")
    assert row["cautions"] == ("gevonden in openbare bronnen, niet volledig",)


def test_year_filter_keeps_the_unknown_apart_and_counts_them(small: Dataset):
    selection = Selection(period=Period((2016, 2018)), themes=("groen",))
    for by in KEYS:
        frame = initiative_figures(small, selection, by)
        assert frame["value"].sum() == 2
        assert all("1 zonder jaar, niet in dit filter" in one for one in frame["cautions"])


def test_place_filter_leaves_out_what_has_no_wijk(small: Dataset):
    frame = initiative_figures(small, Selection(stadsdelen=("zuid",)), "wijk")
    assert values(frame) == {"WK990101": 2, "WK990102": 1}
    assert initiative_figures(small, Selection(stadsdelen=("zuid",)), "year")["value"].sum() == 3


def test_filters_on_place_that_leave_no_wijk_say_so(small: Dataset):
    selection = Selection(wijken=("WK990103",), stadsdelen=("zuid",))
    frame = initiative_figures(small, selection, "theme")
    assert frame["value"].sum() == 0
    assert all("geen wijk past bij alle filters op plaats" in one for one in frame["cautions"])


def test_n_counts_source_pages_once(small: Dataset):
    row = initiative_figures(small, Selection(), "theme").set_index("key").loc["groen"]
    assert (row["n"], row["sources"]) == (2, ("S1", "S3"))


def test_figure_opens_with_its_last_row(small: Dataset):
    row = initiative_figures(small, Selection(), "wijk").set_index("key").loc["WK990103"]
    assert row["public_from"].year == 2030


@pytest.mark.parametrize(
    ("selection", "by"),
    [(Selection(), "buurt"), (Selection(themes=("weer",)), "wijk")],
)
def test_unknown_keys_are_refused(small: Dataset, selection: Selection, by: str):
    with pytest.raises(SelectionError, match="Kies uit"):
        initiative_figures(small, selection, by)


def test_city_counts_the_unassigned_and_leaves_out_the_outside(small: Dataset):
    frame = initiative_area_figures(small, Selection(), Level.GEMEENTE)
    assert values(frame) == {"GM9901": 7}
    assert "waarvan 2 niet toegewezen aan een wijk" in frame["cautions"].iloc[0]


def test_groups_and_stadsdelen_add_their_wijken(small: Dataset):
    groups = initiative_area_figures(small, Selection(), Level.GROUP)
    assert values(groups) == {"pilots": 3, "rest": 2}
    parts = initiative_area_figures(small, Selection(), Level.STADSDEEL)
    assert values(parts) == {"zuid": 3, "noord": 2}
    assert set(parts["area_code"]) == {"GM9901"}


def test_filter_on_place_never_changes_the_figure_of_an_area(small: Dataset):
    chosen = initiative_area_figures(small, Selection(wijken=("WK990101",)), Level.STADSDEEL)
    pd.testing.assert_frame_equal(
        chosen, initiative_area_figures(small, Selection(), Level.STADSDEEL)
    )


def test_buurt_is_not_applicable_where_no_buurt_is_known(
    small: Dataset, without: Callable[..., Dataset]
):
    frame = initiative_area_figures(small, Selection(), Level.BUURT).set_index("key")
    assert frame.loc["BU99010100", "state"] == "not_applicable"
    assert "geen coördinaten of buurtcode bekend" in frame.loc["BU99010100", "cautions"][0]
    assert frame.loc["BU99010200", "value"] == 1
    bare = initiative_area_figures(without(small, "I3", "I4", "I6"), Selection(), Level.BUURT)
    assert set(bare["state"]) == {"not_applicable", "missing"}


def test_buurt_says_how_many_of_its_wijk_are_not_in_it(small: Dataset):
    frame = small["initiatives"].copy()
    frame.loc[0, "buurt_code"] = "BU99010101"
    tables = dict(small.tables) | {"initiatives": frame}
    figures = initiative_area_figures(replace(small, tables=tables), Selection(), Level.BUURT)
    row = figures.set_index("key").loc["BU99010101"]
    assert (row["value"], row["cautions"]) == (1, ("1 in deze wijk zonder buurt, niet meegeteld",))


def test_per_resident_takes_one_year_and_refuses_small_areas(small: Dataset):
    frame = initiative_area_figures(small, Selection(), Level.WIJK, per_resident=True)
    assert frame["value"].tolist()[:3] == [2.0, 0.5, pytest.approx(1 / 3)]
    assert frame["state"].iloc[3] == "not_applicable"
    assert "inwoners per 1 januari 2016" in frame["cautions"].iloc[0]
    assert set(frame["unit"]) == {"per 1.000 inwoners"}


def test_theme_mix_counts_by_wijk_in_order_of_the_vocabulary(small: Dataset):
    assert theme_mix(small, Selection()).to_numpy().tolist() == [
        ["WK990101", "groen", 1],
        ["WK990101", "ontmoeten", 1],
        ["WK990102", "groen", 1],
        ["WK990103", "groen", 1],
        ["WK9901AA", "ontmoeten", 1],
    ]
    assert theme_mix(small, Selection(themes=("overig",))).empty
