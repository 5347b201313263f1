"""The whole answer to one comparison: estimate, chance, interval, power and history."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from wijkmap.analysis.effect.groups import Against, Design, relations
from wijkmap.analysis.effect.history import (
    BaseRange,
    Largest,
    PreTest,
    base_range,
    largest_change,
    pre_test,
)
from wijkmap.analysis.effect.placebo import Finding
from wijkmap.analysis.effect.series import Group, Series, series_of
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.selection import Period
from wijkmap.model.words import Level

__all__ = ["Outcome", "Question", "compare"]


@dataclass(frozen=True)
class Question:
    """What is compared.

    Attributes
    ----------
    indicator : str
    before, after : Period
    pilots : tuple of str
        Wijk codes; empty: the declared pilots.
    against : Against
    chosen : tuple of str
        Wijken to compare with, for `Against.CODES`.
    weighted : bool
        Whether scores are weighted by residents.
    across_water : bool
        Whether wijken on both banks of a river can be each other's ring.
    """

    indicator: str
    before: Period
    after: Period
    pilots: tuple[str, ...] = ()
    against: Against = Against.REST
    chosen: tuple[str, ...] = ()
    weighted: bool = False
    across_water: bool = True


@dataclass(frozen=True)
class Outcome:
    """What a comparison found. NaN and None: it cannot be had.

    Attributes
    ----------
    question : Question
        With the pilots filled in.
    scale : str
        ``difference`` or ``log_rate_ratio``.
    before, after : tuple of int
        Years of the two periods that the data has.
    together : Finding
        All pilots.
    each : dict of str to Finding
        Each pilot alone, the other pilots left out.
    raw : tuple of (int, float) or None
        Rank and p of the bare log rate ratio, for counts.
    power : float
        Smallest effect that is found in 80 of 100.
    largest : Largest or None
    base : BaseRange or None
    pre : PreTest or None
    pre_years : tuple of int
        Measurements before the start.
    plan : Design or None
        Sets and comparisons.
    ring : dict of str to tuple of str
        Wijken around each pilot.
    alike : dict of str to dict of str to float
        Look-alikes of each pilot with their distance.
    left_out : tuple of str
        Wijken without a figure in one of the periods.
    last_year_before : int
    """

    question: Question
    scale: str
    before: tuple[int, ...]
    after: tuple[int, ...]
    last_year_before: int
    together: Finding = field(default_factory=lambda: Finding(math.nan))
    each: dict[str, Finding] = field(default_factory=dict)
    raw: tuple[int, float] | None = None
    power: float = math.nan
    largest: Largest | None = None
    base: BaseRange | None = None
    pre: PreTest | None = None
    pre_years: tuple[int, ...] = ()
    plan: Design | None = None
    ring: dict[str, tuple[str, ...]] = field(default_factory=dict)
    alike: dict[str, dict[str, float]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @property
    def straddles(self) -> bool:
        """Whether one period lies before the start and the other after it."""
        last = self.last_year_before
        return max(self.question.before.years) <= last < min(self.question.after.years)


def compare(dataset: Dataset, question: Question) -> Outcome:
    """Compare the change of the pilots with the change elsewhere.

    Raises
    ------
    UnknownIndicatorError
        When the catalogue does not hold the indicator.
    SelectionError
        When there are no pilots or periods, a wijk does not exist, a period is empty or
        the pilots are among the wijken to compare with.
    """
    question = replace(question, pilots=question.pilots or dataset.pilots)
    _refuse(dataset, question)
    series = series_of(dataset, question.indicator)
    known = relations(dataset, across_water=question.across_water)
    group = Group(known, question.pilots, question.against, question.chosen, question.weighted)
    last = dataset.municipality.last_year_before
    before, after = (series.existing(one.years) for one in (question.before, question.after))
    pre_years = tuple(
        series.existing([year for year in map(int, series.table.columns) if year <= last])
    )
    outcome = Outcome(
        question,
        series.scale,
        tuple(before),
        tuple(after),
        last,
        pre_years=pre_years,
        largest=largest_change(series),
        ring={code: known.ring([code]) for code in question.pilots},
        alike={code: known.alike(code, question.pilots) for code in question.pilots},
    )
    if not before or not after:
        return replace(outcome, left_out=known.codes)
    complete = series.complete([*before, *after])
    outcome = replace(outcome, left_out=tuple(code for code in known.codes if code not in complete))
    if not set(question.pilots) & set(complete):
        return outcome
    test = series.test(group, before, after)
    return replace(
        outcome,
        together=test.tested(),
        each=_each(series, group, before, after),
        raw=None if not hasattr(test, "raw_rank") or test.design.real_dropped else test.raw_rank(),
        power=test.power(),
        base=base_range(series, group, pre_years, after),
        pre=pre_test(series, group, pre_years),
        plan=test.design,
    )


def _refuse(dataset: Dataset, question: Question) -> None:
    wijken = set(map(str, dataset.areas_at(Level.WIJK).index))
    for code in (*question.pilots, *question.chosen):
        if code not in wijken:
            raise SelectionError(f"Wijk {code} bestaat niet in deze gegevens.")
    if not question.pilots:
        raise SelectionError("Deze gegevens hebben geen pilots. Kies ze zelf.")
    if not question.before or not question.after:
        raise SelectionError("Kies een periode voor en een periode na, bijvoorbeeld 2014 en 2024.")
    if both := set(question.before.years) & set(question.after.years):
        years = ", ".join(map(str, sorted(both)))
        raise SelectionError(f"De perioden overlappen: {years}. Kies perioden die los staan.")
    if question.before.years[-1] > question.after.years[0]:
        raise SelectionError("De periode voor ligt na de periode na. Draai ze om.")
    if both_groups := set(question.pilots) & set(question.chosen):
        names = ", ".join(dataset.name_of(code) for code in sorted(both_groups))
        raise SelectionError(f"{names} is zelf pilot. Kies andere wijken om mee te vergelijken.")
    if question.against is Against.CODES and not question.chosen:
        raise SelectionError("Kies de wijken om mee te vergelijken.")


def _each(series: Series, group: Group, before: list[int], after: list[int]) -> dict[str, Finding]:
    """Each pilot alone; the other pilots take no part."""
    found = {}
    for pilot in group.pilots:
        others = set(group.pilots) - {pilot}
        alone = group._replace(
            known=group.known.take([code for code in group.known.codes if code not in others]),
            pilots=(pilot,),
        )
        try:
            found[pilot] = series.test(alone, before, after).tested()
        except SelectionError:
            found[pilot] = Finding(math.nan)
    return found
