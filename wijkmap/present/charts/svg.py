"""What all charts share: pieces of SVG, axes, and labels that do not collide."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from wijkmap.present.markup import Markup, element, join
from wijkmap.present.numbers import number

__all__ = [
    "LINE_HEIGHT",
    "NARROW",
    "WIDE",
    "Axis",
    "circle",
    "figure",
    "label",
    "path",
    "rule",
    "shortened",
    "spread",
    "stacked",
    "svg",
    "ticks",
    "width_of",
    "wrapped",
]

WIDE, NARROW = 640.0, 340.0
"""Widths that charts are drawn at; one unit is about one pixel there."""

LINE_HEIGHT = 16.0
_PER_CHARACTER = 6.9  # of a text of 13 px, on the wide side
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def svg(width: float, height: float, parts: Sequence[Markup], **attributes: str | None) -> Markup:
    """Drawing of a size, that scales with the place it gets."""
    return element(
        "svg",
        *parts,
        viewBox=f"0 0 {_short(width)} {_short(height)}",
        focusable="false",
        **attributes,
    )


def figure(
    title: str,
    description: str,
    drawings: tuple[tuple[float, float, Sequence[Markup]], ...],
    *,
    under: Sequence[object] = (),
) -> Markup:
    """Chart with its title above and remarks under it.

    Parameters
    ----------
    title : str
        Shown above the drawing, and its name; empty leaves it to the page.
    description : str
        Sentence for whoever cannot see the drawing.
    drawings : tuple of (width, height, parts)
        The wide one, then the narrow one.
    under : sequence of str or Markup
        Lines in small type.
    """
    shown = []
    for (width, height, parts), name in zip(drawings, ("wide", "narrow"), strict=True):
        named = [element("title", title or description), element("desc", description)]
        shown.append(svg(width, height, [*named, *parts], class_=f"wm-{name}", role="img"))
    head = [element("figcaption", title, class_="wm-chart-title")] if title else []
    small = [element("p", line, class_="wm-small") for line in under if line]
    return element("figure", *head, *shown, *small, class_="wm-chart")


def rule(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """Straight line."""
    return element(
        "line", x1=_short(x1), y1=_short(y1), x2=_short(x2), y2=_short(y2), class_=class_
    )


def circle(x: float, y: float, radius: float, class_: str, title: str = "") -> Markup:
    """Dot; `title` is what a pointer over it reads."""
    inside = [element("title", title)] if title else []
    return element("circle", *inside, cx=_short(x), cy=_short(y), r=_short(radius), class_=class_)


def path(points: Sequence[tuple[float, float]], class_: str, *, closed: bool = False) -> Markup:
    """Line through points, or the area within them."""
    steps = "L".join(f"{_short(x)} {_short(y)}" for x, y in points)
    return element("path", d=f"M{steps}{'Z' if closed else ''}", class_=class_)


def label(x: float, y: float, words: str, class_: str = "", *, anchor: str = "start") -> Markup:
    """Text on the baseline `y`; `anchor` is start, middle or end."""
    return element(
        "text",
        words,
        x=_short(x),
        y=_short(y),
        text_anchor=None if anchor == "start" else anchor,
        class_=f"wm-text {class_}".strip(),
    )


def width_of(words: str) -> float:
    """Rough width of a text in the units of a chart, rather too wide than too narrow."""
    return len(words) * _PER_CHARACTER


def wrapped(words: str, most: float) -> list[str]:
    """Text in lines of about `most` units, broken at spaces and after hyphens.

    Examples
    --------
    >>> wrapped("Venlo-Oost-Noord", 80.0)
    ['Venlo-Oost-', 'Noord']
    """
    lines: list[str] = []
    # A no-break space keeps the sign of the euro with its amount.
    for piece in re.findall(r"(?:[^\s-]|\N{NO-BREAK SPACE})+-*[ \n]*|-+[ \n]*", words):
        if lines and width_of((lines[-1] + piece).rstrip()) <= most:
            lines[-1] += piece
        else:
            lines.append(piece)
    return [line.rstrip() for line in lines]


def shortened(words: str, most: float, tail: str, *, lines: int = 3) -> list[str]:
    """Text and its tail in a few lines; what does not fit is left out, the tail never."""
    whole = wrapped(f"{words} {tail}", most)
    if len(whole) <= lines:
        return whole
    kept = wrapped(words, most)[: lines - 1]
    return [*kept[:-1], f"{kept[-1]} …", tail]


def spread(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Places near the wanted ones, so that nothing overlaps.

    Parameters
    ----------
    wanted : sequence of float
        Middle of each label.
    heights : sequence of float
    low, high : float
        Labels stay between these; when they do not fit, the last ones pass `high`.

    Returns
    -------
    list of float
        Middles, in the order of `wanted`, which also is their order from low to high.

    Examples
    --------
    >>> spread([10.0, 12.0], [16.0, 16.0], 0.0, 100.0)
    [8.0, 24.0]
    """
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], at))
    tops: list[float] = []
    floor = low
    for at in order:
        floor = max(floor, wanted[at] - heights[at] / 2)
        tops.append(floor)
        floor += heights[at]
    ceiling = max(high, low + sum(heights))
    for place in range(len(order) - 1, -1, -1):
        tops[place] = min(tops[place], ceiling - heights[order[place]])
        ceiling = tops[place]
    # Two that push each other share the shift.
    places = [0.0] * len(wanted)
    for place, at in enumerate(order):
        places[at] = tops[place] + heights[at] / 2
    return _settled(places, wanted, heights, order, low)


def _settled(
    places: list[float],
    wanted: Sequence[float],
    heights: Sequence[float],
    order: Sequence[int],
    low: float,
) -> list[float]:
    """Move each touching block up by half of what its last member was pushed down."""
    start = 0
    floor = low
    while start < len(order):
        end = start
        while end + 1 < len(order):
            here, after = order[end], order[end + 1]
            if places[after] - places[here] > (heights[after] + heights[here]) / 2 + 1e-6:
                break
            end += 1
        block = order[start : end + 1]
        pushed = max(places[at] - wanted[at] for at in block)
        room = places[block[0]] - heights[block[0]] / 2 - floor
        shift = max(0.0, min(pushed / 2, room))
        for at in block:
            places[at] -= shift
        floor = places[block[-1]] + heights[block[-1]] / 2
        start = end + 1
    return places


@dataclass(frozen=True)
class Axis:
    """Values on a straight scale.

    Attributes
    ----------
    low, high : float
        Values at the ends, apart.
    start, end : float
        Where the ends are drawn.
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Place of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def ticks(low: float, high: float, count: int = 4) -> tuple[list[float], list[str]]:
    """Round values that enclose a range, with their texts.

    Parameters
    ----------
    low, high : float
        Smallest and largest value; may be the same.
    count : int
        About as many steps.
    """
    if math.isclose(low, high):
        low, high = low - (abs(low) or 1.0) * 0.1, high + (abs(high) or 1.0) * 0.1
    raw = (high - low) / count
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(one * size for one in _STEPS if one * size >= raw * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    values = [place * step for place in range(first, last + 1)]
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    if not math.isclose(round(step, digits), step, rel_tol=1e-9):
        digits += 1
    return values, [number(value, digits) for value in values]


def stacked(x: float, middle: float, lines: Sequence[str], class_: str) -> Markup:
    """Lines of text around a middle."""
    top = middle - (len(lines) - 1) * LINE_HEIGHT / 2 + 4.5
    return join(label(x, top + at * LINE_HEIGHT, line, class_) for at, line in enumerate(lines))
