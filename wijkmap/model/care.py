"""Care money (3D): the words by which it is known. Data for `wijkmap.analysis.care`.

3D are the three laws that came to the gemeenten in 2015: Jeugdwet, Wmo 2015 and
Participatiewet. All words here are folded: small letters, no accents, other signs than
letters and digits read as a space. A word that ends in ``*`` is the beginning of one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "CERTAIN_CODES",
    "CERTAIN_STREAMS",
    "CERTAIN_WORDS",
    "CODE_WORDS",
    "DOUBTFUL_CODES",
    "DOUBTFUL_WORDS",
    "GUARDED_STREAMS",
    "NEGATIONS",
    "NEIGHBOURHOOD_WORDS",
    "NOT_CARE",
    "OTHER_CODES",
    "SPELLED_WORDS",
    "STRENGTHENING_WORDS",
    "CareDecision",
    "CareVerdict",
]


class CareVerdict(StrEnum):
    """Whether a line is care money."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"
    CLEAR = "clear"


@dataclass(frozen=True)
class CareDecision:
    """What was decided about a doubtful line.

    Attributes
    ----------
    is_care : bool
    who, when, why : str
        None may be empty.
    """

    is_care: bool
    who: str
    when: str
    why: str


GUARDED_STREAMS = ("buurtbudget", "wijkbudget")
"""Beginnings of the streams that the lock guards; scenario pots are always guarded."""

CERTAIN_CODES = (
    r"6\.(3|4|5)\d?[a-z]?",
    r"6\.6(0|1)?[a-z]?",
    r"6\.(7|8)[1-9][a-z]?",
    r"6\.9[1-9]?[a-z]?",
)
"""Patterns of the task fields (taakvelden) of income, work, Wmo and youth care."""

DOUBTFUL_CODES = (
    r"6\.2\d?[a-z]?",
    r"6\.(7|8)",
    r"6(10|11|14|20|22|23|52|61|62|63|67|70|71|72|82|83|87)(\.\d+)?",
)
"""Access to care, and the numbers of functions before 2017, which may be another's own."""

OTHER_CODES = (r"[0-57-9]\.\d{1,2}[a-z]?", r"6\.1[a-z]?")
"""Patterns of the task fields that hold no care: beside words of care they contradict."""

CODE_WORDS = ("taakveld", "functie", "tv", "fcl", "fnc")
"""What may stand before the number of a code."""

CERTAIN_STREAMS = ("zorggeld*", "zorgbudget*", "3d", "jeugdwet*", "wmo*", "participatiewet*")

