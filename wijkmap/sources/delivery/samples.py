"""The filled example row of the template, which the reader recognises and skips."""

from __future__ import annotations

from collections.abc import Mapping

from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level
from wijkmap.sources.delivery.grid import Grid, Line
from wijkmap.sources.delivery.words import FIELDS, KEY_MARK, fold

__all__ = ["SAMPLE_KEY", "is_explanation", "is_key", "is_sample", "sample"]

SAMPLE_KEY = "VOORBEELD"
"""Key of the example; no row of a user may have it."""

_MARK = "deze regel telt niet mee"
_ENOUGH = 2
_SEARCHED = 20


def _first_label(dataset: Dataset, name: str, key: str = "") -> str:
    words = dataset["vocabulary"]
    mine = words[words["list"] == name].sort_values("order")
    chosen = mine[mine["key"] == key] if key else mine
    frame = mine if chosen.empty else chosen
    return str(frame["label"].iloc[0]) if len(frame) else ""


def sample(dataset: Dataset, table: str) -> Mapping[str, str | int | float]:
    """Example row of a register: column to what its cell shows.

    Parameters
    ----------
    dataset : Dataset
        Its first wijk and its words.
    table : str
    """
    wijk = str(dataset.areas_at(Level.WIJK).index[0])
    place = {"area_code": wijk, "place_source": dataset.name_of(wijk)}
    if table == "initiatives":
        return {
            "initiative_id": SAMPLE_KEY,
            "name": "Voorbeeld: bankjes op het plein",
            **place,
            "theme_source": _first_label(dataset, "theme"),
            "status_source": _first_label(dataset, "status"),
            "status_date": "2022-06-21",
            "year": 2022,
            "stream_source": _first_label(dataset, "stream"),
            "description": "Deze regel telt niet mee",
            "public_from": "altijd",
        }
    if table == "ledger":
        return {
            "entry_id": SAMPLE_KEY,
            **place,
            "stream_source": _first_label(dataset, "stream"),
            "description": "Voorbeeld: bijdrage aan bankjes; deze regel telt niet mee",
            "year": 2022,
            "kind": "toegekend",
            "certainty": "precies",
            "amount_cents": 1234.56,
            "public_from": "altijd",
        }
    indicator = next(iter(dataset.catalogue.values()), None)
    return {
        "indicator": indicator.label if indicator else "",
        **place,
        "year": 2022,
        "value": 12.5,
        "state": "bekend",
        "boundary_year": dataset.municipality.boundary_year,
        "cautions": "Voorbeeld: deze regel telt niet mee",
        "public_from": "altijd",
    }


def is_sample(line: Line) -> bool:
    """Whether a row says that it does not count, as the example does."""
    return any(
        isinstance(cell.value, str) and _MARK in fold(cell.value) for cell in line.cells.values()
    )


def is_key(grid: Grid) -> bool:
    """Whether a sheet is the template's own list of words."""
    return any(line.cell(0).text == KEY_MARK for line in grid.lines[:_SEARCHED])


def is_explanation(line: Line, columns: Mapping[str, int], table: str) -> bool:
    """Whether a row is the template's second line, which says what to fill in."""
    helps = {
        at: fold(FIELDS[table][name].help) for name, at in columns.items() if name in FIELDS[table]
    }
    same = [helps.get(at) == fold(cell.text) for at, cell in line.cells.items()]
    return len(same) > _ENOUGH and all(same)
