"""Budget as Streamlit runs it, without a browser."""

from __future__ import annotations

import io
from decimal import Decimal

import pandas as pd
from pages import opened

from wijkmap.model.selection import Selection
from wijkmap.present.budget import look_of
from wijkmap.ui import cache
from wijkmap.ui.files import BudgetFile
from wijkmap.ui.town import server_city


def test_the_title_says_how_little_is_known() -> None:
    app = opened("budget")
    assert not app.exception
    title = app.title[0].value.replace("\N{NO-BREAK SPACE}", " ")
    assert title == (
        "Ongeveer € 3.015.000 tot € 3.120.000 gepland gevonden, "
        "bedragen van 6 van de 21 wijken; wat er is uitgegeven, staat nergens"
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
