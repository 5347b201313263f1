"""What the server computes once, also for visitors who ask at the same time."""

from __future__ import annotations

import datetime as dt
import gc
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from weakref import WeakValueDictionary

import pytest
from mosaic import mosaic_folder

from wijkmap.analysis.layers import Layer
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection
from wijkmap.model.visibility import Audience, Viewer
from wijkmap.model.words import Level, Overlay
from wijkmap.present.address import decode
from wijkmap.present.layerview import FigureFile, LayerView, layer_view
from wijkmap.sources.package import load
from wijkmap.ui import cache
from wijkmap.ui.memory import once
from wijkmap.ui.town import City

VIEWER = Viewer(Audience.PUBLIC, dt.date(2026, 1, 31))
VISITORS = 4


def at_once(ask: Callable[[], object]) -> list[object]:
    """Answers to visitors who all ask in the same moment."""
    ready = Barrier(VISITORS)

    def visitor(_: int) -> object:
        ready.wait(10)
        return ask()

    with ThreadPoolExecutor(VISITORS) as threads:
        return list(threads.map(visitor, range(VISITORS)))


def test_visitors_who_ask_at_the_same_time_share_one_answer() -> None:
    made: list[int] = []

    @once(8)
    def answer(asked: int) -> list[int]:
        made.append(asked)
        time.sleep(0.05)
        return [asked]

    answers = at_once(lambda: answer(7))
    assert made == [7]
    assert all(one is answers[0] for one in answers)
    assert answer(7) is answers[0]


def test_a_question_that_failed_is_asked_again() -> None:
    made: list[int] = []

    @once(8)
    def answer(asked: int) -> int:
        made.append(asked)
        if len(made) == 1:
            raise ValueError(asked)
        return asked

    with pytest.raises(ValueError, match="7"):
        answer(7)
    assert at_once(lambda: answer(7)) == [7] * VISITORS
    assert made == [7, 7]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder: Path = tmp_path_factory.mktemp("many")
    mosaic_folder(folder, 60, 35, block=(10, 7))
    return load(folder)


def test_figures_that_are_apart_can_be_asked_for_by_every_visitor(many: Dataset) -> None:
    town = City(many, VIEWER)
    bare, _ = decode({}, many, town.layers)
    chosen = replace(bare, level=Level.BUURT)
    at_once(lambda: cache.map_view(town, chosen).statement)
    gc.collect()
    name = str(cache.map_view(town, chosen).payload.later).rpartition("/")[2]
    assert town.files[name].name == name


def test_a_view_that_is_forgotten_takes_no_file_from_another_with_the_same_figures(
    many: Dataset,
) -> None:
    files: WeakValueDictionary[str, FigureFile] = WeakValueDictionary()
    town = City(many, VIEWER)
    bare, _ = decode({}, many, town.layers)
    chosen = replace(bare, level=Level.BUURT)
    layer = town.layers[chosen.indicator]
    kept = layer_view(many, layer, chosen).apart("figures", files)
    layer_view(many, layer, chosen).apart("figures", files)
    gc.collect()
    assert kept.file is not None
    assert files[kept.file.name] is kept.file


def test_filters_make_no_figures_of_an_indicator_anew(
    small: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = City(small, VIEWER)
    bare, _ = decode({}, small, town.layers)
    whole = cache.map_view(town, bare).payload
    monkeypatch.setattr(cache, "layer_view", None)
    theme, wijk = next(iter(small.words("theme"))), str(small.areas_at(Level.WIJK).index[1])
    asked = replace(bare, themes=(theme,), wijken=(wijk,), hatched=True, overlay=Overlay.NONE)
    filtered = cache.map_view(town, asked).payload
    assert filtered.classes == whole.classes
    assert filtered.inside == "0100"
    assert filtered.hatched
    assert whole.symbols
    assert not filtered.symbols
    assert cache.map_view(town, bare).payload == whole


def test_filters_count_a_register_anew(small: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    town = City(small, VIEWER)
    bare, _ = decode({"kaart": "initiatives"}, small, town.layers)
    asked: list[Selection] = []

    def watched(dataset: Dataset, layer: Layer, part: Selection, beside: None) -> LayerView:
        asked.append(part)
        return layer_view(dataset, layer, part, beside)

    monkeypatch.setattr(cache, "layer_view", watched)
    whole = cache.map_view(town, bare)
    themed = cache.map_view(town, replace(bare, themes=("overig",)))
    assert [part.themes for part in asked] == [(), ("overig",)]
    assert whole.city.value
    assert themed.city.value == 0
