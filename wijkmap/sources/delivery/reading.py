"""A spreadsheet of a user, read against a dataset: the door of this room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.sources.delivery.grid import Book, Grid, Line, Refusal
from wijkmap.sources.delivery.header import Layout, layout_of, recognition
from wijkmap.sources.delivery.leftovers import rejected_rows, unknown_columns
from wijkmap.sources.delivery.limits import MAX_CELLS, check_size
from wijkmap.sources.delivery.places import Places
from wijkmap.sources.delivery.report import (
    REGISTERS,
    Count,
    Delivery,
    Given,
    Note,
    RowProblem,
    Suggestion,
)
from wijkmap.sources.delivery.rows import Reader, Record, spread_over, with_merged
from wijkmap.sources.delivery.samples import is_explanation, is_key, is_sample
from wijkmap.sources.delivery.terms import LISTS, Terms
from wijkmap.sources.delivery.textfile import read_text
from wijkmap.sources.delivery.totals import check_totals, is_total
from wijkmap.sources.delivery.vetting import give_keys, reject_doubles, vet
from wijkmap.sources.delivery.words import fold
from wijkmap.sources.delivery.workbook import read_workbook

__all__ = ["accept_suggestions", "read_delivery"]

_SHOWN = 10
_SAVE = "Open het in Excel en bewaar het als 'Excel-werkmap (.xlsx)' of 'CSV UTF-8'."
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "een oud Excelbestand (.xls) of een bestand met een wachtwoord"),
    (b"%PDF", "een PDF"),
    (b"{\\rtf", "een tekstdocument (.rtf)"),
    (b"<", "een webpagina of XML-bestand"),
    (b"\x89PNG", "een plaatje"),
    (b"\xff\xd8\xff", "een foto"),
    (b"PAR1", "een Parquet-bestand"),
    (b"SQLite", "een GeoPackage of database"),
)
_ENDINGS = {
    ".xls": "een oud Excelbestand (.xls)",
    ".ods": "een bestand van LibreOffice (.ods)",
    ".pdf": "een PDF",
    ".docx": "een Wordbestand",
    ".doc": "een Wordbestand",
    ".xlsm": "een werkmap met macro's (.xlsm)",
    ".xlsb": "een binaire werkmap (.xlsb)",
}


@dataclass
class _Findings:
    """What the sheets gave, in the order of the file."""

    records: list[Record] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    layouts: dict[str, Layout] = field(default_factory=dict)
    skipped: dict[str, Count] = field(default_factory=dict)
    strange: list[Grid] = field(default_factory=list)


def read_delivery(name: str, data: bytes, dataset: Dataset) -> Delivery:
    """Read a spreadsheet as people keep it. Never raises for what is in the file.

    Parameters
    ----------
    name : str
        Of the file; its ending only decides what cannot be seen from the content.
    data : bytes
        CSV (comma, semicolon or tab; UTF-8 or Windows) or XLSX.
    dataset : Dataset
        Whose areas, words and keys the rows must fit. Give the dataset that the viewer
        may see: reports name its codes and keys.

    Returns
    -------
    Delivery
        Every row is in it: good, rejected with the reason, or named as no row of a
        register. A file that cannot be read at all is one problem.

    Examples
    --------
    >>> read_delivery("lijst.csv", b"Naam;Openbaar vanaf", load()).good
    0
    """
    return _read(name, Given(data, dataset))


def accept_suggestions(delivery: Delivery, choices: Mapping[tuple[str, int], str]) -> Delivery:
    """Read the delivery again, with a code for rows that had only a name.

    Parameters
    ----------
    delivery : Delivery
    choices : mapping of (str, int) to str
        Sheet and row to one of the codes that were suggested there.

    Raises
    ------
    SelectionError
        When a code was not suggested for that row.
    """
    offered = {(one.sheet, one.row): one.codes for one in delivery.suggestions}
    for place, code in choices.items():
        if code not in offered.get(place, ()):
            sheet, row = place
            raise SelectionError(
                f"Blad {sheet}, rij {row}: gevonden {code}; verwacht een van de codes die daar "
                "zijn voorgesteld. Kies een van de suggesties."
            )
    given = delivery.given
    return _read(delivery.name, replace(given, choices={**given.choices, **choices}))


def _read(name: str, given: Given) -> Delivery:
    try:
        book = _opened(name, given.data)
    except Refusal as refusal:
        problem = RowProblem(refusal.sheet, 0, "", refusal.found, refusal.expected, refusal.remedy)
        return _delivery(name, given, _Findings(problems=[problem]), Terms(given.dataset, name))
    terms, places = Terms(given.dataset, name), Places(given.dataset)
    findings = _Findings(notes=[Note("", "", text) for text in book.notes])
    for grid in book.grids:
        if is_key(grid):
            findings.layouts[grid.name] = Layout()
            findings.skipped[grid.name] = Count(grid.name, "", examples=len(grid.lines))
            continue
        layout = layout_of(grid)
        findings.layouts[grid.name] = layout
        if layout.table:
            _read_grid(grid, layout, given, terms, places, findings)
        elif grid.lines:
            findings.strange.append(grid)
    _settle_strange(findings)
    if not any(grid.lines for grid in book.grids):
        findings.problems.append(
            RowProblem(
                "", 0, "", "geen enkele regel", "een kopregel met regels", "Vul het bestand."
            )
        )
    return _delivery(name, given, findings, terms)


def _opened(name: str, data: bytes) -> Book:
    check_size(data)
    if data.startswith(b"PK"):
        return read_workbook(data)
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for sign, what in _FOREIGN:
        if start.startswith(sign):
            raise Refusal(what, "een .xlsx of .csv", _SAVE)
    ending = name[name.rfind(".") :].casefold() if "." in name else ""
    if ending in _ENDINGS:
        raise Refusal(_ENDINGS[ending], "een .xlsx of .csv", _SAVE)
    if ending == ".xlsx":
        raise Refusal("een .xlsx die geen werkmap is", "een .xlsx of .csv", _SAVE)
    return read_text(data, name, recognition)


def _read_grid(  # noqa: PLR0913, PLR0917 - a sheet, and what it is read against
    grid: Grid,
    layout: Layout,
    given: Given,
    terms: Terms,
    places: Places,
    findings: _Findings,
) -> None:
    reader = Reader(grid, layout, given.dataset, terms, places, given.choices)
    merged, spread = spread_over(grid, layout, MAX_CELLS)
    records: list[Record] = []
    totals: list[Line] = []
    examples = 0
    for line in grid.lines:
        if line.row <= layout.last_row:
            continue
        if is_sample(line) or (
            line.row == layout.last_row + 1 and is_explanation(line, layout.columns, layout.table)
        ):
            examples += 1
            findings.notes.append(
                Note(
                    grid.name,
                    "",
                    f"rij {line.row} hoort bij het sjabloon en telt niet mee",
                )
            )
        elif is_total(line):
            totals.append(line)
        else:
            shared = with_merged(line, merged.get(line.row, {}))
            records.append(reader.read(shared, spread.get(line.row, frozenset())))
    problems, notes = check_totals(grid.name, layout, records, totals)
    findings.records += records
    findings.problems += [*layout.problems, *reader.problems, *problems]
    findings.suggestions += reader.suggestions
    findings.notes += [*_remarks(grid, layout, records, merged), *notes]
    findings.notes += [
        Note(grid.name, column, f"{text} ({_rows(count)})")
        for (column, text), count in reader.noted.items()
    ]
    findings.skipped[grid.name] = Count(
        grid.name, layout.table, totals=len(totals), examples=examples
    )


def _remarks(
    grid: Grid, layout: Layout, records: Sequence[Record], merged: Mapping[int, object]
) -> list[Note]:
    """What a reader of the sheet would not see, or not expect."""
    notes = []
    if grid.hidden:
        notes.append(Note(grid.name, "", "het blad is verborgen en telt mee"))
    hidden = [record.line.row for record in records if record.line.hidden]
    if hidden:
        notes.append(Note(grid.name, "", f"verborgen rijen tellen mee: {_some(hidden)}"))
    if merged:
        notes.append(
            Note(
                grid.name, "", f"samengevoegde cellen gelden voor elke rij: {_some(sorted(merged))}"
            )
        )
    notes += [
        Note(grid.name, layout.names[at], "de kolom is verborgen en telt mee")
        for at in sorted(grid.hidden_columns & set(layout.names))
    ]
    formulas = Counter(
        at for record in records for at, cell in record.line.cells.items() if cell.formula
    )
    notes += [
        Note(
            grid.name,
            layout.names[at],
            f"formules zijn niet uitgerekend; hun laatste uitkomst is gelezen ({_rows(count)})",
        )
        for at, count in sorted(formulas.items())
    ]
    known = {fold(name) for name in layout.names.values()}
    notes += [
        Note(grid.name, layout.names[at], _unknown(layout, at)) for at in layout.unknown if known
    ]
    return notes


def _unknown(layout: Layout, at: int) -> str:
    elsewhere = "bedrag" in fold(layout.names[at]) and layout.table == "initiatives"
    text = "onbekende kolom: bewaard bij de levering, niet overgenomen in de gegevens"
    return f"{text}; bedragen horen op een blad met Soort bedrag" if elsewhere else text


def _some(rows: Sequence[int]) -> str:
    shown = ", ".join(map(str, rows[:_SHOWN]))
    return shown if len(rows) <= _SHOWN else f"{shown} en nog {len(rows) - _SHOWN}"


def _rows(count: int) -> str:
    return "1 rij" if count == 1 else f"{count} rijen"


def _settle_strange(findings: _Findings) -> None:
    """Sheets that are no register: fine beside one that is, a fault alone."""
    alone = not any(layout.table for layout in findings.layouts.values())
    for grid in findings.strange:
        findings.skipped[grid.name] = Count(
            grid.name, "", **{"rejected" if alone else "unread": len(grid.lines)}
        )
        if alone:
            findings.problems.append(
                RowProblem(
                    grid.name,
                    0,
                    "",
                    "geen kopregel met bekende namen",
                    "een rij met kolommen als Naam, Wijkcode, Status en Openbaar vanaf",
                    "Neem de namen van de kolommen over uit het sjabloon.",
                )
            )
        else:
            findings.notes.append(
                Note(
                    grid.name,
                    "",
                    f"geen kopregel met bekende namen: niet gelezen ({_rows(len(grid.lines))})",
                )
            )


def _delivery(name: str, given: Given, findings: _Findings, terms: Terms) -> Delivery:
    records = findings.records
    made = give_keys(records, given.dataset)
    problems = list(findings.problems)
    problems += reject_doubles(records, made, given.dataset)
    sources = {*given.dataset["sources"]["source_id"], terms.own_source}
    frames, found = vet(records, given.dataset, sources)
    problems += found
    order = list(findings.layouts)
    problems.sort(key=lambda one: (order.index(one.sheet) if one.sheet in order else -1, one.row))
    made_good = Counter(one.sheet for one in made if not one.reasons)
    notes = findings.notes + [
        Note(sheet, "", f"zonder nummer: wij gaven er een ({_rows(count)})")
        for sheet, count in made_good.items()
    ]
    words = {
        name_: {
            one.fields.get(column, "")
            for one in records
            for column, list_name in LISTS.items()
            if list_name == name_ and not one.reasons
        }
        for name_ in ("theme", "status", "stream")
    }
    cited = {
        source
        for one in records
        if not one.reasons
        for source in one.fields.get("source", "").split(";")
    }
    alone = [grid for grid in findings.strange if findings.skipped[grid.name].rejected]
    return Delivery(
        name=name,
        **{table: _with_keys(frames[table], table, terms) for table in REGISTERS},
        problems=tuple(dict.fromkeys(problems)),
        suggestions=tuple(findings.suggestions),
        rejected=rejected_rows(records, findings.layouts, alone),
        unknown=unknown_columns(records, findings.layouts),
        counts=tuple(_count(sheet, findings) for sheet in order if sheet in findings.skipped),
        notes=tuple(notes),
        sources=terms.new_sources(cited),
        mappings=terms.new_mappings(words),
        given=given,
    )


def _with_keys(frame: pd.DataFrame, table: str, terms: Terms) -> pd.DataFrame:
    lists = {"initiatives": ("theme", "status", "stream"), "ledger": ("theme", "stream")}
    keys = {
        name: [terms.key_of(name, word) if word else "" for word in frame[f"{name}_source"]]
        for name in lists.get(table, ())
    }
    return frame.assign(
        **{name: pd.Series(column, index=frame.index, dtype="str") for name, column in keys.items()}
    )


def _count(sheet: str, findings: _Findings) -> Count:
    count = findings.skipped[sheet]
    mine = [one for one in findings.records if one.sheet == sheet]
    bad = sum(bool(one.reasons) for one in mine)
    return replace(count, good=len(mine) - bad, rejected=count.rejected + bad)
