"""Checks of the catalogue of indicators and of the observations."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from wijkmap.model.areas import gemeente_of, level_of
from wijkmap.model.words import BoundaryFit, MarginRule, Measure, State
from wijkmap.sources.cells import decimal
from wijkmap.sources.sheets import Report, Sheet, near

__all__ = ["check_catalogue", "check_observations"]


def check_observations(
    sheet: Sheet, gemeente: str, areas: frozenset[str] | None, report: Report
) -> None:
    """Check area and state of every observation.

    Parameters
    ----------
    sheet : Sheet
    gemeente : str
        Code of the gemeente; empty when it is not known.
    areas : frozenset of str or None
        Codes that exist; None when that is not known.
    report : Report
    """
    code, state, value = sheet.text["area_code"], sheet.text["state"], sheet.text["value"]
    levels = {cell: level_of(cell) for cell in code.unique()}
    report.cells(
        sheet,
        "area_code",
        (code != "") & code.map(lambda cell: levels[cell] is None).astype(bool),
        "NL00 of de code van de gemeente, een wijk of een buurt",
        lambda row: near(str(code.iloc[row]), areas or ()) + "Verbeter de code.",
    )
    country = code == "NL00"
    if gemeente:
        report.cells(
            sheet,
            "area_code",
            (code != "") & ~country & (code.map(gemeente_of) != gemeente),
            f"NL00 of een code van gemeente {gemeente}",
            "Haal de regel weg of verbeter de code.",
        )
    if areas is not None:
        report.cells(
            sheet,
            "area_code",
            (code != "")
            & ~country
            & (sheet.text["fit"] != BoundaryFit.OTHER.value)
            & sheet.sound("fit")
            & ~code.isin(list(areas)),
            "een code uit areas.csv, want fit is niet other",
            lambda row: (
                near(str(code.iloc[row]), areas)
                + "Verbeter de code, of schrijf other als de bron op een andere indeling staat."
            ),
        )
    sound = sheet.sound("state", "value")
    known = state == State.KNOWN.value
    report.cells(
        sheet,
        "value",
        sound & known & (value == ""),
        "een waarde, want state is known",
        "Vul de waarde in of schrijf missing.",
    )
    report.cells(
        sheet,
        "value",
        sound & ~known & (value != ""),
        lambda row: f"een lege cel, want state is {state.iloc[row]}",
        "Maak de cel leeg of schrijf known.",
    )


def check_catalogue(sheet: Sheet, report: Report) -> dict[str, tuple[float, ...]]:
    """Check what a row of the catalogue must have; returns the class limits by indicator."""
    is_rate = (sheet.text["measure"] == Measure.RATE.value) & sheet.sound("measure")
    for column in ("numerator", "denominators"):
        report.cells(
            sheet,
            column,
            is_rate & (sheet.text[column] == ""),
            "een indicator, want measure is rate",
            "Vul teller en noemers in, of kies score voor een cijfer zonder.",
        )
    rounded = (sheet.text["margin"] == MarginRule.ROUNDING.value) & sheet.sound("margin")
    report.cells(
        sheet,
        "rounding",
        rounded & ~(sheet.typed["rounding"] > 0),
        "een getal boven 0, want margin is rounding",
        "Vul in op welk veelvoud de bron afrondt.",
    )
    limits = [
        [decimal(part, decimal_comma=sheet.semicolons) for part in parts]
        for parts in sheet.typed["breaks"]
    ]
    breaks = [tuple(limit for limit in row if limit is not None) for row in limits]
    ascending = [
        len(good) == len(row) and all(low < high for low, high in pairwise(good))
        for good, row in zip(breaks, limits, strict=True)
    ]
    report.cells(
        sheet,
        "breaks",
        ~pd.Series(ascending, index=sheet.text.index, dtype=bool),
        "getallen van laag naar hoog, gescheiden door puntkomma's",
        "Schrijf de klassegrenzen oplopend, elk één keer.",
    )
    return dict(zip(sheet.text["indicator"], breaks, strict=True))
