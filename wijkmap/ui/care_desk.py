"""Settling what may be care money (3D): a form for lines in doubt, and the way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import streamlit as st

from wijkmap.analysis.scenario.edits import with_decision
from wijkmap.analysis.scenario.pot import pot_report
from wijkmap.model.care import CareDecision
from wijkmap.present.budget import BudgetView
from wijkmap.present.markup import element
from wijkmap.present.money_entries import entry_names
from wijkmap.present.numbers import euro, moment
from wijkmap.present.tables import notes
from wijkmap.sources.decisions import NOT_IN_THE_FILE, decisions_csv, typed_decision
from wijkmap.sources.exports import file_name
from wijkmap.ui.scenario_desk import Desk, edit
from wijkmap.ui.town import City, decide, undo_decision

__all__ = ["settle_lines", "settle_pot"]

_ANSWERS = {True: "Ja, zorggeld", False: "Nee, geen zorggeld"}
_WIDTH = 640
_TITLE = "Leg een besluit vast over een regel met twijfel"
_ABOUT_LINES = (
    f"Uw besluit geldt {NOT_IN_THE_FILE}. Alles op deze pagina rekent er meteen mee. Voeg de "
    "regels van het CSV-bestand toe aan care_decisions.csv in de map met gegevens: dan gelden ze "
    "voor iedereen."
)
_ABOUT_POT = (
    "Uw besluit komt in het adres van deze pagina en in het bestand met de regels (TOML) van dit "
    "scenario."
)


def settle_lines(town: City, view: BudgetView) -> None:
    """Draw the part for lines of the ledger: what is decided holds in this session alone.

    Parameters
    ----------
    town : City
    view : BudgetView
        Of that city.
    """
    # A slot of its own, also when empty: what comes below keeps its place.
    with st.container(key="zorgbesluit"):
        _form(view.undecided, "z", town.viewer.date, decide)
        if town.decisions:
            names = entry_names(town.dataset, town.decisions)
            _decided(names, town.decisions, "z", undo_decision)
            st.download_button(
                "Download uw besluiten als regels voor care_decisions.csv",
                data=decisions_csv(town.decisions),
                file_name=file_name(town.dataset, "besluiten over zorggeld", "csv", town.viewer),
                mime="text/csv",
                key="z_neem",
                on_click="ignore",
            )
        if view.undecided or town.decisions:
            st.html(notes([_ABOUT_LINES]))


def settle_pot(desk: Desk) -> None:
    """Draw the part for lines of a scenario's pot: what is decided goes into the scenario.

    Parameters
    ----------
    desk : Desk
    """
    lines = desk.scenario.lines
    names = {
        str(place): f"{one.name or one.description or one.stream}, {euro(one.cents / 100, 2)}"
        for place, one in enumerate(lines)
    }
    doubtful = [str(place) for place in pot_report(desk.scenario).doubtful]
    decided = {str(at): one.decision for at, one in enumerate(lines) if one.decision is not None}
    with st.container(key="zorgbesluit_pot"):
        _form(
            {place: names[place] for place in doubtful},
            "sz",
            desk.town.viewer.date,
            lambda place, decision: _keep(desk, place, decision),
        )
        if decided:
            known = {place: names[place] for place in decided}
            _decided(known, decided, "sz", lambda place: _keep(desk, place, None))
        if doubtful or decided:
            st.html(notes([_ABOUT_POT]))


def _keep(desk: Desk, place: str, decision: CareDecision | None) -> None:
    edit(desk.town, lambda scenario: with_decision(scenario, int(place), decision))


def _form(
    doubts: Mapping[str, str],
    key: str,
    when: dt.date,
    take: Callable[[str, CareDecision], None],
) -> None:
    if not doubts:
        return
    st.html(element("h3", _TITLE))
    # With another set of lines the answers of the last one are gone; who decides stays.
    turn = "_".join([key, str(abs(hash(tuple(doubts))))])
    with st.form(f"{key}_besluit", border=False):
        line = st.selectbox(
            "Regel met twijfel",
            list(doubts),
            format_func=doubts.__getitem__,
            key=f"{turn}_regel",
            width=_WIDTH,
        )
        answer = st.radio(
            "Is dit zorggeld (3D)?",
            list(_ANSWERS),
            format_func=_ANSWERS.__getitem__,
            index=None,
            horizontal=True,
            key=f"{turn}_zorg",
        )
        who = st.text_input(
            "Wie besluit: een functie of orgaan, geen naam", key=f"{key}_wie", width=_WIDTH
        )
        why = st.text_input("Waarom", key=f"{turn}_waarom", width=_WIDTH)
        if st.form_submit_button("Leg het besluit vast"):
            decision, faults = typed_decision(who, why, when, is_care=answer)
            if decision is not None:
                take(line, decision)
                st.rerun()
            items = [element("li", one) for one in faults]
            st.html(element("ul", *items, class_="wm-refusal", role="alert"))


def _decided(
    names: Mapping[str, str],
    decisions: Mapping[str, CareDecision],
    key: str,
    undo: Callable[[str], None],
) -> None:
    st.html(element("h3", "Uw besluiten"))
    for entry, name in names.items():
        one = decisions[entry]
        told = "zorggeld" if one.is_care else "geen zorggeld"
        with st.container(
            horizontal=True, vertical_alignment="center", width=_WIDTH, key=f"{key}_van_{entry}"
        ):
            said = f": {told}, besluit van {one.who}, {moment(one.when)}. {one.why}"
            st.html(element("p", element("strong", name), said, class_="wm-small"))
            # The page shows a short label; who hears the button also hears of what.
            if st.button(f"Maak ongedaan *{name}*", key=f"{key}_weg_{entry}"):
                undo(entry)
                st.rerun()
