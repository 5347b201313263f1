"""The twin of the map: a table with every value that the map shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wijkmap.analysis.layers import Layer
from wijkmap.model.figures import Figure
from wijkmap.present.classes import Classes
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.sheets import sheet_caption, sheet_rows
from wijkmap.present.tables import Cell, margin_text, notes, shared_cautions, table, value_cell

__all__ = ["Column", "map_table"]


@dataclass(frozen=True)
class Column:
    """More of what the map shows per area.

    Attributes
    ----------
    header : str
    cells : mapping of str to str or Markup
        By area code; an area that is not there has an empty cell.
    is_number : bool
    """

    header: str
    cells: dict[str, str]
    is_number: bool = False


def map_table(  # noqa: PLR0913 - each is a part of the table
    caption: str,
    figures: Sequence[Figure],
    city: Figure,
    *,
    layer: Layer,
    classes: Classes,
    columns: Sequence[Column] = (),
    first: str,
    opened: str = "",
    sheet: int = 1,
) -> Markup:
    """Table of the areas of a map, with the whole city as the last row of each sheet.

    Cautions that all areas share stand once, under the table.

    Parameters
    ----------
    caption : str
    figures : sequence of Figure
        One per area shown.
    city : Figure
    layer : Layer
    classes : Classes
        Of the map.
    columns : sequence of Column
        Between the class and what is particular to a row.
    first : str
        Header of the names.
    opened : str
        Code of the opened area, whose name stands out.
    sheet : int
        Of a map with more areas than fit on one; from 1.
    """
    shared = shared_cautions(figures)
    decimals = layer.decimals
    seen = sheet_rows(figures, sheet)
    of_area = classes.classify([_value(figure) for figure in seen])
    rows: list[Sequence[str | Cell]] = [
        (
            _name(figure, opened),
            value_cell(figure, decimals),
            Cell(margin_text(figure, decimals), is_number=True),
            classes.labels[number] if number >= 0 else "",
            *(Cell(one.cells.get(figure.key, ""), is_number=one.is_number) for one in columns),
            "; ".join(one for one in figure.cautions if one not in shared),
        )
        for figure, number in zip(seen, of_area, strict=True)
    ]
    rows.append(
        (
            "Hele stad",
            value_cell(city, decimals),
            Cell(margin_text(city, decimals), is_number=True),
            "",
            *(Cell(one.cells.get(city.key, ""), is_number=one.is_number) for one in columns),
            "; ".join(one for one in city.cautions if one not in shared),
        )
    )
    headers: Sequence[str | Cell] = (
        first,
        Cell(layer.unit, is_number=True),
        Cell("marge", is_number=True),
        "klasse",
        *(Cell(one.header, is_number=one.is_number) for one in columns),
        "let op",
    )
    whole = table(sheet_caption(caption, len(figures), sheet), headers, rows)
    return join([whole, notes(shared)])


def _name(figure: Figure, opened: str) -> str | Cell:
    if figure.key != opened:
        return figure.key_label
    return Cell(element("strong", figure.key_label))


def _value(figure: Figure) -> float:
    return float("nan") if figure.value is None else figure.value
