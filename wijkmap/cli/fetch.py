"""The command that fetches public figures into a data folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from wijkmap.cli.questions import DATA_ERROR, reporting
from wijkmap.model.selection import Period
from wijkmap.model.words import BoundaryFit, Level
from wijkmap.sources.odata.line import FetchError
from wijkmap.sources.police.declaration import SERIES
from wijkmap.sources.police.fetch import BASE, Fetched, Order, fetch_police
from wijkmap.sources.police.folder import answers_beside
from wijkmap.sources.settings import today

__all__ = ["fetch"]

_BROKEN_OFF = 130
"""Exit status of a program that the user broke off."""

_FITS = {
    BoundaryFit.EXACT: "past precies",
    BoundaryFit.APPROXIMATE: "past bij benadering",
    BoundaryFit.OTHER: "past niet: bewaard, maar nergens te zien",
}
_LEVELS = {Level.GEMEENTE: "stad", Level.WIJK: "wijken", Level.BUURT: "buurten"}


@reporting
def fetch(options: argparse.Namespace) -> int:
    """Fetch the police's table into a folder and say, line by line, what was done."""
    order = Order(
        into=options.into,
        years=Period.parse(options.years),
        date=options.date or today(),
        table=options.table,
        layout=options.layout,
        fit=None if options.fit is None else BoundaryFit(options.fit),
        base=options.base or BASE,
        retries=options.retries,
    )
    try:
        fetched = fetch_police(order, _say)
    except FetchError as error:
        sys.stderr.write(f"wijkmap: {error}{_kept(order)}\n")
        return DATA_ERROR
    except OSError as error:
        place = error.filename or order.into
        sys.stderr.write(
            f"wijkmap: {place} is niet te lezen of te schrijven ({error.strerror}). Controleer de "
            f"rechten en de ruimte op de schijf.{_kept(order)}\n"
        )
        return DATA_ERROR
    except KeyboardInterrupt:
        sys.stderr.write(f"\nwijkmap: afgebroken.{_kept(order)}\n")
        return _BROKEN_OFF
    for text in _lines(order, fetched):
        _say(text)
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _kept(order: Order) -> str:
    beside = answers_beside(order.into)
    if not beside.is_dir():
        return ""
    return (
        f" Wat al was opgehaald, is bewaard in {beside}: geef dezelfde opdracht nog eens om verder "
        "te gaan."
    )


def _lines(order: Order, fetched: Fetched) -> Iterator[str]:
    yield (
        f"Klaar: {fetched.rows} cijfers over {fetched.years} staan in {order.into}, als "
        f"{SERIES}. Gegevens {fetched.dataset.version}."
    )
    fits = ", ".join(f"{_LEVELS[level]}: {_FITS[fit]}" for level, fit in fetched.fits.items())
    yield f"Indeling van {fetched.layout} op onze grenzen: {fits}."
    if fetched.lacking:
        yield f"Let op: over {fetched.lacking} heeft de tabel geen wijken. Dat ontbreekt, het is geen 0."
    if fetched.also:
        yield (
            f"Ook {fetched.also} is bijgewerkt: die jaren stonden al in de map, en een reeks heeft "
            "één uitgave en één indeling."
        )
    for caution in fetched.cautions:
        yield f"Let op: {caution}."
    if fetched.before:
        yield "Doel 1 (meldingen) heeft nu een vooraf vastgelegde vergelijking. Vraag haar op met:"
        yield (
            f"  wijkmap compare --indicator {SERIES} --before {fetched.before} "
            f"--after {fetched.after} --folder {order.into}"
        )
    else:
        yield "Doel 1 (meldingen) krijgt hiermee geen vooraf vastgelegde vergelijking."
    yield f"De ruwe antwoorden staan in {fetched.answers}. Die map mag weg."
