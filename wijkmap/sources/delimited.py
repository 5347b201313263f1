"""Rows of a CSV file: bytes in, cells of text with their line numbers out.

Accepts UTF-8 with or without byte order mark, commas or Excel's semicolons, and
quoted cells that run over several lines. Whatever else it meets is a problem, and
it reads on as well as it can, so that one fault hides no other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass, field

from wijkmap.model.errors import Problem

__all__ = ["Rows", "rows_of"]

_SAVE = "Sla het bestand op als 'CSV UTF-8' (in Excel: Opslaan als)."


@dataclass(frozen=True)
class Rows:
    """Cells of a file, trimmed.

    Attributes
    ----------
    header : tuple of str
        Names of the columns; empty when the file cannot be read.
    cells : list of list of str
        Rows with exactly as many cells as the header.
    lines : list of int
        Line of the file on which each row begins; the header is line 1.
    semicolons : bool
        Cells are separated by semicolons.
    loose : frozenset of str
        Cells of the rows that were refused. A reference to one of them is no
        second fault.
    problems : tuple of Problem
    """

    header: tuple[str, ...] = ()
    cells: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    semicolons: bool = False
    loose: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


def rows_of(content: bytes, file: str, columns: Collection[str]) -> Rows:
    """Read a CSV file.

    Parameters
    ----------
    content : bytes
    file : str
        Name for the problems.
    columns : collection of str
        Expected columns; they decide which separator the file has.
    """
    text, problems = _decode(content, file)
    if not text.strip():
        if not problems:
            problems = [
                Problem(
                    file,
                    0,
                    "",
                    "een leeg bestand",
                    "een regel met kolomnamen",
                    "Vul het bestand of haal het weg.",
                )
            ]
        return Rows(problems=tuple(problems))
    lines = list(io.StringIO(text, newline=""))
    semicolons = _has_semicolons(lines[0], columns)
    records, broken, loose = _records(lines, ";" if semicolons else ",", file)
    if not records:
        return Rows(problems=(*problems, *broken))
    _, header = records[0]
    # Excel writes empty columns behind every row, the header too.
    width = len(header)
    while header and not header[-1]:
        header.pop()
    rows = Rows(tuple(header), semicolons=semicolons)
    for line, cells in records[1:]:
        if not len(header) <= len(cells) <= width or any(cells[len(header) :]):
            loose.update(cells)
            broken.append(
                Problem(
                    file,
                    line,
                    "",
                    f"{len(cells)} cellen",
                    f"{len(header)} cellen, zoals in de kopregel",
                    "Zet tekst waarin het scheidingsteken voorkomt tussen aanhalingstekens, "
                    "of vul de regel aan.",
                )
            )
            continue
        rows.cells.append(cells[: len(header)])
        rows.lines.append(line)
    return Rows(
        rows.header,
        rows.cells,
        rows.lines,
        semicolons,
        frozenset(loose) - {""},
        (*problems, *broken),
    )


def _decode(content: bytes, file: str) -> tuple[str, list[Problem]]:
    if content.startswith(b"PK\x03\x04"):
        problem = Problem(file, 0, "", "een Excelbestand", "een CSV-bestand", _SAVE)
        return "", [problem]
    problems = []
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.append(Problem(file, 0, "", "de codering UTF-16", "UTF-8", _SAVE))
        return content.decode("utf-16", errors="replace"), problems
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        problems.append(
            Problem(
                file,
                line,
                "",
                "een leeg teken (NUL), dat in geen enkele tekst hoort",
                "gewone tekst",
                f"Het bestand is beschadigd of geen CSV. {_SAVE}",
            )
        )
        content = content.replace(b"\0", b"")
    try:
        return content.decode("utf-8-sig"), problems
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sign = content[error.start : error.start + 1].decode("cp1252", errors="replace")
        problems.append(
            Problem(
                file,
                line,
                "",
                f"een teken dat geen UTF-8 is (waarschijnlijk {sign!r} in de codering van Windows)",
                "de codering UTF-8",
                _SAVE,
            )
        )
        return content.decode("cp1252", errors="replace"), problems


def _has_semicolons(header: str, columns: Collection[str]) -> bool:
    def recognised(separator: str) -> int:
        return len({cell.strip().strip('"') for cell in header.split(separator)} & set(columns))

    by_comma, by_semicolon = recognised(","), recognised(";")
    if by_comma == by_semicolon:
        return header.count(";") > header.count(",")
    return by_semicolon > by_comma


def _records(
    lines: list[str], separator: str, file: str
) -> tuple[list[tuple[int, list[str]]], list[Problem], set[str]]:
    """Line and trimmed cells of every row that is not blank, the header first.

    Also the problems, and what the refused lines seem to hold.
    """
    records: list[tuple[int, list[str]]] = []
    problems: list[Problem] = []
    loose: set[str] = set()
    offset = 0
    while offset < len(lines):
        reader = csv.reader(lines[offset:], delimiter=separator, strict=True)
        line = offset
        try:
            for cells in reader:
                trimmed = [cell.strip() for cell in cells]
                if any(trimmed):
                    records.append((line + 1, trimmed))
                line = offset + reader.line_num
        except csv.Error:
            problems.append(
                Problem(
                    file,
                    line + 1,
                    "",
                    "een aanhalingsteken dat niet of verkeerd sluit",
                    'tekst tussen twee aanhalingstekens ("), met elk aanhalingsteken '
                    "daarbinnen dubbel",
                    "Sluit de tekst met een aanhalingsteken of haal het weg.",
                )
            )
            loose.update(cell.strip(' "\n\r') for cell in lines[line].split(separator))
            # The quote may have swallowed whole rows: read on at the very next line.
            offset = line + 1
        else:
            break
    return records, problems, loose
