"""What a user takes home: a complete data folder, and the rows that were rejected."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import WijkmapError
from wijkmap.model.municipality import Municipality
from wijkmap.model.tables import (
    BOUNDARY_FILE,
    CONTEXT_FILE,
    MUNICIPALITY_FILE,
    TABLES,
)
from wijkmap.sources.delivery.merge import merged_tables
from wijkmap.sources.delivery.plain import as_csv, as_text, guarded
from wijkmap.sources.delivery.report import REGISTERS, Delivery

__all__ = ["put", "sheet_title", "write_corrected", "write_rejected"]

# One fixed moment: the same content gives the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_WIDEST, _NARROWEST = 60, 10
_LONGEST_TITLE = 31
_LONGEST_TEXT = 32_000
_RISKY = ("=", "+", "-", "@")
_FREE_TEXT = ("name", "place_source", "location", "description", "cautions", "flags")


def write_corrected(
    dataset: Dataset, delivery: Delivery, target: Path | str | None = None
) -> bytes:
    """Complete data folder with the good rows beside the others, as a zip file.

    Parameters
    ----------
    dataset : Dataset
        Read against which `delivery` was; only what is in it is written, so a public
        viewer's dataset gives a folder without closed rows.
    delivery : Delivery
    target : Path or str, optional
        Also write it there: to a file when the name ends in ``.zip``, else to a folder
        that is empty or not there yet.

    Returns
    -------
    bytes
        Zip file; unpacked, `wijkmap.load` reads it. The same bytes each time. A free
        text of the delivery that begins with = + - or @ gets an apostrophe in front, so
        that no spreadsheet runs it.

    Raises
    ------
    WijkmapError
        When the target exists already.
    """
    files = _files(dataset, delivery)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    content = packed.getvalue()
    if target is not None:
        _write(Path(target), files, content)
    return content


def _write(target: Path, files: dict[str, bytes], packed: bytes) -> None:
    if target.is_file() or (target.is_dir() and any(target.iterdir())):
        raise WijkmapError(
            f"{target}: verwacht een nieuwe of lege plek, gevonden een bestaand bestand of een "
            "volle map. Kies een andere naam."
        )
    if target.suffix == ".zip":
        target.write_bytes(packed)
        return
    target.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (target / name).write_bytes(content)


def _files(dataset: Dataset, delivery: Delivery) -> dict[str, bytes]:
    tables = merged_tables(dataset, delivery)
    files = {MUNICIPALITY_FILE: _settings(dataset.municipality).encode()}
    for name in TABLES:
        text = as_text(tables[name], name)
        if name in REGISTERS:
            text = _guarded(text, name, len(dataset[name]))
        files[f"{name}.csv"] = as_csv(text)
    files[BOUNDARY_FILE] = _layer(dataset.boundaries.reset_index())
    if len(dataset.context):
        files[CONTEXT_FILE] = _layer(dataset.context)
    return files


def _guarded(text: pd.DataFrame, name: str, own_from: int) -> pd.DataFrame:
    """Free texts of the delivered rows, which come last, as no spreadsheet runs them."""
    text = text.copy()
    new = text.index >= own_from
    for column in _FREE_TEXT:
        if column in TABLES[name].columns:
            text.loc[new, column] = text.loc[new, column].map(guarded)
    return text


def _layer(frame: gpd.GeoDataFrame) -> bytes:
    content = io.BytesIO()
    frame.to_parquet(content, index=False, compression="zstd")
    return content.getvalue()


def _settings(municipality: Municipality) -> str:
    lines = [
        *(
            f"{name} = {_toml(getattr(municipality, name))}"
            for name in (
                *("code", "name", "boundary_year", "last_year_before", "stadsdelen_note"),
                *("pilots_note", "boundary_credit"),
                *("default_indicator", "default_area", "contact", "fictional"),
            )
        ),
        "",
        "[pilots]",
        *(f"{code} = {_toml(day)}" for code, day in municipality.pilots.items()),
    ]
    for one in municipality.stadsdelen:
        lines += [
            "",
            "[[stadsdelen]]",
            f"key = {_toml(one.key)}",
            f"name = {_toml(one.name)}",
            f"wijken = [{', '.join(map(_toml, one.wijken))}]",
        ]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    # A string of JSON is a basic string of TOML, but for this one sign.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def write_rejected(delivery: Delivery) -> bytes:
    """Rejected rows as they came, with the reasons, as an XLSX file.

    Parameters
    ----------
    delivery : Delivery

    Returns
    -------
    bytes
        One sheet per sheet of the delivery, under its own headers, so that it can be
        mended and handed in again. No cell runs as a formula.
    """
    book = Workbook()
    first = book.active
    titles: set[str] = set()
    for sheet, frame in delivery.rejected.items():
        page = book.create_sheet(sheet_title(sheet, titles))
        for column, name in enumerate(frame.columns, 1):
            put(page.cell(1, column), name).font = Font(bold=True)
            width = max([len(str(name)), *(len(str(one)) for one in frame.iloc[:50, column - 1])])
            page.column_dimensions[get_column_letter(column)].width = max(
                _NARROWEST, min(width + 2, _WIDEST)
            )
        for row, values in enumerate(frame.itertuples(index=False, name=None), 2):
            for column, value in enumerate(values, 1):
                put(page.cell(row, column), value)
            page.cell(row, len(values)).alignment = Alignment(wrap_text=True, vertical="top")
        page.freeze_panes = "A2"
    if delivery.rejected:
        book.remove(first)
    else:
        first.title = "Afgewezen"
        put(first.cell(1, 1), "Er zijn geen afgewezen regels.")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def sheet_title(name: str, taken: set[str]) -> str:
    """Name that Excel allows for a sheet and that none of `taken` has; it is added there."""
    plain = "".join(" " if sign in "[]:*?/\\" else sign for sign in _clean(name)).strip(" '")
    base = plain[:_LONGEST_TITLE] or "Blad"
    title, number = base, 1
    while title.casefold() in taken:
        number += 1
        title = f"{base[: _LONGEST_TITLE - 4]} ({number})"
    taken.add(title.casefold())
    return title


def put(cell: Cell, value: object) -> Cell:
    """Write a value in a cell so that a text is a text, also when it looks like a formula.

    Parameters
    ----------
    cell : openpyxl cell
        Changed.
    value : str, int, float, bool, datetime.date or None
    """
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, dt.date):
            cell.number_format = "yyyy-mm-dd"
        return cell
    text = _clean(value)[:_LONGEST_TEXT]
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_RISKY):
        # Excel keeps it a text even when somebody edits the cell.
        cell.quotePrefix = True
    return cell


def _clean(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text))
