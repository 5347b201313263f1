"""How the server remembers: once per city and arguments, or inside the preview it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Condition
from typing import Any, Protocol, TypeVar, TypeVarTuple

from cachetools import LRUCache, cached

__all__ = ["once", "remembered"]

_PREVIEW_ENTRIES = 64


class _Town(Hashable, Protocol):
    """What a memory needs to know of a city."""

    @property
    def memory(self) -> dict[object, Any]:
        """What was computed for a preview."""

    @property
    def is_preview(self) -> bool:
        """Whether what is computed of it belongs to one session."""


_Place = TypeVar("_Place", bound=_Town)
_Arguments = TypeVarTuple("_Arguments")
_Result = TypeVar("_Result")


def once(
    entries: int,
) -> Callable[[Callable[[*_Arguments], _Result]], Callable[[*_Arguments], _Result]]:
    """Compute once per arguments, also for those who ask at the same time: they wait for the first.

    What is made twice is more than time lost: whoever got the copy that is not kept
    holds another object than the rest of the server.

    Parameters
    ----------
    entries : int
        How many results are kept, the last ones used.
    """

    def decorate(function: Callable[[*_Arguments], _Result]) -> Callable[[*_Arguments], _Result]:
        kept: LRUCache[Any, _Result] = LRUCache(maxsize=entries)
        found: Callable[[*_Arguments], _Result] = cached(kept, condition=Condition())(function)
        return found

    return decorate


def remembered(
    entries: int,
) -> Callable[[Callable[[_Place, *_Arguments], _Result]], Callable[[_Place, *_Arguments], _Result]]:
    """Compute once per city and arguments, in the memory that the city belongs to.

    Parameters
    ----------
    entries : int
        How many results the server keeps; fewer for what is large.
    """

    def decorate(
        function: Callable[[_Place, *_Arguments], _Result],
    ) -> Callable[[_Place, *_Arguments], _Result]:
        shared = once(entries)(function)

        @wraps(function)
        def recall(town: _Place, /, *args: *_Arguments) -> _Result:
            if not town.is_preview:
                return shared(town, *args)
            key = (function.__name__, args)
            if key not in town.memory:
                if len(town.memory) >= _PREVIEW_ENTRIES:
                    town.memory.clear()
                town.memory[key] = function(town, *args)
            found: _Result = town.memory[key]
            return found

        return recall

    return decorate
