"""Observations: every figure of the source with its flags, layout and cautions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from wijkmap.model.areas import level_of
from wijkmap.model.words import BoundaryFit, Level, State
from wijkmap.sources.recipe.rows import (
    Row,
    joined,
    number_text,
    read_rows,
    written_rows,
    written_toml,
)

__all__ = ["counts_by_origin", "placed_rows", "postcodes", "read_figures", "remarked_rows"]

_LAYOUT_FLAGS = {"boundary_layout_2025": "", "boundary_layout_2025_inferred": "_inferred"}
_NEW_LAYOUT = "2025"
_FIRST_YEAR_OF_LAYOUT = 2013
_LAYOUT_YEAR = "2014"
_POSTCODE = "pc4="
_OTHER_TERRITORY = "before merger"

_Key = tuple[str, str, str]
_Place = tuple[str, BoundaryFit, str]


def read_figures(source: Path) -> list[Row]:
    """Rows of the source's long table of figures."""
    return read_rows(source / "indicatoren" / "venlo_indicatoren.csv")


def counts_by_origin(figures: Iterable[Row]) -> Counter[tuple[str, str]]:
    """Rows per id and source."""
    return Counter((row["indicator"], row["source"]) for row in figures)


def _flags(row: Row) -> list[str]:
    return [flag.strip() for flag in row["flag"].split(";") if flag.strip()]


def postcodes(figures: Iterable[Row]) -> set[tuple[str, str]]:
    """Wijk code and postcode of every figure that was counted per postcode area."""
    return {
        (row["area_code"], flag.removeprefix(_POSTCODE))
        for row in figures
        for flag in _flags(row)
        if flag.startswith(_POSTCODE)
    }


class _Reader:
    """Turns figures of the source into observations, with the words of ``written/``."""

    def __init__(self, pilots: Iterable[str]) -> None:
        words = written_toml("flags")
        self._said: Mapping[str, str] = words["said"]
        self._layout: Mapping[str, int] = words["layout"]
        self._texts: Mapping[str, str] = words["texts"]
        self._pilots = frozenset(pilots)

    def _on_new_layout(self, suffix: str, level: Level) -> _Place:
        if level is Level.WIJK:
            return _NEW_LAYOUT, BoundaryFit.APPROXIMATE, self._texts[f"layout_wijk{suffix}"]
        if level is Level.BUURT:
            return _NEW_LAYOUT, BoundaryFit.OTHER, self._texts[f"layout_buurt{suffix}"]
        return _NEW_LAYOUT, BoundaryFit.EXACT, ""

    def _per_postcode(self, row: Row, flag: str) -> _Place:
        pilot = "_pilot" if row["area_code"] in self._pilots else ""
        text = self._texts["postcode"].format(
            code=flag.removeprefix(_POSTCODE), share=self._texts[f"postcode_share{pilot}"]
        )
        return row["year"], BoundaryFit.APPROXIMATE, text

    def _flagged_place(self, row: Row, level: Level) -> _Place | None:
        """Place that a flag of the source names, if any does."""
        for flag in _flags(row):
            if flag in _LAYOUT_FLAGS:
                return self._on_new_layout(_LAYOUT_FLAGS[flag], level)
            if flag.startswith(_POSTCODE):
                return self._per_postcode(row, flag)
            if flag.startswith(_OTHER_TERRITORY):
                return row["year"], BoundaryFit.OTHER, ""
        return None

    def _place(self, row: Row, level: Level) -> _Place:
        """Boundary year, fit and the caution that goes with them."""
        if flagged := self._flagged_place(row, level):
            return flagged
        year, caution = row["year"], ""
        if level in (Level.WIJK, Level.BUURT):
            if row["source"] in self._layout:
                year = str(self._layout[row["source"]])
            elif int(year) < _FIRST_YEAR_OF_LAYOUT:
                year, caution = _LAYOUT_YEAR, self._texts["layout_unknown"]
        return year, BoundaryFit.EXACT, caution

    def observation(self, row: Row, indicator: str) -> Row:
        """One row of the table ``observations``."""
        level = level_of(row["area_code"])
        if level is None:
            raise ValueError(f"no area code: {row['area_code']!r}")
        boundary_year, fit, caution = self._place(row, level)
        flags = _flags(row)
        said = [self._said[flag] for flag in flags if not flag.startswith(_POSTCODE)]
        return {
            "indicator": indicator,
            "area_code": row["area_code"],
            "year": row["year"],
            "value": number_text(float(row["value"])),
            "state": State.KNOWN.value,
            "flags": joined(flags),
            "source": joined(row["source"].split("+")),
            "boundary_year": boundary_year,
            "fit": fit.value,
            "cautions": joined([caution, *said]),
            "public_from": "altijd",
        }


