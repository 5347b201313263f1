"""The command that writes a briefing: page, slides or the picture of the map."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from wijkmap.analysis.layers import layers
from wijkmap.analysis.subjects import PILOTS_KEY, STADSDEEL_PREFIX
from wijkmap.cli.questions import (
    Names,
    layer_names,
    open_dataset,
    register_filters,
    reporting,
    resolve,
    wijk_names,
)
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Level
from wijkmap.present.briefing import FORMS, Known
from wijkmap.present.briefing import briefing as made_for
from wijkmap.sources.settings import base_url_from_environment

__all__ = ["briefing"]


@reporting
def briefing(options: argparse.Namespace) -> int:
    """Write the file that was asked for, and print what it says on top."""
    dataset, viewer = open_dataset(options)
    known = Known(base_url=base_url_from_environment())
    made = made_for(dataset, _selection(dataset, options), viewer, known)
    make = FORMS[options.out.suffix.lower().removeprefix(".")]
    options.out.write_bytes(make(dataset, made))
    mark = f" ({made.closed})" if made.closed else ""
    sys.stdout.write(f"{made.title}.{mark}\n{options.out}\n")
    return 0


def _selection(dataset: Dataset, options: argparse.Namespace) -> Selection:
    asked = options.indicator or dataset.municipality.default_indicator
    indicator = resolve([asked], "indicator", layer_names(dataset))[0]
    if indicator not in {one.id for one in layers(dataset)}:
        raise SelectionError(f"Indicator {indicator} staat op geen kaart. Kies een ander cijfer.")
    period = Period.parse(options.year)
    goals = {str(row["goal"]): (str(row["label"]),) for _, row in dataset["goals"].iterrows()}
    return replace(
        register_filters(dataset, options),
        area=_area(dataset, options),
        indicator=indicator,
        level=Level(options.level),
        period=period,
        year=period,
        goals=resolve(options.goal, "doel", goals),
    )


def _area(dataset: Dataset, options: argparse.Namespace) -> str:
    if options.stadsdeel:
        parts: Names = {one.key: (one.name,) for one in dataset.municipality.stadsdelen}
        return STADSDEEL_PREFIX + resolve([options.stadsdeel], "stadsdeel", parts)[0]
    if options.wijk.casefold() == PILOTS_KEY:
        if not dataset.pilots:
            raise SelectionError("Deze gegevens hebben geen pilots. Kies een wijk.")
        return PILOTS_KEY
    names: dict[str, tuple[str, ...]] = {
        str(code): (str(code),) for code in dataset.areas_at(Level.BUURT).index
    }
    return resolve([options.wijk], "wijk", names | dict(wijk_names(dataset)))[0]
