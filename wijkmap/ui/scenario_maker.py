"""The scenario maker: rules left, map right; what they give, to whom, and beside what."""

from __future__ import annotations

import streamlit as st

from wijkmap.model.scenario import RESIDENTS, Question, Scenario
from wijkmap.model.words import Level
from wijkmap.present.markup import element
from wijkmap.present.scenarios.view import TODAY, ScenarioView
from wijkmap.ui.cache import scenarios
from wijkmap.ui.care_desk import settle_pot
from wijkmap.ui.frame import complaints
from wijkmap.ui.maps import show_map
from wijkmap.ui.pictures import picture
from wijkmap.ui.scenario_desk import GAINS, PLACES, Desk, lay, read_desk
from wijkmap.ui.scenario_files import keep, part_title
from wijkmap.ui.scenario_rules import rules_panel
from wijkmap.ui.scenario_settings import Spot, missing_choice
from wijkmap.ui.state import current, follow, map_event, turn
from wijkmap.ui.town import City

__all__ = ["show"]

_MAP = "kaart_scenario"
_HEIGHT = 560
_LEVELS = {Level.WIJK.value: "Per wijk", Level.STADSDEEL.value: "Per stadsdeel"}
_METHOD = element(
    "p",
    element("a", "Zo rekent een scenario, met twee voorbeelden", href="methode?onderwerp=scenario"),
    class_="wm-small",
)
_SHOWS = {"": "Wat ieder krijgt", GAINS: "Erbij of eraf"}


def show(town: City) -> None:
    """Draw the maker.

    Parameters
    ----------
    town : City
    """
    selection, lines = current(town)
    desk = read_desk(town, selection)
    view = scenarios(town, desk.texts, desk.ask)
    # Every part has its place first: the map, filled before all else, is painted before the rest.
    top, middle = st.container(key="scenario_top"), st.container(key="scenario")
    with middle:
        left, right = st.columns([2, 3], gap="large")
    with right:
        _asked(desk)
        _map(desk, view)
    with top:
        complaints((*lines, *desk.lines))
        st.title(view.statement, anchor=False)
    with left:
        rules_panel(desk)
    _result(view)
    _beside(desk, view)
    st.html(part_title("De regels in woorden"))
    st.html(view.rules)
    st.html(_METHOD)
    if view.remarks:
        st.html(view.remarks)
        st.html(view.sources)
    settle_pot(desk)
    keep(desk, view)


def _asked(desk: Desk) -> None:
    """Why there is no division, and what must be chosen first."""
    # A slot of its own, also when empty: the map below keeps its place.
    with st.container(key="scenario_vragen"):
        mine = desk.mine
        if mine.complaints:
            items = [element("li", one) for one in mine.complaints]
            st.html(element("ul", *items, class_="wm-refusal", role="status"))
        for at, question in enumerate(mine.questions):
            st.html(element("p", question.sentence, class_="wm-refusal", role="status"))
            _question(desk, question, f"s_vraag_{at}")


def _question(desk: Desk, question: Question, key: str) -> None:
    place = desk.scenario.columns.index(question.rule)
    for at, yardstick in enumerate(desk.scenario.rules[place].yardsticks):
        asked = question.what == yardstick.what or (
            question.what == RESIDENTS and yardstick.times_residents
        )
        if asked:
            missing_choice(Spot(desk.town, place, at, yardstick), question, key)
            return


def _map(desk: Desk, view: ScenarioView) -> None:
    town = desk.town
    with st.container(key="scenario_boven", horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            "Verdeling",
            list(_LEVELS),
            format_func=_LEVELS.__getitem__,
            key=follow("s_per", desk.ask.by),
            required=True,
            on_change=_per,
        )
        _against(desk)
        if view.against is not None:
            st.segmented_control(
                "Op de kaart",
                list(_SHOWS),
                format_func=_SHOWS.__getitem__,
                key=follow("s_toon", GAINS if desk.ask.gains else ""),
                required=True,
                on_change=lambda: turn(toon=st.session_state["s_toon"]),
            )
    show_map(
        town,
        view.payload,
        key=_MAP,
        title="Kaart van de verdeling",
        height=_HEIGHT,
        on_change=lambda: map_event(town, _MAP),
    )
    if view.lead:
        st.html(view.lead)


def _per() -> None:
    chosen = st.session_state["s_per"]
    turn(per="" if chosen == Level.WIJK.value else chosen)


def _against(desk: Desk) -> None:
    names = {"": "niets", TODAY: "het buurtbudget dat is gevonden"}
    names |= {
        str(at): f"{at}. {one.scenario.name}" for at, one in enumerate(desk.outcomes[1:], start=2)
    }
    st.selectbox(
        "Winst en verlies tegenover",
        list(names),
        format_func=names.__getitem__,
        key=follow("s_tegen", desk.ask.against),
        on_change=lambda: turn(tegen=st.session_state["s_tegen"]),
        width=300,
    )


def _result(view: ScenarioView) -> None:
    if not view.table:
        return
    st.html(part_title("Wie krijgt wat?"))
    st.html(view.table)
    left, right = st.columns([3, 2], gap="large")
    with left:
        picture(view.bars)
    with right:
        st.html(view.favour)


def _beside(desk: Desk, view: ScenarioView) -> None:
    """Two or three scenarios beside each other."""
    every = [one.scenario for one in desk.outcomes]
    with st.container(key="scenario_naast"):
        st.html(part_title("Scenario's naast elkaar"))
        _turns(every)
    if view.beside:
        st.html(view.beside)


def _turns(every: list[Scenario]) -> None:
    """Put a copy beside it, take another one in hand, or take one away."""
    with st.container(horizontal=True):
        if len(every) < len(PLACES):
            st.button("Zet een kopie ernaast", key="s_kopie", on_click=lay, args=(*every, every[0]))
        for at in range(1, len(every)):
            name = every[at].name or f"scenario {at + 1}"
            turned = [every[at], *(one for place, one in enumerate(every) if place != at)]
            rest = [one for place, one in enumerate(every) if place != at]
            st.button(f"Bewerk {at + 1}. {name}", key=f"s_bewerk_{at}", on_click=lay, args=turned)
            st.button(f"Haal {at + 1}. {name} weg", key=f"s_haal_{at}", on_click=lay, args=rest)
    if len(every) == 1:
        told = "Zet een kopie ernaast en verander de regels: u ziet per wijk wat het scheelt."
        st.html(element("p", told, class_="wm-small"))