CERTAIN_WORDS: Mapping[str, str] = {
    # Jeugdwet
    "jeugdwet": "Jeugdwet",
    "jeugd wet": "Jeugdwet",
    "jw middelen": "Jeugdwet",
    "jw budget": "Jeugdwet",
    "jeugdhulp*": "Jeugdwet",
    "jeugd hulp*": "Jeugdwet",
    "jeugdzorg*": "Jeugdwet",
    "jeugd zorg*": "Jeugdwet",
    "jeugdbehandel*": "Jeugdwet",
    "jeugd ggz": "Jeugdwet",
    "jeugdggz": "Jeugdwet",
    "jeugdbescherming*": "Jeugdwet",
    "jeugdreclassering*": "Jeugdwet",
    "pleegzorg*": "Jeugdwet",
    "pleegouder*": "Jeugdwet",
    "gezinshuis*": "Jeugdwet",
    "ondertoezichtstelling*": "Jeugdwet",
    "voogdij*": "Jeugdwet",
    "dyslexiezorg": "Jeugdwet",
    "pgb jeugd": "Jeugdwet",
    "individuele voorz*": "Wmo 2015 of Jeugdwet",
    "maatw voorz*": "Wmo 2015 of Jeugdwet",
    "zorgovereenkomst*": "Wmo 2015 of Jeugdwet",
    # Wmo 2015
    "wmo*": "Wmo 2015",
    "w m o": "Wmo 2015",
    "maatschappelijke ondersteuning": "Wmo 2015",
    "wet maatsch ondersteuning": "Wmo 2015",
    "huishoudelijke hulp": "Wmo 2015",
    "huishoudelijkehulp": "Wmo 2015",
    "huishoudelijke verzorging": "Wmo 2015",
    "hulp bij het huishouden": "Wmo 2015",
    "hulp bij huishouden": "Wmo 2015",
    "hbh": "Wmo 2015",
    "woonbegeleiding": "Wmo 2015",
    "cak": "Wmo 2015",
    "hulp in de huishouding": "Wmo 2015",
    "hulp in het huishouden": "Wmo 2015",
    "thuisbegeleiding": "Wmo 2015",
    "maatwerkvoorziening*": "Wmo 2015",
    "maatwerkdienst*": "Wmo 2015",
    "individuele voorziening*": "Wmo 2015",
    "individuele begeleiding": "Wmo 2015",
    "scootmobiel*": "Wmo 2015",
    "traplift*": "Wmo 2015",
    "woningaanpassing*": "Wmo 2015",
    "beschermd wonen": "Wmo 2015",
    "maatschappelijke opvang": "Wmo 2015",
    "vrouwenopvang": "Wmo 2015",
    "opvang dak en thuislozen": "Wmo 2015",
    "respijtzorg": "Wmo 2015",
    "kortdurend verblijf": "Wmo 2015",
    "trekkingsrecht*": "Wmo 2015",
    "eigen bijdrage cak": "Wmo 2015",
    "geescaleerde zorg": "Wmo 2015 of Jeugdwet",
    "persoonsgebonden budget": "Wmo 2015 of Jeugdwet",
    # Participatiewet
    "participatiewet*": "Participatiewet",
    "participatie wet": "Participatiewet",
    "p wet": "Participatiewet",
    "pwet": "Participatiewet",
    "pw uitkering*": "Participatiewet",
    "bijstandsuitkering*": "Participatiewet",
    "bijstandsgerechtigd*": "Participatiewet",
    "algemene bijstand": "Participatiewet",
    "bijzondere bijstand": "Participatiewet",
    "bijz bijstand": "Participatiewet",
    "bijstand zelfstandigen": "Participatiewet",
    "bijstand": "Participatiewet",
    "bijstandslast*": "Participatiewet",
    "bijstandsverlening*": "Participatiewet",
    "wwb": "Participatiewet",
    "tozo": "Participatiewet",
    "lks": "Participatiewet",
    "studietoeslag*": "Participatiewet",
    "uitkeringslast*": "Participatiewet",
    "buig": "Participatiewet",
    "ioaw": "Participatiewet",
    "ioaz": "Participatiewet",
    "bbz": "Participatiewet",
    "loonkostensubsidie*": "Participatiewet",
    "loonkosten subsidie*": "Participatiewet",
    "re integratie*": "Participatiewet",
    "reintegratie*": "Participatiewet",
    "beschut werk*": "Participatiewet",
    "inkomenstoeslag*": "Participatiewet",
    "sociale werkvoorziening*": "Participatiewet",
    "wsw": "Participatiewet",
    "participatiebudget": "Participatiewet",
    # All three
    "zorggeld*": "zorggeld (3D)",
    "zorgbudget*": "zorggeld (3D)",
    "3d middel*": "zorggeld (3D)",
    "3d geld*": "zorggeld (3D)",
    "3d budget*": "zorggeld (3D)",
    "integratie uitkering sociaal domein": "zorggeld (3D)",
    "decentralisatie uitkering": "zorggeld (3D)",
}
"""Words that name care money, with what they name."""

SPELLED_WORDS = (
    "jeugdwet",
    "jeugdhulp",
    "jeugdzorg",
    "pleegzorg",
    "participatiewet",
    "ondersteuning",
    "huishoudelijke",
    "maatschappelijke",
    "bijstand",
    "scootmobiel",
    "zorggelden",
)
"""Words that are also known when they are misspelt by one letter."""

STRENGTHENING_WORDS = ("beschikking*", "indicatie", "maatwerk", "zorgaanbieder*", "inkoop zorg")
"""Words that make a doubtful word certain: care is given to one person, by decision."""

