"""Figures of a profile: beside the city, against a target, over the years, and all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wijkmap.analysis.layers import Layer
from wijkmap.analysis.places import REST
from wijkmap.analysis.standings import Frames, Standing, TargetResult, trend_layers
from wijkmap.analysis.subjects import Subject
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure
from wijkmap.model.words import Level, MarginRule, Measure, State
from wijkmap.present.charts import (
    Mark,
    Series,
    position_scale,
    trend_chart,
    trend_table,
    year_of,
)
from wijkmap.present.charts.trend import Role
from wijkmap.present.markup import Markup, absence, element, join
from wijkmap.present.numbers import count, moment, number, with_unit
from wijkmap.present.sentences import city_label, enumeration, told_value, unit_is_told
from wijkmap.present.tables import (
    Cell,
    folded_table,
    margin_text,
    notes,
    table,
    value_cell,
    value_text,
)

__all__ = [
    "city_words",
    "course",
    "figures_table",
    "key_figure_list",
    "margin_words",
    "owners_text",
    "pilot_marks",
    "place_scale",
    "target_list",
    "trend_lines",
    "trend_section",
]

_PART_HEIGHT = 200.0
_FEW = 2
_REACHED = {True: ("wm-yes", "gehaald"), False: ("wm-no", "niet gehaald")}
_UNKNOWN = ("wm-unknown", "onbekend")


def key_figure_list(dataset: Dataset, subject: Subject, standings: Iterable[Standing]) -> Markup:
    """Key figures: value, year and margin, with the place among the others drawn beside."""
    items = [_key_figure(dataset, subject, one) for one in standings]
    if not items:
        return element("p", "Van dit gebied zijn er geen openbare cijfers.")
    return element("dl", *items, class_="wm-standings")


def _key_figure(dataset: Dataset, subject: Subject, one: Standing) -> Markup:
    layer, own = one.layer, one.own
    if own.state is State.KNOWN:
        value: object = told_value(own, layer)
        if dataset.catalogue[layer.id].measure is Measure.CLASS:
            value = f"{value_text(own, layer.decimals, unit=False)} ({layer.unit})"
        small = [margin_words(one)]
    else:
        value = absence(own.state)
        small = [reason] if (reason := _reason(own.cautions)) else []
    small.append(city_words(one))
    if dataset.catalogue[layer.id].model_estimate:
        small.append("modelschatting")
    small.append(owners_text(dataset, own.sources or one.city.sources))
    if _counts_where_it_happens(dataset, subject, one):
        small.append("; ".join(own.cautions))
    drawn = place_scale(subject, one)
    return element(
        "div",
        element("dt", f"{layer.label} ", element("span", own.year, class_="wm-small")),
        element("dd", value, class_="wm-value"),
        element("dd", drawn, class_="wm-place") if drawn else "",
        element("dd", " · ".join(part for part in small if part), class_="wm-small"),
        class_="wm-standing",
    )


def _counts_where_it_happens(dataset: Dataset, subject: Subject, one: Standing) -> bool:
    """Whether a figure misleads without its cautions: crime by residents in a centre."""
    indicator = dataset.catalogue[one.layer.id]
    counted = dataset.catalogue[indicator.numerator or indicator.id]
    flagged = any(dataset.areas.at[wijk, "character"] for wijk in subject.wijken)
    is_known = one.own.state is State.KNOWN
    return is_known and flagged and counted.margin is MarginRule.OVERDISPERSED


def margin_words(one: Standing) -> str:
    """Margin of a figure, or that it is unknown."""
    words = margin_text(one.own, one.layer.decimals)
    return f"marge {words}" if " tot " in words else words


def _reason(cautions: Sequence[str]) -> str:
    return next((one for one in cautions if "niet van toepassing:" in one), "").partition(": ")[2]


def city_words(one: Standing) -> str:
    """The city's value beside a figure, with what it is: a sum, a mean of wijken or the whole."""
    value = value_text(one.city, one.layer.decimals, unit=False)
    if one.adds_up:
        return f"hele stad samen {value}"
    return f"{city_label(one.city)} {value}"


def owners_text(dataset: Dataset, keys: Sequence[str]) -> str:
    """Who published a figure, in short; empty when nobody is named."""
    sources = dataset.sources["owner"]
    owners = dict.fromkeys(str(sources[key]) for key in keys if key in sources.index)
    return f"bron {', '.join(owners)}" if owners else ""


def place_scale(subject: Subject, one: Standing) -> Markup:
    """Place among the others; none for a sum of wijken, nor without others."""
    own, decimals = one.own, one.layer.decimals
    if own.value is None or len(one.others) < _FEW or (one.adds_up and not subject.is_area):
        return Markup("")
    what = "buurten" if subject.level is Level.BUURT else "wijken"
    city = None if one.adds_up else one.city.value
    told = (
        f"{subject.name}: {number(own.value, decimals)}. "
        f"De {len(one.others)} {what} met een cijfer lopen van "
        f"{number(one.others[0], decimals)} tot {number(one.others[-1], decimals)}."
    )
    if city is not None:
        told += f" De stad: {number(city, decimals)}."
    return position_scale(
        one.others,
        area=own.value,
        city=city,
        target=one.target,
        low=own.low,
        high=own.high,
        decimals=decimals,
        description=told,
    )


