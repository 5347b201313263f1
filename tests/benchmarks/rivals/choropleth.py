"""Rival: folium.Choropleth built anew at each rerun, as most examples do."""

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
choropleth = folium.Choropleth(
    geo_data=shapes,
    data=values.dropna(),
    key_on="feature.properties.area_code",
    fill_color=palette,
    bins=5,
)
# Its colour bar is drawn with D3 from another host.
choropleth._children = {
    name: child for name, child in choropleth._children.items() if not name.startswith("color_map")
}
choropleth.add_to(page)
st_folium(page, key="kaart", height=640, use_container_width=True, returned_objects=[])
