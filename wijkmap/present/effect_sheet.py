"""Every placebo value as rows of a file."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkmap.analysis.effect.history import Cloud
from wijkmap.analysis.effect.outcome import Outcome
from wijkmap.analysis.effect.placebo import TIE
from wijkmap.analysis.effect.series import LOG_RATE_RATIO
from wijkmap.model.dataset import Dataset

__all__ = ["COLUMNS", "placebo_sheet"]

COLUMNS = {
    "van": "Periode voor",
    "naar": "Periode of jaar na",
    "set": "Volgnummer; de pilots zijn 1",
    "zijn_de_pilots": "Of dit de pilots zelf zijn",
    "codes": "Codes van de wijken van de set",
    "wijken": "Namen van de wijken van de set",
    "uitkomst": "Verandering van de set min die van haar eigen vergelijking",
    "schaal": "verschil, of logaritme van de verhouding van twee verhoudingen",
    "toetswaarde": "Wat gerangschikt is; bij aantallen de uitkomst gedeeld door haar onzekerheid",
    "minstens_zo_ver": "Of de set minstens zo ver van nul ligt als de pilots",
    "indicator": "Sleutel van het cijfer",
}
"""Columns of the sheet, with what they mean."""


def placebo_sheet(dataset: Dataset, outcome: Outcome, moved: Cloud | None) -> pd.DataFrame:
    """One row per set: first of the question itself, then of every year since its base.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1; columns as `COLUMNS`. No rows when nothing was ranked.
    """
    question = outcome.question
    parts = []
    if outcome.plan is not None and len(outcome.together.estimates):
        found = outcome.together
        members = outcome.plan.members
        ranked = found.estimates, found.statistics
        parts.append(_rows(dataset, outcome, str(question.after), members, ranked))
    asked = outcome.after if len(outcome.after) == 1 else ()
    if moved is not None:
        for year in moved.estimates.columns:
            if year in asked:
                continue
            values: tuple[NDArray[np.float64], ...] = tuple(
                one[year].to_numpy(dtype=float) for one in (moved.estimates, moved.statistics)
            )
            parts.append(_rows(dataset, outcome, str(year), list(moved.members), values))
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.concat(parts, ignore_index=True)


def _rows(
    dataset: Dataset,
    outcome: Outcome,
    after: str,
    members: list[tuple[str, ...]],
    values: tuple[NDArray[np.float64], ...],
) -> pd.DataFrame:
    estimates, statistics = values
    known = np.isfinite(estimates)
    names = [", ".join(map(dataset.name_of, one)) for one in members]
    ratio = outcome.scale == LOG_RATE_RATIO
    own = abs(float(statistics[0])) if known[0] else math.nan
    frame = pd.DataFrame(
        {
            "van": str(outcome.question.before),
            "naar": after,
            "set": range(1, len(members) + 1),
            "zijn_de_pilots": ["ja" if at == 0 else "nee" for at in range(len(members))],
            "codes": [", ".join(one) for one in members],
            "wijken": names,
            "uitkomst": estimates,
            "schaal": "logaritme van een verhouding" if ratio else "verschil",
            "toetswaarde": statistics,
            "minstens_zo_ver": np.where(np.abs(statistics) >= own - TIE, "ja", "nee"),
            "indicator": outcome.question.indicator,
        }
    )
    return frame[known]
