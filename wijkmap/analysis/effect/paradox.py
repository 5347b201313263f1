"""The reporting paradox: reports of a wijk read together with safety and trust.

Fewer reports can mean that less happens, or that people stopped reporting. So reports
never stand alone: each wijk falls in one type, from the declared indicators of the goals
on reports, feeling of safety and trust together.
"""

from __future__ import annotations

import math
from enum import StrEnum
from functools import partial

import pandas as pd

from wijkmap.analysis.effect.series import series_of
from wijkmap.analysis.effect.verdict import REPORTS, SAFETY, TRUST, Declared, declared
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period
from wijkmap.model.words import Level

__all__ = ["GREEN", "Moved", "moved", "paradox"]


class Moved(StrEnum):
    """How a wijk moved."""

    SAFER = "safer"
    QUIETER = "quieter"
    MORE_TRUST = "more_trust"
    WORSE = "worse"
    UNKNOWN = "unknown"


GREEN = frozenset({Moved.SAFER})
"""The only type that may be shown as good news."""

_PARTS = {"reports": REPORTS, "safety": SAFETY, "trust": TRUST}


def moved(reports: float, safety: float, trust: float) -> Moved:
    """Type of a wijk.

    Parameters
    ----------
    reports, safety, trust : float
        Change; positive is more reports, a better feeling of safety, more trust. NaN
        where not known.

    Returns
    -------
    Moved
        Unknown when any of the three is, or when reports did not move. Fewer reports
        are ``SAFER`` only when the feeling of safety rose and trust did not fall; else
        ``QUIETER``. More reports are ``MORE_TRUST`` when safety and trust both rose;
        else ``WORSE``.

    Examples
    --------
    >>> moved(-0.2, 0.3, 5), moved(-0.2, 0.3, -5)
    (<Moved.SAFER: 'safer'>, <Moved.QUIETER: 'quieter'>)
    """
    if any(math.isnan(one) for one in (reports, safety, trust)) or reports == 0:
        return Moved.UNKNOWN
    if reports < 0:
        return Moved.SAFER if safety > 0 and trust >= 0 else Moved.QUIETER
    return Moved.MORE_TRUST if safety > 0 and trust > 0 else Moved.WORSE


def paradox(dataset: Dataset, periods: tuple[Period, Period] | None = None) -> pd.DataFrame:
    """Type of every wijk.

    Each change is that of the wijk minus the mean of all wijken without the pilots: what
    the whole city did is not the wijk's own. Reports are compared on the log scale.

    Parameters
    ----------
    dataset : Dataset
    periods : tuple of Period or None
        Before and after for all three; None: as declared for each goal.

    Returns
    -------
    pandas.DataFrame
        Index wijk code; columns ``reports``, ``safety``, ``trust`` (float, NaN where not
        known), ``type`` (a `Moved` value) and ``missing`` (tuple of str: the goals that lack
        a figure for this wijk). Computed once per dataset and periods.
    """
    return dataset.once(("effect.paradox", periods), partial(_paradox, dataset, periods))


def _paradox(dataset: Dataset, periods: tuple[Period, Period] | None) -> pd.DataFrame:
    codes = list(map(str, dataset.areas_at(Level.WIJK).index))
    mine = {one.goal: one for one in declared(dataset)}
    found = pd.DataFrame(math.nan, index=codes, columns=list(_PARTS))
    for name, goal in _PARTS.items():
        if one := mine.get(goal):
            sign = 1 if name == "reports" else dataset.catalogue[one.indicator].direction
            found[name] = sign * _changes(dataset, one, periods).reindex(codes)
    lacking = {goal: found[name].isna().to_numpy() for name, goal in _PARTS.items()}
    missing = [
        tuple(goal for goal, lacks in lacking.items() if lacks[at]) for at in range(len(codes))
    ]
    return found.assign(
        type=[moved(*map(float, row)).value for row in found.itertuples(index=False)],
        missing=pd.Series(missing, index=codes, dtype=object),
    )


def _changes(dataset: Dataset, one: Declared, periods: tuple[Period, Period] | None) -> pd.Series:
    """Change per wijk minus the mean of all wijken that are no pilot."""
    series = series_of(dataset, one.indicator)
    wanted = periods or (one.before, one.after)
    before, after = (series.existing(period.years) for period in wanted)
    if not before or not after:
        return pd.Series(dtype=float)
    change = series.change(before, after)
    return change - change.reindex(list(dataset.rest)).mean()
