"""Gegevens: what there is, how good it is, and your own figures beside it."""

from __future__ import annotations

import streamlit as st

from wijkmap.present.address import choice
from wijkmap.present.datasets import statement
from wijkmap.ui.data_quality import data_quality
from wijkmap.ui.data_tables import data_list, one_table, table_choices
from wijkmap.ui.frame import complaints
from wijkmap.ui.own_delivery import own_delivery
from wijkmap.ui.state import current, follow, turn
from wijkmap.ui.town import City, city

__all__ = ["show"]

_PARTS = {
    "tabellen": "Tabellen en bestanden",
    "kwaliteit": "Kwaliteit",
    "levering": "Eigen levering",
}


def show() -> None:
    """Draw the page."""
    _body(city())


@st.fragment
def _body(town: City) -> None:
    selection, lines = current(town)
    query = st.query_params.to_dict()
    part, wrong_part = choice(query, "deel", _PARTS, "tabellen")
    name, wrong_table = choice(query, "tabel", table_choices(town), "")
    complaints((*lines, *wrong_part, *wrong_table))
    st.title(statement(town.dataset), anchor=False)
    _parts(part)
    if part == "tabellen" and name:
        one_table(town, selection, name)
    elif part == "tabellen":
        data_list(town, selection)
    elif part == "kwaliteit":
        data_quality(town)
    else:
        own_delivery()


def _parts(part: str) -> None:
    st.segmented_control(
        "Onderdeel",
        list(_PARTS),
        format_func=_PARTS.__getitem__,
        key=follow("g_deel", part),
        required=True,
        label_visibility="collapsed",
        on_change=lambda: turn(deel=st.session_state["g_deel"], tabel="", indicator=""),
    )
