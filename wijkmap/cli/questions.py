"""What every command that asks something shares: the data, the words, and what went wrong."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import wraps
from typing import TypeAlias

from wijkmap.analysis.filters import key_labels
from wijkmap.analysis.layers import layers
from wijkmap.cli.arguments import WRONG_USAGE
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError, WijkmapError
from wijkmap.model.selection import Selection
from wijkmap.model.visibility import Viewer, visible
from wijkmap.model.words import UNKNOWN, Level
from wijkmap.sources.package import load
from wijkmap.sources.settings import SettingError, viewer_from_environment

__all__ = [
    "DATA_ERROR",
    "Names",
    "layer_names",
    "open_dataset",
    "register_filters",
    "reporting",
    "resolve",
    "wijk_names",
]

Command: TypeAlias = Callable[[argparse.Namespace], int]
Names: TypeAlias = Mapping[str, tuple[str, ...]]
"""Keys with the other names that they may be asked for by."""

DATA_ERROR = 1
"""Exit status when the data has problems."""

_FEW = 8


def reporting(command: Command) -> Command:
    """Say in one place what went wrong, and with which exit status."""

    @wraps(command)
    def guarded(options: argparse.Namespace) -> int:
        try:
            return command(options)
        except (SelectionError, SettingError) as error:
            sys.stderr.write(f"wijkmap: {error}\n")
            return WRONG_USAGE
        except WijkmapError as error:
            sys.stderr.write(f"wijkmap: {error}\n")
            return DATA_ERROR

    return guarded


def open_dataset(options: argparse.Namespace) -> tuple[Dataset, Viewer]:
    """Dataset that the options name, as its viewer may see it, and the viewer."""
    viewer = viewer_from_environment()
    if options.date is not None:
        viewer = replace(viewer, date=options.date)
    read = options.read or load
    return visible(read(options.folder), viewer), viewer


def wijk_names(dataset: Dataset) -> Names:
    """Wijk codes with their short and official names."""
    wijken = dataset.areas_at(Level.WIJK)[["short_name", "area_name"]]
    return {str(code): tuple(map(str, row)) for code, *row in wijken.itertuples()}


def layer_names(dataset: Dataset) -> Names:
    """Indicators and layers of the map with their labels."""
    names = {one.id: (one.label,) for one in dataset.catalogue.values()}
    return names | {one.id: (one.label,) for one in layers(dataset)}


def register_filters(dataset: Dataset, options: argparse.Namespace) -> Selection:
    """Selection with the filters on theme, stream and status that the options name."""
    return Selection(
        themes=resolve(options.theme, "thema", _words(dataset, "theme")),
        streams=resolve(options.stream, "geldstroom", _words(dataset, "stream")),
        statuses=resolve(options.status, "status", _words(dataset, "status")),
    )


def _words(dataset: Dataset, name: str) -> Names:
    labels = key_labels(dataset, name) | {UNKNOWN: "onbekend"}
    return {key: (label,) for key, label in labels.items()}


def resolve(asked: Sequence[str], what: str, choices: Names) -> tuple[str, ...]:
    """Keys that are meant: a key or an exact name, in capitals or not."""
    found: list[str] = []
    for word in asked:
        hits = [
            key
            for key, names in choices.items()
            if word.casefold() in {name.casefold() for name in (key, *names)}
        ]
        if len(hits) > 1:
            raise SelectionError(f"‘{word}’ kan meer dan één {what} zijn: {', '.join(hits)}.")
        if not hits:
            raise SelectionError(_unknown(word, what, choices))
        found += hits
    return tuple(dict.fromkeys(found))


def _unknown(word: str, what: str, choices: Names) -> str:
    spoken = {
        name.casefold(): f"{names[0]} ({key})"
        for key, names in choices.items()
        for name in (key, *names)
    }
    near = difflib.get_close_matches(word.casefold(), spoken, n=3)
    sentence = f"‘{word}’ staat niet in deze gegevens als {what}."
    if near:
        return f"{sentence} Bedoelt u {' of '.join(dict.fromkeys(spoken[one] for one in near))}?"
    some = list(dict.fromkeys(spoken.values()))[:_FEW]
    return f"{sentence} Kies bijvoorbeeld uit: {', '.join(some)}."
