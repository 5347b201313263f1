"""Reading a data folder: what comes out, and that every fault is reported once."""

from __future__ import annotations

from pathlib import Path

from folders import write_folder

import wijkmap
from wijkmap.model.dataset import Dataset


def test_tables_are_typed_and_empty_cells_are_neutral(small: Dataset):
    initiatives = small["initiatives"].set_index("initiative_id")
    assert initiatives.at["I3", "x"] == 201100.5
    assert initiatives.at["I8", "source"] == ("S3", "S1")
    assert initiatives["theme"].tolist()[-2:] == ["", "groen"]
    assert initiatives.at["I6", "status"] == "in-uitvoering"
    assert small["ledger"]["amount_cents"].isna().sum() == 1


def test_the_same_content_gives_the_same_version(tmp_path: Path, small: Dataset):
    shuffled = write_folder(
        tmp_path, separator=";", observations=lambda frame: frame.iloc[::-1], goals=lambda f: f
    )
    assert wijkmap.load(shuffled).version == small.version
