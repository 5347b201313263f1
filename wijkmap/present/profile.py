"""The page of one area: a statement, then figures, initiatives, money and places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from wijkmap.analysis.progress import open_initiatives, subject_initiatives
from wijkmap.analysis.standings import (
    Frames,
    Standing,
    all_figures,
    standings,
    target_results,
)
from wijkmap.analysis.subjects import (
    LEAST_BORDER,
    PILOTS_KEY,
    STADSDEEL_PREFIX,
    Subject,
    neighbours,
    subject_of,
    subjects,
)
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.selection import Selection
from wijkmap.model.words import Level, Register
from wijkmap.present.address import page_address
from wijkmap.present.charts import Event, timeline_strip
from wijkmap.present.goals import source_line
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.money import money_list
from wijkmap.present.numbers import count, number
from wijkmap.present.panel import character_line
from wijkmap.present.profile_figures import (
    figures_table,
    key_figure_list,
    target_list,
    trend_section,
)
from wijkmap.present.profile_registers import (
    coverage_sentence,
    initiative_bars,
    initiative_groups,
    none_found,
    places_list,
    stopped_and_open,
    waiting_list,
)
from wijkmap.present.sentences import enumeration, subject_statement

__all__ = [
    "ProfileView",
    "group_panel",
    "profile_choices",
    "profile_table",
    "profile_view",
    "shown_subject",
]

_MANY_WIJKEN = 8


@dataclass(frozen=True)
class ProfileView:
    """Everything the page shows, in the order in which it is read.

    Attributes
    ----------
    statement, name : str
    head, targets, initiatives, waiting, money, places, around, sources : Markup
        Without drawings; they may link within the app.
    figures, trend, parts, bars, timeline : Markup
        With drawings.
    """

    statement: str
    name: str
    head: Markup
    figures: Markup
    targets: Markup
    trend: Markup
    parts: Markup
    bars: Markup
    initiatives: Markup
    waiting: Markup
    money: Markup
    places: Markup
    timeline: Markup
    around: Markup
    sources: Markup


def profile_choices(dataset: Dataset) -> dict[str, str]:
    """Key and name of everything that has a profile, as the list of choices shows it."""
    return {one.key: _choice(dataset, one) for one in subjects(dataset)}


def _choice(dataset: Dataset, subject: Subject) -> str:
    if subject.level is Level.WIJK:
        return f"{subject.name} (wijk)"
    if subject.level is Level.BUURT:
        return f"{subject.name} (buurt in {dataset.name_of(subject.wijken[0])})"
    if subject.level is Level.STADSDEEL:
        return f"{subject.name} (eigen indeling)"
    return f"Pilots samen ({_names(dataset, subject.wijken)})"


def shown_subject(dataset: Dataset, key: str) -> Subject:
    """Subject of a link; without one, or for the whole gemeente, what the gemeente opens on."""
    wijken = tuple(map(str, dataset.areas_at(Level.WIJK).index))
    for one in (key, dataset.municipality.default_area, *wijken):
        try:
            return subject_of(dataset, one)
        except SelectionError:
            continue
    raise SelectionError("Er is geen wijk in deze gegevens. Voeg wijken toe aan areas.csv.")


def profile_view(
    dataset: Dataset, selection: Selection, frames: Frames, peildatum: str
) -> ProfileView:
    """View of the area of a selection.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.
    selection : Selection
        ``area`` is the subject. The filters on theme, stream, status and period hold for
        initiatives and money; those on place do not.
    frames : Frames
        From `wijkmap.analysis.standings.frames_of`, for the same dataset.
    peildatum : str
        In words.
    """
    subject = shown_subject(dataset, selection.area)
    key_figures = standings(dataset, subject, frames)
    results = target_results(dataset, subject, frames)
    found, reason = subject_initiatives(dataset, subject, selection)
    waiting = open_initiatives(dataset, found)
    none = none_found(selection, "initiatieven")
    coverage = coverage_sentence(dataset, Register.INITIATIVES, subject, "initiatieven")
    empty = f"{none} {coverage}" if found.empty else ""
    bars = _bars(dataset, subject, found, none, coverage)
    whole, parts = trend_section(dataset, subject, frames)
    used = [key for one in key_figures for key in (*one.own.sources, *one.city.sources)]
    return ProfileView(
        statement=_statement(dataset, subject, key_figures),
        name=subject.name,
        head=_head(dataset, subject, selection, found, waiting),
        figures=_section(
            "Cijfers naast de stad",
            element("p", _scale_words(subject), class_="wm-small"),
            key_figure_list(dataset, subject, key_figures),
        ),
        targets=_section("Streefwaarden", target_list(subject, results)),
        trend=whole,
        parts=_section("De onderdelen van leefbaarheid", parts) if parts else Markup(""),
        bars=_section(
            "Wat bewoners doen",
            *([element("p", reason, class_="wm-small")] if reason else bars),
        ),
        initiatives=initiative_groups(dataset, found, subject),
        waiting=_waiting(dataset, subject, waiting, reason or empty),
        money=_section("Geld", money_list(dataset, subject, selection)),
        places=_section("Organisaties en plekken", places_list(dataset, subject)),
        timeline=_timeline(dataset, subject),
        around=_around(dataset, subject, selection),
        sources=source_line(dataset, sorted(set(used)), tail=f"Peildatum {peildatum}."),
    )


def profile_table(dataset: Dataset, area: str, frames: Frames) -> Markup:
    """Every figure of the area of a link beside the city's, for who wants them all."""
    subject = shown_subject(dataset, area)
    return figures_table(subject, all_figures(dataset, subject, frames))


