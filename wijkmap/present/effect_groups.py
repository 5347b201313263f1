"""Who is compared with whom: a small map, its legend, and a table with distances."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wijkmap.analysis.effect.choices import later_treated
from wijkmap.analysis.effect.groups import Against, relations
from wijkmap.analysis.effect.outcome import Outcome
from wijkmap.analysis.effect.traits import Trait, Traits
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period
from wijkmap.model.words import Level
from wijkmap.present.changes import Drawn
from wijkmap.present.charts import GroupArea, group_map, swatch
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.numbers import count, number
from wijkmap.present.questions import Asked
from wijkmap.present.sentences import enumeration
from wijkmap.present.tables import Cell, folded_table, table

__all__ = ["groups_section"]

_NONE = "–"
_TRAITS = {
    "liveability_score": "leefbaarheid",
    "liveability_trend": "verandering van de leefbaarheid per jaar",
    "address_density": "adressen per km²",
    "population": "inwoners",
    "avg_woz_value": "WOZ-waarde",
}
_LEGEND = {
    "is_pilot": "pilot",
    "is_compared": "telt mee in de vergelijking",
    "is_ring": "ring: minstens 100 meter grens met een pilot",
    "is_alike": "lijkt het meest op een pilot",
    "is_later": "kreeg later zelf een buurtbudget",
}

_WORDS = {
    "is_pilot": "pilot",
    "is_compared": "telt mee",
    "is_ring": "ring",
    "is_alike": "lijkt op een pilot",
}


@dataclass(frozen=True)
class _Member:
    """A wijk with all that it is in this comparison."""

    code: str
    area: GroupArea
    words: str
    far: tuple[float, ...]
    later: tuple[int, ...]


def groups_section(dataset: Dataset, one: Asked, outcome: Outcome) -> Drawn:
    """Map and table of the groups of a question.

    Parameters
    ----------
    dataset : Dataset
    one : Asked
    outcome : Outcome
    """
    members = _members(dataset, outcome)
    compared = [member for member in members if member.area.is_compared]
    said = f"De pilots tegen {one.offer.label}: {count(len(compared), 'wijk', 'wijken')}"
    lines = [one.offer.note, *_notes(dataset, outcome)]
    head = element(
        "div",
        element("h2", said),
        *(element("p", f"{line.rstrip('.')}.", class_="wm-small") for line in lines if line),
        class_="wm-part",
    )
    shown = {name for name in _LEGEND for member in members if getattr(member.area, name)}
    legend = element(
        "ul",
        *(
            element("li", swatch({name: True}), words)
            for name, words in _LEGEND.items()
            if name in shown
        ),
        *([element("li", swatch({}), "telt niet mee")] if _apart(members) else []),
        class_="wm-group-legend",
    )
    drawing = element(
        "figure",
        group_map([member.area for member in members], description=f"{said}. De tabel geeft elk."),
        legend,
        class_="wm-groups-drawn",
    )
    twin = _table(dataset, outcome, members)
    foot = folded_table(twin, name="Als tabel, met de afstand tot elke pilot")
    return Drawn(head, drawing, foot)


def _apart(members: Sequence[_Member]) -> bool:
    return any(not (one.area.is_pilot or one.area.is_compared) for one in members)


def _members(dataset: Dataset, outcome: Outcome) -> list[_Member]:
    pilots = outcome.question.pilots
    compared = set() if outcome.plan is None else set(outcome.plan.compared)
    ring = {code for near in outcome.ring.values() for code in near} - set(pilots)
    alike = {code for near in outcome.alike.values() for code in near}
    later = later_treated(dataset)
    known = relations(dataset, across_water=outcome.question.across_water)
    places = {code: at for at, code in enumerate(known.codes)}
    shapes = dataset.polygons_at(Level.WIJK)
    found = []
    for code in known.codes:
        is_ = {
            "is_pilot": code in pilots,
            "is_compared": code in compared,
            "is_ring": code in ring,
            "is_alike": code in alike,
            "is_later": code in later,
        }
        words = [_WORDS[name] for name, holds in is_.items() if holds and name in _WORDS]
        if code in outcome.left_out:
            words.append("zonder cijfer in een van beide perioden")
        told = ", ".join(words) or "telt niet mee"
        name = dataset.name_of(code)
        far = tuple(
            math.nan if pilot == code else float(known.distance[places[code], places[pilot]])
            for pilot in pilots
        )
        area = GroupArea(name, shapes[code], f"{name}: {told}", **is_)
        found.append(_Member(code, area, told, far, later.get(code, ())))
    return found


def _table(dataset: Dataset, outcome: Outcome, members: Sequence[_Member]) -> Markup:
    pilots = [dataset.name_of(code) for code in outcome.question.pilots]
    headers: list[str | Cell] = ["wijk", "wat het is hier"]
    headers += [Cell(f"afstand tot {name}", is_number=True) for name in pilots]
    headers.append("buurtbudget na de start")
    rows: list[list[str | Cell]] = []
    order = sorted(members, key=lambda one: (not one.area.is_pilot, not one.area.is_compared))
    for one in order:
        row: list[str | Cell] = [one.area.name, one.words]
        row += [
            Cell(number(far, 2) if math.isfinite(far) else _NONE, is_number=True) for far in one.far
        ]
        row.append(str(Period(one.later)).replace(",", ", ") or _NONE)
        rows.append(row)
    return join(
        [
            table("Groepen per wijk", headers, rows),
            element("p", _distance_words(dataset, outcome), class_="wm-small"),
        ]
    )


def _distance_words(dataset: Dataset, outcome: Outcome) -> str:
    """What the distance rests on, with the year of each trait."""
    traits = relations(dataset, across_water=outcome.question.across_water).traits
    if traits is None or not traits.used:
        return "Afstanden zijn er niet: de kenmerken ontbreken in deze gegevens."
    said = (
        "Afstand: hoeveel twee wijken verschillen, in standaarddeviaties over alle wijken; "
        "hoogstens 2 telt als gelijkend. Op grond van "
        f"{enumeration([_trait_words(one) for one in traits.used])}."
    )
    return f"{said}{_missing_words(traits)}"


def _missing_words(traits: Traits) -> str:
    if not traits.missing:
        return ""
    return f" Niet in deze gegevens: {enumeration([_TRAITS[one.key] for one in traits.missing])}."


def _trait_words(one: Trait) -> str:
    years = str(one.years[0])
    if len(one.years) > 1:
        years = f"{one.years[0]} tot en met {one.years[-1]}"
    after = ", gemeten na de start" if one.after_start else ""
    return f"{_TRAITS[one.key]} ({years}{after})"


def _notes(dataset: Dataset, outcome: Outcome) -> list[str]:
    """What is left out or short in these groups."""
    found = []
    if outcome.question.against in (Against.RING, Against.NORING):
        water = "ook over het water" if outcome.question.across_water else "niet over het water"
        found.append(f"Buren {water}")
    if outcome.question.weighted:
        found.append("Gemiddelden zijn gewogen naar het aantal inwoners")
    if outcome.question.against is Against.LOOKALIKE:
        found += [
            f"Op {dataset.name_of(pilot)} lijken {_alike_words(dataset, near)}"
            for pilot, near in outcome.alike.items()
        ]
    return found


def _alike_words(dataset: Dataset, near: dict[str, float]) -> str:
    told = [f"{dataset.name_of(code)} ({number(far, 2)})" for code, far in near.items()]
    return enumeration(told) or "geen andere wijken genoeg"
