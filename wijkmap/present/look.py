"""How a reader wants a map to look, in words: for the list of choices and the legend."""

from __future__ import annotations

from types import MappingProxyType

from wijkmap.model.words import Classing, Overlay

__all__ = ["CLASSING_WORDS", "OVERLAY_WORDS", "classing_line"]

CLASSING_WORDS = MappingProxyType(
    {
        Classing.FIXED: "Vast voor dit cijfer",
        Classing.QUANTILE: "Evenveel gebieden per klas",
        Classing.EQUAL: "Even brede klassen",
        Classing.NATURAL: "Natuurlijke klassen",
    }
)
"""Name of each way to make classes."""

OVERLAY_WORDS = MappingProxyType(
    {
        Overlay.INITIATIVES: "Initiatieven van bewoners",
        Overlay.PLANNED: "Geld: gepland",
        Overlay.AWARDED: "Geld: toegekend",
        Overlay.SPENT: "Geld: besteed",
        Overlay.PROPOSED: "Geld: voorgesteld",
        Overlay.RESERVE: "Geld: in reserve",
        Overlay.NONE: "Niets",
    }
)
"""Name of each thing that can lie over the colours."""

_LINES = {
    Classing.FIXED: "",
    Classing.QUANTILE: "Klassen met ongeveer evenveel gebieden, over alle jaren samen.",
    Classing.EQUAL: "Even brede klassen, voor alle jaren gelijk.",
    Classing.NATURAL: "Klassen waar de waarden uit elkaar liggen, over alle jaren samen.",
}


def classing_line(classing: Classing) -> str:
    """Sentence for the legend; empty for the classes that one expects."""
    return _LINES[classing]
