"""The ledger as lines that count once, whatever wholes, parts and twins it records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from wijkmap.model.words import Certainty

__all__ = ["ROUNDING_LABEL", "behind", "euros", "lines"]

ROUNDING_LABEL = "afronding bron"

_Row = Mapping[str, Any]


def lines(ledger: pd.DataFrame) -> pd.DataFrame:
    """Lines of the ledger that may be added up, each euro once per kind.

    A row that is the same euro as another goes. A part goes where a whole of its own
    kind counts already; a part of another kind counts in its own. A split by theme
    replaces its whole when every part has an amount, with a line for what the parts
    differ from the whole. Unknown amounts stay as rows.

    Parameters
    ----------
    ledger : pandas.DataFrame
        The table ``ledger`` of a dataset.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1, the columns of `ledger` and ``label`` (`ROUNDING_LABEL` or empty),
        ``is_rounding`` (bool) and ``cents`` (Int64, <NA>: unknown). ``low_cents`` and
        ``high_cents`` are filled: the amount itself when it is certain; <NA> where no
        range is known.

    Notes
    -----
    Chains are followed: a part of a part, a twin of a part. Rings are the reader's to
    refuse.
    """
    tree = _Tree(ledger)
    rows: list[dict[str, Any]] = []
    for entry in tree.rows:
        if not tree.counts(entry):
            continue
        if parts := tree.theme_split(entry):
            if rounding := _rounding(tree.rows[entry], [tree.rows[part] for part in parts]):
                rows.append(rounding)
        else:
            rows.append({**_ranged(tree.rows[entry]), "label": "", "is_rounding": False})
    columns = [*ledger.columns, "label", "is_rounding", "cents"]
    frame = pd.DataFrame(rows, columns=columns)
    money = ["amount_cents", "low_cents", "high_cents", "source_cents", "cents", "year"]
    return frame.astype({**dict.fromkeys(money, "Int64"), "is_rounding": "bool"})


def behind(ledger: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Entries whose euros are inside a line without being a line of their own.

    Parameters
    ----------
    ledger : pandas.DataFrame
        The table ``ledger`` of a dataset.

    Returns
    -------
    dict of str to tuple of str
        By the key of a line of `lines`: its twins, and the parts of its own kind, theirs
        included. A part of a whole that is split by theme stands behind each theme.
    """
    tree = _Tree(ledger)
    found: dict[str, list[str]] = {}
    for entry in map(str, ledger["entry_id"]):
        for holder in tree.holders(entry):
            if holder != entry:
                found.setdefault(holder, []).append(entry)
    return {holder: tuple(entries) for holder, entries in found.items()}


