"""One indicator over areas and years: sums of counts, means of scores, never of classes."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import pandas as pd

from wijkmap.analysis.margins import Margin
from wijkmap.analysis.observations import Cell, observed
from wijkmap.analysis.places import MEDIAN, Place
from wijkmap.analysis.provenance import strictest, union
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period
from wijkmap.model.words import Level, MarginRule, Measure, State

__all__ = ["Measured", "median_cell"]

_FEW = 3
_HALF = 0.5
_AREA_LEVELS = (Level.WIJK, Level.BUURT)


class Measured:
    """An indicator with observations of its own: extensive, score or class.

    Parameters
    ----------
    dataset : Dataset
    indicator : str
        Id in the catalogue.
    """

    def __init__(self, dataset: Dataset, indicator: str) -> None:
        self.dataset = dataset
        self.indicator = dataset.catalogue[indicator]
        self.observed = observed(dataset, indicator)
        self._years: dict[Level, tuple[int, ...]] = {}

    @cached_property
    def wijken(self) -> tuple[str, ...]:
        """Every wijk, in order of code."""
        return tuple(map(str, self.dataset.areas_at(Level.WIJK).index))

    @cached_property
    def margin(self) -> Margin:
        """Margin of its counts, its spread measured over every wijk and year."""
        counts = pd.DataFrame()
        if self.indicator.margin is MarginRule.OVERDISPERSED:
            counts = pd.DataFrame(
                {
                    year: {code: self.observed.cells[code, year].value for code in codes}
                    for year, codes in self.observed.known_years(self.wijken).items()
                }
            )
        return Margin.of(self.indicator, counts)

    def years(self, level: Level) -> tuple[int, ...]:
        """Years with a known value at a level, or in the wijken it is made of, ascending."""
        if level not in self._years:
            self._years[level] = self._found_years(level)
        return self._years[level]

    def _found_years(self, level: Level) -> tuple[int, ...]:
        if level is Level.BUURT:
            codes = tuple(map(str, self.dataset.areas_at(level).index))
            return tuple(self.observed.known_years(codes))
        if level is not Level.GEMEENTE:
            summed = self.indicator.measure is not Measure.CLASS or level is Level.WIJK
            return tuple(self.observed.known_years(self.wijken)) if summed else ()
        city = self.dataset.municipality.code
        years = set(self.observed.known_years((city,)))
        if self.indicator.measure is not Measure.CLASS:
            years |= set(self.observed.known_years(self.wijken))
        return tuple(sorted(years))

    def figure(self, place: Place, level: Level, years: Sequence[int]) -> Cell:
        """Cell of a place over one or more years: the mean of the years that exist."""
        if place.key == MEDIAN:
            return self._bounded(median_cell(self._per_wijk(years)))
        cells = {year: self.cell(place, level, year) for year in years}
        if len(cells) == 1:
            return self._bounded(next(iter(cells.values())))
        return self._bounded(_over_years(cells, self.indicator.measure))

    def _per_wijk(self, years: Sequence[int]) -> dict[str, Cell]:
        return {
            code: self.figure(Place(code, "", code, "", (code,)), Level.WIJK, years)
            for code in self.wijken
        }

    def _bounded(self, cell: Cell) -> Cell:
        # A median of wijken carries no margin; its parts are not one count.
        if not cell.known or cell.parts < 1:
            return cell
        low, high = self.margin.bounds(cell.value, cell.parts, cell.years)
        return cell._replace(low=low, high=high)

    def cell(self, place: Place, level: Level, year: int) -> Cell:
        """Cell of a place in one year, without its margin."""
        if level in _AREA_LEVELS:
            return self.observed.cell(place.key, level, year)
        parts = {code: self.observed.cell(code, Level.WIJK, year) for code in place.wijken}
        published = Cell()
        if level is Level.GEMEENTE:
            published = self.observed.cell(place.area_code, level, year)
        measure = self.indicator.measure
        if measure is Measure.CLASS:
            return published if published.known else _CLASS
        if measure is Measure.SCORE:
            return self._mean(parts, published)
        return self._sum(parts, published)

    def _sum(self, parts: dict[str, Cell], published: Cell) -> Cell:
        hidden = [one for one in parts.values() if one.state == State.SUPPRESSED.value]
        known = [one for one in parts.values() if one.known]
        if published.known:
            # One hidden count among known ones is the total minus the others.
            if len(hidden) == 1 and len(known) == len(parts) - 1:
                return _HIDDEN_TOTAL._replace(sources=published.sources)
            return published
        if not parts or len(known) < len(parts):
            return self._incomplete(parts)
        return Cell(
            value=math.fsum(one.value for one in known),
            state=State.KNOWN.value,
            n=float(len(known)),
            sources=tuple(sorted(union(one.sources for one in known))),
            cautions=self._shared(parts),
            public_from=strictest(one.public_from for one in known),
            parts=sum(one.parts for one in known),
        )

    def _mean(self, parts: dict[str, Cell], published: Cell) -> Cell:
        known = {code: one for code, one in parts.items() if one.known}
        if published.known and len(known) < len(parts) * _HALF:
            return published
        if not known or len(known) < len(parts) * _HALF:
            return self._incomplete(parts)
        what = "wijk" if len(known) == 1 else "wijken"
        cautions = [f"gemiddelde van {len(known)} {what} (eigen berekening)"]
        if lacking := len(parts) - len(known):
            cautions.append(f"{lacking} van de {len(parts)} wijken onbekend")
        return Cell(
            value=math.fsum(one.value for one in known.values()) / len(known),
            state=State.KNOWN.value,
            n=float(len(known)),
            sources=tuple(sorted(union(one.sources for one in known.values()))),
            cautions=(*cautions, *self._shared(known)),
            public_from=strictest(one.public_from for one in known.values()),
        )

    def _incomplete(self, parts: dict[str, Cell]) -> Cell:
        """What remains of a sum or mean that lacks too many of its parts."""
        states = Counter(one.state for one in parts.values())
        if parts and states[State.NOT_APPLICABLE.value] == len(parts):
            return next(iter(parts.values()))
        lacking = states[State.MISSING.value] + states[State.NOT_APPLICABLE.value]
        hidden = states[State.SUPPRESSED.value]
        cautions = []
        if not parts:
            cautions.append("geen wijken in deze groep")
        if lacking:
            cautions.append(f"{lacking} van de {len(parts)} wijken onbekend")
        if hidden:
            cautions.append(f"{hidden} van de {len(parts)} wijken niet getoond (klein aantal)")
        state = State.SUPPRESSED if hidden and not lacking else State.MISSING
        return Cell(
            state=state.value,
            cautions=tuple(cautions),
            sources=tuple(sorted(union(one.sources for one in parts.values()))),
        )

    def _shared(self, parts: dict[str, Cell]) -> tuple[str, ...]:
        """Cautions of the parts: what all share as it is, the rest by name or counted."""
        bearers: dict[str, list[str]] = {}
        for code, cell in parts.items():
            for caution in cell.cautions:
                bearers.setdefault(caution, []).append(code)
        shared = [one for one, codes in bearers.items() if len(codes) == len(parts)]
        own = {one: codes for one, codes in bearers.items() if len(codes) < len(parts)}
        if len(own) <= _FEW and all(len(codes) <= _FEW for codes in own.values()):
            named = [
                f"{', '.join(map(self.dataset.name_of, codes))}: {one}"
                for one, codes in own.items()
            ]
        else:
            several = {code for codes in own.values() for code in codes}
            told = f"{len(several)} van de {len(parts)} wijken hebben een eigen kanttekening"
            named = [f"{told}, zie de cijfers per wijk"]
        return (*shared, *named)


_CLASS = Cell(
    state=State.NOT_APPLICABLE.value,
    cautions=("niet van toepassing: van klassen bestaat geen gemiddelde",),
)
_HIDDEN_TOTAL = Cell(
    state=State.SUPPRESSED.value,
    cautions=("niet getoond: het totaal zou een klein aantal prijsgeven",),
)


def _over_years(cells: dict[int, Cell], measure: Measure) -> Cell:
    known = {year: one for year, one in cells.items() if one.known}
    if not known:
        order = (State.SUPPRESSED, State.MISSING, State.NOT_APPLICABLE)
        return next(
            (one for state in order for one in cells.values() if one.state == state.value),
            Cell(),
        )
    if measure is Measure.CLASS and len(known) > 1:
        return _CLASS
    every = known.values()
    told = f"gemiddelde van {Period(tuple(sorted(known)))}"
    if len(known) == 1:
        told = f"alleen {next(iter(known))} bekend"
    return Cell(
        value=math.fsum(one.value for one in every) / len(known),
        state=State.KNOWN.value,
        n=max(one.n for one in every),
        sources=tuple(sorted(union(one.sources for one in every))),
        cautions=union([(told,), *(one.cautions for one in every)]),
        public_from=strictest(one.public_from for one in every),
        parts=max(one.parts for one in every),
        years=len(known),
    )


def median_cell(per_wijk: dict[str, Cell]) -> Cell:
    """Median of the wijken with a known value; missing when fewer than half have one."""
    known = [one for one in per_wijk.values() if one.known]
    if not known or len(known) < len(per_wijk) * _HALF:
        lacking = len(per_wijk) - len(known)
        return Cell(cautions=(f"{lacking} van de {len(per_wijk)} wijken zonder cijfer",))
    shared = [one for one in known[0].cautions if all(one in cell.cautions for cell in known)]
    return Cell(
        value=statistics.median(one.value for one in known),
        state=State.KNOWN.value,
        n=float(len(known)),
        sources=tuple(sorted(union(one.sources for one in known))),
        cautions=(f"mediaan van {len(known)} wijken (eigen berekening)", *shared),
        public_from=strictest(one.public_from for one in known),
        parts=0,
    )
