"""Kaart: one layer on the map, the opened area beside it, the same values as a table."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

import wijkmap.present
from wijkmap.model.selection import Selection
from wijkmap.present.mapview import MapView, sheets_line
from wijkmap.present.panel import area_link
from wijkmap.ui.cache import map_view, panel
from wijkmap.ui.filters import filter_bar
from wijkmap.ui.frame import complaints
from wijkmap.ui.maps import show_map
from wijkmap.ui.sheets import sheet_by_sheet
from wijkmap.ui.state import change, current, map_event, write_link
from wijkmap.ui.town import City, city

__all__ = ["ICON", "WORDMARK", "show"]

_ASSETS = Path(wijkmap.present.__file__).parent / "assets"
ICON = _ASSETS / "icon.png"
WORDMARK = _ASSETS / "wordmark.png"
_MAP = "kaart"


def show() -> None:
    """Draw the page."""
    _body(city())


@st.fragment
def _body(town: City) -> None:
    selection, lines = current(town, writes=False)
    view = map_view(town, selection)
    # Every part has its place first: the map, filled before all else, is painted before the rest.
    top, filters = st.container(), st.container()
    left, right = st.columns([2, 1], gap="large")
    with left:
        show_map(town, view.payload, key=_MAP, on_change=lambda: map_event(town, _MAP))
    with top:
        complaints(lines)
        st.title(view.statement, anchor=False)
    with filters:
        filter_bar(town, selection)
    with right:
        _panel(town, selection)
    _twin(town, selection, view)
    st.html(view.groups)
    write_link()


def _twin(town: City, selection: Selection, view: MapView) -> None:
    """Sentence, table and sources: what the map says, for who cannot see it."""
    st.html(view.summary)
    twin = st.expander("Als tabel", key="tabel", on_change="rerun")
    if twin.open:
        with twin:
            how = sheets_line(town.dataset, selection)
            sheet_by_sheet(len(view.shown), view.sheet, place=view.place, how=how)
    st.html(view.sources)


def _panel(town: City, selection: Selection) -> None:
    if selection.area:
        st.button(
            "Sluit dit paneel",
            key="sluit",
            type="tertiary",
            on_click=change,
            args=(town,),
            kwargs={"area": ""},
        )
    st.html(panel(town, selection))
    if selection.area in town.dataset.areas.index:
        # Apart from the panel, so that the panel itself need not come again with another layer.
        st.html(area_link(town.dataset, selection))