def _section(title: str, *parts: object) -> Markup:
    return element("section", element("h2", title), *parts, class_="wm-section")


def _statement(dataset: Dataset, subject: Subject, key_figures: Iterable[Standing]) -> str:
    default = dataset.municipality.default_indicator
    for one in key_figures:
        if one.layer.id == default:
            return subject_statement(dataset, one.layer, subject, (one.own, one.city))
    return f"{subject.name}: geen openbaar cijfer over leefbaarheid op dit niveau"


def _scale_words(subject: Subject) -> str:
    what = "buurten" if subject.level is Level.BUURT else "wijken"
    return f"De stip is {subject.spoken}, de dunne streepjes zijn de {what}, de dikke is de stad."


def _head(
    dataset: Dataset,
    subject: Subject,
    selection: Selection,
    found: pd.DataFrame,
    waiting: pd.DataFrame,
) -> Markup:
    """One line of character, what was found, and the way to the other pages."""
    line = (
        character_line(dataset, subject.key) if subject.is_area else _group_line(dataset, subject)
    )
    parts: list[Markup] = [element("p", line, class_="wm-small wm-character")]
    if len(found):
        told = f"{count(len(found), 'initiatief', 'initiatieven')} gevonden"
        stopped, still = stopped_and_open(waiting)
        details = []
        if still:
            details.append(f"bij {still} is na het idee of de toekenning geen latere stand bekend")
        if stopped:
            details.append(f"{count(stopped, 'is', 'zijn')} gestopt of gepauzeerd")
        told += f": {enumeration(details)}" if details else ""
        parts.append(element("p", f"{told}.", class_="wm-lead"))
    city = dataset.municipality
    parts.append(
        element(
            "p",
            element(
                "a",
                "Vergelijk de pilots met de rest",
                href=page_address("vergelijken", selection, city),
                target="_self",
            ),
            " · ",
            element(
                "a",
                f"{subject.name} op de kaart",
                href=page_address("./", selection, city),
                target="_self",
            ),
            class_="wm-ways",
        )
    )
    return join(parts)


def _group_line(dataset: Dataset, subject: Subject) -> str:
    what = "Stadsdeel (eigen indeling)" if subject.level is Level.STADSDEEL else "Pilots samen"
    return f"{what} · {count(len(subject.wijken), 'wijk', 'wijken')}: {_names(dataset, subject.wijken)}"


def _names(dataset: Dataset, codes: Iterable[str]) -> str:
    return enumeration([dataset.name_of(code) for code in codes], most=_MANY_WIJKEN)


def _bars(
    dataset: Dataset, subject: Subject, found: pd.DataFrame, none: str, coverage: str
) -> tuple[Markup, ...]:
    line = element("p", coverage, class_="wm-small")
    if found.empty:
        return element("p", none), line
    pages = found["source"].explode().nunique()
    head = (
        f"{count(len(found), 'initiatief', 'initiatieven')} op "
        f"{count(pages, 'bronpagina', 'bronpagina’s')}."
    )
    drawn = initiative_bars(dataset, found, subject.name)
    return element("p", head, class_="wm-lead"), drawn, line


