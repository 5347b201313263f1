"""Rates: a count by the residents of one year, never a mean of rates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from wijkmap.analysis.aggregates import Measured, median_cell
from wijkmap.analysis.observations import Cell
from wijkmap.analysis.places import MEDIAN, Place, places_at
from wijkmap.analysis.provenance import union
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level, MarginRule, State

__all__ = ["Denominator", "Ratio", "denominator_for", "per_residents", "residents"]

_RESIDENT_COUNTS = ("population", "population_pc4_area")
_FARTHEST = 5
_FEWEST = 100


class Denominator(NamedTuple):
    """What the areas of a figure are divided by: one measure, one 1 January.

    Attributes
    ----------
    measured : Measured
    year : int
        Year as the observations have it.
    january : int
        The 1 January it stands for: the next year's for a count on 31 December.
    is_first : bool
        Whether it is the first of the ordered list.
    """

    measured: Measured
    year: int
    january: int
    is_first: bool

    @property
    def cautions(self) -> tuple[str, ...]:
        """Which residents, of when; and what is particular to a second choice."""
        label = self.measured.indicator.label
        told = f"{label[:1].lower()}{label[1:]} per 1 januari {self.january}"
        return (told,) if self.is_first else (told, *self.measured.indicator.cautions)


def denominator_for(candidates: Sequence[Measured], level: Level, year: int) -> Denominator | None:
    """Denominator of all areas of a figure about `year`.

    The first candidate that all areas have in one year at most five years away; of its
    years the nearest, of two equally near the later. Where no candidate covers all
    areas, those that never have a value are left out and stay without a figure.

    Parameters
    ----------
    candidates : sequence of Measured
        In order of preference.
    level : Level
        For buurten all buurten must have it; else all wijken, so that wijken, groups and
        the city are divided by the same year; for a city without them, the city.
    year : int

    Returns
    -------
    Denominator or None
        None when none is near enough.
    """
    if not candidates:
        return None
    dataset = candidates[0].dataset
    area_level = Level.BUURT if level is Level.BUURT else Level.WIJK
    areas = set(map(str, dataset.areas_at(area_level).index))
    scopes = [(areas, True), (areas, False)]
    if level is Level.GEMEENTE:
        scopes.append(({dataset.municipality.code}, True))
    for scope, strict in scopes:
        for place, measured in enumerate(candidates):
            if near := _nearest(measured, scope, year, strict=strict):
                return Denominator(measured, *near, is_first=place == 0)
    return None


def _nearest(
    measured: Measured, areas: set[str], year: int, *, strict: bool
) -> tuple[int, int] | None:
    known = measured.observed.known_years(areas)
    wanted = areas if strict else set().union(*known.values())
    shift = int(measured.observed.year_end)
    near = [
        (abs(one + shift - year), -one)
        for one, codes in known.items()
        if codes >= wanted and abs(one + shift - year) <= _FARTHEST
    ]
    return (-min(near)[1], -min(near)[1] + shift) if near else None


class Ratio:
    """An indicator that is a numerator by a denominator.

    Parameters
    ----------
    dataset : Dataset
    indicator : str
        Id of a rate in the catalogue.
    """

    def __init__(self, dataset: Dataset, indicator: str) -> None:
        self.dataset = dataset
        self.indicator = dataset.catalogue[indicator]
        self.numerator = Measured(dataset, self.indicator.numerator)
        self.denominators = tuple(Measured(dataset, one) for one in self.indicator.denominators)
        self._found: dict[tuple[Level, int], Denominator | None] = {}

    def years(self, level: Level) -> tuple[int, ...]:
        """Years of the numerator that a denominator is near to."""
        return tuple(year for year in self.numerator.years(level) if self.denominator(level, year))

    def denominator(self, level: Level, year: int) -> Denominator | None:
        """Denominator for a figure about `year`."""
        if (level, year) not in self._found:
            self._found[level, year] = denominator_for(self.denominators, level, year)
        return self._found[level, year]

    def figure(self, place: Place, level: Level, years: Sequence[int]) -> Cell:
        """Cell of a place: mean numerator of the years by the denominator of the last."""
        if place.key == MEDIAN:
            wijken = places_at(self.dataset, Level.WIJK)
            return median_cell({one.key: self.figure(one, Level.WIJK, years) for one in wijken})
        above = self.numerator.figure(place, level, years)
        existing = [year for year in years if year in self.numerator.years(level)]
        last = max(existing or years)
        below = self.denominator(level, last)
        cell = _divided(above, _residents(below, place, level, last), self.indicator.per)
        if self.indicator.margin is MarginRule.NONE:
            return cell._replace(low=math.nan, high=math.nan)
        return cell


def residents(dataset: Dataset, year: int) -> dict[str, Cell]:
    """Residents of every wijk, all of the one year that is nearest.

    Parameters
    ----------
    dataset : Dataset
    year : int

    Returns
    -------
    dict of str to Cell
        By wijk code, in order; a cell that is not known says why. The first of its
        cautions says of which 1 January the numbers are.
    """
    below = _resident_count(dataset, Level.WIJK, year)
    return {
        place.key: _residents(below, place, Level.WIJK, year)
        for place in places_at(dataset, Level.WIJK)
    }


def _resident_count(dataset: Dataset, level: Level, year: int) -> Denominator | None:
    candidates = [Measured(dataset, one) for one in _RESIDENT_COUNTS if one in dataset.catalogue]
    return denominator_for(candidates, level, year)


def _divided(above: Cell, below: Cell, per: float) -> Cell:
    """Count by residents; `below` carries its cautions, or why it is not there."""
    if not above.known:
        return above
    if not below.known:
        return _without(above, below.state, (*below.cautions, *above.cautions))
    if below.value < _FEWEST:
        told = f"niet van toepassing: minder dan {_FEWEST} inwoners"
        return _without(above, State.NOT_APPLICABLE.value, (told, *below.cautions[:1]))
    factor = per / below.value
    return above._replace(
        value=above.value * factor,
        low=above.low * factor,
        high=above.high * factor,
        sources=tuple(sorted(union((above.sources, below.sources)))),
        cautions=union((above.cautions, below.cautions)),
        public_from=max(above.public_from, below.public_from),
    )


def _residents(below: Denominator | None, place: Place, level: Level, year: int) -> Cell:
    """Cell of the denominator for a place; not applicable when none is near enough."""
    if below is None:
        told = f"niet van toepassing: geen inwonertal binnen {_FARTHEST} jaar van {year}"
        return Cell(state=State.NOT_APPLICABLE.value, cautions=(told,))
    cell = below.measured.figure(place, level, (below.year,))
    if not cell.known:
        return cell._replace(cautions=(f"{below.cautions[0]} niet bekend",))
    return cell._replace(cautions=union((below.cautions, cell.cautions)))


def _without(cell: Cell, state: str, cautions: tuple[str, ...]) -> Cell:
    nothing = math.nan
    return cell._replace(value=nothing, low=nothing, high=nothing, state=state, cautions=cautions)


def per_residents(  # noqa: PLR0913 - a frame, where and when it is about, and how to divide
    dataset: Dataset, frame: pd.DataFrame, level: Level, year: int, *, per: float, unit: str
) -> pd.DataFrame:
    """Figures of a register, by the residents of the same places.

    Parameters
    ----------
    dataset : Dataset
    frame : pandas.DataFrame
        Figure frame with the places of `level`, in their order.
    level : Level
    year : int
        Year that the register's figures end in.
    per : float
        1000 for "per 1.000".
    unit : str
        Unit of the result.

    Returns
    -------
    pandas.DataFrame
        Same rows and columns.
    """
    below = _resident_count(dataset, level, year)
    fields = ["value", "state", "n", "low", "high", "sources", "cautions", "public_from"]
    rows = frame[fields].itertuples(index=False)
    cells = [
        _divided(Cell(*row), _residents(below, place, level, year), per)
        for place, row in zip(places_at(dataset, level), rows, strict=True)
    ]
    columns = {name: [getattr(cell, name) for cell in cells] for name in fields}
    return frame.assign(unit=unit, **columns)
