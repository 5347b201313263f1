"""Money for the whole city divided over the wijken, when a reader asks for it: to the cent."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

import pandas as pd

from wijkmap.analysis.places import places_at
from wijkmap.analysis.rates import residents
from wijkmap.analysis.scenario.apportionment import parts
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Allocation, AreaScope, Level

__all__ = ["Allocated", "allocated"]

_WORDS = {Allocation.RESIDENTS: "naar inwoners", Allocation.WIJK: "gelijk per wijk"}


class Allocated(NamedTuple):
    """Lines of the ledger with the city's money where a rule puts it.

    Attributes
    ----------
    rows : pandas.DataFrame
        With ``is_spread``: whether a line is a wijk's share of money for the whole city.
    told : str
        What was divided and how, or why it could not be; empty without a rule.
    """

    rows: pd.DataFrame
    told: str


def allocated(dataset: Dataset, rows: pd.DataFrame, rule: Allocation, year: int) -> Allocated:
    """Divide what is meant for the whole city over all wijken.

    Money for a wider area, or for a wijk that no source names, stays where it is: a rule
    would put it in wijken that it was not for. So does an amount that nobody knows.

    Parameters
    ----------
    dataset : Dataset
    rows : pandas.DataFrame
        Lines with ``scope``, ``wijk``, ``cents``, ``low_cents`` and ``high_cents``.
    rule : Allocation
    year : int
        Of the residents.

    Returns
    -------
    Allocated
        Every line is whole or divided by largest remainder (ties by area code), its low
        and high along with it: no total changes.
    """
    rows = rows.assign(is_spread=False)
    if rule is Allocation.NONE:
        return Allocated(rows, "")
    mine = (rows["scope"] == AreaScope.CITY.value) & (rows["wijk"] == "") & rows["cents"].notna()
    weights, told = _weights(dataset, rule, year)
    if not weights:
        return Allocated(rows, f"Geld voor de hele stad is niet verdeeld: {told}")
    shares = [_shares(row, weights) for _, row in rows[mine].iterrows()]
    divided = pd.concat([rows[~mine], *shares]).sort_index(kind="stable")
    by_kind = rows[mine].groupby("kind")["cents"].sum()
    if by_kind.empty:
        return Allocated(rows, "Er is geen geld voor de hele stad om te verdelen.")
    return Allocated(
        divided.astype({name: rows[name].dtype for name in rows.columns}),
        f"Geld voor de hele stad is hier {_WORDS[rule]} over {len(weights)} wijken verdeeld{told}. "
        "Dat is een rekenregel, geen besluit; het totaal verandert niet.",
    )


def _weights(dataset: Dataset, rule: Allocation, year: int) -> tuple[dict[str, Fraction], str]:
    """Weight of every wijk, and of when; or nothing, and why."""
    wijken = [place.key for place in places_at(dataset, Level.WIJK)]
    if rule is Allocation.WIJK:
        return dict.fromkeys(wijken, Fraction(1)), ""
    cells = residents(dataset, year)
    if lacking := [dataset.name_of(wijk) for wijk, cell in cells.items() if not cell.known]:
        return {}, f"het aantal inwoners van {', '.join(lacking)} is niet bekend."
    if not sum(cell.value for cell in cells.values()):
        return {}, "er zijn geen inwoners bekend."
    told = next(iter(cells.values())).cautions[0]
    return {wijk: Fraction(cell.value) for wijk, cell in cells.items()}, f" ({told})"


def _shares(row: pd.Series, weights: dict[str, Fraction]) -> pd.DataFrame:
    """A line once per wijk, with its share; the sign of the amount is kept."""
    several = list(weights.values())
    cents = _divided(int(row["cents"]), several)
    columns: dict[str, Any] = {"wijk": list(weights), "cents": cents, "is_spread": True}
    if pd.notna(row["low_cents"]) and pd.notna(row["high_cents"]):
        below = _divided(int(row["cents"] - row["low_cents"]), several)
        above = _divided(int(row["high_cents"] - row["cents"]), several)
        columns["low_cents"] = [one - less for one, less in zip(cents, below, strict=True)]
        columns["high_cents"] = [one + more for one, more in zip(cents, above, strict=True)]
    else:
        columns |= {"low_cents": pd.NA, "high_cents": pd.NA}
    copies = pd.DataFrame([row] * len(weights), index=[row.name] * len(weights))
    return copies.assign(**columns)


def _divided(total: int, weights: list[Fraction]) -> list[int]:
    sign = -1 if total < 0 else 1
    return [sign * one for one in parts(abs(total), weights)]
