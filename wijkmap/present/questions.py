"""A comparison of the pilots as the query of a link, and back; and the groups on offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from wijkmap.analysis.effect.choices import choices
from wijkmap.analysis.effect.groups import Against
from wijkmap.analysis.effect.outcome import Question
from wijkmap.analysis.effect.series import Series, series_of
from wijkmap.analysis.effect.verdict import declared
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.selection import Period
from wijkmap.model.words import Level, Measure

__all__ = [
    "OWN_CHOICE",
    "PARAMETERS",
    "Asked",
    "Offer",
    "asked",
    "default_periods",
    "measured_years",
    "offers",
    "parameters",
]

OWN_CHOICE = "eigen"
"""Key of a comparison group of the reader's own choice."""

PARAMETERS = ("met", "voor", "na", "pilots", "gewogen", "water")
"""Names in the link."""

_YES, _NO = "ja", "nee"
_TWO = 2


@dataclass(frozen=True)
class Offer:
    """A group to compare with.

    Attributes
    ----------
    key, label : str
        In the link, and in the list of choices.
    against : Against
    chosen : tuple of str
        Wijken, for `Against.CODES`.
    note : str
        Dutch: what it stands for, where its name does not tell.
    """

    key: str
    label: str
    against: Against
    chosen: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Asked:
    """A question with the name of the group that it compares with.

    Attributes
    ----------
    question : Question
        With its pilots filled in.
    offer : Offer
    """

    question: Question
    offer: Offer


def offers(dataset: Dataset) -> dict[str, Offer]:
    """Groups to compare with, by key, in order of the list of choices; computed once.

    One's own choice is no part of it: it has wijken of its own.
    """
    return dataset.once(("effect.offers",), partial(_offers, dataset))


def _offers(dataset: Dataset) -> dict[str, Offer]:
    plain = (
        Offer("rest", "alle overige wijken", Against.REST),
        Offer("lookalike", "wijken die er het meest op lijken", Against.LOOKALIKE),
        Offer("ring", "de ring eromheen", Against.RING),
        Offer("noring", "overige wijken zonder de ring", Against.NORING),
    )
    others = [
        Offer(one.key, f"overige wijken {one.label}", Against.CODES, one.codes, one.note)
        for one in choices(dataset)
    ]
    return {one.key: one for one in (*plain, *others)}


def measured_years(dataset: Dataset, indicator: str) -> tuple[int, ...]:
    """Years in which a wijk has a value that can be compared, ascending; none for a class."""
    if dataset.catalogue[indicator].measure is Measure.CLASS:
        return ()
    series = series_of(dataset, indicator)
    return tuple(series.existing([int(one) for one in series.table.columns]))


def default_periods(dataset: Dataset, indicator: str) -> tuple[Period, Period]:
    """Periods of a bare link: as declared, else the last year before the start and the newest.

    Where all years lie on one side of the start, the first and the last. Both are empty
    with fewer than two years.
    """
    for one in declared(dataset):
        if one.indicator == indicator and one.before and one.after:
            return one.before, one.after
    years = measured_years(dataset, indicator)
    if len(years) < _TWO:
        return Period(), Period()
    years = _with_pilots(series_of(dataset, indicator), dataset.pilots, years)
    before = [year for year in years if year <= dataset.municipality.last_year_before]
    first = before[-1] if before and before[-1] != years[-1] else years[0]
    return Period((first,)), Period((years[-1],))


def _with_pilots(series: Series, pilots: Sequence[str], years: Sequence[int]) -> tuple[int, ...]:
    """Years in which a pilot is known, when there are two; else all."""
    rows = series.table.reindex(list(pilots))
    known = tuple(year for year in years if rows[year].notna().any())
    return known if len(known) >= _TWO else tuple(years)