def target_list(subject: Subject, results: Sequence[TargetResult]) -> Markup:
    """Each target with its result: reached, not reached or unknown, in words and as a sign."""
    if not results:
        return element("p", "De gemeente heeft voor geen van deze cijfers een streefwaarde.")
    blocks = []
    for layer in dict.fromkeys(one.layer for one in results):
        mine = [one for one in results if one.layer == layer]
        first = mine[0]
        least = "hoogstens" if layer.direction < 0 else "minstens"
        target = number(first.target, layer.decimals)
        if not unit_is_told(layer):
            target = with_unit(first.target, layer.unit, layer.decimals)
        items = [_target_item(one) for one in mine if one.reached is not None]
        unknown = [one for one in mine if one.reached is None]
        if unknown:
            items.append(_unknown_item(unknown, len(mine)))
        head = [f"{layer.label}: {least} {target}."]
        if subject.level is Level.BUURT:
            head.append("De streefwaarde geldt per wijk, niet per buurt.")
        blocks += [
            element("p", " ".join(head), class_="wm-lead"),
            element("ul", *items, class_="wm-list wm-targets"),
            element("p", first.note, class_="wm-small"),
        ]
    return join(blocks)


def _target_item(one: TargetResult) -> Markup:
    class_, word = _REACHED[bool(one.reached)]
    figure, decimals = one.wijk, one.layer.decimals
    told = f"{figure.key_label}: "
    small = f"{value_text(figure, decimals, unit=False)} in {figure.year}"
    if one.within_margin:
        small += f", maar binnen de marge ({margin_text(figure, decimals)})"
    elif figure.low is None:
        small += ", marge onbekend"
    return element(
        "li",
        element("span", class_=f"wm-verdict {class_}", aria_hidden="true"),
        told,
        element("strong", word),
        element("span", small, class_="wm-small"),
    )


def _unknown_item(unknown: Sequence[TargetResult], total: int) -> Markup:
    class_, word = _UNKNOWN
    names = [one.wijk.key_label for one in unknown]
    estimate = any(one.wijk.state is State.KNOWN for one in unknown)
    small = "een modelschatting, daar hoort geen oordeel bij" if estimate else "geen cijfer"
    if total > 1:
        small += f" voor {count(len(names), 'wijk', 'wijken')}"
    return element(
        "li",
        element("span", class_=f"wm-verdict {class_}", aria_hidden="true"),
        f"{enumeration(names, most=8)}: ",
        element("strong", word),
        element("span", small, class_="wm-small"),
    )


def trend_section(dataset: Dataset, subject: Subject, frames: Frames) -> tuple[Markup, Markup]:
    """Liveability over the years, and the parts it is made of.

    Returns
    -------
    whole, parts : Markup
        Each with its charts and its table; `parts` is empty where there are none.
    """
    layer, parts = trend_layers(dataset)
    lines, own = trend_lines(dataset, subject, frames, layer)
    title = f"{layer.label.split(' (')[0]}: {course(own, layer)}"
    chart = trend_chart(
        lines,
        unit=layer.unit,
        decimals=layer.decimals,
        title=title,
        description=_description(lines, layer),
        marks=pilot_marks(dataset),
        under=[_under(dataset, subject, layer, frames)],
    )
    whole = join([chart, _as_table(lines, layer)])
    return whole, _parts(dataset, subject, frames, parts)


def _parts(dataset: Dataset, subject: Subject, frames: Frames, layers: Sequence[Layer]) -> Markup:
    found = {layer: trend_lines(dataset, subject, frames, layer, cloud=False) for layer in layers}
    every = {layer: lines for layer, (lines, own) in found.items() if _known(own)}
    if not every:
        return Markup("")
    values = [
        point[1]
        for lines in every.values()
        for one in lines
        for point in one.points
        if point[1] is not None
    ]
    charts = [
        trend_chart(
            lines,
            unit=layer.unit,
            decimals=layer.decimals,
            title=f"{_part_name(layer)}: {_change(lines[-1], layer)}",
            description=_description(lines, layer),
            height=_PART_HEIGHT,
            bounds=(min(values), max(values)),
        )
        for layer, lines in every.items()
    ]
    tables = [_table(lines, layer) for layer, lines in every.items()]
    return join([element("div", *charts, class_="wm-charts"), folded_table(*tables)])


def _part_name(layer: Layer) -> str:
    return layer.label.rpartition(": ")[2].capitalize()


