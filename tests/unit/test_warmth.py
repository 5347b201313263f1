"""What a server computes before anybody asks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from wijkmap.model.dataset import Dataset
from wijkmap.model.visibility import Audience, Viewer
from wijkmap.model.words import Level
from wijkmap.present.address import decode
from wijkmap.ui import cache
from wijkmap.ui.town import City
from wijkmap.ui.warmth import warm

VIEWER = Viewer(Audience.PUBLIC, dt.date(2026, 1, 31))


def test_what_a_bare_link_shows_of_each_layer_is_there_before_it_is_asked_for(
    small: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = City(small, VIEWER)
    waits: list[float] = []
    warm(town, waits.append)
    monkeypatch.setattr(cache, "layer_view", None)
    monkeypatch.setattr(cache, "area_panel", None)
    bare, _ = decode({}, small, town.layers)
    for layer in town.layers:
        chosen = replace(bare, indicator=layer)
        assert cache.map_view(town, chosen).statement
        assert cache.known_areas(town, replace(chosen, level=Level.BUURT)) >= 0
    wijken = small.areas_at(Level.WIJK).index
    assert all(cache.panel(town, replace(bare, area=wijk)) for wijk in wijken)
    assert len(waits) == 1 + 1 + 2 * len(town.layers) + len(wijken)


def test_visitors_of_a_large_city_have_the_server_back_after_a_while(
    small: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wijkmap.ui.warmth._MOST", 0.0)
    waits: list[float] = []
    warm(City(small, VIEWER), waits.append)
    assert len(waits) == 1
