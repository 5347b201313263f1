"""Checks of the ledger: amounts, ranges, and the ties between entries."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from wijkmap.model.words import Certainty, Kind
from wijkmap.sources.checks import check_scope
from wijkmap.sources.sheets import Report, Sheet, quoted

__all__ = ["check_ledger"]

_AMOUNTS = ("amount_cents", "low_cents", "high_cents", "source_cents")


def check_ledger(sheet: Sheet, report: Report) -> None:
    """Check that every amount is possible and every tie between entries makes sense."""
    check_scope(sheet, pd.Series(data=False, index=sheet.text.index), report)
    _check_amounts(sheet, report)
    _check_certainty(sheet, report)
    _check_ties(sheet, report)


def _check_amounts(sheet: Sheet, report: Report) -> None:
    may_be_negative = (sheet.text["kind"] == Kind.PROPOSED.value) | ~sheet.sound("kind")
    for column in _AMOUNTS:
        report.cells(
            sheet,
            column,
            (sheet.typed[column] < 0).fillna(False).astype(bool) & ~may_be_negative,
            "0 of meer: alleen een voorstel (proposed) mag negatief zijn",
            "Verbeter het bedrag of de soort.",
        )
    low, amount, high = (sheet.typed[f"{name}_cents"] for name in ("low", "amount", "high"))
    sound = sheet.sound("low_cents", "amount_cents", "high_cents")
    report.cells(
        sheet,
        "low_cents",
        sound & ((low > amount) | (low > high)).fillna(False).astype(bool),
        "een bedrag dat niet boven amount_cents of high_cents ligt",
        "Zet de laagste lezing in low_cents.",
    )
    report.cells(
        sheet,
        "high_cents",
        sound & sheet.sound("low_cents") & (amount > high).fillna(False).astype(bool),
        "een bedrag dat niet onder amount_cents ligt",
        "Zet de hoogste lezing in high_cents.",
    )


def _check_certainty(sheet: Sheet, report: Report) -> None:
    certainty = sheet.text["certainty"]
    sound = sheet.sound("certainty", "amount_cents") & (certainty != "")
    has_amount = sheet.filled("amount_cents")
    unknown = certainty == Certainty.UNKNOWN.value
    disputed = certainty == Certainty.DISPUTED.value
    report.cells(
        sheet,
        "amount_cents",
        sound & unknown & has_amount,
        "een lege cel, want certainty is unknown",
        "Maak het bedrag leeg of kies een andere zekerheid.",
    )
    report.cells(
        sheet,
        "amount_cents",
        sound & ~unknown & ~disputed & ~has_amount,
        lambda row: f"een bedrag, want certainty is {certainty.iloc[row]}",
        "Vul het bedrag in of schrijf unknown.",
    )
    ranged = sheet.sound("certainty", "low_cents", "high_cents")
    half = sheet.filled("low_cents") != sheet.filled("high_cents")
    neither = ~sheet.filled("low_cents") & ~sheet.filled("high_cents")
    for column in ("low_cents", "high_cents"):
        lacking = ~sheet.filled(column) & (half | (neither & disputed))
        report.cells(
            sheet,
            column,
            ranged & lacking & sheet.sound("low_cents", "high_cents"),
            "een laagste en een hoogste lezing",
            "Vul low_cents en high_cents allebei in.",
        )


def _check_ties(sheet: Sheet, report: Report) -> None:
    part_of, part_by = sheet.text["part_of"], sheet.text["part_by"]
    sound = sheet.sound("part_of", "part_by")
    report.cells(
        sheet,
        "part_by",
        sound & (part_of != "") & (part_by == ""),
        "theme, funder of project, want part_of is gevuld",
        "Vul in waarnaar het geheel is gesplitst.",
    )
    report.cells(
        sheet,
        "part_of",
        sound & (part_by != "") & (part_of == ""),
        "het geheel, want part_by is gevuld",
        "Vul in van welk bedrag dit een deel is.",
    )
    for column, meaning in (("part_of", "deel van"), ("same_as", "gelijk aan")):
        _check_cycles(sheet, column, meaning, report)
    _check_twins(sheet, report)


def _check_cycles(sheet: Sheet, column: str, meaning: str, report: Report) -> None:
    """Report each circle once, at the first of its rows; all its cells count as reported."""
    usable = sheet.sound("entry_id", column) & sheet.filled(column)
    ids = sheet.text["entry_id"]
    tie: Mapping[str, str] = dict(zip(ids[usable], sheet.text.loc[usable, column], strict=True))
    circles: dict[str, list[str]] = {}
    done: set[str] = set()
    for start in tie:
        path: list[str] = []
        at = start
        while at in tie and at not in done:
            done.add(at)
            path.append(at)
            at = tie[at]
        if at in path:
            circle = path[path.index(at) :]
            circles[min(circle, key=list(tie).index)] = circle
    first = ids.isin(list(circles)) & usable
    report.cells(
        sheet,
        column,
        first,
        f"een ander bedrag, zonder kring ({meaning} zichzelf)",
        "Haal een van deze verwijzingen weg.",
        found=lambda row: " -> ".join(
            map(quoted, [*circles[str(ids.iloc[row])], circles[str(ids.iloc[row])][0]])
        ),
    )
    members = {one for circle in circles.values() for one in circle}
    sheet.wrong.loc[ids.isin(members) & usable, column] = True


def _check_twins(sheet: Sheet, report: Report) -> None:
    ids, same_as = sheet.text["entry_id"], sheet.text["same_as"]
    usable = sheet.sound("entry_id", "same_as")
    twins = dict(zip(ids[usable], same_as[usable], strict=True))
    report.cells(
        sheet,
        "same_as",
        usable & same_as.map(lambda other: bool(twins.get(other))).astype(bool),
        lambda row: f"'{twins[str(same_as.iloc[row])]}', de eerste regel met deze euro",
        "Verwijs alle regels met dezelfde euro naar één regel.",
    )
    amounts = dict(
        zip(
            ids[sheet.sound("amount_cents")],
            sheet.typed["amount_cents"][sheet.sound("amount_cents")],
            strict=True,
        )
    )
    other = same_as.map(lambda entry: amounts.get(entry, pd.NA)).astype("Int64")
    differs = (other != sheet.typed["amount_cents"]).fillna(False).astype(bool)
    report.cells(
        sheet,
        "amount_cents",
        differs & sheet.sound("same_as", "amount_cents"),
        lambda row: f"{other.iloc[row]}, het bedrag van {same_as.iloc[row]} (same_as)",
        "Verbeter een van de bedragen of maak same_as leeg.",
    )
