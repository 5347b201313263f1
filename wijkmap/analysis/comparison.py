"""What pilots and the rest can be compared on: goals with their evidence, and the years."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from wijkmap.analysis.coverage import coverage_of
from wijkmap.analysis.groups import pilots_beside_rest
from wijkmap.analysis.layers import Layer, layer_figures_by_year, layer_years, layers
from wijkmap.analysis.ledger import lines
from wijkmap.analysis.places import PILOTS, REST
from wijkmap.analysis.registers import filtered_initiatives
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figures
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Coverage, Level, Measure, Register, State

__all__ = [
    "Evidence",
    "Goal",
    "YearPair",
    "comparable_layers",
    "goal_of",
    "goals",
    "group_figures",
    "neighbours",
    "register_coverage",
    "shared_consultations",
    "streams_elsewhere",
    "year_pair",
]

_BORDER = 100.0
"""Metres of shared border that make two wijken neighbours."""


@dataclass(frozen=True)
class Evidence:
    """Figures of one indicator that speaks to a goal.

    Attributes
    ----------
    layer : Layer
    years : tuple of int
        Years in which any wijk has a figure, ascending.
    both : tuple of int
        Those in which pilots and rest both have one.
    pilots, rest : Figure
        Of the newest year in `both`; when there is none, of the newest year.
    pilots_known : tuple of str
        Wijk codes of the pilots that the figure of the pilots rests on.
    """

    layer: Layer
    years: tuple[int, ...]
    both: tuple[int, ...]
    pilots: Figure
    rest: Figure
    pilots_known: tuple[str, ...]


@dataclass(frozen=True)
class Goal:
    """A goal of the policy, or leefbaarheid, with what is there and what is not.

    Attributes
    ----------
    key, label, available, missing, where : str
        As in the table ``goals``.
    sources : tuple of str
    evidence : tuple of Evidence
        The declared indicator, or its rate, first; then by number of years. May be empty.
    before_and_after : bool
        Whether the declared indicator has pilots and rest both before and after the
        start. Without a declared indicator never.
    """

    key: str
    label: str
    available: str
    missing: str
    where: str
    sources: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    before_and_after: bool


@dataclass(frozen=True)
class YearPair:
    """Two years to put beside each other.

    Attributes
    ----------
    left, right : int
        The last year before the start of the pilots, or else the first; and the newest.
    left_is_before : bool
    """

    left: int
    right: int
    left_is_before: bool


def goals(dataset: Dataset) -> tuple[Goal, ...]:
    """Goals in their order, each with the figures that speak to it.

    Only what can be put side by side speaks: rates and scores that the map may show.
    """
    by_id = {layer.id: layer for layer in layers(dataset)}
    rows = dataset["goals"].sort_values("order", kind="stable")
    return tuple(_goal(dataset, by_id, row) for row in rows.to_dict("records"))


def _goal(dataset: Dataset, by_id: dict[str, Layer], row: dict[Hashable, Any]) -> Goal:
    key, primary = str(row["goal"]), str(row["primary_indicator"])
    found = [
        _evidence(dataset, by_id[one.id])
        for one in dataset.catalogue.values()
        if (one.goal == key or one.id == primary)
        and one.id in by_id
        and one.measure in (Measure.RATE, Measure.SCORE)
        and layer_years(dataset, one.id, Level.WIJK)
    ]
    declared = [one for one in found if _is_declared(dataset, one.layer.id, primary)]
    found.sort(key=lambda one: (one not in declared, -len(one.years)))
    last = dataset.municipality.last_year_before
    spans = [one.both for one in declared]
    if primary in by_id and dataset.catalogue[primary].measure is Measure.EXTENSIVE:
        spans.append(layer_years(dataset, primary, Level.WIJK))
    return Goal(
        key=key,
        label=str(row["label"]),
        available=str(row["available"]),
        missing=str(row["missing"]),
        where=str(row["where"]),
        sources=tuple(row["source"]),
        evidence=tuple(found),
        before_and_after=any(min(years) <= last < max(years) for years in spans if years),
    )


def _is_declared(dataset: Dataset, layer_id: str, primary: str) -> bool:
    """Whether a layer is the declared indicator, or that count per resident."""
    return bool(primary) and primary in {layer_id, dataset.catalogue[layer_id].numerator}


def _evidence(dataset: Dataset, layer: Layer) -> Evidence:
    years = layer_years(dataset, layer.id, Level.WIJK)
    every = layer_figures_by_year(dataset, layer.id, Selection(), Level.GROUP)
    known = every[every["state"] == State.KNOWN.value].groupby("key")["year"].agg(set)
    common = known.get(PILOTS, set()) & known.get(REST, set())
    both = tuple(sorted(map(int, common)))
    newest = group_figures(dataset, layer, Period(((both or years)[-1],)), Selection())
    return Evidence(
        layer=layer,
        years=years,
        both=both,
        pilots=newest[PILOTS],
        rest=newest[REST],
        pilots_known=tuple(code for code in dataset.pilots if newest[code].value is not None),
    )


def group_figures(
    dataset: Dataset, layer: Layer, year: Period, selection: Selection
) -> dict[str, Figure]:
    """Figures of `pilots_beside_rest` by key, in its order."""
    frame = pilots_beside_rest(dataset, layer.id, year, selection)
    return {figure.key: figure for figure in figures(frame)}


def goal_of(dataset: Dataset, layer_id: str) -> str:
    """Key of the goal that a layer speaks to; empty when it speaks to none."""
    rows = dataset["goals"]
    declared = rows.loc[rows["primary_indicator"] == layer_id, "goal"]
    if len(declared):
        return str(declared.iloc[0])
    goal = dataset.catalogue[layer_id].goal if layer_id in dataset.catalogue else ""
    return goal if goal in set(rows["goal"]) else ""


def comparable_layers(dataset: Dataset) -> tuple[Layer, ...]:
    """Layers that may stand side by side.

    A number per resident from a register that is not complete everywhere is left out:
    it would be a ratio of what was found, not of what there is.
    """
    complete = {
        register
        for register in Register
        if set(register_coverage(dataset, register).values()) == {Coverage.COMPLETE}
    }
    return tuple(
        layer for layer in layers(dataset) if not layer.per_resident or layer.register in complete
    )


def year_pair(dataset: Dataset, years: Iterable[int]) -> YearPair | None:
    """Years to compare out of `years`; None when there are fewer than two."""
    known = sorted(set(years))
    if not known or known[0] == known[-1]:
        return None
    before = [year for year in known[:-1] if year <= dataset.municipality.last_year_before]
    return YearPair(before[-1] if before else known[0], known[-1], bool(before))


def register_coverage(dataset: Dataset, register: Register) -> dict[str, Coverage]:
    """How complete a register is, per wijk code; see `coverage_of`. Computed once per dataset."""
    return dataset.once(("register_coverage", register), partial(_coverage, dataset, register))


def _coverage(dataset: Dataset, register: Register) -> dict[str, Coverage]:
    if register is Register.INITIATIVES:
        rows = filtered_initiatives(dataset, Selection())["wijk"]
    else:
        rows = dataset["ledger"]["area_code"]
    return coverage_of(dataset, register, rows.dropna().unique())


def streams_elsewhere(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Streams that reached wijken outside the pilots; computed once per dataset.

    Returns
    -------
    dict of str to tuple of str
        Wijk codes per key of a stream, the stream with most wijken first.
    """
    return dataset.once(("streams_elsewhere",), partial(_streams_elsewhere, dataset))


