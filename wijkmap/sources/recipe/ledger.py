"""The ledger: published amounts, modelled so that no sum can count a euro twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from wijkmap.model.words import AreaScope, Certainty, Kind
from wijkmap.sources.recipe.initiatives import year_is_derived
from wijkmap.sources.recipe.pages import pages_in
from wijkmap.sources.recipe.rows import Row, joined, read_rows, written_rows

__all__ = ["budget_rows", "initiative_amount_rows", "read_budget"]

_ROUND = re.compile(r"projectronde nov 2018: (.+?)\. Werkelijk")
_CENTS = 100

# All other amounts of initiatives were awarded in one round, out of this budget.
_ROUND_WHOLE = "B001"

# Words in the source's column "thema" that say what a row is, not what it is about.
_NO_THEME = re.compile(r"TOTAAL|gemeente breed|^Blerick$|Venlo-Oost")


def read_budget(source: Path) -> list[Row]:
    """Rows of the source's list of budgets, in the order of the file."""
    return read_rows(source / "initiatieven" / "budget.csv")


def _round_text(note: str) -> str:
    found = _ROUND.search(note)
    return f", projectronde november 2018: {found.group(1)}" if found else ""


def _derived(row: Row, own: Row) -> bool:
    """Whether the year is an inference: the note says so, or that of a twin on the same page."""
    return own["year_origin"] == "afgeleid" or year_is_derived(row["note"])


def _cautions(row: Row, own: Row) -> str:
    note = row["note"]
    said = [
        "Wijkcode is afgeleid" if "wijkcode afgeleid" in note else "",
        "Jaar is afgeleid" if row["jaar"] and _derived(row, own) else "",
        "Onderdeel van een ander bedrag, niet optellen" if "niet optellen" in note else "",
        "Werkelijk besteed is niet bekend" if "besteed onbekend" in note else "",
        "De thema's samen zijn 90.002 door afronding in de bron" if "Themasom" in note else "",
    ]
    return joined([*said, *own["cautions"].split(";")])


def _budget_row(row: Row, own: Row, pages: Mapping[str, str]) -> Row:
    if own["theme_word"] != row["thema"]:
        raise ValueError(
            f"{own['entry_id']}: expected {own['theme_word']!r}, found {row['thema']!r}"
        )
    if bool(own["scope"]) == bool(row["wijk_code"]):
        raise ValueError(f"{own['entry_id']}: a scope is needed exactly without a wijk code")
    source_cents = str(int(row["begroot_eur"]) * _CENTS) if row["begroot_eur"] else ""
    computed = own["certainty"] == Certainty.COMPUTED.value
    theme = "" if _NO_THEME.search(row["thema"]) else row["thema"]
    year = row["jaar"]
    return {
        "entry_id": own["entry_id"],
        "area_code": row["wijk_code"],
        "scope": own["scope"] or AreaScope.WIJK.value,
        "place_source": own["place"],
        "stream_source": row["geldstroom"],
        "theme_source": theme,
        "description": own["description"] + _round_text(row["note"]),
        "initiative_id": own["initiative_id"],
        "year": year,
        "year_origin": ("afgeleid" if _derived(row, own) else "bron") if year else "",
        "kind": own["kind"],
        "certainty": own["certainty"],
        "amount_cents": own["amount_cents"] or source_cents,
        "low_cents": own["low_cents"],
        "high_cents": own["high_cents"],
        "source_cents": source_cents if computed else "",
        "part_of": own["part_of"],
        "part_by": own["part_by"],
        "source": joined(pages[url] for url in [row["bron_url"], *pages_in(row["note"])]),
        "cautions": _cautions(row, own),
        "public_from": "altijd",
    }


def budget_rows(source_rows: list[Row], pages: Mapping[str, str]) -> list[Row]:
    """Rows of the table ``ledger`` for the published budgets.

    Raises
    ------
    ValueError
        When the hand-written remarks do not follow the source row by row.
    """
    written = written_rows("ledger")
    return [_budget_row(row, own, pages) for row, own in zip(source_rows, written, strict=True)]


def initiative_amount_rows(initiatives: list[Row], source_rows: list[Row]) -> list[Row]:
    """Rows of the table ``ledger`` for the amounts that initiatives carry.

    They are awarded, which is not spent. An amount from the round of a budget is a
    part of that budget by project; an amount that a budget row holds too is that
    same euro.

    Parameters
    ----------
    initiatives : list of dict
        Rows of the table ``initiatives``.
    source_rows : list of dict
        The source's rows, for the amounts.
    """
    written = written_rows("ledger")
    same = {row["initiative_id"]: row["entry_id"] for row in written if row["initiative_id"]}
    amounts = {row["id"]: row["bedrag_eur"] for row in source_rows if row["bedrag_eur"]}
    rows = []
    for row in initiatives:
        code = row["initiative_id"]
        if code not in amounts:
            continue
        part_of = "" if code in same else _ROUND_WHOLE
        rows.append(
            {
                "entry_id": f"L-{code}",
                "area_code": row["area_code"],
                "scope": row["scope"],
                "place_source": row["place_source"],
                "stream_source": row["stream_source"],
                "theme_source": row["theme_source"],
                "description": row["name"],
                "initiative_id": code,
                "year": row["year"],
                "year_origin": row["year_origin"],
                "kind": Kind.AWARDED.value,
                "certainty": Certainty.EXACT.value,
                "amount_cents": str(int(amounts[code]) * _CENTS),
                "part_of": part_of,
                "part_by": "project" if part_of else "",
                "same_as": same.get(code, ""),
                "source": row["source"],
                "cautions": row["cautions"],
                "public_from": "altijd",
            }
        )
    return rows
