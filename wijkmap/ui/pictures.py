"""The one way a drawing comes on a page."""

from __future__ import annotations

import streamlit as st

from wijkmap.present.markup import Markup

__all__ = ["picture"]


def picture(markup: Markup) -> None:
    """Show HTML with inline SVG, such as a chart.

    ``st.html`` takes every SVG out; ``st.markdown`` keeps it. Its links open in a new
    tab, so links within the app belong in ``st.html``.
    """
    # A blank line would end the HTML and begin markdown.
    st.markdown(" ".join(markup.split("\n")), unsafe_allow_html=True)
