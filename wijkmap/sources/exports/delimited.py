"""CSV for analysts: clean for any parser, with the provenance on every row."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence

import pandas as pd

from wijkmap.sources.exports.provenance import About, source_lines
from wijkmap.sources.exports.values import (
    BETWEEN,
    Plain,
    clean,
    flat,
    harmless,
    in_euros,
    plain,
)

__all__ = ["to_csv"]

_DECIMALS = 6
_CENTS = 2
_AMOUNTS = ("value", "low", "high", "waarde", "laag", "hoog")
_UNITS = ("unit", "eenheid")
_DUTCH = {"bron": "sources", "kanttekeningen": "cautions"}
_MOST_SOURCES = 10


def to_csv(frame: pd.DataFrame, notes: About) -> bytes:
    """CSV of a frame: UTF-8 without a byte order mark, commas, decimal points.

    Parameters
    ----------
    frame : pandas.DataFrame
        A figure frame, a table, or a sheet of `figures_sheet` or `table_sheet`.
        Geometry is left out. A named index becomes the first column.
    notes : About

    Returns
    -------
    bytes
        Every row also says ``sources``, ``cautions``, ``peildatum`` and
        ``gegevensversie``: a block of comment would break parsers. ``bron`` and
        ``kanttekeningen`` of a sheet become the first two. Sources are written out
        by name; rows that name none carry those of the file. Cautions of the whole file
        stand on every row. Numbers have at most 6 decimals, euros 2; what is missing is
        empty. Text that a spreadsheet may run as a formula gets an apostrophe; every end of line
        inside a text becomes a line feed.

    Raises
    ------
    ValueError
        For a number without end, or two columns of the same name.
    """
    rows = flat(flat(frame).rename(columns=_DUTCH))
    euros = _euros(rows)
    cells = {
        str(name): _cells(rows[name], euros if name in _AMOUNTS else None) for name in rows.columns
    }
    cells["sources"] = _sources(rows, notes)
    cells["cautions"] = _cautions(rows, notes)
    cells["peildatum"] = [notes.peildatum.isoformat()] * len(rows)
    cells["gegevensversie"] = [notes.version] * len(rows)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_safe(name) for name in cells)
    writer.writerows(zip(*cells.values(), strict=True))
    return text.getvalue().encode()


def _euros(rows: pd.DataFrame) -> Sequence[bool] | None:
    unit = next((name for name in _UNITS if name in rows.columns), None)
    return None if unit is None else [in_euros(one) for one in rows[unit]]


def _cells(values: pd.Series, euros: Sequence[bool] | None) -> list[str]:
    cents = euros or [False] * len(values)
    return [_cell(plain(value), cents=one) for value, one in zip(values, cents, strict=True)]


def _cell(value: Plain, *, cents: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        if cents:
            return _signed(f"{value:.{_CENTS}f}")
        return _signed(f"{value:.{_DECIMALS}f}".rstrip("0").rstrip("."))
    if isinstance(value, dt.date):
        return value.isoformat()
    return _safe(value) if isinstance(value, str) else str(value)


def _safe(text: str) -> str:
    return harmless(clean(text))


def _signed(text: str) -> str:
    """Without the minus that rounding leaves before a zero."""
    return text.lstrip("-") if not text.strip("-0.") else text


def _sources(rows: pd.DataFrame, notes: About) -> list[str]:
    """Sources of each row by name; those of the file for a row that names none."""
    lines = source_lines(notes.sources)
    everything = BETWEEN.join(lines.values())
    if len(lines) > _MOST_SOURCES:
        everything = f"{len(lines)} bronnen, zie de tabel Bronnen van gegevens {notes.version}"
    column = next((name for name in ("sources", "source") if name in rows.columns), None)
    if column is None:
        return [_safe(everything)] * len(rows)
    written: dict[object, str] = {}
    for ids in rows[column]:
        key = ids if isinstance(ids, tuple) else plain(ids)
        if key not in written:
            names = key if isinstance(key, tuple) else tuple((str(key or "")).split(BETWEEN))
            # A sheet names a source as "S1: owner, title".
            text = BETWEEN.join(lines.get(name.split(": ")[0], name) for name in names if name)
            written[key] = _safe(text or everything)
    return [written[ids if isinstance(ids, tuple) else plain(ids)] for ids in rows[column]]


def _cautions(rows: pd.DataFrame, notes: About) -> list[str]:
    """Cautions of each row, then those of the file; each once."""
    if "cautions" not in rows.columns:
        return [_safe(BETWEEN.join(notes.notes))] * len(rows)
    written = []
    for own in rows["cautions"]:
        parts = own if isinstance(own, tuple) else str(plain(own) or "").split(BETWEEN)
        unique = dict.fromkeys(filter(None, [*parts, *notes.notes]))
        written.append(_safe(BETWEEN.join(unique)))
    return written
