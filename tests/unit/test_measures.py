"""Sums, means and rates at every level, worked by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from wijkmap.analysis.measures import (
    available_years,
    figures_by_year,
    indicator_figures,
    known_count,
)
from wijkmap.analysis.observations import flag_sentences
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.figures import FIGURE_COLUMNS
from wijkmap.model.indicators import Catalogue, UnknownIndicatorError
from wijkmap.model.selection import Period
from wijkmap.model.visibility import ALWAYS
from wijkmap.model.words import Level, Measure

WIJKEN = ("WK990101", "WK990102", "WK990103", "WK9901AA")
Y2014, Y2016 = Period((2014,)), Period((2016,))


def observe(dataset: Dataset, indicator: str, *rows: tuple[object, ...]) -> Dataset:
    """Dataset with other observations of one indicator.

    Each row is (area, year, value) and optionally a dict of other columns. A value of
    None is missing, ``"suppressed"`` is suppressed.
    """
    table = dataset["observations"]
    made = []
    for area, year, value, *more in rows:
        known = isinstance(value, float | int)
        made.append(
            {
                "indicator": indicator,
                "area_code": area,
                "year": year,
                "value": float(value) if known else float("nan"),
                "state": "known" if known else (value or "missing"),
                "flags": (),
                "source": ("S1",),
                "boundary_year": 2014,
                "fit": "exact",
                "cautions": (),
                "public_from": ALWAYS,
            }
            | (more[0] if more else {})
        )
    others = table[table["indicator"] != indicator]
    new = pd.DataFrame(made, columns=table.columns).astype(table.dtypes.to_dict())
    frame = pd.concat([others, new], ignore_index=True)
    return replace(dataset, tables=dict(dataset.tables) | {"observations": frame})


def per_wijk(year: int, *values: object) -> list[tuple[object, ...]]:
    return [(code, year, value) for code, value in zip(WIJKEN, values, strict=False)]


def figure(dataset: Dataset, indicator: str, level: Level, years: Period) -> pd.DataFrame:
    return indicator_figures(dataset, indicator, level, years).set_index("key")


# Frames


def test_frame_has_the_columns_of_figures_and_one_row_per_place(small: Dataset):
    frame = indicator_figures(small, "liveability", Level.WIJK, Y2014)
    assert list(frame.columns) == list(FIGURE_COLUMNS)
    assert frame["key"].tolist() == list(WIJKEN)
    assert frame["key_label"].tolist()[0] == "Molenwijk"
    assert frame["value"].tolist()[:3] == [4.1, 4.2, 4.3]
    assert frame["state"].tolist()[3] == "missing"
    assert frame["sources"].tolist() == [("S1",)] * 4
    assert set(frame["year"]) == {"2014"}


def test_no_year_means_the_newest(small: Dataset):
    assert set(indicator_figures(small, "liveability", Level.WIJK, Period())["year"]) == {"2016"}


def test_unknown_indicator_and_level_are_refused(small: Dataset):
    with pytest.raises(UnknownIndicatorError):
        indicator_figures(small, "weather", Level.WIJK, Y2014)
    with pytest.raises(SelectionError):
        indicator_figures(small, "liveability", Level.COUNTRY, Y2014)


def test_order_of_observations_changes_nothing(small: Dataset):
    table = small["observations"].iloc[::-1].reset_index(drop=True)
    other = replace(small, tables=dict(small.tables) | {"observations": table})
    for indicator in small.catalogue:
        for level in (Level.WIJK, Level.GROUP, Level.GEMEENTE):
            pd.testing.assert_frame_equal(
                indicator_figures(other, indicator, level, Y2016),
                indicator_figures(small, indicator, level, Y2016),
            )


# Counts


def test_counts_add_up(small: Dataset):
    parts = figure(small, "population", Level.STADSDEEL, Y2014)
    assert parts["value"].to_dict() == {"zuid": 3000, "noord": 3040}
    assert parts["n"].tolist() == [2, 2]
    groups = figure(small, "population", Level.GROUP, Y2014)
    assert groups["value"].to_dict() == {"pilots": 1040, "rest": 5000}


def test_city_is_the_published_count_and_else_the_sum(small: Dataset):
    assert figure(small, "population", Level.GEMEENTE, Y2016)["value"].tolist() == [6050]
    bare = observe(small, "population", *per_wijk(2016, 1, 2, 3, 4))
    assert figure(bare, "population", Level.GEMEENTE, Y2016)["value"].tolist() == [10]


def test_missing_or_hidden_part_makes_the_sum_so(small: Dataset):
    gaps = observe(small, "population", *per_wijk(2016, 1, None, "suppressed", 4))
    groups = figure(gaps, "population", Level.GROUP, Y2016)
    assert groups["state"].tolist() == ["known", "missing"]
    assert groups.loc["rest", "cautions"] == (
        "1 van de 2 wijken onbekend",
        "1 van de 2 wijken niet getoond (klein aantal)",
    )
    hidden = observe(small, "population", *per_wijk(2016, 1, 2, "suppressed", 4))
    assert figure(hidden, "population", Level.STADSDEEL, Y2016).loc["noord", "state"] == (
        "suppressed"
    )


def test_total_does_not_give_one_hidden_count_away(small: Dataset):
    row = figure(small, "crimes", Level.GEMEENTE, Y2016).iloc[0]
    assert row["state"] == "suppressed"
    assert pd.isna(row["value"])
    two = observe(
        small, "crimes", ("GM9901", 2016, 45), *per_wijk(2016, 10, "suppressed", "suppressed", 2)
    )
    assert figure(two, "crimes", Level.GEMEENTE, Y2016)["value"].tolist() == [45]


# Scores and classes


def test_score_of_a_group_is_the_mean_of_its_wijken(small: Dataset):
    groups = figure(small, "liveability", Level.GROUP, Y2016)
    assert groups["value"].to_dict() == pytest.approx({"pilots": 4.1, "rest": 4.3})
    assert groups["n"].tolist() == [2, 2]
    assert groups.loc["rest", "cautions"] == ("gemiddelde van 2 wijken (eigen berekening)",)
    city = figure(small, "liveability", Level.GEMEENTE, Y2014).iloc[0]
    assert (city["value"], city["n"]) == (pytest.approx(4.2), 3)
    assert "1 van de 4 wijken onbekend" in city["cautions"]


def test_city_takes_the_published_score_when_few_wijken_are_known(small: Dataset):
    few = observe(small, "liveability", ("GM9901", 2016, 7.0), ("WK990101", 2016, 6.0))
    row = figure(few, "liveability", Level.GEMEENTE, Y2016).iloc[0]
    assert (row["value"], row["cautions"]) == (7.0, ())
    enough = observe(small, "liveability", ("GM9901", 2016, 7.0), *per_wijk(2016, 6.0, 5.0))
    assert figure(enough, "liveability", Level.GEMEENTE, Y2016)["value"].tolist() == [5.5]


def test_score_of_too_few_wijken_is_no_mean(small: Dataset):
    few = observe(small, "liveability", ("WK990101", 2016, 6.0))
    groups = figure(few, "liveability", Level.GROUP, Y2016)
    assert groups["state"].tolist() == ["known", "missing"]
    city = figure(few, "liveability", Level.GEMEENTE, Y2016).iloc[0]
    assert (city["state"], city["cautions"]) == ("missing", ("3 van de 4 wijken onbekend",))


def test_class_is_never_averaged(small: Dataset):
    catalogue = dict(small.catalogue.indicators)
    catalogue["liveability"] = replace(catalogue["liveability"], measure=Measure.CLASS)
    classes = replace(small, catalogue=Catalogue(catalogue))
    assert figure(classes, "liveability", Level.WIJK, Y2014)["value"].tolist()[0] == 4.1
    assert set(figure(classes, "liveability", Level.GROUP, Y2014)["state"]) == {"not_applicable"}
    both = figure(classes, "liveability", Level.WIJK, Period((2014, 2016)))
    assert both["state"].tolist()[:3] == ["not_applicable"] * 3
    assert available_years(classes, "liveability", Level.GROUP) == ()


# Rates


def test_rate_is_recomputed_and_not_averaged(small: Dataset):
    wijken = figure(small, "crime_rate", Level.WIJK, Y2016)
    assert wijken["value"].tolist()[:2] == [10.0, 15.0]
    assert wijken["state"].tolist()[2:] == ["suppressed", "not_applicable"]
    assert "niet van toepassing: minder dan 100 inwoners" in wijken.loc["WK9901AA", "cautions"]
    parts = figure(small, "crime_rate", Level.STADSDEEL, Y2016)
    assert parts.loc["zuid", "value"] == pytest.approx(40 / 3000 * 1000)
    assert figure(small, "crime_rate", Level.GROUP, Y2016).loc["pilots", "value"] == (
        pytest.approx(12 / 1050 * 1000)
    )


def test_rate_says_which_residents_and_both_sources(small: Dataset):
    row = figure(small, "crime_rate", Level.WIJK, Y2016).loc["WK990101"]
    assert row["cautions"] == (
        "Bijna dezelfde grens",
        "inwoners per 1 januari 2016",
        "afgerond op 5 (CBS)",
        "Waar het gebeurt",
    )
    assert row["sources"] == ("S1", "S2")
    assert row["n"] != row["n"]


def crime(dataset: Dataset, year: int) -> Dataset:
    return observe(dataset, "crimes", *per_wijk(year, 10, 20, 30, 40))


@pytest.mark.parametrize(
    ("year", "residents"), [(2013, 2014), (2015, 2016), (2019, 2016), (2021, 2016)]
)
def test_denominator_is_the_nearest_year_and_of_two_the_later(
    small: Dataset, year: int, residents: int
):
    row = figure(crime(small, year), "crime_rate", Level.WIJK, Period((year,))).iloc[0]
    assert (row["value"], row["state"]) == (10.0, "known")
    assert f"inwoners per 1 januari {residents}" in row["cautions"]


def test_denominator_more_than_five_years_away_is_not_applicable(small: Dataset):
    frame = figure(crime(small, 2022), "crime_rate", Level.WIJK, Period((2022,)))
    assert set(frame["state"]) == {"not_applicable"}
    assert (
        "niet van toepassing: geen inwonertal binnen 5 jaar van 2022" in frame["cautions"].iloc[0]
    )


def test_one_denominator_year_that_all_areas_have(small: Dataset):
    """2016 is nearer but lacks a wijk, so every wijk is divided by 2014."""
    partly = observe(
        crime(small, 2016),
        "population",
        *per_wijk(2014, 1000, 2000, 3000, 400),
        *per_wijk(2016, 500, 500, 500),
    )
    for level in (Level.WIJK, Level.GEMEENTE, Level.GROUP):
        frame = figure(partly, "crime_rate", level, Y2016)
        assert all("inwoners per 1 januari 2014" in one for one in frame["cautions"])
    assert figure(partly, "crime_rate", Level.GEMEENTE, Y2016)["value"].tolist() == [
        pytest.approx(100 / 6400 * 1000)
    ]


def second_choice(dataset: Dataset) -> Dataset:
    """Dataset in which the rate may also be divided by the population of the postcode area."""
    catalogue = dict(dataset.catalogue.indicators)
    catalogue["postcode"] = replace(
        catalogue["population"], label="Inwoners (postcode)", cautions=("Bijna de wijk",)
    )
    catalogue["crime_rate"] = replace(
        catalogue["crime_rate"], denominators=("population", "postcode")
    )
    return replace(dataset, catalogue=Catalogue(catalogue))


def test_second_denominator_serves_when_the_first_lacks_an_area(small: Dataset):
    partly = observe(crime(second_choice(small), 2016), "population", *per_wijk(2016, 500, 500))
    both = observe(partly, "postcode", *per_wijk(2018, 1000, 1000, 1000, 1000))
    frame = figure(both, "crime_rate", Level.WIJK, Y2016)
    assert frame["value"].tolist() == [10, 20, 30, 40]
    assert "inwoners (postcode) per 1 januari 2018" in frame["cautions"].iloc[0]
    assert "Bijna de wijk" in frame["cautions"].iloc[0]


def test_area_that_never_has_residents_stays_without_a_rate(small: Dataset):
    partly = observe(crime(small, 2016), "population", *per_wijk(2016, 500, 500, 500))
    frame = figure(partly, "crime_rate", Level.WIJK, Y2016)
    assert frame["state"].tolist() == ["known"] * 3 + ["missing"]
    assert "inwoners per 1 januari 2016 niet bekend" in frame["cautions"].iloc[3]


def test_last_day_of_a_year_is_the_first_of_the_next(small: Dataset):
    flag = {"flags": ("31 December",)}
    rows = [(*row, flag) for row in per_wijk(2015, 1000, 1000, 1000, 1000)]
    frame = figure(
        observe(crime(small, 2016), "population", *rows), "crime_rate", Level.WIJK, Y2016
    )
    assert "inwoners per 1 januari 2016" in frame["cautions"].iloc[0]


def test_crime_is_also_shown_without_the_centre_and_by_median(small: Dataset):
    frame = figure(crime(small, 2016), "crime_rate", Level.GROUP, Y2016)
    assert frame.index.tolist() == ["pilots", "rest", "rest_without_centre", "median_wijk"]
    assert frame.loc["rest", "value"] == 10.0
    assert frame.loc["rest_without_centre", "value"] == 10.0
    assert (frame.loc["median_wijk", "value"], frame.loc["median_wijk", "n"]) == (10.0, 3)
    counts = figure(crime(small, 2016), "crimes", Level.GROUP, Y2016)
    assert counts["value"].tolist() == [50, 50, 30, 25]


# Years


def test_several_years_are_the_mean_of_those_that_exist(small: Dataset):
    frame = figure(small, "liveability", Level.WIJK, Period((2014, 2015, 2016)))
    assert frame["value"].tolist() == pytest.approx([4.15, 4.2, 4.35, 4.0])
    assert set(frame["year"]) == {"2014-2016"}
    assert frame.loc["WK990101", "cautions"] == ("gemiddelde van 2014,2016",)
    assert frame.loc["WK9901AA", "cautions"] == ("alleen 2016 bekend",)
    assert frame.loc["WK990102", "public_from"] == dt.date(2030, 1, 1)


def test_rate_over_several_years_takes_the_last_residents(small: Dataset):
    years = observe(
        small, "crimes", *per_wijk(2014, 10, 10, 10, 10), *per_wijk(2016, 30, 30, 30, 30)
    )
    row = figure(years, "crime_rate", Level.WIJK, Period((2014, 2016, 2018))).iloc[0]
    assert row["value"] == 20.0
    assert "inwoners per 1 januari 2016" in row["cautions"]


def test_available_years_per_level(small: Dataset):
    assert available_years(small, "liveability", Level.WIJK) == (2014, 2016)
    assert available_years(small, "liveability", Level.BUURT) == (2014,)
    assert available_years(small, "crime_rate", Level.STADSDEEL) == (2016,)
    assert available_years(small, "population", Level.BUURT) == ()
    assert known_count(small, "liveability", Level.BUURT, 2014) == 2
    assert known_count(small, "liveability", Level.WIJK, 2014) == 3


@pytest.mark.parametrize("level", [Level.WIJK, Level.BUURT, Level.GROUP, Level.GEMEENTE])
@pytest.mark.parametrize("indicator", ["population", "crimes", "crime_rate", "liveability"])
def test_all_years_at_once_are_the_years_one_by_one(small: Dataset, indicator: str, level: Level):
    frame = figures_by_year(small, indicator, level)
    years = available_years(small, indicator, level)
    one_by_one = [indicator_figures(small, indicator, level, Period((year,))) for year in years]
    if one_by_one:
        pd.testing.assert_frame_equal(frame, pd.concat(one_by_one, ignore_index=True))
    else:
        assert frame.empty


# Boundaries and flags


def test_other_boundaries_are_refused_with_a_sentence(small: Dataset):
    frame = figure(small, "liveability", Level.BUURT, Period((2025,)))
    assert set(frame["state"]) == {"not_applicable"}
    (caution,) = set(frame["cautions"])
    refused = "niet van toepassing: de bron staat op de indeling van 2025"
    assert caution == (f"{refused}, en die buurten passen niet op die van 2014",)
    only = observe(small, "liveability", ("BU99010100", 2025, 4.5, {"fit": "other"}))
    newest = indicator_figures(only, "liveability", Level.BUURT, Period())
    assert set(newest["state"]) == {"not_applicable"}
    assert set(newest["year"]) == {"2025"}


def test_known_flags_become_sentences_and_a_sources_own_stay_in_the_data(small: Dataset):
    assert figure(small, "population", Level.WIJK, Y2016)["cautions"].iloc[0] == (
        "afgerond op 5 (CBS)",
    )
    assert flag_sentences(
        ["model_estimate", "boundary_layout_2025_inferred", "pc4=5925", "nog onbekend"]
    ) == (
        "schatting van een model",
        "op de indeling van 2025 (afgeleid)",
        "postcodegebied 5925",
    )


def test_flag_that_a_caution_says_already_is_not_said_twice(small: Dataset):
    cells = {"flags": ("boundary_layout_2025", "provisional")}
    own = cells | {"cautions": ("Staat op de indeling van 2025: iets andere grens",)}
    twice = observe(small, "population", ("WK990101", 2016, 5, own), ("WK990102", 2016, 5, cells))
    frame = figure(twice, "population", Level.WIJK, Y2016)["cautions"]
    assert frame["WK990101"] == (*own["cautions"], "voorlopig cijfer")
    assert frame["WK990102"] == ("op de indeling van 2025", "voorlopig cijfer")


def test_caution_of_one_part_is_named_in_the_sum(small: Dataset):
    row = figure(small, "crimes", Level.STADSDEEL, Y2016).loc["zuid"]
    assert row["cautions"] == ("Molenwijk: Bijna dezelfde grens",)


def test_many_different_cautions_are_counted_in_the_sum(small: Dataset):
    rows = [(code, 2016, 10, {"cautions": (f"eigen {code}",)}) for code in (*WIJKEN, "BU99010100")]
    row = figure(observe(small, "crimes", *rows), "crimes", Level.GEMEENTE, Y2016).iloc[0]
    assert row["cautions"] == (
        "4 van de 4 wijken hebben een eigen kanttekening, zie de cijfers per wijk",
    )


def test_nothing_observed_is_missing(small: Dataset):
    empty = observe(small, "population")
    frame = indicator_figures(empty, "population", Level.WIJK, Period())
    assert set(frame["state"]) == {"missing"}
    assert set(frame["year"]) == {""}
