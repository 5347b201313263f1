"""The city that a session looks at: the server's own, or with what is the session's alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from weakref import WeakValueDictionary

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from wijkmap.analysis.comparison import Goal, goals
from wijkmap.analysis.layers import Layer, layers
from wijkmap.analysis.names import search_names
from wijkmap.analysis.standings import Frames, frames_of
from wijkmap.model.care import CareDecision
from wijkmap.model.dataset import Dataset
from wijkmap.model.visibility import Viewer, visible
from wijkmap.present.comparison import neutral_layers
from wijkmap.present.geometry import GeometryAsset, geometry_asset
from wijkmap.present.layerview import FigureFile
from wijkmap.present.profile import profile_choices
from wijkmap.present.twinmaps import SideChoices, side_choices
from wijkmap.sources.decisions import settled
from wijkmap.sources.package import load
from wijkmap.sources.settings import folder_from_environment, viewer_from_environment
from wijkmap.ui.memory import once

__all__ = [
    "City",
    "city",
    "decide",
    "server_city",
    "start_preview",
    "stop_preview",
    "undo_decision",
]

_PREVIEW = "_voorbeeld"
_DECISIONS = "_zorgbesluiten"
_DECIDED = "_voorbeeld_besloten"
_OWN_ROWS = "een eigen levering, die niemand heeft nagekeken"
_OWN_DECISIONS = "eigen besluiten over zorggeld, die nog in geen bestand staan"


@dataclass(frozen=True, eq=False)
class City:
    """A dataset as one viewer may see it, with what follows from it.

    Attributes
    ----------
    dataset : Dataset
        Without the rows that are closed to `viewer`.
    viewer : Viewer
    base : City or None
        Of a preview of somebody's own delivery or decisions: the server's city that it was
        laid upon. A preview belongs to one session.
    memory : dict
        What was computed for this preview; unused in a city that the server shares.
    files : weak mapping of str to FigureFile
        Figures that browsers may ask for while their view is remembered; none of a preview.
    under : City or None
        What the decisions were laid upon; None without them.
    decisions : mapping of str to CareDecision
        What this session decided about doubtful lines, by entry.
    """

    dataset: Dataset
    viewer: Viewer
    base: City | None = None
    memory: dict[object, Any] = field(default_factory=dict, repr=False)
    files: WeakValueDictionary[str, FigureFile] = field(default_factory=WeakValueDictionary)
    under: City | None = None
    decisions: Mapping[str, CareDecision] = field(default_factory=dict)

    @property
    def is_preview(self) -> bool:
        """Whether something is in it that this session has alone."""
        return self.base is not None

    @property
    def own(self) -> str:
        """What of it this session has alone, in Dutch; empty when nothing is."""
        rows = self if self.under is None else self.under
        parts = [_OWN_ROWS] if rows.is_preview else []
        return " en ".join([*parts, *([_OWN_DECISIONS] if self.decisions else [])])

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
    def register_years(self) -> tuple[int, int] | None:
        """First and last year of any initiative or amount; None with nothing to choose."""
        years = pd.concat([self.dataset[one]["year"] for one in ("initiatives", "ledger")])
        seen = sorted(set(years.dropna().astype(int)))
        return (seen[0], seen[-1]) if len(seen) > 1 else None

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


@once(1)
def _dataset(folder: str | None) -> Dataset:
    return load(folder)


@once(4)
def _city(folder: str | None, viewer: Viewer) -> City:
    return City(visible(_dataset(folder), viewer), viewer)


def server_city() -> City:
    """City of this server, as its setting says who looks and at which date."""
    folder = folder_from_environment()
    return _city(str(folder) if folder else None, viewer_from_environment())


def city() -> City:
    """City that this session looks at: the server's, or one with rows or decisions of its own.

    Outside a session there are none of these.
    """
    base = server_city()
    if get_script_run_ctx(suppress_warning=True) is None:
        return base
    preview = st.session_state.get(_PREVIEW)
    # The peildatum moves at midnight, the folder at a restart: a preview of then is over.
    under = preview if isinstance(preview, City) and preview.base is base else base
    return _decided(under, st.session_state.get(_DECISIONS, {}))


def _decided(under: City, decisions: Mapping[str, CareDecision]) -> City:
    """City with the decisions of this session, made once."""
    if not decisions:
        return under
    made = st.session_state.get(_DECIDED)
    if not (isinstance(made, City) and made.under is under and made.decisions is decisions):
        dataset = settled(under.dataset, decisions)
        base = under.base or under
        made = City(dataset, under.viewer, base, under=under, decisions=decisions)
        st.session_state[_DECIDED] = made
    return made


def decide(entry: str, decision: CareDecision) -> None:
    """Let this session, and no other, look at its city with a decision about an entry."""
    st.session_state[_DECISIONS] = {**st.session_state.get(_DECISIONS, {}), entry: decision}


def undo_decision(entry: str) -> None:
    """Take a decision of this session back."""
    found = st.session_state.get(_DECISIONS, {})
    st.session_state[_DECISIONS] = {key: one for key, one in found.items() if key != entry}


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
    for name in (_PREVIEW, _DECISIONS, _DECIDED):
        st.session_state.pop(name, None)
