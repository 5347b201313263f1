"""A briefing made from a dataset, a selection and a viewer: the one content of every form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from wijkmap.analysis.standings import Frames, frames_of
from wijkmap.analysis.subjects import Subject
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period, Selection
from wijkmap.model.visibility import NEVER, Audience, Viewer
from wijkmap.model.words import Level
from wijkmap.present.briefing.content import Briefing
from wijkmap.present.briefing.course import trend
from wijkmap.present.briefing.judged import goal_lines, goals_heading, reserve
from wijkmap.present.briefing.keyfigures import key_figures
from wijkmap.present.briefing.mappart import map_part, map_selection, shown_layer, title
from wijkmap.present.briefing.record import Record
from wijkmap.present.briefing.registers import initiatives, money
from wijkmap.present.briefing.seal import seal
from wijkmap.present.found import filter_words
from wijkmap.present.mapview import MapView
from wijkmap.present.numbers import count, day, moment
from wijkmap.present.panel import character_line
from wijkmap.present.profile import shown_subject
from wijkmap.present.sentences import enumeration

__all__ = ["Known", "briefing", "told_selection"]

_MOST_NAMES = 8


@dataclass(frozen=True)
class Known:
    """What the caller has computed already; all of it may be left out.

    Attributes
    ----------
    frames : Frames or None
        Of the same dataset.
    view : MapView or None
        Of the selection that `map_selection` gives.
    base_url : str
        Address of the app, without a slash at the end.
    own : str
        What in the dataset only one session has, in Dutch; empty when nothing is.
    """

    frames: Frames | None = None
    view: MapView | None = None
    base_url: str = ""
    own: str = ""


def told_selection(selection: Selection) -> Selection:
    """Selection with only what a briefing follows: two that tell the same are the same."""
    return replace(selection, wijken=(), stadsdelen=(), compare="", overlay=Selection().overlay)


def briefing(
    dataset: Dataset, selection: Selection, viewer: Viewer, known: Known | None = None
) -> Briefing:
    """Briefing about the area of a selection.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.
    selection : Selection
        ``area`` is the subject, ``indicator`` and ``year`` are the map, the filters on
        theme, stream, status and period hold for initiatives and money, ``goals`` says
        which goals are told (empty: all). Filters on place do not hold.
    viewer : Viewer
        His date is the only date in it.
    known : Known, optional

    Raises
    ------
    SelectionError
        When the dataset has no wijk at all.
    """
    known = known or Known()
    selection = told_selection(selection)
    frames = known.frames or frames_of(dataset)
    subject = shown_subject(dataset, selection.area)
    layer = shown_layer(dataset, selection)
    asked = map_selection(dataset, selection, subject)
    record = Record()
    map_ = map_part(dataset, (subject, asked), known.view, record, day(viewer.date))
    asked = replace(asked, year=Period.parse(map_.year))
    said = title(dataset, subject, layer, asked, record)
    shown = key_figures(dataset, subject, layer, frames, record)
    course = trend(dataset, subject, layer, frames, record)
    doing = initiatives(dataset, subject, selection, record)
    cost = money(dataset, subject, selection, record)
    goals = goal_lines(dataset, selection, record)
    kept = reserve(dataset, subject, selection, shown)
    filters = filter_words(dataset, selection).strip(" ()")
    character = _character(dataset, subject)
    sealed = seal(dataset, selection, viewer, subject.key, known.base_url)
    sources = _sources(dataset, record)
    closed = _closed(record.public_from, viewer)
    record.quote(character, filters, subject.name, closed, *kept.notes, *sources)
    record.quote(sealed.code, sealed.link, sealed.peildatum_words, sealed.version)
    return Briefing(
        municipality=dataset.municipality.name,
        subject=subject.name,
        character=character,
        filters=f"Initiatieven en geld gefilterd op {filters}." if filters else "",
        title=said,
        fictional=dataset.municipality.fictional,
        closed=closed,
        own=f"Met {known.own}" if known.own else "",
        map=map_,
        key_figures=shown,
        trend=course,
        initiatives=doing,
        money=cost,
        goals_heading=goals_heading(dataset),
        goals=goals,
        reserve=kept,
        sources=sources,
        seal=sealed,
        facts=record.facts,
        quotes=record.quotes,
    )


def _character(dataset: Dataset, subject: Subject) -> str:
    """One line on what kind of area it is, or of which wijken it consists."""
    if subject.is_area:
        return character_line(dataset, subject.key)
    names = enumeration([dataset.name_of(one) for one in subject.wijken], most=_MOST_NAMES)
    what = "Stadsdeel (eigen indeling)" if subject.level is Level.STADSDEEL else "Pilots samen"
    return f"{what} · {count(len(subject.wijken), 'wijk', 'wijken')}: {names}"


def _closed(public_from: dt.date, viewer: Viewer) -> str:
    """Mark of a briefing with figures that are not public; empty when all are."""
    if Viewer(Audience.PUBLIC, viewer.date).may_see(public_from):
        return ""
    return "Niet openbaar" if public_from == NEVER else f"Niet openbaar tot {day(public_from)}"


def _sources(dataset: Dataset, record: Record) -> tuple[str, ...]:
    """Who published what and when; public pages of the registers are counted, not listed."""
    rows = {str(row["source_id"]): row for row in dataset["sources"].to_dict("records")}
    registers = ("initiatieven", "geld")
    measured = _keys(record, lambda place: place not in registers)
    pages = [one for one in _keys(record, registers.__contains__) if one not in measured]
    lines = [_source(rows[key]) for key in measured if key in rows]
    if pages:
        dates = sorted(
            rows[key]["published"] for key in pages if key in rows and rows[key]["published"]
        )
        newest = f", de jongste met een datum van {moment(dates[-1])}" if dates else ""
        told = count(len(pages), "openbare pagina", "openbare pagina’s")
        lines.append(f"Initiatieven en geld: {told}{newest}")
    return tuple(dict.fromkeys(lines))


def _keys(record: Record, wanted: Callable[[str], bool]) -> list[str]:
    found = (one.figure.sources for one in record.facts if wanted(one.place))
    return list(dict.fromkeys(key for keys in found for key in keys))


def _source(row: Mapping[Hashable, Any]) -> str:
    told = f"{row['owner']}, {row['title']}"
    return f"{told} ({moment(row['published'])})" if row["published"] else told
