from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkmap.model.words import Classing
from wijkmap.present.classes import NO_CLASS, classes_for
from wijkmap.present.natural import natural_groups

NUMBERS = st.lists(
    st.one_of(
        st.floats(min_value=-1e6, max_value=1e6),
        st.just(float("nan")),
        st.integers(min_value=0, max_value=9).map(float),
    ),
    max_size=150,
)


def test_declared_limits_win_and_are_half_open():
    classes = classes_for([1, 99], breaks=(3.9, 4.0, 4.2), decimals=1)
    assert classes.labels == ("minder dan 3,9", "3,9 tot 4,0", "4,0 tot 4,2", "4,2 of meer")
    assert classes.classify([3.8, 3.9, 3.9999, 4.0, 4.2]).tolist() == [0, 1, 2, 2, 3]


def test_a_value_is_classed_as_it_reads():
    classes = classes_for([], breaks=(4.0,), decimals=2)
    assert classes.classify([3.996, 3.994]).tolist() == [1, 0]


def test_missing_values_have_no_class_and_shape_no_limits():
    values = [1.0, 2.0, 3.0, 4.0, 5.0]
    with_gaps = [*values, float("nan"), float("inf")]
    assert classes_for(with_gaps).breaks == classes_for(values).breaks
    assert classes_for(values).classify([float("nan")]).tolist() == [NO_CLASS]


def test_identical_values_make_one_class():
    classes = classes_for([4.0, 4.0, 4.0], decimals=1)
    assert (classes.breaks, classes.labels, len(classes.palette)) == ((), ("4,0",), 1)
    assert classes.counts([4.0, 4.0]).tolist() == [2]


def test_without_values_there_is_nothing_to_class():
    classes = classes_for([float("nan")])
    assert len(classes) == 0
    assert classes.classify([float("nan")]).tolist() == [NO_CLASS]
    assert classes.counts([float("nan")]).tolist() == []


def test_declared_limits_hold_without_values():
    assert len(classes_for([], breaks=(1, 2), decimals=0)) == 3


def test_few_values_make_few_classes():
    assert len(classes_for([1, 2])) == 2
    assert len(classes_for([1, 2, 3])) == 3


def test_quantiles_are_rounded_to_readable_limits():
    values = np.linspace(1013, 9877, 400)
    classes = classes_for(values, decimals=0)
    assert all(limit % 500 == 0 for limit in classes.breaks)
    assert len(classes) == 5
    assert classes.counts(values).min() >= 40


def test_counts_of_one_are_not_a_range():
    classes = classes_for([0, 0, 1, 1, 2, 2, 3, 3, 9, 9])
    assert classes.labels[:3] == ("0", "1", "2")


def test_a_few_amounts_get_round_limits_between_them():
    classes = classes_for([20_000, 166_667, 180_000, 306_667])
    assert classes.breaks == (100_000, 175_000, 250_000)
    assert classes.counts([20_000, 166_667, 180_000, 306_667]).tolist() == [1, 1, 1, 1]


def test_equal_classes_have_equal_width():
    assert classes_for(np.arange(0, 101), method=Classing.EQUAL).breaks == (25, 50, 75, 100)
    limits = classes_for([-7.3, 0.0, 91.6], decimals=1, method=Classing.EQUAL).breaks
    assert limits == (0, 25, 50, 75)


def test_classes_around_a_value_are_symmetric():
    classes = classes_for([-3.0, 0.2, 4.9], decimals=1, around=0)
    assert classes.breaks == tuple(-limit for limit in reversed(classes.breaks))
    assert classes.classify([0.0]).tolist() == [2]


def test_less_is_better_has_another_hue():
    values = [1, 2, 3, 4, 5]
    assert classes_for(values, direction=-1).palette != classes_for(values).palette


@pytest.mark.parametrize("breaks", [(2, 1), (1, 1), (1, 2, 3, 4, 5)])
def test_bad_declarations_are_refused(breaks: tuple[float, ...]):
    with pytest.raises(ValueError, match="limits"):
        classes_for([1], breaks=breaks)


