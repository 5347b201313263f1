from __future__ import annotations

import pytest

import wijkmap
from wijkmap.analysis.layers import layers
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection
from wijkmap.model.words import Level
from wijkmap.present.layerview import layer_view
from wijkmap.present.mapwords import shared_words


@pytest.fixture(scope="module")
def city() -> Dataset:
    return wijkmap.load()


@pytest.mark.parametrize(("level", "most"), [(Level.WIJK, 2_800), (Level.BUURT, 4_000)])
def test_all_years_of_any_layer_with_values_and_margins_are_a_few_kilobytes(
    city: Dataset, level: Level, most: int
):
    words = shared_words(city)
    sizes = {
        layer.id: len(
            layer_view(city, layer, Selection(indicator=layer.id, level=level))
            .payload.json(words)
            .encode()
        )
        for layer in layers(city)
        if layer.register is None
    }
    assert len(sizes) > 20
    assert {name: size for name, size in sizes.items() if size > most} == {}
