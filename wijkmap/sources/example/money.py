"""The ledger of Voorbeeldstad: every way in which public money is written down.

Budgets per wijk and year, the projects awarded from them, what was spent on
those; splits by theme that add up, and one that does not by two euros; a split
by funder; a computed third, an approximate and a disputed amount, one that
nobody knows; the same euro in two registers; closed rows; money for the whole
city. Two doubtful lines of care money stand outside the buurtbudget; what slipped
into one stands in `wijkmap.sources.example.care`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkmap.sources.example import truth
from wijkmap.sources.example.catalogue import THEME_WORDS
from wijkmap.sources.example.places import NO_COVERAGE, PARTIAL_COVERAGE, WIJK_NAMES

__all__ = ["CARE_LINES", "ROUNDING_CENTS", "ledger"]

ROUNDING_CENTS = 200
"""By how much the parts of one split by theme exceed their whole."""

CARE_LINES = (
    "Inloop voor mantelzorgers, deels uit Wmo-middelen",
    "Maatjes voor gezinnen: jeugdhulp of jongerenwerk",
)
"""Descriptions of the two doubtful lines in the stream 'subsidie welzijn'."""

_COLUMNS = (
    *("entry_id", "area_code", "scope", "place_source", "stream_source", "theme_source"),
    *("description", "initiative_id", "year", "year_origin", "kind", "certainty"),
    *("amount_cents", "low_cents", "high_cents", "source_cents", "part_of", "part_by"),
    *("same_as", "source", "cautions", "public_from"),
)
_FIRST_PILOT_YEAR = 2019
_FIRST_YEAR_ELSEWHERE = 2021
_LAST_YEAR = 2024
_WHOLE_EURO = 100
_AWARDED = ("toegekend", "gekozen", "in uitvoering", "loopt", "gerealiseerd", "afgerond")
_DONE = ("gerealiseerd", "afgerond")
_PILOT_THEMES = ("ontmoeting", "groen", "verkeersveiligheid", "spelen", "schoon en heel")

Row = dict[str, str]


class _Book:
    """Rows of the ledger in the making, with keys in order."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def enter(self, cents: int | None, **cells: str) -> str:
        """Write a row and return its key; what is not said gets its neutral value."""
        key = f"K{len(self.rows) + 1:04d}"
        row = dict.fromkeys(_COLUMNS, "")
        row |= {
            "entry_id": key,
            "scope": "wijk" if cells.get("area_code") else "city",
            "year_origin": "bron" if cells.get("year") else "",
            "certainty": "exact" if cents is not None else "unknown",
            "amount_cents": "" if cents is None else str(cents),
            "source": "fictief-gemeente",
            "public_from": "altijd",
            "place_source": WIJK_NAMES.get(cells.get("area_code", ""), "hele stad"),
        }
        self.rows.append(row | cells)
        return key