DOUBTFUL_WORDS: Mapping[str, str] = {
    "zorg": "zorg kan zorggeld zijn",
    "dag besteding": "dagbesteding kan uit de Wmo zijn",
    "ggz*": "ggz kan uit de Wmo of de Jeugdwet zijn",
    "psychiater*": "behandeling kan uit de Jeugdwet zijn",
    "kinderpsychiater*": "behandeling kan uit de Jeugdwet zijn",
    "bw": "beschermd wonen (bw) is uit de Wmo",
    "3 d s": "3D is zorggeld",
    "begl": "begeleiding kan uit de Wmo of de Jeugdwet zijn",
    "p g b*": "pgb kan zorggeld zijn",
    "p budget": "het participatiebudget is uit de Participatiewet",
    "participatiefonds*": "een participatiefonds kan uit de Participatiewet zijn",
    "schoolmaatschappelijk werk": "maatschappelijk werk kan uit de Wmo zijn",
    "wijkzorg": "zorg kan zorggeld zijn",
    "wijkteam*": "een wijkteam geeft ook zorg",
    "sociaal wijkteam*": "een wijkteam geeft ook zorg",
    "sociaal domein": "het sociaal domein is breder dan de drie wetten",
    "begeleiding": "begeleiding kan uit de Wmo of de Jeugdwet zijn",
    "gezinsbegeleiding": "begeleiding kan uit de Wmo of de Jeugdwet zijn",
    "dagbesteding": "dagbesteding kan uit de Wmo zijn",
    "dagopvang": "dagopvang kan uit de Wmo zijn",
    "mantelzorg*": "mantelzorg kan uit de Wmo zijn",
    "respijt": "respijt kan uit de Wmo zijn",
    "rolstoelen": "hulpmiddelen kunnen uit de Wmo zijn",
    "hulpmiddelen": "hulpmiddelen kunnen uit de Wmo zijn",
    "regiotaxi": "vervoer kan uit de Wmo zijn",
    "maaltijdvoorziening*": "maaltijden kunnen uit de Wmo zijn",
    "algemene voorziening*": "een algemene voorziening kan uit de Wmo zijn",
    "pgb*": "pgb kan zorggeld zijn",
    "clientondersteun*": "cliëntondersteuning kan uit de Wmo zijn",
    "clientenraad": "een cliëntenraad hoort bij de Wmo of de Participatiewet",
    "maatschappelijk werk": "maatschappelijk werk kan uit de Wmo zijn",
    "jeugd": "jeugd zonder meer kan jeugdhulp zijn",
    "opvoedondersteuning": "opvoedondersteuning kan uit de Jeugdwet zijn",
    "veilig thuis": "Veilig Thuis hoort bij de Wmo en de Jeugdwet",
    "participatie": "participatie zonder meer kan de Participatiewet zijn",
    "uitkering*": "uitkeringen kunnen uit de Participatiewet zijn",
    "werkervaring*": "werkervaring kan uit de Participatiewet zijn",
    "arbeidsparticipatie": "arbeidsparticipatie kan uit de Participatiewet zijn",
    "schuldhulp*": "schuldhulp kan bij de Participatiewet horen",
    "armoede*": "armoedebeleid kan bij de Participatiewet horen",
    "minima*": "minimabeleid kan bij de Participatiewet horen",
}
"""Words that may be care money, with why."""

NOT_CARE = (
    "zorg voor",
    "verzorging*",
    "zorgvuldig*",
    "juridische bijstand",
    "participatie van bewoners",
    "muzikale begeleiding",
    "begeleiding optocht*",
    "begeleiding verkeer*",
    "technische bijstand",
    "participatie omgevingswet",
    "begeleiding verkeersbrigadier*",
    "jeugd werk*",
    "jeugdwerk*",
    "jeugdhuis",
    "jeugdhonk",
    "jeugdweek",
    "participatieweek",
    "participatiemarkt*",
    "burgerparticipatie",
    "bewonersparticipatie",
)
"""Words that are not care money; they are taken out before the others are looked for."""

NEIGHBOURHOOD_WORDS = (
    "buurtfeest*",
    "*feest",
    "vrijwillig*",
    "koffie*",
    "jongerenwerk*",
    "jeugdwerk*",
    "jongerenwerker*",
    "ontmoet*",
    "speel*",
    "tuin*",
    "muziek*",
    "verkeer*",
    "raad",
    "adviesraad",
    "clientenraad",
    "buurthuis*",
    "huis van de wijk",
    "springkussen*",
    "optocht*",
    "bankje*",
    "sporthal*",
    "oplaadpunt*",
    "wijkserviceteam*",
    "dorpsondersteuner*",
    "tegenprestatie",
    "informatieavond*",
    "drukwerk",
    "flyer*",
    "deels",
    "gedeeltelijk",
    "soms",
)
"""Words of the neighbourhood: beside a word of care they make a mixed description."""

NEGATIONS = (
    "geen",
    "zonder",
    "exclusief",
    "excl",
    "buiten",
    "niet uit",
    "niet uit de",
    "buiten de",
)
"""What comes just before a word of care that is left out."""
