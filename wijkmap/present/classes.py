"""Classes of a map: their limits, words, colours, and which class a value is in.

Map, legend and table read the same `Classes`. A class runs from its lower limit
up to, not including, its upper limit; the classes join without a gap and hold
for every year of an indicator.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wijkmap.model.words import Classing
from wijkmap.present.natural import natural_groups
from wijkmap.present.numbers import number, signed
from wijkmap.present.palettes import MAX_CLASSES, diverging, sequential

__all__ = ["NO_CLASS", "Classes", "classes_for"]

NO_CLASS = -1
"""Class of a value that is not known."""

_FEWEST_SHARE = 0.5
_MOST_DIGITS = 6
_ONE_SIDE = 3
"""Classes from the middle outwards: the grey one and two in colour."""
_MANTISSAS = (5, 2.5, 2, 1)


@dataclass(frozen=True)
class Classes:
    """Classes of one indicator.

    Attributes
    ----------
    breaks : tuple of float
        Inner limits, ascending, without doubles; n limits make n + 1 classes.
    labels : tuple of str
        Dutch, one per class, low to high. Empty when there is nothing to class.
    palette : tuple of str
        Colour per class, ``#rrggbb``.
    decimals : int
        Digits that the indicator is shown with. Values are rounded to them before they
        are classed, so that a value that reads 4,00 is never in "minder dan 4,0".
    are_differences : bool
        Values are differences: a rise is written with a plus.
    """

    breaks: tuple[float, ...]
    labels: tuple[str, ...]
    palette: tuple[str, ...]
    decimals: int
    are_differences: bool = False

    @property
    def limits(self) -> tuple[str, ...]:
        """Inner limits in words, with no more digits than they need.

        A limit between two values that can be shown, and any of differences, is told by
        the value beside it that is farther from zero.
        """
        if self.are_differences or _between_values(self.breaks, self.decimals):
            edges = _edges(self.breaks, self.decimals)
            outer = [edge - (limit < 0) for edge, limit in zip(edges, self.breaks, strict=True)]
            return _told(outer, self.decimals, signs=self.are_differences)
        digits = _digits(self.breaks)
        return tuple(number(limit, digits) for limit in self.breaks)

    def __len__(self) -> int:
        """Count the classes."""
        return len(self.labels)

    def classify(self, values: ArrayLike) -> NDArray[np.int64]:
        """Class of each value.

        Parameters
        ----------
        values : array_like of float, shape (n,)
            NaN where not known.

        Returns
        -------
        ndarray of int, shape (n,)
            0 for the lowest class; `NO_CLASS` where the value is not known.
        """
        numbers = np.asarray(values, dtype=np.float64)
        shown = np.round(numbers, self.decimals)
        found = np.searchsorted(np.asarray(self.breaks), shown, side="right")
        return np.where(np.isnan(numbers), NO_CLASS, found).astype(np.int64)

    def counts(self, values: ArrayLike) -> NDArray[np.int64]:
        """How many known values each class holds; shape (number of classes,)."""
        found = self.classify(values)
        return np.bincount(found[found != NO_CLASS], minlength=len(self)).astype(np.int64)


def classes_for(  # noqa: PLR0913 - one declaration per indicator, all by name
    values_all_years: ArrayLike,
    *,
    breaks: Sequence[float] = (),
    decimals: int = 0,
    method: Classing = Classing.FIXED,
    direction: int = 0,
    around: float | None = None,
    hue: str = "",
    are_differences: bool = False,
) -> Classes:
    """Classes for all years of an indicator at once.

    Parameters
    ----------
    values_all_years : array_like of float
        All values of all years; NaN is dropped first.
    breaks : sequence of float
        Declared inner limits, kept as they are; for `Classing.FIXED`. At most four.
    decimals : int
        Digits that values are shown with; limits never have more.
    method : Classing
        Without declared limits `Classing.FIXED` is `Classing.QUANTILE`. Limits are rounded
        as far as the division stays fair; natural ones as far as no value changes class.
    direction : int
        -1 when less is better: such an indicator gets another hue, never a warning colour.
    around : float, optional
        A value that means "no difference": the palette then diverges and the limits
        lie as far below it as above it; in equal steps, unless `method` says otherwise.
    hue : str
        Key of `palettes.SEQUENTIAL`; empty follows from `direction`.
    are_differences : bool
        A rise is written with a plus, and a class by the lowest and highest value in it.

    Returns
    -------
    Classes
        At most five. Fewer when there are fewer different values; one when all are the
        same; none without values and declared limits.

    Raises
    ------
    ValueError
        When declared limits are not ascending, or too many.
    """
    numbers = np.asarray(values_all_years, dtype=np.float64).ravel()
    numbers = np.round(numbers[np.isfinite(numbers)], decimals)
    declared = method is Classing.FIXED and bool(breaks)
    if declared:
        limits = _declared(breaks)
    elif around is not None:
        limits = _around(numbers, around, decimals, method)
    else:
        limits = _limits(numbers, decimals, method, MAX_CLASSES)
    if not len(numbers) and not declared:
        return Classes((), (), (), decimals)
    if are_differences or _between_values(limits, decimals):
        labels = _value_labels(limits, decimals, signs=are_differences)
    else:
        labels = _labels(limits, numbers, decimals)
    if around is not None:
        palette = diverging(len(labels))
    else:
        palette = sequential(len(labels), hue or ("purple" if direction < 0 else "mint"))
    return Classes(limits, labels, palette, decimals, are_differences)


def _declared(breaks: Sequence[float]) -> tuple[float, ...]:
    limits = tuple(float(limit) for limit in breaks)
    if any(high <= low for low, high in pairwise(limits)):
        raise ValueError(f"class limits must ascend, found {limits}")
    if len(limits) >= MAX_CLASSES:
        raise ValueError(f"at most {MAX_CLASSES - 1} inner limits, found {len(limits)}")
    return limits


def _limits(
    numbers: NDArray[np.float64], decimals: int, method: Classing, count: int
) -> tuple[float, ...]:
    if method is Classing.EQUAL:
        return _equal(numbers, decimals, count)
    if method is Classing.NATURAL:
        groups = natural_groups(numbers, count)
        return tuple(_between(low[1], high[0], decimals) for low, high in pairwise(groups))
    return _quantiles(numbers, decimals, count)


def _quantiles(numbers: NDArray[np.float64], decimals: int, count: int) -> tuple[float, ...]:
    different = np.unique(numbers)
    if len(different) <= count:
        return tuple(_between(low, high, decimals) for low, high in pairwise(different))
    exact = np.quantile(numbers, np.arange(1, count) / count)
    fewest = _FEWEST_SHARE * len(numbers) / count
    limits: tuple[float, ...] = ()
    for step in _steps(float(np.ptp(numbers)) or 1.0, decimals):
        limits = _rounded(exact, step, decimals, numbers)
        sizes = np.bincount(np.searchsorted(limits, numbers, side="right"))
        if len(limits) == count - 1 and sizes.min() >= fewest:
            break
    return limits


def _between(low: float, high: float, decimals: int) -> float:
    """Most readable limit that lies above `low` and not above `high`."""
    for step in _steps(max(abs(low), abs(high)), decimals):
        limit = round(math.floor(high / step + 1e-9) * step, decimals) + 0.0
        if low < limit <= high:
            return limit
    return float(high)


def _equal(numbers: NDArray[np.float64], decimals: int, count: int) -> tuple[float, ...]:
    """Whole multiples of the finest readable width that leaves few enough classes."""
    if not len(numbers) or numbers.min() == numbers.max():
        return ()
    low, high = float(numbers.min()), float(numbers.max())
    limits: tuple[float, ...] = ()
    for step in _steps(high - low, decimals):
        first, last = math.floor(low / step + 1e-9) + 1, math.floor(high / step + 1e-9)
        if last - first + 1 >= count:
            break
        limits = tuple(round(at * step, decimals) + 0.0 for at in range(first, last + 1))
    return limits


def _around(
    numbers: NDArray[np.float64], middle: float, decimals: int, method: Classing
) -> tuple[float, ...]:
    if not len(numbers):
        return ()
    if method in (Classing.QUANTILE, Classing.NATURAL):
        away = np.asarray(np.round(np.abs(numbers - middle), decimals), dtype=np.float64)
        half = _limits(away, decimals, method, _ONE_SIDE)
        return tuple(middle + side for side in (*(-one for one in reversed(half)), *half))
    reach = float(np.abs(numbers - middle).max())
    smallest = 10.0**-decimals
    # Half a step on both sides of the middle is the grey class: four limits, equal steps.
    width = max((2 * reach) / MAX_CLASSES, smallest)
    step = next((one for one in _steps(width * 10, decimals) if one <= width), smallest)
    return tuple(round(middle + step * side, decimals + 1) + 0.0 for side in (-1.5, -0.5, 0.5, 1.5))


def _steps(span: float, decimals: int) -> Iterable[float]:
    """Readable steps, coarse to fine, down to the last digit shown."""
    smallest = 10.0**-decimals
    power = math.floor(math.log10(span))
    while 10.0**power >= smallest / 2:
        for mantissa in _MANTISSAS:
            step = mantissa * 10.0**power
            if step >= smallest * 0.999 and math.isclose(
                step / smallest, round(step / smallest), abs_tol=1e-6
            ):
                yield step
        power -= 1
    yield smallest


def _rounded(
    exact: NDArray[np.float64], step: float, decimals: int, numbers: NDArray[np.float64]
) -> tuple[float, ...]:
    """Limits at whole steps, without doubles, each with values on both sides."""
    limits = np.unique(np.round(np.round(exact / step) * step, decimals)) + 0.0
    inside = limits[(limits > numbers.min()) & (limits <= numbers.max())]
    filled = [
        float(limit)
        for index, limit in enumerate(inside)
        if index == 0 or np.any((numbers >= inside[index - 1]) & (numbers < limit))
    ]
    return tuple(filled)


def _between_values(limits: Sequence[float], decimals: int) -> bool:
    """Whether a limit lies between two values that can be shown."""
    return any(
        not math.isclose(limit, round(limit, decimals), abs_tol=10.0**-_MOST_DIGITS)
        for limit in limits
    )


def _edges(limits: Sequence[float], decimals: int) -> list[int]:
    """Lowest value that can be shown from each limit upwards, in units of the last digit."""
    return [math.ceil(round(limit * 10.0**decimals, _MOST_DIGITS)) for limit in limits]


def _told(units: Iterable[int], decimals: int, *, signs: bool) -> tuple[str, ...]:
    write = signed if signs else number
    return tuple(write(one / 10**decimals, decimals) for one in units)


def _value_labels(limits: Sequence[float], decimals: int, *, signs: bool) -> tuple[str, ...]:
    """Classes by the lowest and highest value in them that can be shown."""
    if not limits:
        return _told([0], decimals, signs=signs)
    edges = _edges(limits, decimals)
    first = _told(edges, decimals, signs=signs)
    last = _told([edge - 1 for edge in edges], decimals, signs=signs)
    between = [
        low if low == high else f"{low} t/m {high}"
        for low, high in zip(first[:-1], last[1:], strict=True)
    ]
    down, up = ("lager", "hoger") if signs else ("minder", "meer")
    return (f"{last[0]} of {down}", *between, f"{first[-1]} of {up}")


def _labels(
    limits: tuple[float, ...], numbers: NDArray[np.float64], decimals: int
) -> tuple[str, ...]:
    if not limits:
        low, high = float(numbers.min()), float(numbers.max())
        shown = (number(low, decimals), number(high, decimals))
        return (shown[0] if shown[0] == shown[1] else f"{shown[0]} tot en met {shown[1]}",)
    digits = _digits(limits)
    words = [number(limit, digits) for limit in limits]
    whole = decimals == 0 and bool(np.all(numbers == np.round(numbers)))
    first = f"minder dan {words[0]}"
    if whole and len(numbers) and limits[0] - numbers.min() == 1:
        first = number(limits[0] - 1)
    between = [
        words[index]
        if whole and limits[index + 1] - limits[index] == 1
        else f"{words[index]} tot {words[index + 1]}"
        for index in range(len(limits) - 1)
    ]
    return (first, *between, f"{words[-1]} of meer")


def _digits(limits: tuple[float, ...]) -> int:
    """Fewest digits that write every limit exactly."""
    exact = (
        digits
        for digits in range(_MOST_DIGITS)
        if all(math.isclose(limit, round(limit, digits), abs_tol=1e-9) for limit in limits)
    )
    return next(exact, _MOST_DIGITS)
