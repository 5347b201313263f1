import datetime as dt
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from wijkmap.present.numbers import count, day, euro, moment, number, signed, with_unit


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (4.0166, 2, "4,02"),
        (1234567.891, 1, "1.234.567,9"),
        (-0.05, 2, "−0,05"),
        (-0.001, 2, "0,00"),
        (0, 0, "0"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (3847.5, 0, "3.848"),
        (2.675, 2, "2,68"),
    ],
)
def test_number(value: float, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


@given(st.integers(-(10**12), 10**12), st.integers(0, 3))
def test_number_reads_back(scaled: int, decimals: int) -> None:
    text = number(scaled / 10**decimals, decimals)
    digits = text.replace("−", "-").replace(".", "").replace(",", ".")
    assert float(digits) == pytest.approx(scaled / 10**decimals)


@given(st.integers(-(10**12), 10**12), st.integers(0, 3))
def test_number_is_written_as_babel_writes_it_in_dutch(scaled: int, decimals: int) -> None:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    exact = Decimal(scaled).scaleb(-decimals)
    expected = format_decimal(exact, format=pattern, locale="nl_NL").replace("-", "−")
    assert number(float(exact), decimals) == expected


def test_signed_shows_plus_but_zero_has_none() -> None:
    assert signed(0.31, 2) == "+0,31"
    assert signed(-0.31, 2) == "−0,31"
    assert signed(0.001, 2) == "0,00"


def test_euro_hides_empty_cents_only() -> None:
    assert euro(140000) == "€\xa0140.000"
    assert euro(166666.67) == "€\xa0166.666,67"
    assert euro(-2) == "€\xa0−2"


def test_units_stand_where_dutch_readers_expect_them() -> None:
    assert with_unit(12.5, "%", 1) == "12,5%"
    assert with_unit(12, "per 1.000 inwoners") == "12\xa0per 1.000 inwoners"
    assert with_unit(1500, "euro") == "€\xa01.500"


def test_count_agrees_with_its_noun() -> None:
    assert count(1, "initiatief", "initiatieven") == "1 initiatief"
    assert count(0, "initiatief", "initiatieven") == "0 initiatieven"


def test_dates_are_no_more_exact_than_the_source() -> None:
    assert day(dt.date(2014, 10, 14)) == "14 oktober 2014"
    assert moment("2022-06-21") == "21 juni 2022"
    assert moment("2022-02") == "februari 2022"
    assert moment("2021") == "2021"
    assert moment("") == "onbekend"