def trend_lines(
    dataset: Dataset, subject: Subject, frames: Frames, layer: Layer, *, cloud: bool = True
) -> tuple[list[Series], Series]:
    """Lines from the back to the front, and the subject's own."""
    lines = []

    def line(name: str, level: Level, key: str, role: Role) -> Series:
        return _series(name, frames.of(layer.id, level, key), role)

    if cloud and subject.level is not Level.BUURT:
        every = frames(layer.id, Level.WIJK)["key"].unique()
        others = [code for code in every if code not in subject.wijken]
        lines += [line(dataset.name_of(code), Level.WIJK, code, "other") for code in others]
    city = dataset.municipality
    lines.append(line(city.name, Level.GEMEENTE, city.code, "city"))
    if subject.level is Level.BUURT:
        wijk = subject.wijken[0]
        lines.append(line(f"wijk {dataset.name_of(wijk)}", Level.WIJK, wijk, "rest"))
    own = line(subject.name, subject.level, subject.figure_key, "pilot-1")
    if not subject.is_plural:
        return [*lines, own], own
    lines.append(line("overige wijken", Level.GROUP, REST, "rest"))
    if not cloud:
        return [*lines, own], own
    # The pilots each have their own line; what they have in common is in the title.
    roles: tuple[Role, ...] = ("pilot-1", "pilot-2")
    for at, code in enumerate(subject.wijken):
        lines.append(line(dataset.name_of(code), Level.WIJK, code, roles[min(at, 1)]))
    return lines, own


def _series(name: str, found: Iterable[Figure], role: Role) -> Series:
    points = [(float(one.year), one.value, one.low, one.high) for one in found if one.year]
    return Series(name, points, role)


def _known(series: Series) -> list[tuple[int, float]]:
    return [(int(year), value) for year, value, _, _ in sorted(series.points) if value is not None]


def course(series: Series, layer: Layer) -> str:
    """From the first to the newest figure, in words."""
    known = _known(series)
    if not known:
        return f"geen openbare gegevens over {series.name}"
    return f"{series.name} {_change(series, layer)}"


def _change(series: Series, layer: Layer) -> str:
    known = _known(series)
    (first, then), (last, now) = known[0], known[-1]
    if first == last:
        return f"{number(now, layer.decimals)} in {last}"
    return (
        f"van {number(then, layer.decimals)} in {first} "
        f"naar {number(now, layer.decimals)} in {last}"
    )


def _description(lines: Sequence[Series], layer: Layer) -> str:
    told = [course(one, layer) for one in reversed(lines) if one.role != "other" and _known(one)]
    return f"Lijnen over de jaren, {layer.unit}. {'; '.join(told)}." if told else ""


def pilot_marks(dataset: Dataset) -> list[Mark]:
    """Start of the pilots, once per date."""
    starts = sorted({start.isoformat() for start in dataset.municipality.pilots.values()})
    return [Mark(year_of(one), f"start pilots, {moment(one[:7])}") for one in starts]


def _under(dataset: Dataset, subject: Subject, layer: Layer, frames: Frames) -> str:
    own = frames(layer.id, subject.level)
    mine = own[(own["key"] == subject.figure_key) & own["value"].notna()]
    if mine.empty:
        return ""
    cautions = [one for one in mine["cautions"].iloc[-1] if one.startswith("gemiddelde van")]
    parts = [f"{mine['year'].iloc[0]} tot en met {mine['year'].iloc[-1]}"]
    parts += cautions
    if mine[["low", "high"]].isna().all(axis=None):
        parts.append("marge onbekend, verschillen zijn niet te toetsen")
    parts.append(owners_text(dataset, mine["sources"].iloc[-1]))
    return " · ".join(part for part in parts if part)


def _as_table(lines: Sequence[Series], layer: Layer) -> Markup:
    twin = _table(lines, layer)
    return folded_table(twin) if twin else twin


def _table(lines: Sequence[Series], layer: Layer) -> Markup:
    named = [one for one in reversed(lines) if _known(one)]
    if not any(one.role != "other" for one in named):
        return Markup("")
    return trend_table(named, caption=layer.label, decimals=layer.decimals, unit=layer.unit)


def figures_table(subject: Subject, every: Sequence[Standing]) -> Markup:
    """Every figure of a subject, with the city's beside it."""
    rows = []
    shared: set[str] = (
        set.intersection(*(set(one.own.cautions) for one in every)) if every else set()
    )
    for one in every:
        decimals = one.layer.decimals
        unit = "" if one.layer.unit.lower() in one.layer.label.lower() else f" ({one.layer.unit})"
        rows.append(
            (
                f"{one.layer.label}{unit}",
                one.own.year,
                value_cell(one.own, decimals),
                Cell(margin_text(one.own, decimals), is_number=True),
                value_cell(one.city, decimals),
                "; ".join(caution for caution in one.own.cautions if caution not in shared),
            )
        )
    headers = (
        "cijfer",
        "jaar",
        Cell(subject.name, is_number=True),
        Cell("marge", is_number=True),
        Cell("stad", is_number=True),
        "let op",
    )
    caption = f"Alle cijfers van {subject.name}"
    return join([table(caption, headers, rows, hide_caption=True), notes(sorted(shared))])
