"""The whole data folder, made in one go."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import geopandas as gpd

from wijkmap.model.tables import BOUNDARY_FILE, CONTEXT_FILE, MUNICIPALITY_FILE
from wijkmap.model.words import Coverage, Level, Register
from wijkmap.sources.descriptor import write_descriptor
from wijkmap.sources.recipe.catalogue import indicator_rows, origin_rows, targets
from wijkmap.sources.recipe.geography import (
    alias_rows,
    area_rows,
    boundary_layer,
    context_layer,
    read_areas,
)
from wijkmap.sources.recipe.initiatives import initiative_rows, read_initiatives
from wijkmap.sources.recipe.ledger import budget_rows, initiative_amount_rows, read_budget
from wijkmap.sources.recipe.observations import (
    counts_by_origin,
    placed_rows,
    postcodes,
    read_figures,
    remarked_rows,
)
from wijkmap.sources.recipe.pages import number_pages, page_rows, pages_in, resolve_sources
from wijkmap.sources.recipe.rows import Row, write_rows, written_rows, written_toml

__all__ = ["make_folder"]

_KEEP_ORDER = frozenset({"indicators", "vocabulary", "goals", "mappings"})
_WITH_PAGES = (
    "aliases",
    "organisations",
    "meeting_places",
    "events",
    "goals",
    "reported_counts",
)
_AS_WRITTEN = ("vocabulary", "mappings", "care_decisions")
# Below this the share of one page says little.
_ENOUGH_ROWS = 5
_NOTES = {
    Register.INITIATIVES: (
        "Gevonden in openbare bronnen, niet volledig",
        "Geen openbare gegevens gevonden: een gat in de bronnen, geen bewijs dat er niets gebeurt",
    ),
    Register.BUDGET: (
        "Gevonden in openbare bronnen, niet volledig. Uitgaven per wijk zijn nergens gevonden",
        "Geen openbare bedragen gevonden: een gat in de bronnen, geen bewijs dat er geen geld is",
    ),
}


def _one_page(rows: list[Row]) -> str:
    """Remark where most of what was found in a wijk stands on one page; else empty."""
    if len(rows) < _ENOUGH_ROWS:
        return ""
    _, most = Counter(row["source"].split(";")[0] for row in rows).most_common(1)[0]
    return f". {most} van de {len(rows)} staan op dezelfde pagina" if 2 * most > len(rows) else ""


def _coverage_rows(wijken: Iterable[str], found: Mapping[Register, list[Row]]) -> list[Row]:
    rows = []
    for register, (partial, none) in _NOTES.items():
        for code in wijken:
            own = [row for row in found[register] if row["area_code"] == code]
            rows.append(
                {
                    "register": register.value,
                    "area_code": code,
                    "coverage": (Coverage.PARTIAL if own else Coverage.NONE).value,
                    "note": partial + _one_page(own) if own else none,
                }
            )
    return rows


def _write_layer(path: Path, layer: gpd.GeoDataFrame) -> None:
    layer.to_parquet(path, index=False, compression="zstd", geometry_encoding="WKB")


def make_folder(source: Path, into: Path) -> dict[str, int]:
    """Write all files of the data folder.

    Parameters
    ----------
    source : Path
        Folder with the collected sources (``gebieden``, ``indicatoren``, ``initiatieven``).
    into : Path
        Folder to write; made when it does not exist. Same input, same bytes.

    Returns
    -------
    dict of str to int
        Rows per table.
    """
    into.mkdir(parents=True, exist_ok=True)
    listed, budget, figures = read_initiatives(source), read_budget(source), read_figures(source)
    written = {name: written_rows(name) for name in (*_WITH_PAGES, *_AS_WRITTEN)}
    areas = read_areas(source)
    written["aliases"] = alias_rows(areas, postcodes(figures))

    urls = [row["bron_url"] for row in [*listed, *budget]]
    urls += [url for row in [*listed, *budget] for url in pages_in(row["note"])]
    urls += [
        url
        for name in _WITH_PAGES
        for row in written[name]
        for url in row["source"].split(";")
        if url.startswith("http")
    ]
    pages = number_pages(urls)
    for name in _WITH_PAGES:
        for row in written[name]:
            row["source"] = resolve_sources(row["source"], pages)

    initiatives = initiative_rows(listed, pages)
    ledger = budget_rows(budget, pages) + initiative_amount_rows(initiatives, listed)
    wijken = areas.loc[areas["level"] == Level.WIJK.value, "statcode"]
    pilots = written_toml("gemeente")["pilots"]
    tables: dict[str, list[Row]] = {
        "sources": written_rows("sources") + page_rows(pages),
        "areas": area_rows(areas),
        "initiatives": initiatives,
        "ledger": ledger,
        "indicators": indicator_rows(),
        "origins": origin_rows(counts_by_origin(figures)),
        "observations": remarked_rows(placed_rows(figures, targets(), pilots)),
        "coverage": _coverage_rows(
            wijken, {Register.INITIATIVES: initiatives, Register.BUDGET: ledger}
        ),
        **written,
    }
    counts = {
        name: write_rows(into / f"{name}.csv", name, rows, keep_order=name in _KEEP_ORDER)
        for name, rows in tables.items()
    }
    _write_layer(into / BOUNDARY_FILE, boundary_layer(areas))
    _write_layer(into / CONTEXT_FILE, context_layer(source, areas))
    own = Path(__file__).with_name("written")
    shutil.copyfile(own / MUNICIPALITY_FILE, into / MUNICIPALITY_FILE)
    write_descriptor(into, written_toml("package"))
    return counts
