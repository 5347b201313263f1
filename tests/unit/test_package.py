"""Reading a data folder: what comes out, and which content is the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from folders import MUNICIPALITY, edit, table, write_folder

import wijkmap
from wijkmap.model.dataset import Dataset
from wijkmap.model.tables import TABLES
from wijkmap.model.visibility import ALWAYS, NEVER
from wijkmap.sources import package
from wijkmap.sources.package import embedded_folder


def test_tables_are_typed_and_empty_cells_are_neutral(small: Dataset):
    initiatives = small["initiatives"].set_index("initiative_id")
    assert initiatives.at["I3", "x"] == 201100.5
    assert pd.isna(initiatives.at["I1", "x"])
    assert pd.isna(initiatives.at["I5", "year"])
    assert initiatives.at["I1", "buurt_code"] == ""
    assert initiatives.at["I8", "source"] == ("S3", "S1")
    assert initiatives.at["I1", "cautions"] == ()
    assert initiatives.at["I2", "status_date"] == "2016-05"
    assert initiatives.at["I1", "public_from"] == ALWAYS
    assert initiatives.at["I4", "public_from"] == dt.date(2030, 1, 1)
    assert initiatives.at["I6", "public_from"] == NEVER
    ledger = small["ledger"].set_index("entry_id")
    assert ledger["amount_cents"].dtype == "Int64"
    assert pd.isna(ledger.at["L6", "amount_cents"])
    assert ledger.at["L10", "amount_cents"] == -10000
    assert not small["indicators"]["model_estimate"].iloc[0]


def test_text_columns_never_hold_a_missing_value(small: Dataset):
    for name, declared in TABLES.items():
        frame = small[name]
        assert list(frame.columns[: len(declared.columns)]) == list(declared.columns)
        text = frame.select_dtypes("str")
        assert not text.isna().to_numpy().any(), name


def test_own_groups_stand_beside_the_source_words(small: Dataset):
    initiatives = small["initiatives"].set_index("initiative_id")
    assert initiatives.at["I3", "theme_source"] == "Groen & tuinen"
    assert initiatives.at["I3", "theme"] == "groen"
    assert initiatives.at["I6", "status"] == "in-uitvoering"
    assert initiatives.at["I3", "stream"] == "sam-fonds"
    assert initiatives.at["I7", "theme"] == ""
    assert small["ledger"]["theme"].tolist()[:3] == ["", "groen", "ontmoeten"]


def test_the_catalogue_is_made_of_the_indicators(small: Dataset):
    rate = small.catalogue["crime_rate"]
    assert (rate.numerator, rate.denominators, rate.per) == ("crimes", ("population",), 1000)
    assert rate.cautions == ("Waar het gebeurt",)
    assert rate.target is None
    assert small.catalogue["liveability"].breaks == (4.0, 4.1, 4.25)
    assert list(small.catalogue) == ["population", "crimes", "crime_rate", "liveability"]


def test_the_gemeente_is_configuration(small: Dataset):
    assert small.municipality.pilots["WK9901AA"] == dt.date(2015, 3, 1)
    assert small.pilots == ("WK990101", "WK9901AA")
    assert small.rest == ("WK990102", "WK990103")
    assert [one.key for one in small.municipality.stadsdelen] == ["zuid", "noord"]
    assert small.municipality.fictional


def test_boundaries_are_indexed_by_code(small: Dataset):
    assert small.boundaries.index.name == "area_code"
    assert small.boundaries.crs.to_epsg() == 28992
    assert small.boundaries["level"].value_counts().to_dict() == {
        "buurt": 8,
        "wijk": 4,
        "gemeente": 1,
    }
    assert small.boundaries.at["WK990101", "geometry"].area == 1e6


def test_optional_files_may_be_absent(tmp_path: Path):
    absent = [name for name, declared in TABLES.items() if declared.optional]
    folder = write_folder(tmp_path, context=None, **dict.fromkeys(absent))
    dataset = wijkmap.load(folder)
    assert all(dataset[name].empty for name in absent)
    assert list(dataset["goals"].columns) == list(TABLES["goals"].columns)
    assert dataset.context.empty
    assert dataset.context.crs.to_epsg() == 28992


def test_excel_files_with_semicolons_and_decimal_commas_read_the_same(
    tmp_path: Path, small: Dataset
):
    def commas(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(value=frame["value"].str.replace(".", ","))

    folder = write_folder(tmp_path, separator=";", observations=commas)
    for path in folder.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert wijkmap.load(folder).version == small.version


def test_empty_rows_and_columns_that_excel_leaves_behind_are_no_problem(
    tmp_path: Path, small: Dataset
):
    text = table("goals").to_csv(index=False)
    text = "".join(line + ",,\n" for line in text.splitlines()) + ",,,,,,,,,\n\n"
    assert wijkmap.load(write_folder(tmp_path, goals=text.encode())).version == small.version


def test_spaces_around_a_cell_are_no_content(tmp_path: Path, small: Dataset):
    change = edit((2, "area_code", " WK990101\u00a0"), (2, "name", "\u00a0Moestuin "))
    assert wijkmap.load(write_folder(tmp_path, initiatives=change)).version == small.version


@pytest.mark.parametrize(
    "changes",
    [
        {"observations": lambda frame: frame.iloc[::-1]},
        {"boundaries": lambda frame: frame.iloc[::-1]},
        {"boundaries": lambda frame: frame.set_geometry(frame.geometry.reverse())},
        {"municipality": MUNICIPALITY + "\n# a remark\n"},
    ],
)
def test_the_version_stays_with_the_content(tmp_path: Path, small: Dataset, changes: dict):
    assert wijkmap.load(write_folder(tmp_path, **changes)).version == small.version


@pytest.mark.parametrize(
    "changes",
    [
        {"observations": edit((2, "value", "6041"))},
        {"initiatives": edit((2, "description", "Met kas"))},
        {"goals": None},
        {"context": None},
        {"municipality": MUNICIPALITY.replace("Proefdam", "Proefstad")},
        {"ledger": edit((2, "public_from", "nooit"))},
    ],
)
def test_another_content_has_another_version(tmp_path: Path, small: Dataset, changes: dict):
    assert wijkmap.load(write_folder(tmp_path, **changes)).version != small.version


def test_the_version_has_twelve_digits(small: Dataset):
    assert len(small.version) == 12
    int(small.version, 16)


def test_without_a_folder_the_embedded_data_are_read():
    dataset = wijkmap.load()
    assert not dataset.municipality.fictional
    assert dataset.municipality.default_area in dataset.areas.index


def test_the_embedded_folder_lies_beside_the_package_or_in_an_installed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert (embedded_folder() / "gemeente.toml").is_file()
    installed = tmp_path / "wijkmap" / "_data" / "geodata"
    installed.mkdir(parents=True)
    monkeypatch.setattr(package, "__file__", str(tmp_path / "wijkmap" / "sources" / "package.py"))
    assert embedded_folder() == installed.resolve()
