"""Traits on which wijken are alike: how they stood before the pilots began."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkmap.analysis.measures import available_years, figures_by_year
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level, Measure

__all__ = ["Trait", "Traits", "distances", "trait_distances", "wide_table"]

_SCORE = "liveability_score"
_TREND = "liveability_trend"
_OTHERS = (
    ("address_density", ("address_density",)),
    ("population", ("population", "population_pc4_area")),
    ("avg_woz_value", ("avg_woz_value",)),
)
_FEWEST_POINTS = 2


@dataclass(frozen=True)
class Trait:
    """One trait of every wijk.

    Attributes
    ----------
    key : str
    indicator : str
        Id of the indicator it comes from; empty when the data has none.
    years : tuple of int
        Years it rests on; empty when the data has none.
    after_start : bool
        Whether it was measured after the pilots began.
    """

    key: str
    indicator: str
    years: tuple[int, ...]
    after_start: bool


@dataclass(frozen=True)
class Traits:
    """The declared traits, and the values of those that the data has.

    Attributes
    ----------
    used, missing : tuple of Trait
    values : pandas.DataFrame
        Index wijk code, one column per key in `used`.
    """

    used: tuple[Trait, ...]
    missing: tuple[Trait, ...]
    values: pd.DataFrame


def wide_table(dataset: Dataset, indicator_id: str) -> pd.DataFrame:
    """Values of an indicator: one row per wijk, one column per year.

    Returns
    -------
    pandas.DataFrame of float
        Index wijk code, columns years as int, ascending; NaN where not known.
    """
    frame = figures_by_year(dataset, indicator_id, Level.WIJK)
    codes = dataset.areas_at(Level.WIJK).index
    years = available_years(dataset, indicator_id, Level.WIJK)
    values = frame["value"].to_numpy(dtype=float).reshape(len(years), len(codes))
    return pd.DataFrame(values.T, index=codes.astype("str"), columns=list(years))


def trait_distances(dataset: Dataset, codes: Sequence[str]) -> tuple[Traits, NDArray[np.float64]]:
    """Declared traits of all wijken, and how far wijken are apart in them.

    Level and trend of the liveability score up to the start, address density, population
    and the mean value of a home. A trait without a year in which half of the wijken have
    a figure is left out, and listed.

    Parameters
    ----------
    dataset : Dataset
    codes : sequence of str
        Wijk codes, n of them.

    Returns
    -------
    traits : Traits
    distance : ndarray of float, shape (n, n)
        See `distances`.
    """
    last = dataset.municipality.last_year_before
    columns: dict[str, pd.Series] = {}
    used: list[Trait] = []
    missing: list[Trait] = []
    before = pd.DataFrame(index=list(codes))
    if _usable(dataset, _SCORE):
        table = wide_table(dataset, _SCORE).reindex(list(codes))
        before = table[[year for year in map(int, table.columns) if year <= last]]
    for key, enough in ((_SCORE, 1), (_TREND, _FEWEST_POINTS)):
        years = tuple(map(int, before.columns))
        if len(years) >= enough:
            columns[key] = before.iloc[:, -1] if key == _SCORE else _slopes(before)
            used.append(Trait(key, _SCORE, years[-1:] if key == _SCORE else years, False))
        else:
            missing.append(Trait(key, "", (), False))
    for key, candidates in _OTHERS:
        found = next(filter(None, (_nearest(dataset, one, last) for one in candidates)), None)
        if found is None:
            missing.append(Trait(key, "", (), False))
            continue
        indicator, year, values = found
        columns[key] = values.reindex(list(codes))
        used.append(Trait(key, indicator, (year,), year > last))
    every = pd.DataFrame(columns, index=list(codes))
    return Traits(tuple(used), tuple(missing), every), distances(every.to_numpy(dtype=float))


def distances(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Root mean square of the differences in standardised traits.

    Parameters
    ----------
    values : ndarray of float, shape (wijken, traits)
        NaN where not known.

    Returns
    -------
    ndarray of float, shape (wijken, wijken)
        In standard deviations over all wijken; over the traits that both have; NaN
        when they share none. A trait in which all are equal does not count.
    """
    count = len(values)
    spread = np.array([np.nanstd(one) if np.isfinite(one).any() else 0 for one in values.T])
    standard = values[:, spread > 0] / spread[spread > 0]
    gaps = (standard[:, None, :] - standard[None, :, :]) ** 2
    shared = np.isfinite(gaps).sum(axis=2)
    total = np.nansum(gaps, axis=2)
    apart = np.full((count, count), math.nan)
    np.divide(total, shared, out=apart, where=shared > 0)
    return np.asarray(np.sqrt(apart))


def _usable(dataset: Dataset, indicator_id: str) -> bool:
    catalogue = dataset.catalogue
    return indicator_id in catalogue and catalogue[indicator_id].measure is not Measure.CLASS


def _nearest(dataset: Dataset, indicator_id: str, last: int) -> tuple[str, int, pd.Series] | None:
    """Newest year up to the start in which most wijken are known, else the first after it."""
    if not _usable(dataset, indicator_id):
        return None
    table = wide_table(dataset, indicator_id)
    known = table.notna().mean()
    years = [int(year) for year in table.columns if known[year] > 1 / 2]
    if not years:
        return None
    before = [year for year in years if year <= last]
    year = before[-1] if before else years[0]
    return indicator_id, year, table[year]


def _slopes(before: pd.DataFrame) -> pd.Series:
    """Least-squares slope per year of each row over the years it has."""

    def slope(row: pd.Series) -> float:
        known = row.dropna()
        if len(known) < _FEWEST_POINTS:
            return math.nan
        return float(np.polyfit(known.index.to_numpy(dtype=float), known.to_numpy(float), 1)[0])

    return before.apply(slope, axis=1)
