"""Rival: pydeck with the coloured GeoJSON, without the base map that asks another host."""

import json

import branca.colormap
import pandas as pd
import pydeck
import streamlit as st
from common import areas, button

st.set_page_config(layout="wide")
values, palette = button()
shapes = areas()
scale = getattr(branca.colormap.linear, f"{palette}_05").scale(values.min(), values.max())
body = json.loads(
    shapes.assign(
        colour=[
            [255, 255, 255] if pd.isna(value) else list(scale.rgb_bytes_tuple(value))
            for value in values
        ]
    ).to_json()
)
west, south, east, north = shapes.total_bounds
layer = pydeck.Layer(
    "GeoJsonLayer", body, get_fill_color="properties.colour", get_line_color=[90, 90, 90],
    line_width_min_pixels=1,
)  # fmt: skip
view = pydeck.ViewState(latitude=(south + north) / 2, longitude=(west + east) / 2, zoom=10)
st.pydeck_chart(
    pydeck.Deck(layers=[layer], initial_view_state=view, map_provider=None, map_style=None),
    height=640,
)
