"""How the map looks: choices that change no figure, only how figures are drawn."""

from __future__ import annotations

import streamlit as st

from wijkmap.analysis.layers import overlays
from wijkmap.model.selection import Selection
from wijkmap.model.words import Classing, Overlay
from wijkmap.present.look import CLASSING_WORDS, OVERLAY_WORDS
from wijkmap.ui.state import follow, pick
from wijkmap.ui.town import City

__all__ = ["look_menu"]


def look_menu(town: City, selection: Selection) -> None:
    """Folded choices on how the map is drawn; each is in the link."""
    over, classings = list(overlays(town.dataset)), list(CLASSING_WORDS)
    with st.popover("Kaartbeeld"):
        st.radio(
            "Boven op de kleuren",
            over,
            format_func=OVERLAY_WORDS.__getitem__,
            key=follow("f_symbolen", selection.overlay, over[0]),
            on_change=pick,
            args=(town, "f_symbolen", "overlay", Overlay),
        )
        st.radio(
            "Klassen",
            classings,
            format_func=CLASSING_WORDS.__getitem__,
            key=follow("f_klassen", selection.classing, classings[0]),
            on_change=pick,
            args=(town, "f_klassen", "classing", Classing),
        )
        st.toggle(
            "Arceer wijken die niet echt afwijken van de rest van de stad",
            key=follow("f_arcering", selection.hatched, start=False),
            on_change=pick,
            args=(town, "f_arcering", "hatched", bool),
        )
