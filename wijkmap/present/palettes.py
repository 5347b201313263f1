"""Colours of maps and charts, each with where it comes from.

Sequential palettes run from light to dark in one hue, so that they also read in
grey and to colour-blind eyes. Nothing here says good or bad: there is no green
against red.
"""

from __future__ import annotations

from types import MappingProxyType

__all__ = [
    "CATEGORICAL",
    "DIVERGING",
    "INK",
    "MAX_CLASSES",
    "OUTLINE",
    "PAPER",
    "QUIET",
    "SEQUENTIAL",
    "WATER",
    "diverging",
    "sequential",
]

MAX_CLASSES = 5
"""A reader tells five steps of one hue apart on a map, hardly more."""

PAPER = "#ffffff"
INK = "#1d2a32"
"""Text on paper."""
QUIET = "#56626a"
"""Secondary text on paper."""
OUTLINE = "#17222a"
"""Outlines of areas that stand out: pilots, hovered, opened."""
WATER = "#9db4c4"

SEQUENTIAL = MappingProxyType(
    {
        # CARTOColors "Mint", five classes (CARTO, CC BY 4.0).
        "mint": ("#e4f1e1", "#9ccdc1", "#63a6a0", "#337f7f", "#0d585f"),
        # ColorBrewer "Purples", five classes (Cynthia Brewer, Apache 2.0).
        "purple": ("#f2f0f7", "#cbc9e2", "#9e9ac8", "#756bb1", "#54278f"),
        # CARTOColors "BrwnYl", steps 1, 2, 3, 5 and 7 of seven (CARTO, CC BY 4.0).
        "brown": ("#ede5cf", "#e0c2a2", "#d39c83", "#a65461", "#541f3f"),
    }
)
"""Light to dark in one hue, five steps."""

DIVERGING = ("#a6611a", "#dfc27d", "#e3e3e3", "#80cdc1", "#018571")
"""ColorBrewer "BrBG", five classes; its near-white middle is a neutral grey that shows on paper."""

CATEGORICAL = (
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#cc79a7",
    "#e69f00",
    "#56b4e9",
    "#000000",
)
"""Okabe and Ito's set for colour-blind eyes, without its yellow, which vanishes on paper."""

_STEPS = {
    0: (),
    1: (2,),
    2: (1, 3),
    3: (0, 2, 4),
    4: (0, 1, 3, 4),
    5: (0, 1, 2, 3, 4),
}


def sequential(count: int, name: str = "mint") -> tuple[str, ...]:
    """Colours of a sequential palette, light to dark.

    Parameters
    ----------
    count : int
        0 to 5.
    name : str
        Key of `SEQUENTIAL`.

    Raises
    ------
    ValueError
        With more classes than eyes can tell apart.
    """
    return _pick(SEQUENTIAL[name], count)


def diverging(count: int) -> tuple[str, ...]:
    """Colours around a neutral grey; an even number of classes has no grey one.

    Raises
    ------
    ValueError
        With more classes than eyes can tell apart.
    """
    return _pick(DIVERGING, count)


def _pick(palette: tuple[str, ...], count: int) -> tuple[str, ...]:
    if count not in _STEPS:
        raise ValueError(f"a palette has 0 to {MAX_CLASSES} classes, asked were {count}")
    return tuple(palette[step] for step in _STEPS[count])
