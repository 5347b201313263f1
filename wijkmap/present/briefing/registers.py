"""What a briefing tells from registers: initiatives by status, money by stream."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from wijkmap.analysis.counted import budget_lines
from wijkmap.analysis.filters import filtered, keyed
from wijkmap.analysis.ledger import budget_figures
from wijkmap.analysis.progress import subject_initiatives
from wijkmap.analysis.registers import initiative_area_figures, initiative_figures
from wijkmap.analysis.subjects import Subject
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figures
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import UNKNOWN, Kind, Level, Register
from wijkmap.present.briefing.content import Part, Sheet
from wijkmap.present.briefing.record import Record
from wijkmap.present.found import amount_words
from wijkmap.present.money import KIND_WORDS
from wijkmap.present.numbers import count, moment, number
from wijkmap.present.profile_registers import coverage_sentence, none_found

__all__ = ["initiatives", "money"]

_NOT_ADDED = "Gepland, toegekend en besteed zijn verschillende dingen: niet op te tellen."
_NO_CITY = "Geld voor de hele stad staat hier niet bij."
_ONLY_WIJK = "Niet van toepassing: geld is alleen per wijk bekend."
_MANY_YEARS = 3
_COMPUTED = "berekend, niet zo in de bron"


def _inside(selection: Selection, subject: Subject) -> Selection:
    return replace(selection, wijken=subject.wijken, stadsdelen=())


def initiatives(dataset: Dataset, subject: Subject, selection: Selection, record: Record) -> Part:
    """Number per status with the date of that status."""
    found, reason = subject_initiatives(dataset, subject, selection)
    heading = "Initiatieven van bewoners"
    if reason:
        return Part(heading, reason)
    coverage = coverage_sentence(dataset, Register.INITIATIVES, subject, "initiatieven")
    if found.empty:
        return Part(heading, none_found(selection, "initiatieven"), notes=(coverage,))
    pages = int(found["source"].explode().nunique())
    lead = (
        f"{count(len(found), 'initiatief', 'initiatieven')} op "
        f"{count(pages, 'bronpagina', 'bronpagina’s')}"
    )
    status = keyed(found, "status")
    rows = []
    every = _by_status(dataset, subject, selection)
    for one in every:
        mine = found[status == one.key]
        if mine.empty:
            continue
        when = _dates(mine)
        rows.append((one.key_label.capitalize(), number(len(mine)), when))
        record.tell("initiatieven", f"Initiatieven: {one.key_label}", one, rows[-1][1], when)
    whole = _whole(subject, every, len(found), pages)
    record.tell("initiatieven", "Initiatieven gevonden", whole, lead, *_counts(coverage))
    sheet = Sheet(
        "Initiatieven per status", ("status", "aantal", "datum van de stand"), tuple(rows), (1,)
    )
    undated = [one for one in whole.cautions if "zonder jaar" in one]
    record.quote(*undated)
    return Part(heading, f"{lead}.", sheet, (coverage, *(f"{one}." for one in undated)))


def _counts(sentence: str) -> list[str]:
    return [sentence] if any(sign.isdigit() for sign in sentence) else []


def _by_status(dataset: Dataset, subject: Subject, selection: Selection) -> list[Figure]:
    """One figure per status, in order of the vocabulary."""
    if subject.level is not Level.BUURT:
        return list(figures(initiative_figures(dataset, _inside(selection, subject), "status")))
    found = []
    for key, label in (dataset.words("status") | {UNKNOWN: "onbekend"}).items():
        asked = replace(selection, wijken=(), stadsdelen=(), statuses=(key,))
        frame = initiative_area_figures(dataset, asked, Level.BUURT, per_resident=False)
        one = next(figures(frame[frame["key"] == subject.key]))
        found.append(replace(one, key=key, key_label=label))
    return found


def _whole(subject: Subject, every: list[Figure], total: int, pages: int) -> Figure:
    """Figure of all statuses together."""
    return replace(
        every[0],
        key=subject.figure_key,
        key_label=subject.name,
        value=float(total),
        n=float(pages),
        sources=tuple(sorted({key for one in every for key in one.sources})),
        public_from=max(one.public_from for one in every),
    )


def _dates(rows: pd.DataFrame) -> str:
    """From the oldest to the newest date of a status, and how many have none."""
    known = sorted(str(one) for one in rows["status_date"] if one)
    without = len(rows) - len(known)
    if not known:
        return "onbekend"
    first, last = moment(known[0]), moment(known[-1])
    told = first if first == last else f"{first} tot {last}"
    return f"{told}; {without} zonder datum" if without else told


def money(dataset: Dataset, subject: Subject, selection: Selection, record: Record) -> Part:
    """Amounts by stream and kind; kinds are never added, a disputed amount is a range."""
    heading = "Geld per geldstroom"
    if subject.level is Level.BUURT:
        return Part(heading, _ONLY_WIJK)
    coverage = coverage_sentence(dataset, Register.BUDGET, subject, "bedragen")
    asked = _inside(selection, subject)
    lines = filtered(budget_lines(dataset), dataset, asked).rows
    if lines.empty:
        return Part(heading, none_found(selection, "bedragen"), notes=(coverage,))
    frame = budget_figures(dataset, asked, "stream")
    rows = []
    for one, kind in zip(figures(frame), frame["kind"], strict=True):
        stream = "" if one.key == UNKNOWN else one.key
        mine = lines[(lines["stream"] == stream) & (lines["kind"] == kind)]
        if mine.empty:
            continue
        amount = amount_words(one) or "bedrag onbekend"
        if _COMPUTED in one.cautions:
            amount += " (berekend)"
        unknown = int(mine["cents"].isna().sum())
        if 0 < unknown < len(mine):
            amount += f" en {unknown} zonder bedrag"
        years = _years(mine)
        label = "Geldstroom onbekend" if one.key == UNKNOWN else one.key_label
        rows.append((label, KIND_WORDS[Kind(kind)], years, amount))
        record.tell("geld", f"{label}, {KIND_WORDS[Kind(kind)]}", one, label, amount, years)
    sheet = Sheet(
        "Geld per geldstroom en soort", ("geldstroom", "soort", "jaar", "bedrag"), tuple(rows), (3,)
    )
    record.quote(*_counts(coverage))
    return Part(heading, "", sheet, (f"{_NOT_ADDED} {coverage} {_NO_CITY}",))


def _years(rows: pd.DataFrame) -> str:
    years = sorted({int(one) for one in rows["year"].dropna()})
    without = bool(rows["year"].isna().any())
    told = str(Period(tuple(years))).replace("-", "–").replace(",", ", ")
    if len(years) > _MANY_YEARS and "," in told:
        told = f"tussen {years[0]} en {years[-1]}"
    return told + (" en onbekend" if told and without else "") or "onbekend"
