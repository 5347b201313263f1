"""Five spreadsheets as town halls keep them, and what the report says of every row."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

import wijkmap
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError, WijkmapError
from wijkmap.sources.delivery import (
    Delivery,
    accept_suggestions,
    preview,
    read_delivery,
    template,
    write_corrected,
    write_rejected,
)
from wijkmap.sources.delivery.plain import as_text

Rows = Sequence[Sequence[object]]


def xlsx(**sheets: Rows) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def faults(delivery: Delivery) -> list[tuple[str, int, str, tuple[str, ...]]]:
    return [(one.sheet, one.row, one.column, one.readings) for one in delivery.problems]


def found(delivery: Delivery) -> list[tuple[int, str]]:
    return [(one.row, one.found) for one in delivery.problems]


def unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        package.extractall(folder)
    return folder


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


# Three: figures per wijk and year


def test_measurements_row_by_row(small: Dataset):
    head = ["Indicator", "Gebied", "Jaar", "Waarde", "Staat", "Jaar van de indeling"]
    book = xlsx(
        Cijfers=[
            [*head, "Past op onze indeling", "Openbaar vanaf"],
            ["Leefbaarheid", "WK990101", 2018, 4.25, None, 2014, None, "altijd"],
            ["liveability", "BU99010200", 2018, "4,10", "bekend", 2014, None, "altijd"],
            ["Leefbaarheid", "WK990103", 2018, "81,499", None, 2014, None, "altijd"],
            ["Leefbaarheid", "WK9901AA", 2018, None, None, 2014, None, "altijd"],
            ["Leefbaarheid", "WK990101", 2016, 4.2, None, 2014, None, "altijd"],
            ["Inwoners", "GM9901", 2018, "6.060", None, 2014, None, "altijd"],
            ["Inwoners", "GM9901", 2018, 6060, None, 2018, None, "altijd"],
            ["Inwoners", "GM9901", 2019, 6070, "geheim", 2014, None, "altijd"],
            ["Inwoners", "Proefdam", 2020, 6080, None, 2014, None, "altijd"],
            ["Inwoner", "GM9901", 2020, "12%", None, 2014, None, "altijd"],
            ["Misdrijven", "WK990101", "2018/2019", 5, None, 2014, None, "altijd"],
            ["Misdrijven", "WK990101", 2018, 5, None, 2014, None, "altijd"],
            ["Misdrijven", "WK990101", 2018, 6, None, 2014, None, "altijd"],
            ["Misdrijven", "BU99019900", 2025, 6, None, 2025, "anders", "altijd"],
            ["Totaal", None, None, 100],
        ]
    )
    delivery = read_delivery("cijfers.xlsx", saved(book), small)
    assert [(one.row, one.column, one.readings) for one in delivery.problems] == [
        (4, "Waarde", ("81499", "81,499")),
        (6, "Indicator", ()),
        (7, "Waarde", ("6060", "6,060")),
        (8, "Past op onze indeling", ()),
        (9, "Waarde", ()),
        (10, "Gebied", ()),
        (11, "Indicator", ()),
        (12, "Jaar", ("2018", "2019")),
        (13, "Indicator", ()),
        (14, "Indicator", ()),
    ]
    by_row = {one.row: one for one in delivery.problems}
    assert by_row[6].found.endswith("dat al in de gegevens staat")
    assert by_row[9].expected == "een lege cel, want Staat is afgeschermd"
    assert by_row[11].remedy.startswith("Bedoelt u 'inwoners'?")
    assert by_row[14].remedy == "Kies welke regel klopt en haal de andere weg."
    good = delivery.observations
    assert good["area_code"].tolist() == ["WK990101", "BU99010200", "WK9901AA", "BU99019900"]
    assert good["value"].tolist()[:2] == [4.25, 4.1]
    assert good["state"].tolist() == ["known", "known", "missing", "known"]
    assert good["fit"].tolist() == ["exact", "exact", "exact", "other"]
    assert delivery.counts[0].totals == 1


# Four: a workbook that grew: more sheets, formulas, dates of all kinds, merged cells


def formula_results(content: bytes, results: dict[str, str]) -> bytes:
    """Workbook with the results that Excel would have kept, which openpyxl does not write."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                for formula, result in results.items():
                    part = part.replace(
                        f"<f>{formula}</f><v />".encode(),
                        f"<f>{formula}</f><v>{result}</v>".encode(),
                    ).replace(
                        f"<f>{formula}</f><v></v>".encode(),
                        f"<f>{formula}</f><v>{result}</v>".encode(),
                    )
            new.writestr(name, part)
    return out.getvalue()


