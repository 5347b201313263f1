"""Map layers of a folder: read, held against RD New, checked as coverages.

A level is sound when neighbours share the very same edges (no overlap, no gap, no
vertex on one side only) and when the areas of one level fill those of the level
above. Differences between two levels of less than `TOLERANCE_M2` come from
rounding of coordinates and are no problem.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from wijkmap.model.areas import RD, level_of, wijk_of
from wijkmap.model.words import Level
from wijkmap.sources.sheets import Report, quoted

__all__ = ["TOLERANCE_M2", "Layer", "boundaries_of", "check_coverage", "context_of", "sound_shapes"]

TOLERANCE_M2 = 1.0
"""A piece smaller than this between two levels is rounding: half a millimetre along 2 km."""

_NARROW_M = 0.1
"""Gaps up to this wide are found along the edges; wider ones by their surface."""

_SUFFIXES = (".parquet", ".gpkg", ".geojson")
_READ = "Sla de laag opnieuw op als GeoParquet, GeoPackage of GeoJSON."
_REPAIR = "Herstel de laag in een GIS-programma (topologie)."
_SAME = 0.9


@dataclass(frozen=True)
class Layer:
    """A map layer as read.

    Attributes
    ----------
    file : str
    frame : geopandas.GeoDataFrame
        For boundaries: index ``area_code``, columns ``level`` and ``geometry``.
    in_rd : bool
        False when the coordinate system was missing or another one, and reported.
    readable : bool
    converted : bool
        The coordinates were degrees, made metres only to find the other faults.
    """

    file: str
    frame: gpd.GeoDataFrame
    in_rd: bool = True
    readable: bool = True
    converted: bool = False

    @property
    def codes(self) -> frozenset[str]:
        """Area codes of a boundary layer, also of shapes with a fault."""
        return frozenset(map(str, self.frame.index)) if self.readable else frozenset()


def boundaries_of(folder: Path, report: Report) -> Layer:
    """Read the boundary layer and check each shape by itself.

    The frame keeps one row per code, also where a shape was reported.
    """
    layer = _read(folder, "boundaries", report, optional=False)
    frame = layer.frame
    if not layer.readable or not _has_columns(layer, {"area_code", "level"}, report):
        return replace(layer, frame=_no_areas(), readable=False)
    codes = frame["area_code"].astype("str").fillna("").str.strip()
    said = frame["level"].astype("str").fillna("").str.strip()
    for code, level in zip(codes, said, strict=True):
        shape = level_of(code)
        if shape is None or shape is Level.COUNTRY:
            _add(report, layer, "area_code", quoted(code), "een code als GM0001, WK000101")
        elif level != shape.value:
            _add(report, layer, "level", f"{quoted(level)} bij {code}", f"'{shape.value}'")
    for code in sorted(set(codes[codes.duplicated()])):
        _add(report, layer, "area_code", f"{code} meer dan één keer", "elke code één keer")
    levels = [level.value if (level := level_of(code)) else "" for code in codes]
    shapes = gpd.GeoDataFrame(
        {"level": pd.Series(levels, dtype="str")}, geometry=list(frame.geometry), crs=frame.crs
    )
    shapes.index = pd.Index(codes, name="area_code")
    shapes = shapes[~shapes.index.duplicated() & (shapes["level"] != "")].sort_index()
    for code, shape in shapes.geometry.items():
        fault = _fault(shape)
        if fault:
            _add(report, layer, "geometry", f"{fault} bij {code}", "een geldige vlakgeometrie")
    return replace(layer, frame=shapes)


def context_of(folder: Path, report: Report) -> Layer:
    """Read the context layer; without a file it is empty."""
    layer = _read(folder, "context", report, optional=True)
    if not layer.readable or not _has_columns(layer, {"kind", "name"}, report):
        empty = gpd.GeoDataFrame(
            {"kind": pd.Series(dtype="str"), "name": pd.Series(dtype="str")}, geometry=[], crs=RD
        )
        return replace(layer, frame=empty)
    kinds = ("neighbour", "country", "water")
    frame = layer.frame[["kind", "name", "geometry"]].reset_index(drop=True)
    frame["kind"] = frame["kind"].astype("str").fillna("")
    frame["name"] = frame["name"].astype("str").fillna("")
    for kind, name, shape in zip(frame["kind"], frame["name"], frame.geometry, strict=True):
        if kind not in kinds:
            _add(report, layer, "kind", f"{quoted(kind)} bij {quoted(name)}", ", ".join(kinds))
        if shape is None or shape.is_empty:
            _add(report, layer, "geometry", f"niets bij {quoted(name)}", "een geometrie")
    return replace(layer, frame=frame)


def _add(report: Report, layer: Layer, column: str, found: str, expected: str) -> None:
    report.add(layer.file, 0, column, found, expected, _REPAIR)


def _no_areas() -> gpd.GeoDataFrame:
    empty = gpd.GeoDataFrame({"level": pd.Series(dtype="str")}, geometry=[], crs=RD)
    empty.index = pd.Index([], name="area_code", dtype="str")
    return empty


def _path(folder: Path, name: str, report: Report, *, optional: bool) -> Path | None:
    """Path of the one file of a layer."""
    paths = [path for path in (folder / (name + suffix) for suffix in _SUFFIXES) if path.is_file()]
    expected = ", ".join(name + suffix for suffix in _SUFFIXES)
    if len(paths) > 1:
        found = " en ".join(path.name for path in paths)
        report.add(f"{name}.*", 0, "", found, f"één van: {expected}", "Haal de andere weg.")
    elif not paths and not optional:
        report.add(f"{name}.parquet", 0, "", "geen bestand", expected, "Zet de laag in de map.")
    return paths[0] if paths else None


def _read(folder: Path, name: str, report: Report, *, optional: bool) -> Layer:
    path = _path(folder, name, report, optional=optional)
    if path is None:
        return Layer(f"{name}.parquet", _no_areas(), readable=False)
    try:
        frame = gpd.read_parquet(path) if path.suffix == ".parquet" else gpd.read_file(path)
        if path.suffix == ".geojson" and "crs" not in json.loads(path.read_bytes()):
            # GeoJSON without the member reads as degrees, whatever it holds.
            frame = frame.set_crs(None, allow_override=True)
    except Exception:  # noqa: BLE001 - the drivers raise whatever they like, in English
        found = "een laag die niet te lezen is"
        report.add(path.name, 0, "", found, "een kaartlaag", _READ)
        return Layer(path.name, _no_areas(), readable=False)
    if not isinstance(frame, gpd.GeoDataFrame) or frame.empty:
        report.add(path.name, 0, "", "een laag zonder vlakken", "een vlak per gebied", _READ)
        return Layer(path.name, _no_areas(), readable=False)
    if frame.geometry.name != "geometry":
        frame = frame.rename_geometry("geometry")
    if frame.index.name == "area_code" and "area_code" not in frame.columns:
        frame = frame.reset_index()
    in_rd = _is_rd(frame, path.name, report)
    if not in_rd and frame.crs is not None and frame.crs.is_geographic:
        # Refused already; metres only so that its other faults are found too.
        return Layer(path.name, frame.to_crs(RD), in_rd, converted=True)
    return Layer(path.name, frame, in_rd)


def _is_rd(frame: gpd.GeoDataFrame, file: str, report: Report) -> bool:
    expected = f"EPSG:{RD} (RD New)"
    if frame.crs is None:
        report.add(
            file,
            0,
            "geometry",
            "geen coördinatenstelsel",
            expected,
            "Leg het coördinatenstelsel vast in het bestand.",
        )
    elif frame.crs.to_epsg() != RD:
        report.add(
            file,
            0,
            "geometry",
            f"coördinatenstelsel {frame.crs.to_string()[:40]}",
            expected,
            f"Zet de laag om naar EPSG:{RD}.",
        )
    else:
        return True
    return False


def _has_columns(layer: Layer, needed: set[str], report: Report) -> bool:
    allowed = needed | {"geometry", "fid", "id"}
    columns = {str(column) for column in layer.frame.columns}
    for column in sorted(needed - columns):
        _add(report, layer, column, "geen kolom met deze naam", f"een kolom '{column}'")
    for column in sorted(columns - allowed):
        _add(report, layer, column, "een onbekende kolom", "alleen " + ", ".join(sorted(needed)))
    return needed <= columns


def _fault(shape: BaseGeometry | None) -> str:
    if shape is None:
        return "geen geometrie"
    if shape.is_empty:
        return "een lege geometrie"
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        return f"een {shape.geom_type}"
    if not shape.is_valid:
        return f"een ongeldige geometrie ({shapely.is_valid_reason(shape)})"
    return ""


@dataclass(frozen=True)
class _Defect:
    """A piece where areas do not fit, with its sentence."""

    piece: BaseGeometry
    found: str


def sound_shapes(layer: Layer, level: Level) -> gpd.GeoSeries | None:
    """Shapes of one level to hold points against, by code; None when not in RD New."""
    frame = layer.frame
    if not (layer.readable and layer.in_rd):
        return None
    fits = [not _fault(shape) for shape in frame.geometry]
    return frame.loc[(frame["level"] == level.value).to_numpy() & fits, "geometry"]


def check_coverage(layer: Layer, absent: Collection[str], report: Report) -> None:
    """Report every gap, overlap and edge that does not fit, each once.

    A wijk that is drawn wrong also makes its buurten stick out or fall short at the
    same place: that is one fault, reported at the larger level. Areas whose own
    shape was reported leave no gap.

    Parameters
    ----------
    layer : Layer
        As `boundaries_of` gives it.
    absent : collection of str
        Codes without a shape, reported elsewhere.
    report : Report
    """
    frame = layer.frame
    sound = np.array([not _fault(shape) for shape in frame.geometry], dtype=bool)
    # Coordinates that were converted to check on no longer share their edges exactly.
    exact = not layer.converted
    seen: list[_Defect] = []
    for level, above in ((Level.WIJK, Level.GEMEENTE), (Level.BUURT, Level.WIJK)):
        at_level = (frame["level"] == level.value).to_numpy()
        parents = frame.loc[(frame["level"] == above.value).to_numpy() & sound, "geometry"]
        shapes = frame.loc[at_level & sound, "geometry"]
        broken = [*frame.index[at_level & ~sound]]
        broken += [code for code in absent if level_of(code) is level]
        found = [*_uncovered(shapes, parents, broken, level)]
        found = _edges(shapes, found, exact=exact)
        for defect in found:
            if not any(_same_place(defect, other) for other in seen):
                _add(report, layer, "geometry", defect.found, "vlakken die precies aansluiten")
        seen.extend(found)


def _same_place(defect: _Defect, other: _Defect) -> bool:
    # A millimetre of room: both pieces come out of computations of their own.
    shared = shapely.intersection(defect.piece, shapely.buffer(other.piece, 0.001))
    return bool(shared.area >= _SAME * defect.piece.area and defect.piece.area > 0)


def _edges(shapes: gpd.GeoSeries, found: list[_Defect], *, exact: bool) -> list[_Defect]:
    """`found` with the overlaps, and the other edges that none of these explains."""
    polygons: NDArray[np.object_] = shapes.to_numpy()
    wrong = shapely.coverage_invalid_edges(polygons, gap_width=_NARROW_M)
    suspects = np.flatnonzero(~shapely.is_empty(wrong) & ~shapely.is_missing(wrong))
    if not len(suspects):
        return found
    codes = list(shapes.index)
    tree = shapely.STRtree(polygons[suspects])
    pairs = tree.query(polygons[suspects], predicate="intersects").T
    found = list(found)
    for one, other in suspects[pairs[pairs[:, 0] < pairs[:, 1]]]:
        piece = shapely.intersection(polygons[one], polygons[other])
        if piece.area > (0 if exact else TOLERANCE_M2):
            names = f"{codes[one]} en {codes[other]}"
            found.append(
                _Defect(piece, f"{names} overlappen {piece.area:.2f} m2 bij {_place(piece)}")
            )
    # An area that moved leaves vertices behind in a third one: the same fault.
    near = [shapely.buffer(defect.piece, _NARROW_M) for defect in found]
    rest = [at for at in suspects if not any(shapely.intersects(wrong[at], near))]
    if rest and exact:
        lines = shapely.union_all(wrong[rest])
        names = ", ".join(codes[at] for at in rest)
        found.append(
            _Defect(
                shapely.buffer(lines, _NARROW_M),
                f"randen die niet aansluiten tussen {names} bij {_place(lines)}",
            )
        )
    return found


def _uncovered(
    shapes: gpd.GeoSeries, parents: gpd.GeoSeries, broken: list[str], level: Level
) -> Iterator[_Defect]:
    of_wijk = level is Level.BUURT
    owner = [wijk_of(code) if of_wijk else str(code) for code in shapes.index]
    for parent, whole in parents.items():
        if any(not of_wijk or wijk_of(code) == parent for code in broken):
            continue
        mine = [not of_wijk or code == parent for code in owner]
        # A wijk without any buurt has nothing that must fit.
        if not any(mine):
            continue
        union = shapely.union_all(shapes.to_numpy()[mine])
        # As a rule they are the same, which takes a tenth of the time of two differences.
        if shapely.equals(whole, union):
            continue
        for piece in _pieces(shapely.difference(whole, union)):
            yield _Defect(
                piece,
                f"een gat van {piece.area:.2f} m2 in {parent} bij {_place(piece)}, "
                f"dat bij geen {level.value} hoort",
            )
        for piece in _pieces(shapely.difference(union, whole)):
            yield _Defect(
                piece,
                f"{piece.area:.2f} m2 {level.value} buiten {parent} bij {_place(piece)}",
            )


def _pieces(shape: BaseGeometry) -> list[BaseGeometry]:
    return [piece for piece in shapely.get_parts(shape) if piece.area >= TOLERANCE_M2]


def _place(shape: BaseGeometry) -> str:
    point = shapely.point_on_surface(shape)
    return f"({point.x:.0f}, {point.y:.0f})"
