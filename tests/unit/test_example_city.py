"""Names, boundaries and places of Voorbeeldstad."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from wijkmap.model.areas import locate
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level
from wijkmap.sources.example import truth, write_example
from wijkmap.sources.example.city import build_city
from wijkmap.sources.example.places import NO_COVERAGE
from wijkmap.sources.example.protection import hidden_cells, hide_partner
from wijkmap.sources.package import embedded_folder, load


@pytest.fixture(scope="module")
def city(example: Dataset) -> Dataset:
    return example


def test_another_seed_gives_another_city_that_loads_with_the_same_wijken(
    city: Dataset, tmp_path: Path
) -> None:
    write_example(tmp_path, seed=3)
    other = load(tmp_path)
    assert list(other.areas.index) == list(city.areas.index)
    assert other.version != city.version


def test_no_area_is_called_like_one_of_the_embedded_gemeente(city: Dataset) -> None:
    real = pd.read_csv(embedded_folder() / "areas.csv", dtype=str, keep_default_na=False)
    assert set(city.areas["area_code"]).isdisjoint(real["area_code"])
    for column in ("area_name", "short_name"):
        assert set(city.areas[column]).isdisjoint(real[column])


def test_names_and_codes_are_awkward_on_purpose(city: Dataset) -> None:
    names = city.areas_at(Level.WIJK)["short_name"]
    assert any(name.startswith("'t ") for name in names)
    assert any("-" in name for name in names)
    assert names.str.len().max() > 45
    assert names.is_unique
    assert city.areas_at(Level.BUURT)["short_name"].is_unique
    assert "WK9999AA" in names.index
    assert city.areas_at(Level.BUURT)["short_name"].str.contains("ë").any()


def test_boundaries_are_a_valid_coverage_at_each_level(city: Dataset) -> None:
    buurten, wijken = city.polygons_at(Level.BUURT), city.polygons_at(Level.WIJK)
    gemeente = city.polygons_at(Level.GEMEENTE).iloc[0]
    for layer in (buurten, wijken):
        assert layer.is_valid_coverage()
        assert layer.is_valid.all()
        assert (layer.geom_type == "Polygon").all()
        assert layer.union_all(method="coverage").equals(gemeente)
    for wijk, shape in wijken.items():
        parts = buurten[buurten.index.str[2:8] == str(wijk)[2:]]
        assert parts.union_all(method="coverage").equals(shape)
    hectares = buurten.area / 10_000
    middle = hectares[[f"{truth.CENTRE_WIJK.replace('WK', 'BU')}{end:02d}" for end in range(1, 7)]]
    assert middle.median() < hectares.median() / 2
    assert hectares.min() > 3


@pytest.mark.parametrize("seed", [27, 28, 29])
def test_every_seed_draws_wijken_in_one_piece(seed: int) -> None:
    drawn = build_city("9999", np.random.Generator(np.random.PCG64(seed)))
    assert (drawn.wijken.geom_type == "Polygon").all()
    assert drawn.buurten.is_valid_coverage()


def test_pilots_do_not_touch_and_lie_on_either_bank(city: Dataset) -> None:
    one, two = (city.polygons_at(Level.WIJK)[code] for code in truth.PILOTS)
    assert one.distance(two) > 100
    line = city.context.loc[city.context["kind"] == "water", "geometry"].iloc[0]
    assert one.union(two).convex_hull.intersects(line)


def test_neighbours_stay_outside_and_the_river_runs_through(city: Dataset) -> None:
    gemeente = city.polygons_at(Level.GEMEENTE).iloc[0]
    neighbours = city.context[city.context["kind"] == "neighbour"]
    assert len(neighbours) == 3
    assert neighbours["name"].str.contains("fictief").all()
    assert neighbours.intersection(gemeente).area.max() < 1_000
    water = city.context[city.context["kind"] == "water"]
    assert list(water["name"]) == ["de Voor"]
    assert water.intersects(gemeente).all()
    assert not water.within(gemeente).any()


def test_hiding_takes_a_partner_and_leaves_the_rest_alone() -> None:
    counts = np.array([3, 40, 8, 0])
    assert hide_partner(counts, np.array([True, False, False, False])).tolist() == [
        *(True, False, True, False)
    ]
    assert not hide_partner(counts, np.zeros(4, dtype=bool)).any()
    lone = hide_partner(np.array([2, 0]), np.array([True, False]))
    assert lone.tolist() == [True, True]


def test_a_hidden_wijk_hides_buurten_too() -> None:
    buurten, wijken = np.array([4, 0, 30, 20, 50, 60]), np.array([4, 50, 110])
    buurt, wijk = hidden_cells(buurten, wijken, np.array([0, 0, 1, 1, 2, 2]))
    assert wijk.tolist() == [True, True, False]
    assert buurt.tolist() == [True, True, True, True, False, False]


def test_initiatives_have_every_kind_of_place(city: Dataset) -> None:
    rows = city["initiatives"]
    assert 280 <= len(rows) <= 320
    point, code = rows["x"].notna(), rows["area_code"] != ""
    for has_point, has_code in ((True, True), (True, False), (False, True), (False, False)):
        assert ((point == has_point) & (code == has_code)).sum() >= 10
    assert (point & code).mean() > 0.5
    points = gpd.points_from_xy(rows["x"], rows["y"])
    wijken, buurten = city.polygons_at(Level.WIJK), city.polygons_at(Level.BUURT)
    placed = np.where(point, np.asarray(points, dtype=object), None)
    wijk, buurt = locate(placed, wijken), locate(placed, buurten)
    both = (point & code).to_numpy()
    assert (wijk[both] == rows["area_code"][both]).all()
    assert (buurt[both] == rows["buurt_code"][both]).all()
    outside = point.to_numpy() & wijk.isna().to_numpy()
    assert outside.sum() == 3
    assert (rows["area_code"][outside] == "").all()
    assert not rows["area_code"].isin(NO_COVERAGE).any()
    river = city.context.loc[city.context["kind"] == "water", "geometry"].iloc[0]
    assert not points[point.to_numpy()].intersects(river).any()
