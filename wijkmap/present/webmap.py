"""The web map: a base that a browser builds once, and the little that changes.

The base map's script is the same for one dataset, so that streamlit-folium
never builds the map anew. What a reader chooses travels as a note on the page,
which the map that is already there reads in the moment that the page has it; a
feature group follows, which has it read the note if it has not done so.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any
from urllib.parse import urlsplit

import folium
from branca.element import MacroElement
from folium.template import Template

from wijkmap.present.basemap import Basemap
from wijkmap.present.payload import Payload, map_payload

__all__ = [
    "ASSETS_URL",
    "Note",
    "Payload",
    "base_map",
    "frame_assets",
    "map_payload",
    "map_script",
    "note",
    "paint",
]

ASSETS_URL = "../../assets"
"""Where the map's frame finds the assets, seen from /component/<name>/."""

_SCRIPTS = (
    "vendor/leaflet/leaflet.js",
    "map/numbers.js",
    "map/geometry.js",
    "map/marks.js",
    "map/paper.js",
    "map/backdrop.js",
    "map/symbols.js",
    "map/columns.js",
    "map/surroundings.js",
    "map/pills.js",
    "map/names.js",
    "map/circles.js",
    "map/packing.js",
    "map/facts.js",
    "map/later.js",
    "map/card.js",
    "map/legend.js",
    "map/years.js",
    "map/walk.js",
    "map/wheel.js",
    "map/stage.js",
    "map/panel.js",
    "map/camera.js",
    "map/twin.js",
    "map/note.js",
    "map/frame.js",
)
_STYLES = ("vendor/leaflet/leaflet.css", "map/map.css")
_LETTERS = "vendor/source-sans-3/source-sans-3-latin-{}-normal.woff2"
_ZOOM = 11
_FOR_READERS = re.compile(rb"^[ \t]*/\*.*?\*/[ \t]*\n|^[ \t]+", re.MULTILINE | re.DOTALL)


