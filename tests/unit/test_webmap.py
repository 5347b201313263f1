from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from importlib import resources

import cities
import folium
import pandas as pd
import pytest
from streamlit_folium import generate_leaflet_string

from wijkmap.model.dataset import Dataset
from wijkmap.model.figures import figure_frame
from wijkmap.model.words import Level
from wijkmap.present.basemap import basemap
from wijkmap.present.classes import Classes, classes_for
from wijkmap.present.mapwords import shared_words
from wijkmap.present.packing import packed
from wijkmap.present.symbols import symbol_keys, symbol_svg
from wijkmap.present.webmap import Payload, base_map, map_payload, map_script, note, paint

ASSETS = resources.files("wijkmap.present") / "assets"
BOUNDS = (51.2, 6.0, 51.5, 6.2)
URL = "../../assets/geometry/0123456789abcdef.json"
WIJKEN = ("WK990101", "WK990102", "WK990103", "WK9901AA")


@dataclass(frozen=True)
class Words:
    id: str = "liveability"
    label: str = "Leefbaarheid"
    unit: str = "score"
    decimals: int = 2


def frame(*values: float | str, **margins: tuple[float, float]) -> pd.DataFrame:
    rows: list[dict[str, object]] = []
    for code, value in zip(WIJKEN, values, strict=False):
        row: dict[str, object] = {"area_code": code, "state": value}
        if not isinstance(value, str):
            row |= {"state": "known", "value": value}
        if code in margins:
            row |= dict(zip(("low", "high"), margins[code], strict=True))
        rows.append(row)
    return figure_frame(rows)


CLASSES: Classes = classes_for([4.0], breaks=(4.0, 4.1), decimals=2)
YEARS: Mapping[str, pd.DataFrame] = {
    "2016": frame(4.05, "suppressed", 4.3, "not_applicable"),
    "2014": frame(3.996, 4.1, "missing", WK990101=(3.9, 4.1), WK990102=(4.05, 4.15)),
}


@pytest.fixture
def payload(small: Dataset) -> Payload:
    return map_payload(small, Words(), YEARS, CLASSES, level=Level.WIJK, year="2014")


def script(element: folium.Map | folium.FeatureGroup) -> str:
    if isinstance(element, folium.FeatureGroup):
        element.add_to(folium.Map(tiles=None))
    element.get_root().render()
    return str(generate_leaflet_string(element))


def test_a_payload_says_each_state_in_one_character(payload: Payload):
    assert payload.years == ("2014", "2016")
    assert payload.classes == ("12mm", "1s2n")
    assert payload.scaled == ("400,410,,", "405,,430,")


def test_margins_are_distances_and_empty_when_unknown(payload: Payload):
    assert payload.margins == ("10,5,,", "")


def test_uneven_margins_keep_both_sides(small: Dataset):
    years = {"2014": frame(4.1, WK990101=(4.0, 4.4))}
    made = map_payload(small, Words(), years, CLASSES, level=Level.WIJK)
    assert made.margins == ("10~30,,,",)


def test_each_wijk_says_whether_it_differs_or_that_it_cannot_be_said(small: Dataset):
    answers = pd.array([True, False, pd.NA], dtype="boolean")
    differs = {"2014": pd.Series(answers, index=list(WIJKEN[:3]))}
    made = map_payload(small, Words(), YEARS, CLASSES, level=Level.WIJK, differs=differs)
    assert made.differs == ("10--", "")


@pytest.mark.parametrize(("high", "said"), [(4.2, "10"), (4.21, "10+"), (4.19, "10-")])
def test_a_margin_that_is_even_but_for_its_rounding_takes_one_sign(
    small: Dataset, high: float, said: str
):
    years = {"2014": frame(4.1, WK990101=(4.0, high))}
    made = map_payload(small, Words(), years, CLASSES, level=Level.WIJK)
    assert made.margins == (f"{said},,,",)


def test_the_newest_year_is_shown_when_the_year_asked_has_no_figures(small: Dataset):
    made = map_payload(small, Words(), YEARS, CLASSES, level=Level.WIJK, year="1999")
    assert made.year == "2016"


