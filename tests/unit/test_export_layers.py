"""GeoPackage: layers in RD New that say where they come from."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from exported import FICTIONAL
from shapely import Point

from wijkmap.model.areas import CrsError
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import figure_frame
from wijkmap.sources.exports import (
    ABOUT_LAYER,
    About,
    areas_layer,
    figures_layer,
    initiatives_layer,
    to_geopackage,
)

# GeoPackage


def saved(content: bytes, folder: Path) -> Path:
    path = folder / "lagen.gpkg"
    path.write_bytes(content)
    return path


def test_geopackage_holds_layers_in_rd_and_says_where_they_come_from(
    open_data: Dataset, note: About, tmp_path: Path
):
    layers = {"gebieden": areas_layer(open_data), "initiatieven": initiatives_layer(open_data)}
    path = saved(to_geopackage(layers, note), tmp_path)
    areas = gpd.read_file(path, layer="gebieden").set_index("area_code")
    assert areas.crs.to_epsg() == 28992
    assert areas.at["WK990101", "geometry"].area == 1_000_000
    assert areas.at["WK990101", "short_name"] == "Molenwijk"
    found = gpd.read_file(path, layer="initiatieven").set_index("initiative_id")
    # I4 opens in 2030, I6 never.
    assert list(found.index) == ["I1", "I2", "I3", "I5", "I7", "I8"]
    assert found.at["I3", "geometry"] == Point(201100.5, 370500)
    assert found.at["I1", "geometry"] is None
    assert found.at["I8", "source"] == "S3; S1"
    said = gpd.read_file(path, layer=ABOUT_LAYER)
    assert list(said.columns) == ["sleutel", "waarde"]
    assert said["waarde"].tolist() == [
        "Proef",
        "Proefdam",
        "ja",
        "2024-06-01",
        "openbaar",
        open_data.version,
        "wijk: Molenwijk",
        FICTIONAL,
        "S1: CBS, Kerncijfers, https://voorbeeld.test/kerncijfers",
        "S3: Gemeente Proefdam, Register",
    ]


def test_geopackage_describes_its_layers_and_reads_no_clock(
    open_data: Dataset, note: About, tmp_path: Path
):
    path = saved(to_geopackage({"gebieden": areas_layer(open_data)}, note), tmp_path)
    with closing(sqlite3.connect(path)) as file:
        contents = file.execute(
            "SELECT table_name, data_type, description, last_change FROM gpkg_contents"
        ).fetchall()
        kinds = dict(
            file.execute("SELECT name, type FROM pragma_table_info('gebieden')").fetchall()
        )
    line = f"Proefdam (fictief), Proef, peildatum 2024-06-01, openbaar, gegevens {note.version}"
    moment = "2024-06-01T00:00:00.000Z"
    assert contents == [
        ("gebieden", "features", line, moment),
        (ABOUT_LAYER, "attributes", line, moment),
    ]
    assert kinds["boundary_year"] == "INTEGER"
    assert kinds["area_ha"] == "REAL"


def test_geopackage_takes_polygons_of_one_and_of_more_parts(
    open_data: Dataset, note: About, tmp_path: Path
):
    areas = areas_layer(open_data)
    wijken = areas[areas["level"] == "wijk"].reset_index(drop=True)
    # Molenwijk and Buitenwijk touch in one point: together they are two parts.
    parts = wijken.geometry[0].union(wijken.geometry[3])
    mixed = wijken.set_geometry([parts, *wijken.geometry[1:]], crs=28992)
    path = saved(to_geopackage({"wijken": mixed}, note), tmp_path)
    assert set(gpd.read_file(path, layer="wijken").geom_type) == {"MultiPolygon"}


def test_geopackage_keeps_a_column_that_is_named_as_its_own(note: About, tmp_path: Path):
    layer = gpd.GeoDataFrame(
        {"fid": ["a", "b"], "geom": ["=1", None]}, geometry=[Point(0, 0)] * 2, crs=28992
    )
    path = saved(to_geopackage({"punten": layer}, note), tmp_path)
    back = gpd.read_file(path, layer="punten")
    assert back["fid"].tolist() == ["a", "b"]
    assert back["geom"].tolist()[0] == "=1"
    assert back["geom"].isna().tolist() == [False, True]


@pytest.mark.parametrize("crs", [None, 4326])
def test_geopackage_refuses_another_coordinate_system(crs: int | None, note: About):
    layer = gpd.GeoDataFrame({"a": [1]}, geometry=[Point(6, 51)], crs=crs)
    with pytest.raises(CrsError, match="verwacht EPSG:28992"):
        to_geopackage({"punten": layer}, note)


@pytest.mark.parametrize("name", ["", "Punten", "a b", "1a", ABOUT_LAYER, "a;drop"])
def test_geopackage_refuses_a_name_that_programs_stumble_over(name: str, note: About):
    layer = gpd.GeoDataFrame({"a": [1]}, geometry=[Point(0, 0)], crs=28992)
    with pytest.raises(ValueError, match="laagnaam"):
        to_geopackage({name: layer}, note)


def test_figures_layer_gives_each_area_its_shape(four_states: pd.DataFrame, open_data: Dataset):
    layer = figures_layer(four_states, open_data)
    assert layer.crs.to_epsg() == 28992
    assert layer.geometry.area.tolist() == [1_000_000.0] * 4
    assert layer["staat"].tolist()[0] == "bekend"


def test_figures_layer_gives_no_shape_to_a_theme(open_data: Dataset):
    theme = figure_frame([{"key": "groen", "key_label": "Groen", "area_code": "GM9901"}])
    assert figures_layer(theme, open_data).geometry.tolist() == [None]
