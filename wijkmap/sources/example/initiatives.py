"""What the residents of Voorbeeldstad started: about 300 initiatives, all made up.

Some have a point and a code, some only one of the two, some neither; three lie
outside the gemeente. Where code and point are both there they agree.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from wijkmap.sources.example import truth
from wijkmap.sources.example.catalogue import STATUS_WORDS, THEME_WORDS
from wijkmap.sources.example.city import City
from wijkmap.sources.example.ground import EMPTY_BUURT
from wijkmap.sources.example.places import NO_COVERAGE, PARTIAL_COVERAGE

__all__ = ["EMBARGOES", "initiatives"]

_COUNT = 304
_OUTSIDE = 3
_YEARS = tuple(range(2015, 2025))

EMBARGOES = {"2027-01-01": 7, "2026-12-15": 4, "nooit": 5, "2024-11-13": 3}
"""How many initiatives carry each `public_from` other than ``altijd``."""

_NAMES = {
    "ouderen": ("Koffieochtend", "Eettafel", "Klussendienst", "Wandelclub 65-plus"),
    "verkeer": ("Schoolstraat", "Fietsstalling", "Langzaam rijden", "Stoepranden lager"),
    "omgaan-met-elkaar": ("Straatfeest", "Buurtkeuken", "Burendag", "Welkomstpakket"),
    "leren-en-werken": ("Taalcafé", "Huiswerkhulp", "Computerles", "Sollicitatiehulp"),
    "groen": ("Buurttuin", "Geveltuintjes", "Bijenlint", "Pluktuin"),
    "aantrekkelijke-omgeving": ("Opruimdag", "Bankjes", "Bloembakken", "Schone stoep"),
    "duurzaamheid": ("Energieteam", "Zonnedak", "Ruilkast", "Regentonnen"),
    "kunst-en-cultuur": ("Muurschildering", "Buurtkoor", "Straattheater", "Verhalenroute"),
    "sport-en-bewegen": ("Beweegtuin", "Voetbalkooi", "Jeu-de-boulesbaan", "Hardloopgroep"),
    "voorzieningen": ("Speelplek", "Minibieb", "Buurtkamer", "Watertappunt"),
    "veiligheid": ("Buurtpreventieteam", "Lichtplan achterpaden", "Voordeurenactie"),
    "wonen": ("Portiekafspraken", "Nieuwe buren", "Opknapdag portieken"),
    "overig": ("Ideeënmarkt", "Buurtkrant", "Wijkwebsite"),
}
_WEIGHTS = {"omgaan-met-elkaar": 3, "groen": 3, "voorzieningen": 2, "sport-en-bewegen": 2}
_STREAMS = ("", "buurtbudget", "projectgelden", "projectsubsidie", "Voorfonds", "Stadsfonds Groen")
_STATUS_SHARE = {
    "gerealiseerd": 0.42,
    "in-uitvoering": 0.16,
    "toegekend": 0.16,
    "idee": 0.13,
    "gestopt": 0.07,
    "onbekend": 0.06,
}
_PLACE_SHARE = {
    "code, buurt and point": 0.62,
    "code": 0.16,
    "point": 0.14,
    "unplaced": 0.04,
    "city": 0.02,
    "wider": 0.02,
}
"""What the register knows of a place; the last three are scopes without a wijk."""
_VAGUE = {"unplaced": "niet genoemd", "city": "hele stad", "wider": "meer wijken"}
_PRECISION_SHARE = {"10": 0.45, "7": 0.3, "4": 0.2, "0": 0.05}
"""Letters that are known of a status date: day, month, year, nothing."""


@dataclass(frozen=True)
class _Place:
    area_code: str
    buurt_code: str
    x: str
    y: str
    scope: str
    place_source: str


def initiatives(city: City, areas: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Table ``initiatives``, in order of key; all text, as it stands in the file.

    Parameters
    ----------
    city : City
    areas : pandas.DataFrame
        Table ``areas``, for the names.
    rng : numpy.random.Generator
    """
    names = areas.set_index("area_code")["short_name"]
    buurten = _shares(city)
    drawn = rng.choice(len(buurten), _COUNT, p=buurten.to_numpy())
    themes = list(_NAMES)
    weight = np.array([_WEIGHTS.get(theme, 1.2) for theme in themes])
    theme_of = rng.choice(len(themes), _COUNT, p=weight / weight.sum())
    public = _public(rng)
    rows = []
    used: set[str] = set()
    for number in range(_COUNT):
        buurt = str(buurten.index[drawn[number]])
        place = _place(number, city, buurt, names, rng)
        theme = themes[theme_of[number]]
        name = _name(theme, str(names[buurt]), used, rng)
        rows.append(
            {"initiative_id": f"V{number + 1:03d}", "name": name}
            | vars(place)
            | _what(theme, rng)
            | _when(rng)
            | _money_word(number, rng)
            | {"public_from": public[number]}
        )
    return pd.DataFrame(rows)[
        [
            *("initiative_id", "name", "area_code", "buurt_code", "x", "y", "scope"),
            *("place_source", "location", "theme_source", "theme_origin", "status_source"),
            *("status_date", "year", "year_origin", "stream_source", "description", "source"),
            *("cautions", "public_from"),
        ]
    ]


