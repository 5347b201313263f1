"""The commands around the fictional gemeente and a user's own delivery."""

from __future__ import annotations

from pathlib import Path

from terminal import ask

DELIVERY = """naam;wijk;thema;status;jaar;openbaar vanaf
Bankje in het park;WK098325;Groen;gekozen;2024;altijd
Moestuin;Klingerberg;Groen;gekozen;2024;altijd
"""


def test_demo_writes_a_folder_that_checks_and_says_it_is_fictional(tmp_path: Path) -> None:
    folder = tmp_path / "voorbeeld"
    written = ask("demo", str(folder))
    assert (written.returncode, written.stderr) == (0, "")
    assert written.stdout == f"Voorbeeldstad (fictief) staat in {folder}.\n"
    checked = ask("check", str(folder))
    assert checked.stdout.startswith("Alles in orde: Voorbeeldstad (fictief), versie ")


def test_demo_never_writes_over_a_real_gemeente(tmp_path: Path) -> None:
    (tmp_path / "gemeente.toml").write_text('code = "GM0001"\n', encoding="utf-8")
    refused = ask("demo", str(tmp_path))
    assert refused.returncode == 1
    assert refused.stderr.startswith("wijkmap: ")
    assert [path.name for path in tmp_path.iterdir()] == ["gemeente.toml"]


def test_check_takes_a_delivery_and_never_joins_a_name(tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    file.write_text(DELIVERY, encoding="cp1252")
    answer = ask("check", str(file))
    assert (answer.returncode, answer.stderr) == (1, "")
    assert answer.stdout.startswith("1 probleem in de gegevens:\nlijst.csv, regel 3, kolom wijk")
    assert "Bedoelt u WK098325 (Klingerberg)?" in answer.stdout


def test_check_of_a_good_delivery_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    file.write_text("".join(DELIVERY.splitlines(keepends=True)[:2]), encoding="utf-8")
    answer = ask("check", str(file))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == "Alles in orde: 1 regel gelezen, geen enkele afgewezen.\n"
