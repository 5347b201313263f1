"""Observations of one indicator, read into cells: value, state, and the flags in words."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from wijkmap.model.areas import level_of
from wijkmap.model.dataset import Dataset
from wijkmap.model.visibility import ALWAYS
from wijkmap.model.words import BoundaryFit, Level, State

__all__ = ["Cell", "Observed", "flag_sentences", "observed", "unsaid"]

_KNOWN_FLAGS = {
    "rounded5": "afgerond op 5 (CBS)",
    "provisional": "voorlopig cijfer",
    "year_inferred": "het jaar is afgeleid",
    "model_estimate": "schatting van een model",
    "source_year_may_lag": "het cijfer kan over een eerder jaar gaan",
    "whole_percent": "hele procenten in de bron",
    "derived": "afgeleid uit andere cijfers van de bron",
    "derived_sum_of_buurten": "som van de buurten (eigen berekening)",
    "derived_sum_of_5_year_groups": "som van leeftijdsgroepen van vijf jaar (eigen berekening)",
    "pc4_approximates_wijk": "geteld per postcodegebied, bijna gelijk aan de wijk",
    "31 December": "stand op 31 december",
    "survey": "enquête",
    "superseded by LBM3": "vervangen door de Leefbaarometer 3.0",
    "not comparable": "niet te vergelijken met de nieuwe reeks",
}
_PATTERNS = (
    (re.compile(r"boundary_layout_(\d{4})"), r"op de indeling van \1"),
    (re.compile(r"boundary_layout_(\d{4})_inferred"), r"op de indeling van \1 (afgeleid)"),
    (re.compile(r"pc4=(\d{4})"), r"postcodegebied \1"),
    (re.compile(r"lbm=afw\+(\d+)\.(\d+)"), r"score is het verschil met Nederland plus \1,\2"),
)
_SUM_OF_BUURTEN = "derived_sum_of_buurten"
_YEAR_END = "31 December"


class Cell(NamedTuple):
    """A value before it is a figure; the fields mean what the columns of a figure mean.

    ``parts`` is how many rounded counts were added into it; ``years`` how many were averaged.
    """

    value: float = math.nan
    state: str = State.MISSING.value
    n: float = math.nan
    low: float = math.nan
    high: float = math.nan
    sources: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    public_from: dt.date = ALWAYS
    parts: int = 1
    years: int = 1

    @property
    def known(self) -> bool:
        """Whether it has a value."""
        return self.state == State.KNOWN.value


@dataclass(frozen=True)
class Observed:
    """What was observed of one indicator.

    Attributes
    ----------
    cells : mapping of (str, int) to Cell
        By area code and year; only rows whose boundaries fit.
    refused : mapping of (Level, int) to str
        Level and year for which the source stands on other boundaries, with the
        sentence that says so.
    year_end : bool
        Counted on 31 December: of year t, that is 1 January of t + 1.
    """

    cells: Mapping[tuple[str, int], Cell]
    refused: Mapping[tuple[Level, int], str]
    year_end: bool = False

    def cell(self, code: str, level: Level, year: int) -> Cell:
        """Cell of an area and year; missing when there is none, refused when it cannot fit."""
        if found := self.cells.get((code, year)):
            return found
        if sentence := self.refused.get((level, year)):
            return Cell(state=State.NOT_APPLICABLE.value, cautions=(sentence,))
        return Cell()

    def known_years(self, codes: Iterable[str]) -> dict[int, set[str]]:
        """Codes with a known value, per year, ascending."""
        wanted = set(codes)
        years: dict[int, set[str]] = {}
        for (code, year), cell in self.cells.items():
            if cell.known and code in wanted:
                years.setdefault(year, set()).add(code)
        return dict(sorted(years.items()))


def observed(dataset: Dataset, indicator: str) -> Observed:
    """Observations of an indicator.

    Parameters
    ----------
    dataset : Dataset
    indicator : str
        Id in the catalogue.

    Raises
    ------
    UnknownIndicatorError
        When the catalogue does not hold the id.
    """
    dataset.catalogue[indicator]
    return dataset.once(("observed", indicator), lambda: _observed(dataset, indicator))


def _observed(dataset: Dataset, indicator: str) -> Observed:
    tables = dataset.once(
        "observations by indicator",
        lambda: dict(iter(dataset["observations"].groupby("indicator", sort=False))),
    )
    rows = tables.get(indicator, dataset["observations"].iloc[:0])
    fits = rows["fit"] != BoundaryFit.OTHER.value
    used = rows[fits]
    buurten = _buurten(dataset) if used["flags"].map(bool).any() else {}
    cells = {}
    columns = ("area_code", "year", "value", "state", "flags", "source", "cautions")
    for code, year, value, state, flags, source, cautions, public_from in zip(
        *(used[name].tolist() for name in columns), used["public_from"].tolist(), strict=True
    ):
        cells[code, int(year)] = Cell(
            value=value if state == State.KNOWN.value else math.nan,
            state=state,
            sources=tuple(source),
            cautions=(*cautions, *unsaid(flag_sentences(flags), cautions)),
            public_from=public_from,
            parts=buurten.get(code, 1) if _SUM_OF_BUURTEN in flags else 1,
        )
    year_end = any(_YEAR_END in flags for flags in used["flags"])
    return Observed(cells, _refused(dataset, rows[~fits]), year_end)


def _buurten(dataset: Dataset) -> dict[str, int]:
    parents = dataset.areas_at(Level.BUURT)["parent_code"]
    counts = {str(code): int(count) for code, count in parents.value_counts().items()}
    return counts | {dataset.municipality.code: len(parents)}


def _refused(dataset: Dataset, rows: pd.DataFrame) -> dict[tuple[Level, int], str]:
    ours = dataset.municipality.boundary_year
    refused: dict[tuple[Level, int], str] = {}
    for code, year, layout in zip(
        rows["area_code"], rows["year"], rows["boundary_year"], strict=True
    ):
        if level := level_of(code):
            what = {Level.WIJK: "wijken", Level.BUURT: "buurten"}.get(level, "gebieden")
            refused[level, int(year)] = (
                f"niet van toepassing: de bron staat op de indeling van {layout}, "
                f"en die {what} passen niet op die van {ours}"
            )
    return refused


def flag_sentences(flags: Iterable[str]) -> tuple[str, ...]:
    """Flags that we know, in Dutch.

    A flag of the source's own making stays in the data with its row; what it means to
    a reader stands in the row's cautions.

    Examples
    --------
    >>> flag_sentences(["rounded5", "boundary_layout_2025", "lbm=afw+4.1"])
    ('afgerond op 5 (CBS)', 'op de indeling van 2025')
    """
    return tuple(filter(None, map(_sentence, flags)))


def unsaid(cautions: Iterable[str], said: Iterable[str]) -> tuple[str, ...]:
    """Cautions that no other sentence says already, in whole or as a part of it.

    Examples
    --------
    >>> unsaid(["afgerond op 5 (CBS)", "voorlopig cijfer"], ["Wijken zijn afgerond op 5"])
    ('voorlopig cijfer',)
    """
    others = [one.casefold() for one in said]
    return tuple(
        one
        for one in dict.fromkeys(cautions)
        if not any(one.partition(" (")[0].casefold() in other for other in others)
    )


def _sentence(flag: str) -> str:
    if flag in _KNOWN_FLAGS:
        return _KNOWN_FLAGS[flag]
    for pattern, sentence in _PATTERNS:
        if match := pattern.fullmatch(flag):
            return match.expand(sentence)
    return ""
