"""Initiatives and euros of pilots and rest: counts with their coverage, and no comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from wijkmap.analysis.comparison import group_figures, register_coverage
from wijkmap.analysis.layers import Layer
from wijkmap.analysis.places import PILOTS, REST, members
from wijkmap.analysis.registers import NONE_FOUND, filtered_initiatives
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Coverage, Register, State
from wijkmap.present.goals import source_line
from wijkmap.present.markup import Markup, absence, element
from wijkmap.present.money import KIND_WORDS
from wijkmap.present.numbers import count, euro, number
from wijkmap.present.sentences import enumeration, unsure
from wijkmap.present.tables import Cell, notes, table

__all__ = ["amount_words", "filter_words", "found_section", "found_statement"]

_COVERAGE_WORDS = {
    Coverage.COMPLETE: "volledig",
    Coverage.PARTIAL: "gedeeltelijk",
    Coverage.NONE: "geen openbare gegevens",
}
_MOST_SOURCES = 6

_Coverages: TypeAlias = Mapping[Register, Mapping[str, Coverage]]


def found_statement(dataset: Dataset, selection: Selection, layer: Layer) -> str:
    """Title for a register: what was found in both groups, and that it does not compare."""
    found = group_figures(dataset, layer, Period(), selection)
    filtered = filter_words(dataset, selection)
    complete = layer.register and _is_complete(register_coverage(dataset, layer.register))
    where = "" if complete else ", gevonden in openbare bronnen"
    values = " en ".join(
        f"{words} {amount_words(found[key]) or 'geen gegevens'}"
        for key, words in ((PILOTS, "in de pilots"), (REST, "in de overige wijken"))
    )
    return f"{layer.label}{filtered}{where}: {values}"


def found_section(
    dataset: Dataset, selection: Selection, layers: Iterable[Layer], peildatum: str
) -> Markup:
    """Initiatives and every kind of euro per group, with how complete each register is.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.
    selection : Selection
        Its filters on theme, stream, status and period hold.
    layers : iterable of Layer
        Those of `wijkmap.analysis.comparison.comparable_layers`.
    peildatum : str
        In words.

    Returns
    -------
    Markup
        Empty when the dataset has no register.
    """
    counts = [one for one in layers if one.register is not None and not one.per_resident]
    if not counts:
        return Markup("")
    found = {layer.id: group_figures(dataset, layer, Period(), selection) for layer in counts}
    coverage = {register: register_coverage(dataset, register) for register in Register}
    initiatives = [one for one in counts if one.kind is None]
    money = [one for one in counts if one.kind is not None]
    sources = dict.fromkeys(
        key for groups in found.values() for one in groups.values() for key in one.sources
    )
    shown = list(sources)[:_MOST_SOURCES]
    more = f"En nog {len(sources) - len(shown)} bronpagina’s. " if len(sources) > len(shown) else ""
    return element(
        "section",
        element("h2", _heading(dataset, selection, initiatives, found)),
        element("p", _why(dataset, coverage), class_="wm-lead"),
        *(_initiatives(dataset, selection, found[one.id], coverage) for one in initiatives),
        _money(dataset, selection, money, found, coverage) if money else "",
        source_line(dataset, shown, tail=f"{more}Peildatum {peildatum}."),
        class_="wm-part",
    )


def _heading(
    dataset: Dataset,
    selection: Selection,
    initiatives: Sequence[Layer],
    found: dict[str, dict[str, Figure]],
) -> str:
    if not initiatives:
        return "Geld: wat in de bronnen staat, naast elkaar en zonder vergelijking"
    groups = found[initiatives[0].id]
    values = [amount_words(groups[key]) for key in (PILOTS, REST)]
    of_pilots, of_rest = (one.removesuffix(" gevonden") or "geen gegevens" for one in values)
    noun = {"1": "initiatief", "geen gegevens": "over initiatieven"}.get(of_pilots, "initiatieven")
    filtered = filter_words(dataset, selection)
    return (
        f"Initiatieven{filtered} en geld: {of_pilots} {noun} gevonden in de pilots, "
        f"{of_rest} in de overige wijken"
    )


def _why(dataset: Dataset, coverage: _Coverages) -> str:
    """Why there is no ratio, no order and no difference."""
    if all(map(_is_complete, coverage.values())):
        return (
            "De groepen zijn verschillend groot. Daarom staan de aantallen naast elkaar, "
            "zonder verschil en zonder volgorde."
        )
    line = (
        "Deze lijsten zijn niet in elke wijk volledig. Waar beter is gezocht of meer is "
        "gepubliceerd, staat vanzelf meer. Daarom geven we geen verschil, geen verhouding en "
        "geen volgorde."
    )
    mine = coverage[Register.INITIATIVES]
    if all(mine[code] is Coverage.COMPLETE for code in dataset.pilots):
        return line
    rows = filtered_initiatives(dataset, Selection(wijken=dataset.pilots))
    pages = rows["source"].explode().value_counts()
    if len(pages) > 1 and pages.iloc[0] * 2 > len(rows):
        line += (
            f" Zo komen {pages.iloc[0]} van de {len(rows)} initiatieven in de pilots uit "
            "één bronpagina."
        )
    return line


def _is_complete(coverage: Mapping[str, Coverage]) -> bool:
    return set(coverage.values()) == {Coverage.COMPLETE}


def _initiatives(
    dataset: Dataset, selection: Selection, groups: dict[str, Figure], coverage: _Coverages
) -> Markup:
    rows = []
    for figure in groups.values():
        pages = "" if figure.n is None or figure.value is None else number(figure.n)
        rows.append(
            (
                _name(dataset, figure),
                _cell(figure),
                Cell(pages, is_number=True),
                _coverage(dataset, coverage[Register.INITIATIVES], figure.key),
            )
        )
    headers = (
        "groep",
        Cell("gevonden", is_number=True),
        Cell("bronpagina’s", is_number=True),
        "hoe volledig",
    )
    caption = f"Initiatieven{filter_words(dataset, selection)}"
    return element("div", table(caption, headers, rows), notes(_unplaced(groups)))


def _money(
    dataset: Dataset,
    selection: Selection,
    layers: Sequence[Layer],
    found: dict[str, dict[str, Figure]],
    coverages: _Coverages,
) -> Markup:
    rows: list[list[str | Cell]] = []
    for key, first in found[layers[0].id].items():
        cells = [_cell(found[layer.id][key]) for layer in layers]
        coverage = _coverage(dataset, coverages[Register.BUDGET], key)
        rows.append([_name(dataset, first), *cells, coverage])
    headers: list[str | Cell] = [
        "groep",
        *(Cell(_kind(layer), is_number=True) for layer in layers),
        "hoe volledig",
    ]
    caption = f"Geld per soort{filter_words(dataset, selection)}"
    remarks = ["Gepland, toegekend en besteed zijn verschillende dingen; we tellen ze niet op."]
    for layer in layers:
        remarks += [f"{_kind(layer).capitalize()}, {one}." for one in _unplaced(found[layer.id])]
    return element("div", table(caption, headers, rows), notes(remarks))


def _unplaced(groups: dict[str, Figure]) -> list[str]:
    """What the city's row holds that no wijk does, and amounts that are not known."""
    *_, city = groups.values()
    told = [one for one in city.cautions if one.startswith("waarvan") or _counts_unknown(one)]
    return [f"hele stad: {one}" for one in told]


