"""Numbers, euros, dates and counts as a Dutch reader expects them (nl-NL).

Babel has the words of dates in its own data; the process locale, which all sessions
of a server share, is never touched.
"""

from __future__ import annotations

import datetime as dt
import math
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date

__all__ = ["count", "day", "euro", "moment", "number", "signed", "with_unit"]

_LOCALE = "nl_NL"
_MINUS = "\N{MINUS SIGN}"
_SIGNS = str.maketrans({",": ".", ".": ",", "-": _MINUS})
_MONTH_PARTS = 2
_DAY_PARTS = 3


def number(value: float, decimals: int = 0) -> str:
    """Number with a decimal comma and points between thousands.

    Parameters
    ----------
    value : float
        Finite.
    decimals : int
        Digits after the comma, always written.

    Examples
    --------
    >>> number(4.0166, 2), number(1234.5)
    ('4,02', '1.234')
    """
    # Half away from zero, as people round; repr first, so that 2.675 is the number it reads.
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    # Babel writes the same, as a test holds, in twenty times the time; a page has thousands.
    return f"{exact + 0:,.{decimals}f}".translate(_SIGNS)


def signed(value: float, decimals: int = 0) -> str:
    """Number with its sign, also when positive; zero has none."""
    text = number(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0,.") else text


def euro(value: float, decimals: int | None = None) -> str:
    """Amount in euros: whole euros without cents, others with two digits.

    Examples
    --------
    >>> euro(1234), euro(166666.67)
    ('€ 1.234', '€ 166.666,67')
    """
    if decimals is None:
        decimals = 0 if math.isclose(value, round(value), abs_tol=0.004) else 2
    return f"€\N{NO-BREAK SPACE}{number(value, decimals)}"


def with_unit(value: float, unit: str, decimals: int = 0) -> str:
    """Number with its unit: ``euro`` and ``%`` in their usual place, others behind.

    Examples
    --------
    >>> with_unit(12.5, "%", 1)
    '12,5%'
    """
    if unit == "euro":
        return euro(value)
    if unit.startswith("%"):
        return f"{number(value, decimals)}%"
    return f"{number(value, decimals)}\N{NO-BREAK SPACE}{unit}" if unit else number(value, decimals)


def count(amount: int, one: str, more: str) -> str:
    """Whole number with its noun in the right number.

    Examples
    --------
    >>> count(1, "initiatief", "initiatieven")
    '1 initiatief'
    """
    return f"{number(amount)} {one if amount == 1 else more}"


def day(date: dt.date) -> str:
    """Date in words: ``14 oktober 2014``."""
    return str(format_date(date, "d MMMM y", locale=_LOCALE))


def moment(partial: str) -> str:
    """Partial date in words, no more exact than it is.

    Examples
    --------
    >>> moment("2022-06-21"), moment("2022-02"), moment("2021"), moment("")
    ('21 juni 2022', 'februari 2022', '2021', 'onbekend')
    """
    parts = [int(part) for part in partial.split("-") if part]
    if len(parts) == _DAY_PARTS:
        return day(dt.date(parts[0], parts[1], parts[2]))
    if len(parts) == _MONTH_PARTS:
        return str(format_date(dt.date(parts[0], parts[1], 1), "MMMM y", locale=_LOCALE))
    return partial or "onbekend"