def _merged(rows: list[Row], text: str) -> Row:
    """One observation of several deliveries of the same table.

    Equal values become one row with both sources and all flags. Where they differ
    the row that was not added up by the source's collector stands, with a caution.
    """
    if len(rows) == 1:
        return rows[0]
    if len({row["value"] for row in rows}) == 1:
        return {
            **rows[-1],
            "source": joined(part for row in rows for part in row["source"].split(";")),
            "flags": joined(part for row in rows for part in row["flags"].split(";")),
            "cautions": joined(part for row in rows for part in row["cautions"].split(";")),
        }
    added_up, official = sorted(rows, key=lambda row: "derived_sum" not in row["flags"])
    other = text.format(other=f"{float(added_up['value']):,.0f}".replace(",", "."))
    return {**official, "cautions": joined([*official["cautions"].split(";"), other])}


def _difference(words: Mapping[str, Any], follow: float, against: float) -> str:
    texts, year = words["texts"], words["compare"]["year"]
    if follow == against:
        return str(texts["same"].format(year=year))
    percent = (follow / against - 1) * 100
    if abs(percent) < 1:
        return str(texts["near"].format(year=year))
    text = texts["more"] if percent > 0 else texts["less"]
    return str(text.format(year=year, percent=f"{abs(percent):.0f}"))


def _layout_differences(rows: list[Row], words: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Caution per (indicator, wijk): how far two layouts are apart in the year both have."""
    compare = words["compare"]
    values: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        if row["year"] == str(compare["year"]) and level_of(row["area_code"]) is Level.WIJK:
            values[row["indicator"]][row["area_code"]] = float(row["value"])
    follow, against = values[compare["follow"]], values[compare["against"]]
    return {
        (compare["follow"], code): _difference(words, follow[code], against[code])
        for code in follow
    }


def placed_rows(
    figures: Iterable[Row], target_of: Mapping[tuple[str, str], str], pilots: Iterable[str]
) -> list[Row]:
    """Observations with flags, layout and fit, one per indicator, area and year.

    Parameters
    ----------
    figures : iterable of dict
        The source's rows.
    target_of : mapping of (id, source) to str
        Our indicator for each origin.
    pilots : iterable of str
        Wijk codes whose postcode area fits best.

    Raises
    ------
    KeyError
        When an origin has no target, or a flag no meaning in ``written/flags.toml``.
    """
    reader = _Reader(pilots)
    groups: dict[_Key, list[Row]] = defaultdict(list)
    for figure in figures:
        row = reader.observation(figure, target_of[figure["indicator"], figure["source"]])
        groups[row["indicator"], row["area_code"], row["year"]].append(row)
    text = written_toml("flags")["texts"]["total_differs"]
    return [_merged(groups[key], text) for key in sorted(groups)]


def remarked_rows(rows: list[Row]) -> list[Row]:
    """Observations with the cautions that need more than one row, or that were written by hand.

    Raises
    ------
    ValueError
        When a hand-written caution is about a row that does not exist.
    """
    by_area = _layout_differences(rows, written_toml("flags"))
    by_row = {
        (row["indicator"], row["area_code"], row["year"]): row["caution"]
        for row in written_rows("row_cautions")
    }
    known = {(row["indicator"], row["area_code"], row["year"]) for row in rows}
    if unknown := set(by_row) - known:
        raise ValueError(f"written/row_cautions.csv names unknown rows: {sorted(unknown)}")
    return [
        {
            **row,
            "cautions": joined(
                [
                    *row["cautions"].split(";"),
                    by_area.get((row["indicator"], row["area_code"]), ""),
                    by_row.get((row["indicator"], row["area_code"], row["year"]), ""),
                ]
            ),
        }
        for row in rows
    ]
