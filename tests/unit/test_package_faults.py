"""Every fault of a data folder is reported once, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults import ONE_FAULT, places, problems
from folders import edit, table, write_folder

from wijkmap.model.tables import TABLES


@pytest.mark.parametrize("fault", ONE_FAULT)
def test_one_fault_is_one_problem_at_its_place(tmp_path: Path, fault: str):
    changes, place = ONE_FAULT[fault]
    assert places(write_folder(tmp_path, **changes)) == [place]


def test_twenty_faults_in_several_files_are_reported_at_once_and_no_others(tmp_path: Path):
    chosen = [
        "another boundary year",
        "a wrong parent",
        "half a cent",
        "low above high",
        "unknown with an amount",
        "a part without a split",
        "the same euro, another amount",
        "a stream outside the mapping",
        "unknown area",
        "a buurt of another wijk",
        "x without y",
        "month 13",
        "a theme outside the mapping",
        "an unknown source",
        "known without a value",
        "an observation of another gemeente",
        "a rate without a count",
        "breaks that descend",
        "a missing column",
        "an unknown pilot",
    ]
    steps: dict[str, list[object]] = {}
    expected = []
    for name in chosen:
        changes, place = ONE_FAULT[name]
        expected.append(place)
        for target, change in changes.items():
            steps.setdefault(target, []).append(change)
    changes = {
        target: found[0] if target == "municipality" else tuple(found)
        for target, found in steps.items()
    }
    assert len(expected) == 20
    assert places(write_folder(tmp_path, **changes)) == sorted(expected)


def test_faults_in_one_row_do_not_hide_each_other(tmp_path: Path):
    change = edit(
        (2, "area_code", "WK990109"),
        (2, "year", "twee"),
        (2, "kind", "x"),
        (2, "amount_cents", "x"),
        (2, "public_from", ""),
    )
    columns = [column for _, _, column in places(write_folder(tmp_path, ledger=change))]
    assert columns == ["amount_cents", "area_code", "kind", "public_from", "year"]


def test_a_faulty_row_still_counts_for_who_refers_to_it(tmp_path: Path):
    broken = table("initiatives").to_csv(index=False).replace("Moestuin", "Moes,tuin", 1).encode()
    assert places(write_folder(tmp_path, initiatives=broken)) == [("initiatives.csv", 2, "")]


def test_lines_are_counted_as_an_editor_does(tmp_path: Path):
    change = edit((2, "description", "Twee\nregels"), (4, "year", "x"))
    assert places(write_folder(tmp_path, initiatives=change)) == [("initiatives.csv", 5, "year")]


def test_a_problem_says_found_expected_and_remedy(tmp_path: Path):
    folder = write_folder(tmp_path, observations=edit((2, "indicator", "populaton")))
    (problem,) = problems(folder)
    assert str(problem) == (
        "observations.csv, regel 2, kolom indicator: gevonden 'populaton'; verwacht een indicator "
        "uit indicators.csv. Bedoelt u 'population'? Verbeter de verwijzing of voeg de regel toe "
        "aan indicators.csv."
    )


def test_a_thousands_point_is_refused_in_a_semicolon_file(tmp_path: Path):
    folder = write_folder(
        tmp_path,
        separator=";",
        observations=edit((2, "value", "6.040"), (3, "value", "1.000,5"), (4, "value", "2000,5")),
    )
    assert places(folder) == [("observations.csv", 2, "value"), ("observations.csv", 3, "value")]


def test_a_proposal_may_be_negative(tmp_path: Path):
    change = edit((11, "amount_cents", "-1"))
    assert not places(write_folder(tmp_path, ledger=change))


def test_another_layout_may_have_codes_that_the_areas_lack(tmp_path: Path):
    change = edit((28, "area_code", "WK990199"))
    assert not places(write_folder(tmp_path, observations=change))


def test_a_point_on_a_border_agrees_with_either_side(tmp_path: Path):
    for code in ("WK990101", "WK990102", "WK990103", "WK9901AA"):
        change = edit(
            (4, "area_code", code), (4, "buurt_code", ""), (4, "x", "201000"), (4, "y", "371000")
        )
        assert not places(write_folder(tmp_path, initiatives=change))


def test_a_folder_that_does_not_exist_is_one_problem(tmp_path: Path):
    assert len(problems(tmp_path / "nergens")) == 1


def test_an_empty_folder_names_every_file_that_must_be_there(tmp_path: Path):
    required = {f"{name}.csv" for name, declared in TABLES.items() if not declared.optional}
    found = {file for file, _, _ in places(tmp_path)}
    assert found == required | {"gemeente.toml", "boundaries.parquet"}
