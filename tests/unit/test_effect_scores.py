"""The effect of the pilots: estimate, rank, interval and power, held against a second way."""

from __future__ import annotations

import itertools
import json
import math

import numpy as np
import pandas as pd
import pytest

from wijkmap.analysis.effect.groups import Against, Relations, design, relations
from wijkmap.analysis.effect.outcome import Outcome, Question, compare
from wijkmap.analysis.effect.scores import ScoreTest
from wijkmap.analysis.effect.series import Group, Series
from wijkmap.cli import main
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period

CODES = tuple(f"WK9901{at:02d}" for at in range(21))


@pytest.fixture(scope="module")
def liveability(venlo: Dataset) -> Outcome:
    return compare(venlo, Question("liveability_score", Period((2014,)), Period((2024,))))


def strangers(codes: tuple[str, ...] = CODES) -> Relations:
    """Wijken that touch nobody and resemble nobody."""
    count = len(codes)
    return Relations(codes, np.zeros((count, count), bool), np.full((count, count), np.nan))


def values(dataset: Dataset, indicator: str, year: int) -> dict[str, float]:
    rows = dataset["observations"]
    rows = rows[(rows["indicator"] == indicator) & (rows["year"] == year)]
    rows = rows[rows["area_code"].str.startswith("WK")]
    return dict(zip(rows["area_code"], map(float, rows["value"]), strict=True))


def by_hand(change: dict[str, float], members: tuple[str, ...]) -> float:
    """Mean change of a set minus that of all other wijken, in plain loops."""
    inside = [change[code] for code in change if code in members]
    outside = [change[code] for code in change if code not in members]
    return math.fsum(inside) / len(inside) - math.fsum(outside) / len(outside)


def rank_by_hand(change: dict[str, float], pilots: tuple[str, ...]) -> tuple[int, int]:
    own = abs(by_hand(change, pilots))
    every = list(itertools.combinations(sorted(change), len(pilots)))
    return sum(abs(by_hand(change, one)) >= own - 1e-9 for one in every), len(every)


def test_embedded_answer_equals_a_plain_loop_over_all_pairs(venlo: Dataset, liveability: Outcome):
    first, last = (values(venlo, "liveability_score", year) for year in (2014, 2024))
    change = {code: last[code] - first[code] for code in first}
    assert liveability.together.estimate == pytest.approx(by_hand(change, venlo.pilots), abs=1e-12)
    as_extreme, sets = rank_by_hand(change, venlo.pilots)
    assert (liveability.together.as_extreme, liveability.together.sets) == (as_extreme, sets)
    assert sets == 210
    assert liveability.together.p == as_extreme / 210


@pytest.mark.parametrize("side", ["low", "high"])
def test_interval_ends_where_the_test_begins_to_reject(
    venlo: Dataset, liveability: Outcome, side: str
):
    first, last = (values(venlo, "liveability_score", year) for year in (2014, 2024))
    edge = getattr(liveability.together, side)
    inwards = -1 if side == "high" else 1

    def p_without(effect: float) -> float:
        change = {
            code: last[code] - first[code] - (effect if code in venlo.pilots else 0)
            for code in first
        }
        as_extreme, sets = rank_by_hand(change, venlo.pilots)
        return as_extreme / sets

    assert p_without(edge + inwards * 1e-6) > 0.05
    assert p_without(edge - inwards * 1e-6) <= 0.05


def test_one_pilot_alone_has_twenty_sets_and_never_less_than_one_in_twenty(
    venlo: Dataset, liveability: Outcome
):
    first, last = (values(venlo, "liveability_score", year) for year in (2014, 2024))
    for pilot, other in itertools.permutations(venlo.pilots):
        change = {code: last[code] - first[code] for code in first if code != other}
        found = liveability.each[pilot]
        assert found.estimate == pytest.approx(by_hand(change, (pilot,)), abs=1e-12)
        assert (found.as_extreme, found.sets) == rank_by_hand(change, (pilot,))
        assert found.sets == 20
        assert found.p >= 0.05


def test_noring_takes_the_ring_out_of_the_comparison_and_not_out_of_the_sets(venlo: Dataset):
    known = relations(venlo)
    plan = design(known, venlo.pilots, Against.NORING)
    assert plan.sets + plan.dropped == 210
    assert not set(plan.compared) & set(known.ring(venlo.pilots))
    for members, control in zip(plan.treated, plan.control, strict=True):
        inside = [code for code, one in zip(plan.codes, members, strict=True) if one]
        around = set(known.ring(inside))
        outside = {code for code, one in zip(plan.codes, control, strict=True) if one}
        assert outside == set(plan.codes) - around - set(inside)


