"""Points to areas: our join beside geopandas.sjoin, with the same results checked.

Run from the root of the project: ``.venv/bin/python tests/benchmarks/bench_join.py``. It prints the
median seconds of five runs and the ratio to geopandas.sjoin, for the embedded buurten and
for a layer the size of the country.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

import wijkmap
from wijkmap.analysis.join import located
from wijkmap.model.areas import RD, locate
from wijkmap.model.words import Level

POINTS = 1_000_000
RUNS = 5
SEED = 20141014
NATIONAL = 118


def national(side: int = NATIONAL) -> gpd.GeoSeries:
    """`side` squared areas with wobbly shared borders over 250 by 250 km: about 14,000."""
    random = np.random.default_rng(SEED)
    step = 250_000 / side
    grid = np.stack(np.meshgrid(np.arange(side + 1), np.arange(side + 1)), axis=-1) * step
    grid += random.uniform(-0.3, 0.3, grid.shape) * step + 20_000
    middles = random.uniform(-0.15, 0.15, (2, side + 1, side + 1, 2)) * step
    areas, codes = [], []
    for row in range(side):
        for column in range(side):
            corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
            ring = []
            for one, two in zip(corners, corners[1:] + corners[:1], strict=True):
                across = int(one[0] == two[0])
                low = min(one, two)
                ring += [grid[one], (grid[one] + grid[two]) / 2 + middles[across][low]]
            areas.append(shapely.Polygon(ring))
            codes.append(f"BU{row:04d}{column:04d}")
    return gpd.GeoSeries(areas, index=codes, crs=RD)


def joined(points: gpd.GeoDataFrame, areas: gpd.GeoSeries) -> pd.Series:
    """geopandas.sjoin, with the first code where a point lies in several areas."""
    frame = gpd.GeoDataFrame({"code": areas.index}, geometry=areas.to_numpy(), crs=areas.crs)
    found = points.sjoin(frame, how="left", predicate="intersects")["code"]
    return found.groupby(level=0).min() if found.index.has_duplicates else found


def bound(points: np.ndarray, areas: gpd.GeoSeries) -> None:
    """What any join by a tree of boxes does at least: look up the boxes."""
    shapely.STRtree(areas.to_numpy()).query(points)


def seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def compare(title: str, areas: gpd.GeoSeries) -> None:
    random = np.random.default_rng(SEED)
    west, south, east, north = areas.total_bounds
    x, y = random.uniform(west, east, POINTS), random.uniform(south, north, POINTS)
    points = shapely.points(x, y)
    layer = gpd.GeoDataFrame(geometry=points, crs=RD)
    expected = joined(layer, areas).astype("str")
    for answer in (located(x, y, areas), locate(points, areas)):
        same = answer.fillna("").to_numpy() == expected.fillna("").to_numpy()
        if not same.all():
            sys.exit(f"{title}: {np.count_nonzero(~same)} points differ from geopandas.sjoin")
    sys.stdout.write(f"{title}: {len(areas):,} areas, {POINTS:,} points, same results\n")
    ways = {
        "geopandas.sjoin (points ready made)": lambda: joined(layer, areas),
        "locate (points ready made)": lambda: locate(points, areas),
        "located (from x and y)": lambda: located(x, y, areas),
        "boxes only (bound of the index)": lambda: bound(points, areas),
    }
    spent = {name: seconds(work) for name, work in ways.items()}
    base = next(iter(spent.values()))
    for name, taken in spent.items():
        sys.stdout.write(f"  {name:38} {taken:6.3f} s  {taken / base:5.2f} x\n")


if __name__ == "__main__":
    compare("buurten", wijkmap.load().polygons_at(Level.BUURT))
    compare("national", national())
