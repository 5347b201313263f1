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


def differs(figures: pd.DataFrame, weights: pd.Series | None = None) -> pd.Series:
    """Which wijken differ from the rest of the city without themselves.

    Parameters
    ----------
    figures : pandas.DataFrame
        Figure frame of the wijken, with low and high 1.96 standard errors away.
    weights : pandas.Series or None
        Denominator of each wijk, by area code, so that the rest's rate is recomputed
        from its parts; None: each wijk once.

    Returns
    -------
    pandas.Series of boolean, index area code
        True after Holm's correction for the number of wijken looked at, at 5 %;
        <NA> where the margin or the value is not known, or no other wijk is.
    """
    codes = pd.Index(figures["area_code"], name="area_code")
    value = figures["value"].to_numpy(dtype=float)
    # The upper side: the lower one may have been cut at 0.
    error = (figures["high"].to_numpy(dtype=float) - value) / Z
    weight = np.ones(len(codes)) if weights is None else weights.reindex(codes).to_numpy(float)
    usable = np.isfinite(value) & np.isfinite(error) & (weight > 0)
    share = np.where(usable, weight, 0.0)
    others = share.sum() - share
    answer = pd.Series(pd.array([pd.NA] * len(codes), dtype="boolean"), index=codes)
    testable = usable & (others > 0)
    if not testable.any():
        return answer
    total = np.where(usable, share * value, 0.0)
    variance = np.where(usable, (share * error) ** 2, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = value - (total.sum() - total) / others
        spread = np.sqrt(error**2 + (variance.sum() - variance) / others**2)
        score = np.where(gap == 0, 0.0, np.abs(gap) / spread)
    answer[testable] = holm(2 * norm.sf(score[testable])) <= _LEVEL
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
