"""Rows of a table as a reader sees them: a sheet at a time, in words and Dutch numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from wijkmap.model.dataset import Dataset
from wijkmap.model.words import State
from wijkmap.present.markup import Markup, absence, element, join, link
from wijkmap.present.numbers import euro, moment, number
from wijkmap.present.sheets import ROWS_PER_SHEET
from wijkmap.present.tables import Cell, notes, table

__all__ = ["definitions", "row_table", "source_list"]

_MOST_SOURCES = 12

_WORDS = {
    "wijk": "wijk",
    "city": "hele gemeente",
    "wider": "ruimer dan één wijk",
    "unplaced": "wijk niet bekend",
    "planned": "gepland",
    "awarded": "toegekend",
    "spent": "besteed",
    "proposed": "voorgesteld",
    "reserve": "reserve",
    "exact": "precies",
    "computed": "berekend",
    "approximate": "bij benadering",
    "disputed": "betwist",
    "unknown": "onbekend",
    "complete": "volledig",
    "partial": "gedeeltelijk",
    "none": "niets gevonden",
    "initiatives": "initiatieven",
    "budget": "geld",
    "other": "past niet",
    "kept": "gehouden",
    "renamed": "hernoemd",
    "merged": "samengevoegd",
    "check": "alleen om na te rekenen",
    "hidden": "niet getoond",
    "dropped": "vervallen",
    "extensive": "telt op",
    "rate": "per inwoner",
    "score": "gemiddelde van wijken",
    "class": "klasse, nooit gemiddeld",
    "map": "kaart",
    "table": "tabel",
    "centre": "centrum",
    "business": "bedrijven",
    "theme": "thema",
    "status": "status",
    "stream": "geldstroom",
    "topic": "onderwerp",
    "goal": "doel",
    "funder": "financier",
    "project": "project",
}


@dataclass(frozen=True)
class _Column:
    head: str
    name: str
    kind: str = "text"

    @property
    def is_number(self) -> bool:
        return self.kind in ("number", "year", "cents", "value")


_SOURCE = _Column("bron", "source", "sources")
_CAUTIONS = _Column("let op", "cautions", "list")
_YEAR = _Column("jaar", "year", "year")
_WIJK = _Column("wijk", "area_code", "area")
_NOTE = _Column("toelichting", "note")

_COLUMNS: Mapping[str, tuple[_Column, ...]] = {
    "initiatives": (
        _Column("initiatief", "name"),
        _WIJK,
        _Column("thema", "theme", "theme"),
        _Column("status", "status", "status"),
        _Column("stand van", "status_date", "moment"),
        _YEAR,
        _Column("geldstroom", "stream", "stream"),
        _SOURCE,
        _CAUTIONS,
    ),
    "ledger": (
        _Column("waarvoor", "description"),
        _WIJK,
        _Column("geldstroom", "stream", "stream"),
        _Column("thema", "theme", "theme"),
        _YEAR,
        _Column("soort", "kind", "word"),
        _Column("zekerheid", "certainty", "word"),
        _Column("bedrag", "amount_cents", "cents"),
        _SOURCE,
        _CAUTIONS,
    ),
    "observations": (
        _Column("indicator", "indicator", "indicator"),
        _Column("gebied", "area_code", "area"),
        _YEAR,
        _Column("waarde", "value", "value"),
        _Column("grenzen van", "boundary_year", "year"),
        _Column("past op de onze", "fit", "word"),
        _SOURCE,
        _CAUTIONS,
    ),
    "organisations": (
        _Column("naam", "name"),
        _Column("soort", "type"),
        _WIJK,
        _Column("gebied in de bron", "place_source"),
        _SOURCE,
        _NOTE,
    ),
    "meeting_places": (
        _Column("naam", "name"),
        _Column("soort", "type"),
        _WIJK,
        _Column("adres in de bron", "address"),
        _SOURCE,
        _NOTE,
    ),
    "events": (
        _Column("wat er gebeurde", "title"),
        _Column("wanneer", "date", "moment"),
        _Column("waar", "area_codes", "areas"),
        _SOURCE,
    ),
    "care_decisions": (
        _Column("bedrag", "entry_id"),
        _Column("zorggeld", "is_care", "yes"),
        _Column("wie besloot", "who"),
        _Column("wanneer", "when", "moment"),
        _Column("waarom", "why"),
    ),
    "reported_counts": (
        _Column("geldstroom", "stream", "stream"),
        _Column("status", "status", "status"),
        _YEAR,
        _Column("aantal", "words"),
        _SOURCE,
    ),
    "goals": (
        _Column("doel", "label"),
        _Column("openbaar per wijk en jaar", "available"),
        _Column("wat ontbreekt", "missing"),
        _Column("waar te krijgen", "where"),
    ),
    "sources": (
        _Column("bron", "title", "source_title"),
        _Column("sleutel", "source_id"),
        _Column("uitgever", "owner"),
        _Column("licentie", "licence"),
        _Column("datum", "published", "moment"),
        _NOTE,
    ),
    "indicators": (
        _Column("indicator", "label"),
        _Column("eenheid", "unit"),
        _Column("wat er gemeten is", "definition"),
        _Column("samentellen", "measure", "word"),
        _Column("te zien op", "role", "word"),
        _SOURCE,
        _CAUTIONS,
    ),
    "areas": (
        _Column("gebied", "short_name"),
        _Column("code", "area_code"),
        _Column("niveau", "level"),
        _Column("ligt in", "parent_code", "area"),
        _Column("hectare", "area_ha", "number"),
        _Column("wijkoverleg", "consultation"),
        _Column("kenmerk", "character", "word"),
    ),
    "coverage": (
        _Column("wijk", "area_code", "area"),
        _Column("register", "register", "word"),
        _Column("dekking", "coverage", "word"),
        _NOTE,
    ),
    "origins": (
        _Column("reeks in de bron", "source_indicator"),
        _Column("regels", "rows", "number"),
        _Column("wat ermee is gedaan", "fate", "word"),
        _Column("hier", "indicator", "indicator"),
        _SOURCE,
        _Column("waarom", "reason"),
    ),
    "aliases": (
        _Column("naam", "alias"),
        _Column("gebied", "area_code", "area"),
        _SOURCE,
        _NOTE,
    ),
    "vocabulary": (
        _Column("woord", "label"),
        _Column("lijst", "list", "word"),
        _Column("sleutel", "key"),
        _NOTE,
    ),
    "mappings": (
        _Column("woord in de bron", "source_word"),
        _Column("lijst", "list", "word"),
        _Column("eigen groep", "key"),
        _Column("waarom", "note"),
    ),
}


def row_table(dataset: Dataset, name: str, sheet: int, caption: str) -> Markup:
    """One sheet of a table.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it, with the rows to show.
    name : str
        Of `wijkmap.model.tables.TABLES`.
    sheet : int
        From 1.
    caption : str
    """
    first = (sheet - 1) * ROWS_PER_SHEET
    frame = dataset[name].iloc[first : first + ROWS_PER_SHEET]
    if frame.empty:
        return element(
            "p", "Met deze filters blijft er niets over. Haal een filter weg.", class_="wm-lead"
        )
    reader = _Reader(dataset)
    columns = _COLUMNS[name]
    headers = [Cell(one.head, is_number=one.is_number) for one in columns]
    rows = [
        [Cell(reader.cell(row, one), is_number=one.is_number) for one in columns]
        for row in frame.to_dict("records")
    ]
    return table(caption, headers, rows, class_="wm-rows")


class _Reader:
    """Turns the cells of a dataset into words."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    @cached_property
    def labels(self) -> dict[tuple[str, str], str]:
        words = self.dataset["vocabulary"]
        keys = zip(words["list"], words["key"], strict=True)
        return dict(zip(keys, words["label"], strict=True))

    @cached_property
    def sources(self) -> dict[str, Mapping[str, Any]]:
        rows = self.dataset["sources"].to_dict("records")
        return {str(row["source_id"]): row for row in rows}  # type: ignore[misc]

    def cell(self, row: Mapping[Any, Any], column: _Column) -> object:
        value = row[column.name]
        if column.kind in ("theme", "status", "stream"):
            return self.labels.get((column.kind, value), "onbekend")
        if column.kind == "cents":
            return _amount(row)
        if column.kind == "value":
            return self._value(row)
        if column.kind == "source_title":
            return link(str(row["url"]), value)
        readers: dict[str, Callable[[Any], object]] = {
            "area": self._area,
            "areas": self._areas,
            "year": lambda year: "onbekend" if pd.isna(year) else str(int(year)),
            "number": lambda one: "" if pd.isna(one) else number(one),
            "moment": lambda date: moment(date) if date else "",
            "yes": lambda is_so: "ja" if is_so else "nee",
            "word": lambda word: _WORDS.get(word, word),
            "indicator": self._indicator,
            "sources": self._links,
            "list": "; ".join,
        }
        return readers.get(column.kind, str)(value)

    def _area(self, code: str) -> str:
        return self.dataset.name_of(code) if code else "niet toegewezen"

    def _areas(self, codes: tuple[str, ...]) -> str:
        return ", ".join(map(self.dataset.name_of, codes)) or "hele stad"

    def _indicator(self, key: str) -> str:
        return self.dataset.catalogue[key].label if key in self.dataset.catalogue else ""

    def _value(self, row: Mapping[Any, Any]) -> object:
        state = State(row["state"])
        if state is not State.KNOWN:
            return absence(state)
        one = self.dataset.catalogue[row["indicator"]]
        return join(
            [number(row["value"], one.decimals), " ", element("span", one.unit, class_="wm-small")]
        )

    def _links(self, keys: tuple[str, ...]) -> Markup:
        found = []
        for key in keys:
            row = self.sources.get(key)
            said = f"{key}: {row['owner']}, {row['title']}" if row else key
            found.append(link(str(row["url"]) if row else "", key, title=said))
        return join(found, ", ")


