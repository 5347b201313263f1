"""Rules and amounts of a scenario in words, the same on screen, on paper and in a file."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import pandas as pd

from wijkmap.model.dataset import Dataset
from wijkmap.model.scenario import (
    INITIATIVES,
    RESIDENTS,
    Missing,
    Rule,
    RuleKind,
    Scenario,
    Yardstick,
)
from wijkmap.present.numbers import euro, number
from wijkmap.present.sentences import enumeration

__all__ = [
    "EXAMPLE",
    "MISSING_WORDS",
    "RULE_HELP",
    "RULE_NAMES",
    "cents_text",
    "change_text",
    "measure_label",
    "need_side",
    "per_resident_text",
    "rule_sentence",
    "weight_text",
]

EXAMPLE = "Een rekenvoorbeeld: geen besluit en geen voorstel."

RULE_NAMES = {
    RuleKind.FIXED: "Vast bedrag per wijk",
    RuleKind.CARRY_OVER: "Overloop",
    RuleKind.EQUAL: "Gelijk deel",
    RuleKind.PER_RESIDENT: "Naar inwoners",
    RuleKind.NEED: "Naar behoefte",
    RuleKind.EFFORT: "Naar eigen inzet",
    RuleKind.FLOOR: "Ten minste",
    RuleKind.SMALL_WIJK: "Kleine wijk",
    RuleKind.CEILING: "Ten hoogste",
}
"""What a rule is called until somebody names it."""

RULE_HELP = {
    RuleKind.FIXED: "elke wijk eerst hetzelfde bedrag",
    RuleKind.CARRY_OVER: "wat een wijk overhield, blijft van die wijk",
    RuleKind.EQUAL: "een deel van de pot, elke wijk evenveel",
    RuleKind.PER_RESIDENT: "een deel van de pot, naar het aantal inwoners",
    RuleKind.NEED: "een deel van de pot, naar cijfers die u kiest",
    RuleKind.EFFORT: "een deel van de pot, naar initiatieven van bewoners",
    RuleKind.FLOOR: "elke wijk krijgt ten minste dit bedrag",
    RuleKind.SMALL_WIJK: "een kleine wijk krijgt ten minste dit bedrag",
    RuleKind.CEILING: "geen wijk krijgt meer dan dit bedrag",
}
"""What each kind of rule does, for the list to choose from."""

MISSING_WORDS = {
    Missing.LEAVE_OUT: "weglaten bij deze regel",
    Missing.CITY_MEAN: "het gemiddelde van de andere wijken",
    Missing.OWN: "een eigen waarde",
}
"""The three answers to what is missing."""

_CENTS = 100
_MOST_DIGITS = 6


def cents_text(cents: int) -> str:
    """Amount to the cent: ``€ 21.813,58``."""
    return euro(cents / _CENTS, 2)


def per_resident_text(value: float) -> str:
    """Euros per resident in two digits; a dash when there are too few to say."""
    return "–" if pd.isna(value) else euro(value, 2)


def change_text(cents: int) -> str:
    """Gain or loss to the cent, with its sign.

    Examples
    --------
    >>> change_text(-150), change_text(0)
    ('−€ 1,50', '€ 0,00')
    """
    sign = "+" if cents > 0 else "\N{MINUS SIGN}" if cents < 0 else ""
    return sign + cents_text(abs(cents))


def weight_text(weight: Fraction) -> str:
    """Weight with the fewest digits that tell it."""
    digits = next(
        (one for one in range(_MOST_DIGITS) if weight * 10**one == int(weight * 10**one)),
        2,
    )
    return number(float(weight), digits)


def measure_label(dataset: Dataset, what: str) -> str:
    """What a yardstick looks at, in words."""
    fixed = {RESIDENTS: "Inwoners", INITIATIVES: "Initiatieven"}
    if what in fixed:
        return fixed[what]
    return dataset.catalogue[what].label if what in dataset.catalogue else what


def need_side(dataset: Dataset, yardstick: Yardstick) -> int:
    """1: a higher value is more need; -1: a lower one; 0: nobody has said."""
    if yardstick.more_need or yardstick.what not in dataset.catalogue:
        return yardstick.more_need
    return -dataset.catalogue[yardstick.what].direction


def rule_sentence(dataset: Dataset, scenario: Scenario, rule: Rule) -> str:
    """What a rule does, with every setting of it.

    Parameters
    ----------
    dataset : Dataset
    scenario : Scenario
        The rule's weight is told beside those of the others.
    rule : Rule
    """
    amount = euro(rule.cents / _CENTS)
    match rule.kind:
        case RuleKind.FIXED:
            told = f"elke wijk {amount}"
        case RuleKind.CARRY_OVER:
            told = _amounts(dataset, rule) or "nog geen wijk met een bedrag"
        case RuleKind.FLOOR:
            told = f"elke wijk krijgt ten minste {amount}"
        case RuleKind.CEILING:
            told = f"geen wijk krijgt meer dan {amount}"
        case RuleKind.SMALL_WIJK:
            told = (
                f"een wijk met minder dan {number(rule.below)} inwoners krijgt ten minste {amount}"
            )
        case _:
            told = f"{_part(scenario, rule)}, {_by_what(dataset, rule)}"
    settings = [
        setting
        for one in rule.yardsticks
        for setting in _settings(dataset, rule, one)
        if rule.kind is not RuleKind.NEED
    ]
    return "; ".join([told, *settings])


def _part(scenario: Scenario, rule: Rule) -> str:
    whole = sum((one.weight for one in scenario.rules if one.kind.is_share), Fraction(0))
    return f"weegt {weight_text(rule.weight)} van {weight_text(whole)}"


def _by_what(dataset: Dataset, rule: Rule) -> str:
    match rule.kind:
        case RuleKind.EQUAL:
            return "elke wijk evenveel"
        case RuleKind.PER_RESIDENT:
            return "naar inwoners"
        case RuleKind.EFFORT:
            return "naar het aantal gevonden initiatieven" + (
                " (register niet volledig, dat is aanvaard)" if rule.confirmed else ""
            )
        case _:
            told = [_indicator(dataset, rule, one) for one in rule.yardsticks]
            return f"naar behoefte: {enumeration(told, most=len(told))}"


def _indicator(dataset: Dataset, rule: Rule, yardstick: Yardstick) -> str:
    side = {1: "hoog is meer behoefte", -1: "laag is meer behoefte", 0: "kant niet gekozen"}
    told = [side[need_side(dataset, yardstick)]]
    if len(rule.yardsticks) > 1:
        told.insert(0, f"weegt {weight_text(yardstick.weight)}")
    if yardstick.zero is None:
        told.append("plaats in de volgorde")
    else:
        told.append(f"afstand tot {_value(yardstick.zero)}")
    if yardstick.times_residents:
        told.append("maal inwoners")
    told += _settings(dataset, rule, yardstick)
    return f"{measure_label(dataset, yardstick.what)} ({', '.join(told)})"


def _settings(dataset: Dataset, rule: Rule, yardstick: Yardstick) -> Iterable[str]:
    if yardstick.year is not None:
        yield f"cijfers van {yardstick.year}"
    elif rule.kind is not RuleKind.EFFORT:
        yield "nieuwste cijfers"
    if yardstick.missing is Missing.OWN:
        own = [f"{dataset.name_of(code)} {_value(one)}" for code, one in yardstick.own.items()]
        yield f"wat ontbreekt: {enumeration(own, most=len(own)) or MISSING_WORDS[Missing.OWN]}"
    elif yardstick.missing is not None:
        yield f"wat ontbreekt: {MISSING_WORDS[yardstick.missing]}"


def _amounts(dataset: Dataset, rule: Rule) -> str:
    told = [f"{dataset.name_of(code)} {euro(one / _CENTS)}" for code, one in rule.by_wijk.items()]
    return enumeration(told, most=len(told))


def _value(value: float) -> str:
    digits = next((one for one in range(_MOST_DIGITS) if round(value, one) == value), _MOST_DIGITS)
    return number(value, digits)
