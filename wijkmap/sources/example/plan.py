"""The plan behind the drawing: which wijken there are, and where buurten are sown."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

__all__ = ["QUADRANTS", "RING_RADIUS", "Quadrant", "hand_out", "sow"]

Floats = NDArray[np.float64]

RING_RADIUS = 2_500.0
"""Metres from the centre to the ring road, on the flat sheet."""


@dataclass(frozen=True)
class Quadrant:
    """A quarter of the city, cut off by river and railway; it becomes a stadsdeel.

    Attributes
    ----------
    key, name : str
        Of the stadsdeel.
    inner, outer : tuple of (str, int)
        Wijken within and outside the ring road, from the centre outward: last
        two characters of the code, number of buurten.
    """

    key: str
    name: str
    inner: tuple[tuple[str, int], ...]
    outer: tuple[tuple[str, int], ...]


QUADRANTS = (
    Quadrant(
        "havenkant",
        "Havenkant",
        (("11", 6), ("12", 5), ("13", 5)),
        (("14", 5), ("15", 5), ("16", 4)),
    ),
    Quadrant(
        "duinkant",
        "Duinkant",
        (("21", 6), ("22", 6), ("23", 4)),
        (("24", 4), ("25", 5), ("26", 5), ("27", 4)),
    ),
    Quadrant(
        "molenkant",
        "Molenkant",
        (("31", 6), ("32", 6)),
        (("33", 5), ("34", 5), ("35", 4)),
    ),
    Quadrant(
        "veenkant",
        "Veenkant",
        (("41", 5), ("42", 5), ("43", 6)),
        (("44", 5), ("AA", 5), ("AB", 4)),
    ),
)
"""Counter-clockwise from the northwest: west of the river north and south of the railway, then east."""


def sow(piece: shapely.Polygon, count: int, rng: np.random.Generator, *, inner: bool) -> Floats:
    """Seeds of buurten: many draws by a density, gathered around `count` means.

    Two rounds of gathering only: more would make a honeycomb of it.
    """
    low_x, low_y, high_x, high_y = piece.bounds
    draws = rng.uniform((low_x, low_y), (high_x, high_y), (9_000, 2))
    draws = draws[shapely.contains_xy(piece, draws)]
    distance = np.hypot(draws[:, 0], draws[:, 1])
    density = 1 / (450 + distance) if inner else 0.12 + np.exp(-(distance - RING_RADIUS) / 700)
    if not inner:
        kernels = draws[rng.choice(len(draws), 3, replace=False)]
        for kernel in kernels:
            away = np.hypot(*(draws - kernel).T)
            density = density + 1.6 * np.exp(-((away / 420) ** 2))
    weight = density / density.sum()
    means = draws[rng.choice(len(draws), count, replace=False, p=weight)]
    for _ in range(4 if inner else 3):
        nearest = np.argmin(((draws[:, None] - means[None]) ** 2).sum(axis=2), axis=1)
        for one in range(count):
            mine = nearest == one
            if mine.any():
                means[one] = np.average(draws[mine], axis=0, weights=weight[mine])
    return means


def hand_out(code: str, points: Floats, wijken: tuple[tuple[str, int], ...]) -> dict[str, Floats]:
    """Buurt codes for seeds: the wijken of a piece are sectors or kernels of near seeds.

    Seeds go to the wijk whose middle is nearest, in the order that costs least,
    until each wijk has its number of buurten.
    """
    middles = _middles(points, len(wijken))
    room = [count for _, count in wijken]
    cost = np.hypot(*(points[:, None] - middles[None]).transpose(2, 0, 1))
    chosen = np.full(len(points), -1)
    for flat in np.argsort(cost, axis=None, kind="stable"):
        seed, wijk = divmod(int(flat), len(wijken))
        if chosen[seed] < 0 and room[wijk] > 0:
            chosen[seed] = wijk
            room[wijk] -= 1
    _swap_to_shorten(chosen, cost)
    codes = {}
    for number, (letters, _) in enumerate(wijken):
        mine = points[chosen == number]
        order = np.argsort(np.hypot(mine[:, 0], mine[:, 1]), kind="stable")
        for place, point in enumerate(mine[order]):
            last = f"{place + 1:02d}" if letters.isdigit() else f"{chr(ord('A') + place)}1"
            codes[f"BU{code}{letters}{last}"] = point
    return codes


def _middles(points: Floats, count: int) -> Floats:
    """Spread means, nearest to the city's centre first."""
    first = np.argmin(np.hypot(points[:, 0], points[:, 1]))
    picked = [int(first)]
    while len(picked) < count:
        gap = np.hypot(*(points[:, None] - points[picked][None]).transpose(2, 0, 1)).min(axis=1)
        picked.append(int(np.argmax(gap)))
    means = points[picked]
    for _ in range(6):
        nearest = np.argmin(((points[:, None] - means[None]) ** 2).sum(axis=2), axis=1)
        means = np.array([points[nearest == one].mean(axis=0) for one in range(count)])
    order = np.argsort(np.hypot(means[:, 0], means[:, 1]), kind="stable")
    return np.asarray(means[order], dtype=np.float64)


def _swap_to_shorten(chosen: NDArray[np.int64], cost: Floats) -> None:
    """Swap pairs of seeds between wijken as long as that shortens the whole."""
    changed = True
    while changed:
        changed = False
        for one, two in itertools.combinations(range(len(chosen)), 2):
            mine, other = chosen[one], chosen[two]
            now = cost[one, mine] + cost[two, other]
            if cost[one, other] + cost[two, mine] < now - 1e-6:
                chosen[one], chosen[two] = other, mine
                changed = True
