"""Rows together: doubles, keys that exist, and every check that a data folder passes.

The last part runs the very checks of the reader of folders, until no row fails: what
is good here loads again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import Problem
from wijkmap.model.tables import TABLES
from wijkmap.model.words import Level
from wijkmap.sources.checks import check_initiatives, check_levels
from wijkmap.sources.delivery.plain import as_text
from wijkmap.sources.delivery.report import REGISTERS, RowProblem
from wijkmap.sources.delivery.rows import KEYS, Record
from wijkmap.sources.delivery.words import in_dutch
from wijkmap.sources.measurements import check_observations
from wijkmap.sources.money import check_ledger
from wijkmap.sources.sheets import (
    Report,
    Sheet,
    check_columns,
    check_references,
    quoted,
    sheet_of,
)

__all__ = ["give_keys", "reject_doubles", "vet"]

_MADE = "eigen"


def give_keys(records: Sequence[Record], dataset: Dataset) -> list[Record]:
    """Give each row without a key of its own one that nobody has; returns these rows."""
    made = []
    for table, column in KEYS.items():
        mine = [one for one in records if one.table == table]
        taken = set(dataset[table][column]) | {one.fields.get(column, "") for one in mine}
        for record in mine:
            if record.fields.get(column):
                continue
            key = base = f"{_MADE}-{record.line.row}"
            number = 1
            while key in taken:
                number += 1
                key = f"{base}-{number}"
            taken.add(key)
            record.fields[column] = key
            made.append(record)
    return made


def reject_doubles(
    records: Sequence[Record], made: Sequence[Record], dataset: Dataset
) -> list[RowProblem]:
    """Reject rows that stand in the file twice, and rows whose key exists already.

    Rows with one key that say the same count once; when they say different things, nobody
    knows which is right, and all of them go.

    Parameters
    ----------
    records : sequence of Record
        Their ``reasons`` grow.
    made : sequence of Record
        Rows whose key is ours; they are compared by all they say.
    dataset : Dataset
    """
    ours = {id(one) for one in made}
    groups: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        if not record.reasons:
            groups.setdefault(_identity(record, own=id(record) in ours), []).append(record)
    problems = []
    existing = {table: _existing(dataset, table) for table in REGISTERS}
    for group in groups.values():
        first = group[0]
        same = all(_content(one) == _content(first) for one in group)
        doubles = group[1:] if same else group
        problems += [_double(one, group, same=same, own=id(one) in ours) for one in doubles]
        problems += [
            _known_already(one)
            for one in group
            if not one.reasons and _key(one) in existing[one.table]
        ]
    return problems


def _key(record: Record) -> tuple[str, ...]:
    return tuple(record.fields.get(one, "") for one in TABLES[record.table].key)


def _identity(record: Record, *, own: bool) -> tuple[str, ...]:
    if own:
        return (record.table, "", *(f"{name}={text}" for name, text in _content(record)))
    return (record.table, *_key(record))


def _content(record: Record) -> tuple[tuple[str, str], ...]:
    skip = (
        KEYS.get(record.table, "")
        if record.fields.get(KEYS.get(record.table, ""), "").startswith(f"{_MADE}-")
        else ""
    )
    return tuple(sorted((name, text) for name, text in record.fields.items() if name != skip))


def _existing(dataset: Dataset, table: str) -> set[tuple[str, ...]]:
    columns = [dataset[table][one].astype(str) for one in TABLES[table].key]
    return set(zip(*columns, strict=True))


def _double(record: Record, group: Sequence[Record], *, same: bool, own: bool) -> RowProblem:
    others = ", ".join(
        f"rij {one.line.row}" + (f" van blad {one.sheet}" if one.sheet != record.sheet else "")
        for one in group
        if one is not record
    )
    words = " / ".join(_key(record))
    what = "dezelfde regel" if own else f"{quoted(words)}"
    if same:
        remedy = "Haal een van de regels weg."
        if record.table in KEYS:
            remedy = "Haal een van de regels weg. Zijn het er echt twee, geef elk een eigen nummer."
    else:
        remedy = "Kies welke regel klopt en haal de andere weg."
        if record.table in KEYS:
            remedy = "Geef elke regel een eigen nummer, of kies welke klopt."
    return _reject(
        record,
        TABLES[record.table].key[0],
        f"{what}, ook op {others}",
        "een regel die één keer voorkomt" if same else "één regel met deze sleutel",
        remedy,
    )


def _known_already(record: Record) -> RowProblem:
    return _reject(
        record,
        TABLES[record.table].key[0],
        f"{quoted(' / '.join(_key(record)))}, dat al in de gegevens staat",
        "een regel die er nog niet is",
        "Is het dezelfde, laat de regel dan weg. Is het een andere, geef hem een eigen nummer."
        if record.table in KEYS
        else "Laat de regel weg, of verbeter het gebied of het jaar.",
    )


def _reject(record: Record, column: str, found: str, expected: str, remedy: str) -> RowProblem:
    name = record.layout.name_of(column)
    record.reasons.append(f"{name}: {found}; verwacht {expected}")
    return RowProblem(record.sheet, record.line.row, name, found, expected, remedy)


def vet(
    records: Sequence[Record], dataset: Dataset, sources: Iterable[str]
) -> tuple[dict[str, pd.DataFrame], list[RowProblem]]:
    """Run the checks of a data folder over the good rows until all of them pass.

    Parameters
    ----------
    records : sequence of Record
        Their ``reasons`` grow.
    dataset : Dataset
    sources : iterable of str
        Keys of the sources that exist, the delivery itself among them.

    Returns
    -------
    frames : dict of str to pandas.DataFrame
        Per register the good rows, typed, without derived columns, in the order of the
        file; index 0..n-1.
    problems : list of RowProblem
    """
    known = _Known(dataset, sources)
    problems: list[RowProblem] = []
    while True:
        good = {
            name: [one for one in records if one.table == name and not one.reasons]
            for name in REGISTERS
        }
        sheets, found = _checked(good, known)
        for name, one in found:
            record = good[name][one.row - 1]
            problems.append(_translated(record, one))
            record.reasons.append(
                f"{record.layout.name_of(one.column)}: {in_dutch(one.found)}; "
                f"verwacht {in_dutch(one.expected)}"
            )
        if not found:
            break
    frames = {}
    for name in REGISTERS:
        frame = pd.DataFrame(sheets[name].typed)
        frames[name] = frame[sheets[name].lines > 0].reset_index(drop=True)
    return frames, problems


class _Known:
    """What the dataset has, in the form that the checks take."""

    def __init__(self, dataset: Dataset, sources: Iterable[str]) -> None:
        self.gemeente = dataset.municipality.code
        self.ledger = as_text(dataset["ledger"], "ledger")
        self.areas = frozenset(dataset["areas"]["area_code"])
        self.wijken = dataset.polygons_at(Level.WIJK)
        self.buurten = dataset.polygons_at(Level.BUURT)
        # Tables that nobody delivers: without rows, for what exists is in `values`.
        self.sheets = {
            name: sheet_of(name, b"", Report()) for name in TABLES if name not in REGISTERS
        }
        self.readable = {name: _with_words(sheet) for name, sheet in self.sheets.items()}
        self.values: Mapping[str, frozenset[str]] = {
            "areas.area_code": self.areas,
            "sources.source_id": frozenset(sources),
            "initiatives.initiative_id": frozenset(dataset["initiatives"]["initiative_id"]),
            "indicators.indicator": frozenset(dataset["indicators"]["indicator"]),
        }


def _checked(
    good: Mapping[str, Sequence[Record]], known: _Known
) -> tuple[dict[str, Sheet], list[tuple[str, Problem]]]:
    report = Report()
    # New amounts may be tied to old ones; without new amounts there is nothing to hold them to.
    before = {"ledger": known.ledger} if good["ledger"] else {}
    ours = {name: _sheet(name, good[name], before.get(name)) for name in REGISTERS}
    for sheet in ours.values():
        check_columns(sheet, report)
    sheets = known.sheets | ours
    check_levels(sheets, known.gemeente, report)
    for sheet in ours.values():
        check_references(sheet, known.readable | ours, known.values, report)
    if good["initiatives"]:
        check_initiatives(sheets["initiatives"], known.wijken, known.buurten, report)
    if good["ledger"]:
        check_ledger(sheets["ledger"], report)
    if good["observations"]:
        check_observations(sheets["observations"], known.gemeente, known.areas, report)
    # A row of the dataset itself has line 0: it was sound before.
    own = [one for one in report.problems if one.row]
    return sheets, [(one.file.removesuffix(".csv"), one) for one in own]


def _with_words(sheet: Sheet) -> Sheet:
    """Sheet without rows that says so: what exists is told apart."""
    columns = frozenset(TABLES[sheet.name].columns)
    return Sheet(sheet.name, sheet.text, sheet.wrong, sheet.lines, columns)


def _sheet(name: str, records: Sequence[Record], before: pd.DataFrame | None) -> Sheet:
    columns = list(TABLES[name].columns)
    text = pd.DataFrame(
        {column: [one.fields.get(column, "") for one in records] for column in columns},
        dtype="str",
    )
    lines = np.arange(1, len(records) + 1, dtype=np.int64)
    if before is not None:
        text = pd.concat([before, text], ignore_index=True)
        lines = np.concatenate([np.zeros(len(before), dtype=np.int64), lines])
    wrong = pd.DataFrame(False, index=text.index, columns=columns)
    return Sheet(name, text, wrong, lines, frozenset(columns))


def _translated(record: Record, problem: Problem) -> RowProblem:
    column = problem.column
    found = in_dutch(problem.found)
    cell = record.cell(column)
    if problem.found == quoted(record.fields.get(column, "")) and cell.filled:
        found = quoted(cell.text)
    return RowProblem(
        record.sheet,
        record.line.row,
        record.layout.name_of(column) if column else "",
        found,
        in_dutch(problem.expected),
        in_dutch(problem.remedy),
    )
