"""Gegevens as Streamlit runs it, without a browser."""

from __future__ import annotations

import gc
import io
import weakref
import zipfile
from pathlib import Path

import pytest
from pages import html, opened
from streamlit.testing.v1 import AppTest

from wijkmap.model.selection import Selection
from wijkmap.sources.delivery import preview, read_delivery
from wijkmap.ui import cache
from wijkmap.ui.files import FiguresFile, TableFile
from wijkmap.ui.town import City, server_city

HEADER = "Naam;Wijk;Wijkcode;Thema;Status;Jaar;Openbaar vanaf\n"
GOOD = HEADER + "Bankjes;Molenwijk;WK990101;Groen;Gerealiseerd;2019;altijd\n"
MESSY = (
    GOOD
    + "Speeltuin;Molewijk;;Groen;Gerealiseerd;2019;altijd\n"
    + "Feest;Havenwijk;WK990103;Groen;Gerealiseerd;20x9;altijd\n"
    + "Geheim;Havenwijk;WK990103;Groen;Gerealiseerd;2019;nooit\n"
    + "Totaal;;;;;;\n"
)


@pytest.fixture(autouse=True)
def proefdam(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKMAP_FOLDER", str(small_folder))
    monkeypatch.setenv("WIJKMAP_DATE", "2026-01-31")


def delivered(content: str, name: str = "lijst.csv") -> AppTest:
    app = opened("gegevens", deel="levering")
    app.file_uploader[0].upload(name, content.encode(), "text/csv").run()
    assert not app.exception
    return app


def test_the_list_names_every_table_and_says_until_when() -> None:
    app = opened("gegevens")
    assert not app.exception
    assert "6 initiatieven" in app.title[0].value
    assert "t/m 2016" in html(app)
    assert app.button(key="bekijk_ledger").label == "Bekijk *Geld: het kasboek*"


def test_a_table_is_chosen_in_the_link_and_left_again() -> None:
    app = opened("gegevens")
    app.button(key="bekijk_initiatives").click().run()
    assert app.query_params["tabel"] == "initiatives"
    assert "6 regels" in html(app)
    next(one for one in app.button if one.label.startswith("Terug")).click().run()
    assert "tabel" not in app.query_params


def test_closed_rows_are_in_no_table() -> None:
    assert "I6" not in html(opened("gegevens", tabel="initiatives"))
    assert "L12" not in html(opened("gegevens", tabel="ledger"))


def test_filters_of_the_link_narrow_the_table_and_stay_beside_it() -> None:
    app = opened("gegevens", tabel="initiatives", thema="groen")
    assert "3 van 6 regels" in html(app)
    app.multiselect(key="f_thema").set_value([]).run()
    assert app.query_params == {"tabel": "initiatives"} or app.query_params["tabel"]
    assert "thema" not in app.query_params


def test_a_table_that_does_not_exist_gets_a_friendly_line() -> None:
    app = opened("gegevens", tabel="<script>", blad="ja", deel="weg")
    assert not app.exception
    assert len(app.info) == 2
    assert "Dat bestaat hier niet" in app.info[0].value


def test_quality_counts_what_stands_at_no_wijk() -> None:
    app = opened("gegevens", deel="kwaliteit")
    assert not app.exception
    assert "staan bij geen wijk" in html(app)


@pytest.mark.parametrize("deel", ["", "kwaliteit", "levering"])
def test_one_title_on_every_part(deel: str) -> None:
    assert len(opened("gegevens", deel=deel).title) == 1


def test_a_delivery_is_reported_row_by_row_and_adds_up() -> None:
    shown = html(delivered(MESSY))
    assert "5 regels gelezen: 2 goed, 2 afgewezen en 1 regel met een totaal." in shown
    assert "20x9" in shown
    assert "Schrijf vier cijfers" in shown


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.csv", "", "een leeg bestand"),
        ("foto.png", "\x89PNG\r\n\x1a\n\x00\x00", "konden wij niet lezen"),
        ("alleen-kop.csv", HEADER, "geen regels"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, content: str, said: str) -> None:
    assert said in html(delivered(content, name))


def test_a_name_is_joined_only_when_somebody_says_so() -> None:
    app = delivered(MESSY)
    box = app.selectbox(key="naam_0")
    assert box.value == ""
    box.set_value("WK990101")
    next(one for one in app.button if one.label == "Koppel deze namen").click().run()
    assert not app.exception
    assert "3 goed, 1 afgewezen" in html(app)


def test_a_preview_is_seen_by_its_own_session_only() -> None:
    server = server_city()
    before = len(server.dataset["initiatives"])
    app = delivered(MESSY)
    assert "1 regel is nog niet openbaar" in html(app)
    app.button(key="levering_kaart").click().run()
    assert not app.exception
    assert "alleen in dit venster" in html(app)
    assert f"{before + 1} initiatieven" in app.title[0].value
    other = opened("gegevens")
    assert "alleen in dit venster" not in html(other)
    assert f"{before} initiatieven" in other.title[0].value
    assert server_city() is server
    assert len(server.dataset["initiatives"]) == before
    next(one for one in app.button if one.label == "Stop met het voorbeeld").click().run()
    assert "alleen in dit venster" not in html(app)
    assert f"{before} initiatieven" in app.title[0].value


def test_the_report_goes_with_the_file() -> None:
    app = delivered(GOOD)
    assert "1 regel gelezen: 1 goed." in html(app)
    app.file_uploader[0].clear().run()
    assert "1 regel gelezen" not in html(app)


def test_nothing_of_a_preview_outlives_its_session() -> None:
    base = server_city()
    merged = preview(base.dataset, read_delivery("lijst.csv", GOOD.encode(), base.dataset))
    town = City(merged, base.viewer, base)
    chosen = Selection(indicator=base.dataset.municipality.default_indicator, area="WK990101")
    cache.map_view(town, chosen)
    cache.panel(town, chosen)
    cache.data_sets(town)
    cache.map_figures(town, chosen)
    cache.quality_view(town)
    assert town.geometry is base.geometry
    assert town.identity != base.identity
    assert cache.data_sets(town) is cache.data_sets(town)
    gone = weakref.ref(town), weakref.ref(merged)
    del town, merged
    gc.collect()
    assert [one() for one in gone] == [None, None]


def test_a_preview_ends_when_the_server_shows_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    app = delivered(GOOD)
    app.button(key="levering_kaart").click().run()
    assert "alleen in dit venster" in html(app)
    monkeypatch.setenv("WIJKMAP_DATE", "2026-02-01")
    assert "alleen in dit venster" not in html(app.run())


def test_files_hold_only_what_the_viewer_may_see_and_say_where_from() -> None:
    town = server_city()
    file = TableFile(town, "Initiatieven", "initiatives", town.dataset, ("thema Groen",))
    text = file.csv().decode()
    assert "I1" in text
    assert "I6" not in text
    assert "2026-01-31" in text
    assert town.dataset.version in text
    with zipfile.ZipFile(io.BytesIO(file.xlsx())) as book:
        everything = b"".join(book.read(name) for name in book.namelist())
    assert b"thema Groen" in everything
    assert file.gpkg().startswith(b"SQLite format 3")


def test_the_view_of_the_map_is_a_file() -> None:
    town = server_city()
    view = cache.map_figures(town, Selection(indicator="liveability"))
    file = FiguresFile(town, view.title, view.frame)
    assert file.csv().decode().count("\n") == 1 + len(view.frame)
    assert file.xlsx().startswith(b"PK")
    assert file.gpkg().startswith(b"SQLite format 3")
