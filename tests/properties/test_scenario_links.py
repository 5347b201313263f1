"""A scenario in a link and a file: whatever it holds comes back, and the same euros with it."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from wijkmap.analysis.scenario.columns import rule_columns
from wijkmap.analysis.scenario.division import Outcome, divide, outcome
from wijkmap.analysis.scenario.gains import gains
from wijkmap.analysis.scenario.inputs import rule_inputs
from wijkmap.model.care import CareDecision
from wijkmap.model.dataset import Dataset
from wijkmap.model.scenario import (
    INITIATIVES,
    RESIDENTS,
    Missing,
    PotLine,
    Rule,
    RuleKind,
    Scenario,
    Yardstick,
)
from wijkmap.present.scenarios.sheets import machine_sheet
from wijkmap.present.scenarios.view import Ask, ScenarioView
from wijkmap.sources.scenario_link import link_scenario, scenario_link

WIJKEN = ("WK990101", "WK990102", "WK990103", "WK9901AA")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=12)
WEIGHTS = st.integers(0, 10_000).map(lambda number: Fraction(number, 100))
CENTS = st.integers(0, 10**9)
VALUES = st.integers(-10_000, 10_000).map(lambda number: number / 100)
BY_WIJK = st.dictionaries(st.sampled_from(WIJKEN), CENTS, max_size=3)
YEARS = st.none() | st.integers(2000, 2030)
MISSING = st.sampled_from([None, Missing.LEAVE_OUT, Missing.CITY_MEAN])


def yardsticks(what: str) -> st.SearchStrategy[Yardstick]:
    own = st.dictionaries(st.sampled_from(WIJKEN), VALUES, min_size=1, max_size=2)
    plain = st.builds(Yardstick, st.just(what), year=YEARS, missing=MISSING)
    return plain | st.builds(
        Yardstick, st.just(what), year=YEARS, missing=st.just(Missing.OWN), own=own
    )


NEEDS = st.builds(
    lambda base, weight, side, zero, times: dataclasses.replace(
        base, weight=weight, more_need=side, zero=zero, times_residents=times
    ),
    yardsticks("liveability") | yardsticks("crime_rate"),
    WEIGHTS,
    st.sampled_from([-1, 0, 1]),
    st.none() | VALUES,
    st.booleans(),
)
RULES = st.one_of(
    st.builds(Rule, st.just(RuleKind.FIXED), WORDS, cents=CENTS),
    st.builds(Rule, st.just(RuleKind.CARRY_OVER), WORDS, by_wijk=BY_WIJK),
    st.builds(Rule, st.just(RuleKind.EQUAL), WORDS, weight=WEIGHTS),
    st.builds(
        Rule,
        st.just(RuleKind.PER_RESIDENT),
        WORDS,
        weight=WEIGHTS,
        yardsticks=st.tuples(yardsticks(RESIDENTS)),
    ),
    st.builds(
        Rule,
        st.just(RuleKind.EFFORT),
        WORDS,
        weight=WEIGHTS,
        confirmed=st.booleans(),
        yardsticks=st.tuples(yardsticks(INITIATIVES)),
    ),
    st.builds(
        Rule,
        st.just(RuleKind.NEED),
        WORDS,
        weight=WEIGHTS,
        yardsticks=st.lists(NEEDS, max_size=3).map(tuple),
    ),
    st.builds(
        Rule,
        st.just(RuleKind.SMALL_WIJK),
        WORDS,
        cents=CENTS,
        below=st.integers(1, 5000),
        yardsticks=st.tuples(yardsticks(RESIDENTS)),
    ),
    st.builds(Rule, st.sampled_from([RuleKind.FLOOR, RuleKind.CEILING]), WORDS, cents=CENTS),
)
DECISIONS = st.builds(CareDecision, st.booleans(), WORDS, WORDS, WORDS)
LINES = st.builds(PotLine, CENTS, WORDS, WORDS, WORDS, WORDS, st.none() | DECISIONS)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    lines = draw(st.lists(LINES, max_size=2).map(tuple))
    pot = sum(line.cents for line in lines) if lines else draw(st.integers(0, 10**12))
    return Scenario(
        draw(WORDS),
        pot,
        draw(st.lists(RULES, max_size=9).map(tuple)),
        draw(st.lists(st.sampled_from(WIJKEN), unique=True).map(tuple)),
        lines,
    )


@settings(max_examples=50)
@given(scenarios())
def test_whatever_a_link_holds_comes_back(scenario: Scenario):
    text = scenario_link(scenario)
    assert text.isascii()
    assert text.replace("-", "").replace("_", "").isalnum()
    assert link_scenario(text, {}) == (scenario, ())


@settings(max_examples=50)
@given(scenarios(), st.data())
def test_a_link_that_was_cut_or_changed_is_never_taken_for_another(
    scenario: Scenario, data: st.DataObject
):
    text = scenario_link(scenario)
    at = data.draw(st.integers(1, len(text) - 1))
    other = data.draw(st.sampled_from("Aa0_-é "))
    for broken in (text[:at], text[:at] + other + text[at + 1 :]):
        found, lines = link_scenario(broken, {})
        # The last character of base64 holds bits that nobody reads.
        assert found in (None, scenario)
        assert found is not None or lines


PLAIN = st.one_of(
    st.builds(Rule, st.just(RuleKind.FIXED), WORDS, cents=st.integers(0, 10_000)),
    st.builds(
        Rule,
        st.just(RuleKind.PER_RESIDENT),
        WORDS,
        weight=WEIGHTS,
        yardsticks=st.just((Yardstick(RESIDENTS, year=2016),)),
    ),
    st.builds(
        Rule,
        st.just(RuleKind.NEED),
        WORDS,
        weight=WEIGHTS,
        yardsticks=st.just((Yardstick("liveability", year=2016),)),
    ),
    st.builds(Rule, st.just(RuleKind.FLOOR), WORDS, cents=st.integers(0, 10_000)),
)


@settings(max_examples=30)
@given(st.integers(100_000, 10**9), st.lists(PLAIN, min_size=1, max_size=4), st.data())
def test_map_table_and_file_give_the_same_euros(
    small: Dataset, pot: int, rules: list[Rule], data: st.DataObject
):
    equal = Rule(RuleKind.EQUAL, name="Gelijk")
    scenario = Scenario("Proef", pot, (equal, *rules))
    first: Outcome = outcome(small, scenario)
    if first.division is None:
        assert first.complaints
        return
    for by in ("wijk", "stadsdeel"):
        shown = ScenarioView(small, (first,), Ask(by=by), "")
        assert shown.division is not None
        sheet = machine_sheet(shown.division)
        cents = shown.division.frame["cents"]
        assert [round(euro * 100) for euro in sheet["euro"]] == cents.tolist()
        assert sum(cents) == pot
        seen = [int(one) for one in shown.payload.scaled[0].split(",") if one]
        filed = sheet["euro_per_resident"].dropna()
        assert all(abs(one - two * 100) <= 1 for one, two in zip(seen, filed, strict=True))
        columns = sheet[list(scenario.columns)].sum(axis=1)
        assert [round(euro * 100) for euro in columns] == cents.tolist()
    # The order of the wijken changes nothing but ties, and a gain is another's loss.
    order = data.draw(st.permutations(WIJKEN))
    inputs = rule_inputs(small, scenario, tuple(order))
    turned = rule_columns(scenario, inputs, WIJKEN, WIJKEN)
    assert turned == {key: first.division.frame[key].tolist() for key in scenario.columns}
    other = divide(small, Scenario("", pot, (equal,)))
    assert gains(other.frame["cents"], first.division)["difference"].sum() == 0
