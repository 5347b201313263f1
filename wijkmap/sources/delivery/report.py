"""What a delivery turned out to be: good rows, rejected rows, and every fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from wijkmap.model.errors import Problem

if TYPE_CHECKING:
    from wijkmap.model.dataset import Dataset

__all__ = ["REGISTERS", "Count", "Delivery", "Given", "Note", "RowProblem", "Suggestion"]

REGISTERS = ("initiatives", "ledger", "observations")
"""The tables that a delivery may hold."""


@dataclass(frozen=True)
class RowProblem:
    """One fault, with its place and its remedy.

    Attributes
    ----------
    sheet : str
        Name of the sheet, or of the CSV file; empty when it is the whole file's.
    row : int
        As Excel numbers it; 0 when the problem is the sheet's.
    column : str
        As the user named it; empty when it is the row's.
    found, expected, remedy : str
        In Dutch.
    readings : tuple of str
        What the cell may mean, when that is more than one thing.
    """

    sheet: str
    row: int
    column: str
    found: str
    expected: str
    remedy: str
    readings: tuple[str, ...] = ()

    def as_problem(self, file: str) -> Problem:
        """Same fault as the checks of a data folder report it."""
        place = f"{file} ({self.sheet})" if self.sheet not in {"", file} else file
        return Problem(place, self.row, self.column, self.found, self.expected, self.remedy)

    def __str__(self) -> str:
        """One line: place, found, expected, remedy."""
        place = ", ".join(
            part
            for part in (
                f"blad {self.sheet}" if self.sheet else "het bestand",
                f"rij {self.row}" if self.row else "",
                f"kolom {self.column}" if self.column else "",
            )
            if part
        )
        return f"{place}: gevonden {self.found}; verwacht {self.expected}. {self.remedy}"


@dataclass(frozen=True)
class Note:
    """Something that was done or seen, and is no fault.

    Attributes
    ----------
    sheet : str
        Empty when it is about the whole file.
    column : str
        As the user named it; empty when it is about the sheet.
    text : str
        In Dutch.
    """

    sheet: str
    column: str
    text: str

    def __str__(self) -> str:
        """One line: place and text."""
        place = ", ".join(
            part
            for part in (
                f"blad {self.sheet}" if self.sheet else "het bestand",
                f"kolom {self.column}" if self.column else "",
            )
            if part
        )
        return f"{place}: {self.text}"


@dataclass(frozen=True)
class Suggestion:
    """Areas that a name in a row may mean. Never joined unless the user says so.

    Attributes
    ----------
    sheet : str
    row : int
    column : str
        As the user named it.
    name : str
        As the user wrote it.
    codes : tuple of str
        Area codes, the likeliest first.
    """

    sheet: str
    row: int
    column: str
    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Count:
    """Rows of one sheet that are not empty and stand below its header.

    Attributes
    ----------
    sheet : str
    table : str
        Which register the sheet is; empty when it is none.
    good, rejected : int
    totals, examples, unread : int
        Rows with a total; rows of the template itself; rows of a sheet that is no
        register, when other sheets are.
    """

    sheet: str
    table: str
    good: int = 0
    rejected: int = 0
    totals: int = 0
    examples: int = 0
    unread: int = 0

    @property
    def seen(self) -> int:
        """All of them."""
        return self.good + self.rejected + self.totals + self.examples + self.unread


@dataclass(frozen=True)
class Given:
    """What was handed in, to read it again with the user's choices."""

    data: bytes
    dataset: Dataset
    choices: Mapping[tuple[str, int], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Delivery:
    """A file that was read against a dataset. Nothing of it is stored.

    Attributes
    ----------
    name : str
        Of the file.
    initiatives, ledger, observations : pandas.DataFrame
        Good rows only, typed as in the dataset, with ``theme``, ``status`` and
        ``stream`` where the dataset has them. Index 0..n-1.
    problems : tuple of RowProblem
        By sheet, row and column.
    suggestions : tuple of Suggestion
    rejected : mapping of str to pandas.DataFrame
        Per sheet the rejected rows as they came, under the user's own headers, with
        the row's number in front and the reasons behind.
    unknown : mapping of str to pandas.DataFrame
        Per sheet the columns that no register has, for all rows; index is the row.
    counts : tuple of Count
        One per sheet.
    notes : tuple of Note
    sources, mappings : pandas.DataFrame
        Rows that the dataset lacks and the good rows refer to: the delivery as a
        source, and our own labels used as words of the source.
    given : Given
    """

    name: str
    initiatives: pd.DataFrame
    ledger: pd.DataFrame
    observations: pd.DataFrame
    problems: tuple[RowProblem, ...]
    suggestions: tuple[Suggestion, ...]
    rejected: Mapping[str, pd.DataFrame]
    unknown: Mapping[str, pd.DataFrame]
    counts: tuple[Count, ...]
    notes: tuple[Note, ...]
    sources: pd.DataFrame
    mappings: pd.DataFrame
    given: Given = field(repr=False, compare=False)

    def __getitem__(self, table: str) -> pd.DataFrame:
        """Good rows of a register by its name."""
        frames = {name: getattr(self, name) for name in REGISTERS}
        frame: pd.DataFrame = frames[table]
        return frame

    @property
    def good(self) -> int:
        """Number of good rows."""
        return sum(one.good for one in self.counts)

    def as_problems(self) -> tuple[Problem, ...]:
        """Return the faults as the checks of a data folder report them."""
        return tuple(one.as_problem(self.name) for one in self.problems)
