"""What a layer shows under a selection, whatever year or area is looked at: made once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field, replace

import pandas as pd

from wijkmap.analysis.layers import Layer, layer_figures, layer_figures_by_year
from wijkmap.analysis.places import chosen_wijken
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figures
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import BoundaryFit, Classing, Level, State
from wijkmap.present.classes import Classes, classes_for
from wijkmap.present.differences import Differences, differences
from wijkmap.present.look import classing_line
from wijkmap.present.overlay import Overlaid, overlaid
from wijkmap.present.payload import Payload, map_payload

__all__ = ["FigureFile", "LayerView", "areas_inside", "layer_part", "layer_view"]

_COLOURED_BY = ("indicator", "level", "classing")
_COUNTED_BY = ("themes", "streams", "statuses", "period")


@dataclass(frozen=True)
class FigureFile:
    """Figures of a map of many areas, as they are served.

    Attributes
    ----------
    name : str
        File name with the hash of the content.
    body : bytes
        JSON, UTF-8.
    """

    name: str
    body: bytes


@dataclass(frozen=True)
class LayerView:
    """Figures and colours of every year of a layer.

    Attributes
    ----------
    by_year : mapping of str to DataFrame
        Figure frame of the areas per year; a register has one, without a year.
    city_by_year : mapping of str to DataFrame
        Figure frame of the gemeente.
    classes : Classes
    differing : Differences
    payload : Payload
        With no area opened and the newest year shown.
    inside : frozenset of str or None
        Areas inside the filter on place; None without one.
    over : Overlaid
        What lies over the colours.
    file : FigureFile or None
        What the payload leaves for later.
    """

    by_year: Mapping[str, pd.DataFrame]
    city_by_year: Mapping[str, pd.DataFrame]
    classes: Classes
    differing: Differences
    payload: Payload
    inside: frozenset[str] | None = None
    over: Overlaid = field(default_factory=Overlaid)
    file: FigureFile | None = None
    _made: dict[str, tuple[Figure, ...]] = field(default_factory=dict, repr=False, compare=False)

    def figures(self, year: str) -> tuple[Figure, ...]:
        """Figures of the areas in a year of `by_year`, made once."""
        if year not in self._made:
            self._made[year] = tuple(figures(self.by_year[year]))
        return self._made[year]

    def known(self, year: str) -> int:
        """How many areas have a value in a year of `by_year`."""
        return int((self.by_year[year]["state"] == State.KNOWN.value).sum())

    def under(
        self, dataset: Dataset, selection: Selection, over: Overlaid | None = None
    ) -> LayerView:
        """The same colours with what the rest of a selection leaves, hatches and lays over them.

        Parameters
        ----------
        dataset : Dataset
            The one that the view was made of.
        selection : Selection
        over : Overlaid, optional
            Of this selection, when it was made before.
        """
        inside = areas_inside(dataset, selection)
        over = over or overlaid(dataset, selection)
        payload = self.payload.under(
            dataset,
            inside=inside,
            hatched=selection.hatched,
            symbols=over.symbols,
            money=over.money,
        )
        return replace(self, payload=payload, inside=inside, over=over)

    def apart(self, folder: str, files: MutableMapping[str, FigureFile]) -> LayerView:
        """The same; of many areas with the figures in a file, so that colours come first.

        Parameters
        ----------
        folder : str
            Address under which the file is served, seen from the map's frame.
        files : mapping of str to FigureFile
            Gets the file, by its name. What is there already stays: views with the same
            figures then hold one file, and none takes it away from another.
        """
        body = self.payload.figures()
        if body is None:
            return self
        name = f"{hashlib.sha256(body).hexdigest()[:32]}.json"
        file = files.setdefault(name, FigureFile(name, body))
        payload = replace(self.payload, later=f"{folder}/{file.name}")
        return replace(self, payload=payload, file=file)

    def year(self, asked: Period) -> str:
        """Year asked for when the layer has it, else the newest; empty for a register."""
        return str(asked) if str(asked) in self.by_year else max(self.by_year)


def layer_part(layer: Layer, selection: Selection) -> Selection:
    """What of a selection decides the colours of a layer, in any year.

    The filters on initiatives and money hold for the layers that count these alone.
    """
    names = _COLOURED_BY if layer.register is None else _COLOURED_BY + _COUNTED_BY
    return Selection(**{name: getattr(selection, name) for name in names})


def layer_view(
    dataset: Dataset, layer: Layer, selection: Selection, beside: Selection | None = None
) -> LayerView:
    """View of a layer under the `layer_part` of a selection; `LayerView.under` puts on the rest.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.
    layer : Layer
    selection : Selection
    beside : Selection, optional
        Of another map of the same layer: its values count for the classes too, so that
        both maps have the same.
    """
    selection = layer_part(layer, selection)
    by_year = _by_year(dataset, layer, selection, selection.level)
    city_by_year = _by_year(dataset, layer, selection, Level.GEMEENTE)
    differing = differences(dataset, layer, selection.level)
    classed = list(by_year.values())
    if beside is not None:
        classed += _by_year(dataset, layer, layer_part(layer, beside), beside.level).values()
    classes = _classes(layer, pd.concat(classed), selection.classing)
    payload = map_payload(
        dataset,
        layer,
        by_year,
        classes,
        level=selection.level,
        city={
            one: float(frame["value"].iloc[0])
            for one, frame in city_by_year.items()
            if len(frame) and frame["state"].iloc[0] == State.KNOWN.value
        },
        approximate=_approximate(dataset, layer),
        source_line=dataset.municipality.boundary_credit,
        notes={
            "classing": classing_line(selection.classing),
            "untestable": differing.reason,
        },
        differs=differing.by_year,
    )
    return LayerView(by_year, city_by_year, classes, differing, payload)


def _by_year(
    dataset: Dataset, layer: Layer, selection: Selection, level: Level
) -> dict[str, pd.DataFrame]:
    """Figure frame per year; a register has one, without a year.

    A layer that has nothing at this level still has its figures, all without a value,
    for the year asked: they say why.
    """
    if layer.register is not None:
        return {"": layer_figures(dataset, layer.id, selection, level)}
    every = layer_figures_by_year(dataset, layer.id, selection, level)
    found = {str(year): frame for year, frame in every.groupby("year", sort=True)}
    if found or level is Level.GEMEENTE:
        return found
    refused = layer_figures(dataset, layer.id, selection, level)
    return {str(refused["year"].iloc[0]): refused}


def areas_inside(dataset: Dataset, selection: Selection) -> frozenset[str] | None:
    """Areas inside the filter on place; None without one."""
    if not selection.narrows_place:
        return None
    wijken = frozenset(chosen_wijken(dataset, selection))
    areas = dataset.areas_at(selection.level)
    if selection.level is Level.WIJK:
        return wijken
    return frozenset(areas.index[areas["parent_code"].isin(wijken)])


def _approximate(dataset: Dataset, layer: Layer) -> dict[str, set[str]]:
    """Per year the areas whose figure stands on slightly other boundaries than ours."""
    if layer.register is not None:
        return {}
    rows = dataset["observations"]
    counted = dataset.catalogue[layer.id].numerator or layer.id
    rows = rows[(rows["indicator"] == counted) & (rows["fit"] == BoundaryFit.APPROXIMATE.value)]
    return {str(year): set(codes) for year, codes in rows.groupby("year")["area_code"]}


def _classes(layer: Layer, frame: pd.DataFrame, classing: Classing) -> Classes:
    return classes_for(
        frame["value"].to_numpy(),
        breaks=layer.breaks,
        decimals=layer.decimals,
        method=classing,
        direction=layer.direction,
        around=0.0 if _is_deviation(layer) else None,
    )


def _is_deviation(layer: Layer) -> bool:
    """Whether declared limits lie on both sides of zero: the scale then has a middle."""
    return bool(layer.breaks) and layer.breaks[0] < 0 < layer.breaks[-1]
