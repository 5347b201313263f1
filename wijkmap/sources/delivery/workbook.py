"""XLSX files: the sheets with values, dates, formulas, and what is hidden or merged.

The parts are read as a stream, in one pass: a cell gives both its formula and the
last result, and nothing is built for rows that are empty. No formula is computed, no
macro runs, no link is followed, and a document type (entities) is refused.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from wijkmap.sources.delivery.grid import Book, Cell, Grid, Line, Refusal, Value
from wijkmap.sources.delivery.limits import MAX_CELLS, MAX_COLUMNS, Allowance, Package

__all__ = ["read_workbook"]

_SAVE = "Open het in Excel en bewaar het als 'Excel-werkmap (.xlsx)'."
_DATES = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)}
_PERCENTAGES = {9, 10}
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
# Rows are at most 16,384 cells wide; a cell has a value, a formula and a text.
_MOST_IN_ROW = 100_000
_MOST_ELEMENTS = 3_000_000
_LAST_DATE = 2_958_465  # 31 December 9999
_NO_SUCH_DAY = 60  # Excel believes in 29 February 1900


@dataclass
class _Sheet:
    """One sheet while it is being read."""

    name: str
    hidden: bool
    strings: list[str]
    styles: list[tuple[bool, bool]]
    epoch_1904: bool
    lines: list[Line] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def read_workbook(data: bytes) -> Book:
    """Read an XLSX file.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    Book

    Raises
    ------
    Refusal
        For macros, old and foreign formats, too much, and damage.
    """
    package = Package(data)
    _check_kind(package)
    try:
        return _book(package)
    except DefusedXmlException as error:
        raise Refusal(
            "een bestand met verwijzingen (entiteiten) die niet in een werkblad horen",
            "een gewoon werkblad",
            _SAVE,
        ) from error
    except (ParseError, ValueError, LookupError, OverflowError, RecursionError) as error:
        raise Refusal(
            "een beschadigd werkblad", "een werkblad dat in Excel opent", _SAVE
        ) from error


def _check_kind(package: Package) -> None:
    names = package.names
    kind = package.read("mimetype", 1_000).decode("ascii", errors="replace")
    if "opendocument" in kind:
        raise Refusal("een bestand van LibreOffice (.ods)", "een .xlsx of .csv", _SAVE)
    types = package.read("[Content_Types].xml", 5_000_000)
    if any(name.casefold().endswith("vbaproject.bin") for name in names) or (
        b"macroEnabled" in types
    ):
        raise Refusal(
            "een werkmap met macro's (.xlsm)",
            "een werkmap zonder macro's",
            "Bewaar het bestand als 'Excel-werkmap (.xlsx)'.",
        )
    if "xl/workbook.bin" in names:
        raise Refusal("een binaire werkmap (.xlsb)", "een .xlsx of .csv", _SAVE)
    if "xl/workbook.xml" not in names:
        raise Refusal("een zip-bestand dat geen werkmap is", "een .xlsx of .csv", _SAVE)


def _book(package: Package) -> Book:
    found: list[tuple[str, bool, str]] = []
    epoch_1904 = False
    for one in _elements(package, "xl/workbook.xml"):
        if _tag(one) == "workbookPr":
            epoch_1904 = one.get("date1904", "0") in {"1", "true"}
        elif _tag(one) == "sheet":
            link = next((value for key, value in one.attrib.items() if key.endswith("}id")), "")
            found.append((one.get("name", ""), one.get("state", "visible") != "visible", link))
    allowance = Allowance()
    allowance.sheets(len(found))
    if len({name.casefold() for name, _, _ in found}) < len(found):
        raise Refusal("twee bladen met dezelfde naam", "bladen met eigen namen", _SAVE)
    parts = _parts(package)
    strings, styles = _strings(package), _styles(package)
    grids = []
    for name, hidden, link in found:
        if link not in parts:
            continue
        sheet = _Sheet(name, hidden, strings, styles, epoch_1904)
        with package.open(parts[link]) as part:
            _read_sheet(part, sheet, allowance)
        grids.append(
            Grid(
                name,
                sheet.lines,
                hidden,
                frozenset(sheet.hidden_columns),
                tuple(sheet.merged),
            )
        )
    notes = []
    if any(name.startswith("xl/externalLinks/") for name in package.names):
        notes.append(
            "Het bestand verwijst naar andere bestanden. Die zijn niet geopend: "
            "de laatst bewaarde waarden zijn gelezen."
        )
    return Book(grids, notes)


def _parts(package: Package) -> dict[str, str]:
    """Part of each sheet, by the id of its link; parts outside the file are no parts."""
    parts = {}
    for one in _elements(package, "xl/_rels/workbook.xml.rels"):
        target = one.get("Target", "")
        if one.get("TargetMode") == "External" or not one.get("Type", "").endswith("/worksheet"):
            continue
        path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        parts[one.get("Id", "")] = posixpath.normpath(path)
    return parts


def _strings(package: Package) -> list[str]:
    strings: list[str] = []
    for one in _elements(package, "xl/sharedStrings.xml", keep="si"):
        if _tag(one) == "si":
            strings.append(_text(one))
            one.clear()
            if len(strings) > MAX_CELLS:
                raise Refusal("te veel teksten", f"hoogstens {MAX_CELLS} teksten", _SAVE)
    return strings


def _styles(package: Package) -> list[tuple[bool, bool]]:
    """Per style: is it a date, is it a percentage."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    for one in _elements(package, "xl/styles.xml", keep="cellXfs"):
        if _tag(one) == "numFmt":
            codes[int(one.get("numFmtId", "0"))] = one.get("formatCode", "")
        elif _tag(one) == "cellXfs":
            formats = [int(style.get("numFmtId", "0")) for style in one]
    return [(_is_date(number, codes), _is_percentage(number, codes)) for number in formats]


