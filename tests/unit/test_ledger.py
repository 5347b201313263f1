"""Every euro once: wholes, parts, twins and the rounding of the source."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from wijkmap.analysis.ledger import budget_area_figures, budget_figures, lines
from wijkmap.analysis.lines import euros
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Kind, Level

KEYS = ("wijk", "theme", "stream", "status", "year", "kind")


def change(dataset: Dataset, *cells: tuple[str, str, object]) -> Dataset:
    """Dataset with cells of the ledger changed; each is (entry, column, value)."""
    frame = dataset["ledger"].set_index("entry_id", drop=False)
    for entry, column, value in cells:
        frame.loc[entry, column] = value
    tables = dict(dataset.tables) | {"ledger": frame.reset_index(drop=True)}
    return replace(dataset, tables=tables)


def counted(dataset: Dataset) -> dict[str, object]:
    found = lines(dataset["ledger"])
    cents = found["cents"].astype(object).where(found["cents"].notna(), None)
    return dict(zip(found["entry_id"], cents, strict=True))


def cents(frame: pd.DataFrame) -> dict[tuple[str, str], object]:
    keys = zip(frame["key"], frame["kind"], strict=True)
    values = frame["cents"].astype(object).where(frame["cents"].notna(), None)
    return dict(zip(keys, values, strict=True))


def test_lines_count_each_euro_once(small: Dataset):
    assert counted(small) == {
        "L1-afronding": 200,
        "L2": 60_000,
        "L3": 39_800,
        "L4": 25_050,
        "L6": None,
        "L7": 10_000,
        "L8": 33_333,
        "L9": 50_000,
        "L10": -10_000,
        "L12": 70_000,
        "L13": 20_000,
    }


def test_rounding_line_stands_for_what_the_parts_differ(small: Dataset):
    line = lines(small["ledger"]).set_index("entry_id").loc["L1-afronding"]
    assert (line["label"], line["theme"], line["is_rounding"]) == ("afronding bron", "", True)
    assert (line["area_code"], line["year"], line["stream"]) == ("WK990101", 2016, "buurtbudget")
    # As in the source of 2018, parts may also exceed their whole.
    over = change(small, ("L3", "amount_cents", 40_200))
    assert counted(over)["L1-afronding"] == -200


def test_split_that_adds_up_has_no_rounding_line(small: Dataset):
    assert "L11-afronding" not in counted(small)


def test_whole_stands_when_a_part_by_theme_is_unknown(small: Dataset):
    found = counted(change(small, ("L3", "amount_cents", pd.NA)))
    assert found["L1"] == 100_000
    assert not {"L1-afronding", "L2", "L3"} & set(found)


def test_parts_by_funder_or_project_never_change_a_total(small: Dataset):
    split = change(small, ("L2", "part_by", "funder"), ("L3", "part_by", "project"))
    assert counted(split)["L1"] == 100_000
    assert not {"L2", "L3"} & set(counted(split))


def test_part_of_another_kind_counts_in_its_own(small: Dataset):
    assert counted(small)["L4"] == 25_050
    same_kind = change(small, ("L4", "kind", "planned"), ("L5", "kind", "planned"))
    assert "L4" not in counted(same_kind)


def test_part_of_a_part_does_not_count_beside_the_whole(small: Dataset):
    # L7 is awarded, part of a planned amount that is itself part of an awarded one.
    chain = change(
        small,
        *(("L9", "part_of", "L7"), ("L9", "part_by", "project")),
        *(("L6", "part_of", "L9"), ("L6", "part_by", "project")),
    )
    assert "L6" not in counted(chain)
    assert counted(chain)["L9"] == 50_000


def test_twin_may_be_the_one_that_knows_its_whole(small: Dataset):
    twin = change(
        small,
        *(("L4", "part_of", ""), ("L4", "part_by", "")),
        *(("L4", "kind", "planned"), ("L5", "kind", "planned")),
        *(("L5", "part_of", "L1"), ("L5", "part_by", "project")),
    )
    assert not {"L4", "L5"} & set(counted(twin))


def test_order_of_rows_changes_no_amount(small: Dataset):
    reverse = small["ledger"].iloc[::-1].reset_index(drop=True)
    tables = dict(small.tables) | {"ledger": reverse}
    assert counted(replace(small, tables=tables)) == counted(small)


def test_range_is_the_amount_itself_unless_it_is_not_sure(small: Dataset):
    found = lines(change(small, ("L9", "certainty", "approximate"))["ledger"])
    ranges = found.set_index("entry_id")[["low_cents", "high_cents"]]
    assert ranges.loc["L7"].tolist() == [2_500, 10_000]
    assert ranges.loc["L8"].tolist() == [33_333, 33_333]
    assert ranges.loc["L9"].isna().all()
    assert ranges.loc["L6"].isna().all()


def test_figure_of_the_source_stands_beside_a_computed_amount(small: Dataset):
    line = lines(small["ledger"]).set_index("entry_id").loc["L8"]
    assert "de bron rondt af op 333 euro" in line["cautions"]


@pytest.mark.parametrize("by", KEYS)
def test_every_key_adds_up_to_the_same_cents_per_kind(small: Dataset, by: str):
    frame = budget_figures(small, Selection(), by)
    assert frame.groupby("kind")["cents"].sum().to_dict() == {
        "planned": 223_333,
        "awarded": 35_050,
        "reserve": 50_000,
        "proposed": -10_000,
    }
    assert frame["value"].sum() == pytest.approx(2_983.83)
    assert set(frame["unit"]) == {"euro"}


def test_by_wijk_gives_a_row_per_wijk_and_kind(small: Dataset):
    assert cents(budget_figures(small, Selection(), "wijk")) == {
        ("WK990101", "planned"): 100_000,
        ("WK990101", "awarded"): 25_050,
        ("WK990102", "awarded"): 10_000,
        ("WK990103", "proposed"): -10_000,
        ("WK990103", "reserve"): 50_000,
        ("WK9901AA", "planned"): 90_000,
        ("unassigned", "planned"): 33_333,
    }


def test_by_theme_the_rounding_is_its_own_row(small: Dataset):
    found = cents(budget_figures(small, Selection(), "theme"))
    assert found["rounding", "planned"] == 200
    assert found["unknown", "planned"] == 33_333
    assert cents(budget_figures(small, Selection(themes=("groen",)), "theme")) == {
        ("groen", "planned"): 130_000,
        ("groen", "awarded"): 25_050,
    }


def test_wijk_without_lines_follows_its_coverage(small: Dataset):
    selection = Selection(streams=("sam-fonds",))
    frame = budget_figures(small, selection, "wijk").set_index("key")
    assert frame.loc["WK990101", ["value", "kind", "cautions"]].tolist() == [0, "", ()]
    assert frame.loc["WK990103", "cautions"] == ("geen gevonden in openbare bronnen",)
    ledger = small["ledger"]
    bare = replace(
        small, tables=dict(small.tables) | {"ledger": ledger[ledger["area_code"] != "WK9901AA"]}
    )
    row = budget_figures(bare, Selection(), "wijk").set_index("key").loc["WK9901AA"]
    assert (row["state"], row["kind"]) == ("missing", "")
    assert pd.isna(row["value"])


def test_unknown_amount_is_counted_in_words_and_never_zero(small: Dataset):
    frame = budget_figures(small, Selection(), "stream").set_index(["key", "kind"])
    row = frame.loc[("sam-fonds", "awarded")]
    assert (row["state"], row["cautions"][0]) == ("missing", "1 bedrag onbekend")
    assert pd.isna(row["value"])
    assert pd.isna(row["cents"])
    beside = budget_figures(small, Selection(), "kind").set_index("key").loc["awarded"]
    assert (beside["value"], beside["n"]) == (350.5, 2)
    assert "1 bedrag onbekend" in beside["cautions"]


def test_disputed_amount_shows_its_range(small: Dataset):
    row = budget_figures(small, Selection(wijken=("WK990102",)), "wijk").iloc[0]
    assert (row["value"], row["low"], row["high"]) == (100, 25, 100)
    assert "betwist: 25 tot 100 euro" in row["cautions"]


def test_status_is_that_of_the_linked_initiative(small: Dataset):
    found = cents(budget_figures(small, Selection(statuses=("gerealiseerd",)), "status"))
    assert found == {("gerealiseerd", "awarded"): 25_050}
    frame = budget_figures(small, Selection(), "status").set_index("key")
    told = "een bedrag zonder initiatief heeft geen status"
    assert all(told in one for one in frame.loc["unknown", "cautions"])
    assert told not in frame.loc["gerealiseerd", "cautions"]


def test_year_filter_counts_the_lines_of_unknown_year(small: Dataset):
    frame = budget_figures(small, Selection(period=Period((2016,))), "kind")
    assert cents(frame) == {("planned", "planned"): 100_000, ("awarded", "awarded"): 25_050}
    assert "1 zonder jaar, niet in dit filter" in frame["cautions"].iloc[0]
    by_year = budget_figures(small, Selection(), "year")
    assert by_year["year"].tolist() == ["2016"] * 2 + ["2018"] * 3 + [""]


def test_unknown_key_is_refused(small: Dataset):
    with pytest.raises(SelectionError, match="theme"):
        budget_figures(small, Selection(), "buurt")


def test_city_includes_what_no_wijk_has(small: Dataset):
    frame = budget_area_figures(small, Selection(), Level.GEMEENTE, Kind.PLANNED)
    assert frame["cents"].tolist() == [223_333]
    assert "waarvan 333,33 euro niet toegewezen aan een wijk" in frame["cautions"].iloc[0]


def test_groups_add_their_wijken_and_buurten_have_no_euros(small: Dataset):
    groups = budget_area_figures(small, Selection(), Level.GROUP, Kind.PLANNED)
    assert groups["cents"].tolist() == [190_000, 0]
    buurten = budget_area_figures(small, Selection(), Level.BUURT, Kind.PLANNED)
    assert set(buurten["state"]) == {"not_applicable"}
    assert buurten["value"].isna().all()


def test_nothing_found_is_not_exactly_zero(small: Dataset):
    row = budget_area_figures(small, Selection(), Level.GROUP, Kind.PLANNED).iloc[1]
    assert row["value"] == 0
    assert pd.isna(row["low"])


def test_euros_per_resident(small: Dataset):
    frame = budget_area_figures(
        small, Selection(), Level.WIJK, Kind.PLANNED, per_resident=True
    ).set_index("key")
    assert frame.loc["WK990101", "value"] == 1.0
    assert frame.loc["WK9901AA", "state"] == "not_applicable"
    assert frame.loc["WK990101", "unit"] == "euro per inwoner"


def test_euros_are_written_in_dutch():
    assert [euros(one) for one in (0, 5, 3_500_000, 16_666_667, -1_000)] == [
        *("0", "0,05", "35.000", "166.666,67", "-10"),
    ]
