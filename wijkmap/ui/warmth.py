"""What visitors ask first of a server that has just started, computed before they do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from wijkmap.model.words import Level
from wijkmap.present.address import decode
from wijkmap.ui.cache import known_areas, map_view, panel
from wijkmap.ui.town import City

__all__ = ["warm"]

_FIRST = 5.0
"""Seconds left to who opens the page as soon as the server runs."""
_MOST = 60.0
"""Seconds of work after which the rest of a large dataset waits until it is asked for."""


def warm(town: City, rest: Callable[[float], None] = time.sleep) -> None:
    """Make every layer of the map and the panel of every wijk, as a bare link asks for them.

    Parameters
    ----------
    town : City
        Its server's own: a preview is nobody's first question.
    rest : function
        Waits for a number of seconds. After each piece it gets the time that the piece
        took, so that visitors have half of the server at least.
    """
    rest(_FIRST)
    spent = 0.0
    for piece in _pieces(town):
        begun = time.perf_counter()
        piece()
        took = time.perf_counter() - begun
        spent += took
        if spent > _MOST:
            return
        rest(took)


def _pieces(town: City) -> Iterator[Callable[[], object]]:
    bare, _ = decode({}, town.dataset, town.layers)
    yield partial(panel, town, replace(bare, area=""))
    for layer in town.layers:
        chosen = replace(bare, indicator=layer)
        yield partial(map_view, town, chosen)
        yield partial(known_areas, town, replace(chosen, level=Level.BUURT))
    for wijk in town.dataset.areas_at(Level.WIJK).index:
        yield partial(panel, town, replace(bare, area=str(wijk)))
