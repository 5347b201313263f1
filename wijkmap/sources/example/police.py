"""Crimes and reports of nuisance in Voorbeeldstad: counts that vary more than chance alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkmap.sources.example import truth
from wijkmap.sources.example.ground import YEARS, Ground, Series, all_known, memory, shifts
from wijkmap.sources.example.protection import hidden_cells

__all__ = ["police"]

_CENTRE_EXTRA = 0.75


@dataclass(frozen=True)
class _Count:
    """How a count comes about.

    Attributes
    ----------
    indicator : str
    rate : float
        Per resident in the first year.
    trend : float
        Per year, on the log scale.
    spread : float
        Variance over mean: 1 would be chance alone.
    visitors : int
        People per buurt of the business wijk who do not live there.
    """

    indicator: str
    rate: float
    trend: float
    spread: float
    visitors: int


_COUNTS = (
    _Count("registered_crime", 0.040, -0.025, 2.2, 620),
    _Count("nuisance_reports", 0.027, -0.010, 1.8, 25),
)


def police(ground: Ground, rng: np.random.Generator) -> list[pd.DataFrame]:
    """Counts per buurt, wijk and gemeente; small ones are hidden.

    Parameters
    ----------
    ground : Ground
    rng : numpy.random.Generator

    Returns
    -------
    list of pandas.DataFrame
        Rows of ``registered_crime`` and of ``nuisance_reports``.
    """
    streams = rng.spawn(len(_COUNTS))
    return [_drawn(one, ground, own) for one, own in zip(_COUNTS, streams, strict=True)]


def _drawn(count: _Count, ground: Ground, rng: np.random.Generator) -> pd.DataFrame:
    wijken = len(ground.wijken)
    level = np.log(count.rate) - 0.16 * ground.quality + rng.normal(0, 0.15, wijken)
    level = level + _CENTRE_EXTRA * ground.is_one_of(truth.CENTRE_WIJK)
    city = count.trend * (YEARS - YEARS[0]) + rng.normal(0, 0.02, len(YEARS))
    log_rate = level[:, None] + city + memory((wijken, len(YEARS)), 0.05, rng)
    log_rate = log_rate + shifts(count.indicator, ground.wijken)
    business = ground.is_one_of(truth.BUSINESS_WIJK)[ground.wijk_of]
    people = ground.residents + (count.visitors * business)[:, None]
    mean = people * np.exp(log_rate)[ground.wijk_of]
    # Negative binomial: variance is mean / p, so p = 1 / spread.
    shape = np.maximum(mean, 1e-9) / (count.spread - 1)
    drawn = rng.negative_binomial(shape, 1 / count.spread)
    per_buurt = np.where(mean > 0, drawn, 0).astype(np.int64)
    per_wijk = ground.per_wijk(per_buurt)
    stacked = np.vstack([per_wijk.sum(axis=0), per_wijk, per_buurt])
    state = all_known(stacked.shape)
    first = 1 + wijken
    for year in range(len(YEARS)):
        buurt, wijk = hidden_cells(per_buurt[:, year], per_wijk[:, year], ground.wijk_of)
        state[1:first, year][wijk] = "suppressed"
        state[first:, year][buurt] = "suppressed"
    series = Series(ground.all_codes, truth.YEARS, "fictief-politie")
    return series.rows(count.indicator, stacked.astype(str), state)
