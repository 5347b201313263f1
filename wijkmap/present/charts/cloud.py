"""Cloud: what the pilots did over the years, among all sets of as many other wijken."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wijkmap.present.charts.svg import (
    LINE_HEIGHT,
    NARROW,
    WIDE,
    Axis,
    circle,
    figure,
    label,
    path,
    rule,
    ticks,
    width_of,
)
from wijkmap.present.charts.trend import Mark
from wijkmap.present.markup import Markup, element
from wijkmap.present.numbers import signed

__all__ = ["CloudPoint", "CloudView", "cloud_chart"]

_HEIGHT = 320.0
_BOTTOM = 26.0
_RIGHT = 66.0
_MOST_DRAWN = 260
_IN_SIGHT = 0.95
_PERCENTS = (-90, -75, -50, -25, 0, 33, 100, 300, 900)
_FEWEST_TICKS = 3
_GAP = 5.0


@dataclass(frozen=True)
class CloudPoint:
    """The pilots in one year: estimate and margin; NaN for a margin that there is not."""

    year: int
    value: float
    low: float = math.nan
    high: float = math.nan


@dataclass(frozen=True)
class CloudView:
    """What is drawn.

    Attributes
    ----------
    sets : sequence of dict of int to float
        Estimate per year of every other set.
    pilots : sequence of CloudPoint
        Ascending.
    edges : dict of int to float
        How far from zero is too unusual for chance, per year.
    name : str
        At the end of the pilots' line.
    unit : str
        In words, above the vertical axis.
    decimals : int
    is_ratio : bool
        Whether values are logarithms of a ratio, told as percent more or less.
    marks : sequence of Mark
        The start of the pilots first.
    """

    sets: Sequence[Mapping[int, float]]
    pilots: Sequence[CloudPoint]
    edges: Mapping[int, float]
    name: str
    unit: str
    decimals: int
    is_ratio: bool = False
    marks: Sequence[Mark] = field(default=())

    def told(self, value: float) -> str:
        """Value as a reader sees it."""
        return (
            f"{signed(math.expm1(value) * 100)}%" if self.is_ratio else signed(value, self.decimals)
        )


def cloud_chart(view: CloudView, *, description: str, under: Sequence[object] = ()) -> Markup:
    """Pilots as a strong line with margins, in a grey cloud of every other set.

    Parameters
    ----------
    view : CloudView
        With at least one point of the pilots.
    description : str
        The chart in a sentence.
    under : sequence of str or Markup
        Year, source and remarks in small type.
    """
    low, high = _span(view)
    inside = [
        one for one in view.sets if all(low <= value <= high for value in one.values()) and one
    ]
    drawn = inside[:: math.ceil(len(inside) / _MOST_DRAWN)] if inside else []
    lines = [
        "Elke dunne grijze lijn is een andere set van even veel wijken, met haar eigen vergelijking."
    ]
    if view.edges:
        lines.append(
            "Buiten de stippellijnen is toeval onwaarschijnlijk: hoogstens 5 van de 100 sets komen zo ver."
        )
    if any(math.isfinite(one.low) for one in view.pilots):
        lines.append("De balkjes zijn de marge van 95%.")
    if outside := len(view.sets) - len(inside):
        lines.append(f"{outside} van de {len(view.sets)} sets vallen buiten beeld; ze tellen mee.")
    if len(drawn) < len(inside):
        lines.append(f"Getekend zijn {len(drawn)} van de {len(inside)} sets.")
    drawings = tuple(_Drawing(view, drawn, (low, high), width).result() for width in (WIDE, NARROW))
    return figure("", description, drawings, under=[" ".join(lines), *under])


def _span(view: CloudView) -> tuple[float, float]:
    """Values in sight: the pilots with their margins, the edges, and nearly all sets."""
    own = [
        value
        for one in view.pilots
        for value in (one.value, one.low, one.high)
        if math.isfinite(value)
    ]
    own += [side * one for one in view.edges.values() for side in (-1.0, 1.0)]
    reach = sorted(max(map(abs, one.values()), default=0.0) for one in view.sets)
    far = reach[int(_IN_SIGHT * (len(reach) - 1))] if reach else 0.0
    least, most = min([*own, -far, 0.0]), max([*own, far, 0.0])
    return (least, most) if least < most else (-1.0, 1.0)


def _scale(view: CloudView, low: float, high: float) -> tuple[list[float], list[str]]:
    """Values on the vertical axis; of a ratio those that are round in percent."""
    if not view.is_ratio:
        values, _ = ticks(low, high)
        digits = ticks(low, high)[1][0]
        places = len(digits.split(",")[1]) if "," in digits else 0
        return values, [signed(value + 0.0, places) for value in values]
    values = [math.log1p(one / 100) for one in _PERCENTS]
    first = max((at for at, one in enumerate(values) if one <= low), default=0)
    last = min((at for at, one in enumerate(values) if one >= high), default=len(values) - 1)
    if last - first + 1 >= _FEWEST_TICKS and high - low > 2 * (values[5] - values[3]):
        shown = values[first : last + 1]
        return shown, [f"{signed(one)}%" for one in _PERCENTS[first : last + 1]]
    percents, _ = ticks(math.expm1(low) * 100, math.expm1(high) * 100)
    percents = [one for one in percents if one > -100]  # noqa: PLR2004 - nothing falls further
    return [math.log1p(one / 100) for one in percents], [f"{signed(one)}%" for one in percents]


class _Drawing:
    """The chart at one width."""

    def __init__(
        self,
        view: CloudView,
        sets: Sequence[Mapping[int, float]],
        span: tuple[float, float],
        width: float,
    ) -> None:
        self.view, self.sets, self.width = view, sets, width
        self.values, self.texts = _scale(view, *span)
        years = [one.year for one in view.pilots]
        first, last = min(years), max(years)
        self.marks = [one for one in view.marks if first - 1 <= one.year <= last + 1]
        ends = [first, last, *(one.year for one in self.marks)]
        low, high = (min(ends), max(ends)) if min(ends) < max(ends) else (first - 1, last + 1)
        left = max(map(width_of, self.texts)) + 12
        self.x = Axis(low, high, left + 6, width - _RIGHT)
        top = LINE_HEIGHT * (1.7 + 1.2 * len(self.marks))
        bottom = (min(self.values[0], span[0]), max(self.values[-1], span[1]))
        self.y = Axis(*bottom, _HEIGHT - _BOTTOM, top)

    def result(self) -> tuple[float, float, list[Markup]]:
        parts = [*self._axes(), self._cloud(), *self._edges(), *self._marks(), *self._pilots()]
        return self.width, _HEIGHT, parts

    def _axes(self) -> Iterator[Markup]:
        yield label(0, 12, self.view.unit, "wm-quiet")
        for value, words in zip(self.values, self.texts, strict=True):
            y = self.y(value)
            # Zero is where pilots and others went the same way: the one line that counts.
            is_zero = abs(value) < 1e-12  # noqa: PLR2004 - rounding of a tick
            yield rule(self.x.start - 6, y, self.x.end, y, "wm-axis" if is_zero else "wm-grid")
            yield label(self.x.start - 10, y + 4.5, words, "wm-quiet", anchor="end")
        taken: list[float] = []
        years = [one.year for one in self.view.pilots]
        for year in dict.fromkeys([years[-1], years[0], *reversed(years)]):
            x = self.x(year)
            yield rule(x, self.y.start, x, self.y.start + 4, "wm-axis")
            if all(abs(x - other) > width_of("2024 ") for other in taken):
                taken.append(x)
                yield label(x, _HEIGHT - 6, str(year), "wm-quiet", anchor="middle")

    def _cloud(self) -> Markup:
        lines = []
        for one in self.sets:
            points = [(self.x(year), self.y(value)) for year, value in sorted(one.items())]
            if len(points) > 1:
                steps = "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
                lines.append(element("path", d=f"M{steps}"))
        return element("g", *lines, class_="wm-cloud")

    def _edges(self) -> Iterator[Markup]:
        known = sorted(self.view.edges.items())
        base = [one.year for one in self.view.pilots if one.year not in self.view.edges]
        for side in (-1.0, 1.0):
            points = [(year, side * edge) for year, edge in known] + [(year, 0.0) for year in base]
            line = [(self.x(year), self.y(value)) for year, value in sorted(points)]
            if len(line) > 1:
                yield path(line, "wm-line wm-edge")

    def _marks(self) -> Iterator[Markup]:
        for row, one in enumerate(self.marks):
            x, y = self.x(one.year), LINE_HEIGHT * (2.0 + 1.2 * row)
            yield rule(x, y - 10, x, self.y.start, "wm-mark-line")
            fits = x + _GAP + width_of(one.label) <= self.width
            at, anchor = (x + _GAP, "start") if fits else (x - _GAP, "end")
            yield label(at, y, one.label, "wm-halo", anchor=anchor)

    def _pilots(self) -> Iterator[Markup]:
        points = [(self.x(one.year), self.y(one.value)) for one in self.view.pilots]
        for one in self.view.pilots:
            if math.isfinite(one.low) and one.low < one.high:
                x = self.x(one.year)
                yield rule(x, self.y(one.low), x, self.y(one.high), "wm-whisker wm-pilot-1")
        if len(points) > 1:
            yield path(points, "wm-line wm-pilot-1")
        for one, (x, y) in zip(self.view.pilots, points, strict=True):
            told = f"{self.view.name}, {one.year}: {self.view.told(one.value)}"
            yield circle(x, y, 4, "wm-dot wm-pilot-1", told)
        x, y = points[-1]
        told = self.view.told(self.view.pilots[-1].value)
        yield label(x + 8, y - 3, self.view.name, "wm-name wm-pilot-1 wm-halo")
        yield label(x + 8, y - 3 + LINE_HEIGHT, told, "wm-name wm-pilot-1 wm-halo")