def _counts_unknown(caution: str) -> bool:
    return caution[:1].isdigit() and "onbekend" in caution


def _kind(layer: Layer) -> str:
    return KIND_WORDS[layer.kind] if layer.kind else layer.label


def _name(dataset: Dataset, figure: Figure) -> str:
    if figure.key in dataset.pilots:
        return f"{figure.key_label} (pilot)"
    if figure.key == dataset.municipality.code:
        return f"Hele stad, {figure.key_label}"
    return figure.key_label


def amount_words(figure: Figure) -> str:
    """Value of a register in words: a range as its range; empty without one."""
    if figure.state is not State.KNOWN or figure.value is None:
        return ""
    if figure.value == 0 and NONE_FOUND in figure.cautions:
        return "geen gevonden"
    if figure.unit != "euro":
        return number(figure.value)
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return unsure(figure, euro(round(figure.value), 0))
    disputed = any(one.startswith("betwist") for one in figure.cautions)
    ends = " tot ".join(euro(round(one), 0) for one in (figure.low, figure.high))
    return f"{ends} ({'betwist' if disputed else 'ongeveer'})"


def _cell(figure: Figure) -> Cell:
    words = amount_words(figure)
    return Cell(words or absence(figure.state), is_number=True)


def _coverage(dataset: Dataset, coverage: Mapping[str, Coverage], key: str) -> str:
    wijken = (*dataset.pilots, *dataset.rest)
    if key in (PILOTS, REST):
        wijken = members(dataset, key)
    elif key in wijken:
        wijken = (key,)
    counts = Counter(coverage[wijk] for wijk in wijken)
    said = {words: counts[one] for one, words in _COVERAGE_WORDS.items() if counts[one]}
    if len(wijken) == 1:
        return next(iter(said))
    return ", ".join(f"{count(amount, 'wijk', 'wijken')} {words}" for words, amount in said.items())


def filter_words(dataset: Dataset, selection: Selection) -> str:
    """Filters that hold for a register, in brackets; empty without any."""
    words = dataset["vocabulary"]
    parts = []
    for list_, keys in (
        ("theme", selection.themes),
        ("stream", selection.streams),
        ("status", selection.statuses),
    ):
        labels = words[words["list"] == list_].set_index("key")["label"]
        if keys:
            parts.append(enumeration([str(labels.get(key, key)) for key in keys]))
    if selection.period:
        parts.append(str(selection.period))
    return f" ({'; '.join(parts)})" if parts else ""
