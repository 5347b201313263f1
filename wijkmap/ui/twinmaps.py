"""Two maps beside each other, each with its own figure and year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st
from streamlit_folium import st_folium

from wijkmap.analysis.layers import Layer
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Level
from wijkmap.present.address import choice
from wijkmap.present.markup import element
from wijkmap.present.twinmaps import Side, first_sides, sides_statement
from wijkmap.present.webmap import paint
from wijkmap.ui.cache import City, base_map, map_view
from wijkmap.ui.frame import complaints
from wijkmap.ui.state import follow, turn

__all__ = ["twin_maps"]

_SIDES = {"links": "Kaart links", "rechts": "Kaart rechts"}
_HEIGHT = 520


def twin_maps(town: City, selection: Selection, layer: Layer | None) -> None:
    """Draw the two maps of what is compared, or nothing when nothing on a map is.

    Parameters
    ----------
    town : City
    selection : Selection
    layer : Layer or None
        What is compared; both maps open on it.
    """
    if layer is None:
        return
    query = st.query_params.to_dict()
    first = first_sides(town.dataset, layer, town.sides)
    sides = {}
    for name, default in zip(_SIDES, first, strict=True):
        text, lines = choice(query, name, town.sides, str(default))
        complaints(lines)
        sides[name] = town.sides[text]
    said = sides_statement(town.neutral_layers, sides["links"], sides["rechts"])
    st.html(element("div", element("h2", said), class_="wm-part"))
    for column, name in zip(st.columns(2, gap="medium"), _SIDES, strict=True):
        with column:
            _map(town, selection, name, sides[name])


def _map(town: City, selection: Selection, name: str, side: Side) -> None:
    years = Period() if side.year is None else Period((side.year,))
    view = map_view(
        town,
        replace(selection, indicator=side.layer, year=years, level=Level.WIJK, area="", compare=""),
    )
    layers = town.neutral_layers
    st.selectbox(
        _SIDES[name],
        list(layers),
        format_func=lambda key: layers[key].label,
        key=follow(f"f_{name}", side.layer),
        on_change=_pick_side,
        args=(town, name, side),
    )
    key = f"kaart_{name}"
    with st.container(key=key):
        st_folium(
            base_map(town, f"Kaart van de wijken, {name}", side=_SIDES[name]),
            key=key,
            height=_HEIGHT,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=paint(view.payload),
            on_change=lambda: _turn_year(town, name, side),
        )
    with st.expander("Als tabel"):
        st.html(view.table)
    st.html(view.sources)


def _pick_side(town: City, name: str, side: Side) -> None:
    """Show another layer on one map: in the same year when it has that, else its newest."""
    wanted = Side(st.session_state[f"f_{name}"], side.year)
    mine = [one for one in town.sides.values() if one.layer == wanted.layer]
    turn(**{name: str(wanted if wanted in mine else mine[-1])})


def _turn_year(town: City, name: str, side: Side) -> None:
    """Take the year that a map reports into the link; a repeated report counts once."""
    event, seen = st.session_state.get(f"kaart_{name}"), f"_gezien_{name}"
    if not isinstance(event, Mapping) or event.get("seq") == st.session_state.get(seen):
        return
    st.session_state[seen] = event.get("seq")
    asked = str(Side(side.layer, event.get("year")))
    if event.get("event") == "year" and asked in town.sides:
        turn(**{name: asked})
