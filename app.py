"""Starts the app: assets, headers, language, pages. Nothing else."""

from pathlib import Path

import streamlit as st

import wijkmap.ui
from wijkmap.ui.server import middleware, routes, warm_start

app = st.App(
    Path(wijkmap.ui.__file__).with_name("main.py"),
    routes=routes(),
    middleware=middleware(),
    lifespan=warm_start,
)
