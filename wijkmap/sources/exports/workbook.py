"""XLSX: a sheet per table and one about the file; text is text, whatever it looks like."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from wijkmap.sources.exports.provenance import About
from wijkmap.sources.exports.values import Plain, clean, flat, in_euros, is_risky, plain

__all__ = ["ABOUT_SHEET", "to_xlsx"]

ABOUT_SHEET = "Over dit bestand"
"""Name of the sheet that says where the file comes from."""

_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_FIRST_YEAR_OF_EXCEL = 1901
_LONGEST_NAME = 31
_LONGEST_FOOTER = 240
_LONGEST_TEXT = 32_000
_CUT = " … (ingekort)"
_NARROW, _WIDE, _ABOUT_WIDTHS = 8, 60, (18, 60, 40, 40, 24, 14, 60)
_SAMPLE = 200

_DAY = "[$-413]d mmmm yyyy"
_EURO = "[$€-413] #,##0.00;[$€-413] -#,##0.00"
_WITHOUT_THOUSANDS = frozenset({"jaar", "year", "boundary_year", "x", "y"})
_AMOUNTS = frozenset({"waarde", "laag", "hoog", "value", "low", "high"})
_MEASURES = ("eenheid", "unit", "indicator")
_MOST_DIGITS, _MOST_DIGITS_BELOW_ONE = 2, 4

_SOURCE_HEADS = {
    "source_id": "Bron",
    "owner": "Uitgever",
    "title": "Naam",
    "url": "Adres",
    "licence": "Licentie",
    "published": "Datum",
    "note": "Toelichting",
}


def to_xlsx(sheets: Mapping[str, pd.DataFrame], about: About) -> bytes:
    """Workbook of some sheets, with a last one about the file.

    Parameters
    ----------
    sheets : mapping of str to pandas.DataFrame
        By title. Geometry is left out; a named index becomes the first column.
    about : About

    Returns
    -------
    bytes
        The same for the same input: no clock is read. Numbers are numbers and days are
        days; every text is typed as text, so that no cell runs as a formula. What is
        missing is an empty cell. Number formats are those that a Dutch Excel shows as
        1.234,56; whole values stay in the cells.

    Raises
    ------
    ValueError
        For a title that Excel refuses or that stands twice, two columns of
        the same name, or a number without end.
    """
    _check_titles(sheets)
    book = Workbook(write_only=True)
    for title, frame in sheets.items():
        _write(_sheet(book, title, about), flat(frame))
    _write_about(_sheet(book, ABOUT_SHEET, about), about)
    moment = dt.datetime.combine(about.peildatum, dt.time())
    properties = book.properties
    properties.title = clean(about.summary)
    properties.creator = "wijkmap"
    properties.language = "nl-NL"
    properties.created = moment
    if about.fictional:
        properties.category = "fictief"
    raw = io.BytesIO()
    book.save(raw)
    return _without_clock(raw.getvalue(), moment)


def _check_titles(sheets: Mapping[str, pd.DataFrame]) -> None:
    seen = {ABOUT_SHEET.lower()}
    for title in sheets:
        wrong = (
            not title.strip()
            or len(title) > _LONGEST_NAME
            or _FORBIDDEN.search(title)
            or title != clean(title)
            or title.startswith("'")
            or title.endswith("'")
        )
        if wrong or title.lower() in seen:
            raise ValueError(
                f"Verwacht een naam voor het blad van hoogstens {_LONGEST_NAME} tekens, zonder "
                f"[ ] : * ? / \\ en niet twee keer, gevonden {title!r}. Kies een andere naam."
            )
        seen.add(title.lower())


def _sheet(book: Workbook, title: str, about: About) -> Worksheet:
    sheet = book.create_sheet(title)
    # An ampersand is a code in a footer, and Excel takes no more than 255 characters.
    line = clean(about.summary).replace("&", "en")[:_LONGEST_FOOTER]
    sheet.oddFooter.center.text = line
    if about.fictional:
        sheet.oddHeader.center.text = "FICTIEF"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return sheet


def _write(sheet: Worksheet, frame: pd.DataFrame) -> None:
    columns = {str(name): [plain(value) for value in frame[name]] for name in frame.columns}
    formats = {name: _formats(name, columns) for name in columns}
    for place, (name, values) in enumerate(columns.items(), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _width(name, values)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    if columns:
        last = get_column_letter(len(columns))
        sheet.auto_filter.ref = f"A1:{last}{len(frame) + 1}"
    sheet.append([_text(sheet, name, bold=True) for name in columns])
    for row in range(len(frame)):
        sheet.append(
            [_cell(sheet, values[row], formats[name][row]) for name, values in columns.items()]
        )


def _write_about(sheet: Worksheet, about: About) -> None:
    for place, width in enumerate(_ABOUT_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_text(sheet, head, bold=True) for head in ("Onderwerp", "Inhoud")])
    for subject, content in about.rows():
        sheet.append([_text(sheet, subject), _wrapped(_cell(sheet, plain(content), _DAY))])
    sheet.append([])
    sheet.append([_text(sheet, head, bold=True) for head in _SOURCE_HEADS.values()])
    for row in about.sources.reindex(columns=list(_SOURCE_HEADS)).to_dict("records"):
        sheet.append([_wrapped(_cell(sheet, plain(value), "0")) for value in row.values()])


def _cell(sheet: Worksheet, value: Plain, number_format: str) -> WriteOnlyCell | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return _text(sheet, value)
    if isinstance(value, dt.date) and value.year < _FIRST_YEAR_OF_EXCEL:
        return _text(sheet, value.isoformat())
    cell = WriteOnlyCell(sheet, value=value)
    cell.number_format = number_format
    return cell


def _text(sheet: Worksheet, text: str, *, bold: bool = False) -> WriteOnlyCell:
    text = clean(text)
    if len(text) > _LONGEST_TEXT:
        text = text[: _LONGEST_TEXT - len(_CUT)] + _CUT
    cell = WriteOnlyCell(sheet, value=text)
    # Left alone, a text that begins with = would be a formula and #N/A an error.
    cell.data_type = "s"
    if is_risky(text):
        # Nor does it become a formula when somebody edits the cell.
        cell.quotePrefix = True
    if bold:
        cell.font = _BOLD
    return cell


def _wrapped(cell: WriteOnlyCell | None) -> WriteOnlyCell | None:
    if cell is not None:
        cell.alignment = _WRAPPED
    return cell


def _width(name: str, values: Sequence[Plain]) -> int:
    longest = max(len(str(value)) for value in [name, *values[:_SAMPLE]])
    return min(max(longest + 2, _NARROW), _WIDE)


def _formats(name: str, columns: Mapping[str, Sequence[Plain]]) -> list[str]:
    """Number format per row: one for all rows of the same unit or indicator."""
    values = columns[name]
    if name in _WITHOUT_THOUSANDS:
        return [_DAY if isinstance(one, dt.date) else _pattern("0", [one]) for one in values]
    if name.endswith("_euros"):
        return [_EURO] * len(values)
    measure = next((one for one in _MEASURES if one in columns and name in _AMOUNTS), None)
    groups = columns[measure] if measure else [None] * len(values)
    members: dict[Plain, list[Plain]] = {}
    for group, value in zip(groups, values, strict=True):
        members.setdefault(group, []).append(value)
    patterns = {
        group: _EURO if in_euros(group) else _pattern("#,##0", mine)
        for group, mine in members.items()
    }
    return [
        _DAY if isinstance(value, dt.date) else patterns[group]
        for group, value in zip(groups, values, strict=True)
    ]


def _pattern(whole: str, values: Iterable[Plain]) -> str:
    """Pattern with as many digits as the values need, up to two; four when all are below one."""
    numbers = [value for value in values if isinstance(value, float)]
    small = all(abs(value) < 1 for value in numbers)
    most = _MOST_DIGITS_BELOW_ONE if small else _MOST_DIGITS
    digits = next(
        (
            count
            for count in range(most)
            if all(abs(round(value, count) - value) < 10**-6 for value in numbers)
        ),
        most,
    )
    return f"{whole}.{'0' * digits}" if digits else whole


def _without_clock(content: bytes, moment: dt.datetime) -> bytes:
    """Give every part of the file the same time, and the document the peildatum."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + moment.isoformat().encode() + b"Z", part)
            entry = zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return out.getvalue()
