"""The briefing on paper: PDF and pictures, set by typst with fonts that travel along.

The compiler works in memory: no file of the machine is read but our fonts, no package is
fetched, and the peildatum is the only date it gets.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from wijkmap.model.dataset import Dataset
from wijkmap.present.briefing.content import Briefing
from wijkmap.present.briefing.manifest import manifest_text

if TYPE_CHECKING:
    import typst

__all__ = ["map_png", "page_pdf", "page_png", "trend_png"]

_SCREEN_PPI = 150.0
_MAP_PPI = 300.0


def page_pdf(dataset: Dataset, made: Briefing) -> bytes:
    """A4 as PDF/UA-1, tagged, with its manifest inside; the same briefing gives the same bytes."""
    return _compiled(made, "page", "pdf", attached=manifest_text(dataset, made))[0]


def page_png(made: Briefing, ppi: float = _SCREEN_PPI) -> list[bytes]:
    """Pages as pictures."""
    return _compiled(made, "page", "png", ppi)


def map_png(made: Briefing, ppi: float = _MAP_PPI) -> bytes:
    """The map with its title, legend, source and peildatum, as a picture of its own."""
    return _compiled(made, "map", "png", ppi)[0]


def trend_png(made: Briefing, ppi: float = _MAP_PPI) -> bytes:
    """The course over the years as a picture; empty where there is nothing to draw."""
    return _compiled(made, "trend", "png", ppi)[0] if made.trend.drawing else b""


def _compiled(
    made: Briefing,
    form: str,
    kind: Literal["pdf", "png"],
    ppi: float = _SCREEN_PPI,
    *,
    attached: str = "",
) -> list[bytes]:
    import typst  # noqa: PLC0415 - heavy, and only needed when somebody asks for a file

    compiler = typst.Compiler(_source(), font_paths=_fonts(), ignore_system_fonts=True)
    inputs = {"briefing": _content(made), "form": form, "manifest": attached}
    written = compiler.compile(
        format=kind,
        ppi=ppi,
        sys_inputs=inputs,
        pdf_standards="ua-1" if kind == "pdf" else None,
        timestamp=_moment(made),
    )
    return list(written) if isinstance(written, list) else [bytes(written or b"")]


def _content(made: Briefing) -> str:
    """Everything that is set; figures and quotes are the manifest's."""
    fields = asdict(made)
    del fields["facts"], fields["quotes"]
    return json.dumps(fields, ensure_ascii=False)


def _moment(made: Briefing) -> dt.datetime:
    day = dt.date.fromisoformat(made.seal.peildatum)
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


@cache
def _source() -> bytes:
    file = resources.files("wijkmap.present.briefing") / "page.typ"
    return file.read_bytes()


@cache
def _fonts() -> typst.Fonts:
    import typst  # noqa: PLC0415 - as above

    folder = resources.files("wijkmap.present") / "assets" / "vendor" / "source-sans-3-otf"
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )
