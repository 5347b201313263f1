"""A selection as the query of a link, and back: every view is a link.

The only place that knows the names of the parameters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from wijkmap.analysis.layers import overlays
from wijkmap.analysis.subjects import group_keys
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.municipality import Municipality
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Classing, Level, Overlay
from wijkmap.present.questions import PARAMETERS

__all__ = ["choice", "decode", "encode", "page_address", "page_part", "sheet_number", "unusable"]

_LISTS = {
    "wijk": "wijken",
    "stadsdeel": "stadsdelen",
    "thema": "themes",
    "geldstroom": "streams",
    "status": "statuses",
    "doel": "goals",
}
_PERIODS = {"periode": "period", "jaar": "year"}
_LEVELS = (Level.WIJK, Level.BUURT)
_NO_AREA = "geen"
_YES = "ja"
_OF_PAGES = (
    *("deel", "tabel", "indicator", "onderwerp", "links", "rechts", "kaarten", "onderdeel"),
    *("scenario", "scenario2", "scenario3", "tegen", "per", "toon", "soort", "stadsgeld"),
    *PARAMETERS,
)
_SHEET = "blad"
_MOST_DIGITS = 7


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
    query["vergelijk"] = selection.compare
    if selection.classing is not Classing.FIXED:
        query["klassen"] = selection.classing.value
    if selection.hatched:
        query["arcering"] = _YES
    if selection.overlay is not Overlay.INITIATIVES:
        query["symbolen"] = selection.overlay.value
    return {name: value for name, value in query.items() if value}


def decode(
    query: Mapping[str, str], dataset: Dataset, layers: Collection[str]
) -> tuple[Selection, tuple[str, ...]]:
    """Selection of a link, with a friendly line for each part that cannot be followed.

    Parameters
    ----------
    query : mapping of str to str
        Unknown names are left alone: they are not ours.
    dataset : Dataset
        What can be chosen.
    layers : collection of str
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
    fields: dict[str, Any] = {
        "indicator": municipality.default_indicator,
        "area": municipality.default_area,
    }
    for name, field in _LISTS.items():
        asked = [part for part in query.get(name, "").split(",") if part]
        allowed = dataset.once(("choices", name), partial(_choices, dataset, name))
        complaints += [unusable(name, part) for part in asked if part not in allowed]
        fields[field] = tuple(dict.fromkeys(part for part in asked if part in allowed))
    for name, field in _PERIODS.items():
        try:
            fields[field] = Period.parse(query.get(name, ""))
        except SelectionError:
            complaints.append(unusable(name, query[name]))
    singles = dataset.once("singles", partial(_singles, dataset))
    for name, (field, choices) in {**singles, "kaart": ("indicator", layers)}.items():
        value = query.get(name, "")
        if value in choices:
            fields[field] = value
        elif value:
            complaints.append(unusable(name, value))
    fields["level"] = Level(fields.get("level", Level.WIJK))
    fields["overlay"] = Overlay(fields.get("overlay", Overlay.INITIATIVES))
    fields["hatched"] = "hatched" in fields
    fields["classing"] = Classing(fields.get("classing", Classing.FIXED))
    if fields["area"] == _NO_AREA:
        fields["area"] = ""
    return Selection(**fields), tuple(complaints)


def page_address(page: str, selection: Selection, municipality: Municipality) -> str:
    """Address of a page beside the present one, that opens on a selection.

    Examples
    --------
    >>> page_address("wijk", Selection(area="stadsdeel:oost"), Municipality("GM0001", "X", 2014))
    'wijk?gebied=stadsdeel%3Aoost'
    """
    query = urlencode(encode(selection, municipality))
    return f"{page}?{query}" if query else page


def page_part(query: Mapping[str, str]) -> dict[str, str]:
    """Parameters of a link that belong to one page and to no selection.

    Parameters
    ----------
    query : mapping of str to str

    Returns
    -------
    dict of str to str
        ``deel``, ``tabel``, ``indicator`` (Gegevens), ``links``, ``rechts``, ``kaarten`` (the maps
        of Vergelijken), its question (`wijkmap.present.questions.PARAMETERS`), ``onderwerp``
        (Methode) and ``onderdeel`` (Budget), and ``scenario`` to
        ``scenario3``, ``tegen``, ``per`` and ``toon`` (its scenarios), ``soort`` and ``stadsgeld``
        (its money), when given. Not the sheet of a table: another filter starts at the first.

    Examples
    --------
    >>> page_part({"tabel": "ledger", "thema": "groen", "blad": "3"})
    {'tabel': 'ledger'}
    """
    return {name: query[name] for name in _OF_PAGES if query.get(name)}


def choice(
    query: Mapping[str, str], name: str, choices: Iterable[str], default: str
) -> tuple[str, tuple[str, ...]]:
    """Choice that a page made in its own parameter, and a line when it does not exist.

    Parameters
    ----------
    query : mapping of str to str
    name : str
        One of the parameters of `page_part`.
    choices : iterable of str
    default : str
        Stands for a link that says nothing, or what does not exist.

    Examples
    --------
    >>> choice({"tabel": "ledger"}, "tabel", ["areas", "ledger"], "areas")
    ('ledger', ())
    """
    value = query.get(name, "")
    if not value or value in set(choices):
        return value or default, ()
    return default, (unusable(name, value),)


def sheet_number(query: Mapping[str, str], last: int, otherwise: int = 1) -> int:
    """Number of the sheet of a long table, from 1 to `last`, when the link has one."""
    text = query.get(_SHEET, "")
    number = (
        int(text) if text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS else otherwise
    )
    return max(1, min(number, last))


def _choices(dataset: Dataset, name: str) -> set[str]:
    if name == "wijk":
        return set(dataset.areas_at(Level.WIJK).index)
    if name == "stadsdeel":
        return {one.key for one in dataset.municipality.stadsdelen}
    if name == "doel":
        return set(dataset["goals"]["goal"])
    lists = {"thema": "theme", "geldstroom": "stream", "status": "status"}
    words = dataset["vocabulary"]
    return set(words.loc[words["list"] == lists[name], "key"])


def _singles(dataset: Dataset) -> dict[str, tuple[str, Collection[str]]]:
    """Field and choices of each parameter that holds one value, but for the map's layer."""
    return {
        "niveau": ("level", {level.value for level in _LEVELS}),
        "gebied": ("area", {*dataset.areas.index, *group_keys(dataset), _NO_AREA}),
        "vergelijk": ("compare", set(dataset["goals"]["goal"])),
        "klassen": ("classing", {one.value for one in Classing}),
        "arcering": ("hatched", {_YES}),
        "symbolen": ("overlay", set(overlays(dataset))),
    }


def unusable(name: str, value: str) -> str:
    """Line about a part of a link that cannot be followed."""
    return f"De link vraagt om {name} “{value}”. Dat bestaat hier niet; dat deel is weggelaten."
