"""What a briefing says: one object, from which page, slides, picture and screen are made."""

from __future__ import annotations

from dataclasses import dataclass

from wijkmap.model.figures import Figure

__all__ = [
    "Briefing",
    "Drawing",
    "Fact",
    "GoalLine",
    "KeyFigure",
    "LegendItem",
    "MapPart",
    "Part",
    "Seal",
    "Sheet",
    "Trend",
]


@dataclass(frozen=True)
class Fact:
    """A figure that the briefing shows, and how it shows it.

    Attributes
    ----------
    place : str
        Part of the briefing: ``titel``, ``kaart``, ``kerncijfers``...
    label : str
        Dutch name of what is measured.
    indicator : str
        Id of the layer; empty where the figure is of no layer.
    figure : Figure
    shown : tuple of str
        The texts that stand on the page for it.
    """

    place: str
    label: str
    indicator: str
    figure: Figure
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Drawing:
    """SVG with what it tells to who cannot see it."""

    svg: str
    told: str


@dataclass(frozen=True)
class LegendItem:
    """One line of a legend: a swatch (SVG) and its words."""

    label: str
    swatch: str


@dataclass(frozen=True)
class Sheet:
    """Small table.

    Attributes
    ----------
    caption : str
    headers : tuple of str
    rows : tuple of tuple of str
    numbers : tuple of int
        Columns that stand to the right.
    """

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class MapPart:
    """The map with its name, its year, its legend, the line under it and its twin."""

    title: str
    year: str
    drawing: Drawing
    legend: tuple[LegendItem, ...]
    under: str
    sheet: Sheet


@dataclass(frozen=True)
class KeyFigure:
    """A figure with the city beside it.

    Attributes
    ----------
    label, year : str
    value : str
        With its unit, or the word for why there is none.
    state : str
        A `State` value.
    beside : str
        The city's value and, where there is one, the target with its result.
    small : str
        Margin, estimate or not, source.
    scale : Drawing or None
        Its place among the others.
    """

    label: str
    year: str
    value: str
    state: str
    beside: str
    small: str
    scale: Drawing | None


@dataclass(frozen=True)
class Trend:
    """Course over the years; without a drawing where there is nothing to draw."""

    title: str
    drawing: Drawing | None
    under: str
    sheet: Sheet | None


@dataclass(frozen=True)
class Part:
    """A part with a heading, a sentence, sometimes a table, and remarks."""

    heading: str
    lead: str
    sheet: Sheet | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class GoalLine:
    """One goal: its name, the verdict in a few words, and the sentence."""

    label: str
    verdict: str
    said: str


@dataclass(frozen=True)
class Seal:
    """What makes a briefing traceable.

    Attributes
    ----------
    code : str
        Opens the same view where it is filled in; see `wijkmap.present.briefing.seal`.
    link : str
        The same as an address; empty when the server has none.
    query : tuple of (str, str)
        The selection as the parameters of a link.
    version : str
        Of the data.
    peildatum, peildatum_words : str
        ``yyyy-mm-dd``, and in words.
    audience : str
        ``public`` or ``internal``.
    """

    code: str
    link: str
    query: tuple[tuple[str, str], ...]
    version: str
    peildatum: str
    peildatum_words: str
    audience: str


@dataclass(frozen=True)
class Briefing:
    """One page about one subject.

    Attributes
    ----------
    municipality, subject, character : str
        The gemeente, who it is about, and one line on what kind of area it is.
    filters : str
        Filters on initiatives and money in words; empty without any.
    title : str
        A statement.
    fictional : bool
    closed : str
        What is written on every page and slide when figures are not public; else empty.
    own : str
        The same when somebody's own delivery is in it; else empty.
    map : MapPart
    key_figures : tuple of KeyFigure
    trend : Trend
    initiatives, money : Part
    goals_heading : str
    goals : tuple of GoalLine
    reserve : Part
        What may not be concluded, as its notes.
    sources : tuple of str
    seal : Seal
    facts : tuple of Fact
        Every figure shown.
    quotes : tuple of str
        Texts on the page that hold digits and are no figure: names, dates, axes.
    """

    municipality: str
    subject: str
    character: str
    filters: str
    title: str
    fictional: bool
    closed: str
    own: str
    map: MapPart
    key_figures: tuple[KeyFigure, ...]
    trend: Trend
    initiatives: Part
    money: Part
    goals_heading: str
    goals: tuple[GoalLine, ...]
    reserve: Part
    sources: tuple[str, ...]
    seal: Seal
    facts: tuple[Fact, ...]
    quotes: tuple[str, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """What every page, slide and screen of it says first."""
        fictional = "Fictief: alle namen en cijfers zijn verzonnen" if self.fictional else ""
        return tuple(one for one in (self.closed, fictional, self.own) if one)
