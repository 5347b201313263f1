"""The contract of the command line."""

from __future__ import annotations

import csv
import functools
import io
import json
import re
import shlex
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from terminal import ask, shell

COLUMNS = "key,key_label,area_code,area_name,year,value,unit,state,n,low,high,source,cautions"
KEYS = ("wijk", "theme", "stream", "status", "year")
NO_COVERAGE = {"WK098313", "WK098321", "WK098324", "WK098328"}
GEODATA = Path(__file__).parents[2] / "geodata"


@functools.cache
def rows(*arguments: str) -> list[dict[str, str]]:
    answer = ask(*arguments, "--format", "csv")
    assert (answer.returncode, answer.stderr) == (0, "")
    return list(csv.DictReader(io.StringIO(answer.stdout)))


def total(found: list[dict[str, str]]) -> Decimal:
    return sum((Decimal(row["value"]) for row in found if row["value"]), Decimal())


def liveability(*arguments: str) -> list[dict[str, str]]:
    return rows("figures", "--indicator", "liveability_score", "--year", "2014", *arguments)


def test_entry_point_is_the_command_line():
    (script,) = entry_points(group="console_scripts", name="wijkmap")
    assert script.value == "wijkmap.cli:main"


def test_help_is_dutch_and_loads_nothing_heavy():
    answer = shell("--help", PYTHONPROFILEIMPORTTIME="1")
    assert answer.returncode == 0
    assert answer.stdout.startswith("gebruik: wijkmap")
    assert "argparse" in answer.stderr
    assert not re.search(
        r"\| +(numpy|pandas|geopandas|streamlit|shapely)$", answer.stderr, re.MULTILINE
    )


@pytest.mark.parametrize("command", ["run", "check", "figures", "initiatives", "budget"])
def test_each_command_explains_itself(command: str):
    answer = ask(command, "--help")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith(f"gebruik: wijkmap {command}")


# The promised figures


def test_liveability_of_2014_is_known_for_21_wijken():
    found = liveability("--level", "wijk")
    assert len(found) == 21
    assert {row["state"] for row in found} == {"known"}
    assert {row["year"] for row in found} == {"2014"}
    assert all(row["key"] == row["area_code"] for row in found)
    assert all(len(row["value"].partition(".")[2]) <= 6 for row in found)
    assert all(row["source"] for row in found)


def test_header_is_the_contract():
    arguments = ("figures", "--indicator", "liveability_score", "--year", "2014")
    assert ask(*arguments, "--format", "csv").stdout.startswith(f"{COLUMNS}\n")
    budget = ask("budget", "--by", "wijk", "--format", "csv").stdout
    assert budget.startswith(f"{COLUMNS},kind\n")


def test_initiatives_by_wijk_sum_to_143_with_25_unassigned():
    found = rows("initiatives", "--by", "wijk")
    assert total(found) == 143
    (unassigned,) = [row for row in found if row["key"] == "unassigned"]
    assert (unassigned["value"], unassigned["area_code"]) == ("25", "")
    assert len([row for row in found if row["area_code"].startswith("WK")]) == 21


def test_wijken_without_coverage_are_missing_and_not_zero():
    found = rows("initiatives", "--by", "wijk")
    missing = {row["key"] for row in found if row["state"] == "missing"}
    assert missing == NO_COVERAGE
    assert all(row["value"] == "" for row in found if row["key"] in missing)


@pytest.mark.parametrize("by", KEYS)
def test_initiatives_add_up_to_the_same_total_by_every_key(by: str):
    assert total(rows("initiatives", "--by", by)) == 143


def test_rest_of_the_keys_belongs_to_the_gemeente():
    found = rows("initiatives", "--by", "theme")
    assert {row["area_code"] for row in found} == {"GM0983"}


@pytest.mark.parametrize("by", [*KEYS, "kind"])
def test_budget_adds_up_to_the_same_euros_by_every_key(by: str):
    totals: dict[str, dict[str, Decimal]] = {}
    for key in ("wijk", by):
        sums: defaultdict[str, Decimal] = defaultdict(Decimal)
        for row in rows("budget", "--by", key):
            sums[row["kind"]] += Decimal(row["value"] or 0)
        totals[key] = {kind: amount for kind, amount in sums.items() if amount}
    assert totals["wijk"] == totals[by]


