"""Figures as real HTML tables: the twin of every map and chart.

A table says what the map says, in words: state, margin and cautions included.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wijkmap.model.figures import Figure
from wijkmap.model.words import State
from wijkmap.present.markup import ABSENCE, Markup, absence, element, join
from wijkmap.present.numbers import number, with_unit

__all__ = [
    "Cell",
    "figure_table",
    "folded_table",
    "margin_text",
    "notes",
    "shared_cautions",
    "table",
    "value_cell",
    "value_text",
]


@dataclass(frozen=True)
class Cell:
    """One cell; numbers stand to the right."""

    content: object
    is_number: bool = False
    is_header: bool = False


def table(
    caption: str,
    headers: Sequence[str | Cell],
    rows: Iterable[Sequence[str | Cell]],
    *,
    hide_caption: bool = False,
    class_: str = "",
) -> Markup:
    """HTML table with a caption, column headers and a header in the first cell of each row."""
    head = join(
        element("th", _plain(cell).content, scope="col", class_=_class_of(_plain(cell)))
        for cell in headers
    )
    body = join(element("tr", *_row(cells)) for cells in rows)
    return element(
        "div",
        element(
            "table",
            element("caption", caption, class_="wm-visually-hidden" if hide_caption else None),
            element("thead", element("tr", head)),
            element("tbody", body),
            class_=f"wm-table {class_}".strip(),
        ),
        class_="wm-scroll",
        tabindex="0",
        role="region",
        aria_label=caption,
    )


def _plain(cell: str | Cell) -> Cell:
    return cell if isinstance(cell, Cell) else Cell(cell)


def _class_of(cell: Cell) -> str | None:
    return "wm-number" if cell.is_number else None


def _row(cells: Sequence[str | Cell]) -> list[Markup]:
    first, *others = map(_plain, cells)
    return [
        element("th", first.content, scope="row", class_=_class_of(first)),
        *(element("td", cell.content, class_=_class_of(cell)) for cell in others),
    ]


def value_text(figure: Figure, decimals: int, *, unit: bool = True) -> str:
    """Value in words, or the word for why there is none."""
    if figure.state is not State.KNOWN or figure.value is None:
        return ABSENCE[figure.state]
    if not unit:
        return number(figure.value, decimals)
    return with_unit(figure.value, figure.unit, decimals)


def value_cell(figure: Figure, decimals: int, *, unit: bool = False) -> Cell:
    """Cell with the value, or the sign and word of its absence."""
    if figure.state is not State.KNOWN or figure.value is None:
        return Cell(absence(figure.state), is_number=True)
    return Cell(value_text(figure, decimals, unit=unit), is_number=True)


def margin_text(figure: Figure, decimals: int) -> str:
    """Margin as ``12 tot 18``, or that it is unknown; empty without a value."""
    if figure.state is not State.KNOWN:
        return ""
    if figure.low is None or figure.high is None:
        return "marge onbekend"
    if figure.low == figure.high:
        return "exact"
    return f"{number(figure.low, decimals)} tot {number(figure.high, decimals)}"


def figure_table(
    caption: str, figures: Sequence[Figure], decimals: int, *, first: str, unit: str
) -> Markup:
    """Table of figures: name, value, margin and what is particular to the row.

    Cautions that all rows share stand once, under the table.
    """
    shared = shared_cautions(figures)
    rows = [
        (
            figure.key_label,
            value_cell(figure, decimals),
            Cell(margin_text(figure, decimals), is_number=True),
            "; ".join(one for one in figure.cautions if one not in shared),
        )
        for figure in figures
    ]
    headers = (first, Cell(unit, is_number=True), Cell("marge", is_number=True), "let op")
    return join([table(caption, headers, rows), notes(shared)])


def folded_table(*tables: Markup, name: str = "Als tabel") -> Markup:
    """Twin of a drawing, folded away; on paper only when it is open."""
    return element("details", element("summary", name), *tables, class_="wm-status wm-twin")


def shared_cautions(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Cautions that every known figure carries, in the order of the first."""
    known = [figure for figure in figures if figure.state is State.KNOWN]
    if not known:
        return ()
    common = set.intersection(*(set(figure.cautions) for figure in known))
    return tuple(one for one in known[0].cautions if one in common)


def notes(lines: Iterable[str]) -> Markup:
    """Small list of remarks under a table or map; empty without lines."""
    items = [element("li", line) for line in lines]
    return element("ul", *items, class_="wm-notes") if items else Markup("")