def _is_date(number: int, codes: dict[int, str]) -> bool:
    if number not in codes:
        return number in _DATES
    code = _QUOTED.sub("", codes[number].split(";")[0]).casefold()
    return bool(set(code) & set("dyj")) or ("m" in code and not set(code) & set("hs#0"))


def _is_percentage(number: int, codes: dict[int, str]) -> bool:
    return "%" in _QUOTED.sub("", codes[number]) if number in codes else number in _PERCENTAGES


def _elements(package: Package, name: str, keep: str = "") -> Iterator[Element]:
    """Elements of a small part as they close; those inside `keep` stay whole."""
    if name not in package.names:
        return
    with package.open(name) as part:
        open_elements: list[Element] = []
        kept = seen = 0
        for event, one in iterparse(part, ("start", "end"), forbid_dtd=True):
            inside = _tag(one) == keep
            if event == "start":
                open_elements.append(one)
                kept += inside
                seen += 1
                if seen > _MOST_ELEMENTS:
                    raise _too_many()
                continue
            open_elements.pop()
            yield one
            kept -= inside
            if not kept:
                one.clear()
                if len(open_elements) == 1:
                    open_elements[0].clear()


def _read_sheet(part: IO[bytes], sheet: _Sheet, allowance: Allowance) -> None:
    row = seen = 0
    data: Element | None = None
    for event, one in iterparse(part, ("start", "end"), forbid_dtd=True):
        tag = _tag(one)
        if event == "start":
            data = one if tag == "sheetData" else data
            seen += 1
            if seen > _MOST_IN_ROW:
                raise _too_many()
            continue
        if tag == "row":
            row = int(one.get("r") or row + 1)
            _add_row(one, row, sheet, allowance)
            seen = 0
            if data is not None:
                data.clear()  # a million empty rows would weigh something too
        elif tag == "col" and one.get("hidden") in {"1", "true"}:
            last = min(int(one.get("max", "1")), MAX_COLUMNS)
            sheet.hidden_columns.update(range(int(one.get("min", "1")) - 1, last))
        elif tag == "mergeCell":
            sheet.merged.append(_range(one.get("ref", "A1")))


