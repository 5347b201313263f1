"""Euros per resident of a scenario as a layer of the map."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import pandas as pd

from wijkmap.analysis.places import Place, places_at
from wijkmap.analysis.scenario.division import FEWEST, Division
from wijkmap.analysis.scenario.totals import mean_per_resident
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import figure_frame
from wijkmap.model.words import Level, State
from wijkmap.present.classes import Classes, classes_for
from wijkmap.present.numbers import euro
from wijkmap.present.payload import Payload, map_payload
from wijkmap.present.scenarios.words import EXAMPLE

__all__ = ["base_step", "euro_classes", "gain_classes", "money_payload", "no_payload"]

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_SMALLEST = 0.1
_SCALES = (0.02, 0.1, 0.5, 2.0)
_DECIMALS = 2


@dataclass(frozen=True)
class _Words:
    id: str
    label: str
    unit: str = "euro per inwoner"
    decimals: int = _DECIMALS


_EUROS = {
    Level.WIJK: _Words("scenario", "Wat een wijk krijgt"),
    Level.STADSDEEL: _Words("scenario", "Wat een stadsdeel krijgt"),
}
_GAINS = _Words("scenario_verschil", "Erbij of eraf")
_NOTHING = _Words("scenario_geen", "Nog geen verdeling")


def base_step(pot: int, residents: float) -> float:
    """Round amount per resident near the mean of the city: 1, 2, 2.5 or 5 times ten to a power.

    It follows from the pot and the residents alone, so that no rule moves the classes.

    Examples
    --------
    >>> base_step(50_000_000, 103_780.0)
    5.0
    """
    mean = pot / 100 / residents if residents > 0 else 1.0
    mean = max(mean, _SMALLEST)
    power = 10.0 ** math.floor(math.log10(mean))
    return min((step * power for step in _STEPS), key=lambda one: abs(math.log(one / mean)))


def euro_classes(step: float) -> Classes:
    """Classes of euros per resident: half of the step, the step, twice and four times it."""
    return classes_for([], breaks=(step / 2, step, step * 2, step * 4), decimals=_DECIMALS)


def gain_classes(step: float, most: float) -> Classes:
    """Classes of gains and losses per resident around a grey middle of about nothing.

    Parameters
    ----------
    step : float
        Of `base_step`.
    most : float
        The largest gain or loss: it picks one of a few fixed scales, so that the limits
        stand still while a slider moves a little.
    """
    outer = next((step * one for one in _SCALES if most <= step * one * 4), step * _SCALES[-1])
    outer = max(outer, _SMALLEST)
    limits = (-outer, -outer / 5, outer / 5, outer)
    return classes_for([], breaks=limits, decimals=_DECIMALS, around=0.0)


def money_payload(
    dataset: Dataset,
    division: Division,
    *,
    opened: str,
    gains: pd.Series | None = None,
) -> Payload:
    """What the map shows of a division.

    Parameters
    ----------
    dataset : Dataset
    division : Division
        Per wijk, or per stadsdeel: the map shows the same places.
    opened : str
        Code of the opened area; empty for none.
    gains : pandas.Series, optional
        Gain or loss per resident by the same keys, NaN where it cannot be said: shown in
        the place of what each gets.
    """
    city = mean_per_resident(division)
    step = base_step(division.scenario.pot, float(division.frame["residents"].sum()))
    values = division.frame["euro_per_resident"] if gains is None else gains
    words, classes = _EUROS[division.level], euro_classes(step)
    if gains is not None:
        most = float(gains.abs().max())
        words, classes = _GAINS, gain_classes(step, 0.0 if math.isnan(most) else most)
    residents = division.frame["residents"]
    rows = []
    for place in places_at(dataset, division.level):
        value = float(values.get(place.key, math.nan))
        many = float(residents.get(place.key, 0.0))
        # Too few residents to divide by, or no part in it: an amount per resident does not apply.
        unknown = math.isnan(many) or (gains is not None and many >= FEWEST)
        state = State.MISSING if unknown else State.NOT_APPLICABLE
        state = state if math.isnan(value) else State.KNOWN
        rows.append(_row(place, words, value, state))
    payload = map_payload(
        dataset,
        words,
        {"": figure_frame(rows)},
        classes,
        level=division.level,
        opened=opened,
        city=None if city is None or gains is not None else {"": city},
        city_label="Gemiddeld per inwoner",
        source_line=dataset.municipality.boundary_credit,
    )
    said = f"{division.scenario.name}: {euro(division.scenario.pot / 100)}"
    unsaid = {} if gains is None else {"missing": "niet te zeggen"}
    return _as_example(payload, noYears=said, **unsaid)


def no_payload(dataset: Dataset, level: Level, opened: str) -> Payload:
    """Map without a colour: there is no division to show, and no older one stays."""
    rows = [
        _row(place, _NOTHING, math.nan, State.NOT_APPLICABLE) for place in places_at(dataset, level)
    ]
    payload = map_payload(
        dataset,
        _NOTHING,
        {"": figure_frame(rows)},
        classes_for([]),
        level=level,
        opened=opened,
        source_line=dataset.municipality.boundary_credit,
    )
    return _as_example(payload, absent="nog geen verdeling", noYears=EXAMPLE)


def _row(place: Place, words: _Words, value: float, state: State) -> dict[str, object]:
    return {
        "key": place.key,
        "key_label": place.label,
        "area_code": place.area_code,
        "area_name": place.area_name,
        "value": value,
        "unit": words.unit,
        "state": state.value,
    }


def _as_example(payload: Payload, **texts: str) -> Payload:
    """Words of a map that shows no measurement: it has no margin, and decides nothing."""
    told = {"noMargin": EXAMPLE, "untestable": EXAMPLE}
    return replace(payload, texts={**payload.texts, **told, **texts})
