"""What each rule gives each wijk, in whole cents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from wijkmap.analysis.scenario.apportionment import Bounds, between, largest_remainder, parts
from wijkmap.analysis.scenario.complaints import impossible_bounds
from wijkmap.analysis.scenario.inputs import Inputs
from wijkmap.model.scenario import RuleKind, Scenario, ScenarioError

__all__ = ["impossible_sums", "rule_columns"]

_STAGES = (RuleKind.FLOOR, RuleKind.SMALL_WIJK, RuleKind.CEILING)


def rule_columns(
    scenario: Scenario, inputs: Inputs, wijken: Sequence[str], who: Sequence[str]
) -> dict[str, list[int]]:
    """Cents per rule and wijk; the cents of a wijk are its row, all together are the pot.

    Parameters
    ----------
    scenario : Scenario
    inputs : Inputs
        Without complaints and questions.
    wijken, who : sequence of str
        Codes, in the order that settles ties, and names.

    Returns
    -------
    dict of str to list of int
        By key of the rule, in the order of `wijken`. A share rule adds up to its part of
        the pot, a bound to 0.

    Raises
    ------
    ScenarioError
        When bounds and fixed euros cannot add up to the pot.

    Notes
    -----
    A wijk's whole amount is rounded once, so that a higher share never gives less: the
    cents of the rules are then made to add up to it, by moving a cent within a rule.
    """
    if wrong := list(impossible_sums(scenario, inputs, wijken, who)):
        raise ScenarioError(wrong)
    keyed = list(zip(scenario.columns, scenario.rules, strict=True))
    columns = _fixed_columns(scenario, wijken)
    base = _rows(columns, wijken)
    shares = {key: rule for key, rule in keyed if rule.kind.is_share and rule.weight}
    stages = _stages(scenario, inputs, wijken)
    left = scenario.pot - sum(base)
    pots = dict(zip(shares, parts(left, [rule.weight for rule in shares.values()]), strict=True))
    quotas = {
        key: [pot * inputs.shares[key].get(code, Fraction(0)) for code in wijken]
        for key, pot in pots.items()
    }
    share = [sum((one[at] for one in quotas.values()), Fraction(0)) for at in range(len(wijken))]
    whole = largest_remainder(share, left)
    columns |= _rounded(quotas, pots, whole)
    columns |= {key: [0] * len(wijken) for key, rule in keyed if key not in columns}
    now = [first + part for first, part in zip(base, whole, strict=True)]
    for key, bounds in stages:
        after = largest_remainder(between(base, share, bounds, scenario.pot), scenario.pot)
        columns[key] = [new - old for new, old in zip(after, now, strict=True)]
        now = after
    return columns


def impossible_sums(
    scenario: Scenario, inputs: Inputs, wijken: Sequence[str], who: Sequence[str]
) -> Iterator[str]:
    """Complaints about fixed euros and bounds that cannot add up to the pot.

    Parameters
    ----------
    scenario : Scenario
    inputs : Inputs
        Where questions are open, every wijk counts as one that has a share.
    wijken, who : sequence of str
        As of `rule_columns`.
    """
    keyed = zip(scenario.columns, scenario.rules, strict=True)
    shares = [key for key, rule in keyed if rule.kind.is_share and rule.weight]
    is_open = bool(inputs.questions or inputs.complaints) and bool(shares)
    takes = [is_open or any(inputs.shares[key].get(code) for key in shares) for code in wijken]
    stages = _stages(scenario, inputs, wijken)
    bounds = Bounds((0,) * len(wijken), (None,) * len(wijken))
    if stages:
        _, bounds = stages[-1]
    base = _rows(_fixed_columns(scenario, wijken), wijken)
    yield from impossible_bounds(scenario.pot, base, bounds, takes, who)


def _fixed_columns(scenario: Scenario, wijken: Sequence[str]) -> dict[str, list[int]]:
    columns = {}
    for key, rule in zip(scenario.columns, scenario.rules, strict=True):
        if rule.kind is RuleKind.FIXED:
            columns[key] = [rule.cents] * len(wijken)
        elif rule.kind is RuleKind.CARRY_OVER:
            columns[key] = [rule.by_wijk.get(code, 0) for code in wijken]
    return columns


def _rows(columns: Mapping[str, Sequence[int]], wijken: Sequence[str]) -> list[int]:
    return [sum(column[at] for column in columns.values()) for at in range(len(wijken))]


def _stages(scenario: Scenario, inputs: Inputs, wijken: Sequence[str]) -> list[tuple[str, Bounds]]:
    """Bounds so far after each bound: floor, small wijk, ceiling."""
    low = [0] * len(wijken)
    high: list[int | None] = [None] * len(wijken)
    stages = []
    for kind in _STAGES:
        for key, rule in zip(scenario.columns, scenario.rules, strict=True):
            if rule.kind is not kind:
                continue
            if kind is RuleKind.CEILING:
                high = [rule.cents] * len(wijken)
            elif kind is RuleKind.FLOOR:
                low = [rule.cents] * len(wijken)
            else:
                residents = inputs.residents[key]
                small = [code in residents and residents[code] < rule.below for code in wijken]
                low = [
                    max(one, rule.cents * is_small)
                    for one, is_small in zip(low, small, strict=True)
                ]
            stages.append((key, Bounds(tuple(low), tuple(high))))
    return stages


def _rounded(
    quotas: dict[str, list[Fraction]], pots: dict[str, int], whole: Sequence[int]
) -> dict[str, list[int]]:
    """Cents per rule, so that rows add up to `whole` and columns to `pots`."""
    columns = {key: largest_remainder(quota, pots[key]) for key, quota in quotas.items()}
    over = [sum(column[at] for column in columns.values()) for at in range(len(whole))]
    rest = [want - has for want, has in zip(whole, over, strict=True)]
    for to in range(len(rest)):
        while rest[to] > 0:
            giver = next(at for at in range(len(rest)) if rest[at] < 0)
            _move(columns, giver, to)
            rest[giver] += 1
            rest[to] -= 1
    return columns


def _move(columns: dict[str, list[int]], giver: int, to: int) -> None:
    """Move a cent from one wijk to another, inside one rule where both have a part."""
    for column in columns.values():
        if column[giver] > 0 and column[to] > 0:
            column[giver] -= 1
            column[to] += 1
            return
    max(columns.values(), key=lambda one: one[giver])[giver] -= 1
    max(columns.values(), key=lambda one: one[to])[to] += 1
