"""Laws of the effect: what may never change it, and what must turn it around."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkmap.analysis.effect.groups import Against, Relations
from wijkmap.analysis.effect.placebo import Finding, rank
from wijkmap.analysis.effect.series import LOG_RATE_RATIO, Group, Series

COUNT = 12
CODES = tuple(f"WK9902{at:02d}" for at in range(COUNT))
changes = st.lists(st.integers(-40, 40).map(lambda one: one / 8), min_size=COUNT, max_size=COUNT)
counts = st.lists(
    st.tuples(st.integers(1, 300), st.integers(1, 300)), min_size=COUNT, max_size=COUNT
)
AGAINST = st.sampled_from([Against.REST, Against.NORING, Against.LOOKALIKE])


def town(seed: int = 7) -> Relations:
    """Wijken on a circle, each touching the next, with traits drawn once."""
    near = np.zeros((COUNT, COUNT), bool)
    for at in range(COUNT):
        near[at, (at + 1) % COUNT] = near[(at + 1) % COUNT, at] = True
    traits = np.random.default_rng(seed).normal(size=(COUNT, 2))
    far = np.sqrt(((traits[:, None] - traits[None]) ** 2).mean(axis=2))
    return Relations(CODES, near, far)


TOWN = town()
quick = settings(max_examples=50)


def finding(
    frame: pd.DataFrame, against: Against = Against.REST, scale: str = "difference"
) -> Finding:
    group = Group(TOWN, CODES[2:4], against)
    return Series(frame, scale).test(group, ["before"], ["after"]).tested()


def frame_of(after: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"before": 0.0, "after": after}, index=list(CODES))


def same(one: Finding, other: Finding) -> None:
    assert (one.sets, one.as_extreme) == (other.sets, other.as_extreme)
    assert one.estimate == pytest.approx(other.estimate, abs=1e-9)
    assert one.low == pytest.approx(other.low, abs=1e-9, nan_ok=True)
    assert one.high == pytest.approx(other.high, abs=1e-9, nan_ok=True)


@quick
@given(changes, st.integers(-50, 50), AGAINST)
def test_shifting_all_wijken_alike_changes_nothing(after: list[float], by: int, against: Against):
    shifted = frame_of([one + by for one in after])
    same(finding(frame_of(after), against), finding(shifted, against))


@quick
@given(changes, st.randoms(use_true_random=False), AGAINST)
def test_order_of_wijken_changes_nothing(after: list[float], random: Random, against: Against):
    frame = frame_of(after)
    order = random.sample(CODES, COUNT)
    group = Group(TOWN.take(order), tuple(reversed(CODES[2:4])), against)
    turned = Series(frame.loc[order]).test(group, ["before"], ["after"]).tested()
    same(finding(frame, against), turned)


@quick
@given(changes)
def test_swapping_pilots_and_comparison_turns_the_sign(after: list[float]):
    series = Series(frame_of(after))
    one = series.test(Group(TOWN, CODES[:6], Against.CODES, CODES[6:]), ["before"], ["after"])
    other = series.test(Group(TOWN, CODES[6:], Against.CODES, CODES[:6]), ["before"], ["after"])
    assert one.estimates[0] == pytest.approx(-other.estimates[0], abs=1e-9)


@quick
@given(changes)
def test_turning_time_around_turns_sign_and_interval(after: list[float]):
    there = finding(frame_of(after))
    back = finding(frame_of([-one for one in after]))
    assert back.estimate == pytest.approx(-there.estimate, abs=1e-9)
    assert back.as_extreme == there.as_extreme
    assert back.low == pytest.approx(-there.high, abs=1e-9, nan_ok=True)


@quick
@given(changes, AGAINST)
def test_p_counts_the_pilots_and_agrees_with_the_interval(after: list[float], against: Against):
    found = finding(frame_of(after), against)
    if math.isnan(found.p):
        return
    assert 1 / found.sets <= found.p <= 1
    if math.isfinite(found.low):
        assert found.low - 1e-9 <= found.estimate <= found.high + 1e-9
        if found.p > 0.05:
            assert found.low <= 1e-9
            assert found.high >= -1e-9


@quick
@given(counts)
def test_count_is_tested_alike_with_other_residents_for_all(rows: list[tuple[int, int]]):
    frame = pd.DataFrame(rows, columns=["before", "after"], index=list(CODES), dtype=float)
    group = Group(TOWN, CODES[2:4])
    results = []
    for residents in (1.0, 1000.0):
        people = frame * 0 + residents
        series = Series(frame, LOG_RATE_RATIO, people)
        results.append(series.test(group, ["before"], ["after"]).tested())
    same(*results)


@quick
@given(st.lists(st.floats(-5, 5), min_size=1, max_size=40))
def test_rank_counts_by_hand(statistics: list[float]):
    as_extreme, p = rank(np.array(statistics))
    assert as_extreme == sum(abs(one) >= abs(statistics[0]) - 1e-9 for one in statistics)
    assert p == as_extreme / len(statistics)
