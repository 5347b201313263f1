"""A scenario with one thing changed: what sliders, buttons and answers do to the rules."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Any

from wijkmap.analysis.measures import available_years
from wijkmap.model.care import CareDecision
from wijkmap.model.dataset import Dataset
from wijkmap.model.scenario import (
    INITIATIVES,
    RESIDENTS,
    Missing,
    Question,
    Rule,
    RuleKind,
    Scenario,
    Yardstick,
)
from wijkmap.model.words import Level

__all__ = [
    "answered",
    "choices_for",
    "first_scenario",
    "need_indicators",
    "new_rule",
    "with_decision",
    "with_indicators",
    "with_rule",
    "with_yardstick",
    "without_rule",
]

_ONCE = (RuleKind.FLOOR, RuleKind.SMALL_WIJK, RuleKind.CEILING)
_WHAT = {
    RuleKind.PER_RESIDENT: RESIDENTS,
    RuleKind.SMALL_WIJK: RESIDENTS,
    RuleKind.EFFORT: INITIATIVES,
}
_POT = 50_000_000
_FIRST_SUM = 500_000
_WEIGHTS = {RuleKind.PER_RESIDENT: 60, RuleKind.NEED: 40}
_SMALL = 1_000


def need_indicators(dataset: Dataset) -> dict[str, tuple[int, ...]]:
    """Indicators that a need rule may look at, with the years that wijken have a value in.

    Returns
    -------
    dict of str to tuple of int
        By id, in order of the catalogue; years ascending.
    """
    return dataset.once(("need_indicators",), partial(_need_indicators, dataset))


def _need_indicators(dataset: Dataset) -> dict[str, tuple[int, ...]]:
    years = {one: available_years(dataset, one, Level.WIJK) for one in dataset.catalogue}
    return {one: known for one, known in years.items() if known}


def first_scenario(dataset: Dataset, name: str) -> Scenario:
    """Scenario to start from in any city: a base, then residents and need.

    Parameters
    ----------
    dataset : Dataset
    name : str
        Of the scenario.
    """
    rules = [Rule(RuleKind.FIXED, cents=_FIRST_SUM)]
    rules += [
        replace(new_rule(dataset, kind), weight=Fraction(weight))
        for kind, weight in _WEIGHTS.items()
    ]
    return Scenario(name, _POT, tuple(rules))


def new_rule(dataset: Dataset, kind: RuleKind) -> Rule:
    """Rule of a kind that changes little until somebody sets it.

    Parameters
    ----------
    dataset : Dataset
        Names the indicator that a need rule begins with: the one the map opens on.
    kind : RuleKind
    """
    weight = Fraction(10 if kind.is_share else 1)
    if kind is RuleKind.NEED:
        known = need_indicators(dataset)
        first = dataset.municipality.default_indicator
        what = first if first in known else next(iter(known), "")
        return Rule(kind, weight=weight, yardsticks=(Yardstick(what),) if what else ())
    yardsticks = (Yardstick(_WHAT[kind]),) if kind in _WHAT else ()
    below = _SMALL if kind is RuleKind.SMALL_WIJK else 0
    return Rule(kind, weight=weight, below=below, yardsticks=yardsticks)


def choices_for(scenario: Scenario) -> tuple[RuleKind, ...]:
    """Kinds of rules that can still be added: a bound stands there once."""
    there = {rule.kind for rule in scenario.rules}
    return tuple(kind for kind in RuleKind if kind not in _ONCE or kind not in there)


def with_rule(scenario: Scenario, place: int, **fields: Any) -> Scenario:  # noqa: ANN401 - fields of a rule
    """Scenario with fields of one rule changed, or with a rule added behind the others.

    Parameters
    ----------
    scenario : Scenario
    place : int
        Of the rule, from 0; the number of rules adds one, given as ``rule``.
    **fields : object
        Of `Rule`; ``rule`` takes the place of the whole rule.
    """
    rules = list(scenario.rules)
    if place == len(rules):
        rules.append(fields["rule"])
    else:
        rules[place] = fields["rule"] if "rule" in fields else replace(rules[place], **fields)
    return replace(scenario, rules=tuple(rules))


def without_rule(scenario: Scenario, place: int) -> Scenario:
    """Scenario without one rule."""
    rules = scenario.rules
    return replace(scenario, rules=(*rules[:place], *rules[place + 1 :]))


def with_yardstick(scenario: Scenario, place: int, at: int, **fields: Any) -> Scenario:  # noqa: ANN401 - fields of a yardstick
    """Scenario with fields of one yardstick of a rule changed."""
    yardsticks = list(scenario.rules[place].yardsticks)
    yardsticks[at] = replace(yardsticks[at], **fields)
    return with_rule(scenario, place, yardsticks=tuple(yardsticks))


def with_decision(scenario: Scenario, place: int, decision: CareDecision | None) -> Scenario:
    """Scenario with a decision about one line of its pot; None takes it back."""
    lines = list(scenario.lines)
    lines[place] = replace(lines[place], decision=decision)
    return replace(scenario, lines=tuple(lines))


def with_indicators(scenario: Scenario, place: int, chosen: tuple[str, ...]) -> Scenario:
    """Scenario whose need rule looks at these indicators; those kept keep their settings."""
    old = {one.what: one for one in scenario.rules[place].yardsticks}
    yardsticks = tuple(old.get(what, Yardstick(what)) for what in chosen)
    return with_rule(scenario, place, yardsticks=yardsticks)


def answered(scenario: Scenario, question: Question, choice: Missing | None) -> Scenario:
    """Scenario in which a question about a missing input has its answer.

    Parameters
    ----------
    scenario : Scenario
    question : Question
    choice : Missing or None
        None asks again.
    """
    place = scenario.columns.index(question.rule)
    yardsticks = tuple(
        replace(one, missing=choice) if _is_asked(one, question) else one
        for one in scenario.rules[place].yardsticks
    )
    return with_rule(scenario, place, yardsticks=yardsticks)


def _is_asked(yardstick: Yardstick, question: Question) -> bool:
    if question.what == yardstick.what:
        return True
    return question.what == RESIDENTS and yardstick.times_residents
