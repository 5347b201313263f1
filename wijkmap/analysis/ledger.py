"""Euros found: per key and kind, and per area for the map."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from wijkmap.analysis.counted import every_line, last_year
from wijkmap.analysis.coverage import coverage_of
from wijkmap.analysis.filters import Filtered, filtered, key_labels, keyed
from wijkmap.analysis.guarded import care_caution
from wijkmap.analysis.lines import ROUNDING_LABEL, euros, lines
from wijkmap.analysis.places import Place, chosen_wijken, places_at
from wijkmap.analysis.provenance import strictest, union
from wijkmap.analysis.rates import per_residents
from wijkmap.analysis.registers import NO_COVERAGE, NONE_FOUND, PARTIAL, register_years
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.figures import figure_frame
from wijkmap.model.selection import Selection
from wijkmap.model.words import (
    UNASSIGNED,
    UNKNOWN,
    Allocation,
    AreaScope,
    Certainty,
    Coverage,
    Kind,
    Level,
    Register,
    State,
)

__all__ = [
    "APPROXIMATELY",
    "ELSEWHERE",
    "ROUNDING",
    "budget_area_figures",
    "budget_figures",
    "elsewhere_figures",
    "lines",
]

APPROXIMATELY = "bij benadering"
"""Caution of a sum in which an amount is not exact and its range is not known."""

ROUNDING = "rounding"
"""Key of the row that holds what parts by theme differ from their whole."""

ELSEWHERE = {
    AreaScope.CITY.value: "Hele stad",
    AreaScope.WIDER.value: "Groter gebied",
    AreaScope.UNPLACED.value: "Wijk niet genoemd",
}
"""Key and name of the places that are no wijk."""

_NOT_NAMED = AreaScope.UNPLACED.value
_UNIT = "euro"
_NO_STATUS = "een bedrag zonder initiatief heeft geen status"
_BY = ("wijk", "theme", "stream", "status", "year", "kind")
_KINDS = {
    Kind.PLANNED.value: "gepland",
    Kind.AWARDED.value: "toegekend",
    Kind.SPENT.value: "besteed",
    Kind.PROPOSED.value: "voorgesteld",
    Kind.RESERVE.value: "reserve",
}


def budget_figures(dataset: Dataset, selection: Selection, by: str) -> pd.DataFrame:
    """Euros found, by one key and by kind.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
        The filter on status is about the linked initiative; without one it is unknown.
    by : {"wijk", "theme", "stream", "status", "year", "kind"}

    Returns
    -------
    pandas.DataFrame
        Figure frame in euros with two more columns: ``kind`` (one row per key and kind
        that occurs; empty where a wijk has no line) and ``cents`` (Int64). By theme the
        rounding of the source is its own row, key ``rounding``; elsewhere it is inside
        its own key. Every `by` adds up to the same cents per kind. ``n`` counts the
        amounts that are known. Certain care money in a buurt- or wijkbudget counts in no
        figure; a caution of each row says how much it holds and how much was refused.

    Raises
    ------
    SelectionError
        For another `by`, or an unknown key in the selection.
    """
    if by not in _BY:
        raise SelectionError(f"{by!r} is geen sleutel. Kies uit: {', '.join(_BY)}.")
    adder = _Adder(
        dataset, filtered(every_line(dataset, selection).rows, dataset, selection), selection
    )
    rows = adder.by_wijk(selection) if by == "wijk" else adder.by_key(selection, by)
    return _frame(rows)


def _frame(rows: Iterator[dict[str, object]]) -> pd.DataFrame:
    neutral = {"kind": "", "cents": pd.NA}
    frame = figure_frame(neutral | row for row in rows)
    for name in neutral:
        if name not in frame:
            frame[name] = pd.Series(dtype="object")
    return frame.astype({"kind": "str", "cents": "Int64"})


class _Adder:
    """Adds lines of the ledger into figures."""

    def __init__(self, dataset: Dataset, found: Filtered, selection: Selection) -> None:
        self.dataset = dataset
        self.rows = found.rows
        self.cautions = found.cautions
        self.year = str(selection.period)
        self.coverage = coverage_of(dataset, Register.BUDGET, dataset["ledger"]["area_code"])
        self._at = found.rows.groupby("wijk").indices

    def rows_in(self, wijken: tuple[str, ...]) -> pd.DataFrame:
        """Rows of some wijken, in order, looked up in an index that is made once."""
        return self.rows.iloc[sorted(at for wijk in wijken for at in self._at.get(wijk, ()))]

    def by_wijk(self, selection: Selection) -> Iterator[dict[str, object]]:
        chosen = set(chosen_wijken(self.dataset, selection))
        for place in places_at(self.dataset, Level.WIJK):
            if place.key in chosen:
                yield from self.per_kind(place, self.rows_in((place.key,)))
        if not selection.narrows_place:
            place = Place(UNASSIGNED, "niet toegewezen", "", "", tuple(self.coverage))
            yield from self.per_kind(place, self.rows[self.rows["wijk"] == ""])

    def per_kind(self, place: Place, rows: pd.DataFrame) -> Iterator[dict[str, object]]:
        """One figure per kind that occurs; one without a kind where none does."""
        if rows.empty:
            yield self.figure(place, rows)
        for kind in Kind:
            mine = rows[rows["kind"] == kind.value]
            if len(mine):
                yield self.figure(place, mine, kind.value)

    def by_key(self, selection: Selection, by: str) -> Iterator[dict[str, object]]:
        city = self.dataset.municipality
        wijken = chosen_wijken(self.dataset, selection)
        keys = self.rows["kind"] if by == "kind" else keyed(self.rows, by)
        labels = self._labels(by, selection)
        if by == "theme":
            keys = keys.mask(self.rows["is_rounding"], ROUNDING)
        for key, label in labels.items():
            rows = self.rows[keys == key]
            place = Place(key, label, city.code, city.name, wijken)
            for row in self.per_kind(place, rows) if len(rows) else ():
                if by == "status" and key == UNKNOWN and isinstance(row["cautions"], tuple):
                    row["cautions"] = (_NO_STATUS, *row["cautions"])
                yield row | {"year": key} if by == "year" and key != UNKNOWN else row

    def _labels(self, by: str, selection: Selection) -> dict[str, str]:
        if by == "kind":
            return _KINDS
        if by == "year":
            years = map(str, register_years(self.rows, selection))
            return {year: year for year in years} | {UNKNOWN: "onbekend"}
        labels = key_labels(self.dataset, by) | {UNKNOWN: "onbekend"}
        return labels | ({ROUNDING: ROUNDING_LABEL} if by == "theme" else {})

    def neutral(self, place: Place, kind: str) -> dict[str, object]:
        """Row of a place without a figure."""
        return {
            "key": place.key,
            "key_label": place.label,
            "area_code": place.area_code,
            "area_name": place.area_name,
            "year": self.year,
            "unit": _UNIT,
            "kind": kind,
        }

    def figure(self, place: Place, rows: pd.DataFrame, kind: str = "") -> dict[str, object]:
        """Sum of `rows`, judged by the coverage of the place's wijken."""
        figure = self.neutral(place, kind)
        coverage = [self.coverage[wijk] for wijk in place.wijken]
        if coverage and rows.empty and coverage.count(Coverage.NONE) == len(coverage):
            return figure | {"cautions": (NO_COVERAGE, *self.cautions)}
        cautions = self.cautions
        if coverage.count(Coverage.COMPLETE) < len(coverage):
            cautions = (NONE_FOUND if rows.empty else PARTIAL, *cautions)
        without = coverage.count(Coverage.NONE)
        if without and place.key != UNASSIGNED:
            cautions = (*cautions, f"{NO_COVERAGE} voor {without} van de {len(coverage)} wijken")
        if rows.empty:
            found_none = {"value": 0.0, "cents": 0, "state": State.KNOWN.value, "n": 0.0}
            return figure | found_none | {"cautions": cautions}
        counted, refused = rows[~rows["is_refused"]], rows[rows["is_refused"]]
        known = counted[counted["cents"].notna()]
        figure |= {
            "sources": tuple(sorted(union(rows["source"]))),
            "cautions": (
                *_amount_cautions(counted),
                *_share_cautions(counted),
                *cautions,
                *union(counted["cautions"]),
                care_caution(counted, refused),
            ),
            "public_from": strictest(rows["public_from"]),
        }
        if len(counted) and known.empty:
            return figure | {"n": 0.0}
        cents = int(known["cents"].sum())
        return figure | {
            "value": cents / 100,
            "cents": cents,
            "state": State.KNOWN.value,
            "n": float((~known["is_rounding"]).sum()),
            **_range(known),
        }


