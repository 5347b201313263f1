"""The link that a choice makes, and the moment that the browser gets it."""

from __future__ import annotations

import pytest
from streamlit.runtime.scriptrunner import StopException
from streamlit.runtime.state import QueryParamsProxy
from streamlit.testing.v1 import AppTest

_SCRIPT = """
import streamlit as st
from wijkmap.ui.state import carry, change, current, write_link
from wijkmap.ui.town import city

town = city()
carry(st.session_state.get("bladzijde", "kaart"))
for key, fields in (("groen", {"themes": ("groen",)}), ("steyl", {"area": "WK098335"})):
    st.button(key, key=key, on_click=change, args=(town,), kwargs=fields)
selection, _ = current(town, writes=False)
st.text(f"{','.join(selection.themes)} {selection.area}")
# A run that another press breaks off does not come this far.
if st.toggle("af", value=True, key="af"):
    write_link()
"""


def page() -> AppTest:
    return AppTest.from_string(_SCRIPT, default_timeout=60).run()


def seen(app: AppTest) -> str:
    return app.text[0].value


def test_the_browser_gets_the_link_when_the_page_is_drawn() -> None:
    app = page()
    app.button(key="groen").click().run()
    assert seen(app).startswith("groen")
    assert app.query_params["thema"] == "groen"


def test_a_choice_whose_run_was_broken_off_is_kept_by_the_next() -> None:
    app = page()
    app.toggle(key="af").set_value(False).run()
    app.button(key="groen").click().run()
    assert "thema" not in app.query_params
    app.button(key="steyl").click().run()
    assert seen(app) == "groen WK098335"
    app.toggle(key="af").set_value(True).run()
    assert app.query_params["thema"] == "groen"
    assert app.query_params["gebied"] == "WK098335"


def test_who_went_to_another_address_did_so_later() -> None:
    app = page()
    app.toggle(key="af").set_value(False).run()
    app.button(key="groen").click().run()
    app.query_params["niveau"] = "buurt"
    app.toggle(key="af").set_value(True).run()
    assert not seen(app).startswith("groen")
    assert "thema" not in app.query_params
    assert app.query_params["niveau"] == "buurt"


def test_a_choice_whose_writing_was_broken_off_is_kept_by_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken_off(*_: object) -> None:
        # What the framework raises out of any call when another press comes in.
        raise StopException

    app = page()
    with monkeypatch.context() as patch:
        patch.setattr(QueryParamsProxy, "from_dict", broken_off)
        app.button(key="groen").click().run()
    assert "thema" not in app.query_params
    app.run()
    assert app.query_params["thema"] == "groen"


def test_a_choice_whose_run_was_broken_off_goes_along_to_another_page() -> None:
    app = AppTest.from_string(_SCRIPT, default_timeout=60)
    app.query_params["niveau"] = "buurt"
    app.run()
    app.toggle(key="af").set_value(False).run()
    app.button(key="groen").click().run()
    app.query_params.clear()
    app.session_state["bladzijde"] = "wijk"
    app.run()
    assert seen(app).startswith("groen")
