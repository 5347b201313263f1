"""A selection as the query of a link, and back: every view is a link.

The only place that knows the names of the parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.municipality import Municipality
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Level

__all__ = ["decode", "encode"]

_LISTS = {
    "wijk": "wijken",
    "stadsdeel": "stadsdelen",
    "thema": "themes",
    "geldstroom": "streams",
    "status": "statuses",
}
_PERIODS = {"periode": "period", "jaar": "year"}
_LEVELS = (Level.WIJK, Level.BUURT)
_NO_AREA = "geen"


def encode(selection: Selection, municipality: Municipality) -> dict[str, str]:
    """Parameters of a selection; what a bare link already means is left out.

    Parameters
    ----------
    selection : Selection
    municipality : Municipality
        Says what a bare link opens on.

    Examples
    --------
    >>> encode(
    ...     Selection(themes=("groen", "verkeer"), year=Period((2014,))), Municipality("GM0001", "X", 2014)
    ... )
    {'thema': 'groen,verkeer', 'jaar': '2014'}
    """
    query = {name: ",".join(getattr(selection, field)) for name, field in _LISTS.items()}
    query |= {name: str(getattr(selection, field)) for name, field in _PERIODS.items()}
    if selection.indicator != municipality.default_indicator:
        query["kaart"] = selection.indicator
    if selection.level is not Level.WIJK:
        query["niveau"] = selection.level.value
    if selection.area != municipality.default_area:
        query["gebied"] = selection.area or _NO_AREA
    return {name: value for name, value in query.items() if value}


def decode(
    query: Mapping[str, str], dataset: Dataset, layers: Iterable[str]
) -> tuple[Selection, tuple[str, ...]]:
    """Selection of a link, with a friendly line for each part that cannot be followed.

    Parameters
    ----------
    query : mapping of str to str
        Unknown names are left alone: they are not ours.
    dataset : Dataset
        What can be chosen.
    layers : iterable of str
        Ids that the map can show.

    Returns
    -------
    selection : Selection
        Everything in the link that exists.
    complaints : tuple of str
        Dutch, one per part that was dropped; never an error.
    """
    complaints: list[str] = []
    municipality = dataset.municipality
    selection = Selection(indicator=municipality.default_indicator, area=municipality.default_area)
    for name, field in _LISTS.items():
        asked = [part for part in query.get(name, "").split(",") if part]
        allowed = _choices(dataset, name)
        unknown = [part for part in asked if part not in allowed]
        complaints += [_complaint(name, part) for part in unknown]
        kept = tuple(dict.fromkeys(part for part in asked if part in allowed))
        selection = replace(selection, **{field: kept})
    for name, field in _PERIODS.items():
        try:
            selection = replace(selection, **{field: Period.parse(query.get(name, ""))})
        except SelectionError:
            complaints.append(_complaint(name, query[name]))
    singles = {
        "kaart": ("indicator", set(layers)),
        "niveau": ("level", {level.value for level in _LEVELS}),
        "gebied": ("area", set(dataset.areas.index)),
    }
    for name, (field, allowed) in singles.items():
        value = query.get(name, "")
        if name == "gebied" and value == _NO_AREA:
            selection = replace(selection, area="")
        elif value and value not in allowed:
            complaints.append(_complaint(name, value))
        elif value:
            selection = replace(selection, **{field: Level(value) if name == "niveau" else value})
    return selection, tuple(complaints)


def _choices(dataset: Dataset, name: str) -> set[str]:
    if name == "wijk":
        return set(dataset.areas_at(Level.WIJK).index)
    if name == "stadsdeel":
        return {one.key for one in dataset.municipality.stadsdelen}
    lists = {"thema": "theme", "geldstroom": "stream", "status": "status"}
    words = dataset["vocabulary"]
    return set(words.loc[words["list"] == lists[name], "key"])


def _complaint(name: str, value: str) -> str:
    return f"De link vraagt om {name} “{value}”. Dat bestaat hier niet; dat deel is weggelaten."