def test_rounding_of_the_source_has_its_own_row():
    found = rows("budget", "--by", "theme")
    rounding = [row for row in found if row["key_label"] == "afronding bron"]
    assert "-2.00" in {row["value"] for row in rounding}


def test_euros_have_two_decimals():
    values = [row["value"] for row in rows("budget", "--by", "stream") if row["value"]]
    assert values
    assert all(len(value.partition(".")[2]) == 2 for value in values)


# Filters


def test_place_filter_takes_codes_and_names():
    by_name = liveability("--wijk", "klingerberg,Steyl")
    by_code = liveability("--wijk", "WK098325,WK098335")
    assert by_name == by_code
    assert [row["key_label"] for row in by_name] == ["Klingerberg", "Steyl"]


def test_place_filter_at_buurt_level_gives_the_buurten_of_the_wijk():
    found = rows(
        *("figures", "--indicator", "population", "--level", "buurt"),
        *("--year", "2024", "--wijk", "Steyl"),
    )
    assert found
    assert {row["area_code"][:8] for row in found} == {"BU098335"}


def test_label_of_a_theme_filters_like_its_key():
    by_key = rows("initiatives", "--by", "wijk", "--theme", "groen")
    assert by_key == rows("initiatives", "--by", "wijk", "--theme", "Groen")
    assert 0 < total(by_key) < 143


def test_kind_filters_the_budget():
    found = rows("budget", "--by", "wijk", "--kind", "awarded")
    assert {row["kind"] for row in found} == {"awarded"}


def test_status_that_the_source_leaves_open_can_be_chosen():
    by_word = rows("initiatives", "--by", "status", "--status", "onbekend")
    assert by_word == rows("initiatives", "--by", "status", "--status", "unknown")
    assert {row["key"] for row in by_word if row["value"] not in {"", "0"}} == {"unknown"}


def test_place_filter_keeps_the_city_whole_and_says_so():
    whole = liveability("--level", "gemeente")
    asked = liveability("--level", "gemeente", "--wijk", "Steyl")
    assert [row["value"] for row in asked] == [row["value"] for row in whole]
    assert all("Het filter op wijk verandert" in row["cautions"] for row in asked)


@pytest.mark.parametrize(
    ("date", "viewer", "expected"),
    [("2029-12-31", "public", 6), ("2030-01-01", "public", 7), ("2029-12-31", "internal", 8)],
)
def test_date_and_setting_decide_what_is_seen(
    small_folder: Path, date: str, viewer: str, expected: int
):
    answer = ask(
        *("initiatives", "--folder", str(small_folder), "--date", date, "--format", "json"),
        WIJKMAP_VIEWER=viewer,
    )
    values = {row["key"]: row["value"] for row in json.loads(answer.stdout)}
    assert sum(value or 0 for value in values.values()) == expected
    assert values["outside"] == 1


def test_wrong_setting_of_the_server_is_wrong_usage():
    answer = ask("initiatives", WIJKMAP_VIEWER="iedereen")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "WIJKMAP_VIEWER" in answer.stderr


def test_idle_filter_is_said_and_not_hidden():
    found = liveability("--theme", "groen")
    assert all("Het filter op thema verandert dit cijfer niet" in row["cautions"] for row in found)


# Formats


def test_json_holds_the_same_rows_with_null_for_what_is_not_known():
    answer = ask("initiatives", "--by", "wijk", "--format", "json")
    listed = json.loads(answer.stdout)
    assert [row["key"] for row in listed] == [
        row["key"] for row in rows("initiatives", "--by", "wijk")
    ]
    assert list(listed[0]) == COLUMNS.split(",")
    assert {row["value"] for row in listed if row["state"] == "missing"} == {None}


def test_sources_and_cautions_are_joined_with_a_semicolon_and_a_space():
    listed = json.loads(ask("initiatives", "--by", "wijk", "--format", "json").stdout)
    several = [row["source"] for row in listed if ";" in row["source"]]
    assert several
    assert all("; " in one and ";" not in one.replace("; ", "") for one in several)


