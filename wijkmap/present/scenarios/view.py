"""One view of the scenario maker: sentence, map, tables and bars, all from one division."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from wijkmap.analysis.places import OUTSIDE
from wijkmap.analysis.scenario.division import Division, Outcome
from wijkmap.analysis.scenario.gains import today
from wijkmap.analysis.scenario.totals import by_stadsdeel, mean_per_resident
from wijkmap.analysis.subjects import STADSDEEL_PREFIX, group_keys
from wijkmap.model.dataset import Dataset
from wijkmap.model.municipality import Municipality
from wijkmap.model.words import Level
from wijkmap.present.mapwords import area_code
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.numbers import euro
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
    places,
    rules_list,
    share_bars,
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
        ``wijk`` or ``stadsdeel``: what map, sentence, tables and bars are about.
    gains : bool
        Whether the map shows gains and losses.
    area : str
        Code of the opened area or key of the opened stadsdeel; empty for none.
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
    def level(self) -> Level:
        """What everything shown is about."""
        return Level(self.ask.by)

    @cached_property
    def division(self) -> Division | None:
        """The division as it is shown: per wijk, or the sums per stadsdeel."""
        return self._at_level(self.outcomes[0].division)

    def _at_level(self, division: Division | None) -> Division | None:
        if division is None or self.level is Level.WIJK:
            return division
        return by_stadsdeel(self.dataset, division)

    @property
    def _opened(self) -> str:
        """Opened area; on a map of stadsdelen the one that an opened wijk lies in."""
        area, dataset = self.ask.area, self.dataset
        home = dataset.municipality.stadsdeel_of(area)
        if home is not None and self.level is Level.STADSDEEL:
            return area_code(self.level, home.key)
        return area if area in dataset.areas.index or area in group_keys(dataset) else ""

    @cached_property
    def against(self) -> Against | None:
        """What the division is set against, per wijk."""
        return _against(self.dataset, self.outcomes, self.ask.against)

    @cached_property
    def _beside(self) -> Against | None:
        if self.against is None or self.level is Level.WIJK:
            return self.against
        return self.against.by_stadsdeel(self.dataset)

    @cached_property
    def payload(self) -> Payload:
        """What the map shows; without a colour when there is no division."""
        if self.division is None:
            return no_payload(self.dataset, self.level, self._opened)
        beside = self._beside if self.ask.gains else None
        return money_payload(
            self.dataset,
            self.division,
            opened=self._opened,
            gains=None if beside is None else beside.per_resident,
        )

    @cached_property
    def statement(self) -> str:
        """Title: what is so."""
        if self.division is None:
            return _refusal(self.outcomes[0])
        return _statement(self.dataset, self.division, self._opened)

    @cached_property
    def lead(self) -> Markup:
        """What the map shows, for who cannot see it; empty without a division."""
        return _NOTHING if self.division is None else _lead(self.division)

    @cached_property
    def table(self) -> Markup:
        """Who gets what, per wijk or stadsdeel; empty without a division."""
        if self.division is None:
            return _NOTHING
        return division_table(self.dataset, self.division, self._beside)

    @cached_property
    def bars(self) -> Markup:
        """What each rule gives, as bars; empty without a division."""
        return _NOTHING if self.division is None else share_bars(self.division, self.dataset.pilots)

    @cached_property
    def favour(self) -> Markup:
        """Whom each rule favours; empty without a division."""
        return _NOTHING if self.division is None else favour_table(self.division)

    @cached_property
    def beside(self) -> Markup:
        """Scenarios beside each other; empty without a division or another scenario."""
        if self.division is None:
            return _NOTHING
        others = self.outcomes[1:]
        known = [one for other in others if (one := self._at_level(other.division)) is not None]
        refused = [one.scenario.name for one in others if one.division is None]
        lines = [f"{name} kan niet worden verdeeld en staat er dus niet bij." for name in refused]
        return join([beside_table(self.division, known) if known else "", notes(lines)])

    @cached_property
    def rules(self) -> Markup:
        """Pot and rules in words."""
        return rules_list(self.dataset, self.outcomes[0].scenario)

    @cached_property
    def remarks(self) -> Markup:
        """Choices and cautions; empty without a division."""
        return _NOTHING if self.division is None else _remarks(self.division, self.against)

    @cached_property
    def sources(self) -> Markup:
        """Where the figures come from; empty without a division."""
        if self.division is None:
            return _NOTHING
        beside = self.against.sources if self.against is not None else ()
        return source_list(self.dataset, {*self.division.sources, *beside}, self.peildatum)


def _refusal(outcome: Outcome) -> str:
    if outcome.complaints:
        return "Met deze regels kan de pot niet worden verdeeld"
    return "Nog geen verdeling: eerst een keuze over een cijfer dat ontbreekt"


def _statement(dataset: Dataset, division: Division, opened: str) -> str:
    """What the opened place gets, or those of the pilots; beside the mean of the city."""
    frame = division.frame
    names = _places(dataset.municipality, division, opened, *dataset.pilots)
    named = [names[opened]] if opened in names else list(names.values())
    named = list(dict.fromkeys(named)) or [str(frame["cents"].idxmax())]
    parts = []
    rows = frame.to_dict("index")
    for place, code in enumerate(named):
        row = rows[code]
        verb = " krijgt" if place == 0 else ""
        of = f" van de {euro(division.scenario.pot / 100)}" if place == 0 else ""
        per = float(row["euro_per_resident"])
        unit = " per inwoner" if place == 0 else ""
        each = "" if math.isnan(per) else f" ({euro(per, 2)}{unit})"
        word = "stadsdeel " if division.level is Level.STADSDEEL and code != OUTSIDE else ""
        name = f"{word.capitalize() if place == 0 else word}{row['name']}"
        parts.append(f"{name}{verb} {euro(row['cents'] / 100, 0)}{of}{each}")
    told = " en ".join(parts)
    mean = mean_per_resident(division)
    return told if mean is None else f"{told}; gemiddeld is het {euro(mean, 2)} per inwoner"


def _places(municipality: Municipality, division: Division, *areas: str) -> dict[str, str]:
    """Row of a division for each area or stadsdeel that has one."""
    found = {}
    for area in areas:
        home = municipality.stadsdeel_of(area)
        key = area.removeprefix(STADSDEEL_PREFIX)
        if division.level is Level.STADSDEEL and home is not None:
            key = home.key
        if key in division.frame.index:
            found[area] = key
    return found


def _lead(division: Division) -> Markup:
    frame = division.frame
    each = frame["euro_per_resident"].dropna()
    verb = "deelt" if len(frame) == 1 else "delen"
    shared = euro(division.scenario.pot / 100)
    parts = [f"{places(division.level, len(frame))} {verb} {shared}."]
    if len(each) > 1:
        low, high = (str(frame.at[code, "name"]) for code in (each.idxmin(), each.idxmax()))
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


def _remarks(division: Division, against: Against | None) -> Markup:
    told = [*(against.lines if against is not None else ()), *division.cautions, _PARADOX]
    return notes([one[:1].upper() + one[1:] for one in told])
