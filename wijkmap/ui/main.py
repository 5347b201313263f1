"""The app's script: one run of it draws one page."""

from __future__ import annotations

import streamlit as st

from wijkmap.ui.frame import fictional_mark, footer, preview_mark, way_to_briefing
from wijkmap.ui.state import carry
from wijkmap.ui.town import city
from wijkmap.ui.views import briefing, budget, gegevens, kaart, methode, vergelijken, wijk

st.set_page_config(
    page_title="wijkmap",
    page_icon=str(kaart.ICON),  # a file of our own: any other icon is fetched from a third party
    layout="wide",
    initial_sidebar_state="collapsed",
)
st.logo(str(kaart.WORDMARK), size="large")
TOWN = city()
BRIEFING = st.Page(briefing.show, title="Briefing", url_path="briefing")
PAGE = st.navigation(
    [
        st.Page(kaart.show, title="Kaart", url_path="kaart", default=True),
        st.Page(vergelijken.show, title="Vergelijken", url_path="vergelijken"),
        st.Page(wijk.show, title="Wijk", url_path="wijk"),
        st.Page(budget.show, title="Budget", url_path="budget"),
        BRIEFING,
        st.Page(gegevens.show, title="Gegevens", url_path="gegevens"),
        st.Page(methode.show, title="Methode", url_path="methode"),
    ],
    position="top",
)
st.set_page_config(page_title=f"{PAGE.title} · wijkmap")
carry(PAGE.url_path)
fictional_mark(TOWN)
preview_mark(TOWN)
way_to_briefing(BRIEFING, PAGE)
PAGE.run()
footer(TOWN)
