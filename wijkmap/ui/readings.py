"""What the reader of data quality is told: counts and coverage, read from the dataset."""

from __future__ import annotations

from wijkmap.model.dataset import Dataset
from wijkmap.present.quality import Readings
from wijkmap.sources.quality import (
    availability,
    caution_counts,
    coverage_counts,
    coverage_per_wijk,
    lacking_wijken,
    layout_counts,
)

__all__ = ["readings"]


def readings(dataset: Dataset) -> Readings:
    """Read the quality of a dataset."""
    there = availability(dataset)
    return Readings(
        counts=coverage_counts(dataset),
        coverage=coverage_per_wijk(dataset),
        availability=there,
        lacking=lacking_wijken(dataset, there),
        layouts=layout_counts(dataset),
        cautions=caution_counts(dataset),
    )
