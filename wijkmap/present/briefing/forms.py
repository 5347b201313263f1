"""The forms of a briefing, by the ending of their file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from wijkmap.model.dataset import Dataset
from wijkmap.present.briefing.content import Briefing
from wijkmap.present.briefing.manifest import manifest_text
from wijkmap.present.briefing.paper import map_png, page_pdf
from wijkmap.present.briefing.slides import slides_pptx

__all__ = ["FORMS"]

FORMS: Mapping[str, Callable[[Dataset, Briefing], bytes]] = MappingProxyType(
    {
        "pdf": page_pdf,
        "pptx": lambda _, made: slides_pptx(made),
        "png": lambda _, made: map_png(made),
        "json": lambda dataset, made: manifest_text(dataset, made).encode(),
    }
)
"""Makers of a file: the page, the slides, the map and the manifest."""
