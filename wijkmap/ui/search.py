"""Looking for a place by its name: a list while it is short, else a text and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from wijkmap.analysis.names import matching_names
from wijkmap.model.selection import Selection
from wijkmap.present.numbers import number
from wijkmap.present.profile import shown_subject
from wijkmap.ui.state import change, follow, pick
from wijkmap.ui.town import City

__all__ = ["place_search", "subject_choice"]

_MOST_LISTED = 1_000
"""A list of more names would weigh more than the page around it."""
_MOST_FOUND = 50


def place_search(
    label: str, names: Mapping[str, str], key: str, choose: Callable[[str], None]
) -> None:
    """Draw the search for a place.

    Parameters
    ----------
    label : str
    names : mapping of str to str
        What is chosen, by the name that a reader looks for.
    key : str
        Of the widget.
    choose : function
        Takes what is chosen.
    """
    if len(names) <= _MOST_LISTED:
        st.selectbox(
            label,
            list(names),
            index=None,
            placeholder="Naam, buurt of postcode",
            key=follow(key, None, None),
            on_change=lambda: choose(names[st.session_state[key]]),
            width=280,
        )
        return
    text = st.text_input(
        label,
        placeholder="Typ een naam en druk op Enter",
        key=key,
        on_change=lambda: _take_only(names, key, choose),
        width=280,
    )
    if text:
        _found(matching_names(names, text), names, key, choose)


def subject_choice(town: City, selection: Selection, key: str, *, width: int) -> None:
    """Draw the choice of an area, or a group of them, that has a profile.

    Parameters
    ----------
    town : City
    selection : Selection
    key : str
        Of the widget.
    width : int
        Of the list, pixels.
    """
    choices = town.profile_choices
    if len(choices) > _MOST_LISTED:
        names = {name: place for place, name in choices.items()}
        place_search("Zoek een gebied", names, key, lambda place: change(town, area=place))
        return
    st.selectbox(
        "Gebied",
        list(choices),
        format_func=choices.__getitem__,
        key=follow(key, shown_subject(town.dataset, selection.area).key),
        on_change=pick,
        args=(town, key, "area"),
        width=width,
    )


def _found(
    found: tuple[str, ...], names: Mapping[str, str], key: str, choose: Callable[[str], None]
) -> None:
    """Draw what a text found, to choose from."""
    chosen = f"{key}_gevonden"
    told = f"Kies uit {number(len(found))}"
    if len(found) > _MOST_FOUND:
        told = f"De eerste {_MOST_FOUND} van {number(len(found))}"
    st.selectbox(
        "Gevonden",
        found[:_MOST_FOUND],
        index=None,
        placeholder=told if found else "Geen naam met deze letters",
        disabled=not found,
        key=follow(chosen, None),
        on_change=lambda: _take(names[st.session_state[chosen]], key, choose),
        width=280,
    )


def _take_only(names: Mapping[str, str], key: str, choose: Callable[[str], None]) -> None:
    """Choose at once where a text finds one name."""
    found = matching_names(names, st.session_state[key])
    if len(found) == 1:
        _take(names[found[0]], key, choose)


def _take(place: str, key: str, choose: Callable[[str], None]) -> None:
    st.session_state[key] = ""
    choose(place)
