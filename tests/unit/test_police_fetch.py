"""From the police's table to a data folder, on made-up counts served on this machine."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from folders import MUNICIPALITY, edit, write_folder
from police import Service, Shelf, serving

import wijkmap
from wijkmap.analysis.comparison import goals
from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import DataError, SelectionError, WijkmapError
from wijkmap.model.selection import Period
from wijkmap.model.words import BoundaryFit
from wijkmap.sources.odata.line import FetchError
from wijkmap.sources.police.declaration import RATE, SERIES, declared_periods
from wijkmap.sources.police.fetch import Fetched, Order, fetch_police

TODAY = dt.date(2026, 6, 21)
WIJKEN = ("WK990101", "WK990102", "WK990103", "WK9901AA")
YEARS = (2013, 2014, 2015, 2016)
NO_PRIMARY = {"goals": edit((2, "primary_indicator", ""))}
REAL = MUNICIPALITY.replace("fictional = true", "fictional = false")


def made_up() -> dict[tuple[str, int], int | str | None]:
    """Wijk i has 10 i + year - 2012 crimes; AA has none in 2014; 03 has no row in 2015."""
    counts: dict[tuple[str, int], int | str | None] = {}
    for year in YEARS:
        for place, code in enumerate(WIJKEN, start=1):
            counts[code, year] = 10 * place + year - 2012
        counts["GM9901", year] = 100 + 4 * (year - 2012)
        counts["BU99010100", year] = 5
    counts["WK9901AA", 2014] = None
    del counts["WK990103", 2015]
    return counts


@pytest.fixture(scope="module")
def running() -> Iterator[Service]:
    with serving(Shelf({})) as service:
        yield service


@pytest.fixture
def service(running: Service) -> Service:
    running.shelf = Shelf(made_up(), layout=2016)
    running.asked.clear()
    running.fault = None
    return running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "proefdam", municipality=REAL, **NO_PRIMARY)


def fetched(service: Service, into: Path, **order: object) -> Fetched:
    first = Order(into, Period(YEARS), TODAY, base=service.base, retries=0, pause=0)
    return fetch_police(replace(first, **order))  # type: ignore[arg-type]


def series(dataset: Dataset) -> pd.DataFrame:
    rows = dataset["observations"]
    return rows[rows["indicator"] == SERIES].set_index(["area_code", "year"])


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_counts_come_in_as_the_table_has_them(service: Service, folder: Path):
    rows = series(fetched(service, folder).dataset)
    assert rows.at[("WK990102", 2014), "value"] == 22
    # The total's own row, not the sum of the wijken (11 + 21 + 31 + 41 = 104 in 2013).
    assert rows.at[("GM9901", 2013), "value"] == 104
    assert rows.at[("GM9901", 2013), "cautions"] == ()
    # Empty is 0 and known; a wijk without a row is missing.
    assert rows.at[("WK9901AA", 2014), "value"] == 0
    assert rows.at[("WK9901AA", 2014), "state"] == "known"
    assert ("WK990103", 2015) not in rows.index
    assert rows.at[("GM9901", 2014), "cautions"] == ("De wijken tellen op tot 66",)
    assert set(rows["boundary_year"]) == {2016}
    assert set(rows["source"]) == {("47018NED",)}


def test_series_is_declared_as_the_goal_it_speaks_to(service: Service, folder: Path):
    found = fetched(service, folder)
    one = found.dataset.catalogue[SERIES]
    assert (one.direction, one.measure, one.margin, one.goal) == (
        -1,
        "extensive",
        "overdispersed",
        "meldingen",
    )
    said = " ".join(one.cautions)
    for words in ("juli 2018", "1.4.1, 3.2.1 en 3.2.2", "indeling van 2016"):
        assert words in said
    assert found.dataset.catalogue[RATE].numerator == SERIES
    goal = found.dataset["goals"].set_index("goal").loc["meldingen"]
    assert tuple(goal[["primary_indicator", "before", "after"]]) == (
        SERIES,
        "2013-2014",
        "2015-2016",
    )
    # The page on the goals sees it too, though it shows the count per resident.
    first = goals(found.dataset)[0]
    assert first.before_and_after
    assert first.evidence[0].layer.id == RATE
    source = found.dataset["sources"].set_index("source_id").loc["47018NED"]
    assert source["owner"] == "Politie"
    assert source["licence"] == "CC BY 4.0"
    assert source["published"] == "2024-08-15"
    assert "Geraadpleegd op 2026-06-21" in source["note"]


def test_primary_indicator_of_the_keeper_stays(service: Service, tmp_path: Path):
    folder = write_folder(tmp_path / "eigen", municipality=REAL)
    before = pd.read_csv(folder / "goals.csv", dtype=str).iloc[0]
    found = fetched(service, folder)
    assert not found.before
    assert pd.read_csv(folder / "goals.csv", dtype=str).iloc[0].equals(before)


def test_goal_without_years_on_both_sides_gets_no_comparison(service: Service, folder: Path):
    found = fetched(service, folder, years=Period((2015, 2016)))
    assert (found.before, found.after) == (Period(), Period())
    goal = found.dataset["goals"].set_index("goal").loc["meldingen"]
    assert goal["primary_indicator"] == ""
    assert goal["missing"].startswith("Een reeks met jaren voor en na de start.")


def test_layout_decides_what_can_be_joined(service: Service, folder: Path):
    service.shelf.layout = 2024
    with pytest.raises(SelectionError, match="is niet vastgelegd"):
        fetched(service, folder)
    assert not service.data_asked()
    found = fetched(service, folder, fit=BoundaryFit.APPROXIMATE)
    rows = series(found.dataset)
    fits = rows["fit"].groupby(rows.index.get_level_values(0).str[:2]).unique().map(list)
    assert fits.to_dict() == {"GM": ["approximate"], "WK": ["approximate"], "BU": ["other"]}
    cautions = rows.at[("WK990101", 2014), "cautions"]
    assert cautions[0] == "Staat op de indeling van 2024: de wijkgrenzen wijken iets af"
    assert rows.at[("WK990101", 2014), "flags"] == ("boundary_layout_2024",)
    assert "is opgegeven bij het ophalen" in " ".join(found.cautions)
    assert found.before
    lost = fetched(service, folder, fit=BoundaryFit.OTHER)
    assert not lost.before
    goal = lost.dataset["goals"].set_index("goal").loc["meldingen"]
    assert goal["missing"].startswith("Een reeks op onze wijkgrenzen.")


def test_layout_is_never_guessed(service: Service, folder: Path):
    for edition, text in enumerate(("Zonder jaar", "Indeling van 2024, vroeger indeling 2023")):
        service.shelf.text, service.shelf.modified = text, f"2024-0{edition + 1}-01"
        with pytest.raises(SelectionError, match="--layout"):
            fetched(service, folder)
    rows = series(fetched(service, folder, layout=2014).dataset)
    assert set(rows["fit"]) == {"exact"}


def test_difference_with_our_own_boundaries_is_said_per_wijk(service: Service, tmp_path: Path):
    folder = write_folder(
        tmp_path / "twee",
        municipality=REAL,
        sources=edit((3, "url", f"{service.base}47018NED/")),
    )
    found = fetched(service, folder, layout=2024, fit=BoundaryFit.APPROXIMATE)
    rows = series(found.dataset)
    # The folder has 30 crimes in 2016 on its own boundaries, the table 24: 20 % fewer.
    assert rows.at[("WK990102", 2013), "cautions"][1] == (
        "In 2016 telt deze reeks voor deze wijk 20 % minder dan op onze grenzen"
    )
    # That of wijk 01 stood on nearly the same boundaries: no comparison.
    assert len(rows.at[("WK990101", 2013), "cautions"]) == 1


def test_status_of_a_year_goes_with_its_figures(service: Service, folder: Path):
    service.shelf.statuses = {2016: "Voorlopig", 2015: ""}
    found = fetched(service, folder)
    rows = series(found.dataset)
    assert rows.at[("WK990101", 2016), "flags"] == ("provisional",)
    assert rows.at[("WK990101", 2015), "cautions"] == (
        "De tabel noemt van dit jaar geen status: mogelijk voorlopig",
    )
    # Neither year is settled, so neither can carry a declared comparison.
    assert not found.after


def test_area_that_is_not_ours_is_kept_apart(service: Service, folder: Path):
    service.shelf.counts = made_up() | {("WK990199", 2014): 3, ("BU99019999", 2014): "."}
    found = fetched(service, folder)
    rows = series(found.dataset)
    assert rows.at[("WK990199", 2014), "fit"] == "other"
    assert rows.at[("BU99019999", 2014), "state"] == "missing"
    assert found.cautions[0] == (
        "Uit de tabel, maar niet in deze map, en dus nergens te zien: BU99019999, WK990199"
    )
    assert found.cautions[2] == (
        "Havenwijk (WK990103) heeft geen regel over 2015: dat ontbreekt en is geen 0"
    )


def test_number_that_is_none_is_refused(service: Service, folder: Path):
    before = content(folder)
    service.shelf.counts = made_up() | {("WK990101", 2014): "veel"}
    with pytest.raises(FetchError, match="geen aantal: verwacht een geheel getal"):
        fetched(service, folder)
    assert content(folder) == before
    # Nor is it kept: once the service is right again, so is the next run.
    service.shelf.counts = made_up()
    assert series(fetched(service, folder).dataset).at[("WK990101", 2014), "value"] == 12


def test_answer_to_another_question_is_refused(service: Service, folder: Path):
    other = json.dumps(
        {"value": [{"SoortMisdrijf": "0.0.0 ", "WijkenEnBuurten": "NL00      "}]}
    ).encode()
    service.fault = lambda _, asked: (200, other) if "Typed" in asked else None
    with pytest.raises(FetchError, match="iets anders dan gevraagd"):
        fetched(service, folder)


def test_gemeente_that_the_table_lacks_is_refused(service: Service, folder: Path):
    service.shelf.counts = {("WK001400", year): 5 for year in YEARS}
    with pytest.raises(FetchError, match=r"geen enkele wijk van Proefdam \(GM9901\)"):
        fetched(service, folder)


def test_year_that_the_table_lacks_is_missing_and_said(service: Service, folder: Path):
    found = fetched(service, folder, years=Period((2014, 2016, 2017)))
    assert (str(found.years), str(found.lacking)) == ("2014,2016", "2017")


def test_second_run_asks_only_what_lacks_and_gives_the_same_bytes(service: Service, folder: Path):
    fetched(service, folder)
    before = content(folder)
    service.asked.clear()
    fetched(service, folder)
    assert [one.rsplit("/", 1)[1] for one in service.asked] == ["TableInfos"]
    assert content(folder) == before
    # A year more: the others stay in the series, and only that one is asked.
    service.asked.clear()
    service.shelf.counts = made_up() | {("WK990101", 2018): 9}
    found = fetched(service, folder, years=Period((2018,)))
    assert len(service.data_asked()) == 3
    assert (str(found.also), str(found.years)) == ("2013-2016", "2013,2014,2015,2016,2018")


def test_new_edition_renews_every_year(service: Service, folder: Path):
    fetched(service, folder)
    service.shelf = Shelf(dict.fromkeys(made_up(), 50), layout=2014, modified="2025-02-01T02:00:00")
    rows = series(fetched(service, folder, years=Period((2016,))).dataset)
    assert set(rows["value"]) == {50}
    assert set(rows["boundary_year"]) == {2014}


def test_cut_halfway_leaves_the_folder_and_goes_on_later(service: Service, folder: Path):
    before = content(folder)
    service.fault = lambda _, asked: (-200, b"{") if "2015JJ00" in asked else None
    with pytest.raises(FetchError, match="brak af"):
        fetched(service, folder)
    assert content(folder) == before
    had = len(service.data_asked()) - 1
    service.fault = None
    service.asked.clear()
    fetched(service, folder)
    assert had == 6
    assert len(service.data_asked()) == 12 - had


def test_break_leaves_no_half_folder(service: Service, tmp_path: Path, folder: Path):
    def stop(sentence: str) -> None:
        if sentence.startswith("2014"):
            raise KeyboardInterrupt

    new = tmp_path / "nieuw"
    order = Order(folder, Period(YEARS), TODAY, base=service.base, retries=0)
    before = content(folder)
    for into in (folder, new):
        with pytest.raises(KeyboardInterrupt):
            fetch_police(replace(order, into=into), stop)
    assert content(folder) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "nieuw.antwoorden",
        "proefdam",
        "proefdam.antwoorden",
    ]


def test_result_with_problems_is_not_put_in_place(service: Service, folder: Path):
    # A topic that the catalogue needs, under another name in this folder.
    words = (folder / "indicators.csv").read_text().replace("S2,", "S9,", 1)
    (folder / "indicators.csv").write_text(words)
    before = content(folder)
    with pytest.raises(DataError, match="S9"):
        fetched(service, folder)
    assert content(folder) == before
    assert not service.asked


def test_semicolons_and_other_files_stay(service: Service, tmp_path: Path):
    folder = write_folder(tmp_path / "excel", separator=";", municipality=REAL, **NO_PRIMARY)
    (folder / "notities.txt").write_text("van ons")
    found = fetched(service, folder)
    assert (folder / "observations.csv").read_text().startswith("indicator;area_code;year")
    assert (folder / "notities.txt").read_text() == "van ons"
    assert wijkmap.load(folder).version == found.dataset.version


def test_folder_that_is_not_ours_is_left_alone(service: Service, tmp_path: Path):
    (tmp_path / "foto.txt").write_text("strand")
    with pytest.raises(WijkmapError, match="geen map met gegevens van wijkmap"):
        fetched(service, tmp_path)
    with pytest.raises(WijkmapError, match="is een bestand"):
        fetched(service, tmp_path / "foto.txt")
    with pytest.raises(SelectionError, match="Kies met --into een eigen map"):
        fetched(service, wijkmap.sources.package.embedded_folder())
    fictional = write_folder(tmp_path / "verzonnen")
    with pytest.raises(WijkmapError, match="verzonnen gemeente"):
        fetched(service, fictional)
    assert not service.asked
    shutil.rmtree(fictional)
    assert [path.name for path in tmp_path.iterdir()] == ["foto.txt"]


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({"table": "47022NED"}, "Kies 47018NED"),
        ({"years": Period()}, "Geef jaren"),
        ({"years": Period((2011,))}, "begint in 2012"),
        ({"years": Period((2027,))}, "na 2026 is er nog niets"),
        ({"layout": 24}, "Een indeling van 24 is er niet"),
        ({"base": "ftp://elders"}, "geen adres van een dienst"),
    ],
)
def test_order_that_cannot_be_is_refused_first(
    service: Service, folder: Path, order: dict[str, object], said: str
):
    with pytest.raises(SelectionError, match=said):
        fetched(service, folder, **order)
    assert not service.asked


def test_kind_of_the_total_must_be_there(service: Service, folder: Path):
    service.shelf.kinds = ("1.1.1",)
    with pytest.raises(FetchError, match=r"geen soort 0\.0\.0"):
        fetched(service, folder)


@pytest.mark.parametrize(
    ("years", "settled", "periods"),
    [
        (range(2012, 2025), range(2012, 2025), ("2012-2014", "2022-2024")),
        (range(2012, 2025), range(2012, 2024), ("2012-2014", "2021-2023")),
        (range(2010, 2016), range(2010, 2016), ("2012-2014", "2015")),
        ((2014, 2016, 2020, 2024), (2014, 2016, 2020, 2024), ("2014", "2024")),
        (range(2015, 2025), range(2015, 2025), ("", "")),
        (range(2012, 2015), range(2012, 2015), ("", "")),
        ((), (), ("", "")),
    ],
)
def test_declared_periods_follow_from_the_years_alone(
    years: range, settled: range, periods: tuple[str, str]
):
    found = declared_periods(list(years), list(settled), 2014)
    assert tuple(map(str, found)) == periods
