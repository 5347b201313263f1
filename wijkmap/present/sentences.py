"""Sentences made from the figures: what the page says before it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wijkmap.analysis.layers import Layer
from wijkmap.analysis.ledger import APPROXIMATELY
from wijkmap.analysis.subjects import Subject
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure
from wijkmap.model.words import Level, State
from wijkmap.present.markup import ABSENCE
from wijkmap.present.numbers import euro, number
from wijkmap.present.tables import value_text

__all__ = [
    "city_label",
    "enumeration",
    "range_text",
    "statement",
    "subject_statement",
    "summary",
    "told_value",
    "under_topic",
    "unit_is_told",
    "unsure",
]

_MANY = 6
_UNITLESS = frozenset({"score", "rapportcijfer", "klasse"})
_VERBS = {
    State.MISSING: "zijn er geen openbare gegevens",
    State.SUPPRESSED: "wordt het cijfer niet getoond (klein aantal)",
    State.NOT_APPLICABLE: "is dit niet van toepassing",
}
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
    """Value; an amount that is disputed or not exact as its range, never as one number."""
    if (
        figure.unit == "euro"
        and figure.value is not None
        and figure.low is not None
        and figure.high is not None
        and figure.low != figure.high
    ):
        disputed = any(one.startswith("betwist") for one in figure.cautions)
        word = "betwist" if disputed else "ongeveer"
        return f"{euro(figure.low)} tot {euro(figure.high)} ({word})"
    return unsure(figure, value_text(figure, decimals))


def unsure(figure: Figure, words: str) -> str:
    """Words of an amount, with what makes it unsure when its range is not known.

    An amount that is only about right has no ends, so a sum with it has none either: it
    must not read as one that is exact to the euro.
    """
    is_whole = figure.low is not None and figure.high is not None
    if figure.state is not State.KNOWN or is_whole or not figure.unit.startswith("euro"):
        return words
    about = "ongeveer " if APPROXIMATELY in figure.cautions else ""
    in_part = any(one.startswith("betwist") for one in figure.cautions)
    return f"{about}{words}{' (deels betwist)' if in_part else ''}"


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
    if layer.register is not None:
        return _register_statement(dataset, layer, shown, city)
    known = [one for one in shown if one.state is State.KNOWN]
    when = f" in {city.year}" if city.year else ""
    parts = []
    if known:
        first, *others = known
        said = [f"{first.key_label} staat{when} op {_bare(first, layer)}"]
        said += [f"{one.key_label} op {_bare(one, layer)}" for one in others]
        parts.append(enumeration(said))
    parts += [
        f"voor {one.key_label}{'' if known else when} {_VERBS[one.state]}"
        for one in shown
        if one.state is not State.KNOWN
    ]
    return f"{_lead(layer)}: {'; '.join([*parts, _city_words(city, layer)])}"


def subject_statement(
    dataset: Dataset, layer: Layer, subject: Subject, beside: tuple[Figure, Figure]
) -> str:
    """Statement about one subject, named as one speaks of it.

    Parameters
    ----------
    dataset : Dataset
    layer : Layer
    subject : Subject
    beside : (Figure, Figure)
        The subject's own and the whole gemeente's, of one year.
    """
    own, city = beside
    said = statement(dataset, layer, [replace(own, key_label=subject.spoken)], city)
    return said.replace(" staat ", " staan ", 1) if subject.is_plural else said


def _lead(layer: Layer) -> str:
    """Name of the layer, with its unit when the name does not tell it."""
    unit = layer.unit
    label = layer.label.split(" (")[0] if _is_unitless(layer) else layer.label
    told = unit.startswith(("%", "euro")) or unit_is_told(layer)
    return label if told else f"{label} ({unit})"


def told_value(figure: Figure, layer: Layer) -> str:
    """Value under the name of its layer: with a unit only when the name does not tell it."""
    if unit_is_told(layer) or figure.state is not State.KNOWN:
        return _bare(figure, layer) if figure.state is State.KNOWN else ABSENCE[figure.state]
    return range_text(figure, layer.decimals)


def unit_is_told(layer: Layer) -> bool:
    """Whether the name of a layer says its unit, or a number needs none."""
    return _is_unitless(layer) or layer.unit.lower() in layer.label.lower()


def _is_unitless(layer: Layer) -> bool:
    return layer.unit.split(" ")[0] in _UNITLESS


def _bare(figure: Figure, layer: Layer) -> str:
    """Value without its unit, but with a percent sign or as euros."""
    told = figure.unit.startswith("%") or figure.unit == "euro"
    if told:
        return range_text(figure, layer.decimals)
    return value_text(figure, layer.decimals, unit=False)


def city_label(city: Figure) -> str:
    """What the city's value is: a mean of wijken of our own, or the whole city.

    Examples: ``gemiddelde van 21 wijken`` and ``hele stad``.
    """
    own_mean = next((one for one in city.cautions if one.startswith("gemiddelde van")), "")
    return own_mean.split(" (")[0] or "hele stad"


def _city_words(city: Figure, layer: Layer) -> str:
    if city.state is not State.KNOWN:
        return f"voor de hele stad {_VERBS[city.state]}"
    label = city_label(city)
    if label.startswith("gemiddelde van "):
        wijken = label.removeprefix("gemiddelde van ")
        return f"het gemiddelde van de {wijken} is {_bare(city, layer)}"
    return f"de hele stad op {_bare(city, layer)}"


def _register_statement(
    dataset: Dataset, layer: Layer, shown: Sequence[Figure], city: Figure
) -> str:
    areas = enumeration(
        [
            f"{one.key_label} {_bare(one, layer)}"
            if one.state is State.KNOWN
            else f"voor {one.key_label} {_VERBS[one.state]}"
            for one in shown
        ]
    )
    name = dataset.municipality.name
    total = _bare(city, layer) if city.state is State.KNOWN else ABSENCE[city.state]
    return f"{_lead(layer)}, gevonden in openbare bronnen: {areas}; heel {name} {total}"


def _how_many(known: int, total: int) -> str:
    if known < total or total == 1:
        return f"{number(known)} van de {number(total)}"
    return "beide" if total == 2 else f"alle {number(total)}"  # noqa: PLR2004 - two are both


def summary(layer: Layer, level: Level, figures: Sequence[Figure], *, is_part: bool = False) -> str:
    """What the map shows, for who cannot see it: how many, highest, lowest, missing.

    A register that is not complete is not ranked: then only the counts are given.

    Parameters
    ----------
    layer : Layer
    level : Level
    figures : sequence of Figure
        Of the areas chosen, all of one year.
    is_part : bool
        Whether a filter on place chose some areas only; the sentence then says so.
    """
    plural = f"gekozen {_PLURAL[level]}" if is_part else _PLURAL[level]
    if not figures:
        return f"Er zijn geen {plural}: de filters op plaats sluiten elkaar uit."
    known = [figure for figure in figures if figure.state is State.KNOWN]
    if not known:
        reason = next((one for figure in figures for one in figure.cautions), "")
        ending = f" ({reason})" if reason else ""
        return f"Voor geen van de {number(len(figures))} {plural} is er een cijfer{ending}."
    parts = [f"Van {_how_many(len(known), len(figures))} {plural} is er een cijfer."]
    if layer.register is None:
        ordered = sorted(known, key=lambda figure: (figure.value or 0.0, figure.key))
        low, high = ordered[0], ordered[-1]
        if low.value != high.value:
            parts.append(
                f"Het hoogst is {high.key_label} ({_bare(high, layer)}), "
                f"het laagst {low.key_label} ({_bare(low, layer)})."
            )
    else:
        found = [figure for figure in known if figure.value]
        parts = [
            f"In {number(len(found))} van de {number(len(figures))} {plural} is iets gevonden in openbare bronnen."
        ]
    for state, word in ABSENCE.items():
        names = [figure.key_label for figure in figures if figure.state is state]
        if names:
            parts.append(f"{word.capitalize()}: {enumeration(names)}.")
    return " ".join(parts)


def under_topic(topic: str, label: str) -> str:
    """Name of a figure in a list of several topics; a label that begins with its topic has it.

    Examples
    --------
    >>> under_topic("Veiligheid", "Misdrijven"), under_topic("Leefbaarheid", "Leefbaarheid: groen")
    ('Veiligheid: Misdrijven', 'Leefbaarheid: groen')
    >>> under_topic("", "Misdrijven")
    'Misdrijven'
    """
    return label if not topic or label.startswith(topic) else f"{topic}: {label}"
