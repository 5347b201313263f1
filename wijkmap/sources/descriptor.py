"""The descriptor of a data folder: ``datapackage.json`` after Data Package 2.0.

The schema of each table is written from `wijkmap.model.tables.TABLES`; bytes and
hash come from the files as they stand.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wijkmap.model.tables import (
    BOUNDARY_FILE,
    CONTEXT_FILE,
    MUNICIPALITY_FILE,
    TABLES,
    Column,
    Table,
    Type,
)

__all__ = ["DESCRIPTOR_FILE", "describe", "write_descriptor"]

DESCRIPTOR_FILE = "datapackage.json"

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES: Mapping[Type, Mapping[str, Any]] = {
    Type.TEXT: {"type": "string"},
    Type.LIST: {"type": "list", "delimiter": ";", "itemType": "string"},
    Type.NUMBER: {"type": "number"},
    Type.INTEGER: {"type": "integer"},
    Type.CENTS: {"type": "integer", "unit": "cent"},
    Type.BOOLEAN: {"type": "boolean", "trueValues": ["ja"], "falseValues": ["nee"]},
    Type.PARTIAL_DATE: {"type": "string"},
    Type.PUBLIC_FROM: {"type": "string"},
}
_PATTERNS: Mapping[Type, str] = {
    Type.PARTIAL_DATE: r"\d{4}(-\d{2}(-\d{2})?)?",
    Type.PUBLIC_FROM: r"\d{4}-\d{2}-\d{2}|altijd|nooit",
}
_LAYER_FIELDS: Mapping[str, list[tuple[str, str, str]]] = {
    BOUNDARY_FILE: [
        ("area_code", "string", "Code van het gebied"),
        ("level", "string", "gemeente, wijk of buurt"),
        ("geometry", "geometry", "Vlak, WKB"),
    ],
    CONTEXT_FILE: [
        ("kind", "string", "neighbour, water of country"),
        ("name", "string", "Naam op de kaart"),
        ("geometry", "geometry", "Vlak, lijn of punt, WKB"),
    ],
}


def _constraints(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if column.required:
        found["required"] = True
    if column.allowed:
        found["enum"] = list(column.allowed)
    if column.minimum is not None:
        found["minimum"] = column.minimum
    if column.maximum is not None:
        found["maximum"] = column.maximum
    if pattern := _PATTERNS.get(column.type):
        found["pattern"] = pattern
    return found


def _field(name: str, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "description": column.description}
    field |= _TYPES[column.type]
    if constraints := _constraints(column):
        field["constraints"] = constraints
    if column.refers_to and column.type is Type.LIST:
        # The standard has no foreign key for the parts of a list.
        field["partsReferTo"] = column.refers_to
    return field


def _schema(name: str, table: Table) -> dict[str, Any]:
    keys = []
    for field, column in table.columns.items():
        if not column.refers_to or column.type is Type.LIST:
            continue
        resource, target = column.refers_to.split(".")
        # A reference within the same table leaves out the resource.
        other = {} if resource == name else {"resource": resource}
        keys.append({"fields": [field], "reference": {**other, "fields": [target]}})
    schema: dict[str, Any] = {
        "fields": [_field(field, column) for field, column in table.columns.items()],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if keys:
        schema["foreignKeys"] = keys
    return schema


def _file(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {
        "path": path.name,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _used_sources(rows: list[dict[str, str]]) -> list[str]:
    cells = {row.get("source", "") for row in rows}
    return sorted({part for cell in cells for part in cell.replace("+", ";").split(";") if part})


def _table_resource(folder: Path, name: str, table: Table) -> tuple[dict[str, Any], list[str]]:
    path = folder / f"{name}.csv"
    rows = _rows(path)
    resource: dict[str, Any] = {
        "name": name,
        "title": table.title,
        **_file(path),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": len(rows),
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "schema": _schema(name, table),
    }
    years = sorted({int(row["boundary_year"]) for row in rows if row.get("boundary_year")})
    if years:
        resource["boundary_years"] = years
    return resource, _used_sources(rows) if "source" in table.columns else []


def _other_resource(path: Path, about: Mapping[str, Any]) -> dict[str, Any]:
    resource = {"name": path.stem, "title": "Instellingen van de gemeente", **about, **_file(path)}
    if path.suffix == ".parquet":
        resource |= {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
        resource["schema"] = {
            "fields": [
                {"name": name, "type": type_, "description": text}
                for name, type_, text in _LAYER_FIELDS[path.name]
            ]
        }
    else:
        resource |= {"format": "toml", "mediatype": "application/toml", "encoding": "utf-8"}
    return resource


def _source_list(ids: list[str], known: Mapping[str, dict[str, str]]) -> list[dict[str, str]]:
    listed = []
    for source_id in ids:
        row = known[source_id]
        entry = {"title": f"{source_id}: {row['owner']}, {row['title']}"}
        if row["url"]:
            entry["path"] = row["url"]
        if row["licence"]:
            entry["licence"] = row["licence"]
        listed.append(entry)
    return listed


def describe(
    folder: Path, head: Mapping[str, Any], recipes: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Descriptor of a data folder.

    Parameters
    ----------
    folder : Path
        With the files as they stand; files that a folder may lack are skipped.
    head : mapping
        ``name``, ``title``, ``description``, ``recipe``, ``licenses``; ``tables``
        names the sources of tables that do not say so per row; ``layers`` gives
        title, CRS and boundary year of the map layers.
    recipes : mapping of str to str, optional
        Recipe of single resources, by name; of the others it is the head's.

    Returns
    -------
    dict
        Ready to be written as JSON; the same for the same files.
    """
    known = {row["source_id"]: row for row in _rows(folder / "sources.csv")}
    resources = []
    for name, table in TABLES.items():
        if not (folder / f"{name}.csv").exists():
            continue
        resource, used = _table_resource(folder, name, table)
        resources.append((resource, used or head["tables"].get(name, [])))
    for file in (BOUNDARY_FILE, CONTEXT_FILE, MUNICIPALITY_FILE):
        path = folder / file
        if path.exists():
            about = head["layers"].get(path.stem, {})
            resources.append((_other_resource(path, about), head["tables"].get(path.stem, [])))
    return {
        "$schema": _PROFILE,
        "name": head["name"],
        "title": head["title"],
        "description": head["description"],
        "licenses": head["licenses"],
        "resources": [
            {
                **resource,
                "sources": _source_list(used, known),
                "licenses": head["licenses"],
                "recipe": (recipes or {}).get(resource["name"], head["recipe"]),
            }
            for resource, used in resources
        ],
    }


def write_descriptor(
    folder: Path, head: Mapping[str, Any], recipes: Mapping[str, str] | None = None
) -> None:
    """Write ``datapackage.json`` beside the files that it describes; see `describe`."""
    text = json.dumps(describe(folder, head, recipes), ensure_ascii=False, indent=1)
    (folder / DESCRIPTOR_FILE).write_text(text + "\n", encoding="utf-8", newline="\n")
