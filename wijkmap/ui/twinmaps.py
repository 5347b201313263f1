"""Two maps beside each other, each with its own figure, year and level; or their difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from wijkmap.analysis.layers import Layer
from wijkmap.model.selection import Selection
from wijkmap.model.words import Level
from wijkmap.present.address import choice, unusable
from wijkmap.present.markup import Markup, element
from wijkmap.present.twinmaps import LEVELS, Side, first_sides
from wijkmap.present.twinview import NAMES, TwinView
from wijkmap.ui.cache import twin_view
from wijkmap.ui.frame import complaints
from wijkmap.ui.maps import show_map
from wijkmap.ui.sheets import sheet_by_sheet
from wijkmap.ui.state import follow, turn
from wijkmap.ui.town import City

__all__ = ["twin_maps"]

_SIDES = ("links", "rechts")
_PARAMETER = "kaarten"
_MODES = {"naast": "Twee kaarten", "verschil": "Verschil (B min A)"}
_DIFFERENCE = "verschil"
_HEIGHT = 520

_Sides = tuple[Side, Side]


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
    sides, lines = _sides(town, selection, layer)
    mode, wrong = choice(st.query_params.to_dict(), _PARAMETER, _MODES, "naast")
    view = twin_view(town, sides, selection)
    subtracted = mode == _DIFFERENCE and view.difference is not None
    lead = view.difference_lead if subtracted else view.lead
    st.html(element("div", element("h2", view.heading), lead, class_="wm-part"))
    complaints((*lines, *wrong))
    _mode(view, mode)
    if subtracted:
        _difference(town, sides, view)
    else:
        _beside(town, sides, view)
    st.html(view.sources)


def _sides(town: City, selection: Selection, layer: Layer) -> tuple[_Sides, list[str]]:
    """What the link asks of both maps, and a line per part that does not exist."""
    query = st.query_params.to_dict()
    first = first_sides(town.dataset, layer, town.sides, selection.themes)
    lines: list[str] = []
    found = []
    for name, default in zip(_SIDES, first, strict=True):
        side, wrong = town.sides.read(query.get(name, ""), default)
        found.append(side)
        lines += [unusable(name, part) for part in wrong]
    return (found[0], found[1]), lines


def _mode(view: TwinView, mode: str) -> None:
    with st.container(key="kaarten_keuze"):
        st.radio(
            "Kaarten",
            list(_MODES),
            format_func=_MODES.__getitem__,
            key=follow("f_kaarten", "naast" if view.refusal else mode),
            on_change=lambda: turn(**{_PARAMETER: _mode_chosen()}),
            horizontal=True,
            label_visibility="collapsed",
            disabled=bool(view.refusal),
        )
        if view.refusal:
            st.caption(f"Verschil kan hier niet. {view.refusal}")


def _mode_chosen() -> str:
    chosen = st.session_state["f_kaarten"]
    return "" if chosen == "naast" else str(chosen)


def _beside(town: City, sides: _Sides, view: TwinView) -> None:
    for at, column in enumerate(st.columns(2, gap="medium", vertical_alignment="bottom")):
        with column, st.container(key=f"kant_{_SIDES[at]}"):
            _choices(town, sides, at)
            name = f"kaart_{_SIDES[at]}"
            show_map(
                town,
                view.views[at].payload,
                key=name,
                title=f"Kaart van de wijken, {NAMES[at][-1]}",
                side=NAMES[at],
                height=_HEIGHT,
                on_change=partial(_turn_year, town, at, sides[at]),
            )
    _table("tabel_kaarten", view.rows, view.sheet)


def _choices(town: City, sides: _Sides, at: int) -> None:
    """Figure and level of one map; for a register its year and themes too."""
    side, name = sides[at], _SIDES[at]
    layers = town.neutral_layers
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            NAMES[at],
            list(layers),
            format_func=lambda key: layers[key].label,
            key=follow(f"f_{name}", side.layer),
            on_change=_pick,
            args=(town, at, side, f"f_{name}", "layer"),
            width="stretch",
        )
        key = f"f_{name}_niveau"
        _level(key, side.level, partial(_pick, town, at, side, field="level"))
    if town.sides.is_register(side):
        _register_choices(town, side, at)


def _level(key: str, level: Level, on_change: Callable[[str], None]) -> None:
    st.selectbox(
        "Per",
        LEVELS,
        format_func=lambda one: one.value,
        key=follow(key, level),
        on_change=on_change,
        args=(key,),
        width=104,
    )


def _register_choices(town: City, side: Side, at: int) -> None:
    name = _SIDES[at]
    themes = town.dataset.words("theme")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.multiselect(
            "Thema",
            list(themes),
            format_func=themes.__getitem__,
            key=follow(f"f_{name}_thema", list(side.themes), []),
            placeholder="Alle",
            on_change=_pick,
            args=(town, at, side, f"f_{name}_thema", "themes"),
            width="stretch",
        )
        st.selectbox(
            "Jaar",
            [None, *reversed(town.sides.years(side.layer, side.level))],
            format_func=lambda year: str(year or "alle"),
            key=follow(f"f_{name}_jaar", side.year),
            on_change=_pick,
            args=(town, at, side, f"f_{name}_jaar", "year"),
            width=104,
        )


def _difference(town: City, sides: _Sides, view: TwinView) -> None:
    """One map of B minus A, with one figure and two years to choose."""
    if view.difference is None:
        return
    side = sides[0]
    layers = town.neutral_layers
    with st.container(key="kant_verschil", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Cijfer",
            list(layers),
            format_func=lambda key: layers[key].label,
            key=follow("f_verschil", side.layer),
            on_change=_pick_both,
            args=(town,),
            width=420,
        )
        _level("f_verschil_niveau", side.level, partial(_both, town, sides))
        for at, label in enumerate(("Van (A)", "Naar (B)")):
            st.selectbox(
                label,
                town.sides.years(side.layer, side.level),
                key=follow(f"f_verschil_jaar_{at}", sides[at].year),
                on_change=_pick,
                args=(town, at, sides[at], f"f_verschil_jaar_{at}", "year"),
                width=104,
            )
    show_map(
        town,
        view.difference.payload,
        key="kaart_verschil",
        title="Kaart van het verschil",
        side="Verschil",
        height=_HEIGHT,
    )
    _table("tabel_verschil", len(view.difference.shown), view.difference_sheet)


def _table(key: str, rows: int, write: Callable[[int], Markup]) -> None:
    twin = st.expander("Als tabel", key=key, on_change="rerun")
    if twin.open:
        with twin:
            sheet_by_sheet(rows, write)


def _turn(at: int, side: Side) -> None:
    turn(**{_SIDES[at]: str(side)})


def _pick(town: City, at: int, side: Side, key: str, field: str) -> None:
    """Take one choice of one map into the link; the year stays where it can."""
    value: Any = st.session_state[key]
    value = tuple(value) if field == "themes" else value
    _turn(at, town.sides.fitting(replace(side, **{field: value})))


def _pick_both(town: City) -> None:
    """Another figure to subtract: its first two years to compare."""
    layer = town.neutral_layers[st.session_state["f_verschil"]]
    for at, side in enumerate(first_sides(town.dataset, layer, town.sides)):
        _turn(at, side)


def _both(town: City, sides: _Sides, key: str) -> None:
    """Subtract at another level, in the same years where it has them."""
    for at, side in enumerate(sides):
        _turn(at, town.sides.fitting(replace(side, level=st.session_state[key])))


def _turn_year(town: City, at: int, side: Side) -> None:
    """Take the year that a map reports into the link; a repeated report counts once."""
    name = f"kaart_{_SIDES[at]}"
    event, seen = st.session_state.get(name), f"_gezien_{name}"
    if not isinstance(event, Mapping) or event.get("seq") == st.session_state.get(seen):
        return
    st.session_state[seen] = event.get("seq")
    if event.get("event") == "year" and event.get("year") in town.sides.years(
        side.layer, side.level
    ):
        _turn(at, replace(side, year=event["year"]))
