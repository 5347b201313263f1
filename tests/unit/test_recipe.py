"""The recipe's own steps, on rows made for the test; no source folder is needed."""

from pathlib import Path

import pytest

from wijkmap.sources.recipe.catalogue import indicator_rows, targets
from wijkmap.sources.recipe.initiatives import year_is_derived
from wijkmap.sources.recipe.observations import placed_rows
from wijkmap.sources.recipe.pages import number_pages, page_rows, pages_in
from wijkmap.sources.recipe.rows import (
    joined,
    number_text,
    read_rows,
    write_rows,
    written_rows,
)

GEODATA = Path(__file__).parents[2] / "geodata"
KLINGERBERG, STEYL = "WK098325", "WK098335"


def embedded_rows(name: str) -> list[dict[str, str]]:
    return read_rows(GEODATA / f"{name}.csv")


class TestWriting:
    @pytest.mark.parametrize(
        ("value", "text"), [(3246.0, "3246"), (4.022943, "4.022943"), (17_947_406.0, "17947406")]
    )
    def test_numbers_are_written_shortest(self, value: float, text: str):
        assert number_text(value) == text

    def test_a_list_part_may_not_hold_the_separator(self):
        assert joined(["a", "", "b", "a"]) == "a;b"
        with pytest.raises(ValueError, match="semicolon"):
            joined(["a;b"])

    def test_a_key_that_occurs_twice_is_refused(self, tmp_path: Path):
        row = {"list": "theme", "source_word": "Groen", "key": "groen"}
        with pytest.raises(ValueError, match="keys occur twice"):
            write_rows(tmp_path / "mappings.csv", "mappings", [row, row])

    def test_an_undeclared_column_is_refused(self, tmp_path: Path):
        with pytest.raises(ValueError, match="unknown columns"):
            write_rows(tmp_path / "mappings.csv", "mappings", [{"colour": "red"}])


def figure(indicator: str, source: str, area: str, year: str, **other: str) -> dict[str, str]:
    """One row as the collected sources have it."""
    row = {"indicator": indicator, "source": source, "area_code": area, "year": year}
    return {**row, "value": "10", "flag": "", **other}


def placed(*figures: dict[str, str]) -> list[dict[str, str]]:
    return placed_rows(figures, targets(), [KLINGERBERG])


class TestRecipe:
    def test_written_catalogue_is_the_embedded_one(self):
        embedded = embedded_rows("indicators")
        written = [
            {column: row.get(column, "") for column in embedded[0]} for row in indicator_rows()
        ]
        assert written == embedded

    @pytest.mark.parametrize("name", ["vocabulary", "mappings"])
    def test_written_words_are_the_embedded_ones(self, name: str):
        assert written_rows(name) == embedded_rows(name)

    @pytest.mark.parametrize(
        "note",
        [
            "geopend woensdag 19 mei (jaar afgeleid uit weekdag)",
            "werkbezoek vrijdag 26 maart (2021 afgeleid)",
            "Jaar benaderd.",
            "uitvoering 2023-2024; jaar van toekenning niet vermeld",
            "najaar 2016 (jaar 2017 afgeleid)",
        ],
    )
    def test_derived_years_are_recognised(self, note: str):
        assert year_is_derived(note)

    @pytest.mark.parametrize("note", ["[wijkcode: afgeleid]", "Jaar niet vermeld", ""])
    def test_other_notes_are_no_derived_year(self, note: str):
        assert not year_is_derived(note)

    def test_equal_deliveries_become_one_row_with_both_sources_and_flags(self):
        rows = placed(
            figure("households", "S03", "BU09832501", "2024", flag="rounded5"),
            figure("households_2024", "S19", "BU09832501", "2024"),
        )
        assert [(row["source"], row["flags"]) for row in rows] == [("S03;S19", "rounded5")]

    def test_unequal_deliveries_keep_the_official_one_with_a_caution(self):
        summed = "derived_sum_of_buurten;rounded5"
        rows = placed(
            figure("households", "S03", STEYL, "2024", value="1715", flag=summed),
            figure("households_2024", "S19", STEYL, "2024", value="1710"),
        )
        assert [(row["value"], row["source"]) for row in rows] == [("1710", "S19")]
        assert rows[0]["cautions"] == "De som van de buurten in een andere levering is 1.715"

    @pytest.mark.parametrize(
        ("area", "year", "flag", "boundary_year", "fit"),
        [
            ("WK098325", "2017", "rounded5", "2017", "exact"),
            ("GM0983", "2017", "boundary_layout_2025", "2025", "exact"),
            ("WK098325", "2017", "boundary_layout_2025", "2025", "approximate"),
            ("BU09832501", "2017", "boundary_layout_2025", "2025", "other"),
            ("WK098325", "2017", "pc4=5925;pc4_approximates_wijk", "2017", "approximate"),
            ("WK098325", "2012", "", "2014", "exact"),
        ],
    )
    def test_layout_and_fit(self, area: str, year: str, flag: str, boundary_year: str, fit: str):
        (row,) = placed(figure("population", "S04", area, year, flag=flag))
        assert (row["boundary_year"], row["fit"]) == (boundary_year, fit)
        assert row["flags"] == flag

    def test_a_flag_without_a_meaning_is_refused(self):
        with pytest.raises(KeyError, match="surprise"):
            placed(figure("population", "S04", STEYL, "2017", flag="surprise"))

    def test_pages_are_numbered_by_address_and_named(self):
        assert pages_in("zie https://venlo.nl/x, en http://a.nl/b.") == [
            "https://venlo.nl/x",
            "http://a.nl/b",
        ]
        ids = number_pages([])
        rows = {row["url"]: row for row in page_rows(ids)}
        assert list(ids.values()) == sorted(ids.values())
        news = rows["https://www.venloonline.nl/nieuws/2018-12-20/wijkanalyse-2018-venlo"]
        assert (news["title"], news["published"]) == ("Wijkanalyse 2018 Venlo", "2018-12-20")
