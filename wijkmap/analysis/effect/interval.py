"""95 % interval by inversion: every effect that the placebo test does not reject.

An effect tau is subtracted from the treated wijken and all sets are computed again,
also those that hold one pilot or compare with one. What has p > 0.05 stays, and the
interval is the hull of that. One constant effect for all pilots is assumed
(P. R. Rosenbaum, Observational Studies, 2nd edition, 2002, section 2.6).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from wijkmap.analysis.effect.placebo import ALPHA, FEWEST_SETS, TIE, smallest_count

__all__ = ["kept_ranges", "linear_interval", "searched_interval"]

_STEPS = 240
_HALVINGS = 40
_NEAREST = 1e-3


def kept_ranges(
    fixed: NDArray[np.float64],
    share: NDArray[np.float64],
    own: NDArray[np.float64] | float,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Range of effects for which a set is as extreme as the real one.

    Solves ``|fixed - tau * share| >= |own - tau|`` for tau. With a share from -1 to 1
    the answer is one range around ``own``.

    Parameters
    ----------
    fixed : ndarray of float
        Estimate of each set.
    share : ndarray of float, same shape
        What the set's estimate moves by when the pilots move by one.
    own : float or ndarray that broadcasts
        Estimate of the real set.

    Returns
    -------
    low, high : ndarray of float, same shape
        Infinite for a set that is as extreme at any effect.
    """
    above, below = own - fixed, own + fixed
    with np.errstate(divide="ignore", invalid="ignore"):
        one = above / (1 - share)
        other = below / (1 + share)
    low, high = np.minimum(one, other), np.maximum(one, other)
    same = ((np.abs(1 - share) <= TIE) & (np.abs(above) <= TIE)) | (
        (np.abs(1 + share) <= TIE) & (np.abs(below) <= TIE)
    )
    return np.where(same, -np.inf, low), np.where(same, np.inf, high)


def linear_interval(
    estimates: NDArray[np.float64], shares: NDArray[np.float64]
) -> tuple[float, float]:
    """Interval for an estimate that is linear in what the wijken did: exact, no search.

    Parameters
    ----------
    estimates, shares : ndarray of float, shape (sets,)
        As in `kept_ranges`; the pilots first.

    Returns
    -------
    low, high : float
        Both NaN with fewer than 20 sets or when either side is unbounded.
    """
    sets = len(estimates)
    if sets < FEWEST_SETS:
        return math.nan, math.nan
    low, high = kept_ranges(estimates, shares, estimates[0])
    # Every range holds the pilots' estimate: the hull ends where too few are left.
    needed = smallest_count(sets)
    return _bounded(float(np.sort(low)[needed - 1]), float(np.sort(high)[-needed]))


def searched_interval(
    statistics: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    centre: float,
    scale: float,
    reach: float,
) -> tuple[float, float]:
    """Interval for any statistic, by a search outwards from the estimate.

    Parameters
    ----------
    statistics : callable
        From effects, shape (m,), to signed statistics, shape (m, sets), the pilots first.
    centre : float
        The estimate, where p is 1.
    scale : float
        A typical error of the estimate, above 0.
    reach : float
        How far from the estimate is searched: still kept there is unbounded.

    Returns
    -------
    low, high : float
        Both NaN with fewer than 20 sets or when either side is unbounded.
    """

    def kept(effects: NDArray[np.float64]) -> NDArray[np.bool_]:
        size = np.abs(statistics(effects))
        share = (size >= size[:, :1] - TIE).mean(axis=1)
        return np.asarray(share > ALPHA + TIE, dtype=np.bool_)

    if statistics(np.array([centre])).shape[1] < FEWEST_SETS:
        return math.nan, math.nan
    steps = np.geomspace(_NEAREST * scale, reach, _STEPS)
    ends = []
    for side in (-1, 1):
        inside = np.flatnonzero(kept(centre + side * steps))
        if len(inside) and inside[-1] == _STEPS - 1:
            return math.nan, math.nan
        near, far = (steps[inside[-1]], steps[inside[-1] + 1]) if len(inside) else (0.0, steps[0])
        for _ in range(_HALVINGS):
            middle = (near + far) / 2
            near, far = (
                (middle, far) if kept(np.array([centre + side * middle]))[0] else (near, middle)
            )
        ends.append(centre + side * near)
    return _bounded(float(ends[0]), float(ends[1]))


def _bounded(low: float, high: float) -> tuple[float, float]:
    if math.isfinite(low) and math.isfinite(high):
        return low, high
    return math.nan, math.nan
