"""Pages as pictures, against small baselines that somebody has looked at."""

from __future__ import annotations

import numpy as np
import pytest
from briefing_pictures import BASELINES, SUBJECTS, first_page
from PIL import Image

FAR = 60
"""Steps of 255 from which a pixel counts as another one."""
MOST = 0.02
"""Share of pixels that a changed word may change; a moved column changes ten times as many."""


@pytest.mark.parametrize("name", SUBJECTS)
def test_page_looks_as_it_did(name: str):
    found = np.asarray(first_page(name), dtype=np.int16)
    with Image.open(BASELINES / f"briefing-{name}.png") as baseline:
        wanted = np.asarray(baseline.convert("RGB"), dtype=np.int16)
    assert found.shape == wanted.shape
    changed = (np.abs(found - wanted).max(axis=2) > FAR).mean()
    assert changed <= MOST
