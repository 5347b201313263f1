"""Pictures of briefings, small and without what changes from day to day.

Run this file to write the baselines anew, after looking at the pages; a test never does.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import cities
from PIL import Image

from wijkmap.model.selection import Selection
from wijkmap.model.visibility import Audience, Viewer, visible
from wijkmap.present.briefing import briefing, page_png

__all__ = ["BASELINES", "SUBJECTS", "first_page"]

BASELINES = Path(__file__).parent / "baselines"
SUBJECTS = {
    "pilots": ("pilots", Audience.PUBLIC, False),
    "zonder-initiatief": ("WK098328", Audience.PUBLIC, False),
    "langste-naam": ("WK098313", Audience.PUBLIC, False),
    "azc": ("BU09831607", Audience.PUBLIC, False),
    "embargo": ("WK999913", Audience.INTERNAL, True),
}
"""Name of the picture: area, viewer, and whether it is of Voorbeeldstad."""

_PPI = 40.0
_DATE = dt.date(2026, 11, 24)


def first_page(name: str) -> Image.Image:
    """Picture of the first page, in grey tones of a byte each."""
    area, audience, is_example = SUBJECTS[name]
    viewer = Viewer(audience, _DATE)
    dataset = visible(cities.example() if is_example else cities.venlo(), viewer)
    pages = page_png(briefing(dataset, Selection(area=area), viewer), _PPI)
    return Image.open(io.BytesIO(pages[0])).convert("RGB")


if __name__ == "__main__":
    BASELINES.mkdir(exist_ok=True)
    for one in SUBJECTS:
        picture = first_page(one).quantize(48, dither=Image.Dither.NONE)
        picture.save(BASELINES / f"briefing-{one}.png", optimize=True)
