"""Dose: whether wijken with more initiatives or euros per resident changed more."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

from wijkmap.analysis.comparison import register_coverage
from wijkmap.analysis.effect.placebo import TIE
from wijkmap.analysis.effect.series import series_of
from wijkmap.analysis.layers import layer_figures
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Coverage, Level, Register

__all__ = ["Dose", "dose", "rank_correlation"]

_Numbers: TypeAlias = NDArray[np.float64]

_DRAWS = 4_999
_SEED = 20141014
_MOST_PARTIAL = 1 / 4
_FEWEST = 5


@dataclass(frozen=True)
class Dose:
    """Rank correlation of change with dose.

    Attributes
    ----------
    correlation, p : float
        NaN when refused.
    points : pandas.DataFrame
        Index wijk code, columns ``dose`` (per 1,000 residents, or euros per resident)
        and ``change``; empty when refused.
    left_out : tuple of str
        Wijken whose register is not complete or that lack a figure.
    refusal : str
        Dutch: why it is not computed; empty when it is.
    """

    correlation: float
    p: float
    points: pd.DataFrame
    left_out: tuple[str, ...]
    refusal: str = ""


def dose(
    dataset: Dataset, indicator_id: str, periods: tuple[Period, Period], layer_id: str
) -> Dose:
    """Rank correlation of the change of wijken with what was done there.

    Only wijken whose register is complete count. Refused when a pilot is not among them,
    or when more than a quarter of all wijken is not: what was not found is not nothing.

    Parameters
    ----------
    dataset : Dataset
    indicator_id : str
    periods : tuple of Period
        Before and after.
    layer_id : str
        A layer of a register per resident, such as ``initiatives_per_1000``.
    """
    register = Register.INITIATIVES if layer_id.startswith("initiatives") else Register.BUDGET
    coverage = register_coverage(dataset, register)
    complete = [code for code, one in coverage.items() if one is Coverage.COMPLETE]
    others = tuple(code for code in coverage if code not in complete)
    if len(others) > _MOST_PARTIAL * len(coverage) or set(dataset.pilots) & set(others):
        refusal = (
            f"Van {len(others)} van de {len(coverage)} wijken is de lijst niet volledig. "
            "Wat niet gevonden is, is niet hetzelfde als niets"
        )
        return _refused(tuple(coverage), refusal)
    series = series_of(dataset, indicator_id)
    before, after = (series.existing(one.years) for one in periods)
    if not before or not after:
        return _refused(tuple(coverage), "Er zijn geen cijfers in beide perioden")
    figures = layer_figures(dataset, layer_id, Selection(), Level.WIJK)
    points = pd.DataFrame(
        {"dose": figures.set_index("key")["value"], "change": series.change(before, after)}
    )
    points = points.loc[complete].dropna()
    left_out = tuple(code for code in coverage if code not in points.index)
    if len(points) < _FEWEST:
        return _refused(left_out, "Er zijn te weinig wijken met beide cijfers")
    correlation, p = rank_correlation(
        points["dose"].to_numpy(dtype=float), points["change"].to_numpy(dtype=float)
    )
    if math.isnan(correlation):
        return _refused(left_out, "Alle wijken zijn gelijk: er is geen volgorde")
    return Dose(correlation, p, points, left_out)


def rank_correlation(first: _Numbers, second: _Numbers) -> tuple[float, float]:
    """Spearman's rank correlation and its two-sided permutation p.

    Parameters
    ----------
    first, second : ndarray of float, shape (n,)
        All known. Ties share their mean rank.

    Returns
    -------
    correlation, p : float
        Both NaN when one of the two is the same everywhere. The real order counts as
        one of the 5,000 orders that p rests on.
    """
    ranks = [rankdata(one) - (len(one) + 1) / 2 for one in (first, second)]
    spread = math.sqrt(float((ranks[0] ** 2).sum() * (ranks[1] ** 2).sum()))
    if spread == 0:
        return math.nan, math.nan
    own = float(ranks[0] @ ranks[1]) / spread
    rng = np.random.default_rng(_SEED)
    orders = rng.permuted(np.tile(ranks[1], (_DRAWS, 1)), axis=1)
    others = np.abs(orders @ ranks[0]) / spread
    as_extreme = 1 + int((others >= abs(own) - TIE).sum())
    return own, as_extreme / (_DRAWS + 1)


def _refused(left_out: tuple[str, ...], refusal: str) -> Dose:
    return Dose(math.nan, math.nan, pd.DataFrame(columns=["dose", "change"]), left_out, refusal)
