"""Where a subject stands: beside the city, among the others, against a target, over the years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkmap.analysis.layers import Layer, layer_figures, layer_figures_by_year, layers
from wijkmap.analysis.subjects import Subject
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figures, rows_of
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


class Frames:
    """Figures of each layer at each level in every year, computed when first asked for.

    A page about one area asks for a few rows of some hundreds of frames: they are kept as
    rows by key too, for pandas is slow at that.

    Parameters
    ----------
    dataset : Dataset
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._frames: dict[tuple[str, Level], pd.DataFrame] = {}
        self._rows: dict[tuple[str, Level], dict[str, list[tuple[Any, ...]]]] = {}
        self._known: dict[tuple[str, Level], dict[str, tuple[float, ...]]] = {}

    def __call__(self, layer_id: str, level: Level) -> pd.DataFrame:
        """Figure frame; of a layer without a value at this level, the rows that say why."""
        key = (layer_id, level)
        if key not in self._frames:
            frame = layer_figures_by_year(self._dataset, layer_id, Selection(), level)
            if frame.empty:
                frame = layer_figures(self._dataset, layer_id, Selection(), level)
            self._frames[key] = frame
        return self._frames[key]

    def of(self, layer_id: str, level: Level, key: str) -> tuple[Figure, ...]:
        """Figures of one key, in order of the frame."""
        if (layer_id, level) not in self._rows:
            by_key: dict[str, list[tuple[Any, ...]]] = {}
            for row in rows_of(self(layer_id, level)):
                by_key.setdefault(row[0], []).append(row)
            self._rows[layer_id, level] = by_key
        return tuple(map(Figure.of_row, self._rows[layer_id, level].get(key, ())))

    def known(self, layer_id: str, level: Level) -> Mapping[str, tuple[float, ...]]:
        """Known values by year, from low to high; a year without any is not there."""
        if (layer_id, level) not in self._known:
            frame = self(layer_id, level)
            sound = frame[frame["state"] == State.KNOWN.value]
            years: dict[str, list[float]] = {}
            for year, value in zip(sound["year"], sound["value"], strict=True):
                years.setdefault(str(year), []).append(value)
            self._known[layer_id, level] = {
                year: tuple(sorted(values)) for year, values in years.items()
            }
        return self._known[layer_id, level]


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
    """Figures in every year, remembered per layer and level."""
    return Frames(dataset)


def standings(dataset: Dataset, subject: Subject, frames: Frames) -> tuple[Standing, ...]:
    """Key figures of a subject: what speaks for each topic, and what has a target.

    The order of the catalogue decides which indicator speaks for its topic. The year is
    the newest in which the subject's value is known; when it never is, the newest there is.
    """
    chosen: list[Layer] = []
    topics: set[str] = set()
    for layer in layers(dataset):
        if layer.register is not None or not frames.known(layer.id, subject.level):
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
        if frames.known(layer.id, subject.level):
            found.append(standing_of(dataset, subject, frames, layer))
    return tuple(found)


def standing_of(dataset: Dataset, subject: Subject, frames: Frames, layer: Layer) -> Standing:
    """Where a subject stands on one indicator, in the newest year that it is known.

    When it never is, the newest year there is.
    """
    figure = _newest(frames.of(layer.id, subject.level, subject.figure_key))
    cities = frames.of(layer.id, Level.GEMEENTE, dataset.municipality.code)
    city = next((one for one in cities if one.year == figure.year), None)
    if city is None:
        selection = Selection(year=Period.parse(figure.year))
        city = next(figures(layer_figures(dataset, layer.id, selection, Level.GEMEENTE)))
    level = Level.BUURT if subject.level is Level.BUURT else Level.WIJK
    indicator = dataset.catalogue[layer.id]
    return Standing(
        layer=layer,
        own=figure,
        city=city,
        others=frames.known(layer.id, level).get(figure.year, ()),
        target=indicator.target,
        adds_up=indicator.measure is Measure.EXTENSIVE,
    )


def _newest(own: Iterable[Figure]) -> Figure:
    """Figure of the newest year in which it is known; when it never is, of the newest there is."""
    ordered = sorted(own, key=lambda one: one.year)
    known = [one for one in ordered if one.state is State.KNOWN]
    return (known or ordered)[-1]


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
        for wijk in subject.wijken:
            figure = _newest(frames.of(one.id, Level.WIJK, wijk))
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
