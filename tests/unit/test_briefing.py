"""The briefing on paper: what it says, that every number in it is accounted for, and how it is built."""

from __future__ import annotations

import datetime as dt
import functools
import io
import json
import re
from pathlib import Path
from typing import Any

import cities
import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from wijkmap.analysis.standings import Frames, frames_of
from wijkmap.cli import main
from wijkmap.model.dataset import Dataset
from wijkmap.model.selection import Period, Selection
from wijkmap.model.visibility import Audience, Viewer, visible
from wijkmap.present.briefing import Briefing, Known, briefing, manifest, page_pdf
from wijkmap.present.briefing.manifest import sum_of

PEILDATUM = dt.date(2026, 11, 24)
PUBLIC = Viewer(Audience.PUBLIC, PEILDATUM)
INTERNAL = Viewer(Audience.INTERNAL, PEILDATUM)
KLINGERBERG, STEYL, PILOTS, TRADE_PORT = "WK098325", "WK098335", "pilots", "WK098328"
EMBARGOED = "WK999913"
AZC, BLERICK = "BU09831607", "stadsdeel:blerick"
NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
ONE_PAGE = (KLINGERBERG, STEYL, PILOTS, TRADE_PORT, AZC)


@functools.cache
def venlo() -> Dataset:
    return visible(cities.venlo(), PUBLIC)


@functools.cache
def frames() -> Frames:
    return frames_of(venlo())


@functools.cache
def made(area: str) -> Briefing:
    selection = Selection(area=area, indicator="liveability_score")
    return briefing(venlo(), selection, PUBLIC, Known(frames()))


@functools.cache
def paper(area: str) -> bytes:
    return page_pdf(venlo(), made(area))


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in reader(pdf).pages)


def inside(pdf: bytes) -> dict[str, Any]:
    (content,) = reader(pdf).attachments["manifest.json"]
    found: dict[str, Any] = json.loads(content)
    return found


def accounted(told: dict[str, Any]) -> set[str]:
    """Numbers that a manifest accounts for: as a figure is shown, or in a quoted text."""
    shown = [one for figure in told["figures"] for one in figure["shown"]]
    return {number for one in [*shown, *told["quotes"]] for number in NUMBER.findall(one)}


def numbers_on(pdf: bytes) -> set[str]:
    """Numbers in the text of all pages, without those of the pages themselves."""
    pages = reader(pdf).pages
    # By place on the page: years on an axis stand apart there, not in the stream.
    text = "\n".join(page.extract_text(extraction_mode="layout") for page in pages)
    counts = {str(count) for count in range(1, len(pages) + 1)}
    return set(NUMBER.findall(re.sub(r"/\s+", "/", text))) - counts


@pytest.mark.parametrize("area", [KLINGERBERG, PILOTS, TRADE_PORT, AZC, BLERICK])
def test_every_number_on_the_page_is_in_the_manifest_inside(area: str):
    known = accounted(inside(paper(area)))
    # A code breaks over lines; its digits belong together.
    assert numbers_on(paper(area)) - known == set()


def test_a_number_that_is_no_figure_would_be_found():
    told = inside(paper(KLINGERBERG))
    told["figures"] = [one for one in told["figures"] if one["label"] != "Eenzaam"]
    assert "51,1" not in accounted(told)
    assert "51,1" in NUMBER.findall(text_of(paper(KLINGERBERG)))


def test_figures_carry_what_belongs_to_them():
    told = inside(paper(KLINGERBERG))
    (own,) = [
        one
        for one in told["figures"]
        if one["place"] == "titel" and one["area_code"] == KLINGERBERG
    ]
    assert own["value"] == 3.916474
    assert (own["state"], own["period"], own["unit"]) == ("known", "2024", "score")
    assert (own["low"], own["high"], own["public_from"]) == (None, None, "altijd")
    assert own["sources"] == ["S08"]
    (crime,) = [
        one
        for one in told["figures"]
        if one["place"] == "kerncijfers"
        and one["indicator"] == "registered_crime_rate"
        and one["area_code"] == KLINGERBERG
    ]
    assert crime["low"] < crime["value"] < crime["high"]
    (money,) = [one for one in told["figures"] if one["label"] == "Buurtbudget, gepland"]
    assert (money["low"], money["high"]) == (35000, 140000)
    assert all(one["sources"] for one in told["figures"] if one["state"] == "known")


