"""Voorbeeldstad's sources, word lists, indicators and goals: what a keeper would write down."""

from __future__ import annotations

import pandas as pd

from wijkmap.sources.example import truth

__all__ = [
    "DIMENSIONS",
    "STATUS_WORDS",
    "STREAM_WORDS",
    "THEME_WORDS",
    "goals",
    "indicators",
    "mappings",
    "sources",
    "vocabulary",
]

THEME_WORDS = {
    "ouderen": ("Ouderen", ("ouderen", "senioren")),
    "verkeer": ("Verkeer", ("verkeer", "verkeersveiligheid")),
    "omgaan-met-elkaar": ("Omgaan met elkaar", ("ontmoeting", "omgaan met elkaar")),
    "leren-en-werken": ("Leren en werken", ("leren en werken", "taal")),
    "groen": ("Groen", ("groen", "natuur")),
    "aantrekkelijke-omgeving": ("Aantrekkelijke omgeving", ("schoon en heel", "openbare ruimte")),
    "duurzaamheid": ("Duurzaamheid", ("duurzaamheid", "energie")),
    "kunst-en-cultuur": ("Kunst en cultuur", ("cultuur", "kunst")),
    "sport-en-bewegen": ("Sport en bewegen", ("sport", "bewegen")),
    "voorzieningen": ("Voorzieningen", ("voorzieningen", "spelen")),
    "veiligheid": ("Veiligheid", ("veiligheid", "buurtpreventie")),
    "wonen": ("Wonen", ("wonen",)),
    "overig": ("Overig", ("overig", "diversen")),
}
"""Theme: key to label and the words that the fictional registers use."""

STATUS_WORDS = {
    "idee": ("idee/aangevraagd", ("idee", "aangevraagd")),
    "toegekend": ("toegekend/gekozen", ("toegekend", "gekozen")),
    "in-uitvoering": ("in uitvoering", ("in uitvoering", "loopt")),
    "gerealiseerd": ("gerealiseerd", ("gerealiseerd", "afgerond")),
    "gestopt": ("gestopt/gepauzeerd", ("gestopt", "gepauzeerd")),
    "onbekend": ("onbekend", ("onbekend",)),
}

STREAM_WORDS = {
    "buurtbudget": ("Buurtbudget", ("buurtbudget",)),
    "projectgelden": ("Projectgelden", ("projectgelden", "projectsubsidie")),
    "vergader-en-communicatiegelden": (
        "Vergader- en communicatiegelden",
        ("vergader- en communicatiegelden",),
    ),
    "voorfonds": ("Voorfonds", ("Voorfonds",)),
    "subsidie-welzijn": ("Subsidie welzijn", ("subsidie welzijn",)),
    "stadsfonds-groen": ("Stadsfonds Groen", ("Stadsfonds Groen",)),
}

_TOPICS = {
    "leefbaarheid": "Leefbaarheid",
    "veiligheid": "Veiligheid",
    "bewoners": "Bewoners",
    "meedoen": "Contact en zeggenschap",
    "gezondheid": "Gezondheid",
    "wonen": "Wonen",
}

_GOALS = {
    "meldingen": "Minder meldingen en aangiften",
    "veiligheidsgevoel": "Groter gevoel van veiligheid",
    "vertrouwen": "Meer vertrouwen tussen bewoners en professionals",
    "eigen-verantwoordelijkheid": "Meer eigen verantwoordelijkheid van bewoners",
    "leefbaarheid": "Leefbaarheid",
}

_SOURCES = (
    ("fictief-gemeente", "Gemeente Voorbeeldstad (fictief)", "Register van de gemeente (fictief)"),
    ("fictief-bevolking", "Gemeente Voorbeeldstad (fictief)", "Bevolkingsregister (fictief)"),
    ("fictief-politie", "Politie Voorbeeldstad (fictief)", "Misdrijven en meldingen (fictief)"),
    ("fictief-enquete", "Gemeente Voorbeeldstad (fictief)", "Bewonersenquête (fictief)"),
    ("fictief-leefbaarheid", "Bureau Voorbeeldstad (fictief)", "Leefbaarheidsmodel (fictief)"),
    ("fictief-gezondheid", "Bureau Voorbeeldstad (fictief)", "Gezondheidsmodel (fictief)"),
    ("fictief-wonen", "Bureau Voorbeeldstad (fictief)", "Woningen en adressen (fictief)"),
    ("fictief-voorfonds", "Voorfonds (fictief)", "Jaarverslagen van het fonds (fictief)"),
)

DIMENSIONS = {
    "liveability_nuisance_insecurity": "Overlast en onveiligheid",
    "liveability_social_cohesion": "Sociale samenhang",
    "liveability_physical_environment": "Fysieke omgeving",
    "liveability_facilities": "Voorzieningen",
    "liveability_housing_stock": "Woningvoorraad",
}
"""The five parts that add up to a wijk's deviation in liveability, with their labels."""

