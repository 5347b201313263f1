"""What the map of a dataset says whatever it shows: it travels once, with the geometry."""

from __future__ import annotations

import datetime as dt

from wijkmap.analysis.places import places_at
from wijkmap.analysis.subjects import STADSDEEL_PREFIX
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import UNKNOWN, Level
from wijkmap.present.numbers import moment

__all__ = ["area_code", "area_codes", "fixed_texts", "moments_of", "shared_words", "themes_of"]

_DAYS_IN_YEAR = 365.25


def area_codes(dataset: Dataset, level: Level) -> tuple[str, ...]:
    """Codes of the areas of a level, in the order in which the map has them.

    Wijken outside all stadsdelen are one more area of that level.
    """
    if level is Level.STADSDEEL:
        return tuple(area_code(level, place.key) for place in places_at(dataset, level))
    return tuple(map(str, dataset.polygons_at(level).index))


def area_code(level: Level, key: str) -> str:
    """Code that the map has for the key of a figure: a stadsdeel has that of its profile."""
    return f"{STADSDEEL_PREFIX}{key}" if level is Level.STADSDEEL else key


def shared_words(dataset: Dataset) -> dict[str, object]:
    """Fields of a payload that are the same for every layer.

    Returns
    -------
    dict
        ``themes``, ``pilots``, ``moments`` and ``texts``, as in a payload.
    """
    return {
        "themes": tuple(themes_of(dataset).items()),
        "pilots": dataset.pilots,
        "moments": moments_of(dataset),
        "texts": {**fixed_texts(dataset), "source": dataset.municipality.boundary_credit},
    }


def themes_of(dataset: Dataset) -> dict[str, str]:
    """Label of each theme by its key, the unknown last."""
    words = dataset["vocabulary"]
    words = words[words["list"] == "theme"].sort_values("order")
    return dict(zip(words["key"], words["label"], strict=True)) | {UNKNOWN: "Thema onbekend"}


def moments_of(dataset: Dataset) -> tuple[tuple[float, str], ...]:
    """Start of the pilots, as a sign above the years."""
    starts = sorted(set(dataset.municipality.pilots.values()))
    return tuple((round(_time(start), 2), f"start pilots, {_month(start)}") for start in starts)


def _time(date: dt.date) -> float:
    return date.year + (date - dt.date(date.year, 1, 1)).days / _DAYS_IN_YEAR


def _month(date: dt.date) -> str:
    return moment(date.isoformat()[:7])


def fixed_texts(dataset: Dataset) -> dict[str, str]:
    """Dutch texts; the script puts areas and title in the place of ``{areas}`` and ``{title}``."""
    municipality = dataset.municipality
    starts = sorted(set(municipality.pilots.values()))
    label = (
        f"Kaart van de {{areas}} van {municipality.name}: {{title}}. "
        "Loop met de pijltoetsen van gebied naar gebied, open een gebied met Enter, "
        "sluit het met Escape, en spring met I naar de initiatieven van een wijk. Dezelfde cijfers staan in de tabel onder de kaart."
    )
    return {
        "label": label,
        "pilot": f"Pilot sinds {_month(starts[0])}" if len(starts) == 1 else "Pilot",
        "pilotLegend": "Pilot",
        "noMargin": "Marge onbekend",
        "differs": "Wijkt echt af van de rest van de stad.",
        "same": "Wijkt niet echt af van de rest van de stad.",
        "silent": "Te klein om een verschil te toetsen.",
        "hatch": "wijkt niet echt af",
        "approximate": "Bij benadering: cijfer op iets andere grenzen.",
        "symbols": "Symbolen",
    }
