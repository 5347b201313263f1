"""What holds for every difference: it turns around, and gives nothing away."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkmap.analysis.subtraction import difference_figures
from wijkmap.model.figures import figure_frame
from wijkmap.model.words import MarginRule, State
from wijkmap.present.differencemap import difference_classes

NUMBERS = st.floats(-1000, 1000).map(lambda one: round(one, 3))
SPREAD = st.one_of(st.none(), st.floats(0, 50))
SIDE = st.tuples(st.sampled_from(State), NUMBERS, SPREAD, SPREAD)


def frame(sides: list[tuple[State, float, float | None, float | None]], year: str) -> object:
    return figure_frame(
        {
            "key": str(at),
            "year": year,
            "state": state.value,
            "value": value if state is State.KNOWN else math.nan,
            "low": value - down if state is State.KNOWN and down is not None else math.nan,
            "high": value + up if state is State.KNOWN and up is not None else math.nan,
        }
        for at, (state, value, down, up) in enumerate(sides)
    )


@settings(max_examples=60)
@given(st.lists(st.tuples(SIDE, SIDE), min_size=1, max_size=4), st.sampled_from(MarginRule))
def test_turned_around_it_is_the_same_with_another_sign(
    pairs: list[tuple[object, object]], rule: MarginRule
) -> None:
    one, other = (frame([pair[at] for pair in pairs], year) for at, year in enumerate(("1", "2")))  # type: ignore[misc]
    there, back = difference_figures(one, other, rule), difference_figures(other, one, rule)  # type: ignore[arg-type]
    assert there["state"].tolist() == back["state"].tolist()
    for own, turned in (("value", "value"), ("low", "high"), ("high", "low")):
        np.testing.assert_allclose(there[own], -back[turned], atol=1e-9)
    known = there["state"] == State.KNOWN.value
    assert known.tolist() == [all(side[0] is State.KNOWN for side in pair) for pair in pairs]  # type: ignore[index]
    assert there.loc[~known, ["value", "low", "high", "n"]].isna().all(axis=None)
    sure = there["low"].notna()
    assert (there.loc[sure, "low"] <= there.loc[sure, "value"] + 1e-9).all()
    assert (there.loc[sure, "high"] >= there.loc[sure, "value"] - 1e-9).all()


@settings(max_examples=60)
@given(st.lists(NUMBERS, min_size=1, max_size=30), st.integers(0, 3))
def test_a_rise_and_a_fall_of_the_same_size_have_opposite_classes(
    values: list[float], decimals: int
) -> None:
    every = np.asarray(values)
    classes = difference_classes(every, decimals)
    assert classes.breaks == pytest.approx([-one for one in reversed(classes.breaks)])
    up, down = classes.classify(every), classes.classify(-every)
    assert (up + down == len(classes) - 1).all()
    assert classes.classify([0.0])[0] == (len(classes) - 1) / 2
