"""Area codes, where a point lies, and map layers that must fit."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from folders import boundaries, context, edit, write_folder

import wijkmap
from wijkmap.model.areas import (
    CrsError,
    gemeente_of,
    is_area_code,
    level_of,
    locate,
    require_rd,
    wijk_of,
)
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import DataError, Problem
from wijkmap.model.words import Level


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("NL00", Level.COUNTRY),
        ("GM0983", Level.GEMEENTE),
        ("WK098325", Level.WIJK),
        ("WK0363AA", Level.WIJK),
        ("BU09832500", Level.BUURT),
        ("BU0363AA01", Level.BUURT),
        ("", None),
        ("5925", None),
        ("wk098325", None),
        ("WK09832", None),
        ("WK0983250", None),
        ("WK098325 ", None),
        ("WKAAAA25", None),
    ],
)
def test_level_of_a_code(code: str, level: Level | None):
    assert level_of(code) is level
    assert is_area_code(code) == (level is not None)


def test_a_code_names_what_it_lies_in():
    assert gemeente_of("BU0363AA01") == "GM0363"
    assert wijk_of("BU0363AA01") == "WK0363AA"


def test_points_are_located(small: Dataset):
    wijken = small.polygons_at(Level.WIJK)
    points = shapely.points([(200_500, 370_500), (201_500, 371_500), (210_000, 371_500)])
    found = locate(points, wijken)
    assert found.iloc[:2].tolist() == ["WK990101", "WK9901AA"]
    assert pd.isna(found.iloc[2])


def test_a_point_on_a_border_gets_the_first_code_whatever_the_order(small: Dataset):
    wijken = small.polygons_at(Level.WIJK)
    corner = np.array([shapely.Point(201_000, 371_000)], dtype=object)
    for order in (wijken, wijken.iloc[::-1]):
        assert locate(corner, order).tolist() == ["WK990101"]


def test_a_point_that_is_none_has_no_place(small: Dataset):
    points = np.array([None, shapely.Point()], dtype=object)
    assert locate(points, small.polygons_at(Level.WIJK)).isna().all()


def test_another_coordinate_system_is_refused(small: Dataset):
    with pytest.raises(CrsError, match="geen coördinatenstelsel"):
        require_rd(boundaries().set_crs(None, allow_override=True), "laag")
    with pytest.raises(CrsError, match="EPSG:4326"):
        require_rd(boundaries().to_crs(4326), "laag")
    assert require_rd(small.boundaries, "laag") is small.boundaries


def problems(folder: Path) -> tuple[Problem, ...]:
    """Problems of a folder, none when it loads."""
    try:
        wijkmap.load(folder)
    except DataError as error:
        return error.problems
    return ()


def reshape(**shapes: shapely.Geometry | None) -> Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]:
    """Change that gives areas another shape."""

    def change(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        layer = layer.set_index("area_code")
        for code, shape in shapes.items():
            layer.loc[[code], "geometry"] = gpd.GeoSeries([shape], index=[code], crs=layer.crs)
        return layer.reset_index()

    return change


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    """Box in metres from the folder's south-west corner."""
    return shapely.box(200_000 + west, 370_000 + south, 200_000 + east, 370_000 + north)


def bow_tie() -> shapely.Polygon:
    return shapely.Polygon(
        [(200_000, 370_000), (200_500, 371_000), (200_500, 370_000), (200_000, 371_000)]
    )


ONE_FAULT: dict[str, tuple[object, str]] = {
    "no coordinate system": (
        lambda layer: layer.set_crs(None, allow_override=True),
        "geen coördinatenstelsel",
    ),
    "degrees": (lambda layer: layer.to_crs(4326), "coördinatenstelsel EPSG:4326"),
    "a gap between two buurten": (
        reshape(BU99010100=box(0, 0, 450, 1000)),
        "een gat van 50000.00 m2",
    ),
    "a gap within a buurt": (
        reshape(BU99010100=box(0, 0, 500, 1000) - box(200, 200, 210, 210)),
        "een gat van 100.00 m2",
    ),
    "a sliver": (reshape(BU99010100=box(0, 0, 499.99, 1000)), "een gat van 10.00 m2"),
    "a hairline": (reshape(BU99010100=box(0, 0, 499.9995, 1000)), "randen die niet aansluiten"),
    "an overlap of two buurten": (
        reshape(BU99010100=box(0, 0, 550, 1000)),
        "BU99010100 en BU99010101 overlappen 50000.00 m2",
    ),
    "a buurt outside its wijk": (
        reshape(BU99010100=box(-50, 0, 500, 1000)),
        "50000.00 m2 buurt buiten WK990101",
    ),
    "a gap between two wijken": (reshape(WK990101=box(0, 0, 950, 1000)), "een gat van 50000.00 m2"),
    "an overlap of two wijken": (
        reshape(WK990101=box(0, 0, 1050, 1000)),
        "WK990101 en WK990102 overlappen 50000.00 m2",
    ),
    "a wijk outside the gemeente": (
        reshape(GM9901=box(0, 0, 1990, 2000)),
        "20000.00 m2 wijk buiten GM9901",
    ),
    "a vertex on one side only": (
        reshape(
            WK990101=shapely.Polygon(
                [(200e3, 370e3), (201e3, 370e3), (201e3, 370.4e3), (201e3, 371e3), (200e3, 371e3)]
            )
        ),
        "randen die niet aansluiten",
    ),
    "a bow tie": (reshape(BU99010100=bow_tie()), "een ongeldige geometrie"),
    "an empty shape": (reshape(BU99010100=shapely.Polygon()), "een lege geometrie"),
    "no shape": (reshape(BU99010100=None), "geen geometrie"),
    "a line": (reshape(BU99010100=box(0, 0, 500, 1000).boundary), "een LineString"),
    "a code twice": (
        lambda layer: pd.concat([layer, layer.iloc[[-1]]]),
        "BU9901AA01 meer dan één keer",
    ),
    "a wrong level": (
        lambda layer: layer.assign(level=layer["level"].replace("gemeente", "stad")),
        "'stad' bij GM9901",
    ),
    "an unknown column": (lambda layer: layer.assign(kleur="rood"), "een onbekende kolom"),
    "a missing column": (lambda layer: layer.drop(columns="level"), "geen kolom met deze naam"),
    "no rows": (lambda layer: layer.iloc[:0], "een laag zonder vlakken"),
    "no layer": (None, "geen bestand"),
    "rubbish": (b"geen parquet", "een laag die niet te lezen is"),
}


