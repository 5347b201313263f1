"""Hiding small counts so that no total gives them away.

The made-up keepers of Voorbeeldstad publish counts of buurten, wijken and the
gemeente. A count of 1 to 4 is hidden. A lone hidden cell would follow from the
total and the others, so more cells are hidden with it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["hidden_cells", "hide_partner"]

_SMALL = 5
_LEAST_SUM = 10

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


def hidden_cells(buurten: Counts, wijken: Counts, wijk_of: NDArray[np.int64]) -> tuple[Mask, Mask]:
    """Which counts of one year to hide.

    Parameters
    ----------
    buurten : ndarray of int, shape (b,)
    wijken : ndarray of int, shape (w,)
        Sums of the buurten.
    wijk_of : ndarray of int, shape (b,)
        Position in `wijken` of each buurt's wijk.

    Returns
    -------
    tuple of ndarray of bool, shapes (b,) and (w,)
        Whatever is hidden at one level is hidden by at least two cells with a
        sum of at least ten, as far as the group has them; so is each group of
        buurten below a hidden wijk.
    """
    hide_wijk = hide_partner(wijken, _is_small(wijken))
    hide_buurt = _is_small(buurten)
    for wijk in range(len(wijken)):
        mine = np.flatnonzero(wijk_of == wijk)
        if hide_wijk[wijk] or hide_buurt[mine].any():
            start = hide_buurt[mine]
            if not start.any():
                start = _smallest(buurten[mine], start)
            hide_buurt[mine] = hide_partner(buurten[mine], start)
    return hide_buurt, hide_wijk


def hide_partner(counts: Counts, hidden: Mask) -> Mask:
    """Hide the smallest open cells too, until two are hidden with a sum of ten.

    Cells above zero go first; a zero is hidden only when nothing else is left.
    Without a hidden cell nothing changes.
    """
    if not hidden.any():
        return hidden
    hidden = hidden.copy()
    while (hidden.sum() < 2 or counts[hidden].sum() < _LEAST_SUM) and not hidden.all():  # noqa: PLR2004 - a pair
        hidden = _smallest(counts, hidden)
    return hidden


def _is_small(counts: Counts) -> Mask:
    return (counts > 0) & (counts < _SMALL)


def _smallest(counts: Counts, hidden: Mask) -> Mask:
    order = np.where(counts == 0, np.iinfo(np.int64).max - 1, counts)
    order = np.where(hidden, np.iinfo(np.int64).max, order)
    more = hidden.copy()
    more[int(np.argmin(order))] = True
    return more
