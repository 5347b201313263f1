"""Simulation of made-up cities: how often the test calls a false effect, and how often it covers.

Run ``python tests/benchmarks/sim_effect.py [CITIES]`` for the report; the default is 1,000
cities per kind of noise. The seed was fixed before the first run and is not a choice.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wijkmap.analysis.effect.counts import CountTest
from wijkmap.analysis.effect.groups import Design, Relations, design
from wijkmap.analysis.effect.placebo import rank
from wijkmap.analysis.effect.scores import ScoreTest

SEED = 20141014
CITIES = 1_000

RESIDENTS = np.array(
    [
        *(5000.0, 10095.0, 9820.0, 7605.0, 5920.0, 2505.0, 6720.0, 5960.0, 3045.0, 3700.0, 3820.0),
        *(2865.0, 880.0, 745.0, 9685.0, 5440.0, 3635.0, 5415.0, 1040.0, 2760.0, 5475.0),
    ]
)
"""Residents of 21 wijken as Venlo had them in 2022, rounded by CBS."""

PILOTS = (10, 16)
"""Places of Klingerberg and Steyl, both smaller than the middle wijk."""

_YEARS_BEFORE, _YEARS_AFTER = 4, 5
_CRIMES_PER_RESIDENT = 0.045
_SPREAD = 3.0
_MEMORY = 0.6
_SCORE_EFFECT, _COUNT_EFFECT = 0.8, -0.25

_Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Result:
    """Shares over the cities.

    Attributes
    ----------
    false_effects, covered, raw_false_effects : float
        The last is the bare log rate ratio's, NaN for scores.
    unbounded : float
        Share without an interval.
    cities : int
    """

    false_effects: float
    covered: float
    raw_false_effects: float
    unbounded: float
    cities: int


SMALL_PILOTS = (12, 18)
"""Places of two villages of about a thousand residents, had they been the pilots."""


def plan(pilots: tuple[int, ...] = PILOTS) -> Design:
    """All 210 pairs of the 21 wijken against the rest."""
    count = len(RESIDENTS)
    codes = tuple(f"WK9904{at:02d}" for at in range(count))
    known = Relations(codes, np.zeros((count, count), bool), np.full((count, count), np.nan))
    return design(known, [codes[at] for at in pilots])


def equal_noise(rng: np.random.Generator) -> _Floats:
    """Change of every wijk with the same noise."""
    return rng.normal(0, 1, len(RESIDENTS))


def noise_by_size(rng: np.random.Generator) -> _Floats:
    """Change with more noise in smaller wijken: partly chance between few people."""
    deviation = np.sqrt(0.5 + 0.5 * RESIDENTS.mean() / np.maximum(RESIDENTS, 800))
    return np.asarray(rng.normal(0, 1, len(RESIDENTS)) * deviation)


def remembered_noise(rng: np.random.Generator) -> _Floats:
    """Change between the means of two periods of a series that remembers last year."""
    years = _YEARS_BEFORE + _YEARS_AFTER
    level = rng.normal(0, 1, len(RESIDENTS))
    series = []
    for _ in range(years):
        series.append(level)
        shock = rng.normal(0, math.sqrt(1 - _MEMORY**2), len(RESIDENTS))
        level = _MEMORY * level + shock
    table = np.array(series)
    return np.asarray(table[_YEARS_BEFORE:].mean(axis=0) - table[:_YEARS_BEFORE].mean(axis=0))


def scores(draw: Callable[[np.random.Generator], _Floats], stream: int, cities: int) -> Result:
    """False effects without an effect, and coverage with one, on scores."""
    sets = plan()
    rng = np.random.default_rng([SEED, stream])
    pilots = sets.treated[0]
    false, covered, unbounded = 0, 0, 0
    for _ in range(cities):
        change = draw(rng)
        false += ScoreTest(sets, change).tested().p <= 0.05
        found = ScoreTest(sets, change + _SCORE_EFFECT * pilots).tested()
        unbounded += math.isnan(found.low)
        covered += found.low <= _SCORE_EFFECT <= found.high
    return Result(false / cities, covered / cities, math.nan, unbounded / cities, cities)


def counts(cities: int, wijken: tuple[int, ...] = PILOTS) -> Result:
    """The same on counts: negative binomial, three times as spread as Poisson."""
    sets = plan(wijken)
    rng = np.random.default_rng([SEED, 2])
    pilots = sets.treated[0]
    false, raw, covered, unbounded = 0, 0, 0, 0

    def drawn(mean: _Floats) -> _Floats:
        return rng.negative_binomial(mean / (_SPREAD - 1), 1 / _SPREAD).astype(float)

    for _ in range(cities):
        rate = _CRIMES_PER_RESIDENT * np.exp(rng.normal(0, 0.4, len(RESIDENTS)))
        before, after = drawn(rate * RESIDENTS), drawn(0.9 * rate * RESIDENTS)
        test = CountTest(sets, before, after, dispersion=_SPREAD)
        false += rank(test.statistics)[1] <= 0.05
        raw += test.raw_rank()[1] <= 0.05
        treated = drawn(0.9 * rate * RESIDENTS * np.exp(_COUNT_EFFECT * pilots))
        found = CountTest(sets, before, treated, dispersion=_SPREAD).tested()
        unbounded += math.isnan(found.low)
        covered += found.low <= _COUNT_EFFECT <= found.high
    return Result(false / cities, covered / cities, raw / cities, unbounded / cities, cities)


def report(cities: int) -> dict[str, Result]:
    """Result per kind of noise."""
    return {
        "gelijke ruis": scores(equal_noise, 11, cities),
        "ruis naar grootte": scores(noise_by_size, 13, cities),
        "ruis met geheugen": scores(remembered_noise, 16, cities),
        "aantallen": counts(cities),
        "aantallen, kleine pilots": counts(cities, SMALL_PILOTS),
    }


def main() -> int:
    """Print the report as a table in Markdown."""
    cities = int(sys.argv[1]) if len(sys.argv) > 1 else CITIES
    write = sys.stdout.write
    write("| soort ruis | vals effect | dekking | vals effect, ruwe rang | zonder marge |\n")
    write("|---|---|---|---|---|\n")
    for name, one in report(cities).items():
        raw = "" if math.isnan(one.raw_false_effects) else f"{one.raw_false_effects:.1%}"
        cells = (
            name,
            f"{one.false_effects:.1%}",
            f"{one.covered:.1%}",
            raw,
            f"{one.unbounded:.1%}",
        )
        write(f"| {' | '.join(cells)} |\n".replace(".", ","))
    return 0


if __name__ == "__main__":
    sys.exit(main())
