"""What lies on the desk of the scenario maker: the scenarios of the link, and how to change them.

The link holds every scenario whole. A widget that changes reads the one being made,
changes it, and writes the link.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

import wijkmap
from wijkmap.analysis.scenario.division import Outcome
from wijkmap.analysis.scenario.edits import first_scenario
from wijkmap.model.scenario import Scenario
from wijkmap.model.selection import Selection
from wijkmap.model.words import Level
from wijkmap.present.address import choice
from wijkmap.present.scenarios.view import TODAY, Ask
from wijkmap.present.scenarios.words import RULE_NAMES
from wijkmap.sources.scenario_file import read_scenario
from wijkmap.sources.scenario_link import scenario_link
from wijkmap.sources.typed import typed_cents, typed_number
from wijkmap.ui.cache import scenario_outcome
from wijkmap.ui.state import turn
from wijkmap.ui.town import City

__all__ = ["GAINS", "PLACES", "Desk", "edit", "lay", "read_cents", "read_desk", "read_number"]

PLACES = ("scenario", "scenario2", "scenario3")
"""Parameters of the link, one per scenario; the first is the one being made."""

GAINS = "verschil"
_EXAMPLE = Path(wijkmap.__file__).parent / "docs" / "scenario.toml"
_UNREAD = "_scenario_niet_gelezen"


@dataclass(frozen=True)
class Desk:
    """The scenarios of the link.

    Attributes
    ----------
    town : City
    texts : tuple of str
        As in the link, of those that can be read.
    outcomes : tuple of Outcome
        In the same order.
    ask : Ask
    lines : tuple of str
        A friendly line per part of the link, or of what was typed, that cannot be followed.
    """

    town: City
    texts: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    ask: Ask
    lines: tuple[str, ...]

    @property
    def mine(self) -> Outcome:
        """The one being made."""
        return self.outcomes[0]

    @property
    def scenario(self) -> Scenario:
        """Rules of the one being made."""
        return self.outcomes[0].scenario


def read_desk(town: City, selection: Selection) -> Desk:
    """Scenarios of the link; a bare link begins with an example."""
    query = st.query_params.to_dict()
    texts: list[str] = []
    outcomes: list[Outcome] = []
    lines: list[str] = []
    for name in PLACES:
        text = query.get(name, "")
        if not text:
            continue
        found, wrong = scenario_outcome(town, text)
        lines += wrong
        if found is not None:
            texts.append(text)
            outcomes.append(found)
    if not outcomes:
        first, _ = scenario_outcome(town, _start(town))
        assert first is not None  # noqa: S101 - our own text
        texts, outcomes = [_start(town)], [first]
    places = [str(at + 1) for at in range(1, len(outcomes))]
    against, wrong = choice(query, "tegen", (TODAY, *places), "")
    lines += wrong
    by, wrong = choice(query, "per", (Level.WIJK.value, Level.STADSDEEL.value), Level.WIJK.value)
    lines += wrong
    shows, wrong = choice(query, "toon", (GAINS,), "")
    lines += wrong
    lines += st.session_state.pop(_UNREAD, ())
    ask = Ask(against, by, shows == GAINS, selection.area)
    return Desk(town, tuple(texts), tuple(outcomes), ask, tuple(lines))


def _start(town: City) -> str:
    return town.dataset.once(("scenario_start",), lambda: scenario_link(_first(town)))


def _first(town: City) -> Scenario:
    """Annotated example of the method pages, where its figures exist; else a plain one."""
    example, faults = read_scenario(_EXAMPLE, town.dataset.wijk_codes)
    found, _ = scenario_outcome(town, scenario_link(example))
    if not faults and found is not None and found.division is not None:
        return example
    first = first_scenario(town.dataset, "Basis, inwoners en behoefte")
    return replace(
        first, rules=tuple(replace(rule, name=RULE_NAMES[rule.kind]) for rule in first.rules)
    )


def lay(*scenarios: Scenario) -> None:
    """Write these scenarios in the link, the one being made first."""
    texts = [scenario_link(one) for one in scenarios[: len(PLACES)]]
    texts += [""] * (len(PLACES) - len(texts))
    turn(**dict(zip(PLACES, texts, strict=True)))


def edit(town: City, change: Callable[[Scenario], Scenario]) -> None:
    """Change the scenario being made."""
    desk = read_desk(town, Selection())
    mine, *others = (one.scenario for one in desk.outcomes)
    lay(change(mine), *others)


def read_cents(key: str) -> int | None:
    """Cents typed in a box; None, and a line on the page, when they cannot be read."""
    value = _read(key, typed_cents)
    return None if value is None else int(value)


def read_number(key: str) -> float | None:
    """Number typed in a box; None, and a line on the page, when it cannot be read."""
    return _read(key, typed_number)


def _read(key: str, reader: Callable[[str], tuple[float | None, str]]) -> float | None:
    value, wrong = reader(str(st.session_state[key]))
    if wrong:
        st.session_state[_UNREAD] = (wrong,)
    return value