def test_look_alikes_of_every_set_are_those_of_its_members(venlo: Dataset):
    known = relations(venlo)
    plan = design(known, venlo.pilots, Against.LOOKALIKE)
    assert plan.sets + plan.dropped == 210
    for members, control in zip(plan.treated, plan.control, strict=True):
        inside = [code for code, one in zip(plan.codes, members, strict=True) if one]
        near = set().union(*(known.alike(code, inside) for code in inside))
        assert near == {code for code, one in zip(plan.codes, control, strict=True) if one}
        assert len(near) >= 5 or inside == list(venlo.pilots)


def test_set_with_fewer_than_five_to_compare_with_drops_out_and_is_counted():
    plan = design(strangers(), CODES[:2], Against.CODES, CODES[2:7])
    # Whoever holds one of the five compares with four.
    without = math.comb(16, 2)
    assert (plan.sets, plan.dropped) == (without, 210 - without)


def test_pilots_with_too_few_to_compare_with_have_an_estimate_and_no_rank():
    frame = pd.DataFrame({"before": 0.0, "after": np.arange(21.0)}, index=list(CODES))
    group = Group(strangers(), CODES[:2], Against.CODES, CODES[2:5])
    found = Series(frame).test(group, ["before"], ["after"]).tested()
    assert found.estimate == pytest.approx(0.5 - 3)
    assert math.isnan(found.p)
    assert math.isnan(found.low)
    assert found.sets == 0


def test_wijken_that_are_all_alike_give_no_effect_and_p_one():
    test = ScoreTest(design(strangers(), CODES[:2]), np.full(21, 0.3))
    found = test.tested()
    assert found.estimate == pytest.approx(0, abs=1e-12)
    assert found.p == 1
    assert (found.low, found.high) == pytest.approx((0, 0), abs=1e-12)


def test_fewer_than_twenty_sets_have_no_interval():
    codes = CODES[:15]
    found = ScoreTest(design(strangers(codes), codes[:1]), np.arange(15.0)).tested()
    assert found.sets == 15
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_weighted_mean_counts_residents():
    residents = pd.Series(np.arange(21.0) + 1, index=list(CODES))
    frame = pd.DataFrame({"before": 0.0, "after": np.arange(21.0) ** 2}, index=list(CODES))
    series = Series(frame, residents=residents)
    group = Group(strangers(), CODES[3:5], weighted=True)
    found = series.test(group, ["before"], ["after"]).tested()
    change, size = frame["after"].to_numpy(), residents.to_numpy()
    chosen = np.isin(np.arange(21), (3, 4))
    expected = np.average(change[chosen], weights=size[chosen]) - np.average(
        change[~chosen], weights=size[~chosen]
    )
    assert found.estimate == pytest.approx(expected)


def test_power_is_the_effect_that_four_of_five_sets_would_show():
    rng = np.random.default_rng(5)
    plan = design(strangers(), CODES[:2])
    change = rng.normal(size=21)
    test = ScoreTest(plan, change)
    smallest = test.power()
    clean = change - test.estimates[0] * plan.treated[0]
    trials = [members for members in plan.treated if not members[:2].any()]

    def found(effect: float) -> float:
        hits = 0
        for members, sign in itertools.product(trials, (-1, 1)):
            moved = plan.weights() @ (clean + sign * effect * members)
            own = next(
                one
                for one, those in zip(moved, plan.treated, strict=True)
                if (those == members).all()
            )
            p = (np.abs(moved) >= abs(own) - 1e-9).mean()
            hits += bool(p <= 0.05 and np.sign(own) == sign)
        return hits / (2 * len(trials))

    assert found(smallest + 1e-6) >= 0.8
    assert found(smallest - 1e-2) < 0.8


def test_large_city_takes_a_fixed_sample_of_its_sets():
    codes = tuple(f"WK9905{one}{other}" for one in "ABCDEFGHIJ" for other in "ABCDEFGHIJ")
    plan = design(strangers(codes), codes[:3])
    assert plan.sampled
    assert plan.sets == 5000
    assert plan.pilots == codes[:3]
    assert (plan.treated == design(strangers(codes), codes[:3]).treated).all()


def test_command_prints_the_promised_keys_and_the_numbers_of_the_analysis(
    capsys: pytest.CaptureFixture[str], liveability: Outcome
):
    asked = "compare --indicator liveability_score --before 2014 --after 2024 --format json"
    assert main(asked.split()) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [
        "estimate",
        "scale",
        "low",
        "high",
        "placebo_sets",
        "placebo_as_extreme",
        "p",
        "per_pilot",
        "power",
        "base_range",
        "pre_test",
        "groups",
        "verdict",
        "verdict_text",
        "cautions",
    ]
    assert found["estimate"] == round(liveability.together.estimate, 6)
    assert found["placebo_sets"] == 210
    assert found["placebo_as_extreme"] == liveability.together.as_extreme
    assert found["scale"] == "difference"
    assert found["verdict"] == "no_difference"
