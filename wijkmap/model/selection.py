"""A selection: what a reader chose to look at. It lives in the URL and in the CLI's filters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wijkmap.model.errors import SelectionError
from wijkmap.model.words import Classing, Level, Overlay

__all__ = ["Period", "Selection"]

_RANGE = re.compile(r"(\d{4})-(\d{4})")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Period:
    """One or more calendar years; empty means every year, the unknown included.

    Attributes
    ----------
    years : tuple of int
        Ascending, without doubles.
    """

    years: tuple[int, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2014``, ``2012-2014`` or ``2012,2014``.

        Raises
        ------
        SelectionError
            When the text is none of these, or a range runs backwards.
        """
        years: set[int] = set()
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            if match := _RANGE.fullmatch(part):
                first, last = map(int, match.groups())
                if last < first:
                    raise SelectionError(
                        f"Periode {part!r} loopt achteruit. Schrijf {last}-{first}."
                    )
                years.update(range(first, last + 1))
            elif _YEAR.fullmatch(part):
                years.add(int(part))
            else:
                raise SelectionError(
                    f"Periode {text!r} is niet te lezen. Schrijf 2014, 2012-2014 of 2012,2014."
                )
        return cls(tuple(sorted(years)))

    def __str__(self) -> str:
        """Shortest text that `parse` reads back: a range where years follow each other."""
        years = self.years
        if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
            return f"{years[0]}-{years[-1]}"
        return ",".join(map(str, years))

    def __bool__(self) -> bool:
        """Whether any year was chosen."""
        return bool(self.years)


@dataclass(frozen=True)
class Selection:
    """Filters narrow each other; within one filter the choices add up.

    Attributes
    ----------
    wijken : tuple of str
        Wijk codes; empty means all, and whatever has no wijk too.
    stadsdelen, themes, streams, statuses : tuple of str
        Keys of the municipality and the vocabulary; empty means all, unknown too.
    period : Period
        Years of initiatives and ledger entries; empty means all, unknown too.
    indicator : str
        Id in the catalogue, or of a register layer; empty means the default.
    level : Level
        Level of area asked for.
    year : Period
        Year or years of the indicator; several years give their mean.
    area : str
        Code of the opened area, ``stadsdeel:KEY`` or ``pilots``; empty when none is.
    compare : str
        Key of the goal that is compared; empty: whatever ``indicator`` names.
    classing : Classing
        How the classes of a map are made.
    hatched : bool
        Whether a map hatches the wijken that do not differ from the rest of the city.
    overlay : Overlay
        What lies over the colours of a map.
    goals : tuple of str
        Keys of the goals that a briefing tells of; empty means all.
    """

    wijken: tuple[str, ...] = ()
    stadsdelen: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    streams: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    period: Period = Period()
    indicator: str = ""
    level: Level = Level.WIJK
    year: Period = Period()
    area: str = ""
    compare: str = ""
    classing: Classing = Classing.FIXED
    hatched: bool = False
    overlay: Overlay = Overlay.INITIATIVES
    goals: tuple[str, ...] = ()

    @property
    def narrows_place(self) -> bool:
        """Whether a filter on place leaves out whatever has no wijk."""
        return bool(self.wijken or self.stadsdelen)
