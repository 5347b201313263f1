"""Shared borders as arcs: each border between two areas is kept once.

An arc runs between two places where borders part. A ring is a list of arcs;
``~n`` is arc n backwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["Topology", "topology"]

_Point = tuple[int, int]
_LINE_DEGREE = 2


@dataclass(frozen=True)
class Topology:
    """Arcs, and shapes as rings of arcs.

    Attributes
    ----------
    arcs : list of ndarray of int, shape (n, 2)
        Vertices; the ends belong to every arc that meets there.
    shapes : list of list of list of int
        Per shape its rings; per ring the arcs in order, ``~n`` for arc n backwards.
    """

    arcs: list[NDArray[np.int64]]
    shapes: list[list[list[int]]]


def topology(shapes: Sequence[Sequence[NDArray[np.int64]]]) -> Topology:
    """Cut the rings of all shapes into shared arcs.

    Parameters
    ----------
    shapes : sequence of sequences of ndarray of int, shape (n, 2)
        Per shape its closed rings (first vertex repeated at the end), on a grid.
        Shared borders have the same vertices in each ring.
    """
    rings = [[_points(ring) for ring in shape] for shape in shapes]
    nodes = _nodes([ring for shape in rings for ring in shape])
    numbers: dict[tuple[_Point, ...], int] = {}
    arcs: list[NDArray[np.int64]] = []
    written: list[list[list[int]]] = []
    for shape in rings:
        written_shape: list[list[int]] = []
        for ring in shape:
            references: list[int] = []
            for piece in _pieces(ring, nodes):
                backwards = piece[::-1]
                if piece in numbers:
                    references.append(numbers[piece])
                elif backwards in numbers:
                    references.append(~numbers[backwards])
                else:
                    numbers[piece] = len(arcs)
                    references.append(len(arcs))
                    arcs.append(np.array(piece, dtype=np.int64))
            written_shape.append(references)
        written.append(written_shape)
    return Topology(arcs, written)


def _points(ring: NDArray[np.int64]) -> list[_Point]:
    """Vertices of a closed ring, the last not repeated."""
    return [(int(x), int(y)) for x, y in ring[:-1]]


def _nodes(rings: list[list[_Point]]) -> set[_Point]:
    """Vertices where borders part: more or fewer than two ways on."""
    ways: dict[_Point, set[_Point]] = defaultdict(set)
    for ring in rings:
        for before, point in zip([ring[-1], *ring[:-1]], ring, strict=True):
            ways[point].add(before)
            ways[before].add(point)
    return {point for point, others in ways.items() if len(others) != _LINE_DEGREE}


def _pieces(ring: list[_Point], nodes: set[_Point]) -> list[tuple[_Point, ...]]:
    """Pieces of a ring between nodes; a ring without node is one closed piece.

    Such a ring starts at its smallest vertex, so that it is the same arc in every
    shape that has it.
    """
    starts = [index for index, point in enumerate(ring) if point in nodes]
    first = starts[0] if starts else min(range(len(ring)), key=ring.__getitem__)
    turned = [*ring[first:], *ring[:first], ring[first]]
    cuts = [index for index, point in enumerate(turned) if point in nodes] or [0, len(ring)]
    return [tuple(turned[begin : end + 1]) for begin, end in pairwise(cuts)]
