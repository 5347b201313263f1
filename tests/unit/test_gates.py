"""The gates of the house, as tests: one command passes or fails everything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(sys.executable).parent

GATES = {
    "ruff check": [sys.executable, "-m", "ruff", "check", "."],
    "ruff format": [sys.executable, "-m", "ruff", "format", "--check", "."],
    "mypy": [sys.executable, "-m", "mypy"],
    "import-linter": [str(SCRIPTS / "lint-imports")],
}


@pytest.mark.parametrize("gate", GATES)
def test_gate_is_passed(gate: str):
    answer = subprocess.run(GATES[gate], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, f"{gate}:\n{answer.stdout}{answer.stderr}"
