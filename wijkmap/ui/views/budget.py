"""Budget: what the ledger says about the money, and how a pot could be divided."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from wijkmap.present.address import choice
from wijkmap.ui import scenario_maker
from wijkmap.ui.frame import complaints
from wijkmap.ui.money import money
from wijkmap.ui.state import follow, turn
from wijkmap.ui.town import City, city

__all__ = ["show"]

_PARTS: dict[str, tuple[str, Callable[[City], None]]] = {
    "geld": ("Geld", money),
    "scenario": ("Scenario's", scenario_maker.show),
}


def show() -> None:
    """Draw the page."""
    _body(city())


@st.fragment
def _body(town: City) -> None:
    part, wrong = choice(st.query_params.to_dict(), "onderdeel", _PARTS, "geld")
    complaints(wrong)
    _, draw = _PARTS[part]
    if len(_PARTS) > 1:
        _parts(part)
    draw(town)


def _parts(part: str) -> None:
    st.segmented_control(
        "Onderdeel",
        list(_PARTS),
        format_func=lambda key: _PARTS[key][0],
        key=follow("b_onderdeel", part),
        required=True,
        label_visibility="collapsed",
        on_change=lambda: turn(onderdeel=st.session_state["b_onderdeel"]),
    )
