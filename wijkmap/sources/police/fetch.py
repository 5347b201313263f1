"""From the police's table to a data folder: ask what lacks, read, check, put in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from wijkmap.model.areas import level_of
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.selection import Period
from wijkmap.model.words import BoundaryFit, Level
from wijkmap.sources.odata.answers import Answers
from wijkmap.sources.odata.line import FetchError, Line
from wijkmap.sources.odata.table import Part, Table, check_unchanged, read_part, read_table
from wijkmap.sources.police.counts import TABLE, TOPIC, TOTAL, counts
from wijkmap.sources.police.declaration import (
    GOAL,
    RATE,
    SERIES,
    Declaration,
    Row,
    declared_periods,
    goal_row,
    indicator_rows,
    source_row,
    vocabulary_rows,
)
from wijkmap.sources.police.folder import Change, answers_beside, check_target, rewritten
from wijkmap.sources.police.layout import differences, fits, layout_of
from wijkmap.sources.police.observations import (
    SETTLED,
    Counted,
    observation_rows,
    status_of,
)

__all__ = ["BASE", "Fetched", "Order", "fetch_police"]

BASE = "https://dataderden.cbs.nl/ODataApi/OData/"
"""Official address of the police's open tables."""

_PREFIXES = {Level.GEMEENTE: "GM", Level.WIJK: "WK", Level.BUURT: "BU"}
_FIRST_YEAR = 2012
_FIRST_LAYOUT = 1995


@dataclass(frozen=True)
class Order:
    """What is to be fetched, and where to.

    Attributes
    ----------
    into : Path
        Data folder; a new one starts as a copy of the embedded data.
    years : Period
    date : date
        The day that counts as today.
    table : str
    layout : int or None
        Year of the boundaries the table stands on; None: what the table says.
    fit : BoundaryFit or None
        How its wijken fit those of the folder; None: what the folder records.
    base : str
        Address of the service.
    retries : int
        Times that a question is asked again when the line is cut.
    pause : float
        Seconds before the first of these.
    """

    into: Path
    years: Period
    date: dt.date
    table: str = TABLE
    layout: int | None = None
    fit: BoundaryFit | None = None
    base: str = BASE
    retries: int = 3
    pause: float = 1.0


@dataclass(frozen=True)
class Fetched:
    """What a fetch did.

    Attributes
    ----------
    dataset : Dataset
        What the folder now holds.
    rows : int
        Figures of the series in it.
    layout : int
    fits : mapping of Level to BoundaryFit
    years : Period
        Years with figures.
    lacking : Period
        Years that were asked and that the table does not have.
    also : Period
        Years that were not ordered and that the folder had already: a series is of one
        edition of the table, so they were read again.
    before, after : Period
        Declared for goal 1; empty: nothing was declared.
    cautions : tuple of str
    answers : Path
        Where the raw answers are kept.
    """

    dataset: Dataset
    rows: int
    layout: int
    fits: dict[Level, BoundaryFit]
    years: Period
    lacking: Period
    also: Period
    before: Period
    after: Period
    cautions: tuple[str, ...]
    answers: Path


