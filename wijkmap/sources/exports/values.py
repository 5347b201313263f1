"""What one cell of an outgoing file may hold: from a value in a frame to a plain one."""

from __future__ import annotations

import datetime as dt
import math
import re
from numbers import Integral, Real
from typing import TypeAlias

import pandas as pd

from wijkmap.model.visibility import ALWAYS, NEVER

__all__ = ["BETWEEN", "Plain", "clean", "flat", "harmless", "in_euros", "is_risky", "plain"]

Plain: TypeAlias = str | int | float | dt.date | None
"""A cell: text, a number, a day, or nothing."""

BETWEEN = "; "
"""Between the parts of a list in one cell."""

_DAYS = {ALWAYS: "altijd", NEVER: "nooit"}
# What XML and a text editor cannot hold; tab, line feed and carriage return can stay.
_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Some spreadsheets skip blanks, and read the wide forms as the narrow ones.
_RISKY = re.compile(r"\s*[=+\-@＝＋－＠\t\r\n]")


def plain(value: object) -> Plain:
    """Cell that a value becomes in a file.

    Parameters
    ----------
    value : object
        What a typed table or a figure frame holds.

    Returns
    -------
    str, int, float, datetime.date or None
        None for whatever is missing; ``altijd`` and ``nooit`` for the two days that
        stand for them; ``ja`` and ``nee`` for a boolean; the parts of a list in one text.

    Raises
    ------
    ValueError
        For a number without end: a file has no cell for it.
    """
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple | list | set | frozenset):
        parts = sorted(map(str, value)) if isinstance(value, set | frozenset) else map(str, value)
        return clean(BETWEEN.join(parts))
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date() if midnight else value.isoformat(sep=" ")
    if isinstance(value, dt.date):
        return _DAYS.get(value, value)
    return _number_or_text(value)


def _number_or_text(value: object) -> Plain:
    # numpy's boolean is neither an int nor a bool.
    if type(value).__name__ in ("bool", "bool_"):
        return "ja" if value else "nee"
    if isinstance(value, Integral):
        return int(value)
    if not isinstance(value, Real):
        return clean(str(value))
    number = float(value)
    if math.isinf(number):
        raise ValueError(
            "Verwacht een eindig getal, gevonden oneindig. "
            "Geef zo'n cijfer een staat in plaats van een waarde."
        )
    # Adding zero turns -0.0 into 0.0.
    return None if math.isnan(number) else number + 0.0


def clean(text: str) -> str:
    """Text without characters that a file cannot hold; each becomes a visible mark.

    Every end of line is a line feed: a bare carriage return ends a line in a CSV without
    quotes, and whether XML keeps it differs per library.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BROKEN.sub("\N{REPLACEMENT CHARACTER}", lines)


def is_risky(text: str) -> bool:
    """Whether a spreadsheet may run a text as a formula."""
    return bool(_RISKY.match(text))


def harmless(text: str) -> str:
    """Text with an apostrophe before it when a spreadsheet may run it as a formula.

    Examples
    --------
    >>> harmless("=1+1"), harmless("Groen")
    ("'=1+1", 'Groen')
    """
    return f"'{text}" if is_risky(text) else text


def in_euros(unit: object) -> bool:
    """Whether a unit is an amount: ``euro`` or ``euro per inwoner``."""
    return str(unit) == "euro" or str(unit).startswith("euro ")


def flat(frame: pd.DataFrame, *, shapes: bool = False) -> pd.DataFrame:
    """Frame with a named index as its first column.

    Parameters
    ----------
    frame : pandas.DataFrame
    shapes : bool
        Keep columns of geometry; they go otherwise.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1; an index without a name, or one that is a column too, goes.

    Raises
    ------
    ValueError
        When two columns have the same name.
    """
    keep = frame.index.name is not None and frame.index.name not in frame.columns
    out = frame.reset_index(drop=not keep)
    names = [str(name) for name in out.columns]
    double = sorted({name for name in names if names.count(name) > 1})
    if double:
        raise ValueError(
            f"Verwacht elke kolom één keer, gevonden vaker: {', '.join(double)}. Hernoem er een."
        )
    if shapes:
        return out
    return out.drop(columns=[name for name, kind in out.dtypes.items() if str(kind) == "geometry"])
