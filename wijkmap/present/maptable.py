"""The twin of the map: a table with every value that the map shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wijkmap.analysis.layers import Layer
from wijkmap.model.figures import Figure
from wijkmap.present.classes import Classes
from wijkmap.present.markup import Markup, join
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
) -> Markup:
    """Table of the areas of a map, with the whole city as its last row.

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
    """
    shared = shared_cautions(figures)
    decimals = layer.decimals
    of_area = classes.classify([_value(figure) for figure in figures])
    rows: list[Sequence[str | Cell]] = [
        (
            figure.key_label,
            value_cell(figure, decimals),
            Cell(margin_text(figure, decimals), is_number=True),
            classes.labels[number] if number >= 0 else "",
            *(Cell(one.cells.get(figure.key, ""), is_number=one.is_number) for one in columns),
            "; ".join(one for one in figure.cautions if one not in shared),
        )
        for figure, number in zip(figures, of_area, strict=True)
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
    return join([table(caption, headers, rows), notes(shared)])


def _value(figure: Figure) -> float:
    return float("nan") if figure.value is None else figure.value
