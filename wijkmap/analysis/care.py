"""The 3D lock: care money stays outside buurt- and wijkbudget and outside scenario pots.

Lines are screened on their code, stream, name and description. What is certainly care
money is refused, with the reason. What is doubtful stays in its total, marked, until a
decision settles it. Nothing is dropped or subtracted in silence.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmap.analysis.care_words import screen
from wijkmap.analysis.lines import euros
from wijkmap.model.care import GUARDED_STREAMS, CareVerdict
from wijkmap.model.errors import WijkmapError

__all__ = [
    "DECISION_COLUMNS",
    "DecisionError",
    "Guarded",
    "care_counts",
    "care_euros",
    "care_sentence",
    "guard",
    "is_guarded",
    "ledger_lines",
    "screen",
]

DECISION_COLUMNS = ("entry_id", "is_care", "who", "when", "why")
"""Columns of decisions about doubtful lines: whose, bool, and three texts, none empty."""


class DecisionError(WijkmapError, ValueError):
    """A decision that may not be: incomplete, double, or about a line that is not doubtful."""


@dataclass(frozen=True)
class Guarded:
    """Lines behind the lock.

    Attributes
    ----------
    kept : pandas.DataFrame
        Lines that count, with ``verdict``, ``reason`` and ``words`` of `screen` behind
        their own columns; a doubtful one is marked by its verdict.
    refused : pandas.DataFrame
        Lines that do not count, with the same columns: certain care money.
    """

    kept: pd.DataFrame
    refused: pd.DataFrame


def ledger_lines(lines: pd.DataFrame) -> pd.DataFrame:
    """Lines of the ledger with the columns that `screen` reads.

    Parameters
    ----------
    lines : pandas.DataFrame
        Of `wijkmap.analysis.lines.lines`.

    Returns
    -------
    pandas.DataFrame
        The same rows with ``code`` (empty where the ledger has none) and ``name``, the
        theme in the source's words; ``stream`` stays the key and ``description`` as it is.
    """
    words = lines["stream_source"].astype("str") + " " + lines["theme_source"].astype("str")
    code = lines.get("code", "")
    return lines.assign(code=code, name=words.str.strip())


def guard(lines: pd.DataFrame, decisions: pd.DataFrame | None = None) -> Guarded:
    """Refuse what is certainly care money in buurt- and wijkbudget.

    Other streams are judged too, and kept: the lock does not guard the whole ledger.

    Parameters
    ----------
    lines : pandas.DataFrame
        Columns of `screen`, and ``entry_id`` when there are decisions.
    decisions : pandas.DataFrame, optional
        Columns `DECISION_COLUMNS`: what was decided about doubtful lines.

    Returns
    -------
    Guarded
        Every line is in one of the two frames, in order.

    Raises
    ------
    DecisionError
        For a decision that lacks who, when or why, stands there twice, or is not about
        a doubtful line.
    """
    judged = lines.assign(**_decided(lines, screen(lines), decisions))
    refused = (judged["verdict"] == CareVerdict.CERTAIN.value) & is_guarded(lines)
    return Guarded(judged[~refused], judged[refused])


def is_guarded(lines: pd.DataFrame) -> pd.Series:
    """Whether each line is of a stream that the lock guards, by our word or the source's.

    Parameters
    ----------
    lines : pandas.DataFrame
        Texts ``stream`` and, when it is there, ``stream_source``.
    """
    found = pd.Series(data=False, index=lines.index)
    for name in ("stream", "stream_source"):
        if name in lines:
            words = lines[name].fillna("").astype("str").str.casefold().str.strip()
            found |= words.str.startswith(GUARDED_STREAMS).astype(bool)
    return found


def _decided(
    lines: pd.DataFrame, judged: pd.DataFrame, decisions: pd.DataFrame | None
) -> pd.DataFrame:
    if decisions is None or decisions.empty:
        return judged
    _refuse_faulty(lines, judged, decisions)
    verdict, reason = judged["verdict"].copy(), judged["reason"].copy()
    for row in decisions.to_dict("records"):
        mine = lines["entry_id"] == row["entry_id"]
        verdict[mine] = (CareVerdict.CERTAIN if row["is_care"] else CareVerdict.CLEAR).value
        word = "zorggeld" if row["is_care"] else "geen zorggeld"
        reason[mine] = f"besluit van {row['who']}, {row['when']}: {word}, {row['why']}"
    return judged.assign(verdict=verdict, reason=reason)


def _refuse_faulty(lines: pd.DataFrame, judged: pd.DataFrame, decisions: pd.DataFrame) -> None:
    doubtful = set(lines.loc[judged["verdict"] == CareVerdict.DOUBTFUL.value, "entry_id"])
    faults = []
    for row in decisions.to_dict("records"):
        entry = row["entry_id"]
        empty = [one for one in ("who", "when", "why") if not str(row[one]).strip()]
        if empty:
            faults.append(f"Het besluit over {entry} mist wie, wanneer of waarom.")
        if entry not in doubtful:
            faults.append(f"Het besluit over {entry} gaat niet over een twijfelregel.")
    twice = decisions.loc[decisions["entry_id"].duplicated(), "entry_id"]
    faults += [f"Over {entry} staan twee besluiten." for entry in twice]
    if faults:
        raise DecisionError(" ".join(dict.fromkeys(faults)))


def care_euros(lines: pd.DataFrame, decisions: pd.DataFrame | None = None) -> pd.DataFrame:
    """How much care money lines hold, per kind of amount: kinds are never added.

    Parameters
    ----------
    lines : pandas.DataFrame
        Columns of `screen`, ``cents`` (Int64, <NA>: unknown) and ``kind``.
    decisions : pandas.DataFrame, optional
        As of `guard`.

    Returns
    -------
    pandas.DataFrame
        Index ``kind``, each that occurs; cents and number of lines: ``held_cents`` and
        ``held_lines`` (certain, in a stream that is not guarded), ``refused_cents`` and
        ``refused_lines``, ``doubtful_cents`` and ``doubtful_lines``, all int64. Lines
        without an amount are counted in the lines only.
    """
    return care_counts(guard(lines, decisions))


def care_counts(guarded: Guarded) -> pd.DataFrame:
    """`care_euros` of lines that were judged before."""
    kept, refused = guarded.kept, guarded.refused
    sorts = {
        "held": kept[kept["verdict"] == CareVerdict.CERTAIN.value],
        "refused": refused,
        "doubtful": kept[kept["verdict"] == CareVerdict.DOUBTFUL.value],
    }
    kinds = list(dict.fromkeys([*kept["kind"], *refused["kind"]]))
    table = pd.DataFrame(index=pd.Index(kinds, name="kind", dtype="str"))
    for name, rows in sorts.items():
        by_kind = rows.groupby(rows["kind"].astype("str"))["cents"]
        table[f"{name}_cents"] = by_kind.sum().reindex(kinds).fillna(0).astype("int64")
        table[f"{name}_lines"] = by_kind.size().reindex(kinds).fillna(0).astype("int64")
    return table


def care_sentence(counted: pd.DataFrame, labels: dict[str, str] | None = None) -> str:
    """Sentence of `care_euros`, for below every budget output.

    Parameters
    ----------
    counted : pandas.DataFrame
        Of `care_euros`.
    labels : dict of str to str, optional
        Dutch word of each kind.

    Returns
    -------
    str
    """
    held: list[str] = []
    beside: list[str] = []
    for kind, row in counted.iterrows():
        word = (labels or {}).get(str(kind), str(kind))
        if row["held_lines"]:
            held.append(_amount(row, "held", word))
        if row["refused_lines"]:
            beside.append(f"geweigerd: {_amount(row, 'refused', word)}")
        if row["doubtful_lines"]:
            told = _amount(row, "doubtful", word)
            beside.append(f"twijfel: {told}, telt mee tot er een besluit is")
    told = " en ".join(held) or "0 euro"
    return "; ".join([f"zorggeld (3D) in deze bedragen: {told}", *beside])


def _amount(row: pd.Series, name: str, word: str) -> str:
    number = int(row[f"{name}_lines"])
    lines = "1 regel" if number == 1 else f"{number} regels"
    return f"{euros(int(row[f'{name}_cents']))} euro in {lines} ({word})"
