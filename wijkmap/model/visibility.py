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
    the viewer. A closed part of an open amount takes its siblings of the same
    split along: the whole minus the rest would give it away. A row that is the
    same euro as a closed row closes with it.

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
        tables[name] = frame[is_open].reset_index(drop=True)
    return replace(dataset, tables=tables)


def _close_relatives(ledger: pd.DataFrame, is_open: pd.Series) -> pd.Series:
    split = ledger["part_of"] + "|" + ledger["part_by"]
    closed_splits = set(split[~is_open & (ledger["part_of"] != "")])
    is_open = is_open & ~split.isin(closed_splits)
    closed = set(ledger.loc[~is_open, "entry_id"])
    twins = set(ledger.loc[~is_open & (ledger["same_as"] != ""), "same_as"])
    return is_open & ~ledger["same_as"].isin(closed) & ~ledger["entry_id"].isin(twins)
