"""Rows of one sheet: from cells to the texts that a data folder holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Certainty, State
from wijkmap.sources.delivery.dates import months_first, read_date, read_public_from
from wijkmap.sources.delivery.grid import Cell, Grid, Line
from wijkmap.sources.delivery.header import Layout
from wijkmap.sources.delivery.location import locate_row
from wijkmap.sources.delivery.places import Places
from wijkmap.sources.delivery.report import RowProblem, Suggestion
from wijkmap.sources.delivery.samples import SAMPLE_KEY
from wijkmap.sources.delivery.terms import LISTS, Terms
from wijkmap.sources.delivery.values import (
    Reading,
    of_fault,
    read_amount,
    read_choice,
    read_number,
    read_year,
)
from wijkmap.sources.delivery.words import CHOICES, FIELDS, IS_PUBLIC, choice_words
from wijkmap.sources.sheets import quoted

__all__ = ["KEYS", "Reader", "Record", "spread_over", "with_merged"]

KEYS: Mapping[str, str] = {"initiatives": "initiative_id", "ledger": "entry_id"}
"""Column with the key of a register; observations have none of their own."""

_AMOUNTS = ("amount_cents", "low_cents", "high_cents", "source_cents")
_YEARS = ("year", "boundary_year")
_PLACES = ("area_code", "place_source", "buurt_code", "scope")
_RISKY = ("=", "+", "-", "@")
_LATER = {"value", *_PLACES}


@dataclass
class Record:
    """One row while it is being read.

    Attributes
    ----------
    table : str
    sheet : str
    line : Line
        As it came; a merged cell counts for each of its rows.
    layout : Layout
    fields : dict of str to str
        Column of the register to its text as a data folder writes it.
    reasons : list of str
        Why the row is rejected; empty when it is good.
    """

    table: str
    sheet: str
    line: Line
    layout: Layout
    fields: dict[str, str] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)

    def cell(self, column: str) -> Cell:
        """Cell of a field; an empty one when the sheet has no such column."""
        at = self.layout.columns.get(column)
        return Cell() if at is None else self.line.cell(at)


class Reader:
    """Reads the rows of one sheet and keeps what it finds.

    Parameters
    ----------
    grid : Grid
    layout : Layout
        Of a sheet that is a register.
    dataset : Dataset
    terms : Terms
    places : Places
    choices : mapping of (str, int) to str
        Sheet and row to the area code that the user confirmed.

    Attributes
    ----------
    problems : list of RowProblem
    suggestions : list of Suggestion
    noted : Counter of (str, str)
        Column and note to the number of rows.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - a sheet, and what it is read against
        self,
        grid: Grid,
        layout: Layout,
        dataset: Dataset,
        terms: Terms,
        places: Places,
        choices: Mapping[tuple[str, int], str],
    ) -> None:
        self._grid, self._layout, self._dataset = grid, layout, dataset
        self._terms, self.places, self._choices = terms, places, choices
        self.problems: list[RowProblem] = []
        self.suggestions: list[Suggestion] = []
        self.noted: Counter[tuple[str, str]] = Counter()
        self._readers = self._column_readers()
        missing = [FIELDS[layout.table][name].header for name in self._absent()]
        self._sheet_reasons = [f"de kolom '{name}' ontbreekt" for name in missing]
        self._sheet_reasons += [
            f"twee kolommen voor '{layout.name_of(name)}'" for name in sorted(layout.spoilt)
        ]

    def _absent(self) -> list[str]:
        layout = self._layout
        have = set(layout.columns) | layout.spoilt
        if IS_PUBLIC in have:
            have.add("public_from")
        if layout.implied_kind:
            have.add("kind")
        return [
            name for name, one in FIELDS[layout.table].items() if one.needed and name not in have
        ]

    def _column_readers(self) -> dict[str, Callable[[Cell], Reading]]:
        readers: dict[str, Callable[[Cell], Reading]] = {}
        for column, at in self._layout.columns.items():
            if column in _LATER:
                continue
            header = self._layout.names[at].casefold()
            american = False
            if column in {"status_date", "public_from", IS_PUBLIC}:
                american = months_first(line.cell(at) for line in self._grid.lines)
            readers[column] = self._reader(column, header, american=american)
        return readers

    def _reader(self, column: str, header: str, *, american: bool) -> Callable[[Cell], Reading]:
        if column in LISTS:
            return partial(self._terms.word, list_name=LISTS[column])
        if column in CHOICES:
            shown = tuple(words[0] for words in CHOICES[column].values())
            return partial(read_choice, words=choice_words(column), shown=shown)
        if column in _AMOUNTS:
            in_cents = "cent" in header and "procent" not in header
            return partial(read_amount, in_cents=in_cents)
        if column in _YEARS:
            return read_year
        simple: dict[str, Callable[[Cell], Reading]] = {
            "x": read_number,
            "y": read_number,
            "source": self._terms.source,
            "indicator": self._terms.indicator,
            "status_date": partial(read_date, american=american),
            "public_from": partial(read_public_from, american=american),
            IS_PUBLIC: partial(read_public_from, american=american, yes_no=True),
        }
        return simple.get(column, partial(_read_text, column=column))

    def read(self, line: Line, spread: frozenset[int]) -> Record:
        """Read one row.

        Parameters
        ----------
        line : Line
        spread : frozenset of int
            Columns of which the cell is merged with the row above or below.
        """
        record = Record(self._layout.table, self._grid.name, line, self._layout)
        if line.broken:
            self.fault(
                record,
                "",
                Reading(
                    found=line.broken,
                    expected='tekst tussen twee aanhalingstekens (")',
                    remedy="Sluit de tekst met een aanhalingsteken of haal het weg.",
                ),
            )
            return record
        record.reasons += self._sheet_reasons
        for column, reader in self._readers.items():
            cell = record.cell(column)
            if column in _AMOUNTS and self._layout.columns[column] in spread:
                self._spread(record, column)
                continue
            self.take(record, column, reader(cell))
        self._settle_public(record)
        locate_row(self, record, self._choices.get((self._grid.name, line.row), ""))
        if record.table == "observations":
            self._settle_observation(record, spread)
        else:
            if record.fields.get("year") and not record.fields.get("year_origin"):
                record.fields["year_origin"] = "bron"
            if record.table == "ledger":
                self._settle_entry(record)
        record.fields.setdefault("source", self._terms.own_source)
        self._check_filled(record)
        return record

    def take(self, record: Record, column: str, reading: Reading) -> None:
        """Keep what a cell says, or report it."""
        if reading.wrong:
            self.fault(record, column, reading)
            return
        record.fields[column] = reading.text
        if reading.note:
            self.noted[self._layout.name_of(column), reading.note] += 1

    def fault(self, record: Record, column: str, reading: Reading) -> None:
        """Report a cell of a row; the row is rejected."""
        name = self._layout.name_of(column) if column else ""
        problem = RowProblem(
            record.sheet,
            record.line.row,
            name,
            reading.found,
            reading.expected,
            reading.remedy,
            reading.readings,
        )
        self.problems.append(problem)
        place = f"{name}: " if name else ""
        record.reasons.append(f"{place}{reading.found}; verwacht {reading.expected}")

    def note(self, column: str, text: str) -> None:
        """Count a note for a row."""
        self.noted[self._layout.name_of(column) if column else "", text] += 1

    def _spread(self, record: Record, column: str) -> None:
        text = quoted(record.cell(column).text)
        self.fault(
            record,
            column,
            Reading(
                found=f"een samengevoegde cel met {text} voor meer regels",
                expected="een bedrag per regel",
                remedy="Splits de cel en schrijf bij elke regel het eigen bedrag.",
            ),
        )

    def _settle_public(self, record: Record) -> None:
        asked, dated = record.fields.pop(IS_PUBLIC, ""), record.fields.get("public_from", "")
        if not asked:
            return
        if dated and asked == "nooit" != dated:
            self.fault(
                record,
                IS_PUBLIC,
                Reading(
                    found=f"'nee', en bij openbaar vanaf '{dated}'",
                    expected="één antwoord op de vraag of de regel openbaar is",
                    remedy="Maak een van de twee leeg.",
                ),
            )
            return
        record.fields["public_from"] = dated or asked

    def _settle_entry(self, record: Record) -> None:
        fields = record.fields
        if self._layout.implied_kind and not fields.get("kind"):
            fields["kind"] = self._layout.implied_kind
            self.note("amount_cents", "de naam van de kolom zegt wat voor bedrag het is")
        if fields.get("certainty") or "amount_cents" not in fields:
            return
        if not fields["amount_cents"]:
            fields["certainty"] = Certainty.UNKNOWN.value
            self.note("amount_cents", "leeg is gelezen als onbekend, niet als 0")
        elif record.cell("amount_cents").formula and _has_fraction(record.cell("amount_cents")):
            fields["certainty"] = Certainty.COMPUTED.value
        else:
            fields["certainty"] = Certainty.EXACT.value

    def _settle_observation(self, record: Record, spread: frozenset[int]) -> None:
        fields = record.fields
        fields.pop("place_source", None)
        if "value" in self._layout.columns:
            if self._layout.columns["value"] in spread:
                self._spread(record, "value")
            else:
                indicator = fields.get("indicator", "")
                percent = bool(indicator) and self._terms.in_percent(indicator)
                cell = record.cell("value")
                if indicator or "%" not in cell.text:
                    self.take(record, "value", read_number(cell, percent=percent))
        if not fields.get("state") and "value" in fields:
            fields["state"] = (State.KNOWN if fields["value"] else State.MISSING).value
            if not fields["value"]:
                self.note("value", "leeg is gelezen als: ontbreekt, niet als 0")
        if fields.get("boundary_year") and not fields.get("fit"):
            self._settle_fit(record)

    def _settle_fit(self, record: Record) -> None:
        ours = self._dataset.municipality.boundary_year
        if record.fields["boundary_year"] == str(ours):
            record.fields["fit"] = "exact"
            return
        self.fault(
            record,
            "fit",
            Reading(
                found="een lege cel",
                expected=f"precies, bijna of anders, want de indeling is niet die van {ours}",
                remedy="Vul in of de wijken en buurten van de bron dezelfde zijn als hier.",
            ),
        )

    def _check_filled(self, record: Record) -> None:
        reported = {name for name, one in FIELDS[record.table].items() if one.needed}
        for column in sorted(reported & set(self._layout.columns) - {"public_from"}):
            empty = column in record.fields and not record.fields[column]
            if not empty or column in {"amount_cents", "value"}:
                continue
            help_ = FIELDS[record.table][column].help
            self.fault(
                record,
                column,
                Reading(
                    found="een lege cel",
                    expected="een waarde",
                    remedy=f"Vul de cel in: {help_[0].lower()}{help_[1:]}.",
                ),
            )


