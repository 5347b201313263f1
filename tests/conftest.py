"""Fixtures that all tests share. Pytest puts this folder on the path, so `folders` is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import write_folder

import wijkmap
from wijkmap.model.dataset import Dataset


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Path of the small folder of `folders`, unchanged. Read only."""
    return write_folder(tmp_path_factory.mktemp("proefdam"))


@pytest.fixture(scope="session")
def small(small_folder: Path) -> Dataset:
    """Dataset of the small folder, as an internal viewer has it. Read only."""
    return wijkmap.load(small_folder)
