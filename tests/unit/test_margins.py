"""Margins by the rule of the catalogue, and what may be called different."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, chisquare

from wijkmap.analysis.margins import Margin, differs, dispersion, holm
from wijkmap.analysis.measures import indicator_figures, wijk_differences
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period
from wijkmap.model.words import Level, MarginRule

Y2016 = Period((2016,))


def counts(dataset: Dataset, **years: list[float]) -> Dataset:
    """Dataset with these crimes per wijk; the keywords are years (``y2016``)."""
    table = dataset["observations"]
    pattern = table[(table["indicator"] == "crimes") & table["area_code"].str.startswith("WK")]
    made = [
        pattern.assign(year=int(name[1:]), value=values, state="known")
        for name, values in years.items()
    ]
    frame = pd.concat([table[table["indicator"] != "crimes"], *made], ignore_index=True)
    return replace(dataset, tables=dict(dataset.tables) | {"observations": frame})


def test_dispersion_is_pearson_by_degrees_of_freedom():
    # Totals 30 and 70 by 40 and 60 of 100: expected 12, 18, 28, 42.
    table = pd.DataFrame([[22, 8], [18, 52]])
    expected = 100 / 12 + 100 / 18 + 100 / 28 + 100 / 42
    assert dispersion(table) == pytest.approx(expected)


def test_dispersion_is_at_least_one():
    assert dispersion(pd.DataFrame([[10, 20], [20, 40]])) == 1.0


@pytest.mark.parametrize(
    "table", [[[1], [2]], [[1, 2]], [[1, 2], [3, np.nan]], [[0, 0], [1, 2]], []]
)
def test_dispersion_needs_two_wijken_and_two_years(table: list[list[float]]):
    assert math.isnan(dispersion(pd.DataFrame(table)))


def test_dispersion_of_independent_counts_is_about_one():
    random = np.random.default_rng(14)
    table = random.poisson(np.outer(random.uniform(50, 500, 200), np.ones(10)))
    assert dispersion(pd.DataFrame(table)) == pytest.approx(1.0, abs=0.1)


def test_spread_of_twice_the_variance_is_found():
    random = np.random.default_rng(14)
    expected = np.outer(random.uniform(50, 500, 400), np.ones(10))
    # A negative binomial whose variance is 3 times its mean.
    table = random.negative_binomial(expected / 2, 1 / 3)
    assert dispersion(pd.DataFrame(table)) == pytest.approx(3.0, rel=0.1)


def test_rounded_counts_add_their_roundings():
    margin = Margin(MarginRule.ROUNDING, rounding=5)
    assert margin.bounds(100) == (97.5, 102.5)
    assert margin.bounds(100, parts=4) == (90, 110)
    assert margin.bounds(2) == (0, 4.5)


def test_overdispersed_margin_widens_with_phi_and_shrinks_with_years():
    margin = Margin(MarginRule.OVERDISPERSED, phi=4)
    assert margin.bounds(100) == pytest.approx((100 - 39.2, 100 + 39.2))
    assert margin.bounds(100, years=4) == pytest.approx((100 - 19.6, 100 + 19.6))
    assert margin.bounds(1)[0] == 0


def test_unknown_margin_is_nan():
    for margin in (Margin(MarginRule.NONE), Margin(MarginRule.OVERDISPERSED)):
        assert all(map(math.isnan, margin.bounds(100)))


def test_one_year_of_crime_has_no_margin(small: Dataset):
    frame = indicator_figures(small, "crimes", Level.WIJK, Y2016)
    assert frame[["low", "high"]].isna().all(axis=None)


def test_crime_of_two_years_has_the_measured_margin(small: Dataset):
    two = counts(small, y2015=[8, 52, 20, 20], y2016=[22, 18, 20, 20])
    phi = dispersion(pd.DataFrame([[8, 22], [52, 18], [20, 20], [20, 20]]))
    frame = indicator_figures(two, "crimes", Level.WIJK, Y2016)
    assert frame.loc[0, "high"] == pytest.approx(22 + 1.96 * math.sqrt(phi * 22))
    groups = indicator_figures(two, "crimes", Level.GROUP, Y2016).set_index("key")
    assert groups.loc["pilots", "high"] == pytest.approx(42 + 1.96 * math.sqrt(phi * 42))
    assert math.isnan(groups.loc["median_wijk", "high"])


def test_rate_has_the_margin_of_its_numerator(small: Dataset):
    two = counts(small, y2015=[8, 52, 20, 20], y2016=[22, 18, 20, 20])
    rate = indicator_figures(two, "crime_rate", Level.WIJK, Y2016)
    count = indicator_figures(two, "crimes", Level.WIJK, Y2016)
    assert rate.loc[1, "high"] == pytest.approx(count.loc[1, "high"] / 2000 * 1000)
    assert rate.loc[1, "low"] == pytest.approx(count.loc[1, "low"] / 2000 * 1000)


def test_sum_of_rounded_counts_is_wider(small: Dataset):
    parts = indicator_figures(small, "population", Level.STADSDEEL, Y2016)
    assert (parts["high"] - parts["low"]).tolist() == [10, 10]
    assert indicator_figures(small, "liveability", Level.WIJK, Y2016)["low"].isna().all()


def test_count_added_from_buurten_is_as_wide_as_its_buurten(small: Dataset):
    table = small["observations"].copy()
    first = table.index[(table["indicator"] == "population") & (table["area_code"] == "WK990101")]
    for row in first:
        table.at[row, "flags"] = ("rounded5", "derived_sum_of_buurten")
    summed = replace(small, tables=dict(small.tables) | {"observations": table})
    frame = indicator_figures(summed, "population", Level.WIJK, Y2016)
    assert (frame["high"] - frame["low"]).tolist() == [10, 5, 5, 5]


def test_holm_steps_down_and_stays_in_order():
    assert holm([0.01, 0.04, 0.03]).tolist() == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.9, 0.8]).tolist() == [1.0, 1.0]
    assert holm([]).tolist() == []


def areas(*values: float) -> pd.Series:
    return pd.Series(values, index=[f"WK99{place:04d}" for place in range(len(values))])


def test_area_differs_from_the_rest_without_itself():
    # Of 60 counted, 15 expected in each; variance 60 x 1/4 x 3/4: the last is 4.5 away.
    found = differs(areas(10, 10, 10, 30), areas(1, 1, 1, 1), 1.0)
    assert found.tolist() == [False, False, False, True]


def test_more_spread_makes_the_same_counts_ordinary():
    counts, even = areas(30, 30, 30, 48), areas(1, 1, 1, 1)
    assert differs(counts, even, 1.0).tolist() == [False, False, False, True]
    assert not differs(counts, even, 3.0).any()


def test_a_difference_that_chance_makes_among_many_is_none():
    # 2.7 standard errors: different when two are asked about, not among 21.
    few = differs(areas(126, 174), areas(1, 1), 1.0)
    assert few.tolist() == [True, True]
    among = differs(areas(*[100] * 20, 128), areas(*[1] * 21), 1.0)
    assert not among.any()


def test_expected_counts_follow_the_residents():
    # 40 counted among 400: 10, 10 and 20 expected.
    found = differs(areas(10, 10, 20), areas(100, 100, 200), 1.0)
    assert not found.any()
    found = differs(areas(10, 20, 10), areas(100, 100, 200), 1.0)
    assert found.tolist() == [False, True, True]


def test_an_area_where_nothing_was_counted_is_no_certainty():
    # Its own margin would be nought; what chance does to 6 expected is not.
    found = differs(areas(0, *[6] * 40), areas(*[1] * 41), 1.0)
    assert found.iloc[:1].tolist() == [False]
    found = differs(areas(0, 200, 200), areas(1, 10, 10), 1.0)
    assert found.iloc[:1].tolist() == [True]


def test_too_few_expected_cannot_be_tested():
    found = differs(areas(3, 60, 60), areas(1, 20, 20), 1.0)
    assert found.isna().tolist() == [True, False, False]
    assert differs(areas(10, 60, 60), areas(2, 20, 20), 2.0).isna().tolist() == [True, False, False]


def test_unknown_counts_residents_or_spread_cannot_be_tested():
    counts, even = areas(10, 20, 30), areas(1, 1, 1)
    assert differs(counts, even, math.nan).isna().all()
    assert differs(areas(10), areas(1), 1.0).isna().all()
    assert differs(areas(math.nan, 20, 30), even, 1.0).isna().tolist() == [True, False, False]
    assert differs(counts, areas(1, math.nan, 1), 1.0).isna().tolist() == [False, True, False]


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(50, 900)), min_size=2, max_size=9),
    st.sampled_from([1.0, 2.5]),
)
def test_the_answer_is_that_of_chi_square_and_of_holm_by_hand(
    rows: list[tuple[int, int]], phi: float
):
    counts, residents = np.array(rows, dtype=float).T
    total, people = counts.sum(), residents.sum()
    p_values = {}
    for at, (count, here) in enumerate(zip(counts, residents, strict=True)):
        both = [count, total - count]
        expected = [total * here / people, total * (people - here) / people]
        if expected[0] >= 5 * phi:
            p_values[at] = chi2.sf(chisquare(both, expected).statistic / phi, df=1)
    wanted: list[object] = [pd.NA] * len(rows)
    still = True
    for rank, at in enumerate(sorted(p_values, key=p_values.__getitem__)):
        still = still and p_values[at] * (len(p_values) - rank) <= 0.05
        wanted[at] = still
    assert differs(areas(*counts), areas(*residents), phi).tolist() == wanted


def test_a_city_without_differences_is_seldom_said_to_have_one():
    random = np.random.default_rng(7)
    residents = areas(*random.uniform(800, 9000, 21))
    # Counts whose variance is 3 times their mean, all at the same rate.
    means = residents.to_numpy() * 0.05
    wrong = sum(
        bool(differs(areas(*random.negative_binomial(means / 2, 1 / 3)), residents, 3.0).any())
        for _ in range(400)
    )
    assert wrong / 400 <= 0.07


def test_differences_only_where_a_rate_has_a_margin(small: Dataset):
    two = counts(small, y2015=[10, 300, 30, 1], y2016=[10, 300, 30, 1])
    found = wijk_differences(two, "crime_rate")
    assert found["2016"].tolist() == [True, True, True, pd.NA]
    assert wijk_differences(two, "crimes") == {}
    assert wijk_differences(two, "liveability") == {}
    assert wijk_differences(small, "crime_rate") == {}
