"""The app's figures from a terminal.

Exit status 0: done, and nothing on stderr. 1: the data has problems.
2: wrong usage. What a command needs is imported when it runs, so that help is instant.
"""

from __future__ import annotations

import io
import os
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module

from wijkmap.cli.arguments import parser

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without the name of the program; default what the shell gave.

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
    module, name = options.command
    try:
        status = int(getattr(import_module(module), name)(options))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has enough; what is left must not fail at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status
