"""The map of a difference: one indicator in two years, subtracted, around zero."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkmap.analysis.comparison import goal_of
from wijkmap.analysis.effect.verdict import REPORTS
from wijkmap.analysis.layers import Layer
from wijkmap.analysis.subtraction import PAIR, indicator_difference, yearly_differences
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figures
from wijkmap.model.selection import Selection
from wijkmap.model.words import Classing, Level, MarginRule
from wijkmap.present.classes import Classes, classes_for
from wijkmap.present.layerview import areas_inside
from wijkmap.present.look import classing_line
from wijkmap.present.markup import ABSENCE
from wijkmap.present.numbers import number
from wijkmap.present.sentences import city_label, enumeration
from wijkmap.present.webmap import Payload, map_payload

__all__ = [
    "DifferenceLayer",
    "DifferenceMap",
    "absence_sentence",
    "better_line",
    "difference_classes",
    "difference_layer",
    "difference_map",
    "margin_sentence",
    "rise_sentence",
]

_AREAS = {Level.WIJK: "wijken", Level.BUURT: "buurten"}
_OUTER = 0.8
"""Share of all differences that lies inside the outermost classes."""
_MISSED = 0.05
_MANY = 40
_READABLE = (1, 2, 5)
_UNTESTED = "Marge onbekend: een klein verschil kan toeval zijn."
_TESTED = "Loopt een marge over de nul heen, dan kan het verschil toeval zijn."


@dataclass(frozen=True)
class DifferenceLayer:
    """What the map needs to know of a difference; as `wijkmap.analysis.layers.Layer`."""

    id: str
    label: str
    unit: str
    decimals: int


@dataclass(frozen=True)
class DifferenceMap:
    """A difference, ready to show.

    Attributes
    ----------
    layer : DifferenceLayer
    shown : tuple of Figure
        One per area, in order of code; the areas outside a filter on place are left out.
    find_city : function
        Makes the difference of the city.
    write_payload : function
        Makes what the map needs.
    """

    layer: DifferenceLayer
    shown: tuple[Figure, ...]
    find_city: Callable[[], Figure]
    write_payload: Callable[[Figure], Payload]

    @cached_property
    def city(self) -> Figure:
        """Difference of the whole city, made when it is first looked at."""
        return self.find_city()

    @cached_property
    def payload(self) -> Payload:
        """What the map needs, made when it is first looked at."""
        return self.write_payload(self.city)


def difference_map(
    dataset: Dataset, layer: Layer, years: tuple[int, int], selection: Selection
) -> DifferenceMap:
    """Map of the last year minus the first.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.
    layer : Layer
        An indicator whose two years may be subtracted
        (see `wijkmap.analysis.subtraction.refusal`).
    years : tuple of int
        The year that is subtracted, and the year it is subtracted from.
    selection : Selection
        Its level, its filters on place, and how classes are made.
    """
    level = selection.level
    inside = areas_inside(dataset, selection)
    frame = indicator_difference(dataset, layer.id, level, years)
    own = difference_layer(layer, years)
    rows = tuple(figures(frame))
    return DifferenceMap(
        layer=own,
        shown=tuple(one for one in rows if inside is None or one.key in inside),
        find_city=lambda: next(
            figures(indicator_difference(dataset, layer.id, Level.GEMEENTE, years))
        ),
        write_payload=lambda city: _payload(dataset, layer, own, frame, selection, years, city),
    )


def _payload(  # noqa: PLR0913, PLR0917 - every argument is a part of what is seen
    dataset: Dataset,
    layer: Layer,
    own: DifferenceLayer,
    frame: pd.DataFrame,
    selection: Selection,
    years: tuple[int, int],
    city: Figure,
) -> Payload:
    level = selection.level
    every = yearly_differences(dataset, layer.id, level)
    classes = difference_classes(every, layer.decimals, selection.classing)
    pair = PAIR.format(before=years[0], after=years[1])
    known = {pair: city.value} if city.value is not None else {}
    tested = bool(frame["low"].notna().any())
    return map_payload(
        dataset,
        own,
        {pair: frame},
        classes,
        level=level,
        year=pair,
        city=known,
        city_label=city_label(city),
        source_line=dataset.municipality.boundary_credit,
        notes={
            "noYears": f"{years[1]} min {years[0]}: hoger dan nul is een stijging.",
            "classing": " ".join(
                filter(None, (better_line(dataset, layer), classing_line(selection.classing)))
            ),
            "untestable": _TESTED if tested else _UNTESTED,
            "signed": "ja",
        },
    ).under(dataset, inside=areas_inside(dataset, selection))


def difference_layer(layer: Layer, years: tuple[int, int]) -> DifferenceLayer:
    """Words of a difference: of percentages it is in percentage points."""
    unit = "procentpunt" if layer.unit.startswith("%") else layer.unit
    pair = "-".join(map(str, years))
    return DifferenceLayer(f"{layer.id}.{pair}", f"{layer.label}, verschil", unit, layer.decimals)


def better_line(dataset: Dataset, layer: Layer) -> str:
    """Which way is better, in words: no colour says so.

    Fewer reports are never good news by themselves: people may report less.
    """
    if layer.direction < 0 and goal_of(dataset, layer.id) == REPORTS:
        return "Minder is hier niet vanzelf beter: mensen kunnen ook minder melden."
    if not layer.direction:
        return ""
    return f"Bij dit cijfer is {'hoger' if layer.direction > 0 else 'lager'} gunstiger."


def difference_classes(
    every: NDArray[np.float64], decimals: int, method: Classing = Classing.FIXED
) -> Classes:
    """Five classes around zero, as far below it as above.

    Parameters
    ----------
    every : numpy.ndarray of float, shape (n,)
        Differences between all years, so that the classes hold for each pair of years.
    decimals : int
        Digits that differences are shown with.
    method : Classing
        `Classing.FIXED`: equal steps, of which the outermost hold about a fifth of `every`;
        limits lie between two values that can be shown, so that a rise and a fall of the
        same size are never classed apart.
    """
    if not len(every):
        return Classes((), (), (), decimals)
    both = np.concatenate([every, -every])
    if method is Classing.FIXED:
        breaks = _steps(float(np.quantile(np.abs(every), _OUTER)), decimals)
        return classes_for(both, breaks=breaks, decimals=decimals, around=0.0, are_differences=True)
    return classes_for(both, decimals=decimals, around=0.0, method=method, are_differences=True)


def _steps(reach: float, decimals: int) -> tuple[float, ...]:
    """Limits at one and three readable steps from zero, half a shown digit nearer to it."""
    digit = 10.0**-decimals
    wanted = max(reach / 3, digit)
    power = math.floor(math.log10(wanted))
    steps = [mantissa * 10.0**one for one in (power, power + 1) for mantissa in _READABLE]
    step = min(
        (one for one in steps if one >= digit * 0.999), key=lambda one: abs(math.log(one / wanted))
    )
    limits = [round(times * step - digit / 2, decimals + 1) for times in (1, 3)]
    return (-limits[1], -limits[0], limits[0], limits[1])


def rise_sentence(
    shown: Sequence[Figure], level: Level, layer: Layer, years: tuple[int, int]
) -> str:
    """In how many areas the figure is higher, lower or the same.

    As they read: a difference that is shown as zero is none.
    """
    known = [round(one.value, layer.decimals) for one in shown if one.value is not None]
    plural = _AREAS[level]
    name = layer.label.split(" (")[0]
    if not known:
        return f"{name}: van geen van de {len(shown)} {plural} is een verschil te rekenen"
    up, down = sum(one > 0 for one in known), sum(one < 0 for one in known)
    said = [
        f"{name}: in {up} van de {len(shown)} {plural} hoger in {years[1]} dan in {years[0]}",
        f"in {down} lager" if down else "",
        f"in {len(known) - up - down} gelijk" if up + down < len(known) else "",
    ]
    return ", ".join(filter(None, said))


def absence_sentence(shown: Sequence[Figure]) -> str:
    """Areas without a difference, by why there is none; empty when all have one."""
    absent = []
    for state, word in ABSENCE.items():
        names = [one.key_label for one in shown if one.state is state]
        if names:
            absent.append(f"{word}: {enumeration(names, most=3)}")
    return f"Zonder verschil: {'; '.join(absent)}." if absent else ""


def margin_sentence(shown: Sequence[Figure], level: Level, rule: MarginRule) -> str:
    """How many differences lie outside their own margin, and how many would by chance alone.

    Parameters
    ----------
    shown : sequence of Figure
        Differences.
    level : Level
    rule : MarginRule
        Where their margins come from: one of 95 % is missed by 5 of 100 that did not change.
    """
    sure = [one for one in shown if one.low is not None and one.high is not None]
    if not sure:
        return _UNTESTED if any(one.value is not None for one in shown) else ""
    outside = sum((one.low or 0.0) > 0 or (one.high or 0.0) < 0 for one in sure)
    verb = "ligt" if outside == 1 else "liggen"
    said = f"Van {len(sure)} {_AREAS[level]} {verb} er {outside} met hun verschil buiten de marge"
    if rule is not MarginRule.OVERDISPERSED:
        return f"{said}."
    by_chance = number(len(sure) * _MISSED, 0 if len(sure) > _MANY else 1)
    return f"{said}; door toeval alleen zouden dat er ongeveer {by_chance} zijn."
