"""Whom a profile is about: a wijk, a buurt, a stadsdeel or the pilots; and who borders on it."""

from __future__ import annotations

from dataclasses import dataclass

import shapely

from wijkmap.analysis.places import PILOTS
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.words import Level

__all__ = [
    "LEAST_BORDER",
    "PILOTS_KEY",
    "STADSDEEL_PREFIX",
    "Subject",
    "group_keys",
    "neighbours",
    "subject_of",
    "subjects",
]

LEAST_BORDER = 100.0
"""Metres of shared border from which two areas are neighbours."""

PILOTS_KEY = PILOTS
STADSDEEL_PREFIX = "stadsdeel:"


@dataclass(frozen=True)
class Subject:
    """One area, or a group of wijken, that can have a profile.

    Attributes
    ----------
    key : str
        As in a link: an area code, ``stadsdeel:KEY`` or ``pilots``.
    name : str
        Short, as shown.
    level : Level
        Wijk, buurt, stadsdeel or group.
    figure_key : str
        Its key in figure frames of that level.
    wijken : tuple of str
        Wijken it consists of; for a buurt the wijk it lies in.
    """

    key: str
    name: str
    level: Level
    figure_key: str
    wijken: tuple[str, ...]

    @property
    def is_area(self) -> bool:
        """Whether it is one area of the map, and not a group of wijken."""
        return self.level in (Level.WIJK, Level.BUURT)

    @property
    def spoken(self) -> str:
        """Its name within a sentence."""
        if self.is_area:
            return self.name
        return "de pilots" if self.is_plural else self.name[:1].lower() + self.name[1:]

    @property
    def is_plural(self) -> bool:
        """Whether a sentence about it has its verb in the plural."""
        return self.level is Level.GROUP


def group_keys(dataset: Dataset) -> tuple[str, ...]:
    """Keys of all groups of wijken that have a profile: the pilots, then the stadsdelen."""
    pilots = (PILOTS_KEY,) if dataset.pilots else ()
    return pilots + tuple(f"{STADSDEEL_PREFIX}{one.key}" for one in dataset.municipality.stadsdelen)


def subjects(dataset: Dataset) -> tuple[Subject, ...]:
    """Everything that has a profile: pilots, stadsdelen, wijken and buurten by name."""
    keys = list(group_keys(dataset))
    for level in (Level.WIJK, Level.BUURT):
        areas = dataset.areas_at(level)
        keys += list(map(str, areas.sort_values("short_name", kind="stable").index))
    return tuple(subject_of(dataset, key) for key in keys)


def subject_of(dataset: Dataset, key: str) -> Subject:
    """Subject of a key.

    Raises
    ------
    SelectionError
        When there is no such wijk, buurt, stadsdeel or group.
    """
    if key == PILOTS_KEY and dataset.pilots:
        return Subject(key, "Pilots", Level.GROUP, PILOTS, dataset.pilots)
    if key.startswith(STADSDEEL_PREFIX):
        name = key.removeprefix(STADSDEEL_PREFIX)
        for one in dataset.municipality.stadsdelen:
            if one.key == name:
                wijken = tuple(sorted(one.wijken))
                return Subject(key, f"Stadsdeel {one.name}", Level.STADSDEEL, one.key, wijken)
    if key in dataset.areas.index:
        level = Level(str(dataset.areas.at[key, "level"]))
        if level is Level.WIJK:
            return Subject(key, dataset.name_of(key), level, key, (key,))
        if level is Level.BUURT:
            wijk = str(dataset.areas.at[key, "parent_code"])
            return Subject(key, dataset.name_of(key), level, key, (wijk,))
    raise SelectionError(
        f"Gebied {key!r} heeft geen profiel. Kies de code van een wijk of buurt, "
        f"een stadsdeel ({STADSDEEL_PREFIX}...) of {PILOTS_KEY}."
    )


def neighbours(dataset: Dataset, subject: Subject) -> dict[str, float]:
    """Areas that share at least `LEAST_BORDER` with a subject.

    Parameters
    ----------
    dataset : Dataset
    subject : Subject

    Returns
    -------
    dict of str to float
        Area code to metres of shared border, the longest first: buurten for a buurt,
        else wijken outside the subject.
    """
    level = Level.BUURT if subject.level is Level.BUURT else Level.WIJK
    own = {subject.key} if subject.is_area else set(subject.wijken)
    polygons = dataset.polygons_at(level)
    inside = polygons.index.isin(list(own))
    if not inside.any():
        return {}
    border = shapely.boundary(shapely.union_all(polygons[inside].to_numpy()))
    outside = polygons[~inside]
    near = outside[shapely.intersects(outside.to_numpy(), border)]
    shared = shapely.length(shapely.intersection(shapely.boundary(near.to_numpy()), border))
    found = {
        str(code): float(metres)
        for code, metres in zip(near.index, shared, strict=True)
        if metres >= LEAST_BORDER
    }
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))
