"""On which boundaries a table stands, and how these fit the areas of a folder."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from wijkmap.model.areas import level_of
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.words import BoundaryFit, Level, Measure, State
from wijkmap.sources.odata.table import Table

__all__ = ["differences", "fits", "layout_of"]

_LEVELS = (Level.GEMEENTE, Level.WIJK, Level.BUURT)
_BEST_FIRST = (BoundaryFit.EXACT, BoundaryFit.APPROXIMATE, BoundaryFit.OTHER)
_NEARLY = 1.0


def layout_of(table: Table, asked: int | None) -> int:
    """Year of the division in wijken and buurten on which all years of a table stand.

    Parameters
    ----------
    table : Table
    asked : int or None
        What the user says; None: what the table says.

    Raises
    ------
    SelectionError
        When nobody says it, or the table names several years: it is never guessed.
    """
    if asked is not None:
        return asked
    if len(table.layouts) == 1:
        return table.layouts[0]
    named = ", ".join(map(str, table.layouts)) or "geen"
    raise SelectionError(
        f"Op welke indeling in wijken en buurten tabel {table.id} staat, is niet zeker: verwacht "
        f"één jaar in haar toelichting, gevonden {named}. Lees de toelichting en geef het jaar "
        "met --layout."
    )


def fits(dataset: Dataset, layout: int, asked: BoundaryFit | None) -> Mapping[Level, BoundaryFit]:
    """How areas of a layout fit those of a dataset, per level.

    What the dataset records of figures on that layout counts: the best fit of a level.

    Parameters
    ----------
    dataset : Dataset
    layout : int
    asked : BoundaryFit or None
        What the user says of the wijken; None: what the dataset records.

    Raises
    ------
    SelectionError
        When neither says it.
    """
    if asked is not None:
        buurt = asked if asked is BoundaryFit.EXACT else BoundaryFit.OTHER
        return {Level.GEMEENTE: asked, Level.WIJK: asked, Level.BUURT: buurt}
    if layout == dataset.municipality.boundary_year:
        return dict.fromkeys(_LEVELS, BoundaryFit.EXACT)
    rows = dataset["observations"]
    rows = rows[rows["boundary_year"] == layout]
    level = rows["area_code"].map(level_of)
    recorded = {one: frozenset(rows.loc[level == one, "fit"]) for one in _LEVELS}
    if not recorded[Level.WIJK]:
        raise SelectionError(
            f"De tabel staat op de indeling van {layout}. Hoe die past op de grenzen van deze map "
            f"({dataset.municipality.boundary_year}), is niet vastgelegd. Zoek het uit en geef "
            "--fit exact (dezelfde wijken en buurten), approximate (wijken bij benadering, "
            "buurten niet) of other (niet te vergelijken)."
        )
    wijk = _best(recorded[Level.WIJK])
    return {
        Level.GEMEENTE: _best(recorded[Level.GEMEENTE]) if recorded[Level.GEMEENTE] else wijk,
        Level.WIJK: wijk,
        Level.BUURT: _best(recorded[Level.BUURT]) if recorded[Level.BUURT] else BoundaryFit.OTHER,
    }


def _best(found: frozenset[str]) -> BoundaryFit:
    return next(one for one in _BEST_FIRST if one.value in found)


def differences(
    dataset: Dataset, table: str, series: str, found: Mapping[tuple[str, int], int | None]
) -> dict[str, str]:
    """How far a wijk's count lies from the same table's on boundaries that fit exactly.

    Parameters
    ----------
    dataset : Dataset
    table : str
        Number of the table: sources are the same when their address names it.
    series : str
        Id of the series itself, which is no comparison.
    found : mapping of (str, int) to int or None
        Counts of the series by area code and year.

    Returns
    -------
    dict of str to str
        A caution per wijk code; empty when the folder has no year that both have.
    """
    sources = dataset["sources"]
    same = set(sources.loc[sources["url"].str.contains(f"/{table}/", regex=False), "source_id"])
    rows = dataset["observations"]
    rows = rows[
        (rows["fit"] == BoundaryFit.EXACT.value)
        & (rows["state"] == State.KNOWN.value)
        & (rows["area_code"].map(level_of) == Level.WIJK)
        & rows["indicator"].map(lambda one: one != series and _is_count(dataset, one)).astype(bool)
        & rows["source"].map(lambda every: bool(every) and set(every) <= same).astype(bool)
        & rows["year"].isin([year for _, year in found])
    ]
    if rows.empty:
        return {}
    year = int(rows["year"].max())
    rows = rows[rows["year"] == year]
    return {
        str(code): _difference(year, here, there)
        for code, there in zip(rows["area_code"], rows["value"], strict=True)
        if (here := found.get((str(code), year))) is not None and pd.notna(there)
    }


def _is_count(dataset: Dataset, indicator: str) -> bool:
    return dataset.catalogue[indicator].measure is Measure.EXTENSIVE


def _difference(year: int, here: float, there: float) -> str:
    if here == there:
        return f"In {year} telt deze reeks voor deze wijk evenveel als op onze grenzen"
    percent = (here / there - 1) * 100 if there else float("inf")
    if abs(percent) < _NEARLY:
        return (
            f"In {year} telt deze reeks voor deze wijk vrijwel evenveel als op onze grenzen "
            "(verschil onder 1 %)"
        )
    word = "meer" if percent > 0 else "minder"
    size = f"{abs(percent):.0f} % " if there else ""
    return f"In {year} telt deze reeks voor deze wijk {size}{word} dan op onze grenzen"