def test_a_filter_that_holds_nothing_is_still_a_filter(small: Dataset):
    made = map_payload(small, Words(), YEARS, CLASSES, level=Level.WIJK)
    assert made.inside == ""
    assert made.under(small, inside=()).inside == "0000"
    some = made.under(small, inside={"WK990102"})
    assert some.inside == "0100"
    assert some.under(small).inside == ""


def test_symbols_count_each_initiative_once_with_the_largest_theme_first(small: Dataset):
    counts = {"WK990102": {"groen": 1, "ontmoeten": 3, "": 2, "overig": 0}}
    made = map_payload(small, Words(), YEARS, CLASSES, level=Level.WIJK)
    made = made.under(small, symbols=counts)
    keys = [key for key, _ in made.themes]
    assert [(area, total) for area, total, _ in made.symbols] == [(1, 6)]
    assert [(keys[theme], count) for theme, count in made.symbols[0][2]] == [
        ("ontmoeten", 3),
        ("unknown", 2),
        ("groen", 1),
    ]


def test_the_start_of_the_pilots_stands_above_the_years(payload: Payload):
    assert [words for _, words in payload.moments] == ["start pilots, maart 2015"]


@pytest.mark.parametrize("level", [Level.GEMEENTE, Level.GROUP])
def test_other_levels_are_refused(small: Dataset, level: Level):
    with pytest.raises(ValueError, match="wijken"):
        map_payload(small, Words(), YEARS, CLASSES, level=level)


def test_a_layer_without_any_figures_is_refused(small: Dataset):
    with pytest.raises(ValueError, match="year"):
        map_payload(small, Words(), {}, CLASSES, level=Level.WIJK)


def test_a_text_cannot_leave_the_script(small: Dataset):
    words = Words(label="</script><b>\u2028")
    made = map_payload(small, words, YEARS, CLASSES, level=Level.WIJK)
    text = made.json()
    assert "<" not in text
    assert "\u2028" not in text
    assert json.loads(text)["title"] == words.label


def test_nine_years_of_wijken_stay_within_four_kilobytes():
    city = cities.venlo()
    codes = list(city.areas_at(Level.WIJK).index)
    rows = [
        {"area_code": code, "state": "known", "value": 4.1, "low": 4.05, "high": 4.15}
        for code in codes
    ]
    years = {str(year): figure_frame(rows) for year in range(2002, 2020, 2)}
    counts = {code: {"groen": 3, "sport-en-bewegen": 2, "overig": 1} for code in codes}
    made = map_payload(city, Words(), years, CLASSES, level=Level.WIJK)
    made = made.under(city, symbols=counts)
    assert len(made.json().encode()) <= 4200


def test_the_base_map_is_the_same_script_each_time():
    assert script(base_map(URL, bounds=BOUNDS)) == script(base_map(URL, bounds=BOUNDS))
    assert script(base_map(URL, bounds=BOUNDS)) != script(
        base_map(URL[:-6] + "0.json", bounds=BOUNDS)
    )


def test_the_base_map_asks_nothing_of_other_hosts():
    atlas = base_map(URL, bounds=BOUNDS)
    links = [url for _, url in [*atlas.default_js, *atlas.default_css]]
    assert links
    assert all(url.startswith("../../assets/") for url in links)
    html = atlas.get_root().render()
    assert not re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", html)


def test_the_base_map_names_a_tile_server_only_when_asked():
    assert "tiles" not in script(base_map(URL, bounds=BOUNDS))
    made = script(base_map(URL, bounds=BOUNDS, backdrop=basemap("pastel")))
    assert "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/pastel/" in made
    assert "Kadaster (CC BY 4.0)" in made
    assert basemap("") is None


@pytest.mark.parametrize(
    ("geometry", "assets"),
    [("https://elders.example/a.json", "../../assets"), (URL, "//elders.example")],
)
def test_addresses_of_other_hosts_are_refused(geometry: str, assets: str):
    with pytest.raises(ValueError, match="other hosts"):
        base_map(geometry, bounds=BOUNDS, assets_url=assets)


