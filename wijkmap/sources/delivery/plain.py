"""Tables of a dataset as the texts that their files hold."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable

import pandas as pd

from wijkmap.model.tables import TABLES, Type
from wijkmap.model.visibility import ALWAYS, NEVER

__all__ = ["as_csv", "as_text", "guarded"]

_RISKY = ("=", "+", "-", "@", "\t", "\r")


def as_text(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Table with each cell as its file writes it.

    Parameters
    ----------
    frame : pandas.DataFrame
        Typed, as in a dataset; derived columns are left out.
    name : str
        Of the table.

    Returns
    -------
    pandas.DataFrame of str
        Index 0..n-1.
    """
    return pd.DataFrame(
        {
            column: [_writer(declared.type)(value) for value in frame[column].tolist()]
            for column, declared in TABLES[name].columns.items()
        },
        dtype="str",
    )


def _writer(kind: Type) -> Callable[[object], str]:
    special: dict[Type, Callable[[object], str]] = {
        Type.LIST: _list,
        Type.NUMBER: _number,
        Type.BOOLEAN: _boolean,
        Type.PUBLIC_FROM: _public_from,
    }
    return special.get(kind, _text)


def _text(value: object) -> str:
    return "" if value is None or value is pd.NA else str(value)


def _list(value: object) -> str:
    return ";".join(value) if isinstance(value, tuple | list) else ""


def _number(value: object) -> str:
    if not isinstance(value, float | int) or value != value:  # noqa: PLR0124 - NaN
        return ""
    return repr(float(value)).removesuffix(".0")


def _boolean(value: object) -> str:
    return "ja" if value else "nee"


def _public_from(value: object) -> str:
    if value == ALWAYS:
        return "altijd"
    if value == NEVER:
        return "nooit"
    return value.isoformat() if isinstance(value, dt.date) else ""


def guarded(text: str) -> str:
    """Text that a spreadsheet shows and does not run: an apostrophe before = + - @.

    Examples
    --------
    >>> guarded("=1+1"), guarded("Moestuin")
    ("'=1+1", 'Moestuin')
    """
    return f"'{text}" if text.startswith(_RISKY) else text


def as_csv(frame: pd.DataFrame) -> bytes:
    """CSV as a data folder has it: UTF-8, commas, newlines."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(frame.itertuples(index=False, name=None))
    return text.getvalue().encode("utf-8")
