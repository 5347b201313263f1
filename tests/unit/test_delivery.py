"""Two spreadsheets as town halls keep them: every row in the report, and what is handed back."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from spreadsheets import faults, saved, unpacked, xlsx

import wijkmap
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError, WijkmapError
from wijkmap.sources.delivery import (
    Delivery,
    accept_suggestions,
    preview,
    read_delivery,
    write_corrected,
    write_rejected,
)

# One: a list of grants, with a title, a header over two rows, a hidden row and a total


@pytest.fixture(scope="module")
def grants(small: Dataset) -> Delivery:
    rows = [
        ["Subsidies wijkgericht werken 2016"],
        ["peildatum december 2016"],
        [],
        ["Nr", "Project", "Gebied", None, "Bedrag", "Fonds", "Jaar", "Openbaar", "Contact"],
        [None, None, "code", "naam", "toegekend", None, None, None, None],
        ["A1", "Bankjes", "WK990101", "Molenwijk", "€ 1.234,56", "Buurtbudget", 2016, "ja", "Jan"],
        ["A2", "Feest", "wk 990102", None, 500, "SAM-fonds", "2016", "x", None],
        ["A3", "Vlaggen", None, "Stationswijk", "250,-", "SAM-fonds", 2016, "ja", None],
        ["A4", "Bomen", "WK990103", None, "1.234", "Buurtbudget", 2016, "nee", None],
        ["A5", "Bloemen", "WK990103", None, "1234,56-", "Buurtbudget", 2016, "ja", None],
        ["A6", "Soep", None, "hele stad", None, "buurt budget", 2016, "ja", None],
        ["A7", "Koffie", None, "hele stad", None, "Buurtbudget", 2016, "ja", None],
        ["Totaal generaal", None, None, None, "€ 1.984,56"],
    ]
    book = xlsx(Toekenningen=rows)
    page = book["Toekenningen"]
    page.merge_cells("A1:I1")
    page.merge_cells("C4:D4")
    for letter in "ABFGHI":
        page.merge_cells(f"{letter}4:{letter}5")
    page.row_dimensions[7].hidden = True
    page.column_dimensions["I"].hidden = True
    return read_delivery("subsidies.xlsx", saved(book), small)


def test_grants_row_by_row(grants: Delivery):
    assert faults(grants) == [
        ("Toekenningen", 8, "Gebied naam", ()),
        ("Toekenningen", 9, "Bedrag toegekend", ("1234", "1,234")),
        ("Toekenningen", 10, "Bedrag toegekend", ()),
        ("Toekenningen", 11, "Fonds", ()),
    ]
    name, two, negative, word = grants.problems
    assert name.remedy.startswith("Bedoelt u WK990102 (Stationswijk)?")
    assert two.found == "'1.234', dat 1234 of 1,234 kan zijn"
    assert negative.found == "'1234,56-'"
    assert "voorgesteld" in negative.expected
    assert word.remedy.startswith("Bedoelt u 'buurtbudget'?")


def test_grants_that_are_good(grants: Delivery):
    good = grants.ledger
    assert good["entry_id"].tolist() == ["A1", "A2", "A7"]
    assert good["amount_cents"].tolist()[:2] == [123456, 50000]
    assert good["amount_cents"].isna().tolist() == [False, False, True]
    assert good["certainty"].tolist() == ["exact", "exact", "unknown"]
    assert good["kind"].tolist() == ["awarded"] * 3
    assert good["area_code"].tolist() == ["WK990101", "WK990102", ""]
    assert good["scope"].tolist() == ["wijk", "wijk", "city"]
    assert good["stream"].tolist() == ["buurtbudget", "sam-fonds", "buurtbudget"]
    assert good["source"].tolist() == [("eigen-levering",)] * 3


def test_grants_count_and_say_what_is_hidden(grants: Delivery):
    (count,) = grants.counts
    assert (count.seen, count.good, count.rejected, count.totals) == (8, 3, 4, 1)
    notes = [str(one) for one in grants.notes]
    for expected in (
        "verborgen rijen tellen mee: 7",
        "kolom Contact: de kolom is verborgen en telt mee",
        "kolom Contact: onbekende kolom",
        "'wk 990102' is gelezen als WK990102",
        "rij 13 is een totaal (€ 1.984,56) en telt niet mee; niet na te rekenen",
        "leeg is gelezen als onbekend, niet als 0",
        "'ja' bij openbaar is gelezen als altijd",
    ):
        assert any(expected in one for one in notes), expected
    assert grants.unknown["Toekenningen"].loc[6, "Contact"] == "Jan"


# Two: initiatives as CSV from Windows


@pytest.fixture(scope="module")
def windows(small: Dataset) -> Delivery:
    text = (
        "sep=;\r\n"
        "Titel;Wijkcode;Wijk;Thema;Status;Stand per;Jaar;Openbaar vanaf;Toelichting\r\n"
        'Café op het plein;WK990101;;Groen;klaar;21-6-2018;2018;altijd;"Twee regels\nin een cel"\r\n'
        "Buurtfeest;;Molenwijk;Ontmoeten;in uitvoering;juni 2018;2018;altijd;\r\n"
        ";;;;;;;;\r\n"
        "Geveltuin;WK990102;Havenwijk;Groen;klaar;2018;2018;altijd;\r\n"
        "Moestuin 2;WK990103;;Groen;;03/04/2018;2018;altijd;\r\n"
        "Speeltuin;WK990103;;Groen;;13/04/2018;2018;;\r\n"
        "Zwerfvuil;;;Grön;klaar;;18;altijd;\r\n"
        "Heg;;Molenwiek;groen;klaar;31-02-2018;2018;na 12 november 2030;\r\n"
        "=1+1;WK990103;;groen;klaar;;2018;2030-11-13;@mij\r\n"
    )
    return read_delivery("lijst.csv", text.encode("cp1252"), small)


def test_windows_row_by_row(windows: Delivery):
    assert faults(windows) == [
        ("lijst.csv", 3, "Wijk", ()),
        ("lijst.csv", 5, "Wijk", ()),
        ("lijst.csv", 6, "Stand per", ("2018-04-03", "2018-03-04")),
        ("lijst.csv", 7, "Openbaar vanaf", ()),
        ("lijst.csv", 8, "Thema", ()),
        ("lijst.csv", 8, "Jaar", ()),
        ("lijst.csv", 9, "Stand per", ()),
        ("lijst.csv", 9, "Openbaar vanaf", ()),
        ("lijst.csv", 9, "Wijk", ()),
    ]
    assert windows.problems[1].found == (
        "'Havenwijk', dat WK990103 (Havenwijk) is, bij de code WK990102 (Stationswijk)"
    )
    assert windows.problems[3].remedy.startswith("Vul in: altijd, nooit of de datum")
    assert "de 13e" in windows.problems[7].remedy


def test_windows_names_are_only_suggested(windows: Delivery, small: Dataset):
    assert [(one.row, one.name, one.codes) for one in windows.suggestions] == [
        (3, "Molenwijk", ("WK990101",)),
        (9, "Molenwiek", ("WK990101",)),
    ]
    accepted = accept_suggestions(windows, {("lijst.csv", 3): "WK990101"})
    row = accepted.initiatives.set_index("name").loc["Buurtfeest"]
    assert row["area_code"] == "WK990101"
    assert row["cautions"] == ("Wijkcode is gekozen bij de levering",)
    assert row["status_date"] == "2018-06"
    assert (row["theme"], row["status"]) == ("ontmoeten", "in-uitvoering")
    assert [one.row for one in accepted.suggestions] == [9]
    assert len(preview(small, accepted)["mappings"]) == len(small["mappings"]) + 2
    with pytest.raises(SelectionError, match="rij 3: gevonden WK990102"):
        accept_suggestions(windows, {("lijst.csv", 3): "WK990102"})


def test_windows_rows_that_are_good(windows: Delivery):
    assert windows.initiatives["name"].tolist() == ["Café op het plein", "=1+1"]
    assert windows.initiatives["description"].tolist() == ["Twee regels in een cel", "@mij"]
    assert windows.initiatives["status_date"].tolist() == ["2018-06-21", ""]
    assert windows.initiatives["public_from"].tolist() == [dt.date.min, dt.date(2030, 11, 13)]
    assert windows.initiatives["initiative_id"].tolist() == ["eigen-2", "eigen-10"]
    (count,) = windows.counts
    assert (count.good, count.rejected, count.seen) == (2, 6, 8)
    assert windows.notes[0].text.endswith("(cp1252).")


# What is handed back


@pytest.mark.parametrize("name", ["grants", "windows"])
def test_corrected_folder_loads(
    name: str, small: Dataset, tmp_path: Path, request: pytest.FixtureRequest
):
    delivery: Delivery = request.getfixturevalue(name)
    content = write_corrected(small, delivery)
    loaded = wijkmap.load(unpacked(content, tmp_path))
    for table in ("initiatives", "ledger", "observations"):
        assert len(loaded[table]) == len(small[table]) + len(delivery[table])
    assert content == write_corrected(small, delivery, tmp_path / "map.zip")
    with pytest.raises(WijkmapError, match="bestaand bestand"):
        write_corrected(small, delivery, tmp_path / "map.zip")
    write_corrected(small, delivery, tmp_path / "map")
    assert wijkmap.load(tmp_path / "map").version == loaded.version


def test_nothing_in_the_corrected_folder_runs(windows: Delivery, small: Dataset, tmp_path: Path):
    loaded = wijkmap.load(unpacked(write_corrected(small, windows), tmp_path))
    last = loaded["initiatives"].iloc[-1]
    assert (last["name"], last["description"]) == ("'=1+1", "'@mij")
    assert windows.initiatives["name"].iloc[-1] == "=1+1"


def test_corrected_folder_without_good_rows_is_the_dataset(small: Dataset, tmp_path: Path):
    empty = read_delivery("leeg.csv", b"Naam;Openbaar vanaf\n", small)
    assert empty.good == 0
    assert wijkmap.load(unpacked(write_corrected(small, empty), tmp_path)).version == small.version
    assert preview(small, empty) is small


def test_preview_is_a_dataset_of_its_own(grants: Delivery, small: Dataset):
    beside = preview(small, grants)
    assert beside.version != small.version
    assert len(beside["ledger"]) == len(small["ledger"]) + 3
    assert beside["ledger"].dtypes.equals(small["ledger"].dtypes)
    assert beside["coverage"].equals(small["coverage"])
    assert "eigen-levering" in set(beside["sources"]["source_id"])
    alone = preview(small, grants, instead=True)
    assert len(alone["ledger"]) == 3
    assert len(alone["initiatives"]) == len(small["initiatives"])
    budget = alone["coverage"].query("register == 'budget'").set_index("area_code")["coverage"]
    assert budget.to_dict() == {
        "WK990101": "partial",
        "WK990102": "partial",
        "WK990103": "none",
        "WK9901AA": "none",
    }


def test_rejected_rows_come_back_and_can_be_handed_in_again(windows: Delivery, small: Dataset):
    content = write_rejected(windows)
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    rows = list(page.iter_rows(values_only=True))
    assert rows[0] == (
        "Rij in de levering",
        *("Titel", "Wijkcode", "Wijk", "Thema", "Status", "Stand per", "Jaar"),
        *("Openbaar vanaf", "Toelichting", "Waarom afgewezen"),
    )
    assert [row[0] for row in rows[1:]] == [3, 5, 6, 7, 8, 9]
    assert rows[3][6] == "03/04/2018"
    assert "kan zijn" in rows[3][-1]
    again = read_delivery("afgewezen.xlsx", content, small)
    assert [one.found for one in again.problems] == [one.found for one in windows.problems]
    assert not again.unknown


def test_rejected_cells_never_run(small: Dataset):
    text = "Naam;Openbaar vanaf;Notitie\n=HYPERLINK(1);;@SUM(1)\n+31;-1;-2\n"
    content = write_rejected(read_delivery("kwaad.csv", text.encode(), small))
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = [cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {"=HYPERLINK(1)", "@SUM(1)", "+31", "-1"} <= {cell.value for cell in cells}
    assert all(cell.data_type == "s" for cell in cells)
    assert all(cell.quotePrefix for cell in cells if cell.value[0] in "=+-@")


def test_nothing_rejected_is_said(small: Dataset):
    content = write_rejected(
        read_delivery("goed.csv", b"Naam;Openbaar vanaf\nTuin;altijd\n", small)
    )
    assert openpyxl.load_workbook(io.BytesIO(content)).active["A1"].value.startswith("Er zijn geen")
