"""The road to an answer for goal 1, through the shell's door: fetch, check, compare."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from police import Service, Shelf, serving

from wijkmap.cli import main
from wijkmap.sources.descriptor import describe
from wijkmap.sources.package import embedded_folder

YEARS = range(2012, 2025)
PILOTS = ("WK098325", "WK098335")
SERIES = "registered_crime_yearly_table"


def made_up() -> dict[tuple[str, int], int | str | None]:
    """Every wijk wavers around 200 crimes; after 2014 the pilots have a third fewer."""
    with (embedded_folder() / "areas.csv").open(encoding="utf-8") as file:
        areas = [row["area_code"] for row in csv.DictReader(file)]
    counts: dict[tuple[str, int], int | str | None] = {}
    for place, code in enumerate(areas):
        level = {"GM": 4200, "WK": 200, "BU": 30}[code[:2]]
        for year in YEARS:
            wave = (place * 7 + year * 3) % 11 - 5
            counts[code, year] = level + wave - (66 if code in PILOTS and year > 2014 else 0)
    return counts


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with serving(Shelf(made_up())) as running:
        yield running


class Shell:
    """The command line within this process: what it printed, and its exit status."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        try:
            status = main([str(one) for one in arguments])
        except SystemExit as ended:
            status = int(ended.code or 0)
        return (status, *self._capsys.readouterr())

    def fetch(self, service: Service, into: Path, *more: object) -> tuple[int, str, str]:
        return self("fetch", "politie", "--into", into, "--base", service.base, *more)


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return Shell(capsys)


def test_from_the_police_to_a_verdict(service: Service, shell: Shell, tmp_path: Path):
    into = tmp_path / "venlo"
    asked = ("--table", "47018NED", "--years", "2012-2024")
    status, said, wrong = shell.fetch(service, into, *asked)
    assert (status, wrong) == (0, "")
    assert "2014: de stad, 21 wijken en 114 buurten (opgehaald)" in said
    assert f"--indicator {SERIES} --before 2012-2014 --after 2022-2024" in said
    # One question per year and level, and four for what the table is, and one whether it still is.
    assert (len(service.data_asked()), len(service.asked)) == (39, 44)

    status, said, wrong = shell("check", into)
    assert (status, wrong) == (0, "")
    assert said.startswith("Alles in orde: Venlo, versie ")

    asked = ("--indicator", SERIES, "--before", "2012-2014", "--after", "2022-2024")
    status, said, wrong = shell("compare", *asked, "--folder", into, "--format", "json")
    assert (status, wrong) == (0, "")
    found = json.loads(said)
    # The fall is found, and a fall in reports alone is no good news.
    assert found["scale"] == "log_rate_ratio"
    assert found["estimate"] < found["high"] < -0.3
    assert found["placebo_as_extreme"] == 1
    assert found["verdict"] == "cannot_say"
    assert "meldingen tellen nooit alleen" in found["verdict_text"]
    for said in ("juli 2018", "1.4.1, 3.2.1 en 3.2.2", "Alle jaren staan op de indeling van 2024"):
        assert said in " ".join(found["cautions"])

    descriptor = json.loads((into / "datapackage.json").read_bytes())
    original = json.loads((embedded_folder() / "datapackage.json").read_bytes())
    resources = {one["name"]: one for one in descriptor["resources"]}
    assert [one["name"] for one in original["resources"]] == list(resources)
    recipe = resources["observations"].pop("recipe")
    assert recipe.endswith(", daarna wijkmap fetch politie --table 47018NED --years 2012-2024")
    assert "CC BY 4.0" in json.dumps(resources["observations"]["sources"])
    for one in original["resources"]:
        untouched = one["name"] not in {"sources", "indicators", "observations", "goals"}
        assert (resources[one["name"]] == one) is untouched
    head = {"name": "", "title": "", "description": "", "licenses": [], "recipe": ""}
    for one in describe(into, head | {"tables": {}, "layers": {}})["resources"]:
        for key in ("bytes", "hash", "rows"):
            assert one.get(key) == resources[one["name"]].get(key), (one["name"], key)


def test_no_network_is_a_sentence_and_leaves_nothing(shell: Shell, tmp_path: Path):
    with serving(Shelf({})) as gone:
        pass
    order = ("--years", "2014", "--retries", "0")
    status, said, wrong = shell.fetch(gone, tmp_path / "venlo", *order)
    assert (status, said) == (1, "")
    assert wrong == (
        f"wijkmap: Geen verbinding met {gone.base.split('/')[2]}, of de verbinding brak af. "
        "Controleer het netwerk en de proxy, of probeer het later.\n"
    )
    assert not list(tmp_path.iterdir())


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """Give a child the usual SIGINT, also where this run itself was started to ignore it."""
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, usual)


@pytest.mark.usefixtures("_interruptible")
def test_interrupt_keeps_the_answers_and_makes_no_folder(service: Service, tmp_path: Path):
    started: list[subprocess.Popen[str]] = []

    def interrupt(_: Service, question: str) -> None:
        if "2016JJ00" in question:
            service.fault = None
            started[0].send_signal(signal.SIGINT)

    service.fault = interrupt
    with subprocess.Popen(
        [
            *(sys.executable, "-m", "wijkmap.cli", "fetch", "politie", "--years", "2015-2017"),
            *("--into", str(tmp_path / "venlo"), "--base", service.base),
        ],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        encoding="utf-8",
        env=os.environ | {"NO_PROXY": "127.0.0.1"},
    ) as running:
        started.append(running)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said.startswith("\nwijkmap: afgebroken. Wat al was opgehaald, is bewaard in ")
    assert [path.name for path in tmp_path.iterdir()] == ["venlo.antwoorden"]
    assert len(list(tmp_path.rglob("*-2015JJ00.json"))) == 3


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--table", "47999NED"), "Tabel 47999NED kan wijkmap niet lezen. Kies 47018NED"),
        (("--years", "veel"), "is niet te lezen. Schrijf 2014, 2012-2014 of 2012,2014."),
        (("--layout", "nieuw"), "bij --layout: ‘nieuw’ is geen heel getal"),
        (("--fit", "exakt"), "Bedoelt u exact?"),
    ],
)
def test_wrong_usage_is_said(
    service: Service, shell: Shell, tmp_path: Path, more: tuple[str, ...], said: str
):
    status, printed, wrong = shell.fetch(service, tmp_path / "venlo", "--years", "2014", *more)
    assert (status, printed) == (2, "")
    assert said in wrong
    assert not list(tmp_path.iterdir())
