"""XLSX: types, formats, origin, and nothing that runs."""

from __future__ import annotations

import datetime as dt
import io
import math
import zipfile
from dataclasses import replace

import pandas as pd
import pytest
from exported import FICTIONAL, NASTY, book_of, column

from wijkmap.model.dataset import Dataset
from wijkmap.sources.exports import (
    ABOUT_SHEET,
    About,
    areas_layer,
    table_sheet,
    to_csv,
    to_geopackage,
    to_xlsx,
)

# XLSX


def test_xlsx_has_no_cell_that_runs(note: About):
    frame = pd.DataFrame({"=kop": [*NASTY]})
    book = book_of(to_xlsx({"Proef": frame}, note.with_cautions("=1+1")))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert kinds <= {"s", "n", "d"}
    cells = column(book["Proef"], "=kop")
    assert [cell.value.replace("\r", "\n") for cell in cells] == [  # type: ignore[attr-defined]
        one.replace("\r", "\n") for one in NASTY
    ]
    assert {cell.data_type for cell in cells} == {"s"}  # type: ignore[attr-defined]
    assert [cell.quotePrefix for cell in cells] == [  # type: ignore[attr-defined]
        *[True] * 8,
        *[False] * 3,
    ]


def test_xlsx_types_and_formats(note: About):
    frame = pd.DataFrame(
        {
            "jaar": pd.array([2014, 2016, None], dtype="Int64"),
            "waarde": [1234.5, 1000.0, 4.25],
            "eenheid": ["euro", "inwoners", "score"],
            "dag": [dt.date(2024, 2, 1), dt.date.min, dt.date(1850, 1, 1)],
            "aandeel": [0.1234, 0.5, math.nan],
            "amount_euros": [15.01, math.nan, 3.0],
        }
    )
    sheet = book_of(to_xlsx({"Proef": frame}, note))["Proef"]
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.auto_filter.ref == "A1:F4"
    year, value, _, day, share, euros = zip(*sheet.iter_rows(min_row=2), strict=True)
    assert [cell.value for cell in year] == [2014, 2016, None]
    assert year[0].number_format == "0"
    assert [cell.value for cell in value] == [1234.5, 1000, 4.25]
    assert [cell.number_format for cell in value] == [
        "[$€-413] #,##0.00;[$€-413] -#,##0.00",
        "#,##0",
        "#,##0.00",
    ]
    assert day[0].value == dt.datetime(2024, 2, 1)  # noqa: DTZ001 - Excel knows no zones
    assert [cell.value for cell in day[1:]] == ["altijd", "1850-01-01"]
    assert share[0].number_format == "#,##0.0000"
    assert euros[0].value == 15.01
    assert "€" in euros[0].number_format


def test_xlsx_says_where_it_comes_from(open_data: Dataset, note: About):
    book = book_of(to_xlsx({"Kasboek": table_sheet(open_data, "ledger")}, note))
    assert book.sheetnames == ["Kasboek", ABOUT_SHEET]
    rows = list(book[ABOUT_SHEET].iter_rows(values_only=True))
    said = [(row[0], row[1]) for row in rows]
    assert said[:9] == [
        ("Onderwerp", "Inhoud"),
        ("Titel", "Proef"),
        ("Gemeente", "Proefdam"),
        ("Fictief", "ja"),
        ("Peildatum", dt.datetime(2024, 6, 1)),  # noqa: DTZ001 - Excel knows no zones
        ("Voor wie", "openbaar"),
        ("Gegevensversie", open_data.version),
        ("Filter", "wijk: Molenwijk"),
        ("Kanttekening", FICTIONAL),
    ]
    assert rows[10][:4] == ("Bron", "Uitgever", "Naam", "Adres")
    assert rows[11][:4] == ("S1", "CBS", "Kerncijfers", "https://voorbeeld.test/kerncijfers")
    assert rows[12][0] == "S3"
    assert len(rows) == 13
    assert book.properties.category == "fictief"
    assert book["Kasboek"].oddHeader.center.text == "FICTIEF"


def test_xlsx_reads_no_clock(note: About, monkeypatch: pytest.MonkeyPatch):
    sheets = {"Proef": pd.DataFrame({"a": [1]})}
    first = to_xlsx(sheets, note)
    monkeypatch.setattr("openpyxl.packaging.core.datetime.datetime", _Later)
    assert to_xlsx(sheets, note) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2024-06-01T00:00:00Z" in archive.read("docProps/core.xml")


class _Later(dt.datetime):
    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> _Later:
        return cls(2031, 5, 6, tzinfo=tz)


@pytest.mark.parametrize(
    "titles",
    [
        ["a/b"],
        ["x" * 32],
        [""],
        ["'a"],
        ["a\x00"],
        ["Proef", "PROEF"],
        [ABOUT_SHEET.upper()],
    ],
)
def test_xlsx_refuses_a_title_that_excel_refuses(titles: list[str], note: About):
    with pytest.raises(ValueError, match="naam voor het blad"):
        to_xlsx(dict.fromkeys(titles, pd.DataFrame({"a": [1]})), note)


def test_xlsx_says_that_a_text_was_too_long(note: About):
    sheet = book_of(to_xlsx({"x": pd.DataFrame({"a": ["é" * 40_000]})}, note))["x"]
    assert len(sheet["A2"].value) == 32_000
    assert sheet["A2"].value.endswith(" … (ingekort)")


def test_xlsx_keeps_its_footer_within_what_excel_takes(note: About):
    long = replace(note, title="Wonen & werken " * 50)
    footer = book_of(to_xlsx({"x": pd.DataFrame({"a": [1]})}, long))["x"].oddFooter.center.text
    assert footer.startswith("Proefdam (fictief), Wonen en werken")
    assert len(footer) <= 250


def test_empty_frames_are_files_too(note: About, open_data: Dataset):
    empty = table_sheet(open_data, "events").head(0)
    assert book_of(to_xlsx({"leeg": empty}, note))["leeg"].max_row == 1
    assert to_csv(empty, note).decode().splitlines() == [
        "event_id,date,title,area_codes,source,public_from,sources,cautions,peildatum,gegevensversie"
    ]
    assert to_geopackage({"leeg": areas_layer(open_data).head(0)}, note)
