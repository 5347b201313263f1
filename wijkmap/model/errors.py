"""The few errors of the package, and the problems that a data error carries.

Each message says what was expected, what was found and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["DataError", "Problem", "SelectionError", "WijkmapError"]


class WijkmapError(Exception):
    """Base of every error that the package raises on purpose."""


class SelectionError(WijkmapError, ValueError):
    """A filter, level, year or indicator was asked for that the dataset does not have."""


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in the data, with its place and its remedy.

    Attributes
    ----------
    file : str
        Name of the file inside the folder.
    row : int
        Line in the file as an editor or Excel numbers it (header is line 1);
        0 when the problem is the whole file's.
    column : str
        Name of the column; empty when the problem is the row's or the file's.
    found, expected, remedy : str
        In Dutch, for whoever keeps the file.
    """

    file: str
    row: int
    column: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        """One line: place, found, expected, remedy."""
        place = self.file
        if self.row:
            place += f", regel {self.row}"
        if self.column:
            place += f", kolom {self.column}"
        return f"{place}: gevonden {self.found}; verwacht {self.expected}. {self.remedy}"


class DataError(WijkmapError, ValueError):
    """The data has problems; all of them are in ``problems``, none hides another.

    Parameters
    ----------
    problems : iterable of Problem
        At least one. Duplicates are dropped, the order is file, row, column.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        count = len(self.problems)
        title = "1 probleem" if count == 1 else f"{count} problemen"
        super().__init__("\n".join([f"{title} in de gegevens:", *map(str, self.problems)]))
