"""Counts of the police's table: rows of the service, read and held against what was asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wijkmap.sources.odata.line import FetchError, printable
from wijkmap.sources.odata.table import Part, Table

__all__ = ["HIDDEN", "TABLE", "TOPIC", "TOTAL", "counts"]

TABLE = "47018NED"
"""Registered crime per kind, wijk and buurt, per year."""

TOPIC = "GeregistreerdeMisdrijven"
TOTAL = "0.0.0"
"""Key of all kinds together: a row of its own, not a sum."""

HIDDEN = ("1.4.1", "3.2.1", "3.2.2")
"""Kinds that have no figures per wijk and buurt, and count in the total."""

# As JSON writes a whole number; "1.000" may be a thousand and is refused.
_WHOLE = re.compile(r"[0-9]+(\.0)?")
_NOT_SAID = frozenset({".", "x", "-"})


def counts(table: Table, part: Part, kind: str = TOTAL) -> dict[str, int | None]:
    """Counts of one kind, per area.

    Parameters
    ----------
    table : Table
    part : Part
        Rows for one kind of area and one period.
    kind : str
        Key without blanks.

    Returns
    -------
    dict of str to int or None
        By area code without blanks. None: the source has a row but does not know or not
        say the number. An area without a row is not in it: missing, not 0.

    Raises
    ------
    FetchError
        When rows are of another area or period than was asked, a number is none, or an
        area occurs twice with two numbers.
    """
    found: dict[str, int | None] = {}
    for row in part.rows:
        area, period, own = (
            printable(str(row.get(name) or "")) for name in (table.place, table.time, table.kind)
        )
        if not area.startswith(part.prefix) or period != part.period:
            raise FetchError(
                f"Tabel {table.id} geeft iets anders dan gevraagd: gevraagd {part.prefix} en "
                f"{part.period}, gekregen ‘{area}’ en ‘{period}’. Er is niets geschreven."
            )
        if own != kind:
            continue
        value = _number(table, row, area)
        if found.setdefault(area, value) != value:
            raise FetchError(
                f"Tabel {table.id} geeft twee getallen voor {area} in {period}: {found[area]} en "
                f"{value}. Er is niets geschreven. Vraag het na bij de politie."
            )
    return found


def _number(table: Table, row: Mapping[str, Any], area: str) -> int | None:
    if table.topic not in row:
        raise FetchError(
            f"Tabel {table.id} geeft voor {area} geen kolom {table.topic}, die zij wel "
            "aankondigt. De tabel is misschien veranderd: er is niets geschreven."
        )
    cell = row[table.topic]
    text = "" if cell is None else str(cell).strip()
    if not text:
        return 0 if table.empty_is_zero else None
    if text in _NOT_SAID:
        return None
    if isinstance(cell, bool) or not _WHOLE.fullmatch(text):
        raise FetchError(
            f"Tabel {table.id} geeft voor {area} geen aantal: verwacht een geheel getal van 0 of "
            f"meer, gevonden ‘{printable(text)[:40]}’. Er is niets geschreven."
        )
    return int(float(text))
