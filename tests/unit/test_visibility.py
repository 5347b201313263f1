"""One door: what a viewer may not see is nowhere, and nothing gives it away."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from folders import edit, write_folder

import wijkmap
from wijkmap.model.dataset import Dataset
from wijkmap.model.tables import TABLES
from wijkmap.model.visibility import ALWAYS, NEVER, Audience, Viewer, visible

EVE = dt.date(2029, 12, 31)
OPENING = dt.date(2030, 1, 1)
CLOSING = {
    name for name, declared in TABLES.items() if "public_from" in declared.columns
}  # fmt: skip


def public(date: dt.date) -> Viewer:
    return Viewer(Audience.PUBLIC, date)


def ids(dataset: Dataset, table: str) -> list[str]:
    return dataset[table].iloc[:, 0].tolist()


@pytest.mark.parametrize(
    ("public_from", "before", "on"),
    [
        (ALWAYS, True, True),
        (NEVER, False, False),
        (OPENING, False, True),
    ],
)
def test_a_row_opens_on_its_date(public_from: dt.date, before: bool, on: bool):  # noqa: FBT001 - two answers
    assert public(EVE).may_see(public_from) is before
    assert public(OPENING).may_see(public_from) is on
    assert Viewer(Audience.INTERNAL, EVE).may_see(public_from)


def test_until_after_12_november_opens_on_the_13th():
    opens = dt.date(2026, 11, 13)
    assert not public(dt.date(2026, 11, 12)).may_see(opens)
    assert public(dt.date(2026, 11, 13)).may_see(opens)


def test_never_is_never_also_on_the_last_day():
    assert not public(dt.date.max).may_see(NEVER)


def test_the_tables_with_a_date_are_the_ones_this_file_tests():
    assert {"initiatives", "ledger", "observations", "events", "reported_counts"} == CLOSING


@pytest.mark.parametrize("table", sorted(CLOSING))
def test_every_table_loses_its_rows_before_their_date(tmp_path: Path, table: str):
    folder = write_folder(tmp_path, **{table: edit((2, "public_from", "2030-01-01"))})
    dataset = wijkmap.load(folder)
    first = dataset[table].iloc[0, :2].tolist()
    for date in (EVE, OPENING):
        rows = visible(dataset, public(date))[table].iloc[:, :3]
        shown = (rows.iloc[:, :2] == first).all(axis=1).any()
        if table == "observations":
            key = (dataset[table].iloc[0]["year"], "population", "GM9901")
            frame = visible(dataset, public(date))[table]
            found = frame.set_index(["year", "indicator", "area_code"]).index
            shown = key in found
        assert shown == (date == OPENING)
    assert visible(dataset, Viewer(Audience.INTERNAL, EVE)) is dataset


def test_the_public_before_the_date(small: Dataset):
    seen = visible(small, public(EVE))
    assert ids(seen, "initiatives") == ["I1", "I2", "I3", "I5", "I7", "I8"]
    assert ids(seen, "events") == ["E1"]
    liveability = seen["observations"].query("indicator == 'liveability' and year == 2016")
    assert liveability["area_code"].tolist() == ["WK990101", "WK990103", "WK9901AA"]


def test_the_public_on_the_date(small: Dataset):
    seen = visible(small, public(OPENING))
    assert ids(seen, "initiatives") == ["I1", "I2", "I3", "I4", "I5", "I7", "I8"]
    assert len(seen["ledger"]) == len(small["ledger"])
    assert len(seen["observations"]) == len(small["observations"])


def test_a_closed_part_takes_its_siblings_along(small: Dataset):
    seen = ids(visible(small, public(EVE)), "ledger")
    assert "L11" in seen
    assert not {"L12", "L13"} & set(seen)


def test_a_closed_whole_takes_its_parts_along_but_no_projects(tmp_path: Path):
    folder = write_folder(tmp_path, ledger=edit((2, "public_from", "nooit")))
    seen = ids(visible(wijkmap.load(folder), public(EVE)), "ledger")
    assert not {"L1", "L2", "L3"} & set(seen)
    # Awarded out of a planned budget: what was awarded does not say what was planned.
    assert {"L4", "L5"} <= set(seen)


@pytest.mark.parametrize("line", [5, 6])
def test_the_same_euro_closes_in_both_rows(tmp_path: Path, line: int):
    folder = write_folder(tmp_path, ledger=edit((line, "public_from", "nooit")))
    seen = ids(visible(wijkmap.load(folder), public(EVE)), "ledger")
    assert not {"L4", "L5"} & set(seen)
    assert "L1" in seen


def test_what_closes_along_closes_its_own_relatives(tmp_path: Path):
    # L12 is closed, L13 closes along; L9 is the same euro as L13 now.
    change = edit((10, "same_as", "L13"), (10, "amount_cents", "20000"))
    seen = ids(visible(wijkmap.load(write_folder(tmp_path, ledger=change)), public(EVE)), "ledger")
    assert "L9" not in seen


def counts(dataset: Dataset, year: int, indicator: str) -> list[str]:
    frame = dataset["observations"]
    mine = (frame["indicator"] == indicator) & (frame["year"] == year)
    return frame.loc[mine, "area_code"].tolist()


def test_a_closed_count_closes_the_total_it_is_in(tmp_path: Path):
    folder = write_folder(tmp_path, observations=edit((3, "public_from", "nooit")))
    seen = visible(wijkmap.load(folder), public(EVE))
    assert counts(seen, 2014, "population") == ["WK990102", "WK990103", "WK9901AA"]
    assert "GM9901" in counts(seen, 2016, "population")


def test_a_closed_total_closes_its_parts(tmp_path: Path):
    folder = write_folder(tmp_path, observations=edit((12, "public_from", "nooit")))
    seen = visible(wijkmap.load(folder), public(EVE))
    assert counts(seen, 2016, "crimes") == ["NL00"]


def test_a_score_is_no_sum_and_closes_alone(small: Dataset):
    seen = visible(small, public(EVE))
    assert len(seen["observations"]) == len(small["observations"]) - 1


def test_the_dataset_itself_stays_as_it_was(small: Dataset):
    before = {name: len(frame) for name, frame in small.tables.items()}
    seen = visible(small, public(EVE))
    assert {name: len(frame) for name, frame in small.tables.items()} == before
    assert seen.version == small.version