@pytest.mark.parametrize("fault", ONE_FAULT)
def test_one_fault_in_a_layer_is_one_problem(tmp_path: Path, fault: str):
    change, found = ONE_FAULT[fault]
    reported = problems(write_folder(tmp_path, boundaries=change))
    assert [one.found[: len(found)] for one in reported] == [found]
    assert reported[0].file == "boundaries.parquet"


def test_a_shape_that_is_absent_is_no_gap_too(tmp_path: Path):
    reported = problems(write_folder(tmp_path, boundaries=lambda layer: layer.iloc[:-1]))
    assert [(one.file, one.row, one.column) for one in reported] == [("areas.csv", 14, "area_code")]


def test_two_faults_in_different_places_are_two_problems(tmp_path: Path):
    change = reshape(WK990101=box(0, 0, 950, 1000), BU9901AA00=box(1000, 1000, 1450, 2000))
    found = [one.found for one in problems(write_folder(tmp_path, boundaries=change))]
    assert len(found) == 2
    assert "in GM9901" in found[0]
    assert "in WK9901AA" in found[1]


def test_faults_of_a_layer_do_not_hide_those_of_tables(tmp_path: Path):
    folder = write_folder(
        tmp_path,
        boundaries=lambda layer: layer.to_crs(4326),
        ledger=edit((2, "amount_cents", "veel")),
    )
    assert [one.file for one in problems(folder)] == ["boundaries.parquet", "ledger.csv"]


def test_another_coordinate_system_does_not_hide_a_gap(tmp_path: Path):
    def change(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        return reshape(BU99010100=box(0, 0, 450, 1000))(layer).to_crs(4326)

    found = [one.found for one in problems(write_folder(tmp_path, boundaries=change))]
    assert len(found) == 2
    assert found[0].startswith("coördinatenstelsel EPSG:4326")
    assert found[1].startswith("een gat van")


def test_rounding_between_levels_is_no_fault(tmp_path: Path):
    change = reshape(GM9901=box(0, 0, 2000.0004, 2000))
    assert not problems(write_folder(tmp_path, boundaries=change))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda layer: layer.to_crs(4326), "coördinatenstelsel EPSG:4326"),
        (lambda layer: layer.assign(kind="zee"), "'zee' bij"),
        (lambda layer: layer.drop(columns="name"), "geen kolom"),
        (b"", "een laag die niet te lezen is"),
    ],
)
def test_the_context_is_checked_too(tmp_path: Path, change: object, found: str):
    reported = problems(write_folder(tmp_path, context=change))
    assert reported
    assert all(one.found.startswith(found) for one in reported)
    assert {one.file for one in reported} == {"context.parquet"}


@pytest.mark.parametrize("suffix", ["gpkg", "geojson"])
def test_other_formats_read_the_same(tmp_path: Path, small: Dataset, suffix: str):
    folder = write_folder(tmp_path, boundaries=None, context=None)
    boundaries().to_file(folder / f"boundaries.{suffix}")
    context().to_file(folder / f"context.{suffix}")
    assert wijkmap.load(folder).version == small.version


def test_geojson_without_a_coordinate_system_is_refused(tmp_path: Path):
    folder = write_folder(tmp_path, boundaries=None)
    path = folder / "boundaries.geojson"
    boundaries().to_file(path)
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["crs"]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert [one.found for one in problems(folder)] == ["geen coördinatenstelsel"]


def test_two_files_for_one_layer_are_refused(tmp_path: Path):
    folder = write_folder(tmp_path)
    boundaries().to_file(folder / "boundaries.gpkg")
    assert [one.found for one in problems(folder)] == ["boundaries.parquet en boundaries.gpkg"]
