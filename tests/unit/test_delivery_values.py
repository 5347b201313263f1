"""What one cell says: one reading, two readings, or none; never a guess."""

from __future__ import annotations

import datetime as dt

import pytest

from wijkmap.sources.delivery.dates import months_first, read_date, read_public_from
from wijkmap.sources.delivery.grid import Cell
from wijkmap.sources.delivery.places import clean_code
from wijkmap.sources.delivery.values import read_amount, read_number, read_year, read_yes_no
from wijkmap.sources.delivery.words import fold, in_dutch


@pytest.mark.parametrize(
    ("value", "cents"),
    [
        ("1.234,56", "123456"),
        ("€ 1.234,56", "123456"),
        ("€1234,56", "123456"),
        ("EUR 12", "1200"),
        ("500 euro", "50000"),
        ("500,-", "50000"),
        ("500,--", "50000"),
        ("1234,56-", "-123456"),
        ("-12,5", "-1250"),
        ("€ -12,50", "-1250"),
        ("(1.234,56)", "-123456"),
        ("1,234.56", "123456"),
        ("1.234.567", "123456700"),
        ("1 234,56", "123456"),
        ("12.5", "1250"),
        ("0", "0"),
        ("", ""),
        ("onbekend", ""),
        ("n.b.", ""),
        (0, "0"),
        (0.1, "10"),
        (1234.56, "123456"),
        (19.99, "1999"),
    ],
)
def test_amount_with_one_reading(value: str | float, cents: str):
    reading = read_amount(Cell(value))
    assert not reading.wrong
    assert reading.text == cents


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1.234", ("1234", "1,234")),
        ("81,499", ("81499", "81,499")),
        ("€ 1.234", ("1234", "1,234")),
        ("-1.234", ("-1234", "-1,234")),
        ("100.000", ("100000", "100,000")),
    ],
)
def test_number_with_two_readings_is_a_fault_that_shows_both(text: str, readings: tuple[str, str]):
    for reading in (read_amount(Cell(text)), read_number(Cell(text))):
        assert reading.wrong
        assert reading.text == ""
        assert reading.readings == readings
        assert all(one in reading.found for one in readings)


@pytest.mark.parametrize(
    "value",
    [
        *("ca. 500", "5k", "-", "1.23.456", "1,2,3", "twaalf", "12%", "1234,567", "²", "١٢"),
        *("1e5", "NaN", "inf", "--5", "€", 33.333333, True, dt.date(2018, 1, 1), 1e18, "." * 9),
    ],
)
def test_amount_that_is_none(value: object):
    reading = read_amount(Cell(value))
    assert reading.wrong
    assert reading.remedy


def test_amount_of_a_formula_is_rounded_and_said():
    reading = read_amount(Cell(33.333333, formula=True))
    assert (reading.text, bool(reading.note)) == ("3333", True)


def test_amount_in_cents():
    assert read_amount(Cell("1250"), in_cents=True).text == "1250"
    assert read_amount(Cell("12,5"), in_cents=True).wrong


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Cell("12,5%"), "12.5"),
        (Cell(0.125, percent=True), "12.5"),
        (Cell(0.29, percent=True), "29"),
        (Cell(1, percent=True), "100"),
        (Cell(12.5), "12.5"),
        (Cell("4,10"), "4.1"),
        (Cell(""), ""),
    ],
)
def test_percentage(cell: Cell, text: str):
    assert read_number(cell, percent=True).text == text


def test_percentage_of_what_is_none_is_a_fault():
    assert read_number(Cell("12,5%")).wrong
    assert read_number(Cell(0.125, percent=True)).wrong


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.date(2018, 6, 21), "2018-06-21"),
        ("2018-06-21", "2018-06-21"),
        ("2018-06-21 00:00:00", "2018-06-21"),
        ("2018/6/21", "2018-06-21"),
        ("21-6-2018", "2018-06-21"),
        ("3-4-2015", "2015-04-03"),
        ("3.4.2015", "2015-04-03"),
        ("13/04/2015", "2015-04-13"),
        ("04/04/2015", "2015-04-04"),
        ("21 juni 2018", "2018-06-21"),
        ("jun. 2018", "2018-06"),
        ("juni 2018", "2018-06"),
        ("06-2018", "2018-06"),
        ("2018", "2018"),
        (2018, "2018"),
        ("", ""),
    ],
)
def test_date_with_one_reading(value: object, text: str):
    reading = read_date(Cell(value))
    assert not reading.wrong
    assert reading.text == text


