"""Chosen against carried out, by the date that it was written down; and what a source counts."""

from __future__ import annotations

from wijkmap.analysis.rounds import Reported, Round, reported, rounds
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection
from wijkmap.present.goals import source_line
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.numbers import count, moment
from wijkmap.present.profile_registers import months_text

__all__ = ["rounds_section"]

_FEW = 6
_NOTE = (
    "Uitgevoerd betekent: volgens de bron klaar op de datum van de stand. We tellen niet door "
    "tot vandaag: een latere stand staat niet in een openbare bron."
)


def rounds_section(dataset: Dataset, selection: Selection) -> Markup:
    """Rounds of the buurtbudgetten and the counts of sources; empty without either."""
    found = rounds(dataset, selection)
    items = [_item(dataset, one) for one in found]
    parts: list[Markup] = []
    if items:
        parts += [
            element("h2", "Gekozen en uitgevoerd"),
            element("ul", *items[:_FEW], class_="wm-list"),
        ]
        if len(items) > _FEW:
            rest = element("ul", *items[_FEW:], class_="wm-list")
            summary = element("summary", f"en nog {len(items) - _FEW}")
            parts.append(element("details", summary, rest, class_="wm-status"))
        parts.append(element("p", _NOTE, class_="wm-small"))
    counts = [_count(dataset, one) for one in reported(dataset)]
    if counts:
        parts += [element("h2", "Wat een bron zelf telt"), element("ul", *counts, class_="wm-list")]
    return element("section", join(parts), class_="wm-part") if parts else Markup("")


def _item(dataset: Dataset, one: Round) -> Markup:
    head = f"{dataset.name_of(one.wijk)}{f' {one.year}' if one.year else ''}"
    told = f"{one.chosen} gekozen, {one.done} uitgevoerd, {_stand(one)}"
    if one.age:
        told += f", {months_text(one.age)} na de keuze"
    return element("li", head, element("span", told, class_="wm-small"))


def _stand(one: Round) -> str:
    if not one.last:
        return "datum van de stand onbekend"
    if one.first == one.last:
        return f"stand {moment(one.last)}"
    return f"stand tussen {moment(one.first)} en {moment(one.last)}"


def _count(dataset: Dataset, one: Reported) -> Markup:
    stream = dataset.words("stream").get(one.stream, one.stream)
    status = dataset.words("status").get(one.status, one.status).split("/")[0]
    told = (
        f"{one.found} van {one.words} die in {one.year} zijn {status}, gevonden. "
        f"In alle jaren en standen samen vonden we er {one.every}."
    )
    small = element("span", told, class_="wm-small")
    return element(
        "li",
        f"{stream}: {count(one.every, 'initiatief', 'initiatieven')} gevonden",
        small,
        source_line(dataset, one.sources),
    )
