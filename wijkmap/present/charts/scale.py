"""Scale: where an area stands among all others, with the city as a tick."""

from __future__ import annotations

from collections.abc import Sequence

from wijkmap.present.charts.svg import Axis, circle, label, rule, svg, width_of
from wijkmap.present.markup import Markup, element
from wijkmap.present.numbers import number

__all__ = ["position_scale"]

_WIDTH = 300.0
_HEIGHT = 50.0
_LINE = 27.0
_EDGE = 8.0


def position_scale(  # noqa: PLR0913 - the values on the line and how they are written
    others: Sequence[float],
    *,
    area: float,
    city: float | None,
    decimals: int,
    description: str,
    target: float | None = None,
    low: float | None = None,
    high: float | None = None,
) -> Markup:
    """Thin line from the lowest to the highest value: faint ticks, the city's tick, a dot.

    Parameters
    ----------
    others : sequence of float
        Values of all areas of the level, the own one may be among them.
    area : float
        The dot.
    city : float or None
        The named tick.
    decimals : int
    description : str
    target : float or None
        A second named tick.
    low, high : float or None
        The area's margin, as a bar around the dot.

    Returns
    -------
    Markup
        One drawing, 300 units wide, for a line of text or a cell of a table.
    """
    named = [one for one in (city, target, low, high) if one is not None]
    values = [*others, area, *named]
    lowest, highest = min(values), max(values)
    if lowest == highest:
        lowest, highest = lowest - 1, highest + 1
    x = Axis(lowest, highest, _EDGE, _WIDTH - _EDGE)
    parts = [
        element("title", description),
        rule(x.start, _LINE, x.end, _LINE, "wm-axis"),
        *(rule(x(one), _LINE - 4, x(one), _LINE + 4, "wm-faint") for one in others),
    ]
    if low is not None and high is not None and low < high:
        parts.append(rule(x(low), _LINE, x(high), _LINE, "wm-whisker wm-pilot-1"))
    if city is not None:
        parts.append(rule(x(city), _LINE - 10, x(city), _LINE + 6, "wm-city-tick"))
        parts.append(_named(x(city), 12, "stad"))
    if target is not None:
        parts.append(rule(x(target), _LINE - 10, x(target), _LINE + 6, "wm-target-tick"))
        near = city is not None and abs(x(city) - x(target)) < width_of("stad streef") / 2
        parts.append(_named(x(target), _HEIGHT - 4 if near else 12, "streefwaarde"))
    parts.append(circle(x(area), _LINE, 6, "wm-dot wm-pilot-1"))
    if others:
        bottom = _HEIGHT - 4
        parts.append(label(0, bottom, number(lowest, decimals), "wm-quiet"))
        parts.append(label(_WIDTH, bottom, number(highest, decimals), "wm-quiet", anchor="end"))
    return svg(_WIDTH, _HEIGHT, parts, class_="wm-scale", role="img")


def _named(x: float, y: float, words: str) -> Markup:
    half = width_of(words) / 2
    return label(min(max(x, half), _WIDTH - half), y, words, "wm-quiet", anchor="middle")
