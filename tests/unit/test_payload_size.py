from __future__ import annotations

import pytest

from wijkmap.analysis.layers import layers
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Selection
from wijkmap.model.words import Level
from wijkmap.present.layerview import layer_view
from wijkmap.present.mapwords import shared_words


@pytest.mark.parametrize(("level", "most"), [(Level.WIJK, 2_800), (Level.BUURT, 4_000)])
def test_all_years_of_any_layer_with_values_and_margins_are_a_few_kilobytes(
    venlo: Dataset, level: Level, most: int
):
    words = shared_words(venlo)
    sizes = {
        layer.id: len(
            layer_view(venlo, layer, asked := Selection(indicator=layer.id, level=level))
            .under(venlo, asked)
            .payload.json(words)
            .encode()
        )
        for layer in layers(venlo)
        if layer.register is None
    }
    assert len(sizes) > 20
    assert {name: size for name, size in sizes.items() if size > most} == {}
