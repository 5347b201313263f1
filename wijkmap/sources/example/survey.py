"""What the residents of Voorbeeldstad answer: grades and shares, with the noise of their number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkmap.sources.example import truth
from wijkmap.sources.example.ground import (
    AFTER,
    YEARS,
    Floats,
    Ground,
    Series,
    all_known,
    as_text,
    memory,
    shifts,
)

__all__ = ["survey"]

_NO_SURVEY = 2020
_MODEL_YEARS = (2012, 2016, 2020, 2022, 2024)
_LEAST_RESPONDENTS = 50
_LEAST_RESIDENTS_MODEL = 100
_ASKED_EXTRA = 700
"""Residents from which a wijk is asked at least 110 times."""


@dataclass(frozen=True)
class _Question:
    """One question.

    Attributes
    ----------
    indicator : str
    level, quality, own : float
        City level, pull of a wijk's standing, spread of what is left per wijk.
    pilot : float
        How the pilots stood out before they began: they were chosen for it.
    trend, wobble : float
        Change per year; noise of a wijk with a memory.
    person : float
        Standard deviation between people; 0 for a share, where it follows from the share.
    decimals : int
    """

    indicator: str
    level: float
    quality: float
    own: float
    pilot: float
    trend: float
    wobble: float
    person: float
    decimals: int


_QUESTIONS = (
    _Question("safety_grade_own_neighbourhood", 6.85, 0.2, 0.12, -0.15, 0.012, 0.05, 1.5, 2),
    _Question("trust_in_professionals", 53, 2.5, 3.0, 0.0, -0.25, 1.2, 0, 1),
    _Question("volunteering", 27, 1.5, 3.0, 4.0, -0.1, 1.0, 0, 1),
)


def survey(ground: Ground, rng: np.random.Generator) -> list[pd.DataFrame]:
    """Grades and shares per wijk, respondents in the flags; loneliness by a model beside them.

    Parameters
    ----------
    ground : Ground
    rng : numpy.random.Generator

    Returns
    -------
    list of pandas.DataFrame
        No rows for 2020: there was no survey. Fewer than 50 respondents is
        hidden, hardly any residents is not applicable, not asked is missing.
    """
    years = tuple(year for year in truth.YEARS if year != _NO_SURVEY)
    columns = [truth.YEARS.index(year) for year in years]
    series = Series(ground.wijken, years, "fictief-enquete")
    people = ground.per_wijk(ground.residents)
    asked = np.where(people >= _ASKED_EXTRA, np.maximum(110, 0.045 * people), 0.05 * people)
    respondents = np.rint(asked * rng.uniform(0.85, 1.15, people.shape)).astype(np.int64)
    state = all_known(people.shape)
    state[respondents < _LEAST_RESPONDENTS] = "suppressed"
    state[ground.is_one_of(truth.BUSINESS_WIJK)] = "not_applicable"
    state[ground.is_one_of(truth.UNKNOWN_BEFORE)[:, None] & ~AFTER] = "missing"
    flags = np.where(state == "known", np.char.add("n=", respondents.astype(str)), "")
    flags = np.where(state == "suppressed", f"n<{_LEAST_RESPONDENTS}", flags)
    blocks = []
    for question in _QUESTIONS:
        values = _answers(question, respondents, ground, rng)
        text = as_text(values[:, columns], question.decimals)
        blocks.append(series.rows(question.indicator, text, state[:, columns], flags[:, columns]))
    return [*blocks, _lonely(ground, rng)]


def _answers(
    question: _Question,
    respondents: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
    ground: Ground,
    rng: np.random.Generator,
) -> Floats:
    wijken = len(ground.wijken)
    level = question.level + question.quality * ground.quality
    level = level + rng.normal(0, question.own, wijken)
    level = level + question.pilot * ground.is_one_of(*truth.PILOTS)
    city = question.trend * (YEARS - YEARS[0]) + rng.normal(0, question.wobble / 2, len(YEARS))
    expected = level[:, None] + city + memory((wijken, len(YEARS)), question.wobble, rng)
    expected = expected + shifts(question.indicator, ground.wijken)
    deviation = np.full(expected.shape, question.person)
    if not question.person:
        expected = np.clip(expected, 3, 97)
        deviation = np.sqrt(expected * (100 - expected))
    luck = rng.normal(0, 1, expected.shape)
    error = luck * deviation / np.sqrt(np.maximum(respondents, 1))
    return np.asarray(expected + error, dtype=np.float64)


def _lonely(ground: Ground, rng: np.random.Generator) -> pd.DataFrame:
    series = Series(ground.wijken, _MODEL_YEARS, "fictief-gezondheid")
    columns = [truth.YEARS.index(year) for year in _MODEL_YEARS]
    shape = (len(ground.wijken), len(_MODEL_YEARS))
    values = 42 - 3 * ground.quality[:, None] + 0.35 * (np.array(_MODEL_YEARS) - YEARS[0])
    values = values + rng.normal(0, 0.8, shape)
    state = all_known(shape)
    few = ground.per_wijk(ground.residents)[:, columns] < _LEAST_RESIDENTS_MODEL
    state[few] = "not_applicable"
    return series.rows("lonely", as_text(values, 1), state)
