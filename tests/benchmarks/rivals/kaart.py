"""Floor: the page Kaart itself, with two more lists of choices, which colour a box and change nothing else."""

import runpy
from collections.abc import Callable
from pathlib import Path

import streamlit as st

import wijkmap.ui
from wijkmap.model.selection import Selection
from wijkmap.ui import filters
from wijkmap.ui.town import City
from wijkmap.ui.views import kaart

Bar = Callable[[City, Selection], None]


class _WithBox:
    """The filters of Kaart, and beside them the list and the box."""

    def __init__(self, plain: Bar) -> None:
        self.plain = plain

    def __call__(self, town: City, selection: Selection) -> None:
        self.plain(town, selection)
        # As long as the list of figures: both close alike.
        turn = st.selectbox("Kleur van het vak", range(len(town.layers)), key="vak")
        turn += len(st.session_state.get("vakken", ()))
        colour = ("#336699", "#993366")[turn % 2]
        st.html(f'<div id="vak" style="height: 20px; background: {colour}"></div>')


class _WithList:
    """The folded filters, and among them a list as long as that of the themes."""

    def __init__(self, plain: Bar) -> None:
        self.plain = plain

    def __call__(self, town: City, selection: Selection) -> None:
        names = town.dataset.words("theme")
        st.multiselect(
            "Kleuren van het vak",
            list(names),
            format_func=names.__getitem__,
            key="vakken",
            placeholder="Alle",
        )
        self.plain(town, selection)


# Each run of this script has classes of its own.
if type(kaart.filter_bar).__name__ != _WithBox.__name__:
    filters._folded = _WithList(filters._folded)
    kaart.filter_bar = _WithBox(kaart.filter_bar)
runpy.run_path(str(Path(wijkmap.ui.__file__).with_name("main.py")))
