"""The base map under the colours: none, unless the server's setting names one.

It is the one thing that a browser may ask of another: PDOK, the geographic service of
the Dutch government. Without the setting no page names its host.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Basemap", "basemap"]

_HOST = "https://service.pdok.nl"
_PATH = "/brt/achtergrondkaart/wmts/v2_0/{layer}/EPSG:3857/{{z}}/{{x}}/{{y}}.png"
_CREDIT = "Achtergrondkaart: Kadaster (CC BY 4.0)"


@dataclass(frozen=True)
class Basemap:
    """Tiles of the BRT Achtergrondkaart.

    Attributes
    ----------
    host : str
        Origin that the browser asks: the only one that the page's policy then allows.
    tiles : str
        Address of a tile, with ``{z}``, ``{x}`` and ``{y}``.
    credit : str
        What must be read on the map.
    """

    host: str
    tiles: str
    credit: str


def basemap(layer: str) -> Basemap | None:
    """Base map of a layer; None for the empty name.

    Parameters
    ----------
    layer : str
        As `wijkmap.sources.settings.basemap_from_environment` gives it.

    Examples
    --------
    >>> basemap("grijs").tiles
    'https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png'
    """
    return Basemap(_HOST, _HOST + _PATH.format(layer=layer), _CREDIT) if layer else None
