"""The words that people use for columns and cells, and what they stand for: data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = [
    "CHOICES",
    "FIELDS",
    "IMPLIED_KIND",
    "IS_PUBLIC",
    "KEY_MARK",
    "KEY_SHEET",
    "OWN_COLUMNS",
    "SCOPE_WORDS",
    "Field",
    "choice_words",
    "fold",
    "in_dutch",
]

IS_PUBLIC = "is_public"
"""A column that says yes or no instead of a date: ja is altijd, nee is nooit."""


@dataclass(frozen=True)
class Field:
    """A column as people know it.

    Attributes
    ----------
    header : str
        Our Dutch name, in the template and in messages.
    help : str
        What to fill in, in one line.
    words : tuple of str
        Other names for it.
    weight : int
        How much the column says about which table this is.
    needed : bool
        A sheet without this column cannot be read.
    """

    header: str
    help: str
    words: tuple[str, ...] = ()
    weight: int = 1
    needed: bool = False


_CODE = Field(
    "Wijkcode",
    "WK en 6 tekens; leeg als de wijk niet bekend is",
    ("code wijk", "gebiedscode", "cbs code", "code gebied", "cbs wijkcode", "wijk code"),
)
_PLACE = Field(
    "Wijk",
    "Naam van de wijk, zoals u hem noemt, of: hele stad",
    ("wijknaam", "gebied", "naam wijk", "naam gebied", "wijk of dorp", "wijk/dorp", "dorp"),
)
_YEAR = Field(
    "Jaar",
    "Vier cijfers",
    ("jaartal", "uitvoeringsjaar", "begrotingsjaar", "boekjaar", "subsidiejaar", "kalenderjaar"),
)
_SOURCE = Field(
    "Bron",
    "Leeg: dan is deze levering de bron",
    ("bronnen", "herkomst", "bronvermelding"),
)
_CAUTIONS = Field("Kanttekening", "Wat een lezer moet weten", ("kanttekeningen", "let op"))
_PUBLIC_FROM = Field(
    "Openbaar vanaf",
    "altijd, nooit of een datum",
    ("openbaar per", "openbaar op", "publiek vanaf", "datum openbaar", "mag openbaar vanaf"),
    needed=True,
)
_IS_PUBLIC = Field("Openbaar", "ja of nee", ("publiek", "mag openbaar", "is openbaar"))
_SCOPE = Field(
    "Waar het hoort",
    "wijk, hele stad, groter dan een wijk of wijk niet bekend",
    ("bereik", "reikwijdte"),
)
_STREAM = Field(
    "Geldstroom",
    "Een woord uit de lijst",
    ("fonds", "regeling", "subsidieregeling", "potje", "geldbron", "naam fonds"),
)
_THEME = Field(
    "Thema", "Een woord uit de lijst", ("themagroep", "categorie", "onderwerp", "beleidsthema")
)

FIELDS: Mapping[str, Mapping[str, Field]] = {
    "initiatives": {
        "initiative_id": Field(
            "Nummer",
            "Eigen kenmerk; leeg: dan maken wij er een",
            ("id", "nr", "nr.", "volgnummer", "kenmerk", "sleutel", "projectnummer", "projectnr"),
        ),
        "name": Field(
            "Naam",
            "Naam van het initiatief",
            (
                *("titel", "project", "projectnaam", "initiatief", "naam initiatief", "activiteit"),
                *(
                    "naam project",
                    "naam van het initiatief",
                    "naam activiteit",
                    "bewonersinitiatief",
                ),
            ),
            weight=3,
            needed=True,
        ),
        "area_code": _CODE,
        "place_source": _PLACE,
        "buurt_code": Field(
            "Buurtcode", "BU en 8 tekens", ("buurt", "code buurt", "cbs buurtcode")
        ),
        "location": Field("Plek", "Straat of plek", ("locatie", "straat", "adres", "plaats")),
        "x": Field("RD x", "Meters", ("x", "x-coordinaat", "x coordinaat", "rd-x", "xcoordinaat")),
        "y": Field("RD y", "Meters", ("y", "y-coordinaat", "y coordinaat", "rd-y", "ycoordinaat")),
        "scope": _SCOPE,
        "theme_source": _THEME,
        "status_source": Field(
            "Status", "Een woord uit de lijst", ("stand van zaken", "fase", "voortgang"), weight=3
        ),
        "status_date": Field(
            "Datum status",
            "Dag, maand of jaar",
            ("datum", "statusdatum", "stand per", "peildatum", "datum stand", "laatst bijgewerkt"),
        ),
        "year": _YEAR,
        "stream_source": _STREAM,
        "description": Field(
            "Toelichting",
            "Kort",
            ("omschrijving", "beschrijving", "opmerking", "opmerkingen", "korte toelichting"),
        ),
        "source": _SOURCE,
        "cautions": _CAUTIONS,
        "public_from": _PUBLIC_FROM,
        IS_PUBLIC: _IS_PUBLIC,
    },
    "ledger": {
        "entry_id": Field(
            "Nummer",
            "Eigen kenmerk; leeg: dan maken wij er een",
            (
                *("id", "nr", "nr.", "volgnummer", "kenmerk", "sleutel", "boekingsnummer"),
                *("boekstuknummer", "beschikkingsnummer", "zaaknummer"),
            ),
        ),
        "area_code": _CODE,
        "place_source": _PLACE,
        "scope": _SCOPE,
        "stream_source": Field(_STREAM.header, _STREAM.help, _STREAM.words, needed=True),
        "theme_source": _THEME,
        "description": Field(
            "Omschrijving",
            "Waar het bedrag voor is",
            (
                *("waarvoor", "project", "projectnaam", "naam", "titel", "toelichting", "doel"),
                *("activiteit", "beschrijving", "opmerking", "opmerkingen"),
            ),
        ),
        "initiative_id": Field(
            "Initiatief",
            "Nummer van het initiatief waar het bij hoort",
            ("initiatiefnummer", "projectnummer", "nummer initiatief"),
        ),
        "year": _YEAR,
        "kind": Field(
            "Soort bedrag",
            "gepland, toegekend, besteed, voorgesteld of reserve",
            ("soort", "type bedrag", "aard bedrag"),
            weight=3,
            needed=True,
        ),
        "certainty": Field(
            "Zekerheid",
            "precies, berekend, ongeveer, omstreden of onbekend; leeg is precies",
            ("hoe zeker",),
        ),
        "amount_cents": Field(
            "Bedrag",
            "In euro's; leeg als het bedrag onbekend is, 0 als het nul is",
            (
                *("bedrag in euro", "bedrag in euro's", "bedrag (euro)", "bedrag (eur)", "euro"),
                *("euro's", "eur", "€", "bedrag €", "bedrag (€)", "bedrag in €", "subsidie"),
                *("subsidiebedrag", "bijdrage", "toegekend bedrag", "toegekende subsidie"),
                *("toegekende bijdrage", "begroot bedrag", "begroot", "gepland bedrag", "besteed"),
                *("besteed bedrag", "uitgegeven", "uitgegeven bedrag", "uitgaven"),
                *(
                    "gerealiseerde uitgaven",
                    "voorgesteld bedrag",
                    "gereserveerd bedrag",
                    "bedrag in centen",
                ),
            ),
            weight=3,
            needed=True,
        ),
        "low_cents": Field("Laagste lezing", "In euro's", ("laagste", "minimum")),
        "high_cents": Field("Hoogste lezing", "In euro's", ("hoogste", "maximum")),
        "source_cents": Field("Bedrag in de bron", "Zoals de bron het afrondt", ("afgerond",)),
        "part_of": Field("Deel van", "Nummer van het bedrag waar dit een deel van is"),
        "part_by": Field("Gesplitst naar", "thema, betaler of project"),
        "same_as": Field("Zelfde euro als", "Nummer van de regel met dezelfde euro"),
        "source": _SOURCE,
        "cautions": _CAUTIONS,
        "public_from": _PUBLIC_FROM,
        IS_PUBLIC: _IS_PUBLIC,
    },
    "observations": {
        "indicator": Field(
            "Indicator",
            "Naam of sleutel uit de lijst",
            ("indicatornaam", "naam indicator", "meting", "onderwerp", "kengetal"),
            weight=3,
            needed=True,
        ),
        "area_code": Field(
            "Gebiedscode",
            "GM, WK of BU met cijfers",
            ("wijkcode", "buurtcode", "code gebied", "code wijk", "cbs code", "gebied code"),
        ),
        "place_source": Field(
            "Gebied", "Naam van het gebied", ("wijk", "buurt", "wijknaam", "gebiedsnaam")
        ),
        "year": Field(_YEAR.header, _YEAR.help, _YEAR.words, needed=True),
        "value": Field(
            "Waarde",
            "Getal; leeg als het niet bekend is",
            ("score", "aantal", "uitkomst", "cijfer", "resultaat"),
            weight=3,
            needed=True,
        ),
        "state": Field(
            "Staat", "bekend, ontbreekt, afgeschermd of niet van toepassing", ("beschikbaarheid",)
        ),
        "flags": Field("Kenmerken", "Tekens van de bron", ("kenmerk", "vlag")),
        "source": _SOURCE,
        "boundary_year": Field(
            "Jaar van de indeling",
            "Jaar van de wijken en buurten van de bron",
            ("indelingsjaar", "jaar indeling", "wijkindeling", "grenzen van"),
            needed=True,
        ),
        "fit": Field("Past op onze indeling", "precies, bijna of anders", ("past",)),
        "cautions": _CAUTIONS,
        "public_from": _PUBLIC_FROM,
        IS_PUBLIC: _IS_PUBLIC,
    },
}
"""Per table and column: how people call it. The column's own name is understood too."""

