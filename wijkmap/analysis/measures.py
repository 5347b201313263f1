"""Indicators as figures, at every level and for any years."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd

from wijkmap.analysis.aggregates import Measured
from wijkmap.analysis.margins import differs
from wijkmap.analysis.observations import Cell, unsaid
from wijkmap.analysis.places import (
    MEDIAN,
    PILOTS,
    REST,
    REST_WITHOUT_CENTRE,
    Place,
    places_at,
)
from wijkmap.analysis.rates import Ratio
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import FIGURE_COLUMNS
from wijkmap.model.indicators import Indicator
from wijkmap.model.selection import Period
from wijkmap.model.words import Level, MarginRule, Measure

__all__ = [
    "available_years",
    "figures_by_year",
    "groups_of",
    "indicator_figures",
    "known_count",
    "wijk_differences",
]


def indicator_figures(
    dataset: Dataset, indicator_id: str, level: Level, years: Period
) -> pd.DataFrame:
    """Figures of an indicator, one row per place of a level.

    Counts add up and lack when a part lacks; rates are recomputed; scores of groups,
    stadsdelen and the city are the mean of their wijken, and lack when fewer than half
    are known; classes have no mean.

    Parameters
    ----------
    dataset : Dataset
    indicator_id : str
    level : Level
    years : Period
        Several years give the mean of those that exist; empty, the newest.

    Returns
    -------
    pandas.DataFrame
        Figure frame. At level ``group`` the keys ``pilots`` and ``rest``, and for what
        counts where it happens ``rest_without_centre`` and ``median_wijk``. Read only:
        those of one year are computed once.

    Raises
    ------
    UnknownIndicatorError
        When the catalogue does not hold the id.
    SelectionError
        When no figure is made at that level.
    """
    source = _source(dataset, indicator_id)
    chosen = years or Period((_newest(source, level),))
    make = partial(_figures, source, level, [chosen])
    if len(chosen.years) > 1:
        return make()
    return dataset.once(("indicator_figures", indicator_id, level, chosen), make)


def figures_by_year(dataset: Dataset, indicator_id: str, level: Level) -> pd.DataFrame:
    """Figures of every available year, one after the other; see `indicator_figures`.

    Read only: they are computed once.
    """
    key = ("figures_by_year", indicator_id, level)
    return dataset.once(key, partial(_figures_by_year, dataset, indicator_id, level))


def _figures_by_year(dataset: Dataset, indicator_id: str, level: Level) -> pd.DataFrame:
    source = _source(dataset, indicator_id)
    return _figures(source, level, [Period((year,)) for year in source.years(level)])


def available_years(dataset: Dataset, indicator_id: str, level: Level) -> tuple[int, ...]:
    """Years with a value at a level, or in the wijken it is made of, ascending."""
    return _source(dataset, indicator_id).years(level)


def known_count(dataset: Dataset, indicator_id: str, level: Level, year: int) -> int:
    """Number of places of a level with a known figure in a year."""
    frame = indicator_figures(dataset, indicator_id, level, Period((year,)))
    return int(frame["value"].notna().sum())


def wijk_differences(dataset: Dataset, indicator_id: str) -> dict[str, pd.Series]:
    """Which wijken differ from the rest of the city; see `wijkmap.analysis.margins.differs`.

    Only a rate whose count has a measured spread can be tested: areas of different size
    have different counts, and the margin of a score is not known.

    Returns
    -------
    dict of str to pandas.Series
        Per available year, as text: boolean by area code, <NA> where it cannot be said.
        Empty for an indicator that cannot be tested in any year.
    """
    source = _source(dataset, indicator_id)
    if not isinstance(source, Ratio) or source.indicator.margin is not MarginRule.OVERDISPERSED:
        return {}
    phi = source.numerator.margin.phi
    tested = {str(year): _tested(source, year, phi) for year in source.years(Level.WIJK)}
    return {year: found for year, found in tested.items() if found.notna().any()}


def _tested(source: Ratio, year: int, phi: float) -> pd.Series:
    """Test of one year: counts and residents of the wijken that have a rate."""
    below = source.denominator(Level.WIJK, year)
    counts, residents = {}, {}
    for place in places_at(source.dataset, Level.WIJK):
        known = below is not None and source.figure(place, Level.WIJK, (year,)).known
        counts[place.key] = source.numerator.figure(place, Level.WIJK, (year,)).value
        residents[place.key] = (
            below.measured.figure(place, Level.WIJK, (below.year,)).value
            if known and below is not None
            else math.nan
        )
    return differs(pd.Series(counts), pd.Series(residents), phi)


def groups_of(indicator: Indicator) -> tuple[str, ...]:
    """Groups an indicator is shown for: crime also without the centre, and by median wijk."""
    if indicator.margin is MarginRule.OVERDISPERSED:
        return (PILOTS, REST, REST_WITHOUT_CENTRE, MEDIAN)
    return (PILOTS, REST)


def _source(dataset: Dataset, indicator_id: str) -> Measured | Ratio:
    if dataset.catalogue[indicator_id].measure is Measure.RATE:
        return Ratio(dataset, indicator_id)
    return Measured(dataset, indicator_id)


def _newest(source: Measured | Ratio, level: Level) -> int:
    """Newest year with a value; without one, the newest year that says why not."""
    if years := source.years(level):
        return years[-1]
    seen = source.numerator.observed if isinstance(source, Ratio) else source.observed
    refused = [year for one, year in seen.refused if one is level]
    return max(refused or [year for _, year in seen.cells] or [0])


def _figures(source: Measured | Ratio, level: Level, periods: list[Period]) -> pd.DataFrame:
    places = places_at(source.dataset, level, groups_of(source.indicator))
    rows = [
        (place, str(period) if period.years[-1] else "", source.figure(place, level, period.years))
        for period in periods
        for place in places
    ]
    return _frame(source.indicator, rows)


def _frame(indicator: Indicator, rows: list[tuple[Place, str, Cell]]) -> pd.DataFrame:
    """Figure frame by columns: rows of dictionaries would take most of the time."""
    cells = [cell for _, _, cell in rows]
    columns: dict[str, object] = {
        "key": pd.Series([place.key for place, _, _ in rows], dtype="str"),
        "key_label": pd.Series([place.label for place, _, _ in rows], dtype="str"),
        "area_code": pd.Series([place.area_code for place, _, _ in rows], dtype="str"),
        "area_name": pd.Series([place.area_name for place, _, _ in rows], dtype="str"),
        "year": pd.Series([year for _, year, _ in rows], dtype="str"),
        "unit": pd.Series([indicator.unit] * len(rows), dtype="str"),
        "state": pd.Series([cell.state for cell in cells], dtype="str"),
        "cautions": pd.Series(
            [(*unsaid(cell.cautions, indicator.cautions), *indicator.cautions) for cell in cells],
            dtype="object",
        ),
    }
    for name in ("value", "n", "low", "high"):
        columns[name] = pd.Series([getattr(cell, name) for cell in cells], dtype="float64")
    # An absence has sources too: those that were looked in.
    sources = [cell.sources or indicator.sources for cell in cells]
    columns["sources"] = pd.Series(sources, dtype="object")
    columns["public_from"] = pd.Series([cell.public_from for cell in cells], dtype="object")
    return pd.DataFrame(columns)[list(FIGURE_COLUMNS)]
