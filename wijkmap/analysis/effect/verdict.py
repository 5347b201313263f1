"""What may be said of a comparison, by a fixed table of rules."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from wijkmap.analysis.effect.choices import choices
from wijkmap.analysis.effect.groups import FEWEST, Against
from wijkmap.analysis.effect.outcome import Outcome, Question, compare
from wijkmap.analysis.effect.placebo import ALPHA, FEWEST_SETS, TIE
from wijkmap.model.areas import level_of
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period
from wijkmap.model.words import BoundaryFit, Level, Measure, Role, State

__all__ = [
    "REPORTS",
    "SAFETY",
    "TRUST",
    "Declared",
    "Judgement",
    "Reason",
    "Verdict",
    "declared",
    "judge",
    "looks",
]

REPORTS, SAFETY, TRUST = "meldingen", "veiligheidsgevoel", "vertrouwen"
"""Goals that are judged together: reports never stand alone."""

_OFFERED = (Against.REST, Against.LOOKALIKE, Against.RING, Against.NORING)


class Verdict(StrEnum):
    """What is said. ``EXPLORATORY``: not what was declared beforehand, so no verdict."""

    BETTER = "better"
    WORSE = "worse"
    NO_DIFFERENCE = "no_difference"
    CANNOT_SAY = "cannot_say"
    EXPLORATORY = "exploratory"


class Reason(StrEnum):
    """Rule that a verdict follows from."""

    NO_INDICATOR = "no_indicator"
    NO_FIGURES = "no_figures"
    SAME_SIDE = "same_side"
    MODEL_ESTIMATE = "model_estimate"
    NOT_DECLARED = "not_declared"
    TOO_FEW_WIJKEN = "too_few_wijken"
    TOO_FEW_SETS = "too_few_sets"
    NO_DIRECTION = "no_direction"
    MOVED_BEFORE = "moved_before"
    NO_PRE_TEST = "no_pre_test"
    BASE_DECIDES = "base_decides"
    REPORTS_ALONE = "reports_alone"
    TOO_WEAK = "too_weak"
    UNLIKELY_CHANCE = "unlikely_chance"
    LIKELY_CHANCE = "likely_chance"


@dataclass(frozen=True)
class Judgement:
    """A verdict with the rule that gave it."""

    verdict: Verdict
    reason: Reason


@dataclass(frozen=True)
class Declared:
    """The one comparison of a goal that may carry a verdict.

    Attributes
    ----------
    goal, label : str
    indicator : str
    before, after : Period
        As declared in the table ``goals``; where that is silent, the last measurement
        before the start and the newest after it. Empty when there is none.
    """

    goal: str
    label: str
    indicator: str
    before: Period
    after: Period

    def matches(self, question: Question, pilots: tuple[str, ...]) -> bool:
        """Whether a question is this very comparison, with all other wijken as the rest."""
        return (
            question.indicator == self.indicator
            and question.before == self.before
            and question.after == self.after
            and set(question.pilots or pilots) == set(pilots)
            and question.against is Against.REST
            and not question.weighted
        )


def declared(dataset: Dataset) -> tuple[Declared, ...]:
    """Declared comparisons, in order of the goals; goals without an indicator are left out."""
    rows = dataset["goals"].sort_values("order", kind="stable")
    return tuple(
        _declared(dataset, {str(name): cell for name, cell in row.items()})
        for row in rows.to_dict("records")
        if row["primary_indicator"]
    )


def _declared(dataset: Dataset, row: dict[str, object]) -> Declared:
    indicator = str(row["primary_indicator"])
    last = dataset.municipality.last_year_before
    years = _measured_years(dataset).get(_counted(dataset, indicator), ())
    before, after = (Period.parse(str(row[name])) for name in ("before", "after"))
    return Declared(
        str(row["goal"]),
        str(row["label"]),
        indicator,
        before or Period(tuple(year for year in years if year <= last)[-1:]),
        after or Period(tuple(year for year in years if year > last)[-1:]),
    )


def judge(dataset: Dataset, outcome: Outcome) -> Judgement:
    """Verdict on an outcome: the first rule of the table that holds.

    A verdict never takes away a number that can be had.
    """
    question = outcome.question
    indicator = dataset.catalogue[question.indicator]
    mine = [one for one in declared(dataset) if one.matches(question, dataset.pilots)]
    outside = (
        (Verdict.CANNOT_SAY, Reason.NO_FIGURES, math.isnan(outcome.together.estimate)),
        (Verdict.CANNOT_SAY, Reason.SAME_SIDE, not outcome.straddles),
        (Verdict.EXPLORATORY, Reason.MODEL_ESTIMATE, indicator.model_estimate),
        (Verdict.EXPLORATORY, Reason.NOT_DECLARED, not mine),
    )
    for verdict, reason, holds in outside:
        if holds:
            return Judgement(verdict, reason)
    if obstacle := _obstacle(outcome, indicator.direction):
        return Judgement(Verdict.CANNOT_SAY, obstacle)
    found = Judgement(Verdict.NO_DIFFERENCE, Reason.LIKELY_CHANCE)
    if outcome.together.p <= ALPHA + TIE:
        better = (outcome.together.estimate > 0) == (indicator.direction > 0)
        found = Judgement(Verdict.BETTER if better else Verdict.WORSE, Reason.UNLIKELY_CHANCE)
    if mine[0].goal == REPORTS and not _borne_out(dataset, found.verdict):
        return Judgement(Verdict.CANNOT_SAY, Reason.REPORTS_ALONE)
    return found


def _obstacle(outcome: Outcome, direction: int) -> Reason | None:
    """Why nothing may be said of a declared comparison, or None."""
    together, plan, largest = outcome.together, outcome.plan, outcome.largest
    few = plan is None or plan.real_dropped or len(plan.compared) < FEWEST
    one_pilot = plan is None or len(plan.pilots) == 1
    unusual = together.p <= ALPHA + TIE
    widest = max(abs(together.low), abs(together.high))
    # Nothing found says something only when what could be found is also ruled out.
    tells = largest is not None and outcome.power <= largest.size and widest <= outcome.power
    rules = (
        (Reason.TOO_FEW_WIJKEN, few),
        (Reason.TOO_FEW_SETS, one_pilot or together.sets <= FEWEST_SETS),
        (Reason.NO_DIRECTION, direction == 0),
        (Reason.NO_PRE_TEST, outcome.pre is None),
        (Reason.MOVED_BEFORE, outcome.pre is not None and outcome.pre.deviates),
        (Reason.TOO_WEAK, not unusual and not tells),
        (Reason.BASE_DECIDES, unusual and not _holds(outcome)),
    )
    return next((reason for reason, holds in rules if holds), None)


def _holds(outcome: Outcome) -> bool:
    """Whether the mean of all measurements before the start says the same."""
    if outcome.base is None:
        return False
    mean = outcome.base.mean
    same_side = (mean.estimate > 0) == (outcome.together.estimate > 0)
    return same_side and mean.p <= ALPHA + TIE


def _borne_out(dataset: Dataset, verdict: Verdict) -> bool:
    """Whether feeling of safety and trust of the pilots allow a verdict on their reports.

    Better only when that holds for every pilot by itself: a wijk where trust fell may not
    pass as good news in the mean of two.
    """
    signs: dict[str, list[float]] = {SAFETY: [math.nan], TRUST: [math.nan]}
    for one in declared(dataset):
        if one.goal in signs and one.before and one.after:
            other = compare(dataset, Question(one.indicator, one.before, one.after))
            direction = dataset.catalogue[one.indicator].direction
            moved = [other.together, *other.each.values()]
            signs[one.goal] = [found.estimate * direction for found in moved]
    safety, trust = signs[SAFETY], signs[TRUST]
    if verdict is Verdict.BETTER:
        return all(one > 0 for one in safety) and all(one >= 0 for one in trust)
    if verdict is Verdict.WORSE:
        return safety[0] < 0
    return not math.isnan(safety[0])


def looks(dataset: Dataset) -> int:
    """Number of comparisons on offer: indicator, years and group. Own choices come on top."""
    return dataset.once(("effect.looks",), partial(_looks, dataset))


def _looks(dataset: Dataset) -> int:
    last = dataset.municipality.last_year_before
    total = 0
    for one in dataset.catalogue.with_role(Role.MAP, Role.TABLE):
        if one.measure is not Measure.CLASS:
            years = _measured_years(dataset).get(_counted(dataset, one.id), ())
            before = sum(year <= last for year in years)
            total += before * (len(years) - before)
    return total * (len(_OFFERED) + len(choices(dataset)))


def _counted(dataset: Dataset, indicator: str) -> str:
    """Indicator that the years of an indicator stand with: for a rate its numerator."""
    return dataset.catalogue[indicator].numerator or indicator


def _measured_years(dataset: Dataset) -> dict[str, tuple[int, ...]]:
    return dataset.once(("effect.years",), partial(_find_years, dataset))


def _find_years(dataset: Dataset) -> dict[str, tuple[int, ...]]:
    """Years with a value in a wijk that can be joined, per indicator."""
    rows = dataset["observations"]
    usable = (
        (rows["state"] == State.KNOWN.value)
        & (rows["fit"] != BoundaryFit.OTHER.value)
        & rows["area_code"].map(level_of).eq(Level.WIJK)
    )
    found = rows[usable].groupby("indicator")["year"]
    return {str(key): tuple(sorted(set(map(int, years)))) for key, years in found}
