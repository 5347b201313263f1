"""Layers for the map, and pilots beside the rest: never more than the data can carry."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from wijkmap.analysis.groups import members, pilots_beside_rest
from wijkmap.analysis.layers import (
    layer_figures,
    layer_figures_by_year,
    layer_years,
    layers,
)
from wijkmap.model.dataset import Dataset
from wijkmap.model.indicators import UnknownIndicatorError
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Kind, Level, Register

Y2016 = Period((2016,))
PILOTS = ["WK990101", "WK9901AA"]


def beside(dataset: Dataset, layer: str, selection: Selection | None = None) -> pd.DataFrame:
    return pilots_beside_rest(dataset, layer, Y2016, selection or Selection()).set_index("key")


def complete(dataset: Dataset) -> Dataset:
    """Dataset whose registers are complete in every wijk."""
    coverage = dataset["coverage"].assign(coverage="complete")
    return replace(dataset, tables=dict(dataset.tables) | {"coverage": coverage})


def test_layers_are_the_indicators_of_the_map_then_the_registers_with_rows(small: Dataset):
    found = layers(small)
    assert [one.id for one in found] == [
        *("population", "crime_rate", "liveability"),
        *("initiatives", "initiatives_per_1000"),
        *("budget_planned", "budget_planned_per_resident"),
        *("budget_awarded", "budget_awarded_per_resident"),
        *("budget_proposed", "budget_proposed_per_resident"),
        *("budget_reserve", "budget_reserve_per_resident"),
    ]
    assert found[2].breaks == (4.0, 4.1, 4.25)
    assert (found[3].register, found[3].kind) == (Register.INITIATIVES, None)
    assert (found[5].register, found[5].kind) == (Register.BUDGET, Kind.PLANNED)
    assert found[6].per_resident


@pytest.mark.parametrize("level", [one for one in Level if one is not Level.COUNTRY])
def test_every_layer_has_a_row_per_place_at_every_level(small: Dataset, level: Level):
    rows = {Level.GEMEENTE: 1, Level.STADSDEEL: 2, Level.WIJK: 4, Level.BUURT: 8, Level.GROUP: 2}
    for layer in layers(small):
        frame = layer_figures(small, layer.id, Selection(year=Y2016), level)
        crime = level is Level.GROUP and layer.id == "crime_rate"
        assert len(frame) == (4 if crime else rows[level])
        assert (frame["value"].notna() == (frame["state"] == "known")).all()


def test_indicator_off_the_map_is_still_a_figure(small: Dataset):
    frame = layer_figures(small, "crimes", Selection(year=Y2016), Level.WIJK)
    assert frame["value"].tolist()[:2] == [10, 30]


def test_unknown_layer_is_refused(small: Dataset):
    with pytest.raises(UnknownIndicatorError):
        layer_figures(small, "budget_lost", Selection(), Level.WIJK)


def test_years_of_indicators_and_registers(small: Dataset):
    assert layer_years(small, "liveability", Level.WIJK) == (2014, 2016)
    assert layer_years(small, "initiatives", Level.WIJK) == (2014, 2016, 2018)
    assert layer_years(small, "budget_awarded", Level.WIJK) == (2016, 2018)
    frame = layer_figures_by_year(small, "liveability", Selection(), Level.WIJK)
    assert frame["year"].tolist() == ["2014"] * 4 + ["2016"] * 4


def test_score_of_pilots_beside_rest_with_their_difference(small: Dataset):
    frame = beside(small, "liveability")
    assert frame.index.tolist() == ["pilots", *PILOTS, "rest", "difference", "GM9901"]
    assert frame["value"].tolist() == pytest.approx([4.1, 4.2, 4.0, 4.3, -0.2, 4.2])


def test_crime_also_beside_rest_without_centre_and_the_median(small: Dataset):
    frame = beside(small, "crime_rate")
    assert frame.index.tolist() == [
        *("pilots", *PILOTS, "rest"),
        *("rest_without_centre", "median_wijk", "difference", "GM9901"),
    ]
    # One wijk of the rest is suppressed, and so is whatever could give it away.
    assert frame.loc["difference", "state"] == "suppressed"
    assert frame.loc["GM9901", "state"] == "suppressed"


def test_counts_of_groups_of_different_size_have_no_difference(small: Dataset):
    assert "difference" not in beside(small, "population").index


def test_registers_have_no_difference_while_coverage_is_partial(small: Dataset):
    for layer in ("initiatives", "initiatives_per_1000", "budget_planned_per_resident"):
        assert "difference" not in beside(small, layer).index
    whole = beside(complete(small), "initiatives_per_1000")
    assert whole.loc["difference", "value"] == pytest.approx(3 / 1.05 - 2 / 5)
    assert "difference" not in beside(complete(small), "initiatives").index


def test_filters_on_place_leave_the_groups_whole(small: Dataset):
    narrowed = beside(small, "initiatives", Selection(wijken=("WK990102",), themes=("groen",)))
    pd.testing.assert_frame_equal(
        narrowed, beside(small, "initiatives", Selection(themes=("groen",)))
    )


def test_difference_carries_the_margins_of_both(small: Dataset):
    table = small["observations"]
    crimes = table[(table["indicator"] == "crimes") & table["area_code"].str.startswith("WK")]
    years = [
        crimes.assign(year=year, value=[40.0, 60, 90, 10], state="known") for year in (2015, 2016)
    ]
    frame = pd.concat([table[table["indicator"] != "crimes"], *years], ignore_index=True)
    figures = beside(
        replace(small, tables=dict(small.tables) | {"observations": frame}), "crime_rate"
    )
    halves = figures["high"] - figures["value"]
    expected = (halves["pilots"] ** 2 + halves["rest"] ** 2) ** 0.5
    assert halves["difference"] == pytest.approx(expected)
    assert figures.loc["difference", "value"] == pytest.approx(50 / 1.05 - 150 / 5)


def test_groups_are_known_by_name(small: Dataset):
    assert members(small, "pilots") == tuple(PILOTS)
