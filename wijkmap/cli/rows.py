"""Figures and problems as CSV, JSON or an aligned table."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TypeAlias

import pandas as pd

from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import Problem
from wijkmap.model.figures import Figure, figures
from wijkmap.model.visibility import Audience, Viewer
from wijkmap.present.numbers import day, number
from wijkmap.present.tables import margin_text, value_text

__all__ = ["KIND_LABELS", "Sheet", "print_figures", "print_problems"]

_Cell: TypeAlias = str | int | float | None
_Row: TypeAlias = dict[str, _Cell]

KIND_LABELS = {
    "planned": "gepland",
    "awarded": "toegekend",
    "spent": "besteed",
    "proposed": "voorgesteld",
    "reserve": "reserve",
}
"""Dutch word of each kind of amount."""

_TEXTS = ("key", "key_label", "area_code", "area_name", "year")
_COLUMNS = (*_TEXTS, "value", "unit", "state", "n", "low", "high", "source", "cautions")
_AMOUNTS = ("value", "low", "high")
_PROBLEM_COLUMNS = ("file", "row", "column", "found", "expected", "remedy")
_BETWEEN = "; "
_DECIMALS = 6
_CENTS = 2
_FEW_SOURCES = 8
_WIDTH = 100


@dataclass(frozen=True)
class Sheet:
    """What is said around the rows.

    Attributes
    ----------
    dataset : Dataset
    viewer : Viewer
    decimals : int
        Digits in the aligned table of what is not in euros.
    """

    dataset: Dataset
    viewer: Viewer
    decimals: int = 0


def print_figures(
    frame: pd.DataFrame, sheet: Sheet, form: str, extra: tuple[str, ...] = ()
) -> None:
    """Print a figure frame.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns of `FIGURE_COLUMNS` and of `extra`.
    sheet : Sheet
    form : str
        ``csv`` and ``json`` hold plain numbers and nothing else; ``table`` is for reading.
    extra : tuple of str
        Text columns to print behind the others.
    """
    rows = list(figures(frame))
    if form == "table":
        kinds = [str(kind) for kind in frame["kind"]] if "kind" in extra else [""] * len(rows)
        sys.stdout.writelines(f"{line}\n" for line in _table(rows, kinds, sheet))
        return
    behind = frame[list(extra)].to_dict("records")
    cells = [
        _figure_row(one) | {str(name): str(word) for name, word in more.items()}
        for one, more in zip(rows, behind, strict=True)
    ]
    _write(cells, (*_COLUMNS, *extra), form)


def print_problems(problems: Iterable[Problem], form: str) -> None:
    """Print problems of the data as CSV or JSON: one row per problem."""
    rows: list[_Row] = [
        {name: getattr(one, name) for name in _PROBLEM_COLUMNS} | {"row": one.row or None}
        for one in problems
    ]
    _write(rows, _PROBLEM_COLUMNS, form)


def _in_euros(unit: str) -> bool:
    return unit == "euro" or unit.startswith("euro ")


def _figure_row(figure: Figure) -> _Row:
    digits = _CENTS if _in_euros(figure.unit) else _DECIMALS
    row: _Row = {name: getattr(figure, name) for name in _TEXTS}
    row["value"] = _rounded(figure.value, digits)
    row["unit"] = figure.unit
    row["state"] = figure.state.value
    row["n"] = _rounded(figure.n, _DECIMALS)
    row["low"] = _rounded(figure.low, digits)
    row["high"] = _rounded(figure.high, digits)
    row["source"] = _BETWEEN.join(figure.sources)
    row["cautions"] = _BETWEEN.join(figure.cautions)
    return row


def _rounded(value: float | None, digits: int) -> float | None:
    # Adding zero turns -0.0 into 0.0.
    return None if value is None else round(value, digits) + 0.0


def _write(rows: Iterable[_Row], columns: Sequence[str], form: str) -> None:
    if form == "json":
        whole = [{name: _json_cell(row[name]) for name in columns} for row in rows]
        sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        euros = _in_euros(str(row.get("unit", "")))
        writer.writerow(_csv_cell(row[name], cents=euros and name in _AMOUNTS) for name in columns)


def _json_cell(value: _Cell) -> _Cell:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _csv_cell(value: _Cell, *, cents: bool) -> str:
    if value is None:
        return ""
    if not isinstance(value, float):
        return str(value)
    if cents:
        return f"{value:.{_CENTS}f}"
    return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")


def _table(rows: Sequence[Figure], kinds: Sequence[str], sheet: Sheet) -> Iterator[str]:
    """Aligned columns, then the cautions as numbered notes and the sources by name."""
    notes: dict[str, int] = {}
    cells = [["naam", "soort", "jaar", "waarde", "eenheid", "marge", "n", "noot"]]
    for figure, kind in zip(rows, kinds, strict=True):
        decimals = _CENTS if _in_euros(figure.unit) else sheet.decimals
        for caution in figure.cautions:
            notes.setdefault(caution, len(notes) + 1)
        cells.append(
            [
                figure.key_label,
                KIND_LABELS.get(kind, kind),
                figure.year,
                value_text(figure, decimals, unit=False),
                figure.unit,
                margin_text(figure, decimals),
                "" if figure.n is None else number(figure.n),
                ",".join(str(notes[one]) for one in figure.cautions),
            ]
        )
    yield from _aligned(cells, right={3, 5, 6})
    yield ""
    for caution, place in notes.items():
        yield f"[{place}] {caution}"
    yield from _sources(rows, sheet.dataset)
    audience = "openbaar" if sheet.viewer.audience is Audience.PUBLIC else "intern"
    yield f"Peildatum {day(sheet.viewer.date)}, {audience}; gegevens {sheet.dataset.version}"


def _sources(rows: Sequence[Figure], dataset: Dataset) -> Iterator[str]:
    """Sources by name; by key when they are many, as for a register."""
    keys = sorted({name for figure in rows for name in figure.sources})
    if len(keys) > _FEW_SOURCES:
        said = f"{len(keys)} bronnen, zie sources.csv: {', '.join(keys)}"
        yield from wrap(said, _WIDTH, subsequent_indent="  ")
        return
    sources = dataset.sources
    for key in keys:
        owner, title = sources.loc[key, ["owner", "title"]]
        yield f"Bron {key}: {owner}, {title}"


def _aligned(cells: Sequence[Sequence[str]], right: set[int]) -> Iterator[str]:
    used = [at for at in range(len(cells[0])) if any(row[at] for row in cells[1:])] or [0]
    widths = {at: max(len(row[at]) for row in cells) for at in used}
    for row in cells:
        padded = (
            row[at].rjust(widths[at]) if at in right else row[at].ljust(widths[at]) for at in used
        )
        yield "  ".join(padded).rstrip()
