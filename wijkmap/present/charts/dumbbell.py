"""Dumbbell: two values per row, with the stretch between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wijkmap.present.charts.svg import (
    LINE_HEIGHT,
    NARROW,
    WIDE,
    Axis,
    circle,
    figure,
    label,
    rule,
    ticks,
    width_of,
    wrapped,
)
from wijkmap.present.markup import Markup
from wijkmap.present.numbers import number, signed
from wijkmap.present.tables import Cell, table

__all__ = ["DumbbellRow", "dumbbell_chart", "dumbbell_table"]

_ROW = 26.0
_ROW_NARROW = 40.0
_NAMES = 220.0
_ABSENT = "geen cijfer"


@dataclass(frozen=True)
class DumbbellRow:
    """One row.

    Attributes
    ----------
    label : str
    left, right : float or None
        Values under `left_label` and `right_label`; None where there is no figure.
    emphasis : bool
        Drawn strongly: a pilot, or the opened area.
    """

    label: str
    left: float | None
    right: float | None
    emphasis: bool = False


def dumbbell_chart(  # noqa: PLR0913 - what is drawn, how it is written, and what it says
    rows: Sequence[DumbbellRow],
    *,
    left_label: str,
    right_label: str,
    unit: str,
    decimals: int,
    description: str,
    title: str = "",
    under: Sequence[object] = (),
) -> Markup:
    """Two values per row on one shared axis: an open dot, a filled one, a line between.

    Parameters
    ----------
    rows : sequence of DumbbellRow
        Drawn in this order.
    left_label, right_label : str
        What the open and the filled dot are; said above the first row.
    unit : str
        In words, above the axis.
    decimals : int
    description, title : str
    under : sequence of str or Markup
        Year, source and remarks in small type.
    """
    values = [value for row in rows for value in (row.left, row.right) if value is not None]
    if not values:
        told = "Er zijn geen cijfers om te tekenen."
        empty = [rule(0, 4, 40, 4, "wm-axis")]
        return figure(title, told, ((WIDE, 8.0, empty), (NARROW, 8.0, empty)), under=[told, *under])
    drawings = tuple(
        _drawing(rows, width, (left_label, right_label), unit, decimals) for width in (WIDE, NARROW)
    )
    return figure(title, description, drawings, under=under)


def dumbbell_table(  # noqa: PLR0913 - as the chart that it is the twin of
    rows: Sequence[DumbbellRow],
    *,
    caption: str,
    first: str,
    left_label: str,
    right_label: str,
    unit: str,
    decimals: int,
) -> Markup:
    """Twin of the chart, with the difference."""
    written = []
    for row in rows:
        cells: list[str | Cell] = [row.label]
        gap = None if row.left is None or row.right is None else row.right - row.left
        for value in (row.left, row.right):
            words = _ABSENT if value is None else number(value, decimals)
            cells.append(Cell(words, is_number=True))
        cells.append(Cell("–" if gap is None else signed(gap, decimals), is_number=True))
        written.append(cells)
    others = (left_label, right_label, "verschil")
    headers: list[str | Cell] = [first, *(Cell(one, is_number=True) for one in others)]
    return table(f"{caption} ({unit})", headers, written)


def _drawing(
    rows: Sequence[DumbbellRow], width: float, ends: tuple[str, str], unit: str, decimals: int
) -> tuple[float, float, list[Markup]]:
    is_wide = width == WIDE
    values = [value for row in rows for value in (row.left, row.right) if value is not None]
    marks, texts = ticks(min(values), max(values))
    names = min(_NAMES, max(width_of(row.label) for row in rows) + 12) if is_wide else 0.0
    room = width_of(number(max(values, key=abs), decimals)) + 12
    x = Axis(marks[0], marks[-1], names + room, width - room)
    top = LINE_HEIGHT * 3.2
    step = _ROW if is_wide else _ROW_NARROW
    bottom = top + step * len(rows)
    parts = [*_key(ends, unit, width)]
    for value, words in zip(marks, texts, strict=True):
        parts.append(rule(x(value), top - 4, x(value), bottom, "wm-grid"))
        parts.append(label(x(value), top - 10, words, "wm-quiet", anchor="middle"))
    for at, row in enumerate(rows):
        middle = top + step * at + (step / 2 if is_wide else step - 11)
        parts += _row(row, x, middle, decimals, names if is_wide else 0.0)
    return width, bottom + 6, parts


def _key(ends: tuple[str, str], unit: str, width: float) -> Iterator[Markup]:
    left, right = ends
    yield circle(6, 8, 4.5, "wm-end-left")
    yield label(16, 12.5, left)
    second = 16 + width_of(left) + 22
    yield circle(second, 8, 4.5, "wm-end-right")
    yield label(second + 10, 12.5, right)
    beside = second + 10 + width_of(right) + 16
    if beside + width_of(unit) < width:
        yield label(width, 12.5, unit, "wm-quiet", anchor="end")


def _row(row: DumbbellRow, x: Axis, middle: float, decimals: int, names: float) -> Iterator[Markup]:
    strong = " wm-emphasis" if row.emphasis else ""
    if names:
        words = row.label if width_of(row.label) <= names else wrapped(row.label, names)[0] + " …"
        yield label(names - 8, middle + 4.5, words, strong.strip(), anchor="end")
    else:
        yield label(0, middle - 12, row.label, f"wm-halo{strong}")
    known = [value for value in (row.left, row.right) if value is not None]
    if not known:
        yield label(x.start, middle + 4.5, _ABSENT, "wm-quiet")
        return
    if row.left is not None and row.right is not None:
        yield rule(x(row.left), middle, x(row.right), middle, f"wm-bar-line{strong}")
    for value, name in ((row.left, "left"), (row.right, "right")):
        if value is not None:
            yield circle(x(value), middle, 5, f"wm-end-{name}{strong}")
    low, high = min(known), max(known)
    if len(known) > 1:
        words = number(low, decimals)
        yield label(x(low) - 9, middle + 4.5, words, "wm-quiet wm-halo", anchor="end")
    words = number(high, decimals) + (f" ({_ABSENT} ernaast)" if len(known) == 1 else "")
    yield label(x(high) + 9, middle + 4.5, words, "wm-quiet wm-halo")
