"""Long tables a sheet at a time: which rows stand on one, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from wijkmap.present.numbers import count, number

__all__ = [
    "ROWS_PER_SHEET",
    "sheet_caption",
    "sheet_rows",
    "sheet_with",
    "sheets_of",
    "size_line",
]

ROWS_PER_SHEET = 200

_Row = TypeVar("_Row")


def sheets_of(rows: int) -> int:
    """Number of sheets of `ROWS_PER_SHEET` rows; at least one."""
    return max(1, -(-rows // ROWS_PER_SHEET))


def sheet_with(place: int) -> int:
    """Sheet, from 1, on which the row at a place stands; the first row is at 0."""
    return place // ROWS_PER_SHEET + 1


def sheet_rows(rows: Sequence[_Row], sheet: int) -> Sequence[_Row]:
    """Rows of a sheet, from 1."""
    first = (sheet - 1) * ROWS_PER_SHEET
    return rows[first : first + ROWS_PER_SHEET]


def sheet_caption(title: str, rows: int, sheet: int) -> str:
    """Caption of a sheet of a table: its title, and on one of more sheets which rows these are."""
    return f"{title}: {size_line(rows, rows, sheet)}" if rows > ROWS_PER_SHEET else title


def size_line(rows: int, total: int, sheet: int) -> str:
    """Caption of a table: how many rows, of how many, and which of them these are."""
    said = count(rows, "regel", "regels")
    if rows != total:
        said = f"{number(rows)} van {count(total, 'regel', 'regels')}"
    if rows <= ROWS_PER_SHEET:
        return said
    first = (sheet - 1) * ROWS_PER_SHEET + 1
    last = min(rows, first + ROWS_PER_SHEET - 1)
    return f"{said}; dit zijn {number(first)} tot en met {number(last)}"