_BREAKS = {
    "liveability_score": "3.95;4.05;4.15;4.25",
    **dict.fromkeys(DIMENSIONS, "-0.03;-0.01;0.01;0.03"),
    "registered_crime": "50;150;300;600",
    "registered_crime_rate": "25;35;45;60",
    "nuisance_reports": "50;100;200;400",
    "nuisance_reports_rate": "15;25;35;45",
    "safety_grade_own_neighbourhood": "6.2;6.5;6.7;7",
    "trust_in_professionals": "40;47;54;61",
    "volunteering": "20;24;28;32",
    "lonely": "38;41;44;47",
    "population": "1000;3000;5000;8000",
    "households": "500;1500;2500;4000",
    "address_density": "500;1000;1500;2000",
    "avg_woz_value": "200;250;300;400",
}


def sources() -> pd.DataFrame:
    """Table ``sources``: all made up, none has a page."""
    frame = pd.DataFrame(_SOURCES, columns=["source_id", "owner", "title"])
    return frame.assign(
        url="",
        licence="Vrij te gebruiken: verzonnen gegevens",
        published=str(truth.YEARS[-1]),
        note="Fictief: gemaakt door een generator, gaat over niemand",
    )


def vocabulary() -> pd.DataFrame:
    """Table ``vocabulary``."""
    labels = {
        "theme": {key: label for key, (label, _) in THEME_WORDS.items()},
        "status": {key: label for key, (label, _) in STATUS_WORDS.items()},
        "stream": {key: label for key, (label, _) in STREAM_WORDS.items()},
        "topic": _TOPICS,
        "goal": _GOALS,
    }
    rows = [
        (name, key, label, str(order), "Woordenlijst van Voorbeeldstad (fictief)")
        for name, words in labels.items()
        for order, (key, label) in enumerate(words.items(), start=1)
    ]
    return pd.DataFrame(rows, columns=["list", "key", "label", "order", "note"])


def mappings() -> pd.DataFrame:
    """Table ``mappings``: each source word in one group."""
    lists = {"theme": THEME_WORDS, "status": STATUS_WORDS, "stream": STREAM_WORDS}
    rows = [
        (name, word, key, "Woord in een fictief register")
        for name, groups in lists.items()
        for key, (_, words) in groups.items()
        for word in words
    ]
    return pd.DataFrame(rows, columns=["list", "source_word", "key", "note"])


_NEUTRAL = {
    "decimals": "0",
    "direction": "0",
    "measure": "score",
    "numerator": "",
    "denominators": "",
    "per": "",
    "margin": "none",
    "rounding": "",
    "goal": "",
    "target": "",
    "target_note": "",
    "model_estimate": "nee",
    "role": "map",
    "role_note": "",
    "cautions": "",
}


def _indicator(key: str, label: str, unit: str, definition: str, **others: str) -> dict[str, str]:
    """Row with its four texts; `others` must give topic and source."""
    first = {
        "indicator": key,
        "label": label,
        "unit": unit,
        "definition": f"{definition} Fictieve cijfers.",
    }
    return first | _NEUTRAL | {"breaks": _BREAKS[key]} | others


def indicators() -> pd.DataFrame:
    """Table ``indicators``; class limits are fixed for all years."""
    return pd.DataFrame([*_liveability(), *_police(), *_survey(), *_people_and_homes()])


def _liveability() -> list[dict[str, str]]:
    model = {"decimals": "3", "direction": "1", "model_estimate": "nee"}
    score = _indicator(
        "liveability_score",
        "Leefbaarheid",
        "score",
        "Modelscore van de leefbaarheid van een gebied.",
        topic="leefbaarheid",
        source="fictief-leefbaarheid",
        **(model | {"decimals": "2", "goal": "leefbaarheid"}),
    )
    parts = [
        _indicator(
            key,
            f"Leefbaarheid: {label.lower()}",
            "bijdrage aan de score",
            f"Bijdrage van {label.lower()} aan de modelscore.",
            topic="leefbaarheid",
            source="fictief-leefbaarheid",
            **model,
        )
        for key, label in DIMENSIONS.items()
    ]
    parts[0]["cautions"] = "Dit is een modelscore, geen gevoel van veiligheid"
    return [score, *parts]


def _police() -> list[dict[str, str]]:
    place = "Telt waar het gebeurt, niet waar mensen wonen"
    rows = []
    for key, label, definition, note in (
        (
            "registered_crime",
            "Misdrijven",
            "Misdrijven die de politie heeft geregistreerd, naar de plek waar ze gebeurden.",
            place,
        ),
        (
            "nuisance_reports",
            "Meldingen van overlast",
            "Meldingen van overlast bij politie en gemeente.",
            "Minder meldingen is alleen goed nieuws als gevoel van veiligheid en vertrouwen niet dalen",
        ),
    ):
        common = {"direction": "-1", "margin": "overdispersed", "goal": "meldingen"}
        rows.append(
            _indicator(
                key,
                label,
                "misdrijven" if key == "registered_crime" else "meldingen",
                definition,
                topic="veiligheid",
                source="fictief-politie",
                **common,
                measure="extensive",
                role="table",
                role_note="Een aantal zegt op de kaart vooral hoe groot een gebied is",
                cautions=note,
            )
        )
        rows.append(
            _indicator(
                f"{key}_rate",
                f"{label} per 1.000 inwoners",
                "per 1.000 inwoners",
                definition,
                topic="veiligheid",
                source="fictief-politie",
                **common,
                measure="rate",
                numerator=key,
                denominators="population",
                per="1000",
                decimals="1",
                cautions=note,
            )
        )
    return rows


