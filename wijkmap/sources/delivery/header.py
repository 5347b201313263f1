"""Which row of a sheet is its header, which register the sheet is, what each column is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from wijkmap.model.tables import TABLES
from wijkmap.sources.delivery.grid import Grid, Line, column_letters
from wijkmap.sources.delivery.limits import MAX_COLUMNS
from wijkmap.sources.delivery.report import RowProblem
from wijkmap.sources.delivery.words import FIELDS, IMPLIED_KIND, IS_PUBLIC, OWN_COLUMNS, Field, fold

__all__ = ["Layout", "layout_of", "recognition"]

_SEARCHED = 30
_ENOUGH = 2
# On equal terms a sheet with amounts is a ledger: a project has a name in both.
_ORDER = ("ledger", "initiatives", "observations")
_TEXTS = frozenset({"description", "place_source", "cautions"})

_Names = dict[int, str]


@dataclass(frozen=True)
class Layout:
    """How a sheet is laid out.

    Attributes
    ----------
    table : str
        Register that the sheet is; empty when it is none.
    last_row : int
        Last row of the header, as Excel numbers it; 0 without a header.
    names : dict of int to str
        Header of each column as the user wrote it; the letters of the column where
        there is none.
    columns : dict of str to int
        Column of each field that was recognised.
    unknown : tuple of int
        Other columns, in order.
    implied_kind : str
        Kind of amount that the header of the amounts says.
    problems : tuple of RowProblem
    spoilt : frozenset of str
        Fields that have two columns: none of them is read.
    """

    table: str = ""
    last_row: int = 0
    names: _Names = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    unknown: tuple[int, ...] = ()
    implied_kind: str = ""
    problems: tuple[RowProblem, ...] = ()
    spoilt: frozenset[str] = frozenset()

    def name_of(self, column: str) -> str:
        """How the user named a field; our own name when there is no such column."""
        if column in self.columns:
            return self.names[self.columns[column]]
        if column == "public_from" and IS_PUBLIC in self.columns:
            return self.names[self.columns[IS_PUBLIC]]
        fields = FIELDS[self.table]
        return fields[column].header if column in fields else column


def _keys(text: str) -> tuple[str, str]:
    """Folded header, and its words in alphabetical order: 'bedrag toegekend' will do too."""
    folded = fold(text)
    return folded, " ".join(sorted(folded.split()))


def _index(fields: Mapping[str, Field], table: str) -> dict[str, str]:
    index: dict[str, str] = {}
    for column, one in fields.items():
        for word in (column, one.header, *one.words):
            for key in _keys(word):
                index.setdefault(key, column)
    for column in TABLES[table].columns:
        index.setdefault(fold(column), column)
    return index


_KINDS = {key: kind for word, kind in IMPLIED_KIND.items() for key in _keys(word)}
_INDEX = {table: _index(fields, table) for table, fields in FIELDS.items()}


def _field_of(table: str, name: str) -> str:
    index = _INDEX[table]
    return next((index[key] for key in _keys(name) if key in index), "")


def _weight(table: str, column: str) -> int:
    return FIELDS[table][column].weight if column in FIELDS[table] else 1


def _score(table: str, names: _Names) -> int:
    found = {column for name in names.values() if (column := _field_of(table, name))}
    return sum(_weight(table, column) for column in found) if len(found) >= _ENOUGH else 0


def recognition(grid: Grid) -> int:
    """How well the best header of a sheet is understood; 0 when there is none."""
    return max(
        (
            _score(table, names)
            for at in range(min(_SEARCHED, len(grid.lines)))
            for names, _ in _candidates(grid, at)
            for table in _ORDER
        ),
        default=0,
    )


def _candidates(grid: Grid, at: int) -> list[tuple[_Names, int]]:
    """Names that a row, or a row and the one below it, give; and the last row of both."""
    line = grid.lines[at]
    top = _texts(grid, line)
    single = (top, line.row)
    if at + 1 >= len(grid.lines) or grid.lines[at + 1].row != line.row + 1:
        return [single]
    below = grid.lines[at + 1]
    bottom = _texts(grid, below)
    return [single, (_joined(top, bottom), below.row)]


def _texts(grid: Grid, line: Line) -> _Names:
    texts = {at: cell.text for at, cell in line.cells.items()}
    for first_row, first, last_row, last in grid.merged:
        if first_row <= line.row <= last_row:
            text = grid.by_row[first_row].cell(first).text if first_row in grid.by_row else ""
            if text:
                for at in range(first, min(last, MAX_COLUMNS) + 1):
                    texts.setdefault(at, text)
    return texts


def _joined(top: _Names, bottom: _Names) -> _Names:
    names: _Names = {}
    for at in sorted({*top, *bottom}):
        upper, lower = top.get(at, ""), bottom.get(at, "")
        if not upper or not lower or upper == lower:
            names[at] = lower or upper
            continue
        both = f"{upper} {lower}"
        known = any(_field_of(table, both) for table in _ORDER)
        names[at] = both if known or not any(_field_of(one, lower) for one in _ORDER) else lower
    return names


def layout_of(grid: Grid) -> Layout:
    """Layout of a sheet.

    Parameters
    ----------
    grid : Grid

    Returns
    -------
    Layout
        With the problems of the header: columns that are missing or there twice.
    """
    best: tuple[int, int, str, _Names, int] | None = None
    for at in range(min(_SEARCHED, len(grid.lines))):
        for span, (names, last_row) in enumerate(_candidates(grid, at)):
            for table in _ORDER:
                score = _score(table, names)
                # One row beats two that say no more; the first of equal rows is the header.
                if score and (best is None or (score, -span) > (best[0], -best[1])):
                    best = (score, span, table, names, last_row)
    if best is None:
        return Layout()
    _, _, table, names, last_row = best
    return _laid_out(grid, table, names, last_row)


def _laid_out(grid: Grid, table: str, names: _Names, last_row: int) -> Layout:
    used = {at for line in grid.lines if line.row > last_row for at in line.cells}
    names = {at: names.get(at, "") or f"kolom {column_letters(at)}" for at in {*used, *names}}
    columns, spoilt, problems = _assigned(grid.name, table, names, last_row)
    taken = set(columns.values()) | {at for group in spoilt.values() for at in group}
    unknown = tuple(
        at for at in sorted(names) if at not in taken and fold(names[at]) not in OWN_COLUMNS
    )
    amount = names.get(columns.get("amount_cents", -1), "")
    implied = next((_KINDS[key] for key in _keys(amount) if key in _KINDS), "")
    if table != "ledger":
        implied = ""
    layout = Layout(table, last_row, names, columns, unknown, implied, problems, frozenset(spoilt))
    return replace(layout, problems=(*problems, *_missing(grid.name, layout)))


def _assigned(
    sheet: str, table: str, names: _Names, last_row: int
) -> tuple[dict[str, int], dict[str, list[int]], tuple[RowProblem, ...]]:
    groups: dict[str, list[int]] = {}
    for at in sorted(names):
        if column := _field_of(table, names[at]):
            groups.setdefault(column, []).append(at)
    columns: dict[str, int] = {}
    spoilt: dict[str, list[int]] = {}
    problems = []
    for column, group in groups.items():
        if len(group) == 1 or column in _TEXTS:
            columns[column] = group[0]
            continue
        field_ = FIELDS[table].get(column)
        header = fold(field_.header) if field_ else column
        own = [at for at in group if fold(names[at]) in {header, fold(column)}]
        if len(own) == 1 and column != "amount_cents":
            columns[column] = own[0]
            continue
        spoilt[column] = group
        said = " en ".join(f"'{names[at]}'" for at in group)
        remedy = (
            "Zet elk bedrag op een eigen regel, met zijn soort in de kolom Soort bedrag."
            if column == "amount_cents"
            else "Laat één van de kolommen staan, of geef de andere een eigen naam."
        )
        problems.append(
            RowProblem(
                sheet,
                last_row,
                names[group[0]],
                f"meer kolommen voor hetzelfde: {said}",
                f"één kolom voor {field_.header if field_ else column}",
                remedy,
            )
        )
    return columns, spoilt, tuple(problems)


def _missing(sheet: str, layout: Layout) -> tuple[RowProblem, ...]:
    have = set(layout.columns) | layout.spoilt
    if layout.implied_kind:
        have.add("kind")
    if IS_PUBLIC in have:
        have.add("public_from")
    return tuple(
        RowProblem(
            sheet,
            layout.last_row,
            one.header,
            "geen kolom met deze naam",
            f"een kolom '{one.header}'",
            f"Voeg de kolom toe en vul hem bij elke regel. Erin hoort: {_sentence(one.help)}.",
        )
        for column, one in FIELDS[layout.table].items()
        if one.needed and column not in have
    )


def _sentence(text: str) -> str:
    return text[0].lower() + text[1:]
