"""The amounts one by one with their sources, and what the 3D lock says about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from wijkmap.analysis.care import Guarded, care_counts, care_sentence
from wijkmap.analysis.flows import flow_labels
from wijkmap.analysis.guarded import idle_decisions
from wijkmap.model.care import CareVerdict
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Kind, Level
from wijkmap.present.markup import Markup, element, join, link
from wijkmap.present.money import KIND_WORDS, amount_text
from wijkmap.present.numbers import euro
from wijkmap.present.tables import Cell, notes, table

__all__ = [
    "care_line",
    "care_section",
    "disputed_list",
    "entries_sheet",
    "entry_names",
    "entry_table",
]

_SETTLED = "besluit van"
_CERTAINTY = {
    "exact": "precies",
    "computed": "berekend",
    "approximate": "bij benadering",
    "disputed": "betwist",
    "unknown": "onbekend",
}
_WHAT = {
    "refused": "geweigerd, telt niet mee",
    CareVerdict.CERTAIN.value: "zorggeld, telt mee: deze geldstroom mag zorggeld bevatten",
    CareVerdict.DOUBTFUL.value: "twijfel, telt mee tot er een besluit is",
    CareVerdict.CLEAR.value: "geen zorggeld, telt mee",
}


def entry_table(dataset: Dataset, lines: pd.DataFrame, kind: Kind, level: Level) -> Markup:
    """Every amount of one kind that counts, with where it stands."""
    rows = [_entry(dataset, row, level) for row in _of(lines, kind).to_dict("records")]
    headers = (
        *("waarvoor", "waar", "geldstroom", "thema", "jaar"),
        Cell("euro", is_number=True),
        *("zekerheid", "bron", "let op"),
    )
    caption = f"Bedragen ({KIND_WORDS[kind]}), elke euro één keer"
    return table(caption, headers, rows, class_="wm-rows")


def _of(lines: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    return lines[(lines["kind"] == kind.value) & ~lines["is_refused"]]


def _entry(dataset: Dataset, row: Mapping[Any, Any], level: Level) -> Sequence[str | Cell]:
    labels = flow_labels(dataset, level)
    cautions = list(row["cautions"])
    if row["verdict"] == CareVerdict.DOUBTFUL.value:
        cautions.insert(0, f"misschien zorggeld (3D): {row['reason']}")
    if row["is_spread"]:
        cautions.insert(0, "aandeel in geld voor de hele stad")
    return (
        str(row["description"]) or str(row["stream_source"]),
        labels["place"].get(row["place"], row["place"]),
        labels["stream"].get(row["stream"], row["stream"]),
        labels["theme"].get(row["theme"], row["theme"]),
        "onbekend" if pd.isna(row["year"]) else str(int(row["year"])),
        Cell(amount_text(pd.Series(row)), is_number=True),
        _CERTAINTY[str(row["certainty"])],
        Cell(_links(dataset, row["source"])),
        "; ".join(cautions),
    )


def _links(dataset: Dataset, keys: Sequence[str]) -> Markup:
    sources = dataset.sources
    return join(
        [
            link(str(sources.at[key, "url"]), key, title=str(sources.at[key, "title"]))
            for key in keys
            if key in sources.index
        ],
        ", ",
    )


def disputed_list(lines: pd.DataFrame, kind: Kind) -> Markup:
    """Amounts that sources contradict each other on, as their range; empty without any."""
    rows = _of(lines, kind)
    rows = rows[(rows["certainty"] == "disputed") & ~rows["is_rounding"]]
    if rows.empty:
        return Markup("")
    items = [
        element(
            "li",
            f"{row['description']}: {amount_text(row)}",
            element("span", "; ".join(row["cautions"]), class_="wm-small"),
        )
        for _, row in rows.iterrows()
    ]
    return join([element("h2", "Betwiste bedragen"), element("ul", *items, class_="wm-list")])


def care_line(lines: pd.DataFrame) -> str:
    """Sentence on how much care money these amounts hold, per kind."""
    counted = care_counts(_guarded(lines))
    words = {kind.value: word for kind, word in KIND_WORDS.items()}
    told = care_sentence(counted, words)
    return f"{told[:1].upper()}{told[1:]}."


def _guarded(lines: pd.DataFrame) -> Guarded:
    return Guarded(lines[~lines["is_refused"]], lines[lines["is_refused"]])


def care_section(dataset: Dataset, lines: pd.DataFrame) -> Markup:
    """What the lock refused, doubts and let be settled, line by line with the reason."""
    told = [
        *(
            (row, _WHAT["refused" if row["is_refused"] else str(row["verdict"])])
            for _, row in lines.iterrows()
            if row["verdict"] != CareVerdict.CLEAR.value or row["reason"].startswith(_SETTLED)
        )
    ]
    rows = [
        (
            str(row["description"]) or str(row["stream_source"]),
            dataset.name_of(str(row["wijk"])) if row["wijk"] else "geen wijk",
            KIND_WORDS[Kind(str(row["kind"]))],
            Cell(amount_text(row), is_number=True),
            what,
            str(row["reason"]),
        )
        for row, what in told
    ]
    headers = (
        "regel",
        "wijk",
        "soort",
        Cell("euro", is_number=True),
        "wat ermee gebeurt",
        "waarom",
    )
    explained = (
        "Zorggeld (3D) is geld uit de Jeugdwet, de Wmo 2015 en de Participatiewet. Het hoort niet "
        "in een buurt- of wijkbudget."
    )
    return element(
        "section",
        element("h2", "Zorggeld (3D)"),
        element("p", care_line(lines), class_="wm-lead"),
        table("Regels over zorggeld", headers, rows, hide_caption=True) if rows else "",
        notes([explained, *idle_decisions(dataset)]),
        class_="wm-part",
    )


def entry_names(dataset: Dataset, entries: Iterable[str]) -> dict[str, str]:
    """Entries of the ledger in a few words each: what for, where, how much."""
    rows = {str(row["entry_id"]): row for row in dataset["ledger"].to_dict("records")}
    return {entry: _entry_name(dataset, rows[entry]) for entry in entries if entry in rows}


def _entry_name(dataset: Dataset, row: Mapping[Any, Any]) -> str:
    where = dataset.name_of(str(row["area_code"])) if row["area_code"] else "geen wijk"
    cents = row["amount_cents"]
    amount = "bedrag onbekend" if pd.isna(cents) else euro(int(cents) / 100, 2)
    what = str(row["description"]) or str(row["stream_source"])
    return f"{what}, {where}, {amount} ({KIND_WORDS[Kind(str(row['kind']))]})"


def entries_sheet(dataset: Dataset, lines: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Every amount for a file, the refused included and marked.

    Returns
    -------
    pandas.DataFrame
        Texts in Dutch; ``waarde``, ``laag`` and ``hoog`` in euros, NaN when unknown.
    """
    labels = flow_labels(dataset, level)
    what = lines["verdict"].map(_WHAT).mask(lines["is_refused"], _WHAT["refused"])
    return pd.DataFrame(
        {
            "bedrag": lines["entry_id"],
            "soort": lines["kind"].map(lambda kind: KIND_WORDS[Kind(kind)]),
            "waarvoor": lines["description"],
            "geldstroom": lines["stream"].map(lambda key: labels["stream"].get(key, key)),
            "thema": lines["theme"].map(lambda key: labels["theme"].get(key, key)),
            "plaats": lines["place"].map(lambda key: labels["place"].get(key, key)),
            "jaar": lines["year"],
            "waarde": lines["cents"].astype("Float64").div(100).astype("float64"),
            "laag": lines["low_cents"].astype("Float64").div(100).astype("float64"),
            "hoog": lines["high_cents"].astype("Float64").div(100).astype("float64"),
            "eenheid": "euro",
            "zekerheid": lines["certainty"].map(_CERTAINTY),
            "zorggeld": what,
            "reden": lines["reason"],
            "bron": lines["source"].map("; ".join),
            "kanttekeningen": lines["cautions"].map("; ".join),
        }
    ).reset_index(drop=True)