def fetch_police(order: Order, say: Callable[[str], None] = lambda _: None) -> Fetched:
    """Fetch registered crime per wijk and buurt and put it into a data folder.

    Parameters
    ----------
    order : Order
    say : callable
        Takes a sentence about the progress.

    Raises
    ------
    SelectionError
        When the order cannot be: another table, years that are not there yet, boundaries
        that nobody names.
    FetchError
        When the service cannot be reached or its answers are other than promised. What
        was fetched is kept; the folder is as it was.
    DataError
        When the folder has problems.
    """
    _check_order(order)
    line = Line(order.base, retries=order.retries, pause=order.pause)
    target = check_target(order.into)
    beside = answers_beside(order.into)
    table, answers = read_table(line, Answers(beside), order.table, TOPIC)
    if TOTAL not in table.members:
        raise FetchError(
            f"Tabel {table.id} heeft geen soort {TOTAL} (het totaal) meer. De tabel is misschien "
            "veranderd: er is niets geschreven."
        )
    layout = layout_of(table, order.layout)
    fit = dict(fits(target, layout, order.fit))
    say(f"{table.id}: {table.title}, gepubliceerd op {table.modified[:10]}, indeling van {layout}")

    sound = partial(counts, table)
    found: dict[tuple[str, int], int | None] = {}
    asked = split = False
    places = [f"{word}{target.municipality.code[2:]}" for word in _PREFIXES.values()]
    for year in _all_years(order, target):
        parts = [
            read_part(line, answers, table, (place, _period(year)), [TOTAL], sound)
            for place in places
        ]
        per_level = [counts(table, part) for part in parts]
        found |= {(code, year): count for every in per_level for code, count in every.items()}
        asked |= any(part.asked for part in parts)
        split |= any(part.split for part in parts)
        say(_progress(year, parts, per_level))
    if asked:
        check_unchanged(line, table)

    wijk_years = sorted({year for code, year in found if code.startswith(_PREFIXES[Level.WIJK])})
    if not wijk_years:
        raise FetchError(
            f"Tabel {table.id} heeft over {Period(_all_years(order, target))} geen enkele wijk van "
            f"{target.municipality.name} ({target.municipality.code}). Controleer de jaren en de "
            "code van de gemeente. Er is niets geschreven."
        )
    said = Declaration(
        table,
        layout,
        tuple(_given(order, table)),
        fit,
        tuple(wijk_years),
        order.date,
        line.base,
    )
    return _put(order, target, said, found, split=split)


def _check_order(order: Order) -> None:
    if order.table != TABLE:
        raise SelectionError(
            f"Tabel {order.table} kan wijkmap niet lezen. Kies {TABLE} (geregistreerde misdrijven "
            "per wijk en buurt per jaar)."
        )
    if not order.years:
        raise SelectionError("Geef jaren, bijvoorbeeld --years 2012-2024.")
    first, last = order.years.years[0], order.years.years[-1]
    if first < _FIRST_YEAR or last > order.date.year:
        raise SelectionError(
            f"Jaren {order.years} kunnen niet: de tabel begint in {_FIRST_YEAR}, en na "
            f"{order.date.year} is er nog niets. Geef bijvoorbeeld --years 2012-2024."
        )
    if order.layout is not None and not _FIRST_LAYOUT <= order.layout <= order.date.year + 1:
        raise SelectionError(
            f"Een indeling van {order.layout} is er niet. Geef met --layout een jaar, bijvoorbeeld "
            "2024."
        )


def _all_years(order: Order, target: Dataset) -> tuple[int, ...]:
    """Years that are ordered, and those that the folder has of the series already."""
    rows = target["observations"]
    had = {int(year) for year in rows.loc[rows["indicator"] == SERIES, "year"]}
    return tuple(sorted(had | set(order.years.years)))


def _period(year: int) -> str:
    return f"{year}JJ00"


def _progress(year: int, parts: list[Part], per_level: list[dict[str, int | None]]) -> str:
    city, wijken, buurten = map(len, per_level)
    many = f"{wijken} {'wijk' if wijken == 1 else 'wijken'} en "
    many += f"{buurten} {'buurt' if buurten == 1 else 'buurten'}"
    if not city + wijken + buurten:
        return f"{year}: de tabel heeft geen cijfers over dit jaar"
    how = "opgehaald" if any(part.asked for part in parts) else "was al opgehaald"
    stad = "de stad" if city else "geen regel voor de stad"
    return f"{year}: {stad}, {many} ({how})"


