"""Rival: the map stays, the coloured GeoJson goes in feature_group_to_add."""

import branca.colormap
import folium
import streamlit as st
from common import areas, button, local_leaflet
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
local_leaflet()
values, palette = button()
shapes = areas()
south, west, north, east = shapes.total_bounds[[1, 0, 3, 2]]
page = folium.Map(location=[(south + north) / 2, (west + east) / 2], zoom_start=11, tiles=None)
scale = getattr(branca.colormap.linear, f"{palette}_05").scale(values.min(), values.max())
colours = {code: scale(value) for code, value in values.dropna().items()}
group = folium.FeatureGroup(name="waarden")
folium.GeoJson(
    shapes,
    style_function=lambda one: {
        "fillColor": colours.get(one["properties"]["area_code"], "#ffffff"),
        "fillOpacity": 0.8,
        "weight": 1,
    },
).add_to(group)
st_folium(
    page,
    key="kaart",
    height=640,
    use_container_width=True,
    returned_objects=[],
    feature_group_to_add=group,
)
