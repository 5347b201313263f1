"""Margins: how far a count or rate may be off, and which wijk then differs from the rest.

Crime counts vary more from year to year than independent events would. Their spread is
measured: over all wijken and years the expected count is row total times column total by
grand total (an additive model of logarithms), and the dispersion is Pearson's chi-square
by its degrees of freedom (P. McCullagh and J. A. Nelder, Generalized Linear Models,
2nd edition, 1989, sections 6.2.3 and 9.2). The variance of a count is that dispersion
times the count.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm

from wijkmap.model.indicators import Indicator
from wijkmap.model.words import MarginRule

__all__ = ["Margin", "Z", "differs", "dispersion", "holm"]

Z = 1.96
"""Standard errors on each side: 95 of 100 intervals hold the true value."""

_LEVEL = 0.05
_FEWEST = 2
_FEWEST_EXPECTED = 5


@dataclass(frozen=True)
class Margin:
    """Margin rule of one indicator.

    Attributes
    ----------
    rule : MarginRule
    rounding : float
        For `MarginRule.ROUNDING`.
    phi : float
        For `MarginRule.OVERDISPERSED`; NaN when it could not be measured.
    """

    rule: MarginRule
    rounding: float = 0.0
    phi: float = math.nan

    @classmethod
    def of(cls, indicator: Indicator, counts: pd.DataFrame) -> Margin:
        """Margin of an indicator, with its spread measured on `counts` (see `dispersion`)."""
        rule = indicator.margin
        phi = dispersion(counts) if rule is MarginRule.OVERDISPERSED else math.nan
        return cls(rule, indicator.rounding, phi)

    def bounds(self, value: float, parts: int = 1, years: int = 1) -> tuple[float, float]:
        """Low and high of a count.

        Parameters
        ----------
        value : float
            The count, or the mean count of several years.
        parts : int
            How many rounded counts it was added from: their roundings add up.
        years : int
            How many years it is the mean of.

        Returns
        -------
        low, high : float
            NaN when the margin is not known. A count is never below 0.
        """
        if self.rule is MarginRule.ROUNDING:
            half = parts * self.rounding / 2
        elif self.rule is MarginRule.OVERDISPERSED:
            half = Z * math.sqrt(self.phi * max(value, 0.0) / years)
        else:
            half = math.nan
        if math.isnan(half) or math.isnan(value):
            return math.nan, math.nan
        return max(value - half, 0.0), value + half


def dispersion(counts: pd.DataFrame) -> float:
    """How many times the spread of a count exceeds that of independent events.

    Parameters
    ----------
    counts : pandas.DataFrame, shape (wijken, years)
        A wijk with a year missing is left out.

    Returns
    -------
    float
        At least 1; NaN with fewer than two wijken or two years.
    """
    table = counts.dropna().to_numpy(dtype=float)
    table = table[table.sum(axis=1) > 0]
    if table.size:
        table = table[:, table.sum(axis=0) > 0]
    wijken, years = table.shape
    if min(wijken, years) < _FEWEST:
        return math.nan
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    chi_square = float(((table - expected) ** 2 / expected).sum())
    return float(max(chi_square / ((wijken - 1) * (years - 1)), 1.0))


def differs(counts: pd.Series, exposure: pd.Series, phi: float) -> pd.Series:
    """Which areas differ from the rest of the city without themselves.

    A score test: were the rates of an area and of the rest the same, the area would have
    its share of their joint count by its share of the exposure, with `phi` times the
    variance of a binomial (P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd
    edition, 1989, sections 4.5 and 6.2.3). That spread does not shrink when few were
    counted, as the area's own margin would.

    Parameters
    ----------
    counts : pandas.Series, index area code
        What was counted, over all years of the figure; NaN where not known.
    exposure : pandas.Series, index area code
        What it is divided by, as many times as there are years; NaN where there is no rate.
    phi : float
        Dispersion of such counts, at least 1; NaN when it is not known.

    Returns
    -------
    pandas.Series of boolean, index of `counts`
        True after Holm's correction for the number of areas tested, at 5 %. <NA> where
        count, exposure or `phi` is not known, where no other area is, or where fewer than
        five independent events are expected in the area: then chance has no known shape.
    """
    answer = pd.Series(pd.array([pd.NA] * len(counts), dtype="boolean"), index=counts.index)
    count = counts.to_numpy(dtype=float)
    weight = exposure.reindex(counts.index).to_numpy(dtype=float)
    usable = np.isfinite(count) & (weight > 0) & math.isfinite(phi)
    if not usable.any():
        return answer
    count, weight = np.where(usable, count, 0.0), np.where(usable, weight, 0.0)
    share = weight / weight.sum()
    expected = count.sum() * share
    testable = usable & (share < 1) & (expected >= _FEWEST_EXPECTED * phi)
    if testable.any():
        spread = np.sqrt(phi * expected[testable] * (1 - share[testable]))
        score = np.abs(count[testable] - expected[testable]) / spread
        answer[testable] = holm(2 * norm.sf(score)) <= _LEVEL
    return answer


def holm(p_values: np.typing.ArrayLike) -> np.typing.NDArray[np.float64]:
    """Holm's step-down adjusted p-values, in the order given.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03]).round(2).tolist()
    [0.03, 0.06, 0.06]
    """
    p = np.asarray(p_values, dtype=float)
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted
