"""What one cell of text may say: from text to value, with a mask of what cannot be read.

Every function takes a Series of trimmed text without missing values, and returns
the values and a boolean Series of the cells that are wrong, both on the index of
the input. An empty cell is never wrong here; it becomes the neutral value of
`wijkmap.model.tables.Type`, as does a wrong one.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

import numpy as np
import pandas as pd

from wijkmap.model.tables import Type
from wijkmap.model.visibility import ALWAYS, NEVER

__all__ = ["EXPECTED", "convert", "decimal", "partial_date", "public_from"]

Cells = tuple[pd.Series, pd.Series]
Value = TypeVar("Value")

_POINT = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+(?:[eE][+-]?[0-9]+)?")
# "1.234" in a file with semicolons is twelve hundred to Excel and one and a bit to others.
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+")
# Fifteen digits: what a float holds exactly, so that Excel and we read the same number.
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100

EXPECTED: dict[Type, tuple[str, str]] = {
    Type.NUMBER: (
        "een getal",
        "Schrijf alleen cijfers, zonder punten voor duizendtallen, eenheid of teken voor euro's.",
    ),
    Type.INTEGER: ("een heel getal", "Schrijf alleen cijfers, zonder punt of komma."),
    Type.CENTS: (
        "een bedrag in hele centen",
        "Schrijf het bedrag in centen met alleen cijfers: 15,01 euro is 1501.",
    ),
    Type.BOOLEAN: ("ja of nee", "Schrijf ja of nee."),
    Type.PARTIAL_DATE: (
        "een bestaande datum als 2022-06-21, 2022-06 of 2022",
        "Schrijf jaar-maand-dag, of minder als de dag of maand niet bekend is.",
    ),
    Type.PUBLIC_FROM: (
        "een bestaande datum als 2022-06-21, of altijd of nooit",
        "Schrijf jaar-maand-dag, altijd of nooit.",
    ),
}
"""Per type that can be wrong: what is expected and the remedy, in Dutch."""


def convert(text: pd.Series, kind: Type, *, decimal_comma: bool = False) -> Cells:
    """Values of a column of this type, and which cells cannot be read.

    Parameters
    ----------
    text : pandas.Series of str, shape (n,)
        Trimmed, without missing values.
    kind : Type
    decimal_comma : bool
        The file separates cells with semicolons, as Excel does with Dutch settings:
        a decimal comma is read too, and a thousands point is refused.

    Returns
    -------
    values : pandas.Series
        float64 for numbers, Int64 for integers and cents, bool, `datetime.date`
        (object), tuple of str (object), or the text itself.
    wrong : pandas.Series of bool
    """
    if kind is Type.NUMBER:
        return _numbers(text, decimal_comma=decimal_comma)
    return _READERS[kind](text)


def decimal(text: str, *, decimal_comma: bool = False) -> float | None:
    """Number that one text says, by the rule of `convert`; None when it says none.

    Examples
    --------
    >>> decimal("4,25", decimal_comma=True)
    4.25
    >>> decimal("4,25") is None
    True
    """
    if not _POINT.fullmatch(text):
        if not (decimal_comma and _COMMA.fullmatch(text)):
            return None
    elif decimal_comma and _THOUSANDS.fullmatch(text):
        return None
    value = float(text.replace(",", "."))
    return value if math.isfinite(value) else None


def partial_date(text: str) -> str | None:
    """Return the text when it is a day, month or year that exists, else None.

    Examples
    --------
    >>> partial_date("2022-06")
    '2022-06'
    >>> partial_date("2022-13") is None
    True
    """
    parts = text.split("-")
    if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]):
        return None
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    year, month, day = map(int, [*parts, "1", "1"][:3])
    try:
        dt.date(year, month, day)
    except ValueError:
        return None
    return text if _FIRST_YEAR <= year <= _LAST_YEAR else None


def public_from(text: str) -> dt.date | None:
    """Date from which a row is public, or None when the text says none.

    Examples
    --------
    >>> public_from("altijd") == ALWAYS
    True
    >>> public_from("2026-02-31") is None
    True
    """
    if text in ("altijd", "nooit"):
        return ALWAYS if text == "altijd" else NEVER
    whole = len(text) == len("2022-06-21")
    return dt.date.fromisoformat(text) if whole and partial_date(text) else None


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _mask(text: pd.Series, wrong: Iterable[bool] = ()) -> pd.Series:
    """Mask on the index of the text; when nothing is said, no cell is wrong."""
    found = list(wrong) or [False] * len(text)
    return pd.Series(np.array(found, dtype=bool), index=text.index)


def _texts(text: pd.Series) -> Cells:
    return text, _mask(text)


def _lists(text: pd.Series) -> Cells:
    values, _ = _each(text, _parts)
    made = [() if value is None else value for value in values]
    return pd.Series(made, index=text.index, dtype=object), _mask(text)


def _booleans(text: pd.Series) -> Cells:
    values, wrong = _each(text, {"ja": True, "nee": False}.get)
    return _mask(text, map(bool, values)), wrong


def _partial_dates(text: pd.Series) -> Cells:
    _, wrong = _each(text, partial_date)
    return (text.mask(wrong, "") if wrong.any() else text), wrong


def _public_dates(text: pd.Series) -> Cells:
    values, wrong = _each(text, public_from)
    # Until its date is mended, a row is closed.
    dates = [date or NEVER for date in values]
    return pd.Series(dates, index=text.index, dtype=object), wrong


def _each(
    text: pd.Series, read: Callable[[str], Value | None]
) -> tuple[list[Value | None], pd.Series]:
    """Value of each cell, None where there is none, and the cells that cannot be read.

    Each different text is read once: columns repeat themselves.
    """
    cells = text.to_numpy(dtype=object).tolist()
    known = {cell: read(cell) if cell else None for cell in dict.fromkeys(cells)}
    odd = {cell for cell, value in known.items() if cell and value is None}
    wrong = _mask(text, (cell in odd for cell in cells) if odd else ())
    return [known[cell] for cell in cells], wrong


def _numbers(text: pd.Series, *, decimal_comma: bool) -> Cells:
    values, wrong = _each(text, partial(decimal, decimal_comma=decimal_comma))
    numbers = [math.nan if value is None else value for value in values]
    return pd.Series(numbers, index=text.index, dtype="float64"), wrong


def _integers(text: pd.Series) -> Cells:
    values, wrong = _each(text, _whole)
    numbers = np.array([0 if value is None else value for value in values], dtype=np.int64)
    absent = np.array([value is None for value in values], dtype=bool)
    return pd.Series(pd.arrays.IntegerArray(numbers, absent), index=text.index), wrong


def _whole(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) else None


_READERS: dict[Type, Callable[[pd.Series], Cells]] = {
    Type.TEXT: _texts,
    Type.LIST: _lists,
    Type.INTEGER: _integers,
    Type.CENTS: _integers,
    Type.BOOLEAN: _booleans,
    Type.PARTIAL_DATE: _partial_dates,
    Type.PUBLIC_FROM: _public_dates,
}
