from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkmap.analysis.layers import overlays
from wijkmap.analysis.subjects import group_keys
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period, Selection
from wijkmap.model.words import Classing, Level
from wijkmap.present.address import choice, decode, encode, page_address, page_part, sheet_number

LAYERS = ("initiatives", "liveability_score")


def choices(dataset: Dataset) -> dict[str, list[str]]:
    words = dataset["vocabulary"]
    return {
        "wijken": list(dataset.areas_at(Level.WIJK).index),
        "stadsdelen": [one.key for one in dataset.municipality.stadsdelen],
        "themes": list(words.loc[words["list"] == "theme", "key"]),
        "streams": list(words.loc[words["list"] == "stream", "key"]),
        "statuses": list(words.loc[words["list"] == "status", "key"]),
        "areas": [*dataset.areas.index, *group_keys(dataset)],
        "goals": list(dataset["goals"]["goal"]),
    }


@given(data=st.data())
def test_every_selection_reads_back(small: Dataset, data: st.DataObject) -> None:
    allowed = choices(small)
    several = {
        name: tuple(data.draw(st.lists(st.sampled_from(allowed[name]), unique=True, max_size=3)))
        for name in ("wijken", "stadsdelen", "themes", "streams", "statuses")
        if allowed[name]
    }
    years = st.lists(st.integers(2000, 2030), unique=True, max_size=4).map(sorted)
    selection = Selection(
        **several,
        period=Period(tuple(data.draw(years))),
        year=Period(tuple(data.draw(years))),
        indicator=data.draw(st.sampled_from(LAYERS)),
        level=data.draw(st.sampled_from([Level.WIJK, Level.BUURT])),
        area=data.draw(st.sampled_from(["", *allowed["areas"]])),
        compare=data.draw(st.sampled_from(["", *allowed["goals"]])),
        classing=data.draw(st.sampled_from(Classing)),
        hatched=data.draw(st.booleans()),
        overlay=data.draw(st.sampled_from(overlays(small))),
    )
    layers = {*LAYERS, small.municipality.default_indicator}
    read, complaints = decode(encode(selection, small.municipality), small, layers)
    assert read == selection
    assert complaints == ()


def test_a_bare_link_opens_on_what_the_gemeente_chose(small: Dataset) -> None:
    selection, complaints = decode({}, small, LAYERS)
    assert selection.indicator == small.municipality.default_indicator
    assert selection.area == small.municipality.default_area
    assert encode(selection, small.municipality) == {}
    assert complaints == ()


@pytest.mark.parametrize(
    "query",
    [
        {"wijk": "WK0000ZZ"},
        {"thema": "bestaat-niet"},
        {"periode": "2014-2010"},
        {"jaar": "gisteren"},
        {"niveau": "land"},
        {"kaart": "<script>"},
        {"gebied": "GM"},
        {"gebied": "stadsdeel:oost"},
        {"vergelijk": "geluk"},
        {"klassen": "mooi"},
        {"arcering": "een beetje"},
        {"symbolen": "goud"},
    ],
)
def test_a_wrong_part_gets_one_friendly_line(small: Dataset, query: dict[str, str]) -> None:
    selection, complaints = decode(query, small, LAYERS)
    bare, _ = decode({}, small, LAYERS)
    assert selection == bare
    assert len(complaints) == 1
    assert "bestaat hier niet" in complaints[0]


def test_foreign_parameters_are_left_alone(small: Dataset) -> None:
    assert decode({"utm_source": "x"}, small, LAYERS)[1] == ()


def test_a_page_keeps_its_own_parameters_beside_any_selection(small: Dataset) -> None:
    query = {"tabel": "ledger", "deel": "kwaliteit", "thema": "groen", "blad": "3", "elders": "1"}
    assert page_part(query) == {"tabel": "ledger", "deel": "kwaliteit"}
    with_them = encode(Selection(), small.municipality) | page_part(query)
    assert decode(with_them, small, LAYERS) == decode(
        encode(Selection(), small.municipality), small, LAYERS
    )


def test_a_choice_that_does_not_exist_gets_a_line_and_the_default() -> None:
    value, complaints = choice({"tabel": "<b>"}, "tabel", ["areas"], "areas")
    assert value == "areas"
    assert len(complaints) == 1
    assert choice({}, "tabel", ["areas"], "areas") == ("areas", ())


@pytest.mark.parametrize(
    ("text", "sheet"),
    [("", 1), ("3", 3), ("9", 4), ("0", 1), ("-1", 1), ("twee", 1), ("²", 1), ("9" * 5000, 1)],
)
def test_a_sheet_number_stays_inside_the_table(text: str, sheet: int) -> None:
    assert sheet_number({"blad": text}, last=4) == sheet


def test_the_address_of_a_page_reads_back_as_the_selection(small: Dataset) -> None:
    asked = Selection(indicator=LAYERS[0], area="stadsdeel:zuid", themes=("groen",))
    address = page_address("wijk", asked, small.municipality)
    query = dict(parse_qsl(address.partition("?")[2]))
    assert address.startswith("wijk?")
    assert decode(query, small, LAYERS) == (asked, ())
