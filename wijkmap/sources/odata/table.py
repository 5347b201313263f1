"""A table of an OData service: its metadata, and its rows for one kind of area and one period."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wijkmap.sources.odata.answers import Answers
from wijkmap.sources.odata.line import (
    ROW_LIMIT,
    FetchError,
    Line,
    NotFoundError,
    TooManyRowsError,
    printable,
)

__all__ = ["Part", "Table", "check_unchanged", "read_part", "read_table"]

_Row = Mapping[str, Any]

_LAYOUT = re.compile(r"indeling(?:\s+van)?\s+(\d{4})", re.IGNORECASE)
_ZERO = "zero"
_DATA = "TypedDataSet"
_MOST_PAGES = 200
_EVERY = "alle"


@dataclass(frozen=True)
class Table:
    """What the metadata of a table says.

    Attributes
    ----------
    id, title : str
    modified : str
        When it was last published, as the service writes it.
    layouts : tuple of int
        Years of a division in wijken and buurten that its texts name, ascending.
    topic : str
        Column with the figures.
    empty_is_zero : bool
        Whether an empty cell of that column stands for 0.
    kind, place, time : str
        Columns with the kind of thing counted, the area and the period.
    members : mapping of str to str
        Key of each kind as the service writes it, padded, by the key without blanks.
    statuses : mapping of str to str
        Status of each period that the table names.
    """

    id: str
    title: str
    modified: str
    layouts: tuple[int, ...]
    topic: str
    empty_is_zero: bool
    kind: str
    place: str
    time: str
    members: Mapping[str, str]
    statuses: Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """Rows of a table for the areas of one kind in one period.

    Attributes
    ----------
    prefix : str
        What the codes of the areas begin with.
    period : str
        Key of the period.
    rows : sequence of mapping
        As the service gave them.
    asked : bool
        Asked now, not kept from before.
    split : bool
        The service could not give all rows at once, so only the kinds that were wanted
        were asked, one by one.
    """

    prefix: str
    period: str
    rows: Sequence[_Row]
    asked: bool
    split: bool


def check_unchanged(line: Line, table: Table) -> None:
    """Refuse what was read when the table was published anew meanwhile.

    Raises
    ------
    FetchError
        Its answers would be of two editions.
    """
    now, _ = _general(line, table.id)
    if now != table.modified:
        raise FetchError(
            f"Tabel {table.id} is tijdens het ophalen opnieuw gepubliceerd ({now}). Er is niets "
            "geschreven. Geef dezelfde opdracht nog eens."
        )


def _general(line: Line, table: str) -> tuple[str, _Row]:
    """When a table was last published, and its row of general information."""
    try:
        rows = _whole(line, f"{table}/TableInfos")
    except NotFoundError:
        raise NotFoundError(
            f"Tabel {table} bestaat niet op {line.base}. Controleer het nummer van de tabel, "
            "of geef met --base een ander adres."
        ) from None
    if len(rows) != 1 or not _text(rows[0], "Modified"):
        raise _changed(table, "één regel in TableInfos met ‘Modified’", f"{len(rows)} regels")
    return _text(rows[0], "Modified"), rows[0]


def read_table(line: Line, answers: Answers, table: str, topic: str) -> tuple[Table, Answers]:
    """Metadata of a table, and where answers of this edition of it are kept.

    When it was published is always asked: an answer of an earlier edition never mixes
    with one of this edition.

    Parameters
    ----------
    line : Line
    answers : Answers
        What is kept of all tables.
    table : str
        Its number, as in ``47018NED``.
    topic : str
        Column with the figures, without the number that the service puts behind it:
        that number differs between tables and editions.

    Raises
    ------
    FetchError
        When the table is not there, or its columns are other than expected.
    """
    published, about = _general(line, table)
    answers = answers.within(line.host).within(table).within(published)
    lists = {"DataProperties": _kept(line, answers, table, "DataProperties")}
    properties = lists["DataProperties"]
    columns = [
        row for row in properties if re.fullmatch(rf"{re.escape(topic)}(_\d+)?", _text(row, "Key"))
    ]
    if len(columns) != 1:
        named = [_text(row, "Key") for row in properties if _text(row, "Type") == "Topic"]
        raise _changed(table, f"één kolom ‘{topic}’", ", ".join(named) or "geen kolommen")
    kind, place, time = (
        _dimension(table, properties, word) for word in ("Dimension", "GeoDetail", "TimeDimension")
    )
    lists |= {name: _kept(line, answers, table, name) for name in (kind, time)}
    geo = next(row for row in properties if _text(row, "Key") == place)
    said = [_text(about, name) for name in ("ExplanatoryText", "ShortDescription", "Description")]
    years = {int(year) for text in [*said, _text(geo, "Description")] for year in _found(text)}
    read = Table(
        table,
        _text(about, "Title"),
        published,
        tuple(sorted(years)),
        _text(columns[0], "Key"),
        _text(columns[0], "Default").casefold() == _ZERO,
        kind,
        place,
        time,
        {_text(row, "Key"): str(row.get("Key") or "") for row in lists[kind]},
        {_text(row, "Key"): _text(row, "Status") for row in lists[time]},
    )
    # Kept only now: a list that proved wrong is asked again by the next run.
    for name, rows in lists.items():
        answers.keep(name, {"value": rows})
    return read, answers


def read_part(  # noqa: PLR0913, PLR0917 - where to ask and keep, what is asked, what holds
    line: Line,
    answers: Answers,
    table: Table,
    place: tuple[str, str],
    wanted: Sequence[str],
    sound: Callable[[Part], object] = lambda _: None,
) -> Part:
    """Rows for one kind of area and one period: kept ones, or else asked.

    Parameters
    ----------
    line : Line
    answers : Answers
        What is kept of this edition of the table.
    table : Table
    place : tuple of (str, str)
        What the codes of the areas begin with, and the key of the period.
    wanted : sequence of str
        Keys of kinds, without blanks, that are needed at least.
    sound : callable
        Raises when rows are not what was asked: they are not kept then, so that the
        next run asks again.

    Raises
    ------
    FetchError
        Among others when even one kind has more rows than an answer can hold: nothing
        is ever cut off in silence.
    """
    prefix, period = place
    name = f"{prefix}-{period}"
    if kept := answers.get(name):
        rows, kinds = kept.get("value"), kept.get("kinds")
        enough = kinds == _EVERY or (isinstance(kinds, list) and set(wanted) <= set(kinds))
        if enough and isinstance(rows, list):
            return Part(prefix, period, rows, asked=False, split=kinds != _EVERY)
    where = f"startswith({table.place},'{prefix}') and {table.time} eq '{period}'"
    split = False
    try:
        rows = _whole(line, f"{table.id}/{_DATA}", where)
    except TooManyRowsError:
        split = True
        rows = []
        for one in wanted:
            narrow = f"{where} and {table.kind} eq '{table.members[one]}'"
            rows += _whole(line, f"{table.id}/{_DATA}", narrow)
    part = Part(prefix, period, rows, asked=True, split=split)
    sound(part)
    answers.keep(name, {"where": where, "kinds": list(wanted) if split else _EVERY, "value": rows})
    return part


def _whole(line: Line, path: str, where: str = "") -> list[dict[str, Any]]:
    """Rows of all pages."""
    address = line.address(path, where)
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    while address:
        if address in seen or len(seen) >= _MOST_PAGES:
            raise FetchError(
                f"{line.host} verwijst zonder eind naar een vervolg van {path}. Er is niets van "
                "gebruikt. Probeer het later."
            )
        seen.add(address)
        page, link = line.ask(address)
        rows += page
        if not link and len(page) >= ROW_LIMIT:
            raise TooManyRowsError(
                f"{line.host} gaf {len(page)} rijen op één vraag, dat is de grens: er kunnen er "
                f"meer zijn. Er is niets van {path} gebruikt."
            )
        address = line.following(address, link) if link else ""
    return rows


def _kept(line: Line, answers: Answers, table: str, name: str) -> list[dict[str, Any]]:
    """Metadata of one kind: kept, or else asked."""
    rows = (answers.get(name) or {}).get("value")
    if not isinstance(rows, list):
        try:
            rows = _whole(line, f"{table}/{name}")
        except NotFoundError:
            raise _changed(table, f"een lijst ‘{name}’", "niets") from None
    return rows


def _dimension(table: str, properties: Sequence[_Row], kind: str) -> str:
    found = [_text(row, "Key") for row in properties if _text(row, "Type") == kind]
    if len(found) != 1 or not found[0]:
        raise _changed(table, f"één dimensie van het type {kind}", ", ".join(found) or "geen")
    return found[0]


def _text(row: _Row, name: str) -> str:
    return printable(str(row.get(name) or ""))


def _found(text: str) -> list[str]:
    return _LAYOUT.findall(text)


def _changed(table: str, expected: str, found: str) -> FetchError:
    return FetchError(
        f"De opbouw van tabel {table} is anders dan verwacht: verwacht {expected}, gevonden "
        f"{found}. De tabel is misschien veranderd: er is niets geschreven."
    )
