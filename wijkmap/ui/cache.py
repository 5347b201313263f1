"""What the server computes once: the dataset, its layers and the figures asked for.

The only module that decorates. Every key holds the dataset's version and the
viewer, so that nothing made for one viewer can reach another. What follows from a
preview of somebody's own delivery is remembered inside that preview, which lives in
one session; the server's memory never holds it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any
from weakref import WeakValueDictionary

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from wijkmap.analysis.comparison import Goal, goals
from wijkmap.analysis.layers import Layer, layers
from wijkmap.analysis.names import search_names
from wijkmap.analysis.profile import KeyFigure, key_figures
from wijkmap.analysis.scenario.division import Outcome, outcome
from wijkmap.analysis.standings import Frames, frames_of
from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import Figure
from wijkmap.model.selection import Period, Selection
from wijkmap.model.visibility import Viewer, visible
from wijkmap.present import datasets, mapview
from wijkmap.present.briefing import FORMS, Briefing, Known, page_png
from wijkmap.present.briefing import briefing as made_briefing
from wijkmap.present.budget import BudgetLook, BudgetView
from wijkmap.present.comparison import ComparisonView, comparison_view, neutral_layers
from wijkmap.present.effect_view import EffectView, effect_view
from wijkmap.present.found import found_section
from wijkmap.present.geometry import GeometryAsset, geometry_asset
from wijkmap.present.layerview import FigureFile, LayerView, layer_view, without_look
from wijkmap.present.markup import Markup
from wijkmap.present.numbers import day
from wijkmap.present.panel import area_panel, home_panel
from wijkmap.present.paradox import ParadoxView, paradox_view
from wijkmap.present.profile import (
    ProfileView,
    group_panel,
    profile_choices,
    profile_table,
    profile_view,
)
from wijkmap.present.quality import Subject, subjects
from wijkmap.present.questions import Asked
from wijkmap.present.scenarios.view import Ask, ScenarioView
from wijkmap.present.twinmaps import Side, SideChoices, side_choices
from wijkmap.present.twinview import TwinView
from wijkmap.present.twinview import twin_view as make_twin_view
from wijkmap.present.webmap import ASSETS_URL
from wijkmap.sources.package import load
from wijkmap.sources.quality import coverage_counts
from wijkmap.sources.scenario_link import link_scenario
from wijkmap.sources.settings import (
    base_url_from_environment,
    folder_from_environment,
    viewer_from_environment,
)
from wijkmap.ui.memory import remembered
from wijkmap.ui.readings import readings

__all__ = [
    "City",
    "briefing",
    "briefing_file",
    "briefing_pages",
    "budget",
    "city",
    "comparison",
    "data_sets",
    "effect",
    "found",
    "map_figures",
    "map_view",
    "panel",
    "profile",
    "profile_figures",
    "quality_view",
    "reports_beside",
    "scenario_outcome",
    "scenarios",
    "server_city",
    "start_preview",
    "stop_preview",
    "twin_view",
]

_PREVIEW = "_voorbeeld"


@dataclass(frozen=True, eq=False)
class City:
    """A dataset as one viewer may see it, with what follows from it.

    Attributes
    ----------
    dataset : Dataset
        Without the rows that are closed to `viewer`.
    viewer : Viewer
    base : City or None
        Of a preview of somebody's own delivery: the city it was laid upon. A preview
        belongs to one session.
    memory : dict
        What was computed for this preview; unused in a city that the server shares.
    files : weak mapping of str to FigureFile
        Figures that browsers may ask for while their view is remembered; none of a preview.
    """

    dataset: Dataset
    viewer: Viewer
    base: City | None = None
    memory: dict[object, Any] = field(default_factory=dict, repr=False)
    files: WeakValueDictionary[str, FigureFile] = field(default_factory=WeakValueDictionary)

    @property
    def is_preview(self) -> bool:
        """Whether somebody's own delivery is in it."""
        return self.base is not None

    @property
    def identity(self) -> str:
        """Key of everything derived: version and viewer."""
        return f"{self.dataset.version}-{self.viewer.audience}-{self.viewer.date}"

    @cached_property
    def layers(self) -> dict[str, Layer]:
        """Layers of the map, by id, in order of the list of choices."""
        words = self.dataset["vocabulary"]
        topics = words[words["list"] == "topic"].set_index("key")["order"]
        found = sorted(layers(self.dataset), key=lambda one: topics.get(one.topic, len(topics) + 1))
        return {layer.id: layer for layer in found}

    @cached_property
    def geometry(self) -> GeometryAsset:
        """Geometry as the browser gets it; a delivery brings none of its own."""
        return self.base.geometry if self.base else geometry_asset(self.dataset)

    @cached_property
    def search_names(self) -> dict[str, str]:
        """Area code for each name that a reader may look for."""
        return search_names(self.dataset)

    @cached_property
    def frames(self) -> Frames:
        """Figures of a layer in every year, computed when first asked for."""
        return frames_of(self.dataset)

    @cached_property
    def profile_choices(self) -> dict[str, str]:
        """Key and name of everything that has a profile."""
        return profile_choices(self.dataset)

    @cached_property
    def register_years(self) -> tuple[int, int]:
        """First and last year of any initiative or amount."""
        years = pd.concat([self.dataset[one]["year"] for one in ("initiatives", "ledger")])
        return int(years.min()), int(years.max())

    @cached_property
    def neutral_layers(self) -> dict[str, Layer]:
        """Layers that pilots and rest may be compared on, in order of the list of choices."""
        allowed = neutral_layers(self.dataset)
        return {key: layer for key, layer in self.layers.items() if key in allowed}

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """Goals with the figures that speak to them."""
        return goals(self.dataset)

    @cached_property
    def sides(self) -> SideChoices:
        """Everything that one of two maps can show."""
        return side_choices(self.dataset, self.neutral_layers, tuple(self.dataset.words("theme")))


