"""Whether a line of text is care money (3D): on its code, stream, name and description."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import pandas as pd

from wijkmap.model.care import (
    CERTAIN_CODES,
    CERTAIN_STREAMS,
    CERTAIN_WORDS,
    CODE_WORDS,
    DOUBTFUL_CODES,
    DOUBTFUL_WORDS,
    NEGATIONS,
    NEIGHBOURHOOD_WORDS,
    NOT_CARE,
    OTHER_CODES,
    SPELLED_WORDS,
    STRENGTHENING_WORDS,
    CareVerdict,
)

__all__ = ["SCREENED", "screen"]

SCREENED = ("code", "stream", "name", "description")
"""Columns that are read."""

_KNOWN = {word for one in (*SPELLED_WORDS, *CERTAIN_WORDS, *DOUBTFUL_WORDS) for word in one.split()}
_SHORTEST = 7


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
        for name in SCREENED
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
    code = _bare_code(code)
    if words := _found(_folded(stream), CERTAIN_STREAMS):
        return _Verdict(CareVerdict.CERTAIN, f"geldstroom ‘{stream}’ is zorggeld", words)
    # A line break keeps a phrase from running on from name into description.
    text = "\n".join(_folded(one) for one in (stream, name, description))
    verdict = _judge_text(text)
    if _is_code(code, CERTAIN_CODES):
        return _beside_care_code(code, text, verdict)
    if verdict.verdict is CareVerdict.CERTAIN and _is_code(code, OTHER_CODES):
        told = f"{verdict.reason}, maar taakveld {code} is geen zorg"
        return _Verdict(CareVerdict.DOUBTFUL, told, (*verdict.words, code))
    if _is_code(code, DOUBTFUL_CODES) and verdict.verdict is not CareVerdict.CERTAIN:
        return _beside_old_code(code, verdict)
    return verdict


def _beside_care_code(code: str, text: str, verdict: _Verdict) -> _Verdict:
    """Code of care: doubtful only where the words are of the neighbourhood."""
    told = f"taakveld {code} is zorg of inkomen"
    beside = _found(text, NEIGHBOURHOOD_WORDS)
    if beside and verdict.verdict is not CareVerdict.CERTAIN:
        words = ", ".join(beside)
        return _Verdict(CareVerdict.DOUBTFUL, f"{told}, maar er staat ook {words}", (code, *beside))
    return _Verdict(CareVerdict.CERTAIN, told, (code,))


def _beside_old_code(code: str, verdict: _Verdict) -> _Verdict:
    """Number that may be care: with doubtful words it is."""
    told = f"code {code} kan zorg zijn"
    if verdict.verdict is CareVerdict.DOUBTFUL and not verdict.reason.startswith("gemengd"):
        return _Verdict(CareVerdict.CERTAIN, f"{told}; {verdict.reason}", (code, *verdict.words))
    if verdict.verdict is CareVerdict.DOUBTFUL:
        return verdict
    return _Verdict(CareVerdict.DOUBTFUL, told, (code,))


def _judge_text(text: str) -> _Verdict:
    whole, unsure = _spelled(text)
    bare = _without_what_is_not_care(whole)
    beside = _found(whole, NEIGHBOURHOOD_WORDS)
    if certain := _found(bare, CERTAIN_WORDS):
        laws = ", ".join(dict.fromkeys(CERTAIN_WORDS[one] for one in certain))
        if beside:
            told = f"gemengd: {laws}, en ook {', '.join(beside)}"
            return _Verdict(CareVerdict.DOUBTFUL, told, (*certain, *beside))
        return _Verdict(CareVerdict.CERTAIN, f"{laws}: {', '.join(certain)}", certain)
    doubtful = _found(bare, DOUBTFUL_WORDS)
    stronger = _found(bare, STRENGTHENING_WORDS)
    if doubtful and stronger and not beside:
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


def _bare_code(text: str) -> str:
    """Number of a code, without the word before it."""
    bare = text.strip().casefold()
    for word in CODE_WORDS:
        bare = bare.removeprefix(word).strip(" .:")
    return bare


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
