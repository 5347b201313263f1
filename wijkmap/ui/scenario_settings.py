"""Settings of a rule: its name, years, figures and answers; folded away until asked for."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

import streamlit as st

from wijkmap.analysis.scenario.edits import (
    answered,
    need_indicators,
    with_indicators,
    with_rule,
    with_yardstick,
    without_rule,
)
from wijkmap.analysis.scenario.inputs import residents_indicator
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
from wijkmap.present.markup import element
from wijkmap.present.scenarios.words import MISSING_WORDS, measure_label, need_side, weight_text
from wijkmap.present.sentences import under_topic
from wijkmap.ui.scenario_desk import edit, read_number
from wijkmap.ui.state import follow
from wijkmap.ui.town import City

__all__ = ["Spot", "missing_choice", "rule_settings"]

_SIDES = {1: "Hoog is meer behoefte", -1: "Laag is meer behoefte"}
_NEWEST = "nieuwste"


class Spot(NamedTuple):
    """Where a yardstick stands in the scenario being made.

    Attributes
    ----------
    town : City
    rule, at : int
        Places of the rule and, in it, of the yardstick.
    yardstick : Yardstick
    """

    town: City
    rule: int
    at: int
    yardstick: Yardstick

    @property
    def name(self) -> str:
        """Tail of the keys of its widgets."""
        return f"{self.rule}_{self.at}"

    def set(self, **fields: object) -> None:
        """Change the yardstick in the link."""
        edit(self.town, lambda one: with_yardstick(one, self.rule, self.at, **fields))


def rule_settings(town: City, scenario: Scenario, place: int, rule: Rule) -> None:
    """Name of a rule, what it looks at, and a button to take it away."""
    key = f"s_regelnaam_{place}"
    st.text_input(
        "Naam van de regel",
        key=follow(key, rule.name),
        max_chars=60,
        on_change=lambda: edit(town, lambda one: with_rule(one, place, name=st.session_state[key])),
    )
    if rule.kind is RuleKind.NEED:
        _indicators(town, place, rule)
    else:
        for at, yardstick in enumerate(rule.yardsticks):
            _yardstick(Spot(town, place, at, yardstick), is_need=False)
    st.button(
        "Haal deze regel weg",
        key=f"s_weg_{place}",
        on_click=edit,
        args=(town, lambda one: without_rule(one, place)),
        disabled=len(scenario.rules) == 1,
    )


def _indicators(town: City, place: int, rule: Rule) -> None:
    known = need_indicators(town.dataset)
    topics = town.dataset.words("topic")

    def name(what: str) -> str:
        one = town.dataset.catalogue[what]
        return under_topic(topics.get(one.topic, ""), one.label)

    key = f"s_cijfers_{place}"
    chosen = [one.what for one in rule.yardsticks if one.what in known]
    st.multiselect(
        "Naar welke cijfers?",
        list(known),
        format_func=name,
        key=follow(key, chosen),
        placeholder="Kies een cijfer",
        on_change=lambda: edit(
            town, lambda one: with_indicators(one, place, tuple(st.session_state[key]))
        ),
    )
    for at, yardstick in enumerate(rule.yardsticks):
        spot = Spot(town, place, at, yardstick)
        st.html(element("h3", measure_label(town.dataset, yardstick.what), class_="wm-measure"))
        if len(rule.yardsticks) > 1:
            _weight(spot)
        _yardstick(spot, is_need=True)


def _weight(spot: Spot) -> None:
    key = f"s_telt_{spot.name}"

    def take() -> None:
        value = read_number(key)
        if value is not None:
            spot.set(weight=Fraction(str(value)))

    st.text_input(
        f"Hoe zwaar telt {measure_label(spot.town.dataset, spot.yardstick.what)}?",
        key=follow(key, weight_text(spot.yardstick.weight)),
        on_change=take,
    )


def _yardstick(spot: Spot, *, is_need: bool) -> None:
    """Year, and for need its side, zero and residents; what was answered about missing input."""
    yardstick = spot.yardstick
    if years := _years(spot.town, yardstick):
        key = f"s_jaar_{spot.name}"
        st.selectbox(
            "Jaar",
            [_NEWEST, *map(str, reversed(years))],
            key=follow(key, _NEWEST if yardstick.year is None else str(yardstick.year)),
            on_change=lambda: spot.set(year=_year(st.session_state[key])),
        )
    if is_need:
        _side(spot)
        _zero(spot)
    if yardstick.missing is not None:
        again = Question("", yardstick.what, tuple(yardstick.own), "")
        missing_choice(spot, again, f"s_ontbreekt_{spot.name}")


def _side(spot: Spot) -> None:
    """Which side is more need: told when the catalogue knows it, else asked."""
    catalogue = spot.town.dataset.catalogue
    yardstick = spot.yardstick
    if yardstick.what in catalogue and catalogue[yardstick.what].direction:
        told = _SIDES[need_side(spot.town.dataset, replace(yardstick, more_need=0))].lower()
        st.caption(f"Volgens de catalogus: {told}.")
        return
    key = f"s_kant_{spot.name}"
    st.radio(
        "Bij dit cijfer kiest u zelf",
        list(_SIDES),
        index=None,
        format_func=_SIDES.__getitem__,
        key=follow(key, yardstick.more_need or None),
        on_change=lambda: spot.set(more_need=st.session_state[key]),
    )


def _zero(spot: Spot) -> None:
    zero = spot.yardstick.zero
    key = f"s_nul_{spot.name}"
    st.text_input(
        "Geen behoefte bij de waarde (leeg: plaats in de volgorde telt)",
        key=follow(key, _typed(zero)),
        on_change=_take_zero,
        args=(spot, key),
    )
    if zero is not None:
        times = f"s_maal_{spot.name}"
        st.checkbox(
            "Maal het aantal inwoners",
            key=follow(times, spot.yardstick.times_residents),
            on_change=lambda: spot.set(times_residents=st.session_state[times]),
        )


def _take_zero(spot: Spot, key: str) -> None:
    if not str(st.session_state[key]).strip():
        spot.set(zero=None, times_residents=False)
        return
    value = read_number(key)
    if value is not None:
        spot.set(zero=value)


def _typed(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}".replace(".", ",")


def _years(town: City, yardstick: Yardstick) -> tuple[int, ...]:
    known = need_indicators(town.dataset)
    what = yardstick.what
    if what == INITIATIVES:
        return ()
    if what == RESIDENTS:
        what = residents_indicator(town.dataset)
    years = known.get(what, ())
    if yardstick.year is not None and yardstick.year not in years:
        years = tuple(sorted({*years, yardstick.year}))
    return years


def _year(text: str) -> int | None:
    return None if text == _NEWEST else int(text)


def missing_choice(spot: Spot, question: Question, key: str) -> None:
    """Ask what to do with wijken that lack an input, and their own values when those are it.

    Parameters
    ----------
    spot : Spot
    question : Question
    key : str
        Of the widget.
    """
    yardstick = spot.yardstick
    is_product = question.what == RESIDENTS and yardstick.what != RESIDENTS
    options = [one for one in Missing if one is not Missing.OWN or not is_product]
    st.radio(
        f"Wat doet u met wat ontbreekt: {measure_label(spot.town.dataset, question.what)}?",
        options,
        index=None,
        format_func=MISSING_WORDS.__getitem__,
        key=follow(key, yardstick.missing if yardstick.missing in options else None),
        on_change=_answer,
        args=(spot, question, key),
    )
    if yardstick.missing is Missing.OWN and not is_product:
        for code in dict.fromkeys((*yardstick.own, *question.wijken)):
            box = f"{key}_{code}"
            st.text_input(
                f"Eigen waarde voor {spot.town.dataset.name_of(code)}",
                key=follow(box, _typed(yardstick.own.get(code))),
                on_change=_take_own,
                args=(spot, code, box),
            )


def _answer(spot: Spot, question: Question, key: str) -> None:
    choice = st.session_state[key]
    edit(
        spot.town, lambda one: answered(one, replace(question, rule=one.columns[spot.rule]), choice)
    )


def _take_own(spot: Spot, code: str, key: str) -> None:
    own = dict(spot.yardstick.own)
    if not str(st.session_state[key]).strip():
        own.pop(code, None)
        spot.set(own=own)
        return
    value = read_number(key)
    if value is not None:
        spot.set(own=own | {code: value})
