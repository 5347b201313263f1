"""What makes the rules of a scenario impossible, in clear sentences, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wijkmap.analysis.lines import euros
from wijkmap.analysis.scenario.apportionment import Bounds
from wijkmap.analysis.scenario.inputs import residents_indicator
from wijkmap.model.dataset import Dataset
from wijkmap.model.indicators import UnknownIndicatorError
from wijkmap.model.scenario import INITIATIVES, RESIDENTS, Rule, RuleKind, Scenario, Yardstick
from wijkmap.model.words import Level

__all__ = ["faulty_rules", "impossible_bounds", "impossible_rules", "unknown_words"]

_MOST = 10**14
_ONCE = (RuleKind.FLOOR, RuleKind.SMALL_WIJK, RuleKind.CEILING)


def unknown_words(dataset: Dataset, scenario: Scenario) -> Iterator[str]:
    """Complaints about wijken and indicators that the dataset does not have."""
    wijken = set(dataset.areas_at(Level.WIJK).index)
    for code in scenario.wijken:
        if code not in wijken:
            yield f"Wijk {code} bestaat niet in deze gegevens."
    for key, rule in zip(scenario.columns, scenario.rules, strict=True):
        name = rule.name or key
        named = [*rule.by_wijk, *(code for one in rule.yardsticks for code in one.own)]
        for code in named:
            if code not in wijken:
                yield f"{name}: wijk {code} bestaat niet in deze gegevens."
        idle = [
            code
            for code, cents in rule.by_wijk.items()
            if code in wijken and cents and scenario.wijken and code not in scenario.wijken
        ]
        if idle:
            who = ", ".join(dataset.name_of(code) for code in idle)
            yield f"{name}: {who} doet niet mee in dit scenario en heeft wel een bedrag."
        for yardstick in rule.yardsticks:
            yield from _unknown_measure(dataset, name, rule, yardstick)


def _unknown_measure(
    dataset: Dataset, name: str, rule: Rule, yardstick: Yardstick
) -> Iterator[str]:
    if yardstick.what == INITIATIVES:
        return
    counts_residents = yardstick.what == RESIDENTS or yardstick.times_residents
    if counts_residents and not residents_indicator(dataset):
        yield f"{name}: deze gegevens hebben geen inwoners per wijk."
    if yardstick.what == RESIDENTS:
        return
    if yardstick.what not in dataset.catalogue:
        yield f"{name}: {UnknownIndicatorError(yardstick.what, tuple(dataset.catalogue))}"
        return
    indicator = dataset.catalogue[yardstick.what]
    if rule.kind is RuleKind.NEED and not (yardstick.more_need or indicator.direction):
        yield (
            f"{name}: van {indicator.label} ligt niet vast of hoog of laag meer behoefte "
            "betekent. Zeg erbij of de behoefte hoog of laag is."
        )
    if yardstick.times_residents and yardstick.zero is None:
        yield (
            f"{name}: {indicator.label} maal inwoners kan alleen met een waarde waarbij er "
            "geen behoefte is."
        )


def impossible_rules(scenario: Scenario) -> Iterator[str]:
    """Complaints about the pot and the rules by themselves, without data."""
    if scenario.pot <= 0:
        yield f"De pot is {euros(scenario.pot)} euro; geef een bedrag boven 0."
    if scenario.pot > _MOST:
        yield f"De pot is meer dan {euros(_MOST)} euro; daar rekenen we niet mee."
    if not scenario.rules:
        yield "Er zijn geen regels; geef er ten minste één."
    yield from faulty_rules(scenario)
    for kind in _ONCE:
        if sum(rule.kind is kind for rule in scenario.rules) > 1:
            yield f"De soort {kind.value} staat er meer dan één keer; laat er één staan."
    shares = [rule for rule in scenario.rules if rule.kind.is_share]
    if shares and all(rule.weight == 0 for rule in shares):
        yield "De gewichten van de regels zijn samen 0; geef ten minste één regel gewicht."


def faulty_rules(scenario: Scenario) -> Iterator[str]:
    """Complaints about amounts and weights of single rules."""
    for key, rule in zip(scenario.columns, scenario.rules, strict=True):
        yield from _impossible_rule(rule.name or key, rule)


def _impossible_rule(name: str, rule: Rule) -> Iterator[str]:
    if rule.kind.is_share and rule.weight < 0:
        yield f"{name}: het gewicht is {float(rule.weight):g}; een gewicht is 0 of meer."
    if rule.cents < 0:
        yield f"{name}: het bedrag is {euros(rule.cents)} euro; een bedrag is 0 of meer."
    for code, cents in rule.by_wijk.items():
        if cents < 0:
            yield f"{name}: het bedrag van {code} is {euros(cents)} euro; dat is 0 of meer."
    if rule.kind is RuleKind.SMALL_WIJK and rule.below <= 0:
        yield f"{name}: geef onder welk aantal inwoners een wijk klein is."
    yield from _impossible_yardsticks(name, rule)


def _impossible_yardsticks(name: str, rule: Rule) -> Iterator[str]:
    if rule.kind is RuleKind.NEED and not rule.yardsticks:
        yield f"{name}: noem ten minste één indicator."
    if any(one.weight < 0 for one in rule.yardsticks):
        yield f"{name}: een gewicht van een indicator is onder 0; een gewicht is 0 of meer."
    elif rule.yardsticks and not sum(one.weight for one in rule.yardsticks):
        yield f"{name}: de gewichten van de indicatoren zijn samen 0."
    for one in rule.yardsticks:
        negative = [code for code, value in one.own.items() if value < 0]
        if negative and one.what in (RESIDENTS, INITIATIVES):
            yield f"{name}: de eigen waarde van {', '.join(negative)} is onder 0."


def impossible_bounds(
    pot: int, base: Sequence[int], bounds: Bounds, shares: Sequence[bool], who: Sequence[str]
) -> Iterator[str]:
    """Complaints about euros that cannot add up to the pot.

    Parameters
    ----------
    pot : int
        Cents.
    base : sequence of int
        Fixed cents per wijk.
    bounds : Bounds
    shares : sequence of bool
        Whether a wijk has a part in what the fixed cents leave.
    who : sequence of str
        Names of the wijken.
    """
    if sum(base) > pot:
        yield (
            f"De vaste bedragen en de overloop zijn samen {euros(sum(base))} euro; "
            f"de pot is {euros(pot)} euro."
        )
        return
    if sum(base) < pot and not any(shares):
        yield (
            f"Na de vaste bedragen is nog {euros(pot - sum(base))} euro over en geen regel "
            "verdeelt dat. Voeg een regel met een gewicht toe."
        )
    crossed = [
        name
        for name, low, high in zip(who, *bounds, strict=True)
        if high is not None and high < low
    ]
    if crossed:
        yield f"De bovengrens ligt onder de ondergrens voor {', '.join(crossed)}."
    above = [
        name
        for name, fixed, high in zip(who, base, bounds.high, strict=True)
        if high is not None and high < fixed
    ]
    if above:
        yield f"De vaste bedragen en de overloop zijn hoger dan de bovengrens voor {', '.join(above)}."
    if crossed or above:
        return
    least = sum(max(low, fixed) for low, fixed in zip(bounds.low, base, strict=True))
    if least > pot:
        yield (
            f"De ondergrenzen vragen samen {euros(least)} euro; de pot is {euros(pot)} euro. "
            "Verlaag de ondergrens of vergroot de pot."
        )
    limits = zip(base, *bounds, shares, strict=True)
    tops = [high if has else max(low, fixed) for fixed, low, high, has in limits]
    most = sum(top for top in tops if top is not None)
    if None not in tops and most < pot and any(shares):
        yield (
            f"Met de bovengrens past er {euros(most)} euro in de wijken; de pot is "
            f"{euros(pot)} euro. Verhoog de bovengrens of verklein de pot."
        )
