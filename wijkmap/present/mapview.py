"""One view of the map page: map, sentence, table and pilots, all from the same figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from wijkmap.analysis.groups import DIFFERENCE, pilots_beside_rest
from wijkmap.analysis.layers import Layer, layer_figures
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figures
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Level, State
from wijkmap.present.address import page_address
from wijkmap.present.datasets import MAP_FIGURES
from wijkmap.present.differences import ANSWERS, Differences, answer
from wijkmap.present.layerview import LayerView, layer_view
from wijkmap.present.maptable import Column, map_table
from wijkmap.present.markup import Markup, element, join, link, text
from wijkmap.present.numbers import count
from wijkmap.present.sentences import city_label, statement, summary
from wijkmap.present.tables import Cell, margin_text, notes, table, value_cell
from wijkmap.present.webmap import Payload

__all__ = ["MapView", "Parts", "group_figures", "map_view", "sheets_line"]

_SHEETS_KEPT = 4
_LEVEL_WORDS = {Level.WIJK: "Wijk", Level.BUURT: "Buurt"}


@dataclass(frozen=True)
class MapView:
    """All that the map page shows of a layer.

    Attributes
    ----------
    payload : Payload
        What the map in the browser needs to colour, label and tell.
    statement : str
        Title of the page: what is so.
    summary : Markup
        What the map shows, for who cannot see it.
    writing : function
        For an opened area and a number from 1, that sheet of the twin of the map.
    groups : Markup
        Pilots beside the rest of the city.
    sources : Markup
        Where the figures come from, and the peildatum.
    shown : tuple of Figure
        One per area inside the filter on place, of the year shown.
    city : Figure
    opening : function
        For an area asked for, the code of what is opened, empty without one, and the title.
    """

    payload: Payload
    statement: str
    summary: Markup
    writing: Callable[[str, int], Markup]
    groups: Markup
    sources: Markup
    shown: tuple[Figure, ...]
    city: Figure
    opening: Callable[[str], tuple[str, str]]

    def opened(self, area: str) -> MapView:
        """The same map with another area opened, or with none."""
        code, title = self.opening(area)
        return replace(self, payload=replace(self.payload, opened=code), statement=title)

    def sheet(self, number: int) -> Markup:
        """Sheet of the twin of the map, from 1: all sheets hold every value it shows."""
        return self.writing(self.payload.opened, number)

    @property
    def table(self) -> Markup:
        """First sheet of the twin, which holds all of a map of few areas."""
        return self.sheet(1)

    @property
    def place(self) -> int:
        """Row of the opened area in the twin, from 0; the first when it is not there."""
        opened = self.payload.opened
        return next((at for at, one in enumerate(self.shown) if one.key == opened), 0)


@dataclass(frozen=True)
class Parts:
    """What a view is made of that does not follow the opened area.

    Attributes
    ----------
    shown : LayerView
    groups : tuple of Figure
        From `group_figures`.
    """

    shown: LayerView
    groups: tuple[Figure, ...]


def map_view(
    dataset: Dataset,
    layer: Layer,
    selection: Selection,
    peildatum: str,
    parts: Parts | None = None,
) -> MapView:
    """View of a layer under a selection.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.
    layer : Layer
    selection : Selection
        Its level, year, filters and opened area.
    peildatum : str
        In words.
    parts : Parts, optional
        Of this layer and selection, when they were made before.
    """
    level = selection.level
    shown = (
        parts.shown if parts else layer_view(dataset, layer, selection).under(dataset, selection)
    )
    year = shown.year(selection.year)
    asked = replace(selection, year=Period.parse(year))
    groups = parts.groups if parts else group_figures(dataset, layer, asked)
    city = _city(dataset, layer, asked, shown.city_by_year.get(year))
    every = shown.figures(year)
    seen = [one for one in every if shown.inside is None or one.key in shown.inside]

    def opening(area: str) -> tuple[str, str]:
        named = _named(dataset, groups, every, area)
        code = area if area in dataset.areas.index else ""
        return code, statement(dataset, layer, named, city)

    code, title = opening(selection.area)
    return MapView(
        payload=replace(
            shown.payload,
            year=year,
            opened=code,
            texts={**shown.payload.texts, "city": city_label(city)},
        ),
        statement=title,
        opening=opening,
        summary=element(
            "p",
            summary(layer, level, seen, is_part=shown.inside is not None),
            " ",
            _difference_sentence(shown.differing, year, seen),
            " ",
            shown.over.sentence,
            class_="wm-lead",
        ),
        writing=lru_cache(maxsize=_SHEETS_KEPT)(
            lambda area, sheet: map_table(
                f"{layer.label}{f', {year}' if year else ''}, per {level.value}",
                seen,
                city,
                layer=layer,
                classes=shown.classes,
                columns=[*_columns(shown.differing, year, seen), *shown.over.columns],
                first=_LEVEL_WORDS[level],
                opened=area,
                sheet=sheet,
            )
        ),
        groups=_groups(layer, groups, dataset.municipality.code),
        sources=_sources(dataset, layer, [*seen, *groups], shown.over.source, peildatum),
        shown=tuple(seen),
        city=city,
    )


def _difference_sentence(differing: Differences, year: str, shown: Sequence[Figure]) -> str:
    if not any(figure.state is State.KNOWN for figure in shown):
        return ""
    return differing.sentence(year, {figure.key: figure.key_label for figure in shown})


def _columns(differing: Differences, year: str, shown: Sequence[Figure]) -> list[Column]:
    """What the map shows per area beside value, margin and class."""
    columns = []
    if year in differing.by_year:
        found = differing.by_year[year]
        cells = {figure.key: ANSWERS[answer(found, figure.key)] for figure in shown}
        columns.append(Column("wijkt echt af", cells))
    return columns


def sheets_line(dataset: Dataset, selection: Selection) -> Markup:
    """How to find a row of a twin of several sheets, and where all of them are one file."""
    address = page_address("gegevens", selection, dataset.municipality)
    return element(
        "p",
        f"Open een {selection.level.value} op de kaart of zoek haar naam: dan staat hier het blad "
        "waar zij op staat. Alle regels in één bestand (CSV of Excel): ",
        link(f"{address}{'&' if '?' in address else '?'}tabel={MAP_FIGURES}", "Gegevens"),
        ".",
        class_="wm-small",
    )


def group_figures(dataset: Dataset, layer: Layer, selection: Selection) -> tuple[Figure, ...]:
    """Pilots beside the rest in the year of a selection; the opened area does not count."""
    return tuple(figures(pilots_beside_rest(dataset, layer.id, selection.year, selection)))


def _city(
    dataset: Dataset, layer: Layer, selection: Selection, frame: pd.DataFrame | None
) -> Figure:
    if frame is None or frame.empty:
        frame = layer_figures(dataset, layer.id, selection, Level.GEMEENTE)
    return next(figures(frame))


def _named(
    dataset: Dataset, groups: Sequence[Figure], shown: Sequence[Figure], area: str
) -> list[Figure]:
    """Figures that the title names: the opened area when it is on the map, else the pilots."""
    opened = [figure for figure in shown if figure.key == area]
    if opened and area not in dataset.pilots:
        return opened
    return [figure for figure in groups if figure.key in dataset.pilots]


def _groups(layer: Layer, groups: Sequence[Figure], city: str) -> Markup:
    caption = f"{layer.label}, pilots en de rest"
    rows = [
        (
            "Hele stad" if figure.key == figure.area_code == city else figure.key_label,
            value_cell(figure, layer.decimals),
            Cell(margin_text(figure, layer.decimals), is_number=True),
            _basis(figure),
        )
        for figure in groups
    ]
    remarks = []
    if layer.register is not None:
        remarks.append(
            "Gevonden in openbare bronnen, niet volledig: een verschil tussen pilots en rest "
            "zegt hier niets."
        )
    else:
        remarks.append("Een verschil zegt nog niet dat de pilot het heeft veroorzaakt.")
    year = next((figure.year for figure in groups if figure.year), "")
    headers = (
        f"Groep{f' ({year})' if year else ''}",
        Cell(layer.unit, is_number=True),
        Cell("marge", is_number=True),
        "waarop het rust",
    )
    return element(
        "section",
        element("h2", "Pilots naast de rest van de stad"),
        table(caption, headers, rows, hide_caption=True),
        notes(remarks),
        class_="wm-groups",
    )


def _basis(figure: Figure) -> str:
    if figure.key == DIFFERENCE:
        return ""
    said = [one for one in figure.cautions if one.startswith(("gemiddelde van", "som van"))]
    return "; ".join(said[:1])


def _sources(
    dataset: Dataset, layer: Layer, shown: Iterable[Figure], over: str, peildatum: str
) -> Markup:
    keys = sorted({key for figure in shown for key in figure.sources})
    known = dataset.sources
    if layer.register is not None:
        pages = count(len(keys), "openbare bron", "openbare bronnen")
        said: Markup = text(f"{pages}; elke regel in het paneel noemt de zijne")
    else:
        named = known.loc[[key for key in keys if key in known.index]]
        said = join(
            [
                join([f"{owner}, ", link(str(url), title)])
                for owner, url, title in zip(
                    named["owner"], named["url"], named["title"], strict=True
                )
            ],
            "; ",
        )
    last = f". {over} Peildatum {peildatum}." if over else f". Peildatum {peildatum}."
    return element("p", "Bron: ", said, last, class_="wm-source")
