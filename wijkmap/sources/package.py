"""Read a data folder: every problem of every file in one report, or a frozen Dataset."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import DataError, Problem
from wijkmap.model.indicators import Catalogue, Indicator
from wijkmap.model.municipality import Municipality
from wijkmap.model.tables import MUNICIPALITY_FILE, TABLES
from wijkmap.model.words import Level, MarginRule, Measure, Role
from wijkmap.sources.boundaries import (
    Layer,
    boundaries_of,
    check_coverage,
    context_of,
    sound_shapes,
)
from wijkmap.sources.checks import (
    check_areas,
    check_initiatives,
    check_levels,
    check_words,
)
from wijkmap.sources.fingerprint import fingerprint
from wijkmap.sources.gemeente_file import check_own_file, municipality_of
from wijkmap.sources.measurements import check_catalogue, check_observations
from wijkmap.sources.money import check_ledger
from wijkmap.sources.sheets import Report, Sheet, check_columns, check_references, sheet_of

__all__ = ["embedded_folder", "load"]


def embedded_folder() -> Path:
    """Folder of the data that comes with the program.

    In an installed wheel it lies inside the package, in a checkout beside it.
    """
    package = Path(__file__).resolve().parents[1]
    installed = package / "_data" / "geodata"
    return installed if installed.is_dir() else package.parent / "geodata"


def load(folder: Path | str | None = None) -> Dataset:
    """Read and validate a data folder.

    Parameters
    ----------
    folder : Path or str, optional
        Holds ``gemeente.toml``, ``boundaries.parquet`` (or ``.gpkg``, ``.geojson``),
        perhaps ``context.parquet``, and one CSV file per table of
        `wijkmap.model.tables.TABLES`. Default: the embedded data.

    Returns
    -------
    Dataset
        Geometry in EPSG:28992. Empty text is ``""``, an empty number NaN or NA.

    Raises
    ------
    DataError
        With every problem of every file, each once.

    Examples
    --------
    >>> load().municipality.boundary_year
    2014
    """
    path = embedded_folder() if folder is None else Path(folder)
    if not path.is_dir():
        raise DataError(
            [Problem(str(path), 0, "", "geen map", "een map met gegevens", "Verbeter het pad.")]
        )
    report = Report()
    own_file = _content(path / MUNICIPALITY_FILE)
    municipality = municipality_of(own_file, report)
    sheets = {name: sheet_of(name, _content(path / f"{name}.csv"), report) for name in TABLES}
    boundaries = boundaries_of(path, report)
    context = context_of(path, report)
    if municipality:
        check_own_file(municipality, own_file or b"", sheets, boundaries.codes, report)
    breaks = _check(sheets, municipality, boundaries, report)
    if report.problems or municipality is None:
        raise DataError(report.problems)
    tables = {name: pd.DataFrame(sheet.typed) for name, sheet in sheets.items()}
    version = fingerprint(municipality, tables, (boundaries.frame, context.frame))
    _add_keys(tables)
    return Dataset(
        municipality,
        _catalogue(tables["indicators"], breaks),
        boundaries.frame,
        context.frame,
        MappingProxyType(tables),
        version,
    )


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _check(
    sheets: Mapping[str, Sheet],
    municipality: Municipality | None,
    boundaries: Layer,
    report: Report,
) -> Mapping[str, tuple[float, ...]]:
    """Run every check, from cells to tables together; returns the class limits by indicator."""
    for sheet in sheets.values():
        check_columns(sheet, report)
    gemeente = municipality.code if municipality else ""
    shapes = boundaries.frame if boundaries.readable else None
    absent = check_areas(
        sheets["areas"],
        gemeente,
        municipality.boundary_year if municipality else 0,
        shapes,
        report,
    )
    if shapes is not None:
        check_coverage(boundaries, absent, report)
    check_levels(sheets, gemeente, report)
    for sheet in sheets.values():
        check_references(sheet, sheets, {"areas.area_code": boundaries.codes}, report)
    known = sheets["areas"].words("area_code")
    areas = None if known is None else known | boundaries.codes
    check_words(sheets, report)
    wijken, buurten = (sound_shapes(boundaries, level) for level in (Level.WIJK, Level.BUURT))
    check_initiatives(sheets["initiatives"], wijken, buurten, report)
    check_ledger(sheets["ledger"], report)
    check_observations(sheets["observations"], gemeente, areas, report)
    return check_catalogue(sheets["indicators"], report)


def _add_keys(tables: dict[str, pd.DataFrame]) -> None:
    """Add our own group beside each source word."""
    mappings = tables["mappings"]
    for name, lists in (
        ("initiatives", ("theme", "status", "stream")),
        ("ledger", ("theme", "stream")),
    ):
        frame = tables[name]
        for list_name in lists:
            mine = mappings[mappings["list"] == list_name]
            key = dict(zip(mine["source_word"], mine["key"], strict=True))
            frame[list_name] = frame[f"{list_name}_source"].map({"": ""} | key).astype("str")


def _catalogue(frame: pd.DataFrame, breaks: Mapping[str, tuple[float, ...]]) -> Catalogue:
    indicators = {}
    for row in frame.to_dict("records"):
        one = Indicator(
            id=row["indicator"],
            label=row["label"],
            unit=row["unit"],
            definition=row["definition"],
            topic=row["topic"],
            decimals=int(row["decimals"]),
            direction=int(row["direction"]),
            measure=Measure(row["measure"]),
            numerator=row["numerator"],
            denominators=row["denominators"],
            per=1.0 if pd.isna(row["per"]) else row["per"],
            margin=MarginRule(row["margin"]),
            rounding=0.0 if pd.isna(row["rounding"]) else row["rounding"],
            goal=row["goal"],
            target=None if pd.isna(row["target"]) else row["target"],
            target_note=row["target_note"],
            model_estimate=bool(row["model_estimate"]),
            role=Role(row["role"]),
            breaks=breaks[row["indicator"]],
            sources=row["source"],
            cautions=row["cautions"],
        )
        indicators[one.id] = one
    return Catalogue(MappingProxyType(indicators))
