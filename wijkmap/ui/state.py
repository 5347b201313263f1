"""The state of a session: the link is the truth, the widgets follow it.

Every run reads the selection from the link and sets the widgets to it; a
widget that changes makes the link anew. Nothing else holds a choice. The browser
gets the new link when the run writes it: a browser that is told its address draws
the whole page again, so a map comes before that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from wijkmap.analysis.subjects import group_keys
from wijkmap.model.selection import Period, Selection
from wijkmap.present.address import decode, encode, page_part
from wijkmap.ui.town import City

__all__ = [
    "carry",
    "change",
    "current",
    "follow",
    "link",
    "link_query",
    "map_event",
    "pick",
    "turn",
    "write_link",
]

_MAP_SEEN = "_kaart_gezien"
_PAGE = "_pagina"
_QUERY = "_link"
_TOLD = "_gezet"
_UNWRITTEN = "_ongeschreven"
_NOT_DRAWN = object()


def current(city: City, *, writes: bool = True) -> tuple[Selection, tuple[str, ...]]:
    """Selection of the link, and a friendly line per part that does not exist.

    Parameters
    ----------
    city : City
    writes : bool
        The browser gets the link now; False for who calls `write_link` after what must be
        seen first.
    """
    if writes:
        write_link()
    return decode(link(), city.dataset, city.layers)


def link() -> dict[str, str]:
    """The link as the last choice made it, whether the browser has it yet or not.

    A choice that was not written holds as long as the browser is at the address that it was
    made on: who went elsewhere since then, did so later.
    """
    there = st.query_params.to_dict()
    made_on, made = st.session_state.get(_UNWRITTEN, (None, {}))
    return dict(made) if made_on == there else there


def write_link() -> None:
    """Give the browser the link that the last choice made, if it has not got it."""
    if _UNWRITTEN in st.session_state:
        _write(link())


def _write(query: Mapping[str, str]) -> None:
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
    st.session_state[_QUERY] = st.query_params.to_dict()
    # Last: another press can break a run off in the middle of writing.
    st.session_state.pop(_UNWRITTEN, None)


def change(city: City, **fields: Any) -> None:  # noqa: ANN401 - the fields of a selection
    """Make the link anew with these fields of the selection changed."""
    selection, _ = current(city, writes=False)
    query = encode(replace(selection, **fields), city.dataset.municipality)
    made = query | page_part(link())
    st.session_state[_UNWRITTEN] = (st.query_params.to_dict(), made)


def turn(**parameters: str) -> None:
    """Write a page's own parameters in the link; an empty one leaves it.

    A table or subject that is chosen anew starts at its first sheet.
    """
    query = {**link(), "blad": "", **parameters}
    _write({name: value for name, value in query.items() if value})


def carry(page: str) -> None:
    """Take the selection along to another page, whose address starts bare.

    A link that brings its own parameters keeps them.

    Parameters
    ----------
    page : str
        Address of the page that is about to be drawn.
    """
    came_from = st.session_state.get(_PAGE, page)
    if came_from != page and not st.query_params:
        st.query_params.from_dict(st.session_state.get(_QUERY, {}))
    st.session_state[_PAGE] = page
    st.session_state[_QUERY] = st.query_params.to_dict()


def link_query(city: City, selection: Selection) -> dict[str, str]:
    """Query parameters to hand to another page, so that its view keeps the selection."""
    return encode(selection, city.dataset.municipality)


def follow(key: str, value: object, start: object = _NOT_DRAWN) -> str:
    """Set a widget to the value of the link before it is drawn; returns its key.

    A widget in which the reader chose this very value is left alone: setting it makes the
    framework send all of it again, with the whole list of choices. Any other is set in every
    run, since the browser may not have drawn it yet when the next run replaces it: it would
    show, and report, what it starts with.

    Parameters
    ----------
    key : str
    value : object
    start : object
        What the widget shows by itself when it is new: it need not be told that.
    """
    told = st.session_state.setdefault(_TOLD, {})
    if st.session_state.get(key, start) != value or told.get(key, _NOT_DRAWN) == value:
        st.session_state[key] = value
        told[key] = value
    return key


def pick(
    city: City, key: str, field: str, convert: Callable[[Any], object] = lambda value: value
) -> None:
    """Take a widget's new value into the link; the callback of every filter."""
    change(city, **{field: convert(st.session_state[key])})


def map_event(city: City, key: str) -> None:
    """Take what the map reports into the link: an opened or closed area, or a year.

    The map repeats its last report when a run has other causes; each report has
    a number and counts once.
    """
    event = st.session_state.get(key)
    if not isinstance(event, Mapping) or event.get("seq") == st.session_state.get(_MAP_SEEN):
        return
    st.session_state[_MAP_SEEN] = event.get("seq")
    area = event.get("area")
    match event.get("event"):
        case "open" if area in city.dataset.areas.index or area in group_keys(city.dataset):
            change(city, area=area)
        case "close":
            change(city, area="")
        case "year" if isinstance(event.get("year"), int):
            change(city, year=Period((event["year"],)))
