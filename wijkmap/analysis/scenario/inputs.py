"""What the rules of a scenario look at, per wijk: residents, need, initiatives."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

from wijkmap.analysis.coverage import coverage_of
from wijkmap.analysis.measures import indicator_figures
from wijkmap.analysis.provenance import union
from wijkmap.analysis.registers import initiative_area_figures
from wijkmap.analysis.scenario.need import distances, places
from wijkmap.model.dataset import Dataset
from wijkmap.model.scenario import (
    INITIATIVES,
    RESIDENTS,
    Missing,
    Question,
    Rule,
    RuleKind,
    Scenario,
    Yardstick,
)
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Coverage, Level, Register

__all__ = ["Inputs", "names", "residents_indicator", "rule_inputs"]

_RESIDENT_COUNTS = ("population", "population_pc4_area")
_CHOICES = "Kies: weglaten, het gemiddelde van de stad, of een eigen waarde."


@dataclass
class Inputs:
    """What the rules look at, and what that takes for granted.

    Attributes
    ----------
    shares : dict of str to dict of str to Fraction
        By key of a share rule and wijk code: the wijk's part of the rule, together 1.
        A wijk that the user left out is not in it.
    residents : dict of str to dict of str to Fraction
        By key of a small-wijk guarantee and wijk code.
    choices : list of str
        Dutch sentences: choices of the user, years, cautions.
    complaints : list of str
    questions : list of Question
    sources : set of str
        Ids.
    """

    shares: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    residents: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    choices: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)


def rule_inputs(dataset: Dataset, scenario: Scenario, wijken: tuple[str, ...]) -> Inputs:
    """Input of every rule that needs one.

    Parameters
    ----------
    dataset : Dataset
    scenario : Scenario
        With indicators that exist.
    wijken : tuple of str
        Codes of the wijken that take part.

    Returns
    -------
    Inputs
        Complete when it has neither complaints nor questions.
    """
    found = Inputs()
    for key, rule in zip(scenario.columns, scenario.rules, strict=True):
        reader = _Reader(dataset, key, rule, wijken, found)
        if rule.kind is RuleKind.SMALL_WIJK:
            found.residents[key] = reader.measured(rule.yardsticks[0])
        elif rule.kind is RuleKind.EQUAL:
            found.shares[key] = {code: Fraction(1, len(wijken)) for code in wijken}
        elif rule.kind.is_share and rule.weight:
            found.shares[key] = reader.share()
    found.choices = list(dict.fromkeys(found.choices))
    return found


def residents_indicator(dataset: Dataset) -> str:
    """Id of the count of residents that scenarios use; empty when there is none."""
    return next((one for one in _RESIDENT_COUNTS if one in dataset.catalogue), "")


def names(dataset: Dataset, codes: Iterable[str]) -> str:
    """Names of wijken, with commas and ``en``."""
    told = [dataset.name_of(code) for code in codes]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} en {told[-1]}"


class _Reader:
    """Reads the yardsticks of one rule; says in `found` what it could not read."""

    def __init__(
        self, dataset: Dataset, key: str, rule: Rule, wijken: tuple[str, ...], found: Inputs
    ) -> None:
        self.dataset = dataset
        self.key = key
        self.rule = rule
        self.wijken = wijken
        self.found = found

    def share(self) -> dict[str, Fraction]:
        """Part of each wijk of the rule, together 1; empty when it cannot be said."""
        whole: dict[str, Fraction] = {}
        weights = sum(one.weight for one in self.rule.yardsticks)
        for yardstick in self.rule.yardsticks:
            if not yardstick.weight or not weights:
                continue
            asked = len(self.found.questions)
            needs = self._needs(yardstick)
            total = sum(needs.values())
            if not total:
                # Without an answer or a fair weight there is nothing to add up yet.
                if len(self.found.questions) == asked:
                    self._complain(yardstick, "geen enkele wijk krijgt hier iets uit")
                continue
            for code, need in needs.items():
                part = yardstick.weight / weights * need / total
                whole[code] = whole.get(code, Fraction(0)) + part
        return whole

    def _needs(self, yardstick: Yardstick) -> dict[str, Fraction]:
        values = self.measured(yardstick)
        if self.rule.kind is not RuleKind.NEED:
            return values
        sign = yardstick.more_need or -self.dataset.catalogue[yardstick.what].direction
        if yardstick.zero is None:
            return places(values, sign)
        need = distances(values, sign, _exact(yardstick.zero))
        if not yardstick.times_residents:
            return need
        residents = self.measured(Yardstick(RESIDENTS, missing=yardstick.missing))
        return {code: one * residents[code] for code, one in need.items() if code in residents}

    def measured(self, yardstick: Yardstick) -> dict[str, Fraction]:
        """Value per wijk, with the user's choice where one is missing."""
        values = self._values(yardstick)
        lacking = tuple(code for code in self.wijken if math.isnan(values[code]))
        if yardstick.missing is Missing.OWN:
            mine = {code: yardstick.own[code] for code in lacking if code in yardstick.own}
            values = values | mine
            self._tell_own(yardstick, mine)
            lacking = tuple(code for code in lacking if code not in mine)
        known = {code: _exact(values[code]) for code in self.wijken if code not in lacking}
        if not lacking:
            return known
        who = names(self.dataset, lacking)
        what = self._label(yardstick)
        if yardstick.missing is Missing.LEAVE_OUT:
            self.found.choices.append(f"{what} niet bekend voor {who}: bij deze regel weggelaten")
        elif yardstick.missing is Missing.CITY_MEAN and known:
            mean = sum(known.values(), Fraction(0)) / len(known)
            known |= dict.fromkeys(lacking, mean)
            told = "gerekend met het gemiddelde van de andere wijken"
            self.found.choices.append(f"{what} niet bekend voor {who}: {told}")
        else:
            told = f"niet bekend voor {who} ({', '.join(lacking)}): {what}"
            if not known:
                told = f"{what} is in dat jaar voor geen enkele wijk bekend"
            sentence = f"{self._name}: {told}. {_CHOICES}"
            self.found.questions.append(Question(self.key, yardstick.what, lacking, sentence))
        return known

    def _tell_own(self, yardstick: Yardstick, mine: Mapping[str, float]) -> None:
        if mine:
            told = ", ".join(
                f"{self.dataset.name_of(code)} {value:g}".replace(".", ",")
                for code, value in mine.items()
            )
            self.found.choices.append(
                f"{self._label(yardstick)} niet bekend: eigen waarde van de maker, {told}"
            )

    def _values(self, yardstick: Yardstick) -> dict[str, float]:
        if yardstick.what == INITIATIVES:
            return self._initiatives(yardstick)
        indicator = yardstick.what
        if indicator == RESIDENTS:
            indicator = residents_indicator(self.dataset)
        period = Period(() if yardstick.year is None else (yardstick.year,))
        frame = self.dataset.once(
            ("scenario_input", indicator, period),
            partial(indicator_figures, self.dataset, indicator, Level.WIJK, period),
        )
        year = next(iter(frame["year"]), "")
        self.found.choices.append(f"{self._label(yardstick)}: jaar {year or 'onbekend'}")
        self.found.choices += self.dataset.catalogue[indicator].cautions
        self.found.sources.update(union(frame["sources"]))
        return dict(zip(frame["key"], frame["value"], strict=True))

    def _initiatives(self, yardstick: Yardstick) -> dict[str, float]:
        period = Period(() if yardstick.year is None else (yardstick.year,))
        frame = initiative_area_figures(self.dataset, Selection(period=period), Level.WIJK)
        self.found.sources.update(union(frame["sources"]))
        known = frame.loc[frame["value"].notna(), "key"]
        coverage = coverage_of(self.dataset, Register.INITIATIVES, known)
        partly = [one for one in self.wijken if coverage[one] is not Coverage.COMPLETE]
        if partly:
            told = (
                "het register van initiatieven is niet volledig voor "
                f"{len(partly)} van de {len(self.wijken)} wijken"
            )
            if self.rule.confirmed:
                self.found.choices.append(f"{told}; de maker van het scenario heeft dat aanvaard")
            else:
                self._complain(
                    yardstick,
                    f"{told}. Wat niet gevonden is, telt dan als niet gedaan. "
                    "Bevestig dat u dit wilt, of laat de regel weg",
                )
        return dict(zip(frame["key"], frame["value"], strict=True))

    @property
    def _name(self) -> str:
        return self.rule.name or self.key

    def _label(self, yardstick: Yardstick) -> str:
        if yardstick.what == RESIDENTS:
            return "inwoners"
        if yardstick.what == INITIATIVES:
            return "initiatieven"
        return self.dataset.catalogue[yardstick.what].label

    def _complain(self, yardstick: Yardstick, what: str) -> None:
        self.found.complaints.append(f"{self._name} ({self._label(yardstick)}): {what}.")


def _exact(value: float) -> Fraction:
    """The decimal number that a float is written as: 4.4 - 4.2 is 0.2 then."""
    return Fraction(str(float(value)))
