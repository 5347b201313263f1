"""Natural breaks: where the values of a map lie apart.

The classes are those with the least spread inside them: the sum of squared distances to
the mean of each class. The search is exact, by dynamic programming over the different
values (W. D. Fisher, On Grouping for Maximum Homogeneity, Journal of the American
Statistical Association 53, 1958); the name is Jenks's.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["natural_groups"]

_MOST = 1500


def natural_groups(values: ArrayLike, count: int) -> list[tuple[float, float]]:
    """Lowest and highest value of each natural class, low to high.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        Finite; doubles weigh as often as they occur.
    count : int
        Classes wanted, at least 1; fewer when there are fewer different values.

    Returns
    -------
    list of (float, float)

    Notes
    -----
    Takes time with the square of the number of different values. More than 1,500 are
    first gathered in as many equal steps from low to high: the classes are then exact to
    one such step.

    Examples
    --------
    >>> natural_groups([1, 2, 2, 10, 11, 30], 3)
    [(1.0, 2.0), (10.0, 11.0), (30.0, 30.0)]
    """
    numbers = np.sort(np.asarray(values, dtype=np.float64).ravel())
    if not len(numbers):
        return []
    starts = _gathered(numbers)
    firsts = starts[_first_of_each(numbers, starts, count)]
    lasts = [*(firsts[1:] - 1), len(numbers) - 1]
    return [
        (float(numbers[low]), float(numbers[high])) for low, high in zip(firsts, lasts, strict=True)
    ]


def _gathered(numbers: NDArray[np.float64]) -> NDArray[np.int64]:
    """Places in sorted `numbers` where another value begins."""
    steps = numbers
    if len(np.unique(numbers)) > _MOST:
        steps = np.floor((numbers - numbers[0]) / (numbers[-1] - numbers[0]) * _MOST)
    return np.flatnonzero(np.append(True, np.diff(steps) > 0)).astype(np.int64)


def _first_of_each(
    numbers: NDArray[np.float64], starts: NDArray[np.int64], count: int
) -> NDArray[np.int64]:
    """Which of `starts` begins each class of the best division."""
    size = len(starts)
    # Around the mean, so that squares of large numbers keep their digits.
    around = numbers - numbers.mean()
    ends = np.append(starts, len(numbers))
    sums = np.append(0.0, np.cumsum(around))[ends]
    squares = np.append(0.0, np.cumsum(around**2))[ends]
    # cost[i, j]: spread inside a class from the i-th to the j-th different value.
    weight = (ends[None, 1:] - starts[:, None]).astype(np.float64)
    weight[weight <= 0] = np.nan
    cost = squares[None, 1:] - squares[:-1, None] - (sums[None, 1:] - sums[:-1, None]) ** 2 / weight
    cost = np.where(np.isnan(cost), np.inf, np.maximum(cost, 0.0))
    best = cost[0]
    choices = []
    for _ in range(1, min(count, size)):
        total = np.append(np.inf, best[:-1])[:, None] + cost
        choices.append(total.argmin(axis=0))
        best = total.min(axis=0)
    firsts, last = [], size - 1
    for choice in reversed(choices):
        firsts.append(int(choice[last]))
        last = firsts[-1] - 1
    return np.array([0, *reversed(firsts)], dtype=np.int64)
