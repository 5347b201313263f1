"""Who gains and who loses: one division beside another, or beside what is found today."""

from __future__ import annotations

import pandas as pd

from wijkmap.analysis.ledger import budget_area_figures
from wijkmap.analysis.scenario.division import Division
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Kind, Level

__all__ = ["found_today", "gains"]

_FEWEST = 100


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
        ``difference`` (cents, Int64) and ``difference_per_resident`` (euros, float64, NaN
        under 100 residents). A wijk that takes no part in a division gets nothing from
        it. Where before is not known, so is the difference.
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
            "difference_per_resident": euros / residents.where(residents >= _FEWEST),
        }
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
