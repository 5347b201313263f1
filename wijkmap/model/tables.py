"""What each table of a data folder holds: the one declaration.

The reader validates against it, the data package's schema is written from it
and the delivery template is made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wijkmap.model.words import (
    AreaScope,
    BoundaryFit,
    Certainty,
    Coverage,
    Kind,
    Level,
    MarginRule,
    Measure,
    Register,
    Role,
    State,
)

__all__ = [
    "BOUNDARY_FILE",
    "CONTEXT_FILE",
    "MUNICIPALITY_FILE",
    "TABLES",
    "Column",
    "Table",
    "Type",
]

BOUNDARY_FILE = "boundaries.parquet"
CONTEXT_FILE = "context.parquet"
MUNICIPALITY_FILE = "gemeente.toml"

_SEPARATOR = ";"


class Type(StrEnum):
    """How a cell is read. An empty cell is the neutral value in brackets."""

    TEXT = "text"  # [""]
    LIST = "list"  # parts separated by ; -> tuple of str [()]
    NUMBER = "number"  # float [NaN]
    INTEGER = "integer"  # Int64 [<NA>]
    CENTS = "cents"  # Int64, whole cents [<NA>]
    BOOLEAN = "boolean"  # ja/nee [False]
    PARTIAL_DATE = "partial_date"  # "2022-06-21", "2022-06" or "2022", kept as text [""]
    PUBLIC_FROM = "public_from"  # ISO date, "altijd" or "nooit" -> datetime.date; never empty


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    description : str
        Dutch, one sentence.
    type : Type
    required : bool
        A cell may not be empty.
    allowed : tuple of str
        The only words allowed (beside empty, unless required).
    refers_to : str
        ``"table.column"`` where each non-empty value (each part of a list) must exist.
    minimum, maximum : float or None
        Bounds of a number, integer or amount.
    """

    description: str
    type: Type = Type.TEXT
    required: bool = False
    allowed: tuple[str, ...] = ()
    refers_to: str = ""
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class Table:
    """One table of a data folder, in the file ``NAME.csv``.

    Attributes
    ----------
    title : str
        Dutch.
    key : tuple of str
        Columns that together occur once.
    columns : mapping of str to Column
        In the order of the file.
    optional : bool
        A folder without this file has an empty table.
    """

    title: str
    key: tuple[str, ...]
    columns: Mapping[str, Column] = field(default_factory=dict)
    optional: bool = False


def _words(enum: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in enum)


_PUBLIC = Column(
    "Datum waarop de regel openbaar wordt (jjjj-mm-dd), of altijd of nooit", Type.PUBLIC_FROM, True
)
_SOURCE = Column("Bron van de regel", Type.LIST, required=True, refers_to="sources.source_id")
_CAUTIONS = Column("Kanttekeningen bij de regel", Type.LIST)
_YEAR_BOUNDS = (1900, 2100)


def _year(description: str, *, required: bool = False) -> Column:
    return Column(
        description, Type.INTEGER, required, minimum=_YEAR_BOUNDS[0], maximum=_YEAR_BOUNDS[1]
    )


def _wijk(description: str) -> Column:
    return Column(description, refers_to="areas.area_code")