IMPLIED_KIND: Mapping[str, str] = {
    "toegekend bedrag": "awarded",
    "toegekende subsidie": "awarded",
    "toegekende bijdrage": "awarded",
    "begroot bedrag": "planned",
    "begroot": "planned",
    "gepland bedrag": "planned",
    "besteed": "spent",
    "besteed bedrag": "spent",
    "uitgegeven": "spent",
    "uitgegeven bedrag": "spent",
    "uitgaven": "spent",
    "gerealiseerde uitgaven": "spent",
    "voorgesteld bedrag": "proposed",
    "gereserveerd bedrag": "reserve",
}
"""Names of a column with amounts that say which kind of amount it holds."""

CHOICES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "scope": {
        "wijk": ("wijk", "een wijk"),
        "city": ("hele stad", "stad", "stadsbreed", "hele gemeente", "gemeentebreed"),
        "wider": ("groter dan een wijk", "meer wijken", "meerdere wijken", "bovenwijks"),
        "unplaced": ("wijk niet bekend", "wijk onbekend", "onbekend", "niet bekend"),
    },
    "kind": {
        "planned": ("gepland", "begroot", "begroting", "budget"),
        "awarded": ("toegekend", "beschikt", "verleend"),
        "spent": ("besteed", "uitgegeven", "betaald"),
        "proposed": ("voorgesteld", "voorstel"),
        "reserve": ("reserve", "gereserveerd", "reservering"),
    },
    "certainty": {
        "exact": ("precies", "exact", "zeker"),
        "computed": ("berekend",),
        "approximate": ("ongeveer", "geschat", "schatting"),
        "disputed": ("omstreden",),
        "unknown": ("onbekend", "niet bekend"),
    },
    "part_by": {"theme": ("thema",), "funder": ("betaler",), "project": ("project",)},
    "state": {
        "known": ("bekend",),
        "missing": ("ontbreekt", "onbekend", "niet bekend"),
        "suppressed": ("afgeschermd", "geheim", "onderdrukt"),
        "not_applicable": ("niet van toepassing", "n.v.t.", "nvt"),
    },
    "fit": {
        "exact": ("precies", "exact"),
        "approximate": ("bijna", "ongeveer"),
        "other": ("anders",),
    },
    "theme_origin": {"bron": ("bron",), "eigen": ("eigen",)},
    "year_origin": {"bron": ("bron",), "afgeleid": ("afgeleid",)},
}
"""Per column with a closed list: our word, and the Dutch words for it, the first one shown."""