class _Base(MacroElement):
    """Script that turns Leaflet's map into ours."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        wijkmap.start({{ this._parent.get_name() }}, {{ this.settings }});
        {% endmacro %}
        """
    )

    def __init__(self, settings: dict[str, str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "WijkmapBase"
        self.settings = _script_json(settings)


class _Paint(MacroElement):
    """Script that says which note there is."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        wijkmap.paint("{{ this.stamp }}");
        {% endmacro %}
        """
    )

    def __init__(self, stamp: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "WijkmapPaint"
        self.stamp = stamp


class _Atlas(folium.Map):
    """folium's map with our own files and an empty header: nothing is asked of others."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}{% endmacro %}
        {% macro html(this, kwargs) %}
            <div class="folium-map" id="{{ this.get_name() }}" ></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map("{{ this.get_name() }}", {{ this.settings }});
        {% endmacro %}
        """
    )

    def __init__(self, center: tuple[float, float], assets_url: str, version: str) -> None:
        super().__init__(location=center, zoom_start=_ZOOM, tiles=None)
        self.settings = _script_json(
            {
                "center": center,
                "zoom": _ZOOM,
                "zoomSnap": 0,
                "zoomDelta": 0.75,
                "zoomControl": False,
                "attributionControl": False,
                "keyboard": False,
                "boxZoom": False,
                "scrollWheelZoom": False,
                "maxBoundsViscosity": 1,
            }
        )
        self.default_js = [("map", f"{assets_url}/map.js?v={version}")]
        self.default_css = [(name, f"{assets_url}/{name}?v={version}") for name in _STYLES]


@dataclass(frozen=True)
class Note:
    """What stands on the page for the map, out of sight.

    Attributes
    ----------
    html : str
        The payload as an attribute of an empty element, for `st.html` beside the map.
    stamp : str
        Hash of the payload.
    """

    html: str
    stamp: str


def base_map(  # noqa: PLR0913 - all by name, each a part of the frame
    geometry_url: str,
    *,
    bounds: Sequence[float],
    assets_url: str = ASSETS_URL,
    title: str = "Kaart van de wijken",
    backdrop: Basemap | None = None,
    side: str = "",
    name: str = "kaart",
) -> folium.Map:
    """Map without colours, the same for one dataset and one version of the assets.

    streamlit-folium changes the object: make a new one for every run.

    Parameters
    ----------
    geometry_url : str
        Where the frame gets `GeometryAsset.body`; its name holds the content's hash.
    bounds : sequence of four float
        South, west, north, east of the gemeente in EPSG:4326, from `GeometryAsset`.
    assets_url : str
        Folder of the package's assets, seen from the frame.
    title : str
        Accessible name of the frame.
    side : str
        What the map beside this one calls it. Maps on one page that have such a name move
        and point together; empty: it stands alone.
    backdrop : Basemap, optional
        Tiles under the colours.
    name : str
        Of the map on its page: it reads the `note` with this name.

    Raises
    ------
    ValueError
        When an address points to another host.
    """
    for url in (geometry_url, assets_url):
        if urlsplit(url).netloc:
            raise ValueError(f"the map asks nothing of other hosts, found {url!r}")
    south, west, north, east = bounds
    version = assets_version()
    atlas = _Atlas(((south + north) / 2, (west + east) / 2), assets_url, version)
    settings = {
        "geometry": geometry_url,
        "symbols": f"{assets_url}/symbols.json?v={version}",
        "title": title,
        "note": _note_id(name),
    }
    if side:
        settings["side"] = side
    if backdrop:
        settings |= {"tiles": backdrop.tiles, "credit": backdrop.credit}
    atlas.add_child(_Base(settings))
    return atlas


def note(payload: Payload, known: Mapping[str, Any] | None = None, *, name: str) -> Note:
    """Note that tells a map what to show.

    Parameters
    ----------
    payload : Payload
    known : mapping, optional
        `shared_words` that the map has already.
    name : str
        Of the map on its page, the same as `base_map` got.
    """
    words = payload.json(known)
    stamp = hashlib.sha256(words.encode()).hexdigest()[:12]
    # The page removes an attribute in which a comment or a section seems to end.
    figures = words.replace("&", "&amp;").replace("'", "&#39;").replace(">", "\\u003e")
    where = _note_id(name)
    return Note(f'<div id="{where}" data-stamp="{stamp}" data-figures=\'{figures}\'></div>', stamp)


def paint(stamp: str) -> folium.FeatureGroup:
    """Feature group that has the map read its note, if it has not done so by then.

    Make a new one for every run: streamlit-folium changes the object.

    Parameters
    ----------
    stamp : str
        `Note.stamp`; another one makes another script, which the component then runs.
    """
    group = folium.FeatureGroup(name="wijkmap", control=False)
    group.add_child(_Paint(stamp))
    return group


@cache
def map_script() -> bytes:
    """All scripts of the map as one file: one request, and one address in each message.

    Ours travel without the lines of comment and the indentation that are for who reads
    them here; what others wrote stays as it is, with its licence.
    """
    assets = resources.files("wijkmap.present") / "assets"
    files = {name: _file(assets, name).read_bytes() for name in _SCRIPTS}
    return b"\n;\n".join(
        _FOR_READERS.sub(b"", body) if name.startswith("map/") else body
        for name, body in files.items()
    )


@cache
def assets_version() -> str:
    """Hash of the map's own files: a new version is never mixed with an old one."""
    digest = hashlib.sha256()
    assets = resources.files("wijkmap.present") / "assets"
    for name in (*_SCRIPTS, *_STYLES, "symbols.json"):
        digest.update(_file(assets, name).read_bytes())
    return digest.hexdigest()[:12]


def frame_assets() -> tuple[str, ...]:
    """Addresses inside the folder of assets that every map's frame asks for, in its order."""
    names = ("map.js", *_STYLES, "symbols.json")
    versioned = (f"{name}?v={assets_version()}" for name in names)
    return (*versioned, _LETTERS.format(400), _LETTERS.format(600))


def _file(folder: Traversable, name: str) -> Traversable:
    for part in name.split("/"):
        folder = folder / part
    return folder


def _note_id(name: str) -> str:
    return f"wm-note-{name}"


def _script_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
