"""Small map of groups of wijken: who is compared with whom, in fills and patterns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from wijkmap.present.charts.svg import label, svg, width_of
from wijkmap.present.markup import Markup, element

__all__ = ["GroupArea", "group_map", "swatch"]

_WIDTH = 340.0
_TALLEST = 460.0
_EDGE = 4.0
_DETAIL = 0.6
"""Detail of a border, in units of the drawing."""
_HATCH = 7.0
_DOTS = 8.0
_SWATCH = 22.0


@dataclass(frozen=True)
class GroupArea:
    """One wijk on the map.

    Attributes
    ----------
    name : str
    shape : shapely geometry
        EPSG:28992.
    told : str
        What it is, for a pointer over it.
    is_pilot, is_compared, is_ring, is_alike, is_later : bool
        Fill by the first two, then hatch, dots and a diamond.
    """

    name: str
    shape: BaseGeometry
    told: str
    is_pilot: bool = False
    is_compared: bool = False
    is_ring: bool = False
    is_alike: bool = False
    is_later: bool = False


def group_map(areas: Sequence[GroupArea], *, description: str) -> Markup:
    """Drawing of all wijken; the pilots are named.

    Parameters
    ----------
    areas : sequence of GroupArea
        One coverage: neighbours share their borders.
    description : str
        The map in a sentence.
    """
    shapes = np.array([one.shape for one in areas])
    west, south, east, north = shapely.total_bounds(shapes)
    scale = min((_WIDTH - 2 * _EDGE) / (east - west), (_TALLEST - 2 * _EDGE) / (north - south))
    width, height = (east - west) * scale + 2 * _EDGE, (north - south) * scale + 2 * _EDGE

    def placed(points: np.ndarray) -> np.ndarray:
        return np.column_stack(
            [(points[:, 0] - west) * scale + _EDGE, (north - points[:, 1]) * scale + _EDGE]
        )

    drawn = shapely.coverage_simplify(shapely.transform(shapes, placed), _DETAIL)
    parts = [element("title", description)]
    for one, shape in zip(areas, drawn, strict=True):
        parts += _area(one, shape)
    for one, shape in zip(areas, drawn, strict=True):
        if one.is_pilot:
            x, y = shape.representative_point().coords[0]
            half = width_of(one.name) / 2
            at = min(max(x, half), width - half)
            parts.append(label(at, y - 8, one.name, "wm-emphasis wm-halo", anchor="middle"))
    return svg(
        width, height, parts, style=f"width: {width:.0f}px", class_="wm-groupmap", role="img"
    )


def swatch(sign: Mapping[str, bool]) -> Markup:
    """Small square of the legend, with the fill and pattern of the fields given."""
    square = shapely.box(1, 1, _SWATCH - 1, _SWATCH - 1)
    one = GroupArea("", square, "", **sign)
    return svg(_SWATCH, _SWATCH, _area(one, square), class_="wm-swatch", aria_hidden="true")


def _area(one: GroupArea, shape: BaseGeometry) -> list[Markup]:
    fill = "pilot" if one.is_pilot else "compared" if one.is_compared else "apart"
    title = [element("title", one.told)] if one.told else []
    parts = [element("path", *title, d=_steps(shape), class_=f"wm-group wm-group-{fill}")]
    if one.is_ring:
        parts.append(element("path", d=_hatched(shape), class_="wm-group-ring"))
    if one.is_alike:
        parts.append(element("path", d=_dotted(shape), class_="wm-group-alike"))
    if one.is_later:
        x, y = shape.representative_point().coords[0]
        parts.append(
            element("path", d=f"M{x:.0f} {y - 6:.0f}l6 6l-6 6l-6 -6Z", class_="wm-group-later")
        )
    return parts


def _steps(shape: BaseGeometry) -> str:
    """Rings of a shape as the steps of a path."""
    rings: list[str] = []
    for polygon in shapely.get_parts(shape):
        rings += [_ring(one) for one in (polygon.exterior, *polygon.interiors)]
    return "".join(rings)


def _ring(one: BaseGeometry) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in one.coords[:-1]) + "Z"


def _hatched(shape: BaseGeometry) -> str:
    """Diagonal lines within a shape: drawn, not referred to, so that they print anywhere."""
    west, south, east, north = shape.bounds
    first = np.floor((west + south) / _HATCH) * _HATCH
    ends = np.arange(first, east + north + _HATCH, _HATCH)
    lines = [shapely.LineString([(one - north, north), (one - south, south)]) for one in ends]
    inside = shapely.get_parts(shapely.intersection(lines, shape))
    return "".join(_line(one) for one in inside if shapely.length(one) > 1)


def _line(one: BaseGeometry) -> str:
    return "".join(
        f"M{part.coords[0][0]:.0f} {part.coords[0][1]:.0f}L{part.coords[-1][0]:.0f} "
        f"{part.coords[-1][1]:.0f}"
        for part in shapely.get_parts(one)
    )


def _dotted(shape: BaseGeometry) -> str:
    """Dots within a shape, each a line of no length with a round end."""
    return "".join(f"M{x:.0f} {y:.0f}h0" for x, y in _grid(shape))


def _grid(shape: BaseGeometry) -> Iterator[tuple[float, float]]:
    west, south, east, north = shape.bounds
    across = np.arange(np.floor(west / _DOTS) * _DOTS, east + _DOTS, _DOTS)
    down = np.arange(np.floor(south / _DOTS) * _DOTS, north + _DOTS, _DOTS)
    x, y = (one.ravel() for one in np.meshgrid(across, down))
    inner = shape.buffer(-1.5)
    for at in np.flatnonzero(shapely.contains_xy(inner, x, y)):
        yield float(x[at]), float(y[at])
