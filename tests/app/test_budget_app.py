"""Budget as Streamlit runs it, without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from wijkmap.ui import cache

PAGE = """
from wijkmap.ui.views import budget

budget.show()
"""


@pytest.fixture(autouse=True)
def venlo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WIJKMAP_FOLDER", raising=False)
    monkeypatch.delenv("WIJKMAP_VIEWER", raising=False)
    monkeypatch.setenv("WIJKMAP_DATE", "2026-11-23")
    cache._dataset.cache_clear()
    cache._city.cache_clear()


def page(**query: str) -> AppTest:
    app = AppTest.from_string(PAGE, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_the_title_says_how_little_is_known() -> None:
    app = page()
    assert not app.exception
    title = app.title[0].value.replace("\N{NO-BREAK SPACE}", " ")
    assert title == (
        "Ongeveer € 3.015.000 tot € 3.120.000 gepland gevonden, "
        "bedragen van 6 van de 21 wijken; wat er is uitgegeven, staat nergens"
    )


def test_an_unknown_part_is_a_friendly_line() -> None:
    app = page(onderdeel="maan")
    assert not app.exception
    assert "onderdeel “maan”" in app.info[0].value
