"""The catalogue of indicators, and what became of each id of the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wijkmap.sources.recipe.rows import Row, joined, number_text, written_toml

__all__ = ["indicator_rows", "origin_rows", "targets"]

_FILES = ("indicators", "indicators_residents")
_LISTS = ("denominators", "source", "cautions")
_RECIPE_KEYS = frozenset({"from", "fate", "why"})


def _entries() -> Iterator[dict[str, Any]]:
    """Every indicator with the defaults of its family filled in."""
    for name in _FILES:
        for family in written_toml(name)["family"]:
            defaults = {key: value for key, value in family.items() if key != "indicator"}
            for own in family["indicator"]:
                yield {**defaults, **own}


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return number_text(value)
    return str(value)


def indicator_rows() -> list[Row]:
    """Rows of the table ``indicators``, in the order of the list of choices."""
    rows = []
    for entry in _entries():
        row = {key: value for key, value in entry.items() if key not in _RECIPE_KEYS}
        lists = {key: joined(row.pop(key, [])) for key in _LISTS}
        limits = ";".join(number_text(limit) for limit in row.pop("breaks", []))
        defaults = {"decimals": 0, "direction": 0, "model_estimate": False}
        cells = {key: _cell(value) for key, value in {**defaults, **row}.items()}
        rows.append({**cells, **lists, "breaks": limits})
    return rows


def _origins(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    default = [f"{entry['indicator']}@{','.join(entry['source'])}"]
    for text in entry.get("from", default):
        name, sources = text.split("@")
        for source in sources.split(","):
            yield name, source


def targets() -> dict[tuple[str, str], str]:
    """Our indicator for each (id, source) of the source."""
    return {origin: entry["indicator"] for entry in _entries() for origin in _origins(entry)}


def origin_rows(counts: Mapping[tuple[str, str], int]) -> list[Row]:
    """Rows of the table ``origins``.

    Parameters
    ----------
    counts : mapping of (id, source) to int
        Rows per id and source in the source.

    Raises
    ------
    ValueError
        When an id of the source has no fate, or a fate has no id.
    """
    rows = []
    for entry in _entries():
        for name, source in _origins(entry):
            same_name = name == entry["indicator"]
            rows.append(
                {
                    "source_indicator": name,
                    "source": source,
                    "indicator": entry["indicator"],
                    "rows": str(counts.get((name, source), 0)),
                    "fate": entry.get("fate", "kept" if same_name else "renamed"),
                    "reason": entry["why"],
                }
            )
    named = {(row["source_indicator"], row["source"]) for row in rows}
    if named != set(counts):
        raise ValueError(f"ids without a fate or without rows: {sorted(named ^ set(counts))}")
    return rows
