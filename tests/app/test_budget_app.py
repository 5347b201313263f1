"""Budget as Streamlit runs it, without a browser."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from folders import add, write_folder
from pages import html, opened, query
from streamlit.testing.v1 import AppTest

from wijkmap.model.care import CareDecision
from wijkmap.model.scenario import PotLine, Rule, RuleKind, Scenario
from wijkmap.model.selection import Selection
from wijkmap.present.budget import look_of
from wijkmap.sources.scenario_link import link_scenario, scenario_link
from wijkmap.ui import cache
from wijkmap.ui.files import BudgetFile
from wijkmap.ui.town import server_city


def test_the_title_says_how_little_is_known() -> None:
    app = opened("budget")
    assert not app.exception
    title = app.title[0].value.replace("\N{NO-BREAK SPACE}", " ")
    assert title == (
        "Ongeveer € 3.015.000 tot € 3.120.000 gepland gevonden, "
        "bedragen van 3 van de 21 wijken en zonder wijk; wat er is uitgegeven, staat nergens"
    )


def test_an_unknown_part_is_a_friendly_line() -> None:
    app = opened("budget", onderdeel="maan")
    assert not app.exception
    assert "onderdeel “maan”" in app.info[0].value


def test_files_hold_what_the_page_shows_with_the_rule_and_the_care_money() -> None:
    town = server_city()
    view = cache.budget(town, Selection(), look_of("reserve", "wijk", "wijk"))
    file = BudgetFile(town, "Budget", view)
    rows = pd.read_csv(io.BytesIO(file.csv()), dtype={"waarde": str})
    reserve = rows.loc[rows["soort"] == "reserve", "waarde"].dropna()
    assert sum(map(Decimal, reserve)) == Decimal("281000.00")
    assert rows["cautions"].str.contains("gelijk per wijk over 21 wijken verdeeld").all()
    assert (
        rows["cautions"].str.contains("Zorggeld (3D) in deze bedragen: 0 euro", regex=False).all()
    )
    book = pd.read_excel(io.BytesIO(file.xlsx()), sheet_name=None)
    assert list(book) == ["Per gebied", "Stroom", "Bedragen", "Kolommen", "Over dit bestand"]
    for name in ("Per gebied", "Stroom", "Bedragen"):
        sheet = book[name]
        assert round(sheet.loc[sheet["soort"] == "reserve", "waarde"].sum(), 2) == 281_000
    assert "gelijk per wijk" in book["Over dit bestand"].to_string()


def test_kind_level_and_rule_stand_in_the_link() -> None:
    app = opened("budget", soort="toegekend", per="stadsdeel")
    assert "toegekend gevonden" in app.title[0].value
    app.selectbox(key="b_stadsgeld").set_value("inwoners").run()
    assert not app.exception
    found = {name: app.query_params[name] for name in ("soort", "per", "stadsgeld")}
    words = [one if isinstance(one, str) else one[0] for one in found.values()]
    assert words == ["toegekend", "stadsdeel", "inwoners"]


def test_a_line_in_doubt_is_settled_in_this_window_alone_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubt = add(
        entry_id="L99",
        area_code="WK990103",
        scope="wijk",
        stream_source="Buurtbudget",
        description="Dagbesteding",
        kind="reserve",
        certainty="exact",
        amount_cents="70000",
        source="S3",
        public_from="altijd",
    )
    monkeypatch.setenv("WIJKMAP_FOLDER", str(write_folder(tmp_path, ledger=doubt)))
    app = opened("budget", soort="reserve")
    assert "twijfel: 700 euro in 1 regel" in html(app)
    submit(app, "z_besluit")
    assert html(app).count("Vul in ") == 2
    app.text_input(key="z_wie").set_value("de raad")
    by_key(app.radio, "z_", "_zorg").set_value(True)
    by_key(app.text_input, "z_", "_waarom").set_value("Wmo")
    submit(app, "z_besluit")
    assert not app.exception
    assert "geweigerd: 700 euro in 1 regel" in html(app)
    told = "besluit van de raad, 2026-11-23: zorggeld, Wmo (alleen in dit venster, nog niet"
    assert told in html(app)
    assert "Voorbeeld met uw besluiten over zorggeld" in html(app)
    assert not app.radio
    # Another session, and the server, hold nothing of it.
    assert "twijfel: 700 euro in 1 regel" in html(opened("budget", soort="reserve"))
    app.button(key="z_weg_L99").click().run()
    assert "twijfel: 700 euro in 1 regel" in html(app)
    assert "Voorbeeld met" not in html(app)


def test_a_line_of_a_pot_is_settled_in_its_scenario() -> None:
    equal = Rule(RuleKind.EQUAL, name="Gelijk")
    pot = Scenario("Proef", 100, (equal,), lines=(PotLine(100, name="Dagbesteding"),))
    app = opened("budget", onderdeel="scenario", scenario=scenario_link(pot))
    assert "Twijfel over Dagbesteding" in html(app)
    app.text_input(key="sz_wie").set_value("de raad")
    by_key(app.radio, "sz_", "_zorg").set_value(True)
    by_key(app.text_input, "sz_", "_waarom").set_value("Wmo")
    submit(app, "sz_besluit")
    assert not app.exception
    assert "De pot bevat zorggeld (3D): Dagbesteding (besluit van de raad, 2026-11-23" in html(app)
    scenario, _ = link_scenario(query(app)["scenario"], {})
    assert scenario is not None
    assert scenario.lines[0].decision == CareDecision(True, "de raad", "2026-11-23", "Wmo")
    app.button(key="sz_weg_0").click().run()
    assert link_scenario(query(app)["scenario"], {})[0] == pot


def by_key(found: Sequence[Any], start: str, end: str) -> Any:  # noqa: ANN401 - a widget of any kind
    (one,) = [each for each in found if each.key.startswith(start) and each.key.endswith(end)]
    return one


def submit(app: AppTest, form: str) -> None:
    (button,) = [one for one in app.button if one.form_id == form]
    button.click().run()
