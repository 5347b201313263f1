"""Where money of one kind comes from, what it is for and where it goes."""

from __future__ import annotations

import pandas as pd

from wijkmap.analysis.counted import every_line
from wijkmap.analysis.filters import filtered, key_labels, keyed
from wijkmap.analysis.ledger import ELSEWHERE, ROUNDING
from wijkmap.analysis.lines import ROUNDING_LABEL
from wijkmap.analysis.places import chosen_wijken, places_at
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection
from wijkmap.model.words import UNKNOWN, Allocation, AreaScope, Level

__all__ = ["flow_labels", "flow_lines", "flows"]

_STEPS = ["stream", "theme", "place"]


def flow_lines(
    dataset: Dataset, selection: Selection, level: Level, rule: Allocation = Allocation.NONE
) -> pd.DataFrame:
    """Lines of the ledger under the filters, with the three steps of a flow.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
        A filter on place holds after the rule: it shows the wijken's share of the city's.
    level : {Level.WIJK, Level.STADSDEEL}
    rule : Allocation

    Returns
    -------
    pandas.DataFrame
        Of `wijkmap.analysis.counted.every_line`, the refused included, with ``theme`` and
        ``stream`` filled (`UNKNOWN`; `ROUNDING` for what parts by theme differ from their
        whole) and ``place``: a wijk code, the key of a stadsdeel, or a key of `ELSEWHERE`.
    """
    rows = filtered(every_line(dataset, selection, rule).rows, dataset, selection, place=False).rows
    if selection.narrows_place:
        rows = rows[rows["wijk"].isin(chosen_wijken(dataset, selection))]
    theme = keyed(rows, "theme").mask(rows["is_rounding"], ROUNDING)
    homes = {"": ""}
    if level is Level.STADSDEEL:
        homes = {wijk: one.key for one in places_at(dataset, level) for wijk in one.wijken}
    place = rows["wijk"].map(lambda wijk: homes.get(wijk, wijk))
    nowhere = rows["scope"].where(rows["scope"].isin(list(ELSEWHERE)), AreaScope.UNPLACED.value)
    return rows.assign(
        stream=keyed(rows, "stream"), theme=theme, place=place.mask(rows["wijk"] == "", nowhere)
    )


def flows(lines: pd.DataFrame) -> pd.DataFrame:
    """Lines of one kind added up by stream, theme and place.

    Parameters
    ----------
    lines : pandas.DataFrame
        Of `flow_lines`, one kind.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1, one row per stream, theme and place that occurs, in that order:
        ``cents`` (int64, the sum of what is known), ``low_cents`` and ``high_cents``
        (int64; an amount without a range counts as itself), ``unknown`` (number of lines
        without an amount), ``lines`` and ``is_about`` (bool: an amount is approximate).
        Refused lines are left out; what is left equals the ledger to the cent.
    """
    kept = lines[~lines["is_refused"]]
    kept = kept.assign(
        low_cents=kept["low_cents"].fillna(kept["cents"]),
        high_cents=kept["high_cents"].fillna(kept["cents"]),
        unknown=kept["cents"].isna().astype("int64"),
        is_about=kept["certainty"] == "approximate",
    )
    grouped = kept.groupby(_STEPS, as_index=False, sort=True).agg(
        cents=("cents", "sum"),
        low_cents=("low_cents", "sum"),
        high_cents=("high_cents", "sum"),
        unknown=("unknown", "sum"),
        lines=("unknown", "size"),
        is_about=("is_about", "any"),
    )
    return grouped.astype(dict.fromkeys(["cents", "low_cents", "high_cents"], "int64"))


def flow_labels(dataset: Dataset, level: Level) -> dict[str, dict[str, str]]:
    """Names of the keys of each step, in order of the vocabulary and the areas.

    Parameters
    ----------
    dataset : Dataset
    level : {Level.WIJK, Level.STADSDEEL}

    Returns
    -------
    dict of str to dict of str to str
        By step: ``stream``, ``theme`` and ``place``.
    """
    places = {one.key: one.label for one in places_at(dataset, level)}
    return {
        "stream": key_labels(dataset, "stream") | {UNKNOWN: "Geldstroom onbekend"},
        "theme": key_labels(dataset, "theme")
        | {UNKNOWN: "Geen thema genoemd", ROUNDING: ROUNDING_LABEL.capitalize()},
        "place": places | ELSEWHERE,
    }
