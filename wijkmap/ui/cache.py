"""What the server computes once: the figures asked for.

Beside `wijkmap.ui.town`, which loads, the only module that decorates. Every key holds the dataset's version and the
viewer, so that nothing made for one viewer can reach another. What follows from a
preview of somebody's own delivery is remembered inside that preview, which lives in
one session; the server's memory never holds it.
"""

from __future__ import annotations

from dataclasses import replace

from wijkmap.analysis.layers import Layer
from wijkmap.analysis.profile import KeyFigure, key_figures
from wijkmap.analysis.scenario.division import Outcome, outcome
from wijkmap.model.figures import Figure
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Classing, Level
from wijkmap.present import datasets, mapview
from wijkmap.present.briefing import FORMS, Briefing, Known, page_png
from wijkmap.present.briefing import briefing as made_briefing
from wijkmap.present.budget import BudgetLook, BudgetView
from wijkmap.present.comparison import ComparisonView, comparison_view
from wijkmap.present.effect_view import EffectView, effect_view
from wijkmap.present.found import found_section
from wijkmap.present.layerview import LayerView, layer_part, layer_view
from wijkmap.present.markup import Markup
from wijkmap.present.numbers import day
from wijkmap.present.overlay import Overlaid, overlaid, overlay_part
from wijkmap.present.panel import area_panel, home_panel
from wijkmap.present.paradox import ParadoxView, paradox_view
from wijkmap.present.profile import (
    ProfileView,
    group_panel,
    profile_table,
    profile_view,
)
from wijkmap.present.quality import Subject, subjects
from wijkmap.present.questions import Asked
from wijkmap.present.scenarios.view import Ask, ScenarioView
from wijkmap.present.twinmaps import Side
from wijkmap.present.twinview import TwinView
from wijkmap.present.twinview import twin_view as make_twin_view
from wijkmap.present.webmap import ASSETS_URL
from wijkmap.sources.quality import coverage_counts
from wijkmap.sources.scenario_link import link_scenario
from wijkmap.sources.settings import (
    base_url_from_environment,
)
from wijkmap.ui.memory import remembered
from wijkmap.ui.readings import readings
from wijkmap.ui.town import City

__all__ = [
    "briefing",
    "briefing_file",
    "briefing_pages",
    "budget",
    "comparison",
    "data_sets",
    "effect",
    "found",
    "known_areas",
    "map_figures",
    "map_view",
    "panel",
    "profile",
    "profile_figures",
    "quality_view",
    "reports_beside",
    "scenario_outcome",
    "scenarios",
    "twin_view",
]

_remembered = remembered(512)
_kept_file = remembered(32)


def _view(town: City, selection: Selection, beside: Selection | None) -> mapview.MapView:
    shown = replace(selection, area="", compare="", goals=())
    return _unopened(town, shown, beside).opened(selection.area)


@_remembered
def _unopened(town: City, selection: Selection, beside: Selection | None) -> mapview.MapView:
    layer = town.layers[selection.indicator]
    over = _overlaid(town, overlay_part(selection))
    shown = _layer_view(town, layer_part(layer, selection), beside)
    parts = mapview.Parts(
        shown.under(town.dataset, selection, over),
        _group_figures(town, _group_part(layer, selection, shown.year(selection.year))),
    )
    return mapview.map_view(town.dataset, layer, selection, day(town.viewer.date), parts)


def _group_part(layer: Layer, selection: Selection, year: str) -> Selection:
    """What of a selection decides the figures of pilots and rest, whatever else is shown."""
    part = layer_part(layer, selection)
    return replace(part, level=Level.WIJK, classing=Classing.FIXED, year=Period.parse(year))


@_remembered
def _layer_view(town: City, part: Selection, beside: Selection | None) -> LayerView:
    shown = layer_view(town.dataset, town.layers[part.indicator], part, beside)
    # A file has an address that anybody can ask for: a preview keeps its figures to itself.
    return shown if town.is_preview else shown.apart(f"{ASSETS_URL}/figures", town.files)


@_remembered
def _overlaid(town: City, part: Selection) -> Overlaid:
    return overlaid(town.dataset, part)


@_remembered
def _group_figures(town: City, selection: Selection) -> tuple[Figure, ...]:
    return mapview.group_figures(town.dataset, town.layers[selection.indicator], selection)


@_remembered
def comparison(town: City, selection: Selection) -> ComparisonView:
    """View of pilots beside the rest of the city."""
    when = day(town.viewer.date)
    return comparison_view(
        town.dataset, selection, when, layers=town.neutral_layers, every_goal=town.goals
    )


@_remembered
def effect(town: City, asked: Asked) -> EffectView:
    """Whether the pilots changed more than chance, for one question."""
    return effect_view(town.dataset, asked, day(town.viewer.date))


@_remembered
def reports_beside(town: City) -> ParadoxView:
    """Reports of each wijk beside its feeling of safety and trust."""
    return paradox_view(town.dataset, day(town.viewer.date))