@lru_cache(maxsize=1)
def _dataset(folder: str | None) -> Dataset:
    return load(folder)


@lru_cache(maxsize=4)
def _city(folder: str | None, viewer: Viewer) -> City:
    return City(visible(_dataset(folder), viewer), viewer)


def server_city() -> City:
    """City of this server, as its setting says who looks and at which date."""
    folder = folder_from_environment()
    return _city(str(folder) if folder else None, viewer_from_environment())


def city() -> City:
    """City that this session looks at: the server's, or a preview of its own.

    Outside a session there is no preview.
    """
    base = server_city()
    if get_script_run_ctx(suppress_warning=True) is None:
        return base
    preview = st.session_state.get(_PREVIEW)
    # The peildatum moves at midnight, the folder at a restart: a preview of then is over.
    return preview if isinstance(preview, City) and preview.base is base else base


def start_preview(dataset: Dataset) -> None:
    """Let this session, and no other, look at a dataset with somebody's own rows.

    Parameters
    ----------
    dataset : Dataset
        The server's as its viewer may see it, with rows laid upon it. Rows of the
        delivery that are closed to that viewer stay closed.
    """
    base = server_city()
    st.session_state[_PREVIEW] = City(visible(dataset, base.viewer), base.viewer, base)


def stop_preview() -> None:
    """Let this session look at the server's city again."""
    st.session_state.pop(_PREVIEW, None)


_remembered = remembered(512)
_kept_file = remembered(32)


@_remembered
def _view(town: City, selection: Selection, beside: Selection | None) -> mapview.MapView:
    layer = town.layers[selection.indicator]
    shown = _layer_view(town, without_look(selection), beside)
    asked = replace(without_look(selection), year=Period.parse(shown.year(selection.year)))
    parts = mapview.Parts(shown, _group_figures(town, asked))
    return mapview.map_view(town.dataset, layer, selection, day(town.viewer.date), parts)


@_remembered
def _layer_view(town: City, selection: Selection, beside: Selection | None) -> LayerView:
    shown = layer_view(town.dataset, town.layers[selection.indicator], selection, beside)
    # A file has an address that anybody can ask for: a preview keeps its figures to itself.
    return shown if town.is_preview else shown.apart(f"{ASSETS_URL}/figures", town.files)


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
    """View of the map page, computed once per selection."""
    return _view(town, selection, None)


@_remembered
def twin_view(town: City, sides: tuple[Side, Side], selection: Selection) -> TwinView:
    """View of two maps beside each other; one that is like the other has the same classes."""
    one, other = (town.sides.selection(side, selection) for side in sides)
    alike = one.indicator == other.indicator and without_look(one) != without_look(other)
    views = (
        _view(town, one, without_look(other) if alike else None),
        _view(town, other, without_look(one) if alike else None),
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
    known = Known(frames=town.frames, base_url=address, is_own=town.is_preview)
    return made_briefing(town.dataset, selection, town.viewer, known)


@_kept_file
def briefing_pages(town: City, selection: Selection) -> list[bytes]:
    """Pages of a briefing as pictures."""
    return page_png(briefing(town, selection))


@_kept_file
def briefing_file(town: City, selection: Selection, form: str) -> bytes:
    """Briefing as a file: a key of `wijkmap.present.briefing.FORMS`."""
    return FORMS[form](town.dataset, briefing(town, selection))
