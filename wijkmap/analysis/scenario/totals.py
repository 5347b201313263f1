"""A division seen from further away: per stadsdeel, and per rule."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from wijkmap.analysis.places import places_at
from wijkmap.analysis.scenario.division import FEWEST, Division
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level

__all__ = ["by_stadsdeel", "favoured", "gains_by_stadsdeel", "mean_per_resident"]


def by_stadsdeel(dataset: Dataset, division: Division) -> Division:
    """Division with the sum of the wijken of each stadsdeel as its rows.

    Parameters
    ----------
    dataset : Dataset
    division : Division
        Per wijk.

    Returns
    -------
    Division
        Its frame has the columns of `Division` and ``wijken`` (how many take part). A
        stadsdeel without a wijk that takes part is left out; together the pot. Residents
        are NaN where those of a wijk are not known, a rule <NA> where it left every wijk
        out.
    """
    frame, keys = division.frame, _stadsdeel_of(dataset, division.frame)
    groups = frame.groupby(keys, sort=False)
    found = pd.DataFrame({"wijken": groups.size(), "cents": groups["cents"].sum()})
    found["residents"] = groups["residents"].sum(skipna=False)
    enough = found["residents"].where(found["residents"] >= FEWEST)
    found["euro_per_resident"] = found["cents"] / 100 / enough
    for key in division.scenario.columns:
        found[key] = groups[key].sum(min_count=1)
    names = {place.key: place.label for place in places_at(dataset, Level.STADSDEEL)}
    found.insert(0, "name", [names[str(key)] for key in found.index])
    order = [key for key in names if key in found.index]
    return replace(division, frame=found.loc[order].rename_axis("stadsdeel"), level=Level.STADSDEEL)


def gains_by_stadsdeel(dataset: Dataset, frame: pd.DataFrame) -> pd.DataFrame:
    """Gains and losses with the sum of the wijken of each stadsdeel as rows.

    Parameters
    ----------
    dataset : Dataset
    frame : pandas.DataFrame
        Of `wijkmap.analysis.scenario.gains`, per wijk.

    Returns
    -------
    pandas.DataFrame
        Index ``stadsdeel``, the same columns. What is not known of one wijk is not known
        of its stadsdeel; a sum with a disputed amount in it is a range.
    """
    money = frame.drop(columns=["difference_per_resident"])
    found = money.groupby(_stadsdeel_of(dataset, frame), sort=False).sum(skipna=False)
    if "before_low" in found:
        is_range = found["before_low"].ne(found["before_high"]).fillna(value=False)
        found["difference"] = (found["after"] - found["before"]).mask(is_range)
    each = found["difference"].astype("float64") / 100
    found["difference_per_resident"] = each / found["residents"].where(found["residents"] >= FEWEST)
    order = [one.key for one in places_at(dataset, Level.STADSDEEL) if one.key in found.index]
    return found.loc[order, list(frame.columns)].rename_axis("stadsdeel")


def _stadsdeel_of(dataset: Dataset, frame: pd.DataFrame) -> pd.Series:
    homes = {
        code: place.key for place in places_at(dataset, Level.STADSDEEL) for code in place.wijken
    }
    return pd.Series([homes[str(code)] for code in frame.index], frame.index)


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
        moved), ``most`` and ``least`` (keys of rows, empty when nobody has an amount
        per resident, or all have the same to the cent), ``most_per_resident`` and ``least_per_resident`` (euros),
        ``up`` and ``down`` (how many rows get something, and give something).
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
