"""Trend: lines over the years, on a true time axis, named at their ends."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

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
    shortened,
    spread,
    stacked,
    svg,
    ticks,
    width_of,
)
from wijkmap.present.markup import Markup
from wijkmap.present.numbers import number
from wijkmap.present.tables import Cell, table

__all__ = ["Mark", "Point", "Role", "Series", "trend_chart", "trend_drawing", "trend_table"]

Role = Literal["pilot-1", "pilot-2", "rest", "city", "other"]
Point = tuple[float, float | None, float | None, float | None]
"""Year, value, low, high; a value of None is a year without a figure."""

_BACK_TO_FRONT: tuple[Role, ...] = ("other", "city", "rest", "pilot-2", "pilot-1")
_MOST = (0.1, 0.9)
_FAR = 1.5
_BOTTOM = 26.0
_NEAR = 2.0
_LABEL_WIDE, _LABEL_NARROW = 190.0, 104.0
_NO_POINTS = "Er zijn geen cijfers om te tekenen."


@dataclass(frozen=True)
class Series:
    """One line.

    Attributes
    ----------
    name : str
    points : sequence of (year, value, low, high)
        In any order. A year that other series have and this one has not is a gap.
    role : {"pilot-1", "pilot-2", "rest", "city", "other"}
        How it is drawn: the two strong colours, the greys, or the thin grey cloud
        without a name of its own.
    """

    name: str
    points: Sequence[Point]
    role: Role


@dataclass(frozen=True)
class Mark:
    """A moment on the time axis, with its words: ``start pilots, oktober 2014``."""

    year: float
    label: str


def trend_chart(  # noqa: PLR0913 - what is drawn, how it is written, and what it says
    series: Sequence[Series],
    *,
    unit: str,
    decimals: int,
    title: str,
    description: str,
    marks: Sequence[Mark] = (),
    under: Sequence[object] = (),
    height: float = 300.0,
    bounds: tuple[float, float] | None = None,
) -> Markup:
    """Line chart over the years.

    Parameters
    ----------
    series : sequence of Series
    unit : str
        In words, above the vertical axis.
    decimals : int
        Digits of the values at the line ends.
    title, description : str
        The title says what is so; the description tells the chart in a sentence.
    marks : sequence of Mark
        Those outside the years drawn are left out.
    under : sequence of str or Markup
        Year, source and remarks in small type.
    height : float
        As a share of a width of 640, or of 340 in a narrow place.
    bounds : (float, float) or None
        Values that the vertical axis reaches at least, for charts side by side.

    Returns
    -------
    Markup
        A figure; a sentence instead of a drawing when there is no point at all.
    """
    drawn, outside = _drawn(series)
    if not drawn:
        return figure(title, _NO_POINTS, _empty(), under=[_NO_POINTS, *under])
    frame = _Frame(unit, decimals, marks, height, bounds or ())
    wide, narrow = (_Drawing(drawn, width, frame).result() for width in (WIDE, NARROW))
    lines = _remarks(drawn, outside, decimals)
    return figure(title, description, (wide, narrow), under=[*lines, *under])


def trend_drawing(  # noqa: PLR0913 - what is drawn, and how large
    series: Sequence[Series],
    *,
    unit: str,
    decimals: int,
    marks: Sequence[Mark] = (),
    width: float = WIDE,
    height: float = 300.0,
) -> tuple[Markup, tuple[str, ...]]:
    """The drawing of `trend_chart` alone, at one width, for a page that sets its own text.

    Returns
    -------
    drawing : Markup
        SVG; empty without any point.
    remarks : tuple of str
        What belongs under it.
    """
    drawn, outside = _drawn(series)
    if not drawn:
        return Markup(""), (_NO_POINTS,)
    frame = _Frame(unit, decimals, marks, height, ())
    across, down, parts = _Drawing(drawn, width, frame).result()
    return svg(across, down, parts), tuple(_remarks(drawn, outside, decimals))


def _drawn(series: Sequence[Series]) -> tuple[list[Series], list[Series]]:
    """Series from the back to the front, and those too far off to draw."""
    known = [one for one in series if any(True for _ in _known(one))]
    if not known:
        return [], []
    drawn, outside = _within_sight(known)
    return sorted(drawn, key=lambda one: _BACK_TO_FRONT.index(one.role)), outside


def _remarks(drawn: Sequence[Series], outside: Sequence[Series], decimals: int) -> list[str]:
    lines: list[str] = []
    if any(one.role == "other" for one in drawn):
        lines.append("Dunne grijze lijnen: de andere wijken.")
    if outside:
        told = [f"{one.name} ({number(list(_known(one))[-1][1], decimals)})" for one in outside]
        lines.append(f"Buiten beeld, te ver van de rest: {', '.join(told)}.")
    return lines


def trend_table(series: Sequence[Series], *, caption: str, decimals: int, unit: str) -> Markup:
    """Twin of the chart: a row per year, a column per named series."""
    named = [one for one in series if one.role != "other"]
    years = sorted({year for one in named for year, _ in _known(one)})
    rows: list[list[str | Cell]] = []
    for year in years:
        row: list[str | Cell] = [_year_text(year)]
        for one in named:
            value = dict(_known(one)).get(year)
            written = "–" if value is None else number(value, decimals)
            row.append(Cell(written, is_number=True))
        rows.append(row)
    headers: list[str | Cell] = ["jaar"]
    headers += [Cell(one.name, is_number=True) for one in named]
    return table(f"{caption} ({unit})", headers, rows)


def _year_text(year: float) -> str:
    return str(int(year)) if float(year).is_integer() else number(year, 1)


def _empty() -> tuple[tuple[float, float, list[Markup]], tuple[float, float, list[Markup]]]:
    parts = [rule(0, 4, 40, 4, "wm-axis")]
    return (WIDE, 8.0, parts), (NARROW, 8.0, parts)


def _is_number(value: float | None) -> bool:
    return value is not None and not math.isnan(value)


def _known(one: Series) -> Iterator[tuple[float, float]]:
    for year, value, _, _ in sorted(one.points, key=lambda point: point[0]):
        if value is not None and not math.isnan(value):
            yield float(year), float(value)


def _within_sight(series: list[Series]) -> tuple[list[Series], list[Series]]:
    """Series that are drawn, and the unnamed ones so far off that they would flatten all others."""
    values = sorted(value for one in series for _, value in _known(one))
    low, high = (values[int(share * (len(values) - 1))] for share in _MOST)
    reach = _FAR * (high - low)
    named = [value for one in series if one.role != "other" for _, value in _known(one)]
    least, most = min([low - reach, *named]), max([high + reach, *named])

    def far(one: Series) -> bool:
        return one.role == "other" and any(not least <= value <= most for _, value in _known(one))

    outside = [one for one in series if far(one)]
    return [one for one in series if not far(one)], outside


@dataclass(frozen=True)
class _Frame:
    """What both drawings of a chart share."""

    unit: str
    decimals: int
    marks: Sequence[Mark]
    height: float
    bounds: Sequence[float]


class _Drawing:
    """The chart at one width."""

    def __init__(self, series: Sequence[Series], width: float, frame: _Frame) -> None:
        self.series = series
        self.width = width
        self.frame = frame
        self.height = frame.height
        decimals = self.decimals = frame.decimals
        self.years = sorted({year for one in series for year, _ in _known(one)})
        first, last = self.years[0], self.years[-1]
        if first == last:
            first, last = first - 1, last + 1
        ends = [
            first,
            last,
            *(one.year for one in frame.marks if first - 1 <= one.year <= last + 1),
        ]
        most = _LABEL_WIDE if width == WIDE else _LABEL_NARROW
        self.names = {
            at: shortened(one.name, most, number(self.last(one)[1], decimals))
            for at, one in enumerate(series)
            if one.role != "other"
        }
        widest = max((width_of(line) for lines in self.names.values() for line in lines), default=0)
        self.values, self.texts = ticks(*self._range())
        left = max(width_of(text) for text in self.texts) + 8
        right = width - min(widest, most + 20) - 14
        self.x = Axis(min(ends), max(ends), left + 4, right)
        self.marks = self._placed(frame.marks, first, last)
        rows = max((row for *_, row in self.marks), default=-1) + 1
        self.top = LINE_HEIGHT * (1.7 + 1.2 * rows)
        self.y = Axis(self.values[0], self.values[-1], self.height - _BOTTOM, self.top)

    def _range(self) -> tuple[float, float]:
        values = [
            float(value)
            for one in self.series
            for point in one.points
            if _is_number(point[1])
            for value in point[1:]
            if value is not None and not math.isnan(value)
        ]
        values += self.frame.bounds
        return min(values), max(values)

    def last(self, one: Series) -> tuple[float, float]:
        return list(_known(one))[-1]

    def result(self) -> tuple[float, float, list[Markup]]:
        parts = [*self._axes(), *self._bands(), *self._lines(), *self._marks(), *self._names()]
        return self.width, self.height, parts

    def _axes(self) -> Iterator[Markup]:
        yield label(0, 12, self.frame.unit, "wm-quiet")
        right = self.x.end
        for value, words in zip(self.values, self.texts, strict=True):
            y = self.y(value)
            yield rule(self.x.start - 4, y, right, y, "wm-grid")
            yield label(self.x.start - 8, y + 4.5, words, "wm-quiet", anchor="end")
        yield from self._year_ticks()

    def _year_ticks(self) -> Iterator[Markup]:
        bottom = self.y.start
        # The newest year is named first: it is the one that people ask about.
        taken: list[float] = []
        whole = sorted({int(year) for year in self.years}, reverse=True)
        for year in [whole[0], whole[-1], *whole[1:-1]]:
            x = self.x(year)
            yield rule(x, bottom, x, bottom + 4, "wm-axis")
            if all(abs(x - other) > width_of("2024 ") for other in taken):
                taken.append(x)
                yield label(x, self.height - 6, str(year), "wm-quiet", anchor="middle")
        yield rule(self.x.start - 4, bottom, self.x.end, bottom, "wm-axis")

    def _runs(self, one: Series) -> list[list[Point]]:
        """Points that follow each other without a year between them that others have."""
        points = {float(point[0]): point for point in one.points if _is_number(point[1])}
        runs: list[list[Point]] = [[]]
        for year in self.years:
            if year in points:
                runs[-1].append(points[year])
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    def _bands(self) -> Iterator[Markup]:
        for one in self.series:
            if one.role == "other":
                continue
            for run in self._runs(one):
                edges = [
                    (self.x(year), self.y(low), self.y(high))
                    for year, _, low, high in run
                    if low is not None
                    and high is not None
                    and not (math.isnan(low) or math.isnan(high))
                ]
                if len(edges) == 1:
                    x, low_y, high_y = edges[0]
                    yield rule(x, low_y, x, high_y, f"wm-whisker wm-{one.role}")
                elif edges:
                    outline = [(x, high) for x, _, high in edges]
                    outline += [(x, low) for x, low, _ in reversed(edges)]
                    yield path(outline, f"wm-band wm-{one.role}", closed=True)

    def _lines(self) -> Iterator[Markup]:
        for one in self.series:
            for run in self._runs(one):
                points = [(self.x(point[0]), self.y(point[1] or 0.0)) for point in run]
                if len(points) > 1:
                    yield path(points, f"wm-line wm-{one.role}")
                if one.role == "other" and len(points) > 1:
                    continue
                radius = {"pilot-1": 4.0, "pilot-2": 4.0}.get(one.role, 2.5)
                for (x, y), point in zip(points, run, strict=True):
                    told = f"{one.name}, {_year_text(point[0])}: "
                    told += number(point[1] or 0.0, self.decimals)
                    yield circle(x, y, radius, f"wm-dot wm-{one.role}", told)

    def _placed(
        self, marks: Sequence[Mark], first: float, last: float
    ) -> list[tuple[Mark, float, int]]:
        """Marks with where their words start, and on which row."""
        placed: list[tuple[Mark, float, int]] = []
        ends: list[float] = []
        for one in sorted(marks, key=lambda mark: mark.year):
            if not first - 1 <= one.year <= last + 1:
                continue
            x, width = self.x(one.year), width_of(one.label)
            # Words go to the right of their line where they fit, else to the left.
            start = x + 5 if x + 5 + width <= self.width else max(x - 5 - width, 0.0)
            row = next((at for at, end in enumerate(ends) if start > end), len(ends))
            if row == len(ends):
                ends.append(0.0)
            ends[row] = start + width
            placed.append((one, start, row))
        return placed

    def _marks(self) -> Iterator[Markup]:
        for one, start, row in self.marks:
            x = self.x(one.year)
            y = LINE_HEIGHT * (2.1 + row)
            yield rule(x, y - 10, x, self.y.start, "wm-mark-line")
            yield label(start, y, one.label, "wm-halo")

    def _names(self) -> Iterator[Markup]:
        ends = {at: self.last(self.series[at]) for at in self.names}
        wanted = [self.y(value) for _, value in ends.values()]
        heights = [len(lines) * LINE_HEIGHT for lines in self.names.values()]
        places = spread(wanted, heights, self.top - 8, self.height - 4)
        start = self.x.end + 10
        for (at, lines), place in zip(self.names.items(), places, strict=True):
            year, value = ends[at]
            x, y = self.x(year), self.y(value)
            if abs(place - y) > _NEAR or start - x > LINE_HEIGHT:
                yield path([(x + 5, y), (start - 3, place)], "wm-leader")
            yield stacked(start, place, lines, f"wm-name wm-{self.series[at].role}")
