"""Groups to compare with: the ring around the pilots, look-alikes, and the rest without a ring."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

from wijkmap.analysis.effect.traits import Traits, trait_distances
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.words import Level

__all__ = ["FEWEST", "MOST_SETS", "Against", "Design", "Relations", "design", "relations"]

_Masks: TypeAlias = NDArray[np.bool_]

FEWEST = 5
"""A set with fewer wijken to compare with drops out."""

MOST_SETS = 5_000
"""Above this number of sets a fixed sample is drawn, and said."""

_BORDER = 100.0
_WATER = 50.0
_ALIKE = 4
_FARTHEST = 2.0
_SEED = 20141014


class Against(StrEnum):
    """What the pilots are compared with.

    ``REST``: all other wijken. ``NORING``: those without the ring of the set. ``RING``:
    the ring alone. ``LOOKALIKE``: the four most alike per wijk of the set. ``CODES``:
    wijken of one's own choice.
    """

    REST = "rest"
    NORING = "noring"
    RING = "ring"
    LOOKALIKE = "lookalike"
    CODES = "codes"


@dataclass(frozen=True)
class Relations:
    """What wijken are to each other.

    Attributes
    ----------
    codes : tuple of str
        Wijk codes, n of them.
    touching : ndarray of bool, shape (n, n)
        Whether two wijken share at least 100 m of border.
    distance : ndarray of float, shape (n, n)
        How little two wijken are alike, in standard deviations; NaN when not known.
    traits : Traits or None
        What the distance rests on.
    """

    codes: tuple[str, ...]
    touching: _Masks
    distance: NDArray[np.float64]
    traits: Traits | None = None

    def take(self, codes: Sequence[str]) -> Relations:
        """Relations of some of the wijken, in the order given."""
        at = [self.codes.index(code) for code in codes]
        both = np.ix_(at, at)
        return Relations(tuple(codes), self.touching[both], self.distance[both], self.traits)

    def ring(self, wijken: Sequence[str]) -> tuple[str, ...]:
        """Wijken around `wijken`, themselves left out, in order."""
        at = [self.codes.index(code) for code in wijken]
        around = np.asarray(self.touching[at].any(axis=0))
        around[at] = False
        return tuple(code for code, one in zip(self.codes, around, strict=True) if one)

    def alike(self, wijk: str, without: Sequence[str] = ()) -> dict[str, float]:
        """At most four wijken that are most like a wijk, with their distance.

        Its own ring, itself and `without` are left out, and so is whatever is more than
        two standard deviations away: fewer than four are not filled up.
        """
        at = self.codes.index(wijk)
        out = {wijk, *without}
        near = sorted(
            (float(far), code)
            for code, far, ring in zip(
                self.codes, self.distance[at], self.touching[at], strict=True
            )
            if code not in out and not ring and far <= _FARTHEST
        )
        return {code: far for far, code in near[:_ALIKE]}


def relations(dataset: Dataset, *, across_water: bool = True) -> Relations:
    """Relations of all wijken of a dataset; computed once.

    Parameters
    ----------
    dataset : Dataset
    across_water : bool
        False leaves out what of a border lies within 50 m of water in the context layer.
    """
    make = partial(_relations, dataset, across_water)
    return dataset.once(("effect.relations", across_water), make)


def _relations(dataset: Dataset, across_water: bool) -> Relations:  # noqa: FBT001 - for partial
    polygons = dataset.polygons_at(Level.WIJK)
    codes = tuple(map(str, polygons.index))
    shapes = polygons.to_numpy()
    water = dataset.context
    water = water[water["kind"] == "water"] if len(water) else water
    banks = None
    if not across_water and len(water):
        banks = water.geometry.union_all().buffer(_WATER)
    touching = np.zeros((len(codes), len(codes)), dtype=bool)
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    for one, other in zip(first, second, strict=True):
        if one < other:
            shared = shapely.intersection(
                shapely.boundary(shapes[one]), shapely.boundary(shapes[other])
            )
            if banks is not None:
                shared = shapely.difference(shared, banks)
            touching[one, other] = touching[other, one] = shapely.length(shared) >= _BORDER
    traits, distance = trait_distances(dataset, codes)
    return Relations(codes, touching, distance, traits)


@dataclass(frozen=True)
class Design:
    """Every set of as many wijken as there are pilots, with what each is compared with.

    Attributes
    ----------
    codes : tuple of str
        Wijken, n of them.
    treated, control : ndarray of bool, shape (sets, n)
        Row 0 holds the pilots themselves.
    dropped : int
        Sets that were left with fewer than five wijken to compare with.
    real_dropped : bool
        Whether the pilots are such a set: then nothing can be ranked.
    sampled : bool
        Whether the sets are a sample of all that there are.
    """

    codes: tuple[str, ...]
    treated: _Masks
    control: _Masks
    dropped: int = 0
    real_dropped: bool = False
    sampled: bool = False

    @property
    def sets(self) -> int:
        """Number of sets, the pilots included."""
        return len(self.treated)

    @property
    def pilots(self) -> tuple[str, ...]:
        """Codes of the pilots."""
        return tuple(itertools.compress(self.codes, self.treated[0]))

    @property
    def members(self) -> list[tuple[str, ...]]:
        """Codes of every set, the pilots first."""
        return [tuple(itertools.compress(self.codes, one)) for one in self.treated]

    @property
    def compared(self) -> tuple[str, ...]:
        """Codes of what the pilots are compared with."""
        return tuple(itertools.compress(self.codes, self.control[0]))

    def weights(self, size: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """Mean of the set minus mean of its comparison, as a matrix to multiply with.

        Parameters
        ----------
        size : ndarray of float, shape (n,), or None
            Residents; None: each wijk once.

        Returns
        -------
        ndarray of float, shape (sets, n)
        """
        every = np.ones(len(self.codes)) if size is None else size
        with np.errstate(invalid="ignore", divide="ignore"):
            inside = self.treated * every
            outside = self.control * every
            inside = inside / inside.sum(axis=1, keepdims=True)
            return np.asarray(inside - outside / outside.sum(axis=1, keepdims=True))


def design(
    known: Relations,
    pilots: Sequence[str],
    against: Against = Against.REST,
    chosen: Sequence[str] = (),
) -> Design:
    """Sets and comparisons for pilots among wijken.

    Parameters
    ----------
    known : Relations
        Of every wijk that takes part.
    pilots : sequence of str
        All in `known`.
    against : Against
    chosen : sequence of str
        Wijken to compare with, for `Against.CODES`.

    Raises
    ------
    SelectionError
        Without pilots, or with a pilot among the wijken to compare with.
    """
    if not pilots:
        raise SelectionError("Er is geen pilot met cijfers in beide perioden.")
    if both := set(pilots) & set(chosen):
        raise SelectionError(
            f"{', '.join(sorted(both))} is zelf pilot. Kies andere wijken om mee te vergelijken."
        )
    members, sampled = _sets(len(known.codes), sorted(map(known.codes.index, pilots)))
    treated = np.zeros((len(members), len(known.codes)), dtype=bool)
    np.put_along_axis(treated, members, values=True, axis=1)
    control = _control(known, members, treated, against, chosen)
    enough = control.sum(axis=1) >= FEWEST
    kept = enough.copy()
    kept[0] = True
    return Design(
        known.codes,
        treated[kept],
        control[kept],
        dropped=int((~enough).sum()),
        real_dropped=not enough[0],
        sampled=sampled,
    )


def _sets(count: int, real: list[int]) -> tuple[NDArray[np.int64], bool]:
    """Sets of as many wijken as `real`, which stands first; and whether they are a sample."""
    size = len(real)
    if math.comb(count, size) <= MOST_SETS:
        every = [list(one) for one in itertools.combinations(range(count), size)]
        every.remove(real)
        return np.array([real, *every], dtype=np.int64), False
    rng = np.random.default_rng(_SEED)
    drawn: set[tuple[int, ...]] = {tuple(real)}
    while len(drawn) < MOST_SETS:
        drawn.add(tuple(sorted(map(int, rng.choice(count, size, replace=False)))))
    rest = sorted(drawn - {tuple(real)})
    return np.array([real, *rest], dtype=np.int64), True


def _control(
    known: Relations,
    members: NDArray[np.int64],
    treated: _Masks,
    against: Against,
    chosen: Sequence[str],
) -> _Masks:
    if against is Against.REST:
        return ~treated
    if against is Against.CODES:
        own = np.array([code in set(chosen) for code in known.codes])
        return own & ~treated
    if against is Against.LOOKALIKE:
        return _alike(known, members, treated)
    ring = (treated.astype(int) @ known.touching.astype(int)) > 0
    return np.asarray((ring if against is Against.RING else ~ring) & ~treated)


def _alike(known: Relations, members: NDArray[np.int64], treated: _Masks) -> _Masks:
    """Look-alikes of each member of each set; own ring and the set left out."""
    near = np.where(known.touching, np.inf, known.distance)
    np.fill_diagonal(near, np.inf)
    near = np.where(near <= _FARTHEST, near, np.inf)
    order = np.argsort(near, axis=1, kind="stable")
    found = np.zeros_like(treated)
    for member in members.T:
        nearest = order[member]
        able = np.isfinite(near[member[:, None], nearest])
        able &= ~np.take_along_axis(treated, nearest, axis=1)
        able &= able.cumsum(axis=1) <= _ALIKE
        row, place = np.nonzero(able)
        found[row, nearest[row, place]] = True
    return found
