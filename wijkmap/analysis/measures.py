"""Indicators as figures, at every level and for any years."""

from __future__ import annotations

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
        counts where it happens ``rest_without_centre`` and ``median_wijk``.

    Raises
    ------
    UnknownIndicatorError
        When the catalogue does not hold the id.
    SelectionError
        When no figure is made at that level.
    """
    source = _source(dataset, indicator_id)
    chosen = years or Period((_newest(source, level),))
    return _figures(source, level, [chosen])


def figures_by_year(dataset: Dataset, indicator_id: str, level: Level) -> pd.DataFrame:
    """Figures of every available year, one after the other; see `indicator_figures`."""
    source = _source(dataset, indicator_id)
    return _figures(source, level, [Period((year,)) for year in source.years(level)])


def available_years(dataset: Dataset, indicator_id: str, level: Level) -> tuple[int, ...]:
    """Years with a value at a level, or in the wijken it is made of, ascending."""
    return _source(dataset, indicator_id).years(level)


def known_count(dataset: Dataset, indicator_id: str, level: Level, year: int) -> int:
    """Number of places of a level with a known figure in a year."""
    frame = indicator_figures(dataset, indicator_id, level, Period((year,)))
    return int(frame["value"].notna().sum())


def wijk_differences(dataset: Dataset, indicator_id: str, years: Period) -> pd.Series:
    """Which wijken differ from the rest of the city; see `wijkmap.analysis.margins.differs`.

    Only a rate with a margin can be tested: areas of different size have different
    counts, and the margin of a score is not known.

    Returns
    -------
    pandas.Series of boolean, index area code
        <NA> where it cannot be said.
    """
    source = _source(dataset, indicator_id)
    chosen = years or Period((_newest(source, Level.WIJK),))
    frame = _figures(source, Level.WIJK, [chosen])
    if not isinstance(source, Ratio) or source.indicator.margin is not MarginRule.OVERDISPERSED:
        frame = frame.assign(low=float("nan"), high=float("nan"))
        return differs(frame)
    existing = [year for year in chosen.years if year in source.numerator.years(Level.WIJK)]
    below = source.denominator(Level.WIJK, max(existing or chosen.years))
    if below is None:
        return differs(frame)
    residents = {
        place.key: below.measured.figure(place, Level.WIJK, (below.year,)).value
        for place in places_at(dataset, Level.WIJK)
    }
    return differs(frame, pd.Series(residents))


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
