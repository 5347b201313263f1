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
_ROUNDS = 5
_PARTS = 16
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

    def kept(found: NDArray[np.float64]) -> NDArray[np.bool_]:
        size = np.abs(found)
        share = (size >= size[:, :1] - TIE).mean(axis=1)
        return np.asarray(share > ALPHA + TIE, dtype=np.bool_)

    steps = np.geomspace(_NEAREST * scale, reach, _STEPS)
    sides = np.array([-1.0, 1.0])
    tried = statistics(centre + (sides[:, None] * steps).ravel())
    if tried.shape[1] < FEWEST_SETS:
        return math.nan, math.nan
    inside = kept(tried).reshape(2, _STEPS)
    if inside[:, -1].any():
        return math.nan, math.nan
    # The last effect that is kept, and the first beyond it that is not; 0 is always kept.
    last = np.where(inside.any(axis=1), _STEPS - 1 - inside[:, ::-1].argmax(axis=1), -1)
    edges = np.concatenate([[0.0], steps])
    near, far = edges[last + 1], edges[last + 2]
    for _ in range(_ROUNDS):
        # Both ends at once, each cut in many parts: few large computations, not many small.
        cuts = near[:, None] + (far - near)[:, None] * np.arange(1, _PARTS) / _PARTS
        held = kept(statistics(centre + (sides[:, None] * cuts).ravel())).reshape(cuts.shape)
        at = np.where(held.any(axis=1), _PARTS - 1 - held[:, ::-1].argmax(axis=1), 0)
        width = (far - near) / _PARTS
        near, far = near + width * at, near + width * (at + 1)
    low, high = centre + sides * near
    return _bounded(float(low), float(high))


def _bounded(low: float, high: float) -> tuple[float, float]:
    if math.isfinite(low) and math.isfinite(high):
        return low, high
    return math.nan, math.nan
