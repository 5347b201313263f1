"""Pilots and rest over the years: lines, and two years per wijk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from wijkmap.analysis.comparison import YearPair, year_pair
from wijkmap.analysis.layers import Layer, layer_figures_by_year
from wijkmap.analysis.places import PILOTS, REST
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figures
from wijkmap.model.selection import Selection
from wijkmap.model.words import Level, Measure
from wijkmap.present.charts import (
    DumbbellRow,
    Mark,
    Series,
    dumbbell_chart,
    dumbbell_table,
    trend_chart,
    trend_table,
    year_of,
)
from wijkmap.present.charts.trend import Role
from wijkmap.present.goals import source_line, start_words
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.numbers import number, signed
from wijkmap.present.sentences import enumeration
from wijkmap.present.tables import folded_table

__all__ = ["Drawn", "dumbbell_section", "trend_section"]

_PILOT_ROLES: tuple[Role, ...] = ("pilot-1", "pilot-2")
_EMPTY = Markup("")
_UNTESTED = "De marge is onbekend: een klein verschil kan toeval zijn."


@dataclass(frozen=True)
class Drawn:
    """A part of the page around a drawing, which goes to the page by another way.

    Attributes
    ----------
    head, drawing, foot : Markup
        Sentence, chart, and its table with the sources. All may be empty.
    """

    head: Markup = _EMPTY
    drawing: Markup = _EMPTY
    foot: Markup = _EMPTY


def trend_section(dataset: Dataset, layer: Layer, peildatum: str) -> Drawn:
    """Line per pilot, one for the rest and a cloud of the other wijken.

    Empty for a class, which has no mean. One year is said, not drawn.
    """
    if dataset.catalogue[layer.id].measure is Measure.CLASS:
        return Drawn()
    groups = _by_year(dataset, layer, Level.GROUP)
    wijken = _by_year(dataset, layer, Level.WIJK)
    years = sorted({int(one.year) for one in wijken if one.value is not None})
    if len(years) < 2:  # noqa: PLR2004 - a line needs two points
        return _one_year(layer, years)
    is_count = dataset.catalogue[layer.id].measure is Measure.EXTENSIVE
    series = _series(dataset, groups, wijken, is_count=is_count)
    starts = sorted(set(dataset.municipality.pilots.values()))
    marks = [
        Mark(year_of(one.isoformat()), f"start pilots, {start_words(dataset)}") for one in starts
    ]
    label = f"{layer.label}: {enumeration([one.name for one in series if one.role != 'other'])}"
    last = dataset.municipality.last_year_before
    return Drawn(
        _head(_trend_statement(layer, groups, years, last, is_count=is_count)),
        trend_chart(
            series,
            unit=layer.unit,
            decimals=layer.decimals,
            title="",
            description=f"{label}, van {years[0]} tot en met {years[-1]}.",
            marks=marks[:1],
            under=_under(years, is_count=is_count),
        ),
        _foot(
            trend_table(series, caption=layer.label, decimals=layer.decimals, unit=layer.unit),
            _sources(dataset, [*groups, *wijken], peildatum),
        ),
    )


def _series(
    dataset: Dataset, groups: Sequence[Figure], wijken: Sequence[Figure], *, is_count: bool
) -> list[Series]:
    others = [
        Series(dataset.name_of(code), _points(wijken, code), "other") for code in dataset.rest
    ]
    if len(dataset.pilots) > len(_PILOT_ROLES):
        named = [Series("Pilots", _points(groups, PILOTS), "pilot-1")]
    else:
        named = [
            Series(dataset.name_of(code), _points(wijken, code), role)
            for code, role in zip(dataset.pilots, _PILOT_ROLES, strict=False)
        ]
    # A sum of many wijken beside single ones would flatten every other line.
    rest = [] if is_count else [Series("Overige wijken", _points(groups, REST), "rest")]
    return [*others, *rest, *named]


def _points(
    every: Sequence[Figure], key: str
) -> list[tuple[float, float | None, float | None, float | None]]:
    return [(float(one.year), one.value, one.low, one.high) for one in every if one.key == key]


def _trend_statement(
    layer: Layer, groups: Sequence[Figure], years: Sequence[int], last: int, *, is_count: bool
) -> str:
    """Difference in the first year, the last before the start and the newest.

    No word on what caused it.
    """
    if is_count:
        return f"{layer.label}: de jaren {years[0]} tot en met {years[-1]}"
    value = {(one.key, int(one.year)): one.value for one in groups}
    gaps = {}
    for year in years:
        pilots, rest = value.get((PILOTS, year)), value.get((REST, year))
        if pilots is not None and rest is not None:
            gaps[year] = pilots - rest
    if not gaps:
        return "In geen enkel jaar zijn pilots en overige wijken allebei bekend"
    found = sorted(gaps)
    before = [year for year in found if year <= last]
    some = sorted({found[0], before[-1] if before else found[0], found[-1]})
    unit = " procentpunt" if layer.unit.startswith("%") else ""
    said = [f"in {year} {signed(gaps[year], layer.decimals)}{unit}" for year in some]
    return f"Het verschil tussen pilots en overige wijken was {enumeration(said)}"


def _under(years: Sequence[int], *, is_count: bool) -> list[str]:
    gaps = [f"{first} en {second}" for first, second in pairwise(years) if second - first > 1]
    lines = [f"Cijfers voor {enumeration([str(year) for year in years], most=30)}."]
    if gaps:
        lines.append("Tussen die jaren is niet gemeten; de lijn verbindt de metingen.")
    if is_count:
        lines.append("Aantallen per wijk: een grote wijk heeft er vanzelf meer.")
    return lines


def dumbbell_section(dataset: Dataset, layer: Layer, peildatum: str) -> Drawn:
    """Every wijk in two years; empty for a class, or with fewer than two years."""
    if dataset.catalogue[layer.id].measure is Measure.CLASS:
        return Drawn()
    wijken = _by_year(dataset, layer, Level.WIJK)
    pair = year_pair(dataset, (int(one.year) for one in wijken if one.value is not None))
    if pair is None:
        return Drawn()
    rows = _rows(dataset, wijken, pair)
    ends = (str(pair.left), str(pair.right))
    side = "voor" if pair.left_is_before else "ook al na"
    said = [f"{ends[0]} is {side} de start van de pilots in {start_words(dataset)}."]
    if all(one.low is None for one in wijken):
        said.append(_UNTESTED)
    chart = dumbbell_chart(
        rows,
        left_label=ends[0],
        right_label=ends[1],
        unit=layer.unit,
        decimals=layer.decimals,
        description=f"{layer.label} per wijk in {ends[0]} en {ends[1]}; de tabel eronder geeft elk cijfer.",
        under=said,
    )
    twin = dumbbell_table(
        rows,
        caption=f"{layer.label} in {ends[0]} en {ends[1]}",
        first="wijk",
        left_label=ends[0],
        right_label=ends[1],
        unit=layer.unit,
        decimals=layer.decimals,
    )
    lead = element("p", _pilots_line(rows, pair, layer.decimals), class_="wm-lead")
    return Drawn(
        _head(_pair_statement(rows, pair, layer.decimals), lead),
        chart,
        _foot(twin, _sources(dataset, wijken, peildatum)),
    )


def _rows(dataset: Dataset, wijken: Sequence[Figure], pair: YearPair) -> list[DumbbellRow]:
    """Pilots first, then the other wijken from high to low in the newest year."""
    value = {(one.key, int(one.year)): one.value for one in wijken}

    def row(code: str) -> DumbbellRow:
        ends = value.get((code, pair.left)), value.get((code, pair.right))
        return DumbbellRow(dataset.name_of(code), *ends, emphasis=code in dataset.pilots)

    others = [row(code) for code in dataset.rest]
    others.sort(key=lambda one: (one.right is None, -(one.right or 0.0), one.label))
    return [*(row(code) for code in dataset.pilots), *others]


def _pilots_line(rows: Sequence[DumbbellRow], pair: YearPair, decimals: int) -> str:
    said = []
    for row in rows:
        if row.emphasis:
            left, right = (
                "onbekend" if value is None else number(value, decimals)
                for value in (row.left, row.right)
            )
            said.append(f"{row.label} {left} in {pair.left} en {right} in {pair.right}")
    return f"{'; '.join(said)}." if said else ""


def _pair_statement(rows: Sequence[DumbbellRow], pair: YearPair, decimals: int) -> str:
    both = [one for one in rows if one.left is not None and one.right is not None]
    if not both:
        return f"Geen wijk heeft een cijfer voor zowel {pair.left} als {pair.right}"
    # As they read: what shows the same number is not higher.
    higher = sum(
        round(one.right or 0.0, decimals) > round(one.left or 0.0, decimals) for one in both
    )
    verb = "staat er" if higher == 1 else "staan er"
    return f"Van {len(both)} wijken {verb} {higher} in {pair.right} hoger dan in {pair.left}"


def _one_year(layer: Layer, years: Sequence[int]) -> Drawn:
    told = f"Er is één jaar ({years[0]})" if years else "Er is geen jaar met een cijfer per wijk"
    lead = (
        f"Komt er van “{layer.label}” een tweede jaar bij, dan staan hier de pilots, "
        "de overige wijken en elke wijk door de tijd."
    )
    return Drawn(
        _head(f"{told}, dus nog geen lijn over de jaren", element("p", lead, class_="wm-lead"))
    )


def _by_year(dataset: Dataset, layer: Layer, level: Level) -> list[Figure]:
    frame: pd.DataFrame = layer_figures_by_year(dataset, layer.id, Selection(), level)
    return list(figures(frame))


def _head(statement: str, lead: object = "") -> Markup:
    return element("div", element("h2", statement), lead, class_="wm-part")


def _foot(twin: Markup, sources: Markup) -> Markup:
    return join([folded_table(twin), sources])


def _sources(dataset: Dataset, shown: Sequence[Figure], peildatum: str) -> Markup:
    keys = dict.fromkeys(key for one in shown for key in one.sources)
    return source_line(dataset, keys, tail=f"Peildatum {peildatum}.")
