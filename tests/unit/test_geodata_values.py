"""The amounts and figures of the embedded data against answers worked out by hand.

Read raw, not through the loader: these tests hold the files, not the reader.
"""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest
from embedded import KLINGERBERG, STEYL, TRADE_PORT, euros, read


@pytest.fixture(scope="module")
def observations():
    return read("observations")


@pytest.fixture(scope="module")
def ledger():
    return read("ledger").set_index("entry_id", drop=False)


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
