"""The map as the component takes it."""

from __future__ import annotations

import folium

from wijkmap.present import webmap
from wijkmap.present.basemap import basemap
from wijkmap.sources.settings import basemap_from_environment
from wijkmap.ui.town import City

__all__ = ["base_map", "painted"]


def base_map(town: City, title: str = "Kaart van de wijken", *, side: str = "") -> folium.Map:
    """Map without a layer: the same script for as long as the dataset is the same.

    Made anew each time, since the component changes the object that it is handed.
    """
    asset = town.geometry
    address = f"../../assets/geometry/{asset.name}"
    backdrop = basemap(basemap_from_environment())
    return webmap.base_map(address, bounds=asset.bounds, title=title, side=side, backdrop=backdrop)


def painted(town: City, payload: webmap.Payload) -> folium.FeatureGroup:
    """Feature group that shows a payload on a map with the geometry of this city."""
    return webmap.paint(payload, town.geometry.words)
