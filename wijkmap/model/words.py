"""The closed word lists of the model.

Themes, statuses and streams are *not* here: they differ per gemeente and are
data (the tables ``vocabulary`` and ``mappings``).
"""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "UNASSIGNED",
    "UNKNOWN",
    "Allocation",
    "AreaScope",
    "BoundaryFit",
    "Certainty",
    "Classing",
    "Coverage",
    "Kind",
    "Level",
    "MarginRule",
    "Measure",
    "Overlay",
    "Register",
    "Role",
    "State",
]

UNKNOWN = "unknown"
"""Key of the row that holds what has no value for the key asked for."""

UNASSIGNED = "unassigned"
"""Key of the row that holds what has no wijk code; its area code is empty."""


class Level(StrEnum):
    """Size of area that a figure is about."""

    COUNTRY = "land"
    GEMEENTE = "gemeente"
    STADSDEEL = "stadsdeel"
    WIJK = "wijk"
    BUURT = "buurt"
    GROUP = "group"


class State(StrEnum):
    """Why a figure has or lacks a value. Zero is a known value."""

    KNOWN = "known"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"


class Kind(StrEnum):
    """What an amount in the ledger is. Kinds are never added together."""

    PLANNED = "planned"
    AWARDED = "awarded"
    SPENT = "spent"
    PROPOSED = "proposed"
    RESERVE = "reserve"


class Certainty(StrEnum):
    """How sure an amount is."""

    EXACT = "exact"
    COMPUTED = "computed"
    APPROXIMATE = "approximate"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


class AreaScope(StrEnum):
    """Where an amount or initiative belongs.

    ``WIJK`` has a wijk code; ``CITY`` is meant for the whole gemeente; ``WIDER``
    reaches beyond one wijk or beyond the gemeente; ``UNPLACED`` is somewhere in
    the gemeente, in a wijk that the source does not name.
    """

    WIJK = "wijk"
    CITY = "city"
    WIDER = "wider"
    UNPLACED = "unplaced"


class Allocation(StrEnum):
    """How money for the whole city is shown: as such, or divided over the wijken."""

    NONE = "none"
    RESIDENTS = "residents"
    WIJK = "wijk"


class Coverage(StrEnum):
    """How complete a register is for one wijk."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NONE = "none"


class Register(StrEnum):
    """A list that is kept, as opposed to an indicator that is measured."""

    INITIATIVES = "initiatives"
    BUDGET = "budget"


class BoundaryFit(StrEnum):
    """How the boundaries of an observation fit those of the dataset."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    OTHER = "other"


class Measure(StrEnum):
    """How an indicator combines over areas.

    ``EXTENSIVE`` counts add up. ``RATE`` is recomputed from its numerator and
    denominator. ``SCORE`` has neither here: groups are the mean of their wijken.
    ``CLASS`` is an ordinal category and is never averaged.
    """

    EXTENSIVE = "extensive"
    RATE = "rate"
    SCORE = "score"
    CLASS = "class"


class MarginRule(StrEnum):
    """Where a figure's low and high come from."""

    NONE = "none"
    ROUNDING = "rounding"
    OVERDISPERSED = "overdispersed"


class Classing(StrEnum):
    """How the limits of a map's classes are chosen; they hold for every year.

    ``FIXED``: as declared for the indicator. ``QUANTILE``: as many areas in each.
    ``EQUAL``: equal widths. ``NATURAL``: where values lie apart.
    """

    FIXED = "vast"
    QUANTILE = "kwantiel"
    EQUAL = "gelijk"
    NATURAL = "natuurlijk"


class Overlay(StrEnum):
    """What lies over the colours of a map: initiatives, one kind of money, or nothing."""

    INITIATIVES = "initiatieven"
    PLANNED = "gepland"
    AWARDED = "toegekend"
    SPENT = "besteed"
    PROPOSED = "voorgesteld"
    RESERVE = "reserve"
    NONE = "geen"

    @property
    def kind(self) -> Kind | None:
        """Kind of money; None for the others."""
        return Kind[self.name] if self.name in Kind.__members__ else None


class Role(StrEnum):
    """Where an indicator may be shown.

    ``MAP``: choice on the map. ``TABLE``: tables and profiles only.
    ``CHECK``: kept to check our own computation. ``HIDDEN``: kept in the data,
    shown nowhere but in the list of what was left out.
    """

    MAP = "map"
    TABLE = "table"
    CHECK = "check"
    HIDDEN = "hidden"
