"""Rows with a total: recognised, checked against the sum, never counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wijkmap.sources.delivery.grid import Line
from wijkmap.sources.delivery.header import Layout
from wijkmap.sources.delivery.report import Note, RowProblem
from wijkmap.sources.delivery.rows import Record
from wijkmap.sources.delivery.values import read_amount
from wijkmap.sources.delivery.words import fold

__all__ = ["check_totals", "is_total"]

_TOTAL = re.compile(
    r"(?:sub|eind|generaal |algemeen )?(?:totaal|totalen|total)"
    r"(?: generaal| bedrag| euro| subsidie| (?:19|20)\d\d)*|grand total|som"
)
_NUMBERS = re.compile(r"[-€(]?\s*[\d.,' ]+\s*[-€)]?(?:,-)?")


def is_total(line: Line) -> bool:
    """Whether a row is a total: it says so, and holds nothing else but numbers."""
    said = False
    for cell in line.cells.values():
        text = cell.text
        if isinstance(cell.value, str) and _TOTAL.fullmatch(fold(text)):
            said = True
        elif isinstance(cell.value, int | float) or cell.fault:
            continue
        elif not _NUMBERS.fullmatch(text):
            return False
    return said


@dataclass
class _Sum:
    cents: int = 0
    rows: int = 0
    unreadable: int = 0

    def add(self, record: Record) -> None:
        text = record.fields.get("amount_cents")
        self.rows += 1
        if text is None:
            self.unreadable += 1
        elif text:
            self.cents += int(text)


def check_totals(
    sheet: str, layout: Layout, records: Sequence[Record], totals: Iterable[Line]
) -> tuple[list[RowProblem], list[Note]]:
    """Compare each total with the amounts above it: all of them, or those since the last.

    Parameters
    ----------
    sheet : str
    layout : Layout
    records : sequence of Record
        Every row, the rejected ones too, in order.
    totals : iterable of Line
    """
    problems: list[RowProblem] = []
    notes: list[Note] = []
    column = layout.columns.get("amount_cents")
    last = layout.last_row
    for line in totals:
        said = read_amount(line.cell(column)) if column is not None else None
        if said is None or said.wrong or not said.text:
            notes.append(Note(sheet, "", f"rij {line.row} is een totaal en telt niet mee"))
            last = line.row
            continue
        name = layout.name_of("amount_cents")
        every, recent = _Sum(), _Sum()
        for record in records:
            if record.line.row < line.row:
                every.add(record)
                if record.line.row > last:
                    recent.add(record)
        last = line.row
        total = int(said.text)
        match = next((one for one in (every, recent) if one.cents == total), None)
        if every.unreadable:
            notes.append(
                Note(
                    sheet,
                    name,
                    f"rij {line.row} is een totaal ({_euro(total)}) en telt niet mee; niet na te "
                    f"rekenen, want {every.unreadable} van de {every.rows} bedragen erboven "
                    "zijn niet te lezen",
                )
            )
        elif match:
            notes.append(
                Note(
                    sheet,
                    name,
                    f"rij {line.row} is een totaal en telt niet mee; het klopt: {_euro(total)} "
                    f"over {match.rows} regels",
                )
            )
        else:
            problems.append(
                RowProblem(
                    sheet,
                    line.row,
                    name,
                    f"een totaal van {_euro(total)}",
                    f"{_euro(every.cents)}, de som van de {every.rows} regels erboven",
                    "Kijk welke regel ontbreekt of dubbel is. De totaalregel zelf telt niet mee.",
                )
            )
    return problems, notes


def _euro(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"€ {sign}{whole:,}".replace(",", ".") + f",{rest:02d}"
