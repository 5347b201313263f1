"""Which wijken differ from the rest of the city, or why that cannot be said, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wijkmap.analysis.layers import Layer
from wijkmap.analysis.measures import wijk_differences
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level, MarginRule, Measure
from wijkmap.present.numbers import number
from wijkmap.present.sentences import enumeration

__all__ = ["ANSWERS", "Differences", "answer", "differences"]

ANSWERS = {True: "ja", False: "nee", None: "niet te toetsen"}
"""Words of a table for: this wijk differs from the rest of the city."""

_NO_MARGIN = "Marge onbekend, verschillen niet te toetsen."
_COUNT = "Aantallen hangen af van hoe groot een gebied is, verschillen niet te toetsen."
_REGISTER = "Niet volledig geteld, verschillen niet te toetsen."
_BUURT = "Verschillen toetsen wij alleen per wijk."


@dataclass(frozen=True)
class Differences:
    """Answers of all years of a layer.

    Attributes
    ----------
    by_year : mapping of str to pandas.Series
        Boolean by area code, <NA> where it cannot be said; a year in which nothing can
        be said is left out.
    reason : str
        Why nothing can be said, for a year that is left out.
    """

    by_year: Mapping[str, pd.Series]
    reason: str

    def sentence(self, year: str, names: Mapping[str, str]) -> str:
        """What is so in a year, with the names of the wijken that differ.

        Parameters
        ----------
        year : str
        names : mapping of str to str
            Name by code of the wijken shown.
        """
        if year not in self.by_year:
            return self.reason
        found = self.by_year[year].reindex(list(names))
        differing = [name for code, name in names.items() if answer(found, code)]
        tail = f": {enumeration(differing)}" if differing else ""
        said = f"{number(len(differing))} van {number(len(names))} wijken wijken echt af van de rest van de stad{tail}."
        if silent := int(found.isna().sum()):
            said += f" Niet te toetsen: {silent}."
        return said


def answer(found: pd.Series | None, code: str) -> bool | None:
    """Answer for one area; None where it cannot be said."""
    value = pd.NA if found is None else found.get(code, pd.NA)
    return None if pd.isna(value) else bool(value)


def differences(dataset: Dataset, layer: Layer, level: Level) -> Differences:
    """Answers for a layer at a level of the map."""
    if layer.id not in dataset.catalogue:
        return Differences({}, _REGISTER)
    indicator = dataset.catalogue[layer.id]
    if indicator.margin is MarginRule.NONE:
        return Differences({}, _NO_MARGIN)
    if indicator.measure is not Measure.RATE:
        return Differences({}, _COUNT)
    if level is not Level.WIJK:
        return Differences({}, _BUURT)
    return Differences(wijk_differences(dataset, layer.id), _NO_MARGIN)
