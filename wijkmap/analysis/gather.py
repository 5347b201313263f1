"""What figures made from several rows inherit: sources, cautions and the strictest date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from wijkmap.model.dataset import Dataset
from wijkmap.model.visibility import ALWAYS
from wijkmap.model.words import Coverage, Register

__all__ = ["coverage_of", "strictest", "union"]


def union(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Every text once, in order of first appearance."""
    return tuple(dict.fromkeys(one for part in parts for one in part))


def strictest(dates: Iterable[dt.date]) -> dt.date:
    """Latest of the dates: open only when all rows are."""
    return max(dates, default=ALWAYS)


def coverage_of(
    dataset: Dataset, register: Register, with_rows: Iterable[str]
) -> dict[str, Coverage]:
    """Coverage of a register per wijk.

    Parameters
    ----------
    dataset : Dataset
    register : Register
    with_rows : iterable of str
        Wijken that have a row in the register. A wijk without coverage that has a row
        nevertheless counts as partial: else its row would fall out of the total.

    Returns
    -------
    dict of str to Coverage
        By wijk code, every wijk in order; a wijk that is not listed has none.
    """
    table = dataset["coverage"]
    mine = table[table["register"] == register.value]
    listed = dict(zip(mine["area_code"], mine["coverage"], strict=True))
    evident = set(with_rows)
    coverage = {}
    for wijk in sorted(dataset.pilots + dataset.rest):
        found = Coverage(listed.get(wijk, Coverage.NONE))
        if found is Coverage.NONE and wijk in evident:
            found = Coverage.PARTIAL
        coverage[wijk] = found
    return coverage
