"""A small version of the simulation in ``tests/benchmarks/sim_effect.py``."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

CITIES = 100
MOST_FALSE, LEAST_COVERED = 0.11, 0.88
"""99 % bounds of a right test at 100 cities: binomial with 5 and 95 of 100."""


@pytest.fixture(scope="module")
def simulation() -> ModuleType:
    path = Path(__file__).parents[1] / "benchmarks" / "sim_effect.py"
    spec = importlib.util.spec_from_file_location("sim_effect", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sim_effect"] = module
    spec.loader.exec_module(module)
    return module


def test_false_effects_are_rare_and_intervals_cover(simulation: ModuleType):
    for name, found in simulation.report(CITIES).items():
        assert found.false_effects <= MOST_FALSE, name
        assert found.covered + found.unbounded >= LEAST_COVERED, name
