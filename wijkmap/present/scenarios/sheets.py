"""Scenarios as sheets to take home: the division, the rules, the answers, the comparison."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wijkmap.analysis.places import places_at
from wijkmap.analysis.scenario.division import Division, Outcome
from wijkmap.analysis.scenario.totals import by_stadsdeel
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level
from wijkmap.present.scenarios.tables import Against
from wijkmap.present.scenarios.words import EXAMPLE, RULE_NAMES, rule_sentence

__all__ = ["division_sheet", "machine_sheet", "scenario_sheets"]

_CENTS = 100
_NAMED = {
    Level.WIJK: ("wijk_code", "wijk_name"),
    Level.STADSDEEL: ("stadsdeel_key", "stadsdeel_name"),
}


def machine_sheet(division: Division) -> pd.DataFrame:
    """Division with the columns of the command line.

    Returns
    -------
    pandas.DataFrame
        Index 0..n-1; ``wijk_code``, ``wijk_name``, ``euro``, ``euro_per_resident`` and a
        column of euros per rule; NaN where a rule left a wijk out. Of stadsdelen the first
        two are ``stadsdeel_key`` and ``stadsdeel_name``.
    """
    frame = division.frame
    key, name = _NAMED[division.level]
    sheet = {
        key: frame.index.astype("str"),
        name: frame["name"].to_numpy(),
        "euro": frame["cents"].to_numpy() / _CENTS,
        "euro_per_resident": frame["euro_per_resident"].round(2).to_numpy(),
    }
    for key in division.scenario.columns:
        sheet[key] = _euros(frame[key])
    return pd.DataFrame(sheet)


def division_sheet(division: Division) -> pd.DataFrame:
    """Division under Dutch heads, with residents; of stadsdelen with how many wijken."""
    key, name = _NAMED[division.level]
    sheet = machine_sheet(division).rename(
        columns={
            key: "code",
            name: division.level.value,
            "euro_per_resident": "euro per inwoner",
            **_rule_heads(division),
        }
    )
    sheet.insert(3, "inwoners", division.frame["residents"].to_numpy())
    if division.level is Level.STADSDEEL:
        sheet.insert(2, "wijken", division.frame["wijken"].to_numpy())
    return sheet


def scenario_sheets(
    dataset: Dataset, outcomes: Sequence[Outcome], against: Against | None
) -> dict[str, pd.DataFrame]:
    """Sheets of a workbook about one scenario, and those beside it.

    Parameters
    ----------
    dataset : Dataset
    outcomes : sequence of Outcome
        The first has a division.
    against : Against or None
        Per wijk.

    Returns
    -------
    dict of str to pandas.DataFrame
        By title.
    """
    divisions = [one.division for one in outcomes if one.division is not None]
    sums = [by_stadsdeel(dataset, one) for one in divisions]
    sheets = {"Verdeling": division_sheet(divisions[0]), "Per stadsdeel": division_sheet(sums[0])}
    if len(divisions) > 1:
        sheets["Naast elkaar"] = _beside(divisions)
        sheets["Naast elkaar, stadsdelen"] = _beside(sums)
    if against is not None:
        sheets["Winst en verlies"] = _gains(dataset, against, Level.WIJK)
        whole = against.by_stadsdeel(dataset)
        sheets["Winst en verlies, stadsdelen"] = _gains(dataset, whole, Level.STADSDEEL)
    sheets["Regels"] = _rules(dataset, divisions)
    sheets["Keuzes en kanttekeningen"] = _choices(divisions, against)
    return sheets


def _rule_heads(division: Division) -> dict[str, str]:
    heads: dict[str, str] = {}
    for key, rule in zip(division.scenario.columns, division.scenario.rules, strict=True):
        taken = {
            *heads.values(),
            "code",
            "wijk",
            "euro",
            "inwoners",
            "euro per inwoner",
            "stadsdeel",
            "wijken",
        }
        heads[key] = f"{rule.name} ({key})" if rule.name in taken else rule.name or key
    return heads


def _euros(cents: pd.Series) -> pd.Series:
    return cents.astype("Float64").div(_CENTS).astype("float64").reset_index(drop=True)


def _beside(divisions: Sequence[Division]) -> pd.DataFrame:
    codes = sorted(set().union(*(one.frame.index for one in divisions)))
    names = pd.concat([one.frame["name"] for one in divisions])
    sheet: dict[str, object] = {
        "code": codes,
        divisions[0].level.value: names[~names.index.duplicated()].reindex(codes).to_numpy(),
    }
    first = divisions[0].frame["cents"].reindex(codes).fillna(0)
    for place, one in enumerate(divisions, 1):
        cents = one.frame["cents"].reindex(codes).fillna(0)
        head = f"{place}. {one.scenario.name}"
        sheet[f"{head} (euro)"] = cents.to_numpy() / _CENTS
        each = one.frame["euro_per_resident"].round(2).reindex(codes)
        sheet[f"{head} (euro per inwoner)"] = each.to_numpy()
        if place > 1:
            sheet[f"{place} min 1 (euro)"] = (cents - first).to_numpy() / _CENTS
    return pd.DataFrame(sheet)


def _gains(dataset: Dataset, against: Against, level: Level) -> pd.DataFrame:
    frame = against.frame
    names = {place.key: place.label for place in places_at(dataset, level)}
    sheet = {
        "code": frame.index.astype("str"),
        level.value: [names[str(code)] for code in frame.index],
        f"{against.name} (euro)": _euros(frame["before"]),
        "dit scenario (euro)": _euros(frame["after"]),
        "erbij of eraf (euro)": _euros(frame["difference"]),
        "per inwoner": frame["difference_per_resident"].round(2).to_numpy(),
    }
    if "before_low" in frame:
        is_range = frame["before_low"].ne(frame["before_high"]).fillna(value=False)
        sheet[f"{against.name} (euro)"] = _euros(frame["before"].mask(is_range))
        for head, name in (
            ("van (euro)", "before_low"),
            ("tot (euro)", "before_high"),
            ("erbij of eraf van (euro)", "difference_low"),
            ("erbij of eraf tot (euro)", "difference_high"),
        ):
            sheet[head] = _euros(frame[name].where(is_range))
    return pd.DataFrame(sheet)


def _rules(dataset: Dataset, divisions: Sequence[Division]) -> pd.DataFrame:
    rows = []
    for one in divisions:
        scenario = one.scenario
        rows.append((scenario.name, "pot", scenario.pot / _CENTS, "", "wat er te verdelen is"))
        rows += [
            (
                scenario.name,
                "deel van de pot",
                line.cents / _CENTS,
                line.name,
                "; ".join(part for part in (line.stream, line.code, line.description) if part),
            )
            for line in scenario.lines
        ]
        rows += [
            (
                scenario.name,
                RULE_NAMES[rule.kind],
                float("nan"),
                rule.name,
                rule_sentence(dataset, scenario, rule),
            )
            for rule in scenario.rules
        ]
    return pd.DataFrame(rows, columns=["scenario", "soort", "euro", "regel", "wat de regel doet"])


def _choices(divisions: Sequence[Division], against: Against | None) -> pd.DataFrame:
    rows = [("alle", EXAMPLE)]
    rows += [(one.scenario.name, caution) for one in divisions for caution in one.cautions]
    if against is not None:
        rows += [(divisions[0].scenario.name, line) for line in against.lines]
    return pd.DataFrame(rows, columns=["scenario", "keuze of kanttekening"])