KEY_SHEET = "Uitleg"
"""Sheet of the template with the words and codes."""

KEY_MARK = "Hieronder staan de woorden en codes waaruit u kiest."
"""Line by which that sheet is known when it comes back, whatever it is called then."""

OWN_COLUMNS = frozenset({"rij in de levering", "waarom afgewezen"})
"""Columns that we added ourselves to the rejected rows; they come back unread."""


def fold(text: str) -> str:
    """Text without capitals, accents, double spaces and marks around it.

    Examples
    --------
    >>> fold("  Coördinaat *: ")
    'coordinaat'
    """
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)
    )
    plain = plain.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("_", " ")
    return " ".join(plain.casefold().split()).strip(" *:.?!")


SCOPE_WORDS: Mapping[str, str] = {
    fold(word): key for key, words in CHOICES["scope"].items() for word in words if key != "wijk"
}
"""Words in the place of a wijk's name that say that it is no single wijk."""


def choice_words(column: str) -> dict[str, str]:
    """Folded word to our word, for a column with a closed list; our own words too."""
    choices = CHOICES[column]
    own = {fold(key): key for key in choices}
    return own | {fold(word): key for key, words in choices.items() for word in words}


_DUTCH = {
    name: field.header
    for fields in reversed(list(FIELDS.values()))
    for name, field in fields.items()
} | {
    key: words[0]
    for column in CHOICES.values()
    for key, words in column.items()
    if key not in {"wijk", "bron", "theme", "project"}
}
_NAMES = re.compile(rf"\b({'|'.join(sorted(map(re.escape, _DUTCH), key=len, reverse=True))})\b")


def in_dutch(text: str) -> str:
    """Sentence of the folder's checks with our names of columns and words in Dutch."""
    return _NAMES.sub(lambda found: f"{_DUTCH[found[1]]}", text)
