"""The version of a dataset: the same content gives the same twelve digits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from hashlib import sha256

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkmap.model.municipality import Municipality
from wijkmap.model.tables import TABLES, Type

__all__ = ["fingerprint"]

_CELL, _ROW = "\x1f", "\x1e"
_DIGITS = 12


def fingerprint(
    municipality: Municipality,
    tables: Mapping[str, pd.DataFrame],
    layers: Iterable[gpd.GeoDataFrame],
) -> str:
    """Twelve hexadecimal digits that follow from the content alone.

    Neither the order of rows, the separator of a file, the format of a layer nor the
    start of a polygon matters. Coordinates count to the millimetre.

    Parameters
    ----------
    municipality : Municipality
    tables : mapping of str to pandas.DataFrame
        Typed; only the declared columns count.
    layers : iterable of geopandas.GeoDataFrame
        Their index and columns count.
    """
    digest = sha256(repr(_plain(asdict(municipality))).encode())
    for name, table in TABLES.items():
        digest.update(f"\x1d{name}{_ROW}".encode())
        columns = [
            _texts(tables[name][column], declared.type)
            for column, declared in table.columns.items()
        ]
        _update(digest, zip(*columns, strict=True))
    for layer in layers:
        digest.update(b"\x1d")
        shapes = _normal(layer.geometry.to_numpy())
        words = [
            layer[column].astype(str) for column in sorted(layer.columns) if column != "geometry"
        ]
        index = [str(code) for code in layer.index] if layer.index.name else [""] * len(layer)
        _update(digest, zip(index, *words, shapes, strict=True))
    return digest.hexdigest()[:_DIGITS]


def _plain(value: object) -> object:
    """Mappings as sorted pairs: their order is no content."""
    if isinstance(value, dict):
        return sorted((key, _plain(item)) for key, item in value.items())
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def _update(digest: object, rows: Iterable[tuple[str, ...]]) -> None:
    lines = sorted(_CELL.join(row) for row in rows)
    digest.update(_ROW.join(lines).encode())  # type: ignore[attr-defined]


def _texts(column: pd.Series, kind: Type) -> list[str]:
    match kind:
        case Type.LIST:
            return [";".join(parts) for parts in column]
        case Type.NUMBER:
            # Adding zero makes -0.0 and 0.0 one.
            return [repr(value) for value in (column.to_numpy(dtype=float) + 0.0).tolist()]
        case _:
            return [str(value) for value in column.tolist()]


def _normal(shapes: np.ndarray[tuple[int], np.dtype[np.object_]]) -> list[str]:
    rounded = shapely.transform(shapely.force_2d(shapes), lambda xy: np.round(xy, 3) + 0.0)
    # A GeoPackage turns every polygon into a multipolygon of one.
    single = [
        shapely.get_geometry(shape, 0) if shapely.get_num_geometries(shape) == 1 else shape
        for shape in shapely.normalize(rounded)
    ]
    return [text.hex() for text in shapely.to_wkb(single, byte_order=1)]
