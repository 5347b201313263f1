"""What a profile says from registers: initiatives, what may lie still, money, places."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from wijkmap.analysis.comparison import register_coverage
from wijkmap.analysis.progress import OPEN_STATUSES, STOPPED, Age, age_at
from wijkmap.analysis.subjects import Subject
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection
from wijkmap.model.words import Coverage, Level, Register
from wijkmap.present.charts import Bar, count_bars
from wijkmap.present.markup import Markup, element, join, link
from wijkmap.present.numbers import count, moment
from wijkmap.present.symbols import symbol_image

__all__ = [
    "coverage_sentence",
    "initiative_bars",
    "initiative_groups",
    "months_text",
    "none_found",
    "places_list",
    "stopped_and_open",
    "waiting_list",
]

_MANY = 12
_EXACT_MONTHS = 3
_HALF_YEAR = 6
_YEAR = 12
_TWO_YEARS = 24


def coverage_sentence(dataset: Dataset, register: Register, subject: Subject, what: str) -> str:
    """How complete a register is for a subject, and what an absence means."""
    coverage = register_coverage(dataset, register)
    mine = [coverage[wijk] for wijk in subject.wijken]
    without = mine.count(Coverage.NONE)
    if without == len(mine):
        return (
            f"We vonden geen openbare gegevens over {what}. "
            "Dat wil niet zeggen dat er niets gebeurt."
        )
    if mine.count(Coverage.COMPLETE) == len(mine):
        return f"Alle {what} staan in het register."
    told = f"Gevonden in openbare bronnen: er kunnen meer {what} zijn."
    if without:
        told += f" Voor {without} van de {len(mine)} wijken vonden we niets."
    return told


def initiative_bars(dataset: Dataset, initiatives: pd.DataFrame, name: str) -> Markup:
    """Bars with the number per status, in order of the vocabulary; empty without rows."""
    names = dataset.words("status")
    counts = initiatives["status"].replace("", "onbekend").value_counts()
    bars = [
        Bar(label, int(counts[key]), emphasis=key in OPEN_STATUSES)
        for key, label in names.items()
        if key in counts.index
    ]
    told = ", ".join(f"{bar.label} {bar.count}" for bar in bars)
    return count_bars(bars, description=f"Initiatieven van {name} per status: {told}.")


def initiative_groups(dataset: Dataset, initiatives: pd.DataFrame, subject: Subject) -> Markup:
    """Lists by status, folded; each initiative with its date and a link to its public page."""
    groups = []
    status = initiatives["status"].replace("", "onbekend")
    for key, label in dataset.words("status").items():
        mine = initiatives[status == key]
        if len(mine):
            groups.append(
                element(
                    "details",
                    element("summary", f"{label} ({len(mine)})"),
                    _items(dataset, subject, mine, [_stand(row) for _, row in mine.iterrows()]),
                    class_="wm-status",
                )
            )
    return join(groups)


def waiting_list(dataset: Dataset, waiting: pd.DataFrame, subject: Subject) -> Markup:
    """Initiatives to ask after, with how old they were on the date of their status.

    Parameters
    ----------
    dataset : Dataset
    waiting : pandas.DataFrame
        From `wijkmap.analysis.progress.open_initiatives`.
    subject : Subject
    """
    words = dataset.words("status")
    named = [words.get(key, key) for key in OPEN_STATUSES]
    intro = element(
        "p",
        f"Initiatieven met als laatst bekende stand “{named[0]}”, of “{named[1]}” of "
        f"“{named[2]}” zonder latere stand. Dit is een lijst om na te vragen, geen oordeel: "
        "misschien is het allang klaar en staat dat niet in een openbare bron.",
        class_="wm-small",
    )
    blocks = []
    for key, label in zip(OPEN_STATUSES, named, strict=True):
        mine = waiting[waiting["status"] == key]
        if mine.empty:
            continue
        told = [_age_text(row) for _, row in mine.iterrows()]
        first = _items(dataset, subject, mine.head(_MANY), told[:_MANY])
        blocks += [element("h3", f"{label} ({len(mine)})"), first]
        if len(mine) > _MANY:
            more = _items(dataset, subject, mine.iloc[_MANY:], told[_MANY:])
            blocks.append(
                element(
                    "details",
                    element("summary", f"en nog {len(mine) - _MANY}"),
                    more,
                    class_="wm-status",
                )
            )
    return join([intro, *blocks])


def _items(dataset: Dataset, subject: Subject, rows: pd.DataFrame, told: Sequence[str]) -> Markup:
    sources = dataset.sources["url"].to_dict()
    themes = dataset.words("theme")
    items = []
    for (_, row), words in zip(rows.iterrows(), told, strict=True):
        url = next((str(sources[key]) for key in row["source"] if sources.get(key)), "")
        small = [words]
        if len(subject.wijken) > 1:
            small.insert(0, dataset.name_of(str(row["wijk"])))
        small.append(themes.get(str(row["theme"]), "thema onbekend"))
        items.append(
            element(
                "li",
                symbol_image(str(row["theme"])),
                link(url, row["name"]),
                element("span", " · ".join(small), class_="wm-small"),
            )
        )
    return element("ul", *items, class_="wm-list")


def _stand(row: pd.Series) -> str:
    if row["status_date"]:
        return f"stand {moment(row['status_date'])}"
    if pd.notna(row["year"]):
        return f"datum van de stand onbekend, initiatief uit {row['year']}"
    return "datum van de stand onbekend"


def _age_text(row: pd.Series) -> str:
    """Status date with the time that had passed by then; never up to today."""
    age = age_at(str(row["since"]), str(row["status_date"]))
    if age is None:
        return _stand(row)
    when = moment(row["status_date"])
    return f"{months_text(age)} oud op {when} (gerekend vanaf {moment(row['since'])})"


def months_text(age: Age) -> str:
    """Age with no more digits than both dates allow."""
    middle = age.middle
    if age.most - age.least <= _EXACT_MONTHS and middle < _TWO_YEARS:
        return f"ongeveer {count(max(1, round(middle)), 'maand', 'maanden')}"
    if age.least < _HALF_YEAR:
        return f"hooguit {count(math.ceil(age.most), 'maand', 'maanden')}"
    return f"ongeveer {max(1, round(middle / _YEAR))} jaar"


def none_found(selection: Selection, what: str) -> str:
    """Sentence for a register that has no rows for a subject."""
    chosen = (selection.themes, selection.streams, selection.statuses, selection.period.years)
    return f"Geen {what} met deze filters." if any(chosen) else f"Geen {what} gevonden."


def places_list(dataset: Dataset, subject: Subject) -> Markup:
    """Organisations and meeting places of the wijken of a subject."""
    blocks = []
    consultation = _consultations(dataset, subject)
    organisations = dataset["organisations"]
    organisations = organisations[organisations["area_code"].isin(subject.wijken)]
    places = dataset["meeting_places"]
    places = places[places["area_code"].isin(subject.wijken)]
    lines = [_place(dataset, subject, row, str(row["note"])) for _, row in organisations.iterrows()]
    named = tuple(organisations["name"].str.casefold())
    lines += [
        element("li", one)
        for one in consultation
        if not any(name.startswith(one.casefold()) for name in named)
    ]
    for title, found, none in (
        ("Organisaties", lines, "Geen wijkraad, dorpsraad of andere organisatie gevonden."),
        (
            "Ontmoetingsplekken",
            [
                _place(dataset, subject, row, f"{row['address']} {row['note']}".strip())
                for _, row in places.iterrows()
            ],
            "Geen ontmoetingsplek gevonden in openbare bronnen.",
        ),
    ):
        blocks.append(element("h3", title))
        blocks.append(
            element("ul", *found, class_="wm-list")
            if found
            else element("p", none, class_="wm-small")
        )
    if subject.level is Level.BUURT:
        wijk = dataset.name_of(subject.wijken[0])
        blocks.append(element("p", f"Dit zijn die van de wijk {wijk}.", class_="wm-small"))
    return join(blocks)


def _consultations(dataset: Dataset, subject: Subject) -> Iterable[str]:
    words = [str(dataset.areas.at[wijk, "consultation"]) for wijk in subject.wijken]
    return dict.fromkeys(one for one in words if one)


def _place(dataset: Dataset, subject: Subject, row: pd.Series, note: str) -> Markup:
    sources = dataset.sources["url"].to_dict()
    url = next((str(sources[key]) for key in row["source"] if sources.get(key)), "")
    small = [str(row["type"])]
    if len(subject.wijken) > 1:
        small.append(dataset.name_of(str(row["area_code"])))
    if note:
        small.append(note)
    return element(
        "li", link(url, row["name"]), element("span", " · ".join(small), class_="wm-small")
    )


def stopped_and_open(waiting: pd.DataFrame) -> tuple[int, int]:
    """How many stopped, and of how many nothing later is known."""
    stopped = int((waiting["status"] == STOPPED).sum())
    return stopped, len(waiting) - stopped
