"""A division as tables: who gets what, what each rule gives, who gains and who loses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from wijkmap.analysis.places import places_at
from wijkmap.analysis.scenario.division import Division
from wijkmap.analysis.scenario.gains import Today, gains, gains_from_today
from wijkmap.analysis.scenario.totals import favoured, gains_by_stadsdeel
from wijkmap.model.dataset import Dataset
from wijkmap.model.scenario import Scenario
from wijkmap.model.words import Level, State
from wijkmap.present.charts.stack import Piece, Stack, stacked_bars
from wijkmap.present.markup import Markup, absence, element, join
from wijkmap.present.money import KIND_WORDS
from wijkmap.present.numbers import count, euro, number
from wijkmap.present.scenarios.words import (
    cents_text,
    change_text,
    per_resident_text,
    rule_sentence,
)
from wijkmap.present.tables import Cell, notes, table

__all__ = [
    "Against",
    "against_division",
    "against_today",
    "beside_table",
    "division_table",
    "favour_table",
    "places",
    "rules_list",
    "share_bars",
]

_AMOUNTS = 2
"""Columns before the rules: euros, and euros per resident."""
_SUMS = "Een stadsdeel krijgt de som van zijn wijken."
_PLURALS = {Level.WIJK: "wijken", Level.STADSDEEL: "stadsdelen"}


@dataclass(frozen=True)
class Against:
    """What a division is set against.

    Attributes
    ----------
    name : str
        Dutch, for a head of a column.
    frame : pandas.DataFrame
        Of `gains`, or `gains_from_today` with its ranges.
    lines : tuple of str
        What must be said about it.
    sources : tuple of str
        Ids of its sources.
    """

    name: str
    frame: pd.DataFrame
    lines: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def per_resident(self) -> pd.Series:
        """Gain or loss in euros per resident, by the keys of the frame."""
        return self.frame["difference_per_resident"]

    def by_stadsdeel(self, dataset: Dataset) -> Against:
        """The same, with stadsdelen for wijken."""
        return replace(self, frame=gains_by_stadsdeel(dataset, self.frame))


def places(level: Level, number_of: int) -> str:
    """How many wijken or stadsdelen."""
    return count(number_of, level.value, _PLURALS[level])


def against_division(other: Division, mine: Division) -> Against:
    """Set a division against another one."""
    lines = []
    if other.scenario.pot != mine.scenario.pot:
        lines.append(
            f"De potten zijn niet gelijk: {cents_text(mine.scenario.pot)} tegen "
            f"{cents_text(other.scenario.pot)}. Winst en verlies zijn samen dus niet 0."
        )
    frame = gains(other.frame["cents"], mine)
    # Of a wijk that only the other one has, the residents are known there.
    residents = frame["residents"].fillna(other.frame["residents"].reindex(frame.index))
    return Against(
        other.scenario.name, frame.assign(residents=residents), tuple(lines), other.sources
    )


def against_today(found: Today, mine: Division) -> Against:
    """Set a division against the buurtbudget that was found."""
    frame = gains_from_today(found, mine)
    unknown = int(frame["before"].isna().sum())
    sources = ", ".join(found.sources) or "geen bron"
    kind = KIND_WORDS[found.kind]
    first = f"Buurtbudget van {found.year}, {kind}, gevonden in openbare bronnen ({sources})."
    lines = [first]
    if unknown:
        lines.append(
            f"Voor {unknown} van de {len(frame)} wijken is dat bedrag niet bekend. Daar is niet te "
            "zeggen of een wijk wint of verliest."
        )
    if found.partial:
        lines.append(
            f"Het register is voor {found.partial} van de {len(frame)} wijken niet volledig. Een "
            "wijk kan meer hebben gekregen dan is gevonden."
        )
    return Against(f"gevonden {found.year}", frame, tuple(lines), found.sources)


def division_table(dataset: Dataset, division: Division, against: Against | None) -> Markup:
    """Row per wijk or stadsdeel: euros, per resident, what each rule gave, and gain or loss.

    Parameters
    ----------
    dataset : Dataset
        Its pilots have their names written strongly.
    division : Division
    against : Against or None
        With the same places.
    """
    frame, level = division.frame, division.level
    # What a reader asked for stands before the rules: a phone shows the first columns only.
    asked = [] if against is None else [against.name, "erbij of eraf", "per inwoner"]
    amounts, rules = _heads(division)[:_AMOUNTS], _heads(division)[_AMOUNTS:]
    sums = level is Level.STADSDEEL
    heads = [level.value, *(["wijken"] if sums else []), *amounts, *asked, *rules]
    names = {place.key: place.label for place in places_at(dataset, level)}
    codes = list(frame.index if against is None else against.frame.index)
    given = frame.to_dict("index")
    gained = {} if against is None else against.frame.to_dict("index")
    rows = []
    for code in codes:
        cells = _cells(given[code], division) if code in given else _no_part(division)
        if code in gained:
            cells[_AMOUNTS:_AMOUNTS] = _gain_cells(gained[code])
        if sums:
            cells.insert(0, number(int(given[code]["wijken"]) if code in given else 0))
        name = names[str(code)]
        strong = element("strong", name) if code in dataset.pilots else name
        rows.append(_line(strong, cells))
    total = _total_row(division)
    total[_AMOUNTS:_AMOUNTS] = [""] * len(asked)
    if sums:
        total.insert(0, number(int(frame["wijken"].sum())))
    rows.append(_line(element("strong", "Samen"), total))
    what = "elk stadsdeel" if sums else "elke wijk"
    caption = f"{division.scenario.name}: wat {what} krijgt en welke regel dat geeft"
    said = [_SUMS, dataset.municipality.stadsdelen_note] if sums else []
    return join(
        [table(caption, _numbered(heads), rows, class_="wm-money"), notes(filter(None, said))]
    )


def beside_table(first: Division, others: Sequence[Division]) -> Markup:
    """Two or three divisions of the same level beside each other, against the first."""
    heads = [first.level.value]
    every = (first, *others)
    for one in every:
        heads += [one.scenario.name, "per inwoner"]
        if one is not first:
            heads.append("verschil met de eerste")
    # Wijken stand in order of code, stadsdelen in their own.
    codes = list(dict.fromkeys(code for one in every for code in one.frame.index))
    codes = sorted(codes) if first.level is Level.WIJK else codes
    rows = []
    for code in codes:
        cells: list[object] = []
        mine = _cents(first, code)
        for one in every:
            got = _cents(one, code)
            cells += [cents_text(got), _per_resident(one, code)]
            if one is not first:
                cells.append(change_text(got - mine))
        name = next(str(one.frame.at[code, "name"]) for one in every if code in one.frame.index)
        rows.append(_line(name, cells))
    total: list[object] = []
    for one in every:
        total += [cents_text(one.scenario.pot), ""]
        if one is not first:
            total.append(change_text(one.scenario.pot - first.scenario.pot))
    rows.append(_line(element("strong", "Samen"), total))
    told = " naast ".join(one.scenario.name for one in every)
    return table(f"Naast elkaar: {told}", _numbered(heads), rows, class_="wm-money")


def favour_table(division: Division) -> Markup:
    """Row per rule: what it gives, and who has most and least of it per resident."""
    frame, level = favoured(division), division.level
    names = division.frame["name"]
    among = " tussen stadsdelen" if level is Level.STADSDEEL else ""
    rows = []
    for rule, row in zip(division.scenario.rules, frame.to_dict("records"), strict=True):
        if rule.kind.is_bound:
            given = f"{cents_text(row['cents'])} verschoven{among}"
            who = f"{places(level, row['up'])} erbij, {places(level, row['down'])} eraf"
        else:
            given = cents_text(row["cents"])
            who = places(level, row["up"])
        told = _signed if rule.kind.is_bound else per_resident_text
        most, least = (
            f"{names[row[end]]} {told(row[f'{end}_per_resident'])}" if row[end] else "gelijk"
            for end in ("most", "least")
        )
        rows.append((rule.name, Cell(given, is_number=True), who, most, least))
    heads = (
        "regel",
        Cell("geeft", is_number=True),
        "aan wie",
        "meeste per inwoner",
        "minste per inwoner",
    )
    return table("Wie heeft baat bij welke regel?", heads, rows, class_="wm-money wm-favour")


def share_bars(division: Division, marked: Sequence[str]) -> Markup:
    """Bar per wijk or stadsdeel of what each rule gave it, the largest amount first."""
    what = division.level.value
    keyed = list(zip(division.scenario.columns, division.scenario.rules, strict=True))
    frame = division.frame.sort_values("cents", ascending=False, kind="stable")
    stacks = [
        Stack(
            str(row["name"]),
            euro(int(row["cents"]) / 100, 0),
            tuple(
                Piece(
                    int(row[key]) / 100,
                    _class_of(rule.kind),
                    f"{row['name']}, {rule.name}: {change_text(int(row[key]))}",
                )
                for key, rule in keyed
                if pd.notna(row[key])
            ),
            emphasis=code in marked,
        )
        for code, row in frame.to_dict("index").items()
    ]
    legend = [(_class_of(rule.kind), rule.name) for _, rule in keyed]
    return stacked_bars(
        stacks,
        legend,
        title=f"Welke regel geeft welk{'' if what == 'stadsdeel' else 'e'} {what} geld?",
        description=(
            f"Balk per {what}, van het hoogste bedrag naar het laagste, opgebouwd uit de regels. "
            f"Links van de nul staat wat een {what} door een grens inlevert. Dezelfde bedragen "
            "staan in de tabel."
        ),
    )


def rules_list(dataset: Dataset, scenario: Scenario) -> Markup:
    """Pot and rules in words: what was chosen, for screen and paper."""
    items = [element("li", element("strong", "Pot"), f": {cents_text(scenario.pot)}")]
    items += [
        element(
            "li",
            element("strong", one.name or one.kind.value),
            f": {rule_sentence(dataset, scenario, one)}",
        )
        for one in scenario.rules
    ]
    if scenario.wijken:
        names = ", ".join(dataset.name_of(code) for code in scenario.wijken)
        items.append(element("li", element("strong", "Alleen"), f": {names}"))
    return element("ul", *items, class_="wm-notes wm-rules")


def _heads(division: Division) -> list[str]:
    return ["euro", "per inwoner", *(rule.name for rule in division.scenario.rules)]


def _numbered(heads: Sequence[str]) -> list[str | Cell]:
    first, *others = heads
    return [first, *(Cell(one, is_number=True) for one in others)]


def _line(first: object, cells: Iterable[object]) -> tuple[Cell, ...]:
    return (Cell(first), *(Cell(one, is_number=True) for one in cells))


def _cells(row: Mapping[Any, Any], division: Division) -> list[object]:
    amount = element("strong", number(int(row["cents"]) / 100, 2))
    given = [
        "–" if pd.isna(row[key]) else number(int(row[key]) / 100, 2)
        for key in division.scenario.columns
    ]
    return [amount, per_resident_text(row["euro_per_resident"]), *given]


def _total_row(division: Division) -> list[object]:
    """Sums of euros and rules; there is no sum of amounts per resident."""
    frame = division.frame
    keys = ["cents", *division.scenario.columns]
    euros, *given = [number(int(frame[key].fillna(0).sum()) / 100, 2) for key in keys]
    return [element("strong", euros), "", *given]


def _no_part(division: Division) -> list[object]:
    return [number(0, 2), "–", *("–" for _ in division.scenario.rules)]


def _gain_cells(row: Mapping[Any, Any]) -> list[object]:
    if pd.isna(row["before"]):
        return [absence(State.MISSING), "niet te zeggen", "–"]
    if pd.isna(row["difference"]):
        low, high = int(row["difference_low"]), int(row["difference_high"])
        before = f"{cents_text(row['before_low'])} tot {cents_text(row['before_high'])} (betwist)"
        return [before, f"{change_text(low)} tot {change_text(high)}", "–"]
    per = row["difference_per_resident"]
    return [
        cents_text(int(row["before"])),
        change_text(int(row["difference"])),
        "–" if pd.isna(per) else _signed(per),
    ]


def _signed(euros: float) -> str:
    amount = euro(abs(euros), 2)
    sign = "+" if euros > 0 else "\N{MINUS SIGN}"
    return f"{sign}{amount}" if amount != euro(0, 2) else amount


def _cents(division: Division, code: str) -> int:
    return int(division.frame["cents"].get(code, 0))


def _per_resident(division: Division, code: str) -> str:
    if code not in division.frame.index:
        return "–"
    return per_resident_text(float(division.frame["euro_per_resident"][code]))


def _class_of(kind: object) -> str:
    return f"wm-rule-{kind}".replace("_", "-")
