"""Reading a data folder: what comes out, and that every fault is reported once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from folders import MUNICIPALITY, add, edit, table, write_folder

import wijkmap
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import DataError, Problem
from wijkmap.model.tables import TABLES
from wijkmap.model.visibility import ALWAYS, NEVER, Audience
from wijkmap.sources import package
from wijkmap.sources.package import embedded_folder
from wijkmap.sources.settings import (
    SettingError,
    basemap_from_environment,
    folder_from_environment,
    today,
    viewer_from_environment,
)

Place = tuple[str, int, str]


def problems(folder: Path) -> tuple[Problem, ...]:
    """Problems of a folder, none when it loads."""
    try:
        wijkmap.load(folder)
    except DataError as error:
        return error.problems
    return ()


def places(folder: Path) -> list[Place]:
    return [(one.file, one.row, one.column) for one in problems(folder)]


def text_of(name: str, old: str, new: str) -> bytes:
    """File of a table with one piece of its text replaced."""
    text = table(name).to_csv(index=False, lineterminator="\n")
    assert old in text
    return text.replace(old, new, 1).encode()


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


ONE_FAULT: dict[str, tuple[dict[str, object], Place]] = {
    "unknown area": (
        {"initiatives": edit((2, "area_code", "WK990109"))},
        ("initiatives.csv", 2, "area_code"),
    ),
    "no boundary year": (
        {"observations": edit((2, "boundary_year", ""))},
        ("observations.csv", 2, "boundary_year"),
    ),
    "another boundary year": (
        {"areas": edit((3, "boundary_year", "2025"))},
        ("areas.csv", 3, "boundary_year"),
    ),
    "a code that is no code": (
        {"areas": edit((3, "area_code", "WK99010"))},
        ("areas.csv", 3, "area_code"),
    ),
    "a code of another shape": (
        {"areas": edit((7, "area_code", "BU99010109"))},
        ("areas.csv", 7, "area_code"),
    ),
    "an empty code": ({"areas": edit((3, "area_code", ""))}, ("areas.csv", 3, "area_code")),
    "a wrong level": ({"areas": edit((3, "level", "buurt"))}, ("areas.csv", 3, "level")),
    "a wrong parent": (
        {"areas": edit((7, "parent_code", "WK990102"))},
        ("areas.csv", 7, "parent_code"),
    ),
    "an area without shape": (
        {
            "areas": add(
                area_code="BU99010109",
                area_name="x",
                short_name="x",
                level="buurt",
                parent_code="WK990101",
                boundary_year="2014",
            )
        },
        ("areas.csv", 15, "area_code"),
    ),
    "a shape without row": (
        {"areas": lambda frame: frame.drop(index=12)},
        ("areas.csv", 0, "area_code"),
    ),
    "a double key": (
        {"initiatives": edit((3, "initiative_id", "I1"))},
        ("initiatives.csv", 3, "initiative_id"),
    ),
    "a double key of three columns": (
        {"observations": edit((8, "year", "2014"))},
        ("observations.csv", 8, "indicator"),
    ),
    "half a cent": (
        {"ledger": edit((10, "amount_cents", "50000.5"))},
        ("ledger.csv", 10, "amount_cents"),
    ),
    "no number": (
        {"ledger": edit((10, "amount_cents", "veel"))},
        ("ledger.csv", 10, "amount_cents"),
    ),
    "a negative reserve": (
        {"ledger": edit((10, "amount_cents", "-1"))},
        ("ledger.csv", 10, "amount_cents"),
    ),
    "low above high": (
        {"ledger": edit((8, "low_cents", "20000"))},
        ("ledger.csv", 8, "low_cents"),
    ),
    "high below amount": (
        {"ledger": edit((8, "high_cents", "9999"))},
        ("ledger.csv", 8, "high_cents"),
    ),
    "disputed without low": (
        {"ledger": edit((8, "low_cents", ""))},
        ("ledger.csv", 8, "low_cents"),
    ),
    "unknown with an amount": (
        {"ledger": edit((7, "amount_cents", "1"))},
        ("ledger.csv", 7, "amount_cents"),
    ),
    "exact without an amount": (
        {"ledger": edit((10, "amount_cents", ""))},
        ("ledger.csv", 10, "amount_cents"),
    ),
    "a part without a split": ({"ledger": edit((3, "part_by", ""))}, ("ledger.csv", 3, "part_by")),
    "a split without a whole": ({"ledger": edit((3, "part_of", ""))}, ("ledger.csv", 3, "part_of")),
    "part of an unknown entry": (
        {"ledger": edit((3, "part_of", "L99"))},
        ("ledger.csv", 3, "part_of"),
    ),
    "part of itself": ({"ledger": edit((3, "part_of", "L2"))}, ("ledger.csv", 3, "part_of")),
    "parts in a circle": (
        {"ledger": edit((2, "part_of", "L2"), (2, "part_by", "theme"))},
        ("ledger.csv", 2, "part_of"),
    ),
    "the same as itself": ({"ledger": edit((6, "same_as", "L5"))}, ("ledger.csv", 6, "same_as")),
    "the same in a circle": ({"ledger": edit((5, "same_as", "L5"))}, ("ledger.csv", 5, "same_as")),
    "the same as a twin": (
        {"ledger": edit((2, "amount_cents", "25050"), (2, "same_as", "L5"))},
        ("ledger.csv", 2, "same_as"),
    ),
    "the same euro, another amount": (
        {"ledger": edit((6, "amount_cents", "25051"))},
        ("ledger.csv", 6, "amount_cents"),
    ),
    "month 13": (
        {"initiatives": edit((2, "status_date", "2022-13"))},
        ("initiatives.csv", 2, "status_date"),
    ),
    "31 February": (
        {"initiatives": edit((2, "status_date", "2022-02-31"))},
        ("initiatives.csv", 2, "status_date"),
    ),
    "an impossible year": (
        {"initiatives": edit((2, "year", "20222"))},
        ("initiatives.csv", 2, "year"),
    ),
    "an empty public_from": (
        {"events": edit((2, "public_from", ""))},
        ("events.csv", 2, "public_from"),
    ),
    "a public_from without a day": (
        {"events": edit((2, "public_from", "2026-11"))},
        ("events.csv", 2, "public_from"),
    ),
    "a theme outside the mapping": (
        {"initiatives": edit((2, "theme_source", "Vuurwerk"))},
        ("initiatives.csv", 2, "theme_source"),
    ),
    "a status outside the mapping": (
        {"initiatives": edit((2, "status_source", "Klaar"))},
        ("initiatives.csv", 2, "status_source"),
    ),
    "a stream outside the mapping": (
        {"ledger": edit((2, "stream_source", "Fonds X"))},
        ("ledger.csv", 2, "stream_source"),
    ),
    "a mapping to nothing": ({"mappings": edit((2, "key", "tuin"))}, ("mappings.csv", 2, "key")),
    "an unknown topic": (
        {"indicators": edit((2, "topic", "tuin"))},
        ("indicators.csv", 2, "topic"),
    ),
    "an unknown word": ({"ledger": edit((2, "kind", "gepland"))}, ("ledger.csv", 2, "kind")),
    "an unknown list": ({"mappings": edit((2, "list", "thema"))}, ("mappings.csv", 2, "list")),
    "an unknown key in a list": (
        {"vocabulary": edit((2, "list", "thema"))},
        ("vocabulary.csv", 2, "list"),
    ),
    "an unknown source": (
        {"initiatives": edit((2, "source", "S1;S9"))},
        ("initiatives.csv", 2, "source"),
    ),
    "a scope without a code": (
        {"ledger": edit((10, "area_code", ""))},
        ("ledger.csv", 10, "area_code"),
    ),
    "a code without its scope": (
        {"ledger": edit((10, "scope", "city"))},
        ("ledger.csv", 10, "scope"),
    ),
    "a buurt for a wijk": (
        {"ledger": edit((10, "area_code", "BU99010100"))},
        ("ledger.csv", 10, "area_code"),
    ),
    "a buurt of another wijk": (
        {"initiatives": edit((7, "buurt_code", "BU99010100"))},
        ("initiatives.csv", 7, "buurt_code"),
    ),
    "a buurt without its wijk": (
        {"initiatives": edit((7, "area_code", ""))},
        ("initiatives.csv", 7, "area_code"),
    ),
    "x without y": ({"initiatives": edit((5, "y", ""))}, ("initiatives.csv", 5, "y")),
    "degrees for metres": ({"initiatives": edit((5, "y", "51.4"))}, ("initiatives.csv", 5, "y")),
    "a point in another wijk": (
        {"initiatives": edit((4, "x", "200100"), (4, "buurt_code", ""))},
        ("initiatives.csv", 4, "area_code"),
    ),
    "a point in another buurt": (
        {"initiatives": edit((4, "x", "201900"))},
        ("initiatives.csv", 4, "buurt_code"),
    ),
    "a code, and a point outside": (
        {"initiatives": edit((6, "area_code", "WK990103"))},
        ("initiatives.csv", 6, "area_code"),
    ),
    "known without a value": (
        {"observations": edit((2, "value", ""))},
        ("observations.csv", 2, "value"),
    ),
    "missing with a value": (
        {"observations": edit((2, "state", "missing"))},
        ("observations.csv", 2, "value"),
    ),
    "a value that is no number": (
        {"observations": edit((2, "value", "."))},
        ("observations.csv", 2, "value"),
    ),
    "an observation of an unknown wijk": (
        {"observations": edit((3, "area_code", "WK990109"))},
        ("observations.csv", 3, "area_code"),
    ),
    "an observation of another gemeente": (
        {"observations": edit((28, "area_code", "BU98010100"))},
        ("observations.csv", 28, "area_code"),
    ),
    "an observation of nowhere": (
        {"observations": edit((28, "area_code", "5925"))},
        ("observations.csv", 28, "area_code"),
    ),
    "an unknown indicator": (
        {"observations": edit((2, "indicator", "populaton"))},
        ("observations.csv", 2, "indicator"),
    ),
    "a rate without a count": (
        {"indicators": edit((4, "numerator", ""))},
        ("indicators.csv", 4, "numerator"),
    ),
    "a rate without a denominator": (
        {"indicators": edit((4, "denominators", ""))},
        ("indicators.csv", 4, "denominators"),
    ),
    "breaks that descend": (
        {"indicators": edit((5, "breaks", "4.2;4.1"))},
        ("indicators.csv", 5, "breaks"),
    ),
    "breaks that are words": (
        {"indicators": edit((5, "breaks", "4.1;hoog"))},
        ("indicators.csv", 5, "breaks"),
    ),
    "rounding to nothing": (
        {"indicators": edit((2, "rounding", ""))},
        ("indicators.csv", 2, "rounding"),
    ),
    "an unknown column": (
        {"goals": lambda frame: frame.assign(kleur="rood")},
        ("goals.csv", 1, "kleur"),
    ),
    "a missing column": (
        {"goals": lambda frame: frame.drop(columns="where")},
        ("goals.csv", 1, "where"),
    ),
    "a missing key column": (
        {"areas": lambda frame: frame.drop(columns="area_code")},
        ("areas.csv", 1, "area_code"),
    ),
    "a misspelt column": (
        {"ledger": lambda frame: frame.rename(columns={"amount_cents": "Amount_cent"})},
        ("ledger.csv", 1, "Amount_cent"),
    ),
    "a column twice": (
        {
            "goals": lambda frame: frame.set_axis([*frame.columns[:-1], "goal"], axis=1).assign(
                source=""
            )
        },
        ("goals.csv", 1, "goal"),
    ),
    "a missing file": ({"sources": None}, ("sources.csv", 0, "")),
    "an empty file": ({"areas": b""}, ("areas.csv", 0, "")),
    "a table without rows": ({"areas": lambda frame: frame.iloc[:0]}, ("areas.csv", 0, "")),
    "no indicators": ({"indicators": lambda frame: frame.iloc[:0]}, ("indicators.csv", 0, "")),
    "an empty optional file": ({"goals": b"\n"}, ("goals.csv", 0, "")),
    "an Excel file": ({"ledger": b"PK\x03\x04rest"}, ("ledger.csv", 0, "")),
    "Windows letters": (
        {"sources": text_of("sources", "Register", "Café").decode().encode("cp1252")},
        ("sources.csv", 4, ""),
    ),
    "UTF-16": (
        {"sources": table("sources").to_csv(index=False).encode("utf-16")},
        ("sources.csv", 0, ""),
    ),
    "a NUL": ({"sources": text_of("sources", "Register", "Reg\0ister")}, ("sources.csv", 4, "")),
    "too many cells": (
        {"sources": text_of("sources", "Register", "Re,gister")},
        ("sources.csv", 4, ""),
    ),
    "too few cells": ({"sources": text_of("sources", "06-21,", "06-21")}, ("sources.csv", 4, "")),
    "an open quote": ({"sources": text_of("sources", "S1,CBS", 'S1,"CBS')}, ("sources.csv", 2, "")),
    "a thousands point": (
        {"observations": edit((2, "value", "6,040"))},
        ("observations.csv", 2, "value"),
    ),
    "no gemeente": ({"municipality": None}, ("gemeente.toml", 0, "")),
    "a gemeente that cannot be read": (
        {"municipality": MUNICIPALITY.replace('"Proefdam"', "Proefdam")},
        ("gemeente.toml", 2, ""),
    ),
    "an unknown setting": (
        {"municipality": "kleur = 1\n" + MUNICIPALITY},
        ("gemeente.toml", 1, "kleur"),
    ),
    "a gemeente without a name": (
        {"municipality": MUNICIPALITY.replace('name = "Proefdam"\n', "")},
        ("gemeente.toml", 0, "name"),
    ),
    "a year in quotes": (
        {"municipality": MUNICIPALITY.replace("_year = 2014", '_year = "2014"')},
        ("gemeente.toml", 3, "boundary_year"),
    ),
    "a pilot without a date": (
        {"municipality": MUNICIPALITY.replace("WK990101 = 2015-03-01", "WK990101 = 2015")},
        ("gemeente.toml", 12, "pilots"),
    ),
    "an unknown pilot": (
        {"municipality": MUNICIPALITY.replace("WK990101 =", "WK990109 =")},
        ("gemeente.toml", 12, "pilots"),
    ),
    "an unknown wijk in a stadsdeel": (
        {"municipality": MUNICIPALITY.replace('["WK990103"', '["WK990109"')},
        ("gemeente.toml", 23, "stadsdelen"),
    ),
    "a wijk in two stadsdelen": (
        {"municipality": MUNICIPALITY.replace('["WK990103"', '["WK990101"')},
        ("gemeente.toml", 23, "stadsdelen"),
    ),
    "an unknown default area": (
        {"municipality": MUNICIPALITY.replace('area = "WK990101"', 'area = "WK990109"')},
        ("gemeente.toml", 7, "default_area"),
    ),
    "an unknown default indicator": (
        {"municipality": MUNICIPALITY.replace('"liveability"', '"geluk"')},
        ("gemeente.toml", 6, "default_indicator"),
    ),
}


@pytest.mark.parametrize("fault", ONE_FAULT)
def test_one_fault_is_one_problem_at_its_place(tmp_path: Path, fault: str):
    changes, place = ONE_FAULT[fault]
    assert places(write_folder(tmp_path, **changes)) == [place]


def test_twenty_faults_in_several_files_are_reported_at_once_and_no_others(tmp_path: Path):
    chosen = [
        "another boundary year",
        "a wrong parent",
        "half a cent",
        "low above high",
        "unknown with an amount",
        "a part without a split",
        "the same euro, another amount",
        "a stream outside the mapping",
        "unknown area",
        "a buurt of another wijk",
        "x without y",
        "month 13",
        "a theme outside the mapping",
        "an unknown source",
        "known without a value",
        "an observation of another gemeente",
        "a rate without a count",
        "breaks that descend",
        "a missing column",
        "an unknown pilot",
    ]
    steps: dict[str, list[object]] = {}
    expected = []
    for name in chosen:
        changes, place = ONE_FAULT[name]
        expected.append(place)
        for target, change in changes.items():
            steps.setdefault(target, []).append(change)
    changes = {
        target: found[0] if target == "municipality" else tuple(found)
        for target, found in steps.items()
    }
    assert len(expected) == 20
    assert places(write_folder(tmp_path, **changes)) == sorted(expected)


def test_faults_in_one_row_do_not_hide_each_other(tmp_path: Path):
    change = edit(
        (2, "area_code", "WK990109"),
        (2, "year", "twee"),
        (2, "kind", "x"),
        (2, "amount_cents", "x"),
        (2, "public_from", ""),
    )
    columns = [column for _, _, column in places(write_folder(tmp_path, ledger=change))]
    assert columns == ["amount_cents", "area_code", "kind", "public_from", "year"]


def test_a_faulty_row_still_counts_for_who_refers_to_it(tmp_path: Path):
    broken = table("initiatives").to_csv(index=False).replace("Moestuin", "Moes,tuin", 1).encode()
    assert places(write_folder(tmp_path, initiatives=broken)) == [("initiatives.csv", 2, "")]


def test_lines_are_counted_as_an_editor_does(tmp_path: Path):
    change = edit((2, "description", "Twee\nregels"), (4, "year", "x"))
    assert places(write_folder(tmp_path, initiatives=change)) == [("initiatives.csv", 5, "year")]


def test_a_problem_says_found_expected_and_remedy(tmp_path: Path):
    folder = write_folder(tmp_path, observations=edit((2, "indicator", "populaton")))
    (problem,) = problems(folder)
    assert str(problem) == (
        "observations.csv, regel 2, kolom indicator: gevonden 'populaton'; verwacht een indicator "
        "uit indicators.csv. Bedoelt u 'population'? Verbeter de verwijzing of voeg de regel toe "
        "aan indicators.csv."
    )


def test_a_thousands_point_is_refused_in_a_semicolon_file(tmp_path: Path):
    folder = write_folder(
        tmp_path,
        separator=";",
        observations=edit((2, "value", "6.040"), (3, "value", "1.000,5"), (4, "value", "2000,5")),
    )
    assert places(folder) == [("observations.csv", 2, "value"), ("observations.csv", 3, "value")]


def test_a_proposal_may_be_negative(tmp_path: Path):
    change = edit((11, "amount_cents", "-1"))
    assert not places(write_folder(tmp_path, ledger=change))


def test_another_layout_may_have_codes_that_the_areas_lack(tmp_path: Path):
    change = edit((28, "area_code", "WK990199"))
    assert not places(write_folder(tmp_path, observations=change))


def test_a_point_on_a_border_agrees_with_either_side(tmp_path: Path):
    for code in ("WK990101", "WK990102", "WK990103", "WK9901AA"):
        change = edit(
            (4, "area_code", code), (4, "buurt_code", ""), (4, "x", "201000"), (4, "y", "371000")
        )
        assert not places(write_folder(tmp_path, initiatives=change))


def test_a_folder_that_does_not_exist_is_one_problem(tmp_path: Path):
    assert len(problems(tmp_path / "nergens")) == 1


def test_an_empty_folder_names_every_file_that_must_be_there(tmp_path: Path):
    required = {f"{name}.csv" for name, declared in TABLES.items() if not declared.optional}
    found = {file for file, _, _ in places(tmp_path)}
    assert found == required | {"gemeente.toml", "boundaries.parquet"}


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


def test_the_viewer_is_public_unless_the_server_says_otherwise():
    viewer = viewer_from_environment({})
    assert viewer.audience is Audience.PUBLIC
    assert viewer.date == today()
    viewer = viewer_from_environment({"WIJKMAP_VIEWER": "internal", "WIJKMAP_DATE": "2026-11-13"})
    assert viewer.audience is Audience.INTERNAL
    assert viewer.date == dt.date(2026, 11, 13)


@pytest.mark.parametrize(
    "environ",
    [
        {"WIJKMAP_VIEWER": "intern"},
        {"WIJKMAP_DATE": "13-11-2026"},
        {"WIJKMAP_DATE": "2026-02-31"},
    ],
)
def test_a_wrong_setting_is_refused(environ: dict[str, str]):
    with pytest.raises(SettingError, match="verwacht"):
        viewer_from_environment(environ)


def test_the_folder_is_the_embedded_one_unless_the_server_says_otherwise():
    assert folder_from_environment({}) is None
    assert folder_from_environment({"WIJKMAP_FOLDER": "gegevens"}) == Path("gegevens")


@pytest.mark.parametrize("layer", ["", "grijs", "standaard", "pastel"])
def test_a_base_map_is_shown_only_when_the_server_names_it(layer: str):
    assert basemap_from_environment({"WIJKMAP_BASEMAP": layer}) == layer
    assert basemap_from_environment({}) == ""


def test_a_base_map_that_does_not_exist_is_refused():
    with pytest.raises(SettingError, match="grijs, standaard of pastel"):
        basemap_from_environment({"WIJKMAP_BASEMAP": "luchtfoto"})
