"""Sheets: what figures and tables become before they are a file."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest
from exported import book_of

from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.figures import figure_frame
from wijkmap.model.tables import TABLES
from wijkmap.sources.exports import (
    About,
    columns_sheet,
    figures_sheet,
    table_sheet,
    to_csv,
    to_xlsx,
)

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
