"""Weighted displacement difference, to see whether something moved to the ring.

A. P. Wheeler and J. H. Ratcliffe, "A simple weighted displacement difference test to
evaluate place based crime interventions", Crime Science 7:11, 2018. Counts are taken as
Poisson there; a dispersion above 1 widens the error. A method for the page on method,
never for a verdict.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scipy.stats import norm

from wijkmap.analysis.effect.groups import relations
from wijkmap.analysis.effect.outcome import Outcome
from wijkmap.analysis.effect.series import Series, series_of
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError

__all__ = ["Displaced", "Displacement", "disjoint", "displaced", "weighted_displacement"]

_Z = 1.96


@dataclass(frozen=True)
class Displacement:
    """Result of the test.

    Attributes
    ----------
    difference : float
        Weighted displacement difference, in counts; negative is a net fall.
    error : float
        Its standard error.
    low, high : float
        1.96 standard errors away.
    z, p : float
        Two-sided.
    """

    difference: float
    error: float
    low: float
    high: float
    z: float
    p: float


def weighted_displacement(
    pilots: tuple[float, float],
    control: tuple[float, float],
    ring: tuple[float, float],
    control_ring: tuple[float, float],
    spread: float = 1.0,
) -> Displacement:
    """Change of the pilots and their ring minus that of the control and its ring.

    Parameters
    ----------
    pilots, control, ring, control_ring : tuple of float
        Counts before and after.
    spread : float
        Dispersion of the counts.

    Raises
    ------
    SelectionError
        When a count is missing: without a figure from before there is nothing to weigh.
    """
    groups = (pilots, ring, control, control_ring)
    numbers = [one for pair in groups for one in pair]
    if not all(math.isfinite(one) and one >= 0 for one in numbers):
        raise SelectionError("Voor deze toets is van elke groep een aantal voor en na nodig.")
    if not sum(numbers):
        raise SelectionError("Alle aantallen zijn nul: er valt niets te toetsen.")
    changes = [after - before for before, after in groups]
    difference = changes[0] + changes[1] - changes[2] - changes[3]
    error = math.sqrt(spread * sum(numbers))
    z = difference / error
    low, high = difference - _Z * error, difference + _Z * error
    return Displacement(difference, error, low, high, z, float(2 * norm.sf(abs(z))))


def disjoint(
    pilots: Iterable[str], ring: Iterable[str], control: Iterable[str], control_ring: Iterable[str]
) -> tuple[tuple[str, ...], ...]:
    """Groups without overlap: a wijk stays in the first of pilots, ring, control, control ring.

    Raises
    ------
    SelectionError
        When a group is left empty.
    """
    seen: set[str] = set()
    found = []
    for name, group in (
        ("pilots", pilots),
        ("ring", ring),
        ("controle", control),
        ("ring van de controle", control_ring),
    ):
        own = tuple(code for code in dict.fromkeys(group) if code not in seen)
        if not own:
            raise SelectionError(f"De groep {name} is leeg. Kies andere wijken.")
        seen.update(own)
        found.append(own)
    return tuple(found)


@dataclass(frozen=True)
class Displaced:
    """The test on the groups of a comparison.

    Attributes
    ----------
    found : Displacement or None
        None when refused.
    groups : tuple of tuple of str
        Wijk codes of pilots, ring, control and the ring of the control; empty when refused.
    counts : tuple of tuple of float
        Counts before and after of each group, in the same order.
    before, after : tuple of int
        Years counted: as many on either side, those nearest to the start.
    left_out : tuple of str
        Wijken of these groups without a count in one of those years.
    refusal : str
        Dutch: why it is not computed; empty when it is.
    """

    found: Displacement | None
    groups: tuple[tuple[str, ...], ...] = ()
    counts: tuple[tuple[float, float], ...] = ()
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()
    refusal: str = ""


def displaced(dataset: Dataset, outcome: Outcome) -> Displaced:
    """Whether what was counted moved to the ring of the pilots.

    The control are the look-alikes of the pilots. A wijk in two groups stays in the first
    of pilots, ring, control and ring of the control.

    Parameters
    ----------
    dataset : Dataset
    outcome : Outcome
        Of a count, with a period on either side of the start.
    """
    series = series_of(dataset, outcome.question.indicator)
    if not series.is_count:
        return Displaced(None, refusal="Deze toets telt. Dit cijfer is een score of percentage.")
    if not outcome.before or not outcome.after or not outcome.straddles:
        return Displaced(None, refusal="Er zijn geen aantallen van voor en van na de start.")
    few = min(len(outcome.before), len(outcome.after))
    before, after = outcome.before[-few:], outcome.after[:few]
    known = relations(dataset, across_water=outcome.question.across_water)
    control = [code for near in outcome.alike.values() for code in near]
    wanted = (
        outcome.question.pilots,
        known.ring(outcome.question.pilots),
        control,
        known.ring(control) if control else (),
    )
    counted = set(series.complete([*before, *after]))
    every = list(dict.fromkeys(code for group in wanted for code in group))
    left_out = tuple(code for code in every if code not in counted)
    try:
        groups = disjoint(*([code for code in group if code in counted] for group in wanted))
        counts = tuple(_counts(series, group, before, after) for group in groups)
        pilots, ring, alike, around = counts
        found = weighted_displacement(pilots, alike, ring, around, series.spread)
    except SelectionError as error:
        return Displaced(None, before=before, after=after, left_out=left_out, refusal=str(error))
    return Displaced(found, groups, counts, before, after, left_out)


def _counts(
    series: Series, group: Sequence[str], before: Sequence[int], after: Sequence[int]
) -> tuple[float, float]:
    rows = series.table.loc[list(group)]
    return float(rows[list(before)].sum().sum()), float(rows[list(after)].sum().sum())
