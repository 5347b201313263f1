"""Effect on a count: log rate ratio, ranked over its overdispersed standard error.

Pilots are small. Small counts swing more, so by chance alone the bare log rate ratio of
a small set lands far out more often than that of a large one, and the rank of the pilots
among all sets calls false effects. Each ratio is therefore divided by its own standard
error before it is ranked. The variance of a count is taken as a dispersion times the
count, as in `wijkmap.analysis.margins`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wijkmap.analysis.effect.groups import Design
from wijkmap.analysis.effect.interval import searched_interval
from wijkmap.analysis.effect.placebo import ALPHA, TIE, Finding, rank

__all__ = ["CountTest"]

_FOUND = 0.8
_MOST_TRIALS = 250
_HALVINGS = 12
_WIDEST = math.log(20)
"""Effects are searched up to a factor of 20 from the estimate. With a factor without bounds
one wijk outweighs all others in its set, and the sets that hold it all look alike."""
_HALF_A_COUNT = 0.5


@dataclass(frozen=True, eq=False)
class CountTest:
    """Placebo test of a log rate ratio.

    Parameters
    ----------
    design : Design
    before, after : ndarray of float, shape (n,)
        Counts per wijk, summed over the years of a period; all known. A 0 counts as a half.
    exposure_before, exposure_after : ndarray of float, shape (n,), or None
        Person-years. None compares the counts themselves.
    dispersion : float
        Times that the spread of a count exceeds that of independent events; NaN counts
        as 1. It moves standard errors, never a rank.
    """

    design: Design
    before: NDArray[np.float64]
    after: NDArray[np.float64]
    exposure_before: NDArray[np.float64] | None = None
    exposure_after: NDArray[np.float64] | None = None
    dispersion: float = 1.0

    @cached_property
    def _sides(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        return self.design.treated.astype(float), self.design.control.astype(float)

    @cached_property
    def _counted(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Counts before and after; one of 0 is half a count, so that its logarithm exists."""
        before, after = (np.where(one > 0, one, _HALF_A_COUNT) for one in (self.before, self.after))
        return before, after

    @cached_property
    @np.errstate(divide="ignore", invalid="ignore")
    def _still(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """What no effect after the start changes: log of the rest of the ratio, and variance."""
        inside, outside = self._sides
        ratio = np.zeros(self.design.sets)
        variance = np.zeros(self.design.sets)
        for mask, sign in ((inside, 1.0), (outside, -1.0)):
            counted = mask @ self._counted[0]
            ratio -= sign * np.log(counted)
            variance += 1 / counted
            if self.exposure_before is not None and self.exposure_after is not None:
                ratio += sign * np.log(mask @ self.exposure_before)
                ratio -= sign * np.log(mask @ self.exposure_after)
        return ratio, variance

    # Pilots without anything to compare with have no estimate: NaN.
    @np.errstate(divide="ignore", invalid="ignore")
    def _shifted(
        self, factor: NDArray[np.float64], shape: tuple[NDArray[np.float64], ...]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Log ratio and variance when the counts after the start of some wijken are multiplied.

        `factor` broadcasts against `shape`: inside and outside, all and those moved.
        """
        inside, moved_inside, outside, moved_outside = shape
        still, still_variance = self._still
        ends = (1,) * (moved_inside.ndim - 1)
        ratio = still.reshape(-1, *ends)
        variance = still_variance.reshape(-1, *ends)
        for whole, moved, sign in ((inside, moved_inside, 1.0), (outside, moved_outside, -1.0)):
            # What stays is taken first: so small a factor cannot drown in rounding.
            stays = np.maximum(whole.reshape(-1, *ends) - moved, 0.0)
            total = stays + moved * factor
            square = stays + moved * factor**2
            ratio = ratio + sign * np.log(total)
            # Multiplying a count by a known factor leaves the variance of its logarithm as it is.
            variance = variance + square / total**2
        return ratio, variance * self._spread

    @property
    def _spread(self) -> float:
        return self.dispersion if math.isfinite(self.dispersion) else 1.0

    @cached_property
    def _moments(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        inside, outside = self._sides
        nothing = np.zeros(self.design.sets)
        after = (inside @ self._counted[1], nothing, outside @ self._counted[1], nothing)
        return self._shifted(np.ones(1), after)

    @property
    def estimates(self) -> NDArray[np.float64]:
        """Log rate ratio of every set, the pilots first."""
        return self._moments[0]

    @property
    def statistics(self) -> NDArray[np.float64]:
        """Log rate ratio over its standard error, of every set."""
        return np.asarray(self.estimates / np.sqrt(self._moments[1]))

    def tested(self) -> Finding:
        """Estimate, rank and interval of the pilots."""
        estimate = float(self.estimates[0])
        if self.design.real_dropped:
            return Finding(estimate, dropped=self.design.dropped)
        as_extreme, p = rank(self.statistics)
        low, high = searched_interval(
            self._without, estimate, float(np.sqrt(self._moments[1][0])), _WIDEST
        )
        return Finding(
            estimate,
            low,
            high,
            self.design.sets,
            as_extreme,
            self.design.dropped,
            p,
            self.estimates,
            self.statistics,
        )

    def raw_rank(self) -> tuple[int, float]:
        """Rank of the bare log rate ratio: for show, it calls too many false effects."""
        return rank(self.estimates)

    def _without(self, effects: NDArray[np.float64]) -> NDArray[np.float64]:
        """Statistics of every set with an effect taken out of the pilots; shape (m, sets)."""
        inside, outside = self._sides
        pilots = self._counted[1] * self.design.treated[0]
        shape = (
            inside @ self._counted[1],
            (inside @ pilots)[:, None],
            outside @ self._counted[1],
            (outside @ pilots)[:, None],
        )
        ratio, variance = self._shifted(np.exp(-effects)[None, :], shape)
        return np.asarray((ratio / np.sqrt(variance)).T)

    def power(self) -> float:
        """Smallest effect that is found in 80 of 100 sets without a pilot; see `ScoreTest.power`.

        Returns
        -------
        float
            On the log scale, above 0; NaN when the sets are too few or none is enough.
        """
        if self.design.real_dropped:
            return math.nan
        real = self.design.treated[0]
        without = ~(self.design.treated & real).any(axis=1)
        trials = np.flatnonzero(without)[:_MOST_TRIALS]
        if not len(trials):
            return math.nan
        inside, outside = self._sides
        clean = self._counted[1] * np.where(real, math.exp(-self.estimates[0]), 1.0)
        moved = (self.design.treated[trials] * clean).T
        shape = (inside @ clean, inside @ moved, outside @ clean, outside @ moved)
        own = (trials, np.arange(len(trials)))

        def found(effect: float) -> float:
            return float(np.mean([share(side * effect, side) for side in (-1, 1)]))

        def share(effect: float, side: int) -> float:
            ratio, variance = self._shifted(np.full((1, 1), math.exp(effect)), shape)
            statistic = ratio / np.sqrt(variance)
            mine = statistic[own]
            p = (np.abs(statistic) >= np.abs(mine) - TIE).mean(axis=0)
            return float(((p <= ALPHA + TIE) & (np.sign(mine) == side)).mean())

        near, far = 0.0, 0.25
        while found(far) < _FOUND:
            near, far = far, far * 2
            if far > 1 / ALPHA:
                return math.nan
        for _ in range(_HALVINGS):
            middle = (near + far) / 2
            near, far = (near, middle) if found(middle) >= _FOUND else (middle, far)
        return far
