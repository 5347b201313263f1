"""What a cell with an amount, a number, a year or a yes may say.

A reading is never a guess: a text that two people read differently has two readings,
and both are shown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from wijkmap.sources.delivery.grid import Cell
from wijkmap.sources.delivery.words import fold
from wijkmap.sources.sheets import near, quoted

__all__ = [
    "Reading",
    "of_fault",
    "read_amount",
    "read_choice",
    "read_number",
    "read_year",
    "read_yes_no",
]

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_UNKNOWN = frozenset({"onbekend", "niet bekend", "nnb", "n.n.b", "n.b", "nb", "pm", "p.m"})
_YES = frozenset({"ja", "j", "x", "waar", "true", "yes", "v", "1"})
_NO = frozenset({"nee", "n", "onwaar", "false", "no", "0"})
_EURO = re.compile(r"^(?:€|eur(?:o)?\b)\s*|\s*(?:€|\beur(?:o|o's)?)$", re.IGNORECASE)
_ROUND = re.compile(r"[.,](?:-{1,2}|=|–|—)$")
_GROUPS = re.compile(r"[1-9]\d{0,2}(?P<mark>[.,' ])\d{3}(?:(?P=mark)\d{3})*")
_PERCENT_DIGITS = 10
_NEARLY = Decimal("0.000001")
# Fifteen digits: what a cell of Excel holds exactly.
_MOST = Decimal(10) ** 13


@dataclass(frozen=True)
class Reading:
    """What one cell says.

    Attributes
    ----------
    text : str
        The value as a data folder writes it; empty when there is none.
    found, expected, remedy : str
        Filled when the cell cannot be read, in Dutch.
    readings : tuple of str
        Both, when there are two.
    note : str
        What was cleaned, for the report; empty when nothing was.
    """

    text: str = ""
    found: str = ""
    expected: str = ""
    remedy: str = ""
    readings: tuple[str, ...] = ()
    note: str = ""

    @property
    def wrong(self) -> bool:
        """Whether the cell cannot be read."""
        return bool(self.expected)


def of_fault(cell: Cell, expected: str) -> Reading:
    """Reading of a cell that shows an error, or a formula without a result."""
    computed = "formule" in cell.fault
    return Reading(
        found=f"een {cell.fault}" if computed else f"de foutmelding {cell.fault}",
        expected=expected,
        remedy=(
            "Open het bestand in Excel, laat het rekenen en bewaar het opnieuw."
            if computed
            else "Herstel de formule of schrijf de waarde zelf."
        ),
    )


def read_amount(cell: Cell, *, in_cents: bool = False) -> Reading:
    """Amount in whole cents.

    Parameters
    ----------
    cell : Cell
    in_cents : bool
        The column says cents and not euros.

    Returns
    -------
    Reading
        ``text`` is empty for an empty cell and for a word like "onbekend": unknown,
        never zero.
    """
    expected = "een bedrag in hele centen" if in_cents else "een bedrag in euro's"
    value = _one_value(
        cell,
        expected,
        "Schrijf het bedrag met alleen cijfers: 1234,56. Een geschat bedrag krijgt bij "
        "Zekerheid 'ongeveer'; is het onbekend, laat de cel dan leeg.",
    )
    if isinstance(value, Reading):
        return value
    cents = value if in_cents else value * 100
    whole = cents.quantize(Decimal(1))
    if abs(cents - whole) <= _NEARLY:
        return Reading(str(int(whole)))
    if cell.formula and not in_cents:
        return Reading(str(int(whole)), note="bedragen uit een formule zijn afgerond op centen")
    return _unreadable(
        cell,
        f"{expected}, met hoogstens twee cijfers achter de komma" if not in_cents else expected,
        "Rond het bedrag af op hele centen.",
    )


def read_number(cell: Cell, *, percent: bool = False) -> Reading:
    """Any number.

    Parameters
    ----------
    cell : Cell
    percent : bool
        The unit is a percentage: 12,5% reads as 12.5. Elsewhere a percentage is wrong.
    """
    expected = "een percentage" if percent else "een getal"
    if "%" in cell.text and not percent:
        return _unreadable(cell, "een getal, geen percentage", "Schrijf het getal zonder %.")
    value = _one_value(
        cell if cell.percent or not percent else _without_sign(cell),
        expected,
        "Schrijf alleen cijfers. Is de waarde niet bekend of afgeschermd, laat de cel dan leeg "
        "en zet dat bij Staat.",
    )
    if isinstance(value, Reading):
        return value
    if cell.percent:
        value = round(value * 100, _PERCENT_DIGITS)
    return Reading(format(value.normalize(), "f") if value else "0")


def _without_sign(cell: Cell) -> Cell:
    """Cell with its text without the sign for per cent."""
    return Cell(cell.value.replace("%", "")) if isinstance(cell.value, str) else cell


def _one_value(cell: Cell, expected: str, remedy: str) -> Decimal | Reading:
    """Return the one value of a cell, or the reading when it has none or two."""
    if cell.fault or not cell.filled or fold(cell.text) in _UNKNOWN:
        return of_fault(cell, expected) if cell.fault else Reading()
    number = not isinstance(cell.value, dt.date | bool)
    values = _values(cell) if number else ()
    if len(values) > 1:
        return _two(cell, expected, values)
    if not values or abs(values[0]) >= _MOST:
        return _unreadable(cell, expected, remedy)
    return values[0]


def read_year(cell: Cell) -> Reading:
    """Year of four digits."""
    expected = f"een jaar van {_FIRST_YEAR} tot en met {_LAST_YEAR}"
    text = cell.text
    if cell.fault or not text or fold(text) in _UNKNOWN:
        return of_fault(cell, expected) if cell.fault else Reading()
    if isinstance(cell.value, dt.date):
        year = str(cell.value.year)
        return Reading(
            found=f"de datum {text}",
            expected=expected,
            remedy=f"Schrijf alleen het jaar: {year}. Zet de opmaak van de cel op Getal.",
            readings=(year,),
        )
    if re.fullmatch(r"\d{4}", text, re.ASCII) and _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        return Reading(text)
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    if len(years) > 1:
        return Reading(
            found=quoted(text),
            expected="één jaar",
            remedy="Kies het jaar waarin het begon, of maak een regel per jaar.",
            readings=tuple(dict.fromkeys(years)),
        )
    return _unreadable(cell, expected, "Schrijf vier cijfers, of laat de cel leeg.")


def read_yes_no(cell: Cell) -> Reading:
    """Ja or nee; a cross is ja."""
    word = fold(cell.text)
    if not word:
        return Reading()
    if word in _YES | _NO:
        return Reading("ja" if word in _YES else "nee")
    return _unreadable(cell, "ja of nee", "Schrijf ja of nee.")


def read_choice(cell: Cell, words: Mapping[str, str], shown: tuple[str, ...]) -> Reading:
    """One of a closed list of words.

    Parameters
    ----------
    cell : Cell
    words : mapping of str to str
        Folded word to our word.
    shown : tuple of str
        The words as people see them.
    """
    if cell.fault:
        return of_fault(cell, "een woord uit de lijst")
    if not cell.filled:
        return Reading()
    key = words.get(fold(cell.text))
    if key is not None:
        return Reading(key)
    return _unreadable(
        cell,
        "een van: " + ", ".join(shown),
        near(fold(cell.text), [fold(one) for one in shown]) + "Kies een van deze woorden.",
    )


def _unreadable(cell: Cell, expected: str, remedy: str) -> Reading:
    return Reading(found=quoted(cell.text), expected=expected, remedy=remedy)


def _two(cell: Cell, expected: str, values: tuple[Decimal, ...]) -> Reading:
    whole, small = (format(value, "f").replace(".", ",") for value in values)
    return Reading(
        found=f"{quoted(cell.text)}, dat {whole} of {small} kan zijn",
        expected=f"{expected} met één lezing",
        remedy=(
            f"Schrijf {whole},00 als u {whole} bedoelt. Bedoelt u {small}, "
            "maak er dan in Excel een getal van of zet er een 0 achter."
        ),
        readings=(whole, small),
    )


def _values(cell: Cell) -> tuple[Decimal, ...]:
    """Every value that the cell may have: none, one or two."""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return (Decimal(repr(cell.value)),)
    text = " ".join(cell.text.split())
    for _ in range(2):
        text = _EURO.sub("", text).strip()
    text = _ROUND.sub("", text).replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-")
    sign = 1
    if re.fullmatch(r"\(.*\)", text):
        sign, text = -1, text[1:-1].strip()
    elif text.startswith("-") or text.endswith("-"):
        sign, text = -1, text.removeprefix("-").removesuffix("-").strip()
    elif text.startswith("+"):
        text = text[1:].strip()
    text = _EURO.sub("", text).strip()
    return tuple(sign * value for value in _unsigned(text))


def _unsigned(text: str) -> tuple[Decimal, ...]:
    if not re.fullmatch(r"\d(?:[\d.,' ]*\d)?", text, re.ASCII):
        return ()
    marks = re.sub(r"\d", "", text)
    digits = re.sub(r"\D", "", text)
    grouped = bool(_GROUPS.fullmatch(text))
    if not marks or (grouped and (len(marks) > 1 or marks not in ".,")):
        return (Decimal(digits),)
    whole, _, after = text.rpartition(marks[-1])
    small = Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{after or '0'}")
    if len(marks) == 1:
        single = (small,) if marks in ".," else ()
        return (Decimal(digits), small) if grouped else single
    decimal = marks[-1] in ".," and marks[-1] not in whole and bool(_GROUPS.fullmatch(whole))
    return (small,) if decimal else ()