def test_every_script_and_style_of_the_map_is_shipped():
    atlas = base_map(URL, bounds=BOUNDS)
    assert [url.split("?")[0] for _, url in atlas.default_js] == ["../../assets/map.js"]
    whole = map_script()
    written = [
        one.read_text("utf-8") for one in ASSETS.joinpath("map").iterdir() if one.name[-3:] == ".js"
    ]
    doors = [
        re.findall(
            r"^ *((?:window\.|Object\.assign\()?wijkmap(?:State|\.\w+)?,? ?[={].*)$",
            one,
            re.MULTILINE,
        )
        for one in written
    ]
    assert all(doors)
    lines = whole.decode().splitlines()
    assert all(door in lines for mine in doors for door in mine)
    assert not [line for line in lines if line.startswith("  ")]
    assert ASSETS.joinpath("vendor", "leaflet", "leaflet.js").read_bytes() in whole
    for _, url in atlas.default_css:
        path = url.removeprefix("../../assets/").split("?")[0]
        assert ASSETS.joinpath(*path.split("/")).is_file(), path


def test_what_the_geometry_says_already_is_left_out(small: Dataset, payload: Payload):
    short = json.loads(payload.json(shared_words(small)))
    assert {"themes", "pilots", "moments"}.isdisjoint(short)
    assert set(short["texts"]) == {"areas", "city", "noYears"}
    assert short["classes"] == list(packed({"classes": payload.classes})["classes"])


def test_a_map_of_many_areas_gets_its_figures_after_its_colours(payload: Payload):
    assert payload.figures() is None
    many = replace(payload, classes=("01" * 600, "10" * 600), scaled=("1,2", "3,4"), later="x.json")
    short = json.loads(many.json())
    assert short["classes"] == ["B" * 600, ""]
    assert "scaled" not in short
    later = json.loads(many.figures() or b"")
    assert later["classes"] == ["B" * 600, "I" * 600]
    assert later["scaled"] == ["1,2", "3,4"]


def attributes(html: str) -> dict[str, str]:
    found: dict[str, str] = {}

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.update({name: value or "" for name, value in attrs}, tag=tag)

    Reader().feed(html)
    return found


def test_the_note_holds_the_payload(payload: Payload):
    made = attributes(note(payload, name="kaart").html)
    assert made["tag"] == "div"
    assert json.loads(made["data-figures"]) == json.loads(payload.json())
    assert f'"note":"{made["id"]}"' in script(base_map(URL, bounds=BOUNDS, name="kaart"))
    assert made["id"] != attributes(note(payload, name="kaart_geld").html)["id"]


@pytest.mark.parametrize("label", ["' onclick='x", "a & b &amp; c", "]]>", "-->", "</style>", '"'])
def test_any_text_in_the_note_comes_back_as_it_was(payload: Payload, label: str):
    html = note(replace(payload, title=label), name="kaart").html
    made = attributes(html)
    assert json.loads(made["data-figures"])["title"] == label
    assert set(made) == {"tag", "id", "data-stamp", "data-figures"}
    assert html.count(">") == 2, "a sanitiser drops an attribute that seems to end a comment"


def test_the_component_hears_of_another_payload_alone(payload: Payload):
    first, same, other = (
        note(one, name="kaart").stamp
        for one in (payload, replace(payload), replace(payload, opened="WK990101"))
    )
    assert first == same
    assert first != other
    assert f'wijkmap.paint("{first}");' in script(paint(first))


def test_files_of_others_are_what_they_were():
    sums = re.findall(r"^ {4}([0-9a-f]{64}) {2}(\S+)$", _text("vendor", "README.md"), re.MULTILINE)
    assert len(sums) == 9
    for digest, name in sums:
        content = ASSETS.joinpath("vendor", *name.split("/")).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest, name


def test_every_theme_has_a_symbol_and_an_unknown_one_the_ring():
    assert len(symbol_keys()) == 13
    drawn = {symbol_svg(key) for key in symbol_keys()}
    assert len(drawn) == 13
    assert symbol_svg("iets-nieuws") not in drawn


def test_a_symbol_with_a_title_is_an_image_and_without_is_hidden():
    assert "<title>Groen &amp; meer</title>" in symbol_svg("groen", "Groen & meer")
    assert 'role="img"' in symbol_svg("groen", "Groen")
    assert 'aria-hidden="true"' in symbol_svg("groen")


def _text(*path: str) -> str:
    return ASSETS.joinpath(*path).read_text(encoding="utf-8")
