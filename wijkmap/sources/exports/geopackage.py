"""GeoPackage in RD New: map layers, and a table that says where they come from."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import pandas as pd
import pyogrio  # type: ignore[import-untyped]
import shapely

from wijkmap.model.areas import RD, require_rd
from wijkmap.model.dataset import Dataset
from wijkmap.sources.exports.provenance import About, source_lines
from wijkmap.sources.exports.sheets import figures_sheet, table_sheet
from wijkmap.sources.exports.values import clean, flat, plain

__all__ = ["ABOUT_LAYER", "areas_layer", "figures_layer", "initiatives_layer", "to_geopackage"]

ABOUT_LAYER = "over_dit_bestand"
"""Name of the table without geometry that says where the layers come from."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_KINDS = {"Polygon": "MultiPolygon", "LineString": "MultiLineString", "Point": "MultiPoint"}


def to_geopackage(layers: Mapping[str, gpd.GeoDataFrame], about: About) -> bytes:
    """GeoPackage of some layers, with a table about the file.

    Parameters
    ----------
    layers : mapping of str to geopandas.GeoDataFrame
        By name (small letters, digits, underscores), EPSG:28992. A named index becomes
        the first column; lists become text. A row may lack its geometry.
    about : About

    Returns
    -------
    bytes
        Also the table ``over_dit_bestand`` with the columns ``sleutel`` and ``waarde``.
        The file's own times are those of the peildatum.

    Raises
    ------
    CrsError
        For a layer without coordinate system, or with another one than RD New.
    ValueError
        For a name that GIS programs stumble over, two columns of the same name, or a
        number without end.
    """
    for name, layer in layers.items():
        require_rd(layer, name)
        if not _NAME.fullmatch(name) or name == ABOUT_LAYER:
            raise ValueError(
                f"Verwacht een laagnaam van kleine letters, cijfers en _, niet {ABOUT_LAYER}, "
                f"gevonden {name!r}. Kies een andere naam."
            )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lagen.gpkg"
        for name, layer in layers.items():
            ready = _writable(layer)
            pyogrio.write_dataframe(
                ready,
                path,
                layer=name,
                driver="GPKG",
                geometry_type=_geometry_type(ready),
                promote_to_multi=_is_mixed(ready),
                layer_options={
                    "IDENTIFIER": name,
                    "DESCRIPTION": clean(about.summary),
                    "GEOMETRY_NAME": ready.geometry.name,
                    "FID": _free_name("fid", ready),
                },
            )
        pyogrio.write_dataframe(
            _about_table(about),
            path,
            layer=ABOUT_LAYER,
            driver="GPKG",
            layer_options={"IDENTIFIER": ABOUT_LAYER, "DESCRIPTION": clean(about.summary)},
        )
        _set_times(path, about.peildatum)
        return path.read_bytes()


def _writable(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Layer with lists, dates and booleans as a file holds them; numbers stay numbers."""
    out = flat(layer, shapes=True)
    for name in [column for column in out.columns if column != out.geometry.name]:
        column = out[name]
        if pd.api.types.is_bool_dtype(column) or not pd.api.types.is_numeric_dtype(column):
            cells = [plain(value) for value in column]
            texts = [cell if cell is None else str(cell) for cell in cells]
            out[name] = pd.Series(texts, dtype="str")
        else:
            # Refuses what has no end, as the other files do.
            _ = [plain(value) for value in column]
    return out


def _geometry_type(layer: gpd.GeoDataFrame) -> str:
    """Type of the layer; a layer of one kind with some in parts is one of parts."""
    kinds = set(layer.geom_type.dropna())
    if _is_mixed(layer):
        return next(many for many in _KINDS.values() if many in kinds)
    return str(kinds.pop()) if len(kinds) == 1 else "Unknown"


def _is_mixed(layer: gpd.GeoDataFrame) -> bool:
    kinds = set(layer.geom_type.dropna())
    return any(kinds == {one, many} for one, many in _KINDS.items())


def _free_name(name: str, layer: gpd.GeoDataFrame) -> str:
    taken = {str(column).lower() for column in layer.columns}
    while name in taken:
        name = f"{name}_"
    return name


def _about_table(about: About) -> pd.DataFrame:
    rows = [(subject, str(plain(content))) for subject, content in about.rows()]
    rows += [("Bron", clean(line)) for line in source_lines(about.sources).values()]
    return pd.DataFrame(rows, columns=["sleutel", "waarde"], dtype="str")


def _set_times(path: Path, peildatum: dt.date) -> None:
    """Write the peildatum where the library wrote the clock."""
    with closing(sqlite3.connect(path)) as file:
        moment = f"{peildatum.isoformat()}T00:00:00.000Z"
        file.execute("UPDATE gpkg_contents SET last_change = ?", (moment,))
        file.commit()


def figures_layer(figure_frame: pd.DataFrame, dataset: Dataset) -> gpd.GeoDataFrame:
    """Sheet of figures with the shape of each area, for `to_geopackage`.

    Returns
    -------
    geopandas.GeoDataFrame
        Rows and columns of `figures_sheet`, with ``geometry`` (EPSG:28992); None for
        what is no gemeente, wijk or buurt of the dataset, and for other groups than areas.
    """
    sheet = figures_sheet(figure_frame, dataset)
    codes = sheet["code"].where(figure_frame["key"].to_numpy() == sheet["code"], "")
    return _on_shapes(sheet, codes, dataset)


def areas_layer(dataset: Dataset) -> gpd.GeoDataFrame:
    """Areas with their shapes, EPSG:28992: the columns of the table ``areas``."""
    sheet = table_sheet(dataset, "areas")
    return _on_shapes(sheet, sheet["area_code"], dataset)


def initiatives_layer(dataset: Dataset) -> gpd.GeoDataFrame:
    """Initiatives as points, EPSG:28992; None for an initiative without coordinates."""
    sheet = table_sheet(dataset, "initiatives")
    placed = sheet[["x", "y"]].notna().all(axis=1).to_numpy()
    points = [
        shapely.Point(x, y) if has_place else None
        for x, y, has_place in zip(sheet["x"], sheet["y"], placed, strict=True)
    ]
    return gpd.GeoDataFrame(sheet, geometry=points, crs=RD)


def _on_shapes(sheet: pd.DataFrame, codes: pd.Series, dataset: Dataset) -> gpd.GeoDataFrame:
    shapes = dataset.boundaries.geometry.reindex(codes).to_numpy()
    return gpd.GeoDataFrame(sheet, geometry=shapes, crs=RD)
