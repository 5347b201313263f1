"""Rounds of a buurtbudget: how much was chosen, how much carried out, by the date of the status."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from wijkmap.analysis.filters import filtered
from wijkmap.analysis.join import place_initiatives
from wijkmap.analysis.progress import Age, age_at, open_initiatives
from wijkmap.model.care import GUARDED_STREAMS
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection

__all__ = ["Reported", "Round", "reported", "rounds"]

_DONE = "gerealiseerd"
_CHOSEN = ("toegekend", "in-uitvoering", _DONE, "gestopt")


class Round(NamedTuple):
    """What residents of a wijk chose in a year.

    Attributes
    ----------
    wijk : str
    year : str
        Empty when unknown.
    chosen, done : int
        Known to be chosen, and of those known to be carried out.
    first, last : str
        Partial dates between which the statuses were written down; empty when unknown.
    since : str
        Partial date of the choice; empty when unknown.
    age : Age or None
        From the choice to the status, when there is one status date; never to today.
    """

    wijk: str
    year: str
    chosen: int
    done: int
    first: str
    last: str
    since: str
    age: Age | None


def rounds(dataset: Dataset, selection: Selection) -> tuple[Round, ...]:
    """Rounds of the streams that are buurt- or wijkbudgets, the newest first.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
        Its filters on place, theme, stream and period; one on status would leave half out
        and is left aside.
    """
    rows = filtered(place_initiatives(dataset), dataset, _without_status(selection)).rows
    rows = rows[rows["stream"].str.startswith(GUARDED_STREAMS) & rows["status"].isin(_CHOSEN)]
    rows = rows[rows["wijk"] != ""]
    year = rows["year"].astype("string").fillna("")
    since = open_initiatives(dataset, rows)["since"]
    found = [
        _round(str(wijk), str(when), mine, since)
        for (wijk, when), mine in rows.groupby([rows["wijk"], year])
    ]
    return tuple(sorted(found, key=lambda one: (one.year, one.wijk), reverse=True))


def _round(wijk: str, year: str, rows: pd.DataFrame, since: pd.Series) -> Round:
    dates = sorted(set(rows["status_date"]) - {""})
    begun = sorted(set(since.reindex(rows.index).dropna()) - {""})
    first, last = (dates[0], dates[-1]) if dates else ("", "")
    start = begun[0] if len(begun) == 1 else ""
    done = int((rows["status"] == _DONE).sum())
    age = age_at(start, last) if first == last else None
    return Round(wijk, year, len(rows), done, first, last, start, age)


class Reported(NamedTuple):
    """What a source counts itself, beside what was found.

    Attributes
    ----------
    stream, status : str
        Keys.
    year : int
    words : str
        The number as the source puts it.
    found : int
        Initiatives of that stream, year and status, or further, in the register.
    every : int
        Initiatives of that stream in the register, of any year and status.
    sources : tuple of str
    """

    stream: str
    status: str
    year: int
    words: str
    found: int
    every: int
    sources: tuple[str, ...]


def reported(dataset: Dataset) -> tuple[Reported, ...]:
    """Counts of sources, each beside the register; about the whole city, whatever the filter."""
    rows = dataset["initiatives"]
    return tuple(
        Reported(
            str(one["stream"]),
            str(one["status"]),
            int(one["year"]),
            str(one["words"]),
            _so_far(rows[(rows["stream"] == one["stream"]) & (rows["year"] == one["year"])], one),
            int((rows["stream"] == one["stream"]).sum()),
            one["source"],
        )
        for one in dataset["reported_counts"].to_dict("records")
    )


def _so_far(rows: pd.DataFrame, one: dict[object, object]) -> int:
    status = str(one["status"])
    further = _CHOSEN if status == _CHOSEN[0] else (status,)
    return int(rows["status"].isin(further).sum())


def _without_status(selection: Selection) -> Selection:
    return Selection(
        wijken=selection.wijken,
        stadsdelen=selection.stadsdelen,
        themes=selection.themes,
        streams=selection.streams,
        period=selection.period,
    )
