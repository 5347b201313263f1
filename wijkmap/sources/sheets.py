"""One table as its file has it: texts, values, and which cells were reported.

The checks of cells are masks over whole columns: plain pandas, because every
failure must keep its line, its text and a Dutch remedy, and one reported cell must
not fail a second check; with pandera that bookkeeping would be ours all the same,
for 0.2 s of import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

import numpy as np
import pandas as pd

from wijkmap.model.errors import Problem
from wijkmap.model.tables import TABLES, Column, Type
from wijkmap.sources.cells import EXPECTED, convert
from wijkmap.sources.delimited import Rows, rows_of

__all__ = ["Report", "Sheet", "check_columns", "check_references", "near", "quoted", "sheet_of"]

Words = str | Callable[[int], str]
"""A sentence, or a function from the position of a row to its sentence."""

_NEAR = 0.75
_NEVER_BARE = ("sources", "areas", "vocabulary", "indicators")


@dataclass(frozen=True)
class Sheet:
    """A table of a folder while it is being checked.

    Attributes
    ----------
    name : str
        Of the table; the file is ``NAME.csv``.
    text : pandas.DataFrame of str
        Trimmed cells, the declared columns, index 0..n-1.
    typed : dict of str to pandas.Series
        The same cells, typed; neutral where empty or wrong. Filled by `check_columns`.
    wrong : pandas.DataFrame of bool
        Cells that were reported, or that the file does not have: no check reports
        them again. The one thing here that checks write to.
    lines : ndarray of int
        Line of each row in the file.
    known : frozenset of str
        Declared columns that the file has.
    loose : frozenset of str
        Cells of rows that could not be read.
    semicolons : bool
        Numbers may have decimal commas.
    readable : bool
        Whether the file was there, with a header and what others refer to.
    """

    name: str
    text: pd.DataFrame
    wrong: pd.DataFrame
    lines: np.ndarray[tuple[int], np.dtype[np.int64]]
    known: frozenset[str]
    loose: frozenset[str] = frozenset()
    semicolons: bool = False
    readable: bool = True
    typed: dict[str, pd.Series] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Name of the file."""
        return f"{self.name}.csv"

    def sound(self, *columns: str) -> pd.Series:
        """Rows of which none of these cells was reported."""
        reported = [self.wrong[column].to_numpy(dtype=bool) for column in columns]
        return pd.Series(~np.logical_or.reduce(reported), index=self.text.index)

    def filled(self, column: str) -> pd.Series:
        """Rows with a text in this column."""
        return self.text[column] != ""

    def words(self, column: str) -> frozenset[str] | None:
        """Every text in a column, also of faulty rows; None when that is not known."""
        if not self.readable or column not in self.known:
            return None
        return frozenset(self.text[column]) | self.loose


