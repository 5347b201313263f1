"""Effect on a score or share: change of the pilots minus change of their comparison."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wijkmap.analysis.effect.groups import Design
from wijkmap.analysis.effect.interval import kept_ranges, linear_interval
from wijkmap.analysis.effect.placebo import Finding, rank, smallest_count

__all__ = ["ScoreTest"]

_FOUND = 0.8
_MOST_TRIALS = 250


@dataclass(frozen=True, eq=False)
class ScoreTest:
    """Placebo test of the mean change of wijken.

    Parameters
    ----------
    design : Design
    change : ndarray of float, shape (n,)
        After minus before, per wijk of the design; all known.
    size : ndarray of float, shape (n,), or None
        Residents, to weigh by; None: each wijk once.
    """

    design: Design
    change: NDArray[np.float64]
    size: NDArray[np.float64] | None = None

    @cached_property
    def _weights(self) -> NDArray[np.float64]:
        return self.design.weights(self.size)

    @cached_property
    def _shares(self) -> NDArray[np.float64]:
        return np.asarray(self._weights @ self.design.treated[0].astype(float))

    @cached_property
    def estimates(self) -> NDArray[np.float64]:
        """Estimate of every set, the pilots first."""
        return np.asarray(self._weights @ self.change)

    def tested(self) -> Finding:
        """Estimate, rank and interval of the pilots."""
        estimates = self.estimates
        if self.design.real_dropped:
            return Finding(float(estimates[0]), dropped=self.design.dropped)
        as_extreme, p = rank(estimates)
        low, high = linear_interval(estimates, self._shares)
        return Finding(
            float(estimates[0]),
            low,
            high,
            len(estimates),
            as_extreme,
            self.design.dropped,
            p,
            estimates,
            estimates,
        )

    def power(self) -> float:
        """Smallest effect that is found in 80 of 100 sets without a pilot.

        The pilots' own estimate is taken out first, so that a true effect does not pass
        for chance. Then every set without a pilot gets an effect, upwards and downwards,
        and goes through the same test.

        Returns
        -------
        float
            Above 0; NaN when the sets are too few or no effect is large enough.
        """
        if self.design.real_dropped or not math.isfinite(self.estimates[0]):
            return math.nan
        without = ~(self.design.treated & self.design.treated[0]).any(axis=1)
        trials = np.flatnonzero(without)[:_MOST_TRIALS]
        needed = smallest_count(self.design.sets)
        if not len(trials) or needed > self.design.sets:
            return math.nan
        clean = self.change - self.estimates[0] * self.design.treated[0]
        found = self._weights @ clean
        moved = self._weights @ self.design.treated[trials].T.astype(float)
        low, high = kept_ranges(-found[:, None], moved, -found[trials])
        upwards = np.sort(high, axis=0)[-needed]
        downwards = -np.sort(low, axis=0)[needed - 1]
        both = np.sort(np.concatenate([upwards, downwards]))
        smallest = float(both[math.ceil(_FOUND * len(both)) - 1])
        return max(smallest, 0.0) if math.isfinite(smallest) else math.nan
