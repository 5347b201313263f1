"""Initiatives counted: by wijk, theme, stream, status and year, and per area for the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pandas as pd

from wijkmap.analysis.coverage import coverage_of
from wijkmap.analysis.filters import Filtered, filtered, key_labels, keyed
from wijkmap.analysis.join import NO_BUURT, place_initiatives
from wijkmap.analysis.places import Place, chosen_wijken, places_at
from wijkmap.analysis.provenance import strictest, union
from wijkmap.analysis.rates import per_residents
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.figures import figure_frame
from wijkmap.model.selection import Selection
from wijkmap.model.words import UNASSIGNED, UNKNOWN, Coverage, Level, Register, State

__all__ = [
    "NONE_FOUND",
    "NO_COVERAGE",
    "OUTSIDE",
    "PARTIAL",
    "filtered_initiatives",
    "initiative_area_figures",
    "initiative_figures",
    "register_years",
    "theme_mix",
]

OUTSIDE = "outside"
"""Key of the row that holds what lies in no wijk of the gemeente."""

NONE_FOUND = "geen gevonden in openbare bronnen"
PARTIAL = "gevonden in openbare bronnen, niet volledig"
NO_COVERAGE = "geen openbare gegevens gevonden"

_UNIT = "initiatieven"
_BY = ("wijk", "theme", "stream", "status", "year")


def filtered_initiatives(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Initiatives that every filter of a selection leaves.

    Returns
    -------
    pandas.DataFrame
        Rows of `place_initiatives`, same index. A filter on place leaves out whatever
        has no wijk; a filter on years leaves out whatever has no year.
    """
    return _filtered(dataset, selection).rows


def _filtered(dataset: Dataset, selection: Selection, *, place: bool = True) -> Filtered:
    return filtered(place_initiatives(dataset), dataset, selection, place=place)


def initiative_figures(dataset: Dataset, selection: Selection, by: str) -> pd.DataFrame:
    """Number of initiatives found, by one key.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    by : {"wijk", "theme", "stream", "status", "year"}

    Returns
    -------
    pandas.DataFrame
        Figure frame. By wijk every chosen wijk (without coverage: missing), then
        ``unassigned`` unless a place is chosen, then ``outside`` when it occurs. By
        another key every key of the vocabulary in order, then ``unknown`` when it
        occurs. Every `by` adds up to the same total. ``n`` counts source pages.

    Raises
    ------
    SelectionError
        For another `by`, or an unknown key in the selection.
    """
    if by not in _BY:
        raise SelectionError(f"{by!r} is geen sleutel. Kies uit: {', '.join(_BY)}.")
    found = _filtered(dataset, selection)
    counter = _Counter(dataset, found, str(selection.period))
    if by == "wijk":
        return figure_frame(counter.by_wijk(selection))
    return figure_frame(counter.by_key(selection, by))


class _Counter:
    """Counts rows of the register into figures."""

    def __init__(self, dataset: Dataset, found: Filtered, year: str) -> None:
        self.dataset = dataset
        self.rows = found.rows
        self.cautions = found.cautions
        self.year = year
        everything = place_initiatives(dataset)
        self.coverage = coverage_of(dataset, Register.INITIATIVES, everything["wijk"])
        self._groups: dict[str, Any] = {}
        self.wijken_with_rows = set(everything["wijk"])
        self.wijken_with_buurten = set(everything.loc[everything["buurt"] != "", "wijk"])

    def by_wijk(self, selection: Selection) -> Iterator[dict[str, object]]:
        chosen = set(chosen_wijken(self.dataset, selection))
        for place in places_at(self.dataset, Level.WIJK):
            if place.key in chosen:
                yield self.figure(place, self.rows_in("wijk", place.key), place.wijken)
        nowhere = self.rows_in("wijk", "")
        if not selection.narrows_place:
            place = Place(UNASSIGNED, "niet toegewezen", "", "", ())
            yield self.figure(place, nowhere[~nowhere["outside"]], tuple(self.coverage))
        if nowhere["outside"].any():
            place = Place(OUTSIDE, "buiten de gemeente", "", "", ())
            yield self.figure(place, nowhere[nowhere["outside"]], ())

    def by_key(self, selection: Selection, by: str) -> Iterator[dict[str, object]]:
        city = self.dataset.municipality
        wijken = chosen_wijken(self.dataset, selection)
        keys = keyed(self.rows, by)
        if by == "year":
            years = register_years(self.dataset["initiatives"], selection)
            labels = {str(year): str(year) for year in years}
        else:
            labels = key_labels(self.dataset, by)
        if (keys == UNKNOWN).any():
            labels[UNKNOWN] = "onbekend"
        for key, label in labels.items():
            place = Place(key, label, city.code, city.name, wijken)
            row = self.figure(place, self.rows[keys == key], wijken)
            if by == "year" and key != UNKNOWN:
                row["year"] = key
            yield row

    def figure(
        self, place: Place, rows: pd.DataFrame, wijken: tuple[str, ...]
    ) -> dict[str, object]:
        """Count of `rows`, judged by the coverage of `wijken`."""
        figure = self._place(place)
        coverage = [self.coverage[wijk] for wijk in wijken]
        without = coverage.count(Coverage.NONE)
        if wijken and without == len(wijken) and rows.empty:
            return figure | {"cautions": (NO_COVERAGE, *self.cautions)}
        cautions = self.cautions
        if coverage.count(Coverage.COMPLETE) < len(coverage):
            cautions = (NONE_FOUND if rows.empty else PARTIAL, *cautions)
        if without and place.key != UNASSIGNED:
            cautions = (*cautions, f"{NO_COVERAGE} voor {without} van de {len(wijken)} wijken")
        sources = union(rows["source"])
        return figure | {
            "value": float(len(rows)),
            "state": State.KNOWN.value,
            "n": float(len(sources)),
            "sources": tuple(sorted(sources)),
            "cautions": cautions,
            "public_from": strictest(rows["public_from"]),
        }

    def rows_in(self, column: str, code: str) -> pd.DataFrame:
        """Rows of one wijk or buurt, looked up in an index that is made once per column."""
        if column not in self._groups:
            self._groups[column] = self.rows.groupby(column).indices
        found: pd.DataFrame = self.rows.iloc[self._groups[column].get(code, [])]
        return found

    def not_applicable(self, place: Place, reason: str) -> dict[str, object]:
        state = State.NOT_APPLICABLE.value
        return self._place(place) | {"state": state, "cautions": (reason, *self.cautions)}

    def _place(self, place: Place) -> dict[str, object]:
        return {
            "key": place.key,
            "key_label": place.label,
            "area_code": place.area_code,
            "area_name": place.area_name,
            "year": self.year,
            "unit": _UNIT,
        }