def _too_many() -> Refusal:
    return Refusal("een werkblad met veel te veel onderdelen", "een gewoon werkblad", _SAVE)


def _add_row(one: Element, row: int, sheet: _Sheet, allowance: Allowance) -> None:
    cells: dict[int, Cell] = {}
    column = -1
    for element in one:
        if _tag(element) != "c":
            continue
        reference = element.get("r")
        column = _place(reference)[1] if reference else column + 1
        cell = _cell(element, sheet)
        if cell.filled:
            cells[column] = cell
    if cells:
        allowance.row(len(cells), max(cells), sheet.name)
        sheet.lines.append(Line(row, cells, one.get("hidden") in {"1", "true"}))


def _cell(one: Element, sheet: _Sheet) -> Cell:
    kind = one.get("t", "n")
    parts = {_tag(child): child for child in one}
    formula = "f" in parts
    raw = parts["v"].text if "v" in parts else None
    if kind == "inlineStr":
        return Cell(_text(parts["is"]) if "is" in parts else "", formula=formula)
    if raw is None:
        return Cell(formula=True, fault="formule zonder uitkomst") if formula else Cell()
    if kind == "e":
        return Cell(formula=formula, fault=raw)
    if kind == "n":
        return _number(raw, int(one.get("s", "0")), sheet, formula=formula)
    return Cell(_other(kind, raw, sheet), formula=formula)


def _other(kind: str, raw: str, sheet: _Sheet) -> Value:
    match kind:
        case "s":
            return sheet.strings[int(raw)]
        case "b":
            return raw == "1"
        case "d":
            return dt.date.fromisoformat(raw[:10])
        case _:
            return raw


def _number(raw: str, style: int, sheet: _Sheet, *, formula: bool) -> Cell:
    value = float(raw)
    whole = value.is_integer() and abs(value) < 1e15  # noqa: PLR2004 - what a float holds exactly
    is_date, percent = sheet.styles[style] if style < len(sheet.styles) else (False, False)
    if is_date and (date := day_of(value, epoch_1904=sheet.epoch_1904)):
        return Cell(date, formula=formula)
    return Cell(int(value) if whole else value, percent, formula)


def day_of(serial: float, *, epoch_1904: bool = False) -> dt.date | None:
    """Day that Excel means by a number; None when it means none.

    Examples
    --------
    >>> day_of(42000)
    datetime.date(2014, 12, 27)
    """
    if epoch_1904:
        inside = 0 <= serial < _LAST_DATE - 1462
        return dt.date(1904, 1, 1) + dt.timedelta(int(serial)) if inside else None
    if not 1 <= serial <= _LAST_DATE or int(serial) == _NO_SUCH_DAY:
        return None
    start = dt.date(1899, 12, 30) if serial > _NO_SUCH_DAY else dt.date(1899, 12, 31)
    return start + dt.timedelta(int(serial))


def _range(reference: str) -> tuple[int, int, int, int]:
    first, _, last = reference.partition(":")
    return (*_place(first), *_place(last or first))


def _place(reference: str) -> tuple[int, int]:
    """Row (from 1) and column (from 0) of a reference like ``B12``."""
    column = 0
    for at, sign in enumerate(reference):
        if not sign.isalpha():
            return int(reference[at:]), column - 1
        column = column * 26 + ord(sign.upper()) - 64
    raise ValueError(reference)


def _text(one: Element) -> str:
    """Text of a string with its markup; what is only there to pronounce it stays out."""
    parts = []
    for child in one:
        if _tag(child) == "t":
            parts.append(child.text or "")
        elif _tag(child) == "r":
            parts += [piece.text or "" for piece in child if _tag(piece) == "t"]
    return "".join(parts)


def _tag(one: Element) -> str:
    return str(one.tag).rpartition("}")[2]
