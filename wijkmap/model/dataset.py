"""The dataset: one gemeente's validated tables, frozen, with a version."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from wijkmap.model.words import Level

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from wijkmap.model.indicators import Catalogue
    from wijkmap.model.municipality import Municipality

__all__ = ["Dataset"]


Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class Dataset:
    """Everything that a folder holds, validated.

    Nothing in the package changes a frame of a dataset; functions return new ones.

    Attributes
    ----------
    municipality : Municipality
    catalogue : Catalogue
    boundaries : geopandas.GeoDataFrame
        Index ``area_code``; columns ``level`` (gemeente, wijk, buurt) and
        ``geometry``, EPSG:28992. Each level is a valid coverage.
    context : geopandas.GeoDataFrame
        Columns ``kind`` (neighbour, country, water), ``name``, ``geometry``,
        EPSG:28992. For orientation only, never joined. May be empty.
    tables : mapping of str to pandas.DataFrame
        The tables of `wijkmap.model.tables.TABLES`, typed as declared there.
        ``initiatives`` also has the columns ``theme``, ``status`` and ``stream``,
        ``ledger`` also ``theme`` and ``stream``: keys of the vocabulary, looked up
        in ``mappings``; empty text where the source has no word.
    version : str
        Twelve hexadecimal digits that follow from the content alone.
    """

    municipality: Municipality
    catalogue: Catalogue
    boundaries: gpd.GeoDataFrame
    context: gpd.GeoDataFrame
    tables: Mapping[str, pd.DataFrame]
    version: str

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Result of `make` for this dataset, computed at the first call only.

        For what follows from the dataset alone and is never changed by who gets it.

        Parameters
        ----------
        key : hashable
            Names the result: the function's name and its arguments.
        make : callable
            Takes nothing.
        """
        if key not in self._kept:
            self._kept[key] = make()
        made: Made = self._kept[key]
        return made

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    def __getitem__(self, table: str) -> pd.DataFrame:
        """Table by name."""
        return self.tables[table]

    @cached_property
    def areas(self) -> pd.DataFrame:
        """Table ``areas`` with ``area_code`` as its index."""
        return self.tables["areas"].set_index("area_code", drop=False)

    def areas_at(self, level: Level) -> pd.DataFrame:
        """Areas of one level, indexed and ordered by ``area_code``."""
        return self.once(("areas_at", level), partial(self._areas_at, level))

    def _areas_at(self, level: Level) -> pd.DataFrame:
        return self.areas[self.areas["level"] == level.value].sort_index()

    def polygons_at(self, level: Level) -> gpd.GeoSeries:
        """Geometry of one level, indexed and ordered by ``area_code``, EPSG:28992."""
        return self.once(("polygons_at", level), partial(self._polygons_at, level))

    def _polygons_at(self, level: Level) -> gpd.GeoSeries:
        layer = self.boundaries
        return layer.loc[layer["level"] == level.value, "geometry"].sort_index()

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Table ``sources`` with ``source_id`` as its index."""
        return self.tables["sources"].set_index("source_id", drop=False)

    def words(self, name: str) -> dict[str, str]:
        """Labels of a list of the vocabulary by key, in its order; a new dict each time."""
        return dict(self.once(("words", name), partial(self._words, name)))

    def _words(self, name: str) -> dict[str, str]:
        words = self["vocabulary"]
        mine = words[words["list"] == name].sort_values("order", kind="stable")
        return dict(zip(mine["key"], mine["label"], strict=True))

    @cached_property
    def wijk_codes(self) -> dict[str, str]:
        """Code of each wijk by its name, in order of code."""
        names = self.areas_at(Level.WIJK)["short_name"]
        return {str(name): str(code) for code, name in names.items()}

    def name_of(self, code: str) -> str:
        """Short name of an area (``"Klingerberg"``), or the code itself when unknown."""
        areas = self.areas
        return str(areas.at[code, "short_name"]) if code in areas.index else code

    @cached_property
    def pilots(self) -> tuple[str, ...]:
        """Wijk codes of the pilots, in order of code."""
        return tuple(sorted(self.municipality.pilots))

    @cached_property
    def rest(self) -> tuple[str, ...]:
        """Wijk codes of all other wijken, in order of code."""
        return tuple(
            code for code in self.areas_at(Level.WIJK).index if code not in self.municipality.pilots
        )
