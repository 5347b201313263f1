"""Sentences made from the figures: what the page says before it shows."""

from __future__ import annotations

from collections.abc import Sequence

from wijkmap.analysis.layers import Layer
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure
from wijkmap.model.words import Level, State
from wijkmap.present.markup import ABSENCE
from wijkmap.present.numbers import euro
from wijkmap.present.tables import value_text

__all__ = ["enumeration", "range_text", "statement", "summary"]

_MANY = 6
_PLURAL = {Level.WIJK: "wijken", Level.BUURT: "buurten"}


def enumeration(names: Sequence[str], *, most: int = _MANY) -> str:
    """Names as a Dutch enumeration, cut after `most`.

    Examples
    --------
    >>> enumeration(["a", "b", "c"])
    'a, b en c'
    >>> enumeration(list("abcd"), most=2)
    'a, b en nog 2'
    """
    if len(names) > most:
        return f"{', '.join(names[:most])} en nog {len(names) - most}"
    if len(names) < 2:  # noqa: PLR2004 - one name needs no "en"
        return "".join(names)
    return f"{', '.join(names[:-1])} en {names[-1]}"


def range_text(figure: Figure, decimals: int) -> str:
    """Value; a disputed amount as its range, never as one number."""
    if (
        figure.unit == "euro"
        and figure.value is not None
        and figure.low is not None
        and figure.high is not None
        and figure.low != figure.high
    ):
        return f"{euro(figure.low)} tot {euro(figure.high)} (betwist)"
    return value_text(figure, decimals)


def statement(dataset: Dataset, layer: Layer, shown: Sequence[Figure], city: Figure) -> str:
    """Title of the map: what is so, for the opened area or the pilots, beside the city.

    Parameters
    ----------
    dataset : Dataset
    layer : Layer
    shown : sequence of Figure
        One or two areas, of the year of `city`.
    city : Figure
        The whole gemeente.
    """
    when = f" in {city.year}" if city.year else ""
    areas = enumeration([f"{one.key_label} {_bare(one, layer.decimals)}" for one in shown])
    if layer.register is not None:
        return _register_statement(dataset, layer, shown, city)
    beside = _city_words(city, layer)
    return f"{layer.label}{when}: {areas}; {beside}"


def _bare(figure: Figure, decimals: int) -> str:
    if figure.state is not State.KNOWN:
        return f"({ABSENCE[figure.state]})"
    return range_text(figure, decimals)


def _city_words(city: Figure, layer: Layer) -> str:
    if city.state is not State.KNOWN:
        return f"voor de hele stad {ABSENCE[city.state]}"
    own_mean = next((one for one in city.cautions if one.startswith("gemiddelde van")), "")
    subject = own_mean.split(" (")[0] if own_mean else "de hele stad"
    return f"{subject} {value_text(city, layer.decimals)}"


def _register_statement(
    dataset: Dataset, layer: Layer, shown: Sequence[Figure], city: Figure
) -> str:
    what = "Initiatieven" if layer.register == "initiatives" else layer.label
    areas = enumeration([f"{one.key_label} {_bare(one, layer.decimals)}" for one in shown])
    total = _bare(city, layer.decimals)
    return (
        f"{what}, gevonden in openbare bronnen: {areas}; "
        f"in heel {dataset.municipality.name} {total}"
    )


def summary(layer: Layer, level: Level, figures: Sequence[Figure]) -> str:
    """What the map shows, for who cannot see it: how many, highest, lowest, missing.

    A register that is not complete is not ranked: then only the counts are given.
    """
    plural = _PLURAL[level]
    known = [figure for figure in figures if figure.state is State.KNOWN]
    if not known:
        reason = next((one for figure in figures for one in figure.cautions), "")
        return f"Voor geen van de {len(figures)} {plural} is er een cijfer. {reason}".strip()
    parts = [f"{len(known)} van de {len(figures)} {plural} hebben een cijfer."]
    if layer.register is None:
        ordered = sorted(known, key=lambda figure: (figure.value or 0.0, figure.key))
        low, high = ordered[0], ordered[-1]
        if low.value != high.value:
            parts.append(
                f"Het hoogst is {high.key_label} ({value_text(high, layer.decimals)}), "
                f"het laagst {low.key_label} ({value_text(low, layer.decimals)})."
            )
    else:
        found = [figure for figure in known if figure.value]
        parts = [
            f"In {len(found)} van de {len(figures)} {plural} is iets gevonden in openbare bronnen."
        ]
    for state, word in ABSENCE.items():
        names = [figure.key_label for figure in figures if figure.state is state]
        if names:
            parts.append(f"{word.capitalize()}: {enumeration(names)}.")
    return " ".join(parts)
