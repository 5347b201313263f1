"""The command that divides a pot over the wijken by the rules of a file."""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from wijkmap.analysis.scenario.complaints import faulty_rules, unknown_words
from wijkmap.analysis.scenario.division import Division, divide
from wijkmap.cli.arguments import WRONG_USAGE
from wijkmap.cli.questions import open_dataset
from wijkmap.model.errors import SelectionError, WijkmapError
from wijkmap.model.scenario import ScenarioError
from wijkmap.present.numbers import number
from wijkmap.sources.scenario_file import read_scenario
from wijkmap.sources.settings import SettingError

__all__ = ["scenario"]

_Cell: TypeAlias = str | float | None
_Row: TypeAlias = Mapping[str, _Cell]

_DATA_ERROR = 1
_CENTS = 100
_BETWEEN = "; "
_HOW_TO_CHOOSE = (
    'Zet uw keuze in het bestand: ontbreekt = "weglaten", "gemiddelde" of "eigen-waarde".'
)
_TEXTS = ("wijk_code", "wijk_name", "cautions")


def scenario(options: argparse.Namespace) -> int:
    """Print what each wijk gets, and what each rule gave to it.

    Parameters
    ----------
    options : argparse.Namespace
        With rules, pot (cents or None), folder, date and format.

    Returns
    -------
    int
        Exit status: 2 when the rules cannot be carried out or leave a question open.
    """
    try:
        dataset, _ = open_dataset(options)
        rules, faults = read_scenario(options.rules, dataset.wijk_codes, options.pot)
        if faults:
            raise ScenarioError((*faults, *faulty_rules(rules), *unknown_words(dataset, rules)))
        division = divide(dataset, rules)
    except (SelectionError, SettingError) as error:
        sys.stderr.write(f"wijkmap: {error}\n")
        if isinstance(error, ScenarioError) and error.questions:
            sys.stderr.write(f"{_HOW_TO_CHOOSE}\n")
        return WRONG_USAGE
    except WijkmapError as error:
        sys.stderr.write(f"wijkmap: {error}\n")
        return _DATA_ERROR
    _print(division, options.format)
    return 0


def _print(division: Division, form: str) -> None:
    columns = (
        *("wijk_code", "wijk_name", "euro", "euro_per_resident"),
        *division.scenario.columns,
        "cautions",
    )
    rows = list(_rows(division))
    if form == "json":
        ordered = [{name: row[name] for name in columns} for row in rows]
        sys.stdout.write(json.dumps(ordered, ensure_ascii=False, indent=2) + "\n")
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_csv_cell(row[name]) for name in columns] for row in rows)
    else:
        sys.stdout.writelines(f"{line}\n" for line in _table(division, rows, columns))


def _rows(division: Division) -> Iterator[_Row]:
    cautions = _BETWEEN.join(_cautions(division))
    for code, row in division.frame.iterrows():
        per = float(row["euro_per_resident"])
        yield {
            "wijk_code": str(code),
            "wijk_name": str(row["name"]),
            "euro": int(row["cents"]) / _CENTS,
            "euro_per_resident": None if math.isnan(per) else round(per, 2),
            **{key: _euros(row[key]) for key in division.scenario.columns},
            "cautions": cautions,
        }


def _cautions(division: Division) -> tuple[str, ...]:
    if not division.sources:
        return division.cautions
    return (*division.cautions, f"bronnen: {', '.join(division.sources)}")


def _euros(cents: object) -> float | None:
    return int(cents) / _CENTS if isinstance(cents, int) else None


def _csv_cell(cell: _Cell) -> str:
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else f"{cell:.2f}"


def _table(division: Division, rows: Sequence[_Row], columns: Sequence[str]) -> Iterator[str]:
    """Aligned columns with the names of the rules, then the cautions."""
    heads = ["wijk", "euro", "per inwoner", *(rule.name for rule in division.scenario.rules)]
    shown = [name for name in columns if name not in ("wijk_code", "cautions")]
    cells = [heads, *([_said(row[name]) for name in shown] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(heads))]
    for row in cells:
        padded = [
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(padded).rstrip()
    yield ""
    yield f"De pot is {number(division.scenario.pot / _CENTS, 2)} euro en wordt helemaal verdeeld."
    for place, caution in enumerate(_cautions(division), 1):
        yield f"[{place}] {caution}"


def _said(cell: _Cell) -> str:
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else number(cell, 2)
