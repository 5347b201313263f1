"""What the rivals share: the same areas and figures, a button, and Leaflet from this server.

Everything that does not differ between the ways to draw a map is kept, as a maker who knows
Streamlit would keep it. Foreign files are left out or served from here, which no visitor of the
real thing gets: the rivals are faster for it, never slower.
"""

from __future__ import annotations

import os

import folium
import geopandas as gpd
import pandas as pd
import streamlit as st

from wijkmap.analysis.layers import layer_figures_by_year
from wijkmap.model.selection import Selection
from wijkmap.model.words import Level
from wijkmap.sources.package import load

__all__ = ["LEVEL", "areas", "button", "figures", "local_leaflet"]

LEVEL = Level(os.environ.get("RIVAL_LEVEL", "buurt"))
_PALETTES = ("YlGn", "PuBu", "OrRd", "BuPu", "GnBu")
_FOLDER = os.environ.get("WIJKMAP_FOLDER")
_LEAFLET = f"http://{os.environ['RIVAL_HOST']}/assets/vendor/leaflet"


@st.cache_resource
def areas() -> gpd.GeoDataFrame:
    """Areas in degrees, in the detail in which they are kept."""
    dataset = load(_FOLDER)
    shapes = dataset.polygons_at(LEVEL).to_crs(4326)
    return gpd.GeoDataFrame({"area_code": shapes.index}, geometry=shapes.to_numpy(), crs=4326)


@st.cache_resource
def figures() -> list[pd.Series]:
    """Values per area, one series per year of the layer that the map opens with."""
    dataset = load(_FOLDER)
    layer = dataset.municipality.default_indicator
    every = layer_figures_by_year(dataset, layer, Selection(), LEVEL)
    years = [frame.set_index("area_code")["value"] for _, frame in every.groupby("year")]
    return [one.reindex(areas()["area_code"]) for one in years[-2:]]


def button() -> tuple[pd.Series, str]:
    """Draw the button that changes the colours; the values and the palette of this run."""
    if st.button("Andere kleuren", key="anders"):
        st.session_state["turn"] = st.session_state.get("turn", 0) + 1
    turn = st.session_state.get("turn", 0)
    # More palettes than the browser keeps messages of: each change is sent, as a new figure is.
    return figures()[turn % len(figures())], _PALETTES[turn % len(_PALETTES)]


def local_leaflet() -> None:
    """Let folium's pages ask Leaflet of this server, and nothing else of anybody."""
    folium.Map.default_js = [("leaflet", f"{_LEAFLET}/leaflet.js")]
    folium.Map.default_css = [("leaflet_css", f"{_LEAFLET}/leaflet.css")]