def _waiting(dataset: Dataset, subject: Subject, waiting: pd.DataFrame, why_none: str) -> Markup:
    title = f"Blijft mogelijk liggen ({len(waiting)})" if len(waiting) else "Blijft mogelijk liggen"
    if waiting.empty:
        told = "Geen gevonden. Dat zegt iets over wat openbaar is, niet over hoe het loopt."
        return _section(title, element("p", why_none or told, class_="wm-small"))
    return _section(title, waiting_list(dataset, waiting, subject))


def _timeline(dataset: Dataset, subject: Subject) -> Markup:
    rows = dataset["events"]
    if rows.empty:
        return Markup("")
    known = dataset.sources
    urls, owners = known["url"].to_dict(), known["owner"].to_dict()
    events = [
        Event(
            date=str(row["date"]),
            title=str(row["title"]),
            url=str(urls[row["source"][0]]),
            source=f"bron: {owners[row['source'][0]]}",
            is_pilot=not row["area_codes"] or bool(set(row["area_codes"]) & set(subject.wijken)),
        )
        for _, row in rows.iterrows()
    ]
    mine = len([one for one in events if one.is_pilot])
    told = (
        f"Tijdlijn met {count(len(events), 'moment', 'momenten')}, "
        f"waarvan {mine} over {subject.spoken} of de hele stad."
    )
    return _section(
        "Wat er gebeurde",
        element(
            "p",
            f"Gevuld: over {subject.spoken} of de hele stad. Open: over andere wijken.",
            class_="wm-small",
        ),
        timeline_strip(events, description=told),
    )


def _around(dataset: Dataset, subject: Subject, selection: Selection) -> Markup:
    """Links to the profiles of neighbours, of what it is part of, and of its parts."""
    border = neighbours(dataset, subject)
    blocks = [
        element("h3", "Buren"),
        element(
            "p",
            f"Gebieden die minstens {LEAST_BORDER:.0f} meter grens delen.",
            class_="wm-small",
        ),
        _links(dataset, selection, border)
        if border
        else element("p", "Geen gebied in deze gemeente.", class_="wm-small"),
    ]
    for title, keys in _relatives(dataset, subject).items():
        blocks += [element("h3", title), _links(dataset, selection, dict.fromkeys(keys, 0.0))]
    return _section("In de buurt", *blocks)


def _relatives(dataset: Dataset, subject: Subject) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    stadsdeel = dataset.municipality.stadsdeel_of(subject.wijken[0])
    if subject.level is Level.BUURT:
        found["Ligt in"] = [subject.wijken[0]]
    elif subject.level is Level.WIJK:
        above = [f"{STADSDEEL_PREFIX}{stadsdeel.key}"] if stadsdeel else []
        if subject.key in dataset.pilots:
            above.append(PILOTS_KEY)
        if above:
            found["Hoort bij"] = above
        buurten = dataset.areas_at(Level.BUURT)
        inside = buurten[buurten["parent_code"] == subject.key].sort_values("short_name")
        if len(inside):
            found["Buurten"] = list(map(str, inside.index))
    else:
        found["Wijken"] = list(subject.wijken)
    return found


def _links(dataset: Dataset, selection: Selection, keys: Mapping[str, float]) -> Markup:
    items = []
    for key, metres in keys.items():
        address = page_address("wijk", replace(selection, area=key), dataset.municipality)
        name = subject_of(dataset, key).name
        length = f" ({number(metres / 1000, 1)} km)" if metres else ""
        items.append(element("li", element("a", name, href=address, target="_self"), length))
    return element("ul", *items, class_="wm-links")


def group_panel(dataset: Dataset, selection: Selection) -> Markup:
    """Panel beside the map for a stadsdeel or the pilots: who they are, and their profile."""
    subject = subject_of(dataset, selection.area)
    return element(
        "section",
        element("h2", subject.name),
        element("p", _group_line(dataset, subject), class_="wm-small wm-character"),
        element("p", "De kaart opent één wijk of buurt tegelijk. Dit zijn er meer samen."),
        element(
            "p",
            element(
                "a",
                f"Profiel van {subject.name}",
                href=page_address("wijk", selection, dataset.municipality),
                target="_self",
            ),
        ),
        class_="wm-panel",
        tabindex="0",
        aria_label=f"Gegevens van {subject.name}",
    )
