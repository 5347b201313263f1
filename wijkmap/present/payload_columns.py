"""Columns of a payload: a short string for all areas, in the order of the map."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from wijkmap.model.words import State
from wijkmap.present.classes import Classes

__all__ = [
    "area_answers",
    "area_flags",
    "class_marks",
    "scaled_margins",
    "scaled_value",
    "scaled_values",
]

_MARKS = {
    State.MISSING.value: "m",
    State.SUPPRESSED.value: "s",
    State.NOT_APPLICABLE.value: "n",
}
_ONE_OFF = {0: "", 1: "+", -1: "-"}
"""Sides of an even margin differ by a rounding at most: a sign says which is the longer."""


def class_marks(frame: pd.DataFrame, classes: Classes) -> str:
    """Class per area: a digit, or a letter for the state of one without a value."""
    found = classes.classify(frame["value"].to_numpy(dtype=np.float64))
    states = frame["state"].fillna(State.MISSING.value)
    return "".join(
        str(number) if state == State.KNOWN.value else _MARKS[state]
        for number, state in zip(found, states, strict=True)
    )


def scaled_value(value: float | None, decimals: int) -> int | None:
    """Whole number that reads the same as the page's own number."""
    if value is None or np.isnan(value):
        return None
    return round(round(float(value), decimals) * float(10**decimals))


def scaled_values(frame: pd.DataFrame, decimals: int) -> str:
    """Whole numbers with commas between, empty where not known."""
    known = frame["state"] == State.KNOWN.value
    scaled = [
        scaled_value(value, decimals) if is_known else None
        for value, is_known in zip(frame["value"], known, strict=True)
    ]
    return ",".join("" if value is None else str(value) for value in scaled)


def scaled_margins(frame: pd.DataFrame, decimals: int) -> str:
    """How far low and high are away, empty where unknown; nothing when it is for all."""
    parts = []
    rows = zip(frame["value"], frame["low"], frame["high"], strict=True)
    for value, low, high in (
        tuple(scaled_value(number, decimals) for number in row) for row in rows
    ):
        if value is None or low is None or high is None:
            parts.append("")
            continue
        down, up = value - low, high - value
        parts.append(f"{down}{_ONE_OFF.get(up - down, f'~{up}')}")
    return ",".join(parts) if any(parts) else ""


def area_flags(codes: Sequence[str], chosen: Collection[str], *, keep: bool = False) -> str:
    """``1`` per chosen code; empty when none is, unless an empty choice means something."""
    chosen = set(chosen)
    return "".join("01"[code in chosen] for code in codes) if chosen or keep else ""


def area_answers(codes: Sequence[str], found: pd.Series | None) -> str:
    """Character per area: differs, does not, or cannot be said."""
    if found is None:
        return ""
    return "".join("-" if pd.isna(one) else "01"[bool(one)] for one in found.reindex(list(codes)))