def _amount(row: Mapping[Any, Any]) -> str:
    """Amount in euros; one with two readings as its range, never as one number."""
    low, high, cents = row["low_cents"], row["high_cents"], row["amount_cents"]
    if pd.notna(low) and pd.notna(high) and low != high:
        return f"{euro(low / 100)} tot {euro(high / 100)}"
    return "onbekend" if pd.isna(cents) else euro(cents / 100)


def definitions(columns: pd.DataFrame) -> Markup:
    """What each column of a file means.

    Parameters
    ----------
    columns : pandas.DataFrame
        Text columns ``kolom``, ``betekenis``, ``soort`` and ``toegestane woorden``.
    """
    rows = [
        (
            element("code", row["kolom"]),
            _sentence(row["betekenis"], row["toegestane woorden"]),
            row["soort"],
        )
        for row in columns.to_dict("records")
    ]
    headers = ("kolom in het bestand", "betekenis", "soort")
    return table("Wat elke kolom betekent", headers, rows)


def _sentence(meaning: str, allowed: str) -> str:
    return f"{meaning}. Toegestaan: {allowed}." if allowed else meaning


def source_list(dataset: Dataset, keys: set[str], peildatum: str) -> Markup:
    """Sources of the rows shown, each with its link and licence; the rest counted."""
    known = dataset["sources"]
    mine = known[known["source_id"].isin(keys)] if keys else known
    rows = mine.to_dict("records")
    lines = [
        join(
            [
                f"{row['source_id']}: {row['owner']}, ",
                link(str(row["url"]), row["title"]),
                f" ({row['licence']})" if row["licence"] else "",
            ]
        )
        for row in rows[:_MOST_SOURCES]
    ]
    if len(rows) > len(lines):
        lines.append(
            join([f"en nog {len(rows) - len(lines)}: zie de tabel Bronnen, of het bestand zelf."])
        )
    return join([notes(lines), element("p", f"Peildatum {peildatum}.", class_="wm-source")])
