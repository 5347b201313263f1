"""Faults of a data folder, each with the one place where it must be reported."""

from __future__ import annotations

from pathlib import Path

from folders import MUNICIPALITY, add, edit, table

import wijkmap
from wijkmap.model.errors import DataError, Problem

__all__ = ["ONE_FAULT", "Place", "places", "problems", "text_of"]

Place = tuple[str, int, str]


def problems(folder: Path) -> tuple[Problem, ...]:
    """Problems of a folder, none when it loads."""
    try:
        wijkmap.load(folder)
    except DataError as error:
        return error.problems
    return ()


def places(folder: Path) -> list[Place]:
    return [(one.file, one.row, one.column) for one in problems(folder)]


def text_of(name: str, old: str, new: str) -> bytes:
    """File of a table with one piece of its text replaced."""
    text = table(name).to_csv(index=False, lineterminator="\n")
    assert old in text
    return text.replace(old, new, 1).encode()


ONE_FAULT: dict[str, tuple[dict[str, object], Place]] = {
    "unknown area": (
        {"initiatives": edit((2, "area_code", "WK990109"))},
        ("initiatives.csv", 2, "area_code"),
    ),
    "no boundary year": (
        {"observations": edit((2, "boundary_year", ""))},
        ("observations.csv", 2, "boundary_year"),
    ),
    "another boundary year": (
        {"areas": edit((3, "boundary_year", "2025"))},
        ("areas.csv", 3, "boundary_year"),
    ),
    "a code that is no code": (
        {"areas": edit((3, "area_code", "WK99010"))},
        ("areas.csv", 3, "area_code"),
    ),
    "a code of another shape": (
        {"areas": edit((7, "area_code", "BU99010109"))},
        ("areas.csv", 7, "area_code"),
    ),
    "an empty code": ({"areas": edit((3, "area_code", ""))}, ("areas.csv", 3, "area_code")),
    "a wrong level": ({"areas": edit((3, "level", "buurt"))}, ("areas.csv", 3, "level")),
    "a wrong parent": (
        {"areas": edit((7, "parent_code", "WK990102"))},
        ("areas.csv", 7, "parent_code"),
    ),
    "an area without shape": (
        {
            "areas": add(
                area_code="BU99010109",
                area_name="x",
                short_name="x",
                level="buurt",
                parent_code="WK990101",
                boundary_year="2014",
            )
        },
        ("areas.csv", 15, "area_code"),
    ),
    "a shape without row": (
        {"areas": lambda frame: frame.drop(index=12)},
        ("areas.csv", 0, "area_code"),
    ),
    "a double key": (
        {"initiatives": edit((3, "initiative_id", "I1"))},
        ("initiatives.csv", 3, "initiative_id"),
    ),
    "a double key of three columns": (
        {"observations": edit((8, "year", "2014"))},
        ("observations.csv", 8, "indicator"),
    ),
    "half a cent": (
        {"ledger": edit((10, "amount_cents", "50000.5"))},
        ("ledger.csv", 10, "amount_cents"),
    ),
    "no number": (
        {"ledger": edit((10, "amount_cents", "veel"))},
        ("ledger.csv", 10, "amount_cents"),
    ),
    "a negative reserve": (
        {"ledger": edit((10, "amount_cents", "-1"))},
        ("ledger.csv", 10, "amount_cents"),
    ),
    "low above high": (
        {"ledger": edit((8, "low_cents", "20000"))},
        ("ledger.csv", 8, "low_cents"),
    ),
    "high below amount": (
        {"ledger": edit((8, "high_cents", "9999"))},
        ("ledger.csv", 8, "high_cents"),
    ),
    "disputed without low": (
        {"ledger": edit((8, "low_cents", ""))},
        ("ledger.csv", 8, "low_cents"),
    ),
    "unknown with an amount": (
        {"ledger": edit((7, "amount_cents", "1"))},
        ("ledger.csv", 7, "amount_cents"),
    ),
    "exact without an amount": (
        {"ledger": edit((10, "amount_cents", ""))},
        ("ledger.csv", 10, "amount_cents"),
    ),
    "a part without a split": ({"ledger": edit((3, "part_by", ""))}, ("ledger.csv", 3, "part_by")),
    "a split without a whole": ({"ledger": edit((3, "part_of", ""))}, ("ledger.csv", 3, "part_of")),
    "part of an unknown entry": (
        {"ledger": edit((3, "part_of", "L99"))},
        ("ledger.csv", 3, "part_of"),
    ),
    "part of itself": ({"ledger": edit((3, "part_of", "L2"))}, ("ledger.csv", 3, "part_of")),
    "parts in a circle": (
        {"ledger": edit((2, "part_of", "L2"), (2, "part_by", "theme"))},
        ("ledger.csv", 2, "part_of"),
    ),
    "the same as itself": ({"ledger": edit((6, "same_as", "L5"))}, ("ledger.csv", 6, "same_as")),
    "the same in a circle": ({"ledger": edit((5, "same_as", "L5"))}, ("ledger.csv", 5, "same_as")),
    "the same as a twin": (
        {"ledger": edit((2, "amount_cents", "25050"), (2, "same_as", "L5"))},
        ("ledger.csv", 2, "same_as"),
    ),
    "the same euro, another amount": (
        {"ledger": edit((6, "amount_cents", "25051"))},
        ("ledger.csv", 6, "amount_cents"),
    ),
    "month 13": (
        {"initiatives": edit((2, "status_date", "2022-13"))},
        ("initiatives.csv", 2, "status_date"),
    ),
    "31 February": (
        {"initiatives": edit((2, "status_date", "2022-02-31"))},
        ("initiatives.csv", 2, "status_date"),
    ),
    "an impossible year": (
        {"initiatives": edit((2, "year", "20222"))},
        ("initiatives.csv", 2, "year"),
    ),
    "an empty public_from": (
        {"events": edit((2, "public_from", ""))},
        ("events.csv", 2, "public_from"),
    ),
    "a public_from without a day": (
        {"events": edit((2, "public_from", "2026-11"))},
        ("events.csv", 2, "public_from"),
    ),
    "a theme outside the mapping": (
        {"initiatives": edit((2, "theme_source", "Vuurwerk"))},
        ("initiatives.csv", 2, "theme_source"),
    ),
    "a status outside the mapping": (
        {"initiatives": edit((2, "status_source", "Klaar"))},
        ("initiatives.csv", 2, "status_source"),
    ),
    "a stream outside the mapping": (
        {"ledger": edit((2, "stream_source", "Fonds X"))},
        ("ledger.csv", 2, "stream_source"),
    ),
    "a mapping to nothing": ({"mappings": edit((2, "key", "tuin"))}, ("mappings.csv", 2, "key")),
    "an unknown topic": (
        {"indicators": edit((2, "topic", "tuin"))},
        ("indicators.csv", 2, "topic"),
    ),
    "an unknown word": ({"ledger": edit((2, "kind", "gepland"))}, ("ledger.csv", 2, "kind")),
    "an unknown list": ({"mappings": edit((2, "list", "thema"))}, ("mappings.csv", 2, "list")),
    "an unknown key in a list": (
        {"vocabulary": edit((2, "list", "thema"))},
        ("vocabulary.csv", 2, "list"),
    ),
    "an unknown source": (
        {"initiatives": edit((2, "source", "S1;S9"))},
        ("initiatives.csv", 2, "source"),
    ),
    "a scope without a code": (
        {"ledger": edit((10, "area_code", ""))},
        ("ledger.csv", 10, "area_code"),
    ),
    "a code without its scope": (
        {"ledger": edit((10, "scope", "city"))},
        ("ledger.csv", 10, "scope"),
    ),
    "a buurt for a wijk": (
        {"ledger": edit((10, "area_code", "BU99010100"))},
        ("ledger.csv", 10, "area_code"),
    ),
    "a buurt of another wijk": (
        {"initiatives": edit((7, "buurt_code", "BU99010100"))},
        ("initiatives.csv", 7, "buurt_code"),
    ),
    "a buurt without its wijk": (
        {"initiatives": edit((7, "area_code", ""))},
        ("initiatives.csv", 7, "area_code"),
    ),
    "x without y": ({"initiatives": edit((5, "y", ""))}, ("initiatives.csv", 5, "y")),
    "degrees for metres": ({"initiatives": edit((5, "y", "51.4"))}, ("initiatives.csv", 5, "y")),
    "a point in another wijk": (
        {"initiatives": edit((4, "x", "200100"), (4, "buurt_code", ""))},
        ("initiatives.csv", 4, "area_code"),
    ),
    "a point in another buurt": (
        {"initiatives": edit((4, "x", "201900"))},
        ("initiatives.csv", 4, "buurt_code"),
    ),
    "a code, and a point outside": (
        {"initiatives": edit((6, "area_code", "WK990103"))},
        ("initiatives.csv", 6, "area_code"),
    ),
    "known without a value": (
        {"observations": edit((2, "value", ""))},
        ("observations.csv", 2, "value"),
    ),
    "missing with a value": (
        {"observations": edit((2, "state", "missing"))},
        ("observations.csv", 2, "value"),
    ),
    "a value that is no number": (
        {"observations": edit((2, "value", "."))},
        ("observations.csv", 2, "value"),
    ),
    "an observation of an unknown wijk": (
        {"observations": edit((3, "area_code", "WK990109"))},
        ("observations.csv", 3, "area_code"),
    ),
    "an observation of another gemeente": (
        {"observations": edit((28, "area_code", "BU98010100"))},
        ("observations.csv", 28, "area_code"),
    ),
    "an observation of nowhere": (
        {"observations": edit((28, "area_code", "5925"))},
        ("observations.csv", 28, "area_code"),
    ),
    "an unknown indicator": (
        {"observations": edit((2, "indicator", "populaton"))},
        ("observations.csv", 2, "indicator"),
    ),
    "a rate without a count": (
        {"indicators": edit((4, "numerator", ""))},
        ("indicators.csv", 4, "numerator"),
    ),
    "a rate without a denominator": (
        {"indicators": edit((4, "denominators", ""))},
        ("indicators.csv", 4, "denominators"),
    ),
    "breaks that descend": (
        {"indicators": edit((5, "breaks", "4.2;4.1"))},
        ("indicators.csv", 5, "breaks"),
    ),
    "breaks that are words": (
        {"indicators": edit((5, "breaks", "4.1;hoog"))},
        ("indicators.csv", 5, "breaks"),
    ),
    "rounding to nothing": (
        {"indicators": edit((2, "rounding", ""))},
        ("indicators.csv", 2, "rounding"),
    ),
    "an unknown column": (
        {"goals": lambda frame: frame.assign(kleur="rood")},
        ("goals.csv", 1, "kleur"),
    ),
    "a missing column": (
        {"goals": lambda frame: frame.drop(columns="where")},
        ("goals.csv", 1, "where"),
    ),
    "a missing key column": (
        {"areas": lambda frame: frame.drop(columns="area_code")},
        ("areas.csv", 1, "area_code"),
    ),
    "a misspelt column": (
        {"ledger": lambda frame: frame.rename(columns={"amount_cents": "Amount_cent"})},
        ("ledger.csv", 1, "Amount_cent"),
    ),
    "a column twice": (
        {
            "goals": lambda frame: frame.set_axis([*frame.columns[:-1], "goal"], axis=1).assign(
                source=""
            )
        },
        ("goals.csv", 1, "goal"),
    ),
    "a missing file": ({"sources": None}, ("sources.csv", 0, "")),
    "an empty file": ({"areas": b""}, ("areas.csv", 0, "")),
    "a table without rows": ({"areas": lambda frame: frame.iloc[:0]}, ("areas.csv", 0, "")),
    "no indicators": ({"indicators": lambda frame: frame.iloc[:0]}, ("indicators.csv", 0, "")),
    "an empty optional file": ({"goals": b"\n"}, ("goals.csv", 0, "")),
    "an Excel file": ({"ledger": b"PK\x03\x04rest"}, ("ledger.csv", 0, "")),
    "Windows letters": (
        {"sources": text_of("sources", "Register", "Café").decode().encode("cp1252")},
        ("sources.csv", 4, ""),
    ),
    "UTF-16": (
        {"sources": table("sources").to_csv(index=False).encode("utf-16")},
        ("sources.csv", 0, ""),
    ),
    "a NUL": ({"sources": text_of("sources", "Register", "Reg\0ister")}, ("sources.csv", 4, "")),
    "too many cells": (
        {"sources": text_of("sources", "Register", "Re,gister")},
        ("sources.csv", 4, ""),
    ),
    "too few cells": ({"sources": text_of("sources", "06-21,", "06-21")}, ("sources.csv", 4, "")),
    "an open quote": ({"sources": text_of("sources", "S1,CBS", 'S1,"CBS')}, ("sources.csv", 2, "")),
    "a thousands point": (
        {"observations": edit((2, "value", "6,040"))},
        ("observations.csv", 2, "value"),
    ),
    "no gemeente": ({"municipality": None}, ("gemeente.toml", 0, "")),
    "a gemeente that cannot be read": (
        {"municipality": MUNICIPALITY.replace('"Proefdam"', "Proefdam")},
        ("gemeente.toml", 2, ""),
    ),
    "an unknown setting": (
        {"municipality": "kleur = 1\n" + MUNICIPALITY},
        ("gemeente.toml", 1, "kleur"),
    ),
    "a gemeente without a name": (
        {"municipality": MUNICIPALITY.replace('name = "Proefdam"\n', "")},
        ("gemeente.toml", 0, "name"),
    ),
    "a year in quotes": (
        {"municipality": MUNICIPALITY.replace("_year = 2014", '_year = "2014"')},
        ("gemeente.toml", 3, "boundary_year"),
    ),
    "a pilot without a date": (
        {"municipality": MUNICIPALITY.replace("WK990101 = 2015-03-01", "WK990101 = 2015")},
        ("gemeente.toml", 12, "pilots"),
    ),
    "an unknown pilot": (
        {"municipality": MUNICIPALITY.replace("WK990101 =", "WK990109 =")},
        ("gemeente.toml", 12, "pilots"),
    ),
    "an unknown wijk in a stadsdeel": (
        {"municipality": MUNICIPALITY.replace('["WK990103"', '["WK990109"')},
        ("gemeente.toml", 23, "stadsdelen"),
    ),
    "a wijk in two stadsdelen": (
        {"municipality": MUNICIPALITY.replace('["WK990103"', '["WK990101"')},
        ("gemeente.toml", 23, "stadsdelen"),
    ),
    "an unknown default area": (
        {"municipality": MUNICIPALITY.replace('area = "WK990101"', 'area = "WK990109"')},
        ("gemeente.toml", 7, "default_area"),
    ),
    "an unknown default indicator": (
        {"municipality": MUNICIPALITY.replace('"liveability"', '"geluk"')},
        ("gemeente.toml", 6, "default_indicator"),
    ),
}