TABLES: Mapping[str, Table] = {
    "sources": Table(
        "Bronnen",
        ("source_id",),
        {
            "source_id": Column("Sleutel van de bron", required=True),
            "owner": Column("Wie de bron uitgeeft", required=True),
            "title": Column("Naam van de bron", required=True),
            "url": Column("Openbare pagina of tabel"),
            "licence": Column("Licentie of gebruiksvoorwaarde"),
            "published": Column("Datum van publicatie of raadpleging", Type.PARTIAL_DATE),
            "note": Column("Toelichting"),
        },
    ),
    "areas": Table(
        "Gebieden",
        ("area_code",),
        {
            "area_code": Column("Code van het gebied", required=True),
            "area_name": Column("Officiële naam", required=True),
            "short_name": Column("Naam op kaart en scherm", required=True),
            "level": Column(
                "Niveau",
                required=True,
                allowed=(Level.GEMEENTE.value, Level.WIJK.value, Level.BUURT.value),
            ),
            "parent_code": Column("Gebied waarin het ligt", refers_to="areas.area_code"),
            "boundary_year": _year("Jaar van de indeling", required=True),
            "area_ha": Column("Oppervlakte in hectare", Type.NUMBER, minimum=0),
            "character": Column(
                "Centrum- of bedrijvengebied (eigen lijst)", allowed=("centre", "business")
            ),
            "character_note": Column("Waarom het zo is ingedeeld"),
            "consultation": Column("Wijkoverleg, wijkraad of dorpsraad"),
            "name_note": Column("Andere schrijfwijze in latere jaren"),
        },
    ),
    "aliases": Table(
        "Namen die mensen gebruiken (alleen om te zoeken)",
        ("alias", "area_code"),
        {
            "alias": Column("Naam in de mond van bewoners", required=True),
            "area_code": Column("Gebied", required=True, refers_to="areas.area_code"),
            "note": Column("Waar de naam vandaan komt"),
            "source": Column("Bron", Type.LIST, refers_to="sources.source_id"),
        },
        optional=True,
    ),
    "vocabulary": Table(
        "Woordenlijsten: thema's, statussen, geldstromen, onderwerpen en doelen",
        ("list", "key"),
        {
            "list": Column(
                "Welke lijst",
                required=True,
                allowed=("theme", "status", "stream", "topic", "goal"),
            ),
            "key": Column("Sleutel", required=True),
            "label": Column("Naam op het scherm", required=True),
            "order": Column("Volgorde", Type.INTEGER, required=True),
            "note": Column("Toelichting"),
        },
    ),
    "mappings": Table(
        "Van bronwoord naar eigen groep",
        ("list", "source_word"),
        {
            "list": Column("Welke lijst", required=True, allowed=("theme", "status", "stream")),
            "source_word": Column("Woord in de bron", required=True),
            "key": Column("Sleutel in de woordenlijst", required=True),
            "note": Column("Waarom"),
        },
    ),
    "initiatives": Table(
        "Initiatieven van bewoners",
        ("initiative_id",),
        {
            "initiative_id": Column("Sleutel", required=True),
            "name": Column("Naam", required=True),
            "area_code": _wijk("Wijkcode; leeg als de wijk niet bekend is"),
            "buurt_code": Column("Buurtcode; leeg als niet bekend", refers_to="areas.area_code"),
            "x": Column("RD x in meters", Type.NUMBER, minimum=-7000, maximum=300000),
            "y": Column("RD y in meters", Type.NUMBER, minimum=289000, maximum=629000),
            "scope": Column("Waar het hoort", required=True, allowed=_words(AreaScope)),
            "place_source": Column("Gebied in de woorden van de bron"),
            "location": Column("Straat of plek in de woorden van de bron"),
            "theme_source": Column("Thema in bronwoorden"),
            "theme_origin": Column(
                "Van wie het themawoord is: de bron of eigen indeling", allowed=("bron", "eigen")
            ),
            "status_source": Column("Status in bronwoorden"),
            "status_date": Column("Datum van de status", Type.PARTIAL_DATE),
            "year": _year("Jaar van het initiatief; leeg als onbekend"),
            "year_origin": Column(
                "Staat het jaar in de bron of is het afgeleid", allowed=("bron", "afgeleid")
            ),
            "stream_source": Column("Geldstroom in bronwoorden"),
            "description": Column("Korte toelichting"),
            "source": _SOURCE,
            "cautions": _CAUTIONS,
            "public_from": _PUBLIC,
        },
    ),
    "ledger": Table(
        "Kasboek: bedragen",
        ("entry_id",),
        {
            "entry_id": Column("Sleutel", required=True),
            "area_code": _wijk("Wijkcode; leeg als het bedrag niet bij een wijk hoort"),
            "scope": Column("Waar het bedrag hoort", required=True, allowed=_words(AreaScope)),
            "place_source": Column("Gebied in de woorden van de bron"),
            "stream_source": Column("Geldstroom in bronwoorden", required=True),
            "theme_source": Column("Thema in bronwoorden"),
            "description": Column("Waar het bedrag voor is"),
            "initiative_id": Column(
                "Initiatief waar het bij hoort", refers_to="initiatives.initiative_id"
            ),
            "year": _year("Jaar; leeg als onbekend"),
            "year_origin": Column(
                "Staat het jaar in de bron of is het afgeleid", allowed=("bron", "afgeleid")
            ),
            "kind": Column("Soort bedrag", required=True, allowed=_words(Kind)),
            "certainty": Column("Zekerheid", required=True, allowed=_words(Certainty)),
            "amount_cents": Column("Bedrag in hele centen; leeg als onbekend", Type.CENTS),
            "low_cents": Column("Laagste lezing in centen", Type.CENTS),
            "high_cents": Column("Hoogste lezing in centen", Type.CENTS),
            "source_cents": Column("Bedrag zoals de bron het afrondt, in centen", Type.CENTS),
            "part_of": Column("Bedrag waar dit een deel van is", refers_to="ledger.entry_id"),
            "part_by": Column(
                "Waarnaar het geheel is gesplitst", allowed=("theme", "funder", "project")
            ),
            "same_as": Column("Zelfde euro in een andere regel", refers_to="ledger.entry_id"),
            "source": _SOURCE,
            "cautions": _CAUTIONS,
            "public_from": _PUBLIC,
        },
    ),
    "care_decisions": Table(
        "Besluiten over bedragen die misschien zorggeld (3D) zijn",
        ("entry_id",),
        {
            "entry_id": Column("Bedrag in het kasboek", required=True, refers_to="ledger.entry_id"),
            "is_care": Column("Is het zorggeld", Type.BOOLEAN, required=True),
            "who": Column("Wie besloot: een functie of orgaan, geen naam", required=True),
            "when": Column("Wanneer", Type.PARTIAL_DATE, required=True),
            "why": Column("Waarom", required=True),
        },
        optional=True,
    ),
    "reported_counts": Table(
        "Aantallen die een bron zelf noemt",
        ("count_id",),
        {
            "count_id": Column("Sleutel", required=True),
            "stream": Column("Geldstroom", required=True, refers_to="vocabulary.key"),
            "status": Column("Status", required=True, refers_to="vocabulary.key"),
            "year": _year("Jaar", required=True),
            "at_least": Column("Minstens zoveel", Type.INTEGER, required=True, minimum=0),
            "words": Column("Het aantal in de woorden van de bron", required=True),
            "source": _SOURCE,
            "public_from": _PUBLIC,
        },
        optional=True,
    ),
    "indicators": Table(
        "Indicatoren",
        ("indicator",),
        {
            "indicator": Column("Sleutel, zonder jaartal", required=True),
            "label": Column("Naam op het scherm", required=True),
            "unit": Column("Eenheid", required=True),
            "definition": Column("Wat er gemeten is", required=True),
            "topic": Column("Onderwerp in de keuzelijst", required=True),
            "decimals": Column("Cijfers achter de komma", Type.INTEGER, True, minimum=0, maximum=3),
            "direction": Column(
                "1: hoger is beter; -1: lager is beter; 0: geen van beide",
                Type.INTEGER,
                True,
                minimum=-1,
                maximum=1,
            ),
            "measure": Column("Hoe gebieden samentellen", required=True, allowed=_words(Measure)),
            "numerator": Column(
                "Teller van een cijfer per inwoner", refers_to="indicators.indicator"
            ),
            "denominators": Column(
                "Noemers in volgorde van voorkeur", Type.LIST, refers_to="indicators.indicator"
            ),
            "per": Column("Per hoeveel van de noemer", Type.NUMBER, minimum=1),
            "margin": Column("Regel voor de marge", required=True, allowed=_words(MarginRule)),
            "rounding": Column("Afgerond op een veelvoud van", Type.NUMBER, minimum=0),
            "goal": Column("Doel van Buurt Bestuurt waar het over gaat"),
            "target": Column("Streefwaarde", Type.NUMBER),
            "target_note": Column("Waar de streefwaarde vandaan komt"),
            "model_estimate": Column("Is het een modelschatting", Type.BOOLEAN),
            "role": Column("Waar het te zien is", required=True, allowed=_words(Role)),
            "role_note": Column("Waarom daar"),
            "breaks": Column("Vaste klassegrenzen", Type.LIST),
            "source": _SOURCE,
            "cautions": _CAUTIONS,
        },
    ),
    "origins": Table(
        "Wat er met elke indicator van de bron is gedaan",
        ("source_indicator", "source"),
        {
            "source_indicator": Column("Sleutel in de bron", required=True),
            "source": Column("Bron", required=True),
            "indicator": Column(
                "Sleutel hier; leeg als hij vervalt", refers_to="indicators.indicator"
            ),
            "rows": Column("Aantal regels in de bron", Type.INTEGER, required=True, minimum=0),
            "fate": Column(
                "Wat ermee is gedaan",
                required=True,
                allowed=("kept", "renamed", "merged", "check", "hidden", "dropped"),
            ),
            "reason": Column("Waarom", required=True),
        },
        optional=True,
    ),
    "observations": Table(
        "Waarnemingen",
        ("indicator", "area_code", "year"),
        {
            "indicator": Column("Indicator", required=True, refers_to="indicators.indicator"),
            "area_code": Column("Gebied", required=True),
            "year": _year("Jaar", required=True),
            "value": Column("Waarde; leeg als niet bekend", Type.NUMBER),
            "state": Column("Staat van de waarde", required=True, allowed=_words(State)),
            "flags": Column("Kenmerken van de bron, ongewijzigd", Type.LIST),
            "source": _SOURCE,
            "boundary_year": _year("Jaar van de indeling waarop de bron staat", required=True),
            "fit": Column(
                "Hoe die indeling past op de onze", required=True, allowed=_words(BoundaryFit)
            ),
            "cautions": _CAUTIONS,
            "public_from": _PUBLIC,
        },
    ),
    "coverage": Table(
        "Hoe volledig een register is per wijk",
        ("register", "area_code"),
        {
            "register": Column("Register", required=True, allowed=_words(Register)),
            "area_code": Column("Wijk", required=True, refers_to="areas.area_code"),
            "coverage": Column("Volledigheid", required=True, allowed=_words(Coverage)),
            "note": Column("Toelichting"),
        },
    ),
    "organisations": Table(
        "Wijkoverleggen, wijkraden en andere organisaties",
        ("organisation_id",),
        {
            "organisation_id": Column("Sleutel", required=True),
            "name": Column("Naam", required=True),
            "type": Column("Soort", required=True),
            "area_code": _wijk("Wijk; leeg als het er meer zijn of niet bekend"),
            "place_source": Column("Gebied in de woorden van de bron"),
            "note": Column("Feit"),
            "source": _SOURCE,
        },
        optional=True,
    ),
    "meeting_places": Table(
        "Huizen van de Wijk en andere ontmoetingsplekken",
        ("place_id",),
        {
            "place_id": Column("Sleutel", required=True),
            "name": Column("Naam", required=True),
            "type": Column("Soort", required=True),
            "area_code": _wijk("Wijk; leeg als niet bekend"),
            "address": Column("Adres of plaats in de bron"),
            "note": Column("Toelichting"),
            "source": _SOURCE,
        },
        optional=True,
    ),
    "events": Table(
        "Tijdlijn",
        ("event_id",),
        {
            "event_id": Column("Sleutel", required=True),
            "date": Column("Datum", Type.PARTIAL_DATE, required=True),
            "title": Column("Wat er gebeurde", required=True),
            "area_codes": Column(
                "Wijken; leeg is de hele stad", Type.LIST, refers_to="areas.area_code"
            ),
            "source": _SOURCE,
            "public_from": _PUBLIC,
        },
        optional=True,
    ),
    "goals": Table(
        "De doelen van Buurt Bestuurt, met wat er aan cijfers ontbreekt",
        ("goal",),
        {
            "goal": Column("Sleutel", required=True),
            "order": Column("Volgorde", Type.INTEGER, required=True),
            "label": Column("Doel", required=True),
            "primary_indicator": Column(
                "De ene indicator die een oordeel mag dragen; leeg als er geen is",
                refers_to="indicators.indicator",
            ),
            "before": Column("Jaren ervoor, zoals 2014 of 2012-2014; leeg: de laatste meting"),
            "after": Column("Jaren erna, net zo; leeg: de nieuwste meting"),
            "available": Column("Wat er openbaar is per wijk en jaar", required=True),
            "missing": Column("Wat er ontbreekt"),
            "where": Column("Waar het te krijgen is"),
            "source": Column("Bronnen", Type.LIST, refers_to="sources.source_id"),
        },
        optional=True,
    ),
}
"""Every table, in the order in which they are read: a table refers only to earlier ones or itself."""
