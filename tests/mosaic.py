"""A fictional gemeente of thousands of buurten, made from a seed: as large as a country.

Buurten are cells of a grid with wobbly borders that neighbours share vertex by vertex; wijken are
blocks of cells. The corner of a cell is nowhere on a line, so no point lies on a border by rule.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from folders import write_folder
from numpy.typing import NDArray

__all__ = ["SEED", "cells", "codes_of", "mosaic_folder", "value_of"]

SEED = 20141014
CODE = "GM9902"
YEARS = (2018, 2020, 2022, 2024)
_WEST, _SOUTH, _SIDE = 20_000.0, 310_000.0, 2_100.0
_CORNER, _WOBBLE = 0.22, 0.07
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_HEADS = [
    "Achter",
    "Berg",
    "Broek",
    "Dal",
    "Eik",
    "Geest",
    "Hage",
    "Heide",
    "Kamp",
    "Kerk",
    "Laar",
    "Meer",
    "Molen",
    "Noord",
    "Ooster",
    "Polder",
    "Rand",
    "Sluis",
    "Toren",
    "Veen",
    "Wester",
    "Zand",
    "Zuider",
    "Dijk",
]
_TAILS = [
    "beek",
    "berg",
    "bos",
    "brug",
    "dam",
    "donk",
    "dorp",
    "eind",
    "end",
    "ham",
    "heem",
    "hof",
    "hout",
    "kerk",
    "kuil",
    "lo",
    "loon",
    "oord",
    "rade",
    "stede",
    "veld",
    "voort",
    "wijk",
    "zicht",
]

Floats = NDArray[np.float64]


def cells(columns: int, rows: int, *, steps: int = 3) -> gpd.GeoSeries:
    """Cells of a grid with shared wobbly borders.

    Parameters
    ----------
    columns, rows : int
    steps : int
        How often a border is halved and bent: it has ``2 ** steps`` segments.

    Returns
    -------
    geopandas.GeoSeries
        Polygons in EPSG:28992, by row and column from the south-west; a valid coverage.
    """
    random = np.random.default_rng(SEED)
    corners = np.stack(np.meshgrid(np.arange(columns + 1), np.arange(rows + 1)), axis=-1) * 1.0
    corners += random.uniform(-_CORNER, _CORNER, corners.shape)
    across = _bent(corners[:, :-1], corners[:, 1:], steps, random)
    up = _bent(corners[:-1, :], corners[1:, :], steps, random)
    shapes = []
    for row, column in product(range(rows), range(columns)):
        ring = np.concatenate(
            [
                across[row, column][:-1],
                up[row, column + 1][:-1],
                across[row + 1, column][:0:-1],
                up[row, column][:0:-1],
            ]
        )
        shapes.append(shapely.Polygon(np.round(ring * _SIDE + (_WEST, _SOUTH), 2)))
    return gpd.GeoSeries(shapes, crs=28992)


def _bent(start: Floats, end: Floats, steps: int, random: np.random.Generator) -> Floats:
    """Lines from start to end, halved and bent sideways; shape (..., 2 ** steps + 1, 2)."""
    lines = np.stack([start, end], axis=-2)
    for _ in range(steps):
        first, second = lines[..., :-1, :], lines[..., 1:, :]
        along = second - first
        aside = np.stack([-along[..., 1], along[..., 0]], axis=-1)
        size = random.uniform(-_WOBBLE, _WOBBLE, (*first.shape[:-1], 1))
        middles = (first + second) / 2 + size * aside
        finer = np.empty((*lines.shape[:-2], 2 * lines.shape[-2] - 1, 2))
        finer[..., ::2, :], finer[..., 1::2, :] = lines, middles
        lines = finer
    return lines


def codes_of(columns: int, rows: int, block: tuple[int, int]) -> list[str]:
    """Code of each buurt, in the order of `cells`."""
    return list(_buurten(columns, rows, block)["area_code"])


def value_of(place: int, year: int) -> float:
    """Value of the indicator `score` in the buurt at a place of the grid."""
    return round(3.5 + (place * 7 % 100) / 100 + (year - YEARS[0]) / 100, 2)


def mosaic_folder(path: Path, columns: int, rows: int, *, block: tuple[int, int]) -> Path:
    """Write a complete data folder; returns its path.

    Parameters
    ----------
    path : Path
    columns, rows : int
        Buurten in each direction.
    block : tuple of int
        Columns and rows of buurten in a wijk; divisors of `columns` and `rows`.
    """
    buurten = _buurten(columns, rows, block)
    shapes = gpd.GeoSeries(cells(columns, rows).to_numpy(), index=buurten["area_code"], crs=28992)
    parents = buurten.set_index("area_code")["parent_code"]
    wijken = shapes.groupby(parents).agg(lambda one: shapely.coverage_union_all(one.to_numpy()))
    gemeente = pd.Series([shapely.coverage_union_all(shapes.to_numpy())], index=[CODE])
    levels = {"gemeente": gemeente, "wijk": wijken, "buurt": shapes}
    layer = gpd.GeoDataFrame(
        {
            "area_code": [code for one in levels.values() for code in one.index],
            "level": [level for level, one in levels.items() for _ in one],
        },
        geometry=[shape for one in levels.values() for shape in one],
        crs=28992,
    )
    areas = pd.concat([_above(list(wijken.index)), buurten], ignore_index=True)
    areas["area_ha"] = (layer.area / 10_000).round().astype(int).astype(str).to_numpy()
    first = str(wijken.index[0])
    return write_folder(
        path,
        municipality=_municipality(list(wijken.index)),
        boundaries=_instead(layer),
        areas=_rows(areas),
        observations=_rows(_observations(list(buurten["area_code"]), list(wijken.index))),
        indicators=_rows(_indicators()),
        initiatives=_rows(
            pd.DataFrame(
                [
                    {"initiative_id": f"I{at}", "name": f"Moestuin {at}", "area_code": code,
                     "scope": "wijk", "theme_source": "Groen", "theme_origin": "bron",
                     "status_source": "klaar", "status_date": "2020-06-21", "year": "2020",
                     "year_origin": "bron", "source": "S3", "public_from": "altijd"}
                    for at, code in enumerate(wijken.index[::5])
                ]
            )
        ),
        ledger=_rows(
            pd.DataFrame(
                [
                    {"entry_id": "L1", "area_code": first, "scope": "wijk",
                     "stream_source": "Buurtbudget", "year": "2020", "kind": "planned",
                     "certainty": "exact", "amount_cents": "100000", "source": "S3",
                     "public_from": "altijd"}
                ]
            )
        ),
        coverage=_rows(
            pd.DataFrame(
                [
                    {"register": register, "area_code": code, "coverage": "partial"}
                    for register in ("initiatives", "budget")
                    for code in wijken.index
                ]
            )
        ),
        aliases=_none, organisations=_none, meeting_places=_none, events=_none, goals=_none,
        origins=_none, context=_instead(_context(columns, rows)),
    )  # fmt: skip


def _context(columns: int, rows: int) -> gpd.GeoDataFrame:
    """One neighbour, to the east."""
    west, north = _WEST + columns * _SIDE, _SOUTH + rows * _SIDE
    beside = shapely.box(west, _SOUTH, west + 10 * _SIDE, north)
    return gpd.GeoDataFrame(
        {"kind": ["neighbour"], "name": ["Buurland"]}, geometry=[beside], crs=28992
    )


def _none(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.iloc[:0]


def _instead(layer: gpd.GeoDataFrame) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda _: layer


def _rows(frame: pd.DataFrame) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Change that puts these rows in the place of all others."""
    return lambda old: frame.reindex(columns=old.columns, fill_value="").fillna("").astype(str)


