"""Which area a row means: a code is taken, a name is only ever suggested."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cached_property

from wijkmap.model.areas import level_of, wijk_of
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Level
from wijkmap.sources.delivery.words import fold

__all__ = ["Places", "clean_code"]

_SHAPE = re.compile(r"(?:NL00|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})", re.ASCII)
_NUMBERED = re.compile(r"^wijk \w{2} ")
_CLOSE = 0.75
_FEW = 3


def clean_code(text: str) -> str:
    """Area code that a text is, without spaces and in capitals; empty when it is none.

    Examples
    --------
    >>> clean_code(" wk 990101 "), clean_code("Molenwijk")
    ('WK990101', '')
    """
    code = re.sub(r"\s", "", text).upper()
    return code if _SHAPE.fullmatch(code) else ""


class Places:
    """Names and codes of a dataset's areas.

    Parameters
    ----------
    dataset : Dataset
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    @cached_property
    def codes(self) -> frozenset[str]:
        """Every area code of the dataset."""
        return frozenset(self._dataset["areas"]["area_code"])

    @cached_property
    def _names(self) -> Mapping[str, frozenset[str]]:
        """Folded name to the codes it may mean; numbered names also without their number."""
        names: dict[str, set[str]] = {}
        for row in self._dataset["areas"].to_dict("records"):
            for name in (row["area_name"], row["short_name"]):
                folded = fold(str(name))
                for one in (folded, _NUMBERED.sub("", folded)):
                    names.setdefault(one, set()).add(str(row["area_code"]))
        for row in self._dataset["aliases"].to_dict("records"):
            names.setdefault(fold(str(row["alias"])), set()).add(str(row["area_code"]))
        names.pop("", None)
        return {name: frozenset(codes) for name, codes in names.items()}

    def named(self, name: str) -> frozenset[str]:
        """Codes of the areas that have exactly this name, in capitals or not."""
        return self._names.get(fold(name), frozenset())

    def suggest(self, name: str, table: str) -> tuple[str, ...]:
        """Codes that a name may mean in a register, the likeliest first.

        Parameters
        ----------
        name : str
        table : str
            A wijk for initiatives and the ledger, any area for observations.
        """
        folded = fold(name)
        # Only when no area has this very name are the ones that look like it shown.
        found = [folded] if folded in self._names else []
        found = found or get_close_matches(folded, self._names, n=_FEW, cutoff=_CLOSE)
        codes: list[str] = []
        for one in found:
            codes += sorted(self._names[one], key=lambda code: (code[:2] != "WK", code))
        if table != "observations":
            codes = [_as_wijk(code) for code in codes]
        return tuple(dict.fromkeys(code for code in codes if code in self.codes))

    def describe(self, code: str) -> str:
        """Code with its name."""
        return f"{code} ({self._dataset.name_of(code)})"

    @staticmethod
    def agree(one: str, other: str) -> bool:
        """Whether two codes are the same area, or one lies in the other."""
        return one == other or wijk_of(other) == one or wijk_of(one) == other


def _as_wijk(code: str) -> str:
    if level_of(code) is Level.BUURT:
        return wijk_of(code)
    return code if level_of(code) is Level.WIJK else ""
