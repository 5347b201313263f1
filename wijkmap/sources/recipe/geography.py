"""Areas, their other names, and the layers of the map."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from wijkmap.model.areas import RD
from wijkmap.model.words import Level
from wijkmap.sources.recipe.rows import Row, number_text, written_rows

__all__ = ["alias_rows", "area_rows", "boundary_layer", "context_layer", "read_areas"]

_FILES = {
    Level.GEMEENTE: "venlo_gemeente_2014_rd.geojson",
    Level.WIJK: "venlo_wijken_2014_rd.geojson",
    Level.BUURT: "venlo_buurten_2014_rd.geojson",
}
_NEIGHBOURS = "context_buurgemeenten_2016_rd.geojson"
_MAAS = "context_maas_as_rd.geojson"
_BOUNDARY_YEAR = "2014"
_WIJK_PREFIX = re.compile(r"^Wijk \d+ ")

# How far from the outline the country is named, and what a neighbour surely covers, in metres.
_LABEL_BAND = 2500.0
_NEIGHBOUR_SLACK = 300.0


def read_areas(source: Path) -> gpd.GeoDataFrame:
    """All areas of the three levels, in RD New.

    Returns
    -------
    geopandas.GeoDataFrame
        Sorted by level and code; columns of the sources, and ``level``.
    """
    layers = []
    for level, name in _FILES.items():
        layer = gpd.read_file(source / "gebieden" / name)
        if layer.crs is None or layer.crs.to_epsg() != RD:
            raise ValueError(f"{name}: expected EPSG:{RD}, found {layer.crs}")
        layers.append(layer.assign(level=level.value).sort_values("statcode"))
    return gpd.GeoDataFrame(pd.concat(layers, ignore_index=True), crs=RD)


def area_rows(areas: gpd.GeoDataFrame) -> list[Row]:
    """Rows of the table ``areas``: official name of 2014, later spelling in the note."""
    own = {row["area_code"]: row for row in written_rows("areas")}
    if unknown := set(own) - set(areas["statcode"]):
        raise ValueError(f"written/areas.csv names unknown areas: {sorted(unknown)}")
    gemeente = areas.loc[areas["level"] == Level.GEMEENTE.value, "statcode"].iloc[0]
    rows = []
    for area in areas.to_dict("records"):
        name, level = area["statnaam"], area["level"]
        later = area["statnaam_2024"] if level == Level.BUURT.value else name
        parent = {
            Level.GEMEENTE.value: "",
            Level.WIJK.value: gemeente,
            Level.BUURT.value: area["wijkcode"],
        }[level]
        rows.append(
            {
                "area_code": area["statcode"],
                "area_name": name,
                "short_name": _WIJK_PREFIX.sub("", later),
                "level": level,
                "parent_code": parent,
                "boundary_year": _BOUNDARY_YEAR,
                "area_ha": number_text(area["opp_ha"]),
                "name_note": "" if later == name else f"In 2014 {name}, in 2024 {later}",
                **own.get(area["statcode"], {}),
            }
        )
    return rows


def alias_rows(areas: gpd.GeoDataFrame, postcodes: Iterable[tuple[str, str]]) -> list[Row]:
    """Rows of the table ``aliases``: names to search for, never to join on.

    Parameters
    ----------
    areas : geopandas.GeoDataFrame
        As `read_areas` gives it; spellings of 2014 and 2024 that differ are both kept.
    postcodes : iterable of (str, str)
        Wijk code and the four digits of the postcode that is almost the wijk.
    """
    rows = written_rows("aliases")
    respelled = areas[(areas["level"] == Level.BUURT.value)]
    respelled = respelled[respelled["statnaam"] != respelled["statnaam_2024"]]
    for area in respelled.to_dict("records"):
        for column, year in (("statnaam", 2014), ("statnaam_2024", 2024)):
            rows.append(
                {
                    "alias": area[column],
                    "area_code": area["statcode"],
                    "note": f"Schrijfwijze in {year}",
                    "source": "GRENZEN",
                }
            )
    for wijk, postcode in sorted(set(postcodes)):
        rows.append(
            {
                "alias": postcode,
                "area_code": wijk,
                "note": "Postcodegebied dat bijna gelijk is aan de wijk",
                "source": "S28",
            }
        )
    return rows


def boundary_layer(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Boundaries as the data folder holds them: code, level, geometry, sorted by code.

    Raises
    ------
    ValueError
        When a level has gaps or overlaps.
    """
    for level, layer in areas.groupby("level"):
        if not shapely.coverage_is_valid(layer.geometry.to_numpy()):
            raise ValueError(f"boundaries of level {level} are no valid coverage")
    layer = areas.rename(columns={"statcode": "area_code"}).sort_values("area_code")
    return layer[["area_code", "level", "geometry"]].reset_index(drop=True)


def _country_label(city: BaseGeometry, neighbours: BaseGeometry) -> BaseGeometry:
    """Point just outside the city, on the side where no Dutch neighbour lies."""
    around = city.buffer(_LABEL_BAND).difference(city)
    free = around.difference(neighbours.buffer(_NEIGHBOUR_SLACK))
    largest = max(shapely.get_parts(free), key=lambda part: part.area)
    point: BaseGeometry = shapely.set_precision(shapely.point_on_surface(largest), 1.0)
    return point


def context_layer(source: Path, areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Surroundings for orientation: neighbours, the axis of the river, the country's name.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns ``kind``, ``name``, ``geometry``, in RD New. What the layer is not (no
        river banks, no border of the country) stands in the descriptor.
    """
    neighbours = gpd.read_file(source / "gebieden" / _NEIGHBOURS).sort_values("statcode")
    river = gpd.read_file(source / "gebieden" / _MAAS)
    city = areas.loc[areas["level"] == Level.GEMEENTE.value, "geometry"].iloc[0]
    label = _country_label(city, neighbours.geometry.union_all())
    records = [
        {"kind": "neighbour", "name": name, "geometry": shape}
        for name, shape in zip(neighbours["statnaam"], neighbours.geometry, strict=True)
    ]
    records += [{"kind": "water", "name": "Maas", "geometry": shape} for shape in river.geometry]
    records.append({"kind": "country", "name": "Duitsland", "geometry": label})
    return gpd.GeoDataFrame(records, geometry="geometry", crs=RD)
