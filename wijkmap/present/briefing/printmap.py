"""The printed map: a static drawing in SVG of what the map on screen shows.

Colours, classes and signs of absence come from the payload that the browser gets too,
so that screen and paper cannot differ. Lengths are tenths of a millimetre.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level
from wijkmap.present.briefing.placing import Label, placed
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.numbers import number
from wijkmap.present.palettes import INK, OUTLINE, PAPER, QUIET, WATER
from wijkmap.present.payload import Payload

__all__ = ["ABSENT_FILLS", "HEIGHT", "SAME", "WIDTH", "map_drawing", "pattern_defs", "swatch"]

WIDTH, HEIGHT = 640.0, 1040.0
"""Tenths of a millimetre: 64 by 104 mm."""

ABSENT_FILLS = {"m": "missing", "s": "suppressed", "n": "not_applicable"}
"""Mark of the payload to the name of its pattern."""

SAME = "same"
"""Name of the pattern over areas that do not differ from the rest of the city."""

_DETAIL = 15.0
"""Metres: less than a tenth of a millimetre when the whole gemeente is on the page."""
_AROUND_CITY = 0.02
_AROUND_PART = 0.16
_AREA = 2
_AROUND_FILL = "#eef0f1"
_LAND_LINE = "#ffffff"
_HAIRLINE = "#5d6970"
_HATCH, _DOT = "#8c969c", "#5d676d"
_BARS = (0.25, 0.5, 1, 2, 5, 10)
_LONGEST_BAR = 0.3


def pattern_defs() -> Markup:
    """Patterns of absence, as on screen: hatch, dots, a thin dash on plain paper."""
    paper = element("rect", width="14", height="14", fill=PAPER)
    return element(
        "defs",
        _pattern(
            "missing",
            14,
            paper,
            *(
                element(
                    "path", d=f"M{shift - 2} 16L{shift + 16} -2", stroke=_HATCH, stroke_width="2"
                )
                for shift in (-14, 0, 14)
            ),
        ),
        _pattern("suppressed", 14, paper, element("circle", cx="7", cy="7", r="2.4", fill=_DOT)),
        _pattern(
            "not_applicable",
            44,
            element("rect", width="44", height="44", fill=PAPER),
            element("rect", x="14", y="21", width="16", height="2", fill=_DOT),
        ),
        _pattern(
            SAME,
            14,
            *(
                element(
                    "path", d=f"M{shift - 2} -2L{shift + 16} 16", stroke=INK, stroke_width="1.6"
                )
                for shift in (-14, 0, 14)
            ),
        ),
    )


def _pattern(name: str, size: int, *parts: Markup) -> Markup:
    return element(
        "pattern",
        *parts,
        id=name,
        width=str(size),
        height=str(size),
        patternUnits="userSpaceOnUse",
    )


def swatch(fill: str) -> str:
    """Swatch of a legend: a colour, or the name of a pattern."""
    paint = fill if fill.startswith("#") else f"url(#{fill})"
    box = element(
        "rect",
        x="1",
        y="1",
        width="40",
        height="26",
        fill=paint,
        stroke=_HAIRLINE,
        stroke_width="2",
    )
    return _svg(42, 28, [pattern_defs(), box])


def _svg(width: float, height: float, parts: Sequence[Markup]) -> str:
    drawn = element(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=f"{width:g}",
        height=f"{height:g}",
        font_family="Source Sans 3",
    )
    return str(drawn)


@dataclass(frozen=True)
class _Window:
    """The piece of the world on the page.

    Attributes
    ----------
    west, north : float
        Metres, EPSG:28992.
    scale : float
        Units of the drawing per metre.
    """

    west: float
    north: float
    scale: float

    @classmethod
    def around(cls, bounds: tuple[float, float, float, float], share: float) -> _Window:
        """Window of the page's shape with some room around bounds."""
        west, south, east, north = bounds
        room = share * max(east - west, north - south)
        width, height = east - west + 2 * room, north - south + 2 * room
        scale = min(WIDTH / width, HEIGHT / height)
        middle_x, middle_y = (west + east) / 2, (south + north) / 2
        return cls(middle_x - WIDTH / scale / 2, middle_y + HEIGHT / scale / 2, scale)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north in metres, a little outside the page."""
        over = 4 / self.scale
        east, south = self.west + WIDTH / self.scale, self.north - HEIGHT / self.scale
        return self.west - over, south - over, east + over, self.north + over

    def points(self, metres: NDArray[np.float64]) -> NDArray[np.float64]:
        """Places on the page; shape (n, 2)."""
        moved = (metres - (self.west, self.north)) * (self.scale, -self.scale)
        rounded: NDArray[np.float64] = np.round(moved, 1) + 0.0
        return rounded

    def clipped(self, shape: BaseGeometry) -> BaseGeometry:
        """Part of a shape that is seen."""
        return shapely.clip_by_rect(shape, *self.box)

    def path(self, shape: BaseGeometry) -> str:
        """Path of rings and lines."""
        parts: list[str] = []
        for part in shapely.get_parts(shape):
            is_polygon = shapely.get_dimensions(part) == _AREA
            for line in shapely.get_rings([part]) if is_polygon else [part]:
                places = self.points(shapely.get_coordinates(line))
                steps = "L".join(f"{x:g} {y:g}" for x, y in places)
                parts.append(f"M{steps}{'Z' if is_polygon else ''}")
        return "".join(parts)


def map_drawing(
    dataset: Dataset, payload: Payload, subject: Sequence[str], around: Sequence[str] = ()
) -> str:
    """Draw the map of a payload, with a subject outlined.

    Parameters
    ----------
    dataset : Dataset
        Boundaries and context in EPSG:28992.
    payload : Payload
        Of `wijkmap.present.mapview.map_view`: classes, colours and signs of absence.
    subject : sequence of str
        Codes of the areas that the briefing is about, of the level of the payload.
    around : sequence of str
        Codes of the areas that the page is filled with; empty: the whole gemeente.

    Returns
    -------
    str
        SVG of `WIDTH` by `HEIGHT`.
    """
    level = Level(payload.level)
    shapes = _shapes(dataset, level)
    near = shapes[shapes.index.isin(list(around))]
    bounds = tuple((near if len(near) else shapes).total_bounds)
    window = _Window.around(bounds, _AROUND_PART if len(near) else _AROUND_CITY)
    at = payload.years.index(payload.year)
    codes = dataset.polygons_at(level).index
    fills = dict(zip(codes, payload.classes[at], strict=True))
    differs = payload.differs[at] if payload.hatched and payload.differs else ""
    same = [code for code, mark in zip(codes, differs, strict=False) if mark == "0"]
    seen = shapes.map(window.clipped)
    seen = seen[~seen.is_empty]
    parts = [
        pattern_defs(),
        element("rect", width=f"{WIDTH:g}", height=f"{HEIGHT:g}", fill=PAPER),
        *_surroundings(dataset, window),
        *(_area(window, shape, _fill(payload, fills[code])) for code, shape in seen.items()),
        *(_area(window, seen[code], f"url(#{SAME})") for code in same if code in seen.index),
        *_water(dataset, window),
        *_outlines(dataset, window, shapes, subject),
        *_names(dataset, window, seen, subject),
        _scale_bar(window),
    ]
    return _svg(WIDTH, HEIGHT, parts)


def _shapes(dataset: Dataset, level: Level) -> gpd.GeoSeries:
    return dataset.once(("briefing.shapes", level), partial(_simple_shapes, dataset, level))


def _simple_shapes(dataset: Dataset, level: Level) -> gpd.GeoSeries:
    exact = dataset.polygons_at(level)
    simple = shapely.coverage_simplify(exact.to_numpy(), _DETAIL)
    if shapely.is_empty(simple).any():
        return exact
    return gpd.GeoSeries(simple, index=exact.index, crs=exact.crs)


def _fill(payload: Payload, mark: str) -> str:
    return payload.palette[int(mark)] if mark.isdigit() else f"url(#{ABSENT_FILLS[mark]})"


def _area(window: _Window, shape: BaseGeometry, fill: str) -> Markup:
    return element(
        "path",
        d=window.path(shape),
        fill=fill,
        fill_rule="evenodd",
        stroke=_HAIRLINE,
        stroke_width="1.2",
        stroke_linejoin="round",
    )


def _context(dataset: Dataset, kind: str) -> list[tuple[str, BaseGeometry]]:
    rows = dataset.context
    if rows.empty:
        return []
    rows = rows[rows["kind"] == kind]
    return list(zip(rows["name"], rows.geometry, strict=True))


def _surroundings(dataset: Dataset, window: _Window) -> Iterator[Markup]:
    for kind in ("country", "neighbour"):
        for _, shape in _context(dataset, kind):
            shown = window.clipped(shape.simplify(_DETAIL))
            if shapely.get_dimensions(shape) == _AREA and not shown.is_empty:
                yield element(
                    "path",
                    d=window.path(shown),
                    fill=_AROUND_FILL,
                    stroke=_LAND_LINE,
                    stroke_width="4",
                )


def _water(dataset: Dataset, window: _Window) -> Iterator[Markup]:
    for _, shape in _context(dataset, "water"):
        shown = window.clipped(shape.simplify(_DETAIL))
        if shown.is_empty:
            continue
        is_area = shapely.get_dimensions(shape) == _AREA
        yield element(
            "path",
            d=window.path(shown),
            fill=WATER if is_area else "none",
            stroke=WATER,
            stroke_width="1" if is_area else "6",
            stroke_linecap="round",
        )


def _outlines(
    dataset: Dataset, window: _Window, shapes: gpd.GeoSeries, subject: Sequence[str]
) -> Iterator[Markup]:
    wijken = _shapes(dataset, Level.WIJK)
    own = [shapes[code] for code in subject if code in shapes.index]
    whole = shapely.union_all(own) if own else None
    widths = [(wijken[code], 7.0, 3.0) for code in dataset.pilots]
    widths += [(whole, 11.0, 5.5)] if whole is not None else []
    for shape, under, over in widths:
        line = window.clipped(shape.boundary)
        if line.is_empty:
            continue
        for colour, width in ((PAPER, under), (OUTLINE, over)):
            yield element(
                "path",
                d=window.path(line),
                fill="none",
                stroke=colour,
                stroke_width=f"{width:g}",
                stroke_linejoin="round",
            )


def _names(
    dataset: Dataset,
    window: _Window,
    seen: gpd.GeoSeries,
    subject: Sequence[str],
) -> Iterator[Markup]:
    """Names that fit: the subject and the pilots first, then who has most room."""
    wanted = list(_wanted(dataset, window, seen, subject))
    for kind in ("neighbour", "country"):
        for around, shape in _context(dataset, kind):
            shown = window.clipped(shape)
            if shapely.get_dimensions(shape) == _AREA and not shown.is_empty:
                x, y, room = _middle(window, shown)
                wanted.append(Label(around, x, y, 21, QUIET, is_strong=False, room=room))
    for one, x, y in placed(wanted, WIDTH, HEIGHT):
        yield element(
            "text",
            one.words,
            x=f"{x:.1f}",
            y=f"{y + one.size * 0.34:.1f}",
            text_anchor="middle",
            font_size=f"{one.size:g}",
            font_weight="600" if one.is_strong else None,
            fill=one.colour,
            stroke=PAPER,
            stroke_width="7" if one.is_strong else "6",
            stroke_linejoin="round",
            paint_order="stroke",
        )


def _wanted(
    dataset: Dataset,
    window: _Window,
    seen: gpd.GeoSeries,
    subject: Sequence[str],
) -> Iterator[Label]:
    first = [code for code in subject if code in seen.index] if len(subject) == 1 else []
    strong = [*first, *(code for code in dataset.pilots if code not in first)]
    spots = {code: _middle(window, shape) for code, shape in seen.items()}
    wijken = _shapes(dataset, Level.WIJK)
    for code in strong:
        shape = seen[code] if code in seen.index else window.clipped(wijken[code])
        if not shape.is_empty:
            x, y, _ = spots.get(code) or _middle(window, shape)
            yield Label(dataset.name_of(code), x, y, 27, INK, is_strong=True)
    for code, (x, y, room) in sorted(spots.items(), key=lambda one: (-one[1][2], one[0])):
        if code not in strong:
            yield Label(dataset.name_of(code), x, y, 21, INK, is_strong=False, room=room)


def _middle(window: _Window, shape: BaseGeometry) -> tuple[float, float, float]:
    """Middle and radius of the largest circle inside, on the page."""
    circle = shapely.maximum_inscribed_circle([shape], tolerance=20 / window.scale)[0]
    x, y = window.points(shapely.get_coordinates(circle)[:1])[0]
    return float(x), float(y), float(circle.length * window.scale)


def _scale_bar(window: _Window) -> Markup:
    longest = WIDTH * _LONGEST_BAR / window.scale / 1000
    km = max((one for one in _BARS if one <= longest), default=_BARS[0])
    end, base = 20 + km * 1000 * window.scale, HEIGHT - 22
    words = f"{number(km, 2).rstrip('0').rstrip(',')} km" if km < 1 else f"{number(km)} km"
    line = element(
        "path",
        d=f"M20 {base - 8:g}V{base:g}H{end:.1f}V{base - 8:g}",
        fill="none",
        stroke=INK,
        stroke_width="2",
    )
    name = element(
        "text",
        words,
        x=f"{end + 8:.1f}",
        y=f"{base:g}",
        font_size="21",
        fill=INK,
        stroke=PAPER,
        stroke_width="7",
        paint_order="stroke",
    )
    return join([line, name])
