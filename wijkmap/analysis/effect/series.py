"""What wijken measured over the years, and the placebo test between two periods of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import compress
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkmap.analysis.effect.counts import CountTest
from wijkmap.analysis.effect.groups import Against, Design, Relations, design
from wijkmap.analysis.effect.scores import ScoreTest
from wijkmap.analysis.effect.traits import wide_table
from wijkmap.analysis.margins import dispersion
from wijkmap.analysis.places import places_at
from wijkmap.analysis.rates import Ratio
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.words import Level, MarginRule, Measure

__all__ = ["DIFFERENCE", "LOG_RATE_RATIO", "Group", "Series", "series_of"]

DIFFERENCE = "difference"
LOG_RATE_RATIO = "log_rate_ratio"


class Group(NamedTuple):
    """Who is compared with whom.

    Attributes
    ----------
    known : Relations
    pilots : tuple of str
    against : Against
    chosen : tuple of str
        Wijken of one's own choice, for `Against.CODES`.
    weighted : bool
        Whether a mean of scores is weighted by residents.
    """

    known: Relations
    pilots: tuple[str, ...]
    against: Against = Against.REST
    chosen: tuple[str, ...] = ()
    weighted: bool = False


@dataclass(frozen=True, eq=False)
class Series:
    """One indicator of all wijken over the years.

    Also for a notebook: ``Series(frame)`` with wijk codes as index and one column per
    year (or ``"before"`` and ``"after"``) is all that is needed.

    Attributes
    ----------
    table : pandas.DataFrame of float
        Scores, shares or counts; NaN where not known.
    scale : str
        ``difference`` or ``log_rate_ratio``.
    exposure : pandas.DataFrame of float or None
        Of a count: residents, same rows and columns.
    residents : pandas.Series of float or None
        To weigh scores by.
    spread : float
        Dispersion of the counts.
    """

    table: pd.DataFrame
    scale: str = DIFFERENCE
    exposure: pd.DataFrame | None = None
    residents: pd.Series | None = None
    spread: float = 1.0

    @property
    def is_count(self) -> bool:
        """Whether it is compared as a ratio."""
        return self.scale == LOG_RATE_RATIO

    def existing(self, years: Sequence[int]) -> list[int]:
        """Those of `years` in which any wijk has a value."""
        return [year for year in years if year in self.table and self.table[year].notna().any()]

    def complete(self, years: Sequence[int]) -> tuple[str, ...]:
        """Wijken with a value in every one of `years`, in order."""
        known = np.asarray(np.isfinite(self._values[:, self._columns(years)]).all(axis=1))
        return tuple(compress(self._rows, known.tolist()))

    @cached_property
    def _rows(self) -> dict[str, int]:
        """Place of every wijk, in order of the table."""
        return {str(code): at for at, code in enumerate(self.table.index)}

    @cached_property
    def _values(self) -> NDArray[np.float64]:
        return self.table.to_numpy(dtype=float)

    @cached_property
    def _exposures(self) -> NDArray[np.float64] | None:
        return None if self.exposure is None else self.exposure.to_numpy(dtype=float)

    @cached_property
    def _places(self) -> dict[object, int]:
        return {year: at for at, year in enumerate(self.table.columns)}

    def _columns(self, years: Sequence[int]) -> list[int]:
        return [self._places[year] for year in years]

    def change(self, before: Sequence[int], after: Sequence[int]) -> pd.Series:
        """Change of each wijk alone: a difference, or the log of the ratio of two rates.

        Returns
        -------
        pandas.Series of float, index wijk code
            NaN where a year is not known, and for a count of 0.
        """
        return self._level(after) - self._level(before)

    def _level(self, years: Sequence[int]) -> pd.Series:
        rows = self.table[list(years)]
        if not self.is_count:
            return rows.mean(axis=1, skipna=False)
        total = rows.sum(axis=1, skipna=False)
        if self.exposure is not None:
            total = total / self.exposure[list(years)].sum(axis=1, skipna=False)
        return total.where(total > 0).map(math.log, na_action="ignore").astype(float)

    def test(
        self, group: Group, before: Sequence[int], after: Sequence[int], plan: Design | None = None
    ) -> ScoreTest | CountTest:
        """Placebo test of the change from one period to another.

        Parameters
        ----------
        group : Group
        before, after : sequence of int
            Columns of ``table``, at least one each. Several years give their mean.
        plan : Design or None
            Sets to use again; None: of the wijken that are known in all these years.

        Raises
        ------
        SelectionError
            When no pilot is known in all these years.
        """
        first, last = list(before), list(after)
        if plan is None:
            plan = self.design(group, [*first, *last])
        at = [self._rows[code] for code in plan.codes]
        spans = [np.ix_(at, self._columns(years)) for years in (first, last)]
        counts = [self._values[one] for one in spans]
        if not self.is_count:
            size = None
            if group.weighted and self.residents is not None:
                size = self.residents.reindex(list(plan.codes)).to_numpy(dtype=float)
            return ScoreTest(plan, counts[1].mean(axis=1) - counts[0].mean(axis=1), size)
        people_before, people_after = (
            None if self._exposures is None else self._exposures[one].sum(axis=1) for one in spans
        )
        before_count, after_count = (one.sum(axis=1) for one in counts)
        return CountTest(plan, before_count, after_count, people_before, people_after, self.spread)

    def design(self, group: Group, years: Sequence[int]) -> Design:
        """Sets among the wijken that are known in all of `years`."""
        codes = [code for code in self.complete(years) if code in group.known.codes]
        if group.weighted and self.residents is not None:
            codes = [code for code in codes if self.residents.get(code, math.nan) > 0]
        return design(
            group.known.take(codes),
            [code for code in group.pilots if code in codes],
            group.against,
            [code for code in group.chosen if code in codes],
        )


def series_of(dataset: Dataset, indicator_id: str) -> Series:
    """Series of an indicator; computed once per dataset.

    Counts, and rates of counts that vary more than chance, are compared as a ratio;
    scores and shares as a difference.

    Raises
    ------
    UnknownIndicatorError
        When the catalogue does not hold the id.
    SelectionError
        When it is a class: a class has no change to average.
    """
    indicator = dataset.catalogue[indicator_id]
    if indicator.measure is Measure.CLASS:
        raise SelectionError(
            f"{indicator.label} is een klasse. Een klasse heeft geen gemiddelde verandering. "
            "Kies de score of een ander cijfer."
        )
    return dataset.once(("effect.series", indicator_id), partial(_series, dataset, indicator_id))


def _series(dataset: Dataset, indicator_id: str) -> Series:
    indicator = dataset.catalogue[indicator_id]
    values = wide_table(dataset, indicator_id)
    if indicator.measure is Measure.RATE and indicator.margin is MarginRule.OVERDISPERSED:
        counts = wide_table(dataset, indicator.numerator).reindex(columns=values.columns)
        counts = counts.where(values.notna())
        people = _residents(dataset, indicator_id, values)
        counts = counts.where(people.notna())
        return Series(counts, LOG_RATE_RATIO, people, spread=_spread(counts))
    if indicator.measure is Measure.EXTENSIVE:
        return Series(values, LOG_RATE_RATIO, spread=_spread(values))
    return Series(values, residents=_weights(dataset))


def _spread(counts: pd.DataFrame) -> float:
    found = dispersion(counts)
    return 1.0 if math.isnan(found) else found


def _residents(dataset: Dataset, indicator_id: str, values: pd.DataFrame) -> pd.DataFrame:
    """Denominator of a rate, per wijk and year of `values`."""
    ratio = Ratio(dataset, indicator_id)
    places = places_at(dataset, Level.WIJK)
    columns = {}
    for year in values.columns:
        below = ratio.denominator(Level.WIJK, int(year))
        columns[year] = [
            math.nan
            if below is None
            else below.measured.figure(place, Level.WIJK, (below.year,)).value
            for place in places
        ]
    return pd.DataFrame(columns, index=values.index)


def _weights(dataset: Dataset) -> pd.Series | None:
    """Residents of the year nearest to the start in which most wijken are known."""
    last = dataset.municipality.last_year_before
    for name in ("population", "population_pc4_area"):
        if name in dataset.catalogue:
            table = wide_table(dataset, name)
            known = table.notna().mean()
            years = [int(year) for year in table.columns if known[year] > 1 / 2]
            if years:
                return table[min(years, key=lambda year: (abs(year - last), year))]
    return None
