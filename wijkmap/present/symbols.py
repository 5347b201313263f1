"""Theme symbols, drawn for this project: one file for map, legend and page.

A symbol lies on a grid of 24 by 24 and has a filled part and a line of width 2.
It is readable at 16 px and takes the colour of the text around it. The browser
reads the same file, so that map and page cannot differ.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from wijkmap.present.markup import Markup, element

__all__ = ["symbol_file", "symbol_image", "symbol_keys", "symbol_svg"]

_FALLBACK = ""


@cache
def _symbols() -> dict[str, dict[str, str]]:
    file = resources.files("wijkmap.present") / "assets" / "symbols.json"
    symbols: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return symbols


def symbol_keys() -> tuple[str, ...]:
    """Theme keys that have a symbol of their own."""
    return tuple(key for key in _symbols() if key != _FALLBACK)


def symbol_svg(key: str, title: str = "") -> Markup:
    """Inline SVG of a theme's symbol, as large as the text around it.

    Parameters
    ----------
    key : str
        Key of the theme; a theme without a symbol of its own gets the neutral ring.
    title : str
        Name for whoever cannot see it; empty when the theme stands beside it in
        words, then the symbol is hidden from screen readers.
    """
    symbol = _symbols().get(key, _symbols()[_FALLBACK])
    parts = []
    if title:
        parts.append(element("title", title))
    if symbol["fill"]:
        parts.append(element("path", d=symbol["fill"], fill="currentColor"))
    if symbol["line"]:
        parts.append(
            element(
                "path",
                d=symbol["line"],
                fill="none",
                stroke="currentColor",
                stroke_width="2",
                stroke_linecap="round",
                stroke_linejoin="round",
            )
        )
    return element(
        "svg",
        *parts,
        class_="wm-symbol",
        viewBox="0 0 24 24",
        width="1em",
        height="1em",
        role="img" if title else None,
        aria_hidden=None if title else "true",
        focusable="false",
    )


def symbol_file(key: str) -> bytes:
    """Symbol as an SVG file of its own, in black."""
    drawn = symbol_svg(key).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return drawn.replace('"1em"', '"24"').encode()


def symbol_image(key: str, title: str = "") -> Markup:
    """Picture of a symbol that the app serves, for pages that take no inline drawing.

    Parameters
    ----------
    key : str
        Key of the theme; without a symbol of its own there is no picture.
    title : str
        Name for whoever cannot see it; empty when it stands beside it in words.
    """
    if key not in symbol_keys():
        return Markup("")
    return element("img", class_="wm-symbol", src=f"./assets/symbols/{key}.svg", alt=title)