def test_manifest_says_what_it_is_of_and_sums_itself_up():
    told = inside(paper(STEYL))
    assert told == manifest(venlo(), made(STEYL))
    assert told["sum"] == sum_of(told)
    assert told["data_version"] == venlo().version
    assert told["peildatum"] == "2026-11-24"
    assert told["selection"] == {"gebied": STEYL}
    assert sum_of(told | {"title": "iets anders"}) != told["sum"]


@pytest.mark.parametrize("area", ONE_PAGE)
def test_one_page_holds_it_all_in_reading_order(area: str):
    found = reader(paper(area))
    assert len(found.pages) == 1
    text = re.sub(r"\s+", " ", text_of(paper(area)))
    it = made(area)
    order = [
        it.title.split(";")[0],
        it.map.title,
        "Cijfers naast de stad",
        *(one.label for one in it.key_figures),
        it.trend.title,
        it.initiatives.heading,
        it.money.heading,
        it.goals_heading,
        *(one.label.split(" ")[-1] for one in it.goals),
        it.reserve.heading,
        "Bronnen",
        f"Gegevensversie {venlo().version}",
    ]
    places = []
    start = 0
    for words in order:
        at = text.find(words, start)
        places.append(at)
        start = max(at, start)
    assert -1 not in places, order[places.index(-1)]


def test_long_tables_flow_to_a_second_page_that_starts_with_a_heading():
    found = reader(paper(BLERICK))
    assert len(found.pages) == 2
    second = re.sub(r"\s+", " ", found.pages[1].extract_text())
    assert made(BLERICK).reserve.heading in second[:200]


def test_same_input_gives_the_same_bytes():
    again = briefing(venlo(), Selection(area=STEYL, indicator="liveability_score"), PUBLIC)
    assert page_pdf(venlo(), again) == paper(STEYL)


def test_peildatum_is_the_only_date():
    later = Viewer(Audience.PUBLIC, dt.date(2027, 1, 2))
    pdf = page_pdf(venlo(), briefing(venlo(), Selection(area=STEYL), later))
    facts = reader(pdf).metadata
    assert facts is not None
    assert facts.creation_date == facts.modification_date
    assert facts.creation_date == dt.datetime(2027, 1, 2, tzinfo=dt.UTC)
    assert "2 januari 2027" in text_of(pdf)


def tags(pdf: bytes) -> list[tuple[str, DictionaryObject]]:
    """Elements of the structure tree, in reading order."""
    found: list[tuple[str, DictionaryObject]] = []

    def walk(node: object) -> None:
        one = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(one, DictionaryObject):
            if "/S" in one:
                found.append((str(one["/S"])[1:], one))
            walk(one.get("/K"))
        elif isinstance(one, list):
            for part in one:
                walk(part)

    walk(reader(pdf).trailer["/Root"]["/StructTreeRoot"])
    return found


def test_page_is_tagged_as_pdf_ua_asks():
    pdf = paper(KLINGERBERG)
    root = reader(pdf).trailer["/Root"]
    assert root["/Lang"] == "nl-NL"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    found = tags(pdf)
    kinds = [kind for kind, _ in found]
    assert next(kind for kind in kinds if kind.startswith("H")) == "H1"
    assert kinds.count("H1") == 1
    assert kinds.count("H2") == 8
    figures = [one for kind, one in found if kind == "Figure"]
    assert len(figures) == 2 + len(made(KLINGERBERG).key_figures)
    assert all(len(str(one.get("/Alt", ""))) > 20 for one in figures)
    assert kinds.count("Table") == 3
    assert kinds.count("TH") == 3 + 4 + 3
    assert {"L", "LI"} <= set(kinds)


def test_fonts_are_inside_and_ours():
    fonts = {
        str(font["/BaseFont"])
        for page in reader(paper(PILOTS)).pages
        for font in (one.get_object() for one in page["/Resources"]["/Font"].values())
    }
    assert fonts
    assert all("SourceSans3" in one for one in fonts)


def test_absence_is_said_and_never_a_number():
    port = made(TRADE_PORT)
    assert port.initiatives.sheet is port.money.sheet is None
    assert "Dat wil niet zeggen dat er niets gebeurt." in port.initiatives.notes[0]
    azc = {one.label: one for one in made(AZC).key_figures}
    assert azc["Inwoners"].value == "0"
    assert azc["Leefbaarheid (Leefbaarometer)"].value == "geen openbare gegevens"
    assert azc["Leefbaarheid (Leefbaarometer)"].scale is None
    crime = next(one for label, one in azc.items() if "misdrijven" in label)
    assert (crime.state, crime.value) == ("not_applicable", "niet van toepassing")
    assert crime.small.startswith("minder dan 100 inwoners")
    assert "geen openbare gegevens" in {one.label for one in made(AZC).map.legend}


