"""What a folder says of the police's series: its source, its two indicators, and goal 1."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period
from wijkmap.model.words import BoundaryFit, Level, MarginRule, Measure, Role
from wijkmap.sources.odata.table import Table
from wijkmap.sources.police.counts import HIDDEN

__all__ = [
    "GOAL",
    "RATE",
    "SERIES",
    "Declaration",
    "declared_periods",
    "goal_row",
    "indicator_rows",
    "source_row",
    "vocabulary_rows",
]

Row = dict[str, str]

SERIES = "registered_crime_yearly_table"
RATE = f"{SERIES}_rate"
GOAL = "meldingen"

_TOPIC = "veiligheid"
_DENOMINATORS = ("population", "population_pc4_area")
_BREAK = (
    "In juli 2018 veranderde het registreren van misdrijven (volgens de politie in dat jaar "
    "ongeveer 0,5 % meer)"
)
_VISITORS = (
    "Misdrijven tellen waar ze gebeuren: in het centrum en op bedrijventerreinen komen veel "
    "mensen die er niet wonen"
)
_MOST_YEARS = 3
"""Years in a declared period: enough to even out the swing of one year, and as many
before as after. Fixed here, before any figure was seen."""


@dataclass(frozen=True)
class Declaration:
    """What is said of one fetch.

    Attributes
    ----------
    table : Table
    layout : int
        Year of the boundaries that all years stand on.
    given : tuple of str
        Sentences on what the user said of the layout, as the table or the folder does not
        say it, or says otherwise.
    fits : mapping of Level to BoundaryFit
        How these boundaries fit those of the folder.
    years : tuple of int
        Years with figures.
    date : date
        When the table was consulted.
    base : str
        Address of the service.
    """

    table: Table
    layout: int
    given: tuple[str, ...]
    fits: Mapping[Level, BoundaryFit]
    years: tuple[int, ...]
    date: dt.date
    base: str


def declared_periods(
    years: Sequence[int], settled: Sequence[int], last_before: int
) -> tuple[Period, Period]:
    """Periods before and after the start that goal 1 is judged by, from the years alone.

    The last years before the start, at most three, and as many of the newest settled
    years after it.

    Parameters
    ----------
    years : sequence of int
        Years with figures that can be joined.
    settled : sequence of int
        Those that are not provisional.
    last_before : int

    Returns
    -------
    tuple of (Period, Period)
        Both empty when either side has no year.

    Examples
    --------
    >>> [str(one) for one in declared_periods(range(2012, 2025), range(2012, 2024), 2014)]
    ['2012-2014', '2021-2023']
    """
    before = sorted(year for year in years if year <= last_before)[-_MOST_YEARS:]
    later = sorted(year for year in set(settled) & set(years) if year > last_before)
    after = later[-len(before) :] if before else []
    if not after:
        return Period(), Period()
    return Period(tuple(before)), Period(tuple(after))


def source_row(said: Declaration) -> Row:
    """Row of the table ``sources``."""
    table = said.table
    whose = "volgens de tabel" if table.layouts == (said.layout,) else "opgegeven"
    published = re.match(r"\d{4}-\d{2}-\d{2}", table.modified)
    return {
        "source_id": table.id,
        "owner": "Politie",
        "title": f"Geregistreerde misdrijven per wijk en buurt per jaar ({table.id}): "
        f"{Period(said.years)}",
        "url": f"{said.base}{table.id}/",
        "licence": "CC BY 4.0",
        "published": published[0] if published else "",
        "note": f"Bron: Politie (BVI), via CBS open data, CC BY. Geraadpleegd op "
        f"{said.date.isoformat()}. Alle jaren staan op de indeling van {said.layout} ({whose}). "
        "Het totaal is de eigen regel van de tabel, geen som. Een lege waarde is 0, een gebied "
        f"zonder regel ontbreekt. Soorten {_hidden()} zijn per wijk en buurt verborgen en tellen "
        "mee in het totaal",
    }


def indicator_rows(said: Declaration, dataset: Dataset) -> list[Row]:
    """Rows of the table ``indicators``: the count, and the rate where residents are known."""
    goal = GOAL if GOAL in dataset.words("goal") else ""
    cautions = [
        _BREAK,
        f"Soorten {_hidden()} zijn per wijk en buurt verborgen en tellen mee in het totaal",
        f"Alle jaren staan op de indeling van {said.layout}",
        *said.given,
        "Registratie, geen meting van alles wat gebeurt",
    ]
    shared = {
        "topic": _TOPIC,
        "direction": "-1",
        "margin": MarginRule.OVERDISPERSED.value,
        "goal": goal,
        "model_estimate": "nee",
        "role": Role.MAP.value,
        "source": said.table.id,
    }
    count = {
        **shared,
        "indicator": SERIES,
        "label": "Geregistreerde misdrijven (politie, reeks per jaar)",
        "unit": "misdrijven",
        "definition": f"Alle misdrijven die de politie in een jaar registreerde, uit tabel "
        f"{said.table.id}. Het telt waar het gebeurt, niet waar mensen wonen.",
        "decimals": "0",
        "measure": Measure.EXTENSIVE.value,
        "role_note": "Opgehaald bij de politie, alle jaren in één uitgave",
        "breaks": "50;150;300;600",
        "cautions": ";".join(
            [*cautions, "Een aantal, niet per inwoner: ook groei of krimp van een wijk telt mee"]
        ),
    }
    denominators = [one for one in _DENOMINATORS if one in dataset.catalogue]
    if not denominators:
        return [count]
    rate = {
        **shared,
        "indicator": RATE,
        "label": "Geregistreerde misdrijven per 1.000 inwoners (politie, reeks per jaar)",
        "unit": "per 1.000 inwoners",
        "definition": f"Geregistreerde misdrijven (tabel {said.table.id}) gedeeld door het aantal "
        "inwoners, keer 1.000.",
        "decimals": "1",
        "measure": Measure.RATE.value,
        "numerator": SERIES,
        "denominators": ";".join(denominators),
        "per": "1000",
        "role_note": "Eigen berekening, alleen waar het aantal inwoners bekend is",
        "breaks": "25;40;60;100",
        "cautions": ";".join(
            [
                *cautions,
                _VISITORS,
            ]
        ),
    }
    return [count, rate]


def vocabulary_rows(dataset: Dataset) -> list[Row]:
    """Row for the topic of the two indicators, when the folder does not have it."""
    if _TOPIC in dataset.words("topic"):
        return []
    place = len(dataset.words("topic")) + 1
    return [{"list": "topic", "key": _TOPIC, "label": "Veiligheid", "order": str(place)}]


def goal_row(row: Mapping[str, str], said: Declaration, periods: tuple[Period, Period]) -> Row:
    """Row of goal 1 as it stands after a fetch.

    Parameters
    ----------
    row : mapping
        As it was. A primary indicator that is not ours stays as it is.
    said : Declaration
    periods : tuple of (Period, Period)
        See `declared_periods`; empty: there is nothing to declare.
    """
    if row.get("primary_indicator") not in {"", None, SERIES}:
        return dict(row)
    before, after = periods
    sources = [one for one in row.get("source", "").split(";") if one and one != said.table.id]
    missing = (
        "Meldingen van overlast per wijk en soorten misdrijven ontbreken. Minder registraties kan "
        "ook betekenen dat mensen minder melden"
    )
    if said.fits[Level.WIJK] is BoundaryFit.OTHER:
        missing = f"Een reeks op onze wijkgrenzen. {missing}"
    elif not before:
        missing = f"Een reeks met jaren voor en na de start. {missing}"
    return {
        **row,
        "primary_indicator": SERIES if before else "",
        "before": str(before),
        "after": str(after),
        "available": f"Geregistreerde misdrijven per wijk over {Period(said.years)} (alleen het "
        f"totaal, politietabel {said.table.id}, alle jaren op de indeling van {said.layout})",
        "missing": missing,
        "where": f"Politietabel 47024NED (overlast per maand), en {said.table.id} voor andere "
        "jaren en soorten, te halen op dataderden.cbs.nl",
        "source": ";".join([*sources, said.table.id]),
    }


def _hidden() -> str:
    return f"{', '.join(HIDDEN[:-1])} en {HIDDEN[-1]}"
