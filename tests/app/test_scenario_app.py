"""The scenario maker as Streamlit runs it, without a browser."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from pages import html, opened, query
from streamlit.testing.v1 import AppTest

from wijkmap.model.scenario import Missing, Rule, RuleKind, Scenario, Yardstick
from wijkmap.present.scenarios.view import Ask
from wijkmap.sources.scenario_file import parse_scenario
from wijkmap.sources.scenario_link import link_scenario, scenario_link
from wijkmap.ui.cache import scenario_outcome, scenarios
from wijkmap.ui.scenario_desk import Desk
from wijkmap.ui.scenario_files import ScenarioFile
from wijkmap.ui.town import server_city

EQUAL = Scenario("Gelijk", 2_100_000, (Rule(RuleKind.EQUAL, name="Gelijk deel"),))


def page(**query: str) -> AppTest:
    app = opened("budget", **{"onderdeel": "scenario", **query})
    assert not app.exception
    return app


def made(app: AppTest) -> Scenario:
    scenario, lines = link_scenario(query(app)["scenario"], {})
    assert scenario is not None
    assert lines == ()
    return scenario


def test_a_bare_link_opens_on_the_annotated_example_and_every_slider_is_in_the_link() -> None:
    app = page()
    assert app.title[0].value.startswith("Klingerberg krijgt €\xa021.814 van de €\xa0500.000")
    app.slider(key="s_gewicht_1").set_value(20).run()
    app.slider(key="s_schuif_3").set_value(11_000).run()
    app.text_input(key="s_pot").set_value("600.000,05").run()
    assert not app.exception
    scenario = made(app)
    assert scenario.rules[1].weight == 20
    assert scenario.rules[3].cents == 1_100_000
    assert scenario.pot == 60_000_005
    assert "van de €\xa0600.000,05" in app.title[0].value
    again = page(**query(app))
    assert again.title[0].value == app.title[0].value


def test_what_cannot_be_read_leaves_the_amount_and_says_so() -> None:
    app = page()
    app.text_input(key="s_pot").set_value("veel").run()
    assert "‘veel’ is niet te lezen" in app.info[0].value
    assert app.text_input(key="s_pot").value == "500.000"


def test_impossible_rules_are_refused_and_no_older_division_stays() -> None:
    app = page()
    app.text_input(key="s_pot").set_value("200.000").run()
    assert app.title[0].value == "Met deze regels kan de pot niet worden verdeeld"
    assert "De ondergrenzen vragen samen 217.500 euro; de pot is 200.000 euro." in html(app)
    assert "wm-money" not in html(app)
    app.text_input(key="s_pot").set_value("Wmo").run()
    app.text_input(key="s_naam").set_value("Pot uit de Wmo").run()
    assert "De pot bevat zorggeld (3D)" in html(app)


def test_effort_is_asked_twice_and_the_answers_stand_with_the_result() -> None:
    app = page(scenario=scenario_link(EQUAL))
    app.selectbox(key="s_erbij").set_value(RuleKind.EFFORT).run()
    assert not app.exception
    assert "register van initiatieven is niet volledig" in html(app)
    assert "Kies: weglaten, het gemiddelde van de stad, of een eigen waarde." in html(app)
    app.radio(key="s_vraag_0").set_value(Missing.LEAVE_OUT).run()
    app.checkbox(key="s_bevestigd_1").check().run()
    assert not app.exception
    assert app.title[0].value.startswith("Klingerberg krijgt")
    assert "bij deze regel weggelaten" in html(app)
    assert "de maker van het scenario heeft dat aanvaard" in html(app)
    assert made(app).rules[1].confirmed


def test_an_own_value_is_asked_for_each_wijk_and_kept() -> None:
    app = page(scenario=scenario_link(EQUAL))
    app.selectbox(key="s_erbij").set_value(RuleKind.EFFORT).run()
    app.radio(key="s_vraag_0").set_value(Missing.OWN).run()
    app.text_input(key="s_vraag_0_WK098328").set_value("2").run()
    assert not app.exception
    assert made(app).rules[1].yardsticks == (
        Yardstick("initiatives", missing=Missing.OWN, own={"WK098328": 2.0}),
    )
    assert "Met deze regels" in app.title[0].value


def test_scenarios_stand_beside_each_other_and_take_turns() -> None:
    app = page(scenario=scenario_link(EQUAL))
    app.button(key="s_kopie").click().run()
    app.text_input(key="s_naam").set_value("Anders").run()
    app.selectbox(key="s_tegen").set_value("2").run()
    assert not app.exception
    assert query(app)["tegen"] == "2"
    assert "Naast elkaar: Anders naast Gelijk" in html(app)
    app.button(key="s_bewerk_1").click().run()
    assert made(app).name == "Gelijk"
    app.button(key="s_haal_1").click().run()
    assert "scenario2" not in query(app)


def test_today_is_never_claimed_where_it_is_not_known() -> None:
    app = page(tegen="vandaag")
    assert html(app).count("niet te zeggen") == 19 + 1
    assert "€\xa035.000,00 tot €\xa0140.000,00 (betwist)" in html(app)
    assert "Een wijk kan meer hebben gekregen dan is gevonden." in html(app)


@pytest.mark.parametrize(
    "wrong",
    [{"scenario": "1stuk"}, {"scenario2": "9x"}, {"tegen": "4"}, {"per": "straat"}, {"toon": "x"}],
)
def test_a_wrong_link_gets_a_friendly_line(wrong: dict[str, str]) -> None:
    app = page(**wrong)
    assert len(app.info) == 1
    assert "weggelaten" in app.info[0].value
    assert app.title[0].value.startswith("Klingerberg krijgt €\xa021.814")


def test_files_carry_the_rules_and_the_answers_and_run_nothing() -> None:
    town = server_city()
    rules = (
        Rule(RuleKind.EQUAL, name="=1+1"),
        Rule(
            RuleKind.EFFORT,
            name="Inzet",
            confirmed=True,
            yardsticks=(Yardstick("initiatives", missing=Missing.CITY_MEAN),),
        ),
    )
    texts = (scenario_link(Scenario("Eigen", 12_345_678, rules)), scenario_link(EQUAL))
    outcomes = tuple(one for text in texts if (one := scenario_outcome(town, text)[0]))
    desk = Desk(town, texts, outcomes, Ask("vandaag"), ())
    file = ScenarioFile(desk, scenarios(town, texts, desk.ask))
    book = load_workbook(io.BytesIO(file.xlsx()))
    assert book.sheetnames == [
        *("Verdeling", "Per stadsdeel", "Naast elkaar", "Naast elkaar, stadsdelen"),
        *("Winst en verlies", "Winst en verlies, stadsdelen"),
        *("Regels", "Keuzes en kanttekeningen", "Over dit bestand"),
    ]
    rows = list(book["Verdeling"].values)
    assert rows[0][:7] == ("code", "wijk", "euro", "inwoners", "euro per inwoner", "=1+1", "Inzet")
    assert book["Verdeling"]["F1"].data_type == "s"
    assert round(sum(row[2] for row in rows[1:]), 2) == 123_456.78
    told = str([row for sheet in book for row in sheet.values])
    for part in ("gerekend met het gemiddelde", "heeft dat aanvaard", "Peildatum", "geen besluit"):
        assert part in told
    lines = list(csv.DictReader(io.StringIO(file.csv().decode())))
    assert [*lines[0]][:6] == [
        *("wijk_code", "wijk_name", "euro", "euro_per_resident", "equal_share", "effort"),
    ]
    assert sum(Decimal(line["euro"]) for line in lines) == Decimal("123456.78")
    assert "heeft dat aanvaard" in lines[0]["cautions"]
    assert parse_scenario(file.toml().decode(), {}) == (outcomes[0].scenario, ())
