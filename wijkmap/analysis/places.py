"""The places that figures are about: wijken and buurten, stadsdelen, groups, the whole city."""

from __future__ import annotations

from typing import NamedTuple

from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.selection import Selection
from wijkmap.model.words import Level

__all__ = [
    "MEDIAN",
    "OUTSIDE",
    "PILOTS",
    "REST",
    "REST_WITHOUT_CENTRE",
    "Place",
    "chosen_wijken",
    "members",
    "places_at",
]

PILOTS = "pilots"
REST = "rest"
REST_WITHOUT_CENTRE = "rest_without_centre"
MEDIAN = "median_wijk"

OUTSIDE = "overig"
"""Key of the wijken that lie in no stadsdeel, as one place."""

_GROUP_LABELS = {
    PILOTS: "Pilots",
    REST: "Overige wijken",
    REST_WITHOUT_CENTRE: "Overige wijken zonder centrum en bedrijventerreinen",
    MEDIAN: "Middelste wijk (mediaan)",
}
_FEW = 8


class Place(NamedTuple):
    """One row of a figure frame, before it has a figure.

    Attributes
    ----------
    key, label, area_code, area_name : str
        As in `wijkmap.model.figures.FIGURE_COLUMNS`.
    wijken : tuple of str
        Wijken it consists of; for a buurt the wijk it lies in.
    """

    key: str
    label: str
    area_code: str
    area_name: str
    wijken: tuple[str, ...]


def chosen_wijken(dataset: Dataset, selection: Selection) -> tuple[str, ...]:
    """Wijken that the filters on place leave, in order of code.

    Wijken and stadsdelen narrow each other; without either, every wijk.

    Raises
    ------
    SelectionError
        When a code or key is unknown; the message names what exists.
    """
    wijken = tuple(map(str, dataset.areas_at(Level.WIJK).index))
    stadsdelen = {one.key: set(one.wijken) for one in dataset.municipality.stadsdelen}
    _refuse_unknown("Wijk", selection.wijken, wijken)
    _refuse_unknown("Stadsdeel", selection.stadsdelen, tuple(stadsdelen))
    chosen = set(selection.wijken or wijken)
    if selection.stadsdelen:
        chosen &= set().union(*(stadsdelen[key] for key in selection.stadsdelen))
    return tuple(code for code in wijken if code in chosen)


def _refuse_unknown(what: str, asked: tuple[str, ...], known: tuple[str, ...]) -> None:
    if wrong := [one for one in asked if one not in known]:
        some = ", ".join(known[:_FEW]) + (", ..." if len(known) > _FEW else "")
        raise SelectionError(
            f"{what} {', '.join(wrong)} bestaat niet in deze gegevens. Kies uit: {some or 'geen'}."
        )


def members(dataset: Dataset, group_key: str) -> tuple[str, ...]:
    """Wijk codes of a group, in order of code.

    Parameters
    ----------
    dataset : Dataset
    group_key : str
        ``pilots``, ``rest``, ``rest_without_centre`` (rest without the wijken that
        are flagged as centre or business) or ``median_wijk`` (every wijk).

    Raises
    ------
    SelectionError
        When there is no such group.
    """
    if group_key == PILOTS:
        return dataset.pilots
    if group_key == REST:
        return dataset.rest
    if group_key == REST_WITHOUT_CENTRE:
        character = dataset.areas["character"]
        return tuple(code for code in dataset.rest if not character[code])
    if group_key == MEDIAN:
        return tuple(map(str, dataset.areas_at(Level.WIJK).index))
    raise SelectionError(f"Groep {group_key!r} bestaat niet. Kies uit: {', '.join(_GROUP_LABELS)}.")


def places_at(
    dataset: Dataset, level: Level, groups: tuple[str, ...] = (PILOTS, REST)
) -> tuple[Place, ...]:
    """Places of a level, in order of code; stadsdelen and groups in their own order.

    Wijken that lie in no stadsdeel are one more place there, so that stadsdelen hold every
    wijk once and their sums are the city's.

    Parameters
    ----------
    dataset : Dataset
    level : Level
    groups : tuple of str
        Which groups the level ``group`` has.

    Raises
    ------
    SelectionError
        When no figure is made at that level.
    """
    city = dataset.municipality
    whole = (city.code, city.name)
    if level in (Level.WIJK, Level.BUURT):
        areas = dataset.areas_at(level)
        columns = ("area_code", "short_name", "area_name", "parent_code")
        rows = zip(*(areas[name].tolist() for name in columns), strict=True)
        return tuple(
            Place(code, label, code, name, (code if level is Level.WIJK else parent,))
            for code, label, name, parent in rows
        )
    if level is Level.GEMEENTE:
        return (Place(city.code, city.name, *whole, members(dataset, MEDIAN)),)
    if level is Level.STADSDEEL:
        found = tuple(Place(one.key, one.name, *whole, one.wijken) for one in city.stadsdelen)
        inside = {code for place in found for code in place.wijken}
        rest = tuple(code for code in members(dataset, MEDIAN) if code not in inside)
        outside = Place(OUTSIDE, "Buiten de stadsdelen", *whole, rest)
        return (*found, outside) if rest else found
    if level is Level.GROUP:
        return tuple(
            Place(key, _GROUP_LABELS[key], *whole, members(dataset, key)) for key in groups
        )
    raise SelectionError(
        f"Op niveau {level.value!r} maken we geen cijfers. "
        "Kies uit: wijk, buurt, stadsdeel, gemeente, group."
    )
