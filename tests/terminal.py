"""The command line as tests ask it: inside this process, or through the shell's own door."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch

import cities

from wijkmap.cli import main

__all__ = ["Answer", "ask", "shell"]


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    returncode: int
    stdout: str
    stderr: str


def ask(*arguments: str, **environment: str) -> Answer:
    """Answer of a command, without the seconds that a fresh interpreter and its reading take."""
    out, err = io.StringIO(), io.StringIO()
    with patch.dict(os.environ, environment), redirect_stdout(out), redirect_stderr(err):
        try:
            status = main(arguments, read=cities.read)
        except SystemExit as end:
            status = int(end.code or 0)
    return Answer(status, out.getvalue(), err.getvalue())


def shell(*arguments: str, **environment: str) -> Answer:
    """Answer of a command in an interpreter of its own, as a terminal gets it."""
    answer = subprocess.run(
        [sys.executable, "-m", "wijkmap.cli", *arguments],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | environment,
        check=False,
    )
    return Answer(answer.returncode, answer.stdout, answer.stderr)
