"""How good the data is, in sentences and tables: coverage, gaps, cautions, origins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wijkmap.analysis.join import place_initiatives
from wijkmap.model.dataset import Dataset
from wijkmap.model.tables import TABLES
from wijkmap.model.words import AreaScope, BoundaryFit, Coverage, Level, Register, Role, State
from wijkmap.present.markup import Markup, absence, element, join
from wijkmap.present.numbers import count, number
from wijkmap.present.sentences import enumeration
from wijkmap.present.tables import Cell, notes, table

__all__ = ["Readings", "Subject", "subjects"]

_COVERAGE = {
    Coverage.COMPLETE.value: "volledig",
    Coverage.PARTIAL.value: "gedeeltelijk",
    Coverage.NONE.value: "niets gevonden",
}
_REGISTERS = {Register.INITIATIVES.value: "initiatieven", Register.BUDGET.value: "geld"}
_SCOPES = {
    AreaScope.WIJK.value: "bij een wijk",
    AreaScope.CITY.value: "voor de hele gemeente",
    AreaScope.WIDER.value: "ruimer dan één wijk",
    AreaScope.UNPLACED.value: "in een wijk die de bron niet noemt",
}
_FATES = {
    "kept": "gehouden",
    "renamed": "gehouden onder een andere naam",
    "merged": "samengevoegd met hetzelfde begrip uit een ander jaar",
    "check": "alleen gebruikt om na te rekenen",
    "hidden": "bewaard, maar niet getoond",
    "dropped": "vervallen",
}
_SHOWN = (Role.MAP, Role.TABLE)
_FEW = 6


@dataclass(frozen=True)
class Readings:
    """What was read of the rows as they stand.

    Attributes
    ----------
    counts : pandas.DataFrame
        Number of wijken; index the registers, columns the words of `Coverage`.
    coverage : pandas.DataFrame
        ``register``, ``area_code`` and ``coverage`` of every wijk.
    availability : pandas.DataFrame
        ``indicator``, ``level``, ``year``, ``areas``, ``known`` and ``other_layout``.
    lacking : mapping of str to sequence of str
        Names of the wijken without a value in the newest year, by indicator.
    layouts : pandas.DataFrame
        ``fit`` and ``rows``.
    cautions : pandas.DataFrame
        ``table``, ``caution`` and ``rows``.
    """

    counts: pd.DataFrame
    coverage: pd.DataFrame
    availability: pd.DataFrame
    lacking: Mapping[str, Sequence[str]]
    layouts: pd.DataFrame
    cautions: pd.DataFrame


@dataclass(frozen=True)
class Subject:
    """One subject of quality.

    Attributes
    ----------
    title : str
    lead : Markup
        What is so, in a sentence.
    opens : str
        Words on what opens the table.
    table : Markup
        Empty when there is none.
    key : str
        Table of the dataset with the rows behind it; empty when there is none.
    """

    title: str
    lead: Markup
    opens: str = ""
    table: str = ""
    key: str = ""


def subjects(dataset: Dataset, read: Readings) -> tuple[Subject, ...]:
    """Everything that a reader should know before using the figures.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.
    read : Readings
    """
    carried = count(int(read.cautions["rows"].sum()), "kanttekening", "kanttekeningen")
    different = count(len(read.cautions), "verschillende", "verschillende")
    return (
        Subject(
            "Hoe volledig zijn de lijsten?",
            _coverage_lead(read.counts),
            "Dekking per wijk",
            _coverage_table(dataset, read.coverage),
            "coverage",
        ),
        Subject(
            "Wat staat bij geen wijk?",
            _unassigned_lead(dataset),
            "Waar het dan wel hoort",
            _unassigned_table(dataset),
        ),
        Subject(
            "Welke cijfers ontbreken waar?",
            _gap_lead(read.availability, dataset),
            "Per indicator",
            _gap_table(read.availability, dataset, read.lacking),
            "indicators",
        ),
        Subject("Passen de grenzen?", _layout_lead(read.layouts)),
        Subject(
            "Welke kanttekeningen zijn er?",
            _lead(f"De regels dragen samen {carried}, {different}."),
            "Elke kanttekening, met hoe vaak zij voorkomt",
            _caution_table(read.cautions),
        ),
        Subject(
            "Wat is er met de cijfers van de bronnen gedaan?",
            _origin_lead(dataset),
            "Gehouden, samengevoegd of vervallen",
            _origin_table(dataset),
            "origins" if len(dataset["origins"]) else "",
        ),
    )


def _coverage_lead(counts: pd.DataFrame) -> Markup:
    """How complete each register is, in one sentence."""
    parts = []
    for register, row in counts.iterrows():
        said = [
            f"{_COVERAGE[str(word)]} voor {count(n, 'wijk', 'wijken')}"
            for word, n in row.items()
            if n
        ]
        parts.append(f"{_REGISTERS[str(register)].capitalize()}: {enumeration(said)}")
    ending = "Waar niets gevonden is, kan er best iets zijn."
    return _lead(f"{'. '.join(parts)}. {ending}")


def _coverage_table(dataset: Dataset, coverage: pd.DataFrame) -> Markup:
    """Coverage of both registers per wijk, with what was found."""
    by = {
        (row["register"], row["area_code"]): row["coverage"] for row in coverage.to_dict("records")
    }
    found = {
        Register.INITIATIVES.value: place_initiatives(dataset)["wijk"].value_counts(),
        Register.BUDGET.value: dataset["ledger"]["area_code"].value_counts(),
    }
    rows = []
    for code, name in dataset.areas_at(Level.WIJK)["short_name"].items():
        cells: list[str | Cell] = [str(name)]
        for register in _REGISTERS:
            word = by.get((register, code), Coverage.NONE.value)
            cells.append(_coverage_cell(word))
            n = int(found[register].get(code, 0))
            cells.append(Cell("" if word == Coverage.NONE.value else number(n), is_number=True))
        rows.append(cells)
    headers = (
        "wijk",
        "initiatieven",
        Cell("gevonden", is_number=True),
        "geld",
        Cell("regels gevonden", is_number=True),
    )
    return table("Dekking per wijk", headers, rows)


def _coverage_cell(word: str) -> Cell:
    if word == Coverage.NONE.value:
        return Cell(absence(State.MISSING))
    return Cell(_COVERAGE[word])


def _unassigned_lead(dataset: Dataset) -> Markup:
    """How many initiatives and amounts stand at no wijk."""
    placed = place_initiatives(dataset)
    nowhere = int((placed["wijk"] == "").sum())
    outside = int(placed["outside"].sum())
    amounts = int((dataset["ledger"]["area_code"] == "").sum())
    said = (
        f"{count(nowhere, 'initiatief', 'initiatieven')} van de {number(len(placed))} en "
        f"{count(amounts, 'bedrag', 'bedragen')} van de {number(len(dataset['ledger']))} "
        "staan bij geen wijk. Ze tellen wel mee voor de hele gemeente."
    )
    if outside:
        said += f" {count(outside, 'initiatief ligt', 'initiatieven liggen')} buiten de grens."
    return _lead(said)


def _unassigned_table(dataset: Dataset) -> Markup:
    """What stands at no wijk, by where the source says it belongs."""
    rows = []
    placed = place_initiatives(dataset)
    frames = {
        "initiatieven": placed[placed["wijk"] == ""],
        "geld": dataset["ledger"][dataset["ledger"]["area_code"] == ""],
    }
    for what, frame in frames.items():
        for scope, mine in frame.groupby("scope", sort=True):
            places = [str(one) for one in mine["place_source"].unique() if one]
            words = enumeration([f"“{one}”" for one in places], most=_FEW)
            rows.append((what, _SCOPES[str(scope)], Cell(number(len(mine)), is_number=True), words))
    headers = ("lijst", "waar het hoort", Cell("aantal", is_number=True), "woorden van de bron")
    return table("Zonder wijk", headers, rows) if rows else Markup("")


def _gap_lead(availability: pd.DataFrame, dataset: Dataset) -> Markup:
    """How many indicators have a figure per wijk and per buurt in any year."""
    shown = [one.id for one in dataset.catalogue.values() if one.role in _SHOWN]
    known = availability[(availability["known"] > 0) & availability["indicator"].isin(shown)]
    per = {str(level): rows["indicator"].nunique() for level, rows in known.groupby("level")}
    return _lead(
        f"Van de {number(len(shown))} indicatoren die u kunt zien, zijn er "
        f"{number(per.get('wijk', 0))} met een cijfer per wijk en {number(per.get('buurt', 0))} "
        "met een cijfer per buurt. De andere worden uitgerekend uit een aantal, of bestaan alleen "
        "voor de hele gemeente."
    )


def _gap_table(
    availability: pd.DataFrame, dataset: Dataset, lacking: Mapping[str, Sequence[str]]
) -> Markup:
    """Per indicator the newest year per wijk and buurt, and which wijken lack then."""
    by = dict(iter(availability.groupby(["indicator", "level"])))
    rows = []
    for one in dataset.catalogue.values():
        if one.role not in _SHOWN or (one.id, Level.WIJK.value) not in by:
            continue
        wijk, buurt = (_newest(by[(one.id, level.value)]) for level in (Level.WIJK, Level.BUURT))
        other = int(by[(one.id, Level.WIJK.value)]["other_layout"].sum())
        remark = enumeration(lacking.get(one.id, []), most=_FEW)
        if other and not wijk:
            remark = "alleen op andere wijkgrenzen dan de onze"
        rows.append((one.label, Cell(_known(wijk)), remark, Cell(_known(buurt))))
    headers = ("indicator", "wijken met een cijfer", "wijken zonder", "buurten met een cijfer")
    return table("Welke cijfers er zijn, in het nieuwste jaar", headers, rows)


def _newest(rows: pd.DataFrame) -> tuple[int, int, int] | None:
    """Newest year with a value: the year, how many areas have one, of how many."""
    known = rows[rows["known"] > 0]
    if known.empty:
        return None
    last = known.iloc[-1]
    return int(last["year"]), int(last["known"]), int(last["areas"])


def _known(found: tuple[int, int, int] | None) -> object:
    if found is None:
        return absence(State.MISSING)
    year, known, areas = found
    return f"{number(known)} van {number(areas)} in {year}"


def _layout_lead(layouts: pd.DataFrame) -> Markup:
    """How many rows stand on other boundaries than ours."""
    per = layouts.groupby("fit")["rows"].sum().to_dict()
    parts = [
        f"{number(per[word])} {said}"
        for word, said in (
            (BoundaryFit.EXACT.value, "passen precies op onze wijkgrenzen"),
            (BoundaryFit.APPROXIMATE.value, "passen bij benadering en dragen een kanttekening"),
            (BoundaryFit.OTHER.value, "staan op andere grenzen en komen niet op de kaart"),
        )
        if per.get(word)
    ]
    return _lead(f"Van de waarnemingen: {enumeration(parts)}.")


def _caution_table(cautions: pd.DataFrame) -> Markup:
    """How many rows carry each caution."""
    rows = [
        (row["caution"], TABLES[row["table"]].title, Cell(number(row["rows"]), is_number=True))
        for row in cautions.to_dict("records")
    ]
    headers = ("kanttekening", "tabel", Cell("regels", is_number=True))
    return table("Kanttekeningen", headers, rows)


def _origin_lead(dataset: Dataset) -> Markup:
    """What happened to the series of the sources, in one sentence."""
    origins = dataset["origins"]
    if origins.empty:
        return _lead("Van deze gegevens is niet vastgelegd uit welke reeksen ze komen.")
    series = count(len(origins), "reeks", "reeksen")
    return _lead(
        f"De bronnen leverden {series} met samen {number(origins['rows'].sum())} regels. "
        "Van elke reeks staat vast wat ermee is gedaan, en waarom."
    )


def _origin_table(dataset: Dataset) -> Markup:
    """Series and rows of the sources, by what happened to them."""
    origins = dataset["origins"]
    if origins.empty:
        return Markup("")
    series = origins["fate"].value_counts().to_dict()
    counted = origins.groupby("fate")["rows"].sum().to_dict()
    rows = [
        (
            _FATES[fate],
            Cell(number(series[fate]), is_number=True),
            Cell(number(int(counted[fate])), is_number=True),
        )
        for fate in _FATES
        if fate in series
    ]
    headers = (
        "wat ermee is gedaan",
        Cell("reeksen", is_number=True),
        Cell("regels", is_number=True),
    )
    gone = origins[origins["fate"].isin(("hidden", "dropped"))]
    lines = [f"{row['source_indicator']}: {row['reason']}" for row in gone.to_dict("records")]
    return join([table("Reeksen van de bronnen", headers, rows), notes(lines)])


def _lead(words: str) -> Markup:
    return element("p", words, class_="wm-lead")
