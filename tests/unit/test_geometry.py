from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from wijkmap.model.areas import CrsError
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level
from wijkmap.present.geometry import GeometryAsset, geometry_asset
from wijkmap.present.topology import topology


@pytest.fixture(scope="module")
def asset(venlo: Dataset) -> GeometryAsset:
    return geometry_asset(venlo)


def rebuilt(asset: GeometryAsset, level: Level) -> gpd.GeoSeries:
    """Polygons as the browser puts them together, in degrees."""
    raw = json.loads(asset.body)
    arcs = [np.cumsum(np.reshape(arc, (-1, 2)), axis=0) for arc in raw["arcs"]]

    def ring(references: list[int]) -> np.ndarray[Any, Any]:
        lines = [arcs[at] if at >= 0 else arcs[~at][::-1] for at in references]
        steps = np.vstack([lines[0], *(line[1:] for line in lines[1:])])
        return steps * raw["step"] + raw["origin"]

    shapes = []
    for rings in raw["levels"][level.value]["rings"]:
        shape: BaseGeometry = shapely.Polygon()
        for references in rings:
            shape = shape.symmetric_difference(shapely.Polygon(ring(references)))
        shapes.append(shape)
    return gpd.GeoSeries(shapes, index=asset.codes[level], crs=4326)


@pytest.mark.parametrize(("level", "count"), [(Level.WIJK, 21), (Level.BUURT, 114)])
def test_every_area_comes_back_in_its_place(
    venlo: Dataset, asset: GeometryAsset, level: Level, count: int
):
    found = rebuilt(asset, level).to_crs(28992)
    exact = venlo.polygons_at(level)
    assert len(found) == count
    assert found.index.equals(exact.index)
    apart = found.symmetric_difference(exact).area
    assert (apart / exact.area).max() < 0.05
    assert found.hausdorff_distance(exact).max() < 30


@pytest.mark.parametrize("level", [Level.WIJK, Level.BUURT])
def test_borders_stay_shared_after_simplification(asset: GeometryAsset, level: Level):
    assert shapely.coverage_is_valid(rebuilt(asset, level).to_numpy())


def test_it_is_small(asset: GeometryAsset):
    assert len(gzip.compress(asset.body)) < 20_000


def test_its_name_follows_from_its_content(venlo: Dataset, asset: GeometryAsset):
    again = geometry_asset(venlo)
    assert (again.name, again.body) == (asset.name, asset.body)
    fewer = replace(venlo, context=venlo.context.iloc[:0])
    assert geometry_asset(fewer).name != asset.name


def test_names_stand_inside_their_areas(asset: GeometryAsset):
    raw = json.loads(asset.body)
    shapes = rebuilt(asset, Level.BUURT)
    places = np.array(raw["levels"]["buurt"]["points"]) * raw["step"] + raw["origin"]
    assert shapes.contains(
        gpd.GeoSeries(shapely.points(places), index=shapes.index, crs=4326)
    ).all()


def test_surroundings_are_named(asset: GeometryAsset):
    raw = json.loads(asset.body)
    assert {one["name"] for one in raw["neighbours"]} >= {"Horst aan de Maas", "Beesel"}
    assert [one["name"] for one in raw["water"]] == ["Maas"]
    assert [one["name"] for one in raw["countries"]] == ["Duitsland"]


def test_another_gemeente_needs_no_other_code(small: Dataset):
    asset = geometry_asset(small)
    assert asset.codes[Level.WIJK][-1] == "WK9901AA"
    assert shapely.coverage_is_valid(rebuilt(asset, Level.BUURT).to_numpy())
    south, west, north, east = asset.bounds
    assert 50 < south < north < 54
    assert 3 < west < east < 8


def test_an_empty_context_is_no_error(small: Dataset):
    raw = json.loads(geometry_asset(replace(small, context=small.context.iloc[:0])).body)
    assert raw["neighbours"] == raw["borders"] == raw["water"] == raw["countries"] == []


def test_wijken_that_their_buurten_do_not_fill_keep_their_own_border(small: Dataset):
    kept = small.boundaries.index != "BU99010100"
    asset = geometry_asset(replace(small, boundaries=small.boundaries[kept]))
    whole = rebuilt(asset, Level.WIJK).to_crs(28992).area
    assert whole.max() / whole.min() < 1.01


def test_a_layer_without_crs_is_refused(small: Dataset):
    bare = small.boundaries.set_crs(None, allow_override=True)
    with pytest.raises(CrsError):
        geometry_asset(replace(small, boundaries=bare))


def test_a_shared_border_is_one_arc():
    left = np.array([[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]])
    right = np.array([[4, 0], [8, 0], [8, 4], [4, 4], [4, 0]])
    shared = topology([[left], [right]])
    assert len(shared.arcs) == 3
    used = [{~at if at < 0 else at for at in shape[0]} for shape in shared.shapes]
    assert len(used[0] & used[1]) == 1


def test_an_island_in_a_hole_is_one_arc_too():
    island = np.array([[2, 2], [6, 2], [6, 6], [2, 6], [2, 2]])
    around = np.array([[0, 0], [8, 0], [8, 8], [0, 8], [0, 0]])
    hole = np.roll(island[:-1], 1, axis=0)[::-1]
    shared = topology([[around, np.vstack([hole, hole[:1]])], [island]])
    assert len(shared.arcs) == 2
