"""What the environment of a server says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from wijkmap.model.visibility import Audience
from wijkmap.sources.settings import (
    SettingError,
    basemap_from_environment,
    folder_from_environment,
    today,
    viewer_from_environment,
)


def test_the_viewer_is_public_unless_the_server_says_otherwise():
    viewer = viewer_from_environment({})
    assert viewer.audience is Audience.PUBLIC
    assert viewer.date == today()
    viewer = viewer_from_environment({"WIJKMAP_VIEWER": "internal", "WIJKMAP_DATE": "2026-11-13"})
    assert viewer.audience is Audience.INTERNAL
    assert viewer.date == dt.date(2026, 11, 13)


@pytest.mark.parametrize(
    "environ",
    [
        {"WIJKMAP_VIEWER": "intern"},
        {"WIJKMAP_DATE": "13-11-2026"},
        {"WIJKMAP_DATE": "2026-02-31"},
    ],
)
def test_a_wrong_setting_is_refused(environ: dict[str, str]):
    with pytest.raises(SettingError, match="verwacht"):
        viewer_from_environment(environ)


def test_the_folder_is_the_embedded_one_unless_the_server_says_otherwise():
    assert folder_from_environment({}) is None
    assert folder_from_environment({"WIJKMAP_FOLDER": "gegevens"}) == Path("gegevens")


@pytest.mark.parametrize("layer", ["", "grijs", "standaard", "pastel"])
def test_a_base_map_is_shown_only_when_the_server_names_it(layer: str):
    assert basemap_from_environment({"WIJKMAP_BASEMAP": layer}) == layer
    assert basemap_from_environment({}) == ""


def test_a_base_map_that_does_not_exist_is_refused():
    with pytest.raises(SettingError, match="grijs, standaard of pastel"):
        basemap_from_environment({"WIJKMAP_BASEMAP": "luchtfoto"})
