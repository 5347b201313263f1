"""wijkmap: initiatives, money, safety and liveability per wijk, on one map.

The package imports nothing until a name is used, so that ``import wijkmap``
stays cheap in a notebook and in the command line's ``--help``.

Examples
--------
>>> import wijkmap
>>> dataset = wijkmap.load()  # the embedded data
>>> dataset.municipality.name
'Venlo'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wijkmap.model.dataset import Dataset
    from wijkmap.model.selection import Selection
    from wijkmap.model.visibility import Viewer
    from wijkmap.sources.package import load

__all__ = ["Dataset", "Selection", "Viewer", "load"]

_HOMES = {
    "Dataset": "wijkmap.model.dataset",
    "Selection": "wijkmap.model.selection",
    "Viewer": "wijkmap.model.visibility",
    "load": "wijkmap.sources.package",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562 hands out any attribute
    if name not in _HOMES:
        raise AttributeError(f"module 'wijkmap' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
