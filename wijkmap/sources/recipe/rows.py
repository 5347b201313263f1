"""Reading and writing of rows: text tables, the same bytes each time."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from wijkmap.model.tables import TABLES

__all__ = [
    "Row",
    "joined",
    "number_text",
    "read_rows",
    "write_rows",
    "written_rows",
    "written_toml",
]

Row = dict[str, str]

_WRITTEN = Path(__file__).with_name("written")


def read_rows(path: Path) -> list[Row]:
    """Rows of a CSV file in UTF-8, all cells as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return [dict(row) for row in csv.DictReader(file)]


def written_rows(name: str) -> list[Row]:
    """Rows of the hand-written table ``written/NAME.csv``."""
    return read_rows(_WRITTEN / f"{name}.csv")


def written_toml(name: str) -> dict[str, Any]:
    """Content of the hand-written file ``written/NAME.toml``."""
    return tomllib.loads((_WRITTEN / f"{name}.toml").read_text(encoding="utf-8"))


def number_text(value: float) -> str:
    """Shortest decimal text of a number, at most ten significant digits."""
    return f"{value:.10g}"


def joined(parts: Iterable[str]) -> str:
    """Cell of type list: the parts once each, in order, without empty ones.

    Raises
    ------
    ValueError
        When a part holds the separator, which would split it when read back.
    """
    unique = list(dict.fromkeys(part for part in parts if part))
    if wrong := [part for part in unique if ";" in part]:
        raise ValueError(f"list parts may not hold a semicolon: {wrong}")
    return ";".join(unique)


def write_rows(
    path: Path, table: str, rows: Iterable[Mapping[str, str]], *, keep_order: bool = False
) -> int:
    """Write one table of the data folder and return its number of rows.

    Parameters
    ----------
    path : Path
        The CSV file to write.
    table : str
        Name in `wijkmap.model.tables.TABLES`; gives columns and key.
    rows : iterable of mapping
        Missing columns are written empty.
    keep_order : bool
        Keep the order given, for tables whose order is shown; else sort by key.

    Raises
    ------
    ValueError
        When a row has a column that the table does not declare, or a key occurs twice.
    """
    declared = TABLES[table]
    columns: Sequence[str] = tuple(declared.columns)
    filled = []
    for row in rows:
        if unknown := set(row) - set(columns):
            raise ValueError(f"{table}: unknown columns {sorted(unknown)}")
        filled.append({column: row.get(column, "") for column in columns})
    keys = [tuple(row[column] for column in declared.key) for row in filled]
    if len(set(keys)) != len(keys):
        doubles = sorted({key for key in keys if keys.count(key) > 1})
        raise ValueError(f"{table}: keys occur twice: {doubles[:5]}")
    if not keep_order:
        filled.sort(key=lambda row: tuple(row[column] for column in declared.key))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(filled)
    return len(filled)
