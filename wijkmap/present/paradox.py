"""Reports never alone: each wijk by its reports, feeling of safety and trust together."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from wijkmap.analysis.effect.paradox import Moved, paradox
from wijkmap.analysis.effect.verdict import REPORTS, SAFETY, TRUST, Declared, declared
from wijkmap.model.dataset import Dataset
from wijkmap.present.goals import source_line
from wijkmap.present.markup import Markup, element
from wijkmap.present.numbers import count, signed
from wijkmap.present.sentences import enumeration
from wijkmap.present.tables import Cell, table
from wijkmap.present.verdicts import MOVED_WORDS

__all__ = ["PARADOX_COLUMNS", "TOGETHER", "ParadoxView", "paradox_view"]

PARADOX_COLUMNS = {
    "code": "Code van de wijk",
    "wijk": "Naam van de wijk",
    "type": "Hoe de wijk bewoog: veiliger, stiller maar niet veiliger, meer vertrouwen dus meer "
    "meldingen, slechter, of onbekend",
    "meldingen": "Verandering min die van de wijken zonder pilot, logaritme van een verhouding",
    "veiligheidsgevoel": "Verandering min die van de wijken zonder pilot",
    "vertrouwen": "Verandering min die van de wijken zonder pilot",
    "ontbreekt": "Doelen waarvan deze wijk een cijfer mist",
}
"""Columns of the file, with what they mean."""

TOGETHER = frozenset({REPORTS, SAFETY, TRUST})
"""Goals that are read together."""

_PARTS = {"reports": REPORTS, "safety": SAFETY, "trust": TRUST}
_HEADS = ("meldingen", "gevoel van veiligheid", "vertrouwen")
_NONE = "–"


@dataclass(frozen=True, eq=False)
class ParadoxView:
    """The section and its file.

    Attributes
    ----------
    markup : Markup
    sheet : pandas.DataFrame
        One row per wijk; columns as `PARADOX_COLUMNS`.
    sources : tuple of str
    """

    markup: Markup
    sheet: pd.DataFrame
    sources: tuple[str, ...]


def paradox_view(dataset: Dataset, peildatum: str) -> ParadoxView:
    """Every wijk with its type; how many of each, and why the unknown are unknown.

    Parameters
    ----------
    dataset : Dataset
    peildatum : str
        In words.
    """
    found = paradox(dataset)
    mine = {one.goal: one for one in declared(dataset) if one.goal in _PARTS.values()}
    goals = dataset["goals"].set_index("goal")
    used = [key for goal in _PARTS.values() if goal in goals.index for key in goals["source"][goal]]
    sources = tuple(dict.fromkeys(used))
    markup = element(
        "section",
        element("h2", _statement(found)),
        element("p", _why_together(), class_="wm-lead"),
        element("p", why, class_="wm-lead") if (why := _why_unknown(dataset, found)) else "",
        element(
            "details",
            element("summary", "Elke wijk in een tabel"),
            _table(dataset, found, mine),
            class_="wm-status",
        ),
        source_line(dataset, sources, tail=f"Peildatum {peildatum}."),
        class_="wm-part",
    )
    return ParadoxView(markup, _sheet(dataset, found), sources)


def _statement(found: pd.DataFrame) -> str:
    counts = found["type"].value_counts()
    told = [f"{counts[one.value]} {MOVED_WORDS[one]}" for one in Moved if one.value in counts.index]
    return f"Meldingen nooit alleen: van {count(len(found), 'wijk', 'wijken')} {enumeration(told)}"


def _why_together() -> str:
    return (
        "Minder meldingen kan betekenen dat er minder gebeurt, of dat mensen het melden opgeven. "
        "Daarom staan ze naast het gevoel van veiligheid en het vertrouwen. Het type volgt alleen "
        "uit de richting van de drie, zonder marge: een kleine verandering kan toeval zijn."
    )


def _why_unknown(dataset: Dataset, found: pd.DataFrame) -> str:
    """Why wijken are unknown: which figures lack, for how many wijken."""
    unknown = found[found["type"] == Moved.UNKNOWN.value]
    if unknown.empty:
        return ""
    labels = dataset["goals"].set_index("goal")["label"]
    lacking = [goal for goal in _PARTS.values() if any(goal in one for one in unknown["missing"])]
    named = enumeration([f"“{labels.get(one, one)}”" for one in lacking])
    many = count(len(unknown), "wijk is", "wijken zijn")
    if not lacking:
        return f"{many} onbekend: de meldingen bewogen niet."
    return (
        f"{many} onbekend, omdat een cijfer per wijk van voor en na de start ontbreekt voor "
        f"{named}."
    )


def _table(dataset: Dataset, found: pd.DataFrame, mine: dict[str, Declared]) -> Markup:
    headers: list[str | Cell] = ["wijk", "type", *(Cell(one, is_number=True) for one in _HEADS)]
    rows: list[list[str | Cell]] = []
    order = list(Moved)
    for code, row in sorted(
        found.iterrows(), key=lambda one: (order.index(Moved(one[1]["type"])), str(one[0]))
    ):
        moved = Moved(row["type"])
        # A type rests on directions without a margin: no wijk is marked as good news by it.
        cells: list[str | Cell] = [dataset.name_of(str(code)), MOVED_WORDS[moved]]
        for name, goal in _PARTS.items():
            cells.append(Cell(_told(dataset, mine.get(goal), float(row[name])), is_number=True))
        rows.append(cells)
    caption = "Verandering per wijk, min die van de wijken zonder pilot"
    return table(caption, headers, rows)


def _told(dataset: Dataset, one: Declared | None, value: float) -> str:
    if one is None or math.isnan(value):
        return _NONE
    if one.goal == REPORTS:
        return f"{signed(math.expm1(value) * 100)}%"
    indicator = dataset.catalogue[one.indicator]
    # As measured: a change for the better of a figure that should fall reads as a fall.
    return signed(value * indicator.direction, max(indicator.decimals, 1))


def _sheet(dataset: Dataset, found: pd.DataFrame) -> pd.DataFrame:
    labels = dataset["goals"].set_index("goal")["label"]
    codes = list(map(str, found.index))
    return pd.DataFrame(
        {
            "code": codes,
            "wijk": [dataset.name_of(code) for code in codes],
            "type": [MOVED_WORDS[Moved(one)] for one in found["type"]],
            "meldingen": found["reports"].to_numpy(),
            "veiligheidsgevoel": found["safety"].to_numpy(),
            "vertrouwen": found["trust"].to_numpy(),
            "ontbreekt": [
                "; ".join(str(labels.get(one, one)) for one in lacks) for lacks in found["missing"]
            ],
        },
        columns=list(PARADOX_COLUMNS),
    )
