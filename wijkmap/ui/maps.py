"""The map as the component takes it."""

from __future__ import annotations

from collections.abc import Callable

import folium
import streamlit as st
from streamlit_folium import st_folium

from wijkmap.present import webmap
from wijkmap.present.basemap import basemap
from wijkmap.sources.settings import basemap_from_environment
from wijkmap.ui.town import City

__all__ = ["show_map"]

_HEIGHT = 640


def show_map(  # noqa: PLR0913 - all by name, each a part of the frame
    town: City,
    payload: webmap.Payload,
    *,
    key: str,
    title: str = "Kaart van de wijken",
    side: str = "",
    height: int = _HEIGHT,
    on_change: Callable[[], None] | None = None,
) -> None:
    """Draw the map of a page.

    Parameters
    ----------
    town : City
    payload : Payload
        What it shows.
    key : str
        Of the widget, and of the container that the page's style knows.
    title : str
        Accessible name.
    side : str
        Name of the map in a pair.
    height : int
        In pixels.
    on_change : function, optional
        What to do when the map reports something.
    """
    note = webmap.note(payload, town.geometry.words, name=key)
    with st.container(key=key):
        st.html(note.html)
        st_folium(
            _base_map(town, title, side, key),
            key=key,
            height=height,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=webmap.paint(note.stamp),
            # Only its script is used, which is written either way: not the page around it.
            render=False,
            on_change=on_change,
        )


def _base_map(town: City, title: str, side: str, name: str) -> folium.Map:
    """Map without a layer: the same script for as long as the dataset is the same.

    Made anew each time, since the component changes the object that it is handed.
    """
    asset = town.geometry
    address = f"../../assets/geometry/{asset.name}"
    backdrop = basemap(basemap_from_environment())
    return webmap.base_map(
        address, bounds=asset.bounds, title=title, side=side, backdrop=backdrop, name=name
    )
