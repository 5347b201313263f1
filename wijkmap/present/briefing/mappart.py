"""Title and map of a briefing: what is so for the subject, beside the city."""

from __future__ import annotations

from dataclasses import replace

from wijkmap.analysis.layers import Layer, layer_figures, layers
from wijkmap.analysis.subjects import Subject
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figures
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Level, State
from wijkmap.present.briefing.content import (
    Drawing,
    LegendItem,
    MapPart,
    Sheet,
)
from wijkmap.present.briefing.inks import texts_in
from wijkmap.present.briefing.printmap import ABSENT_FILLS, SAME, map_drawing, swatch
from wijkmap.present.briefing.record import Record
from wijkmap.present.mapview import MapView, map_view
from wijkmap.present.markup import ABSENCE
from wijkmap.present.sentences import (
    city_label,
    subject_statement,
    summary,
    told_value,
)
from wijkmap.present.tables import value_text

__all__ = ["map_part", "map_selection", "shown_layer", "title"]


def shown_layer(dataset: Dataset, selection: Selection) -> Layer:
    """Layer of the map: the one chosen, else the gemeente's own choice."""
    known = {one.id: one for one in layers(dataset)}
    default = dataset.municipality.default_indicator
    return known.get(selection.indicator) or known[default]


def map_selection(dataset: Dataset, selection: Selection, subject: Subject) -> Selection:
    """Selection of the map of a briefing: the whole gemeente, at the level of the subject."""
    level = Level.BUURT if Level.BUURT in (subject.level, selection.level) else Level.WIJK
    indicator = shown_layer(dataset, selection).id
    area = subject.key if subject.is_area else ""
    return replace(
        selection,
        indicator=indicator,
        level=level,
        area=area,
        wijken=(),
        stadsdelen=(),
        compare="",
        goals=(),
    )


def _beside(dataset: Dataset, subject: Subject, layer: Layer, asked: Selection) -> list[Figure]:
    """The subject's own figure and the city's, of one year."""
    own = layer_figures(dataset, layer.id, asked, subject.level)
    mine = next(figures(own[own["key"] == subject.figure_key]))
    return [mine, next(figures(layer_figures(dataset, layer.id, asked, Level.GEMEENTE)))]


def title(
    dataset: Dataset, subject: Subject, layer: Layer, asked: Selection, record: Record
) -> str:
    """Statement on top: what is so for the subject, beside the city.

    Parameters
    ----------
    dataset : Dataset
    subject : Subject
    layer : Layer
    asked : Selection
        Of the map, with its year.
    record : Record
    """
    own, city = _beside(dataset, subject, layer, asked)
    said = subject_statement(dataset, layer, subject, (own, city))
    for one, more in ((own, ""), (city, city_label(city))):
        value = value_text(one, layer.decimals, unit=False)
        spoken = (value, told_value(one, layer), one.year, more)
        record.tell("titel", layer.label, one, *spoken, indicator=layer.id)
    return said


def map_part(
    dataset: Dataset,
    about: tuple[Subject, Selection],
    view: MapView | None,
    record: Record,
    peildatum: str,
) -> MapPart:
    """Map of the layer with the subject outlined.

    Parameters
    ----------
    dataset : Dataset
    about : (Subject, Selection)
        The subject, and what `map_selection` gives for it.
    view : MapView or None
        View of that selection, when somebody has it already.
    record : Record
    peildatum : str
        In words.
    """
    subject, asked = about
    layer = shown_layer(dataset, asked)
    view = view or map_view(dataset, layer, asked, peildatum)
    payload = view.payload
    year = replace(asked, year=Period.parse(payload.year))
    every = list(figures(layer_figures(dataset, layer.id, year, asked.level)))
    marks = payload.classes[payload.years.index(payload.year)]
    by_code = dict(zip(dataset.polygons_at(asked.level).index, marks, strict=True))
    words = dict(enumerate(payload.labels))
    rows = []
    for one in every:
        mark = by_code[one.key]
        told = words[int(mark)] if mark.isdigit() else ABSENCE[one.state]
        record.tell("kaart", layer.label, one, told, indicator=layer.id)
        rows.append((one.key_label, value_text(one, layer.decimals, unit=False), told))
    heading = f"{layer.label.split(' (')[0]}{f', {payload.year}' if payload.year else ''}"
    absent = [ABSENT_FILLS[mark] for mark in ABSENT_FILLS if mark in marks]
    legend = [
        LegendItem(label, swatch(colour))
        for label, colour in zip(payload.labels, payload.palette, strict=True)
    ]
    legend += [LegendItem(ABSENCE[State(name)], swatch(name)) for name in absent]
    if payload.hatched and any("0" in one for one in payload.differs):
        legend.append(LegendItem(payload.texts["hatch"], swatch(SAME)))
    svg = map_drawing(dataset, payload, *_shown_areas(dataset, subject, asked.level))
    credit = dataset.municipality.boundary_credit
    unit = "" if layer.unit.lower() in layer.label.lower() else layer.unit
    record.quote(heading, credit, *texts_in(svg))
    return MapPart(
        title=heading,
        year=payload.year,
        drawing=Drawing(svg, f"Kaart. {summary(layer, asked.level, every)}"),
        legend=tuple(legend),
        under=credit,
        sheet=Sheet(
            f"Kaart als tabel: {heading}",
            ("gebied", unit or "waarde", "klasse"),
            tuple(rows),
            (1,),
        ),
    )


def _shown_areas(dataset: Dataset, subject: Subject, level: Level) -> tuple[list[str], list[str]]:
    """Codes of the subject at the level of the map, and those that fill the page.

    A buurt is shown in its wijk and a stadsdeel by itself: in the whole gemeente neither
    would be seen.
    """
    own = [subject.key] if subject.is_area else list(subject.wijken)
    family = list(subject.wijken)
    if level is Level.BUURT:
        buurten = dataset.areas_at(Level.BUURT)
        family = list(map(str, buurten.index[buurten["parent_code"].isin(subject.wijken)]))
        own = own if subject.level is Level.BUURT else family
    return own, family if subject.level in (Level.BUURT, Level.STADSDEEL) else []
