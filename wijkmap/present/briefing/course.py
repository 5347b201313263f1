"""Course over the years of what a briefing is about."""

from __future__ import annotations

from collections.abc import Sequence

from wijkmap.analysis.layers import Layer
from wijkmap.analysis.standings import (
    Frames,
    trend_layers,
)
from wijkmap.analysis.subjects import Subject
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import figures
from wijkmap.model.words import Level, State
from wijkmap.present.briefing.content import (
    Drawing,
    Sheet,
    Trend,
)
from wijkmap.present.briefing.inks import printed, texts_in
from wijkmap.present.briefing.record import Record
from wijkmap.present.charts import Series, trend_drawing
from wijkmap.present.numbers import number
from wijkmap.present.profile_figures import (
    course,
    owners_text,
    pilot_marks,
    trend_lines,
)

__all__ = ["trend"]

_TREND_WIDTH, _TREND_HEIGHT = 600.0, 172.0


def trend(
    dataset: Dataset, subject: Subject, layer: Layer, frames: Frames, record: Record
) -> Trend:
    """Course of the layer over the years, or of the gemeente's own choice where it has none."""
    if layer.id not in dataset.catalogue or not _course_known(frames, layer, subject):
        layer = trend_layers(dataset)[0]
    lines, own = trend_lines(dataset, subject, frames, layer)
    name = layer.label.split(" (")[0]
    heading = f"{name}: {course(own, layer)}"
    drawn, remarks = trend_drawing(
        lines,
        unit=layer.unit,
        decimals=layer.decimals,
        marks=pilot_marks(dataset),
        width=_TREND_WIDTH,
        height=_TREND_HEIGHT,
    )
    mine = frames(layer.id, subject.level)
    known = [
        one
        for one in figures(mine[mine["key"] == subject.figure_key])
        if one.state is State.KNOWN and one.year
    ]
    under = [*remarks]
    if known:
        own_mean = [one for one in known[-1].cautions if one.startswith("gemiddelde van")]
        under += [f"{one[:1].upper()}{one[1:]}." for one in own_mean]
        if all(one.low is None for one in known):
            under.append("Marge onbekend, verschillen zijn niet te toetsen.")
    city = frames(layer.id, Level.GEMEENTE)
    sources = known[-1].sources if known else tuple(city["sources"].iloc[-1] if len(city) else ())
    if named := owners_text(dataset, sources):
        under.append(f"{named[:1].upper()}{named[1:]}.")
    for series, level, key in _told_lines(dataset, subject, [*lines, own]):
        frame = frames(layer.id, level)
        for one in figures(frame[frame["key"] == key]):
            if one.state is State.KNOWN and one.year:
                shown = (number(one.value or 0.0, layer.decimals), one.year)
                label = f"{layer.label}, {series}"
                record.tell("verloop", label, one, *shown, indicator=layer.id)
    record.quote(*texts_in(drawn), *remarks, *under)
    return Trend(
        title=heading,
        drawing=Drawing(printed(drawn), _told(heading, lines, layer)) if drawn else None,
        under=" ".join(under),
        sheet=_sheet(lines, layer) if drawn else None,
    )


def _course_known(frames: Frames, layer: Layer, subject: Subject) -> bool:
    frame = frames(layer.id, subject.level)
    mine = frame[(frame["key"] == subject.figure_key) & frame["value"].notna()]
    return mine["year"].nunique() > 1


def _told_lines(
    dataset: Dataset, subject: Subject, lines: Sequence[Series]
) -> list[tuple[str, Level, str]]:
    """Named lines of the chart with the frame and the key that their figures stand in."""
    codes = {dataset.name_of(code): code for code in dataset.areas_at(Level.WIJK).index}
    found = []
    for one in lines:
        if one.role == "other":
            continue
        name = one.name.removeprefix("wijk ")
        if one.name == subject.name:
            found.append((one.name, subject.level, subject.figure_key))
        elif one.name == dataset.municipality.name and one.role == "city":
            found.append((one.name, Level.GEMEENTE, dataset.municipality.code))
        elif one.name == "overige wijken":
            found.append((one.name, Level.GROUP, "rest"))
        elif name in codes:
            found.append((one.name, Level.WIJK, str(codes[name])))
    return found


def _told(heading: str, lines: Sequence[Series], layer: Layer) -> str:
    named = [course(one, layer) for one in reversed(lines) if one.role != "other"]
    return (
        f"Een lijngrafiek laat zien hoe dit over de jaren verliep. {heading}. "
        f"Elke lijn heeft een naam: {'; '.join(named)}."
    )


def _sheet(lines: Sequence[Series], layer: Layer) -> Sheet:
    named = [one for one in reversed(lines) if one.role != "other"]
    values = [{int(year): value for year, value, _, _ in one.points} for one in named]
    years = sorted({year for one in values for year, value in one.items() if value is not None})
    rows = []
    for year in years:
        cells = [one.get(year) for one in values]
        rows.append(
            (
                str(year),
                *("–" if cell is None else number(cell, layer.decimals) for cell in cells),
            )
        )
    names = tuple(one.name for one in named)
    return Sheet(
        f"Verloop als tabel: {layer.label}",
        ("jaar", *names),
        tuple(rows),
        tuple(range(1, len(names) + 1)),
    )
