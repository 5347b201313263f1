"""Where a subject stands: beside the city, among the others, against a target, over the years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from wijkmap.analysis.layers import Layer, layer_figures, layer_figures_by_year, layers
from wijkmap.analysis.subjects import Subject
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figures
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Level, Measure, Role, State

__all__ = [
    "Frames",
    "Standing",
    "TargetResult",
    "all_figures",
    "frames_of",
    "standing_of",
    "standings",
    "target_results",
    "trend_layers",
]

Frames = Callable[[str, Level], pd.DataFrame]
"""Figures of a layer at a level in every year, computed once."""


@dataclass(frozen=True)
class Standing:
    """A figure of a subject beside the city's, among those of all wijken or buurten.

    Attributes
    ----------
    layer : Layer
    own, city : Figure
        Of the same year.
    others : tuple of float
        Known values of that year, of the buurten for a buurt, else of the wijken.
    target : float or None
        What the gemeente aims at, per wijk.
    adds_up : bool
        A count: the city's is a sum, no place on the same scale.
    """

    layer: Layer
    own: Figure
    city: Figure
    others: tuple[float, ...]
    target: float | None
    adds_up: bool


@dataclass(frozen=True)
class TargetResult:
    """Newest figure of one wijk against the target of an indicator.

    Attributes
    ----------
    layer : Layer
    target : float
    note : str
        Where the target comes from.
    wijk : Figure
    reached : bool or None
        None when it is not known, or when a model only estimates it.
    within_margin : bool
        The target lies between low and high: chance may decide.
    """

    layer: Layer
    target: float
    note: str
    wijk: Figure
    reached: bool | None
    within_margin: bool


def frames_of(dataset: Dataset) -> Frames:
    """Figures in every year, remembered per layer and level.

    A layer without a value at a level gives the rows that say why.
    """
    known: dict[tuple[str, Level], pd.DataFrame] = {}

    def frames(layer_id: str, level: Level) -> pd.DataFrame:
        key = (layer_id, level)
        if key not in known:
            frame = layer_figures_by_year(dataset, layer_id, Selection(), level)
            if frame.empty:
                frame = layer_figures(dataset, layer_id, Selection(), level)
            known[key] = frame
        return known[key]

    return frames


def standings(dataset: Dataset, subject: Subject, frames: Frames) -> tuple[Standing, ...]:
    """Key figures of a subject: what speaks for each topic, and what has a target.

    The order of the catalogue decides which indicator speaks for its topic. The year is
    the newest in which the subject's value is known; when it never is, the newest there is.
    """
    chosen: list[Layer] = []
    topics: set[str] = set()
    for layer in layers(dataset):
        if layer.register is not None or not _has_any(frames, layer, subject.level):
            continue
        if layer.topic not in topics or dataset.catalogue[layer.id].target is not None:
            topics.add(layer.topic)
            chosen.append(layer)
    return tuple(standing_of(dataset, subject, frames, layer) for layer in chosen)


def all_figures(dataset: Dataset, subject: Subject, frames: Frames) -> tuple[Standing, ...]:
    """Every indicator for maps and tables with a figure at the level of the subject."""
    found = []
    for one in dataset.catalogue.with_role(Role.MAP, Role.TABLE):
        layer = Layer(one.id, one.label, one.unit, one.topic, one.decimals, one.direction)
        if _has_any(frames, layer, subject.level):
            found.append(standing_of(dataset, subject, frames, layer))
    return tuple(found)


def _has_any(frames: Frames, layer: Layer, level: Level) -> bool:
    frame = frames(layer.id, level)
    return bool((frame["state"] == State.KNOWN.value).any())


def standing_of(dataset: Dataset, subject: Subject, frames: Frames, layer: Layer) -> Standing:
    """Where a subject stands on one indicator, in the newest year that it is known.

    When it never is, the newest year there is.
    """
    every = frames(layer.id, subject.level)
    own = every[every["key"] == subject.figure_key].sort_values("year")
    known = own[own["state"] == State.KNOWN.value]
    figure = next(figures((known if len(known) else own).tail(1)))
    year = Period.parse(figure.year)
    city = frames(layer.id, Level.GEMEENTE)
    city = city[city["year"] == figure.year]
    if city.empty:
        city = layer_figures(dataset, layer.id, Selection(year=year), Level.GEMEENTE)
    level = Level.BUURT if subject.level is Level.BUURT else Level.WIJK
    among = frames(layer.id, level)
    among = among[(among["year"] == figure.year) & (among["state"] == State.KNOWN.value)]
    indicator = dataset.catalogue[layer.id]
    return Standing(
        layer=layer,
        own=figure,
        city=next(figures(city)),
        others=tuple(sorted(among["value"])),
        target=indicator.target,
        adds_up=indicator.measure is Measure.EXTENSIVE,
    )


def target_results(dataset: Dataset, subject: Subject, frames: Frames) -> tuple[TargetResult, ...]:
    """Newest figure of each wijk of a subject against each target.

    Returns
    -------
    tuple of TargetResult
        By indicator in order of the catalogue, then by wijk. A target holds per wijk:
        for a buurt the result is its wijk's, for a group those of all its wijken.
    """
    results = []
    for one in dataset.catalogue.with_role(Role.MAP, Role.TABLE):
        if one.target is None:
            continue
        layer = Layer(one.id, one.label, one.unit, one.topic, one.decimals, one.direction)
        every = frames(one.id, Level.WIJK).sort_values("year")
        for wijk in subject.wijken:
            own = every[every["key"] == wijk]
            known = own[own["state"] == State.KNOWN.value]
            figure = next(figures((known if len(known) else own).tail(1)))
            reached = None
            if figure.value is not None and not one.model_estimate:
                gap = figure.value - one.target
                reached = gap <= 0 if one.direction < 0 else gap >= 0
            within = (
                figure.low is not None
                and figure.high is not None
                and figure.low < one.target < figure.high
            )
            results.append(
                TargetResult(layer, one.target, one.target_note, figure, reached, within)
            )
    return tuple(results)


def trend_layers(dataset: Dataset) -> tuple[Layer, tuple[Layer, ...]]:
    """Layer that a profile follows over the years, with the parts it is made of.

    Returns
    -------
    layer : Layer
        The default of the municipality.
    parts : tuple of Layer
        Other scores for the map on its topic from the same source.
    """
    found = {one.id: one for one in layers(dataset)}
    whole = found[dataset.municipality.default_indicator]
    if whole.id not in dataset.catalogue:
        return whole, ()
    sources = set(dataset.catalogue[whole.id].sources)
    parts = tuple(
        layer
        for layer in found.values()
        if layer.register is None
        and layer.id != whole.id
        and layer.topic == whole.topic
        and dataset.catalogue[layer.id].measure is Measure.SCORE
        and sources & set(dataset.catalogue[layer.id].sources)
    )
    return whole, parts
