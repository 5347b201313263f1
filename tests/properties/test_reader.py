"""Whatever a folder holds, the reader answers; whatever is closed, nothing tells."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pandas as pd
from faults import problems
from folders import edit, table, write_folder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wijkmap
from wijkmap.model.dataset import Dataset
from wijkmap.model.tables import TABLES, Type
from wijkmap.model.visibility import Audience, Viewer, visible
from wijkmap.sources.cells import convert
from wijkmap.sources.delimited import rows_of

TODAY = Viewer(Audience.PUBLIC, dt.date(2026, 11, 12))
FEW = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])

cells = st.sampled_from(
    [(name, column, row) for name in TABLES for column in TABLES[name].columns
     for row in range(len(table(name)))]
)  # fmt: skip
words = st.text(max_size=12) | st.sampled_from(
    ["", "0", "-1", "x", "WK990101", "L1", "I1", "altijd", "nooit", "2022-13", "a;b", '"', "=1+1"]
)


@FEW
@given(changes=st.lists(st.tuples(cells, words), min_size=1, max_size=6))
def test_any_cell_may_hold_anything(tmp_path: Path, changes: list):
    edits: dict[str, tuple] = {}
    for (name, column, row), word in changes:
        edits[name] = (*edits.get(name, ()), edit((row + 2, column, word)))
    folder = write_folder(tmp_path, **edits)
    assert all(one.found and one.expected and one.remedy for one in problems(folder))


@FEW
@given(content=st.binary(max_size=200))
def test_any_bytes_may_be_a_table(tmp_path: Path, content: bytes):
    folder = write_folder(tmp_path, goals=content)
    assert {one.file for one in problems(folder)} <= {"goals.csv"}


@given(content=st.binary(max_size=400))
def test_rows_are_as_wide_as_the_header(content: bytes):
    rows = rows_of(content, "x.csv", ["a", "b"])
    assert all(len(cells) == len(rows.header) for cells in rows.cells)
    assert len(rows.lines) == len(rows.cells)
    assert rows.lines == sorted(set(rows.lines))


@given(text=st.lists(st.text(max_size=8).map(str.strip), max_size=5), comma=st.booleans())
def test_a_cell_is_wrong_or_has_a_value(text: list[str], comma: bool):  # noqa: FBT001 - drawn
    column = pd.Series(text, dtype="str")
    for kind in Type:
        values, wrong = convert(column, kind, decimal_comma=comma)
        assert len(values) == len(wrong) == len(column)
        assert not wrong[column == ""].any()
        if kind in (Type.NUMBER, Type.INTEGER, Type.CENTS):
            assert values.notna().equals((column != "") & ~wrong)


@given(number=st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_written_is_the_number_read(number: float):
    text = pd.Series([repr(number), repr(number).replace(".", ",")], dtype="str")
    assert convert(text[:1], Type.NUMBER)[0].tolist() == [number]
    assert convert(text[1:], Type.NUMBER, decimal_comma=True)[0].tolist() == [number]


@cache
def proefdam() -> Dataset:
    return wijkmap.load(write_folder(Path(mkdtemp()) / "proefdam"))


dates = st.sampled_from([dt.date.min, dt.date(2026, 11, 12), dt.date(2026, 11, 13), dt.date.max])


@st.composite
def ledgers(draw: st.DrawFn) -> pd.DataFrame:
    """Ledgers of planned amounts whose splits add up, with twins and dates."""
    rows: list[dict[str, object]] = []
    numbers = itertools.count(1)

    def entry(part_of: str, part_by: str, depth: int) -> int:
        name = f"L{next(numbers)}"
        row = {"entry_id": name, "part_of": part_of, "part_by": part_by, "same_as": "",
               "kind": "planned", "public_from": draw(dates)}  # fmt: skip
        rows.append(row)
        total = draw(st.integers(1, 1000))
        by = draw(st.sampled_from(["", "theme", "funder"])) if depth else ""
        if by:
            total = sum(entry(name, by, depth - 1) for _ in range(draw(st.integers(2, 3))))
        row["amount_cents"] = total
        return total

    for _ in range(draw(st.integers(1, 3))):
        entry("", "", 2)
    if draw(st.booleans()):
        twin = draw(st.sampled_from(rows))
        rows.append({**twin, "entry_id": "T", "part_of": "", "part_by": "",
                     "same_as": twin["entry_id"], "public_from": draw(dates)})  # fmt: skip
    return pd.DataFrame(rows)


def follows(ledger: pd.DataFrame, shown: set[str], entry: str) -> bool:
    """Whether an amount is a linear combination of those shown, by the ties of the ledger."""
    at = {name: position for position, name in enumerate(ledger["entry_id"])}
    facts = []
    for (whole, _), parts in ledger[ledger["part_of"] != ""].groupby(["part_of", "part_by"]):
        fact = np.zeros(len(at))
        fact[at[whole]] = -1
        fact[[at[name] for name in parts["entry_id"]]] = 1
        facts.append(fact)
    for name, twin in ledger.loc[ledger["same_as"] != "", ["entry_id", "same_as"]].to_numpy():
        fact = np.zeros(len(at))
        fact[[at[name], at[twin]]] = 1, -1
        facts.append(fact)
    facts.extend(np.eye(len(at))[at[name]] for name in shown)
    known = np.array(facts).reshape(-1, len(at))
    asked = np.eye(len(at))[at[entry]]
    return bool(np.linalg.matrix_rank(np.vstack([known, asked])) == np.linalg.matrix_rank(known))


@given(ledger=ledgers())
def test_no_closed_amount_follows_from_the_open_ones(ledger: pd.DataFrame):
    dataset = replace(proefdam(), tables={**proefdam().tables, "ledger": ledger})
    shown = set(visible(dataset, TODAY)["ledger"]["entry_id"])
    for row in ledger.itertuples():
        if not TODAY.may_see(row.public_from):
            assert row.entry_id not in shown
            assert not follows(ledger, shown, row.entry_id)


@given(data=st.data())
def test_no_closed_count_follows_from_the_open_ones(data: st.DataObject):
    codes = [
        "GM9901",
        "WK990101",
        "WK990102",
        "BU99010100",
        "BU99010101",
        "BU99010200",
        "BU99010201",
    ]
    frame = pd.DataFrame({"indicator": "population", "area_code": codes, "year": 2014})
    frame["public_from"] = pd.Series([data.draw(dates) for _ in codes], dtype=object)
    dataset = replace(proefdam(), tables={**proefdam().tables, "observations": frame})
    seen = visible(dataset, TODAY)["observations"]
    shown = set(seen["area_code"])
    parents = ["", codes[0], codes[0], codes[1], codes[1], codes[2], codes[2]]
    tree = pd.DataFrame({"entry_id": codes, "part_of": parents, "part_by": "", "same_as": ""})
    for code, date in zip(codes, frame["public_from"], strict=True):
        if not TODAY.may_see(date):
            assert not follows(tree, shown, code)


@given(data=st.data())
def test_what_is_closed_makes_no_difference(data: st.DataObject):
    """Other values in closed rows give the very same view: nothing derived can leak them."""
    dataset = proefdam()
    names = ("initiatives", "ledger", "observations", "events")
    ours, others = dict(dataset.tables), dict(dataset.tables)
    for name in names:
        frame = dataset[name]
        frame = frame.assign(
            public_from=pd.Series([data.draw(dates) for _ in range(len(frame))], dtype=object)
        )
        closed = ~frame["public_from"].map(TODAY.may_see).astype(bool)
        other = frame.copy()
        for column in ("value", "amount_cents", "name", "title", "description"):
            if column in frame:
                empty = pd.NA if column == "amount_cents" else np.nan if column == "value" else "?"
                other.loc[closed, column] = empty
        ours[name], others[name] = frame, other
    seen, alike = (visible(replace(dataset, tables=tables), TODAY) for tables in (ours, others))
    for name in names:
        pd.testing.assert_frame_equal(seen[name], alike[name])
