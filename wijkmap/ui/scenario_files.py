"""Scenarios to keep: as files to take home, and from a file that was kept."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from wijkmap.model.scenario import Scenario
from wijkmap.present.markup import Markup, element
from wijkmap.present.numbers import euro, number
from wijkmap.present.scenarios.sheets import machine_sheet, scenario_sheets
from wijkmap.present.scenarios.view import ScenarioView
from wijkmap.present.scenarios.words import EXAMPLE
from wijkmap.present.tables import notes
from wijkmap.sources.exports import About, about, file_name, to_csv, to_xlsx
from wijkmap.sources.scenario_file import parse_scenario
from wijkmap.sources.scenario_link import LONG_LINK, scenario_link
from wijkmap.sources.scenario_text import scenario_text
from wijkmap.ui.scenario_desk import Desk, lay
from wijkmap.ui.town import City

__all__ = ["ScenarioFile", "keep", "part_title"]

_BOX = "s_bestand"
_FAULTS = "_scenario_bestand"
_MOST_BYTES = 200_000
_LONGEST_LINK = 6_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class ScenarioFile:
    """A scenario as files.

    Attributes
    ----------
    desk : Desk
    view : ScenarioView
        Of the same scenarios.
    """

    desk: Desk
    view: ScenarioView

    @property
    def title(self) -> str:
        """What the file is about."""
        return f"scenario {self.desk.scenario.name}".strip()

    @property
    def about(self) -> About:
        """What the file says about itself."""
        town = self.desk.town
        divisions = [one.division for one in self.desk.outcomes if one.division is not None]
        beside = self.view.against.sources if self.view.against is not None else ()
        used = tuple(sorted({*beside, *(key for one in divisions for key in one.sources)}))
        said = about(
            town.dataset,
            town.viewer,
            self.title,
            [pd.DataFrame({"sources": [used]})],
            [f"pot van {one.scenario.name}: {euro(one.scenario.pot / 100)}" for one in divisions],
        )
        told = [EXAMPLE, *divisions[0].cautions]
        if self.view.against is not None:
            told += self.view.against.lines
        return said.with_cautions(
            *told, *([f"Voorbeeld met {town.own}."] if town.is_preview else [])
        )

    def xlsx(self) -> bytes:
        """Division and comparison per wijk and per stadsdeel, rules and choices."""
        sheets = scenario_sheets(self.desk.town.dataset, self.desk.outcomes, self.view.against)
        return to_xlsx(sheets, self.about)

    def csv(self) -> bytes:
        """Division as it is shown, with the columns of the command line."""
        assert self.view.division is not None  # noqa: S101 - no button without one
        return to_csv(machine_sheet(self.view.division), self.about)

    def toml(self) -> bytes:
        """Rules, as the command line reads them."""
        return scenario_text(self.desk.scenario).encode()


def part_title(words: str) -> Markup:
    """Heading of a part of the page."""
    return element("h2", words, class_="wm-part-title")


def keep(desk: Desk, view: ScenarioView) -> None:
    """Draw the part: files, the link, and a box for a file that was kept."""
    with st.container(key="bewaren"):
        _keep(desk, view)


def _keep(desk: Desk, view: ScenarioView) -> None:
    st.html(part_title("Bewaren en meenemen"))
    file = ScenarioFile(desk, view)
    with st.container(key="neem_scenario", horizontal=True):
        if desk.mine.division is not None:
            _button(file, "Excel *van dit scenario*", "xlsx", _XLSX)
            _button(file, "CSV *van dit scenario*", "csv", "text/csv", f" per {view.level}")
        _button(file, "Regels als bestand (TOML)", "toml", "application/toml")
    st.html(notes(_told(desk)))
    st.file_uploader(
        "Open een scenario uit een bestand (TOML)",
        type=["toml"],
        key=_BOX,
        on_change=_receive,
        args=(desk,),
    )
    if faults := st.session_state.pop(_FAULTS, ()):
        st.html(notes(faults))


def _button(file: ScenarioFile, label: str, extension: str, mime: str, per: str = "") -> None:
    town = file.desk.town
    st.download_button(
        label,
        data=getattr(file, extension),
        file_name=file_name(town.dataset, f"{file.title}{per}", extension, town.viewer),
        mime=mime,
        key=f"s_neem_{extension}",
        on_click="ignore",
        type="tertiary",
    )


def _told(desk: Desk) -> list[str]:
    """What the link is good for, and when it is too long."""
    size = sum(len(scenario_link(one.scenario)) for one in desk.outcomes)
    what = "het scenario" if len(desk.outcomes) == 1 else "de scenario's"
    shared = f"Het adres van deze pagina bevat {what}: wie het krijgt, ziet hetzelfde."
    told = [shared, "Afdrukken kan met de afdrukknop van uw browser."]
    if size > LONG_LINK - 200:
        told.append(
            f"Het adres is lang ({number(size)} tekens). Sommige programma's knippen het af; bewaar "
            "het scenario dan als bestand."
        )
    return told


def _receive(desk: Desk) -> None:
    """Lay the scenario of a file on the desk; what lay there stands beside it."""
    file = st.session_state[_BOX]
    if file is None:
        return
    scenario, faults = _read(desk.town, file.getvalue())
    if scenario is None:
        st.session_state[_FAULTS] = (f"{file.name} is niet geopend.", *faults)
        return
    lay(scenario, *(one.scenario for one in desk.outcomes))


def _read(town: City, data: bytes) -> tuple[Scenario | None, tuple[str, ...]]:
    if len(data) > _MOST_BYTES:
        return None, ("Het bestand is te groot voor een scenario.",)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, ("Het bestand is geen tekst in UTF-8.",)
    scenario, faults = parse_scenario(text, town.dataset.wijk_codes)
    if faults:
        return None, faults
    if len(scenario_link(scenario)) > _LONGEST_LINK:
        return None, ("Dit scenario is te lang voor een link. Maak de omschrijvingen korter.",)
    return scenario, ()
