"""What is true in Voorbeeldstad, because it was put there.

An estimate made from the folder can be held against these numbers. They are
also written into the folder itself, in ``WAARHEID.csv`` and
``WAARHEID_WIJKEN.csv``.

The pilots get the effects of `EFFECTS` in every year from `FIRST_YEAR_AFTER`
on, at full size at once. A few other wijken get a shift of their own in the
same years (`PATTERNS`), so that each way in which reports, feeling of safety
and trust can move together occurs. The shifts of those wijken add up to zero
for each indicator: the mean of the rest of the city does not move by them.

The sizes were chosen large enough to be found, after looking at the default
seed. That seed therefore proves nothing about error rates: take others for it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

__all__ = [
    "BUSINESS_WIJK",
    "CENTRE_WIJK",
    "EFFECTS",
    "FIRST_YEAR_AFTER",
    "GEMEENTE_CODE",
    "GEMEENTE_NAME",
    "LAST_YEAR_BEFORE",
    "PATTERNS",
    "PILOTS",
    "START",
    "UNKNOWN_BEFORE",
    "YEARS",
    "Effect",
    "Pattern",
    "shift",
]

GEMEENTE_CODE = "GM9999"
GEMEENTE_NAME = "Voorbeeldstad (fictief)"
START = dt.date(2019, 3, 12)
LAST_YEAR_BEFORE = 2018
FIRST_YEAR_AFTER = 2019
YEARS = tuple(range(2012, 2025))
PILOTS = ("WK999913", "WK999933")
CENTRE_WIJK = "WK999911"
BUSINESS_WIJK = "WK999927"
UNKNOWN_BEFORE = "WK999935"
"""Wijk without a survey before the start."""


@dataclass(frozen=True)
class Effect:
    """The true effect of the pilots on one indicator.

    Attributes
    ----------
    indicator : str
    size : float
        On `scale`; negative means that the figure falls.
    scale : str
        ``"difference"`` (in the indicator's unit) or ``"log_rate_ratio"``.
    note : str
        Dutch.
    """

    indicator: str
    size: float
    scale: str
    note: str


_CRIME = "Ongeveer 26 procent minder dan zonder de pilot."
_REPORTS = "Ongeveer 33 procent minder dan zonder de pilot."
_NONE = "Geen effect: wie hier een effect vindt, ziet toeval."

EFFECTS = (
    Effect("registered_crime", -0.30, "log_rate_ratio", _CRIME),
    Effect("registered_crime_rate", -0.30, "log_rate_ratio", _CRIME),
    Effect("nuisance_reports", -0.40, "log_rate_ratio", _REPORTS),
    Effect("nuisance_reports_rate", -0.40, "log_rate_ratio", _REPORTS),
    Effect("safety_grade_own_neighbourhood", 0.45, "difference", "Bijna een half punt hoger."),
    Effect("trust_in_professionals", 11.0, "difference", "11 procentpunten hoger."),
    Effect("volunteering", 7.0, "difference", "7 procentpunten hoger."),
    Effect("liveability_score", 0.0, "difference", _NONE),
    Effect("liveability_nuisance_insecurity", 0.0, "difference", _NONE),
    Effect("liveability_social_cohesion", 0.0, "difference", _NONE),
    Effect("liveability_physical_environment", 0.0, "difference", _NONE),
    Effect("liveability_facilities", 0.0, "difference", _NONE),
    Effect("liveability_housing_stock", 0.0, "difference", _NONE),
)


@dataclass(frozen=True)
class Pattern:
    """How reports, feeling of safety and trust move together after the start.

    Attributes
    ----------
    key : str
        ``safer``, ``quieter``, ``more_trust``, ``worse`` or ``unknown``.
    label : str
        Dutch.
    wijken : tuple of str
        Wijken that follow it, pilots left out.
    shifts : dict of str to float
        Per indicator, on the scale of its `Effect`; not of the pilots.
    """

    key: str
    label: str
    wijken: tuple[str, ...]
    shifts: dict[str, float] = field(default_factory=dict)


PATTERNS = (
    Pattern(
        "safer",
        "veiliger: minder meldingen, hoger veiligheidscijfer, meer vertrouwen",
        ("WK999912", "WK999942"),
        {
            "registered_crime": -0.12,
            "nuisance_reports": -0.20,
            "safety_grade_own_neighbourhood": 0.30,
            "trust_in_professionals": 6.0,
        },
    ),
    Pattern(
        "quieter",
        "stiller, niet veiliger: minder meldingen, lager veiligheidscijfer, minder vertrouwen",
        ("WK999922", "WK9999AA"),
        {
            "nuisance_reports": -0.34,
            "safety_grade_own_neighbourhood": -0.34,
            "trust_in_professionals": -8.0,
        },
    ),
    Pattern(
        "more_trust",
        "meer vertrouwen, dus meer meldingen",
        ("WK999914", "WK999932"),
        {
            "registered_crime": -0.06,
            "nuisance_reports": 0.28,
            "safety_grade_own_neighbourhood": 0.28,
            "trust_in_professionals": 9.0,
        },
    ),
    Pattern(
        "worse",
        "slechter: meer meldingen, lager veiligheidscijfer, minder vertrouwen",
        ("WK999923", "WK999941"),
        {
            "registered_crime": 0.18,
            "nuisance_reports": 0.26,
            "safety_grade_own_neighbourhood": -0.24,
            "trust_in_professionals": -7.0,
        },
    ),
    Pattern(
        "unknown",
        "onbekend: cijfers ontbreken",
        (BUSINESS_WIJK, UNKNOWN_BEFORE),
    ),
)


def shift(indicator: str, wijk: str) -> float:
    """Shift of one wijk in one indicator from `FIRST_YEAR_AFTER` on; 0 for most."""
    if wijk in PILOTS:
        return next((one.size for one in EFFECTS if one.indicator == indicator), 0.0)
    return sum(one.shifts.get(indicator, 0.0) for one in PATTERNS if wijk in one.wijken)
