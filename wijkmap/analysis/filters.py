"""The filters of a selection, applied to rows of a register."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from wijkmap.analysis.places import chosen_wijken
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.selection import Selection
from wijkmap.model.words import UNKNOWN

__all__ = ["UNKNOWN_STATUS", "Filtered", "filtered", "key_labels", "keyed"]

UNKNOWN_STATUS = "onbekend"
"""Key of the vocabulary for a status that the source leaves open: one with `UNKNOWN`."""


class Filtered(NamedTuple):
    """Rows that the filters leave, and what the year filter could not judge.

    Attributes
    ----------
    rows : pandas.DataFrame
    without_year : int
        Rows of unknown year that pass every other filter; 0 without a year filter.
    nowhere : bool
        The filters on place leave no wijk at all.
    """

    rows: pd.DataFrame
    without_year: int
    nowhere: bool = False

    @property
    def cautions(self) -> tuple[str, ...]:
        """Dutch sentences about what the filters could not judge, when there is anything."""
        found = []
        if self.without_year:
            found.append(f"{self.without_year} zonder jaar, niet in dit filter")
        if self.nowhere:
            found.append("geen wijk past bij alle filters op plaats")
        return tuple(found)


def filtered(
    rows: pd.DataFrame, dataset: Dataset, selection: Selection, *, place: bool = True
) -> Filtered:
    """Rows of a register that a selection leaves.

    Parameters
    ----------
    rows : pandas.DataFrame
        Columns ``wijk``, ``theme``, ``stream``, ``status`` (empty: unknown), ``year``.
    dataset : Dataset
    selection : Selection
        The key ``unknown`` chooses what has no value.
    place : bool
        False leaves the filters on place aside, for figures about whole areas.

    Raises
    ------
    SelectionError
        When a key is not in the vocabulary.
    """
    kept = np.ones(len(rows), dtype=bool)
    nowhere = False
    if place and selection.narrows_place:
        wijken = chosen_wijken(dataset, selection)
        nowhere = not wijken
        kept &= rows["wijk"].isin(wijken).to_numpy()
    chosen = {
        "theme": selection.themes,
        "stream": selection.streams,
        "status": selection.statuses,
    }
    for name, keys in chosen.items():
        if keys:
            known = (*key_labels(dataset, name), UNKNOWN)
            if name == "status":
                known = (*known, UNKNOWN_STATUS)
            if wrong := [key for key in keys if key not in known]:
                raise SelectionError(
                    f"{', '.join(wrong)} staat niet in de lijst {name!r}. "
                    f"Kies uit: {', '.join(known)}."
                )
            kept &= keyed(rows, name).isin([_same(name, key) for key in keys]).to_numpy()
    without_year = 0
    if selection.period:
        without_year = int((kept & rows["year"].isna().to_numpy()).sum())
        kept &= rows["year"].isin(list(selection.period.years)).to_numpy(dtype=bool, na_value=False)
    # Rows are wide: taken once, whatever the number of filters.
    return Filtered(rows if kept.all() else rows[kept], without_year, nowhere)


def keyed(rows: pd.DataFrame, name: str) -> pd.Series:
    """Key of each row; `UNKNOWN` where it has none."""
    if name == "year":
        return rows["year"].astype("string").fillna(UNKNOWN).astype("str")
    keys = rows[name].replace("", UNKNOWN)
    return keys.replace(UNKNOWN_STATUS, UNKNOWN) if name == "status" else keys


def _same(name: str, key: str) -> str:
    return UNKNOWN if name == "status" and key == UNKNOWN_STATUS else key


def key_labels(dataset: Dataset, name: str) -> dict[str, str]:
    """Keys of a list of the vocabulary with their labels, in order.

    The vocabulary's own unknown status is left out: it is one with `UNKNOWN`.
    """
    labels = dataset.words(name)
    if name == "status":
        labels.pop(UNKNOWN_STATUS, None)
    return labels
