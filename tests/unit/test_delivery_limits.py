"""What is refused, and why: nothing in a file can do harm, and each refusal has a remedy."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

import openpyxl
import pytest
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

from wijkmap.model.dataset import Dataset
from wijkmap.sources.delivery import Delivery, limits, read_delivery, textfile
from wijkmap.sources.delivery.grid import Grid, Refusal, column_letters
from wijkmap.sources.delivery.limits import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, Package

HEAD = ("Naam", "Openbaar vanaf")


def book(rows: int = 1, sheets: int = 1) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for number in range(sheets):
        page = made.create_sheet(f"Blad{number}")
        page.append(HEAD)
        for row in range(rows):
            page.append((f"Tuin {row}", "altijd"))
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def repacked(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Workbook with some parts replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def refused(delivery: Delivery, word: str) -> bool:
    (problem,) = delivery.problems
    assert not delivery.good
    assert not delivery.counts
    assert problem.row == 0
    assert problem.expected
    assert problem.remedy
    assert word in problem.found, problem.found
    return True


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("leeg.csv", b"", "leeg bestand"),
        ("oud.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, ".xls"),
        ("oud.xls", b"Naam;Openbaar vanaf\n", ".xls"),
        ("brief.pdf", b"%PDF-1.7 ...", "PDF"),
        ("blad.ods", b"x", ".ods"),
        ("lijst.csv", "Naam;Openbaar vanaf\nTuin;altijd\n".encode("utf-16"), "UTF-16"),
        ("lijst.csv", "Naam;Openbaar\n".encode("utf-16-le"), "geen gewone tekst"),
        ("lijst.csv", b"Naam;Openbaar vanaf\nT\x81\x8d;altijd\n", "onleesbaar teken op regel 2"),
        ("lijst.xls", b"<html><table></table></html>", "webpagina"),
        ("lijst.xlsx", b"Naam;Openbaar vanaf\n", "geen werkmap"),
        ("lijst.xlsx", b"PK\x03\x04rommel", "beschadigd"),
        ("groot.csv", b"a" * (MAX_BYTES + 1), "20 MB"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(name: str, data: bytes, word: str, small: Dataset):
    assert refused(read_delivery(name, data, small), word)


def test_formats_in_a_zip_are_told_apart(small: Dataset):
    def zipped(**parts: bytes) -> bytes:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as package:
            for name, part in parts.items():
                package.writestr(name, part)
        return content.getvalue()

    ods = zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")
    assert refused(read_delivery("a.ods", ods, small), ".ods")
    assert refused(read_delivery("a.xlsx", zipped(a=b"b"), small), "geen werkmap")
    binary = zipped(**{"xl/workbook.bin": b"x"})
    assert refused(read_delivery("a.xlsb", binary, small), ".xlsb")


def test_macros_are_refused_whatever_the_name(small: Dataset):
    content = repacked(book(), {"xl/vbaProject.bin": b"macro"})
    assert refused(read_delivery("a.xlsx", content, small), "macro")
    types = b"<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>"
    content = repacked(book(), {"[Content_Types].xml": types})
    assert refused(read_delivery("a.xlsx", content, small), "macro")


def test_xlsx_is_known_by_its_content(small: Dataset):
    assert read_delivery("lijst.csv", book(), small).good == 1


@pytest.mark.parametrize(
    "part",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><sst>&c;</sst>',
        b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/hostname"><sst/>',
    ],
)
@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_entities_are_refused(part: bytes, name: str, small: Dataset):
    content = repacked(book(), {name: part})
    assert refused(read_delivery("a.xlsx", content, small), "entiteiten")


def test_openpyxl_itself_refuses_entities():
    assert openpyxl.DEFUSEDXML


def test_zip_bomb_is_refused_by_its_directory(small: Dataset):
    content = repacked(book(), {"xl/media/leeg.bin": b"\0" * 8_000_000})
    assert len(content) < 50_000
    assert refused(read_delivery("a.xlsx", content, small), "uitgepakt")


def test_zip_that_lies_about_its_size_is_refused(small: Dataset):
    rows = b"".join(b'<row r="%d"><c t="str"><v>x</v></c></row>' % row for row in range(1, 400))
    part = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
    content = bytearray(repacked(book(), {"xl/worksheets/sheet1.xml": part}))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 100)
    assert refused(read_delivery("a.xlsx", bytes(content), small), "beschadigd")


def test_bytes_are_counted_while_they_come_out(monkeypatch: pytest.MonkeyPatch):
    package = Package(book(rows=500))
    monkeypatch.setattr(limits, "MAX_UNPACKED", 1_000)
    with pytest.raises(Refusal, match="uitgepakt"):
        package.read("xl/worksheets/sheet1.xml")


def test_too_much_is_refused(small: Dataset, monkeypatch: pytest.MonkeyPatch):
    assert refused(read_delivery("a.xlsx", book(0, MAX_SHEETS + 1), small), "21 werkbladen")
    wide = ";".join(["Naam", "Openbaar vanaf", *"x" * MAX_COLUMNS]).encode()
    assert refused(read_delivery("a.csv", wide, small), f"meer dan {MAX_COLUMNS} kolommen")
    long = b"Naam;Openbaar vanaf\n" + b"Tuin;altijd\n" * MAX_ROWS
    assert refused(read_delivery("a.csv", long, small), f"meer dan {MAX_ROWS} regels")
    monkeypatch.setattr(limits, "MAX_CELLS", 10)
    assert refused(read_delivery("a.xlsx", book(6), small), "gevulde cellen")


def test_rows_of_all_sheets_count_together(small: Dataset, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MAX_ROWS", 6)
    assert read_delivery("a.xlsx", book(2, 2), small).counts[1].seen == 2
    assert refused(read_delivery("a.xlsx", book(3, 2), small), "meer dan 6 regels")


def test_a_million_empty_rows_are_nothing(small: Dataset):
    rows = (
        b'<row r="1"><c r="A1" t="str"><v>Naam</v></c><c r="B1" t="str"><v>Openbaar</v></c></row>'
    )
    rows += b"".join(b'<row r="%d" ht="15"/>' % row for row in range(2, 60_000))
    rows += b'<row r="60000"><c r="A60000" t="str"><v>Tuin</v></c><c r="B60000" t="b"><v>1</v></c></row>'
    part = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
    delivery = read_delivery("a.xlsx", repacked(book(), {"xl/worksheets/sheet1.xml": part}), small)
    assert delivery.initiatives["initiative_id"].tolist() == ["eigen-60000"]


def test_a_row_of_countless_cells_is_refused(small: Dataset):
    part = b"<worksheet><sheetData><row>" + b"<c/>" * 120_000 + b"</row></sheetData></worksheet>"
    content = repacked(book(), {"xl/worksheets/sheet1.xml": part})
    # Stored without packing, so that only the number of cells is wrong.
    assert refused(read_delivery("a.xlsx", content, small), "veel te veel onderdelen")


def test_links_to_other_files_are_not_followed_and_said(small: Dataset):
    made = openpyxl.load_workbook(io.BytesIO(book()))
    link = ExternalLink(externalBook=ExternalBook())
    link.file_link = openpyxl.packaging.relationship.Relationship(
        type="externalLinkPath", Target="geheim.xlsx", TargetMode="External", Id="rId1"
    )
    made._external_links.append(link)
    content = io.BytesIO()
    made.save(content)
    delivery = read_delivery("a.xlsx", content.getvalue(), small)
    assert delivery.good == 1
    assert "verwijst naar andere bestanden" in delivery.notes[0].text


def test_a_sheet_outside_the_file_is_no_sheet(small: Dataset):
    links = (
        b'<Relationships><Relationship Id="rId1" Type="x/worksheet" TargetMode="External" '
        b'Target="file:///etc/hostname"/></Relationships>'
    )
    content = repacked(book(), {"xl/_rels/workbook.xml.rels": links})
    assert read_delivery("a.xlsx", content, small).problems[0].found == "geen enkele regel"


def test_damaged_sheet_is_refused(small: Dataset):
    content = repacked(book(), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"})
    assert refused(read_delivery("a.xlsx", content, small), "beschadigd")


def test_unclosed_quote_swallows_no_row(small: Dataset):
    text = 'Naam;Openbaar vanaf\n"Tuin;altijd\nPlein;altijd\nHof;altijd\n'
    delivery = read_delivery("a.csv", text.encode(), small)
    assert [(one.row, one.found) for one in delivery.problems] == [
        (2, "een aanhalingsteken dat niet of verkeerd sluit")
    ]
    assert delivery.initiatives["name"].tolist() == ["Plein", "Hof"]
    assert delivery.rejected["a.csv"]["Naam"].tolist() == ['"Tuin;altijd']


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separators_and_encodings(separator: str, encoding: str, small: Dataset):
    rows = [["Naam", "Wijkcode", "Openbaar vanaf"], ["Café", "WK990101", "altijd"]]
    text = "\r\n".join(separator.join(row) for row in rows)
    delivery = read_delivery("a.csv", text.encode(encoding), small)
    assert delivery.initiatives["name"].tolist() == ["Café"]


def test_file_without_a_header_is_said_and_kept(small: Dataset):
    delivery = read_delivery("a.csv", b"1;2;3\n4;5;6\n", small)
    assert [one.found for one in delivery.problems] == ["geen kopregel met bekende namen"]
    assert delivery.counts[0].rejected == delivery.counts[0].seen == 2
    assert len(delivery.rejected["a.csv"]) == 2


def test_rows_are_numbered_as_excel_does():
    book_ = textfile.read_text(b'a;b\n\n"c\nd";e\nf;g\n', "a.csv", lambda _: 0)
    assert [line.row for line in book_.grids[0].lines] == [1, 3, 4]
    assert column_letters(701) == "ZZ"
    assert Grid("leeg", []).by_row == {}
