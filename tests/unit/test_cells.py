"""What one cell of text may say."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest

from wijkmap.model.tables import Type
from wijkmap.model.visibility import ALWAYS, NEVER
from wijkmap.sources.cells import convert, decimal, partial_date, public_from


def read(text: str, kind: Type, *, decimal_comma: bool = False) -> tuple[object, bool]:
    """Value of one cell, and whether it is wrong."""
    values, wrong = convert(pd.Series([text], dtype="str"), kind, decimal_comma=decimal_comma)
    return values.iloc[0], bool(wrong.iloc[0])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0.0),
        ("-1.5", -1.5),
        ("+3", 3.0),
        (".5", 0.5),
        ("1e-05", 1e-05),
        ("4.102264851", 4.102264851),
        ("0.1", 0.1),
        ("1.234", 1.234),
    ],
)
def test_numbers(text: str, value: float):
    assert read(text, Type.NUMBER) == (value, False)


@pytest.mark.parametrize(
    "text",
    [
        "1,5",
        "1.234,5",
        "1,234",
        "1 000",
        "€ 5",
        "5%",
        "nan",
        "inf",
        "1e999",
        "-",
        ".",
        "0x10",
        "１",
    ],
)
def test_what_is_no_number_in_a_file_with_commas(text: str):
    value, wrong = read(text, Type.NUMBER)
    assert wrong
    assert math.isnan(value)


@pytest.mark.parametrize(("text", "value"), [("1,5", 1.5), ("1.5", 1.5), ("-0,25", -0.25)])
def test_decimal_commas(text: str, value: float):
    assert read(text, Type.NUMBER, decimal_comma=True) == (value, False)


@pytest.mark.parametrize("text", ["1.234", "1.234,5", "1.234.567", "1,2,3", ",5,"])
def test_thousands_points_are_refused(text: str):
    assert read(text, Type.NUMBER, decimal_comma=True)[1]


@pytest.mark.parametrize(("text", "value"), [("2014", 2014), ("-3", -3), ("0051", 51)])
@pytest.mark.parametrize("kind", [Type.INTEGER, Type.CENTS])
def test_whole_numbers(text: str, value: int, kind: Type):
    assert read(text, kind) == (value, False)


@pytest.mark.parametrize("text", ["2014.0", "1,5", "1e3", "tien", "9999999999999999"])
@pytest.mark.parametrize("kind", [Type.INTEGER, Type.CENTS])
def test_what_is_no_whole_number(text: str, kind: Type):
    value, wrong = read(text, kind)
    assert wrong
    assert value is pd.NA


@pytest.mark.parametrize(
    ("kind", "neutral"),
    [(Type.TEXT, ""), (Type.LIST, ()), (Type.BOOLEAN, False), (Type.PARTIAL_DATE, "")],
)
def test_an_empty_cell_is_neutral(kind: Type, neutral: object):
    assert read("", kind) == (neutral, False)


def test_an_empty_number_is_missing():
    assert math.isnan(read("", Type.NUMBER)[0])
    assert read("", Type.INTEGER)[0] is pd.NA


def test_booleans():
    assert read("ja", Type.BOOLEAN) == (True, False)
    assert read("nee", Type.BOOLEAN) == (False, False)
    assert read("Ja", Type.BOOLEAN)[1]
    assert read("1", Type.BOOLEAN)[1]


def test_lists():
    assert read("a; b ;;c", Type.LIST) == (("a", "b", "c"), False)
    assert read(";", Type.LIST) == ((), False)


@pytest.mark.parametrize("text", ["2022", "2022-06", "2022-06-21", "2024-02-29", "1900", "2100-12"])
def test_dates_to_the_day_month_or_year(text: str):
    assert partial_date(text) == text


@pytest.mark.parametrize(
    "text",
    ["2022-13", "2022-02-31", "2023-02-29", "21-06-2022", "2022-6", "2022-06-21T10:00", "1899", "2101",
     "2022-W05", "20220621", "2022-00", "٢٠٢٢", "juni 2022"],
)  # fmt: skip
def test_dates_that_do_not_exist(text: str):
    assert partial_date(text) is None


def test_public_from():
    assert public_from("altijd") == ALWAYS
    assert public_from("nooit") == NEVER
    assert public_from("2026-11-13") == dt.date(2026, 11, 13)
    for text in ("", "Altijd", "2026-11", "2026", "2026-02-31", "13-11-2026", "na 12 november"):
        assert public_from(text) is None


def test_a_wrong_public_from_stays_closed():
    assert read("morgen", Type.PUBLIC_FROM) == (NEVER, True)


def test_one_decimal():
    assert decimal("4,25", decimal_comma=True) == 4.25
    assert decimal("4,25") is None
    assert decimal("") is None


def test_the_index_is_that_of_the_input():
    text = pd.Series(["1", "x", ""], index=[7, 3, 5], dtype="str")
    for kind in Type:
        values, wrong = convert(text, kind)
        assert list(values.index) == list(wrong.index) == [7, 3, 5]
