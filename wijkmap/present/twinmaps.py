"""Two maps side by side: what each can show, and how a link says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from wijkmap.analysis.comparison import year_pair
from wijkmap.analysis.layers import Layer, layer_years
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Level, Overlay

__all__ = ["LEVELS", "Side", "SideChoices", "first_sides", "side_choices"]

LEVELS = (Level.WIJK, Level.BUURT)
_YEAR_DIGITS = 4


@dataclass(frozen=True)
class Side:
    """What one of the two maps shows.

    Attributes
    ----------
    layer : str
        Id of a layer.
    year : int or None
        None for a register of all years, and where there is no year at all.
    level : Level
    themes : tuple of str
        Of a register; empty means all.
    """

    layer: str
    year: int | None = None
    level: Level = Level.WIJK
    themes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Text in a link, without what goes without saying.

        Examples
        --------
        >>> str(Side("liveability_score", 2014)), str(Side("initiatives", None, Level.BUURT, ("groen",)))
        ('liveability_score.2014', 'initiatives.buurt.groen')
        """
        year = "" if self.year is None else str(self.year)
        level = "" if self.level is Level.WIJK else self.level.value
        return ".".join(filter(None, (self.layer, year, level, ",".join(self.themes))))


@dataclass(frozen=True)
class SideChoices:
    """Everything that one of two maps can show.

    Attributes
    ----------
    layers : mapping of str to Layer
        In order of the list of choices.
    years : function of (str, Level) to tuple of int
        Years of a layer at a level, ascending; worked out when first asked for.
    themes : tuple of str
        Keys.
    """

    layers: Mapping[str, Layer]
    years: Callable[[str, Level], tuple[int, ...]]
    themes: tuple[str, ...]

    def is_register(self, side: Side) -> bool:
        """Whether a side counts a register."""
        return self.layers[side.layer].register is not None

    def fitting(self, side: Side) -> Side:
        """Nearest to a side that exists: the same year where there is one, else the newest."""
        years = self.years(side.layer, side.level)
        if self.is_register(side):
            return replace(side, year=side.year if side.year in years else None)
        year = side.year if side.year in years else (years[-1] if years else None)
        return replace(side, year=year, themes=())

    def read(self, text: str, default: Side) -> tuple[Side, tuple[str, ...]]:
        """Side that a text in a link asks for, and the parts of it that do not exist.

        Parameters
        ----------
        text : str
            As `Side` writes it; its parts may stand in any order after the layer.
        default : Side
            For an empty text, or a layer that does not exist.
        """
        layer, *parts = text.split(".")
        if layer not in self.layers:
            return default, ((text,) if text else ())
        asked, wrong = Side(layer), []
        for part in filter(None, parts):
            if part in LEVELS:
                asked = replace(asked, level=Level(part))
            elif part.isascii() and part.isdigit() and len(part) == _YEAR_DIGITS:
                asked = replace(asked, year=int(part))
            else:
                named = dict.fromkeys(part.split(","))
                asked = replace(asked, themes=tuple(one for one in named if one in self.themes))
                wrong += [one for one in named if one not in self.themes]
        found = self.fitting(asked)
        if asked.year not in (None, found.year):
            wrong.append(str(asked.year))
        wrong += [one for one in asked.themes if one not in found.themes]
        return found, tuple(wrong)

    def selection(self, side: Side, shared: Selection) -> Selection:
        """Selection of one map: what the page shares, with the side's own choices.

        Nothing lies over the colours: they are what is compared.
        """
        year = Period() if side.year is None else Period((side.year,))
        own = replace(shared, indicator=side.layer, level=side.level, area="", compare="")
        own = replace(own, overlay=Overlay.NONE)
        if not self.is_register(side):
            return replace(own, year=year)
        return replace(own, year=Period(), themes=side.themes, period=year or shared.period)


def side_choices(
    dataset: Dataset, layers: Mapping[str, Layer], themes: Sequence[str]
) -> SideChoices:
    """What both maps may choose from."""
    return SideChoices(
        layers,
        cache(lambda layer, level: layer_years(dataset, layer, level)),
        tuple(themes),
    )


def first_sides(
    dataset: Dataset, layer: Layer, choices: SideChoices, themes: tuple[str, ...] = ()
) -> tuple[Side, Side]:
    """Last year before the start beside the newest; twice the same when there is one.

    A register, which has no year, stands beside the next one, with the themes of the page.
    """
    if layer.register is not None:
        registers = [one for one in choices.layers.values() if one.register is not None]
        other = next((one for one in registers if one.id != layer.id), registers[0])
        return Side(layer.id, themes=themes), Side(other.id, themes=themes)
    mine = layer if layer.id in choices.layers else next(iter(choices.layers.values()))
    newest = choices.fitting(Side(mine.id))
    pair = year_pair(dataset, choices.years(mine.id, Level.WIJK))
    if pair is None:
        return newest, newest
    return Side(mine.id, pair.left), Side(mine.id, pair.right)