def _shares(city: City) -> pd.Series:
    """Chance of each buurt to be an initiative's: pilots more, no register none."""
    share = pd.Series(1.0, index=city.buurten.index)
    wijk = "WK" + share.index.str[2:8]
    share[wijk.isin(truth.PILOTS)] = 2.6
    share[wijk.isin(PARTIAL_COVERAGE)] = 0.5
    share[wijk.isin(NO_COVERAGE) | (wijk == truth.BUSINESS_WIJK)] = 0.0
    share[EMPTY_BUURT] = 0.0
    return share / share.sum()


def _place(
    number: int, city: City, buurt: str, names: pd.Series, rng: np.random.Generator
) -> _Place:
    """Where an initiative is, and how much of that the register knows."""
    wijk = f"WK{buurt[2:8]}"
    if number % (_COUNT // _OUTSIDE) == _COUNT // _OUTSIDE - 1:
        angle = rng.uniform(0, 2 * np.pi)
        middle = shapely.centroid(city.gemeente)
        x, y = (middle.x + 9_000 * np.cos(angle), middle.y + 9_000 * np.sin(angle))
        return _Place("", "", f"{x:.1f}", f"{y:.1f}", "wider", "net over de grens")
    x, y = _point(shapely.difference(city.buurten[buurt], city.river), rng)
    point = (f"{x:.1f}", f"{y:.1f}")
    match _one_of(_PLACE_SHARE, rng):
        case "code, buurt and point":
            return _Place(wijk, buurt, *point, "wijk", str(names[wijk]))
        case "code":
            return _Place(wijk, "", "", "", "wijk", str(names[wijk]))
        case "point":
            return _Place("", "", *point, "wijk", "op de kaart geprikt")
        case scope:
            return _Place("", "", "", "", scope, _VAGUE[scope])


def _one_of(shares: dict[str, float], rng: np.random.Generator) -> str:
    return list(shares)[int(rng.choice(len(shares), p=list(shares.values())))]


def _point(shape: BaseGeometry, rng: np.random.Generator) -> tuple[float, float]:
    """A point well inside an area, on dry land: at least a metre from any edge."""
    low_x, low_y, high_x, high_y = shape.bounds
    draws = np.round(rng.uniform((low_x, low_y), (high_x, high_y), (200, 2)), 1)
    inside = draws[shapely.contains_xy(shapely.buffer(shape, -1.0), draws)]
    if not len(inside):
        middle = shape.representative_point()
        return (round(middle.x, 1), round(middle.y, 1))
    return (float(inside[0, 0]), float(inside[0, 1]))


def _name(theme: str, place: str, used: set[str], rng: np.random.Generator) -> str:
    words = _NAMES[theme]
    base = f"{words[int(rng.integers(len(words)))]} {place}"
    name, again = base, 2
    while name in used:
        name, again = f"{base} ({again})", again + 1
    used.add(name)
    return name


def _what(theme: str, rng: np.random.Generator) -> dict[str, str]:
    words = THEME_WORDS[theme][1]
    origin = _one_of({"bron": 0.77, "eigen": 0.2, "": 0.03}, rng)
    word = words[int(rng.integers(len(words)))]
    return {
        "theme_source": word if origin else "",
        "theme_origin": origin,
        "location": "",
        "description": "Verzonnen initiatief (fictief)",
        "cautions": "",
    }


def _when(rng: np.random.Generator) -> dict[str, str]:
    """Year and status; a status never dates from before its year, nor from after 2024."""
    year = int(rng.choice(_YEARS, p=_year_share()))
    status = _one_of(_STATUS_SHARE, rng)
    words = ("", *STATUS_WORDS[status][1]) if status == "onbekend" else STATUS_WORDS[status][1]
    end = min(_YEARS[-1], year + int(rng.integers(0, 3)))
    month, day = int(rng.integers(1, 13)), int(rng.integers(1, 29))
    date = f"{end}-{month:02d}-{day:02d}"
    letters = int(_one_of(_PRECISION_SHARE, rng))
    origin = _one_of({"bron": 0.81, "afgeleid": 0.15, "": 0.04}, rng)
    return {
        "status_source": words[int(rng.integers(len(words)))],
        "status_date": "" if status == "onbekend" else date[:letters],
        "year": str(year) if origin else "",
        "year_origin": origin,
    }


def _year_share() -> list[float]:
    weight = np.array([4, 5, 6, 7, 10, 8, 12, 13, 13, 12], dtype=float)
    return list(weight / weight.sum())


def _money_word(number: int, rng: np.random.Generator) -> dict[str, str]:
    stream = _STREAMS[int(rng.choice(len(_STREAMS), p=[0.18, 0.36, 0.16, 0.08, 0.14, 0.08]))]
    source = "fictief-voorfonds" if stream == "Voorfonds" else "fictief-gemeente"
    twice = stream == "Voorfonds" and number % 2 == 0
    return {
        "stream_source": stream,
        "source": "fictief-voorfonds;fictief-gemeente" if twice else source,
    }


def _public(rng: np.random.Generator) -> list[str]:
    closed = [date for date, count in EMBARGOES.items() for _ in range(count)]
    public = ["altijd"] * _COUNT
    where = rng.choice(_COUNT, len(closed), replace=False).tolist()
    for place, date in zip(where, closed, strict=True):
        public[place] = date
    return public
