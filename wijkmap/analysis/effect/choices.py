"""Other groups to compare with, each leaving out wijken that may have had some of it too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from wijkmap.analysis.comparison import shared_consultations, streams_elsewhere
from wijkmap.analysis.effect.groups import FEWEST
from wijkmap.analysis.ledger import lines
from wijkmap.model.dataset import Dataset

__all__ = ["Choice", "choices", "later_treated"]

_STREAM = "buurtbudget"


@dataclass(frozen=True)
class Choice:
    """Rest of the city without some wijken.

    Attributes
    ----------
    key, label : str
    codes : tuple of str
        Wijken that stay.
    left_out : tuple of str
    note : str
        Dutch: why they are left out, and what stands in for what.
    """

    key: str
    label: str
    codes: tuple[str, ...]
    left_out: tuple[str, ...]
    note: str

    @property
    def enough(self) -> bool:
        """Whether enough wijken stay to compare with."""
        return len(self.codes) >= FEWEST


def choices(dataset: Dataset) -> tuple[Choice, ...]:
    """Groups that leave out the pilots' stadsdeel, and wijken that were treated later."""
    found = []
    parts = {
        part.key: part
        for code in shared_consultations(dataset)
        if (part := dataset.municipality.stadsdeel_of(code))
    }
    for key, part in parts.items():
        note = (
            f"Stadsdeel {part.name} staat hier voor het wijkoverleg dat de pilot deelt: "
            "de grenzen daarvan zijn niet bekend"
        )
        label = f"zonder rest van {part.name}"
        found.append(_without(dataset, f"zonder-{key}", label, part.wijken, note))
    if later := later_treated(dataset):
        years = sorted({year for every in later.values() for year in every})
        span = str(years[0]) if len(years) == 1 else f"{years[0]} tot en met {years[-1]}"
        note = f"Deze wijken kregen zelf een buurtbudget ({span}, uit het kasboek)"
        label = "zonder later behandelde wijken"
        found.append(_without(dataset, "zonder-later", label, tuple(later), note))
    return tuple(found)


def later_treated(dataset: Dataset) -> dict[str, tuple[int, ...]]:
    """Years in which wijken other than the pilots had a buurtbudget, from the ledger.

    Returns
    -------
    dict of str to tuple of int
        By wijk code; years after the start only. Computed once per dataset.
    """
    return dataset.once(("effect.later",), partial(_later_treated, dataset))


def _later_treated(dataset: Dataset) -> dict[str, tuple[int, ...]]:
    elsewhere = streams_elsewhere(dataset).get(_STREAM, ())
    rows = lines(dataset["ledger"])
    rows = rows[(rows["stream"] == _STREAM) & rows["area_code"].isin(elsewhere)]
    rows = rows[rows["year"] > dataset.municipality.last_year_before]
    return {
        str(code): tuple(sorted(set(map(int, years))))
        for code, years in rows.dropna(subset=["year"]).groupby("area_code")["year"]
    }


def _without(dataset: Dataset, key: str, label: str, wijken: tuple[str, ...], note: str) -> Choice:
    left_out = tuple(code for code in dataset.rest if code in wijken)
    stay = tuple(code for code in dataset.rest if code not in wijken)
    return Choice(key, label, stay, left_out, note)
