"""What a cell with a date may say.

``3-4-2015`` is 3 April, as the Dutch write it, unless its own column shows that months
come first. ``03/04/2015`` has two readings, whatever stands in the cells around it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from wijkmap.sources.cells import partial_date
from wijkmap.sources.delivery.grid import Cell
from wijkmap.sources.delivery.values import Reading, of_fault, read_yes_no
from wijkmap.sources.delivery.words import fold
from wijkmap.sources.delivery.workbook import day_of
from wijkmap.sources.sheets import quoted

__all__ = ["months_first", "read_date", "read_public_from"]

_MONTHS = {
    "januari": 1,
    "jan": 1,
    "februari": 2,
    "feb": 2,
    "febr": 2,
    "maart": 3,
    "mrt": 3,
    "april": 4,
    "apr": 4,
    "mei": 5,
    "juni": 6,
    "jun": 6,
    "juli": 7,
    "jul": 7,
    "augustus": 8,
    "aug": 8,
    "september": 9,
    "sep": 9,
    "sept": 9,
    "oktober": 10,
    "okt": 10,
    "november": 11,
    "nov": 11,
    "december": 12,
    "dec": 12,
}
_NAMES = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus"),
    *("september", "oktober", "november", "december"),
)
_DAY = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/](\d{4})", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})[ -])?([a-z]+)\.?[ -](\d{4})", re.ASCII)
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$", re.ASCII)
_YEARS = (1900, 2100)
_MONTHS_IN_YEAR = 12
_DAY_LENGTH = 10
_UNKNOWN = frozenset({"onbekend", "niet bekend", "nnb"})

_EXPECTED = "een datum als 2022-06-21, 21-6-2022, juni 2022 of 2022"
_WRITE = "Schrijf jaar-maand-dag (2022-06-21), of minder als de dag of maand niet bekend is."
DASHES = "datums als 3-4-2015 zijn gelezen als dag-maand-jaar"


def months_first(cells: Iterable[Cell]) -> bool:
    """Whether a column has a date like 04-21-2015: then its 3-4-2015 has two readings."""
    for cell in cells:
        found = _DAY.fullmatch(cell.text) if isinstance(cell.value, str) else None
        if found and int(found[1]) <= _MONTHS_IN_YEAR < int(found[3]):
            return True
    return False


def read_date(cell: Cell, *, american: bool = False) -> Reading:
    """Day, month or year, as ``2022-06-21``, ``2022-06`` or ``2022``.

    Parameters
    ----------
    cell : Cell
    american : bool
        The column has dates with the month first, see `months_first`.
    """
    if cell.fault or not cell.filled or fold(cell.text) in _UNKNOWN:
        return of_fault(cell, _EXPECTED) if cell.fault else Reading()
    if isinstance(cell.value, dt.date):
        return _checked(cell.text, cell)
    text = _TIME.sub("", " ".join(cell.text.split()))
    if re.fullmatch(r"\d+(?:,\d+)?", text, re.ASCII):
        return _of_number(float(text.replace(",", ".")), cell)
    if found := _DAY.fullmatch(text):
        return _of_parts(found, cell, american=american)
    found = _SHORT.fullmatch(text)
    return _of_short(found, cell) if found else _of_words(text, cell)


def read_public_from(cell: Cell, *, american: bool = False, yes_no: bool = False) -> Reading:
    """Read when a row becomes public: a whole date, ``altijd`` or ``nooit``.

    Parameters
    ----------
    cell : Cell
    american : bool
        See `read_date`.
    yes_no : bool
        The column asks whether and not when: ja is altijd, nee is nooit.
    """
    expected = "altijd, nooit of een hele datum"
    word = fold(cell.text)
    if not word:
        return Reading(
            found="een lege cel",
            expected=expected,
            remedy="Vul in: altijd, nooit of de datum waarop de regel openbaar wordt.",
        )
    if word in {"altijd", "nooit"}:
        return Reading(word)
    if yes_no and not (answer := read_yes_no(cell)).wrong:
        return Reading(
            {"ja": "altijd", "nee": "nooit"}[answer.text],
            note="'ja' bij openbaar is gelezen als altijd, 'nee' als nooit",
        )
    date = read_date(cell, american=american)
    if not date.readings and len(date.text) < _DAY_LENGTH:
        return Reading(
            found=quoted(cell.text),
            expected=expected,
            remedy="Schrijf altijd, nooit of jaar-maand-dag. Wat 'na 12 november' opengaat, is "
            "openbaar vanaf de 13e.",
        )
    return date


def _checked(text: str, cell: Cell, note: str = "") -> Reading:
    if partial_date(text) is None:
        return Reading(found=quoted(cell.text), expected=_EXPECTED, remedy=_WRITE)
    return Reading(text, note=note)


def _of_number(value: float, cell: Cell) -> Reading:
    if value.is_integer() and _YEARS[0] <= value <= _YEARS[1]:
        return Reading(str(int(value)))
    day = day_of(value)
    if day is None or not _YEARS[0] <= day.year <= _YEARS[1]:
        return Reading(found=quoted(cell.text), expected=_EXPECTED, remedy=_WRITE)
    return Reading(
        found=f"het getal {cell.text}, als dagnummer van Excel {_in_words(day)}",
        expected=_EXPECTED,
        remedy=f"Geef de cel in Excel de opmaak Datum, of schrijf {day.isoformat()}.",
        readings=(day.isoformat(),),
    )


def _of_parts(found: re.Match[str], cell: Cell, *, american: bool) -> Reading:
    first, mark, second, year = int(found[1]), found[2], int(found[3]), found[4]
    day_first = partial_date(f"{year}-{second:02d}-{first:02d}")
    month_first = partial_date(f"{year}-{first:02d}-{second:02d}")
    readings = tuple(dict.fromkeys(one for one in (day_first, month_first) if one))
    doubtful = mark == "/" or american
    if len(readings) > 1 and doubtful:
        return _two_dates(readings, cell)
    if day_first:
        dashed = mark == "-" and len(readings) > 1
        return Reading(day_first, note=DASHES if dashed else "")
    if month_first:
        return Reading(
            found=f"{quoted(cell.text)}, met de maand voorop",
            expected=_EXPECTED,
            remedy=f"Bedoelt u {_in_words(dt.date.fromisoformat(month_first))}? "
            f"Schrijf dan {month_first}.",
            readings=(month_first,),
        )
    return Reading(
        found=f"{quoted(cell.text)}, een dag die niet bestaat", expected=_EXPECTED, remedy=_WRITE
    )


def _of_short(found: re.Match[str], cell: Cell) -> Reading:
    first, second, last = (int(found[at]) for at in (1, 3, 4))
    dates = [
        (2000 + last, second, first),
        (1900 + last, second, first),
        (2000 + last, first, second),
        (2000 + first, second, last),
    ]
    texts = ("-".join((str(year), f"{month:02d}", f"{day:02d}")) for year, month, day in dates)
    readings = tuple(dict.fromkeys(text for text in texts if partial_date(text)))
    if not readings:
        return Reading(found=quoted(cell.text), expected=_EXPECTED, remedy=_WRITE)
    return _two_dates(readings, cell)


def _two_dates(readings: tuple[str, ...], cell: Cell) -> Reading:
    spoken = [_in_words(dt.date.fromisoformat(one)) for one in readings]
    return Reading(
        found=f"{quoted(cell.text)}, dat {' of '.join(spoken)} kan zijn",
        expected="een datum met één lezing",
        remedy=f"Schrijf {' of '.join(readings)}.",
        readings=readings,
    )


def _of_words(text: str, cell: Cell) -> Reading:
    if found := _YEAR_FIRST.fullmatch(text):
        parts = [found[1], *(f"{int(part):02d}" for part in (found[3], found[4]) if part)]
        return _checked("-".join(parts), cell)
    if found := _MONTH_YEAR.fullmatch(text):
        return _checked(f"{found[2]}-{int(found[1]):02d}", cell)
    if (found := _WORDS.fullmatch(text.casefold())) and found[2] in _MONTHS:
        day = f"-{int(found[1]):02d}" if found[1] else ""
        return _checked(f"{found[3]}-{_MONTHS[found[2]]:02d}{day}", cell)
    return Reading(found=quoted(cell.text), expected=_EXPECTED, remedy=_WRITE)


def _in_words(day: dt.date) -> str:
    return f"{day.day} {_NAMES[day.month - 1]} {day.year}"
