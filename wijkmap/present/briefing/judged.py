"""What a briefing says of the goals, and what a reader may not conclude."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence

from wijkmap.analysis.comparison import register_coverage
from wijkmap.analysis.effect.answers import Answer, answers
from wijkmap.analysis.effect.outcome import Outcome
from wijkmap.analysis.effect.verdict import Reason, Verdict, looks
from wijkmap.analysis.measures import figures_by_year
from wijkmap.analysis.provenance import strictest, union
from wijkmap.analysis.subjects import Subject
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure
from wijkmap.model.selection import Selection
from wijkmap.model.words import Coverage, Level, MarginRule, Register, State
from wijkmap.present.briefing.content import GoalLine, KeyFigure, Part
from wijkmap.present.briefing.record import Record
from wijkmap.present.numbers import number
from wijkmap.present.verdicts import (
    HEADING,
    VERDICT_WORDS,
    effect_text,
    not_to_conclude,
    verdict_text,
)

__all__ = ["goal_lines", "goals_heading", "reserve"]

_MOST_RESERVES = 6


def goals_heading(dataset: Dataset) -> str:
    """Whose goals they are: the verdicts are about the pilots, whatever the page is about."""
    names = [dataset.name_of(code) for code in dataset.pilots]
    if not names:
        return "Wat er per doel te zeggen is"
    return f"Wat er per doel te zeggen is over de pilots ({' en '.join(names)})"


def goal_lines(dataset: Dataset, selection: Selection, record: Record) -> tuple[GoalLine, ...]:
    """One sentence per goal, with what is missing where nothing can be said."""
    return tuple(_line(dataset, one, record) for one in _chosen(dataset, selection))


def _chosen(dataset: Dataset, selection: Selection) -> list[Answer]:
    return [one for one in answers(dataset) if not selection.goals or one.goal in selection.goals]


def _line(dataset: Dataset, answer: Answer, record: Record) -> GoalLine:
    verdict = VERDICT_WORDS[answer.judgement.verdict]
    verdict = f"{verdict[:1].upper()}{verdict[1:]}"
    record.quote(answer.label)
    if answer.outcome is None or answer.judgement.reason is Reason.NO_FIGURES:
        missing = f"Ontbreekt: {_lower(answer.missing)}" if answer.missing else "Geen cijfers"
        record.quote(answer.missing)
        return GoalLine(answer.label, verdict, f"{missing.rstrip('.')}.")
    _tell(dataset, answer, answer.outcome, record)
    said = verdict_text(dataset, answer.outcome, answer.judgement)
    said = said.removeprefix(f"{verdict}: ")
    return GoalLine(answer.label, verdict, f"{said[:1].upper()}{said[1:]}")


def _lower(words: str) -> str:
    """Start of a sentence within a sentence; names keep their capital."""
    first = words.split(" ", 1)[0]
    common = {"Per", "Elk", "Een", "De", "Het", "Cijfers", "Score"}
    return words[:1].lower() + words[1:] if first in common else words


def _tell(dataset: Dataset, answer: Answer, outcome: Outcome, record: Record) -> None:
    """Note the numbers of a verdict as figures of their own."""
    indicator = outcome.question.indicator
    label = f"{answer.label}: {dataset.catalogue[indicator].label}"
    record.quote(dataset.catalogue[indicator].label)
    found = outcome.together
    texts = [effect_text(one, outcome, dataset) for one in (found.estimate, found.low, found.high)]
    rank = (number(found.as_extreme), number(found.sets))
    record.tell(
        "doelen",
        f"{label}, verschil met de overige wijken",
        _figure(dataset, outcome, found.estimate, (found.low, found.high)),
        *texts,
        *rank,
        indicator=indicator,
    )
    power = effect_text(outcome.power, outcome, dataset, sign=False)
    record.tell(
        "doelen",
        f"{label}, kleinste verschil dat meestal gevonden wordt",
        _figure(dataset, outcome, outcome.power, (math.nan, math.nan)),
        power,
        indicator=indicator,
    )
    if answer.judgement.verdict is Verdict.EXPLORATORY:
        record.quote(number(looks(dataset)))


def _figure(
    dataset: Dataset, outcome: Outcome, value: float, margin: tuple[float, float]
) -> Figure:
    city = dataset.municipality
    low, high = (None if math.isnan(one) else one for one in margin)
    known = not math.isnan(value)
    return Figure(
        key="pilots",
        key_label="Pilots",
        area_code=city.code,
        area_name=city.name,
        year=f"{outcome.question.before} en {outcome.question.after}",
        value=value if known else None,
        unit=f"verschil in {dataset.catalogue[outcome.question.indicator].unit}",
        state=State.KNOWN if known else State.MISSING,
        n=float(outcome.together.sets),
        low=low,
        high=high,
        sources=_sources(dataset, outcome),
        cautions=(),
        public_from=_public_from(dataset, outcome.question.indicator),
    )


def _sources(dataset: Dataset, outcome: Outcome) -> tuple[str, ...]:
    frame = figures_by_year(dataset, outcome.question.indicator, Level.WIJK)
    years = {str(year) for year in (*outcome.before, *outcome.after)}
    return union(frame.loc[frame["year"].isin(years), "sources"])


def _public_from(dataset: Dataset, indicator: str) -> dt.date:
    """Strictest date of all wijken and years: a comparison looks at them all."""
    return strictest(figures_by_year(dataset, indicator, Level.WIJK)["public_from"])


def reserve(
    dataset: Dataset,
    subject: Subject,
    selection: Selection,
    shown: Sequence[KeyFigure],
) -> Part:
    """What may not be concluded from this page, the heaviest first."""
    lines = list(dict.fromkeys(_reserves(dataset, subject, selection, shown)))
    return Part(HEADING, "", notes=tuple(lines[:_MOST_RESERVES]))


def _reserves(
    dataset: Dataset, subject: Subject, selection: Selection, shown: Sequence[KeyFigure]
) -> Iterator[str]:
    is_pilot = bool(set(subject.wijken) & set(dataset.pilots))
    judged = [one for one in _chosen(dataset, selection) if one.outcome is not None]
    for one in judged[:1]:
        if one.outcome is not None:
            for line in not_to_conclude(one.outcome, one.judgement)[:2]:
                yield f"{line}."
    if not judged and dataset.pilots:
        yield "Dat de pilots iets hebben veranderd, of juist niets: daarvoor ontbreken de cijfers."
    if line := _registers(dataset):
        yield line
    if any(dataset.areas.at[wijk, "character"] for wijk in subject.wijken) and _shows_crime(
        dataset, shown
    ):
        yield (
            "Dat bewoners van een centrum of bedrijventerrein meer misdrijven plegen of meemaken: "
            "een misdrijf telt waar het gebeurt."
        )
    if any("marge onbekend" in one.small for one in shown):
        yield "Dat een verschil zonder marge echt is: het kan toeval zijn."
    if any("modelschatting" in one.small for one in shown):
        yield "Iets over deze bewoners uit een modelschatting: zij zijn niet zelf bevraagd."
    if is_pilot and (note := dataset.municipality.pilots_note):
        yield f"Dat pilots en andere wijken gelijk begonnen. {note}"


def _registers(dataset: Dataset) -> str:
    """That the lists of initiatives and amounts are no census; empty when both are complete."""
    found = {one for register in Register for one in register_coverage(dataset, register).values()}
    if found <= {Coverage.COMPLETE}:
        return ""
    return (
        "Dat hier meer of minder gebeurt dan elders: openbare bronnen noemen lang niet alle "
        "initiatieven en bedragen."
    )


def _shows_crime(dataset: Dataset, shown: Sequence[KeyFigure]) -> bool:
    labels = {
        one.label
        for one in dataset.catalogue.values()
        if dataset.catalogue[one.numerator or one.id].margin is MarginRule.OVERDISPERSED
    }
    return any(one.label in labels for one in shown)
