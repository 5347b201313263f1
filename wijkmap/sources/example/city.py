"""The ground of Voorbeeldstad: river, railway, ring road, wijken and buurten.

The plan is drawn on a flat sheet first: an outline is cut by three lines that
cities really are cut by, seeds are sown in each piece (thick in the middle and
in village kernels, thin outside), and every seed gets the ground nearest to it.
Only the finished lines are then bent by a smooth field. Because each line is
bent once, neighbours keep sharing it: every level is a valid coverage.

The city lies in the North Sea part of the RD range, so that no point of it can
fall in a real gemeente.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from wijkmap.model.areas import RD
from wijkmap.model.errors import WijkmapError
from wijkmap.sources.example.plan import QUADRANTS, RING_RADIUS, hand_out, sow

__all__ = ["CENTRE", "City", "build_city"]

Floats = NDArray[np.float64]

CENTRE = (70_000.0, 531_000.0)
"""RD x, y in metres of the middle of the city."""

_TRIES = 40
_GRID = 0.1
_RADIUS = 6_300.0
_SHEET = 16_000.0


@dataclass(frozen=True)
class City:
    """The drawn city, in RD New.

    Attributes
    ----------
    buurten : geopandas.GeoSeries
        Indexed by buurt code, in order.
    wijken : geopandas.GeoSeries
        Indexed by wijk code, in order; each is exactly its buurten.
    gemeente : shapely geometry
    neighbours : geopandas.GeoSeries
        Three polygons around the gemeente, index 0..2.
    river : shapely.Polygon
        Runs through the gemeente and its neighbours.
    """

    buurten: gpd.GeoSeries
    wijken: gpd.GeoSeries
    gemeente: BaseGeometry
    neighbours: gpd.GeoSeries
    river: BaseGeometry


def build_city(code: str, rng: np.random.Generator) -> City:
    """Draw the city.

    Parameters
    ----------
    code : str
        The gemeente's four digits.
    rng : numpy.random.Generator
        Only its draws differ between two cities.

    Returns
    -------
    City
        Coordinates on a grid of 0.1 m. A plan with a wijk in two pieces is drawn again.

    Raises
    ------
    WijkmapError
        When no plan of many is whole.
    """
    for _ in range(_TRIES):
        city = _draw(code, rng)
        if (city.wijken.geom_type == "Polygon").all():
            return city
    raise WijkmapError(
        f"Geen samenhangende stad gevonden in {_TRIES} pogingen; neem een ander zaad."
    )


def _draw(code: str, rng: np.random.Generator) -> City:
    bend = _Bend(rng)
    outline = _outline(rng)
    river, rail, ring = _river_line(), _rail_line(), _ring_line(rng)
    pieces = _pieces(outline, river, rail, ring)
    lines: list[BaseGeometry] = [outline.exterior, river, rail, ring]
    seeds: dict[str, Floats] = {}
    plan: dict[str, str] = {}
    for name, piece in pieces.items():
        wijken = _wijken_of(name)
        points = sow(piece, sum(count for _, count in wijken), rng, inner=name.endswith("inner"))
        cells = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=piece.buffer(500))
        edges = shapely.union_all([cell.exterior for cell in cells.geoms])
        lines.append(edges.intersection(piece))
        for buurt, point in hand_out(code, points, wijken).items():
            seeds[buurt] = point
            plan[buurt] = name
    faces = _faces(lines, outline)
    sheet = _claim(faces, seeds, plan, pieces)
    buurten = _bent(sheet, bend)
    wijken = _dissolve(buurten)
    gemeente = shapely.coverage_union_all(buurten.to_numpy())
    return City(
        buurten,
        wijken,
        gemeente,
        _neighbours(gemeente, bend, rng),
        _river_area(river, bend),
    )


class _Bend:
    """A smooth field that bends the plane: long waves for the land, short ones for its edges."""

    def __init__(self, rng: np.random.Generator) -> None:
        lengths = np.array([7_000.0, 4_200.0, 2_300.0, 1_100.0, 520.0, 260.0])
        sizes = np.array([240.0, 190.0, 110.0, 50.0, 26.0, 9.0])
        angle = rng.uniform(0, 2 * np.pi, (2, 3, len(lengths)))
        self._k = 2 * np.pi / lengths * np.stack([np.cos(angle), np.sin(angle)])
        self._phase = rng.uniform(0, 2 * np.pi, (2, 3, len(lengths)))
        self._size = sizes / 3

    def __call__(self, xy: Floats) -> Floats:
        """Bent coordinates, shape (n, 2), of sheet coordinates, shape (n, 2)."""
        shift = np.empty_like(xy)
        for axis in range(2):
            wave = np.sin(
                xy[:, 0, None, None] * self._k[0, axis]
                + xy[:, 1, None, None] * self._k[1, axis]
                + self._phase[axis]
            )
            shift[:, axis] = (wave * self._size).sum(axis=(1, 2))
        return np.asarray(xy + shift + np.asarray(CENTRE), dtype=np.float64)


def _outline(rng: np.random.Generator) -> shapely.Polygon:
    count = 26
    angle = (np.arange(count) + rng.uniform(-0.35, 0.35, count)) * 2 * np.pi / count
    radius = _RADIUS * rng.uniform(0.87, 1.12, count)
    corners = np.column_stack([1.12 * radius * np.cos(angle), 0.92 * radius * np.sin(angle)])
    return shapely.Polygon(corners)


def _river_line() -> shapely.LineString:
    y = np.linspace(-_SHEET, _SHEET, 161)
    x = -300 + 1_050 * np.sin(y / 2_050 + 0.4) + 330 * np.sin(y / 870 + 2.0) - 0.08 * y
    return shapely.LineString(np.column_stack([x, y]))


def _rail_line() -> shapely.LineString:
    return shapely.LineString(
        [(-_SHEET, 2_600), (-5_200, 1_150), (-1_800, -250), (1_500, -420), (_SHEET, 3_400)]
    )


def _ring_line(rng: np.random.Generator) -> shapely.LinearRing:
    angle = np.linspace(0, 2 * np.pi, 73)[:-1]
    phase = rng.uniform(0, 2 * np.pi, 2)
    radius = RING_RADIUS * (
        1 + 0.11 * np.sin(2 * angle + phase[0]) + 0.07 * np.sin(3 * angle + phase[1])
    )
    return shapely.LinearRing(np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]))


def _pieces(
    outline: shapely.Polygon,
    river: shapely.LineString,
    rail: shapely.LineString,
    ring: shapely.LinearRing,
) -> dict[str, shapely.Polygon]:
    corner = _SHEET
    west = shapely.Polygon([*river.coords, (-corner, corner), (-corner, -corner)])
    north = shapely.Polygon([*rail.coords, (corner, corner), (-corner, corner)])
    inside = shapely.Polygon(ring)
    pieces = {}
    for quadrant, (is_west, is_north) in zip(
        QUADRANTS, [(True, True), (True, False), (False, False), (False, True)], strict=True
    ):
        quarter = outline.intersection(west) if is_west else outline.difference(west)
        quarter = quarter.intersection(north) if is_north else quarter.difference(north)
        pieces[f"{quadrant.key}-inner"] = _largest(quarter.intersection(inside))
        pieces[f"{quadrant.key}-outer"] = _largest(quarter.difference(inside))
    return pieces


def _largest(shape: BaseGeometry) -> shapely.Polygon:
    parts: list[shapely.Polygon] = list(shapely.get_parts(shape))
    return max(parts, key=lambda part: part.area)


def _wijken_of(piece: str) -> tuple[tuple[str, int], ...]:
    key, side = piece.rsplit("-", 1)
    quadrant = next(one for one in QUADRANTS if one.key == key)
    return quadrant.inner if side == "inner" else quadrant.outer


def _faces(lines: list[BaseGeometry], outline: shapely.Polygon) -> NDArray[np.object_]:
    noded = shapely.union_all(lines, grid_size=_GRID)
    faces = np.asarray(shapely.get_parts(shapely.polygonize([noded])))
    middle = shapely.point_on_surface(faces)
    return np.asarray(faces[shapely.contains(outline.buffer(_GRID), middle)])


def _claim(
    faces: NDArray[np.object_],
    seeds: dict[str, Floats],
    plan: dict[str, str],
    pieces: dict[str, shapely.Polygon],
) -> dict[str, BaseGeometry]:
    """Give each face to a seed of its own piece; loose bits go to the longest neighbour."""
    codes = list(seeds)
    middle = shapely.point_on_surface(faces)
    owner: list[str] = []
    for point in middle:
        distance = {name: piece.distance(point) for name, piece in pieces.items()}
        mine = min(distance, key=distance.__getitem__)
        inside = [buurt for buurt in codes if plan[buurt] == mine]
        gap = [np.hypot(*(seeds[buurt] - (point.x, point.y))) for buurt in inside]
        owner.append(inside[int(np.argmin(gap))])
    # The face that holds the seed is the buurt; a face of that owner without it is loose.
    body: dict[str, BaseGeometry] = {}
    for buurt in codes:
        mine_faces = [face for face, name in zip(faces, owner, strict=True) if name == buurt]
        home = shapely.Point(seeds[buurt])
        body[buurt] = min(mine_faces, key=lambda face: (face.distance(home), -face.area))
    loose = [
        face
        for face, name in zip(faces, owner, strict=True)
        if not shapely.equals_identical(face, body[name])
    ]
    for face in sorted(loose, key=lambda one: -one.area):
        edge = {name: shapely.length(face.intersection(whole)) for name, whole in body.items()}
        name = max(edge, key=edge.__getitem__)
        body[name] = shapely.coverage_union_all([body[name], face])
    return body


def _bent(sheet: dict[str, BaseGeometry], bend: _Bend) -> gpd.GeoSeries:
    """Bend the edges, each once, and put the areas together again."""
    codes = list(sheet)
    shapes = np.array([sheet[name] for name in codes], dtype=object)
    edges = shapely.get_parts(shapely.union_all(shapely.boundary(shapes), grid_size=_GRID))
    dense = shapely.segmentize(edges, 55.0)
    bent = shapely.set_precision(shapely.transform(dense, bend), _GRID)
    faces = np.asarray(shapely.get_parts(shapely.polygonize(bent)))
    # A point deep inside an area stays inside it when both are bent.
    deep = np.array([shapely.maximum_inscribed_circle(one).coords[0] for one in shapes])
    where = shapely.STRtree(faces).query(shapely.points(bend(deep)), predicate="within")
    found = dict(zip(where[0].tolist(), where[1].tolist(), strict=True))
    ordered = sorted(range(len(codes)), key=codes.__getitem__)
    return gpd.GeoSeries(
        [shapely.normalize(faces[found[number]]) for number in ordered],
        index=[codes[number] for number in ordered],
        crs=RD,
    )


def _dissolve(buurten: gpd.GeoSeries) -> gpd.GeoSeries:
    groups: dict[str, list[shapely.Polygon]] = {}
    for name, shape in buurten.items():
        groups.setdefault(f"WK{str(name)[2:8]}", []).append(shape)
    return gpd.GeoSeries(
        [shapely.normalize(shapely.coverage_union_all(parts)) for parts in groups.values()],
        index=list(groups),
        crs=RD,
    )


def _neighbours(gemeente: BaseGeometry, bend: _Bend, rng: np.random.Generator) -> gpd.GeoSeries:
    """Three gemeenten around the city, up to a ragged outer edge."""
    count = 40
    angle = np.arange(count) * 2 * np.pi / count
    radius = rng.uniform(11_500, 14_000, count)
    land = shapely.Polygon(np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]))
    parts = []
    for start, stop in ((0.15, 1.95), (1.95, 4.05), (4.05, 0.15 + 2 * np.pi)):
        arc = np.linspace(start, stop, 30)
        wedge = shapely.Polygon([(0, 0), *(np.column_stack([np.cos(arc), np.sin(arc)]) * 30_000)])
        sheet = shapely.segmentize(land.intersection(wedge), 150.0)
        part = _largest(shapely.transform(sheet, bend).difference(gemeente))
        parts.append(shapely.normalize(shapely.set_precision(part, _GRID)))
    return gpd.GeoSeries(parts, crs=RD)


def _river_area(river: shapely.LineString, bend: _Bend) -> BaseGeometry:
    line = shapely.segmentize(river, 55.0).intersection(shapely.box(-12e3, -12e3, 12e3, 12e3))
    xy = bend(shapely.get_coordinates(line))
    along = np.arange(len(xy))
    width = 75 + 22 * np.sin(along / 23) + 12 * np.sin(along / 7.3)
    step = np.gradient(xy, axis=0)
    normal = np.column_stack([-step[:, 1], step[:, 0]]) / np.hypot(*step.T)[:, None]
    bank = np.concatenate([xy + normal * width[:, None], (xy - normal * width[:, None])[::-1]])
    return shapely.normalize(shapely.set_precision(shapely.Polygon(bank).buffer(0), _GRID))
