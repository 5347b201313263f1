"""What the years around the two periods say: the test before the start, and other base years."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import pandas as pd

from wijkmap.analysis.effect.groups import Design
from wijkmap.analysis.effect.placebo import ALPHA, Finding, rank, smallest_count
from wijkmap.analysis.effect.series import Group, Series
from wijkmap.model.errors import SelectionError

__all__ = [
    "BaseRange",
    "Cloud",
    "Largest",
    "PreTest",
    "base_range",
    "cloud",
    "largest_change",
    "pre_test",
]


@dataclass(frozen=True)
class PreTest:
    """Whether the pilots already moved otherwise before they began.

    Attributes
    ----------
    p : float
        Of all earlier measurements together.
    as_extreme, sets : int
    reference : int
        Last measurement before the start.
    years : dict of int to Finding
        Change from each earlier measurement to the reference.
    """

    p: float
    as_extreme: int
    sets: int
    reference: int
    years: dict[int, Finding] = field(default_factory=dict)

    @property
    def deviates(self) -> bool:
        """Whether it is too unusual to be chance."""
        return self.p <= ALPHA


@dataclass(frozen=True)
class BaseRange:
    """The estimate with other measurements before the start as its base.

    Attributes
    ----------
    years : dict of int to float
        Estimate per base year.
    mean : Finding
        Against the mean of all measurements before the start.
    """

    years: dict[int, float]
    mean: Finding

    @property
    def low(self) -> float:
        """Lowest estimate."""
        return min(self.years.values())

    @property
    def high(self) -> float:
        """Highest estimate."""
        return max(self.years.values())


@dataclass(frozen=True, eq=False)
class Cloud:
    """What every set did over the years, for the chart and the file with placebo values.

    Attributes
    ----------
    findings : dict of int to Finding
        Of the pilots, per year, ascending.
    members : tuple of tuple of str
        Wijk codes of each set, in order of their codes; the pilots first.
    estimates, statistics : pandas.DataFrame of float
        One row per set, in the order of `members`; one column per ranked year. NaN where
        a wijk of the set has no figure or too few are left to compare with.
    edges : dict of int to float
        Per ranked year how far from zero an estimate of the pilots is too unusual for
        chance; a year in which nothing moved is left out.
    """

    findings: dict[int, Finding]
    members: tuple[tuple[str, ...], ...]
    estimates: pd.DataFrame
    statistics: pd.DataFrame
    edges: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Largest:
    """Largest change that any wijk made between two measurements.

    Attributes
    ----------
    size : float
        Above 0, on the scale of the series.
    wijk : str
    first, last : int
    """

    size: float
    wijk: str
    first: int
    last: int


def pre_test(series: Series, group: Group, years: Sequence[int]) -> PreTest | None:
    """Placebo test on the measurements before the start.

    Every change from an earlier measurement to the last one is divided by its spread over
    all sets; the root mean square of these is ranked. So one test, however many years.

    Parameters
    ----------
    series : Series
    group : Group
    years : sequence of int
        Measurements before the start, ascending.

    Returns
    -------
    PreTest or None
        None with fewer than two measurements of the pilots, or when nothing can be ranked.
    """
    usable = _usable(series, group, years)
    if len(usable) <= 1:
        return None
    try:
        plan = series.design(group, usable)
    except SelectionError:
        return None
    if plan.real_dropped:
        return None
    found = {year: series.test(group, [year], usable[-1:], plan).tested() for year in usable[:-1]}
    moves = np.array([one.statistics for one in found.values()])
    spread = np.sqrt((moves**2).mean(axis=1, keepdims=True))
    joint = np.sqrt(np.where(spread > 0, (moves / np.where(spread > 0, spread, 1)) ** 2, 0).mean(0))
    as_extreme, p = rank(joint)
    return PreTest(p, as_extreme, plan.sets, usable[-1], found)


def base_range(
    series: Series, group: Group, years: Sequence[int], after: Sequence[int]
) -> BaseRange | None:
    """Estimates against every measurement before the start, and against their mean.

    Parameters
    ----------
    series : Series
    group : Group
    years : sequence of int
        Measurements before the start.
    after : sequence of int

    Returns
    -------
    BaseRange or None
        None without a measurement of the pilots before the start or in `after`.
    """
    usable = _usable(series, group, years)
    if not usable or not after:
        return None
    try:
        mean = series.test(group, usable, after).tested()
        found = {year: float(series.test(group, [year], after).estimates[0]) for year in usable}
    except SelectionError:
        return None
    return BaseRange(found, mean)


def cloud(series: Series, group: Group, base: Sequence[int]) -> Cloud:
    """Test of the change from `base` to every year, with what every set did.

    Parameters
    ----------
    series : Series
    group : Group
    base : sequence of int
        Years whose mean is the zero of the cloud.

    Returns
    -------
    Cloud
        A year in which no pilot is known is left out. Without a ranked year there are no
        sets, only the findings.
    """
    plans: dict[tuple[str, ...], Design] = {}
    findings: dict[int, Finding] = {}
    ranked: dict[int, tuple[str, ...]] = {}
    for year in series.existing([int(one) for one in series.table.columns]):
        codes = series.complete([*base, year])
        try:
            plan = plans[codes] if codes in plans else series.design(group, [*base, year])
        except SelectionError:
            continue
        plans[codes] = plan
        findings[year] = series.test(group, base, [year], plan).tested()
        if findings[year].sets:
            ranked[year] = codes
    names = {codes: plans[codes].members for codes in dict.fromkeys(ranked.values())}
    rows = {one: at for at, one in enumerate(dict.fromkeys(chain(*names.values())))}
    places = {codes: [rows[one] for one in members] for codes, members in names.items()}
    estimates, statistics = np.full((2, len(rows), len(ranked)), math.nan)
    for column, (year, codes) in enumerate(ranked.items()):
        estimates[places[codes], column] = findings[year].estimates
        statistics[places[codes], column] = findings[year].statistics
    return Cloud(
        findings,
        tuple(rows),
        pd.DataFrame(estimates, columns=list(ranked)),
        pd.DataFrame(statistics, columns=list(ranked)),
        {year: edge for year in ranked if (edge := _edge(findings[year])) > 0},
    )


def _edge(found: Finding) -> float:
    """Estimate of the pilots beyond which p is at most `ALPHA`; NaN when none is."""
    needed = smallest_count(found.sets) if found.sets else 1
    if needed > found.sets or not found.statistics[0]:
        return math.nan
    error = found.estimates[0] / found.statistics[0]
    return float(np.sort(np.abs(found.statistics))[-needed] * error)


def largest_change(series: Series) -> Largest | None:
    """Largest change of any single wijk between any two measurements.

    For counts the change of the logarithm of the rate; a count of 0 is left out.
    """
    values = series.table
    if series.is_count:
        rates = values if series.exposure is None else values / series.exposure
        values = rates.where(rates > 0).map(math.log)
    best: Largest | None = None
    years = [int(year) for year in values.columns]
    for at, first in enumerate(years):
        for last in years[at + 1 :]:
            change: pd.Series = (values[last] - values[first]).abs().dropna()
            if len(change) and (best is None or change.max() > best.size):
                best = Largest(float(change.max()), str(change.idxmax()), first, last)
    return best if best is None or math.isfinite(best.size) else None


def _usable(series: Series, group: Group, years: Sequence[int]) -> list[int]:
    """Those of `years` in which all pilots that are ever known before the start are known."""
    existing = series.existing(years)
    rows = series.table.reindex(list(group.pilots))[existing].dropna(how="all")
    return [year for year in existing if len(rows) and rows[year].notna().all()]