@pytest.mark.parametrize(
    ("value", "readings"),
    [
        ("03/04/2015", ("2015-04-03", "2015-03-04")),
        ("3/4/2015", ("2015-04-03", "2015-03-04")),
        ("04/21/2015", ("2015-04-21",)),
        (42000, ("2014-12-27",)),
        ("42000", ("2014-12-27",)),
        (42000.5, ("2014-12-27",)),
        ("13-4-15", ("2015-04-13", "1915-04-13", "2013-04-15")),
    ],
)
def test_date_that_is_a_fault_shows_its_readings(value: object, readings: tuple[str, ...]):
    reading = read_date(Cell(value))
    assert reading.wrong
    assert reading.readings == readings
    assert readings[0] in reading.remedy


@pytest.mark.parametrize(
    "value",
    ["31-02-2018", "voorjaar 2018", "0", 99999999, "2018-13", "99/99/2018", "1-1-1066", True],
)
def test_date_that_is_none(value: object):
    reading = read_date(Cell(value))
    assert reading.wrong
    assert not reading.readings


def test_a_column_settles_no_slash_date():
    column = [Cell("13/04/2015"), Cell("25/12/2015"), Cell("03/04/2015")]
    assert not months_first(column)
    assert len(read_date(column[-1]).readings) == 2


def test_a_column_with_months_first_unsettles_its_dashes():
    column = [Cell("04-21-2015"), Cell("3-4-2015")]
    assert months_first(column)
    assert len(read_date(column[-1], american=True).readings) == 2


@pytest.mark.parametrize(
    ("value", "text"),
    [("altijd", "altijd"), ("Nooit ", "nooit"), (dt.date(2030, 1, 1), "2030-01-01")],
)
def test_public_from(value: object, text: str):
    assert read_public_from(Cell(value)).text == text


@pytest.mark.parametrize("value", ["", "2030", "ja", "na 12 november 2030", "03/04/2030", 2030])
def test_public_from_is_never_assumed(value: object):
    assert read_public_from(Cell(value)).wrong


def test_public_yes_or_no():
    read = {word: read_public_from(Cell(word), yes_no=True).text for word in ("ja", "X", "nee")}
    assert read == {"ja": "altijd", "X": "altijd", "nee": "nooit"}
    assert read_public_from(Cell(""), yes_no=True).wrong
    assert read_public_from(Cell("misschien"), yes_no=True).wrong


def test_yes_and_no():
    assert [read_yes_no(Cell(one)).text for one in ("ja", "x", "Nee", True, False)] == [
        *("ja", "ja", "nee", "ja", "nee")
    ]
    assert read_yes_no(Cell("wellicht")).wrong


@pytest.mark.parametrize(
    ("value", "readings"),
    [("2018/2019", ("2018", "2019")), (dt.date(2018, 5, 1), ("2018",)), ("18", ()), (1066, ())],
)
def test_year_that_is_a_fault(value: object, readings: tuple[str, ...]):
    reading = read_year(Cell(value))
    assert reading.wrong
    assert reading.readings == readings


def test_year():
    assert [read_year(Cell(one)).text for one in (2018, "2018", "")] == ["2018", "2018", ""]


def test_codes_are_cleaned_and_names_are_not():
    assert clean_code(" wk 9901aa") == "WK9901AA"
    assert clean_code("990101") == ""


def test_headers_are_folded():
    assert fold(" Coördinaat_X *: ") == "coordinaat x"


def test_sentences_of_the_folder_become_dutch():
    assert (
        in_dutch("een bedrag, want certainty is exact") == "een bedrag, want Zekerheid is precies"
    )