@_remembered
def _found(town: City, filters: Selection) -> str:
    layers = town.neutral_layers.values()
    return found_section(town.dataset, filters, layers, day(town.viewer.date))


def found(town: City, selection: Selection) -> str:
    """Initiatives and euros of pilots and rest: follows the filters on them alone."""
    names = ("themes", "streams", "statuses", "period")
    return _found(town, Selection(**{name: getattr(selection, name) for name in names}))


def map_view(town: City, selection: Selection) -> mapview.MapView:
    """View of the map page, computed once per selection, whatever area is opened."""
    return _view(town, selection, None)


def known_areas(town: City, selection: Selection) -> int:
    """How many areas of the level of a selection have a value."""
    shown = _layer_view(town, layer_part(town.layers[selection.indicator], selection), None)
    return shown.known(shown.year(selection.year))


@_remembered
def twin_view(town: City, sides: tuple[Side, Side], selection: Selection) -> TwinView:
    """View of two maps beside each other; one that is like the other has the same classes."""
    one, other = (town.sides.selection(side, selection) for side in sides)
    parts = [layer_part(town.layers[asked.indicator], asked) for asked in (one, other)]
    alike = one.indicator == other.indicator and parts[0] != parts[1]
    views = (
        _view(town, one, parts[1] if alike else None),
        _view(town, other, parts[0] if alike else None),
    )
    return make_twin_view(town.dataset, town.sides, sides, views, selection)


def panel(town: City, selection: Selection) -> str:
    """Panel beside the map: the opened area, or what a newcomer sees."""
    if selection.area in town.dataset.areas.index:
        # It does not follow the layer: with the next figure it need not be made again.
        kept = ("wijken", "stadsdelen", "themes", "streams", "statuses", "period", "area")
        selection = Selection(**{name: getattr(selection, name) for name in kept})
    return _panel(town, selection)


@_remembered
def _panel(town: City, selection: Selection) -> str:
    dataset, area = town.dataset, selection.area
    if not area:
        return home_panel(dataset, selection.overlay)
    if area not in dataset.areas.index:
        return group_panel(dataset, selection)
    return area_panel(dataset, area, selection, _key_figures(town, area))


@_remembered
def _key_figures(town: City, code: str) -> tuple[KeyFigure, ...]:
    return key_figures(town.dataset, code)


@_remembered
def profile(town: City, selection: Selection) -> ProfileView:
    """Profile of the area of a selection."""
    return profile_view(town.dataset, selection, town.frames, day(town.viewer.date))


@_remembered
def profile_figures(town: City, area: str) -> Markup:
    """Every figure of an area, beside the city's."""
    return profile_table(town.dataset, area, town.frames)


@_remembered
def budget(town: City, selection: Selection, look: BudgetLook) -> BudgetView:
    """View of the ledger under the filters of a selection; its parts are made when shown."""
    return BudgetView(town.dataset, selection, look, day(town.viewer.date))


@_remembered
def scenario_outcome(town: City, text: str) -> tuple[Outcome | None, tuple[str, ...]]:
    """Scenario of a link carried out, or None with a friendly line."""
    scenario, faults = link_scenario(text, town.dataset.wijk_codes)
    if scenario is None:
        return None, faults
    return outcome(town.dataset, scenario, faults), ()


@_remembered
def scenarios(town: City, texts: tuple[str, ...], ask: Ask) -> ScenarioView:
    """View of the scenarios of a link, all of which can be read."""
    found = (scenario_outcome(town, text)[0] for text in texts)
    outcomes = tuple(one for one in found if one is not None)
    return ScenarioView(town.dataset, outcomes, ask, day(town.viewer.date))


@_remembered
def data_sets(town: City) -> tuple[datasets.DataSet, ...]:
    """Rows of the list of data sets."""
    return datasets.data_sets(town.dataset, coverage_counts(town.dataset))


@_remembered
def map_figures(town: City, selection: Selection) -> datasets.MapFigures:
    """Figures of the map under a selection."""
    return datasets.map_figures(town.dataset, town.layers[selection.indicator], selection)


@_remembered
def quality_view(town: City) -> tuple[Subject, ...]:
    """Subjects of data quality."""
    return subjects(town.dataset, readings(town.dataset))


@_remembered
def briefing(town: City, selection: Selection) -> Briefing:
    """Briefing of a selection."""
    address = "" if town.is_preview else base_url_from_environment()
    known = Known(frames=town.frames, base_url=address, own=town.own)
    return made_briefing(town.dataset, selection, town.viewer, known)


@_kept_file
def briefing_pages(town: City, selection: Selection) -> list[bytes]:
    """Pages of a briefing as pictures."""
    return page_png(briefing(town, selection))


@_kept_file
def briefing_file(town: City, selection: Selection, form: str) -> bytes:
    """Briefing as a file: a key of `wijkmap.present.briefing.FORMS`."""
    return FORMS[form](town.dataset, briefing(town, selection))
