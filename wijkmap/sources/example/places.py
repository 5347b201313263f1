"""Names of Voorbeeldstad, and the tables that say what is where.

Names follow the codes, not the drawing, so that another seed draws another
city with the same wijken in it. All names are made up.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from wijkmap.sources.example import truth
from wijkmap.sources.example.city import CENTRE, City

__all__ = [
    "NO_COVERAGE",
    "PARTIAL_COVERAGE",
    "WIJK_NAMES",
    "aliases",
    "areas",
    "context",
    "coverage",
    "distance_to_centre",
    "events",
    "meeting_places",
    "organisations",
]

WIJK_NAMES = {
    "WK999911": "Oude Haven",
    "WK999912": "Weversgaard",
    "WK999913": "Linnenhof",
    "WK999914": "Klaverrode",
    "WK999915": "Meerven-Oost",
    "WK999916": "Hoge Dunen",
    "WK999921": "Kadekwartier",
    "WK999922": "Pannenbuurt",
    "WK999923": "'t Zandschor",
    "WK999924": "Roerdompveld",
    "WK999925": "Elzendonk",
    "WK999926": "Lage Duinrand",
    "WK999927": "Ambachtsveld-West",
    "WK999931": "Molenwal",
    "WK999932": "Spoorgaarde",
    "WK999933": "Rietvoort",
    "WK999934": "Sint-Hubertuskwartier en het Land van de Zeven Zusters",
    "WK999935": "Korenakker",
    "WK999941": "Veenpoort",
    "WK999942": "Turfschans",
    "WK999943": "Wilgenrak",
    "WK999944": "Zwaluwlaar",
    "WK9999AA": "Voorbroek",
    "WK9999AB": "Nieuw-Turfveld",
}

PARTIAL_COVERAGE = ("WK999915", "WK999924", "WK999935")
NO_COVERAGE = ("WK9999AB",)

_FIRST = (
    *("Linden", "Elzen", "Reiger", "Zwanen", "Leeuwerik", "Mulder", "Vlas", "Gerst", "Haver"),
    *("Rogge", "Wilgen", "Iepen", "Kievit", "Kwartel", "Lijster", "Wevers", "Kuipers", "Smeden"),
    *("Zilver", "Koper", "Riet", "Biezen", "Turf", "Veen", "Duin", "Helm", "Brem", "Varen"),
    *("Bramen", "Distel"),
)
_LAST = (
    *("gaard", "donk", "laar", "rode", "beemd", "schans", "horst", "wal", "voort", "blok"),
    *("rak", "weide"),
)
_FIXED_BUURTEN = {
    "BU99991101": "Vismarkt e.o.",
    "BU99991102": "'s-Gravenkade",
    "BU99991303": "Oranjeriebuurt",
    "BU99991604": "Duinbos (onbewoond)",
    "BU99992701": "Eerste Loods",
    "BU99992702": "Ambachtsring",
    "BU99992703": "Railterminal",
    "BU99992704": "Spoorloods",
    "BU99993401": "Sint-Hubertuskwartier-Binnen en Achter de Oude Steenfabriek",
    "BU9999AAA1": "Noël-Brugge",
}
_LONG_NAME = 20
_NEIGHBOURS = ("Overvoorde (fictief)", "Duinzate (fictief)", "Hoogelaar (fictief)")
_RIVER = "de Voor"
_SOURCE = "fictief-gemeente"


def areas(city: City, rng: np.random.Generator) -> pd.DataFrame:
    """Table ``areas``: the gemeente, its wijken and buurten, in order of level and code."""
    rows = [_area(truth.GEMEENTE_CODE, truth.GEMEENTE_NAME, truth.GEMEENTE_NAME, "gemeente", "")]
    rows[0]["area_ha"] = _hectares(city.gemeente.area)
    for code, shape in city.wijken.items():
        name = WIJK_NAMES[str(code)]
        row = _area(str(code), f"Wijk {str(code)[6:]} {name}", name, "wijk", truth.GEMEENTE_CODE)
        row["area_ha"] = _hectares(shape.area)
        row["consultation"] = f"Wijkraad {name}"
        if code == truth.CENTRE_WIJK:
            row |= {"character": "centre", "character_note": "Binnenstad met veel bezoekers"}
        if code == truth.BUSINESS_WIJK:
            row |= {
                "character": "business",
                "character_note": "Bedrijventerrein, minder dan 100 inwoners",
                "consultation": "",
            }
        rows.append(row)
    names = _buurt_names([str(code) for code in city.buurten.index], rng)
    for code, shape in city.buurten.items():
        row = _area(str(code), names[str(code)], names[str(code)], "buurt", f"WK{str(code)[2:8]}")
        row["area_ha"] = _hectares(shape.area)
        rows.append(row)
    return pd.DataFrame(rows)


def _area(code: str, name: str, short: str, level: str, parent: str) -> dict[str, str]:
    return {
        "area_code": code,
        "area_name": name,
        "short_name": short,
        "level": level,
        "parent_code": parent,
        "boundary_year": str(truth.YEARS[0]),
        "area_ha": "",
        "character": "",
        "character_note": "",
        "consultation": "",
        "name_note": "",
    }


def _hectares(square_metres: float) -> str:
    return f"{square_metres / 10_000:.1f}"


def _buurt_names(codes: list[str], rng: np.random.Generator) -> dict[str, str]:
    """One name per buurt: a fixed one, the wijk's core, or two words put together."""
    taken = set(WIJK_NAMES.values()) | set(_FIXED_BUURTEN.values())
    pool = [first + last for first in _FIRST for last in _LAST if first + last not in taken]
    order = rng.permutation(len(pool)).tolist()
    names = {}
    for code in codes:
        wijk = WIJK_NAMES[f"WK{code[2:8]}"]
        if code in _FIXED_BUURTEN:
            names[code] = _FIXED_BUURTEN[code]
        elif code[8:] in ("01", "A1") and len(wijk) <= _LONG_NAME:
            names[code] = f"{wijk}-Kern"
        else:
            names[code] = pool[order.pop()]
    return names


