"""One view of the scenario maker: sentence, map, tables and bars, all from one division."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wijkmap.analysis.scenario.division import Division, Outcome
from wijkmap.analysis.scenario.gains import today
from wijkmap.analysis.scenario.totals import mean_per_resident
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.numbers import count, euro
from wijkmap.present.payload import Payload
from wijkmap.present.rows import source_list
from wijkmap.present.scenarios.layer import money_payload, no_payload
from wijkmap.present.scenarios.tables import (
    Against,
    against_division,
    against_today,
    beside_table,
    division_table,
    favour_table,
    rules_list,
    share_bars,
    stadsdeel_table,
)
from wijkmap.present.scenarios.words import EXAMPLE
from wijkmap.present.tables import notes

__all__ = ["TODAY", "Ask", "ScenarioView", "scenario_view"]

TODAY = "vandaag"
"""What a division is set against when it is what was found."""

_PARADOX = (
    "De centen die overblijven, gaan naar de wijken met de grootste rest. Daardoor kan een wijk "
    "bij een grotere pot soms één cent minder krijgen: een bekende eigenaardigheid."
)


@dataclass(frozen=True)
class Ask:
    """What a reader asked of the maker, beside the scenarios themselves.

    Attributes
    ----------
    against : str
        ``vandaag``, ``2`` or ``3`` (the scenario of that place), or empty.
    by : str
        ``wijk`` or ``stadsdeel``: rows of the table.
    gains : bool
        Whether the map shows gains and losses.
    area : str
        Code of the opened area; empty for none.
    """

    against: str = ""
    by: str = Level.WIJK.value
    gains: bool = False
    area: str = ""


@dataclass(frozen=True)
class ScenarioView:
    """All that the maker shows of its scenarios.

    Attributes
    ----------
    statement : str
        Title: what is so.
    payload : Payload
        What the map shows; without a colour when there is no division.
    lead : Markup
        What the map shows, for who cannot see it.
    table, bars, favour, beside, rules, remarks, sources : Markup
        Empty when there is no division, but for the rules.
    against : Against or None
        What the division is set against.
    """

    statement: str
    payload: Payload
    lead: Markup
    table: Markup
    bars: Markup
    favour: Markup
    beside: Markup
    rules: Markup
    remarks: Markup
    sources: Markup
    against: Against | None


def scenario_view(
    dataset: Dataset, outcomes: Sequence[Outcome], ask: Ask, peildatum: str
) -> ScenarioView:
    """View of one scenario, perhaps beside one or two others.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.
    outcomes : sequence of Outcome
        One to three; the first is the one that is being made.
    ask : Ask
    peildatum : str
        In words.
    """
    mine = outcomes[0]
    opened = ask.area if ask.area in dataset.areas.index else ""
    rules = rules_list(dataset, mine.scenario)
    if mine.division is None:
        none = Markup("")
        payload = no_payload(dataset, opened)
        return ScenarioView(
            _refusal(mine), payload, none, none, none, none, none, rules, none, none, None
        )
    division = mine.division
    against = _against(dataset, outcomes, ask.against)
    return ScenarioView(
        statement=_statement(dataset, division, opened),
        payload=money_payload(
            dataset,
            division,
            opened=opened,
            gains=against.per_resident if against is not None and ask.gains else None,
        ),
        lead=_lead(division),
        table=_table(dataset, division, ask, against),
        bars=share_bars(division, dataset.pilots),
        favour=favour_table(division),
        beside=_beside(division, outcomes[1:]),
        rules=rules,
        remarks=_remarks(division, against),
        sources=source_list(dataset, set(division.sources), peildatum),
        against=against,
    )


def _refusal(outcome: Outcome) -> str:
    if outcome.complaints:
        return "Met deze regels kan de pot niet worden verdeeld"
    return "Nog geen verdeling: eerst een keuze over een cijfer dat ontbreekt"


def _statement(dataset: Dataset, division: Division, opened: str) -> str:
    """What the opened wijk gets, or the pilots; beside the mean of the city."""
    frame = division.frame
    named = (
        [opened] if opened in frame.index else [one for one in dataset.pilots if one in frame.index]
    )
    named = named or [str(frame["cents"].idxmax())]
    parts = []
    rows = frame.to_dict("index")
    for place, code in enumerate(named):
        row = rows[code]
        verb = " krijgt" if place == 0 else ""
        of = f" van de {euro(division.scenario.pot / 100)}" if place == 0 else ""
        per = float(row["euro_per_resident"])
        unit = " per inwoner" if place == 0 else ""
        each = "" if math.isnan(per) else f" ({euro(per, 2)}{unit})"
        parts.append(f"{row['wijk_name']}{verb} {euro(row['cents'] / 100, 0)}{of}{each}")
    told = " en ".join(parts)
    mean = mean_per_resident(division)
    return told if mean is None else f"{told}; gemiddeld is het {euro(mean, 2)} per inwoner"


def _lead(division: Division) -> Markup:
    frame = division.frame
    each = frame["euro_per_resident"].dropna()
    parts = [
        f"{count(len(frame), 'wijk deelt', 'wijken delen')} {euro(division.scenario.pot / 100)}."
    ]
    if len(each) > 1:
        low, high = (str(frame.at[code, "wijk_name"]) for code in (each.idxmin(), each.idxmax()))
        parts.append(
            f"Per inwoner loopt het van {euro(float(each.min()), 2)} in {low} tot "
            f"{euro(float(each.max()), 2)} in {high}."
        )
    return element("p", " ".join([*parts, EXAMPLE]), class_="wm-lead")


def _against(dataset: Dataset, outcomes: Sequence[Outcome], asked: str) -> Against | None:
    mine = outcomes[0].division
    if mine is None or not asked:
        return None
    if asked == TODAY:
        found = today(dataset)
        return None if found is None else against_today(found, mine)
    place = int(asked) - 1
    other = outcomes[place].division if place < len(outcomes) else None
    return None if other is None else against_division(other, mine)


def _table(dataset: Dataset, division: Division, ask: Ask, against: Against | None) -> Markup:
    if ask.by == Level.STADSDEEL.value:
        return stadsdeel_table(dataset, division)
    return division_table(dataset, division, against)


def _beside(division: Division, others: Sequence[Outcome]) -> Markup:
    known = [one.division for one in others if one.division is not None]
    refused = [one.scenario.name for one in others if one.division is None]
    lines = [f"{name} kan niet worden verdeeld en staat er dus niet bij." for name in refused]
    return join([beside_table(division, known) if known else "", notes(lines)])


def _remarks(division: Division, against: Against | None) -> Markup:
    told = [*(against.lines if against is not None else ()), *division.cautions, _PARADOX]
    return notes([one[:1].upper() + one[1:] for one in told])
