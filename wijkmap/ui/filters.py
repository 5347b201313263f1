"""The filters above every view: each widget shows the link and writes it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Level, Register
from wijkmap.present.numbers import number
from wijkmap.present.sentences import enumeration, under_topic
from wijkmap.ui.cache import known_areas
from wijkmap.ui.look import look_menu
from wijkmap.ui.search import place_search
from wijkmap.ui.state import change, follow, pick
from wijkmap.ui.town import City

__all__ = ["filter_bar", "filter_words", "shared_filters"]


_REGISTER_WORDS = {Register.INITIATIVES: "Bewoners doen", Register.BUDGET: "Geld"}


def filter_bar(town: City, selection: Selection) -> None:
    """Layer, level, search and the folded filters, in one row on a desk."""
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom"):
        _layer(town, selection)
        _level(town, selection)
        with st.container(key="zoek_bureau", width="content"):
            _search(town, "f_zoek")
        with st.popover(_filter_label(selection)):
            with st.container(key="zoek_telefoon"):
                _search(town, "f_zoek_telefoon")
            _folded(town, selection)
        look_menu(town, selection)
    _active(town, selection)


def shared_filters(town: City, selection: Selection) -> None:
    """Only the folded filters, for a page that shows no layer."""
    with st.popover(_filter_label(selection)):
        _folded(town, selection)
    _active(town, selection)


def _active(town: City, selection: Selection) -> None:
    """Say what is filtered; without a filter its line stays free."""
    # Always one element of one height: a map below is never built anew, and does not move.
    with st.container(key="gefilterd"):
        if line := _active_line(town, selection):
            st.caption(line)
        else:
            st.html('<div class="wm-unfiltered"></div>')


def filter_words(town: City, selection: Selection) -> tuple[str, ...]:
    """What is filtered, in words, for a file; empty without a filter."""
    line = _active_line(town, selection)
    return (line.removeprefix("Gefilterd op ").removesuffix("."),) if line else ()


def _layer(town: City, selection: Selection) -> None:
    layers = town.layers
    topics = town.dataset.words("topic") | _REGISTER_WORDS

    def name(layer_id: str) -> str:
        layer = layers[layer_id]
        return under_topic(topics.get(layer.topic, layer.topic), layer.label)

    st.selectbox(
        "Wat ziet u op de kaart?",
        list(layers),
        format_func=name,
        key=follow("f_kaart", selection.indicator, next(iter(layers))),
        on_change=lambda: change(town, indicator=st.session_state["f_kaart"], year=Period()),
        width=420,
    )


def _level(town: City, selection: Selection) -> None:
    labels = {one: _level_label(town, one, selection) for one in (Level.WIJK, Level.BUURT)}
    st.segmented_control(
        "Niveau",
        [level.value for level in labels],
        format_func=lambda level: labels[Level(level)],
        key=follow("f_niveau", selection.level.value),
        required=True,
        on_change=pick,
        args=(town, "f_niveau", "level", Level),
    )


def _level_label(town: City, level: Level, selection: Selection) -> str:
    """Name of a level; for buurten with how many have a value in the year shown."""
    if level is not Level.BUURT:
        return level.value.capitalize()
    total = len(town.dataset.areas_at(level))
    known = known_areas(town, replace(selection, level=level))
    return f"Buurt ({number(known)} van {number(total)} bekend)"


def _search(town: City, key: str) -> None:
    place_search(
        "Zoek een wijk of buurt",
        town.search_names,
        key,
        lambda place: change(town, area=place),
    )


def _folded(town: City, selection: Selection) -> None:
    municipality = town.dataset.municipality
    stadsdelen = {one.key: one.name for one in municipality.stadsdelen}
    wijken = town.dataset.areas_at(Level.WIJK)["short_name"].to_dict()
    for title, key, field, names in (
        ("Thema", "f_thema", "themes", town.dataset.words("theme")),
        ("Stadsdeel (eigen indeling)", "f_stadsdeel", "stadsdelen", stadsdelen),
        ("Wijk", "f_wijk", "wijken", wijken),
        ("Status", "f_status", "statuses", town.dataset.words("status")),
        ("Geldstroom", "f_geldstroom", "streams", town.dataset.words("stream")),
    ):
        st.multiselect(
            title,
            list(names),
            format_func=names.__getitem__,
            key=follow(key, list(getattr(selection, field)), []),
            placeholder="Alle",
            on_change=pick,
            args=(town, key, field, tuple),
        )
    if town.register_years:
        _period_slider(town, selection, town.register_years)
    st.button("Wis alle filters", key="wis", on_click=_clear, args=(town,))


def _period_slider(town: City, selection: Selection, whole: tuple[int, int]) -> None:
    chosen = selection.period.years
    st.slider(
        "Periode van initiatieven en geld",
        *whole,
        key=follow("f_periode", (chosen[0], chosen[-1]) if chosen else whole),
        on_change=pick,
        args=(town, "f_periode", "period", partial(_period, whole=whole)),
    )


def _period(ends: tuple[int, int], *, whole: tuple[int, int]) -> Period:
    return Period() if tuple(ends) == whole else Period(tuple(range(ends[0], ends[1] + 1)))


def _clear(town: City) -> None:
    change(town, wijken=(), stadsdelen=(), themes=(), streams=(), statuses=(), period=Period())


def _filter_label(selection: Selection) -> str:
    filters = (
        selection.themes,
        selection.stadsdelen,
        selection.wijken,
        selection.statuses,
        selection.streams,
        selection.period.years,
    )
    active = sum(bool(one) for one in filters)
    return f"Filters ({active})" if active else "Filters"


def _active_line(town: City, selection: Selection) -> str:
    """Sentence that says what is filtered, so that no filter works unseen."""
    municipality = town.dataset.municipality
    stadsdelen = {one.key: one.name for one in municipality.stadsdelen}
    wijken = town.dataset.areas_at(Level.WIJK)["short_name"].to_dict()
    parts = []
    for title, values, names in (
        ("thema", selection.themes, town.dataset.words("theme")),
        ("stadsdeel", selection.stadsdelen, stadsdelen),
        ("wijk", selection.wijken, wijken),
        ("status", selection.statuses, town.dataset.words("status")),
        ("geldstroom", selection.streams, town.dataset.words("stream")),
    ):
        if values:
            parts.append(f"{title} {enumeration([names[value] for value in values])}")
    if selection.period:
        parts.append(f"periode {selection.period}")
    return f"Gefilterd op {'; '.join(parts)}." if parts else ""