def context(city: City) -> gpd.GeoDataFrame:
    """Layer for orientation: three made-up neighbours and the river."""
    shapes = [*city.neighbours, city.river]
    return gpd.GeoDataFrame(
        {"kind": [*["neighbour"] * 3, "water"], "name": [*_NEIGHBOURS, _RIVER]},
        geometry=shapes,
        crs=city.buurten.crs,
    )


def coverage() -> pd.DataFrame:
    """Table ``coverage``: complete for most wijken, partial for three, none for one."""
    rows = []
    for register, what in (("initiatives", "initiatieven"), ("budget", "bedragen")):
        for code in WIJK_NAMES:
            state, note = "complete", f"Fictief register van {what}, volledig bijgehouden"
            if code in PARTIAL_COVERAGE:
                state, note = "partial", f"Fictief register van {what}, pas later begonnen"
            if code in NO_COVERAGE:
                state, note = "none", f"Fictieve wijk zonder register van {what}"
            rows.append((register, code, state, note))
    return pd.DataFrame(rows, columns=["register", "area_code", "coverage", "note"])


def aliases() -> pd.DataFrame:
    """Table ``aliases``: names in the mouths of residents who do not exist."""
    rows = [
        ("De Vismarkt", "BU99991101", "Markt in Oude Haven"),
        ("'t Schor", "WK999923", "Korte naam"),
        ("Zeven Zusters", "WK999934", "Korte naam"),
        ("Sint-Hubertus", "WK999934", "Korte naam"),
        ("De Loodsen", "WK999927", "Bedrijven"),
        ("Over de brug", "WK999931", "Zo noemen bewoners van de overkant de wijk"),
        ("Turfveld", "WK9999AB", "Oude naam"),
        ("Linnenbuurt", "WK999913", "Oude naam"),
    ]
    frame = pd.DataFrame(rows, columns=["alias", "area_code", "note"])
    return frame.assign(source=_SOURCE)


def events() -> pd.DataFrame:
    """Table ``events``: the timeline, with dates of three precisions and a closed one."""
    pilots = ";".join(truth.PILOTS)
    rows = [
        ("E01", "2017-11", "Raad vraagt om plan voor de wijken", "", "altijd"),
        ("E02", "2019-03-12", "Start van de pilots in Linnenhof en Rietvoort", pilots, "altijd"),
        ("E03", "2020", "Geen enquête onder bewoners", "", "altijd"),
        ("E04", "2021-01-01", "Alle wijken krijgen een buurtbudget", "", "altijd"),
        ("E05", "2022-09-24", "Bewoners kiezen projecten in Rietvoort", "WK999933", "altijd"),
        ("E06", "2024-06", "Wijkraad Voorbroek opgericht", "WK9999AA", "altijd"),
        ("E07", "2026-12-15", "Raad bespreekt de toekomst van de pilots", pilots, "2026-12-15"),
    ]
    frame = pd.DataFrame(rows, columns=["event_id", "date", "title", "area_codes", "public_from"])
    frame.insert(4, "source", _SOURCE)
    return frame


def organisations() -> pd.DataFrame:
    """Table ``organisations``: a council per wijk with residents, and three wider ones."""
    rows = [
        (f"O{number:02d}", f"Wijkraad {name}", "wijkraad", code, name, "")
        for number, (code, name) in enumerate(WIJK_NAMES.items(), start=1)
        if code != truth.BUSINESS_WIJK
    ]
    rows += [
        ("O51", "Welzijn Aan de Voor", "welzijnsorganisatie", "", "hele stad", "Fictief"),
        ("O52", "Woningstichting De Schans", "corporatie", "", "hele stad", "Fictief"),
        (
            "O53",
            "Ondernemers Ambachtsveld",
            "ondernemers",
            truth.BUSINESS_WIJK,
            "bedrijventerrein",
            "Fictief",
        ),
    ]
    columns = ["organisation_id", "name", "type", "area_code", "place_source", "note"]
    return pd.DataFrame(rows, columns=columns).assign(source=_SOURCE)


def meeting_places() -> pd.DataFrame:
    """Table ``meeting_places``: a house in two of three wijken, one of unknown wijk."""
    kinds = ("huis van de wijk", "buurthuis", "ontmoetingstuin")
    skipped = {truth.BUSINESS_WIJK, *NO_COVERAGE}
    rows = [
        (
            f"P{number:02d}",
            f"{kinds[number % 3].capitalize()} {name}",
            kinds[number % 3],
            code,
            name,
        )
        for number, (code, name) in enumerate(WIJK_NAMES.items(), start=1)
        if number % 3 and code not in skipped
    ]
    rows.append(("P50", "De Rijdende Huiskamer", "mobiel", "", "wisselend"))
    columns = ["place_id", "name", "type", "area_code", "address"]
    return pd.DataFrame(rows, columns=columns).assign(note="Fictief", source=_SOURCE)


def distance_to_centre(shapes: gpd.GeoSeries) -> pd.Series:
    """Metres from the middle of each area to the middle of the city."""
    middle = shapes.representative_point()
    return pd.Series(np.hypot(middle.x - CENTRE[0], middle.y - CENTRE[1]), index=shapes.index)
