"""Figures: numbers that say what they are, how sure, and where from.

Computations hold figures as rows of a frame with the columns of
`FIGURE_COLUMNS`; `figures` turns rows into `Figure` objects for whoever wants
one at a time.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkmap.model.words import State

__all__ = ["FIGURE_COLUMNS", "Figure", "figure_frame", "figures", "rows_of"]

FIGURE_COLUMNS = (
    "key",
    "key_label",
    "area_code",
    "area_name",
    "year",
    "value",
    "unit",
    "state",
    "n",
    "low",
    "high",
    "sources",
    "cautions",
    "public_from",
)
"""Columns of a figure frame, in order.

key, key_label : str
    For areas the code and the name; for other keys the key of the vocabulary.
area_code, area_name : str
    Of the area; the gemeente's for other keys; empty for `unassigned`.
year : str
    ``"2014"``, ``"2012-2014"``, ``"2012,2014"`` or empty when unknown or all.
value, low, high : float
    NaN when not known; low and high NaN when the margin is unknown.
unit : str
state : str
    A `State` value. ``value`` is NaN exactly when the state is not ``known``.
n : float
    What the figure rests on: rows counted, wijken averaged; NaN when not said.
sources, cautions : tuple of str
    Source ids; Dutch sentences.
public_from : datetime.date
    The strictest date of all rows the figure was made from.
"""


_TYPES = {
    **dict.fromkeys(FIGURE_COLUMNS, "str"),
    **dict.fromkeys(("value", "n", "low", "high"), "float64"),
    **dict.fromkeys(("sources", "cautions", "public_from"), "object"),
}


@dataclass(frozen=True)
class Figure:
    """One number with all that belongs to it; see `FIGURE_COLUMNS`."""

    key: str
    key_label: str
    area_code: str
    area_name: str
    year: str
    value: float | None
    unit: str
    state: State
    n: float | None
    low: float | None
    high: float | None
    sources: tuple[str, ...]
    cautions: tuple[str, ...]
    public_from: dt.date

    @classmethod
    def of_row(cls, row: Iterable[Any]) -> Figure:
        """Figure of one row of a figure frame: its values in order of `FIGURE_COLUMNS`."""
        fields: dict[str, Any] = dict(zip(FIGURE_COLUMNS, row, strict=True))
        for name in ("value", "n", "low", "high"):
            fields[name] = _number(fields[name])
        fields["state"] = State(fields["state"])
        return cls(**fields)

    @property
    def margin_known(self) -> bool:
        """Whether low and high are both there."""
        return self.low is not None and self.high is not None


def _number(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def figures(frame: pd.DataFrame) -> Iterator[Figure]:
    """Figures of a figure frame, row by row, in order."""
    return map(Figure.of_row, rows_of(frame))


def rows_of(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Rows of a figure frame, each with its values in order of `FIGURE_COLUMNS`."""
    # Column by column: a frame of a few rows is the common case, and pandas is slow at those.
    return zip(*(frame[name].tolist() for name in FIGURE_COLUMNS), strict=True)


def figure_frame(rows: Iterable[dict[str, object]]) -> pd.DataFrame:
    """Figure frame from dictionaries; what a row leaves out gets its neutral value.

    Parameters
    ----------
    rows : iterable of dict
        Keys from `FIGURE_COLUMNS`; other keys are kept as columns behind them.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1, columns `FIGURE_COLUMNS` first.
    """
    neutral: dict[str, object] = {
        "key": "",
        "key_label": "",
        "area_code": "",
        "area_name": "",
        "year": "",
        "value": math.nan,
        "unit": "",
        "state": State.MISSING.value,
        "n": math.nan,
        "low": math.nan,
        "high": math.nan,
        "sources": (),
        "cautions": (),
        "public_from": dt.date.min,
    }
    complete = [neutral | row for row in rows]
    extra = [name for row in complete[:1] for name in row if name not in neutral]
    # Column by column: pandas looks for the type of each in a list of dictionaries, slowly.
    columns: dict[str, object] = {
        name: pd.Series([row[name] for row in complete], dtype=_TYPES[name])
        for name in FIGURE_COLUMNS
    }
    more = {name: pd.Series([row.get(name) for row in complete]) for name in extra}
    return pd.DataFrame(columns | more)
