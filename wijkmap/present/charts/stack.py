"""Stacked bars: what a whole is made of, with what is taken off on the other side of zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wijkmap.present.charts.svg import NARROW, WIDE, Axis, figure, label, rule, width_of
from wijkmap.present.markup import Markup, element, join

__all__ = ["Piece", "Stack", "stacked_bars"]

_ROW = 26.0
_THICK = 16.0
_NAMES = {WIDE: 170.0, NARROW: 116.0}
_LEAST = 0.2


@dataclass(frozen=True)
class Piece:
    """One part of a bar.

    Attributes
    ----------
    value : float
        Below zero: taken off.
    class_ : str
        Of the stylesheet, the same for this part in every bar.
    told : str
        What a pointer over it reads.
    """

    value: float
    class_: str
    told: str


@dataclass(frozen=True)
class Stack:
    """One bar; `emphasis` writes its name strongly."""

    label: str
    total: str
    pieces: tuple[Piece, ...]
    emphasis: bool = False


def stacked_bars(
    stacks: Sequence[Stack], legend: Sequence[tuple[str, str]], *, title: str, description: str
) -> Markup:
    """Horizontal bars in the order given, each with its total behind it.

    Parameters
    ----------
    stacks : sequence of Stack
    legend : sequence of (class, words)
        In the order of the pieces.
    title, description : str

    Returns
    -------
    Markup
        Empty without bars.
    """
    if not stacks:
        return Markup("")
    drawings = tuple(_drawing(stacks, width) for width in (WIDE, NARROW))
    items = [
        element("li", element("span", class_=f"wm-key {class_}", aria_hidden="true"), words)
        for class_, words in legend
    ]
    return join(
        [
            element("h2", title, class_="wm-stack-title"),
            element("ul", *items, class_="wm-keys"),
            figure("", description, drawings),
        ]
    )


def _drawing(stacks: Sequence[Stack], width: float) -> tuple[float, float, list[Markup]]:
    names = min(_NAMES[width], max(width_of(one.label) for one in stacks) + 10)
    room = max(width_of(one.total) for one in stacks) + 8
    low = min(sum(min(0.0, piece.value) for piece in one.pieces) for one in stacks)
    high = max(sum(max(0.0, piece.value) for piece in one.pieces) for one in stacks)
    x = Axis(low, high if high > low else low + 1, names, width - room)
    parts: list[Markup] = []
    for at, one in enumerate(stacks):
        middle = _ROW * (at + 0.5)
        strong = "wm-emphasis" if one.emphasis else ""
        parts.append(label(0, middle + 4.5, _cut(one.label, names), strong))
        parts += _pieces(one, x, middle)
        end = x(sum(max(0.0, piece.value) for piece in one.pieces))
        parts.append(label(end + 6, middle + 4.5, one.total, strong))
    parts.append(rule(x(0), 0, x(0), _ROW * len(stacks), "wm-axis"))
    return width, _ROW * len(stacks), parts


def _pieces(stack: Stack, x: Axis, middle: float) -> list[Markup]:
    drawn = []
    above = below = 0.0
    for piece in stack.pieces:
        start = above if piece.value > 0 else below
        end = start + piece.value
        above, below = (end, below) if piece.value > 0 else (above, end)
        left, right = sorted((x(start), x(end)))
        if right - left < _LEAST:
            continue
        drawn.append(
            element(
                "rect",
                element("title", piece.told),
                x=f"{left:.1f}",
                y=f"{middle - _THICK / 2:.1f}",
                width=f"{right - left:.1f}",
                height=f"{_THICK:.1f}",
                class_=f"wm-piece {piece.class_}",
            )
        )
    return drawn


def _cut(words: str, most: float) -> str:
    if width_of(words) <= most:
        return words
    while words and width_of(f"{words}…") > most:
        words = words[:-1]
    return f"{words.rstrip()}…"
