"""Money of one kind from stream to theme to place: the flow and the table that is its twin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from wijkmap.analysis.flows import flow_labels, flows
from wijkmap.analysis.ledger import ELSEWHERE, ROUNDING
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import UNKNOWN, Kind, Level
from wijkmap.present.charts import Band, Stop, flow_chart
from wijkmap.present.markup import Markup
from wijkmap.present.money import KIND_WORDS
from wijkmap.present.numbers import count, euro
from wijkmap.present.tables import Cell, table

__all__ = ["flow_sheet", "flow_table", "money_flow", "range_words"]

_LAST = (UNKNOWN, ROUNDING, *ELSEWHERE)
_PILOTS = ("wm-pilot-1", "wm-pilot-2")
_UNSURE = "Vlak met kleur: het laagste bedrag. Met stippellijn: tot het hoogste bedrag, betwist."


def range_words(row: Mapping[Any, Any]) -> str:
    """Amount in words: a disputed one as its range."""
    low, high, cents = (int(row[name]) for name in ("low_cents", "high_cents", "cents"))
    if low != high:
        return f"{euro(low / 100)} tot {euro(high / 100)}"
    return f"{'ongeveer ' if row.get('is_about') else ''}{euro(cents / 100)}"


def money_flow(dataset: Dataset, lines: pd.DataFrame, kind: Kind, level: Level) -> Markup:
    """Bands from stream to theme to place, as thick as their euros.

    Parameters
    ----------
    dataset : Dataset
    lines : pandas.DataFrame
        Of `wijkmap.analysis.flows.flow_lines`, one kind.
    kind : Kind
    level : {Level.WIJK, Level.STADSDEEL}

    Returns
    -------
    Markup
        Empty when there is nothing above zero.
    """
    every = flows(lines)
    drawn = every[(every["high_cents"] > 0) & (every["cents"] >= 0)]
    labels = flow_labels(dataset, level)
    colours = dict(zip(dataset.pilots, _PILOTS, strict=False))
    steps = [_stops(every, drawn, step, labels[step], colours) for step in labels]
    bands = [
        _bands(drawn, labels, "stream", "theme", {}),
        _bands(drawn, labels, "theme", "place", colours),
    ]
    told = [f"{stop.name} {stop.amount}" for stop in steps[0]]
    where = [f"{stop.name} {stop.amount}" for stop in steps[-1]]
    description = (
        f"Geld ({KIND_WORDS[kind]}) per geldstroom: {'; '.join(told)}. Naar: {'; '.join(where)}. "
        "Alle bedragen staan in de tabel eronder."
    )
    heads = ("geldstroom", "thema", "stadsdeel" if level is Level.STADSDEEL else "wijk")
    return flow_chart(heads, steps, bands, description=description, under=_remarks(every, drawn))


def _stops(
    every: pd.DataFrame,
    drawn: pd.DataFrame,
    step: str,
    names: Mapping[str, str],
    colours: Mapping[str, str],
) -> list[Stop]:
    """Stops with their whole amount: also what is below zero and has no band."""
    summed = _summed(every[every[step].isin(drawn[step])], [step])
    ordered = sorted(
        summed.to_dict("records"),
        key=lambda row: (_LAST.index(row[step]) + 1 if row[step] in _LAST else 0, -row["cents"]),
    )
    return [
        Stop(
            f"{step}:{row[step]}",
            names.get(str(row[step]), str(row[step])),
            range_words(row),
            colours.get(str(row[step]), "wm-other"),
        )
        for row in ordered
    ]


def _bands(
    drawn: pd.DataFrame,
    labels: Mapping[str, Mapping[str, str]],
    start: str,
    end: str,
    colours: Mapping[str, str],
) -> list[Band]:
    found = []
    for row in _summed(drawn, [start, end]).to_dict("records"):
        left, right = (labels[step].get(str(row[step]), str(row[step])) for step in (start, end))
        found.append(
            Band(
                f"{start}:{row[start]}",
                f"{end}:{row[end]}",
                float(row["low_cents"]),
                float(row["high_cents"]),
                f"{left} naar {right}: {range_words(row)}",
                colours.get(str(row[end]), "wm-other"),
            )
        )
    return found


def _summed(rows: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    names = {"cents": "sum", "low_cents": "sum", "high_cents": "sum", "is_about": "any"}
    return rows.groupby(list(keys), as_index=False, sort=True).agg(names)


def _remarks(every: pd.DataFrame, drawn: pd.DataFrame) -> list[str]:
    """What the bands cannot show."""
    told = []
    if (drawn["low_cents"] != drawn["high_cents"]).any():
        told.append(_UNSURE)
    below = every[every["cents"] < 0]
    if len(below):
        total = euro(int(below["cents"].sum()) / 100)
        is_rounding = (below["theme"] == ROUNDING).all()
        what = "afronding van de bron" if is_rounding else "bedragen onder nul"
        told.append(f"Niet te tekenen: {what}, {total}. De tabel telt het wel mee.")
    if unknown := int(every["unknown"].sum()):
        number = count(unknown, "bedrag is", "bedragen zijn")
        told.append(f"{number} onbekend en heeft hier geen dikte: onbekend is geen 0.")
    return told


def flow_table(dataset: Dataset, lines: pd.DataFrame, kind: Kind, level: Level) -> Markup:
    """Twin of the flow: every stream, theme and place with its euros, also what is not drawn."""
    labels = flow_labels(dataset, level)
    rows: list[Sequence[str | Cell]] = []
    every = flows(lines)
    for row in every.to_dict("records"):
        unknown = int(row["unknown"])
        known = int(row["lines"]) > unknown
        told = f"{count(unknown, 'bedrag', 'bedragen')} onbekend" if unknown else ""
        rows.append(
            (
                labels["stream"].get(row["stream"], row["stream"]),
                labels["theme"].get(row["theme"], row["theme"]),
                labels["place"].get(row["place"], row["place"]),
                Cell(range_words(row) if known else "onbekend", is_number=True),
                told,
            )
        )
    total = {name: int(every[name].sum()) for name in ("cents", "low_cents", "high_cents")}
    rows.append(("Samen", "", "", Cell(range_words(total), is_number=True), ""))
    headers = (
        "geldstroom",
        "thema",
        "stadsdeel" if level is Level.STADSDEEL else "wijk",
        Cell("euro", is_number=True),
        "let op",
    )
    return table(f"Geld ({KIND_WORDS[kind]}) van geldstroom naar thema naar wijk", headers, rows)


def flow_sheet(dataset: Dataset, lines: pd.DataFrame, level: Level) -> pd.DataFrame:
    """The same rows for a file, in euros.

    Returns
    -------
    pandas.DataFrame
        Texts ``soort``, ``geldstroom``, ``thema``, ``plaats``; floats ``waarde``, ``laag``
        and ``hoog``; ``eenheid``; ``bedragen`` and ``onbekend`` (whole numbers).
    """
    labels = flow_labels(dataset, level)
    sheets = []
    for kind in Kind:
        rows = flows(lines[lines["kind"] == kind.value])
        known = rows["lines"] > rows["unknown"]
        sheets.append(
            pd.DataFrame(
                {
                    "soort": KIND_WORDS[kind],
                    "geldstroom": rows["stream"].map(lambda key: labels["stream"].get(key, key)),
                    "thema": rows["theme"].map(lambda key: labels["theme"].get(key, key)),
                    "plaats": rows["place"].map(lambda key: labels["place"].get(key, key)),
                    "waarde": (rows["cents"] / 100).where(known),
                    "laag": (rows["low_cents"] / 100).where(known),
                    "hoog": (rows["high_cents"] / 100).where(known),
                    "eenheid": "euro",
                    "bedragen": rows["lines"],
                    "onbekend": rows["unknown"],
                }
            )
        )
    return pd.concat(sheets, ignore_index=True)