def _put(
    order: Order,
    target: Dataset,
    said: Declaration,
    found: Counted,
    *,
    split: bool,
) -> Fetched:
    table, years = said.table, said.years
    statuses = {
        year: status_of(table.statuses, _period(year)) for year in _all_years(order, target)
    }
    known = dict.fromkeys(map(str, target.areas.index), "")
    if said.fits[Level.WIJK] is BoundaryFit.APPROXIMATE:
        known |= differences(target, table.id, SERIES, found)
    observations = observation_rows(said, found, statuses, known)
    periods = (Period(), Period())
    if said.fits[Level.WIJK] is not BoundaryFit.OTHER:
        settled = [year for year in years if statuses[year] == SETTLED]
        periods = declared_periods(years, settled, target.municipality.last_year_before)
    command = f"wijkmap fetch politie --table {table.id} --years {order.years}"
    dataset = rewritten(order.into, _changes(target, said, observations, periods), command)
    goals = dataset["goals"].set_index("goal")
    ours = GOAL in goals.index and goals.at[GOAL, "primary_indicator"] == SERIES
    asked = _all_years(order, target)
    return Fetched(
        dataset,
        len(observations),
        said.layout,
        dict(said.fits),
        Period(years),
        Period(tuple(year for year in asked if year not in years)),
        Period(tuple(year for year in asked if year not in order.years.years)),
        periods[0] if ours else Period(),
        periods[1] if ours else Period(),
        tuple(_cautions(target, said, found, split=split)),
        answers_beside(order.into),
    )


def _changes(
    target: Dataset,
    said: Declaration,
    observations: list[Row],
    periods: tuple[Period, Period],
) -> dict[str, Change]:
    changes: dict[str, Change] = {
        "sources": lambda rows: _upserted(rows, "source_id", [source_row(said)]),
        "indicators": lambda rows: _upserted(rows, "indicator", indicator_rows(said, target)),
        "observations": lambda rows: [
            *(row for row in rows if row["indicator"] not in {SERIES, RATE}),
            *observations,
        ],
        "goals": lambda rows: [
            goal_row(row, said, periods) if row["goal"] == GOAL else row for row in rows
        ],
    }
    if words := vocabulary_rows(target):
        changes["vocabulary"] = lambda rows: [*rows, *words]
    return changes


def _upserted(rows: list[Row], key: str, mine: list[Row]) -> list[Row]:
    """Rows with ours in the place of those of the same key, or else at the end."""
    new = {row[key]: row for row in mine}
    kept = [new.pop(row[key], row) for row in rows]
    return [*kept, *new.values()]


def _given(order: Order, table: Table) -> Iterator[str]:
    if order.layout is not None and table.layouts != (order.layout,):
        named = ", ".join(map(str, table.layouts)) or "geen jaar"
        yield (
            f"De indeling van {order.layout} is opgegeven bij het ophalen, de tabel zelf noemt "
            f"{named}"
        )
    if order.fit is not None:
        yield "Hoe de indeling past op onze grenzen, is opgegeven bij het ophalen"


def _cautions(target: Dataset, said: Declaration, found: Counted, *, split: bool) -> Iterator[str]:
    codes = {code for code, _ in found}
    ours = set(map(str, target.areas.index))
    if strange := sorted(codes - ours):
        yield f"Uit de tabel, maar niet in deze map, en dus nergens te zien: {_some(strange)}"
    if lacking := sorted(ours - codes):
        yield f"Zonder cijfer in de tabel, dus ontbrekend en niet 0: {_some(lacking)}"
    wijken = sorted(code for code in codes & ours if level_of(code) is Level.WIJK)
    for code in wijken:
        if absent := [year for year in said.years if (code, year) not in found]:
            yield (
                f"{target.name_of(code)} ({code}) heeft geen regel over {Period(tuple(absent))}: "
                "dat ontbreekt en is geen 0"
            )
    yield from said.given
    if split:
        yield "De dienst gaf niet alle rijen tegelijk: alleen het totaal is opgehaald"


def _some(codes: list[str], most: int = 5) -> str:
    rest = f" en nog {len(codes) - most}" if len(codes) > most else ""
    return ", ".join(codes[:most]) + rest
