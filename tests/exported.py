"""What the tests of files share: texts that must not run, and how a file is read back."""

from __future__ import annotations

import csv
import datetime as dt
import io

import openpyxl

from wijkmap.model.visibility import Audience, Viewer

__all__ = ["FICTIONAL", "INTERNAL", "NASTY", "PUBLIC", "book_of", "column", "rows_of"]

PUBLIC = Viewer(Audience.PUBLIC, dt.date(2024, 6, 1))
INTERNAL = Viewer(Audience.INTERNAL, dt.date(2024, 6, 1))
FICTIONAL = "Fictief: deze gemeente en al haar cijfers zijn verzonnen."
NASTY = (
    "=1+1",
    "+31 77",
    "-5 graden",
    "@SUM(A1)",
    "\tplak",
    "\rplak",
    " =1+1",
    '=HYPERLINK("x")',
    "#N/A",
    "1234",
    "2024-01-01",
)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def book_of(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def column(sheet: object, head: str) -> list[object]:
    heads, *rows = sheet.iter_rows()  # type: ignore[attr-defined]
    place = [cell.value for cell in heads].index(head)
    return [row[place] for row in rows]
