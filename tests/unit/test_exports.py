"""What a file says about itself, and CSV."""

from __future__ import annotations

import datetime as dt
import math

import geopandas as gpd
import pandas as pd
import pytest
from exported import FICTIONAL, INTERNAL, NASTY, PUBLIC, rows_of
from shapely import Point

from wijkmap.model.dataset import Dataset
from wijkmap.model.visibility import Viewer
from wijkmap.sources.exports import (
    About,
    about,
    figures_sheet,
    file_name,
    to_csv,
    to_geopackage,
    to_xlsx,
)

# What a file says about itself


def test_about_names_the_sources_of_its_frames_only(open_data: Dataset):
    assert list(about(open_data, PUBLIC, "x", [open_data["ledger"]]).sources["source_id"]) == [
        "S1",
        "S3",
    ]
    assert list(about(open_data, PUBLIC, "x", [open_data["goals"]]).sources["source_id"]) == ["S2"]


def test_about_without_a_frame_that_says_so_names_all_sources(open_data: Dataset):
    note = about(open_data, PUBLIC, "x", [open_data["coverage"]])
    assert list(note.sources["source_id"]) == ["S1", "S2", "S3"]


def test_about_says_fictional_and_internal_before_other_cautions(small: Dataset):
    note = about(small, INTERNAL, "x").with_cautions("Let op", "Let op")
    assert note.notes == (
        FICTIONAL,
        "Intern: dit bestand kan gegevens bevatten die niet openbaar zijn.",
        "Let op",
    )


@pytest.mark.parametrize(
    ("viewer", "what", "name"),
    [
        (PUBLIC, "Initiatieven", "proefdam-initiatieven-2024-06-01-fictief.csv"),
        (INTERNAL, "Één/../thema's & co", "proefdam-een-thema-s-co-2024-06-01-intern-fictief.csv"),
        (PUBLIC, "日本", "proefdam-gegevens-2024-06-01-fictief.csv"),
        (PUBLIC, "x" * 300, f"proefdam-{'x' * 60}-2024-06-01-fictief.csv"),
    ],
)
def test_file_name(small: Dataset, viewer: Viewer, what: str, name: str):
    assert file_name(small, what, "csv", viewer) == name


def test_file_name_refuses_another_kind_of_extension(small: Dataset):
    with pytest.raises(ValueError, match="zonder punt"):
        file_name(small, "x", ".csv", PUBLIC)


# CSV


def test_csv_is_clean_and_carries_its_provenance_on_each_row(open_data: Dataset, note: About):
    content = to_csv(open_data["ledger"], note)
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    rows = rows_of(content)
    # L13 closes with L12: the whole minus the one part would give the other away.
    assert len(rows) == 13 - 2
    first = rows[0]
    assert first["entry_id"] == "L1"
    assert first["amount_cents"] == "100000"
    assert first["public_from"] == "altijd"
    assert first["sources"] == "S3: Gemeente Proefdam, Register"
    assert first["cautions"] == FICTIONAL
    assert first["peildatum"] == "2024-06-01"
    assert first["gegevensversie"] == open_data.version
    twin = next(row for row in rows if row["entry_id"] == "L5")
    assert twin["sources"] == "S1: CBS, Kerncijfers, https://voorbeeld.test/kerncijfers"
    unknown = next(row for row in rows if row["entry_id"] == "L6")
    assert unknown["amount_cents"] == ""


def test_csv_of_a_table_without_sources_carries_those_of_the_file(open_data: Dataset, note: About):
    row = rows_of(to_csv(open_data["coverage"], note))[0]
    assert row["sources"].count(": ") == 2
    assert row["sources"].startswith("S1: CBS, Kerncijfers")


def test_csv_with_very_many_sources_refers_to_their_table(open_data: Dataset, note: About):
    many = pd.concat([note.sources.head(1)] * 11).reset_index(drop=True)
    many["source_id"] = [f"Q{place}" for place in many.index]
    full = About("x", "Proefdam", True, PUBLIC.date, PUBLIC.audience, "v1", sources=many)
    row = rows_of(to_csv(open_data["coverage"], full))[0]
    assert row["sources"] == "11 bronnen, zie de tabel Bronnen van gegevens v1"