def ledger(initiatives: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Table ``ledger``, in order of key; all text, as it stands in the file.

    Parameters
    ----------
    initiatives : pandas.DataFrame
        Table ``initiatives``; amounts of initiatives follow its wijk, stream,
        year, status and date of opening.
    rng : numpy.random.Generator
    """
    book = _Book()
    wholes = _budgets(book, rng)
    _splits(book, wholes)
    _projects(book, initiatives, wholes, rng)
    _city_money(book)
    _meetings(book, rng)
    _special(book)
    _closed(book, wholes)
    return pd.DataFrame(book.rows, columns=list(_COLUMNS))


def _euros(amount: float) -> int:
    """Cents of an amount rounded to whole euros."""
    return round(amount) * _WHOLE_EURO


def _budgets(book: _Book, rng: np.random.Generator) -> dict[tuple[str, int], tuple[str, int]]:
    """Yearly buurtbudget per wijk: key and cents by wijk and year."""
    wholes = {}
    for wijk in WIJK_NAMES:
        if wijk in NO_COVERAGE or wijk == truth.BUSINESS_WIJK:
            continue
        pilot = wijk in truth.PILOTS
        base = 40_000 if pilot else 500 * int(rng.integers(16, 44))
        first = _FIRST_PILOT_YEAR if pilot else _FIRST_YEAR_ELSEWHERE
        for year in range(first + 2 * (wijk in PARTIAL_COVERAGE), _LAST_YEAR + 1):
            cents = _euros(base + 1_000 * (year - first))
            key = book.enter(
                cents,
                area_code=wijk,
                stream_source="buurtbudget",
                description=f"Buurtbudget {year} (fictief)",
                year=str(year),
                kind="planned",
            )
            wholes[wijk, year] = (key, cents)
    return wholes


def _splits(book: _Book, wholes: dict[tuple[str, int], tuple[str, int]]) -> None:
    """By theme exactly, by theme with two euros too much, and by funder."""
    one, two = truth.PILOTS
    for wijk, year, excess in ((one, 2019, 0), (one, 2022, 0), (two, 2021, ROUNDING_CENTS)):
        whole, cents = wholes[wijk, year]
        shares = (0.30, 0.25, 0.20, 0.15)
        parts = [_euros(cents * share / _WHOLE_EURO) for share in shares]
        parts.append(cents - sum(parts) + excess)
        for word, part in zip(_PILOT_THEMES, parts, strict=True):
            book.enter(
                part,
                area_code=wijk,
                stream_source="buurtbudget",
                theme_source=word,
                description="Deel dat bewoners kozen (fictief)",
                year=str(year),
                kind="planned",
                part_of=whole,
                part_by="theme",
                cautions="Bron rondt af op euro's" if excess else "",
            )
    whole, cents = wholes[two, 2023]
    for funder, part in (("gemeente", cents - cents // 4), ("provincie", cents // 4)):
        book.enter(
            part,
            area_code=two,
            stream_source="buurtbudget",
            description=f"Deel {funder} (fictief)",
            year="2023",
            kind="planned",
            part_of=whole,
            part_by="funder",
        )


@dataclass(frozen=True)
class _Deed:
    """What the ledger needs of an initiative."""

    initiative_id: str
    name: str
    area_code: str
    theme_source: str
    status_source: str
    stream_source: str
    year: str
    year_origin: str
    source: str
    public_from: str


def _projects(
    book: _Book,
    initiatives: pd.DataFrame,
    wholes: dict[tuple[str, int], tuple[str, int]],
    rng: np.random.Generator,
) -> None:
    """Awards of initiatives, from the budget of their wijk when there is one; spending when done."""
    room = dict(wholes.values())
    for fields in initiatives.to_dict("records"):
        one = _Deed(**{name: str(fields[name]) for name in _Deed.__dataclass_fields__})
        if not one.stream_source or one.status_source not in _AWARDED or not one.area_code:
            continue
        if one.area_code in NO_COVERAGE or not one.year:
            continue
        cents = _euros(float(rng.lognormal(7.4, 0.8))) + _WHOLE_EURO
        cells = {
            "area_code": one.area_code,
            "stream_source": one.stream_source,
            "theme_source": one.theme_source,
            "description": one.name,
            "initiative_id": one.initiative_id,
            "year": one.year,
            "year_origin": one.year_origin,
            "kind": "awarded",
            "public_from": one.public_from,
            "source": "fictief-voorfonds"
            if one.stream_source == "Voorfonds"
            else "fictief-gemeente",
        }
        if one.stream_source == "buurtbudget":
            whole = wholes.get((one.area_code, int(one.year)))
            if whole is None or one.public_from != "altijd":
                continue
            cents = min(cents, room[whole[0]] // 2 // _WHOLE_EURO * _WHOLE_EURO)
            room[whole[0]] -= cents
            cells |= {"part_of": whole[0], "part_by": "project"}
        awarded = book.enter(cents, **cells)
        if ";" in one.source:
            twin = {"source": "fictief-gemeente", "same_as": awarded, "part_of": "", "part_by": ""}
            book.enter(cents, **(cells | twin))
        if one.status_source in _DONE:
            part = {"kind": "spent", "part_of": awarded, "part_by": "project"}
            book.enter(int(cents * rng.uniform(0.7, 1.0)), **(cells | part))


def _city_money(book: _Book) -> None:
    """Money of no wijk: a reserve, a proposal, a yearly pot, a wider one."""
    for year in range(_FIRST_PILOT_YEAR, _LAST_YEAR + 1):
        book.enter(
            _euros(60_000 + 2_500 * (year - _FIRST_PILOT_YEAR)),
            stream_source="projectgelden",
            description="Pot voor projecten in de hele stad (fictief)",
            year=str(year),
            kind="planned",
        )
    book.enter(
        _euros(250_000),
        stream_source="buurtbudget",
        description="Reserve buurtbudgetten (fictief)",
        year="2024",
        kind="reserve",
    )
    book.enter(
        _euros(600_000),
        stream_source="buurtbudget",
        description="Voorstel: buurtbudget voor alle wijken vanaf 2026 (fictief)",
        year="2025",
        kind="proposed",
    )
    book.enter(
        _euros(48_000),
        stream_source="Stadsfonds Groen",
        theme_source="natuur",
        description="Groene rand met buurgemeenten (fictief)",
        year="2022",
        kind="awarded",
        scope="wider",
        place_source="stad en buurgemeenten",
    )
    book.enter(
        _euros(7_250),
        stream_source="Voorfonds",
        theme_source="cultuur",
        description="Verhalen van een straat (fictief)",
        year="2020",
        kind="awarded",
        scope="unplaced",
        place_source="niet genoemd",
        source="fictief-voorfonds",
    )


def _meetings(book: _Book, rng: np.random.Generator) -> None:
    """A small yearly sum for meetings per wijk, planned and spent."""
    for wijk in WIJK_NAMES:
        if wijk in NO_COVERAGE or wijk == truth.BUSINESS_WIJK:
            continue
        for year in range(2015 if wijk not in PARTIAL_COVERAGE else 2022, _LAST_YEAR + 1):
            cells = {
                "area_code": wijk,
                "stream_source": "vergader- en communicatiegelden",
                "description": f"Vergaderen en communicatie {year} (fictief)",
                "year": str(year),
            }
            planned = book.enter(_euros(1_500), kind="planned", **cells)
            spent = int(150_000 * rng.uniform(0.4, 1.0))
            book.enter(spent, kind="spent", part_of=planned, part_by="project", **cells)


def _special(book: _Book) -> None:
    """Amounts that are not simply known, and the two doubtful care lines."""
    one, two = truth.PILOTS
    third, rest = divmod(10_000_000, 3)
    for number, wijk in enumerate(("WK999911", "WK999921", "WK999931")):
        book.enter(
            third + (number < rest),
            area_code=wijk,
            stream_source="Stadsfonds Groen",
            theme_source="groen",
            description="Een derde van 100.000 euro voor drie wijken (fictief)",
            year="2021",
            kind="planned",
            certainty="computed",
            source_cents=str(3_333_300),
        )
    book.enter(
        8_000_000,
        area_code=one,
        stream_source="projectgelden",
        description="Verbouwing buurthuis, bedrag betwist (fictief)",
        year="2021",
        kind="awarded",
        certainty="disputed",
        low_cents="2000000",
        high_cents="8000000",
        cautions="Twee verslagen noemen een ander bedrag",
    )
    book.enter(
        1_200_000,
        area_code=two,
        stream_source="projectgelden",
        theme_source="spelen",
        description="Speelplek, ongeveer (fictief)",
        year="2018",
        kind="spent",
        certainty="approximate",
        low_cents="1000000",
        high_cents="1400000",
    )
    for wijk, words in (
        ("WK999912", "Bedrag niet genoemd (fictief)"),
        ("", "Bedrag volgt (fictief)"),
    ):
        book.enter(
            None,
            area_code=wijk,
            stream_source="Voorfonds",
            description=words,
            year="2023",
            kind="awarded",
            source="fictief-voorfonds",
        )
    for wijk, words in zip(("WK999932", "WK999942"), CARE_LINES, strict=True):
        book.enter(
            _euros(9_500),
            area_code=wijk,
            stream_source="subsidie welzijn",
            theme_source=THEME_WORDS["overig"][1][0],
            description=words,
            year="2023",
            kind="awarded",
        )


def _closed(book: _Book, wholes: dict[tuple[str, int], tuple[str, int]]) -> None:
    """Rows that open later or never, among them one part of an open amount."""
    for wijk, (public, year) in _coming():
        book.enter(
            _euros(45_000),
            area_code=wijk,
            stream_source="buurtbudget",
            description=f"Buurtbudget {year} (fictief)",
            year=str(year),
            kind="planned",
            public_from=public,
        )
    for wijk, euros in (("WK999941", 5_500), ("WK999922", 3_200)):
        book.enter(
            _euros(euros),
            area_code=wijk,
            stream_source="projectgelden",
            theme_source="buurtpreventie",
            description="Afspraak die niet openbaar is (fictief)",
            year="2023",
            kind="awarded",
            public_from="nooit",
        )
    whole, cents = wholes["WK999942", 2023]
    for words, part, public in (("open", cents // 2, "altijd"), ("gesloten", cents // 4, "nooit")):
        book.enter(
            part,
            area_code="WK999942",
            stream_source="buurtbudget",
            description=f"Deel per fonds, {words} (fictief)",
            year="2023",
            kind="planned",
            part_of=whole,
            part_by="funder",
            public_from=public,
        )


def _coming() -> Iterator[tuple[str, tuple[str, int]]]:
    for wijk in truth.PILOTS:
        yield wijk, ("2026-12-15", 2026)
        yield wijk, ("2027-01-01", 2027)
