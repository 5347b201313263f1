"""The geometry that a browser gets once: all levels in one compact topology.

Borders are simplified as one coverage, so that neighbours keep sharing them,
and cut into arcs where areas meet: each border is sent once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from wijkmap.analysis.places import places_at
from wijkmap.model.areas import require_rd
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level
from wijkmap.present.grid import STEP, Grid, deltas
from wijkmap.present.mapwords import area_codes, shared_words
from wijkmap.present.surroundings import Surroundings
from wijkmap.present.topology import topology

__all__ = ["GeometryAsset", "geometry_asset"]

_TOLERANCE = 8.0
"""Detail of the borders in metres: a quarter of a pixel when the whole city is seen."""
_NESTED = 1e-4
"""Part of a wijk that its buurten may miss and still be said to fill it."""
_ROOM_TOLERANCE = 20.0


@dataclass(frozen=True)
class GeometryAsset:
    """Geometry as it is served.

    Attributes
    ----------
    name : str
        File name with the hash of the content: the same name is the same geometry.
    body : bytes
        JSON, UTF-8.
    bounds : tuple of float
        South, west, north, east of the gemeente, EPSG:4326.
    codes : mapping of Level to tuple of str
        Area codes per level, in the order in which a payload gives its values.
    words : mapping
        `shared_words`, which are in `body`: a payload may leave them out.
    """

    name: str
    body: bytes
    bounds: tuple[float, float, float, float]
    codes: Mapping[Level, tuple[str, ...]]
    words: Mapping[str, Any]


def geometry_asset(dataset: Dataset) -> GeometryAsset:
    """Geometry of a dataset: wijken, buurten, stadsdelen, neighbours, countries, water.

    Parameters
    ----------
    dataset : Dataset
        Its boundaries and context in EPSG:28992.

    Raises
    ------
    CrsError
        When a layer is not in RD New.
    """
    require_rd(dataset.boundaries, "gebieden")
    shapes = _simplified(dataset)
    wijken = shapes[Level.WIJK]
    grid = Grid.around(wijken)
    shared = topology([ring for one in shapes.values() for ring in grid.rings(one)])
    words = shared_words(dataset)
    body = {
        "name": dataset.municipality.name,
        "origin": [grid.west, grid.south],
        "step": STEP,
        "arcs": [deltas(arc) for arc in shared.arcs],
        "words": words,
        "levels": _levels(dataset, shapes, shared.shapes, grid),
        **Surroundings(dataset.context, shapely.coverage_union_all(wijken), grid).written(),
    }
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    west, south, east, north = grid.bounds(wijken)
    return GeometryAsset(
        name=f"{hashlib.sha256(text).hexdigest()[:16]}.json",
        body=text,
        bounds=(south, west, north, east),
        codes={level: tuple(one.index) for level, one in shapes.items()},
        words=words,
    )


def _simplified(dataset: Dataset) -> dict[Level, gpd.GeoSeries]:
    """All levels with fewer vertices; each is built from those that fill it."""
    shapes = _wijken_and_buurten(dataset)
    return shapes | {Level.STADSDEEL: _stadsdelen(dataset, shapes[Level.WIJK])}


def _stadsdelen(dataset: Dataset, wijken: gpd.GeoSeries) -> gpd.GeoSeries:
    """Per stadsdeel the union of its wijken that have a shape; empty where none has."""
    unions = [
        shapely.coverage_union_all(wijken[wijken.index.isin(place.wijken)])
        for place in places_at(dataset, Level.STADSDEEL)
    ]
    return gpd.GeoSeries(unions, index=list(area_codes(dataset, Level.STADSDEEL)), crs=wijken.crs)


def _wijken_and_buurten(dataset: Dataset) -> dict[Level, gpd.GeoSeries]:
    exact = {level: dataset.polygons_at(level) for level in (Level.WIJK, Level.BUURT)}
    buurten = _simplify(exact[Level.BUURT])
    parents = dataset.areas["parent_code"].reindex(buurten.index)
    wijken = exact[Level.WIJK]
    apart = shapely.symmetric_difference(_united(exact[Level.BUURT], parents, wijken), wijken)
    if (apart.area > _NESTED * wijken.area).any():
        return {Level.WIJK: _simplify(wijken), Level.BUURT: buurten}
    return {Level.WIJK: _united(buurten, parents, wijken), Level.BUURT: buurten}


def _united(buurten: gpd.GeoSeries, parents: pd.Series, wijken: gpd.GeoSeries) -> gpd.GeoSeries:
    """Per wijk the union of its buurten; empty where it has none."""
    unions = [shapely.coverage_union_all(buurten[parents == wijk]) for wijk in wijken.index]
    return gpd.GeoSeries(unions, index=wijken.index, crs=wijken.crs)


def _simplify(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Fewer vertices, the same shared borders; the shapes themselves when that cannot be had."""
    for tolerance in (_TOLERANCE, _TOLERANCE / 4):
        simple = shapely.coverage_simplify(shapes.to_numpy(), tolerance)
        if shapely.coverage_is_valid(simple) and not shapely.is_empty(simple).any():
            return gpd.GeoSeries(simple, index=shapes.index, crs=shapes.crs)
    return shapes


def _levels(
    dataset: Dataset,
    shapes: Mapping[Level, gpd.GeoSeries],
    rings: list[list[list[int]]],
    grid: Grid,
) -> dict[str, object]:
    """Per level: codes, names, rings as arcs, and where a name has most room, in metres."""
    levels: dict[str, object] = {}
    wijken = {code: index for index, code in enumerate(shapes[Level.WIJK].index)}
    stadsdelen = area_codes(dataset, Level.STADSDEEL)
    labels = (place.label for place in places_at(dataset, Level.STADSDEEL))
    names = dict(zip(stadsdelen, labels, strict=True))
    first = 0
    for level, one in shapes.items():
        room = list(shapely.maximum_inscribed_circle(one.to_numpy(), tolerance=_ROOM_TOLERANCE))
        layer: dict[str, object] = {
            "codes": list(one.index),
            "names": [names.get(code) or dataset.name_of(code) for code in one.index],
            "rings": rings[first : first + len(one)],
            "points": [grid.point(shapely.Point(radius.coords[0])) for radius in room],
            "room": [round(radius.length) for radius in room],
        }
        if level is Level.BUURT:
            parents = dataset.areas["parent_code"].reindex(one.index)
            layer["parents"] = [wijken.get(code, -1) for code in parents]
        levels[level.value] = layer
        first += len(one)
    return levels
