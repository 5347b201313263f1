"""Dividing whole cents: largest remainder, and shares between bounds. Exact, no floats."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

__all__ = ["Bounds", "between", "largest_remainder", "parts"]


class Bounds(NamedTuple):
    """Lowest and highest whole cents per place; a high of None has no end.

    Attributes
    ----------
    low : tuple of int
    high : tuple of int or None
    """

    low: tuple[int, ...]
    high: tuple[int | None, ...]


def largest_remainder(quotas: Sequence[Fraction], total: int) -> list[int]:
    """Whole cents for quotas that add up to `total`.

    Everyone gets the whole cents of its quota; what is left goes, a cent each, to the
    largest remainders; of equal remainders the first in order goes first.

    Parameters
    ----------
    quotas : sequence of Fraction
        Not negative, in the order that settles ties.
    total : int

    Returns
    -------
    list of int
        Each the quota rounded down or up; together `total`.

    Raises
    ------
    ValueError
        When the quotas do not add up to the total.

    Examples
    --------
    >>> largest_remainder([Fraction(10, 3)] * 3, 10)
    [4, 3, 3]
    """
    if sum(quotas) != total:
        raise ValueError(f"quotas add up to {sum(quotas)}, expected {total}")
    whole = [math.floor(quota) for quota in quotas]
    order = sorted(range(len(quotas)), key=lambda at: (whole[at] - quotas[at], at))
    for at in order[: total - sum(whole)]:
        whole[at] += 1
    return whole


def parts(total: int, weights: Sequence[Fraction]) -> list[int]:
    """Whole cents in proportion to weights, by largest remainder.

    Parameters
    ----------
    total : int
    weights : sequence of Fraction
        Not negative, at least one above zero.

    Examples
    --------
    >>> parts(100, [Fraction(2), Fraction(1)])
    [67, 33]
    """
    whole = sum(weights)
    return largest_remainder([total * Fraction(weight) / whole for weight in weights], total)


def between(
    base: Sequence[int], share: Sequence[Fraction], bounds: Bounds, total: int
) -> list[Fraction]:
    """Quotas ``base + scale * share``, each held between its bounds, adding up to `total`.

    There is one scale for all: what one place gains or loses by a bound, the others pay
    or get in proportion to their shares.

    Parameters
    ----------
    base : sequence of int
        What a place has before shares; not above its upper bound.
    share : sequence of Fraction
        Not negative.
    bounds : Bounds
    total : int

    Returns
    -------
    list of Fraction

    Raises
    ------
    ValueError
        When no scale of zero or more adds up to the total.
    """

    def at_scale(scale: Fraction) -> list[Fraction]:
        return [
            _held(first + scale * part, low, high)
            for first, part, low, high in zip(base, share, *bounds, strict=True)
        ]

    bends = sorted(
        {Fraction(0)}
        | {
            (limit - first) / part
            for first, part, *limits in zip(base, share, *bounds, strict=True)
            for limit in limits
            if part and limit is not None and limit > first
        }
    )
    # The sum grows with the scale and is straight between two bends.
    before, after = 0, len(bends)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (
            (middle, after) if sum(at_scale(bends[middle])) <= total else (before, middle)
        )
    start = bends[before]
    reached = sum(at_scale(start))
    if reached == total:
        return at_scale(start)
    probe = bends[after] if after < len(bends) else start + 1
    slope = (sum(at_scale(probe)) - reached) / (probe - start)
    if reached > total or slope == 0:
        raise ValueError(f"bounds do not allow a total of {total}")
    return at_scale(start + (total - reached) / slope)


def _held(quota: Fraction, low: int, high: int | None) -> Fraction:
    held = max(quota, Fraction(low))
    return held if high is None else min(held, Fraction(high))
