"""The gemeente a dataset is about: configuration, never code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Municipality", "Stadsdeel"]


@dataclass(frozen=True)
class Stadsdeel:
    """A part of the city: a group of wijken.

    Attributes
    ----------
    key, name : str
    wijken : tuple of str
        Wijk codes; each wijk is in one stadsdeel at most.
    """

    key: str
    name: str
    wijken: tuple[str, ...]


@dataclass(frozen=True)
class Municipality:
    """What ``gemeente.toml`` says.

    Attributes
    ----------
    code, name : str
        ``GM`` + 4 digits, and the name.
    boundary_year : int
        Year of the division in wijken and buurten that the dataset stands on.
    pilots : mapping of str to date
        Wijk code of each pilot, with the date its pilot began. May be empty.
    last_year_before : int
        Last year that counts as before the pilots' start.
    stadsdelen : tuple of Stadsdeel
    stadsdelen_note : str
        Whose grouping it is, as shown in the footer.
    pilots_note : str
        How the pilots were chosen, as far as it limits what may be concluded.
    boundary_credit : str
        Whose boundaries they are, as shown in the corner of the map.
    default_indicator, default_area : str
        What the map opens on.
    contact : str
        Where a reader says that something is wrong; empty when there is none.
    fictional : bool
        A made-up gemeente: every page, file and map says so.
    """

    code: str
    name: str
    boundary_year: int
    pilots: Mapping[str, dt.date] = field(default_factory=dict)
    last_year_before: int = 0
    stadsdelen: tuple[Stadsdeel, ...] = ()
    stadsdelen_note: str = ""
    pilots_note: str = ""
    boundary_credit: str = ""
    default_indicator: str = ""
    default_area: str = ""
    contact: str = ""
    fictional: bool = False

    def stadsdeel_of(self, wijk: str) -> Stadsdeel | None:
        """Stadsdeel that a wijk belongs to, or None."""
        return next((one for one in self.stadsdelen if wijk in one.wijken), None)
