"""Decisions about doubtful lines of money: typed, laid upon a dataset, and taken home."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, replace
from types import MappingProxyType

import pandas as pd

from wijkmap.model.care import CareDecision
from wijkmap.model.dataset import Dataset
from wijkmap.sources.delivery.plain import as_csv, as_text, guarded
from wijkmap.sources.fingerprint import fingerprint

__all__ = ["NOT_IN_THE_FILE", "decisions_csv", "settled", "typed_decision"]

NOT_IN_THE_FILE = "alleen in dit venster, nog niet in het bestand"
"""What is said wherever a decision shows that no file holds."""

_TABLE = "care_decisions"
_LONGEST = 300


def typed_decision(
    who: str, why: str, when: dt.date, *, is_care: bool | None
) -> tuple[CareDecision | None, tuple[str, ...]]:
    """Decision as somebody fills it in, or sentences that say what is missing.

    Parameters
    ----------
    who, why : str
        White space around and between words is made one space.
    when : datetime.date
        Today, as the server has it.
    is_care : bool or None
        None: not chosen.

    Examples
    --------
    >>> typed_decision(" ", "", dt.date(2026, 11, 24), is_care=True)[1]
    ('Vul in wie besluit: een functie of orgaan, zoals concerncontroller.', 'Vul in waarom: met welke reden of waarop het besluit rust.')
    """
    who, why = " ".join(who.split()), " ".join(why.split())
    faults = []
    if is_care is None:
        faults.append("Kies of het zorggeld is of niet.")
    if not who:
        faults.append("Vul in wie besluit: een functie of orgaan, zoals concerncontroller.")
    if not why:
        faults.append("Vul in waarom: met welke reden of waarop het besluit rust.")
    faults += [
        f"Maak ‘{name}’ korter: hoogstens {_LONGEST} tekens, nu {len(text)}."
        for name, text in (("wie besluit", who), ("waarom", why))
        if len(text) > _LONGEST
    ]
    if faults or is_care is None:
        return None, tuple(faults)
    return CareDecision(is_care, who, when.isoformat(), why), ()


def settled(dataset: Dataset, decisions: Mapping[str, CareDecision]) -> Dataset:
    """Dataset as it would be with these decisions in its file. Nothing is stored.

    Parameters
    ----------
    dataset : Dataset
    decisions : mapping of str to CareDecision
        By the key of an entry; those of an entry that is not there are left aside. Their
        reason says from then on that no file holds them.

    Returns
    -------
    Dataset
        With a version of its own.
    """
    known = set(dataset["ledger"]["entry_id"])
    mine = {
        entry: replace(one, why=f"{one.why} ({NOT_IN_THE_FILE})")
        for entry, one in decisions.items()
        if entry in known
    }
    stored = dataset[_TABLE]
    rows = _rows(mine).astype(stored.dtypes.to_dict())
    kept = stored[~stored["entry_id"].isin(list(mine))]
    table = pd.concat([kept, rows], ignore_index=True)
    tables = {**dataset.tables, _TABLE: table}
    version = fingerprint(dataset.municipality, tables, (dataset.boundaries, dataset.context))
    return replace(dataset, tables=MappingProxyType(tables), version=version)


def decisions_csv(decisions: Mapping[str, CareDecision]) -> bytes:
    """Decisions as rows of ``care_decisions.csv``, to be added to that file.

    A free text that begins with = + - or @ gets an apostrophe in front, so that no
    spreadsheet runs it.
    """
    rows = as_text(_rows(decisions), _TABLE)
    return as_csv(rows.assign(who=rows["who"].map(guarded), why=rows["why"].map(guarded)))


def _rows(decisions: Mapping[str, CareDecision]) -> pd.DataFrame:
    rows = [{"entry_id": entry, **asdict(one)} for entry, one in decisions.items()]
    return pd.DataFrame(rows, columns=["entry_id", "is_care", "who", "when", "why"])
