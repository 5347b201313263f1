"""The join: every initiative to its wijk and buurt, by code or by point."""

from __future__ import annotations

from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from wijkmap.model.areas import require_rd
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level

__all__ = ["NO_BUURT", "located", "place_initiatives"]

NO_BUURT = "geen coördinaten of buurtcode bekend"
"""Why an initiative has no buurt."""

_OUTSIDE_WIJK = "het punt ligt niet in een buurt van deze wijk"
_OUTSIDE = "buiten de gemeente"


def place_initiatives(dataset: Dataset) -> pd.DataFrame:
    """Initiatives with the area they lie in.

    A wijk or buurt code decides where there is one; else the point does, in RD. A point
    on a border lies in one area, the first in text order. A buurt found by point lies in
    the wijk that was found. Names are never joined.

    Returns
    -------
    pandas.DataFrame
        The table ``initiatives``, same index and order, with more columns: ``wijk`` and
        ``buurt`` (codes, empty text when not found), ``placed_by`` (``code``, ``point``
        or empty), ``outside`` (bool: has a point, in no wijk) and ``buurt_reason`` (Dutch;
        empty when the buurt is found). Each row has a wijk, or is outside, or is
        neither: not assigned. Read only: it is computed once.
    """
    return dataset.once("place_initiatives", partial(_place_initiatives, dataset))


def _place_initiatives(dataset: Dataset) -> pd.DataFrame:
    initiatives = dataset["initiatives"]
    parents = dataset.areas_at(Level.BUURT)["parent_code"]
    buurt = initiatives["buurt_code"].astype(object).to_numpy(copy=True)
    wijk = initiatives["area_code"].astype(object).to_numpy(copy=True)
    by_buurt = (wijk == "") & (buurt != "")
    wijk[by_buurt] = parents.reindex(buurt[by_buurt]).fillna("").to_numpy(dtype=object)

    x = initiatives["x"].to_numpy(dtype=float)
    y = initiatives["y"].to_numpy(dtype=float)
    has_point = np.isfinite(x) & np.isfinite(y)
    coded = wijk != ""
    by_point = has_point & ~coded
    if by_point.any():
        found = located(x[by_point], y[by_point], dataset.polygons_at(Level.WIJK))
        wijk[by_point] = found.fillna("").to_numpy(dtype=object)
    for code in pd.unique(wijk[has_point & (buurt == "") & (wijk != "")]):
        here = has_point & (buurt == "") & (wijk == code)
        inside = dataset.polygons_at(Level.BUURT).reindex(parents.index[parents == code])
        buurt[here] = located(x[here], y[here], inside).fillna("").to_numpy(dtype=object)

    outside = by_point & (wijk == "")
    return initiatives.assign(
        wijk=pd.Series(wijk, index=initiatives.index, dtype="str"),
        buurt=pd.Series(buurt, index=initiatives.index, dtype="str"),
        placed_by=np.select([coded, by_point & (wijk != "")], ["code", "point"], ""),
        outside=outside,
        buurt_reason=np.select(
            [buurt != "", outside, has_point], ["", _OUTSIDE, _OUTSIDE_WIJK], NO_BUURT
        ),
    )


def located(x: NDArray[np.float64], y: NDArray[np.float64], areas: gpd.GeoSeries) -> pd.Series:
    """Code of the area that each point lies in: `wijkmap.model.areas.locate` for many points.

    Parameters
    ----------
    x, y : ndarray of float, shape (n,)
        RD, in metres; NaN has no place.
    areas : geopandas.GeoSeries
        Polygons, indexed by area code, in RD New.

    Returns
    -------
    pandas.Series of str, shape (n,), index 0..n-1
        Missing (NaN) where a point lies in no area. On a border: the first code in text
        order, always the same one.

    Raises
    ------
    CrsError
        When `areas` is not in RD New.

    Notes
    -----
    Points are sorted into a grid, so that an area finds those near its box in a few slices
    and, prepared, looks at all of them in one call: no point object and no tree is built.
    """
    require_rd(areas.to_frame("geometry"), "gebieden")
    ordered = areas.sort_index()
    polygons = ordered.to_numpy()
    found = np.full(len(x), len(polygons), dtype=np.int64)
    bounds = shapely.bounds(polygons)
    grid = _Grid(x, y, shapely.total_bounds(polygons))
    # Last code first, so that on a border the first code has the last word.
    for area in range(len(polygons) - 1, -1, -1):
        near = grid.near(bounds[area])
        if len(near):
            shapely.prepare(polygons[area])
            found[near[shapely.intersects_xy(polygons[area], x[near], y[near])]] = area
    names = pd.array([*ordered.index, None], dtype="str")
    return pd.Series(names.take(found))


class _Grid:
    """Points by cell of a square grid over a box; what lies outside the box is left out."""

    _MOST = 255  # cells fit in 16 bits, which numpy sorts in linear time

    def __init__(
        self, x: NDArray[np.float64], y: NDArray[np.float64], box: NDArray[np.float64]
    ) -> None:
        self._corner, far = box[:2], box[2:]
        inside = np.flatnonzero((x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3]))
        self._side = int(np.clip(np.sqrt(len(inside)) / 4, 1, self._MOST))
        self._size = np.maximum((far - self._corner) / self._side, 1e-9)
        cells = self._cell(y[inside], 1) * self._side + self._cell(x[inside], 0)
        order = np.argsort(cells.astype(np.uint16), kind="stable")
        self._points = inside[order]
        self._starts = np.searchsorted(cells[order], np.arange(self._side**2 + 1))

    def _cell(self, value: NDArray[np.float64], axis: int) -> NDArray[np.int64]:
        cell = ((value - self._corner[axis]) / self._size[axis]).astype(np.int64)
        return np.asarray(np.clip(cell, 0, self._side - 1), dtype=np.int64)

    def near(self, box: NDArray[np.float64]) -> NDArray[np.int64]:
        """Places of the points in the cells that a box touches."""
        west, east = self._cell(box[[0, 2]], 0)
        south, north = self._cell(box[[1, 3]], 1)
        rows = np.arange(south, north + 1) * self._side
        slices = zip(self._starts[rows + west], self._starts[rows + east + 1], strict=True)
        return np.concatenate([self._points[first:last] for first, last in slices])
