"""Circles for money on the map: as large as the amount, one kind at a time, per place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wijkmap.analysis.ledger import budget_area_figures, budget_figures
from wijkmap.analysis.places import chosen_wijken
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figures
from wijkmap.model.selection import Selection
from wijkmap.model.words import UNASSIGNED, Kind, Level, State
from wijkmap.present.money import KIND_WORDS
from wijkmap.present.numbers import count
from wijkmap.present.sentences import enumeration, range_text

__all__ = ["Circles", "Money", "amount_words", "circles", "money_on_the_map"]

_CENTS = 100
_ROUND = (5, 2, 1)
_NESTED = (1, 4, 20)
"""The largest circle of the legend, and a fourth and a twentieth of it."""
_ZERO = "geen gevonden"
_UNKNOWN = "bedrag onbekend"
_NOTHING = "Er zijn geen bedragen van deze soort gevonden in een wijk."
_NOT_BY_BUURT = "Geld is alleen per wijk bekend, niet per buurt: een cirkel is van een hele wijk."


@dataclass(frozen=True)
class Circles:
    """What the browser needs to draw the circles; amounts in cents.

    Attributes
    ----------
    word : str
        What the amounts are: ``gepland``.
    marks : str
        Per wijk or stadsdeel, in the order of the map: ``k`` an amount, ``0`` nothing found, ``m`` missing,
        ``u`` found without an amount, ``-`` outside the filter on place.
    amounts : tuple of (int, int, int, int)
        Per area with an amount: its place, the amount, low and high. Low and high are
        the amount itself where no range is known.
    largest : int
        What the largest circle stands for; it does not depend on the filters.
    sizes : tuple of int
        Of the legend, large to small.
    elsewhere : str
        Sentence about what belongs to no wijk; empty when there is none.
    """

    word: str
    marks: str
    amounts: tuple[tuple[int, int, int, int], ...]
    largest: int
    sizes: tuple[int, ...]
    elsewhere: str = ""


@dataclass(frozen=True)
class Money:
    """Amounts of one kind on the map, and what stands around it.

    Attributes
    ----------
    header : str
        Of the column of the table.
    cells : dict of str to str
        Amount in words by wijk code.
    sentence : str
        What the circles show, for who cannot see them.
    sources : frozenset of str
        Of all amounts shown.
    drawn : Circles
    """

    header: str
    cells: dict[str, str]
    sentence: str
    sources: frozenset[str]
    drawn: Circles


def circles(
    codes: Sequence[str], found: Mapping[str, Figure], word: str, *, largest: float, elsewhere: str
) -> Circles:
    """Circles of figures in euros.

    Parameters
    ----------
    codes : sequence of str
        Every wijk or stadsdeel, in the order of the map.
    found : mapping of str to Figure
        Per area shown.
    word : str
    largest : float
        Euros that the largest circle stands for: the same under every filter.
    elsewhere : str
    """
    marks, amounts = "", []
    for place, code in enumerate(codes):
        figure = found.get(code)
        marks += "-" if figure is None else _mark(figure)
        if figure is not None and figure.value:
            bounds = (figure.low, figure.high) if figure.margin_known else (figure.value,) * 2
            low, high = (_cents(one or 0.0) for one in bounds)
            amounts.append((place, _cents(figure.value), low, high))
    return Circles(word, marks, tuple(amounts), _cents(largest), _sizes(largest), elsewhere)


def money_on_the_map(dataset: Dataset, selection: Selection, kind: Kind) -> Money:
    """Circles of one kind of money under the filters of a selection.

    Parameters
    ----------
    dataset : Dataset
    selection : Selection
        A filter on place leaves out the circles of other wijken.
    kind : Kind

    Notes
    -----
    The gemeente's money that belongs to no wijk is said, never drawn in one. On a map of
    buurten the circles stay those of wijken, and that is said too.
    """
    every = list(figures(budget_area_figures(dataset, selection, Level.WIJK, kind)))
    inside = set(chosen_wijken(dataset, selection))
    shown = {one.key: one for one in every if one.key in inside}
    whole = figures(budget_area_figures(dataset, Selection(), Level.WIJK, kind))
    elsewhere = _elsewhere(dataset, selection, kind)
    drawn = circles(
        tuple(dataset.polygons_at(Level.WIJK).index),
        shown,
        KIND_WORDS[kind],
        largest=max((one.high or one.value or 0.0 for one in whole), default=0.0),
        elsewhere=f"{_NOT_BY_BUURT} {elsewhere}".strip()
        if selection.level is Level.BUURT
        else elsewhere,
    )
    return Money(
        header=f"euro {KIND_WORDS[kind]}",
        cells={code: amount_words(one) for code, one in shown.items()},
        sentence=_sentence(drawn, shown.values()),
        sources=frozenset(one for figure in shown.values() for one in figure.sources),
        drawn=drawn,
    )


def _elsewhere(dataset: Dataset, selection: Selection, kind: Kind) -> str:
    """Sentence about what belongs to no wijk; a filter on place leaves that out."""
    if selection.narrows_place:
        return ""
    rows = budget_figures(dataset, selection, "wijk")
    rows = rows[(rows["key"] == UNASSIGNED) & (rows["kind"] == kind.value)]
    found = [range_text(one, 0) for one in figures(rows) if one.value]
    return (
        f"Niet van één wijk, dus niet op de kaart: {found[0]} ({KIND_WORDS[kind]})."
        if found
        else ""
    )


def _sentence(drawn: Circles, shown: Iterable[Figure]) -> str:
    ordered = sorted(shown, key=lambda one: (-(one.value or 0.0), one.key))
    amounts = [f"{one.key_label} {range_text(one, 0)}" for one in ordered if one.value]
    told = f"De cirkels tonen geld ({drawn.word}), gevonden in openbare bronnen: "
    parts = [f"{told}{enumeration(amounts, most=len(amounts))}." if amounts else _NOTHING]
    if drawn.elsewhere:
        parts.append(drawn.elsewhere)
    if unknown := drawn.marks.count("u"):
        parts.append(f"Voor {count(unknown, 'wijk', 'wijken')} is het bedrag onbekend.")
    if missing := drawn.marks.count("m"):
        without = count(missing, "wijk", "wijken")
        parts.append(f"Voor {without} zijn er geen openbare gegevens over geld.")
    return " ".join(parts)


def _is_unknown(figure: Figure) -> bool:
    """Whether entries were found, none of them with an amount."""
    return figure.state is State.MISSING and figure.n == 0


def amount_words(figure: Figure) -> str:
    """Amount of money in words: its range when it is disputed, and what is not known of it."""
    if _is_unknown(figure):
        return _UNKNOWN
    if figure.state is State.KNOWN and not figure.value:
        return _ZERO
    return range_text(figure, 0)


def _mark(figure: Figure) -> str:
    if _is_unknown(figure):
        return "u"
    if figure.state is not State.KNOWN:
        return "m"
    return "k" if figure.value else "0"


def _cents(euros: float) -> int:
    return round(euros * _CENTS)


def _sizes(largest: float) -> tuple[int, ...]:
    """Readable amounts for the legend: the largest that is not above `largest` first."""
    found = (_readable(largest / part) for part in _NESTED) if largest >= 1 else ()
    return tuple(_cents(one) for one in dict.fromkeys(found))


def _readable(amount: float) -> float:
    power = 10.0 ** math.floor(math.log10(amount))
    return next(step * power for step in _ROUND if step * power <= amount * (1 + 1e-9))
