"""The part of Gegevens that says how good the data is."""

from __future__ import annotations

import streamlit as st

from wijkmap.ui.cache import quality_view
from wijkmap.ui.state import turn
from wijkmap.ui.town import City

__all__ = ["data_quality"]


def data_quality(town: City) -> None:
    """Each subject: one sentence, and its table when opened."""
    for place, subject in enumerate(quality_view(town)):
        st.subheader(subject.title, anchor=False)
        st.html(subject.lead)
        if subject.table:
            with st.expander(subject.opens, expanded=place == 0):
                st.html(subject.table)
        if subject.key:
            with st.container(key=f"neem_k_{subject.key}"):
                st.button(
                    "Bekijk elke regel",
                    key=f"bekijk_k_{subject.key}",
                    type="tertiary",
                    on_click=turn,
                    kwargs={"deel": "", "tabel": subject.key},
                )
