"""What a page with a map will ask for, told to the browser while it still loads the page.

The map stands in a frame, which the framework makes after its own scripts, the session and
the first run; the frame then asks for its script, that for the map's, that for geometry and
letters. Each of those waits for the one before, unless the browser has them already.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import streamlit

from wijkmap.present.webmap import frame_assets

__all__ = ["map_links"]

_ELEMENTS = ("ComponentInstance", "Html", "Selectbox", "ButtonGroup", "PageLink", "Button")
_IMPORT = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


def map_links(geometry: str) -> str:
    """Elements for the head of a page with a map.

    Parameters
    ----------
    geometry : str
        File name of the geometry, from `GeometryAsset`.

    Returns
    -------
    str
        Every address is one that the page asks for anyway: nothing travels twice. What a
        library's release names otherwise is left out, and comes when it is asked for.
    """
    return "".join([*_modules(), *_frame(geometry)])


@cache
def _modules() -> tuple[str, ...]:
    """Scripts of the elements of the page, with what they import."""
    framework = Path(streamlit.__file__).parent / "static"
    scripts = framework / "static" / "js"
    index = (framework / "index.html").read_text(encoding="utf-8")
    ahead = [path.name for one in _ELEMENTS for path in scripts.glob(f"{one}.*.js")]
    found: dict[str, None] = {}
    while ahead:
        name = ahead.pop()
        if name not in index and name not in found and (scripts / name).is_file():
            found[name] = None
            ahead += _IMPORT.findall((scripts / name).read_text(encoding="utf-8"))
    return tuple(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in found
    )


def _frame(geometry: str) -> Iterator[str]:
    """Files of the map's frame, in the order in which it asks."""
    component = sys.modules.get("streamlit_folium")
    # Its import, by the first run of a page, is what makes the framework serve its files.
    if component and component.__file__:
        scripts = Path(component.__file__).parent / "frontend" / "build" / "static" / "js"
        for path in scripts.glob("main.*.js"):
            yield _later(f"component/streamlit_folium.st_folium/static/js/{path.name}", "script")
    kinds = {".js": "script", ".css": "style", ".woff2": "font", ".json": "fetch"}
    for address in (*frame_assets(), f"geometry/{geometry}"):
        suffix = Path(address.partition("?")[0]).suffix
        yield _later(f"assets/{address}", kinds[suffix])


def _later(address: str, kind: str) -> str:
    across = " crossorigin" if kind in {"font", "fetch"} else ""
    return f'<link rel="prefetch" as="{kind}"{across} href="./{address}">'
