"""What holds for any frame that goes out as a file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import re

import openpyxl
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkmap.model.visibility import Audience
from wijkmap.sources.exports import About, to_csv, to_xlsx

NOTE = About("Proef", "Proefdam", True, dt.date(2024, 6, 1), Audience.PUBLIC, "v1")

texts = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="=+-@\t\r\n ,;\"'1aé#/", max_size=8),
    st.sampled_from(
        ["=1+1", "#REF!", "1e5", "_x0041_", "\r", "\x00", "\ud800", "\uffff", "＝1", " \t"]
    ),
)
numbers = st.one_of(st.floats(allow_infinity=False, min_value=-1e12, max_value=1e12), st.just(-0.0))
frames = st.lists(st.tuples(texts, numbers), max_size=6).map(
    lambda rows: pd.DataFrame(
        {
            "tekst": pd.Series([row[0] for row in rows], dtype=object),
            "getal": pd.Series([row[1] for row in rows], dtype="float64"),
        }
    )
)


def lines_of(text: str) -> str:
    broken = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
    # Every end of line is a line feed.
    return re.sub(broken, "\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


@given(frames)
def test_csv_says_the_same_and_runs_nothing(frame: pd.DataFrame):
    content = to_csv(frame, NOTE)
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert len(rows) == len(frame)
    for row, text, number in zip(rows, frame["tekst"], frame["getal"], strict=True):
        assert row["tekst"].removeprefix("'") == lines_of(text).removeprefix("'")
        assert row["tekst"].lstrip(" ")[:1] not in tuple("=+-@\t\r＝")
        assert row["gegevensversie"] == "v1"
        if math.isnan(number):
            assert row["getal"] == ""
        else:
            assert math.isclose(float(row["getal"]), number, rel_tol=1e-9, abs_tol=5.1e-7)
            assert row["getal"] != "-0"


@settings(max_examples=50)
@given(frames)
def test_xlsx_says_the_same_and_runs_nothing(frame: pd.DataFrame):
    content = to_xlsx({"Proef": frame}, NOTE)
    assert content == to_xlsx({"Proef": frame}, NOTE)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "d"}
    sheet = book["Proef"]
    for place, (text, number) in enumerate(zip(frame["tekst"], frame["getal"], strict=True), 2):
        read = sheet.cell(place, 1).value or ""
        assert read == lines_of(text)
        value = sheet.cell(place, 2).value
        assert value is None if math.isnan(number) else math.isclose(value, number, rel_tol=1e-12)
