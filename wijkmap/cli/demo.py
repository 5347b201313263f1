"""The command that writes Voorbeeldstad, the fictional gemeente."""

from __future__ import annotations

import argparse
import atexit
import shutil
import sys
import tempfile
from pathlib import Path

from wijkmap.model.errors import WijkmapError
from wijkmap.sources.example import write_example

__all__ = ["demo", "example_folder"]

_DATA_PROBLEM = 1


def demo(options: argparse.Namespace) -> int:
    """Write Voorbeeldstad into a folder: the same bytes each time.

    Parameters
    ----------
    options : argparse.Namespace
        With folder.

    Returns
    -------
    int
        Exit status: 1 when the folder holds a real gemeente; nothing is written then.
    """
    try:
        write_example(options.folder)
    except WijkmapError as error:
        print(f"wijkmap: {error}", file=sys.stderr)  # noqa: T201 - a terminal's answer
        return _DATA_PROBLEM
    print(f"Voorbeeldstad (fictief) staat in {options.folder}.")  # noqa: T201 - a terminal's answer
    return 0


def example_folder() -> Path:
    """Voorbeeldstad in a folder of its own that goes when the program ends."""
    folder = Path(tempfile.mkdtemp(prefix="wijkmap-voorbeeldstad-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    write_example(folder)
    return folder
