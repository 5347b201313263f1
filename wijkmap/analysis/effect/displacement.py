"""Weighted displacement difference, to see whether something moved to the ring.

A. P. Wheeler and J. H. Ratcliffe, "A simple weighted displacement difference test to
evaluate place based crime interventions", Crime Science 7:11, 2018. Counts are taken as
Poisson there; a dispersion above 1 widens the error. A method for the page on method,
never for a verdict.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from scipy.stats import norm

from wijkmap.model.errors import SelectionError

__all__ = ["Displacement", "disjoint", "weighted_displacement"]

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
