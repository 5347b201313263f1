"""One view of the scenario maker: sentence, map, tables and bars, all from one division."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

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

__all__ = ["TODAY", "Ask", "ScenarioView"]

TODAY = "vandaag"
"""What a division is set against when it is what was found."""

_NOTHING = Markup("")
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


@dataclass(frozen=True, eq=False)
class ScenarioView:
    """All that the maker shows of its scenarios; each part is made when it is first shown.

    Attributes
    ----------
    dataset : Dataset
        As the viewer may see it.
    outcomes : tuple of Outcome
        One to three; the first is the one that is being made.
    ask : Ask
    peildatum : str
        In words.
    """

    dataset: Dataset
    outcomes: tuple[Outcome, ...]
    ask: Ask
    peildatum: str

    @property
    def _division(self) -> Division | None:
        return self.outcomes[0].division

    @property
    def _opened(self) -> str:
        return self.ask.area if self.ask.area in self.dataset.areas.index else ""

    @cached_property
    def against(self) -> Against | None:
        """What the division is set against."""
        return _against(self.dataset, self.outcomes, self.ask.against)

    @cached_property
    def payload(self) -> Payload:
        """What the map shows; without a colour when there is no division."""
        if self._division is None:
            return no_payload(self.dataset, self._opened)
        shows_gains = self.against is not None and self.ask.gains
        return money_payload(
            self.dataset,
            self._division,
            opened=self._opened,
            gains=self.against.per_resident if self.against and shows_gains else None,
        )

    @cached_property
    def statement(self) -> str:
        """Title: what is so."""
        if self._division is None:
            return _refusal(self.outcomes[0])
        return _statement(self.dataset, self._division, self._opened)

    @cached_property
    def lead(self) -> Markup:
        """What the map shows, for who cannot see it; empty without a division."""
        return _NOTHING if self._division is None else _lead(self._division)

    @cached_property
    def table(self) -> Markup:
        """Who gets what, per wijk or stadsdeel; empty without a division."""
        if self._division is None:
            return _NOTHING
        if self.ask.by == Level.STADSDEEL.value:
            return stadsdeel_table(self.dataset, self._division)
        return division_table(self.dataset, self._division, self.against)

    @cached_property
    def bars(self) -> Markup:
        """What each rule gives, as bars; empty without a division."""
        return (
            _NOTHING if self._division is None else share_bars(self._division, self.dataset.pilots)
        )

    @cached_property
    def favour(self) -> Markup:
        """Whom each rule favours; empty without a division."""
        return _NOTHING if self._division is None else favour_table(self._division)

    @cached_property
    def beside(self) -> Markup:
        """Scenarios beside each other; empty without a division or another scenario."""
        return _NOTHING if self._division is None else _beside(self._division, self.outcomes[1:])

    @cached_property
    def rules(self) -> Markup:
        """Pot and rules in words."""
        return rules_list(self.dataset, self.outcomes[0].scenario)

    @cached_property
    def remarks(self) -> Markup:
        """Choices and cautions; empty without a division."""
        return _NOTHING if self._division is None else _remarks(self._division, self.against)

    @cached_property
    def sources(self) -> Markup:
        """Where the figures come from; empty without a division."""
        if self._division is None:
            return _NOTHING
        beside = self.against.sources if self.against is not None else ()
        return source_list(self.dataset, {*self._division.sources, *beside}, self.peildatum)


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


def _beside(division: Division, others: Sequence[Outcome]) -> Markup:
    known = [one.division for one in others if one.division is not None]
    refused = [one.scenario.name for one in others if one.division is None]
    lines = [f"{name} kan niet worden verdeeld en staat er dus niet bij." for name in refused]
    return join([beside_table(division, known) if known else "", notes(lines)])


def _remarks(division: Division, against: Against | None) -> Markup:
    told = [*(against.lines if against is not None else ()), *division.cautions, _PARADOX]
    return notes([one[:1].upper() + one[1:] for one in told])
