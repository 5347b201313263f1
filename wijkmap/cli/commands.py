"""The commands that ask something of the data."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from wijkmap.analysis.layers import layer_figures, layers
from wijkmap.analysis.ledger import budget_figures
from wijkmap.analysis.places import chosen_wijken, places_at
from wijkmap.analysis.registers import initiative_figures
from wijkmap.cli.questions import (
    DATA_ERROR,
    layer_names,
    open_dataset,
    register_filters,
    reporting,
    resolve,
    wijk_names,
)
from wijkmap.cli.rows import KIND_LABELS, Sheet, print_figures, print_problems
from wijkmap.model.areas import wijk_of
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import DataError, Problem
from wijkmap.model.selection import Period, Selection
from wijkmap.model.visibility import visible
from wijkmap.model.words import Level
from wijkmap.present.numbers import count
from wijkmap.sources.delivery import Delivery, read_delivery
from wijkmap.sources.package import load
from wijkmap.sources.settings import viewer_from_environment

__all__ = ["budget", "check", "figures", "initiatives"]


_REGISTER_FILTERS = {"theme": "thema", "stream": "geldstroom", "status": "status"}
_PLACE_FILTERS = {"wijk": "wijk", "stadsdeel": "stadsdeel"}


@reporting
def check(options: argparse.Namespace) -> int:
    """Read a folder or a delivery and print every problem, or one line when all is well.

    The problems are what was asked for, so they go to stdout, with exit status 1.
    """
    problems: Sequence[Problem] = ()
    well = ""
    try:
        if options.path is not None and options.path.is_file():
            dataset = visible(load(options.folder), viewer_from_environment())
            delivery = read_delivery(options.path.name, options.path.read_bytes(), dataset)
            problems, well = delivery.as_problems(), _all_rows_are_well(delivery)
        else:
            well = _all_is_well(load(options.path or options.folder))
    except DataError as error:
        problems = error.problems
    if options.format != "table":
        print_problems(problems, options.format)
    else:
        said = DataError(problems) if problems else well
        sys.stdout.write(f"{said}\n")
    return DATA_ERROR if problems else 0


@reporting
def figures(options: argparse.Namespace) -> int:
    """Print one layer of the map: an indicator or a register, per area."""
    dataset, viewer = open_dataset(options)
    shown = {one.id: one for one in layers(dataset)}
    layer = resolve([options.indicator], "indicator", layer_names(dataset))[0]
    level = Level(options.level)
    period = Period.parse(options.year)
    selection = replace(
        _selection(dataset, options), indicator=layer, level=level, year=period, period=period
    )
    frame = _in_place(layer_figures(dataset, layer, selection, level), dataset, selection)
    if idle := _idle_filters(options, level, measured=layer in dataset.catalogue):
        caution = f"Het filter op {' en '.join(idle)} verandert dit cijfer niet"
        cautions = [(*tuple(one), caution) for one in frame["cautions"]]
        frame = frame.assign(cautions=pd.Series(cautions, index=frame.index, dtype=object))
    decimals = (shown.get(layer) or dataset.catalogue[layer]).decimals
    print_figures(frame, Sheet(dataset, viewer, decimals), options.format)
    return 0


@reporting
def initiatives(options: argparse.Namespace) -> int:
    """Print the number of initiatives found, by one key."""
    dataset, viewer = open_dataset(options)
    selection = replace(_selection(dataset, options), period=Period.parse(options.year))
    frame = initiative_figures(dataset, selection, options.by)
    print_figures(frame, Sheet(dataset, viewer), options.format)
    return 0


@reporting
def budget(options: argparse.Namespace) -> int:
    """Print the amounts found, by one key and by kind."""
    dataset, viewer = open_dataset(options)
    kinds = resolve(
        options.kind, "soort bedrag", {key: (word,) for key, word in KIND_LABELS.items()}
    )
    selection = replace(_selection(dataset, options), period=Period.parse(options.year))
    frame = budget_figures(dataset, selection, options.by)
    if kinds:
        frame = frame[frame["kind"].isin(kinds)]
    print_figures(frame, Sheet(dataset, viewer), options.format, extra=("kind",))
    return 0


def _selection(dataset: Dataset, options: argparse.Namespace) -> Selection:
    parts = {one.key: (one.name,) for one in dataset.municipality.stadsdelen}
    return replace(
        register_filters(dataset, options),
        wijken=resolve(options.wijk, "wijk", wijk_names(dataset)),
        stadsdelen=resolve(options.stadsdeel, "stadsdeel", parts),
    )


def _idle_filters(options: argparse.Namespace, level: Level, *, measured: bool) -> list[str]:
    """Filters that were given and do nothing here: that is said, not hidden."""
    idle = dict(_REGISTER_FILTERS) if measured else {}
    if level in (Level.GEMEENTE, Level.GROUP):
        idle |= _PLACE_FILTERS
    return [word for name, word in idle.items() if getattr(options, name)]


def _in_place(frame: pd.DataFrame, dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Rows of the chosen wijken; the city and the groups are never cut."""
    if not selection.narrows_place:
        return frame
    wijken = set(chosen_wijken(dataset, selection))
    if selection.level is Level.WIJK:
        return frame[frame["area_code"].isin(wijken)]
    if selection.level is Level.BUURT:
        return frame[frame["area_code"].map(wijk_of).isin(wijken)]
    if selection.level is Level.STADSDEEL:
        parts = places_at(dataset, Level.STADSDEEL)
        return frame[frame["key"].isin([one.key for one in parts if wijken & set(one.wijken)])]
    return frame


def _all_rows_are_well(delivery: Delivery) -> str:
    rows = count(delivery.good, "regel", "regels")
    return f"Alles in orde: {rows} gelezen, geen enkele afgewezen."


def _all_is_well(dataset: Dataset) -> str:
    levels = dataset.areas["level"].value_counts()
    parts = (
        count(int(levels.get("wijk", 0)), "wijk", "wijken"),
        count(int(levels.get("buurt", 0)), "buurt", "buurten"),
        count(len(dataset["initiatives"]), "initiatief", "initiatieven"),
        count(len(dataset["ledger"]), "bedrag", "bedragen"),
        count(len(dataset["observations"]), "waarneming", "waarnemingen"),
    )
    return (
        f"Alles in orde: {dataset.municipality.name}, versie {dataset.version}; {', '.join(parts)}."
    )
