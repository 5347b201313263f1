"""The effect of the pilots on a page: sentence, power, chart, numbers, groups, what it may not say."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wijkmap.analysis.effect.choices import later_treated
from wijkmap.analysis.effect.groups import relations
from wijkmap.analysis.effect.history import Cloud, cloud
from wijkmap.analysis.effect.outcome import Outcome, compare
from wijkmap.analysis.effect.series import LOG_RATE_RATIO, Group, series_of
from wijkmap.analysis.effect.verdict import Judgement, Reason, declared, judge
from wijkmap.model.dataset import Dataset
from wijkmap.present.changes import Drawn
from wijkmap.present.charts import CloudPoint, CloudView, Mark, cloud_chart, year_of
from wijkmap.present.effect_groups import groups_section
from wijkmap.present.effect_method import method_section
from wijkmap.present.effect_sheet import placebo_sheet
from wijkmap.present.effect_tables import cloud_table, numbers_table
from wijkmap.present.goals import source_line, start_words
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.questions import Asked
from wijkmap.present.reservations import reservations
from wijkmap.present.sentences import enumeration
from wijkmap.present.tables import folded_table, notes
from wijkmap.present.verdicts import (
    cautions,
    effect_decimals,
    headline,
    lead_text,
    not_to_conclude,
    power_text,
    pre_test_text,
    verdict_mark,
    verdict_text,
)

__all__ = ["EffectView", "effect_view"]

_MANY = 6
_UNRANKED = frozenset({Reason.NO_FIGURES, Reason.TOO_FEW_WIJKEN})


@dataclass(frozen=True, eq=False)
class EffectView:
    """All that the page shows of one question.

    Attributes
    ----------
    title, lead : str
        For the top of the page: what was found and what could be; the title is empty when
        the comparison is not the declared one.
    head : Markup
        The verdict, what could be found at all, and the test before the start.
    chart : Drawn
        Empty when no year can be drawn.
    numbers : Markup
        Table of every estimate, with its cautions and sources.
    reserve : Markup
        What may not be concluded.
    groups : Drawn
        Map and table of who is compared with whom.
    method : Markup
        Folded: how it was made, dose, displacement and sources.
    sheet : pandas.DataFrame
        Every placebo value, for a file; no rows when nothing was ranked.
    sheet_title : str
    cautions : tuple of str
        What goes for the whole file.
    """

    title: str
    lead: str
    head: Markup
    chart: Drawn
    numbers: Markup
    reserve: Markup
    groups: Drawn
    method: Markup
    sheet: pd.DataFrame
    sheet_title: str
    cautions: tuple[str, ...]


def effect_view(dataset: Dataset, one: Asked, peildatum: str) -> EffectView:
    """View of a question.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.
    one : Asked
    peildatum : str
        In words.
    """
    outcome = compare(dataset, one.question)
    judgement = judge(dataset, outcome)
    moved = _cloud(dataset, outcome)
    keys = dataset.catalogue[one.question.indicator].sources
    sources = source_line(dataset, keys, tail=f"Peildatum {peildatum}.")
    is_declared = any(mine.indicator == one.question.indicator for mine in declared(dataset))
    said = cautions(dataset, outcome, judgement)
    label = dataset.catalogue[one.question.indicator].label
    title = f"Placebo {label}, {one.question.before} naar {one.question.after}"
    return EffectView(
        headline(dataset, outcome, judgement) if is_declared else "",
        lead_text(dataset, outcome),
        _head(dataset, outcome, judgement),
        _chart(dataset, one, outcome, moved, sources),
        element(
            "section",
            numbers_table(dataset, outcome, one.offer.label),
            notes(said),
            sources,
            class_="wm-part",
        ),
        reservations(dataset, one.question.indicator, not_to_conclude(outcome, judgement)),
        groups_section(dataset, one, outcome),
        method_section(dataset, outcome, sources),
        placebo_sheet(dataset, outcome, moved),
        title,
        (verdict_text(dataset, outcome, judgement), *said),
    )


def _head(dataset: Dataset, outcome: Outcome, judgement: Judgement) -> Markup:
    unranked = judgement.reason in _UNRANKED
    return element(
        "section",
        element(
            "h2",
            verdict_mark(judgement),
            verdict_text(dataset, outcome, judgement),
            id="vergelijking",
        ),
        "" if unranked else element("p", power_text(dataset, outcome), class_="wm-lead"),
        element("p", pre_test_text(outcome), class_="wm-lead"),
        class_="wm-part wm-effect",
    )


def _cloud(dataset: Dataset, outcome: Outcome) -> Cloud | None:
    if math.isnan(outcome.together.estimate):
        return None
    question = outcome.question
    known = relations(dataset, across_water=question.across_water)
    group = Group(known, question.pilots, question.against, question.chosen, question.weighted)
    return cloud(series_of(dataset, question.indicator), group, outcome.before)


def _chart(
    dataset: Dataset, one: Asked, outcome: Outcome, moved: Cloud | None, sources: Markup
) -> Drawn:
    points = [] if moved is None else _points(moved)
    if moved is None or not points:
        return Drawn()
    indicator = dataset.catalogue[outcome.question.indicator]
    base = str(outcome.question.before)
    ratio = outcome.scale == LOG_RATE_RATIO
    unit = "% meer of minder" if ratio else indicator.unit
    if not ratio and indicator.unit.startswith("%"):
        unit = "procentpunt"
    others = {f"{len(moved.members) - 1} andere sets"} if moved.members else set()
    view = CloudView(
        sets=_others(moved),
        pilots=points,
        edges={year: edge for year, edge in moved.edges.items() if year not in outcome.before}
        if len(outcome.before) == 1
        else moved.edges,
        name="Pilots" if len(outcome.question.pilots) > 1 else _names(dataset, outcome),
        unit=f"verschil sinds {base} ({unit})",
        decimals=effect_decimals(dataset, outcome),
        is_ratio=ratio,
        marks=_marks(dataset, outcome.question.pilots),
    )
    title = f"De pilots tussen {enumeration(sorted(others)) or 'geen andere sets'}, jaar voor jaar"
    description = (
        f"{indicator.label}: verandering van de pilots min die van {one.offer.label}, "
        f"per jaar sinds {base}. De tabel eronder geeft elk jaar."
    )
    drawing = cloud_chart(view, description=description, under=_later_words(dataset))
    twin = folded_table(cloud_table(dataset, outcome, moved))
    head = element("div", element("h2", title), class_="wm-part")
    return Drawn(head, drawing, join([twin, sources]))


def _points(moved: Cloud) -> list[CloudPoint]:
    return [
        CloudPoint(year, found.estimate, found.low, found.high)
        for year, found in moved.findings.items()
        if math.isfinite(found.estimate)
    ]


def _others(moved: Cloud) -> list[Mapping[int, float]]:
    rows = moved.estimates.iloc[1:]
    return [
        {int(str(year)): float(value) for year, value in row.items() if math.isfinite(value)}
        for _, row in rows.iterrows()
    ]


def _names(dataset: Dataset, outcome: Outcome) -> str:
    return enumeration([dataset.name_of(code) for code in outcome.question.pilots])


def _marks(dataset: Dataset, pilots: Sequence[str]) -> list[Mark]:
    """Start of the pilots, and the years in which other wijken got a budget."""
    starts = sorted(set(dataset.municipality.pilots.values()))
    marks = [
        Mark(year_of(one.isoformat()), f"start pilots, {start_words(dataset)}") for one in starts
    ][:1]
    later = later_treated(dataset)
    years = sorted({year for code, own in later.items() if code not in pilots for year in own})
    if years:
        marks.append(Mark(float(years[0]), f"vanaf {years[0]} buurtbudget elders"))
    return marks


def _later_words(dataset: Dataset) -> list[str]:
    """Which wijken got a budget after the start, with the years; many are counted."""
    later = later_treated(dataset)
    if len(later) > _MANY:
        return [f"Later zelf een buurtbudget: {len(later)} andere wijken, zie de kaart en tabel."]
    told = [
        f"{dataset.name_of(code)} ({enumeration([str(year) for year in years])})"
        for code, years in later.items()
    ]
    return [f"Later zelf een buurtbudget: {enumeration(told)}."] if told else []
