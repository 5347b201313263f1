"""Layers: indicators and registers alike, as the map and the command line choose them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wijkmap.analysis.counted import budget_lines
from wijkmap.analysis.ledger import budget_area_figures
from wijkmap.analysis.measures import available_years, figures_by_year, indicator_figures
from wijkmap.analysis.registers import initiative_area_figures
from wijkmap.model.dataset import Dataset
from wijkmap.model.indicators import UnknownIndicatorError
from wijkmap.model.selection import Selection
from wijkmap.model.words import Kind, Level, Overlay, Register, Role

__all__ = ["Layer", "layer_figures", "layer_figures_by_year", "layer_years", "layers", "overlays"]

_KINDS = {
    Kind.PLANNED: "Gepland geld",
    Kind.AWARDED: "Toegekend geld",
    Kind.SPENT: "Besteed geld",
    Kind.PROPOSED: "Voorgesteld geld",
    Kind.RESERVE: "Geld in reserve",
}


@dataclass(frozen=True)
class Layer:
    """One choice on the map.

    Attributes
    ----------
    id : str
        Of an indicator, or ``initiatives``, ``initiatives_per_1000``, ``budget_KIND`` or
        ``budget_KIND_per_resident``.
    label, unit : str
        Dutch, as shown.
    topic : str
        Key of a topic in the vocabulary; for a register the register's own word.
    decimals, direction : int
        As of an indicator.
    breaks : tuple of float
        Inner class limits; empty: computed once.
    register : Register or None
        The register it counts; None for an indicator.
    kind : Kind or None
        Of a layer of the ledger.
    per_resident : bool
        Whether a register is divided by residents.
    """

    id: str
    label: str
    unit: str
    topic: str
    decimals: int = 0
    direction: int = 0
    breaks: tuple[float, ...] = ()
    register: Register | None = None
    kind: Kind | None = None
    per_resident: bool = False


def layers(dataset: Dataset) -> tuple[Layer, ...]:
    """Choices of the map: indicators in order of the catalogue, then registers with rows."""
    measured = tuple(
        Layer(one.id, one.label, one.unit, one.topic, one.decimals, one.direction, one.breaks)
        for one in dataset.catalogue.with_role(Role.MAP)
    )
    initiatives = len(dataset["initiatives"]) > 0
    kinds = set(dataset["ledger"]["kind"])
    registers = tuple(
        one
        for one in _registers()
        if (one.kind is None and initiatives) or (one.kind is not None and one.kind in kinds)
    )
    return measured + registers


def overlays(dataset: Dataset) -> tuple[Overlay, ...]:
    """What can lie over the colours of a map: initiatives, kinds of money with rows, nothing."""
    kinds = set(dataset["ledger"]["kind"])
    return tuple(one for one in Overlay if one.kind is None or one.kind.value in kinds)


def _registers() -> tuple[Layer, ...]:
    register = Register.INITIATIVES
    found = [
        Layer(register.value, "Initiatieven", "initiatieven", register.value, register=register),
        Layer(
            "initiatives_per_1000",
            "Initiatieven per 1.000 inwoners",
            "per 1.000 inwoners",
            register.value,
            decimals=1,
            register=register,
            per_resident=True,
        ),
    ]
    register = Register.BUDGET
    for kind, label in _KINDS.items():
        found += [
            Layer(f"budget_{kind}", label, "euro", register.value, register=register, kind=kind),
            Layer(
                f"budget_{kind}_per_resident",
                f"{label} per inwoner",
                "euro per inwoner",
                register.value,
                decimals=2,
                register=register,
                kind=kind,
                per_resident=True,
            ),
        ]
    return tuple(found)


def layer_figures(
    dataset: Dataset, layer_id: str, selection: Selection, level: Level
) -> pd.DataFrame:
    """Figures of a layer, one row per place of a level.

    Parameters
    ----------
    dataset : Dataset
    layer_id : str
        Id of a layer, or of any indicator of the catalogue.
    selection : Selection
        ``year`` holds for an indicator; ``period`` and the filters on theme, stream and
        status for a register. Filters on place never change a figure.
    level : Level

    Returns
    -------
    pandas.DataFrame
        Figure frame.

    Raises
    ------
    UnknownIndicatorError
        When there is no such layer.
    """
    if layer_id in dataset.catalogue:
        return indicator_figures(dataset, layer_id, level, selection.year)
    layer = _register_layer(dataset, layer_id)
    if layer.kind is None:
        return initiative_area_figures(dataset, selection, level, per_resident=layer.per_resident)
    return budget_area_figures(
        dataset, selection, level, layer.kind, per_resident=layer.per_resident
    )


def layer_figures_by_year(
    dataset: Dataset, layer_id: str, selection: Selection, level: Level
) -> pd.DataFrame:
    """Figures of an indicator in every available year; of a register, for the selection."""
    if layer_id in dataset.catalogue:
        return figures_by_year(dataset, layer_id, level)
    return layer_figures(dataset, layer_id, selection, level)


def layer_years(dataset: Dataset, layer_id: str, level: Level) -> tuple[int, ...]:
    """Years that a layer has figures for at a level, ascending; for a register at any."""
    if layer_id in dataset.catalogue:
        return available_years(dataset, layer_id, level)
    layer = _register_layer(dataset, layer_id)
    rows = dataset["initiatives"]
    if layer.kind is not None:
        rows = budget_lines(dataset)
        rows = rows[rows["kind"] == layer.kind.value]
    return tuple(sorted({int(year) for year in rows["year"].dropna()}))


def _register_layer(dataset: Dataset, layer_id: str) -> Layer:
    for layer in _registers():
        if layer.id == layer_id:
            return layer
    known = (*dataset.catalogue, *(one.id for one in layers(dataset) if one.register))
    raise UnknownIndicatorError(layer_id, known)
