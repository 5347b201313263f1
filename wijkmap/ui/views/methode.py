"""Methode: how the figures are made, one subject at a time."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import streamlit as st

import wijkmap
from wijkmap.present.address import choice
from wijkmap.ui.frame import complaints
from wijkmap.ui.state import follow, turn

__all__ = ["show"]

_DOCS = Path(wijkmap.__file__).parent / "docs"
_READING_ORDER = (
    "wat-u-ziet",
    "begrippen",
    "gebieden",
    "indicatoren",
    "marges",
    "initiatieven",
    "geld",
    "scenario",
    "effect",
    "briefing",
    "bronnen",
    "openbaarheid",
    "privacy",
    "toegankelijkheid",
    "eigen-gegevens",
)
_LINK = re.compile(r"\]\((?:\./)?([a-z0-9-]+)\.md(#[^)]*)?\)")


def _place(path: Path) -> tuple[int, str]:
    order = _READING_ORDER
    return (order.index(path.stem) if path.stem in order else len(order), path.stem)


@lru_cache(maxsize=1)
def _pages() -> dict[str, tuple[str, str]]:
    """Title and text of each page, by file name, in the order in which to read them."""
    found = {}
    for path in sorted(_DOCS.glob("*.md"), key=_place):
        title, _, body = path.read_text(encoding="utf-8").partition("\n")
        found[path.stem] = (title.lstrip("# ").strip(), _linked(body))
    return found


def _linked(body: str) -> str:
    """Text whose links to other pages open them here."""
    return _LINK.sub(r"](methode?onderwerp=\1\2)", body)


def show() -> None:
    """Draw the page."""
    _body()


@st.fragment
def _body() -> None:
    pages = _pages()
    chosen, lines = choice(st.query_params.to_dict(), "onderwerp", pages, next(iter(pages)))
    complaints(lines)
    title, body = pages[chosen]
    left, right = st.columns([1, 3], gap="large")
    with left:
        _choices(chosen)
    with right, st.container(key="tekst"):
        st.title(title, anchor=False)
        st.markdown(body)
        _neighbours(chosen)


def _choices(chosen: str) -> None:
    """Subjects as a list on a desk, as a box to choose from on a phone."""
    titles = {key: title for key, (title, _) in _pages().items()}
    with st.container(key="onderwerpen_bureau"):
        st.radio(
            "Hoe de cijfers tot stand komen",
            list(titles),
            format_func=titles.__getitem__,
            key=follow("m_lijst", chosen),
            on_change=_choose,
            args=("m_lijst",),
        )
    with st.container(key="onderwerpen_telefoon"):
        st.selectbox(
            "Onderwerp",
            list(titles),
            format_func=titles.__getitem__,
            key=follow("m_keuze", chosen),
            on_change=_choose,
            args=("m_keuze",),
        )


def _choose(key: str) -> None:
    turn(onderwerp=st.session_state[key])


def _neighbours(chosen: str) -> None:
    """The subjects before and after this one."""
    titles = {key: title for key, (title, _) in _pages().items()}
    keys = list(titles)
    place = keys.index(chosen)
    with st.container(key="neem_verder", horizontal=True):
        for words, at in (("Vorige", place - 1), ("Volgende", place + 1)):
            if 0 <= at < len(keys):
                st.button(
                    f"{words}: {titles[keys[at]]}",
                    key=f"m_{words}",
                    type="tertiary",
                    on_click=turn,
                    kwargs={"onderwerp": keys[at]},
                )
