"""What did not become a row of a register, as it came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from wijkmap.sources.delivery.grid import Grid, Line, column_letters
from wijkmap.sources.delivery.header import Layout
from wijkmap.sources.delivery.rows import Record

__all__ = ["rejected_rows", "unknown_columns"]

_ROW, _WHY = "Rij in de levering", "Waarom afgewezen"


def rejected_rows(
    records: Sequence[Record], layouts: Mapping[str, Layout], strange: Iterable[Grid]
) -> dict[str, pd.DataFrame]:
    """Per sheet the rejected rows under the user's own headers, with the reasons.

    Parameters
    ----------
    records : sequence of Record
    layouts : mapping of str to Layout
        By sheet.
    strange : iterable of Grid
        Sheets of which every row is rejected.
    """
    frames: dict[str, pd.DataFrame] = {}
    for sheet, layout in layouts.items():
        mine = [one for one in records if one.sheet == sheet and one.reasons]
        if mine:
            columns = sorted(layout.names)
            rows = [(one.line, "; ".join(dict.fromkeys(one.reasons))) for one in mine]
            frames[sheet] = _frame(rows, columns, [layout.names[at] for at in columns])
    for grid in strange:
        columns = sorted({at for line in grid.lines for at in line.cells})
        rows = [(line, "het blad heeft geen kopregel met bekende namen") for line in grid.lines]
        names = [f"kolom {column_letters(at)}" for at in columns]
        frames[grid.name] = _frame(rows, columns, names)
    return frames


def unknown_columns(
    records: Sequence[Record], layouts: Mapping[str, Layout]
) -> dict[str, pd.DataFrame]:
    """Per sheet the columns that no register has, of every row; index is the row."""
    frames = {}
    for sheet, layout in layouts.items():
        mine = [one.line for one in records if one.sheet == sheet]
        if layout.unknown and mine:
            frames[sheet] = pd.DataFrame(
                [[line.cell(at).text for at in layout.unknown] for line in mine],
                columns=_unique([layout.names[at] for at in layout.unknown]),
                index=pd.Index([line.row for line in mine], name="rij"),
                dtype="str",
            )
    return frames


def _frame(
    rows: Sequence[tuple[Line, str]], columns: Sequence[int], names: Sequence[str]
) -> pd.DataFrame:
    headers = _unique([_ROW, *names, _WHY])
    return pd.DataFrame(
        [
            [
                line.row,
                *(line.cell(at).fault or line.cell(at).value for at in columns),
                f"{line.broken}; {why}" if line.broken and line.broken not in why else why,
            ]
            for line, why in rows
        ],
        columns=headers,
        dtype=object,
    )


def _unique(names: Sequence[str]) -> list[str]:
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique
