"""Placebo: how special the pilots are among all sets of as many wijken.

The rank of the real set among sets that were never treated is a permutation test
(R. A. Fisher, The Design of Experiments, 1935; A. Abadie, A. Diamond and J. Hainmueller,
Journal of the American Statistical Association 105, 2010, section 2.4).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["ALPHA", "FEWEST_SETS", "TIE", "Finding", "rank", "smallest_count"]

ALPHA = 0.05
"""A p-value up to this counts as a difference."""

TIE = 1e-9
"""Two values nearer than this are equal."""

FEWEST_SETS = 20
"""With fewer sets no p-value can be as low as `ALPHA`."""


@dataclass(frozen=True)
class Finding:
    """What one comparison found.

    Attributes
    ----------
    estimate : float
        Of the pilots; NaN when it cannot be had.
    low, high : float
        95 % interval; NaN when unbounded or when there are too few sets.
    sets, as_extreme, dropped : int
        Sets that were ranked, those at least as far from zero as the pilots (themselves
        included), and those left out for want of wijken to compare with.
    p : float
        NaN when nothing could be ranked.
    estimates : ndarray of float, shape (sets,)
        Of every set; the pilots first.
    statistics : ndarray of float, shape (sets,)
        What was ranked.
    """

    estimate: float
    low: float = math.nan
    high: float = math.nan
    sets: int = 0
    as_extreme: int = 0
    dropped: int = 0
    p: float = math.nan
    estimates: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    statistics: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))


def rank(statistics: NDArray[np.float64]) -> tuple[int, float]:
    """Number of sets as extreme as the first, and its share of all sets.

    Parameters
    ----------
    statistics : ndarray of float, shape (sets,)
        Signed; the first belongs to the pilots.

    Returns
    -------
    as_extreme : int
        Two-sided; ties count, and so does the first itself: never 0.
    p : float
    """
    size = np.abs(statistics)
    as_extreme = int((size >= size[0] - TIE).sum())
    return as_extreme, as_extreme / len(size)


def smallest_count(sets: int) -> int:
    """Fewest sets as extreme as the pilots for which p is above `ALPHA`."""
    return math.floor(ALPHA * sets + TIE) + 1
