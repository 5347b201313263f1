"""The numbers of a comparison as tables: before the start first, then the pilots."""

from __future__ import annotations

import math
from collections.abc import Iterator

from wijkmap.analysis.effect.history import Cloud
from wijkmap.analysis.effect.outcome import Outcome
from wijkmap.analysis.effect.placebo import Finding
from wijkmap.model.dataset import Dataset
from wijkmap.present.markup import Markup
from wijkmap.present.numbers import number
from wijkmap.present.tables import Cell, table
from wijkmap.present.verdicts import effect_text

__all__ = ["cloud_table", "numbers_table"]

_NONE = "–"
_HEADERS = ("verschil", "marge 95%", "minstens zo ver van nul", "kans (p)")
_DIGITS = 3


def numbers_table(dataset: Dataset, outcome: Outcome, against: str) -> Markup:
    """Every estimate with margin, rank and p.

    Parameters
    ----------
    dataset : Dataset
    outcome : Outcome
    against : str
        Name of the group compared with.
    """
    question = outcome.question
    caption = f"Van {question.before} naar {question.after}, tegen {against}"
    return table(
        caption, _headers("wat"), [_cells(name, *rest) for name, *rest in _rows(dataset, outcome)]
    )


def cloud_table(dataset: Dataset, outcome: Outcome, moved: Cloud) -> Markup:
    """Twin of the chart: a row per year."""
    rows = [
        _cells(str(year), *_told(dataset, outcome, one)) for year, one in moved.findings.items()
    ]
    return table(
        f"Pilots min vergelijking, sinds {outcome.question.before}", _headers("jaar"), rows
    )


def _headers(first: str) -> list[str | Cell]:
    return [first, *(Cell(one, is_number=True) for one in _HEADERS)]


def _cells(name: str, *words: str) -> list[str | Cell]:
    return [name, *(Cell(one, is_number=True) for one in words)]


def _rows(dataset: Dataset, outcome: Outcome) -> Iterator[tuple[str, ...]]:
    yield from _before(dataset, outcome)
    together = "Pilots samen" if len(outcome.question.pilots) > 1 else "Pilot"
    yield together, *_told(dataset, outcome, outcome.together)
    if len(outcome.each) > 1:
        for code, one in outcome.each.items():
            yield f"{dataset.name_of(code)} alleen", *_told(dataset, outcome, one)
    base = outcome.base
    if base is None:
        return
    low, high = (effect_text(one, outcome, dataset) for one in (base.low, base.high))
    if len(base.years) > 1:
        yield "Met elk ander beginjaar", f"{low} tot {high}", _NONE, _NONE, _NONE
        mean = "Tegen het gemiddelde van alle metingen vooraf"
        yield mean, *_told(dataset, outcome, base.mean)


def _before(dataset: Dataset, outcome: Outcome) -> Iterator[tuple[str, ...]]:
    """The test before the start, or that there is none."""
    pre = outcome.pre
    if pre is None:
        yield "Vooraf: niet mogelijk", _NONE, _NONE, _NONE, _NONE
        return
    rank = f"{number(pre.as_extreme)} van {number(pre.sets)}"
    yield "Vooraf, alle metingen samen", _NONE, _NONE, rank, number(pre.p, _DIGITS)
    for year, one in pre.years.items():
        yield f"Vooraf, {year} naar {pre.reference}", *_told(dataset, outcome, one)


def _told(dataset: Dataset, outcome: Outcome, one: Finding) -> tuple[str, str, str, str]:
    """Estimate, margin, rank and p in words; a dash for what cannot be had."""
    if math.isnan(one.estimate):
        return _NONE, _NONE, _NONE, _NONE
    margin, rank, p = _NONE, _NONE, _NONE
    if math.isfinite(one.low):
        ends = [effect_text(end, outcome, dataset) for end in (one.low, one.high)]
        margin = " tot ".join(ends)
    if math.isfinite(one.p):
        rank = f"{number(one.as_extreme)} van {number(one.sets)}"
        p = number(one.p, _DIGITS)
    return effect_text(one.estimate, outcome, dataset), margin, rank, p
