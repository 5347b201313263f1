"""One door between the data and whoever looks at it.

Closed rows leave the dataset here, before any computation, so that nothing
derived from them can give them away.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import pandas as pd

from wijkmap.model.tables import TABLES
from wijkmap.model.words import Measure

if TYPE_CHECKING:
    from wijkmap.model.dataset import Dataset

__all__ = ["ALWAYS", "NEVER", "Audience", "Viewer", "visible"]

ALWAYS = dt.date.min
"""``altijd``: public at any date."""

NEVER = dt.date.max
"""``nooit``: public at no date."""


class Audience(StrEnum):
    """Who looks: the public, or the gemeente itself."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True)
class Viewer:
    """Who looks, and at which date. Comes from the server's setting only.

    Attributes
    ----------
    audience : Audience
    date : datetime.date
        The peildatum: the only "today" in any computation, page or file.
    """

    audience: Audience
    date: dt.date

    def may_see(self, public_from: dt.date) -> bool:
        """Whether a row that opens on `public_from` is open to this viewer."""
        return self.audience is Audience.INTERNAL or (
            public_from != NEVER and public_from <= self.date
        )


def visible(dataset: Dataset, viewer: Viewer) -> Dataset:
    """Dataset as `viewer` may see it.

    Every table with a column ``public_from`` loses the rows that are closed to
    the viewer, and the rows that would give these away:

    - in the ledger, a closed part of an open amount takes its siblings of the same
      split along (the whole minus the rest would give it away), a closed whole its
      parts of the same kind, and a row that is the same euro closes with its twin;
    - a decision about a closed amount closes with it;
    - of a count per area, a closed total closes its parts, and a closed part the
      totals that it is in.

    The version of the result is that of `dataset`: what a viewer sees follows
    from version and viewer together.
    """
    if viewer.audience is Audience.INTERNAL:
        return dataset
    tables = dict(dataset.tables)
    for name, table in TABLES.items():
        if "public_from" not in table.columns:
            continue
        frame = tables[name]
        is_open = frame["public_from"].map(viewer.may_see).astype(bool)
        if name == "ledger":
            is_open = _close_relatives(frame, is_open)
        if name == "observations":
            is_open = _close_totals(frame, is_open, _counts(dataset))
        tables[name] = frame[is_open].reset_index(drop=True)
    decisions = tables["care_decisions"]
    about_open = decisions["entry_id"].isin(tables["ledger"]["entry_id"])
    tables["care_decisions"] = decisions[about_open].reset_index(drop=True)
    return replace(dataset, tables=tables)


def _close_relatives(ledger: pd.DataFrame, is_open: pd.Series) -> pd.Series:
    split = ledger["part_of"] + "|" + ledger["part_by"]
    has_whole = ledger["part_of"] != ""
    kinds = dict(zip(ledger["entry_id"], ledger["kind"], strict=True))
    same_kind = ledger["part_of"].map(kinds) == ledger["kind"]
    while True:
        closed = set(ledger.loc[~is_open, "entry_id"])
        twins = set(ledger.loc[~is_open & (ledger["same_as"] != ""), "same_as"])
        gives_away = (
            split.isin(set(split[~is_open & has_whole]))
            | (ledger["part_of"].isin(closed) & same_kind)
            | ledger["same_as"].isin(closed)
            | ledger["entry_id"].isin(twins)
        )
        # What closes now may have relatives of its own.
        if not (is_open & gives_away).any():
            return is_open
        is_open = is_open & ~gives_away


def _counts(dataset: Dataset) -> set[str]:
    """Indicators whose total is the sum of its parts."""
    return {one.id for one in dataset.catalogue.values() if one.measure is Measure.EXTENSIVE}


def _close_totals(observations: pd.DataFrame, is_open: pd.Series, counts: set[str]) -> pd.Series:
    concerned = observations["indicator"].isin(counts)
    if is_open[concerned].all():
        return is_open
    code = observations["area_code"]
    series = observations["indicator"] + "|" + observations["year"].astype(str) + "|"
    gemeente = series + "GM" + code.str[2:6]
    wijk = series + "WK" + code.str[2:8]
    own = series + code
    closed = set(own[concerned & ~is_open])
    is_open = is_open & ~(concerned & (gemeente.isin(closed) | wijk.isin(closed)))
    hidden = concerned & ~is_open
    totals = set(gemeente[hidden]) | set(wijk[hidden])
    return is_open & ~(concerned & own.isin(totals))
