"""The panel of one area: who, figures against the city, what people do, what it cost."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from wijkmap.analysis.profile import KeyFigure, area_initiatives
from wijkmap.analysis.provenance import union
from wijkmap.analysis.subjects import subject_of
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection
from wijkmap.model.words import Level, Overlay, Register, State
from wijkmap.present.address import page_address
from wijkmap.present.markup import Markup, element, join, link
from wijkmap.present.money import money_list
from wijkmap.present.numbers import count, day, moment
from wijkmap.present.profile_figures import owners_text
from wijkmap.present.profile_registers import coverage_sentence, none_found
from wijkmap.present.sentences import enumeration, told_value
from wijkmap.present.symbols import symbol_image
from wijkmap.present.tables import margin_text, value_text

__all__ = ["area_link", "area_panel", "character_line", "home_panel"]

_TOLD = ("status", "source", "theme", "status_date", "description", "name")


def area_panel(
    dataset: Dataset, code: str, selection: Selection, facts: Sequence[KeyFigure]
) -> Markup:
    """Panel of a wijk or buurt.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.
    code : str
        Area code, known to `dataset`.
    selection : Selection
        Its filters hold for the initiatives and the money, not for the figures.
    facts : sequence of KeyFigure
        From `wijkmap.analysis.profile.key_figures`.
    """
    area = dataset.areas.loc[code]
    return element(
        "section",
        element("h2", area["short_name"]),
        element("p", character_line(dataset, code), class_="wm-small wm-character"),
        element("h3", "Cijfers"),
        _facts(dataset, facts),
        element("h3", "Wat bewoners doen", class_="wm-initiatives", tabindex="-1"),
        _initiatives(dataset, code, selection),
        element("h3", "Geld", class_="wm-amounts", tabindex="-1"),
        money_list(dataset, subject_of(dataset, code), selection),
        class_="wm-panel",
        tabindex="0",
        aria_label=f"Gegevens van {area['short_name']}",
    )


def area_link(dataset: Dataset, selection: Selection) -> Markup:
    """Link to everything about the opened area; apart, since it alone follows the layer."""
    name = str(dataset.areas.at[selection.area, "short_name"])
    address = page_address("wijk", selection, dataset.municipality)
    return element("p", element("a", f"Alles over {name}", href=address, target="_self"))


_SIGNS = {
    Overlay.INITIATIVES: "; de symbolen tellen initiatieven van bewoners.",
    Overlay.NONE: ".",
}


def home_panel(dataset: Dataset, overlay: Overlay = Overlay.INITIATIVES) -> Markup:
    """What a newcomer sees when no area is opened: three lines, and where to begin.

    Parameters
    ----------
    dataset : Dataset
    overlay : Overlay
        What lies over the colours of the map.
    """
    name = dataset.municipality.name
    pilots = enumeration([dataset.name_of(code) for code in dataset.pilots])
    lines_ = [
        f"De kaart toont {name} per wijk of buurt. Kies erboven wat u wilt zien.",
        f"De pilots ({pilots}) hebben een dubbele rand"
        + _SIGNS.get(overlay, "; een cirkel is zo groot als het bedrag in die wijk."),
        "Klik op een wijk, of zoek er een, voor cijfers, initiatieven en geld.",
    ]
    return element(
        "section",
        element("h2", "Wat u hier ziet"),
        *(element("p", line) for line in lines_),
        class_="wm-panel",
        aria_label="Uitleg",
    )


def character_line(dataset: Dataset, code: str) -> str:
    """One line that says what kind of area it is."""
    area = dataset.areas.loc[code]
    level = Level(str(area["level"]))
    wijk = str(area["parent_code"]) if level is Level.BUURT else code
    parts = [level.value.capitalize()]
    if level is Level.BUURT:
        parts[0] += f" in {dataset.name_of(wijk)}"
    if stadsdeel := dataset.municipality.stadsdeel_of(wijk):
        parts.append(f"stadsdeel {stadsdeel.name}")
    if start := dataset.municipality.pilots.get(wijk):
        parts.append(f"pilot sinds {day(start)}")
    if area["character"]:
        words = {"centre": "centrumgebied", "business": "bedrijvengebied"}
        parts.append(f"{words[area['character']]} (eigen lijst)")
    if area["consultation"]:
        parts.append(str(area["consultation"]))
    return " · ".join(parts)


def _facts(dataset: Dataset, facts: Sequence[KeyFigure]) -> Markup:
    rows = []
    for fact in facts:
        decimals = fact.layer.decimals
        small = [f"hele stad {value_text(fact.city, decimals, unit=False)}"]
        if fact.area.state is State.KNOWN:
            margin = margin_text(fact.area, decimals)
            small.append(f"marge {margin}" if "tot" in margin else margin)
        small.append(owners_text(dataset, fact.area.sources or fact.city.sources))
        rows.append(
            element(
                "div",
                element("dt", f"{fact.layer.label} ({fact.area.year})"),
                element("dd", told_value(fact.area, fact.layer)),
                element("dd", " · ".join(filter(None, small)), class_="wm-small"),
                class_="wm-fact",
            )
        )
    return element("dl", *rows, class_="wm-facts")


def _initiatives(dataset: Dataset, code: str, selection: Selection) -> Markup:
    found, reason = area_initiatives(dataset, code, selection)
    if reason:
        return element("p", reason, class_="wm-small")
    subject = subject_of(dataset, code)
    coverage = coverage_sentence(dataset, Register.INITIATIVES, subject, "initiatieven")
    line = element("p", coverage, class_="wm-small")
    if found.empty:
        return join([element("p", none_found(selection, "initiatieven")), line])
    pages = len(union(found["source"]))
    head = element(
        "p",
        f"{count(len(found), 'initiatief', 'initiatieven')} op "
        f"{count(pages, 'bronpagina', 'bronpagina’s')}.",
        class_="wm-lead",
    )
    by_status: dict[str, list[Markup]] = {}
    urls, themes = dataset.sources["url"].to_dict(), dataset.words("theme")
    for row in found[[*_TOLD]].to_dict("records"):
        by_status.setdefault(str(row["status"]), []).append(_initiative(row, urls, themes))
    labels = {**dataset.words("status"), "": "status onbekend"}
    groups: list[Markup] = []
    for key, label in labels.items():
        if key in by_status:
            groups.append(_status_group(label, by_status[key], is_open=not groups))
    return join([head, line, *groups])


def _status_group(label: str, items: Sequence[Markup], *, is_open: bool) -> Markup:
    return element(
        "details",
        element("summary", f"{label} ({len(items)})"),
        element("ul", *items, class_="wm-list"),
        class_="wm-status",
        open="" if is_open else None,
    )


def _initiative(
    row: Mapping[Hashable, Any], urls: Mapping[Hashable, Any], themes: Mapping[str, str]
) -> Markup:
    url = next((urls[key] for key in row["source"] if key in urls), "")
    theme = themes.get(row["theme"], "thema onbekend")
    small = [
        theme,
        f"stand {moment(row['status_date'])}" if row["status_date"] else "stand: datum onbekend",
    ]
    if row["description"]:
        small.append(str(row["description"]))
    return element(
        "li",
        symbol_image(str(row["theme"])),
        link(url, row["name"]),
        element("span", " · ".join(small), class_="wm-small"),
    )
