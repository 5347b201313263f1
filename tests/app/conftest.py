"""What a page is opened on: Venlo as the public sees it, on one day."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def venlo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting of the server.

    What the server remembers of a city stays from test to test, as it stays from visitor
    to visitor: nothing that one page shows may change what the next one does.
    """
    for name in ("WIJKMAP_FOLDER", "WIJKMAP_VIEWER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WIJKMAP_DATE", "2026-11-23")
