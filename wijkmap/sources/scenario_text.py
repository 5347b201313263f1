"""A scenario written as the TOML that `wijkmap.sources.scenario_file` reads back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction

from wijkmap.model.care import CareDecision
from wijkmap.model.scenario import (
    Missing,
    PotLine,
    Rule,
    RuleKind,
    Scenario,
    Yardstick,
)
from wijkmap.sources.scenario_file import KIND_WORDS, MISSING_WORDS

__all__ = ["scenario_text"]

_KINDS = {kind: word for word, kind in KIND_WORDS.items()}
_MISSING = {choice: word for word, choice in MISSING_WORDS.items()}
_NEED_AT = {1: "hoog", -1: "laag"}
_CENTS = 100


def scenario_text(scenario: Scenario) -> str:
    """Text of a rules file.

    Parameters
    ----------
    scenario : Scenario
        Weights that no finite decimal can write are rounded to twelve digits.

    Returns
    -------
    str
        TOML, UTF-8 when written, with a line break at the end.
    """
    blocks = [list(_head(scenario))]
    blocks += [["[[potregel]]", *_line(one)] for one in scenario.lines]
    blocks += [list(_rule(one)) for one in scenario.rules]
    return "\n".join("\n".join(block) + "\n" for block in blocks)


def _head(scenario: Scenario) -> Iterator[str]:
    yield f"naam = {_text(scenario.name)}"
    if not scenario.lines:
        yield f"pot = {_euros(scenario.pot)}"
    if scenario.wijken:
        yield f"wijken = [{', '.join(map(_text, scenario.wijken))}]"


def _line(line: PotLine) -> Iterator[str]:
    yield f"euro = {_euros(line.cents)}"
    texts = {
        "naam": line.name,
        "code": line.code,
        "stroom": line.stream,
        "omschrijving": line.description,
    }
    yield from (f"{key} = {_text(text)}" for key, text in texts.items() if text)
    if line.decision:
        yield f"besluit = {_decision(line.decision)}"


def _decision(decision: CareDecision) -> str:
    words = {"wie": decision.who, "wanneer": decision.when, "waarom": decision.why}
    told = [f"zorggeld = {_flag(decision.is_care)}"]
    told += [f"{key} = {_text(word)}" for key, word in words.items()]
    return f"{{ {', '.join(told)} }}"


def _rule(rule: Rule) -> Iterator[str]:
    yield "[[regel]]"
    yield f"soort = {_text(_KINDS[rule.kind])}"
    if rule.name:
        yield f"naam = {_text(rule.name)}"
    if rule.kind.is_share:
        yield f"gewicht = {_number(rule.weight)}"
    if rule.kind is RuleKind.FIXED or rule.kind.is_bound:
        yield f"euro = {_euros(rule.cents)}"
    if rule.kind is RuleKind.SMALL_WIJK:
        yield f"inwoners_onder = {rule.below}"
    if rule.kind is RuleKind.CARRY_OVER:
        amounts = {code: _euros(cents) for code, cents in rule.by_wijk.items()}
        yield f"euro_per_wijk = {_by_wijk(amounts)}"
    if rule.confirmed:
        yield "bevestigd = true"
    if rule.kind is not RuleKind.NEED:
        for one in rule.yardsticks:
            yield from _measured(one)
        return
    for one in rule.yardsticks:
        yield "  [[regel.indicator]]"
        yield from (f"  {line}" for line in (*_indicator(one), *_measured(one)))


def _indicator(yardstick: Yardstick) -> Iterator[str]:
    yield f"sleutel = {_text(yardstick.what)}"
    yield f"gewicht = {_number(yardstick.weight)}"
    if yardstick.more_need:
        yield f"behoefte_bij = {_text(_NEED_AT[yardstick.more_need])}"
    if yardstick.zero is not None:
        yield f"nul = {_decimal(yardstick.zero)}"
    if yardstick.times_residents:
        yield "maal_inwoners = true"


def _measured(yardstick: Yardstick) -> Iterator[str]:
    if yardstick.year is not None:
        yield f"jaar = {yardstick.year}"
    if isinstance(yardstick.missing, Missing):
        yield f"ontbreekt = {_text(_MISSING[yardstick.missing])}"
    if yardstick.own:
        own = {code: _decimal(value) for code, value in yardstick.own.items()}
        yield f"eigen_waarde = {_by_wijk(own)}"


def _by_wijk(values: Mapping[str, str]) -> str:
    return f"{{ {', '.join(f'{_text(code)} = {value}' for code, value in values.items())} }}"


def _text(text: str) -> str:
    # A JSON string is a basic string of TOML, but for one control character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _flag(value: bool) -> str:  # noqa: FBT001 - it is the value that is written
    return "true" if value else "false"


def _euros(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), _CENTS)
    return f"{sign}{whole}.{rest:02d}"


def _number(weight: Fraction) -> str:
    return str(weight.numerator) if weight.denominator == 1 else _decimal(float(weight))


def _decimal(value: float) -> str:
    return f"{value:.12f}".rstrip("0").rstrip(".")
