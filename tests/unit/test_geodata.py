"""The embedded data against its descriptor, and its places against answers worked out by hand.

Read raw, not through the loader: these tests hold the files, not the reader.
"""

from __future__ import annotations

import csv
import hashlib
import json
import tomllib
from collections import Counter
from typing import Any

import geopandas as gpd
import pytest
import shapely
from embedded import GEODATA, KLINGERBERG, NO_ROWS, STEYL, TRADE_PORT, read

from wijkmap.model.tables import TABLES, Type
from wijkmap.sources.descriptor import describe


@pytest.fixture(scope="module")
def package():
    return json.loads((GEODATA / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def ledger():
    return read("ledger").set_index("entry_id", drop=False)


class TestDescriptor:
    def test_every_file_is_described_and_nothing_else(self, package: dict[str, Any]):
        described = {resource["path"] for resource in package["resources"]}
        assert described == {path.name for path in GEODATA.iterdir()} - {"datapackage.json"}

    def test_bytes_and_hashes_match_the_files(self, package: dict[str, Any]):
        for resource in package["resources"]:
            content = (GEODATA / resource["path"]).read_bytes()
            assert resource["bytes"] == len(content), resource["path"]
            assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"

    def test_columns_and_row_counts_match_the_files(self, package: dict[str, Any]):
        tables = [one for one in package["resources"] if one["format"] == "csv"]
        assert {one["name"] for one in tables} == set(TABLES)
        for resource in tables:
            with (GEODATA / resource["path"]).open(encoding="utf-8", newline="") as file:
                header, *rows = csv.reader(file)
            assert header == [field["name"] for field in resource["schema"]["fields"]]
            assert header == list(TABLES[resource["name"]].columns)
            assert len(rows) == resource["rows"]
            assert {len(row) for row in rows} <= {len(header)}

    def test_keys_occur_once_and_references_exist(self, package: dict[str, Any]):
        frames = {name: read(name) for name in TABLES}
        for resource in package["resources"]:
            schema, frame = resource.get("schema", {}), frames.get(resource["name"])
            if frame is None:
                continue
            assert not frame.duplicated(schema["primaryKey"]).any(), resource["name"]
            for key in schema.get("foreignKeys", []):
                reference = key["reference"]
                target = frames[reference.get("resource", resource["name"])]
                values = set(frame[key["fields"][0]]) - {""}
                assert values <= set(target[reference["fields"][0]]), (resource["name"], key)

    def test_parts_of_lists_refer_to_something(self):
        frames = {name: read(name) for name in TABLES}
        for name, table in TABLES.items():
            for column, declared in table.columns.items():
                if declared.type is Type.LIST and declared.refers_to:
                    target, field = declared.refers_to.split(".")
                    parts = {part for cell in frames[name][column] for part in cell.split(";")}
                    assert parts - {""} <= set(frames[target][field]), (name, column)

    def test_every_resource_names_sources_licence_and_recipe(self, package: dict[str, Any]):
        for resource in package["resources"]:
            assert resource["sources"], resource["name"]
            assert resource["licenses"]
            assert resource["recipe"].startswith("python -m wijkmap.sources.recipe ")

    def test_descriptor_follows_from_the_files(self, package: dict[str, Any]):
        head = {
            **{key: package[key] for key in ("name", "title", "description", "licenses")},
            "recipe": package["resources"][0]["recipe"],
            "tables": {},
            "layers": {},
        }
        made = describe(GEODATA, head)
        schemas = [one.get("schema") for one in package["resources"]]
        assert [one.get("schema") for one in made["resources"]] == schemas

    def test_text_files_are_utf8_with_unix_line_ends(self):
        for path in GEODATA.iterdir():
            if path.suffix != ".parquet":
                content = path.read_bytes()
                assert b"\r" not in content
                assert not content.startswith(b"\xef\xbb\xbf")
                content.decode("utf-8")

    def test_map_layers_say_their_crs(self, package: dict[str, Any]):
        layers = {one["name"]: one for one in package["resources"] if one["format"] == "parquet"}
        assert {name: one["crs"] for name, one in layers.items()} == {
            "boundaries": "EPSG:28992",
            "context": "EPSG:28992",
        }
        assert layers["boundaries"]["boundary_year"] == 2014


class TestAreas:
    def test_counts_per_level(self):
        assert Counter(read("areas")["level"]) == {"gemeente": 1, "wijk": 21, "buurt": 114}

    def test_boundaries_hold_the_same_areas_without_gap_or_overlap(self):
        layer = gpd.read_parquet(GEODATA / "boundaries.parquet")
        assert layer.crs.to_epsg() == 28992
        assert set(layer["area_code"]) == set(read("areas")["area_code"])
        for _, level in layer.groupby("level"):
            assert shapely.coverage_is_valid(level.geometry.to_numpy())
            assert level.geometry.area.sum() == pytest.approx(128_991_274.87, abs=0.01)

    def test_area_in_hectares_follows_from_the_boundaries(self):
        layer = gpd.read_parquet(GEODATA / "boundaries.parquet").set_index("area_code")
        areas = read("areas").set_index("area_code")["area_ha"].astype(float)
        assert ((layer.geometry.area / 10_000 - areas).abs() < 0.01).all()

    def test_buurten_carry_the_name_of_2014_and_show_the_later_spelling(self):
        areas = read("areas").set_index("area_code")
        hazenkamp = areas.loc["BU09832102"]
        assert (hazenkamp["area_name"], hazenkamp["short_name"]) == ("gazenkamp", "Hazenkamp")
        assert hazenkamp["name_note"] == "In 2014 gazenkamp, in 2024 Hazenkamp"
        assert (areas["name_note"] != "").sum() == 8

    def test_consultation_follows_the_decision_for_the_pilots(self):
        areas = read("areas").set_index("area_code")
        assert areas.at[KLINGERBERG, "consultation"] == "Wijkoverleg Blerick"
        assert areas.at[STEYL, "consultation"] == "Wijkraad Steyl"

    def test_wijken_with_a_character_are_the_centre_and_the_business_park(self):
        areas = read("areas")
        marked = areas[(areas["level"] == "wijk") & (areas["character"] != "")]
        assert dict(zip(marked["area_code"], marked["character"], strict=True)) == {
            "WK098311": "centre",
            TRADE_PORT: "business",
        }
        assert (areas.loc[areas["character"] != "", "character_note"] != "").all()

    @pytest.mark.parametrize(
        ("alias", "code"),
        [
            ("Vastenavondkamp", "WK098322"),
            ("Q4", "WK098311"),
            ("Molenbossen", "WK098323"),
            ("'t Ven", "WK098316"),
            ("Op de Heide", "WK098332"),
            ("5925", KLINGERBERG),
            ("5935", STEYL),
            ("Hazenkamp", "BU09832102"),
        ],
    )
    def test_names_in_use_are_found(self, alias: str, code: str):
        aliases = read("aliases")
        assert code in set(aliases.loc[aliases["alias"] == alias, "area_code"])

    def test_country_label_lies_just_outside_on_the_german_side(self):
        context = gpd.read_parquet(GEODATA / "context.parquet")
        assert context.crs.to_epsg() == 28992
        assert Counter(context["kind"]) == {"neighbour": 5, "water": 1, "country": 1}
        label = context.loc[context["kind"] == "country", "geometry"].iloc[0]
        layer = gpd.read_parquet(GEODATA / "boundaries.parquet")
        city = layer.loc[layer["level"] == "gemeente", "geometry"].iloc[0]
        assert 0 < label.distance(city) < 2500
        assert label.x > city.centroid.x
        neighbours = context.loc[context["kind"] == "neighbour", "geometry"]
        assert not neighbours.intersects(label).any()

    def test_configuration_names_the_pilots_and_every_wijk_once(self):
        config = tomllib.loads((GEODATA / "gemeente.toml").read_text(encoding="utf-8"))
        assert {code: str(day) for code, day in config["pilots"].items()} == {
            KLINGERBERG: "2014-10-14",
            STEYL: "2014-10-14",
        }
        grouped = [code for one in config["stadsdelen"] for code in one["wijken"]]
        areas = read("areas")
        assert sorted(grouped) == sorted(areas.loc[areas["level"] == "wijk", "area_code"])


class TestInitiatives:
    def test_counts(self):
        initiatives = read("initiatives")
        assert len(initiatives) == 143
        assert (initiatives["area_code"] == "").sum() == 25
        assert Counter(initiatives.loc[initiatives["area_code"] == "", "scope"]) == {
            "wider": 13,
            "unplaced": 11,
            "city": 1,
        }
        assert (initiatives["year"] == "").sum() == 28
        assert (initiatives[["x", "y", "buurt_code"]] == "").all(axis=None)

    def test_pilots_have_29_of_which_21_from_one_council_question(self):
        initiatives = read("initiatives")
        pilots = initiatives[initiatives["area_code"].isin([KLINGERBERG, STEYL])]
        assert len(pilots) == 29
        round_2022 = pilots[pilots["status_date"] == "2022-06-21"]
        assert len(round_2022) == 21
        assert set(round_2022["status_source"]) == {"gekozen"}
        assert round_2022["description"].str.contains("februari 2022").all()

    @pytest.mark.parametrize(
        ("column", "origin"), [("theme_source", "theme_origin"), ("year", "year_origin")]
    )
    def test_origin_is_said_exactly_where_there_is_a_value(self, column: str, origin: str):
        initiatives = read("initiatives")
        assert ((initiatives[column] == "") == (initiatives[origin] == "")).all()

    def test_inferences_of_the_source_are_carried(self):
        initiatives = read("initiatives").set_index("initiative_id")
        assert Counter(initiatives["theme_origin"]) == {"bron": 34, "eigen": 109}
        assert initiatives["cautions"].str.contains("Wijkcode is afgeleid").sum() == 31
        derived = initiatives.index[initiatives["year_origin"] == "afgeleid"]
        assert set(derived) == {
            *("I041", "I042", "I043", "I058", "I070", "I071", "I080", "I089", "I091", "I104"),
            *("I116", "I117", "I118", "I139", "I140", "I142", "I143"),
        }

    def test_every_source_word_is_mapped(self):
        mappings, vocabulary = read("mappings"), read("vocabulary")
        initiatives, ledger = read("initiatives"), read("ledger")
        known = set(zip(vocabulary["list"], vocabulary["key"], strict=True))
        assert set(zip(mappings["list"], mappings["key"], strict=True)) <= known
        words = set(zip(mappings["list"], mappings["source_word"], strict=True))
        used = {("theme", word) for word in (*initiatives["theme_source"], *ledger["theme_source"])}
        used |= {("status", word) for word in initiatives["status_source"]}
        used |= {
            ("stream", word) for word in (*initiatives["stream_source"], *ledger["stream_source"])
        }
        assert {pair for pair in used if pair[1]} <= words
        assert (mappings["note"] != "").all()

    def test_wijken_without_rows_are_without_coverage(self):
        coverage = read("coverage")
        rows = coverage[coverage["register"] == "initiatives"].set_index("area_code")["coverage"]
        assert set(rows[rows == "none"].index) == NO_ROWS
        assert set(rows[rows != "none"]) == {"partial"}
        assert set(read("initiatives")["area_code"]) - {""} == set(rows.index) - NO_ROWS

    def test_pages_behind_the_registers(self):
        initiatives, ledger, sources = read("initiatives"), read("ledger"), read("sources")
        first = initiatives["source"].str.split(";").str[0]
        assert first.nunique() == 74
        assert len(set(first) | set(ledger["source"].str.split(";").str[0])) == 83
        pages = sources[sources["source_id"].str.startswith("P")]
        assert pages["url"].is_monotonic_increasing
        assert pages["url"].is_unique


class TestOpenness:
    def test_only_the_decision_opened_later(self):
        events = read("events").set_index("event_id")["public_from"]
        assert dict(events[events != "altijd"]) == {"collegebesluit-2014": "2014-11-13"}
        for name, table in TABLES.items():
            if name != "events" and "public_from" in table.columns:
                assert set(read(name)["public_from"]) == {"altijd"}
