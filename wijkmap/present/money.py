"""Amounts of a subject in words: one by one, by stream, and never more exact than they are."""

from __future__ import annotations

import pandas as pd

from wijkmap.analysis.counted import budget_lines
from wijkmap.analysis.filters import filtered
from wijkmap.analysis.subjects import Subject
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection
from wijkmap.model.words import Certainty, Kind, Level, Register
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.numbers import count, euro
from wijkmap.present.profile_registers import coverage_sentence, none_found
from wijkmap.present.tables import notes

__all__ = ["KIND_WORDS", "amount_text", "money_list"]

KIND_WORDS = {
    Kind.PLANNED: "gepland",
    Kind.AWARDED: "toegekend",
    Kind.SPENT: "besteed",
    Kind.PROPOSED: "voorgesteld",
    Kind.RESERVE: "reserve",
}

_MANY = 12
_ONE_AMOUNT = ["stream", "when", "wijk", "kind"]
_NOT_ADDED = "Gepland, toegekend en besteed zijn verschillende dingen: we tellen ze nooit op."


def money_list(dataset: Dataset, subject: Subject, selection: Selection) -> Markup:
    """Amounts by stream, with a sum per kind: a disputed one as its range, kinds never added."""
    if subject.level is Level.BUURT:
        return element(
            "p", "Niet van toepassing: geld is alleen per wijk bekend.", class_="wm-small"
        )
    coverage = coverage_sentence(dataset, Register.BUDGET, subject, "bedragen")
    rows = filtered(budget_lines(dataset), dataset, selection, place=False).rows
    rows = rows[rows["wijk"].isin(subject.wijken)]
    if rows.empty:
        none = element("p", none_found(selection, "bedragen"))
        return join([none, element("p", coverage, class_="wm-small")])
    names = dataset.words("stream")
    rows = rows.assign(when=rows["year"].astype("string").fillna("jaar onbekend"))
    blocks = []
    is_open = "" if rows.groupby(_ONE_AMOUNT).ngroups <= _MANY else None
    for key, group in rows.groupby("stream", sort=True):
        name = names.get(str(key), str(key)) or "geldstroom onbekend"
        facts = [
            _money_fact(dataset, subject, one)
            for _, one in group.groupby(_ONE_AMOUNT[1:], sort=True)
        ]
        blocks.append(
            element(
                "details",
                element("summary", f"{name}: ", element("span", _totals(group), class_="wm-small")),
                element("dl", *facts, class_="wm-facts"),
                class_="wm-status wm-stream",
                open=is_open,
            )
        )
    remarks = [_NOT_ADDED, f"{coverage} Geld voor de hele stad staat hier niet bij."]
    return join([*blocks, notes(remarks)])


def _totals(rows: pd.DataFrame) -> str:
    """Sum per kind, the kinds beside each other."""
    kinds = [kind for kind in Kind if (rows["kind"] == kind.value).any()]
    parts = []
    for kind in kinds:
        mine = rows[rows["kind"] == kind.value]
        part = f"{KIND_WORDS[kind]} {_amount(mine)[0]}"
        unknown = int(mine["cents"].isna().sum())
        parts.append(f"{part} en {unknown} zonder bedrag" if 0 < unknown < len(mine) else part)
    return "; ".join(parts)


def _money_fact(dataset: Dataset, subject: Subject, rows: pd.DataFrame) -> Markup:
    """One amount: year and kind, euros, and what is to be said about it."""
    first = rows.iloc[0]
    amount, told = _amount(rows)
    small = [dataset.name_of(str(first["wijk"]))] if len(subject.wijken) > 1 else []
    small.append(told)
    return element(
        "div",
        element("dt", f"{first['when']}: {KIND_WORDS[Kind(str(first['kind']))]}"),
        element("dd", amount),
        element("dd", " · ".join(one for one in small if one), class_="wm-small"),
        class_="wm-fact",
    )


def _amount(group: pd.DataFrame) -> tuple[str, str]:
    """Amount of one stream, year and kind, and what is to be said about it."""
    entries = group[~group["is_rounding"]]
    cautions = [str(one) for one in group["cautions"].explode().dropna().unique()]
    known = group[group["cents"].notna()]
    if len(group) == 1:
        row = group.iloc[0]
        told = [str(row["description"]), *cautions]
        return amount_text(row), "; ".join(one for one in told if one)
    told = [count(len(entries), "post", "posten")]
    if unknown := len(group) - len(known):
        told.append(f"{unknown} zonder bedrag")
    if known.empty:
        return "bedrag onbekend", "; ".join([*told, *cautions[:2]])
    total = euro(int(known["cents"].sum()) / 100)
    bounds = known[["low_cents", "high_cents"]]
    low, high = (int(bounds[name].fillna(known["cents"]).sum()) for name in bounds.columns)
    if low != high:
        disputed = (known["certainty"] == Certainty.DISPUTED.value).any()
        word = "betwist" if disputed else "ongeveer"
        total = f"{euro(low / 100)} tot {euro(high / 100)} ({word})"
    elif (known["certainty"] == Certainty.APPROXIMATE.value).any():
        total = f"ongeveer {total}"
    return total, "; ".join([*told, *cautions[:2]])


def amount_text(row: pd.Series) -> str:
    """Amount of a ledger line: a disputed one as its range, an unknown one in words."""
    if pd.isna(row["cents"]):
        return "bedrag onbekend"
    if pd.notna(row["low_cents"]) and row["low_cents"] != row["high_cents"]:
        word = "betwist" if row["certainty"] == Certainty.DISPUTED.value else "ongeveer"
        return f"{euro(row['low_cents'] / 100)} tot {euro(row['high_cents'] / 100)} ({word})"
    approximately = "ongeveer " if row["certainty"] == "approximate" else ""
    return approximately + euro(row["cents"] / 100)
