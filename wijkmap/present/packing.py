"""What the map is told of each area, packed: one sign of a handful, six bits in a character.

The script of the map unpacks what this packs (``packing.js``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product
from typing import Any

__all__ = ["SIGNS", "packed", "packed_text"]

SIGNS: Mapping[str, str] = {
    "classes": "01234msn",
    "inside": "01",
    "approximate": "01",
    "differs": "01-",
}
"""Parts of a payload with the signs that they are made of."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""One byte each, and safe in JSON and in a script."""


def packed(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Parts of a payload, those of `SIGNS` in fewer characters.

    Parameters
    ----------
    parts : mapping of str to object
        Those of `SIGNS` are a text with one sign per area, or such a text per year.
    """
    return {name: _packed(one, SIGNS.get(name, "")) for name, one in parts.items()}


def packed_text(text: str, signs: str) -> str:
    """Text in fewer characters; who unpacks it must know its length.

    Parameters
    ----------
    text : str
        Of `signs` alone.
    signs : str
        Two to 64 different characters.

    Returns
    -------
    str
        Letters, digits, ``-`` and ``_``: each the number of a row of signs, counted as
        digits are. The last row is filled up with the first sign. Empty for an empty text.

    Raises
    ------
    KeyError
        When a sign is not among `signs`.
    """
    each, letters = _alphabet(signs)
    filled = text + signs[0] * (-len(text) % each)
    return "".join(letters[filled[at : at + each]] for at in range(0, len(text), each))


def _packed(part: Any, signs: str) -> Any:  # noqa: ANN401 - a part of any kind passes through
    if not signs:
        return part
    if isinstance(part, str):
        return packed_text(part, signs)
    return [packed_text(one, signs) for one in part]


@cache
def _alphabet(signs: str) -> tuple[int, dict[str, str]]:
    """How many signs go in a letter, and the letter of each row of them."""
    each = max(many for many in range(1, 7) if len(signs) ** many <= len(_LETTERS))
    rows = map("".join, product(signs, repeat=each))
    return each, dict(zip(rows, _LETTERS, strict=False))
