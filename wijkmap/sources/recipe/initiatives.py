"""Initiatives of residents: the figures of the source with our own remarks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from wijkmap.model.words import AreaScope
from wijkmap.sources.recipe.pages import pages_in
from wijkmap.sources.recipe.rows import Row, joined, read_rows, written_rows

__all__ = ["initiative_rows", "read_initiatives", "year_is_derived"]

_OWN_THEME = re.compile(r"\[[^\]]*thema: eigen indeling")
_OWN_WIJK = re.compile(r"\[[^\]]*wijkcode: afgeleid")
_DERIVED_YEAR = re.compile(
    r"jaar afgeleid|jaar \d{4} afgeleid|\(\d{4} afgeleid\)|jaar benaderd"
    r"|jaar = bericht|sluitingsjaar niet vermeld|jaar van toekenning niet vermeld",
    re.IGNORECASE,
)
_UNVERIFIED = re.compile(r"CBS-wijk[^;.]*niet geverifieerd|niet 1-op-1 een CBS-wijk")


def read_initiatives(source: Path) -> list[Row]:
    """Rows of the source's list of initiatives."""
    return read_rows(source / "initiatieven" / "initiatieven.csv")


def year_is_derived(note: str) -> bool:
    """Whether the source's note says that the year is an inference."""
    return bool(_DERIVED_YEAR.search(note))


def _cautions(row: Row, own: Row) -> str:
    note = row["note"]
    said = [
        "Wijkcode is afgeleid" if _OWN_WIJK.search(note) else "",
        "Jaar is afgeleid" if row["jaar"] and year_is_derived(note) else "",
        "Niet nagegaan in welke CBS-wijk dit ligt" if _UNVERIFIED.search(note) else "",
    ]
    return joined([*said, *own["cautions"].split(";")])


def _row(row: Row, own: Row, pages: Mapping[str, str]) -> Row:
    year, theme = row["jaar"], row["thema"]
    if bool(own["scope"]) == bool(row["wijk_code"]):
        raise ValueError(f"{row['id']}: a scope is needed exactly when there is no wijk code")
    return {
        "initiative_id": row["id"],
        "name": row["naam"],
        "area_code": row["wijk_code"],
        "scope": own["scope"] or AreaScope.WIJK.value,
        "place_source": row["wijk_naam"],
        "location": row["locatie"],
        "theme_source": theme,
        "theme_origin": ("eigen" if _OWN_THEME.search(row["note"]) else "bron") if theme else "",
        "status_source": row["status"],
        "status_date": own["status_date"],
        "year": year,
        "year_origin": ("afgeleid" if year_is_derived(row["note"]) else "bron") if year else "",
        "stream_source": row["geldstroom"],
        "description": own["description"],
        "source": joined(pages[url] for url in [row["bron_url"], *pages_in(row["note"])]),
        "cautions": _cautions(row, own),
        "public_from": "altijd",
    }


def initiative_rows(source_rows: list[Row], pages: Mapping[str, str]) -> list[Row]:
    """Rows of the table ``initiatives``.

    Raises
    ------
    ValueError
        When the hand-written remarks do not name exactly the initiatives of the source.
    """
    written = {row["initiative_id"]: row for row in written_rows("initiatives")}
    if set(written) != {row["id"] for row in source_rows}:
        raise ValueError("written/initiatives.csv and the source name different initiatives")
    return [_row(row, written[row["id"]], pages) for row in source_rows]
