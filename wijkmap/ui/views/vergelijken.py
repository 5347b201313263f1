"""Vergelijken: the goals as rows, and what is chosen of them as table, lines and maps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st
from streamlit_folium import st_folium

from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Level
from wijkmap.present.address import choice
from wijkmap.present.changes import Drawn
from wijkmap.present.comparison import ComparisonView
from wijkmap.present.markup import element
from wijkmap.present.twinmaps import Side, first_sides, sides_statement
from wijkmap.present.webmap import paint
from wijkmap.ui.cache import City, base_map, city, comparison, found, map_view
from wijkmap.ui.frame import complaints
from wijkmap.ui.pictures import picture
from wijkmap.ui.state import change, current, follow, pick, turn

__all__ = ["show"]

_SIDES = {"links": "Kaart links", "rechts": "Kaart rechts"}
_HEIGHT = 520


def show() -> None:
    """Draw the page."""
    _body(city())


@st.fragment
def _body(town: City) -> None:
    selection, lines = current(town)
    complaints(lines)
    view = comparison(town, selection)
    st.title(view.statement, anchor=False)
    _goals(town, view)
    _other(town, selection, view)
    if view.layer and view.layer.register:
        st.html(found(town, selection))
        _maps(town, selection, view)
    else:
        if view.beside:
            st.html(view.beside)
        _drawn(view.trend, view.dumbbell)
        _maps(town, selection, view)
        st.html(found(town, selection))
    _drawn(view.timeline)


def _drawn(*parts: Drawn) -> None:
    """Drawings beside each other; one that is empty leaves its place to the other."""
    shown = [part for part in parts if part.head]
    for column, part in zip(
        st.columns(len(shown), gap="large") if shown else (), shown, strict=True
    ):
        with column:
            st.html(part.head)
            if part.drawing:
                picture(part.drawing)
            if part.foot:
                st.html(part.foot)


def _goals(town: City, view: ComparisonView) -> None:
    st.html(element("div", element("h2", view.goals_statement), class_="wm-part"))
    for row in view.goals:
        with st.container(key=f"doel_{row.key}"):
            st.html(row.markup)
            if not row.is_chosen:
                st.button(
                    f"Toon {row.key.replace('-', ' ')}",
                    key=f"f_doel_{row.key}",
                    on_click=_compare,
                    args=(town,),
                    kwargs={"compare": row.key, "year": Period()},
                )


def _compare(town: City, **fields: object) -> None:
    """Compare something else; the two maps follow."""
    turn(links="", rechts="")
    change(town, **fields)


def _other(town: City, selection: Selection, view: ComparisonView) -> None:
    """Choose any other figure, and for a register the themes that count."""
    topics = town.dataset.words("topic")
    layers = town.neutral_layers
    with st.container(key="vergelijk_keuze", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Of vergelijk een ander cijfer",
            list(layers),
            index=0 if view.layer else None,
            placeholder="Kies een cijfer",
            format_func=lambda key: ": ".join(
                filter(None, (topics.get(layers[key].topic), layers[key].label))
            ),
            key=follow("f_vergelijk", view.layer.id if view.layer else None),
            on_change=_pick_layer,
            args=(town,),
            width=420,
        )
        themes = town.dataset.words("theme")
        st.multiselect(
            "Thema van initiatieven en geld",
            list(themes),
            format_func=lambda key: themes[key],
            key=follow("f_vergelijk_thema", list(selection.themes)),
            placeholder="Alle",
            on_change=pick,
            args=(town, "f_vergelijk_thema", "themes", tuple),
            width=420,
        )


def _pick_layer(town: City) -> None:
    if layer := st.session_state["f_vergelijk"]:
        _compare(town, indicator=layer, compare="", year=Period())


def _maps(town: City, selection: Selection, view: ComparisonView) -> None:
    if view.layer is None:
        return
    query = st.query_params.to_dict()
    first = first_sides(town.dataset, view.layer, town.sides)
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
            base_map(town, f"Kaart van de wijken, {name}"),
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
