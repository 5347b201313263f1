"""Files to take home: made when somebody asks for one, from what the viewer may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import streamlit as st

from wijkmap.model.dataset import Dataset
from wijkmap.present.budget import BudgetView
from wijkmap.present.money_entries import entries_sheet
from wijkmap.present.money_flow import flow_sheet
from wijkmap.sources.exports import (
    About,
    about,
    areas_layer,
    columns_sheet,
    figures_layer,
    figures_sheet,
    file_name,
    initiatives_layer,
    table_sheet,
    to_csv,
    to_geopackage,
    to_xlsx,
)
from wijkmap.ui.town import City

__all__ = ["BudgetFile", "FiguresFile", "SheetFile", "TableFile", "file_buttons"]

_KINDS = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "gpkg": ("GeoPackage", "application/geopackage+sqlite3"),
}
_NOT_ADDED = "Soorten bedragen horen niet bij elkaar opgeteld."
_LONGEST_SHEET = 31


@dataclass(frozen=True)
class TableFile:
    """A table as files.

    Attributes
    ----------
    town : City
        Says who looks.
    title : str
    name : str
        Of `wijkmap.model.tables.TABLES`.
    dataset : Dataset
        With only the rows to take along.
    filters : tuple of str
        In words.
    """

    town: City
    title: str
    name: str
    dataset: Dataset
    filters: tuple[str, ...] = ()

    @property
    def about(self) -> About:
        """What the file says about itself."""
        return _about(self.town, self.dataset, self.title, self.dataset[self.name], self.filters)

    def csv(self) -> bytes:
        """Rows with their sources on each."""
        return to_csv(table_sheet(self.dataset, self.name), self.about)

    def xlsx(self) -> bytes:
        """Rows, and what each column means."""
        rows = table_sheet(self.dataset, self.name)
        sheets = {self.title[:_LONGEST_SHEET]: rows, "Kolommen": columns_sheet([self.name])}
        return to_xlsx(_without_signs(sheets), self.about)

    def gpkg(self) -> bytes:
        """Rows as a layer."""
        layers: dict[str, Callable[[Dataset], gpd.GeoDataFrame]] = {
            "areas": areas_layer,
            "initiatives": initiatives_layer,
        }
        names = {"areas": "gebieden", "initiatives": "initiatieven"}
        return to_geopackage({names[self.name]: layers[self.name](self.dataset)}, self.about)


@dataclass(frozen=True)
class FiguresFile:
    """The figures of a view as files.

    Attributes
    ----------
    town : City
    title : str
    frame : pandas.DataFrame
        Figure frame.
    filters : tuple of str
        In words.
    """

    town: City
    title: str
    frame: pd.DataFrame
    filters: tuple[str, ...] = ()

    @property
    def about(self) -> About:
        """What the file says about itself."""
        return _about(self.town, self.town.dataset, self.title, self.frame, self.filters)

    def csv(self) -> bytes:
        """One row per area, with its state, margin and sources."""
        return to_csv(figures_sheet(self.frame, self.town.dataset), self.about)

    def xlsx(self) -> bytes:
        """One row per area, and what each column means."""
        sheets = {
            "Cijfers": figures_sheet(self.frame, self.town.dataset),
            "Kolommen": columns_sheet(["figures"]),
        }
        return to_xlsx(sheets, self.about)

    def gpkg(self) -> bytes:
        """One shape per area."""
        return to_geopackage({"cijfers": figures_layer(self.frame, self.town.dataset)}, self.about)


@dataclass(frozen=True)
class SheetFile:
    """Rows that were made for a page, as files.

    Attributes
    ----------
    town : City
    title : str
    frame : pandas.DataFrame
        With Dutch heads.
    cautions : tuple of str
        What goes for the whole file.
    sources : tuple of str
        Ids of the sources that every row rests on.
    meanings : mapping of str to str
        What each column means.
    """

    town: City
    title: str
    frame: pd.DataFrame
    cautions: tuple[str, ...]
    sources: tuple[str, ...]
    meanings: Mapping[str, str]

    @property
    def about(self) -> About:
        """What the file says about itself."""
        named = pd.DataFrame({"sources": pd.Series([self.sources], dtype=object)})
        notes = _about(self.town, self.town.dataset, self.title, named, ())
        return notes.with_cautions(*self.cautions)

    def csv(self) -> bytes:
        """Every row, with for whom it is; sources and peildatum follow on each."""
        audience = dict(self.about.rows())["Voor wie"]
        return to_csv(self.frame.assign(voor_wie=audience), self.about)

    def xlsx(self) -> bytes:
        """Every row, and what each column means."""
        columns = pd.DataFrame(self.meanings.items(), columns=["kolom", "betekenis"])
        return to_xlsx({"Sets": self.frame, "Kolommen": columns}, self.about)


@dataclass(frozen=True)
class BudgetFile:
    """What the budget page shows, as files: every kind, under the filters and the rule.

    Attributes
    ----------
    town : City
    title : str
    view : BudgetView
    filters : tuple of str
        In words.
    """

    town: City
    title: str
    view: BudgetView
    filters: tuple[str, ...] = ()

    @property
    def about(self) -> About:
        """What the file says about itself: also the rule, and how much care money it holds."""
        notes = _about(self.town, self.town.dataset, self.title, self.view.lines, self.filters)
        told = (self.view.told,) if self.view.told else ()
        return notes.with_cautions(*told, self.view.care_words, _NOT_ADDED)

    def csv(self) -> bytes:
        """One row per place and kind."""
        return to_csv(figures_sheet(self.view.places, self.town.dataset), self.about)

    def xlsx(self) -> bytes:
        """Places, flow, every amount, and what each column means."""
        dataset, view = self.town.dataset, self.view
        sheets = {
            "Per gebied": figures_sheet(view.places, dataset),
            "Stroom": flow_sheet(dataset, view.lines, view.look.level),
            "Bedragen": entries_sheet(dataset, view.lines, view.look.level),
            "Kolommen": columns_sheet(["figures"]),
        }
        return to_xlsx(sheets, self.about)


def _about(
    town: City, dataset: Dataset, title: str, frame: pd.DataFrame, filters: tuple[str, ...]
) -> About:
    notes = about(dataset, town.viewer, title, [frame], filters)
    return notes.with_cautions(f"Voorbeeld met {town.own}.") if town.is_preview else notes


def _without_signs(sheets: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Sheets under titles that Excel takes."""
    return {title.replace(":", " -").replace("/", " "): frame for title, frame in sheets.items()}


def file_buttons(
    file: TableFile | FiguresFile | SheetFile | BudgetFile, key: str, *, shapes: bool
) -> None:
    """One button per kind of file; the file is made at the click.

    Parameters
    ----------
    file : TableFile, FiguresFile, SheetFile or BudgetFile
    key : str
        Of the buttons.
    shapes : bool
        Whether it can be laid on a map.
    """
    makers = {"csv": file.csv, "xlsx": file.xlsx}
    if shapes and not isinstance(file, SheetFile | BudgetFile):
        makers["gpkg"] = file.gpkg
    for extension, make in makers.items():
        label, mime = _KINDS[extension]
        st.download_button(
            # The page shows the kind only; who hears the button also hears of what.
            f"{label} *van {file.title}*",
            data=make,
            file_name=file_name(file.town.dataset, file.title, extension, file.town.viewer),
            mime=mime,
            key=f"{key}_{extension}",
            on_click="ignore",
            type="tertiary",
        )
