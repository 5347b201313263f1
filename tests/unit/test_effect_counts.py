"""Effects on counts, and the effects that are written down in Voorbeeldstad."""

from __future__ import annotations

import itertools
import math

import cities
import numpy as np
import pytest

from wijkmap.analysis.effect.counts import CountTest
from wijkmap.analysis.effect.groups import Relations, design
from wijkmap.analysis.effect.outcome import Question, compare
from wijkmap.analysis.effect.paradox import GREEN, Moved, moved, paradox
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period
from wijkmap.sources.example import truth

BEFORE, AFTER = Period.parse("2012-2018"), Period.parse("2019-2024")
PROMISED = (
    "registered_crime_rate",
    "nuisance_reports_rate",
    "safety_grade_own_neighbourhood",
    "trust_in_professionals",
    "volunteering",
    "liveability_score",
)


@pytest.fixture(scope="module")
def counted() -> CountTest:
    codes = tuple(f"WK9903{at:02d}" for at in range(14))
    known = Relations(codes, np.zeros((14, 14), bool), np.full((14, 14), np.nan))
    rng = np.random.default_rng(3)
    before, after = rng.poisson(60, (2, 14)).astype(float)
    people = rng.integers(500, 4000, (2, 14)).astype(float)
    return CountTest(design(known, codes[:2]), before, after, people[0], people[1], 2.0)


def studentised(test: CountTest, members: tuple[int, ...], without: float = 0.0) -> float:
    """Log rate ratio by its standard error, in plain loops; `without` is taken out of 0 and 1."""
    logs, variance = 0.0, 0.0
    for side, sign in ((True, 1), (False, -1)):
        wijken = [at for at in range(14) if (at in members) is side]
        factor = {at: math.exp(-without) if at in (0, 1) else 1.0 for at in wijken}
        before = math.fsum(test.before[at] for at in wijken)
        after = math.fsum(test.after[at] * factor[at] for at in wijken)
        people = [math.fsum(one[at] for at in wijken) for one in exposures(test)]
        logs += sign * (math.log(after / people[1]) - math.log(before / people[0]))
        square = math.fsum(test.after[at] * factor[at] ** 2 for at in wijken)
        variance += 1 / before + square / after**2
    return logs / math.sqrt(2.0 * variance)


def exposures(test: CountTest) -> tuple[np.ndarray, np.ndarray]:
    assert test.exposure_before is not None
    assert test.exposure_after is not None
    return test.exposure_before, test.exposure_after


def p_by_hand(test: CountTest, without: float = 0.0) -> float:
    pairs = list(itertools.combinations(range(14), 2))
    own = abs(studentised(test, (0, 1), without))
    return sum(abs(studentised(test, one, without)) >= own - 1e-9 for one in pairs) / len(pairs)


def test_counts_are_ranked_by_the_studentised_ratio(counted: CountTest):
    found = counted.tested()
    assert found.sets == 91
    assert found.p == pytest.approx(p_by_hand(counted))
    assert found.statistics[0] == pytest.approx(studentised(counted, (0, 1)))


def test_interval_of_counts_ends_where_the_test_begins_to_reject(counted: CountTest):
    found = counted.tested()
    for edge, inwards in ((found.low, 1e-5), (found.high, -1e-5)):
        assert p_by_hand(counted, edge + inwards) > 0.05
        assert p_by_hand(counted, edge - inwards) <= 0.05


def test_log_rate_ratio_of_a_published_size_by_hand():
    """Pilots 40 to 20, others 400 to 400 in all: half, and a standard error of 0.2916."""
    codes = tuple(f"WK9903{at:02d}" for at in range(9))
    known = Relations(codes, np.zeros((9, 9), bool), np.full((9, 9), np.nan))
    before = np.array([40.0, *[50.0] * 8])
    after = np.array([20.0, *[50.0] * 8])
    test = CountTest(design(known, codes[:1]), before, after)
    assert test.estimates[0] == pytest.approx(math.log(0.5))
    error = math.sqrt(1 / 40 + 1 / 20 + 1 / 400 + 1 / 400)
    assert test.statistics[0] == pytest.approx(math.log(0.5) / error)


def test_count_of_zero_gives_a_number():
    codes = tuple(f"WK9903{at:02d}" for at in range(21))
    known = Relations(codes, np.zeros((21, 21), bool), np.full((21, 21), np.nan))
    before = np.full(21, 30.0)
    after = np.where(np.arange(21) < 2, 0.0, 30.0)
    found = CountTest(design(known, codes[:2]), before, after).tested()
    assert math.isfinite(found.estimate)
    assert found.as_extreme == 1


@pytest.mark.parametrize("indicator", PROMISED)
def test_written_down_effect_lies_in_its_interval(example: Dataset, indicator: str):
    (effect,) = [one for one in truth.EFFECTS if one.indicator == indicator]
    outcome = compare(example, Question(indicator, BEFORE, AFTER))
    assert outcome.scale == effect.scale
    assert outcome.together.low <= effect.size <= outcome.together.high


def test_every_type_of_the_paradox_falls_where_it_was_put(example: Dataset):
    found = paradox(example, (BEFORE, AFTER))["type"]
    assert set(found) == {one.value for one in Moved}
    for pattern in truth.PATTERNS:
        assert set(found[list(pattern.wijken)]) == {pattern.key}


def test_embedded_city_is_unknown_everywhere_and_says_what_lacks():
    found = paradox(cities.venlo())
    assert found["type"].tolist() == ["unknown"] * 21
    assert set(found["missing"]) == {("meldingen", "veiligheidsgevoel", "vertrouwen")}


@pytest.mark.parametrize(
    ("safety", "trust"),
    [(-1, 1), (1, -1), (-1, -1), (math.nan, 1), (1, math.nan), (0, 1)],
)
def test_falling_reports_without_safety_and_trust_are_never_green(safety: float, trust: float):
    assert moved(-1, safety, trust) not in GREEN
