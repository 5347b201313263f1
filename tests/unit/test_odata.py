"""The line to an OData service: pages, limits, faults, and answers that are kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from police import Service, Shelf, serving

from wijkmap.model.errors import SelectionError
from wijkmap.sources.odata.answers import Answers
from wijkmap.sources.odata.line import FetchError, Line, NotFoundError
from wijkmap.sources.odata.table import Part, Table, check_unchanged, read_part, read_table
from wijkmap.sources.police.counts import counts

TOPIC = "GeregistreerdeMisdrijven"
COUNTS = {("WK990101", 2014): 12, ("WK990102", 2014): None, ("BU99010100", 2014): 7}


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(Shelf(COUNTS)) as running:
        yield running


def line(service: Service, retries: int = 2) -> Line:
    return Line(service.base, retries=retries, pause=0)


def opened(service: Service, folder: Path) -> tuple[Table, Answers]:
    return read_table(line(service), Answers(folder), "47018NED", TOPIC)


def wijken(service: Service, folder: Path) -> Part:
    table, answers = opened(service, folder)
    return read_part(line(service), answers, table, ("WK9901", "2014JJ00"), ["0.0.0"])


def test_metadata_is_read_by_name(service: Service, tmp_path: Path):
    service.shelf.topic = f"{TOPIC}_7"
    table, answers = opened(service, tmp_path)
    assert (table.topic, table.kind, table.place, table.time) == (
        f"{TOPIC}_7",
        "SoortMisdrijf",
        "WijkenEnBuurten",
        "Perioden",
    )
    assert table.layouts == (2024,)
    assert table.empty_is_zero
    assert table.members["0.0.0"] == "0.0.0 "
    assert table.statuses == {"2014JJ00": "Definitief"}
    assert answers.folder.name == "2024-08-15T02-00-00"


def test_question_is_the_documented_one_and_keys_lose_their_blanks(
    service: Service, tmp_path: Path
):
    part = wijken(service, tmp_path)
    (asked,) = service.data_asked()
    assert asked.removeprefix("/ODataApi/OData/47018NED/TypedDataSet?$filter=") == (
        "startswith(WijkenEnBuurten,'WK9901') and Perioden eq '2014JJ00'"
    )
    assert {row["WijkenEnBuurten"] for row in part.rows} == {"WK990101  ", "WK990102  "}
    table, _ = opened(service, tmp_path)
    # An empty value is 0 in this table; a wijk without a row is not there at all.
    assert counts(table, part) == {"WK990101": 12, "WK990102": 0}


def test_empty_value_is_unknown_when_the_table_says_so(service: Service, tmp_path: Path):
    service.shelf.default = "Missing"
    part = wijken(service, tmp_path)
    table, _ = opened(service, tmp_path)
    assert counts(table, part) == {"WK990101": 12, "WK990102": None}


def test_pages_are_followed_to_the_last(service: Service, tmp_path: Path):
    service.shelf.page = 3
    assert len(wijken(service, tmp_path).rows) == 8
    assert len(service.data_asked()) == 3
    assert len([one for one in service.asked if "SoortMisdrijf" in one]) == 2


@pytest.mark.parametrize("limit", [2, 7])
def test_full_answer_is_never_taken_for_whole(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
):
    table, answers = opened(service, tmp_path)
    service.shelf.limit = limit
    monkeypatch.setattr("wijkmap.sources.odata.table.ROW_LIMIT", limit)
    asked = (line(service), answers, table, ("WK9901", "2014JJ00"), ["0.0.0"])
    if limit == 2:
        # Both wijken have the total: even one kind may be cut off.
        with pytest.raises(FetchError, match="er kunnen er meer zijn"):
            read_part(*asked)
        return
    part = read_part(*asked)
    assert part.split
    assert service.data_asked()[-1].endswith("and SoortMisdrijf eq '0.0.0 '")
    assert counts(table, part) == {"WK990101": 12, "WK990102": 0}
    # What was asked kind by kind is kept as such, and enough for those kinds only.
    again = read_part(*asked)
    assert (again.asked, again.split) == (False, True)
    assert read_part(*asked[:-1], ["0.0.0", "1.1.1"]).asked


def test_limit_that_the_service_reports_splits_too(service: Service, tmp_path: Path):
    def full(_: Service, question: str) -> tuple[int, bytes] | None:
        whole = "TypedDataSet" in question and "SoortMisdrijf" not in question
        return (500, b"The maximum number of 10000 records is exceeded") if whole else None

    service.fault = full
    assert wijken(service, tmp_path).split


def test_answer_is_asked_once_and_kept_whole(service: Service, tmp_path: Path):
    first = wijken(service, tmp_path)
    again = wijken(service, tmp_path)
    assert (first.asked, again.asked) == (True, False)
    assert again.rows == first.rows
    assert len(service.data_asked()) == 1
    assert not list(tmp_path.rglob("*.deel"))


def test_spoiled_answer_on_disk_is_asked_again(service: Service, tmp_path: Path):
    wijken(service, tmp_path)
    (kept,) = tmp_path.rglob("WK9901-*.json")
    kept.write_bytes(kept.read_bytes()[:40])
    assert wijken(service, tmp_path).asked


def test_new_edition_never_mixes_with_answers_of_the_old_one(service: Service, tmp_path: Path):
    table, _ = opened(service, tmp_path)
    wijken(service, tmp_path)
    service.shelf.modified = "2025-02-01T02:00:00"
    assert wijken(service, tmp_path).asked
    with pytest.raises(FetchError, match="opnieuw gepubliceerd"):
        check_unchanged(line(service), table)


@pytest.mark.parametrize("status", [-200, 503])
def test_cut_line_or_busy_service_is_asked_again(service: Service, tmp_path: Path, status: int):
    faults = iter([(status, b'{"value": []}')] * 2)
    service.fault = lambda _, question: next(faults, None) if "Typed" in question else None
    assert len(wijken(service, tmp_path).rows) == 8
    assert len(service.data_asked()) == 3


def test_retries_end(service: Service, tmp_path: Path):
    service.fault = lambda *_: (503, b"")
    with pytest.raises(FetchError, match="te druk of in onderhoud"):
        wijken(service, tmp_path)
    assert len(service.asked) == 3


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((200, b"<html>Log in</html>"), "geen JSON: het begint met ‘<html>Log in</html>’"),
        ((200, b'{"value": [1, 2'), "geen JSON"),
        ((200, b'{"value": 3}'), "een andere vorm dan OData v3"),
        ((200, b"[]"), "een andere vorm dan OData v3"),
        ((200, b"\xff\xfe\x00"), "geen JSON"),
        ((400, b"Syntax error at position 8"), "weigert de vraag .HTTP 400.: ‘Syntax error"),
        ((302, b"http://elders.test/"), "verwijst door naar http://elders.test/"),
        ((404, b""), "Tabel 47018NED bestaat niet op"),
    ],
)
def test_each_fault_has_its_sentence(
    service: Service, tmp_path: Path, answer: tuple[int, bytes], said: str
):
    service.fault = lambda *_: answer
    with pytest.raises(FetchError, match=said):
        wijken(service, tmp_path)


def test_next_page_elsewhere_is_not_followed(service: Service, tmp_path: Path):
    link = json.dumps({"value": [], "odata.nextLink": "http://elders.test/meer"}).encode()
    service.fault = lambda _, question: (200, link) if "Typed" in question else None
    with pytest.raises(FetchError, match="naar een andere plek"):
        wijken(service, tmp_path)


def test_pages_in_a_ring_end(service: Service, tmp_path: Path):
    link = json.dumps({"value": [], "odata.nextLink": "TypedDataSet?again"}).encode()
    service.fault = lambda _, question: (200, link) if "Typed" in question else None
    with pytest.raises(FetchError, match="zonder eind"):
        wijken(service, tmp_path)


def test_changed_columns_are_named(service: Service, tmp_path: Path):
    service.shelf.topic = "Misdrijven_1"
    with pytest.raises(FetchError, match=f"verwacht één kolom ‘{TOPIC}’, gevonden Misdrijven_1"):
        opened(service, tmp_path)
    service.shelf.topic = f"{TOPIC}_1"
    assert opened(service, tmp_path)[0].topic == f"{TOPIC}_1"


def test_missing_list_is_a_change_of_the_table(service: Service, tmp_path: Path):
    service.fault = lambda _, question: (404, b"") if "Perioden" in question else None
    with pytest.raises(FetchError, match="verwacht een lijst ‘Perioden’"):
        opened(service, tmp_path)


def test_no_service_at_all_is_one_sentence(tmp_path: Path):
    with serving(Shelf(COUNTS)) as gone:
        pass
    with pytest.raises(FetchError, match=r"Geen verbinding met 127\.0\.0\.1"):
        read_table(line(gone, retries=0), Answers(tmp_path), "47018NED", TOPIC)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("base", ["dataderden.cbs.nl", "file:///etc/", "http://"])
def test_what_is_no_web_address_is_refused(base: str):
    with pytest.raises(SelectionError, match="geen adres van een dienst"):
        Line(base)


def test_404_of_a_table_is_a_kind_of_its_own(service: Service, tmp_path: Path):
    with pytest.raises(NotFoundError, match="47999NED bestaat niet"):
        read_table(line(service), Answers(tmp_path), "47999NED", TOPIC)
