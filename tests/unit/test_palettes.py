from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from coloraide import Color

from wijkmap.present.palettes import (
    CATEGORICAL,
    DIVERGING,
    INK,
    OUTLINE,
    PAPER,
    QUIET,
    SEQUENTIAL,
    diverging,
    sequential,
)

EYES = ("deutan", "protan", "tritan")
DISTINCT = 6.0  # delta E 2000; about 2 is just noticeable side by side


def seen(colour: str, eyes: str) -> Color:
    return Color(colour).filter(eyes)


def lightness(colour: str | Color) -> float:
    return Color(colour).convert("lab-d65")["l"]


@pytest.mark.parametrize("name", SEQUENTIAL)
@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_sequential_runs_from_light_to_dark_also_in_grey(name: str, count: int):
    steps = [lightness(colour) for colour in sequential(count, name)]
    assert all(before - after >= 8 for before, after in pairwise(steps))


@pytest.mark.parametrize("palette", [*SEQUENTIAL.values(), DIVERGING])
@pytest.mark.parametrize("eyes", EYES)
def test_neighbouring_classes_differ_to_every_eye(palette: tuple[str, ...], eyes: str):
    for one, other in pairwise(palette):
        assert seen(one, eyes).delta_e(seen(other, eyes), method="2000") >= DISTINCT


@pytest.mark.parametrize("eyes", EYES)
def test_the_two_sides_of_a_diverging_palette_differ_to_every_eye(eyes: str):
    for low, high in ((DIVERGING[0], DIVERGING[-1]), (DIVERGING[1], DIVERGING[-2])):
        assert seen(low, eyes).delta_e(seen(high, eyes), method="2000") >= DISTINCT


@pytest.mark.parametrize("eyes", EYES)
def test_categories_differ_to_every_eye(eyes: str):
    for one, other in combinations(CATEGORICAL, 2):
        assert seen(one, eyes).delta_e(seen(other, eyes), method="2000") >= DISTINCT


def test_the_middle_of_a_diverging_palette_is_grey():
    assert Color(DIVERGING[2]).convert("oklch")["c"] < 0.01
    assert diverging(4) == (*DIVERGING[:2], *DIVERGING[3:])


@pytest.mark.parametrize("colour", [INK, QUIET])
def test_text_has_contrast_on_paper(colour: str):
    assert Color(colour).contrast(PAPER) >= 4.5


def test_outlines_stand_out_from_paper():
    # On a dark class an outline lies between two lines of paper.
    assert Color(OUTLINE).contrast(PAPER) >= 3


@pytest.mark.parametrize("count", [6, -1])
def test_more_classes_than_eyes_can_tell_are_refused(count: int):
    with pytest.raises(ValueError, match="classes"):
        sequential(count)