def test_table_is_dutch_and_says_source_and_date():
    answer = ask(
        *("figures", "--indicator", "liveability_score", "--year", "2014"),
        *("--wijk", "Steyl", "--date", "2026-01-31"),
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    header, first = answer.stdout.splitlines()[:2]
    assert header.split()[:3] == ["naam", "jaar", "waarde"]
    assert first.startswith("Steyl")
    assert "4,0" in first
    assert "Bron S08" in answer.stdout
    assert "Peildatum 31 januari 2026, openbaar" in answer.stdout


def test_output_is_utf8_in_any_locale():
    answer = shell("initiatives", "--format", "csv", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (answer.returncode, answer.stderr) == (0, "")


def test_reader_that_stops_early_is_no_error():
    command = f"{sys.executable} -m wijkmap.cli initiatives --by wijk --format json | head -n 1"
    answer = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stderr) == (0, "")


# Wrong usage: exit status 2 and a sentence that helps


@pytest.mark.parametrize(
    ("arguments", "help_offered"),
    [
        (("initiatives", "--wijk", "Klingerburg"), "Klingerberg (WK098325)"),
        (("initiatives", "--theme", "greon"), "(groen)"),
        (("initiatives", "--status", "gerealiseert"), "(gerealiseerd)"),
        (("figures", "--indicator", "livability_score"), "(liveability_score)"),
        (("budget", "--by", "tema"), "kies uit wijk, theme"),
        (("budget", "--kind", "awardd"), "(awarded)"),
        (("figures", "--indicator", "population", "--level", "straat"), "kies uit wijk, buurt"),
        (("initiatives", "--year", "2020-2018"), "Schrijf 2018-2020"),
        (("initiatives", "--date", "31-01-2026"), "jjjj-mm-dd"),
        (("initiatives", "--folder", "geen-map"), "bestaat niet"),
        (("run", "--port", "abc"), "geen poort"),
        (("figures",), "verplicht is: --indicator"),
        (("initiatives", "--kleur"), "onbekend: --kleur"),
    ],
)
def test_wrong_usage_helps_and_ends_with_2(arguments: tuple[str, ...], help_offered: str):
    answer = ask(*arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert help_offered in answer.stderr
    assert "Traceback" not in answer.stderr


# Check


def test_check_of_the_embedded_data_is_one_line():
    answer = shell("check", str(GEODATA))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith("Alles in orde: Venlo, versie ")
    assert "21 wijken, 114 buurten, 143 initiatieven" in answer.stdout
    assert answer.stdout.count("\n") == 1


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    folder = tmp_path / "gemeente"
    folder.mkdir()
    for path in GEODATA.iterdir():
        if path.is_file() and path.name != "datapackage.json":
            (folder / path.name).write_bytes(path.read_bytes())
    initiatives = folder / "initiatives.csv"
    text = initiatives.read_text(encoding="utf-8")
    header, first, rest = text.split("\n", 2)
    initiatives.write_text(
        "\n".join([header, first.replace("WK0983", "WK0999", 1), rest]), encoding="utf-8"
    )
    return folder


def test_check_prints_problems_on_stdout_and_ends_with_1(faulty: Path):
    answer = ask("check", str(faulty))
    assert (answer.returncode, answer.stderr) == (1, "")
    assert "initiatives.csv, regel 2, kolom area_code" in answer.stdout


def test_problems_are_rows_too(faulty: Path):
    as_csv = ask("check", str(faulty), "--format", "csv")
    assert as_csv.returncode == 1
    (first, *_) = csv.DictReader(io.StringIO(as_csv.stdout))
    assert (first["file"], first["row"]) == ("initiatives.csv", "2")
    listed = json.loads(ask("check", str(faulty), "--format", "json").stdout)
    assert listed[0]["row"] == 2


def test_data_command_on_faulty_data_ends_with_1(faulty: Path):
    answer = ask("initiatives", "--folder", str(faulty))
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "initiatives.csv, regel 2" in answer.stderr


# What the README shows


def readme_examples() -> list[tuple[str, str]]:
    text = (GEODATA.parent / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)]
    return [(head, body) for head, _, body in (part.partition("\n") for part in parts) if head]


@pytest.mark.parametrize("example", readme_examples(), ids=lambda example: example[0])
def test_readme_shows_real_output(example: tuple[str, str]):
    command, shown = example
    name, *arguments = shlex.split(command)
    assert name == "wijkmap"
    answer = ask(*arguments)
    assert answer.stdout + answer.stderr == shown