class Report:
    """Problems as they are found."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(  # noqa: PLR0913, PLR0917 - the six fields of a problem
        self, file: str, row: int, column: str, found: str, expected: str, remedy: str
    ) -> None:
        """Add one problem."""
        self.problems.append(Problem(file, row, column, found, expected, remedy))

    def cells(  # noqa: PLR0913 - the place of a problem and its three sentences
        self,
        sheet: Sheet,
        column: str,
        where: pd.Series,
        expected: Words,
        remedy: Words,
        *,
        found: Words | None = None,
    ) -> None:
        """Report the cells of a column where the mask is true, unless they were already."""
        mask = where.to_numpy(dtype=bool)
        if not mask.any():
            return
        mask = mask & ~sheet.wrong[column].to_numpy(dtype=bool)
        for at in np.flatnonzero(mask):
            row = int(at)
            text = quoted(str(sheet.text[column].iloc[row]))
            self.add(
                sheet.file,
                int(sheet.lines[row]),
                column,
                text if found is None else _say(found, row),
                _say(expected, row),
                _say(remedy, row),
            )
        if mask.any():
            sheet.wrong.loc[mask, column] = True


def _say(words: Words, row: int) -> str:
    return words if isinstance(words, str) else words(row)


def quoted(text: str) -> str:
    """Text as a problem shows it."""
    longest = 60
    if not text:
        return "een lege cel"
    return f"'{text}'" if len(text) <= longest else f"'{text[:longest]}...'"


def near(word: str, words: Iterable[str]) -> str:
    """Sentence that names the word that was probably meant, with a space behind; or nothing."""
    return _near(word, frozenset(words))


@lru_cache(maxsize=4096)
def _near(word: str, words: frozenset[str]) -> str:
    close = get_close_matches(word, sorted(words - {""}), n=1, cutoff=_NEAR)
    return f"Bedoelt u '{close[0]}'? " if close else ""


def sheet_of(name: str, content: bytes | None, report: Report) -> Sheet:
    """Read the file of one table; None as content means that there is no file."""
    table = TABLES[name]
    if content is None:
        if not table.optional:
            report.add(
                f"{name}.csv",
                0,
                "",
                "geen bestand",
                f"het bestand {name}.csv",
                f"Zet het bestand met '{table.title}' in de map.",
            )
        return _sheet(name, Rows(), list(table.columns), readable=table.optional)
    rows = rows_of(content, f"{name}.csv", table.columns)
    report.problems.extend(rows.problems)
    header = _matched(rows.header, name, report) if rows.header else []
    # Every other table refers to these: without rows, each reference would be a fault.
    bare = name in _NEVER_BARE and not rows.cells and not rows.loose
    if rows.header and bare:
        report.add(
            f"{name}.csv",
            0,
            "",
            "een tabel zonder regels",
            f"ten minste één regel met '{table.title}'",
            "Vul de tabel.",
        )
    return _sheet(name, rows, header, readable=bool(rows.header) and not bare)


def _sheet(name: str, rows: Rows, header: list[str], *, readable: bool) -> Sheet:
    columns = list(TABLES[name].columns)
    found = dict(zip(header, zip(*rows.cells, strict=True), strict=True)) if rows.cells else {}
    blank = ("",) * len(rows.cells)
    text = pd.DataFrame(
        {column: np.array(found.get(column, blank), dtype=object) for column in columns},
        dtype="str",
    )
    wrong = pd.DataFrame(
        {column: np.full(len(rows.cells), column not in header) for column in columns}
    )
    return Sheet(
        name,
        text,
        wrong,
        np.asarray(rows.lines, dtype=np.int64),
        frozenset(header) & frozenset(columns),
        rows.loose,
        rows.semicolons,
        readable,
    )


def _matched(header: tuple[str, ...], name: str, report: Report) -> list[str]:
    """Header with each misspelt name replaced by the declared one; doubles become empty."""
    file = f"{name}.csv"
    columns = list(TABLES[name].columns)
    missing = [column for column in columns if column not in header]
    matched: list[str] = []
    for column in header:
        close = get_close_matches(column.lower(), missing, n=1, cutoff=_NEAR)
        if column in columns and column not in matched:
            matched.append(column)
        elif column in columns:
            matched.append("")
            report.add(
                file,
                1,
                column,
                "twee kolommen met deze naam",
                "elke kolom één keer",
                "Haal een van de twee kolommen weg.",
            )
        elif close:
            # Read on under the right name: its cells may have faults of their own.
            matched.append(close[0])
            missing.remove(close[0])
            report.add(
                file,
                1,
                column,
                f"een kolom {quoted(column)}",
                f"een kolom '{close[0]}'",
                "Verbeter de naam in de kopregel.",
            )
        else:
            matched.append("")
            report.add(
                file,
                1,
                column,
                f"een onbekende kolom {quoted(column)}" if column else "een kolom zonder naam",
                "alleen de kolommen van deze tabel",
                "Haal de kolom weg of verbeter de naam in de kopregel.",
            )
    for column in missing:
        report.add(
            file,
            1,
            column,
            "geen kolom met deze naam",
            f"een kolom '{column}'",
            f"Voeg de kolom toe ({_lower(TABLES[name].columns[column].description)}).",
        )
    return matched


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def check_columns(sheet: Sheet, report: Report) -> None:
    """Check each cell by itself, and the key of each row; fill ``sheet.typed``."""
    for name, column in TABLES[sheet.name].columns.items():
        text = sheet.text[name]
        expected, remedy = EXPECTED.get(column.type, ("een waarde", ""))
        if column.required:
            report.cells(
                sheet, name, text == "", expected, f"Vul in: {_lower(column.description)}."
            )
        values, unreadable = convert(text, column.type, decimal_comma=sheet.semicolons)
        report.cells(sheet, name, unreadable, expected, remedy)
        if column.allowed:
            _check_allowed(sheet, name, column, report)
        _check_bounds(sheet, name, column, values, report)
        sheet.typed[name] = values
    _check_key(sheet, report)


def _check_allowed(sheet: Sheet, name: str, column: Column, report: Report) -> None:
    text = sheet.text[name]
    report.cells(
        sheet,
        name,
        (text != "") & ~text.isin(column.allowed),
        "een van: " + ", ".join(column.allowed),
        lambda row: near(str(text.iloc[row]), column.allowed) + "Kies een van deze woorden.",
    )


def _check_bounds(
    sheet: Sheet, name: str, column: Column, values: pd.Series, report: Report
) -> None:
    if column.minimum is None and column.maximum is None:
        return
    low = -np.inf if column.minimum is None else column.minimum
    high = np.inf if column.maximum is None else column.maximum
    outside = ((values < low) | (values > high)).fillna(False).astype(bool)
    if column.maximum is None:
        expected = f"{low:g} of meer"
    elif column.minimum is None:
        expected = f"{high:g} of minder"
    else:
        expected = f"een waarde van {low:.0f} tot en met {high:.0f}"
    report.cells(sheet, name, outside, expected, "Verbeter de waarde.")
    values[outside] = np.nan if column.type is Type.NUMBER else pd.NA


def _check_key(sheet: Sheet, report: Report) -> None:
    key = list(TABLES[sheet.name].key)
    usable = sheet.sound(*key)
    rows = sheet.text.loc[usable.to_numpy(), key]
    again = rows.duplicated()
    if not again.any():
        return
    written = {row: " / ".join(cells) for row, *cells in rows.itertuples()}
    first: dict[str, int] = {}
    for row, words in written.items():
        first.setdefault(words, row)

    def earlier(row: int) -> str:
        return f"regel {sheet.lines[first[written[row]]]}"

    report.cells(
        sheet,
        key[0],
        again.reindex(sheet.text.index, fill_value=False),
        "een sleutel die één keer voorkomt (" + ", ".join(key) + ")",
        "Haal een van de regels weg of geef hem een eigen sleutel.",
        found=lambda row: f"{quoted(written[row])}, zoals op {earlier(row)}",
    )


def check_references(
    sheet: Sheet, sheets: Mapping[str, Sheet], extra: Mapping[str, frozenset[str]], report: Report
) -> None:
    """Check that each value that refers to another table exists there.

    Parameters
    ----------
    sheet : Sheet
    sheets : mapping of str to Sheet
        All tables.
    extra : mapping of str to frozenset of str
        ``"table.column"`` to values that exist though the table lacks their row,
        for which there is one problem elsewhere.
    report : Report
    """
    for name, column in TABLES[sheet.name].columns.items():
        if not column.refers_to:
            continue
        table, target = column.refers_to.split(".")
        known = sheets[table].words(target)
        if known is None:
            continue
        existing = known | extra.get(column.refers_to, frozenset()) | {""}
        text = sheet.text[name]
        if column.type is Type.LIST:
            lost = {
                cell: [part for part in parts if part not in existing]
                for cell, parts in zip(text, sheet.typed[name], strict=True)
            }
        else:
            lost = {cell: [] if cell in existing else [cell] for cell in text.unique()}
        unknown = text.map(lambda cell, lost=lost: bool(lost[cell])).astype(bool)
        if not unknown.any():
            continue

        def remedy(
            row: int,
            text: pd.Series = text,
            lost: Mapping[str, list[str]] = lost,
            existing: frozenset[str] = existing,
            table: str = table,
        ) -> str:
            meant = near(lost[str(text.iloc[row])][0], existing)
            return f"{meant}Verbeter de verwijzing of voeg de regel toe aan {table}.csv."

        report.cells(
            sheet,
            name,
            unknown,
            f"een {target} uit {table}.csv",
            remedy,
            found=lambda row, text=text, lost=lost: ", ".join(
                map(quoted, lost[str(text.iloc[row])])
            ),
        )
