"""Floor: the page Kaart itself, with one more list of choices, which colours a box and changes nothing else."""

import runpy
from collections.abc import Callable
from pathlib import Path

import streamlit as st

import wijkmap.ui
from wijkmap.model.selection import Selection
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
        colour = ("#336699", "#993366")[turn % 2]
        st.html(f'<div id="vak" style="height: 20px; background: {colour}"></div>')


if not isinstance(kaart.filter_bar, _WithBox):
    kaart.filter_bar = _WithBox(kaart.filter_bar)
runpy.run_path(str(Path(wijkmap.ui.__file__).with_name("main.py")))
