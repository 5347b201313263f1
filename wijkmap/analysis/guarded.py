"""The ledger behind the 3D lock: what counts, what is refused, and what is in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple

import pandas as pd

from wijkmap.analysis.care import Guarded, is_guarded, ledger_lines, screen
from wijkmap.analysis.lines import behind, euros, lines
from wijkmap.model.care import CareVerdict
from wijkmap.model.dataset import Dataset

__all__ = ["CARE_PREFIX", "care_caution", "guarded_lines", "idle_decisions", "undecided"]

CARE_PREFIX = "zorggeld (3D)"
"""How the caution begins that says how much care money an amount holds."""

_CERTAIN, _DOUBTFUL, _CLEAR = (
    CareVerdict.CERTAIN.value,
    CareVerdict.DOUBTFUL.value,
    CareVerdict.CLEAR.value,
)
_BESIDE = {_CERTAIN: "is zorggeld", _DOUBTFUL: "is misschien zorggeld"}


class _Judged(NamedTuple):
    verdict: str
    reason: str


def guarded_lines(dataset: Dataset) -> Guarded:
    """Lines of the ledger that count, and those that the lock refuses.

    A line is judged by its own words and by those of its twins. A part inside it that
    is care money makes the line doubtful: its euros cannot be told apart. A decision
    settles a doubtful line; about any other it changes nothing.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.

    Returns
    -------
    Guarded
        Lines of `wijkmap.analysis.lines.lines`, in order, with ``verdict`` and ``reason``;
        each is in one of the two frames. Read only: it is computed once.
    """
    return dataset.once("guarded_lines", partial(_guarded_lines, dataset))


def idle_decisions(dataset: Dataset) -> tuple[str, ...]:
    """Dutch sentence for each decision that changes nothing, since nothing was in doubt."""
    judged = _entries(dataset["ledger"])
    folded = _folded(dataset["ledger"], judged, {})
    verdicts = {entry: one.verdict for entry, one in judged.items()}
    verdicts |= {entry: one.verdict for entry, one in folded.items()}
    words = {_CERTAIN: "is zeker zorggeld", _CLEAR: "is geen zorggeld"}
    return tuple(
        f"Het besluit over {entry} verandert niets: deze regel {words[verdicts[entry]]}."
        for entry in dataset["care_decisions"]["entry_id"]
        if verdicts.get(entry, _DOUBTFUL) != _DOUBTFUL
    )


def undecided(dataset: Dataset, lines: pd.DataFrame) -> tuple[str, ...]:
    """Entries that a decision is needed about, for doubtful lines to be settled.

    Parameters
    ----------
    dataset : Dataset
    lines : pandas.DataFrame
        Of `guarded_lines`, or more columns; those that are not in doubt ask for nothing.

    Returns
    -------
    tuple of str
        Keys in the table ``ledger``, in order: the line's own, or that of its twin where
        the doubt lies there.
    """
    doubtful = lines.loc[lines["verdict"] == _DOUBTFUL, "entry_id"]
    if doubtful.empty:
        return ()
    ledger = dataset["ledger"]
    decisions = _decisions(dataset)
    judged = {entry: _settled(one, decisions.get(entry)) for entry, one in _entries(ledger).items()}
    is_twin = dict(zip(ledger["entry_id"], ledger["same_as"] != "", strict=True))
    inside = behind(ledger)
    found: list[str] = []
    for line in map(str, doubtful):
        same = [line, *(entry for entry in inside.get(line, ()) if is_twin[entry])]
        asked = [entry for entry in same if judged[entry].verdict == _DOUBTFUL]
        # Its words are clear: it holds a part that is care money.
        found += asked or [line]
    return tuple(dict.fromkeys(found))


def care_caution(kept: pd.DataFrame, refused: pd.DataFrame) -> str:
    """How much care money an amount holds, and what was left out of it.

    Parameters
    ----------
    kept, refused : pandas.DataFrame
        Rows of `guarded_lines` of one kind.
    """
    parts = [_amount(kept[kept["verdict"] == _CERTAIN], "0 euro")]
    if told := _amount(kept[kept["verdict"] == _DOUBTFUL]):
        parts.append(f"twijfel over {told}, telt mee tot er een besluit is")
    if told := _amount(refused):
        parts.append(f"geweigerd {told}, telt niet mee")
    return f"{CARE_PREFIX}: {'; '.join(parts)}".replace(";", ",")


def _amount(rows: pd.DataFrame, nothing: str = "") -> str:
    if rows.empty:
        return nothing
    words = "1 regel" if len(rows) == 1 else f"{len(rows)} regels"
    return f"{euros(int(rows['cents'].fillna(0).sum()))} euro in {words}"


def _guarded_lines(dataset: Dataset) -> Guarded:
    ledger = dataset["ledger"]
    rows = lines(ledger)
    decisions = _decisions(dataset)
    judged = {entry: _settled(one, decisions.get(entry)) for entry, one in _entries(ledger).items()}
    folded = _folded(ledger, judged, decisions)
    clear = _Judged(_CLEAR, "")
    mine = [folded.get(entry, clear) for entry in rows["entry_id"]]
    rows = rows.assign(
        verdict=pd.Series([one.verdict for one in mine], rows.index, dtype="str"),
        reason=pd.Series([one.reason for one in mine], rows.index, dtype="str"),
    )
    refused = (rows["verdict"] == _CERTAIN) & is_guarded(rows)
    return Guarded(rows[~refused], rows[refused])


def _decisions(dataset: Dataset) -> dict[str, Mapping[object, object]]:
    return {str(row["entry_id"]): row for row in dataset["care_decisions"].to_dict("records")}


def _entries(ledger: pd.DataFrame) -> dict[str, _Judged]:
    """Verdict of every entry on its own words."""
    found = screen(ledger_lines(ledger))
    pairs = zip(found["verdict"], found["reason"], strict=True)
    return {
        str(entry): _Judged(*pair) for entry, pair in zip(ledger["entry_id"], pairs, strict=True)
    }


def _settled(one: _Judged, decision: Mapping[object, object] | None) -> _Judged:
    if decision is None or one.verdict != _DOUBTFUL:
        return one
    told = "zorggeld" if decision["is_care"] else "geen zorggeld"
    reason = f"besluit van {decision['who']}, {decision['when']}: {told}, {decision['why']}"
    return _Judged(_CERTAIN if decision["is_care"] else _CLEAR, reason)


def _folded(
    ledger: pd.DataFrame,
    judged: Mapping[str, _Judged],
    decisions: Mapping[str, Mapping[object, object]],
) -> dict[str, _Judged]:
    """Verdict of every line: its own, or what stands behind it."""
    twins = dict(zip(ledger["entry_id"], ledger["same_as"] != "", strict=True))
    inside = behind(ledger)
    found = dict(judged)
    for line, entries in inside.items():
        same = [entry for entry in entries if twins[entry]]
        parts = [entry for entry in entries if not twins[entry]]
        one = _strictest([found[line], *(judged[entry] for entry in same)])
        if one.verdict == _CLEAR and (beside := _beside(parts, judged)):
            one = _settled(_Judged(_DOUBTFUL, beside), decisions.get(line))
        found[line] = one
    return found


def _strictest(several: Iterable[_Judged]) -> _Judged:
    order = (_CERTAIN, _DOUBTFUL, _CLEAR)
    return min(several, key=lambda one: order.index(one.verdict))


def _beside(parts: Iterable[str], judged: Mapping[str, _Judged]) -> str:
    told = [
        f"deel {part} {_BESIDE[judged[part].verdict]} ({judged[part].reason})"
        for part in parts
        if judged[part].verdict in _BESIDE
    ]
    return " en ".join(told)
