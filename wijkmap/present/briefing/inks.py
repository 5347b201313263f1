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
.wm-print text {{ font-family: 'Source Sans 3'; font-size: 14px; fill: {INK}; }}
.wm-print.wm-scale text {{ font-size: 15px; }}
.wm-print .wm-quiet {{ fill: {QUIET}; }}
.wm-print .wm-halo {{ paint-order: stroke; stroke: {PAPER}; stroke-width: 4px; stroke-linejoin: round; }}
.wm-print .wm-axis {{ stroke: {INK}; stroke-width: 1px; }}
.wm-print .wm-grid {{ stroke: {_RULE}; stroke-width: 1px; }}
.wm-print .wm-leader {{ stroke: {_CITY}; stroke-width: 1px; fill: none; }}
.wm-print .wm-mark-line {{ stroke: {INK}; stroke-width: 1px; stroke-dasharray: 2 3; }}
.wm-print .wm-line {{ fill: none; stroke-width: 2px; stroke-linejoin: round; }}
.wm-print .wm-band {{ stroke: none; opacity: 0.16; }}
.wm-print .wm-whisker {{ stroke-width: 4px; opacity: 0.35; }}
.wm-print .wm-line.wm-pilot-1, .wm-print .wm-whisker.wm-pilot-1 {{ stroke: {_PILOT}; }}
.wm-print .wm-line.wm-pilot-2, .wm-print .wm-whisker.wm-pilot-2 {{ stroke: {_SECOND}; }}
.wm-print .wm-line.wm-rest, .wm-print .wm-whisker.wm-rest {{ stroke: {_REST}; }}
.wm-print .wm-line.wm-city, .wm-print .wm-whisker.wm-city {{ stroke: {_CITY}; stroke-dasharray: 2 3; }}
.wm-print .wm-line.wm-other {{ stroke: {_CLOUD}; stroke-width: 1px; }}
.wm-print .wm-line.wm-pilot-1 {{ stroke-width: 3px; }}
.wm-print .wm-line.wm-pilot-2 {{ stroke-width: 3px; stroke-dasharray: 9 4; }}
.wm-print .wm-band.wm-pilot-1, .wm-print .wm-dot.wm-pilot-1 {{ fill: {_PILOT}; }}
.wm-print .wm-band.wm-pilot-2 {{ fill: {_SECOND}; }}
.wm-print .wm-dot.wm-pilot-2 {{ fill: {PAPER}; stroke: {_SECOND}; stroke-width: 2px; }}
.wm-print .wm-band.wm-rest, .wm-print .wm-dot.wm-rest {{ fill: {_REST}; }}
.wm-print .wm-band.wm-city, .wm-print .wm-dot.wm-city {{ fill: {_CITY}; }}
.wm-print .wm-dot.wm-other {{ fill: {_CLOUD}; }}
.wm-print .wm-name.wm-pilot-1 {{ fill: {_PILOT}; font-weight: 600; }}
.wm-print .wm-name.wm-pilot-2 {{ fill: {_SECOND}; font-weight: 600; }}
.wm-print .wm-faint {{ stroke: {_CITY}; stroke-width: 1px; opacity: 0.6; }}
.wm-print .wm-city-tick {{ stroke: {INK}; stroke-width: 2px; }}
.wm-print .wm-target-tick {{ stroke: {_SECOND}; stroke-width: 2px; stroke-dasharray: 3 2; }}
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
    # The rules hold inside this drawing only, wherever it is put.
    has_class = ' class="' in head
    head = (
        head.replace(' class="', ' class="wm-print ') if has_class else f'{head} class="wm-print"'
    )
    named = (
        head if "xmlns" in head else head.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
    )
    return f"{named}><style>{_RULES}</style>{rest}"
