"""The good rows of a delivery beside, or instead of, what a dataset already has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Coverage, Register
from wijkmap.sources.delivery.report import REGISTERS, Delivery
from wijkmap.sources.fingerprint import fingerprint

__all__ = ["merged_tables", "preview"]

_REGISTERS: Mapping[str, Register] = {
    "initiatives": Register.INITIATIVES,
    "ledger": Register.BUDGET,
}
_NOTE = "Uit een eigen levering, niet bekend hoe volledig"
_NONE = "Niet in de eigen levering"


def preview(dataset: Dataset, delivery: Delivery, *, instead: bool = False) -> Dataset:
    """Dataset as it would be with the good rows. Nothing is stored.

    Parameters
    ----------
    dataset : Dataset
    delivery : Delivery
        Read against `dataset`.
    instead : bool
        A register that the delivery has rows for is replaced, and covers only the
        wijken of those rows. Observations always come beside the others.

    Returns
    -------
    Dataset
        With a version of its own; the same when there is no good row.
    """
    if not delivery.good:
        return dataset
    tables = merged_tables(dataset, delivery, instead=instead)
    version = fingerprint(dataset.municipality, tables, (dataset.boundaries, dataset.context))
    return replace(dataset, tables=MappingProxyType(tables), version=version)


def merged_tables(
    dataset: Dataset, delivery: Delivery, *, instead: bool = False
) -> dict[str, pd.DataFrame]:
    """Tables of `preview`: every table of the dataset, some of them longer."""
    tables = dict(dataset.tables)
    for name in ("sources", "mappings"):
        tables[name] = _appended(tables[name], getattr(delivery, name))
    for name in REGISTERS:
        frame = delivery[name]
        replaced = instead and name in _REGISTERS and len(frame)
        tables[name] = _appended(tables[name].iloc[:0] if replaced else tables[name], frame)
    if instead:
        tables["ledger"] = _loosened(tables["ledger"], tables["initiatives"])
    for name, register in _REGISTERS.items():
        if len(delivery[name]):
            tables["coverage"] = _covered(
                tables["coverage"], register, set(delivery[name]["area_code"]), instead=instead
            )
    return tables


def _appended(frame: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    if not len(rows):
        return frame.reset_index(drop=True)
    kinds = dict(frame.dtypes)
    own = rows[list(frame.columns)].astype(kinds)
    return (
        own.reset_index(drop=True) if not len(frame) else pd.concat([frame, own], ignore_index=True)
    )


def _loosened(ledger: pd.DataFrame, initiatives: pd.DataFrame) -> pd.DataFrame:
    """Ledger without ties to rows that were replaced."""
    ledger = ledger.copy()
    entries, known = set(ledger["entry_id"]), set(initiatives["initiative_id"])
    ledger.loc[~ledger["initiative_id"].isin(known), "initiative_id"] = ""
    ledger.loc[~ledger["same_as"].isin(entries), "same_as"] = ""
    ledger.loc[~ledger["part_of"].isin(entries), ["part_of", "part_by"]] = ""
    return ledger


def _covered(
    coverage: pd.DataFrame, register: Register, wijken: set[str], *, instead: bool
) -> pd.DataFrame:
    """Coverage with the wijken of the delivery: what has rows is no longer without.

    A register that was complete is no longer known to be so.
    """
    coverage = coverage.copy()
    mine = coverage["register"] == register.value
    found = mine & coverage["area_code"].isin(wijken)
    none = coverage["coverage"] == Coverage.NONE.value
    changed = found if instead else found & none
    coverage.loc[changed, "coverage"] = Coverage.PARTIAL.value
    coverage.loc[changed, "note"] = _NOTE
    if instead:
        coverage.loc[mine & ~found, "coverage"] = Coverage.NONE.value
        coverage.loc[mine & ~found, "note"] = _NONE
    absent = sorted(code for code in wijken - set(coverage.loc[mine, "area_code"]) if code)
    if not absent:
        return coverage
    row = dict.fromkeys(coverage.columns, "") | {
        "register": register.value,
        "coverage": Coverage.PARTIAL.value,
        "note": _NOTE,
    }
    rows = pd.DataFrame([row | {"area_code": code} for code in absent], dtype="str")
    return pd.concat([coverage, rows[list(coverage.columns)]], ignore_index=True)
