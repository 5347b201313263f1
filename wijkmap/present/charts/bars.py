"""Bars: how many of each, with the number beside the bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wijkmap.present.charts.svg import NARROW, WIDE, Axis, figure, label, width_of
from wijkmap.present.markup import Markup, element
from wijkmap.present.numbers import number

__all__ = ["Bar", "count_bars"]

_ROW = 24.0
_THICK = 14.0
_NAMES = 190.0


@dataclass(frozen=True)
class Bar:
    """One bar; `emphasis` draws it strongly."""

    label: str
    count: int
    emphasis: bool = False


def count_bars(bars: Sequence[Bar], *, description: str, title: str = "") -> Markup:
    """Horizontal bars from zero, in the order given; a count of zero has its number only.

    Returns
    -------
    Markup
        Empty without bars.
    """
    if not bars:
        return Markup("")
    most = max(1, *(bar.count for bar in bars))
    drawings = tuple(_drawing(bars, width, most) for width in (WIDE, NARROW))
    return figure(title, description, drawings)


def _drawing(bars: Sequence[Bar], width: float, most: int) -> tuple[float, float, list[Markup]]:
    names = min(_NAMES, max(width_of(bar.label) for bar in bars) + 10)
    room = width_of(number(most)) + 12
    x = Axis(0, most, names, width - room)
    parts = []
    for at, bar in enumerate(bars):
        middle = _ROW * (at + 0.5)
        strong = " wm-emphasis" if bar.emphasis else ""
        parts.append(label(0, middle + 4.5, bar.label, strong.strip()))
        if bar.count:
            parts.append(
                element(
                    "rect",
                    x=f"{names:.1f}",
                    y=f"{middle - _THICK / 2:.1f}",
                    width=f"{x(bar.count) - names:.1f}",
                    height=f"{_THICK:.1f}",
                    class_=f"wm-bar{strong}",
                )
            )
        parts.append(label(x(bar.count) + 6, middle + 4.5, number(bar.count), strong.strip()))
    return width, _ROW * len(bars), parts
