"""Area codes, and where a point lies.

An area is a gemeente (GM + 4 digits), wijk (WK + 6) or buurt (BU + 8) of one
boundary year. After the gemeente's four digits the rest may hold letters
(Amsterdam: ``WK0363AA``). Codes are text and are the only key of a join.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from wijkmap.model.errors import WijkmapError
from wijkmap.model.words import Level

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "RD",
    "CrsError",
    "gemeente_of",
    "is_area_code",
    "level_of",
    "locate",
    "require_rd",
    "wijk_of",
]

RD = 28992
"""EPSG code of RD New, in metres: the one working coordinate system."""

_PATTERNS = {
    Level.COUNTRY: re.compile(r"NL00"),
    Level.GEMEENTE: re.compile(r"GM\d{4}"),
    Level.WIJK: re.compile(r"WK\d{4}[0-9A-Z]{2}"),
    Level.BUURT: re.compile(r"BU\d{4}[0-9A-Z]{4}"),
}


class CrsError(WijkmapError, ValueError):
    """A layer has no coordinate system, or another one than RD New."""


def level_of(code: str) -> Level | None:
    """Level of an area code, or None when the text is no area code.

    Examples
    --------
    >>> level_of("WK0363AA")
    <Level.WIJK: 'wijk'>
    >>> level_of("5925") is None
    True
    """
    for level, pattern in _PATTERNS.items():
        if pattern.fullmatch(code):
            return level
    return None


def is_area_code(code: str) -> bool:
    """Whether a text has the shape of an area code."""
    return level_of(code) is not None


def gemeente_of(code: str) -> str:
    """Gemeente code of a wijk or buurt: the four digits after the prefix."""
    return f"GM{code[2:6]}"


def wijk_of(buurt_code: str) -> str:
    """Wijk code of a buurt code: its first six characters after the prefix."""
    return f"WK{buurt_code[2:8]}"


def require_rd(layer: gpd.GeoDataFrame, what: str) -> gpd.GeoDataFrame:
    """Return `layer` unchanged when it is in RD New, refuse it otherwise.

    Raises
    ------
    CrsError
        Without a coordinate system, or with another one. Nothing is guessed
        or converted in silence.
    """
    if layer.crs is None:
        raise CrsError(
            f"{what}: verwacht EPSG:{RD} (RD New), gevonden geen coördinatenstelsel. "
            "Leg het stelsel vast in het bestand."
        )
    if layer.crs.to_epsg() != RD:
        raise CrsError(
            f"{what}: verwacht EPSG:{RD} (RD New), gevonden {layer.crs.to_string()}. "
            f"Zet de laag om met to_crs({RD})."
        )
    return layer


def locate(points: NDArray[np.object_], areas: gpd.GeoSeries) -> pd.Series:
    """Code of the area that each point lies in.

    Parameters
    ----------
    points : ndarray of shapely Point, shape (n,)
        In the CRS of `areas`; None or empty points have no place.
    areas : geopandas.GeoSeries
        Polygons, indexed by area code, in RD New.

    Returns
    -------
    pandas.Series of str, shape (n,), index 0..n-1
        Missing (NaN) where a point lies in no area. A point on a border lies
        in several: it gets the first code in text order, always the same one.

    Raises
    ------
    CrsError
        When `areas` is not in RD New.
    """
    require_rd(areas.to_frame("geometry"), "gebieden")
    ordered = areas.sort_index()
    codes = ordered.index.to_numpy(dtype=object)
    tree = shapely.STRtree(ordered.to_numpy())
    at, area = tree.query(points, predicate="intersects")
    found = np.full(len(points), len(codes), dtype=np.int64)
    np.minimum.at(found, at, area)
    names = np.empty(len(codes) + 1, dtype=object)
    names[:-1] = codes
    return pd.Series(names[found])
