"""Methode: how the figures are made, one subject at a time."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

import wijkmap

__all__ = ["show"]

_DOCS = Path(wijkmap.__file__).parent / "docs"
_FIRST = "wat-u-ziet"


@lru_cache(maxsize=1)
def _pages() -> dict[str, tuple[str, str]]:
    """Title and text of each page, by file name, the newcomer's page first."""
    found = {}
    for path in sorted(_DOCS.glob("*.md"), key=lambda path: (path.stem != _FIRST, path.stem)):
        title, _, body = path.read_text(encoding="utf-8").partition("\n")
        found[path.stem] = (title.lstrip("# ").strip(), body)
    return found


def show() -> None:
    """Draw the page."""
    pages = _pages()
    st.title("Hoe de cijfers tot stand komen")
    chosen = st.selectbox(
        "Onderwerp",
        list(pages),
        format_func=lambda key: pages[key][0],
        key="onderwerp",
        bind="query-params",
    )
    title, body = pages[chosen]
    st.header(title)
    st.markdown(body)
