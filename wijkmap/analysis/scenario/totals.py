"""A division seen from further away: per stadsdeel, and per rule."""

from __future__ import annotations

import pandas as pd

from wijkmap.analysis.places import places_at
from wijkmap.analysis.scenario.division import FEWEST, Division
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level

__all__ = ["by_stadsdeel", "favoured", "mean_per_resident"]

_REST = "overig"


def by_stadsdeel(dataset: Dataset, division: Division) -> pd.DataFrame:
    """Sum of the wijken of each stadsdeel.

    Parameters
    ----------
    dataset : Dataset
    division : Division

    Returns
    -------
    pandas.DataFrame
        Index ``stadsdeel``; ``name``, ``wijken`` (how many take part), then ``cents``,
        ``residents``, ``euro_per_resident`` and a column per rule as in `Division`. A
        stadsdeel without a wijk that takes part is left out; wijken without a stadsdeel
        stand together in a last row. Together the pot. <NA> in a rule whose every wijk is left
        out of it.
    """
    frame = division.frame
    home = {
        code: place.key for place in places_at(dataset, Level.STADSDEEL) for code in place.wijken
    }
    names = {place.key: place.label for place in places_at(dataset, Level.STADSDEEL)}
    names[_REST] = "Buiten de stadsdelen"
    keys = pd.Series([home.get(str(code), _REST) for code in frame.index], frame.index)
    groups = frame.groupby(keys, sort=False)
    found = pd.DataFrame({"wijken": groups.size(), "cents": groups["cents"].sum()})
    found["residents"] = groups["residents"].sum(min_count=1)
    found.loc[groups["residents"].count() < found["wijken"], "residents"] = float("nan")
    enough = found["residents"].where(found["residents"] >= FEWEST)
    found["euro_per_resident"] = found["cents"] / 100 / enough
    for key in division.scenario.columns:
        found[key] = groups[key].sum(min_count=1)
    found.insert(0, "name", [names[str(key)] for key in found.index])
    order = [key for key in names if key in found.index]
    return found.loc[order].rename_axis("stadsdeel")


def mean_per_resident(division: Division) -> float | None:
    """Euros per resident of all wijken that take part; None when residents are not known."""
    residents = division.frame["residents"]
    if residents.isna().any() or not residents.sum():
        return None
    return float(division.scenario.pot / 100 / residents.sum())


def favoured(division: Division) -> pd.DataFrame:
    """Whom each rule gives most and least per resident, and who pays for a bound.

    Parameters
    ----------
    division : Division

    Returns
    -------
    pandas.DataFrame
        Index ``rule``, the keys of the rules in order; ``cents`` (given in all, by a bound
        moved), ``most`` and ``least`` (wijk codes, empty when nobody has an amount
        per resident, or all have the same to the cent), ``most_per_resident`` and ``least_per_resident`` (euros),
        ``up`` and ``down`` (how many wijken get something, and give something).
    """
    frame = division.frame
    residents = frame["residents"].where(frame["residents"] >= FEWEST)
    rows = []
    for key in division.scenario.columns:
        given = frame[key].fillna(0).astype("int64")
        each = (given / 100 / residents).dropna()
        # What differs by less than a cent is the same.
        differs = len(each) > 0 and round(each.max(), 2) > round(each.min(), 2)
        rows.append(
            {
                "cents": int(given[given > 0].sum()),
                "most": str(each.idxmax()) if differs else "",
                "least": str(each.idxmin()) if differs else "",
                "most_per_resident": float(each.max()) if len(each) else float("nan"),
                "least_per_resident": float(each.min()) if len(each) else float("nan"),
                "up": int((given > 0).sum()),
                "down": int((given < 0).sum()),
            }
        )
    return pd.DataFrame(rows, index=pd.Index(division.scenario.columns, name="rule", dtype="str"))