def asked(
    query: Mapping[str, str], dataset: Dataset, indicator: str
) -> tuple[Asked | None, tuple[str, ...]]:
    """Question of a link about an indicator, with a friendly line per part that was dropped.

    Returns
    -------
    asked : Asked or None
        None when the indicator has fewer than two years, or the data no pilots: then
        there is nothing to compare.
    complaints : tuple of str
        Dutch.
    """
    lines: list[str] = []
    wijken = set(map(str, dataset.areas_at(Level.WIJK).index))
    standard = default_periods(dataset, indicator)
    pilots = _wijken(query.get("pilots", ""), wijken, partial(_note, lines, "pilots"))
    pilots = pilots or dataset.pilots
    if not standard[0] or not pilots:
        return None, tuple(lines)
    offer = _offer(query.get("met", ""), dataset, pilots, partial(_note, lines, "met"))
    years = measured_years(dataset, indicator)
    before, after = (
        _period(query.get(name, ""), years, partial(_note, lines, name)) or usual
        for name, usual in zip(("voor", "na"), standard, strict=True)
    )
    if max(before.years) >= min(after.years):
        lines.append(
            f"De link vergelijkt {before} met {after}. De eerste periode hoort voor de "
            f"tweede te liggen; hier staat {standard[0]} tegen {standard[1]}."
        )
        before, after = standard
    question = Question(
        indicator,
        before,
        after,
        pilots=pilots,
        against=offer.against,
        chosen=offer.chosen,
        weighted=query.get("gewogen") == _YES,
        across_water=query.get("water") != _NO,
    )
    return Asked(question, offer), tuple(lines)


def parameters(dataset: Dataset, one: Asked) -> dict[str, str]:
    """Parameters of a question; an empty one means what a bare link means.

    Examples
    --------
    The declared question of a dataset gives empty parameters only.
    """
    question = one.question
    standard = default_periods(dataset, question.indicator)
    periods = ("voor", question.before, standard[0]), ("na", question.after, standard[1])
    own = question.pilots if set(question.pilots) != set(dataset.pilots) else ()
    group = "" if one.offer.key == "rest" else one.offer.key
    return {
        "met": ",".join(question.chosen) if group == OWN_CHOICE else group,
        **{name: "" if mine == usual else str(mine) for name, mine, usual in periods},
        "pilots": ",".join(own),
        "gewogen": _YES if question.weighted else "",
        "water": "" if question.across_water else _NO,
    }


def _note(lines: list[str], name: str, value: str) -> None:
    lines.append(
        f"De link vraagt om {name} “{value}”. Dat bestaat hier niet; dat deel is weggelaten."
    )


def _wijken(text: str, known: Iterable[str], drop: Callable[[str], None]) -> tuple[str, ...]:
    """Wijk codes of a list, each once; others are dropped with a line."""
    parts = list(dict.fromkeys(part for part in text.split(",") if part))
    codes = set(known)
    for part in parts:
        if part not in codes:
            drop(part)
    return tuple(part for part in parts if part in codes)


def _period(text: str, years: Sequence[int], drop: Callable[[str], None]) -> Period:
    """Period of which at least one year was measured; else empty, with a line."""
    if not text:
        return Period()
    try:
        period = Period.parse(text)
    except SelectionError:
        period = Period()
    if not set(period.years) & set(years):
        drop(text)
        return Period()
    return period


def _offer(
    text: str, dataset: Dataset, pilots: Sequence[str], drop: Callable[[str], None]
) -> Offer:
    """Group that a link names: a key, or wijken of the reader's own."""
    every = offers(dataset)
    if not text or text in every:
        found = every[text or "rest"]
        left = tuple(code for code in found.chosen if code not in pilots)
        if found.against is Against.CODES and not left:
            drop(text)
            return every["rest"]
        return Offer(found.key, found.label, found.against, left, found.note)
    others = set(map(str, dataset.areas_at(Level.WIJK).index)) - set(pilots)
    codes = _wijken(text, others, drop)
    if not codes:
        return every["rest"]
    return Offer(OWN_CHOICE, "eigen keuze van wijken", Against.CODES, codes)
