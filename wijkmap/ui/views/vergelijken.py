"""Vergelijken: the goals as rows, and what is chosen of them as table, lines and maps."""

from __future__ import annotations

import streamlit as st

from wijkmap.model.selection import Period, Selection
from wijkmap.present.changes import Drawn
from wijkmap.present.comparison import ComparisonView
from wijkmap.present.markup import element
from wijkmap.present.sentences import under_topic
from wijkmap.ui.cache import comparison, found
from wijkmap.ui.effect_panel import effect_panel, panel_of, reports_panel
from wijkmap.ui.frame import complaints
from wijkmap.ui.pictures import picture
from wijkmap.ui.state import change, current, follow, pick, turn
from wijkmap.ui.town import City, city
from wijkmap.ui.twinmaps import twin_maps

__all__ = ["show"]


def show() -> None:
    """Draw the page."""
    _body(city())


@st.fragment
def _body(town: City) -> None:
    selection, lines = current(town)
    complaints(lines)
    view = comparison(town, selection)
    panel = panel_of(town, view.layer)
    st.title(panel.title or view.statement, anchor=False)
    if panel.title:
        st.html(element("p", panel.lead, class_="wm-lead"))
    _goals(town, view)
    _other(town, selection, view)
    effect_panel(town, panel)
    reports_panel(town, view.goal)
    if view.layer and view.layer.register:
        st.html(found(town, selection))
        twin_maps(town, selection, view.layer)
    else:
        if view.beside:
            st.html(view.beside)
        _drawn(view.trend, view.dumbbell)
        twin_maps(town, selection, view.layer)
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
    """Compare something else; the two maps and the years follow, the groups stay."""
    turn(links="", rechts="", voor="", na="")
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
            format_func=lambda key: under_topic(
                topics.get(layers[key].topic, ""), layers[key].label
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
            key=follow("f_vergelijk_thema", list(selection.themes), []),
            placeholder="Alle",
            on_change=pick,
            args=(town, "f_vergelijk_thema", "themes", tuple),
            width=420,
        )


def _pick_layer(town: City) -> None:
    if layer := st.session_state["f_vergelijk"]:
        _compare(town, indicator=layer, compare="", year=Period())
