"""Fixtures that all tests share. Pytest puts this folder on the path, so `folders` is found."""

from __future__ import annotations

from pathlib import Path

import cities
import pytest
from folders import write_folder
from hypothesis import settings

import wijkmap
from wijkmap.model.dataset import Dataset

# A busy machine is no fault of the program: no example has to be ready in time.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of the small folder of `folders`, unchanged. Read only."""
    return write_folder(tmp_path_factory.mktemp("proefdam"))


@pytest.fixture(scope="session")
def small(small_folder: Path) -> Dataset:
    """Dataset of the small folder, as an internal viewer has it. Read only."""
    return wijkmap.load(small_folder)


@pytest.fixture(scope="session")
def venlo() -> Dataset:
    """Dataset of the embedded data, as an internal viewer has it. Read only."""
    return cities.venlo()


@pytest.fixture(scope="session")
def example_folder() -> Path:
    """Path of Voorbeeldstad, unchanged. Read only."""
    return cities.example_folder()


@pytest.fixture(scope="session")
def example() -> Dataset:
    """Dataset of Voorbeeldstad, as an internal viewer has it. Read only."""
    return cities.example()
