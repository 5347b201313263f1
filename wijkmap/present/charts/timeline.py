"""Timeline strip: what happened when, as exact as the source knows it."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass

from wijkmap.present.charts.svg import (
    NARROW,
    WIDE,
    Axis,
    circle,
    figure,
    label,
    rule,
    width_of,
)
from wijkmap.present.markup import Markup, element, join, link, text
from wijkmap.present.numbers import moment

__all__ = ["Event", "timeline_strip", "year_of"]

_RADIUS = 10.0
_STEP = 2 * _RADIUS + 4
_MONTHS = 12
_TOP = 8.0


@dataclass(frozen=True)
class Event:
    """One moment.

    Attributes
    ----------
    date : str
        ``2014-10-14``, ``2014-10`` or ``2014``.
    title : str
    url, source : str
        Public page and its name; either may be empty.
    is_pilot : bool
        Belongs to a pilot, or to the area that a page is about: filled, the others open.
    """

    date: str
    title: str
    url: str = ""
    source: str = ""
    is_pilot: bool = False


def year_of(date: str, *, end: bool = False) -> float:
    """Partial date as a year with a fraction: its first moment, or its last with `end`.

    Examples
    --------
    >>> year_of("2014"), year_of("2014", end=True), year_of("2014-07")
    (2014.0, 2015.0, 2014.5)
    """
    year, *rest = (int(part) for part in date.split("-"))
    if not rest:
        return float(year + end)
    month = rest[0]
    if len(rest) == 1:
        return year + (month - 1 + end) / _MONTHS
    days = calendar.monthrange(year, month)[1]
    return year + (month - 1 + (rest[1] - 1 + end) / days) / _MONTHS


def timeline_strip(events: Sequence[Event], *, description: str, title: str = "") -> Markup:
    """Numbered moments on a line of years, and the same numbers as a list with sources.

    A moment known by day is a point; one known by month or year only is a stretch as
    long as what is not known.

    Parameters
    ----------
    events : sequence of Event
    description : str
    title : str

    Returns
    -------
    Markup
        Empty without events.
    """
    ordered = sorted(events, key=lambda one: (year_of(one.date), one.date, one.title))
    if not ordered:
        return Markup("")
    wide, narrow = (_strip(ordered, width) for width in (WIDE, NARROW))
    items = [_item(one) for one in ordered]
    return join(
        [
            figure(title, description, (wide, narrow)),
            element("ol", *items, class_="wm-events"),
        ]
    )


def _item(event: Event) -> Markup:
    source = [text(" "), element("span", link(event.url, event.source), class_="wm-small")]
    return element(
        "li",
        element("strong", moment(event.date)),
        text(f": {event.title}."),
        *(source if event.source else ()),
    )


def _strip(events: Sequence[Event], width: float) -> tuple[float, float, list[Markup]]:
    first = int(year_of(events[0].date))
    last = max(int(year_of(one.date, end=True) - 1e-9) + 1 for one in events)
    x = Axis(first, last, 14, width - 14)
    middles = [(x(year_of(one.date)) + x(year_of(one.date, end=True))) / 2 for one in events]
    rows = _rows(middles)
    line = _TOP + _STEP * (max(rows) + 1) + 6
    parts = [rule(x.start, line, x.end, line, "wm-axis")]
    parts += _years(x, line)
    for at, (event, middle, row) in enumerate(zip(events, middles, rows, strict=True), 1):
        y = line - 6 - _STEP * (row + 0.5)
        role = "wm-pilot-1" if event.is_pilot else "wm-rest"
        parts.append(rule(middle, y + _RADIUS, middle, line, "wm-stem"))
        start, end = x(year_of(event.date)), x(year_of(event.date, end=True))
        if end - start > 1:
            parts.append(rule(start, line, end, line, f"wm-span {role}"))
        else:
            parts.append(circle(middle, line, 3.5, f"wm-moment {role}"))
        told = f"{moment(event.date)}: {event.title}"
        parts.append(circle(middle, y, _RADIUS, f"wm-number-dot {role}", told))
        on = "wm-on-dot" if event.is_pilot else ""
        parts.append(label(middle, y + 4.5, str(at), on, anchor="middle"))
    return width, line + 26, parts


def _rows(middles: Sequence[float]) -> list[int]:
    """Row of each number above the line: the lowest one where it touches no other."""
    placed: list[tuple[float, int]] = []
    for middle in middles:
        taken = {row for other, row in placed if abs(other - middle) < _STEP}
        row = next(at for at in range(len(middles) + 1) if at not in taken)
        placed.append((middle, row))
    return [row for _, row in placed]


def _years(x: Axis, line: float) -> list[Markup]:
    parts = []
    first, last = int(x.low), int(x.high)
    per_year = (x.end - x.start) / (last - first)
    step = next(one for one in (1, 2, 5, 10, 25) if one * per_year > width_of("2024 "))
    for year in range(first, last + 1):
        named = year % step == 0
        parts.append(rule(x(year), line, x(year), line + (6 if named else 3), "wm-axis"))
        if named:
            parts.append(label(x(year), line + 20, str(year), "wm-quiet", anchor="middle"))
    return parts
