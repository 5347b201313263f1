"""A page of the app as Streamlit runs it, without a browser."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

import wijkmap

__all__ = ["html", "opened", "query"]

_MAIN = Path(wijkmap.__file__).parent / "ui" / "main.py"
_SCRIPT = """
from wijkmap.ui.town import city
from wijkmap.ui.frame import preview_mark
from wijkmap.ui.views import {page}

preview_mark(city())
{page}.show()
"""


def opened(page: str, **query: str) -> AppTest:
    """Page opened with this link.

    `page` is the name of a module of `wijkmap.ui.views`, or ``main``: the first page
    with everything around it.
    """
    if page == "main":
        app = AppTest.from_file(str(_MAIN), default_timeout=60)
    else:
        app = AppTest.from_string(_SCRIPT.format(page=page), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def html(app: AppTest) -> str:
    """Everything that the page shows in our own markup, pictures and running text included."""
    blocks = [block.proto.body for block in app.get("html")]
    return " ".join([*blocks, *(block.value for block in app.markdown)])


def query(app: AppTest) -> dict[str, str]:
    """Link that the page wrote, one value per name."""
    values = app.query_params.items()
    return {name: value if isinstance(value, str) else value[0] for name, value in values}
