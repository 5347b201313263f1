"""Ink for the charts of the app on paper: the stylesheet's classes as fixed colours."""

from __future__ import annotations

import re
from html import unescape

from wijkmap.present.palettes import INK, PAPER, QUIET

__all__ = ["printed", "texts_in"]

_PILOT, _SECOND, _REST, _CITY, _CLOUD, _RULE = (
    "#00548a",
    "#b84a00",
    "#4d585f",
    "#6b757b",
    "#cdd3d6",
    "#dfe3e5",
)
"""As the light tokens of ``page.css``."""

_RULES = f"""
text {{ font-family: 'Source Sans 3'; font-size: 14px; fill: {INK}; }}
.wm-scale text {{ font-size: 15px; }}
.wm-quiet {{ fill: {QUIET}; }}
.wm-halo {{ paint-order: stroke; stroke: {PAPER}; stroke-width: 4px; stroke-linejoin: round; }}
.wm-axis {{ stroke: {INK}; stroke-width: 1px; }}
.wm-grid {{ stroke: {_RULE}; stroke-width: 1px; }}
.wm-leader {{ stroke: {_CITY}; stroke-width: 1px; fill: none; }}
.wm-mark-line {{ stroke: {INK}; stroke-width: 1px; stroke-dasharray: 2 3; }}
.wm-line {{ fill: none; stroke-width: 2px; stroke-linejoin: round; }}
.wm-band {{ stroke: none; opacity: 0.16; }}
.wm-whisker {{ stroke-width: 4px; opacity: 0.35; }}
.wm-line.wm-pilot-1, .wm-whisker.wm-pilot-1 {{ stroke: {_PILOT}; }}
.wm-line.wm-pilot-2, .wm-whisker.wm-pilot-2 {{ stroke: {_SECOND}; }}
.wm-line.wm-rest, .wm-whisker.wm-rest {{ stroke: {_REST}; }}
.wm-line.wm-city, .wm-whisker.wm-city {{ stroke: {_CITY}; stroke-dasharray: 2 3; }}
.wm-line.wm-other {{ stroke: {_CLOUD}; stroke-width: 1px; }}
.wm-line.wm-pilot-1 {{ stroke-width: 3px; }}
.wm-line.wm-pilot-2 {{ stroke-width: 3px; stroke-dasharray: 9 4; }}
.wm-band.wm-pilot-1, .wm-dot.wm-pilot-1 {{ fill: {_PILOT}; }}
.wm-band.wm-pilot-2 {{ fill: {_SECOND}; }}
.wm-dot.wm-pilot-2 {{ fill: {PAPER}; stroke: {_SECOND}; stroke-width: 2px; }}
.wm-band.wm-rest, .wm-dot.wm-rest {{ fill: {_REST}; }}
.wm-band.wm-city, .wm-dot.wm-city {{ fill: {_CITY}; }}
.wm-dot.wm-other {{ fill: {_CLOUD}; }}
.wm-name.wm-pilot-1 {{ fill: {_PILOT}; font-weight: 600; }}
.wm-name.wm-pilot-2 {{ fill: {_SECOND}; font-weight: 600; }}
.wm-faint {{ stroke: {_CITY}; stroke-width: 1px; opacity: 0.6; }}
.wm-city-tick {{ stroke: {INK}; stroke-width: 2px; }}
.wm-target-tick {{ stroke: {_SECOND}; stroke-width: 2px; stroke-dasharray: 3 2; }}
"""


_TAGS = re.compile(r"<[^>]+>")


def texts_in(drawing: str) -> list[str]:
    """Texts in a drawing, in order."""
    return [unescape(one) for one in _TAGS.sub("\n", drawing).split("\n") if one.strip()]


def printed(drawing: str) -> str:
    """Drawing of the app as an SVG file of its own, in print's colours; empty stays empty."""
    if not drawing:
        return ""
    head, rest = drawing.split(">", 1)
    named = (
        head if "xmlns" in head else head.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
    )
    return f"{named}><style>{_RULES}</style>{rest}"
