"""Who gains and who loses: one division beside another, or beside what is found today."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmap.analysis.counted import budget_lines
from wijkmap.analysis.coverage import coverage_of
from wijkmap.analysis.ledger import budget_area_figures
from wijkmap.analysis.provenance import union
from wijkmap.analysis.scenario.division import FEWEST, Division
from wijkmap.model.care import GUARDED_STREAMS
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Coverage, Kind, Level, Register

__all__ = ["Today", "found_today", "gains", "gains_from_today", "today"]

_KINDS = (Kind.PLANNED, Kind.AWARDED, Kind.SPENT)


def gains(before: pd.Series, after: Division) -> pd.DataFrame:
    """Gain or loss of every wijk.

    Parameters
    ----------
    before : pandas.Series
        Cents by wijk code, <NA> where not known: the ``cents`` of another division, or
        `found_today`.
    after : Division

    Returns
    -------
    pandas.DataFrame
        Index ``wijk_code``, every wijk of either in order; ``before``, ``after`` and
        ``difference`` (cents, Int64), ``residents`` (NaN where not known) and
        ``difference_per_resident`` (euros, float64, NaN under 100 residents). A wijk that
        takes no part in a division gets nothing from it. Where before is not known, so is
        the difference.
    """
    codes = pd.Index(sorted({*before.index, *after.frame.index}), name="wijk_code", dtype="str")
    absent = ~codes.isin(before.index)
    old = before.astype("Int64").reindex(codes)
    old[absent] = 0
    new = after.frame["cents"].astype("Int64").reindex(codes).fillna(0)
    residents = after.frame["residents"].reindex(codes)
    difference = new - old
    euros = difference.astype("float64") / 100
    return pd.DataFrame(
        {
            "before": old,
            "after": new,
            "difference": difference,
            "residents": residents,
            "difference_per_resident": euros / residents.where(residents >= FEWEST),
        }
    )


@dataclass(frozen=True)
class Today:
    """The newest buurtbudget per wijk that public sources tell of.

    Attributes
    ----------
    kind : Kind
    year : int
    frame : pandas.DataFrame
        Index ``wijk_code``, every wijk; ``cents``, ``low`` and ``high`` (Int64). <NA>
        where nobody knows: nothing was looked for, nothing was found in a register that is
        not complete, or an amount is missing. 0 only in a complete register. A disputed
        amount has a ``low`` and ``high`` that differ.
    partial : int
        How many wijken have a register that is not complete: more may have been given.
    sources : tuple of str
        Ids.
    """

    kind: Kind
    year: int
    frame: pd.DataFrame
    partial: int
    sources: tuple[str, ...]


def today(dataset: Dataset) -> Today | None:
    """Find the newest buurtbudget per wijk; None when there is none.

    Kinds are never added: planned money when there is any, else awarded, else spent.
    """
    lines = budget_lines(dataset)
    guarded = lines["stream"].astype("str").str.startswith(GUARDED_STREAMS)
    lines = lines[guarded & (lines["wijk"] != "") & lines["cents"].notna() & lines["year"].notna()]
    for kind in _KINDS:
        mine = lines[lines["kind"] == kind.value]
        if len(mine):
            return _today(dataset, kind, int(mine["year"].max()), tuple(mine["stream"].unique()))
    return None


def _today(dataset: Dataset, kind: Kind, year: int, streams: tuple[str, ...]) -> Today:
    asked = Selection(period=Period((year,)), streams=streams)
    figures = budget_area_figures(dataset, asked, Level.WIJK, kind)
    figures = figures.set_index(figures["key"].astype("str").rename("wijk_code"))
    coverage = coverage_of(dataset, Register.BUDGET, figures.index)
    is_whole = pd.Series(
        [coverage[code] is Coverage.COMPLETE for code in figures.index], figures.index
    )
    lines = budget_lines(dataset)
    asked_lines = (
        (lines["kind"] == kind.value) & (lines["year"] == year) & lines["stream"].isin(streams)
    )
    unknown = set(lines.loc[asked_lines & lines["cents"].isna(), "wijk"])
    nothing = figures["cents"].eq(0).fillna(value=False) & figures["n"].eq(0)
    known = figures["cents"].notna() & ~(nothing & ~is_whole) & ~figures.index.isin(unknown)
    cents = figures["cents"].where(known)
    ends = {
        name: (figures[name] * 100).round().astype("Int64").fillna(cents).where(known)
        for name in ("low", "high")
    }
    return Today(
        kind,
        year,
        pd.DataFrame({"cents": cents, **ends}),
        int((~is_whole).sum()),
        tuple(sorted(union(figures["sources"]))),
    )


def gains_from_today(before: Today, after: Division) -> pd.DataFrame:
    """Gain or loss of every wijk against what is found; of a disputed amount as a range.

    Returns
    -------
    pandas.DataFrame
        As `gains`, with ``difference`` <NA> where the amount is disputed, and
        ``before_low``, ``before_high``, ``difference_low`` and ``difference_high``
        (cents, Int64), <NA> where before is not known.
    """
    frame = gains(before.frame["cents"], after)
    low = before.frame["low"].reindex(frame.index)
    high = before.frame["high"].reindex(frame.index)
    is_range = low.ne(high).fillna(value=False)
    return frame.assign(
        difference=frame["difference"].mask(is_range),
        difference_per_resident=frame["difference_per_resident"].mask(is_range),
        before_low=low,
        before_high=high,
        difference_low=frame["after"] - high,
        difference_high=frame["after"] - low,
    )


def found_today(dataset: Dataset, kind: Kind, period: Period) -> pd.Series:
    """Cents of one kind found in public sources per wijk, to set beside a scenario.

    Parameters
    ----------
    dataset : Dataset
    kind : Kind
    period : Period
        Empty: every year, the unknown included.

    Returns
    -------
    pandas.Series of Int64, index wijk code
        <NA> where nothing was looked for or no amount is known; what was found need not
        be all there is.
    """
    frame = budget_area_figures(dataset, Selection(period=period), Level.WIJK, kind)
    return frame.set_index(frame["key"].astype("str"))["cents"].rename("cents")
