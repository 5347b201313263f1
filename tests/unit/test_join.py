"""Every initiative in exactly one place, by code or by point."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from wijkmap.analysis.join import NO_BUURT, located, place_initiatives
from wijkmap.analysis.places import chosen_wijken, members, places_at
from wijkmap.model.areas import CrsError, locate
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.selection import Selection
from wijkmap.model.words import Level


def placed(dataset: Dataset, **points: tuple[float, float]) -> pd.DataFrame:
    """Placed initiatives, indexed by id, after moving some to a point (without a code)."""
    frame = dataset["initiatives"].set_index("initiative_id")
    for key, (x, y) in points.items():
        frame.loc[key, ["area_code", "buurt_code"]] = ""
        frame.loc[key, ["x", "y"]] = [x, y]
    tables = dict(dataset.tables) | {"initiatives": frame.reset_index()}
    return place_initiatives(replace(dataset, tables=tables)).set_index("initiative_id")


def test_code_comes_before_point_and_point_before_nothing(small: Dataset):
    found = placed(small)
    assert found["wijk"].tolist() == [
        *("WK990101", "WK990101", "WK990102", "WK990103"),
        *("", "WK9901AA", "", ""),
    ]
    assert found["placed_by"].tolist() == ["code"] * 3 + ["point", "", "code", "", ""]


def test_buurt_by_code_or_by_point_and_else_a_reason(small: Dataset):
    found = placed(small)
    assert found["buurt"].tolist() == [
        *("", "", "BU99010200", "BU99010300"),
        *("", "BU9901AA01", "", ""),
    ]
    assert found.loc["I1", "buurt_reason"] == NO_BUURT
    assert found.loc["I5", "buurt_reason"] == "buiten de gemeente"
    assert found.loc["I4", "buurt_reason"] == ""


def test_outside_is_kept_and_apart_from_not_assigned(small: Dataset):
    found = placed(small)
    assert found.index[found["outside"]].tolist() == ["I5"]
    assert found.index[(found["wijk"] == "") & ~found["outside"]].tolist() == ["I7", "I8"]


def test_buurt_alone_gives_its_wijk(small: Dataset):
    frame = small["initiatives"].copy()
    frame.loc[0, ["area_code", "buurt_code"]] = ["", "BU99010301"]
    found = place_initiatives(replace(small, tables=dict(small.tables) | {"initiatives": frame}))
    assert found.loc[0, ["wijk", "buurt", "placed_by"]].tolist() == [
        *("WK990103", "BU99010301", "code"),
    ]


@pytest.mark.parametrize(
    ("point", "wijk", "buurt"),
    [
        ((201_000, 370_500), "WK990101", "BU99010101"),
        ((201_000, 371_000), "WK990101", "BU99010101"),
        ((200_500, 370_100), "WK990101", "BU99010100"),
        ((202_000, 372_000), "WK9901AA", "BU9901AA01"),
        ((202_000.001, 372_000), "", ""),
    ],
)
def test_point_on_a_border_lies_in_the_first_area(
    small: Dataset, point: tuple[float, float], wijk: str, buurt: str
):
    found = placed(small, I1=point).loc["I1"]
    assert (found["wijk"], found["buurt"]) == (wijk, buurt)
    assert found["outside"] == (not wijk)


def test_buurt_lies_in_the_wijk_that_the_code_says(small: Dataset):
    """On the border, and by its code in the later wijk: never a buurt of the first."""
    frame = small["initiatives"].copy()
    frame.loc[0, ["area_code", "x", "y"]] = ["WK990102", 201_000, 370_500]
    frame.loc[1, ["area_code", "x", "y"]] = ["WK990102", 200_500, 370_500]
    found = place_initiatives(replace(small, tables=dict(small.tables) | {"initiatives": frame}))
    assert found.loc[0, "buurt"] == "BU99010200"
    assert found.loc[1, "buurt"] == ""
    assert found.loc[1, "buurt_reason"] == "het punt ligt niet in een buurt van deze wijk"


def test_dataset_is_not_changed(small: Dataset):
    before = small["initiatives"].copy(deep=True)
    place_initiatives(small)
    pd.testing.assert_frame_equal(small["initiatives"], before)


def test_located_equals_locate_on_any_point_and_border(small: Dataset):
    areas = small.polygons_at(Level.BUURT)
    random = np.random.default_rng(8)
    # Half metres on a grid of 250 m: thousands of points exactly on borders and corners.
    x = np.r_[random.uniform(199_800, 202_200, 500), random.integers(798, 810, 2_000) * 250.0]
    y = np.r_[random.uniform(369_800, 372_200, 500), random.integers(1479, 1490, 2_000) * 250.0]
    expected = locate(shapely.points(x, y), areas)
    pd.testing.assert_series_equal(
        located(x, y, areas), pd.Series(expected.to_numpy(), dtype="str"), check_names=False
    )


def test_located_ignores_the_order_of_the_areas_and_points_without_place(small: Dataset):
    areas = small.polygons_at(Level.WIJK)
    x, y = np.array([201_000.0, np.nan]), np.array([371_000.0, 371_000.0])
    assert located(x, y, areas[::-1]).fillna("").tolist() == ["WK990101", ""]


def test_areas_without_crs_are_refused(small: Dataset):
    areas = small.polygons_at(Level.WIJK)
    bare = gpd.GeoSeries(areas.to_numpy(), index=areas.index)
    with pytest.raises(CrsError):
        located(np.array([1.0]), np.array([1.0]), bare)


def test_no_place_filter_chooses_every_wijk(small: Dataset):
    every = ("WK990101", "WK990102", "WK990103", "WK9901AA")
    assert chosen_wijken(small, Selection()) == every


def test_wijk_and_stadsdeel_narrow_each_other(small: Dataset):
    both = Selection(wijken=("WK990103", "WK990102"), stadsdelen=("zuid",))
    assert chosen_wijken(small, both) == ("WK990102",)
    assert chosen_wijken(small, Selection(wijken=("WK990103",), stadsdelen=("zuid",))) == ()
    assert chosen_wijken(small, Selection(stadsdelen=("noord",))) == ("WK990103", "WK9901AA")


@pytest.mark.parametrize(
    ("selection", "named"),
    [
        (Selection(wijken=("WK000000",)), "WK990101"),
        (Selection(stadsdelen=("oost",)), "zuid, noord"),
    ],
)
def test_unknown_place_is_refused_and_says_what_exists(
    small: Dataset, selection: Selection, named: str
):
    with pytest.raises(SelectionError, match=named):
        chosen_wijken(small, selection)


def test_groups_partition_the_wijken(small: Dataset):
    assert members(small, "pilots") == ("WK990101", "WK9901AA")
    assert members(small, "rest") == ("WK990102", "WK990103")
    assert members(small, "rest_without_centre") == ("WK990103",)
    with pytest.raises(SelectionError, match="pilots"):
        members(small, "andere")


def test_no_figures_for_the_country(small: Dataset):
    with pytest.raises(SelectionError, match="stadsdeel"):
        places_at(small, Level.COUNTRY)
