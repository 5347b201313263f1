"""Words of the dataset: themes, statuses, streams, sources and indicators."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from wijkmap.model.dataset import Dataset
from wijkmap.sources.delivery.grid import Cell
from wijkmap.sources.delivery.values import Reading, of_fault
from wijkmap.sources.delivery.words import fold
from wijkmap.sources.sheets import near, quoted

__all__ = ["LISTS", "Terms"]

LISTS: Mapping[str, str] = {
    "theme_source": "theme",
    "status_source": "status",
    "stream_source": "stream",
}
"""Column to the list that its words come from."""

_NOTE = "Eigen woord, gebruikt in een levering"
_MOST = 12
_OWN_SOURCE = "eigen-levering"


class Terms:
    """Reads words against one dataset.

    Parameters
    ----------
    dataset : Dataset
    file : str
        Name of the delivery; it becomes a source of its own.
    """

    def __init__(self, dataset: Dataset, file: str) -> None:
        self._dataset, self._file = dataset, file
        words, vocabulary = dataset["mappings"], dataset["vocabulary"]
        self._keys: dict[str, dict[str, str]] = {}
        self._folded: dict[str, dict[str, set[str]]] = {}
        self.labels: dict[str, dict[str, str]] = {}
        """Per list: label to key, in the order of the screen."""
        for name in ("theme", "status", "stream"):
            own = vocabulary[vocabulary["list"] == name].sort_values("order")
            self.labels[name] = dict(zip(own["label"], own["key"], strict=True))
            mine = words[words["list"] == name]
            self._keys[name] = dict(zip(mine["source_word"], mine["key"], strict=True))
            folded: dict[str, set[str]] = {}
            # A key is understood too: it is what our own files show.
            spellings = [
                *self._keys[name],
                *self.labels[name],
                *(key for key in self.labels[name].values() if fold(key) not in folded),
            ]
            for word in spellings:
                folded.setdefault(fold(word), set()).add(word)
            self._folded[name] = folded
        sources = dataset["sources"]
        self._sources = {fold(one): one for one in sources["source_id"]}
        for title, one in zip(sources["title"], sources["source_id"], strict=True):
            self._sources.setdefault(fold(title), one)
        self._indicators: dict[str, set[str]] = {}
        for one in dataset.catalogue.values():
            for word in {fold(one.id), fold(one.label)}:
                self._indicators.setdefault(word, set()).add(one.id)
        taken = set(sources["source_id"])
        self.own_source = _OWN_SOURCE
        number = 1
        while self.own_source in taken:
            number += 1
            self.own_source = f"{_OWN_SOURCE}-{number}"

    def key_of(self, list_name: str, word: str) -> str:
        """Our own group of a word that `word` returned; empty for no word."""
        return self._keys[list_name].get(word) or self._key(list_name, word)

    def _key(self, list_name: str, word: str) -> str:
        labels = self.labels[list_name]
        return labels.get(word, word if word in labels.values() else "")

    def word(self, cell: Cell, list_name: str) -> Reading:
        """Word of the source, as the dataset writes it."""
        expected = "een woord uit de lijst"
        if cell.fault:
            return of_fault(cell, expected)
        text = cell.text
        if not text or text in self._keys[list_name]:
            return Reading(text)
        spellings = sorted(self._folded[list_name].get(fold(text), ()))
        keys = {self.key_of(list_name, one) for one in spellings}
        if len(keys) == 1:
            known = [one for one in spellings if one in self._keys[list_name]]
            best = (known or spellings)[0]
            return Reading(best, note="" if best == text else f"'{text}' is gelezen als '{best}'")
        if keys:
            groups = [label for label, key in self.labels[list_name].items() if key in keys]
            return Reading(
                found=quoted(text),
                expected="een woord dat bij één groep hoort",
                remedy=f"Schrijf {' of '.join(groups)}.",
                readings=tuple(groups),
            )
        shown = list(self.labels[list_name])
        more = ", ..." if len(shown) > _MOST else ""
        return Reading(
            found=quoted(text),
            expected=f"een van: {', '.join(shown[:_MOST])}{more}",
            remedy=near(fold(text), self._folded[list_name])
            + "Kies een woord uit de lijst in het sjabloon.",
        )

    def source(self, cell: Cell) -> Reading:
        """Sources by their key or title; the delivery itself when the cell is empty."""
        expected = "een bron uit de lijst van bronnen, of een lege cel"
        if cell.fault:
            return of_fault(cell, expected)
        parts = [part.strip() for part in cell.text.split(";") if part.strip()]
        if not parts:
            return Reading(self.own_source)
        found = [self._sources.get(fold(part), "") for part in parts]
        if all(found):
            return Reading(";".join(dict.fromkeys(found)))
        lost = parts[found.index("")]
        return Reading(
            found=quoted(lost),
            expected=expected,
            remedy=near(fold(lost), self._sources)
            + "Laat de cel leeg: dan geldt deze levering als bron. Zet de naam bij Kanttekening.",
        )

    def indicator(self, cell: Cell) -> Reading:
        """Key of an indicator, by its key or its name."""
        expected = "een indicator uit de lijst"
        if cell.fault:
            return of_fault(cell, expected)
        if not cell.filled:
            return Reading(
                found="een lege cel", expected=expected, remedy="Schrijf de naam van de indicator."
            )
        keys = sorted(self._indicators.get(fold(cell.text), ()))
        if len(keys) == 1:
            return Reading(keys[0])
        if keys:
            return Reading(
                found=f"{quoted(cell.text)}, de naam van meer indicatoren",
                expected=expected,
                remedy=f"Schrijf de sleutel: {' of '.join(keys)}.",
                readings=tuple(keys),
            )
        return Reading(
            found=quoted(cell.text),
            expected=expected,
            remedy=near(fold(cell.text), self._indicators)
            + "De namen staan op het blad Uitleg van het sjabloon.",
        )

    def in_percent(self, indicator: str) -> bool:
        """Whether an indicator is measured in per cent."""
        return self._dataset.catalogue[indicator].unit.startswith("%")

    def new_mappings(self, used: Mapping[str, set[str]]) -> pd.DataFrame:
        """Rows that the table ``mappings`` lacks for these words, per list."""
        rows = [
            (name, word, self.key_of(name, word), _NOTE)
            for name, words in used.items()
            for word in sorted(words)
            if word and word not in self._keys[name]
        ]
        columns = list(self._dataset["mappings"].columns)
        frame = pd.DataFrame(rows, columns=["list", "source_word", "key", "note"], dtype="str")
        return frame[columns]

    def new_sources(self, used: set[str]) -> pd.DataFrame:
        """The delivery as a row of the table ``sources``, when a row refers to it."""
        row = dict.fromkeys(self._dataset["sources"].columns, "") | {
            "source_id": self.own_source,
            "owner": self._dataset.municipality.name,
            "title": f"Eigen levering: {self._file}",
            "note": "Aangeleverd door een gebruiker, niet gecontroleerd door de makers",
        }
        rows = [row] if self.own_source in used else []
        return pd.DataFrame(rows, columns=list(row), dtype="str")
