"""Names on a printed map: none that collide, none that leave the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Label", "placed"]

_PER_SIZE = 0.53
_STRONG = 1.06
_LINE = 1.15
_MARGIN = 8.0
_FITS = 0.72
"""How much of a name's half width the circle inside its area must hold at least."""


@dataclass(frozen=True)
class Label:
    """A name that wants a place.

    Attributes
    ----------
    words : str
    x, y : float
        Wanted middle.
    size : float
        Of the letters.
    colour : str
    is_strong : bool
        Bold; gets a place beside its area when there is none in it.
    room : float
        Radius of the largest circle in its area; a name much wider is left out.
    """

    words: str
    x: float
    y: float
    size: float
    colour: str
    is_strong: bool
    room: float = 0.0

    @property
    def half(self) -> tuple[float, float]:
        """Half of the width and of the height."""
        share = _PER_SIZE * (_STRONG if self.is_strong else 1.0)
        return len(self.words) * self.size * share / 2, self.size * _LINE / 2


def placed(
    labels: Sequence[Label], width: float, height: float
) -> Iterator[tuple[Label, float, float]]:
    """Labels with their middles, in order; those without a free place are left out."""
    taken: list[tuple[float, float, float, float]] = []
    for one in labels:
        across, down = one.half
        if not one.is_strong and one.room < _FITS * across:
            continue
        for x, y in _candidates(one):
            x = min(max(x, across + _MARGIN), width - across - _MARGIN)  # noqa: PLW2901
            box = (x - across, y - down, x + across, y + down)
            if box[1] >= _MARGIN and box[3] <= height - _MARGIN and not _hits(box, taken):
                taken.append(box)
                yield one, x, y
                break


def _candidates(one: Label) -> Iterator[tuple[float, float]]:
    across, down = one.half
    yield one.x, one.y
    steps = (2.2, 4.0, 6.0) if one.is_strong else (1.2,)
    for step in steps:
        yield one.x, one.y - step * down
        yield one.x, one.y + step * down
    if one.is_strong:
        yield one.x + across * 1.3, one.y
        yield one.x - across * 1.3, one.y


def _hits(
    box: tuple[float, float, float, float], others: Sequence[tuple[float, float, float, float]]
) -> bool:
    west, top, east, bottom = box
    return any(
        west < other[2] and east > other[0] and top < other[3] and bottom > other[1]
        for other in others
    )