def _streams_elsewhere(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    initiatives = filtered_initiatives(dataset, Selection())[["stream", "wijk"]]
    ledger = lines(dataset["ledger"])[["stream", "area_code"]]
    ledger = ledger.rename(columns={"area_code": "wijk"})
    rows = pd.concat([initiatives, ledger], ignore_index=True)
    rows = rows[rows["wijk"].isin(dataset.rest) & (rows["stream"].fillna("") != "")]
    found = {
        str(stream): tuple(sorted(set(map(str, group))))
        for stream, group in rows.groupby("stream")["wijk"]
    }
    return dict(sorted(found.items(), key=lambda one: (-len(one[1]), one[0])))


def neighbours(dataset: Dataset, wijk: str) -> tuple[str, ...]:
    """Wijken that share at least 100 m of border with a wijk, in order of code."""
    # One coverage: two wijken that touch have the very same line between them.
    polygons = dataset.polygons_at(Level.WIJK)
    own = polygons[wijk]
    others = polygons.drop(wijk)
    shared = others.boundary.intersection(own.boundary).length
    return tuple(map(str, others.index[shared >= _BORDER]))


def shared_consultations(dataset: Dataset) -> dict[str, str]:
    """Consultation of each pilot that is not named after the pilot alone.

    Returns
    -------
    dict of str to str
        Pilot's wijk code to the name of the wijkoverleg that it shares with others.
    """
    areas = dataset.areas
    found = {}
    for code in dataset.pilots:
        name = str(areas.at[code, "consultation"])
        if name and str(areas.at[code, "short_name"]) not in name:
            found[code] = name
    return found