def _buurten(columns: int, rows: int, block: tuple[int, int]) -> pd.DataFrame:
    names = [f"{head}{tail}" for head, tail in product(_HEADS, _TAILS)]
    found = []
    seen: dict[str, int] = {}
    for place, (row, column) in enumerate(product(range(rows), range(columns))):
        wijk = _wijk((row // block[1]) * (columns // block[0]) + column // block[0])
        seen[wijk] = seen.get(wijk, -1) + 1
        name = names[place * 41 % len(names)]
        turn = place // len(names)
        name = f"{name} {turn + 1}" if turn else name
        found.append(
            {
                "area_code": f"BU{wijk[2:]}{_pair(seen[wijk])}",
                "area_name": name,
                "short_name": name,
                "level": "buurt",
                "parent_code": wijk,
            }
        )
    return pd.DataFrame(found).assign(boundary_year="2024")


def _above(wijken: list[str]) -> pd.DataFrame:
    rows = [{"area_code": CODE, "area_name": "Mozaïek", "level": "gemeente", "parent_code": ""}]
    rows += [
        {"area_code": code, "area_name": f"Wijk {code[6:]}", "level": "wijk", "parent_code": CODE}
        for code in wijken
    ]
    frame = pd.DataFrame(rows).assign(boundary_year="2024")
    return frame.assign(short_name=frame["area_name"])


def _wijk(number: int) -> str:
    return f"WK{CODE[2:]}{_pair(number)}"


def _pair(number: int) -> str:
    return _SIGNS[number // len(_SIGNS)] + _SIGNS[number % len(_SIGNS)]


def _observations(buurten: list[str], wijken: list[str]) -> pd.DataFrame:
    parts = []
    for indicator, shift in (("score", 0), ("other_score", 31), ("third_score", 57)):
        for year in YEARS:
            values = [value_of(place + shift, year) for place in range(len(buurten))]
            values += [value_of(place + shift, year) for place in range(len(wijken))]
            part = pd.DataFrame({"area_code": [*buurten, *wijken], "value": values})
            parts.append(part.assign(indicator=indicator, year=year, boundary_year=year))
    frame = pd.concat(parts, ignore_index=True)
    return frame.assign(
        state="known", source="S1", boundary_year="2024", fit="exact", public_from="altijd"
    )


def _indicators() -> pd.DataFrame:
    shared = {
        "unit": "score", "topic": "leefbaarheid", "decimals": "2", "direction": "1",
        "measure": "score", "margin": "none", "model_estimate": "nee", "role": "map",
        "breaks": "3.7;3.9;4.1;4.3", "source": "S1",
    }  # fmt: skip
    labels = {
        "score": "Eerste cijfer",
        "other_score": "Tweede cijfer",
        "third_score": "Derde cijfer",
    }
    return pd.DataFrame(
        [
            {"indicator": key, "label": label, "definition": label, **shared}
            for key, label in labels.items()
        ]
    )


def _municipality(wijken: list[str]) -> str:
    half = len(wijken) // 2
    parts = {"zuid": wijken[:half], "noord": wijken[half:]}
    lines = [
        f'code = "{CODE}"', 'name = "Mozaïek"', "boundary_year = 2024", "last_year_before = 2018",
        'stadsdelen_note = "Verzonnen indeling."', 'default_indicator = "score"',
        f'default_area = "{wijken[0]}"', 'contact = ""', "fictional = true", "", "[pilots]",
        f"{wijken[0]} = 2019-03-01",
    ]  # fmt: skip
    for key, members in parts.items():
        lines += ["", "[[stadsdelen]]", f'key = "{key}"', f'name = "{key.capitalize()}"']
        lines.append("wijken = [" + ", ".join(f'"{one}"' for one in members) + "]")
    return "\n".join(lines) + "\n"
