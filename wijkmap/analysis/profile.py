"""One area at a glance: its key figures beside the city's, and what happens there."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from wijkmap.analysis.join import place_initiatives
from wijkmap.analysis.layers import (
    Layer,
    layer_figures,
    layer_figures_by_year,
    layer_years,
    layers,
)
from wijkmap.analysis.registers import filtered_initiatives
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure, figures
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Level, Measure, State

__all__ = ["KeyFigure", "area_initiatives", "area_wijken", "key_figures"]


@dataclass(frozen=True)
class KeyFigure:
    """A figure of an area with the city's beside it, of the same year and unit."""

    layer: Layer
    area: Figure
    city: Figure


def key_figures(dataset: Dataset, code: str) -> tuple[KeyFigure, ...]:
    """Newest figure of an area for the first indicator of each topic.

    The order of the catalogue decides which indicator speaks for its topic.
    The year is the newest in which the area's value is known; when it never is,
    the newest year there is, so that the absence is shown and not left out.

    Parameters
    ----------
    dataset : Dataset
    code : str
        A wijk or buurt.

    Returns
    -------
    tuple of KeyFigure
        One per topic that has a layer at the level of the area.
    """
    level = Level(str(dataset.areas.at[code, "level"]))
    firsts: dict[str, Layer] = {}
    for layer in layers(dataset):
        if layer.register is not None or not layer_years(dataset, layer.id, level):
            continue
        if dataset.catalogue[layer.id].measure is not Measure.CLASS:
            firsts.setdefault(layer.topic, layer)
    return tuple(_newest(dataset, layer, code, level) for layer in firsts.values())


def _newest(dataset: Dataset, layer: Layer, code: str, level: Level) -> KeyFigure:
    every = layer_figures_by_year(dataset, layer.id, Selection(), level)
    mine = sorted(figures(every[every["key"] == code]), key=lambda one: one.year, reverse=True)
    shown = next((one for one in mine if one.state is State.KNOWN), mine[0])
    asked = Selection(year=Period.parse(shown.year))
    city = next(figures(layer_figures(dataset, layer.id, asked, Level.GEMEENTE)))
    return KeyFigure(layer, shown, city)


def area_wijken(dataset: Dataset, code: str) -> tuple[str, ...]:
    """Wijken that an area is or lies in."""
    area = dataset.areas.loc[code]
    return (str(area["parent_code"]) if area["level"] == Level.BUURT.value else code,)


def area_initiatives(dataset: Dataset, code: str, selection: Selection) -> tuple[pd.DataFrame, str]:
    """Initiatives of an area under the filters, newest first.

    Returns
    -------
    initiatives : pandas.DataFrame
        Rows of the register; empty when the filters leave none.
    reason : str
        Dutch sentence when initiatives cannot be told apart at this level; else empty.
    """
    is_buurt = dataset.areas.at[code, "level"] == Level.BUURT.value
    if is_buurt:
        selection = replace(selection, wijken=(), stadsdelen=())
    found = filtered_initiatives(dataset, selection)
    mine = found[found["buurt" if is_buurt else "wijk"] == code]
    if is_buurt and not (place_initiatives(dataset)["buurt"].fillna("") != "").any():
        return mine, (
            "Niet van toepassing: van geen enkel initiatief is bekend in welke buurt het ligt. "
            "Ze tellen mee in hun wijk."
        )
    return mine.sort_values(
        ["year", "initiative_id"], ascending=[False, True], na_position="last"
    ), ""