def test_grown_workbook_row_by_row(small: Dataset):
    book = xlsx(
        Voorblad=[["Overzicht van de wijk"], ["gemaakt door team Zuid"]],
        Initiatieven=[
            ["Naam", "Wijkcode", "Datum status", "Status", "Openbaar vanaf"],
            ["Tuin", "WK990101", dt.date(2018, 6, 21), "klaar", "altijd"],
            ["Plein", None, 42000, "klaar", "altijd"],
            ["Straat", None, 2018, "bezig", dt.date(2031, 1, 1)],
            ["Hof", "WK990102", "04-21-2018", "klaar", "altijd"],
            ["Laan", "WK990102", "3-4-2018", "klaar", "altijd"],
        ],
        Geld=[
            ["Nummer", "Wijkcode", "Soort bedrag", "Bedrag", "Geldstroom", "Openbaar vanaf"],
            ["G1", "WK990101", "gepland", "=100/3", "Buurtbudget", "altijd"],
            ["G2", "WK990101", "besteed", "=Z1", "Buurtbudget", "altijd"],
            ["G3", "WK990101", "besteed", 300, "Buurtbudget", "altijd"],
            ["G4", "WK990101", "besteed", None, "Buurtbudget", "altijd"],
            ["G5", "WK990101", "besteed", "=1/0", "Buurtbudget", "altijd"],
        ],
    )
    book["Initiatieven"].merge_cells("B2:B4")
    book["Geld"].merge_cells("D4:D5")
    book["Geld"].sheet_state = "hidden"
    content = formula_results(saved(book), {"100/3": "33.333333333"})
    delivery = read_delivery("werkmap.xlsx", content, small)
    assert [(one.sheet, one.row, one.column, one.readings) for one in delivery.problems] == [
        ("Initiatieven", 3, "Datum status", ("2014-12-27",)),
        ("Initiatieven", 5, "Datum status", ("2018-04-21",)),
        ("Initiatieven", 6, "Datum status", ("2018-04-03", "2018-03-04")),
        ("Geld", 3, "Bedrag", ()),
        ("Geld", 4, "Bedrag", ()),
        ("Geld", 5, "Bedrag", ()),
        ("Geld", 6, "Bedrag", ()),
    ]
    assert [one.found for one in delivery.problems[3:]] == [
        "een formule zonder uitkomst",
        "een samengevoegde cel met '300' voor meer regels",
        "een samengevoegde cel met '300' voor meer regels",
        "een formule zonder uitkomst",
    ]
    assert delivery.initiatives["name"].tolist() == ["Tuin", "Straat"]
    assert delivery.initiatives["area_code"].tolist() == ["WK990101", "WK990101"]
    assert delivery.initiatives["status_date"].tolist() == ["2018-06-21", "2018"]
    assert delivery.ledger["amount_cents"].tolist() == [3333]
    assert delivery.ledger["certainty"].tolist() == ["computed"]
    counts = {one.sheet: (one.table, one.good, one.rejected, one.unread) for one in delivery.counts}
    assert counts == {
        "Voorblad": ("", 0, 0, 2),
        "Initiatieven": ("initiatives", 2, 3, 0),
        "Geld": ("ledger", 1, 4, 0),
    }
    notes = " | ".join(map(str, delivery.notes))
    assert "blad Voorblad: geen kopregel met bekende namen: niet gelezen (2 rijen)" in notes
    assert "blad Geld: het blad is verborgen en telt mee" in notes
    assert "formules zijn niet uitgerekend; hun laatste uitkomst is gelezen (3 rijen)" in notes
    assert "blad Initiatieven: samengevoegde cellen gelden voor elke rij: 2, 3, 4" in notes


# Five: a ledger with commas and a byte order mark: doubles, keys, ties, zeros


