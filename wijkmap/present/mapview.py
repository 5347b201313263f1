"""One view of the map page: map, sentence, table and pilots, all from the same figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from wijkmap.analysis.groups import DIFFERENCE, pilots_beside_rest
from wijkmap.analysis.layers import Layer, layer_figures, layer_figures_by_year
from wijkmap.analysis.places import chosen_wijken
from wijkmap.analysis.registers import theme_mix
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figures
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import BoundaryFit, Classing, Level, State
from wijkmap.present.classes import Classes, classes_for
from wijkmap.present.differences import ANSWERS, Differences, answer, differences
from wijkmap.present.look import classing_line
from wijkmap.present.maptable import Column, map_table
from wijkmap.present.markup import Markup, element, join, link, text
from wijkmap.present.numbers import count
from wijkmap.present.sentences import city_label, statement, summary
from wijkmap.present.tables import Cell, margin_text, notes, table, value_cell
from wijkmap.present.webmap import Payload, map_payload

__all__ = ["MapView", "map_view"]

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
    table : Markup
        Twin of the map: every value it shows.
    groups : Markup
        Pilots beside the rest of the city.
    sources : Markup
        Where the figures come from, and the peildatum.
    known : int
        How many areas have a value.
    """

    payload: Payload
    statement: str
    summary: Markup
    table: Markup
    groups: Markup
    sources: Markup
    known: int


def map_view(dataset: Dataset, layer: Layer, selection: Selection, peildatum: str) -> MapView:
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
    """
    level = selection.level
    by_year = _by_year(dataset, layer, selection, level)
    year = _year(by_year, selection.year)
    every = list(figures(by_year[year]))
    inside = _inside(dataset, selection)
    shown = [one for one in every if inside is None or one.key in inside]
    asked = replace(selection, year=Period.parse(year))
    city_by_year = _by_year(dataset, layer, selection, Level.GEMEENTE)
    city = _city(dataset, layer, asked, city_by_year.get(year))
    groups = list(figures(pilots_beside_rest(dataset, layer.id, asked.year, asked)))
    classes = _classes(layer, pd.concat(by_year.values()), selection.classing)
    differing = differences(dataset, layer, level)
    return MapView(
        payload=map_payload(
            dataset,
            layer,
            by_year,
            classes,
            level=level,
            year=year,
            opened=selection.area if selection.area in dataset.areas.index else "",
            inside=inside,
            symbols=_symbols(dataset, selection),
            city={
                one: float(frame["value"].iloc[0])
                for one, frame in city_by_year.items()
                if len(frame) and frame["state"].iloc[0] == State.KNOWN.value
            },
            city_label=city_label(city),
            approximate=_approximate(dataset, layer),
            source_line=dataset.municipality.boundary_credit,
            notes={
                "classing": classing_line(selection.classing),
                "untestable": differing.reason,
            },
            differs=differing.by_year,
            hatched=selection.hatched,
        ),
        statement=statement(dataset, layer, _named(dataset, groups, every, selection), city),
        summary=element(
            "p",
            summary(layer, level, shown, is_part=inside is not None),
            " ",
            _difference_sentence(differing, year, shown),
            class_="wm-lead",
        ),
        table=map_table(
            f"{layer.label}{f', {year}' if year else ''}, per {level.value}",
            shown,
            city,
            layer=layer,
            classes=classes,
            columns=_columns(differing, year, shown),
            first=_LEVEL_WORDS[level],
        ),
        groups=_groups(layer, groups, dataset.municipality.code),
        sources=_sources(dataset, layer, [*shown, *groups], peildatum),
        known=sum(figure.state is State.KNOWN for figure in every),
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


def _by_year(
    dataset: Dataset, layer: Layer, selection: Selection, level: Level
) -> dict[str, pd.DataFrame]:
    """Figure frame per year; a register has one, without a year.

    A layer that has nothing at this level still has its figures, all without a value,
    for the year asked: they say why.
    """
    if layer.register is not None:
        return {"": layer_figures(dataset, layer.id, selection, level)}
    every = layer_figures_by_year(dataset, layer.id, selection, level)
    found = {str(year): frame for year, frame in every.groupby("year", sort=True)}
    if found or level is Level.GEMEENTE:
        return found
    refused = layer_figures(dataset, layer.id, selection, level)
    return {str(refused["year"].iloc[0]): refused}


def _city(
    dataset: Dataset, layer: Layer, selection: Selection, frame: pd.DataFrame | None
) -> Figure:
    if frame is None or frame.empty:
        frame = layer_figures(dataset, layer.id, selection, Level.GEMEENTE)
    return next(figures(frame))


def _inside(dataset: Dataset, selection: Selection) -> set[str] | None:
    """Areas inside the filter on place; None without one."""
    if not selection.narrows_place:
        return None
    wijken = set(chosen_wijken(dataset, selection))
    areas = dataset.areas_at(selection.level)
    if selection.level is Level.WIJK:
        return wijken
    return set(areas.index[areas["parent_code"].isin(wijken)])


def _symbols(dataset: Dataset, selection: Selection) -> dict[str, dict[str, int]]:
    mix = theme_mix(dataset, selection)
    found: dict[str, dict[str, int]] = {}
    for wijk, theme, found_there in zip(mix["wijk"], mix["theme"], mix["count"], strict=True):
        found.setdefault(str(wijk), {})[str(theme)] = int(found_there)
    return found


def _approximate(dataset: Dataset, layer: Layer) -> dict[str, set[str]]:
    """Per year the areas whose figure stands on slightly other boundaries than ours."""
    if layer.register is not None:
        return {}
    rows = dataset["observations"]
    counted = dataset.catalogue[layer.id].numerator or layer.id
    rows = rows[(rows["indicator"] == counted) & (rows["fit"] == BoundaryFit.APPROXIMATE.value)]
    return {str(year): set(codes) for year, codes in rows.groupby("year")["area_code"]}


def _year(by_year: Mapping[str, pd.DataFrame], asked: Period) -> str:
    """Year asked for when the layer has it, else the newest; empty for a register."""
    return str(asked) if str(asked) in by_year else max(by_year)


def _classes(layer: Layer, frame: pd.DataFrame, classing: Classing) -> Classes:
    return classes_for(
        frame["value"].to_numpy(),
        breaks=layer.breaks,
        decimals=layer.decimals,
        method=classing,
        direction=layer.direction,
        around=0.0 if _is_deviation(layer) else None,
    )


def _is_deviation(layer: Layer) -> bool:
    """Whether declared limits lie on both sides of zero: the scale then has a middle."""
    return bool(layer.breaks) and layer.breaks[0] < 0 < layer.breaks[-1]


def _named(
    dataset: Dataset, groups: Sequence[Figure], shown: Sequence[Figure], selection: Selection
) -> list[Figure]:
    """Figures that the title names: the opened area when it is on the map, else the pilots."""
    opened = [figure for figure in shown if figure.key == selection.area]
    if opened and selection.area not in dataset.pilots:
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


def _sources(dataset: Dataset, layer: Layer, shown: Iterable[Figure], peildatum: str) -> Markup:
    keys = sorted({key for figure in shown for key in figure.sources})
    known = dataset["sources"].set_index("source_id")
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
    return element("p", "Bron: ", said, f". Peildatum {peildatum}.", class_="wm-source")
