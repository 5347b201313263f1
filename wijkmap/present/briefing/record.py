"""The record of a briefing in the making: every figure that is told, and every text quoted."""

from __future__ import annotations

import datetime as dt

from wijkmap.model.figures import Figure
from wijkmap.model.visibility import ALWAYS
from wijkmap.present.briefing.content import Fact

__all__ = ["Record"]


class Record:
    """Collects what a briefing shows while it is made; its end is a manifest."""

    def __init__(self) -> None:
        self._facts: list[Fact] = []
        self._quotes: dict[str, None] = {}

    def tell(
        self, place: str, label: str, figure: Figure, *shown: str, indicator: str = ""
    ) -> None:
        """Note a figure with the texts that stand for it; empty texts are left out."""
        texts = tuple(dict.fromkeys(one for one in shown if one))
        self._facts.append(Fact(place, label, indicator, figure, texts))

    def quote(self, *texts: str) -> None:
        """Note texts that hold digits and are no figure."""
        for one in texts:
            if any(sign.isdigit() for sign in one):
                self._quotes[one] = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Figures in the order in which they were told."""
        return tuple(self._facts)

    @property
    def quotes(self) -> tuple[str, ...]:
        """Quoted texts, each once."""
        return tuple(self._quotes)

    @property
    def public_from(self) -> dt.date:
        """Strictest date of all figures told."""
        return max((one.figure.public_from for one in self._facts), default=ALWAYS)