def _survey() -> list[dict[str, str]]:
    return [
        _indicator(
            "safety_grade_own_neighbourhood",
            "Veiligheidscijfer van de eigen buurt",
            "rapportcijfer 1-10",
            "Gemiddeld rapportcijfer dat bewoners geven voor de veiligheid in hun buurt.",
            topic="veiligheid",
            source="fictief-enquete",
            decimals="1",
            direction="1",
            goal="veiligheidsgevoel",
            target="6.7",
            target_note="Streefcijfer per wijk van de gemeente (fictief)",
        ),
        _indicator(
            "trust_in_professionals",
            "Vertrouwen tussen bewoners en professionals",
            "% van de inwoners 18+",
            "Deel van de bewoners dat zegt dat wijkagent en gemeente er voor hen zijn.",
            topic="meedoen",
            source="fictief-enquete",
            decimals="1",
            direction="1",
            goal="vertrouwen",
        ),
        _indicator(
            "volunteering",
            "Vrijwilligerswerk in de buurt",
            "% van de inwoners 18+",
            "Deel van de bewoners dat zich het laatste jaar voor de buurt heeft ingezet.",
            topic="meedoen",
            source="fictief-enquete",
            decimals="1",
            direction="1",
            goal="eigen-verantwoordelijkheid",
        ),
        _indicator(
            "lonely",
            "Eenzaamheid",
            "% van de inwoners 18+",
            "Schatting van een model, geen meting in de wijk.",
            topic="gezondheid",
            source="fictief-gezondheid",
            decimals="1",
            direction="-1",
            model_estimate="ja",
        ),
    ]


def _people_and_homes() -> list[dict[str, str]]:
    count = {"measure": "extensive", "margin": "rounding", "rounding": "5"}
    return [
        _indicator(
            "population",
            "Inwoners",
            "inwoners",
            "Inwoners op 1 januari, afgerond op vijf.",
            topic="bewoners",
            source="fictief-bevolking",
            **count,
        ),
        _indicator(
            "households",
            "Huishoudens",
            "huishoudens",
            "Particuliere huishoudens op 1 januari, afgerond op vijf.",
            topic="bewoners",
            source="fictief-bevolking",
            **count,
        ),
        _indicator(
            "address_density",
            "Adressen per km²",
            "adressen per km²",
            "Gemiddeld aantal adressen binnen een kilometer.",
            topic="wonen",
            source="fictief-wonen",
        ),
        _indicator(
            "avg_woz_value",
            "Gemiddelde WOZ-waarde",
            "1.000 euro",
            "Gemiddelde WOZ-waarde van woningen.",
            topic="wonen",
            source="fictief-wonen",
        ),
    ]


_BEFORE = f"{truth.YEARS[0]}-{truth.LAST_YEAR_BEFORE}"
_AFTER = f"{truth.FIRST_YEAR_AFTER}-{truth.YEARS[-1]}"


def goals() -> pd.DataFrame:
    """Table ``goals``: each has one indicator that may carry a verdict, before and after."""
    survey = "Bewonersenquête per wijk, jaarlijks 2012-2024, zonder 2020 (fictief)."
    without = "Geen cijfers in Ambachtsveld-West; in Korenakker geen enquête vóór 2019."
    ask = "Fictief: te vragen bij de verzonnen gemeente."
    facts = (
        (
            "nuisance_reports_rate",
            "Meldingen en misdrijven per wijk en jaar, 2012-2024 (fictief).",
            "Kleine aantallen zijn afgeschermd.",
            "fictief-politie",
        ),
        ("safety_grade_own_neighbourhood", survey, without, "fictief-enquete"),
        ("trust_in_professionals", survey, without, "fictief-enquete"),
        ("volunteering", survey, without, "fictief-enquete"),
        (
            "liveability_score",
            "Modelscore per wijk en buurt, om het jaar 2012-2024 (fictief).",
            "Geen score waar bijna niemand woont.",
            "fictief-leefbaarheid",
        ),
    )
    rows = [
        (key, str(order), label, primary, _BEFORE, _AFTER, available, missing, ask, source)
        for order, ((key, label), (primary, available, missing, source)) in enumerate(
            zip(_GOALS.items(), facts, strict=True), start=1
        )
    ]
    columns = ["goal", "order", "label", "primary_indicator", "before", "after"]
    return pd.DataFrame(rows, columns=[*columns, "available", "missing", "where", "source"])
