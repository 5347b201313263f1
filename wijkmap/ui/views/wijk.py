"""Wijk: the profile of one wijk, buurt or stadsdeel, or of the pilots together."""

from __future__ import annotations

import streamlit as st

from wijkmap.model.selection import Selection
from wijkmap.present.profile import ProfileView
from wijkmap.ui.cache import profile, profile_figures
from wijkmap.ui.filters import shared_filters
from wijkmap.ui.frame import complaints
from wijkmap.ui.pictures import picture
from wijkmap.ui.search import subject_choice
from wijkmap.ui.state import current
from wijkmap.ui.town import City, city

__all__ = ["show"]


def show() -> None:
    """Draw the page."""
    _body(city())


@st.fragment
def _body(town: City) -> None:
    selection, lines = current(town)
    complaints(lines)
    view = profile(town, selection)
    st.title(view.statement, anchor=False)
    _choice(town, selection)
    st.html(view.head)
    _now(view)
    _further(view)
    _every_figure(town, selection, view.name)
    st.html(view.sources)


def _now(view: ProfileView) -> None:
    """How it stands, and what to ask after."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        for drawing in (view.figures, view.trend, view.timeline):
            if drawing:
                picture(drawing)
    with right:
        st.html(view.targets)
        st.html(view.waiting)


def _further(view: ProfileView) -> None:
    """What it is made of, what it cost, and who is there."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        if view.parts:
            picture(view.parts)
        st.html(view.places)
    with right:
        picture(view.bars)
        if view.initiatives:
            st.html(view.initiatives)
        st.html(view.money)
        st.html(view.around)


def _every_figure(town: City, selection: Selection, name: str) -> None:
    """Table of all figures, made when it is opened."""
    folded = st.expander(f"Alle cijfers van {name} als tabel", key="w_alle", on_change="rerun")
    if folded.open:
        folded.html(profile_figures(town, selection.area))


def _choice(town: City, selection: Selection) -> None:
    """Area and filters, in one row on a desk."""
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom"):
        subject_choice(town, selection, "w_gebied", width=420)
        shared_filters(town, selection)