def _has_fraction(cell: Cell) -> bool:
    return isinstance(cell.value, float) and abs(cell.value * 100 - round(cell.value * 100)) > 1e-6  # noqa: PLR2004 - less than any fraction of a cent


def _read_text(cell: Cell, column: str) -> Reading:
    if cell.fault:
        return of_fault(cell, "een tekst")
    text = " ".join(cell.text.split())
    if column not in {*KEYS.values(), "part_of", "same_as"}:
        return Reading(text)
    if text == SAMPLE_KEY:
        return Reading(
            found=quoted(text),
            expected="een eigen nummer",
            remedy="Dit is het nummer van de voorbeeldregel. Geef de regel een eigen nummer.",
        )
    if text.startswith(_RISKY):
        return Reading(
            found=quoted(text),
            expected="een nummer dat begint met een letter of cijfer",
            remedy="Haal het teken vooraan weg.",
        )
    return Reading(text)


def spread_over(
    grid: Grid, layout: Layout, most: int
) -> tuple[dict[int, dict[int, Cell]], dict[int, frozenset[int]]]:
    """Merged cells below the header: what each of their rows gets, and which columns.

    Parameters
    ----------
    grid : Grid
    layout : Layout
    most : int
        Cells at most; what is merged beyond that is left as it is.

    Returns
    -------
    cells : dict of int to dict of int to Cell
        By row and column.
    columns : dict of int to frozenset of int
        By row.
    """
    cells: dict[int, dict[int, Cell]] = {}
    rows = sorted(line.row for line in grid.lines if line.row > layout.last_row)
    used = set(layout.columns.values())
    for first_row, first, last_row, last in grid.merged:
        if first_row <= layout.last_row or last_row == first_row or first_row not in grid.by_row:
            continue
        cell = grid.by_row[first_row].cell(first)
        columns = [at for at in used if first <= at <= last]
        if not cell.filled or not columns:
            continue
        for row in rows:
            if first_row <= row <= last_row:
                most -= 1
                cells.setdefault(row, {})[first] = cell
        if most < 0:
            break
    return cells, {row: frozenset(found) for row, found in cells.items()}


def with_merged(line: Line, merged: Mapping[int, Cell]) -> Line:
    """Row with the merged cells that it shares."""
    return replace(line, cells={**merged, **line.cells}) if merged else line
