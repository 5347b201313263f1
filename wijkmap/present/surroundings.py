"""What lies around the gemeente: neighbours, countries, water. Quiet, and only where it is seen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from wijkmap.model.areas import require_rd
from wijkmap.present.grid import Grid, deltas, line_parts

__all__ = ["Surroundings"]

_TOLERANCE = 40.0
"""Detail in metres: this is orientation only."""
_UNDERLAP = 90.0
"""How far neighbours reach under the gemeente, so that no paper shows between them."""
_WINDOW = 1.1
"""How far around the gemeente things are kept, in times its larger side."""
_LABEL_REACH = 0.16
"""How far from the gemeente a neighbour's name stands at most, in times its larger side."""
_AREA = 2


@dataclass(frozen=True)
class Surroundings:
    """Context of one gemeente, ready to be written on a grid.

    Attributes
    ----------
    context : geopandas.GeoDataFrame
        `Dataset.context`, EPSG:28992; may be empty.
    city : shapely geometry
        The gemeente.
    grid : Grid
    """

    context: gpd.GeoDataFrame
    city: BaseGeometry
    grid: Grid

    def written(self) -> dict[str, object]:
        """Lists ``neighbours``, ``borders``, ``countries`` and ``water``."""
        neighbours = self._named("neighbour")
        return {
            "neighbours": [self._region(name, shape) for name, shape in neighbours],
            "borders": self._borders([shape for _, shape in neighbours]),
            "countries": [self._region(name, shape) for name, shape in self._named("country")],
            "water": [self._water(name, shape) for name, shape in self._named("water")],
        }

    def _named(self, kind: str) -> list[tuple[str, BaseGeometry]]:
        if self.context.empty:
            return []
        rows = require_rd(self.context, "omgeving")
        rows = rows[rows["kind"] == kind]
        return list(zip(rows["name"], rows.geometry, strict=True))

    def _around(self, share: float) -> BaseGeometry:
        west, south, east, north = self.city.bounds
        reach = share * max(east - west, north - south)
        return shapely.box(west - reach, south - reach, east + reach, north + reach)

    def _region(self, name: str, shape: BaseGeometry) -> dict[str, object]:
        """Rings to fill (none for a point), and where the name stands."""
        if shapely.get_dimensions(shape) < _AREA:
            return {"name": name, "rings": [], "point": self.grid.point(shape.centroid)}
        shown = shape.intersection(self._around(_WINDOW))
        beside = shown.intersection(self._around(_LABEL_REACH)).difference(self.city)
        filled = shown.simplify(_TOLERANCE).buffer(_UNDERLAP, join_style="mitre")
        return {
            "name": name,
            "rings": [deltas(ring) for ring in self.grid.rings([filled])[0]],
            "point": self.grid.point(_widest(beside if beside.area else shape)),
        }

    def _water(self, name: str, shape: BaseGeometry) -> dict[str, object]:
        """Lines to draw, an axis or both banks, and rings to fill between banks."""
        if shapely.get_dimensions(shape) < _AREA:
            return {"name": name, "lines": self._lines(shape), "rings": []}
        shown = shape.intersection(self._around(_WINDOW)).simplify(_TOLERANCE / 2)
        return {
            "name": name,
            "lines": self._lines(shape.boundary),
            "rings": [deltas(ring) for ring in self.grid.rings([shown])[0]],
        }

    def _borders(self, shapes: list[BaseGeometry]) -> list[list[int]]:
        """Borders between neighbours, each once."""
        lines: list[list[int]] = []
        for one, other in combinations([shape.boundary for shape in shapes], 2):
            common = line_parts(one.intersection(other))
            if common:
                lines += self._lines(shapely.line_merge(shapely.MultiLineString(common)))
        return lines

    def _lines(self, shape: BaseGeometry) -> list[list[int]]:
        simple = shape.intersection(self._around(_WINDOW)).simplify(_TOLERANCE / 2)
        lines = [self.grid.line(line) for line in line_parts(simple)]
        return [deltas(line) for line in lines if len(line) > 1]


def _widest(shape: BaseGeometry) -> BaseGeometry:
    """Middle of the largest circle that fits."""
    circle = shapely.maximum_inscribed_circle([shape], tolerance=50)[0]
    return shapely.Point(circle.coords[0])
