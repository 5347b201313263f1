"""The embedded data against its descriptor, and against answers worked out by hand.

Read raw, not through the loader: these tests hold the files, not the reader.
"""

import csv
import hashlib
import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from wijkmap.model.tables import TABLES, Type
from wijkmap.sources.descriptor import describe

GEODATA = Path(__file__).parents[2] / "geodata"
NO_ROWS = {"WK098313", "WK098321", "WK098324", "WK098328"}
KLINGERBERG, STEYL, TRADE_PORT = "WK098325", "WK098335", "WK098328"


def read(name: str):
    return pd.read_csv(GEODATA / f"{name}.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def package():
    return json.loads((GEODATA / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def observations():
    return read("observations")


@pytest.fixture(scope="module")
def ledger():
    return read("ledger").set_index("entry_id", drop=False)


def euros(rows: pd.DataFrame):
    return rows["amount_cents"].replace("", "0").astype(int).sum() / 100


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


class TestLedger:
    def test_33_budget_rows_and_13_initiative_amounts(self, ledger: pd.DataFrame):
        assert len(ledger) == 46
        assert ledger["entry_id"].str.startswith("B").sum() == 33
        assert ledger["entry_id"].str.startswith("L-I").sum() == 13

    def test_round_of_2018_is_part_of_its_budget(self, ledger: pd.DataFrame):
        projects = ledger[(ledger["part_of"] == "B001") & (ledger["part_by"] == "project")]
        assert len(projects) == 12
        assert set(projects["kind"]) == {"awarded"}
        assert euros(projects) == 51_501
        themes = ledger[(ledger["part_of"] == "B001") & (ledger["part_by"] == "theme")]
        assert len(themes) == 12
        assert euros(themes) == 90_002
        assert euros(ledger.loc[["B001"]]) == 90_000
        funders = ledger[(ledger["part_of"] == "B001") & (ledger["part_by"] == "funder")]
        assert euros(funders) == 90_000

    def test_one_euro_in_two_files_is_marked(self, ledger: pd.DataFrame):
        assert dict(ledger.loc[ledger["same_as"] != "", "same_as"]) == {"L-I014": "B017"}
        assert euros(ledger.loc[["L-I014"]]) == euros(ledger.loc[["B017"]]) == 1_500
        assert ledger.at["B017", "kind"] == ledger.at["L-I014", "kind"] == "awarded"
        assert ledger.at["B017", "initiative_id"] == "I014"

    def test_three_thirds_make_half_a_million(self, ledger: pd.DataFrame):
        thirds = ledger[ledger["certainty"] == "computed"]
        assert list(thirds["amount_cents"]) == ["16666667", "16666667", "16666666"]
        assert euros(thirds) == 500_000
        assert set(thirds["source_cents"]) == {"16666700"}
        assert set(thirds["year_origin"]) == {"afgeleid"}

    def test_disputed_amount_has_its_range(self, ledger: pd.DataFrame):
        disputed = ledger[ledger["certainty"] == "disputed"]
        assert list(disputed["entry_id"]) == ["B018"]
        row = disputed.iloc[0]
        assert (row["low_cents"], row["high_cents"]) == ("3500000", "14000000")
        assert row["area_code"] == KLINGERBERG
        assert "gelijk kwart" in row["cautions"]

    def test_five_rows_without_amount_are_unknown(self, ledger: pd.DataFrame):
        empty = ledger[ledger["amount_cents"] == ""]
        assert list(empty["entry_id"]) == ["B019", "B020", "B021", "B025", "B026"]
        assert set(empty["certainty"]) == {"unknown"}

    def test_kinds(self, ledger: pd.DataFrame):
        budget = ledger[ledger["entry_id"].str.startswith("B")]
        assert set(budget.loc[budget["kind"] == "reserve", "entry_id"]) == {"B027", "B028"}
        assert set(budget.loc[budget["kind"] == "proposed", "entry_id"]) == {"B026", "B029", "B030"}
        assert "spent" not in set(ledger["kind"])
        assert ledger.at["B033", "part_of"] == "B032"

    def test_whole_amounts_per_kind(self, ledger: pd.DataFrame):
        own = ledger[(ledger["part_of"] == "") & (ledger["same_as"] == "")]
        by_kind = {kind: euros(rows) for kind, rows in own.groupby("kind")}
        assert by_kind == {
            "planned": 90_000 + 90_000 + 140_000 + 500_000 + 300_000 + 2_000_000,
            "awarded": 1_500,
            "proposed": 75_000 + 88_000,
            "reserve": 7_000 + 274_000,
        }

    def test_budget_coverage_is_where_the_ledger_has_rows(self, ledger: pd.DataFrame):
        coverage = read("coverage")
        rows = coverage[coverage["register"] == "budget"].set_index("area_code")["coverage"]
        found = {"WK098315", "WK098322", KLINGERBERG, "WK098327", "WK098332", "WK098343"}
        assert set(rows[rows == "partial"].index) == found == set(ledger["area_code"]) - {""}
        assert set(rows) == {"partial", "none"}


class TestCatalogue:
    def test_every_id_of_the_source_has_a_fate_and_a_reason(self, observations: pd.DataFrame):
        origins = read("origins")
        assert origins["source_indicator"].nunique() == 102
        assert (origins[["fate", "reason", "indicator"]] != "").all(axis=None)
        # 202 rows were delivered twice: 102 households and 100 urbanity classes of 2024.
        assert origins["rows"].astype(int).sum() == 10_741 == len(observations) + 202

    def test_no_year_and_no_dot_in_an_id(self):
        ids = read("indicators")["indicator"]
        assert ids.str.fullmatch(r"[a-z][a-z0-9_]*").all()
        assert not ids.str.contains(r"(?:19|20)\d\d").any()

    def test_every_observed_indicator_is_declared_and_the_other_way_round(
        self, observations: pd.DataFrame
    ):
        indicators = read("indicators")
        made = set(indicators.loc[indicators["measure"] == "rate", "indicator"])
        assert set(observations["indicator"]) == set(indicators["indicator"]) - made
        for column in ("label", "unit", "definition", "source"):
            assert (indicators[column] != "").all()

    def test_rates_have_numerator_and_denominators(self):
        indicators = read("indicators").set_index("indicator")
        rate = indicators.loc["registered_crime_rate"]
        assert rate["numerator"] == "registered_crime"
        assert rate["denominators"] == "population;population_pc4_area"
        assert rate["per"] == "1000"

    def test_superseded_and_national_series_are_hidden(self, observations: pd.DataFrame):
        indicators = read("indicators").set_index("indicator")
        assert indicators.at["liveability_class_lbm2", "role"] == "hidden"
        levels = observations.groupby("indicator")["area_code"].agg(set)
        only_national = levels.index[levels.map(lambda codes: codes == {"NL00"})]
        assert set(indicators.loc[only_national, "role"]) == {"hidden"}

    def test_precomputed_rate_is_only_a_check(self):
        indicators = read("indicators").set_index("indicator")
        assert indicators.at["registered_crime_rate_check", "role"] == "check"

    def test_target_of_the_safety_grade(self):
        grade = read("indicators").set_index("indicator").loc["safety_grade_own_neighbourhood"]
        assert (grade["target"], grade["goal"]) == ("6.7", "veiligheidsgevoel")
        assert "6,7" in grade["target_note"]

    def test_breaks_rise_and_make_five_classes_at_most(self):
        for cell in read("indicators")["breaks"]:
            limits = [float(part) for part in cell.split(";") if part]
            assert limits == sorted(set(limits))
            assert len(limits) <= 4

    def test_model_scores_say_so(self):
        indicators = read("indicators").set_index("indicator")
        assert indicators.at["lonely", "model_estimate"] == "ja"
        assert (
            "geen gevoel van veiligheid"
            in indicators.at["liveability_nuisance_insecurity", "cautions"]
        )

    def test_goals_have_no_primary_indicator_but_liveability(self):
        goals = read("goals").set_index("goal")["primary_indicator"]
        assert dict(goals[goals != ""]) == {"leefbaarheid": "liveability_score"}
        assert len(goals) == 5


class TestObservations:
    @pytest.mark.parametrize(
        ("indicator", "area", "year", "value"),
        [
            ("liveability_score", STEYL, "2014", "4.022943"),
            ("liveability_score", KLINGERBERG, "2014", "3.853833"),
            ("liveability_score", STEYL, "2024", "4.073179"),
            ("registered_crime", TRADE_PORT, "2023", "335"),
            ("registered_crime_yearly", TRADE_PORT, "2023", "282"),
            ("registered_crime_yearly_newest_layout", "GM0983", "2024", "6087"),
            ("registered_crime_municipal_table", "GM0983", "2024", "6112"),
            ("population", "GM0983", "2024", "103789"),
            ("safety_grade_own_neighbourhood", KLINGERBERG, "2021", "6.4"),
            ("households", STEYL, "2024", "1710"),
            ("registered_crime_cbs", "GM0983", "2019", "5900"),
        ],
    )
    def test_known_values(
        self, observations: pd.DataFrame, indicator: str, area: str, year: str, value: str
    ):
        rows = observations[
            (observations["indicator"] == indicator)
            & (observations["area_code"] == area)
            & (observations["year"] == year)
        ]
        assert list(rows["value"]) == [value]

    def test_liveability_has_21_wijken_in_each_of_nine_years(self, observations: pd.DataFrame):
        rows = observations[observations["indicator"] == "liveability_score"]
        wijken = rows[rows["area_code"].str.startswith("WK")]
        years = ["2002", "2008", "2012", "2014", "2016", "2018", "2020", "2022", "2024"]
        assert dict(wijken.groupby("year").size()) == dict.fromkeys(years, 21)

    def test_score_is_the_national_mean_plus_its_parts(self, observations: pd.DataFrame):
        wide = observations.assign(number=observations["value"].astype(float)).pivot_table(
            index=["area_code", "year"], columns="indicator", values="number"
        )
        names = "physical_environment nuisance_insecurity social_cohesion facilities housing_stock"
        parts = wide[[f"liveability_{name}" for name in names.split()]].dropna()
        score = wide.loc[parts.index, "liveability_score"]
        assert len(parts) == 105 + 20
        assert ((score - 4.102264851 - parts.sum(axis=1)).abs() < 1e-5).all()

    def test_monthly_series_is_approximate_per_wijk_and_refused_per_buurt(
        self, observations: pd.DataFrame
    ):
        rows = observations[observations["indicator"] == "registered_crime"]
        fit = rows.groupby(rows["area_code"].str[:2])["fit"].agg(set)
        assert dict(fit) == {"BU": {"other"}, "GM": {"exact"}, "WK": {"approximate"}}
        assert set(rows["boundary_year"]) == {"2025"}

    def test_monthly_series_says_its_distance_from_the_yearly_table(
        self, observations: pd.DataFrame
    ):
        rows = observations[observations["indicator"] == "registered_crime"]
        said = rows.set_index(["area_code", "year"])["cautions"]
        start = "In 2023 telt deze reeks voor deze wijk "
        for year in ("2021", "2025"):
            assert f"{start}19 % meer dan de jaartabel" in said[TRADE_PORT, year]
            assert f"{start}5 % minder dan de jaartabel" in said[KLINGERBERG, year]
            assert f"{start}evenveel als de jaartabel" in said[STEYL, year]
            assert f"{start}16 % minder dan de jaartabel" in said["WK098341", year]
            assert f"{start}13 % minder dan de jaartabel" in said["WK098322", year]
        wijken = rows[rows["area_code"].str.startswith("WK")]
        assert wijken["cautions"].str.contains(start).all()

    def test_yearly_tables_are_two_series(self, observations: pd.DataFrame):
        exact = observations[observations["indicator"] == "registered_crime_yearly"]
        assert set(exact["year"]) == {"2023"}
        assert set(exact["fit"]) == {"exact"}
        newest = observations[observations["indicator"] == "registered_crime_yearly_newest_layout"]
        assert set(newest["year"]) == {"2024"}
        by_level = newest.groupby(newest["area_code"].str[:2])["fit"].agg(set)
        assert dict(by_level) == {"BU": {"other"}, "GM": {"exact"}, "WK": {"approximate"}}

    def test_postcode_areas_are_approximate_and_say_how_near(self, observations: pd.DataFrame):
        rows = observations[observations["indicator"] == "population_pc4_area"]
        assert set(rows["fit"]) == {"approximate"}
        assert set(rows["year"]) == {"2018", "2020", "2021"}
        said = rows.set_index(["area_code", "year"])["cautions"]
        assert "99,4 %" in said[STEYL, "2018"]
        assert "97,1 %" in said["WK098311", "2018"]
        assert "Het jaar is afgeleid" in said[STEYL, "2020"]

    def test_population_exists_for_the_years_that_rates_need(self, observations: pd.DataFrame):
        wijken = observations[observations["area_code"].str.startswith("WK")]
        for indicator, years in {
            "population": {"2022", "2023", "2024"},
            "population_pc4_area": {"2018", "2020", "2021"},
        }.items():
            counts = wijken[wijken["indicator"] == indicator].groupby("year").size()
            assert {year for year, count in counts.items() if count == 21} == years

    def test_city_before_the_merger_is_another_area(self, observations: pd.DataFrame):
        rows = observations[
            (observations["indicator"] == "population_year_end")
            & (observations["area_code"] == "GM0983")
        ].set_index("year")
        assert set(rows.loc[rows["fit"] == "other"].index) == {str(y) for y in range(2002, 2010)}

    def test_steyl_households_carry_their_caution(self, observations: pd.DataFrame):
        rows = observations[observations["area_code"] == STEYL].set_index(["indicator", "year"])
        assert "1.655" in rows.loc[("households", "2017"), "cautions"]
        assert "1.785" in rows.loc[("households_pc4_area", "2018"), "cautions"]

    def test_every_row_is_known_open_and_has_a_layout(self, observations: pd.DataFrame):
        assert set(observations["state"]) == {"known"}
        assert set(observations["public_from"]) == {"altijd"}
        assert observations["boundary_year"].str.fullmatch(r"20\d\d").all()

    def test_flags_of_the_source_are_kept(self, observations: pd.DataFrame):
        flags = Counter(flag for cell in observations["flags"] for flag in cell.split(";") if flag)
        assert flags["boundary_layout_2025"] == 135
        assert flags["boundary_layout_2025_inferred"] == 675
        assert flags["model_estimate"] == 3385
        assert flags["provisional"] == 5
        assert flags["pc4_approximates_wijk"] == 609


class TestOpenness:
    def test_only_the_decision_opened_later(self):
        events = read("events").set_index("event_id")["public_from"]
        assert dict(events[events != "altijd"]) == {"collegebesluit-2014": "2014-11-13"}
        for name, table in TABLES.items():
            if name != "events" and "public_from" in table.columns:
                assert set(read(name)["public_from"]) == {"altijd"}
