"""Briefing: one page from the current view, to look at, to take along and to check later."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from wijkmap.model.errors import SelectionError
from wijkmap.model.selection import Period, Selection
from wijkmap.present.address import decode, page_address
from wijkmap.present.briefing import (
    Briefing,
    changes_section,
    manifest,
    read_code,
    sealed_part,
    sum_of,
    text_twin,
)
from wijkmap.present.markup import element
from wijkmap.present.numbers import day
from wijkmap.sources.briefing_file import MAX_BYTES, BriefingFileError, read_manifest
from wijkmap.sources.exports import file_name
from wijkmap.ui.cache import briefing, briefing_file, briefing_pages
from wijkmap.ui.filters import shared_filters
from wijkmap.ui.frame import complaints
from wijkmap.ui.search import subject_choice
from wijkmap.ui.state import change, current, follow, pick
from wijkmap.ui.town import City, city

__all__ = ["show"]

_FILES = {
    "pdf": ("Download de pagina (PDF)", "application/pdf"),
    "pptx": (
        "Dia’s (PowerPoint)",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "png": ("Kaart (PNG)", "image/png"),
    "json": ("Alle cijfers met herkomst (manifest)", "application/json"),
}
_WRONG = "_code_fout"


def show() -> None:
    """Draw the page."""
    _body(city())


@st.fragment
def _body(town: City) -> None:
    selection, lines = current(town)
    complaints(lines)
    made = briefing(town, selection)
    st.title(made.title, anchor=False)
    _choices(town, selection)
    _age(town)
    _take_along(town, selection, made)
    _pages(town, selection, made)
    _check(town)


def _choices(town: City, selection: Selection) -> None:
    """Subject, map, goals and filters, in one row on a desk."""
    layers = town.layers
    goals = {str(row["goal"]): str(row["label"]) for _, row in town.dataset["goals"].iterrows()}
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom"):
        subject_choice(town, selection, "p_gebied", width=340)
        st.selectbox(
            "Kaart en titel",
            list(layers),
            format_func=lambda key: layers[key].label,
            key=follow("p_kaart", selection.indicator),
            on_change=lambda: change(town, indicator=st.session_state["p_kaart"], year=Period()),
            width=340,
        )
        st.multiselect(
            "Doelen",
            list(goals),
            format_func=goals.__getitem__,
            key=follow("p_doelen", list(selection.goals)),
            placeholder="Alle",
            on_change=pick,
            args=(town, "p_doelen", "goals", tuple),
            width=340,
        )
        shared_filters(town, selection)


def _age(town: City) -> None:
    """Say of a link from an older briefing that the data have changed since."""
    # A slot of its own: what comes below keeps its place.
    with st.container():
        sealed = sealed_part(st.query_params.to_dict())
        if sealed is None:
            return
        version, date = sealed
        if version != town.dataset.version:
            st.info(
                f"Deze link hoort bij een briefing met gegevensversie {version}, peildatum "
                f"{day(date)}. De gegevens zijn sindsdien veranderd (nu {town.dataset.version}): "
                "cijfers kunnen anders zijn. Zet de PDF hieronder neer om te zien welke."
            )
        elif date != town.viewer.date:
            st.info(
                f"Deze link hoort bij een briefing met peildatum {day(date)}. De gegevens zijn "
                "dezelfde gebleven."
            )


def _take_along(town: City, selection: Selection, made: Briefing) -> None:
    """One button per form; the file is made at the click."""
    with st.container(key="neem_briefing", horizontal=True, vertical_alignment="center"):
        for form, (label, mime) in _FILES.items():
            st.download_button(
                label,
                data=partial(briefing_file, town, selection, form),
                file_name=file_name(town.dataset, f"briefing {made.subject}", form, town.viewer),
                mime=mime,
                key=f"neem_briefing_{form}",
                on_click="ignore",
                type="primary" if form == "pdf" else "secondary",
            )
        if not town.is_preview:
            address = page_address("beamer", selection, town.dataset.municipality)
            st.html(
                element("a", "Toon op de beamer", href=address, target="_blank"), width="content"
            )


def _pages(town: City, selection: Selection, made: Briefing) -> None:
    """The pages as they will be printed, and the same as text."""
    pages = briefing_pages(town, selection)
    for number, page in enumerate(pages, start=1):
        of = f", bladzijde {number} van {len(pages)}" if len(pages) > 1 else ""
        told = (
            f"De briefing over {made.subject} zoals die wordt afgedrukt{of}. Hieronder als tekst."
        )
        with st.container(key=f"blad_{number}"):
            st.image(page, width="stretch", alt=told)
    with st.expander("Deze briefing als tekst en tabellen"):
        st.html(text_twin(made))


def _check(town: City) -> None:
    """Open the view of a code, and compare a briefing of then with the data of now."""
    st.header("Een briefing van eerder", anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        st.text_input(
            "Code onderaan een briefing",
            key="p_code",
            on_change=_open_code,
            placeholder="bijvoorbeeld 8eae00730557/20261124/gebied=…",
        )
        with st.container():
            if wrong := st.session_state.pop(_WRONG, ""):
                st.info(wrong)
    with right:
        file = st.file_uploader(
            "PDF of manifest van een briefing: wat is er anders?",
            type=["pdf", "json"],
            max_upload_size=MAX_BYTES // 1_000_000,
            key="p_bestand",
        )
    with st.container():
        if file is not None:
            _compare(town, file.getvalue())


def _open_code() -> None:
    text = st.session_state["p_code"] or ""
    if not text.strip():
        return
    try:
        code = read_code(text)
    except SelectionError as error:
        st.session_state[_WRONG] = str(error)
        return
    sealed = {"zegel": f"{code.version}.{code.date:%Y%m%d}"}
    st.query_params.from_dict({**code.query, **sealed})


def _compare(town: City, content: bytes) -> None:
    """Read what was handed in; nothing of it is kept."""
    try:
        then = read_manifest(content)
    except BriefingFileError as error:
        st.info(str(error))
        return
    if then["municipality"].get("code") != town.dataset.municipality.code:
        st.info(f"Deze briefing gaat over een andere gemeente: {then['municipality'].get('name')}.")
        return
    if then.get("sum") != sum_of(then):
        st.info(
            "Let op: dit manifest is na het maken veranderd. De oude cijfers kunnen onwaar zijn."
        )
    st.html(element("div", changes_section(then, _now(town, then)), class_="wm-part"))


def _now(town: City, then: Mapping[str, Any]) -> dict[str, Any]:
    """Manifest of the same view, made now."""
    query = {str(name): str(value) for name, value in then["selection"].items()}
    selection, _ = decode(query, town.dataset, town.layers)
    return manifest(town.dataset, briefing(town, selection))
