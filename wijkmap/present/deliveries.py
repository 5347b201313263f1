"""What became of a delivery: counts that add up, faults by row, names to choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from wijkmap.model.dataset import Dataset
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.numbers import count, number
from wijkmap.present.sentences import enumeration
from wijkmap.present.tables import Cell, notes, table

__all__ = ["MOST_FAULTS", "NameChoice", "count_table", "fault_table", "name_choices", "outcome"]

MOST_FAULTS = 200
"""Faults on the screen at once; the file with rejected rows holds them all."""

_KINDS = {
    "good": ("goed", "goed"),
    "rejected": ("afgewezen", "afgewezen"),
    "totals": ("regel met een totaal", "regels met een totaal"),
    "examples": ("regel van het sjabloon zelf", "regels van het sjabloon zelf"),
    "unread": ("niet gelezen", "niet gelezen"),
}
_HEADS = {
    "good": "goed",
    "rejected": "afgewezen",
    "totals": "totaal",
    "examples": "sjabloon",
    "unread": "niet gelezen",
}
_REGISTERS = {
    "initiatives": "initiatieven",
    "ledger": "geld",
    "observations": "cijfers",
    "": "geen lijst die wij kennen",
}


class _Count(Protocol):
    @property
    def sheet(self) -> str: ...
    @property
    def table(self) -> str: ...
    @property
    def seen(self) -> int: ...


class _Fault(Protocol):
    @property
    def sheet(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def column(self) -> str: ...
    @property
    def found(self) -> str: ...
    @property
    def expected(self) -> str: ...
    @property
    def remedy(self) -> str: ...
    @property
    def readings(self) -> tuple[str, ...]: ...


class _Suggestion(Protocol):
    @property
    def sheet(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def codes(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class NameChoice:
    """A name in a delivery, and the areas that it may mean.

    Attributes
    ----------
    name : str
        As the user wrote it.
    areas : mapping of str to str
        Label by area code, the likeliest first.
    places : tuple of (str, int)
        Sheet and row of every row with that name.
    """

    name: str
    areas: Mapping[str, str]
    places: tuple[tuple[str, int], ...]

    @property
    def question(self) -> str:
        """What to ask."""
        rows = count(len(self.places), "regel", "regels")
        return f"Welk gebied is “{self.name}”? ({rows})"


def outcome(counts: Sequence[_Count], faults: Sequence[_Fault]) -> str:
    """What became of the rows, in one sentence that adds up."""
    seen = sum(one.seen for one in counts)
    if not seen:
        if faults:
            return "Dit bestand konden wij niet lezen. Hieronder staat waarom, en wat u kunt doen."
        return "In dit bestand staan geen regels. Vul het sjabloon in en lever dat aan."
    parts = []
    for kind, (one, more) in _KINDS.items():
        total = _total(counts, kind)
        if total:
            parts.append(f"{number(total)} {one if total == 1 else more}")
    return f"{count(seen, 'regel', 'regels')} gelezen: {enumeration(parts)}."


def _total(counts: Iterable[object], kind: str) -> int:
    return sum(int(getattr(one, kind)) for one in counts)


def count_table(counts: Sequence[_Count]) -> Markup:
    """Rows per sheet by what became of them; every row stands in one column."""
    kinds = [kind for kind in _HEADS if kind in ("good", "rejected") or _total(counts, kind)]
    rows: list[list[str | Cell]] = [
        [
            one.sheet,
            _REGISTERS.get(one.table, one.table),
            *(Cell(number(getattr(one, kind)), is_number=True) for kind in kinds),
            Cell(number(one.seen), is_number=True),
        ]
        for one in counts
    ]
    heads = [Cell(_HEADS[kind], is_number=True) for kind in kinds]
    return table(
        "Wat er met de regels is gebeurd",
        ("blad", "gelezen als", *heads, Cell("samen", is_number=True)),
        rows,
    )


def fault_table(faults: Sequence[_Fault]) -> Markup:
    """Every fault by sheet and row: what was found, what is expected, what to do."""
    rows = [
        (
            one.sheet or "het bestand",
            Cell(str(one.row) if one.row else "", is_number=True),
            one.column,
            _found(one),
            one.expected,
            one.remedy,
        )
        for one in faults[:MOST_FAULTS]
    ]
    title = count(len(faults), "fout", "fouten")
    headers = (
        "blad",
        Cell("rij", is_number=True),
        "kolom",
        "gevonden",
        "verwacht",
        "wat u kunt doen",
    )
    more = len(faults) - len(rows)
    rest = [f"en nog {number(more)}: die staan in het bestand met afgewezen regels"] if more else []
    return join([table(title, headers, rows, class_="wm-rows"), notes(rest)])


def _found(fault: _Fault) -> Cell:
    """What the cell says; one with two readings shows both."""
    if not fault.readings:
        return Cell(fault.found)
    lines = [element("li", one) for one in fault.readings]
    return Cell(join([fault.found, element("ul", *lines, class_="wm-readings")]))


def name_choices(dataset: Dataset, suggestions: Iterable[_Suggestion]) -> tuple[NameChoice, ...]:
    """Names with what they may mean, each once, in the order of the file."""
    places: dict[tuple[str, tuple[str, ...]], list[tuple[str, int]]] = {}
    for one in suggestions:
        places.setdefault((one.name, one.codes), []).append((one.sheet, one.row))
    levels = dataset.areas["level"]
    return tuple(
        NameChoice(
            name,
            {code: f"{dataset.name_of(code)} ({levels.get(code, '')} {code})" for code in codes},
            tuple(found),
        )
        for (name, codes), found in places.items()
    )