def _share_cautions(rows: pd.DataFrame) -> tuple[str, ...]:
    shares = rows.loc[rows["is_spread"], "cents"]
    if shares.empty:
        return ()
    return (f"waarvan {euros(int(shares.sum()))} euro aandeel in geld voor de hele stad",)


def _range(known: pd.DataFrame) -> dict[str, float]:
    # Nothing found is not "exactly 0".
    if known.empty or known[["low_cents", "high_cents"]].isna().to_numpy().any():
        return {}
    return {
        "low": int(known["low_cents"].sum()) / 100,
        "high": int(known["high_cents"].sum()) / 100,
    }


def _amount_cautions(rows: pd.DataFrame) -> tuple[str, ...]:
    """Sentences about what is not sure in these amounts."""
    found: list[str] = []
    unknown = int(rows["cents"].isna().sum())
    if unknown:
        found.append("1 bedrag onbekend" if unknown == 1 else f"{unknown} bedragen onbekend")
    disputed = rows[(rows["certainty"] == Certainty.DISPUTED.value) & ~rows["is_rounding"]]
    for low, high in zip(disputed["low_cents"], disputed["high_cents"], strict=True):
        if pd.notna(low) and pd.notna(high):
            found.append(f"betwist: {euros(int(low))} tot {euros(int(high))} euro")
    certainty = set(rows["certainty"])
    if Certainty.APPROXIMATE.value in certainty:
        found.append(APPROXIMATELY)
    if Certainty.COMPUTED.value in certainty:
        found.append("berekend, niet zo in de bron")
    return tuple(dict.fromkeys(found))


