"""The two cities that tests look at: each is read once in a process, for nothing changes a dataset."""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import wijkmap
from wijkmap.model.dataset import Dataset
from wijkmap.sources.example import write_example

__all__ = ["example", "example_folder", "read", "venlo"]


@cache
def venlo() -> Dataset:
    """Embedded data, as an internal viewer has them. Read only."""
    return wijkmap.load()


@cache
def example_folder() -> Path:
    """Path of Voorbeeldstad, as it is written. Read only."""
    folder = Path(mkdtemp(prefix="voorbeeldstad-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    write_example(folder)
    return folder


@cache
def example() -> Dataset:
    """Dataset of Voorbeeldstad, as an internal viewer has it. Read only."""
    return wijkmap.load(example_folder())


def read(folder: Path | None) -> Dataset:
    """Dataset of a folder; of the two cities as it was read before."""
    if folder is None:
        return venlo()
    is_written = example_folder.cache_info().currsize
    return example() if is_written and folder == example_folder() else wijkmap.load(folder)
