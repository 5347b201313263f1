"""Need as a number of zero or more: a higher need never has a smaller share."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

__all__ = ["distances", "places"]


def distances(values: Mapping[str, Fraction], sign: int, zero: Fraction) -> dict[str, Fraction]:
    """Distance to the value at which there is no need; 0 on its other side.

    Parameters
    ----------
    values : mapping of str to Fraction
        By wijk code.
    sign : int
        1: a higher value is more need; -1: a lower one.
    zero : Fraction

    Examples
    --------
    >>> distances({"a": Fraction(3), "b": Fraction(5)}, -1, Fraction(4))
    {'a': Fraction(1, 1), 'b': Fraction(0, 1)}
    """
    return {code: max(Fraction(0), sign * (value - zero)) for code, value in values.items()}


def places(values: Mapping[str, Fraction], sign: int) -> dict[str, Fraction]:
    """Place in the order: how many have less need, and half of those that have the same.

    The places of all add up to the same number whatever the values are, so that one who
    gets more need takes it from those it passes and from nobody else.

    Parameters
    ----------
    values : mapping of str to Fraction
        By wijk code.
    sign : int
        1: a higher value is more need; -1: a lower one.

    Examples
    --------
    >>> places({"a": Fraction(3), "b": Fraction(5), "c": Fraction(3)}, 1)
    {'a': Fraction(1, 2), 'b': Fraction(2, 1), 'c': Fraction(1, 2)}
    """
    every = sorted(sign * value for value in values.values())
    less = {value: every.index(value) for value in set(every)}
    same = {value: every.count(value) for value in set(every)}
    return {
        code: less[sign * one] + Fraction(same[sign * one] - 1, 2) for code, one in values.items()
    }
