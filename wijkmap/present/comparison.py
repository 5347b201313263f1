"""Vergelijken: pilots beside the rest of the city, in sentences, a table and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkmap.analysis.comparison import (
    Goal,
    comparable_layers,
    goal_of,
    goals,
    group_figures,
)
from wijkmap.analysis.effect.answers import answers
from wijkmap.analysis.effect.verdict import Reason
from wijkmap.analysis.groups import DIFFERENCE
from wijkmap.analysis.layers import Layer, layer_years
from wijkmap.analysis.places import PILOTS, REST
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Level, Measure, State
from wijkmap.present.changes import Drawn, dumbbell_section, trend_section
from wijkmap.present.charts import Event, timeline_strip
from wijkmap.present.found import found_statement
from wijkmap.present.goals import (
    UNDECIDED,
    GoalRow,
    goal_rows,
    goals_statement,
    no_figures,
    source_line,
    undecided_statement,
)
from wijkmap.present.markup import Markup, element, join
from wijkmap.present.numbers import number, signed
from wijkmap.present.questions import default_periods
from wijkmap.present.reservations import reservations
from wijkmap.present.sentences import enumeration
from wijkmap.present.tables import Cell, margin_text, notes, table, value_cell, value_text

__all__ = ["ComparisonView", "chosen_layer", "comparison_view", "neutral_layers"]

_UNITLESS = frozenset({"score", "rapportcijfer"})
_BASIS = ("gemiddelde van", "som van", "mediaan van")


@dataclass(frozen=True)
class ComparisonView:
    """All that the page shows, but for the two maps and what was found.

    Attributes
    ----------
    statement : str
        Title of the page: what is so.
    goal : str
        Key of the goal that is shown, or that what is shown speaks to; may be empty.
    goals_statement : str
    goals : tuple of GoalRow
    layer : Layer or None
        What is compared; None when the chosen goal has no figure at all.
    beside : Markup
        Sentence, table and what may not be concluded.
    trend, dumbbell : Drawn
        Empty for a register or a class.
    timeline : Drawn
    """

    statement: str
    goal: str
    goals_statement: str
    goals: tuple[GoalRow, ...]
    layer: Layer | None
    beside: Markup
    trend: Drawn
    dumbbell: Drawn
    timeline: Drawn


def neutral_layers(dataset: Dataset) -> dict[str, Layer]:
    """Layers that the page can compare, by id; see `comparable_layers`."""
    return {layer.id: layer for layer in comparable_layers(dataset)}


def chosen_layer(
    selection: Selection, layers: Mapping[str, Layer], every_goal: Sequence[Goal]
) -> Layer | None:
    """What a selection compares.

    A goal goes before the map's layer. A register per resident that may not be
    compared becomes its plain count.

    Returns
    -------
    Layer or None
        None when the goal has no figure per wijk.
    """
    if selection.compare:
        goal = next(one for one in every_goal if one.key == selection.compare)
        return goal.evidence[0].layer if goal.evidence else None
    plain = selection.indicator.removesuffix("_per_resident").removesuffix("_per_1000")
    return layers.get(selection.indicator) or layers.get(plain) or next(iter(layers.values()))


def comparison_view(
    dataset: Dataset,
    selection: Selection,
    peildatum: str,
    *,
    layers: Mapping[str, Layer] | None = None,
    every_goal: Sequence[Goal] | None = None,
) -> ComparisonView:
    """View of a selection.

    Parameters
    ----------
    dataset : Dataset
        As the viewer may see it.
    selection : Selection
        ``compare`` or ``indicator`` says what; ``year`` which year of it; the filters on
        theme, stream, status and period hold for initiatives and euros.
    peildatum : str
        In words.
    layers, every_goal : optional
        From `neutral_layers` and `wijkmap.analysis.comparison.goals`, when at hand.
    """
    layers = neutral_layers(dataset) if layers is None else layers
    every_goal = goals(dataset) if every_goal is None else every_goal
    layer = chosen_layer(selection, layers, every_goal)
    key = selection.compare or (goal_of(dataset, layer.id) if layer else "")
    parts = _parts(dataset, layer, selection, peildatum)
    if layer is None:
        goal = next(one for one in every_goal if one.key == key)
        statement = undecided_statement(goal)
        parts = (no_figures(dataset, goal, peildatum), *parts[1:])
    elif selection.compare and (open_goal := _undecided(dataset, every_goal, selection.compare)):
        statement = undecided_statement(open_goal)
    elif layer.register is not None:
        statement = found_statement(dataset, selection, layer)
    else:
        statement = _Shown.of(dataset, layer, selection).statement()
    return ComparisonView(
        statement,
        key,
        goals_statement(dataset, every_goal),
        goal_rows(dataset, every_goal, key),
        layer,
        *parts,
        timeline=_timeline(dataset),
    )


def _undecided(dataset: Dataset, every_goal: Sequence[Goal], key: str) -> Goal | None:
    """Goal of which nothing can be said for want of a declared indicator, or None."""
    reasons = {one.goal: one.judgement.reason for one in answers(dataset)}
    if reasons.get(key) is not Reason.NO_INDICATOR:
        return None
    return next(one for one in every_goal if one.key == key)


def _parts(
    dataset: Dataset, layer: Layer | None, selection: Selection, peildatum: str
) -> tuple[Markup, Drawn, Drawn]:
    """Table, lines and years of an indicator; all empty for a register."""
    if layer is None or layer.register is not None:
        return Markup(""), Drawn(), Drawn()
    return (
        _beside(_Shown.of(dataset, layer, selection), peildatum),
        trend_section(dataset, layer, peildatum),
        dumbbell_section(dataset, layer, peildatum),
    )


@dataclass(frozen=True)
class _Shown:
    """An indicator in one year, for every group."""

    dataset: Dataset
    layer: Layer
    figures: Mapping[str, Figure]

    @classmethod
    def of(cls, dataset: Dataset, layer: Layer, selection: Selection) -> _Shown:
        """Figures of the year asked for; else of the newest with pilots and rest."""
        years = layer_years(dataset, layer.id, Level.WIJK)
        asked = [year for year in selection.year.years if year in years]
        for year in asked[-1:] or reversed(years):
            found = group_figures(dataset, layer, Period((year,)), selection)
            if asked or all(found[key].value is not None for key in (PILOTS, REST)):
                return cls(dataset, layer, found)
        return cls(dataset, layer, group_figures(dataset, layer, Period(), selection))

    @property
    def pilots(self) -> Figure:
        return self.figures[PILOTS]

    @property
    def rest(self) -> Figure:
        return self.figures[REST]

    @property
    def year(self) -> str:
        return self.pilots.year

    @property
    def difference(self) -> Figure | None:
        """Difference when there is one and it is known."""
        found = self.figures.get(DIFFERENCE)
        return found if found and found.value is not None else None

    @property
    def measure(self) -> Measure:
        return self.dataset.catalogue[self.layer.id].measure

    @property
    def partly_known(self) -> str:
        """Names of the pilots with a figure when not all have one; else empty."""
        known = [code for code in self.dataset.pilots if self.figures[code].value is not None]
        if not known or len(known) == len(self.dataset.pilots):
            return ""
        return enumeration([self.dataset.name_of(code) for code in known])

    def bare(self, figure: Figure) -> str:
        """Value without its unit, but with a percent sign or as euros."""
        shows_unit = figure.unit.startswith("%") or figure.unit == "euro"
        return value_text(figure, self.layer.decimals, unit=shows_unit)

    def gap(self, figure: Figure) -> str:
        """Difference in words, in percentage points for a share."""
        words = signed(figure.value or 0.0, self.layer.decimals)
        return f"{words} procentpunt" if figure.unit.startswith("%") else words

    def statement(self) -> str:
        """Title: the two values and their difference, or why there is none."""
        label = self.layer.label
        name = label.split(" (")[0] if self.layer.unit in _UNITLESS else label
        return f"{name}: {self.sentence()}"

    def sentence(self) -> str:
        """Two values and their difference, without a word on what caused it."""
        year = f"in {self.year} " if self.year else ""
        if self.measure is Measure.CLASS:
            each = [
                f"{one.key_label} {self.bare(one)}" for one in map(self._of, self.dataset.pilots)
            ]
            return f"{year}{enumeration(each)}; van klassen bestaat geen gemiddelde"
        if self.measure is Measure.EXTENSIVE:
            parts = [
                f"de pilots {self.bare(self.pilots)}",
                f"de overige wijken {self.bare(self.rest)}",
            ]
            return f"{year}{' en '.join(parts)}; een aantal hangt af van de grootte van de groep"
        if self.pilots.state is not State.KNOWN:
            return f"{year}geen openbaar cijfer voor de pilots, dus een verschil is niet te zeggen"
        value = self.bare(self.pilots)
        mean = "gemiddeld " if self.measure is Measure.SCORE else ""
        pilots = f"de pilots staan {year}{mean}op {value}"
        if self.partly_known:
            pilots = f"van de pilots is {year}alleen {self.partly_known} bekend ({value})"
        if self.difference is None:
            return (
                f"{pilots}; van de overige wijken zijn er te weinig openbare cijfers, "
                "dus een verschil is niet te zeggen"
            )
        rest = f"{'staan ' if self.partly_known else ''}op {self.bare(self.rest)}"
        return f"{pilots} en de overige wijken {rest}, een verschil van {self.gap(self.difference)}"

    def _of(self, code: str) -> Figure:
        return self.figures[code]

    def margin_sentence(self) -> str:
        """What the margin allows to say of the difference."""
        gap = self.difference
        if gap is None:
            if self.measure in (Measure.RATE, Measure.SCORE):
                return f"{UNDECIDED}: een van de twee groepen heeft geen cijfer"
            return "Aantallen en klassen zetten we naast elkaar, zonder verschil"
        if gap.low is None or gap.high is None:
            return "De marge is onbekend, dus of het verschil echt is, is niet te toetsen"
        low, high = (signed(one, self.layer.decimals) for one in (gap.low, gap.high))
        return f"De marge van het verschil loopt van {low} tot {high}"


def _beside(shown: _Shown, peildatum: str) -> Markup:
    layer = shown.layer
    sources = dict.fromkeys(key for one in shown.figures.values() for key in one.sources)
    sentence = shown.sentence()
    told = join([_table(shown), source_line(shown.dataset, sources, tail=_tail(peildatum))])
    # With two years there is an effect above, which says what may not be concluded.
    has_effect = bool(default_periods(shown.dataset, layer.id)[0])
    return element(
        "section",
        element("h2", shown.margin_sentence(), id=None if has_effect else "vergelijking"),
        element("p", f"{layer.label}: {sentence}.", class_="wm-lead"),
        told
        if has_effect
        else element(
            "div",
            element("div", told),
            reservations(shown.dataset, layer.id),
            class_="wm-beside",
        ),
        class_="wm-part",
    )


def _tail(peildatum: str) -> str:
    return f"Peildatum {peildatum}."


def _table(shown: _Shown) -> Markup:
    layer, figures = shown.layer, shown.figures
    every = list(figures.values())
    common = set.intersection(*(set(one.cautions) for one in every if one.state is State.KNOWN))
    rows = [_table_row(shown, figure, common) for figure in every]
    year = f", {shown.year}" if shown.year else ""
    remarks = [one for one in _ordered(every) if one in common]
    if shown.difference is not None:
        remarks.append("Het verschil is berekend met de cijfers voor afronding.")
    return join(
        [
            table(
                f"{layer.label}{year}",
                (
                    "groep",
                    Cell(layer.unit, is_number=True),
                    Cell("marge", is_number=True),
                    "waar het op rust",
                ),
                rows,
            ),
            notes(remarks),
        ]
    )


def _ordered(every: Sequence[Figure]) -> list[str]:
    return list(dict.fromkeys(caution for one in every for caution in one.cautions))


def _table_row(shown: _Shown, figure: Figure, common: set[str]) -> tuple[str | Cell, ...]:
    decimals = shown.layer.decimals
    margin = Cell(margin_text(figure, decimals), is_number=True)
    if figure.key == DIFFERENCE:
        value = value_cell(figure, decimals)
        if figure.value is not None:
            value = Cell(signed(figure.value, decimals), is_number=True)
            if figure.low is not None and figure.high is not None:
                ends = " tot ".join(number(one, decimals) for one in (figure.low, figure.high))
                margin = Cell(ends, is_number=True)
        return figure.key_label, value, margin, ""
    told = [one for one in figure.cautions if one not in common]
    basis = [one for one in told if one.startswith(_BASIS)]
    is_group = figure.key in (PILOTS, REST)
    others = [one for one in told if one not in basis]
    name = figure.key_label
    if figure.key in shown.dataset.pilots:
        name = f"{name} (pilot)"
    elif figure.key == shown.dataset.municipality.code:
        name = f"Hele stad, {name}"
    words = basis if is_group or basis else others[:1]
    lacking = [one for one in others if "onbekend" in one and one not in words]
    return name, value_cell(figure, decimals), margin, "; ".join([*words, *lacking])


def _timeline(dataset: Dataset) -> Drawn:
    rows = dataset["events"]
    if rows.empty:
        return Drawn()
    known = dataset.sources
    pilots = set(dataset.pilots)
    events = []
    for row in rows.to_dict("records"):
        key = next(iter(row["source"]), "")
        page = known.loc[key] if key in known.index else {"url": "", "owner": ""}
        events.append(
            Event(
                date=str(row["date"]),
                title=str(row["title"]),
                url=str(page["url"]),
                source=str(page["owner"]),
                is_pilot=bool(pilots & set(row["area_codes"])),
            )
        )
    years = sorted(one.date[:4] for one in events)
    span = years[0] if years[0] == years[-1] else f"tussen {years[0]} en {years[-1]}"
    return Drawn(
        element("div", element("h2", f"Dit gebeurde er {span}"), class_="wm-part"),
        timeline_strip(events, description="Tijdlijn; elk nummer staat in de lijst eronder."),
    )
