"""The other forms of a briefing: slides, text, code, and what differs from one of then."""

from __future__ import annotations

import copy
import datetime as dt
import functools
import io
import json

import cities
import pytest
from pptx import Presentation
from pptx.presentation import Presentation as PresentationPart
from pptx.util import Inches
from pypdf import PdfWriter

from wijkmap.model.dataset import Dataset
from wijkmap.model.errors import SelectionError
from wijkmap.model.selection import Period, Selection
from wijkmap.model.visibility import Audience, Viewer, visible
from wijkmap.present.briefing import (
    FORMS,
    Briefing,
    Known,
    briefing,
    manifest,
    read_code,
    sealed_part,
    text_twin,
)
from wijkmap.present.briefing.changes import changes, changes_section
from wijkmap.sources.briefing_file import MAX_BYTES, BriefingFileError, read_manifest

VIEWER = Viewer(Audience.PUBLIC, dt.date(2026, 11, 24))
CHOSEN = Selection(area="pilots", indicator="liveability_score", themes=("groen", "verkeer"))


@functools.cache
def venlo() -> Dataset:
    return visible(cities.venlo(), VIEWER)


@functools.cache
def made() -> Briefing:
    return briefing(venlo(), CHOSEN, VIEWER, Known(base_url="https://wijkmap.example"))


@functools.cache
def slides() -> bytes:
    return FORMS["pptx"](venlo(), made())


def deck() -> PresentationPart:
    return Presentation(io.BytesIO(slides()))


def test_slides_are_wide_and_each_has_a_title_first():
    shown = deck()
    assert shown.slide_width / shown.slide_height == pytest.approx(16 / 9, abs=0.001)
    titles = [one.shapes.title.text_frame.text for one in shown.slides]
    assert titles[0] == made().title
    assert titles[-1] == made().reserve.heading
    assert all(titles)
    assert all(next(iter(one.shapes)) == one.shapes.title for one in shown.slides)


def test_slides_have_editable_tables_and_pictures_with_a_text():
    shapes = [shape for one in deck().slides for shape in one.shapes]
    tables = {shape.name: shape.table for shape in shapes if shape.has_table}
    figures = tables["Cijfers naast de stad"]
    assert figures.cell(0, 2).text == "waarde"
    assert figures.cell(1, 2).text == made().key_figures[0].value
    assert figures.first_row
    pictures = [shape for shape in shapes if shape.shape_type == 13]
    told = [one._element.nvPicPr.cNvPr.get("descr") for one in pictures]
    assert len(pictures) == 2
    assert told[0].startswith("Kaart. Van ")
    assert told[1].startswith("Een lijngrafiek laat zien ")


def test_nothing_on_a_slide_leaves_it():
    shown = deck()
    for one in shown.slides:
        for shape in one.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= shown.slide_width + Inches(0.01)
            assert shape.top + shape.height <= shown.slide_height


def test_slides_say_the_peildatum_and_no_other_date():
    facts = deck().core_properties
    assert facts.created.date() == facts.modified.date() == VIEWER.date
    assert facts.author == "wijkmap"
    assert FORMS["pptx"](venlo(), made()) == slides()


def test_marks_stand_on_every_slide():
    closed = briefing(venlo(), CHOSEN, VIEWER, Known(own="een eigen levering"))
    shown = Presentation(io.BytesIO(FORMS["pptx"](venlo(), closed)))
    for one in shown.slides:
        texts = [shape.text_frame.text for shape in one.shapes if shape.has_text_frame]
        assert any("eigen levering" in text for text in texts)


def test_text_twin_has_everything_that_is_printed():
    twin = text_twin(made())
    for words in (
        made().title,
        *(one.value for one in made().key_figures),
        *(one.verdict for one in made().goals),
        *made().sources,
        made().seal.version,
    ):
        assert words.replace("’", "’") in twin.replace("&amp;", "&").replace("&#x27;", "'")
    assert "<svg" not in twin


def test_code_and_link_open_the_same_view():
    code = read_code(made().seal.code)
    assert code.version == venlo().version
    assert code.date == VIEWER.date
    assert code.query == {"gebied": "pilots", "thema": "groen,verkeer"}
    assert made().seal.link == (
        "https://wijkmap.example/briefing?gebied=pilots&thema=groen,verkeer"
        f"&zegel={venlo().version}.20261124"
    )
    assert sealed_part({"zegel": f"{venlo().version}.20261124"}) == (venlo().version, VIEWER.date)
    assert sealed_part({"zegel": "raar"}) is sealed_part({"zegel": "a.20261399"}) is None


@pytest.mark.parametrize("wrong", ["", "abc", "a/b/c/d", "a/20261124/gebied=pilots/0000"])
def test_a_code_with_a_fault_is_refused_in_words(wrong: str):
    with pytest.raises(SelectionError, match=r"code"):
        read_code(wrong)


def test_a_code_survives_how_it_is_printed():
    broken = made().seal.code.replace("/", "/\n")
    assert read_code(broken) == read_code(made().seal.code)


def test_same_data_have_no_changes():
    now = manifest(venlo(), made())
    assert changes(now, now) == ()
    assert "nog dezelfde" in changes_section(now, now)


def test_changes_name_each_figure_that_differs():
    now = manifest(venlo(), made())
    then = copy.deepcopy(now)
    then["data_version"] = "000000000000"
    first, second = then["figures"][0], then["figures"][1]
    first["value"], first["shown"] = 3.5, ["3,50"]
    then["figures"].remove(second)
    then["figures"].append(first | {"label": "Verdwenen cijfer", "shown": ["12"]})
    found = changes(then, now)
    assert [(one.was, one.now) for one in found if one.label == "Verdwenen cijfer"] == [
        ("12; 3,5; 2024", "staat er niet meer")
    ]
    assert [one.was for one in found if one.area == second["area_name"]] == ["stond er niet"]
    assert len(found) == 3
    assert "3 cijfers zijn anders" in changes_section(then, now)


def test_a_newer_year_is_one_change_not_two():
    now = manifest(venlo(), made())
    old = manifest(
        venlo(),
        briefing(
            venlo(),
            Selection(area="pilots", indicator="liveability_score", year=Period((2014,))),
            VIEWER,
        ),
    )
    titles = [one for one in changes(old, now) if one.place == "titel"]
    assert len(titles) == 2
    assert all("2014" in one.was and "2024" in one.now for one in titles)


@pytest.mark.parametrize("form", ["pdf", "json"])
def test_manifest_is_read_back_from_what_was_downloaded(form: str):
    assert read_manifest(FORMS[form](venlo(), made())) == manifest(venlo(), made())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "geen briefing"),
        (b"%PDF-1.7 stuk", "geen manifest"),
        (b"{}", "geen manifest"),
        (b'{"form": "wijkmap-briefing-1", "figures": [1]}', "geen manifest"),
        (b"x" * (MAX_BYTES + 1), "groter"),
        (b"\xff\xfe", "geen briefing"),
    ],
)
def test_what_is_no_briefing_is_refused_in_words(content: bytes, words: str):
    with pytest.raises(BriefingFileError, match=words):
        read_manifest(content)


def test_pdf_of_another_program_is_refused():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    made_elsewhere = io.BytesIO()
    writer.write(made_elsewhere)
    with pytest.raises(BriefingFileError, match="geen manifest"):
        read_manifest(made_elsewhere.getvalue())


def test_manifest_is_plain_json():
    text = FORMS["json"](venlo(), made()).decode()
    assert json.loads(text)["form"] == "wijkmap-briefing-1"
    assert "NaN" not in text