def test_csv_adds_the_files_cautions_to_those_of_the_row(four_states: pd.DataFrame, note: About):
    row = rows_of(to_csv(four_states, note.with_cautions("Modelscore")))[0]
    assert row["cautions"] == f"Modelscore; Niet alles; {FICTIONAL}"


def test_csv_of_a_sheet_takes_the_same_four_names(
    four_states: pd.DataFrame, open_data: Dataset, note: About
):
    rows = rows_of(to_csv(figures_sheet(four_states, open_data), note))
    assert list(rows[0])[-4:] == ["sources", "cautions", "peildatum", "gegevensversie"]
    assert rows[0]["sources"] == "S1: CBS, Kerncijfers, https://voorbeeld.test/kerncijfers"
    assert rows[1]["staat"] == "geen openbare gegevens"
    assert [row["waarde"] for row in rows] == ["4.25", "", "", ""]


def test_csv_writes_numbers_as_the_command_line_does(note: About):
    frame = pd.DataFrame(
        {
            "unit": ["euro", "score", "score", "euro per inwoner", "euro"],
            "value": [12.0, 4.0, 1 / 3, 0.125, -0.001],
            "n": [3.0, math.nan, 1_000_000.0, -0.0, 1e-9],
            "ok": [True, False, True, True, True],
            "day": [dt.date(2024, 2, 1), dt.date.min, dt.date.max, None, None],
        }
    )
    rows = rows_of(to_csv(frame, note))
    assert [row["value"] for row in rows] == ["12.00", "4", "0.333333", "0.12", "0.00"]
    assert [row["n"] for row in rows] == ["3", "", "1000000", "0", "0"]
    assert [row["ok"] for row in rows] == ["ja", "nee", "ja", "ja", "ja"]
    assert [row["day"] for row in rows] == ["2024-02-01", "altijd", "nooit", "", ""]


def test_csv_makes_text_harmless_and_leaves_numbers(note: About):
    frame = pd.DataFrame({"=kop": [*NASTY], "getal": [-1.5] * len(NASTY)})
    rows = rows_of(to_csv(frame, note))
    said = [*(f"'{one}" for one in NASTY[:8]), *NASTY[8:]]
    assert [row["'=kop"] for row in rows] == [one.replace("\r", "\n") for one in said]
    assert {row["getal"] for row in rows} == {"-1.5"}


def test_csv_keeps_a_named_index_and_leaves_shapes_out(open_data: Dataset, note: About):
    rows = rows_of(to_csv(open_data.boundaries, note))
    assert list(rows[0])[:2] == ["area_code", "level"]
    assert "geometry" not in rows[0]
    assert len(rows) == 13


@pytest.mark.parametrize("value", [math.inf, -math.inf])
def test_no_file_takes_a_number_without_end(value: float, note: About):
    frame = pd.DataFrame({"value": [value]})
    with pytest.raises(ValueError, match="eindig getal"):
        to_csv(frame, note)
    with pytest.raises(ValueError, match="eindig getal"):
        to_xlsx({"x": frame}, note)
    layer = gpd.GeoDataFrame(frame, geometry=[Point(0, 0)], crs=28992)
    with pytest.raises(ValueError, match="eindig getal"):
        to_geopackage({"x": layer}, note)


def test_no_file_takes_a_column_twice(note: About):
    frame = pd.DataFrame([[1, 2]], columns=["a", "a"])
    with pytest.raises(ValueError, match="vaker: a"):
        to_csv(frame, note)
    with pytest.raises(ValueError, match="vaker: a"):
        to_xlsx({"x": frame}, note)
    # The Dutch head becomes the technical name that is there already.
    with pytest.raises(ValueError, match="vaker: sources"):
        to_csv(pd.DataFrame({"bron": ["x"], "sources": ["y"]}), note)
