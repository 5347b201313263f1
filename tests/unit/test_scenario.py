"""Scenarios on the small gemeente: 1000, 2000, 3000 and 40 residents (50 in 2016), computed by hand."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pandas as pd
import pytest

from wijkmap.analysis.scenario.apportionment import Bounds, between, largest_remainder, parts
from wijkmap.analysis.scenario.division import divide
from wijkmap.analysis.scenario.gains import found_today, gains
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
    ScenarioError,
    Yardstick,
)
from wijkmap.model.selection import Period
from wijkmap.model.words import Kind

MOLEN, STATION, HAVEN, BUITEN = "WK990101", "WK990102", "WK990103", "WK9901AA"
PER_RESIDENT = Rule(RuleKind.PER_RESIDENT, yardsticks=(Yardstick(RESIDENTS, year=2014),))


def need(*yardsticks: Yardstick, weight: int = 1) -> Rule:
    return Rule(RuleKind.NEED, weight=Fraction(weight), yardsticks=yardsticks)


def cents(dataset: Dataset, pot: int, *rules: Rule) -> list[int]:
    return divide(dataset, Scenario("", pot, rules)).frame["cents"].tolist()


def complaint(dataset: Dataset, pot: int, *rules: Rule) -> ScenarioError:
    with pytest.raises(ScenarioError) as caught:
        divide(dataset, Scenario("", pot, rules))
    return caught.value


# Whole cents


def test_cents_left_over_go_to_the_largest_remainders_then_in_order():
    assert largest_remainder([Fraction(1, 2), Fraction(3, 2), Fraction(1)], 3) == [1, 1, 1]
    assert parts(100, [Fraction(1)] * 3) == [34, 33, 33]


def test_a_larger_pot_can_take_a_cent_the_known_paradox():
    weights = [Fraction(6), Fraction(6), Fraction(2)]
    assert parts(10, weights) == [4, 4, 2]
    assert parts(11, weights) == [5, 5, 1]


def test_what_a_floor_costs_is_paid_in_proportion():
    bounds = Bounds((40, 0, 0), (None, None, None))
    found = between([0, 0, 0], [Fraction(10), Fraction(30), Fraction(60)], bounds, 100)
    assert found == [40, 20, 40]


def test_bounds_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="bounds"):
        between([0], [Fraction(1)], Bounds((0,), (5,)), 10)
    with pytest.raises(ValueError, match="quotas"):
        largest_remainder([Fraction(1)], 2)


# Rules


def test_per_resident(small: Dataset):
    assert cents(small, 604_000, PER_RESIDENT) == [100_000, 200_000, 300_000, 4_000]


def test_fixed_sum_goes_first(small: Dataset):
    rules = (Rule(RuleKind.FIXED, cents=10_000), PER_RESIDENT)
    assert cents(small, 644_000, *rules) == [110_000, 210_000, 310_000, 14_000]


def test_parts_by_weight(small: Dataset):
    equal = Rule(RuleKind.EQUAL, weight=Fraction(3))
    frame = divide(small, Scenario("", 2_416_000, (equal, PER_RESIDENT))).frame
    assert frame["equal_share"].tolist() == [453_000] * 4
    assert frame["per_resident"].tolist() == [100_000, 200_000, 300_000, 4_000]
    assert frame["cents"].tolist() == [553_000, 653_000, 753_000, 457_000]


def test_need_is_the_distance_to_where_there_is_none(small: Dataset):
    # Scores of 2016: 4.2, 4.2, 4.4, 4.0; higher is better.
    rule = need(Yardstick("liveability", year=2016, zero=4.4))
    assert cents(small, 800, rule) == [200, 200, 0, 400]


def test_need_without_a_zero_is_the_place_in_the_order(small: Dataset):
    rule = need(Yardstick("liveability", year=2016))
    # Less need: 1 (and one the same), 1, 0, 3 wijken: 1.5, 1.5, 0, 3.
    assert cents(small, 600, rule) == [150, 150, 0, 300]


def test_need_times_residents(small: Dataset):
    rule = need(Yardstick("liveability", year=2016, zero=4.4, times_residents=True))
    # 0.2 x 1000, 0.2 x 2000, 0, 0.4 x 50 residents of the newest year
    assert cents(small, 62_000, rule) == [20_000, 40_000, 0, 2_000]


def test_bounds_move_money_and_say_so(small: Dataset):
    rules = (PER_RESIDENT, Rule(RuleKind.FLOOR, cents=10_000))
    frame = divide(small, Scenario("", 604_000, rules)).frame
    assert frame["cents"].tolist() == [99_000, 198_000, 297_000, 10_000]
    assert frame["floor"].tolist() == [-1_000, -2_000, -3_000, 6_000]


def test_small_wijk_and_ceiling(small: Dataset):
    small_wijk = Rule(
        RuleKind.SMALL_WIJK, cents=10_000, below=100, yardsticks=(Yardstick(RESIDENTS, year=2014),)
    )
    rules = (PER_RESIDENT, small_wijk, Rule(RuleKind.CEILING, cents=234_000))
    frame = divide(small, Scenario("", 604_000, rules)).frame
    assert frame["small_wijk"].tolist() == [-1_000, -2_000, -3_000, 6_000]
    assert frame["cents"].tolist() == [126_000, 234_000, 234_000, 10_000]
    assert frame["ceiling"].sum() == 0


def test_carry_over_stays_with_its_wijk(small: Dataset):
    rules = (PER_RESIDENT, Rule(RuleKind.CARRY_OVER, by_wijk={BUITEN: 5_050}))
    assert cents(small, 609_050, *rules) == [100_000, 200_000, 300_000, 9_050]


def test_under_100_residents_there_is_no_amount_per_resident(small: Dataset):
    frame = divide(small, Scenario("", 604_000, (PER_RESIDENT,))).frame
    assert frame["euro_per_resident"].tolist()[:3] == [1.0, 1.0, 1.0]
    assert pd.isna(frame.at[BUITEN, "euro_per_resident"])


def test_order_of_the_wijken_changes_nothing(small: Dataset):
    turned = small["areas"].iloc[::-1].reset_index(drop=True)
    other = dataclasses.replace(small, tables=dict(small.tables) | {"areas": turned})
    scenario = Scenario("", 1_001, (PER_RESIDENT, Rule(RuleKind.EQUAL)))
    pd.testing.assert_frame_equal(divide(small, scenario).frame, divide(other, scenario).frame)


def test_only_the_wijken_that_take_part(small: Dataset):
    scenario = Scenario("", 300, (PER_RESIDENT,), wijken=(STATION, MOLEN))
    assert divide(small, scenario).frame["cents"].to_dict() == {MOLEN: 100, STATION: 200}


# What is missing


def test_a_missing_input_is_asked_for(small: Dataset):
    (question,) = complaint(small, 100, need(Yardstick("crimes", year=2016))).questions
    assert question.wijken == (HAVEN,)
    assert "Havenwijk" in question.sentence
    assert "weglaten, het gemiddelde van de stad, of een eigen waarde" in question.sentence


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Yardstick("crimes", year=2016, zero=0, missing=Missing.LEAVE_OUT), [10, 30, 0, 2]),
        (Yardstick("crimes", year=2016, zero=0, missing=Missing.CITY_MEAN), [10, 30, 14, 2]),
        (
            Yardstick("crimes", year=2016, zero=0, missing=Missing.OWN, own={HAVEN: 8}),
            [10, 30, 8, 2],
        ),
    ],
)
def test_the_choice_is_carried_out_and_told(small: Dataset, choice: Yardstick, expected: list[int]):
    division = divide(small, Scenario("", sum(expected), (need(choice),)))
    assert division.frame["cents"].tolist() == expected
    assert any("Havenwijk" in caution for caution in division.cautions)
    assert pd.isna(division.frame.at[HAVEN, "need"]) == (choice.missing is Missing.LEAVE_OUT)


def test_effort_from_a_partial_register_is_refused_unless_confirmed(small: Dataset):
    mean = Yardstick(INITIATIVES, missing=Missing.LEAVE_OUT)
    rule = Rule(RuleKind.EFFORT, yardsticks=(mean,))
    assert "niet volledig" in str(complaint(small, 100, rule))
    division = divide(small, Scenario("", 100, (dataclasses.replace(rule, confirmed=True),)))
    assert division.frame["cents"].sum() == 100
    assert any("aanvaard" in caution for caution in division.cautions)


# What is impossible


def test_every_complaint_at_once(small: Dataset):
    wrong = complaint(
        small,
        -5,
        Rule(RuleKind.EQUAL, name="Gelijk", weight=Fraction(-1)),
        need(Yardstick("no_such_indicator")),
        Rule(RuleKind.FLOOR, cents=-1),
    )
    told = str(wrong)
    assert len(wrong.complaints) == 4
    for part in ("De pot is", "gewicht is -1", "no_such_indicator", "floor: het bedrag"):
        assert part in told


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ((), "geen regels"),
        ((PER_RESIDENT, Rule(RuleKind.FLOOR, cents=26)), "ondergrenzen vragen samen 1,04 euro"),
        ((PER_RESIDENT, Rule(RuleKind.CEILING, cents=24)), "past er 0,96 euro in de wijken"),
        ((Rule(RuleKind.FIXED, cents=26),), "de pot is 1 euro"),
        ((Rule(RuleKind.FIXED, cents=24),), "geen regel verdeelt dat"),
        ((dataclasses.replace(PER_RESIDENT, weight=Fraction(0)),), "samen 0"),
        ((Rule(RuleKind.FLOOR), Rule(RuleKind.FLOOR), PER_RESIDENT), "meer dan één keer"),
        ((Rule(RuleKind.CARRY_OVER, by_wijk={"WK1": 1}), PER_RESIDENT), "WK1 bestaat niet"),
        ((need(Yardstick("population")),), "hoog of laag"),
        ((need(Yardstick("liveability", times_residents=True)),), "maal inwoners"),
        ((need(),), "ten minste één indicator"),
        (
            (PER_RESIDENT, Rule(RuleKind.FLOOR, cents=20), Rule(RuleKind.CEILING, cents=10)),
            "onder de ondergrens",
        ),
        (
            (PER_RESIDENT, Rule(RuleKind.FIXED, cents=20), Rule(RuleKind.CEILING, cents=10)),
            "hoger dan de bovengrens",
        ),
    ],
)
def test_impossible_rules_get_a_clear_sentence(small: Dataset, rules: tuple[Rule, ...], told: str):
    assert told in str(complaint(small, 100, *rules))


def test_complaints_questions_and_sums_come_in_one_report(small: Dataset):
    wrong = complaint(
        small,
        100,
        need(Yardstick("crimes", year=2016)),
        Rule(RuleKind.EFFORT, yardsticks=(Yardstick(INITIATIVES),)),
        Rule(RuleKind.FLOOR, cents=26),
    )
    told = str(wrong)
    assert [question.what for question in wrong.questions] == ["crimes"]
    assert "niet volledig" in told
    assert "ondergrenzen vragen samen" in told


def test_pot_beyond_any_city_is_refused(small: Dataset):
    assert "daar rekenen we niet mee" in str(complaint(small, 10**20, PER_RESIDENT))


def test_pot_of_fixed_euros_only(small: Dataset):
    assert cents(small, 100, Rule(RuleKind.FIXED, cents=25)) == [25] * 4


def test_carry_over_of_a_wijk_that_takes_no_part_is_refused(small: Dataset):
    rule = Rule(RuleKind.CARRY_OVER, by_wijk={HAVEN: 5})
    with pytest.raises(ScenarioError, match="Havenwijk doet niet mee"):
        divide(small, Scenario("", 100, (PER_RESIDENT, rule), wijken=(MOLEN,)))


# Gains and losses


def test_gains_and_losses_add_up_to_the_difference_of_the_pots(small: Dataset):
    before = divide(small, Scenario("", 400, (Rule(RuleKind.EQUAL),)))
    after = divide(small, Scenario("", 60_400, (PER_RESIDENT,)))
    found = gains(before.frame["cents"], after)
    assert found["difference"].tolist() == [9_900, 19_900, 29_900, 300]
    assert found["difference_per_resident"].tolist()[:2] == [0.099, 0.0995]
    assert pd.isna(found.at[BUITEN, "difference_per_resident"])


def test_wijk_that_took_no_part_had_nothing_and_unknown_stays_unknown(small: Dataset):
    after = divide(small, Scenario("", 300, (PER_RESIDENT,), wijken=(MOLEN, STATION)))
    before = pd.Series({MOLEN: pd.NA, HAVEN: 50}, dtype="Int64")
    found = gains(before, after)
    assert found.index.tolist() == [MOLEN, STATION, HAVEN]
    assert pd.isna(found.at[MOLEN, "difference"])
    assert found["difference"].tolist()[1:] == [200, -50]


def test_today_is_what_was_found(small: Dataset):
    today = found_today(small, Kind.PLANNED, Period())
    assert today[MOLEN] == 99_800 + 200
    after = divide(small, Scenario("", 604_000, (PER_RESIDENT,)))
    assert gains(today, after).at[MOLEN, "difference"] == 0


# Care money


def test_care_money_is_refused_with_the_reason(small: Dataset):
    lines = (PotLine(50, name="Buurtbudget"), PotLine(50, name="Jeugdhulp", stream="zorg"))
    with pytest.raises(ScenarioError, match=r"De pot bevat zorggeld \(3D\): zorg Jeugdhulp"):
        divide(small, Scenario("", 100, (PER_RESIDENT,), lines=lines))
    with pytest.raises(ScenarioError, match="Wmo 2015"):
        divide(small, Scenario("Pot uit de Wmo", 100, (PER_RESIDENT,)))


def test_doubtful_money_stays_and_is_told_until_it_is_settled(small: Dataset):
    doubtful = PotLine(100, name="Dagbesteding")
    told = divide(small, Scenario("", 100, (PER_RESIDENT,), lines=(doubtful,))).cautions
    assert any("twijfel: 1 euro in 1 regel (pot)" in one for one in told)
    decision = CareDecision(is_care=False, who="college", when="2026-11-01", why="voor iedereen")
    settled = dataclasses.replace(doubtful, decision=decision)
    told = divide(small, Scenario("", 100, (PER_RESIDENT,), lines=(settled,))).cautions
    assert "zorggeld (3D) in deze bedragen: 0 euro" in told
    assert any("besluit van college, 2026-11-01" in one for one in told)
    empty = dataclasses.replace(decision, why="")
    faulty = dataclasses.replace(doubtful, decision=empty)
    with pytest.raises(ScenarioError, match="mist wie"):
        divide(small, Scenario("", 100, (PER_RESIDENT,), lines=(faulty,)))


def test_an_amount_per_resident_has_the_source_of_its_residents(small: Dataset):
    assert divide(small, Scenario("", 400, (Rule(RuleKind.EQUAL),))).sources == ("S1",)


def test_sources_and_years_go_along(small: Dataset):
    division = divide(small, Scenario("", 100, (need(Yardstick("liveability", year=2016)),)))
    assert division.sources
    assert any("jaar 2016" in one for one in division.cautions)


# The examples of the page `scenario.md`


def test_first_example_of_the_page(small: Dataset):
    rules = (Rule(RuleKind.FIXED, cents=5_000), PER_RESIDENT)
    assert cents(small, 100_000, *rules) == [18_245, 31_490, 44_735, 5_530]


def test_second_example_of_the_page(small: Dataset):
    rules = (
        need(Yardstick("liveability", year=2016, zero=4.4)),
        Rule(RuleKind.FLOOR, cents=10_000),
        Rule(RuleKind.CEILING, cents=40_000),
    )
    frame = divide(small, Scenario("", 100_000, rules)).frame
    assert frame["need"].tolist() == [25_000, 25_000, 0, 50_000]
    assert frame["floor"].tolist() == [-2_500, -2_500, 10_000, -5_000]
    assert frame["ceiling"].tolist() == [2_500, 2_500, 0, -5_000]
    assert frame["cents"].tolist() == [25_000, 25_000, 10_000, 40_000]
