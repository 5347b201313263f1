"""The command that compares the pilots with other wijken."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from wijkmap.analysis.effect.groups import Against
from wijkmap.analysis.effect.outcome import Outcome, Question
from wijkmap.analysis.effect.outcome import compare as compared
from wijkmap.analysis.effect.placebo import Finding
from wijkmap.analysis.effect.verdict import Judgement, judge
from wijkmap.cli.questions import open_dataset, reporting, resolve, wijk_names
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period
from wijkmap.model.visibility import Audience, Viewer
from wijkmap.present.numbers import day, number
from wijkmap.present.questions import OWN_CHOICE, Offer, offers
from wijkmap.present.verdicts import (
    HEADING,
    cautions,
    comparison_words,
    effect_text,
    not_to_conclude,
    power_text,
    pre_test_text,
    verdict_text,
)

__all__ = ["compare"]

_DECIMALS = 6


@reporting
def compare(options: argparse.Namespace) -> int:
    """Print what a comparison found: one object, or lines to read."""
    dataset, viewer = open_dataset(options)
    names = {one.id: (one.label,) for one in dataset.catalogue.values()}
    pilots = resolve(options.pilots, "wijk", wijk_names(dataset))
    offer = _offer(dataset, options.comparison, pilots or dataset.pilots)
    question = Question(
        resolve([options.indicator], "indicator", names)[0],
        Period.parse(options.before),
        Period.parse(options.after),
        pilots=pilots,
        against=offer.against,
        chosen=offer.chosen,
        weighted=options.weighted,
        across_water=options.across_water,
    )
    outcome = compared(dataset, question)
    judgement = judge(dataset, outcome)
    if options.format == "json":
        whole = _object(dataset, outcome, judgement)
        sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(f"{one}\n" for one in _lines(dataset, outcome, judgement, viewer))
    return 0


def _offer(dataset: Dataset, text: str, pilots: Sequence[str]) -> Offer:
    """Group to compare with: a word that the page offers too, or wijken by code or name."""
    every = offers(dataset)
    if found := every.get(text.strip().casefold()):
        left = tuple(code for code in found.chosen if code not in pilots)
        return replace(found, chosen=left)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    codes = resolve(parts, "wijk", wijk_names(dataset))
    return Offer(OWN_CHOICE, "", Against.CODES, codes)


def _object(dataset: Dataset, outcome: Outcome, judgement: Judgement) -> dict[str, object]:
    """Keys as promised, in order; what cannot be had is None."""
    return {
        "estimate": _plain(outcome.together.estimate),
        "scale": outcome.scale,
        **_ranked(outcome.together),
        "per_pilot": [
            {
                "area_code": code,
                "area_name": str(dataset.areas.at[code, "area_name"]),
                "estimate": _plain(one.estimate),
                **_ranked(one),
            }
            for code, one in outcome.each.items()
        ]
        or None,
        "power": _power(outcome),
        "base_range": _base(outcome),
        "pre_test": _pre(outcome),
        "groups": _groups(outcome),
        "verdict": judgement.verdict.value,
        "verdict_text": verdict_text(dataset, outcome, judgement),
        "cautions": list(cautions(dataset, outcome, judgement)),
    }


def _ranked(tested: Finding) -> dict[str, object]:
    ranked = math.isfinite(tested.p)
    return {
        "low": _plain(tested.low),
        "high": _plain(tested.high),
        "placebo_sets": tested.sets if ranked else None,
        "placebo_as_extreme": tested.as_extreme if ranked else None,
        "p": _plain(tested.p),
    }


def _power(outcome: Outcome) -> dict[str, object] | None:
    largest = outcome.largest
    if math.isnan(outcome.power):
        return None
    return {
        "smallest_effect": _plain(outcome.power),
        "found_in_100": 80,
        "largest_change": None if largest is None else _plain(largest.size),
        "largest_change_area": None if largest is None else largest.wijk,
        "largest_change_years": None if largest is None else [largest.first, largest.last],
    }


def _base(outcome: Outcome) -> dict[str, object] | None:
    base = outcome.base
    if base is None:
        return None
    return {
        "low": _plain(base.low),
        "high": _plain(base.high),
        "years": {str(year): _plain(value) for year, value in base.years.items()},
        "mean_of_all": {"estimate": _plain(base.mean.estimate), **_ranked(base.mean)},
    }


def _pre(outcome: Outcome) -> dict[str, object] | None:
    pre = outcome.pre
    if pre is None:
        return None
    return {
        "p": _plain(pre.p),
        "placebo_sets": pre.sets,
        "placebo_as_extreme": pre.as_extreme,
        "deviates": pre.deviates,
        "reference": pre.reference,
        "years": {
            str(year): {"estimate": _plain(one.estimate), "p": _plain(one.p)}
            for year, one in pre.years.items()
        },
    }


def _groups(outcome: Outcome) -> dict[str, object]:
    plan = outcome.plan
    return {
        "pilots": list(outcome.question.pilots if plan is None else plan.pilots),
        "comparison": None if plan is None else list(plan.compared),
        "comparison_kind": outcome.question.against.value,
        "ring": {code: list(near) for code, near in outcome.ring.items()},
        "lookalike": {
            code: {one: _plain(far) for one, far in near.items()}
            for code, near in outcome.alike.items()
        },
        "left_out": list(outcome.left_out),
        "dropped_sets": outcome.together.dropped,
    }


def _plain(value: float) -> float | None:
    return round(float(value), _DECIMALS) + 0.0 if math.isfinite(value) else None


def _lines(
    dataset: Dataset, outcome: Outcome, judgement: Judgement, viewer: Viewer
) -> Iterator[str]:
    question = outcome.question
    yield verdict_text(dataset, outcome, judgement)
    yield ""
    label = dataset.catalogue[question.indicator].label
    who = comparison_words(question.against)
    yield f"{label}, van {question.before} naar {question.after}, vergeleken met {who}"
    yield power_text(dataset, outcome)
    yield pre_test_text(outcome)
    yield f"Pilots samen: {_row(dataset, outcome, outcome.together)}"
    for code, one in outcome.each.items():
        yield f"{dataset.name_of(code)} alleen: {_row(dataset, outcome, one)}"
    if outcome.base is not None:
        low, high = (
            effect_text(one, outcome, dataset) for one in (outcome.base.low, outcome.base.high)
        )
        yield f"Met een ander beginjaar: van {low} tot {high}"
        mean = _row(dataset, outcome, outcome.base.mean)
        yield f"Tegen het gemiddelde van alle metingen vooraf: {mean}"
    yield ""
    yield f"{HEADING}:"
    yield from (f"- {one}" for one in not_to_conclude(outcome, judgement))
    yield ""
    for place, caution in enumerate(cautions(dataset, outcome, judgement), start=1):
        yield f"[{place}] {caution}"
    for key in dataset.catalogue[question.indicator].sources:
        source = dataset.sources.loc[key]
        yield f"Bron {key}: {source['owner']}, {source['title']}"
    audience = "openbaar" if viewer.audience is Audience.PUBLIC else "intern"
    yield f"Peildatum {day(viewer.date)}, {audience}; gegevens {dataset.version}"


def _row(dataset: Dataset, outcome: Outcome, tested: Finding) -> str:
    text = effect_text(tested.estimate, outcome, dataset)
    if math.isfinite(tested.low):
        low, high = (effect_text(one, outcome, dataset) for one in (tested.low, tested.high))
        text += f" (tussen {low} en {high})"
    if math.isfinite(tested.p):
        text += f", rang {number(tested.as_extreme)} van {number(tested.sets)}"
        text += f", p = {number(tested.p, 3)}"
    return text
