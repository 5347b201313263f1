"""Left of the map: the pot and its rules, each with a slider, a box and its settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial

import streamlit as st

from wijkmap.analysis.scenario.edits import choices_for, new_rule, with_rule
from wijkmap.model.scenario import Rule, RuleKind, Scenario
from wijkmap.present.markup import element
from wijkmap.present.numbers import number
from wijkmap.present.scenarios.words import (
    RULE_HELP,
    RULE_NAMES,
    cents_text,
    rule_sentence,
    weight_text,
)
from wijkmap.ui.scenario_desk import Desk, edit, read_cents, read_number
from wijkmap.ui.scenario_settings import rule_settings
from wijkmap.ui.state import follow
from wijkmap.ui.town import City

__all__ = ["rules_panel"]

_MOST_WEIGHT = 100
_CENTS = 100
_STEPS = 100
_BOX = 132
_AMOUNTS = (RuleKind.FIXED, RuleKind.FLOOR, RuleKind.SMALL_WIJK, RuleKind.CEILING)


def rules_panel(desk: Desk) -> None:
    """Name, pot and every rule of the scenario being made, and a list to add one from."""
    town, scenario = desk.town, desk.scenario
    with st.container(key="scenario_regels"):
        with st.container(key="scenario_naam", horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                "Naam van dit scenario",
                key=follow("s_naam", scenario.name),
                max_chars=80,
                on_change=lambda: edit(
                    town, lambda one: replace(one, name=st.session_state["s_naam"])
                ),
            )
            _pot(desk)
        for place, rule in enumerate(scenario.rules):
            _rule(desk, place, rule)
        _add(town, scenario)


def _pot(desk: Desk) -> None:
    town, scenario = desk.town, desk.scenario
    if scenario.lines:
        told = "; ".join(f"{cents_text(one.cents)} {one.name}".strip() for one in scenario.lines)
        st.html(element("p", f"Pot: {cents_text(scenario.pot)} ({told})"))
        return
    _cents_box(
        "Pot in euro's",
        "s_pot",
        scenario.pot,
        lambda cents: edit(town, lambda one: replace(one, pot=cents)),
    )


def _rule(desk: Desk, place: int, rule: Rule) -> None:
    town, scenario = desk.town, desk.scenario
    name = rule.name or RULE_NAMES[rule.kind]
    with st.container(key=f"s_regel_{place}"):
        if rule.kind.is_share:
            _weight(town, place, name, rule)
        elif rule.kind in _AMOUNTS:
            _amount(desk, place, name, rule)
        else:
            _carry_over(town, place, name, rule)
        if rule.kind is RuleKind.EFFORT:
            st.checkbox(
                "Ik aanvaard dat het register niet volledig is: wat niet is gevonden, telt als "
                "niet gedaan",
                key=follow(f"s_bevestigd_{place}", rule.confirmed),
                on_change=lambda: edit(
                    town,
                    lambda one: with_rule(
                        one, place, confirmed=st.session_state[f"s_bevestigd_{place}"]
                    ),
                ),
            )
        st.html(element("p", _told(desk, place, rule), class_="wm-small"))
        # The page shows the first word only; who hears the button also hears of what.
        with st.popover(f"Instellen *van {name}*", key=f"s_meer_{place}", type="tertiary"):
            rule_settings(town, scenario, place, rule)


def _told(desk: Desk, place: int, rule: Rule) -> str:
    """What a rule does, and what it gives now."""
    told = rule_sentence(desk.town.dataset, desk.scenario, rule)
    division = desk.mine.division
    if division is None or rule.kind.is_bound:
        return f"{told[:1].upper()}{told[1:]}."
    given = int(division.frame[desk.scenario.columns[place]].fillna(0).sum())
    return f"{told[:1].upper()}{told[1:]}. Samen {cents_text(given)}."


def _weight(town: City, place: int, name: str, rule: Rule) -> None:
    key = f"s_gewicht_{place}"
    label = f"{name}: gewicht"

    def take() -> None:
        value = read_number(key)
        if value is not None:
            edit(town, lambda one: with_rule(one, place, weight=Fraction(str(value))))

    if rule.weight.denominator == 1 and 0 <= rule.weight <= _MOST_WEIGHT:
        st.slider(
            label,
            0,
            _MOST_WEIGHT,
            key=follow(key, int(rule.weight)),
            on_change=lambda: edit(
                town, lambda one: with_rule(one, place, weight=Fraction(st.session_state[key]))
            ),
        )
    else:
        st.text_input(label, key=follow(key, weight_text(rule.weight)), on_change=take)


def _amount(desk: Desk, place: int, name: str, rule: Rule) -> None:
    """Slider for a feel, box for the cent."""
    town = desk.town
    most = _most_euros(desk, rule)
    step = _step(most)
    key = f"s_schuif_{place}"

    def take(cents: int) -> None:
        edit(town, lambda one: with_rule(one, place, cents=cents))

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.slider(
            name,
            0,
            most,
            step=step,
            format="localized",
            key=follow(key, min(most, max(0, rule.cents // _CENTS))),
            on_change=lambda: take(int(st.session_state[key]) * _CENTS),
        )
        _cents_box(f"{name}, in euro's", f"s_euro_{place}", rule.cents, take, is_named=False)
    if rule.kind is RuleKind.SMALL_WIJK:
        under = f"s_onder_{place}"
        st.number_input(
            "Een wijk is klein onder dit aantal inwoners",
            min_value=1,
            step=50,
            key=follow(under, max(1, rule.below)),
            on_change=lambda: edit(
                town, lambda one: with_rule(one, place, below=int(st.session_state[under]))
            ),
        )


def _most_euros(desk: Desk, rule: Rule) -> int:
    """End of a slider: an equal share of the pot, for a ceiling four of them."""
    taking = len(desk.scenario.wijken) or len(desk.town.dataset.wijk_codes)
    share = max(desk.scenario.pot, _CENTS) / _CENTS / max(1, taking)
    wanted = share * (4 if rule.kind is RuleKind.CEILING else 1)
    step = _step(int(wanted))
    return max(int(-(-wanted // step)) * step, -(-rule.cents // _CENTS // step) * step, step)


def _step(most: int) -> int:
    """Round step that gives a slider about a hundred places."""
    raw = max(1, most // _STEPS)
    size = 10 ** (len(str(raw)) - 1)
    return int(next(one * size for one in (1, 2, 5, 10) if one * size >= raw))


def _carry_over(town: City, place: int, name: str, rule: Rule) -> None:
    names = {code: label for label, code in town.dataset.wijk_codes.items()}
    key = f"s_over_{place}"

    def choose() -> None:
        chosen = st.session_state[key]
        amounts = {code: rule.by_wijk.get(code, 0) for code in chosen}
        edit(town, lambda one: with_rule(one, place, by_wijk=amounts))

    st.multiselect(
        f"{name}: welke wijken hielden geld over?",
        list(names),
        format_func=names.__getitem__,
        key=follow(key, [code for code in rule.by_wijk if code in names]),
        placeholder="Kies een wijk",
        on_change=choose,
    )
    for code, cents in rule.by_wijk.items():
        _cents_box(
            f"{names.get(code, code)} hield over, in euro's",
            f"s_over_{place}_{code}",
            cents,
            partial(_carry, town, place, dict(rule.by_wijk), code),
        )


def _carry(town: City, place: int, amounts: dict[str, int], code: str, cents: int) -> None:
    edit(town, lambda one: with_rule(one, place, by_wijk=amounts | {code: cents}))


def _cents_box(
    label: str,
    key: str,
    cents: int,
    take: Callable[[int], None],
    *,
    is_named: bool = True,
) -> None:
    def changed() -> None:
        value = read_cents(key)
        if value is not None:
            take(value)

    st.text_input(
        label,
        key=follow(key, number(cents / _CENTS, 0 if cents % _CENTS == 0 else 2)),
        label_visibility="visible" if is_named else "collapsed",
        on_change=changed,
        width="stretch" if is_named else _BOX,
    )


def _add(town: City, scenario: Scenario) -> None:
    kinds = choices_for(scenario)

    def add() -> None:
        kind = st.session_state["s_erbij"]
        if kind is not None:
            rule = replace(new_rule(town.dataset, kind), name=RULE_NAMES[kind])
            edit(town, lambda one: with_rule(one, len(one.rules), rule=rule))

    st.selectbox(
        "Voeg een regel toe",
        list(kinds),
        index=None,
        placeholder="Kies een regel",
        format_func=lambda kind: f"{RULE_NAMES[kind]}: {RULE_HELP[kind]}",
        key=follow("s_erbij", None),
        on_change=add,
    )