def register_years(rows: pd.DataFrame, selection: Selection) -> tuple[int, ...]:
    """Years that a register is listed by: without gaps, within the chosen period."""
    known = rows["year"].dropna()
    if known.empty:
        return selection.period.years
    years = tuple(range(int(known.min()), int(known.max()) + 1))
    chosen = tuple(year for year in selection.period.years if year in years)
    return chosen or selection.period.years or years


def initiative_area_figures(
    dataset: Dataset, selection: Selection, level: Level, *, per_resident: bool = False
) -> pd.DataFrame:
    """Number of initiatives found per area, for the map.

    Filters on place are left aside: a figure is about its whole area, whichever areas
    are shown. The gemeente includes what is not assigned to a wijk, and leaves out what
    lies outside.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    level : Level
    per_resident : bool
        Per 1,000 residents.

    Returns
    -------
    pandas.DataFrame
        Figure frame, one row per place of the level. Buurten are not applicable, with
        the reason, where the register knows no buurt.
    """
    found = _filtered(dataset, selection, place=False)
    counter = _Counter(dataset, found, str(selection.period))
    rows = found.rows
    figures = []
    for place in places_at(dataset, level):
        if level is Level.BUURT:
            figures.append(_buurt_figure(counter, place))
        elif level is Level.WIJK:
            figures.append(counter.figure(place, counter.rows_in("wijk", place.key), place.wijken))
        elif level is Level.GEMEENTE:
            inside = rows[~rows["outside"]]
            row = counter.figure(place, inside, place.wijken)
            nowhere = int((inside["wijk"] == "").sum())
            if nowhere and isinstance(row["cautions"], tuple):
                row["cautions"] += (f"waarvan {nowhere} niet toegewezen aan een wijk",)
            figures.append(row)
        else:
            figures.append(
                counter.figure(place, rows[rows["wijk"].isin(place.wijken)], place.wijken)
            )
    frame = figure_frame(figures)
    if per_resident:
        years = [*selection.period.years, *dataset["initiatives"]["year"].dropna().tolist()]
        year = selection.period.years[-1] if selection.period else max(years, default=0)
        return per_residents(
            dataset, frame, level, int(year), per=1000.0, unit="per 1.000 inwoners"
        )
    return frame


def _buurt_figure(counter: _Counter, place: Place) -> dict[str, object]:
    wijk = place.wijken[0]
    coverage = counter.coverage[wijk]
    if coverage is Coverage.NONE:
        return counter.figure(place, counter.rows.iloc[:0], (wijk,))
    has_rows = wijk in counter.wijken_with_rows
    knows_none = wijk not in counter.wijken_with_buurten
    if knows_none and (has_rows or coverage is Coverage.PARTIAL):
        return counter.not_applicable(place, f"niet van toepassing: {NO_BUURT}")
    row = counter.figure(place, counter.rows_in("buurt", place.key), (wijk,))
    loose = int((counter.rows_in("wijk", wijk)["buurt"] == "").sum())
    if loose and isinstance(row["cautions"], tuple):
        row["cautions"] += (f"{loose} in deze wijk zonder buurt, niet meegeteld",)
    return row


def theme_mix(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Initiatives per wijk and theme, for the symbols on the map.

    Returns
    -------
    pandas.DataFrame
        Columns ``wijk``, ``theme`` (`UNKNOWN` where there is none) and ``count``, in
        order of wijk and vocabulary; only what occurs.
    """
    # The table is wide, and this is made anew for every choice of a filter.
    narrow = place_initiatives(dataset)[["wijk", "theme", "stream", "status", "year"]]
    rows = filtered(narrow, dataset, selection).rows
    order = {key: place for place, key in enumerate((*key_labels(dataset, "theme"), UNKNOWN))}
    found = Counter(zip(rows["wijk"], keyed(rows, "theme"), strict=True))
    mix = [(wijk, theme, number) for (wijk, theme), number in found.items() if wijk]
    mix.sort(key=lambda one: (one[0], order[one[1]]))
    return pd.DataFrame(mix, columns=["wijk", "theme", "count"])
