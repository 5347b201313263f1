"""The first part of Budget: the money of the ledger, as it flows and as it stands."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from wijkmap.model.selection import Selection
from wijkmap.present.address import choice
from wijkmap.present.budget import BudgetView, look_of
from wijkmap.present.markup import Markup
from wijkmap.ui.cache import budget
from wijkmap.ui.care_desk import settle_lines
from wijkmap.ui.files import BudgetFile, file_buttons
from wijkmap.ui.filters import filter_words, shared_filters
from wijkmap.ui.frame import complaints
from wijkmap.ui.maps import show_map
from wijkmap.ui.pictures import picture
from wijkmap.ui.state import current, follow, turn
from wijkmap.ui.town import City

__all__ = ["money"]

_KINDS = {
    "gepland": "Gepland",
    "toegekend": "Toegekend",
    "besteed": "Besteed",
    "voorgesteld": "Voorgesteld",
    "reserve": "Reserve",
}
_LEVELS = {"wijk": "Wijk", "stadsdeel": "Stadsdeel"}
_RULES = {
    "apart": "Apart laten",
    "inwoners": "Verdelen naar inwoners",
    "wijk": "Gelijk verdelen per wijk",
}
_MAP = "kaart_geld"
_HEIGHT = 560


def money(town: City) -> None:
    """Draw the part; the filters hold for everything in it."""
    selection, lines = current(town)
    query = st.query_params.to_dict()
    kind, wrong_kind = choice(query, "soort", _KINDS, "gepland")
    level, wrong_level = choice(query, "per", _LEVELS, "wijk")
    rule, wrong_rule = choice(query, "stadsgeld", _RULES, "apart")
    complaints((*lines, *wrong_kind, *wrong_level, *wrong_rule))
    view = budget(town, selection, look_of(kind, level, rule))
    st.title(view.statement, anchor=False)
    _choices(town, selection, kind, level, rule)
    st.html(view.lead)
    _flow(view)
    _places(town, view)
    _take_along(town, selection, view)
    _folded("Elk bedrag met zijn bron", "b_bedragen", lambda: view.entries)
    st.html(view.care)
    settle_lines(town, view)


def _choices(town: City, selection: Selection, kind: str, level: str, rule: str) -> None:
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom"):
        for title, name, names, chosen in (
            ("Soort geld", "soort", _KINDS, kind),
            ("Per", "per", _LEVELS, level),
            ("Geld voor de hele stad", "stadsgeld", _RULES, rule),
        ):
            st.selectbox(
                title,
                list(names),
                format_func=names.__getitem__,
                key=follow(f"b_{name}", chosen),
                on_change=_turn,
                args=(name,),
                width=220,
            )
        shared_filters(town, selection)


def _turn(name: str) -> None:
    turn(**{name: st.session_state[f"b_{name}"]})


def _flow(view: BudgetView) -> None:
    if view.flow:
        picture(view.flow)
        st.html(view.sources)
        _folded("De stroom als tabel", "b_stroom", lambda: view.flow_table)


def _places(town: City, view: BudgetView) -> None:
    """Kinds beside each other, the map of one, and what came of it."""
    st.html(view.table)
    if not view.has_map:
        st.html(view.rounds)
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        title = "Kaart van het geld"
        show_map(town, view.payload, key=_MAP, title=title, height=_HEIGHT)
    with right:
        st.html(view.rounds)


def _folded(title: str, key: str, make: Callable[[], Markup]) -> None:
    """Table that is made when it is opened."""
    folded = st.expander(title, key=key, on_change="rerun")
    if folded.open:
        folded.html(make())


def _take_along(town: City, selection: Selection, view: BudgetView) -> None:
    file = BudgetFile(town, "Budget", view, filter_words(town, selection))
    with st.container(key="neem_mee", horizontal=True, vertical_alignment="center", gap="small"):
        st.html("Neem mee wat hier staat, als", width="content")
        file_buttons(file, "budget", shapes=False)
