"""Whatever a spreadsheet holds: counts add up, nothing is lost, and what is good loads."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import openpyxl
from folders import write_folder
from hypothesis import given, settings
from hypothesis import strategies as st

import wijkmap
from wijkmap.model.dataset import Dataset
from wijkmap.sources.delivery import (
    Delivery,
    accept_suggestions,
    preview,
    read_delivery,
    write_corrected,
    write_rejected,
)

MANY = settings(max_examples=40)
FEW = settings(max_examples=10)

HEADERS = {
    "initiatives": ("Nummer", "Naam", "Wijk", "Thema", "Status", "Datum", "Jaar", "Openbaar vanaf"),
    "ledger": (
        *("Nummer", "Wijkcode", "Soort bedrag", "Zekerheid", "Bedrag", "Fonds", "Deel van"),
        *("Gesplitst naar", "Initiatief", "Openbaar vanaf"),
    ),
    "observations": (
        *("Indicator", "Gebied", "Jaar", "Waarde", "Staat", "Jaar van de indeling"),
        *("Past op onze indeling", "Openbaar vanaf"),
    ),
}
WORDS = (
    *("", "", "altijd", "altijd", "nooit", "WK990101", "wk 990102", "Molenwijk", "hele stad"),
    *("Groen", "klaar", "Buurtbudget", "gepland", "toegekend", "voorgesteld", "thema", "L1", "I1"),
    *("A1", "A2", "2018", "2014", "03/04/2015", "3-4-2015", "1.234", "12,50", "€ 1.000,00", "-5"),
    *("0", "Leefbaarheid", "Inwoners", "bekend", "precies", "onbekend", "Totaal", "=1+1", "'=1"),
    *("VOORBEELD", "é", '"', "a;b", "eigen-2", "ongeveer", "omstreden", "anders", "Vereniging\n2"),
)
cells = st.sampled_from(WORDS) | st.text(max_size=6)


@cache
def city() -> Dataset:
    return wijkmap.load(write_folder(Path(mkdtemp())))


@st.composite
def sheets(draw: st.DrawFn) -> list[list[str]]:
    header = HEADERS[draw(st.sampled_from(sorted(HEADERS)))]
    row = st.lists(cells, min_size=len(header), max_size=len(header))
    return [list(header), *draw(st.lists(row, max_size=8))]


def workbook(*rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(rows):
        page = book.create_sheet(f"Blad{number}")
        for at, row in enumerate(sheet, 1):
            for column, value in enumerate(row, 1):
                cell = page.cell(at, column)
                cell.value = (
                    openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("?", value)
                    if isinstance(value, str)
                    else value
                )
                if isinstance(value, str):
                    cell.data_type = "s"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def filled(rows: list[list[str]]) -> int:
    return sum(any(cell.strip() for cell in row) for row in rows[1:])


def check(delivery: Delivery) -> None:
    good = sum(len(delivery[name]) for name in ("initiatives", "ledger", "observations"))
    assert sum(one.good for one in delivery.counts) == good
    for count in delivery.counts:
        assert len(delivery.rejected.get(count.sheet, ())) == count.rejected
    assert all(one.found and one.expected and one.remedy for one in delivery.problems)
    rejected = {
        (sheet, row) for sheet, frame in delivery.rejected.items() for row in frame.iloc[:, 0]
    }
    faulty = {(one.sheet, one.row) for one in delivery.problems}
    assert {(one.sheet, one.row) for one in delivery.suggestions} <= rejected
    # A row is rejected for a fault of its own, or of the header above it.
    assert all(
        place in faulty or any(sheet == place[0] and row < place[1] for sheet, row in faulty)
        for place in rejected
    )


@MANY
@given(first=sheets(), second=sheets())
def test_counts_add_up_and_nothing_is_lost(first: list[list[str]], second: list[list[str]]):
    delivery = read_delivery("boek.xlsx", workbook(first, second), city())
    check(delivery)
    for count, rows in zip(delivery.counts, (first, second), strict=True):
        assert count.seen == filled(rows)
    for frame in delivery.rejected.values():
        assert frame.iloc[:, -1].map(bool).all()


@FEW
@given(rows=sheets())
def test_good_rows_load_again(rows: list[list[str]]):
    delivery = read_delivery("boek.xlsx", workbook(rows), city())
    choices = {(one.sheet, one.row): one.codes[0] for one in delivery.suggestions}
    accepted = accept_suggestions(delivery, choices)
    assert accepted.good >= delivery.good
    with TemporaryDirectory() as folder:
        content = write_corrected(city(), accepted)
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            package.extractall(folder)
        loaded = wijkmap.load(folder)
    for name in ("initiatives", "ledger", "observations"):
        assert len(loaded[name]) == len(city()[name]) + len(accepted[name])
        amounts = {"ledger": "amount_cents", "observations": "value"}.get(name, "year")
        assert loaded[name][amounts].equals(preview(city(), accepted)[name][amounts])


@FEW
@given(rows=sheets())
def test_rejected_rows_are_rejected_again_for_the_same(rows: list[list[str]]):
    delivery = read_delivery("boek.xlsx", workbook(rows), city())
    if not delivery.rejected:
        return
    again = read_delivery("opnieuw.xlsx", write_rejected(delivery), city())
    (count,) = again.counts
    (before,) = delivery.counts
    assert count.seen == before.rejected
    check(again)


@MANY
@given(content=st.binary(max_size=300))
def test_any_bytes_get_a_report(content: bytes):
    for name in ("a.csv", "a.xlsx"):
        delivery = read_delivery(name, content, city())
        check(delivery)
        assert delivery.problems or delivery.counts
