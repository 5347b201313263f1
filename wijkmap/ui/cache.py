"""What the server computes once: the dataset, its layers and the figures asked for.

The only module that decorates. Every key holds the dataset's version and the
viewer, so that nothing made for one viewer can reach another.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from wijkmap.analysis.groups import pilots_beside_rest
from wijkmap.analysis.layers import Layer, layer_figures, layer_figures_by_year, layers
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period, Selection
from wijkmap.model.visibility import Viewer, visible
from wijkmap.model.words import Level
from wijkmap.present.geometry import GeometryAsset, geometry_asset
from wijkmap.sources.package import load
from wijkmap.sources.settings import folder_from_environment, viewer_from_environment

__all__ = ["City", "city"]

_ENTRIES = 512


@dataclass(frozen=True)
class City:
    """A dataset as one viewer may see it, with what follows from it.

    Attributes
    ----------
    dataset : Dataset
        Without the rows that are closed to `viewer`.
    viewer : Viewer
    """

    dataset: Dataset
    viewer: Viewer

    @property
    def identity(self) -> str:
        """Key of everything derived: version and viewer."""
        return f"{self.dataset.version}-{self.viewer.audience}-{self.viewer.date}"

    @cached_property
    def layers(self) -> dict[str, Layer]:
        """Layers of the map, by id, in order of the list of choices."""
        return {layer.id: layer for layer in layers(self.dataset)}

    @cached_property
    def geometry(self) -> GeometryAsset:
        """Geometry as the browser gets it."""
        return geometry_asset(self.dataset)


@lru_cache(maxsize=1)
def _dataset(folder: str | None) -> Dataset:
    return load(folder)


@lru_cache(maxsize=4)
def _city(folder: str | None, viewer: Viewer) -> City:
    return City(visible(_dataset(folder), viewer), viewer)


def city() -> City:
    """City of this server, as its setting says who looks and at which date."""
    folder = folder_from_environment()
    return _city(str(folder) if folder else None, viewer_from_environment())
