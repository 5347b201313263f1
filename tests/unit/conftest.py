"""What a file is made of: open data, its note, and figures in all four states."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from exported import PUBLIC

from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import figure_frame
from wijkmap.model.visibility import visible
from wijkmap.sources.exports import (
    About,
    about,
)


@pytest.fixture(scope="session")
def open_data(small: Dataset) -> Dataset:
    return visible(small, PUBLIC)


@pytest.fixture
def note(open_data: Dataset) -> About:
    return about(open_data, PUBLIC, "Proef", [open_data["ledger"]], ["wijk: Molenwijk"])


@pytest.fixture
def four_states() -> pd.DataFrame:
    area = {"unit": "score", "year": "2016", "sources": ("S1",)}
    codes = ("WK990101", "WK990102", "WK990103", "WK9901AA")
    names = ("Molenwijk", "Stationswijk", "Havenwijk", "Buitenwijk")
    states = ("known", "missing", "suppressed", "not_applicable")
    return figure_frame(
        {
            **area,
            "key": code,
            "key_label": name,
            "area_code": code,
            "area_name": name,
            "state": state,
            "value": 4.25 if state == "known" else math.nan,
            "low": 4.0,
            "cautions": ("Modelscore", "Niet alles"),
        }
        for code, name, state in zip(codes, names, states, strict=True)
    )
