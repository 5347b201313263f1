"""Six bits in a letter: known answers, what comes out is what went in, and one alphabet for both."""

from __future__ import annotations

import re
from importlib import resources
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkmap.present.packing import SIGNS, packed, packed_text

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def unpacked(text: str, signs: str, count: int) -> str:
    """As the map's script does it: the number of a letter, digit by digit."""
    each = {2: 6, 3: 3, 8: 2}[len(signs)]
    rows = [
        [signs[LETTERS.index(one) // len(signs) ** place % len(signs)] for place in range(each)]
        for one in text
    ]
    return "".join(chain.from_iterable(reversed(row) for row in rows))[:count]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("classes", "", ""),
        ("classes", "00", "A"),
        ("classes", "01", "B"),
        ("classes", "10", "I"),
        ("classes", "nn", "_"),
        ("classes", "4", "g"),
        ("inside", "000001", "B"),
        ("inside", "1111111", "_g"),
        ("differs", "--1", "Z"),
    ],
)
def test_known_answers(name: str, text: str, said: str):
    assert packed_text(text, SIGNS[name]) == said


@given(st.data())
def test_what_comes_out_is_what_went_in(data: st.DataObject):
    signs = data.draw(st.sampled_from(sorted(SIGNS.values())))
    text = data.draw(st.text(signs, max_size=40))
    assert unpacked(packed_text(text, signs), signs, len(text)) == text


def test_only_what_is_made_of_signs_is_packed():
    found = packed({"classes": ("01", ""), "inside": "1", "scaled": ("400,410",), "decimals": 2})
    assert found == {"classes": ["B", ""], "inside": "g", "scaled": ("400,410",), "decimals": 2}


def test_a_sign_of_another_alphabet_is_refused():
    with pytest.raises(KeyError):
        packed_text("05", SIGNS["classes"])


def test_the_map_reads_the_same_alphabet():
    script = (resources.files("wijkmap.present") / "assets" / "map" / "packing.js").read_text(
        "utf-8"
    )
    assert f'LETTERS = "{LETTERS}"' in script
    assert dict(re.findall(r'(\w+): "([01234msn-]+)"', script)) == SIGNS
