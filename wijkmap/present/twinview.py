"""Two maps beside each other in words: heading, sentence, one table, sources, and the difference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from wijkmap.analysis.layers import Layer
from wijkmap.analysis.subtraction import refusal
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure
from wijkmap.model.selection import Selection
from wijkmap.model.words import Level, State
from wijkmap.present.differencemap import (
    DifferenceMap,
    absence_sentence,
    better_line,
    difference_map,
    margin_sentence,
    rise_sentence,
)
from wijkmap.present.mapview import MapView
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.numbers import signed
from wijkmap.present.sentences import enumeration
from wijkmap.present.sheets import sheet_caption, sheet_rows, sheets_of
from wijkmap.present.tables import (
    Cell,
    margin_text,
    notes,
    shared_cautions,
    table,
    value_cell,
    value_text,
)
from wijkmap.present.twinmaps import Side, SideChoices

__all__ = ["NAMES", "TwinView", "twin_view"]

NAMES = ("Kaart A", "Kaart B")
"""What the two maps are called: beside each other on a desk, below each other on a phone."""

_UNROUNDED = "Verschillen zijn gerekend met onafgeronde cijfers."
_UNTESTED = "De marge is onbekend: een klein verschil kan toeval zijn."
_LEVEL_WORDS = {Level.WIJK: "Wijk", Level.BUURT: "Buurt"}


@dataclass(frozen=True)
class TwinView:
    """All that stands around two maps.

    Attributes
    ----------
    views : tuple of MapView
        A and B.
    heading : str
        What is so; with different figures, what is where.
    lead : Markup
        The pilots in both, and what may not be concluded.
    sheet : function
        Makes the twin of both maps, one table where both show the same level: a sheet of
        it, from 1.
    sources : Markup
    refusal : str
        Why B minus A cannot be shown; empty when it can.
    difference : DifferenceMap or None
        B minus A.
    write_lead : function
        Makes the sentences over the map of the difference; empty without one.
    difference_sheet : function
        Makes the twin of that map, a sheet of it; empty without one.
    """

    views: tuple[MapView, MapView]
    heading: str
    lead: Markup
    sheet: Callable[[int], Markup]
    sources: Markup
    refusal: str
    difference: DifferenceMap | None
    write_lead: Callable[[], Markup]
    difference_sheet: Callable[[int], Markup]

    @property
    def table(self) -> Markup:
        """First sheet of the twin, which holds all of maps of few areas."""
        return self.sheet(1)

    @property
    def rows(self) -> int:
        """Rows of the longer of both tables."""
        return max(len(view.shown) for view in self.views)

    @cached_property
    def difference_lead(self) -> Markup:
        """Pilots, city, and what may be said of chance and of better; empty without one."""
        return self.write_lead()

    @property
    def difference_table(self) -> Markup:
        """First sheet of the twin of the map of the difference."""
        return self.difference_sheet(1)


def twin_view(
    dataset: Dataset,
    choices: SideChoices,
    sides: tuple[Side, Side],
    views: tuple[MapView, MapView],
    selection: Selection,
) -> TwinView:
    """View of two maps.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.
    choices : SideChoices
    sides : tuple of Side
        A and B.
    views : tuple of MapView
        Of those sides.
    selection : Selection
        What the page shares: filters on place, and how classes are made.
    """
    why = _why_not(dataset, choices, sides)
    layers = [choices.layers[side.layer] for side in sides]
    made = None
    if not why:
        asked = replace(selection, level=sides[0].level)
        made = difference_map(dataset, layers[0], _years(sides), asked)
    heading = _heading(dataset, layers, sides)
    lead = _pilots(dataset, layers, views)
    if made:
        years = _years(sides)
        heading = rise_sentence(made.shown, sides[0].level, layers[0], years)
    shown = [_named(dataset, *of) for of in zip(layers, sides, views, strict=True)]
    return TwinView(
        views=(shown[0], shown[1]),
        heading=heading,
        lead=element("p", " ".join(filter(None, (*lead, _margin(views)))), class_="wm-lead"),
        sheet=lru_cache(maxsize=2)(lambda sheet: _table(layers, sides, views, sheet)),
        sources=_sources(views),
        refusal=why,
        difference=made,
        write_lead=lambda: _difference_lead(dataset, layers[0], made, sides[0].level),
        difference_sheet=lru_cache(maxsize=2)(
            lambda sheet: _difference_table(layers[0], sides, views, made, sheet)
        ),
    )


def _named(dataset: Dataset, layer: Layer, side: Side, view: MapView) -> MapView:
    """View whose map says which themes and year of a register it counts."""
    if layer.register is None or not (side.themes or side.year):
        return view
    texts = view.payload.texts
    if side.year:
        texts = {**texts, "noYears": f"Deze kaart telt {side.year}."}
    title = _told(dataset, layer, replace(side, level=Level.WIJK))
    return replace(view, payload=replace(view.payload, title=title, texts=texts))


def _why_not(dataset: Dataset, choices: SideChoices, sides: tuple[Side, Side]) -> str:
    one, other = sides
    if one.layer == other.layer and one.level is not other.level:
        return "Een verschil kan alleen als beide kaarten wijken tonen, of allebei buurten."
    years = [None if choices.is_register(side) else side.year for side in sides]
    return refusal(dataset, one.layer, other.layer, one.level, (years[0], years[1]))


def _years(sides: tuple[Side, Side]) -> tuple[int, int]:
    return sides[0].year or 0, sides[1].year or 0


def _heading(dataset: Dataset, layers: Sequence[Layer], sides: tuple[Side, Side]) -> str:
    """What is where, for maps that are not subtracted."""
    told = [_told(dataset, layer, side) for layer, side in zip(layers, sides, strict=True)]
    if sides[0] == sides[1]:
        return f"{told[0]} op de kaart; kies op kaart B iets anders om te vergelijken"
    return f"{NAMES[0]}: {told[0]}; kaart B: {told[1]}"


def _told(dataset: Dataset, layer: Layer, side: Side) -> str:
    themes = dataset.words("theme")
    parts = [layer.label]
    if side.themes:
        parts.append(f"({enumeration([themes[key] for key in side.themes])})")
    if side.year:
        parts.append(str(side.year))
    if side.level is Level.BUURT:
        parts.append("per buurt")
    return " ".join(parts)


def _pilots(dataset: Dataset, layers: Sequence[Layer], views: tuple[MapView, MapView]) -> list[str]:
    """Both values of each pilot, when both maps show wijken of one figure."""
    if layers[0].id != layers[1].id or layers[0].register is not None:
        return []
    said = []
    for code in dataset.pilots:
        both = [next((one for one in view.shown if one.key == code), None) for view in views]
        if all(both):
            told = [
                f"{value_text(one, layers[0].decimals, unit=False)} in {one.year}"
                for one in both
                if one
            ]
            said.append(f"{dataset.name_of(code)}: {' en '.join(dict.fromkeys(told))}")
    return [f"{'; '.join(said)}."] if said else []


def _margin(views: tuple[MapView, MapView]) -> str:
    known = [one for view in views for one in view.shown if one.state is State.KNOWN]
    return "" if not known or any(one.margin_known for one in known) else _UNTESTED


def _sources(views: tuple[MapView, MapView]) -> Markup:
    """Once when both are the same, else each under the name of its map."""
    if views[0].sources == views[1].sources:
        return views[0].sources
    return join(
        element(
            "div",
            element("b", f"{name}. ", class_="wm-source-of"),
            view.sources,
            class_="wm-sources",
        )
        for name, view in zip(NAMES, views, strict=True)
    )


def _table(
    layers: Sequence[Layer],
    sides: tuple[Side, Side],
    views: tuple[MapView, MapView],
    sheet: int,
) -> Markup:
    level = sides[0].level
    if level is not sides[1].level:
        return join(view.sheet(min(sheet, sheets_of(len(view.shown)))) for view in views)
    heads = [
        _column(name, layer, view) for name, layer, view in zip(NAMES, layers, views, strict=True)
    ]
    told = [
        " ".join(filter(None, (layer.label, view.shown[0].year if view.shown else "")))
        for layer, view in zip(layers, views, strict=True)
    ]
    caption = f"Kaart A, {told[0]}, en kaart B, {told[1]}"
    both = [_by_key(view) for view in views]
    keys = [*(one.key for one in sheet_rows(views[0].shown, sheet)), ""]
    shared = [shared_cautions(view.shown) for view in views]
    rows: list[Sequence[str | Cell]] = []
    for key in keys:
        pair = [of[key] for of in both]
        own = [
            f"{name}: {'; '.join(said)}"
            for name, one, common in zip(NAMES, pair, shared, strict=True)
            if (said := [caution for caution in one.cautions if caution not in common])
        ]
        cells = [
            cell
            for one, layer in zip(pair, layers, strict=True)
            for cell in (
                value_cell(one, layer.decimals),
                Cell(margin_text(one, layer.decimals), is_number=True),
            )
        ]
        rows.append(
            (pair[0].key_label if key else "Hele stad", *cells, ". ".join(dict.fromkeys(own)))
        )
    headers: list[str | Cell] = [_LEVEL_WORDS[level]]
    for head in heads:
        headers += [Cell(head, is_number=True), Cell("marge", is_number=True)]
    said = list(dict.fromkeys(one for common in shared for one in common))
    caption = sheet_caption(f"{caption}, per {level.value}", len(views[0].shown), sheet)
    return join([table(caption, [*headers, "let op"], rows), notes(said)])


def _by_key(view: MapView) -> dict[str, Figure]:
    """Figures by area code; the city under an empty one."""
    return {one.key: one for one in view.shown} | {"": view.city}


def _column(name: str, layer: Layer, view: MapView) -> str:
    year = view.shown[0].year if view.shown else ""
    return f"{name} ({', '.join(filter(None, (year, layer.unit)))})"


def _difference_lead(
    dataset: Dataset, layer: Layer, made: DifferenceMap | None, level: Level
) -> Markup:
    """The pilots, the city, and what may be said of chance and of better."""
    if made is None:
        return Markup("")
    of = {one.key: one for one in made.shown}
    named = [of[code] for code in dataset.pilots if code in of]
    said = [
        f"{one.key_label} {_signed(one, layer)}"
        for one in (*named, made.city)
        if one.value is not None
    ]
    if made.city.value is not None and said:
        said[-1] = f"de hele stad {_signed(made.city, layer)}"
    return element(
        "p",
        " ".join(
            filter(
                None,
                (
                    f"Verschil: {enumeration(said)} ({made.layer.unit})." if said else "",
                    margin_sentence(made.shown, level, dataset.catalogue[layer.id].margin),
                    absence_sentence(made.shown),
                    better_line(dataset, layer),
                    "Een verschil zegt nog niet dat de pilot het heeft veroorzaakt.",
                ),
            )
        ),
        class_="wm-lead",
    )


def _signed(figure: Figure, layer: Layer) -> str:
    return signed(round(figure.value or 0.0, layer.decimals), layer.decimals)


def _difference_table(
    layer: Layer,
    sides: tuple[Side, Side],
    views: tuple[MapView, MapView],
    made: DifferenceMap | None,
    sheet: int,
) -> Markup:
    if made is None:
        return Markup("")
    level = sides[0].level
    both = [_by_key(view) for view in views]
    shared = shared_cautions(made.shown)
    rows: list[Sequence[str | Cell]] = []
    for figure in (*sheet_rows(made.shown, sheet), made.city):
        key = "" if figure is made.city else figure.key
        rows.append(
            (
                figure.key_label if key else "Hele stad",
                *(value_cell(of[key], layer.decimals) for of in both),
                value_cell(figure, layer.decimals)
                if figure.value is None
                else Cell(_signed(figure, layer), is_number=True),
                Cell(margin_text(figure, layer.decimals), is_number=True),
                "; ".join(one for one in figure.cautions if one not in shared),
            )
        )
    years = [str(side.year) for side in sides]
    headers = (
        _LEVEL_WORDS[level],
        Cell(years[0], is_number=True),
        Cell(years[1], is_number=True),
        Cell(f"verschil ({made.layer.unit})", is_number=True),
        Cell("marge van het verschil", is_number=True),
        "let op",
    )
    title = f"{layer.label}, {years[1]} min {years[0]}, per {level.value}"
    caption = sheet_caption(title, len(made.shown), sheet)
    return join([table(caption, headers, rows), notes([*shared, _UNROUNDED])])
