"""Two maps side by side: what each can show, and what both show at first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wijkmap.analysis.comparison import year_pair
from wijkmap.analysis.layers import Layer, layer_years
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level

__all__ = ["Side", "every_side", "first_sides", "sides_statement"]


@dataclass(frozen=True)
class Side:
    """What one of the two maps shows.

    Attributes
    ----------
    layer : str
        Id of a layer.
    year : int or None
        None for a register, whose map has no year.
    """

    layer: str
    year: int | None

    def __str__(self) -> str:
        """Text in a link: ``liveability_score.2014`` or ``initiatives``."""
        return self.layer if self.year is None else f"{self.layer}.{self.year}"


def every_side(dataset: Dataset, layers: Mapping[str, Layer]) -> dict[str, Side]:
    """Everything that a map can show, by its text in a link, in order of layer and year."""
    found = []
    for layer in layers.values():
        if layer.register is not None:
            found.append(Side(layer.id, None))
        else:
            found += [Side(layer.id, year) for year in layer_years(dataset, layer.id, Level.WIJK)]
    return {str(side): side for side in found}


def first_sides(dataset: Dataset, layer: Layer, sides: Mapping[str, Side]) -> tuple[Side, Side]:
    """Last year before the start beside the newest; twice the same when there is one.

    A register, which has no year, stands beside the next one.
    """
    if layer.register is not None:
        registers = [side for side in sides.values() if side.year is None]
        other = next((side for side in registers if side.layer != layer.id), registers[0])
        return Side(layer.id, None), other
    mine = [side for side in sides.values() if side.layer == layer.id] or [
        next(iter(sides.values()))
    ]
    pair = year_pair(dataset, (side.year for side in mine if side.year is not None))
    if pair is None:
        return mine[-1], mine[-1]
    return Side(layer.id, pair.left), Side(layer.id, pair.right)


def sides_statement(layers: Mapping[str, Layer], left: Side, right: Side) -> str:
    """Heading of the two maps."""
    if left == right:
        year = f" in {left.year}" if left.year else ""
        return f"{layers[left.layer].label}{year} op de kaart; kies rechts iets anders om te vergelijken"
    names = [layers[side.layer].label for side in (left, right)]
    years = [f" {side.year}" if side.year else "" for side in (left, right)]
    if names[0] == names[1] and left.year and right.year:
        return f"{names[0]} op de kaart: links{years[0]}, rechts{years[1]}"
    return f"Op de kaart: links {names[0]}{years[0]}, rechts {names[1]}{years[1]}"
