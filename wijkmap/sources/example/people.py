"""The people of Voorbeeldstad and how they live, year by year: the table ``observations``.

Each wijk has a level of its own that moves slowly (noise with a memory of one
year) and the whole city has a trend. What is counted or asked has the noise of
its size: see `police` and `survey`. On top of that come the shifts that `truth`
writes down, and nothing else.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkmap.sources.example import truth
from wijkmap.sources.example.catalogue import DIMENSIONS
from wijkmap.sources.example.city import City
from wijkmap.sources.example.ground import (
    YEARS,
    Floats,
    Ground,
    Series,
    all_known,
    as_text,
    memory,
    settle,
)
from wijkmap.sources.example.police import police
from wijkmap.sources.example.protection import hide_partner
from wijkmap.sources.example.survey import survey

__all__ = ["observations"]

_SCORE_YEARS = (2012, 2014, 2016, 2018, 2020, 2022, 2024)
_LEAST_RESIDENTS = 50
_NO_WORTH = ("WK999926", 2013)
_NO_SCORE = ("WK999944", 2012)


def observations(city: City, rng: np.random.Generator) -> pd.DataFrame:
    """Table ``observations``, in order of indicator as made, area and year.

    Parameters
    ----------
    city : City
    rng : numpy.random.Generator

    Returns
    -------
    pandas.DataFrame
        All text, as it stands in the file.
    """
    # A stream of chance each: a change in one series leaves the others as they were.
    streams = rng.spawn(6)
    ground = settle(city, streams[0])
    blocks = [
        *_residents(ground, streams[1]),
        *_homes(ground, streams[2]),
        *_liveability(ground, streams[3]),
        *police(ground, streams[4]),
        *survey(ground, streams[5]),
    ]
    frame = pd.concat(blocks, ignore_index=True)
    return frame.assign(
        boundary_year=str(truth.YEARS[0]), fit="exact", cautions="", public_from="altijd"
    )


def _residents(ground: Ground, rng: np.random.Generator) -> list[pd.DataFrame]:
    """Residents and households, each level rounded to five on its own."""
    series = Series(ground.all_codes, truth.YEARS, "fictief-bevolking")
    size = np.clip(1.72 + ground.distance / 9_000 + rng.normal(0, 0.06, len(ground.buurten)), 1, 3)
    households = np.rint(ground.residents / size[:, None]).astype(np.int64)
    blocks = []
    for indicator, per_buurt in (("population", ground.residents), ("households", households)):
        per_wijk = ground.per_wijk(per_buurt)
        stacked = np.vstack([per_wijk.sum(axis=0), per_wijk, per_buurt])
        rounded = 5 * np.rint(stacked / 5).astype(np.int64)
        blocks.append(series.rows(indicator, rounded.astype(str), all_known(rounded.shape)))
    return blocks


def _homes(ground: Ground, rng: np.random.Generator) -> list[pd.DataFrame]:
    """Addresses around, and what homes are worth; worth is hidden where few live."""
    series = Series(ground.all_codes, truth.YEARS, "fictief-wonen")
    addresses = ground.residents / 2.1 / ground.hectares[:, None] * 100
    density = 60 + 0.75 * addresses + 500 * np.exp(-ground.distance / 1_500)[:, None]
    index = np.interp(YEARS, [2012, 2015, 2019, 2022, 2024], [1.0, 0.93, 1.12, 1.5, 1.68])
    level = 235 + 26 * ground.quality[ground.wijk_of] + ground.distance / 130
    worth = (level * rng.lognormal(0, 0.08, len(level)))[:, None] * index
    state = _hide_few(ground)
    wijk, year = _NO_WORTH
    state[ground.all_codes.index(wijk), truth.YEARS.index(year)] = "missing"
    text = as_text(_with_means(ground, density), 0)
    return [
        series.rows("address_density", text, all_known(text.shape)),
        series.rows("avg_woz_value", as_text(_with_means(ground, worth), 0), state),
    ]


def _with_means(ground: Ground, per_buurt: Floats) -> Floats:
    """Gemeente, wijken and buurten: means by residents, by nothing where nobody lives."""
    weight = np.maximum(ground.residents, 0.01)
    sums = ground.per_wijk(per_buurt * weight)
    weights = ground.per_wijk(weight)
    return np.vstack([sums.sum(axis=0) / weights.sum(axis=0), sums / weights, per_buurt])


def _hide_few(ground: Ground) -> NDArray[np.str_]:
    """States per area and year: hidden under 50 residents, not applicable without any.

    A wijk's mean and the other buurten would give a lone hidden buurt away, so
    the smallest other one is hidden with it; so for the wijken in the city.
    """
    per_wijk = ground.per_wijk(ground.residents)
    stacked = np.vstack([per_wijk.sum(axis=0), per_wijk, ground.residents])
    few = (stacked > 0) & (stacked < _LEAST_RESIDENTS)
    first = 1 + len(ground.wijken)
    for year in range(len(YEARS)):
        few[1:first, year] = hide_partner(per_wijk[:, year], few[1:first, year])
        for wijk in range(len(ground.wijken)):
            mine = np.flatnonzero(ground.wijk_of == wijk)
            people = ground.residents[mine, year]
            lived_in = mine[people > 0] + first
            few[lived_in, year] = hide_partner(people[people > 0], few[lived_in, year])
    state = all_known(few.shape)
    state[few] = "suppressed"
    state[stacked == 0] = "not_applicable"
    return state


def _liveability(ground: Ground, rng: np.random.Generator) -> list[pd.DataFrame]:
    """The score and its five parts; the parts add up to the deviation, no pilot effect in it."""
    series = Series(ground.all_codes, _SCORE_YEARS, "fictief-leefbaarheid")
    columns = [truth.YEARS.index(year) for year in _SCORE_YEARS]
    state = _hide_few(ground)[:, columns]
    wijk, year = _NO_SCORE
    state[ground.all_codes.index(wijk), _SCORE_YEARS.index(year)] = "missing"
    total = np.zeros((len(ground.all_codes), len(YEARS)))
    parts = []
    for key in DIMENSIONS:
        level = 0.022 * ground.quality + rng.normal(0, 0.014, len(ground.wijken))
        per_wijk = level[:, None] + memory((len(ground.wijken), len(YEARS)), 0.005, rng)
        own = rng.normal(0, 0.012, len(ground.buurten))[:, None]
        own = own + memory((len(ground.buurten), len(YEARS)), 0.004, rng)
        values = np.round(_with_means(ground, per_wijk[ground.wijk_of] + own), 4)
        total += values
        parts.append(series.rows(key, as_text(values[:, columns], 4), state))
    score = 4.1 + 0.004 * (YEARS - YEARS[0]) + total
    return [series.rows("liveability_score", as_text(score[:, columns], 4), state), *parts]