def test_map_draws_the_classes_of_the_screen():
    it = made(KLINGERBERG)
    told = {row[0]: row[2] for row in it.map.sheet.rows}
    assert told["Klingerberg"] == "minder dan 3,95"
    assert told["Het Ven"] == "4,25 of meer"
    assert [one.label for one in it.map.legend] == [
        "minder dan 3,95",
        "3,95 tot 4,05",
        "4,05 tot 4,15",
        "4,15 tot 4,25",
        "4,25 of meer",
    ]
    svg = it.map.drawing.svg
    assert svg.count('fill="#e4f1e1"') == list(told.values()).count("minder dan 3,95")
    assert "Klingerberg" in svg
    assert "Steyl" in svg


def test_filters_hold_for_registers_and_are_said():
    chosen = Selection(area=KLINGERBERG, themes=("groen",), goals=("vertrouwen",))
    it = briefing(venlo(), chosen, PUBLIC, Known(frames()))
    assert it.filters == "Initiatieven en geld gefilterd op Groen."
    assert [one.label for one in it.goals] == ["Meer vertrouwen tussen bewoners en professionals"]
    assert it.key_figures == made(KLINGERBERG).key_figures
    found = [one for one in it.facts if one.label == "Initiatieven gevonden"]
    whole = [one for one in made(KLINGERBERG).facts if one.label == "Initiatieven gevonden"]
    assert sum(one.figure.value or 0 for one in found) < (whole[0].figure.value or 0)


def test_year_of_the_map_and_title_is_the_year_asked_for():
    chosen = Selection(area=STEYL, indicator="liveability_score", year=Period((2014,)))
    it = briefing(venlo(), chosen, PUBLIC, Known(frames()))
    assert "in 2014 op 4,02" in it.title
    assert it.map.title.endswith(", 2014")


def test_internal_briefing_with_closed_figures_is_marked_with_the_strictest_date(example: Dataset):
    selection = Selection(area=EMBARGOED)
    marked = briefing(visible(example, INTERNAL), selection, INTERNAL)
    strictest = max(one.figure.public_from for one in marked.facts)
    assert strictest == dt.date(2027, 1, 1)
    assert marked.closed == "Niet openbaar tot 1 januari 2027"
    pdf = page_pdf(example, marked)
    assert all(marked.closed in page.extract_text() for page in reader(pdf).pages)
    assert all("Fictief" in page.extract_text() for page in reader(pdf).pages)
    assert inside(pdf)["closed"] == marked.closed
    assert numbers_on(pdf) - accounted(inside(pdf)) == set()
    public = briefing(visible(example, PUBLIC), selection, PUBLIC)
    assert public.closed == ""
    assert all(PUBLIC.may_see(one.figure.public_from) for one in public.facts)
    assert [one.figure.value for one in public.facts] != [one.figure.value for one in marked.facts]


def test_what_is_never_public_has_no_date_on_it(example: Dataset):
    never = briefing(visible(example, INTERNAL), Selection(area="WK999933"), INTERNAL)
    assert never.closed == "Niet openbaar"


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (("--wijk", "klingerberg", "--out", "k.pdf"), b"%PDF"),
        (("--wijk", AZC, "--level", "buurt", "--out", "azc.png"), b"\x89PNG"),
    ],
)
def test_command_writes_what_the_ending_asks(
    arguments: tuple[str, ...],
    start: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(tmp_path)
    assert main(["briefing", *arguments, "--date", "2026-11-24"], read=cities.read) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith("Leefbaarheid: ")
    (written,) = tmp_path.iterdir()
    assert written.read_bytes().startswith(start)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--out", "x.pdf"),
        ("--wijk", "Klingerberg", "--stadsdeel", "Blerick", "--out", "x.pdf"),
        ("--wijk", "Nergens", "--out", "x.pdf"),
        ("--wijk", "Steyl", "--out", "x.docx"),
        ("--wijk", "Steyl", "--out", "bestaat-niet/x.pdf"),
        ("--wijk", "Steyl", "--goal", "geluk", "--out", "x.pdf"),
    ],
)
def test_command_refuses_what_cannot_be(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    try:
        status = main(["briefing", *arguments], read=cities.read)
    except SystemExit as end:
        status = int(end.code or 0)
    assert status == 2
    assert not list(tmp_path.iterdir())
