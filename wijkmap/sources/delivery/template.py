"""The spreadsheet to fill in: one sheet per register, with the words to choose from."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level
from wijkmap.sources.delivery.corrected import put
from wijkmap.sources.delivery.report import REGISTERS
from wijkmap.sources.delivery.samples import sample
from wijkmap.sources.delivery.terms import LISTS, Terms
from wijkmap.sources.delivery.words import CHOICES, FIELDS, IS_PUBLIC, KEY_MARK, KEY_SHEET

__all__ = ["SHEET_NAMES", "template"]

SHEET_NAMES: Mapping[str, str] = {
    "initiatives": "Initiatieven",
    "ledger": "Kasboek",
    "observations": "Waarnemingen",
}
"""Name of each register's sheet in the template."""

_LAST_ROW = 5_000
_FIRST_FREE = 4
_WIDTH = 22
_HELP = [
    *"""\
Vul op elk blad een regel per initiatief, bedrag of waarneming in. Een blad dat u niet gebruikt, laat u leeg.
De tweede regel van elk blad is uitleg en de derde een voorbeeld. Beide tellen niet mee.
Kolommen die u niet nodig hebt, mag u weglaten. Openbaar vanaf moet altijd gevuld zijn: altijd, nooit of een datum.
Bedragen zijn in euro's. Leeg is onbekend, 0 is nul. Schrijf 1234,56 en niet 1.234: dat kan ook 1,234 zijn.
Datums: 2022-06-21 of 21-6-2022. Een datum als 03/04/2015 heeft twee lezingen en wordt afgewezen.
Een wijk heeft een code. Vult u alleen de naam in, dan vragen wij welke wijk u bedoelt.
""".splitlines(),
    KEY_MARK,
]
_HEAD = PatternFill("solid", fgColor="FFE4E9F0")


def template(dataset: Dataset) -> bytes:
    """Empty delivery to fill in, as an XLSX file.

    Parameters
    ----------
    dataset : Dataset
        Its areas and words fill the drop-downs.

    Returns
    -------
    bytes
        Sheets Initiatieven, Kasboek, Waarnemingen and Uitleg. Each register has its
        headers, a line that explains them and an example that does not count.
    """
    book = Workbook()
    book.remove(book.active)
    lists = _lists(dataset)
    for table in REGISTERS:
        _register(book.create_sheet(SHEET_NAMES[table]), table, dataset, lists)
    _key(book.create_sheet(KEY_SHEET), lists)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _lists(dataset: Dataset) -> dict[str, list[tuple[str, str]]]:
    """Per list: words to choose, each with what it means."""
    terms = Terms(dataset, "")
    wijken = dataset.areas_at(Level.WIJK)
    areas = dataset["areas"].sort_values(["level", "area_code"], ascending=[False, True])
    choices = {
        column: [(words[0], key) for key, words in CHOICES[column].items()] for column in CHOICES
    }
    return {
        **{f"{name}_source": [*terms.labels[name].items()] for name in LISTS.values()},
        "wijk": [*zip(wijken["area_code"], wijken["short_name"], strict=True)],
        "area": [*zip(areas["area_code"], areas["short_name"], strict=True)],
        "indicator": [(one.label, one.id) for one in dataset.catalogue.values()],
        **choices,
    }


def _list_of(table: str, column: str) -> str:
    if column == "area_code":
        return "area" if table == "observations" else "wijk"
    return column


def _columns(table: str) -> list[str]:
    return [column for column in FIELDS[table] if column != IS_PUBLIC]


def _register(
    page: Worksheet,
    table: str,
    dataset: Dataset,
    lists: Mapping[str, Sequence[tuple[str, str]]],
) -> None:
    example = sample(dataset, table)
    for at, column in enumerate(_columns(table), 1):
        field = FIELDS[table][column]
        letter = get_column_letter(at)
        head = put(page.cell(1, at), field.header)
        head.font, head.fill = Font(bold=True), _HEAD
        line = put(page.cell(2, at), field.help)
        line.font = Font(italic=True)
        line.alignment = Alignment(wrap_text=True, vertical="top")
        shown = put(page.cell(3, at), example.get(column))
        shown.font = Font(italic=True)
        page.column_dimensions[letter].width = _WIDTH
        cells = f"{letter}{_FIRST_FREE}:{letter}{_LAST_ROW}"
        name = _list_of(table, column)
        if lists.get(name):
            # The first list in order on the sheet Uitleg is column A.
            source = get_column_letter(2 * list(lists).index(name) + 1)
            first = len(_HELP) + 3
            last = first + len(lists[name]) - 1
            rule = DataValidation(
                type="list",
                formula1=f"{KEY_SHEET}!${source}${first}:${source}${last}",
                allow_blank=True,
                showErrorMessage=False,
            )
            rule.promptTitle, rule.prompt = field.header[:32], field.help[:255]
            rule.showInputMessage = True
            rule.add(cells)
            page.add_data_validation(rule)
        if column.endswith("_cents"):
            _format(page, at, "0.00")
        elif column in {"public_from", "status_date"}:
            _format(page, at, "@")
    page.freeze_panes = "A4"


def _format(page: Worksheet, column: int, code: str) -> None:
    """Format of the column: what is typed below the example stays what it says."""
    page.cell(3, column).number_format = code
    page.column_dimensions[get_column_letter(column)].number_format = code


def _key(page: Worksheet, lists: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    for row, text in enumerate(_HELP, 1):
        put(page.cell(row, 1), text)
    head = len(_HELP) + 2
    for number, (name, words) in enumerate(lists.items()):
        column = 2 * number + 1
        put(page.cell(head, column), f"lijst: {_title(name)}").font = Font(bold=True)
        put(page.cell(head, column + 1), "betekent").font = Font(italic=True)
        for row, (word, meaning) in enumerate(words, head + 1):
            put(page.cell(row, column), word)
            put(page.cell(row, column + 1), meaning)
        page.column_dimensions[get_column_letter(column)].width = _WIDTH


def _title(name: str) -> str:
    own = {"wijk": "Wijkcodes", "area": "Gebiedscodes"}
    headers = {
        column: field.header for fields in FIELDS.values() for column, field in fields.items()
    }
    return own.get(name) or headers.get(name, name)
