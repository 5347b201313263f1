"""The first part of Budget: the money of the ledger, as it flows and as it stands."""

from __future__ import annotations

import streamlit as st

from wijkmap.ui.cache import City, budget
from wijkmap.ui.filters import shared_filters
from wijkmap.ui.frame import complaints
from wijkmap.ui.state import current

__all__ = ["money"]


def money(town: City) -> None:
    """Draw the part; the filters hold for everything in it."""
    selection, lines = current(town)
    complaints(lines)
    view = budget(town, selection)
    st.title(view.statement, anchor=False)
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom"):
        shared_filters(town, selection)
    st.html(view.kinds)