class _Tree:
    """Which entries count: wholes, parts and twins resolved."""

    def __init__(self, ledger: pd.DataFrame) -> None:
        records: list[dict[str, Any]] = ledger.to_dict("records")  # type: ignore[assignment]
        every: dict[str, _Row] = {str(row["entry_id"]): row for row in records}
        canonical = {entry: _follow(every, entry) for entry in every}
        self.canonical = canonical
        self.rows: dict[str, _Row] = {e: every[e] for e in every if canonical[e] == e}
        self.part_of: dict[str, tuple[str, str]] = {}
        # A twin may be the one that knows which whole the euro is part of.
        for entry in sorted(every, key=lambda one: canonical[one] != one):
            whole = canonical.get(str(every[entry]["part_of"]), "")
            if whole and whole != canonical[entry]:
                by = str(every[entry]["part_by"])
                self.part_of.setdefault(canonical[entry], (whole, by))
        self.theme_parts: dict[str, list[str]] = {}
        for part, (whole, by) in self.part_of.items():
            if by == "theme" and self._kind(part) == self._kind(whole):
                self.theme_parts.setdefault(whole, []).append(part)

    def _kind(self, entry: str) -> str:
        return str(self.rows[entry]["kind"])

    def theme_split(self, entry: str) -> list[str]:
        """Parts that replace this entry, or none."""
        parts = self.theme_parts.get(entry, [])
        if any(_is_unknown(self.rows[part]) for part in parts):
            return []
        return parts

    def counts(self, entry: str) -> bool:
        """Whether the euros of an entry are its own line, or the lines of its themes."""
        seen = {entry}
        child, direct = entry, True
        while child in self.part_of:
            whole, by = self.part_of[child]
            if whole in seen:
                return True
            seen.add(whole)
            if self._kind(whole) == self._kind(entry):
                # Only a direct part by theme takes the place of its whole.
                if not (direct and by == "theme" and self.theme_split(whole)):
                    return False
            else:
                direct = False
            child = whole
        return True

    def holders(self, entry: str) -> list[str]:
        """Lines that hold the euros of any entry; none in a ring."""
        at = self.canonical[entry]
        seen = {at}
        while not self.counts(at):
            whole = self._whole_of_its_kind(at)
            if whole in seen:
                return []
            seen.add(whole)
            at = whole
        return self._leaves(at, seen)

    def _whole_of_its_kind(self, entry: str) -> str:
        """Nearest whole of the same kind; the entry itself when there is none."""
        seen, child = {entry}, entry
        while child in self.part_of:
            child, _ = self.part_of[child]
            if child in seen:
                return entry
            seen.add(child)
            if self._kind(child) == self._kind(entry):
                return child
        return entry

    def _leaves(self, entry: str, seen: set[str]) -> list[str]:
        parts = [part for part in self.theme_split(entry) if part not in seen]
        if not parts:
            return [entry]
        return [leaf for part in parts for leaf in self._leaves(part, seen | set(parts))]


def _follow(every: Mapping[str, _Row], entry: str) -> str:
    seen = [entry]
    while (twin := str(every[entry]["same_as"])) in every:
        if twin in seen:
            return min(seen[seen.index(twin) :])
        seen.append(twin)
        entry = twin
    return entry


def _is_unknown(row: _Row) -> bool:
    return bool(pd.isna(row["amount_cents"]))


def _ranged(row: _Row) -> dict[str, Any]:
    """Row with its amount as ``cents`` and its range filled in."""
    cents: Any = row["amount_cents"]
    low: Any = row["low_cents"]
    high: Any = row["high_cents"]
    if pd.notna(cents) and row["certainty"] != Certainty.APPROXIMATE.value:
        low, high = (cents if pd.isna(one) else one for one in (low, high))
    cautions = tuple(row["cautions"])
    source: Any = row["source_cents"]
    if pd.notna(cents) and pd.notna(source) and source != cents:
        cautions = (*cautions, f"de bron rondt af op {euros(int(source))} euro")
    return {**row, "cents": cents, "low_cents": low, "high_cents": high, "cautions": cautions}


def _rounding(whole: _Row, parts: list[_Row]) -> dict[str, Any] | None:
    """Line for what the parts of a split differ from their whole, or None."""
    if _is_unknown(whole):
        return None
    ranged, split = _ranged(whole), [_ranged(part) for part in parts]
    rest = {
        name: ranged[name] - sum(part[name] for part in split)
        for name in ("cents", "low_cents", "high_cents")
    }
    if rest["cents"] == 0:
        return None
    return {
        **ranged,
        **rest,
        "entry_id": f"{whole['entry_id']}-afronding",
        "theme_source": "",
        "theme": "",
        "amount_cents": rest["cents"],
        "source_cents": pd.NA,
        "description": ROUNDING_LABEL,
        "label": ROUNDING_LABEL,
        "is_rounding": True,
    }


def euros(cents: int) -> str:
    """Amount in Dutch notation without its sign: ``35.000`` or ``166.666,67``.

    Examples
    --------
    >>> euros(16666667)
    '166.666,67'
    >>> euros(-5000000)
    '-50.000'
    """
    whole, rest = divmod(abs(cents), 100)
    text = f"{whole:,}".replace(",", ".") + (f",{rest:02d}" if rest else "")
    return f"-{text}" if cents < 0 else text
