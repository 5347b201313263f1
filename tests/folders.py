"""A tiny data folder, written by code: every number in it can be checked by hand.

The gemeente is Proefdam (GM9901), fictional. Four wijken of 1 x 1 km lie in a
square; each is split into a western (00) and an eastern (01) buurt of 500 x 1000 m::

        y 372000 +----------------+----------------+
                 | WK990103       | WK9901AA       |
                 | Havenwijk      | Buitenwijk *   |
        y 371000 +----------------+----------------+
                 | WK990101       | WK990102       |
                 | Molenwijk *    | Stationswijk   |
        y 370000 +----------------+----------------+
              x 200000         201000           202000        * pilot, from 1 March 2015

Stadsdelen: ``zuid`` (WK990101, WK990102) and ``noord`` (WK990103, WK9901AA).
The four wijken meet in the point (201000, 371000).

Initiatives (8): two by code in WK990101, one by code and point in WK990102, one by
point alone in WK990103, one by point alone outside the gemeente, one by code and
buurt in WK9901AA, one unplaced, one city-wide. I4 is public from 2030-01-01, I6 never.

==== ========= ========== ===== ===================== ============== ===========
id   wijk      theme      year  status                stream         public from
==== ========= ========== ===== ===================== ============== ===========
I1   WK990101  groen      2014  gerealiseerd          buurtbudget    altijd
I2   WK990101  ontmoeten  2016  idee                  (none)         altijd
I3   WK990102  groen      2016  gerealiseerd          sam-fonds      altijd
I4   (point)   groen      2018  idee                  (none)         2030-01-01
I5   (outside) ontmoeten  (none) gestopt              (none)         altijd
I6   WK9901AA  ontmoeten  2018  in-uitvoering         buurtbudget    nooit
I7   (none)    (none)     2018  gerealiseerd          (none)         altijd
I8   (none)    groen      (none) onbekend             (none)         altijd
==== ========= ========== ===== ===================== ============== ===========

Ledger (13 entries), amounts in euros:

==== ========= ========= =============================== ================================
id   wijk      kind      amount                          what
==== ========= ========= =============================== ================================
L1   WK990101  planned   1000.00                         the buurtbudget of 2016
L2   WK990101  planned    600.00                         part of L1 by theme: groen
L3   WK990101  planned    398.00                         part of L1 by theme: ontmoeten (2.00 short)
L4   WK990101  awarded    250.50                         project out of L1, belongs to I1
L5   WK990101  awarded    250.50                         the same euro as L4
L6   WK990102  awarded   unknown                         a row, never 0
L7   WK990102  awarded    disputed 100.00, 25.00-100.00  low is an equal quarter
L8   (city)    planned    333.33 (computed; source 333)  city-wide
L9   WK990103  reserve    500.00                         a balance
L10  WK990103  proposed  -100.00                         a proposed cut
L11  WK9901AA  planned    900.00                         whole, public
L12  WK9901AA  planned    700.00                         part of L11 by theme, from 2030-01-01
L13  WK9901AA  planned    200.00                         part of L11 by theme, public itself
==== ========= ========= =============================== ================================

Observations: ``population`` 1 January 2014 and 2016 (wijken 1000, 2000, 3000, 40; the
city 6040 and 6050), ``crimes`` 2016 (10, 30, suppressed, 2; city 45), ``crime_rate``
(rate, no rows of its own), ``liveability`` 2014 and 2016 per wijk (2014: 4.1, 4.2, 4.3,
missing; 2016: 4.2, 4.2, 4.4, 4.0, with WK990102 public from 2030-01-01), per buurt only
for WK990101 in 2014, and one row of 2025 on another layout with a code that the areas lack.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from folder_rows import MUNICIPALITY, ROWS

from wijkmap.model.tables import TABLES

__all__ = ["MUNICIPALITY", "add", "boundaries", "context", "edit", "table", "write_folder"]

Change = Callable[[pd.DataFrame], pd.DataFrame]

WEST, SOUTH, SIDE = 200_000, 370_000, 1_000


def table(name: str) -> pd.DataFrame:
    """Table of the folder as text, all declared columns, index 0..n-1 (line minus 2)."""
    frame = pd.read_csv(io.StringIO(ROWS[name]), dtype=str, keep_default_na=False)
    if name == "areas":
        frame["boundary_year"] = "2014"
    return frame.reindex(columns=list(TABLES[name].columns), fill_value="")


def boundaries() -> gpd.GeoDataFrame:
    """Boundary layer of the folder: columns area_code, level, geometry; EPSG:28992."""
    shapes = {("gemeente", "GM9901"): _box(0, 0, 2, 2)}
    corners = {"01": (0, 0), "02": (1, 0), "03": (0, 1), "AA": (1, 1)}
    for wijk, (x, y) in corners.items():
        shapes["wijk", f"WK9901{wijk}"] = _box(x, y, x + 1, y + 1)
        for half in (0, 1):
            west = x + half / 2
            shapes["buurt", f"BU9901{wijk}0{half}"] = _box(west, y, west + 0.5, y + 1)
    levels, codes = zip(*shapes, strict=True)
    return gpd.GeoDataFrame(
        {"area_code": codes, "level": levels},
        geometry=list(shapes.values()),
        crs=28992,
    )


def context() -> gpd.GeoDataFrame:
    """Context layer of the folder: one neighbour to the east, one river across the west."""
    return gpd.GeoDataFrame(
        {"kind": ["neighbour", "water"], "name": ["Buurdorp", "Maas"]},
        geometry=[
            _box(2, 0, 3, 2),
            shapely.LineString([(WEST + 100, SOUTH - 500), (WEST + 100, SOUTH + 2500)]),
        ],
        crs=28992,
    )


def _box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(
        WEST + west * SIDE, SOUTH + south * SIDE, WEST + east * SIDE, SOUTH + north * SIDE
    )


def edit(*cells: tuple[int, str, str]) -> Change:
    """Change that sets cells; each is (line in the file, column, text).

    The header is line 1, so the first row is line 2, as a problem numbers it.
    """

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        frame = frame.copy()
        for line, column, text in cells:
            frame.at[line - 2, column] = text
        return frame

    return change


def add(**cells: str) -> Change:
    """Change that adds a row at the end; columns left out are empty."""

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        row = pd.DataFrame([dict.fromkeys(frame.columns, "") | cells])
        return pd.concat([frame, row], ignore_index=True)

    return change


def write_folder(path: Path, *, separator: str = ",", **changes: object) -> Path:
    """Write the folder and return its path.

    Parameters
    ----------
    path : Path
        Made when it does not exist.
    separator : str
        Between the cells of a row.
    **changes
        Per table, or ``boundaries`` and ``context``: a function from the frame (of
        texts) to the frame to write, or a tuple of such functions, or bytes to write
        as they are, or None to leave the file out. ``municipality`` takes the text of
        ``gemeente.toml``, bytes or None.

    Examples
    --------
    >>> write_folder(tmp_path, ledger=edit((2, "amount_cents", "veel")), goals=None)
    """
    unknown = set(changes) - {*TABLES, "boundaries", "context", "municipality"}
    if unknown:
        raise ValueError(f"no such table: {sorted(unknown)}")
    path.mkdir(parents=True, exist_ok=True)
    _write_bytes(path / "gemeente.toml", changes.get("municipality", MUNICIPALITY))
    for name, layer in _LAYERS.items():
        content = _changed(layer(), changes[name]) if name in changes else _layer(name)
        if isinstance(content, gpd.GeoDataFrame):
            content = _parquet(content)
        _write_bytes(path / f"{name}.parquet", content)
    for name in TABLES:
        if name in changes:
            content = _changed(table(name), changes[name])
        else:
            content = _sheet(name, separator)
        if isinstance(content, pd.DataFrame):
            content = _csv(content, separator)
        _write_bytes(path / f"{name}.csv", content)
    return path


_LAYERS: dict[str, Callable[[], gpd.GeoDataFrame]] = {"boundaries": boundaries, "context": context}


# Hundreds of folders differ from this one in a single file: the others are made once.


@cache
def _layer(name: str) -> bytes:
    return _parquet(_LAYERS[name]())


@cache
def _sheet(name: str, separator: str) -> bytes:
    return _csv(table(name), separator)


def _parquet(layer: gpd.GeoDataFrame) -> bytes:
    file = io.BytesIO()
    layer.to_parquet(file)
    return file.getvalue()


def _changed(frame: pd.DataFrame, change: object) -> object:
    if change is None or isinstance(change, bytes):
        return change
    content: object = frame
    for step in change if isinstance(change, tuple) else (change,):
        content = step(content)  # type: ignore[operator]
    return content


def _csv(frame: pd.DataFrame, separator: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(frame.itertuples(index=False))
    return text.getvalue().encode()


def _write_bytes(path: Path, content: object) -> None:
    if isinstance(content, str):
        content = content.encode()
    if isinstance(content, bytes):
        path.write_bytes(content)