def budget_area_figures(  # noqa: PLR0913 - what, where, and how it is shown
    dataset: Dataset,
    selection: Selection,
    level: Level,
    kind: Kind,
    *,
    per_resident: bool = False,
    rule: Allocation = Allocation.NONE,
) -> pd.DataFrame:
    """Euros of one kind found per area, for the map.

    Filters on place are left aside: a figure is about its whole area, whichever areas
    are shown. The gemeente includes what is not assigned to a wijk.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
    level : Level
    kind : Kind
    per_resident : bool
        Divide by the number of residents.
    rule : Allocation
        What to do with money for the whole city; a caution of every row says it.

    Returns
    -------
    pandas.DataFrame
        Figure frame with ``kind`` and ``cents``, one row per place of the level. Buurten
        are not applicable: euros are known by wijk only.
    """
    rows, told = every_line(dataset, selection, rule)
    mine = rows[rows["kind"] == kind.value]
    found = filtered(mine, dataset, selection, place=False)
    adder = _Adder(dataset, found, selection)
    if told and not found.rows.empty:
        adder.cautions = (told, *adder.cautions)
    frame = _frame(_area_rows(adder, level, kind))
    if not per_resident:
        return frame
    year = last_year(mine, selection)
    divided = per_residents(dataset, frame, level, year, per=1.0, unit="euro per inwoner")
    return divided.assign(cents=pd.array([pd.NA] * len(frame), dtype="Int64"))


def elsewhere_figures(
    dataset: Dataset, selection: Selection, kind: Kind, rule: Allocation = Allocation.NONE
) -> pd.DataFrame:
    """Euros of one kind that belong to no wijk, one row per scope that occurs.

    A filter on place leaves them all out.

    Returns
    -------
    pandas.DataFrame
        Figure frame with ``kind`` and ``cents``; its keys are those of `ELSEWHERE`.
    """
    rows, _ = every_line(dataset, selection, rule)
    found = filtered(rows[rows["kind"] == kind.value], dataset, selection)
    adder = _Adder(dataset, found, selection)
    nowhere = found.rows[found.rows["wijk"] == ""]
    scopes = nowhere["scope"].where(nowhere["scope"].isin(list(ELSEWHERE)), _NOT_NAMED)
    places = [Place(key, label, "", "", ()) for key, label in ELSEWHERE.items()]
    return _frame(
        adder.figure(place, nowhere[scopes == place.key], kind.value)
        for place in places
        if (scopes == place.key).any()
    )


def _area_rows(adder: _Adder, level: Level, kind: Kind) -> Iterator[dict[str, object]]:
    for place in places_at(adder.dataset, level):
        if level is Level.BUURT:
            reason = "niet van toepassing: geld is alleen per wijk bekend"
            yield adder.neutral(place, kind.value) | {
                "state": State.NOT_APPLICABLE.value,
                "cautions": (reason,),
            }
            continue
        if level is not Level.GEMEENTE:
            yield adder.figure(place, adder.rows_in(place.wijken), kind.value)
            continue
        row = adder.figure(place, adder.rows, kind.value)
        counted = adder.rows[~adder.rows["is_refused"]]
        nowhere = counted.loc[counted["wijk"] == "", "cents"].dropna()
        if len(nowhere) and isinstance(row["cautions"], tuple):
            amount = euros(int(nowhere.sum()))
            row["cautions"] += (f"waarvan {amount} euro niet toegewezen aan een wijk",)
        yield row
