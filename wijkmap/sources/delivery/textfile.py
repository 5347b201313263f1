"""CSV files as town halls keep them: bytes in, a grid out.

Rows are numbered as Excel numbers them: a cell may run over several lines, an empty
line is a row, and a first line ``sep=;`` is none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from wijkmap.sources.delivery.grid import Book, Cell, Grid, Line, Refusal
from wijkmap.sources.delivery.limits import Allowance

__all__ = ["read_text"]

_SEPARATORS = (";", ",", "\t")
_SAVE = "Bewaar het bestand als 'CSV UTF-8' of als .xlsx (in Excel: Opslaan als)."
_BROKEN = "een aanhalingsteken dat niet of verkeerd sluit"
_SAMPLE = 60
# Excel writes an apostrophe before text that must not run as a formula.
_MARKED = ("'=", "'+", "'-", "'@")


def read_text(data: bytes, name: str, recognised: Callable[[Grid], int]) -> Book:
    """Read a CSV file.

    Parameters
    ----------
    data : bytes
        UTF-8 with or without byte order mark, or Windows-1252.
    name : str
        Of the file; the one sheet gets it.
    recognised : callable
        How well a grid is understood; it decides between comma, semicolon and tab.

    Returns
    -------
    Book

    Raises
    ------
    Refusal
        For UTF-16, and for what is no text.
    """
    csv.field_size_limit(1_000_000)
    text, notes = _decoded(data)
    lines = list(io.StringIO(text, newline=""))
    separator = ""
    if (
        lines
        and lines[0].strip().casefold().startswith("sep=")
        and len(lines[0].strip()) == len("sep=;")
    ):
        separator = lines[0].strip()[-1]
        lines = lines[1:]
    if not separator:
        few = lines[:_SAMPLE]
        scores = {
            one: (
                recognised(Grid(name, _lines(few, one, Allowance(), name))),
                sum(line.count(one) for line in few),
            )
            for one in _SEPARATORS
        }
        separator = max(_SEPARATORS, key=scores.__getitem__)
    return Book([Grid(name, _lines(lines, separator, Allowance(), name))], notes)


def _decoded(data: bytes) -> tuple[str, list[str]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal("de codering UTF-16 ('Unicode-tekst')", "UTF-8 of Windows", _SAVE)
    if b"\0" in data:
        raise Refusal("een bestand dat geen gewone tekst is", "een CSV-bestand", _SAVE)
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refusal(f"een onleesbaar teken op regel {line}", "UTF-8 of Windows", _SAVE) from error
    return text, ["Het bestand is gelezen in de codering van Windows (cp1252)."]


def _lines(lines: list[str], separator: str, allowance: Allowance, name: str) -> list[Line]:
    found: list[Line] = []
    row = offset = 0
    while offset < len(lines):
        reader = csv.reader(lines[offset:], delimiter=separator, strict=True)
        line = offset
        try:
            for texts in reader:
                row += 1
                line = offset + reader.line_num
                _add(found, row, texts, allowance, name)
            break
        except csv.Error:
            # The quote may have swallowed whole rows: read on at the very next line.
            row += 1
            found.append(Line(row, {0: Cell(lines[line].rstrip("\r\n"))}, broken=_BROKEN))
            allowance.row(1, 0, name)
            offset = line + 1
    return found


def _add(found: list[Line], row: int, texts: list[str], allowance: Allowance, name: str) -> None:
    cells = {at: Cell(_plain(text)) for at, text in enumerate(texts) if text.strip()}
    if cells:
        allowance.row(len(cells), max(cells), name)
        found.append(Line(row, cells))


def _plain(text: str) -> str:
    return text[1:] if text.startswith(_MARKED) else text
