"""The command that starts the app."""

from __future__ import annotations

import argparse
import os
import runpy
import sys
from pathlib import Path

import wijkmap
from wijkmap.cli.demo import example_folder

__all__ = ["run"]


def run(options: argparse.Namespace) -> int:
    """Start Streamlit on app.py and stay until it is stopped.

    Parameters
    ----------
    options : argparse.Namespace
        With folder, demo, date, port, address and browser.

    Returns
    -------
    int
        Exit status 0.
    """
    if options.demo:
        os.environ["WIJKMAP_FOLDER"] = str(example_folder())
    elif options.folder is not None:
        os.environ["WIJKMAP_FOLDER"] = str(options.folder.resolve())
    if options.date is not None:
        os.environ["WIJKMAP_DATE"] = options.date.isoformat()
    # What holds for every start stands in .streamlit/config.toml beside app.py.
    settings = {
        # A known address keeps Streamlit from asking an outside service for its own.
        "server.address": options.address,
        "server.headless": not options.browser,
        "server.port": options.port,
        "server.showEmailPrompt": False,
    }
    flags = [f"--{name}={str(value).lower()}" for name, value in settings.items()]
    # In this very process, so that a signal to stop reaches the server.
    sys.argv = ["streamlit", "run", str(_app()), *flags]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    return 0


def _app() -> Path:
    package = Path(wijkmap.__file__).resolve().parent
    installed = package / "_data" / "app.py"
    return installed if installed.is_file() else package.parent / "app.py"
