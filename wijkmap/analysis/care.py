"""The 3D lock: care money stays outside buurt- and wijkbudget and outside scenario pots.

Lines are screened on their code, stream, name and description. What is certainly care
money is refused, with the reason. What is doubtful stays in its total, marked, until a
decision settles it. Nothing is dropped or subtracted in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import pandas as pd

from wijkmap.analysis.lines import euros
from wijkmap.model.care import (
    CERTAIN_CODES,
    CERTAIN_STREAMS,
    CERTAIN_WORDS,
    DOUBTFUL_CODES,
    DOUBTFUL_WORDS,
    GUARDED_STREAMS,
    NEGATIONS,
    NEIGHBOURHOOD_WORDS,
    NOT_CARE,
    SPELLED_WORDS,
    STRENGTHENING_WORDS,
    CareVerdict,
)
from wijkmap.model.errors import WijkmapError

__all__ = [
    "DECISION_COLUMNS",
    "DecisionError",
    "Guarded",
    "care_euros",
    "care_sentence",
    "guard",
    "ledger_lines",
    "screen",
]

DECISION_COLUMNS = ("entry_id", "is_care", "who", "when", "why")
"""Columns of decisions about doubtful lines: whose, bool, and three texts, none empty."""

_COLUMNS = ("code", "stream", "name", "description")
_KNOWN = {word for one in (*SPELLED_WORDS, *CERTAIN_WORDS, *DOUBTFUL_WORDS) for word in one.split()}
_SHORTEST = 7


class DecisionError(WijkmapError, ValueError):
    """A decision that may not be: incomplete, double, or about a line that is not doubtful."""


class _Verdict(NamedTuple):
    verdict: CareVerdict
    reason: str
    words: tuple[str, ...] = ()


_CLEAR = _Verdict(CareVerdict.CLEAR, "")


def screen(lines: pd.DataFrame) -> pd.DataFrame:
    """Judge whether lines are care money.

    Parameters
    ----------
    lines : pandas.DataFrame
        Texts ``code``, ``stream``, ``name`` and ``description``; a column that is not
        there counts as empty.

    Returns
    -------
    pandas.DataFrame
        Index of `lines`; ``verdict`` (a `CareVerdict` value), ``reason`` (Dutch, empty
        when clear) and ``words`` (tuple of the words that matched).
    """
    texts = [
        lines[name].fillna("").astype("str").tolist() if name in lines else [""] * len(lines)
        for name in _COLUMNS
    ]
    found = [_judge(*row) for row in zip(*texts, strict=True)]
    return pd.DataFrame(
        {
            "verdict": pd.Series([one.verdict.value for one in found], lines.index, dtype="str"),
            "reason": pd.Series([one.reason for one in found], lines.index, dtype="str"),
            "words": pd.Series([one.words for one in found], lines.index, dtype="object"),
        }
    )


@cache
def _judge(code: str, stream: str, name: str, description: str) -> _Verdict:
    code = code.strip().casefold()
    if _is_code(code, CERTAIN_CODES):
        return _Verdict(CareVerdict.CERTAIN, f"taakveld {code} is zorg of inkomen", (code,))
    if words := _found(_folded(stream), CERTAIN_STREAMS):
        return _Verdict(CareVerdict.CERTAIN, f"geldstroom ‘{stream}’ is zorggeld", words)
    # A line break keeps a phrase from running on from name into description.
    text = "\n".join(_folded(one) for one in (stream, name, description))
    verdict = _judge_text(text)
    if verdict.verdict is CareVerdict.CLEAR and _is_code(code, DOUBTFUL_CODES):
        return _Verdict(CareVerdict.DOUBTFUL, f"code {code} kan zorg zijn", (code,))
    return verdict


def _judge_text(text: str) -> _Verdict:
    whole, unsure = _spelled(text)
    bare = _without_what_is_not_care(whole)
    if certain := _found(bare, CERTAIN_WORDS):
        laws = ", ".join(dict.fromkeys(CERTAIN_WORDS[one] for one in certain))
        if beside := _found(whole, NEIGHBOURHOOD_WORDS):
            told = f"gemengd: {laws}, en ook {', '.join(beside)}"
            return _Verdict(CareVerdict.DOUBTFUL, told, (*certain, *beside))
        return _Verdict(CareVerdict.CERTAIN, f"{laws}: {', '.join(certain)}", certain)
    doubtful = _found(bare, DOUBTFUL_WORDS)
    if doubtful and (stronger := _found(bare, STRENGTHENING_WORDS)):
        words = (*doubtful, *stronger)
        return _Verdict(CareVerdict.CERTAIN, f"zorg voor één persoon: {', '.join(words)}", words)
    if doubtful:
        told = "; ".join(dict.fromkeys(DOUBTFUL_WORDS[one] for one in doubtful))
        return _Verdict(CareVerdict.DOUBTFUL, told, doubtful)
    if unsure:
        told = f"misschien een tikfout voor zorg: {', '.join(unsure)}"
        return _Verdict(CareVerdict.DOUBTFUL, told, unsure)
    return _CLEAR


# Words


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(one for one in plain if not unicodedata.combining(one)).casefold()
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()


def _is_code(code: str, patterns: Iterable[str]) -> bool:
    return any(re.fullmatch(one, code) for one in patterns)


def _pattern(phrase: str) -> str:
    return re.escape(phrase).replace(r"\*", r"[a-z0-9]*").replace(r"\ ", " ")


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the phrases, the longest first, not within a word and not denied."""
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(_pattern, ordered))})(?![a-z0-9])")


