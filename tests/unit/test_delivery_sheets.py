"""Three spreadsheets that grew, what the report says of every row, and the template."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
from spreadsheets import found, saved, xlsx

from wijkmap.model.dataset import Dataset
from wijkmap.sources.delivery import (
    read_delivery,
    template,
)
from wijkmap.sources.delivery.plain import as_text

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
