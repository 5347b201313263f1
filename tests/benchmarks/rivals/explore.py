"""Rival: geopandas.explore() in an iframe."""

import streamlit as st
from common import areas, button, local_leaflet
from streamlit.components.v1 import html

st.set_page_config(layout="wide")
local_leaflet()
values, palette = button()
shapes = areas().assign(waarde=values.to_numpy())
page = shapes.explore("waarde", cmap=palette, tiles=None, legend=False)
html(page.get_root().render(), height=640)
