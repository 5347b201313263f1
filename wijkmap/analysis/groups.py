"""Pilots beside the rest of the city, for one layer."""

from __future__ import annotations

import math

import pandas as pd

from wijkmap.analysis.layers import layer_figures
from wijkmap.analysis.places import PILOTS, REST, members
from wijkmap.analysis.provenance import union
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import FIGURE_COLUMNS, figure_frame, figures
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Coverage, Level, Measure, Register, State

__all__ = ["DIFFERENCE", "members", "pilots_beside_rest"]

DIFFERENCE = "difference"
"""Key of the row that holds the pilots' value minus that of the rest."""


def pilots_beside_rest(
    dataset: Dataset, layer_id: str, year: Period, selection: Selection
) -> pd.DataFrame:
    """Pilots, each pilot, the rest, their difference and the city, for one layer.

    Parameters
    ----------
    dataset : Dataset
    layer_id : str
    year : Period
        Of an indicator.
    selection : Selection
        Its filters hold for a register.

    Returns
    -------
    pandas.DataFrame
        Figure frame with the keys ``pilots``, each pilot's code, ``rest``, for crime
        ``rest_without_centre`` and ``median_wijk``, then ``difference`` and the
        gemeente's code. There is no difference for a count or class (groups of
        different size), nor for a register that is not complete everywhere: that row is
        left out.
    """
    asked = Selection(
        themes=selection.themes,
        streams=selection.streams,
        statuses=selection.statuses,
        period=selection.period,
        year=year,
    )
    groups = layer_figures(dataset, layer_id, asked, Level.GROUP)
    wijken = layer_figures(dataset, layer_id, asked, Level.WIJK)
    city = layer_figures(dataset, layer_id, asked, Level.GEMEENTE)
    is_pilots = groups["key"] == PILOTS
    parts = [
        groups[is_pilots],
        wijken[wijken["key"].isin(dataset.pilots)],
        groups[~is_pilots],
        city,
    ]
    if _comparable(dataset, layer_id):
        parts.insert(3, _difference(groups))
    frames = [part[list(FIGURE_COLUMNS)] for part in parts if len(part)]
    return pd.concat(frames, ignore_index=True)


def _comparable(dataset: Dataset, layer_id: str) -> bool:
    if layer_id in dataset.catalogue:
        return dataset.catalogue[layer_id].measure in (Measure.RATE, Measure.SCORE)
    if not layer_id.endswith(("_per_1000", "_per_resident")):
        return False
    initiatives = layer_id.startswith("initiatives")
    register = Register.INITIATIVES if initiatives else Register.BUDGET
    table = dataset["coverage"]
    complete = table[
        (table["register"] == register.value) & (table["coverage"] == Coverage.COMPLETE.value)
    ]
    return set(dataset.pilots + dataset.rest) <= set(complete["area_code"])


def _difference(groups: pd.DataFrame) -> pd.DataFrame:
    both = {figure.key: figure for figure in figures(groups)}
    pilots, rest = both[PILOTS], both[REST]
    row: dict[str, object] = {
        "key": DIFFERENCE,
        "key_label": "Verschil (pilots min overige wijken)",
        "area_code": pilots.area_code,
        "area_name": pilots.area_name,
        "year": pilots.year,
        "unit": pilots.unit,
        "state": rest.state.value if pilots.state is State.KNOWN else pilots.state.value,
        "sources": tuple(sorted(union((pilots.sources, rest.sources)))),
        "cautions": union((pilots.cautions, rest.cautions)),
        "public_from": max(pilots.public_from, rest.public_from),
    }
    if pilots.value is not None and rest.value is not None:
        gap = pilots.value - rest.value
        row["value"] = gap
        if pilots.high is not None and rest.high is not None:
            # Independent groups: their margins add as squares.
            half = math.hypot(pilots.high - pilots.value, rest.high - rest.value)
            row |= {"low": gap - half, "high": gap + half}
    return figure_frame([row])
