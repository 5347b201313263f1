"""A spreadsheet as it came: cells with what they say and how they look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeAlias

__all__ = ["EMPTY", "Book", "Cell", "Grid", "Line", "Refusal", "Value", "column_letters"]

Value: TypeAlias = str | int | float | bool | dt.date | None

_ALPHABET = 26


class Cell(NamedTuple):
    """One cell.

    Attributes
    ----------
    value : str, int, float, bool, datetime.date or None
        None when empty. A date only where the cell is formatted as one.
    percent : bool
        The number is shown as a percentage: 0.125 reads as 12,5%.
    formula : bool
        The value is the last result of a formula.
    fault : str
        Why there is no value though the cell is not empty: a code like ``#REF!``,
        or ``formule`` for a formula that was never computed.
    """

    value: Value = None
    percent: bool = False
    formula: bool = False
    fault: str = ""

    @property
    def text(self) -> str:
        """What the cell says, trimmed, with a decimal comma."""
        if isinstance(self.value, str):
            return self.value.replace("\N{NO-BREAK SPACE}", " ").strip()
        return self.fault or _shown(self.value, percent=self.percent)

    @property
    def filled(self) -> bool:
        """Whether there is anything in the cell."""
        return bool(self.fault) or self.text != ""


def _shown(value: float | dt.date | None, *, percent: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if percent:
        return f"{value * 100:.10g}%".replace(".", ",")
    return repr(value).removesuffix(".0").replace(".", ",")


EMPTY = Cell()


@dataclass(frozen=True)
class Line:
    """One row.

    Attributes
    ----------
    row : int
        As Excel numbers it; the first row is 1.
    cells : dict of int to Cell
        By position of the column, from 0; filled cells only.
    hidden : bool
    broken : str
        Why the row could not be taken apart; its text is then in the first cell.
    """

    row: int
    cells: dict[int, Cell]
    hidden: bool = False
    broken: str = ""

    def cell(self, column: int) -> Cell:
        """Cell of a column; an empty one when there is none."""
        return self.cells.get(column, EMPTY)


@dataclass(frozen=True)
class Grid:
    """One sheet.

    Attributes
    ----------
    name : str
        Of the sheet; of the file when it is a CSV file.
    lines : list of Line
        Rows with something in them, from top to bottom.
    hidden : bool
        The sheet itself is hidden.
    hidden_columns : frozenset of int
    merged : tuple of (int, int, int, int)
        First row, first column, last row, last column; columns from 0.
    """

    name: str
    lines: list[Line]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()

    @cached_property
    def by_row(self) -> Mapping[int, Line]:
        """Rows by their number."""
        return {line.row: line for line in self.lines}


@dataclass(frozen=True)
class Book:
    """A whole file.

    Attributes
    ----------
    grids : list of Grid
    notes : list of str
        What the reader should know about the file as a whole, in Dutch.
    """

    grids: list[Grid] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Refusal(Exception):  # noqa: N818 - it is no error of the program
    """The file cannot be read at all; says what was found and what to do.

    Parameters
    ----------
    found, expected, remedy : str
        In Dutch.
    sheet : str
        Where, when it is about one sheet.
    """

    def __init__(self, found: str, expected: str, remedy: str, sheet: str = "") -> None:
        self.found, self.expected, self.remedy, self.sheet = found, expected, remedy, sheet
        super().__init__(f"gevonden {found}; verwacht {expected}. {remedy}")


def column_letters(column: int) -> str:
    """Letters of a column as Excel shows them.

    Examples
    --------
    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    rest = column + 1
    while rest:
        rest, last = divmod(rest - 1, _ALPHABET)
        letters = chr(ord("A") + last) + letters
    return letters
