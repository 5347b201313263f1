"""Two years of one figure subtracted: by hand, on frames of a row or two, and what is refused."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import pandas as pd
import pytest

from wijkmap.analysis.measures import figures_by_year
from wijkmap.analysis.subtraction import (
    difference_figures,
    indicator_difference,
    refusal,
    yearly_differences,
)
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import figure_frame, figures
from wijkmap.model.words import Level, MarginRule, State

ALWAYS, LATER = dt.date(2000, 1, 1), dt.date(2030, 1, 1)


def row(key: str, value: float | None, year: str = "2014", **more: object) -> dict[str, object]:
    known = value is not None
    return {
        "key": key,
        "key_label": key.lower(),
        "area_code": key,
        "year": year,
        "unit": "meldingen",
        "value": value if known else math.nan,
        "state": (State.KNOWN if known else State.MISSING).value,
        "public_from": ALWAYS,
        **more,
    }


def test_two_rows_by_hand() -> None:
    before = figure_frame(
        [
            row("A", 10.0, low=8.0, high=13.0, sources=("S1",), cautions=("enquête", "oud")),
            row("B", 4.0, low=2.0, high=6.0, public_from=LATER),
        ]
    )
    after = figure_frame(
        [
            row("B", 4.0, "2024", low=2.0, high=6.0),
            row("A", 16.0, "2024", low=12.0, high=21.0, sources=("S2",), cautions=("enquête",)),
        ]
    )
    same, rise = figures(difference_figures(before, after, MarginRule.OVERDISPERSED))
    assert (same.key, same.value, same.public_from) == ("B", 0.0, LATER)
    assert (rise.key, rise.key_label, rise.year, rise.unit) == (
        "A",
        "a",
        "2024 min 2014",
        "meldingen",
    )
    assert rise.value == 6.0
    # Down: 4 below the last and 3 above the first make 5. Up: 5 above and 2 below.
    assert rise.low == pytest.approx(6.0 - 5.0)
    assert rise.high == pytest.approx(6.0 + math.hypot(5.0, 2.0))
    assert rise.sources == ("S1", "S2")
    assert rise.cautions == ("enquête", "2014: oud")
    assert rise.n is None


def test_rounding_is_a_bound_and_bounds_add_up() -> None:
    before = figure_frame([row("A", 100.0, low=97.5, high=102.5)])
    after = figure_frame([row("A", 110.0, "2024", low=107.5, high=112.5)])
    (one,) = figures(difference_figures(before, after, MarginRule.ROUNDING))
    assert (one.value, one.low, one.high) == (10.0, 5.0, 15.0)


def test_a_margin_that_is_not_known_on_one_side_is_not_known() -> None:
    before = figure_frame([row("A", 100.0)])
    after = figure_frame([row("A", 110.0, "2024", low=107.5, high=112.5)])
    for rule in MarginRule:
        (one,) = figures(difference_figures(before, after, rule))
        assert (one.value, one.low, one.high) == (10.0, None, None)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (State.KNOWN, State.MISSING, State.MISSING),
        (State.KNOWN, State.SUPPRESSED, State.SUPPRESSED),
        (State.NOT_APPLICABLE, State.KNOWN, State.NOT_APPLICABLE),
        (State.MISSING, State.SUPPRESSED, State.SUPPRESSED),
        (State.MISSING, State.NOT_APPLICABLE, State.NOT_APPLICABLE),
        (State.NOT_APPLICABLE, State.SUPPRESSED, State.SUPPRESSED),
    ],
)
def test_a_difference_says_no_more_than_both_figures(
    one: State, other: State, found: State
) -> None:
    def side(state: State, year: str) -> pd.DataFrame:
        known = state is State.KNOWN
        value = 7.0 if known else None
        bounds = {"low": 5.0, "high": 9.0} if known else {}
        return figure_frame([row("A", value, year, state=state.value, **bounds)])

    for pair in ((one, other), (other, one)):
        frames = [side(state, year) for state, year in zip(pair, ("2014", "2024"), strict=True)]
        (figure,) = figures(difference_figures(*frames, MarginRule.OVERDISPERSED))
        assert figure.state is found
        assert (figure.value, figure.low, figure.high, figure.n) == (None, None, None, None)


def test_an_area_of_one_year_only_is_missing() -> None:
    before = figure_frame([row("A", 1.0), row("B", 2.0)])
    after = figure_frame([row("A", 1.0, "2024")])
    found = difference_figures(before, after)
    assert found["key"].tolist() == ["A", "B"]
    assert found["state"].tolist() == ["known", "missing"]


def test_other_units_and_doubles_are_refused() -> None:
    euros = figure_frame([row("A", 1.0, unit="euro")])
    with pytest.raises(ValueError, match="unit"):
        difference_figures(figure_frame([row("A", 1.0)]), euros)
    twice = figure_frame([row("A", 1.0), row("A", 2.0)])
    with pytest.raises(ValueError, match="twice"):
        difference_figures(twice, figure_frame([row("A", 1.0)]))


def test_liveability_of_steyl_is_the_one_year_minus_the_other(venlo: Dataset) -> None:
    every = figures_by_year(venlo, "liveability_score", Level.WIJK).set_index(["key", "year"])
    own = every["value"]
    found = indicator_difference(venlo, "liveability_score", Level.WIJK, (2014, 2024))
    steyl = found.set_index("key").loc["WK098335"]
    assert steyl["value"] == own["WK098335", "2024"] - own["WK098335", "2014"]
    assert steyl["value"] == pytest.approx(0.05, abs=0.006)
    assert len(found) == 21
    # Nine years make 36 pairs of years, in 21 wijken.
    assert len(yearly_differences(venlo, "liveability_score", Level.WIJK)) == 36 * 21


@pytest.mark.parametrize(
    ("one", "other", "years", "said"),
    [
        ("liveability_score", "liveability_score", (2014, 2024), ""),
        ("registered_crime_rate", "registered_crime_rate", (2021, 2024), ""),
        ("liveability_score", "liveability_score", (2014, 2014), "hetzelfde jaar"),
        ("address_density", "address_density", (2024, 2024), "er is geen tweede jaar"),
        ("households", "households", (2017, 2024), "lees er geen verandering in"),
        ("urbanity_class", "urbanity_class", (2022, 2024), "het verschil tussen twee klassen"),
        ("initiatives", "initiatives", (None, None), "niet uit een register"),
        ("population", "liveability_score", (2024, 2024), "Inwoners en Leefbaarheid"),
        ("registered_crime_yearly_rate", "registered_crime_rate", (2023, 2024), "geen lijn met"),
        (
            "registered_crime_yearly",
            "registered_crime_yearly_newest_layout",
            (2023, 2024),
            "ze staan op twee indelingen",
        ),
    ],
)
def test_what_may_be_subtracted(
    venlo: Dataset, one: str, other: str, years: tuple[int, int], said: str
) -> None:
    found = refusal(venlo, one, other, Level.WIJK, years)
    assert said in found
    assert bool(found) == bool(said)


def test_a_level_without_figures_has_no_difference(venlo: Dataset) -> None:
    found = refusal(venlo, *["registered_crime_rate"] * 2, Level.BUURT, (None, None))
    assert found.endswith("geen buurten met een cijfer.")


def test_two_layouts_are_refused_and_one_other_layout_is_not(venlo: Dataset) -> None:
    rows = venlo["observations"]
    moved = (rows["indicator"] == "registered_crime") & (rows["year"] == 2024)
    changed = rows.assign(boundary_year=rows["boundary_year"].mask(moved, 2024))
    other = replace(venlo, tables={**venlo.tables, "observations": changed})
    found = refusal(other, *["registered_crime_rate"] * 2, Level.WIJK, (2023, 2024))
    assert "2023 op de indeling van 2025 en 2024 op de indeling van 2024" in found
    assert refusal(other, *["registered_crime_rate"] * 2, Level.WIJK, (2022, 2023)) == ""
