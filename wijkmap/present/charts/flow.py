"""Flow: amounts as bands from left to right, whose thickness is the amount to scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wijkmap.present.charts.svg import (
    LINE_HEIGHT,
    NARROW,
    figure,
    label,
    stacked,
    wrapped,
)
from wijkmap.present.markup import Markup, element

__all__ = ["Band", "Stop", "flow_chart"]

_WIDE = 1160.0
_EUROS_HIGH = 380.0
_BAR = 10.0
_GAP = 8.0
_PAD = 8.0
_HEAD = 28.0
_LABELS_WIDE, _LABELS_NARROW = 236.0, 118.0


@dataclass(frozen=True)
class Stop:
    """One bar of a step.

    Attributes
    ----------
    key, name : str
    amount : str
        In words, beside the name.
    class_ : str
        Of its colour.
    """

    key: str
    name: str
    amount: str
    class_: str = "wm-other"


@dataclass(frozen=True)
class Band:
    """An amount from a stop of one step to a stop of the next.

    Attributes
    ----------
    start, end : str
        Keys.
    sure, most : float
        The amount, and what it may be at most: the part between is drawn as unsure.
    title : str
        What a pointer over it reads.
    class_ : str
        Of its colour.
    """

    start: str
    end: str
    sure: float
    most: float
    title: str
    class_: str = "wm-other"


@dataclass
class _Bar:
    stop: Stop
    lines: list[str]
    top: float = 0.0
    thick: float = 0.0
    used: dict[str, float] = field(default_factory=lambda: {"in": 0.0, "out": 0.0})

    @property
    def slot(self) -> float:
        return max(self.thick, len(self.lines) * LINE_HEIGHT)

    def taken(self, side: str, thick: float) -> float:
        """Take room on one side for the next band; returns where it begins."""
        top = self.top + self.used[side]
        self.used[side] += thick
        return top


def flow_chart(
    heads: Sequence[str],
    steps: Sequence[Sequence[Stop]],
    bands: Sequence[Sequence[Band]],
    *,
    description: str,
    under: Iterable[object] = (),
) -> Markup:
    """Bands between steps; in a narrow place each pair of steps under the one before.

    Parameters
    ----------
    heads : sequence of str
        Name of each step.
    steps : sequence of sequence of Stop
        From left to right, each from top to bottom.
    bands : sequence of sequence of Band
        Between each step and the next: one fewer than `steps`. Not below zero.
    description : str
        For whoever cannot see it.
    under : iterable of str or Markup
        Lines in small type.

    Returns
    -------
    Markup
        Empty without bands.
    """
    if not any(map(len, bands)):
        return Markup("")
    total = max(sum(band.most for band in several) for several in bands)
    scale = _EUROS_HIGH / total
    wide = _drawing(heads, steps, bands, _Room(_WIDE, _LABELS_WIDE, scale))
    small = _Room(NARROW, _LABELS_NARROW, scale)
    pairs = [
        _drawing(heads[at : at + 2], steps[at : at + 2], [several], small)
        for at, several in enumerate(bands)
    ]
    return figure("", description, (wide, _below_each_other(pairs)), under=list(under))


def _below_each_other(
    drawings: Sequence[tuple[float, float, list[Markup]]],
) -> tuple[float, float, list[Markup]]:
    parts: list[Markup] = []
    height = 0.0
    for _, own, drawn in drawings:
        parts.append(element("g", *drawn, transform=f"translate(0 {height:.1f})"))
        height += own + 3 * _GAP
    return NARROW, height, parts


@dataclass(frozen=True)
class _Room:
    """How wide a drawing is, how much of it labels get, and pixels per amount."""

    width: float
    labels: float
    scale: float


def _drawing(
    heads: Sequence[str],
    steps: Sequence[Sequence[Stop]],
    bands: Sequence[Sequence[Band]],
    room: _Room,
) -> tuple[float, float, list[Markup]]:
    columns = [
        _column(stops, _thick(at, bands, room.scale), room.labels - _PAD)
        for at, stops in enumerate(steps)
    ]
    height = max(map(_height, columns))
    for column in columns:
        _place(column, height)
    places = _places(len(steps), room)
    parts = [_head(at, name, places, len(steps)) for at, name in enumerate(heads)]
    for at, several in enumerate(bands):
        parts += _ribbons(columns[at], columns[at + 1], several, room.scale, places[at : at + 2])
    for at, column in enumerate(columns):
        is_first = at == 0
        for bar in column.values():
            parts += _drawn(bar, places[at], is_first=is_first)
    return room.width, height + _HEAD, parts


def _places(steps: int, room: _Room) -> list[float]:
    """Left side of each column of bars."""
    first, last = room.labels, room.width - room.labels - _BAR
    return [first + (last - first) * at / (steps - 1) for at in range(steps)]


def _head(at: int, name: str, places: Sequence[float], steps: int) -> Markup:
    x = places[at] + (_BAR if at == 0 else 0)
    anchor = "end" if at == 0 else "start" if at == steps - 1 else "middle"
    return label(x, 12, name, "wm-quiet", anchor=anchor)


def _thick(at: int, bands: Sequence[Sequence[Band]], scale: float) -> dict[str, float]:
    """Thickness of each bar: what comes in and what goes out are the same euros."""
    found: dict[str, float] = {}
    several = bands[at] if at < len(bands) else bands[at - 1]
    for band in several:
        key = band.start if at < len(bands) else band.end
        found[key] = found.get(key, 0.0) + band.most * scale
    return found


def _column(stops: Sequence[Stop], thick: Mapping[str, float], room: float) -> dict[str, _Bar]:
    return {
        stop.key: _Bar(stop, wrapped(f"{stop.name} {stop.amount}", room), thick=thick[stop.key])
        for stop in stops
        if stop.key in thick
    }


def _height(column: Mapping[str, _Bar]) -> float:
    return sum(bar.slot for bar in column.values()) + _GAP * max(0, len(column) - 1)


def _place(column: Mapping[str, _Bar], height: float) -> None:
    at = _HEAD + (height - _height(column)) / 2
    for bar in column.values():
        bar.top = at + (bar.slot - bar.thick) / 2
        at += bar.slot + _GAP


def _ribbons(
    left: Mapping[str, _Bar],
    right: Mapping[str, _Bar],
    bands: Sequence[Band],
    scale: float,
    places: Sequence[float],
) -> list[Markup]:
    """Bands in the order of the bars on both sides, so that they cross as little as can be."""
    order = {key: at for side in (left, right) for at, key in enumerate(side)}
    x1, x2 = places[0] + _BAR, places[1]
    tops: dict[tuple[str, str], list[float]] = {}
    for band in sorted(bands, key=lambda one: order[one.end]):
        tops[band.start, band.end] = [left[band.start].taken("out", band.most * scale)]
    for band in sorted(bands, key=lambda one: order[one.start]):
        tops[band.start, band.end].append(right[band.end].taken("in", band.most * scale))
    parts = []
    for band in bands:
        y1, y2 = tops[band.start, band.end]
        sure, most = band.sure * scale, band.most * scale
        title = element("title", band.title)
        parts.append(_ribbon((x1, y1), (x2, y2), sure, f"wm-flow {band.class_}", title))
        if most > sure:
            rest = ((x1, y1 + sure), (x2, y2 + sure))
            parts.append(_ribbon(*rest, most - sure, f"wm-flow-unsure {band.class_}", title))
    return parts


def _ribbon(
    start: tuple[float, float], end: tuple[float, float], thick: float, class_: str, title: Markup
) -> Markup:
    (x1, y1), (x2, y2) = start, end
    middle = (x1 + x2) / 2
    d = (
        f"M{x1:.1f} {y1:.2f}C{middle:.1f} {y1:.2f} {middle:.1f} {y2:.2f} {x2:.1f} {y2:.2f}"
        f"V{y2 + thick:.2f}C{middle:.1f} {y2 + thick:.2f} {middle:.1f} {y1 + thick:.2f} "
        f"{x1:.1f} {y1 + thick:.2f}Z"
    )
    return element("path", title, d=d, class_=class_)


def _drawn(bar: _Bar, x: float, *, is_first: bool) -> list[Markup]:
    middle = bar.top + bar.thick / 2
    parts = [
        element(
            "rect",
            x=f"{x:.1f}",
            y=f"{bar.top:.2f}",
            width=f"{_BAR:.1f}",
            height=f"{bar.thick:.2f}",
            class_=f"wm-flow-bar {bar.stop.class_}",
        )
    ]
    if is_first:
        top = middle - (len(bar.lines) - 1) * LINE_HEIGHT / 2 + 4.5
        parts += [
            label(x - _PAD, top + at * LINE_HEIGHT, line, "wm-halo", anchor="end")
            for at, line in enumerate(bar.lines)
        ]
    else:
        parts.append(stacked(x + _BAR + _PAD, middle, bar.lines, "wm-halo"))
    return parts
