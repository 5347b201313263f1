from __future__ import annotations

import csv
import datetime as dt
import io
import math
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from shapely import Point

from wijkmap.model.areas import CrsError
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.figures import figure_frame
from wijkmap.model.tables import TABLES
from wijkmap.model.visibility import Audience, Viewer, visible
from wijkmap.sources.exports import (
    ABOUT_LAYER,
    ABOUT_SHEET,
    About,
    about,
    areas_layer,
    columns_sheet,
    figures_layer,
    figures_sheet,
    file_name,
    initiatives_layer,
    table_sheet,
    to_csv,
    to_geopackage,
    to_xlsx,
)

PUBLIC = Viewer(Audience.PUBLIC, dt.date(2024, 6, 1))
INTERNAL = Viewer(Audience.INTERNAL, dt.date(2024, 6, 1))
FICTIONAL = "Fictief: deze gemeente en al haar cijfers zijn verzonnen."
NASTY = (
    "=1+1",
    "+31 77",
    "-5 graden",
    "@SUM(A1)",
    "\tplak",
    "\rplak",
    " =1+1",
    '=HYPERLINK("x")',
    "#N/A",
    "1234",
    "2024-01-01",
)


@pytest.fixture(scope="module")
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


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def book_of(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def column(sheet: object, head: str) -> list[object]:
    heads, *rows = sheet.iter_rows()  # type: ignore[attr-defined]
    place = [cell.value for cell in heads].index(head)
    return [row[place] for row in rows]


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


# XLSX


def test_xlsx_has_no_cell_that_runs(note: About):
    frame = pd.DataFrame({"=kop": [*NASTY]})
    book = book_of(to_xlsx({"Proef": frame}, note.with_cautions("=1+1")))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert kinds <= {"s", "n", "d"}
    cells = column(book["Proef"], "=kop")
    assert [cell.value.replace("\r", "\n") for cell in cells] == [  # type: ignore[attr-defined]
        one.replace("\r", "\n") for one in NASTY
    ]
    assert {cell.data_type for cell in cells} == {"s"}  # type: ignore[attr-defined]
    assert [cell.quotePrefix for cell in cells] == [  # type: ignore[attr-defined]
        *[True] * 8,
        *[False] * 3,
    ]


def test_xlsx_types_and_formats(note: About):
    frame = pd.DataFrame(
        {
            "jaar": pd.array([2014, 2016, None], dtype="Int64"),
            "waarde": [1234.5, 1000.0, 4.25],
            "eenheid": ["euro", "inwoners", "score"],
            "dag": [dt.date(2024, 2, 1), dt.date.min, dt.date(1850, 1, 1)],
            "aandeel": [0.1234, 0.5, math.nan],
            "amount_euros": [15.01, math.nan, 3.0],
        }
    )
    sheet = book_of(to_xlsx({"Proef": frame}, note))["Proef"]
    assert sheet.freeze_panes == "A2"
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.auto_filter.ref == "A1:F4"
    year, value, _, day, share, euros = zip(*sheet.iter_rows(min_row=2), strict=True)
    assert [cell.value for cell in year] == [2014, 2016, None]
    assert year[0].number_format == "0"
    assert [cell.value for cell in value] == [1234.5, 1000, 4.25]
    assert [cell.number_format for cell in value] == [
        "[$€-413] #,##0.00;[$€-413] -#,##0.00",
        "#,##0",
        "#,##0.00",
    ]
    assert day[0].value == dt.datetime(2024, 2, 1)  # noqa: DTZ001 - Excel knows no zones
    assert [cell.value for cell in day[1:]] == ["altijd", "1850-01-01"]
    assert share[0].number_format == "#,##0.0000"
    assert euros[0].value == 15.01
    assert "€" in euros[0].number_format


def test_xlsx_says_where_it_comes_from(open_data: Dataset, note: About):
    book = book_of(to_xlsx({"Kasboek": table_sheet(open_data, "ledger")}, note))
    assert book.sheetnames == ["Kasboek", ABOUT_SHEET]
    rows = list(book[ABOUT_SHEET].iter_rows(values_only=True))
    said = [(row[0], row[1]) for row in rows]
    assert said[:9] == [
        ("Onderwerp", "Inhoud"),
        ("Titel", "Proef"),
        ("Gemeente", "Proefdam"),
        ("Fictief", "ja"),
        ("Peildatum", dt.datetime(2024, 6, 1)),  # noqa: DTZ001 - Excel knows no zones
        ("Voor wie", "openbaar"),
        ("Gegevensversie", open_data.version),
        ("Filter", "wijk: Molenwijk"),
        ("Kanttekening", FICTIONAL),
    ]
    assert rows[10][:4] == ("Bron", "Uitgever", "Naam", "Adres")
    assert rows[11][:4] == ("S1", "CBS", "Kerncijfers", "https://voorbeeld.test/kerncijfers")
    assert rows[12][0] == "S3"
    assert len(rows) == 13
    assert book.properties.category == "fictief"
    assert book["Kasboek"].oddHeader.center.text == "FICTIEF"


def test_xlsx_reads_no_clock(note: About, monkeypatch: pytest.MonkeyPatch):
    sheets = {"Proef": pd.DataFrame({"a": [1]})}
    first = to_xlsx(sheets, note)
    monkeypatch.setattr("openpyxl.packaging.core.datetime.datetime", _Later)
    assert to_xlsx(sheets, note) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2024-06-01T00:00:00Z" in archive.read("docProps/core.xml")


class _Later(dt.datetime):
    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> _Later:
        return cls(2031, 5, 6, tzinfo=tz)


@pytest.mark.parametrize(
    "titles",
    [
        ["a/b"],
        ["x" * 32],
        [""],
        ["'a"],
        ["a\x00"],
        ["Proef", "PROEF"],
        [ABOUT_SHEET.upper()],
    ],
)
def test_xlsx_refuses_a_title_that_excel_refuses(titles: list[str], note: About):
    with pytest.raises(ValueError, match="naam voor het blad"):
        to_xlsx(dict.fromkeys(titles, pd.DataFrame({"a": [1]})), note)


def test_xlsx_says_that_a_text_was_too_long(note: About):
    sheet = book_of(to_xlsx({"x": pd.DataFrame({"a": ["é" * 40_000]})}, note))["x"]
    assert len(sheet["A2"].value) == 32_000
    assert sheet["A2"].value.endswith(" … (ingekort)")


def test_xlsx_keeps_its_footer_within_what_excel_takes(note: About):
    long = replace(note, title="Wonen & werken " * 50)
    footer = book_of(to_xlsx({"x": pd.DataFrame({"a": [1]})}, long))["x"].oddFooter.center.text
    assert footer.startswith("Proefdam (fictief), Wonen en werken")
    assert len(footer) <= 250


def test_empty_frames_are_files_too(note: About, open_data: Dataset):
    empty = table_sheet(open_data, "events").head(0)
    assert book_of(to_xlsx({"leeg": empty}, note))["leeg"].max_row == 1
    assert to_csv(empty, note).decode().splitlines() == [
        "event_id,date,title,area_codes,source,public_from,sources,cautions,peildatum,gegevensversie"
    ]
    assert to_geopackage({"leeg": areas_layer(open_data).head(0)}, note)


# GeoPackage


def saved(content: bytes, folder: Path) -> Path:
    path = folder / "lagen.gpkg"
    path.write_bytes(content)
    return path


def test_geopackage_holds_layers_in_rd_and_says_where_they_come_from(
    open_data: Dataset, note: About, tmp_path: Path
):
    layers = {"gebieden": areas_layer(open_data), "initiatieven": initiatives_layer(open_data)}
    path = saved(to_geopackage(layers, note), tmp_path)
    areas = gpd.read_file(path, layer="gebieden").set_index("area_code")
    assert areas.crs.to_epsg() == 28992
    assert areas.at["WK990101", "geometry"].area == 1_000_000
    assert areas.at["WK990101", "short_name"] == "Molenwijk"
    found = gpd.read_file(path, layer="initiatieven").set_index("initiative_id")
    # I4 opens in 2030, I6 never.
    assert list(found.index) == ["I1", "I2", "I3", "I5", "I7", "I8"]
    assert found.at["I3", "geometry"] == Point(201100.5, 370500)
    assert found.at["I1", "geometry"] is None
    assert found.at["I8", "source"] == "S3; S1"
    said = gpd.read_file(path, layer=ABOUT_LAYER)
    assert list(said.columns) == ["sleutel", "waarde"]
    assert said["waarde"].tolist() == [
        "Proef",
        "Proefdam",
        "ja",
        "2024-06-01",
        "openbaar",
        open_data.version,
        "wijk: Molenwijk",
        FICTIONAL,
        "S1: CBS, Kerncijfers, https://voorbeeld.test/kerncijfers",
        "S3: Gemeente Proefdam, Register",
    ]


def test_geopackage_describes_its_layers_and_reads_no_clock(
    open_data: Dataset, note: About, tmp_path: Path
):
    path = saved(to_geopackage({"gebieden": areas_layer(open_data)}, note), tmp_path)
    with closing(sqlite3.connect(path)) as file:
        contents = file.execute(
            "SELECT table_name, data_type, description, last_change FROM gpkg_contents"
        ).fetchall()
        kinds = dict(
            file.execute("SELECT name, type FROM pragma_table_info('gebieden')").fetchall()
        )
    line = f"Proefdam (fictief), Proef, peildatum 2024-06-01, openbaar, gegevens {note.version}"
    moment = "2024-06-01T00:00:00.000Z"
    assert contents == [
        ("gebieden", "features", line, moment),
        (ABOUT_LAYER, "attributes", line, moment),
    ]
    assert kinds["boundary_year"] == "INTEGER"
    assert kinds["area_ha"] == "REAL"


def test_geopackage_takes_polygons_of_one_and_of_more_parts(
    open_data: Dataset, note: About, tmp_path: Path
):
    areas = areas_layer(open_data)
    wijken = areas[areas["level"] == "wijk"].reset_index(drop=True)
    # Molenwijk and Buitenwijk touch in one point: together they are two parts.
    parts = wijken.geometry[0].union(wijken.geometry[3])
    mixed = wijken.set_geometry([parts, *wijken.geometry[1:]], crs=28992)
    path = saved(to_geopackage({"wijken": mixed}, note), tmp_path)
    assert set(gpd.read_file(path, layer="wijken").geom_type) == {"MultiPolygon"}


def test_geopackage_keeps_a_column_that_is_named_as_its_own(note: About, tmp_path: Path):
    layer = gpd.GeoDataFrame(
        {"fid": ["a", "b"], "geom": ["=1", None]}, geometry=[Point(0, 0)] * 2, crs=28992
    )
    path = saved(to_geopackage({"punten": layer}, note), tmp_path)
    back = gpd.read_file(path, layer="punten")
    assert back["fid"].tolist() == ["a", "b"]
    assert back["geom"].tolist()[0] == "=1"
    assert back["geom"].isna().tolist() == [False, True]


@pytest.mark.parametrize("crs", [None, 4326])
def test_geopackage_refuses_another_coordinate_system(crs: int | None, note: About):
    layer = gpd.GeoDataFrame({"a": [1]}, geometry=[Point(6, 51)], crs=crs)
    with pytest.raises(CrsError, match="verwacht EPSG:28992"):
        to_geopackage({"punten": layer}, note)


@pytest.mark.parametrize("name", ["", "Punten", "a b", "1a", ABOUT_LAYER, "a;drop"])
def test_geopackage_refuses_a_name_that_programs_stumble_over(name: str, note: About):
    layer = gpd.GeoDataFrame({"a": [1]}, geometry=[Point(0, 0)], crs=28992)
    with pytest.raises(ValueError, match="laagnaam"):
        to_geopackage({name: layer}, note)


def test_figures_layer_gives_each_area_its_shape(four_states: pd.DataFrame, open_data: Dataset):
    layer = figures_layer(four_states, open_data)
    assert layer.crs.to_epsg() == 28992
    assert layer.geometry.area.tolist() == [1_000_000.0] * 4
    assert layer["staat"].tolist()[0] == "bekend"


def test_figures_layer_gives_no_shape_to_a_theme(open_data: Dataset):
    theme = figure_frame([{"key": "groen", "key_label": "Groen", "area_code": "GM9901"}])
    assert figures_layer(theme, open_data).geometry.tolist() == [None]


# Sheets


def test_figures_sheet_has_dutch_heads_and_a_state_for_every_value(
    four_states: pd.DataFrame, open_data: Dataset
):
    sheet = figures_sheet(four_states, open_data)
    assert list(sheet.columns) == [
        *("gebied", "code", "jaar", "waarde", "eenheid", "staat", "laag", "hoog"),
        *("bron", "kanttekeningen"),
    ]
    assert sheet["staat"].tolist() == [
        "bekend",
        "geen openbare gegevens",
        "niet getoond",
        "niet van toepassing",
    ]
    assert sheet["waarde"].notna().tolist() == [True, False, False, False]
    # A bound would tell what a hidden value is about.
    assert sheet["laag"].notna().tolist() == [True, False, False, False]
    assert sheet["jaar"].tolist() == [2016] * 4
    assert sheet.at[0, "bron"] == "S1: CBS, Kerncijfers"
    assert sheet.at[0, "kanttekeningen"] == "Modelscore; Niet alles"


def test_figures_sheet_names_group_kind_and_indicator(open_data: Dataset):
    known = {"state": "known", "value": 1.0, "unit": "euro", "area_name": "Proefdam"}
    more = {"kind": "awarded", "indicator": "population"}
    frame = figure_frame(
        [
            {**known, "key": "groen", "key_label": "Groen", "area_code": "GM9901", **more},
            {**known, "key": "unassigned", "key_label": "niet bij een wijk", **more}
            | {"area_name": "", "year": "2014-2016"},
        ]
    )
    sheet = figures_sheet(frame, open_data)
    assert sheet["groep"].tolist() == ["Groen", "niet bij een wijk"]
    assert sheet["gebied"].tolist() == ["Proefdam", "niet bij een wijk"]
    assert sheet["soort"].tolist() == ["toegekend", "toegekend"]
    assert sheet["indicator"].tolist() == ["Inwoners", "Inwoners"]
    assert sheet["jaar"].tolist() == ["", "2014-2016"]


@pytest.mark.parametrize(("state", "value"), [("known", math.nan), ("missing", 1.0)])
def test_figures_sheet_refuses_a_value_against_its_state(
    state: str, value: float, open_data: Dataset
):
    frame = figure_frame([{"key": "WK990101", "state": state, "value": value}])
    with pytest.raises(ValueError, match="WK990101"):
        figures_sheet(frame, open_data)


def test_table_sheet_says_amounts_in_euros_too(open_data: Dataset):
    sheet = table_sheet(open_data, "ledger").set_index("entry_id")
    assert sheet.at["L4", "amount_cents"] == 25050
    assert sheet.at["L4", "amount_euros"] == 250.5
    assert sheet.at["L10", "amount_euros"] == -100
    assert math.isnan(sheet.at["L6", "amount_euros"])
    assert sheet.at["L6", "certainty"] == "unknown"
    assert sheet.at["L2", "theme"] == "groen"
    assert "L12" not in sheet.index


def test_table_sheet_writes_lists_dates_and_words(small: Dataset):
    sheet = table_sheet(small, "initiatives").set_index("initiative_id")
    assert sheet["public_from"].tolist()[3:6] == [dt.date(2030, 1, 1), "altijd", "nooit"]
    assert sheet.at["I2", "status_date"] == "2016-05"
    assert sheet.at["I8", "source"] == "S3; S1"
    assert table_sheet(small, "indicators")["model_estimate"].tolist() == ["nee"] * 3 + ["ja"]


@pytest.mark.parametrize("name", list(TABLES))
def test_columns_sheet_explains_every_column_of_a_table(name: str, small: Dataset):
    explained = columns_sheet([name])
    assert explained["kolom"].tolist() == list(table_sheet(small, name).columns)
    assert (explained["betekenis"] != "").all()
    assert set(explained["tabel"]) == {name}


def test_columns_sheet_explains_every_head_of_a_figure(
    four_states: pd.DataFrame, open_data: Dataset
):
    heads = set(figures_sheet(four_states, open_data).columns)
    assert heads <= set(columns_sheet(["figures"])["kolom"])


def test_sheets_refuse_a_table_that_does_not_exist(small: Dataset):
    with pytest.raises(SelectionError, match="Kies uit: sources"):
        table_sheet(small, "geheim")
    with pytest.raises(SelectionError, match="Kies uit: sources"):
        columns_sheet(["geheim"])


def test_no_file_holds_a_closed_row(open_data: Dataset, note: About):
    for name in ("initiatives", "ledger", "observations", "events"):
        sheet = table_sheet(open_data, name)
        texts = [
            to_csv(sheet, note).decode(),
            str(list(book_of(to_xlsx({"x": sheet}, note))["x"].iter_rows(values_only=True))),
        ]
        for text in texts:
            assert "2030-01-01" not in text
            assert "2030, 1, 1" not in text
            assert "nooit" not in text
