"""How far initiatives are known to have come: a list to ask after, never a verdict."""

from __future__ import annotations

import calendar
from functools import partial
from typing import NamedTuple

import pandas as pd

from wijkmap.analysis.filters import filtered
from wijkmap.analysis.join import place_initiatives
from wijkmap.analysis.subjects import Subject
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection
from wijkmap.model.words import Level

__all__ = ["OPEN_STATUSES", "STOPPED", "Age", "age_at", "open_initiatives", "subject_initiatives"]

STOPPED = "gestopt"
OPEN_STATUSES = (STOPPED, "toegekend", "idee")
"""Statuses after which something should follow, in the order in which they are asked after."""

_MONTHS = 12


class Age(NamedTuple):
    """How old something was on the date of its status, in months.

    Attributes
    ----------
    least, most : float
        Bounds that follow from how exact both dates are.
    """

    least: float
    most: float

    @property
    def middle(self) -> float:
        """Best single number."""
        return (self.least + self.most) / 2


def subject_initiatives(
    dataset: Dataset, subject: Subject, selection: Selection
) -> tuple[pd.DataFrame, str]:
    """Initiatives of a subject under the filters on theme, stream, status and period.

    Filters on place are left aside: the subject is the place.

    Returns
    -------
    initiatives : pandas.DataFrame
        Rows of `wijkmap.analysis.join.place_initiatives`, newest first.
    reason : str
        Dutch sentence when initiatives cannot be told apart at this level; else empty.
    """
    placed = place_initiatives(dataset)
    found = filtered(placed, dataset, selection, place=False).rows
    reason = ""
    if subject.level is Level.BUURT:
        mine = found[found["buurt"] == subject.key]
        if not (placed.loc[placed["wijk"] == subject.wijken[0], "buurt"] != "").any():
            reason = (
                "Niet van toepassing: van geen enkel initiatief in deze wijk is bekend "
                "in welke buurt het ligt. Ze tellen mee in de wijk."
            )
    else:
        mine = found[found["wijk"].isin(subject.wijken)]
    order = ["year", "initiative_id"]
    return mine.sort_values(order, ascending=[False, True], na_position="last"), reason


def open_initiatives(dataset: Dataset, initiatives: pd.DataFrame) -> pd.DataFrame:
    """Initiatives that stopped, or of which nothing later is known than the plan or grant.

    Parameters
    ----------
    dataset : Dataset
    initiatives : pandas.DataFrame
        From `subject_initiatives`.

    Returns
    -------
    pandas.DataFrame
        Those rows with ``since`` (partial date; empty when unknown), by status in the
        order of `OPEN_STATUSES`, then by date of the status, the oldest first and the
        unknown last. ``since`` is the earliest moment on the timeline of the same wijk,
        year and source where that source tells of one occasion only, else the year of
        the initiative.
    """
    rows = initiatives[initiatives["status"].isin(OPEN_STATUSES)]
    order = {status: place for place, status in enumerate(OPEN_STATUSES)}
    moments = dataset.once("moments", partial(_moments, dataset))
    since = [
        moments.get((str(row["wijk"]), year, one), year)
        for _, row in rows.iterrows()
        for year in ["" if pd.isna(row["year"]) else str(int(row["year"]))]
        for one in row["source"][:1]
    ]
    rows = rows.assign(
        since=pd.Series(since, index=rows.index, dtype="str"),
        _order=rows["status"].map(order),
        _date=rows["status_date"].replace("", "9999"),
    )
    ordered = rows.sort_values(["_order", "_date", "initiative_id"], kind="stable")
    return ordered.drop(columns=["_order", "_date"])


def _moments(dataset: Dataset) -> dict[tuple[str, str, str], str]:
    """First moment on the timeline per wijk, year and source.

    Only of sources whose initiatives all are of that one wijk and year: such a page
    tells of one occasion. Of any other page it is not known which moment it is about.
    """
    placed = place_initiatives(dataset)
    known = placed[placed["year"].notna() & (placed["wijk"] != "")]
    told = known[["wijk", "year", "source"]].explode("source").drop_duplicates()
    every = placed[["initiative_id", "source"]].explode("source")
    told = told[~told["source"].duplicated(keep=False)]
    loose = every[~every["initiative_id"].isin(known["initiative_id"])]["source"]
    told = told[~told["source"].isin(loose)]
    events = dataset["events"].sort_values("date", ascending=False)
    found = {}
    for wijk, year, source in told.itertuples(index=False):
        for date, areas, sources in zip(
            events["date"], events["area_codes"], events["source"], strict=True
        ):
            if wijk in areas and source in sources and str(date).startswith(str(year)):
                found[str(wijk), str(year), str(source)] = str(date)
    return found


def age_at(since: str, stand: str) -> Age | None:
    """Time from one partial date to another; never to today.

    Parameters
    ----------
    since, stand : str
        Partial dates; empty when unknown.

    Returns
    -------
    Age or None
        None when a date is unknown, or the dates are not exact enough to tell them apart.

    Examples
    --------
    >>> age_at("2022-02", "2022-06-21").middle < 5
    True
    >>> age_at("2018", "2018-11") is None
    True
    """
    if not since or not stand:
        return None
    first, last = _bounds(since), _bounds(stand)
    least, most = last[0] - first[1], last[1] - first[0]
    if stand.startswith(since) or since.startswith(stand) or most <= 0:
        return None
    return Age(max(0.0, least), most)


def _bounds(partial: str) -> tuple[float, float]:
    """First and last moment of a partial date, in months."""
    year, *rest = (int(part) for part in partial.split("-"))
    if not rest:
        return float(year * _MONTHS), float((year + 1) * _MONTHS)
    month = year * _MONTHS + rest[0] - 1
    if len(rest) == 1:
        return float(month), float(month + 1)
    days = calendar.monthrange(year, rest[0])[1]
    return month + (rest[1] - 1) / days, month + rest[1] / days
