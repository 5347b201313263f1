"""Scenarios under any rules and any pot."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wijkmap.analysis.scenario.columns import rule_columns
from wijkmap.analysis.scenario.inputs import Inputs
from wijkmap.analysis.scenario.need import distances, places
from wijkmap.model.scenario import Rule, RuleKind, Scenario, ScenarioError

WIJKEN = [f"WK9901{at:02d}" for at in range(6)]
SHARES = (RuleKind.PER_RESIDENT, RuleKind.NEED, RuleKind.EFFORT)


@dataclasses.dataclass
class Case:
    scenario: Scenario
    values: dict[str, dict[str, int]]  # per share rule and wijk
    residents: dict[str, int]
    zero: int | None

    def inputs(self) -> Inputs:
        found = Inputs()
        for key, rule in zip(self.scenario.columns, self.scenario.rules, strict=True):
            if rule.kind is RuleKind.SMALL_WIJK:
                found.residents[key] = {w: Fraction(n) for w, n in self.residents.items()}
            if rule.kind.is_share:
                values = {wijk: Fraction(value) for wijk, value in self.values[key].items()}
                if self.zero is None:
                    need = places(values, 1)
                else:
                    need = distances(values, 1, Fraction(self.zero))
                total = sum(need.values())
                assume(total > 0)
                found.shares[key] = {wijk: one / total for wijk, one in need.items()}
        return found

    def columns(self, order: list[str] | None = None) -> dict[str, list[int]]:
        wijken = order or WIJKEN
        return rule_columns(self.scenario, self.inputs(), wijken, wijken)

    def cents(self) -> dict[str, int]:
        columns = self.columns()
        return {w: sum(one[at] for one in columns.values()) for at, w in enumerate(WIJKEN)}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    weights = st.fractions(0, 10, max_denominator=9)
    rules = [Rule(kind, weight=draw(weights)) for kind in draw(st.lists(st.sampled_from(SHARES)))]
    rules.append(Rule(RuleKind.NEED, weight=Fraction(draw(st.integers(1, 9)))))
    pot = draw(st.integers(1, 3_000_000))
    money = st.integers(0, pot // 4)
    if draw(st.booleans()):
        rules.append(Rule(RuleKind.FIXED, cents=draw(money)))
    if draw(st.booleans()):
        rules.append(Rule(RuleKind.CARRY_OVER, by_wijk={WIJKEN[2]: draw(money)}))
    if draw(st.booleans()):
        rules.append(Rule(RuleKind.FLOOR, cents=draw(money)))
    if draw(st.booleans()):
        rules.append(Rule(RuleKind.SMALL_WIJK, cents=draw(money), below=500))
    if draw(st.booleans()):
        rules.append(Rule(RuleKind.CEILING, cents=draw(st.integers(pot // 8, pot))))
    scenario = Scenario("", pot, tuple(draw(st.permutations(rules))))
    numbers = st.integers(0, 2000)
    values = {
        key: {wijk: draw(numbers) for wijk in WIJKEN}
        for key, rule in zip(scenario.columns, scenario.rules, strict=True)
        if rule.kind.is_share
    }
    residents = {wijk: draw(numbers) for wijk in WIJKEN}
    return Case(scenario, values, residents, draw(st.none() | st.integers(0, 1000)))


def divided(case: Case) -> dict[str, int]:
    """Cents per wijk; a case that is refused is no case."""
    try:
        return case.cents()
    except ScenarioError:
        assume(False)
        raise


@given(cases())
def test_pot_is_divided_to_the_cent_and_nobody_pays(case: Case):
    cents = divided(case)
    assert sum(cents.values()) == case.scenario.pot
    assert min(cents.values()) >= 0


@given(cases())
def test_share_rule_gives_its_part_and_a_bound_moves_money_only(case: Case):
    divided(case)
    columns = case.columns()
    assert list(columns) == [*columns]
    assert set(columns) == set(case.scenario.columns)
    for key, rule in zip(case.scenario.columns, case.scenario.rules, strict=True):
        if rule.kind.is_bound:
            assert sum(columns[key]) == 0
        else:
            assert min(columns[key]) >= 0


@given(cases())
def test_bounds_hold_or_are_refused(case: Case):
    cents = divided(case)
    for rule in case.scenario.rules:
        for wijk, got in cents.items():
            if rule.kind is RuleKind.FLOOR:
                assert got >= rule.cents
            if rule.kind is RuleKind.CEILING:
                assert got <= rule.cents
            if rule.kind is RuleKind.SMALL_WIJK and case.residents[wijk] < rule.below:
                assert got >= rule.cents


@given(cases(), st.sampled_from(WIJKEN), st.integers(1, 500), st.data())
def test_more_need_is_never_less_money(case: Case, wijk: str, more: int, data: st.DataObject):
    before = divided(case)
    key = data.draw(st.sampled_from([*case.values]))
    values = case.values | {key: case.values[key] | {wijk: case.values[key][wijk] + more}}
    after = divided(dataclasses.replace(case, values=values))
    assert after[wijk] >= before[wijk]


@given(cases())
def test_of_two_wijken_the_needier_gets_no_less_of_a_need_rule(case: Case):
    divided(case)
    columns = case.columns()
    if len(case.values) > 1:
        return  # cents of several rules are fitted to each other
    (key,) = case.values
    for one, first in enumerate(WIJKEN):
        for two, second in enumerate(WIJKEN):
            if case.values[key][first] > case.values[key][second]:
                assert columns[key][one] >= columns[key][two]


@given(cases())
def test_impossible_rules_say_why(case: Case):
    rules = (*(rule for rule in case.scenario.rules if not rule.kind.is_bound),)
    floor = Rule(RuleKind.FLOOR, cents=case.scenario.pot // len(WIJKEN) + 1)
    too_much = dataclasses.replace(case.scenario, rules=(*rules, floor))
    with pytest.raises(ScenarioError, match=r"ondergrenzen vragen samen|overloop zijn samen"):
        dataclasses.replace(case, scenario=too_much).cents()
