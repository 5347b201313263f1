"""Lines of the ledger as they count: with their wijk and status, behind the 3D lock."""

from __future__ import annotations

from functools import partial

import pandas as pd

from wijkmap.analysis.allocation import Allocated, allocated
from wijkmap.analysis.guarded import guarded_lines
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection
from wijkmap.model.words import Allocation

__all__ = ["budget_lines", "every_line", "last_year", "refused_lines"]


def budget_lines(dataset: Dataset) -> pd.DataFrame:
    """Lines of a dataset that count, with ``wijk`` and the ``status`` of the linked initiative.

    Returns
    -------
    pandas.DataFrame
        Of `wijkmap.analysis.guarded.guarded_lines`; ``wijk`` and ``status`` are empty
        text where there is none. Read only: it is computed once.
    """
    kept = partial(_placed, dataset, guarded_lines(dataset).kept)
    return dataset.once("budget_lines", kept)


def refused_lines(dataset: Dataset) -> pd.DataFrame:
    """Lines that the 3D lock keeps out of every total, with the same columns."""
    refused = partial(_placed, dataset, guarded_lines(dataset).refused)
    return dataset.once("refused_lines", refused)


def _placed(dataset: Dataset, found: pd.DataFrame) -> pd.DataFrame:
    status = dataset["initiatives"].set_index("initiative_id")["status"].astype("str")
    linked = status.reindex(found["initiative_id"]).fillna("")
    return found.assign(wijk=found["area_code"], status=linked.to_numpy())


def every_line(
    dataset: Dataset, selection: Selection, rule: Allocation = Allocation.NONE
) -> Allocated:
    """Lines that count and lines that are refused, told apart by ``is_refused``.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
        Its period says of which year the residents are that a rule divides by; no line
        is left out.
    rule : Allocation
        What to do with money for the whole city.

    Returns
    -------
    Allocated
        Read only: it is computed once per rule and year.
    """
    found = dataset.once("every_line", partial(_told_apart, dataset))
    # Without a rule nothing is divided, whatever the year.
    year = 0 if rule is Allocation.NONE else last_year(found, selection)
    divide = partial(allocated, dataset, found, rule, year)
    return dataset.once(("allocated", rule, year), divide)


def _told_apart(dataset: Dataset) -> pd.DataFrame:
    kept, refused = budget_lines(dataset), refused_lines(dataset)
    return pd.concat([kept.assign(is_refused=False), refused.assign(is_refused=True)]).sort_index()


def last_year(rows: pd.DataFrame, selection: Selection) -> int:
    """Last year of the chosen period, else of the rows; 0 where no row has a year."""
    if selection.period:
        return selection.period.years[-1]
    return int(max([0, *rows["year"].dropna().tolist()]))
