"""A fine grid in degrees, on which the browser's geometry is written in whole steps.

The only place where coordinates leave RD New.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from wijkmap.model.areas import RD

__all__ = ["STEP", "Grid", "deltas", "line_parts"]

STEP = 1e-5
"""Step of the grid in degrees: about one metre."""

_FEWEST_IN_RING = 4


@dataclass(frozen=True)
class Grid:
    """Whole steps east and north of a corner.

    Attributes
    ----------
    west, south : float
        The corner, degrees, EPSG:4326.
    transformer : pyproj.Transformer
        From EPSG:28992.
    """

    west: float
    south: float
    transformer: pyproj.Transformer

    @classmethod
    def around(cls, shapes: gpd.GeoSeries) -> Grid:
        """Grid with its corner south-west of shapes in EPSG:28992."""
        transformer = pyproj.Transformer.from_crs(RD, 4326, always_xy=True)
        west, south, _, _ = _bounds(shapes, transformer)
        return cls(west, south, transformer)

    def bounds(self, shapes: gpd.GeoSeries) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees of shapes in EPSG:28992."""
        return _bounds(shapes, self.transformer)

    def point(self, point: BaseGeometry) -> list[int]:
        """East and north of a point in RD."""
        east, north = self._steps(shapely.get_coordinates(point))[0]
        return [int(east), int(north)]

    def line(self, line: BaseGeometry) -> NDArray[np.int64]:
        """Vertices of a line or ring in RD, without doubles; shape (n, 2)."""
        steps = self._steps(shapely.get_coordinates(line))
        moved = np.any(np.diff(steps, axis=0) != 0, axis=1)
        kept: NDArray[np.int64] = steps[np.concatenate([[True], moved])]
        return kept

    def rings(self, shapes: Iterable[BaseGeometry]) -> list[list[NDArray[np.int64]]]:
        """Closed rings of each polygon in RD; rings that vanish on the grid are left out."""
        return [
            [ring for ring in map(self.line, _polygon_rings(shape)) if len(ring) >= _FEWEST_IN_RING]
            for shape in shapes
        ]

    def _steps(self, metres: NDArray[np.float64]) -> NDArray[np.int64]:
        lon, lat = self.transformer.transform(metres[:, 0], metres[:, 1])
        east = (np.asarray(lon) - self.west) / STEP
        north = (np.asarray(lat) - self.south) / STEP
        return np.round(np.column_stack([east, north])).astype(np.int64)


def deltas(steps: NDArray[np.int64]) -> list[int]:
    """First vertex, then the steps from vertex to vertex, east and north in turn."""
    moves = np.vstack([steps[:1], np.diff(steps, axis=0)])
    return [int(step) for step in moves.ravel()]


def line_parts(shape: BaseGeometry) -> list[shapely.LineString]:
    """Lines of a shape; points, polygons and empty parts are dropped."""
    parts = shapely.get_parts(shape)
    return [part for part in parts if isinstance(part, shapely.LineString) and not part.is_empty]


def _polygon_rings(shape: BaseGeometry) -> list[BaseGeometry]:
    parts = shapely.get_parts(shape)
    polygons = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    return list(shapely.get_rings(polygons))


def _bounds(
    shapes: gpd.GeoSeries, transformer: pyproj.Transformer
) -> tuple[float, float, float, float]:
    west, south, east, north = transformer.transform_bounds(*shapes.total_bounds)
    return (
        round(float(np.floor(west / STEP)) * STEP, 5),
        round(float(np.floor(south / STEP)) * STEP, 5),
        round(float(np.ceil(east / STEP)) * STEP, 5),
        round(float(np.ceil(north / STEP)) * STEP, 5),
    )