@given(NUMBERS, st.integers(min_value=0, max_value=2), st.sampled_from(Classing))
def test_classes_cover_every_known_value_once(values: list[float], decimals: int, method: Classing):
    classes = classes_for(values, decimals=decimals, method=method)
    found = classes.classify(values)
    known = ~np.isnan(values) if values else np.array([], dtype=bool)
    assert len(classes) <= 5
    assert len(classes.palette) == len(classes.labels) == len(set(classes.labels))
    assert all(low < high for low, high in pairwise(classes.breaks))
    assert ((found == NO_CLASS) == ~known).all()
    assert (found < max(len(classes), 1)).all()
    assert classes.counts(values).sum() == known.sum()
    if known.any() and method is not Classing.EQUAL:
        assert (classes.counts(values) > 0).all()


@given(NUMBERS, st.integers(min_value=0, max_value=2), st.sampled_from(Classing))
def test_classes_keep_the_order_of_values(values: list[float], decimals: int, method: Classing):
    known = sorted(value for value in values if not np.isnan(value))
    found = classes_for(values, decimals=decimals, method=method).classify(known)
    assert (np.diff(found) >= 0).all()


def test_declared_limits_hold_only_for_fixed_classes():
    values = [1.0, 2.0, 3.0, 4.0, 20.0]
    made = {one: classes_for(values, breaks=(10,), method=one).breaks for one in Classing}
    assert made[Classing.FIXED] == (10,)
    assert 10 not in made[Classing.QUANTILE]
    assert made[Classing.EQUAL] == (5, 10, 15, 20)


def test_natural_limits_lie_where_values_lie_apart():
    values = [1, 2, 2, 3, 21, 22, 23, 68, 70, 150, 151, 400]
    classes = classes_for(values, method=Classing.NATURAL)
    assert classes.breaks == (20, 50, 100, 250)
    assert classes.counts(values).tolist() == [4, 3, 2, 2, 1]


@given(
    st.lists(st.integers(0, 30).map(float), min_size=1, max_size=9),
    st.integers(min_value=1, max_value=4),
)
def test_no_other_division_has_less_spread_than_the_natural_one(values: list[float], count: int):
    different = sorted(set(values))

    def spread(groups: list[tuple[float, float]]) -> float:
        inside = [[one for one in values if low <= one <= high] for low, high in groups]
        return sum(len(one) * float(np.var(one)) for one in inside)

    wanted = min(count, len(different))
    every = [
        [
            (different[low], different[high - 1])
            for low, high in pairwise((0, *cuts, len(different)))
        ]
        for cuts in combinations(range(1, len(different)), wanted - 1)
    ]
    found = natural_groups(values, count)
    assert len(found) == wanted
    assert spread(found) == pytest.approx(min(map(spread, every)), abs=1e-9)


def test_natural_classes_of_many_values_take_no_longer_than_a_breath():
    values = np.concatenate([np.linspace(0, 100, 6000), np.linspace(1000, 1100, 6000)])
    assert natural_groups(values, 2) == [(0.0, 100.0), (1000.0, 1100.0)]


@pytest.mark.parametrize("method", Classing)
def test_classes_around_a_value_lie_as_far_on_both_sides(method: Classing):
    values = [-4.0, -1.0, 0.0, 0.5, 2.0, 8.0, 9.0]
    classes = classes_for(values, decimals=1, around=0.0, method=method)
    assert classes.breaks == tuple(-limit for limit in reversed(classes.breaks))
    assert classes.classify([0.0]).tolist() == [2]
    assert classes.counts(values).sum() == len(values)


def test_limits_between_whole_numbers_are_told_by_the_numbers_beside_them():
    classes = classes_for([-4, -1, 0, 1, 3], around=0.0, decimals=0)
    assert classes.breaks == (-1.5, -0.5, 0.5, 1.5)
    assert classes.labels == ("−2 of minder", "−1", "0", "1", "2 of meer")
    assert classes.limits == ("−2", "−1", "1", "2")
    assert classes.classify([-2, -1, 0, 1, 2]).tolist() == [0, 1, 2, 3, 4]


def test_differences_are_written_with_their_sign_and_both_ends():
    limits = (-3, -1, 1, 3)
    classes = classes_for([-5, 5], breaks=limits, around=0.0, are_differences=True)
    assert classes.labels == ("−4 of lager", "−3 t/m −2", "−1 t/m 0", "+1 t/m +2", "+3 of hoger")
    assert classes.limits == ("−4", "−2", "+1", "+3")
    assert classes_for(
        [0, 0], around=0.0, method=Classing.QUANTILE, are_differences=True
    ).labels == ("0",)