@cache
def _one_of(phrase: str) -> re.Pattern[str]:
    return re.compile(_pattern(phrase))


_DENIED = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(_pattern, NEGATIONS))}) $")


def _found(text: str, phrases: Iterable[str]) -> tuple[str, ...]:
    """Phrases that the text holds, as they stand in the list, in the text's order."""
    every = tuple(phrases)
    hits: list[str] = []
    for match in _any_of(every).finditer(text):
        if not _DENIED.search(text[: match.start()]):
            said = match.group()
            fitting = [one for one in every if _one_of(one).fullmatch(said)]
            hits.append(max(fitting, key=len))
    return tuple(dict.fromkeys(hits))


def _without_what_is_not_care(text: str) -> str:
    """Text without the phrases of `NOT_CARE`, unless they are inside a phrase of care."""
    every = _any_of((*NOT_CARE, *CERTAIN_WORDS))
    not_care = _any_of(NOT_CARE)
    return every.sub(
        lambda match: "-" if not_care.fullmatch(match.group()) else match.group(), text
    )


def _spelled(text: str) -> tuple[str, tuple[str, ...]]:
    """Text with its misspelt words put right, and the words that may be misspelt."""
    unsure: list[str] = []

    def corrected(match: re.Match[str]) -> str:
        word = match.group()
        near = [one for one in SPELLED_WORDS if _one_letter_apart(word, one)]
        if not near or word in _KNOWN or _any_of(NOT_CARE).fullmatch(word):
            return word
        if any(_one_letter_apart(word, one.rstrip("*")) for one in NOT_CARE):
            unsure.append(word)
            return word
        return near[0]

    return re.sub(rf"[a-z0-9]{{{_SHORTEST},}}", corrected, text), tuple(unsure)


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter is added, left out, changed, or swapped with the next."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    shorter, longer = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), None)
    if at is None:
        return True
    if len(shorter) < len(longer):
        return shorter[at:] == longer[at + 1 :]
    if one[at + 1 :] == other[at + 1 :]:
        return True
    swapped = one[at : at + 2][::-1] == other[at : at + 2]
    return swapped and one[at + 2 :] == other[at + 2 :]


# The lock


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
    refused = (judged["verdict"] == CareVerdict.CERTAIN.value) & _guarded(lines)
    return Guarded(judged[~refused], judged[refused])


def _guarded(lines: pd.DataFrame) -> pd.Series:
    streams = lines["stream"].fillna("").astype("str").str.casefold()
    return streams.str.startswith(GUARDED_STREAMS).astype(bool)


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
    guarded = guard(lines, decisions)
    kept = guarded.kept
    sorts = {
        "held": kept[kept["verdict"] == CareVerdict.CERTAIN.value],
        "refused": guarded.refused,
        "doubtful": kept[kept["verdict"] == CareVerdict.DOUBTFUL.value],
    }
    kinds = list(dict.fromkeys(lines["kind"]))
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
