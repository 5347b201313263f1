"""Observations of the police's series: counts with their layout, fit, status and cautions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wijkmap.model.areas import level_of
from wijkmap.model.words import BoundaryFit, Level, State
from wijkmap.sources.odata.line import FetchError
from wijkmap.sources.police.declaration import SERIES, Declaration, Row

__all__ = ["PROVISIONAL", "Counted", "observation_rows", "status_of"]

Counted = Mapping[tuple[str, int], int | None]
"""Counts by area code and year; None: the source does not say the number."""

PROVISIONAL, SETTLED, NOT_NAMED = "provisional", "settled", "not_named"

_SETTLED_WORD = "definitief"


def status_of(statuses: Mapping[str, str], period: str) -> str:
    """Whether figures of a period may still change: provisional, settled or not named."""
    word = statuses.get(period, "").casefold()
    if not word:
        return NOT_NAMED
    return SETTLED if word == _SETTLED_WORD else PROVISIONAL


def observation_rows(
    said: Declaration,
    found: Counted,
    statuses: Mapping[int, str],
    known: Mapping[str, str],
) -> list[Row]:
    """Rows of the table ``observations``, by area and year.

    Parameters
    ----------
    said : Declaration
    found : mapping of (str, int) to int or None
    statuses : mapping of int to str
        Per year; see `status_of`.
    known : mapping of str to str
        Area codes of the folder, with what is to be said of that wijk's count on other
        boundaries, or an empty text.

    Raises
    ------
    FetchError
        When a code has not the shape of an area code.
    """
    sums = _sums(found)
    rows = []
    for (code, year), count in sorted(found.items()):
        level = level_of(code)
        if level is None:
            raise FetchError(
                f"Tabel {said.table.id} noemt een gebied ‘{code}’: verwacht GM en 4 cijfers, WK en "
                "6 of BU en 8 tekens. Er is niets geschreven."
            )
        fit = said.fits[level] if code in known else BoundaryFit.OTHER
        flags = [] if fit is BoundaryFit.EXACT else [f"boundary_layout_{said.layout}"]
        if statuses[year] == PROVISIONAL:
            flags.append(PROVISIONAL)
        cautions = [_place_caution(said, level, fit, known=code in known)]
        if fit is BoundaryFit.APPROXIMATE:
            cautions.append(known[code])
        if statuses[year] == NOT_NAMED:
            cautions.append("De tabel noemt van dit jaar geen status: mogelijk voorlopig")
        if count is None:
            cautions.append("De bron noemt dit aantal onbekend of geheim")
        if level is Level.GEMEENTE and count is not None and sums.get(year, count) != count:
            cautions.append(f"De wijken tellen op tot {_dutch(sums[year])}")
        rows.append(
            {
                "indicator": SERIES,
                "area_code": code,
                "year": str(year),
                "value": "" if count is None else str(count),
                "state": (State.MISSING if count is None else State.KNOWN).value,
                "flags": ";".join(flags),
                "source": said.table.id,
                "boundary_year": str(said.layout),
                "fit": fit.value,
                "cautions": ";".join(filter(None, cautions)),
                "public_from": "altijd",
            }
        )
    return rows


def _place_caution(said: Declaration, level: Level, fit: BoundaryFit, *, known: bool) -> str:
    where = f"Staat op de indeling van {said.layout}"
    if not known:
        return f"{where}: dit gebied bestaat niet in de indeling van deze gegevens"
    if fit is BoundaryFit.EXACT:
        return ""
    if fit is BoundaryFit.APPROXIMATE:
        return f"{where}: de wijkgrenzen wijken iets af" if level is Level.WIJK else where
    word = {Level.WIJK: "wijken", Level.BUURT: "buurten"}.get(level, "grenzen")
    return f"{where}: niet te vergelijken met onze {word}"


def _sums(found: Counted) -> dict[int, int]:
    """Sum of the wijken per year, where each wijk has a number."""
    years: dict[int, list[int | None]] = {}
    for (code, year), count in found.items():
        if level_of(code) is Level.WIJK:
            years.setdefault(year, []).append(count)
    return {year: sum(_all(every)) for year, every in years.items() if None not in every}


def _all(every: Iterable[int | None]) -> list[int]:
    return [one for one in every if one is not None]


def _dutch(number: int) -> str:
    return f"{number:,}".replace(",", ".")
