"""What every page shares: title bar, fictional mark, friendly lines, footer."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from wijkmap.model.visibility import Audience
from wijkmap.present.markup import element, join, link, text
from wijkmap.present.numbers import day
from wijkmap.sources.decisions import NOT_IN_THE_FILE
from wijkmap.sources.settings import basemap_from_environment
from wijkmap.ui.town import City, stop_preview

__all__ = ["complaints", "fictional_mark", "footer", "preview_mark", "way_to_briefing"]


def fictional_mark(city: City) -> None:
    """Say on every page of a made-up gemeente that it is made up."""
    if city.dataset.municipality.fictional:
        st.html(
            element("p", "Fictief: alle namen en cijfers zijn verzonnen", class_="wm-fictional")
        )


def preview_mark(city: City) -> None:
    """Say on every page what in it is this session's alone, and let it be taken out."""
    # A slot of its own, also when empty: what comes below keeps its place.
    with st.container(key="voorbeeld", horizontal=True, vertical_alignment="center"):
        if not city.is_preview:
            return
        st.html(element("p", _own(city), class_="wm-own"))
        st.button("Stop met het voorbeeld", on_click=stop_preview)


def _own(city: City) -> str:
    if not city.decisions:
        return "Voorbeeld met uw eigen levering: alleen in dit venster"
    has_rows = city.under is not None and city.under.is_preview
    rows = "uw eigen levering en " if has_rows else ""
    return f"Voorbeeld met {rows}uw besluiten over zorggeld: {NOT_IN_THE_FILE}"


def way_to_briefing(briefing: StreamlitPage, page: StreamlitPage) -> None:
    """Way to the briefing of what is shown; the selection goes along as on any other page."""
    # A slot of its own, also when empty: what comes below keeps its place.
    with st.container(key="naar_briefing"):
        if page.url_path != briefing.url_path:
            st.page_link(briefing, label="Briefing van deze weergave")


def complaints(lines: Iterable[str]) -> None:
    """Friendly line for each part of the link that does not exist here."""
    # A slot of its own: what comes below keeps its place, so the map is never built anew.
    with st.container():
        for line in lines:
            st.info(line)


def _asked() -> str:
    """What the pages ask of others."""
    if basemap_from_environment():
        return "bij anderen alleen de achtergrondkaart op: uw browser haalt die bij PDOK (Kadaster)"
    return "niets op bij anderen"


def footer(city: City) -> None:
    """Data version, peildatum, whose grouping, privacy, accessibility, contact."""
    dataset = city.dataset
    municipality = dataset.municipality
    last = int(dataset["observations"]["year"].max())
    audience = (
        "Openbare weergave" if city.viewer.audience is Audience.PUBLIC else "Interne weergave"
    )
    contact = (
        link(f"mailto:{municipality.contact}", municipality.contact)
        if municipality.contact
        else text("er is nog geen contactadres ingesteld")
    )
    lines = [
        (
            f"{municipality.name}: cijfers tot en met {last}, indeling {municipality.boundary_year}, "
            f"gegevensversie {dataset.version}. {audience}, peildatum {day(city.viewer.date)}."
        ),
        municipality.stadsdelen_note,
        (
            f"Privacy: deze pagina's bevatten geen persoonsgegevens en vragen {_asked()}. "
            "Toegankelijkheid: nog niet onderzocht."
        ),
        join(["Klopt dit niet? Laat het weten: ", contact, "."]),
    ]
    st.html(element("footer", *(element("p", line) for line in lines if line), class_="wm-footer"))
