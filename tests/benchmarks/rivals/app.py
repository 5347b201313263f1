"""Serves one rival, or the floor, in the very server of wijkmap: same settings, same memory."""

import os
from pathlib import Path

import streamlit as st

from wijkmap.ui.server import middleware, routes, warm_start

NAME = os.environ["RIVAL"]
app = st.App(
    Path(__file__).with_name(f"{NAME}.py"),
    routes=routes(),
    middleware=middleware() if NAME == "kaart" else middleware(with_map=()),
    lifespan=warm_start,
)
