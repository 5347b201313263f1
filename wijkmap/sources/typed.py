"""Amounts and numbers as somebody types them in a box: nl-NL, never a guess."""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["typed_cents", "typed_number"]

_SIGN = re.compile(r"^€\s*|\s*(?:€|euro)$", re.IGNORECASE)
_DUTCH = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII)
# A point that cannot stand between thousands is a decimal one.
_PLAIN = re.compile(r"-?\d+\.\d{1,2}", re.ASCII)
_MOST_DIGITS = 15
_CENTS = 100


def typed_cents(text: str) -> tuple[int | None, str]:
    """Cents of an amount, or a sentence that says why there is none.

    Parameters
    ----------
    text : str
        ``500.000``, ``€ 1.250,50`` or ``1250,5``.

    Returns
    -------
    tuple of int or None and str
        The sentence is empty when there is an amount.

    Examples
    --------
    >>> typed_cents("€ 500.000"), typed_cents("1.250,50")
    ((50000000, ''), (125050, ''))
    """
    value = _value(text)
    if value is None or value * _CENTS != int(value * _CENTS):
        return None, _sentence(text, "een bedrag in euro's, zoals 1.250,50")
    return int(value * _CENTS), ""


def typed_number(text: str) -> tuple[float | None, str]:
    """Any number, or a sentence that says why there is none.

    Examples
    --------
    >>> typed_number("4,3")
    (4.3, '')
    """
    value = _value(text)
    return (None, _sentence(text, "een getal, zoals 4,3")) if value is None else (float(value), "")


def _value(text: str) -> Decimal | None:
    told = _SIGN.sub(
        "", text.strip().replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", " ")
    )
    if sum(map(str.isdigit, told)) > _MOST_DIGITS:
        return None
    if _DUTCH.fullmatch(told):
        return Decimal(told.replace(".", "").replace(",", "."))
    return Decimal(told) if _PLAIN.fullmatch(told) else None


def _sentence(text: str, expected: str) -> str:
    return f"‘{text}’ is niet te lezen: verwacht {expected}. De vorige waarde blijft staan."
