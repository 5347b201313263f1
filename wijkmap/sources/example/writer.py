"""Writes Voorbeeldstad as a data folder, the same bytes each time."""

from __future__ import annotations

import csv
import io
import tomllib
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from wijkmap.model.errors import WijkmapError
from wijkmap.model.tables import (
    BOUNDARY_FILE,
    CONTEXT_FILE,
    MUNICIPALITY_FILE,
    TABLES,
)
from wijkmap.sources.example import catalogue, places, truth
from wijkmap.sources.example.care import care_decisions, reported_counts, with_care_lines
from wijkmap.sources.example.city import City, build_city
from wijkmap.sources.example.initiatives import initiatives
from wijkmap.sources.example.money import ledger
from wijkmap.sources.example.people import observations
from wijkmap.sources.example.plan import QUADRANTS

__all__ = ["DEFAULT_SEED", "TRUTH_FILE", "TRUTH_PER_WIJK_FILE", "write_example"]

DEFAULT_SEED = 20190312
"""The day the pilots start; chosen before anything was computed with it."""

TRUTH_FILE = "WAARHEID.csv"
TRUTH_PER_WIJK_FILE = "WAARHEID_WIJKEN.csv"


def write_example(folder: Path, seed: int = DEFAULT_SEED) -> None:
    """Write the complete data folder of Voorbeeldstad.

    Parameters
    ----------
    folder : pathlib.Path
        Made when it does not exist. An earlier Voorbeeldstad in it is written over.
    seed : int
        Another seed draws another city with the same wijken, words and true effects.

    Raises
    ------
    WijkmapError
        When the folder holds files of a real gemeente under the same names:
        nothing is written then.

    Notes
    -----
    Beside the tables stand ``WAARHEID.csv`` (the true effect of the pilots per
    indicator) and ``WAARHEID_WIJKEN.csv`` (how each wijk was made to move).
    Nothing depends on the clock, the machine's locale or the order of hashes.
    """
    folder = Path(folder)
    files = _files(seed)
    _refuse_real(folder, list(files))
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _files(seed: int) -> dict[str, bytes]:
    # One stream of chance per room: a change in one leaves the others as they were.
    streams = [
        np.random.Generator(np.random.PCG64(child))
        for child in np.random.SeedSequence(seed).spawn(5)
    ]
    city = build_city(truth.GEMEENTE_CODE[2:], streams[0])
    areas = places.areas(city, streams[1])
    deeds = initiatives(city, areas, streams[3])
    book = with_care_lines(ledger(deeds, streams[4]))
    tables = {
        "sources": catalogue.sources(),
        "areas": areas,
        "aliases": places.aliases(),
        "vocabulary": catalogue.vocabulary(),
        "mappings": catalogue.mappings(),
        "initiatives": deeds,
        "ledger": book,
        "care_decisions": care_decisions(book),
        "reported_counts": reported_counts(),
        "indicators": catalogue.indicators(),
        "observations": observations(city, streams[2]),
        "coverage": places.coverage(),
        "organisations": places.organisations(),
        "meeting_places": places.meeting_places(),
        "events": places.events(),
        "goals": catalogue.goals(),
    }
    files = {MUNICIPALITY_FILE: _municipality().encode()}
    for name, frame in tables.items():
        files[f"{name}.csv"] = _csv(frame[list(TABLES[name].columns)])
    files[BOUNDARY_FILE] = _parquet(_boundaries(city))
    files[CONTEXT_FILE] = _parquet(places.context(city))
    files[TRUTH_FILE] = _csv(_truth())
    files[TRUTH_PER_WIJK_FILE] = _csv(_truth_per_wijk())
    return files


def _refuse_real(folder: Path, names: list[str]) -> None:
    """Never write over somebody's own data."""
    if not any((folder / name).exists() for name in names):
        return
    found = "geen gemeente.toml"
    config = folder / MUNICIPALITY_FILE
    if config.exists():
        try:
            found = str(tomllib.loads(config.read_text("utf-8")).get("code"))
        except (ValueError, OSError):
            found = "een gemeente.toml die niet te lezen is"
    if found != truth.GEMEENTE_CODE:
        raise WijkmapError(
            f"De map {folder} bevat al gegevens: verwacht een lege map of een eerdere "
            f"Voorbeeldstad ({truth.GEMEENTE_CODE}), gevonden {found}. Kies een andere map."
        )


def _csv(frame: pd.DataFrame) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(frame.itertuples(index=False, name=None))
    return text.getvalue().encode("utf-8")


def _parquet(frame: gpd.GeoDataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False, compression="zstd")
    return buffer.getvalue()


def _boundaries(city: City) -> gpd.GeoDataFrame:
    codes = [truth.GEMEENTE_CODE, *city.wijken.index, *city.buurten.index]
    levels = [
        "gemeente",
        *["wijk"] * len(city.wijken),
        *["buurt"] * len(city.buurten),
    ]
    return gpd.GeoDataFrame(
        {"area_code": codes, "level": levels},
        geometry=[city.gemeente, *city.wijken, *city.buurten],
        crs=city.buurten.crs,
    )


def _municipality() -> str:
    lines = [
        "# Voorbeeldstad is fictief: geen naam, grens of cijfer gaat over een echte gemeente.",
        f'code = "{truth.GEMEENTE_CODE}"',
        f'name = "{truth.GEMEENTE_NAME}"',
        f"boundary_year = {truth.YEARS[0]}",
        f"last_year_before = {truth.LAST_YEAR_BEFORE}",
        'stadsdelen_note = "Verzonnen indeling in stadsdelen (fictief)"',
        'pilots_note = "Bewoners van de pilots waren al actief: ze verschilden al (fictief)."',
        'boundary_credit = "Grenzen: verzonnen (fictief)"',
        'default_indicator = "liveability_score"',
        f'default_area = "{truth.PILOTS[0]}"',
        'contact = ""',
        "fictional = true",
        "",
        "[pilots]",
        *(f"{wijk} = {truth.START.isoformat()}" for wijk in truth.PILOTS),
    ]
    for quadrant in QUADRANTS:
        codes = [f"WK{truth.GEMEENTE_CODE[2:]}{end}" for end, _ in quadrant.inner + quadrant.outer]
        wijken = ", ".join(f'"{code}"' for code in codes)
        lines += [
            "",
            "[[stadsdelen]]",
            f'key = "{quadrant.key}"',
            f'name = "{quadrant.name}"',
            f"wijken = [{wijken}]",
        ]
    return "\n".join(lines) + "\n"


def _truth() -> pd.DataFrame:
    rows = [
        (
            one.indicator,
            f"{one.size:g}",
            one.scale,
            str(truth.FIRST_YEAR_AFTER),
            ";".join(truth.PILOTS),
            f"{one.note} Fictief.",
        )
        for one in truth.EFFECTS
    ]
    return pd.DataFrame(rows, columns=["indicator", "effect", "scale", "from", "pilots", "note"])


def _truth_per_wijk() -> pd.DataFrame:
    rows = [
        (wijk, pattern.key, pattern.label, indicator, f"{size:g}", "fictief")
        for pattern in truth.PATTERNS
        for wijk in pattern.wijken
        for indicator, size in (pattern.shifts or {"": 0.0}).items()
    ]
    columns = ["wijk_code", "pattern", "label", "indicator", "shift", "note"]
    return pd.DataFrame(rows, columns=columns)