def test_ledger_row_by_row(small: Dataset):
    text = """\
Nummer,Wijkcode,Soort bedrag,Zekerheid,Bedrag,Laagste lezing,Hoogste lezing,Geldstroom,Jaar,Deel van,Gesplitst naar,Zelfde euro als,Initiatief,Openbaar vanaf
N1,WK990101,gepland,,0,,,Buurtbudget,2018,,,,,altijd
N2,WK990101,besteed,,,,,Buurtbudget,2018,,,,I1,altijd
N3,WK990102,besteed,precies,,,,Buurtbudget,2018,,,,,altijd
L1,WK990102,besteed,,10,,,Buurtbudget,2018,,,,,altijd
N5,WK990102,uitgegven,,10,,,Buurtbudget,2018,,,,,altijd
N6,WK990102,besteed,,-10,,,Buurtbudget,2018,,,,,altijd
N7,WK990102,voorstel,,-10,,,Buurtbudget,2018,,,,,altijd
N8,WK990102,gepland,omstreden,"1.000,00","500,00","1.500,00",Buurtbudget,2018,,,,,altijd
N9,WK990102,gepland,,400,,,Buurtbudget,2018,N8,thema,,,altijd
N10,WK990102,gepland,,400,,,Buurtbudget,2018,N5,thema,,,altijd
N11,WK990102,gepland,,400,,,Buurtbudget,1066,,,,,altijd
N12,WK990102,gepland,,"12,345,67",,,Buurtbudget,2018,,,,,altijd
N13,WK990102,gepland,,5,,,Buurtbudget,2018,,,,,altijd
N13,WK990102,gepland,,5,,,Buurtbudget,2018,,,,,altijd
N14,WK990102,gepland,,6,,,Buurtbudget,2018,,,,,altijd
N14,WK990102,gepland,,7,,,Buurtbudget,2018,,,,,altijd
N15,WK9909,gepland,,6,,,Buurtbudget,2018,,,,,altijd
N16,WK990104,gepland,,6,,,Buurtbudget,2018,,,,I99,altijd
N17,WK990104,gepland,,ongeveer 500,,,Vereniging,,,,,,2018
Totaal,,,,100
"""
    delivery = read_delivery("kas.csv", b"\xef\xbb\xbf" + text.encode(), small)
    assert [(one.row, one.column) for one in delivery.problems] == [
        (4, "Bedrag"),
        (5, "Nummer"),
        (6, "Soort bedrag"),
        (7, "Bedrag"),
        (11, "Deel van"),
        (12, "Jaar"),
        (13, "Bedrag"),
        (15, "Nummer"),
        (16, "Nummer"),
        (17, "Nummer"),
        (18, "Wijkcode"),
        (19, "Wijkcode"),
        (20, "Bedrag"),
        (20, "Geldstroom"),
        (20, "Openbaar vanaf"),
        (20, "Wijkcode"),
    ]
    by_row = {one.row: one for one in delivery.problems}
    assert by_row[4].expected == "een bedrag, want Zekerheid is precies"
    assert by_row[6].remedy == "Kies een van deze woorden."
    assert by_row[15].found == "'N13', ook op rij 14"
    assert by_row[16].remedy == "Geef elke regel een eigen nummer, of kies welke klopt."
    assert delivery.ledger["entry_id"].tolist() == ["N1", "N2", "N7", "N8", "N9", "N13"]
    cents = delivery.ledger["amount_cents"].astype(object).where(lambda one: one.notna(), None)
    assert cents.tolist() == [0, None, -1000, 100000, 40000, 500]
    assert delivery.counts[0].seen == 20


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


# The template


def test_template_comes_back_without_a_fault(small: Dataset):
    delivery = read_delivery("sjabloon.xlsx", template(small), small)
    assert not delivery.problems
    assert delivery.good == 0
    assert [(one.sheet, one.examples) for one in delivery.counts][:3] == [
        ("Initiatieven", 2),
        ("Kasboek", 2),
        ("Waarnemingen", 2),
    ]
    assert sum("hoort bij het sjabloon" in one.text for one in delivery.notes) == 6


def test_template_has_the_words_to_choose_from(small: Dataset):
    book = openpyxl.load_workbook(io.BytesIO(template(small)))
    assert book.sheetnames == ["Initiatieven", "Kasboek", "Waarnemingen", "Uitleg"]
    page, key = book["Kasboek"], book["Uitleg"]
    heads = {cell.value: cell.column_letter for cell in page[1]}
    rules = {str(one.sqref).split(":")[0]: one for one in page.data_validations.dataValidation}
    chosen = {}
    for head in ("Soort bedrag", "Geldstroom", "Wijkcode"):
        area = rules[f"{heads[head]}4"].formula1.removeprefix("Uitleg!").replace("$", "")
        chosen[head] = [cell.value for (cell,) in key[area]]
    assert chosen == {
        "Soort bedrag": ["gepland", "toegekend", "besteed", "voorgesteld", "reserve"],
        "Geldstroom": ["Buurtbudget", "SAM-fonds"],
        "Wijkcode": ["WK990101", "WK990102", "WK990103", "WK9901AA"],
    }


def test_filled_template_is_good(small: Dataset):
    book = openpyxl.load_workbook(io.BytesIO(template(small)))
    page = book["Kasboek"]
    heads = {cell.value: cell.column for cell in page[1]}
    for head, value in {
        "Wijkcode": "WK990102",
        "Geldstroom": "SAM-fonds",
        "Soort bedrag": "besteed",
        "Bedrag": 12.5,
        "Openbaar vanaf": "nooit",
    }.items():
        page.cell(4, heads[head], value)
    page.cell(5, heads["Nummer"], "VOORBEELD")
    delivery = read_delivery("ingevuld.xlsx", saved(book), small)
    assert as_text(delivery.ledger, "ledger")["amount_cents"].tolist() == ["1250"]
    assert (5, "'VOORBEELD'") in found(delivery)
