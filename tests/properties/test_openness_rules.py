"""What is closed leaves no trace in any figure of any register, ledger and filter."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from drawn import TODAY, entries, initiatives, quick, selections, with_initiatives, with_ledger
from hypothesis import given, settings

from wijkmap.analysis.groups import pilots_beside_rest
from wijkmap.analysis.layers import layer_figures, layers
from wijkmap.analysis.ledger import budget_figures
from wijkmap.analysis.registers import initiative_figures, theme_mix
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period, Selection
from wijkmap.model.visibility import visible
from wijkmap.model.words import Level


def closed_entries(ledger: pd.DataFrame) -> set[str]:
    """Entries that a public viewer may not see, with all that would give them away."""
    rows = {str(row["entry_id"]): row for row in ledger.to_dict("records")}
    shut = {key for key, row in rows.items() if row["public_from"] > TODAY.date}
    while True:
        splits = {(rows[key]["part_of"], rows[key]["part_by"]) for key in shut} - {("", "")}
        more = {
            key
            for key, row in rows.items()
            if (row["part_of"] and (row["part_of"], row["part_by"]) in splits)
            or (row["part_of"] in shut and rows[row["part_of"]]["kind"] == row["kind"])
            or row["same_as"] in shut
            or any(rows[one]["same_as"] == key for one in shut)
        }
        if more <= shut:
            return shut
        shut |= more


def without_closed(dataset: Dataset) -> Dataset:
    """Closed rows deleted by hand, and in the ledger whatever gives them away."""
    tables = dict(dataset.tables)
    for name, frame in tables.items():
        if "public_from" not in frame:
            continue
        shut = frame["public_from"] > TODAY.date
        if name == "ledger":
            shut = frame["entry_id"].isin(closed_entries(frame))
        tables[name] = frame[~shut.astype(bool)].reset_index(drop=True)
    return replace(dataset, tables=tables)


def everything(dataset: Dataset, selection: Selection) -> list[pd.DataFrame]:
    """Every figure that there is, of registers, ledger and indicators."""
    found = [theme_mix(dataset, selection)]
    for by in ("wijk", "theme", "stream", "status", "year"):
        found += [initiative_figures(dataset, selection, by)]
        found += [budget_figures(dataset, selection, by)]
    for layer in layers(dataset):
        found += [layer_figures(dataset, layer.id, selection, level) for level in list(Level)[1:]]
        found += [pilots_beside_rest(dataset, layer.id, selection.year, selection)]
    return found


def assert_same(dataset: Dataset, selection: Selection) -> None:
    seen = everything(visible(dataset, TODAY), selection)
    expected = everything(without_closed(dataset), selection)
    for one, other in zip(seen, expected, strict=True):
        pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize("year", [2014, 2016])
def test_public_sees_exactly_what_is_left_without_the_closed_rows(small: Dataset, year: int):
    assert_same(small, Selection(year=Period((year,))))


@settings(quick, max_examples=4)
@given(rows=initiatives, amounts=entries, selection=selections)
def test_visibility_leaks_nothing(
    small: Dataset,
    rows: list[tuple[object, ...]],
    amounts: list[tuple[object, ...]],
    selection: Selection,
):
    dataset = with_initiatives(small, rows)
    ledger = with_ledger(small, amounts)["ledger"]
    assert_same(replace(dataset, tables=dict(dataset.tables) | {"ledger": ledger}), selection)


def test_nothing_public_comes_from_a_closed_row(small: Dataset):
    for frame in everything(visible(small, TODAY), Selection()):
        if "public_from" in frame:
            assert all(day <= TODAY.date for day in frame["public_from"])
