"""The app's figures from a terminal.

Exit status 0: done, and nothing on stderr. 1: the data has problems.
2: wrong usage. What a command needs is imported when it runs, so that help is instant.
"""

from __future__ import annotations

import io
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from wijkmap.cli.arguments import parser

if TYPE_CHECKING:
    from wijkmap.model.dataset import Dataset

__all__ = ["main"]


def main(
    arguments: Sequence[str] | None = None,
    *,
    read: Callable[[Path | None], Dataset] | None = None,
) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without the name of the program; default what the shell gave.
    read : callable, optional
        How a command that asks something reads its folder, None for the embedded data;
        default `wijkmap.sources.package.load`. Who asks much of one folder hands in what
        it has read before. ``check`` and ``fetch`` read for themselves.

    Returns
    -------
    int
        Exit status: 0 done, 1 the data has problems, 2 wrong usage.
    """
    if not sys.warnoptions:
        # Warnings of libraries are for their programmers; stderr is for the user.
        warnings.simplefilter("ignore")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n")
    options = parser().parse_args(arguments)
    options.read = read
    module, name = options.command
    try:
        status = int(getattr(import_module(module), name)(options))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has enough; what is left must not fail at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status
