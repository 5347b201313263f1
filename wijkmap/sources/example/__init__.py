"""Voorbeeldstad: a fictional gemeente from a seeded generator, written as a data folder.

Rich in what public sources lack: reports, feeling of safety, trust, spending,
embargoes, hidden cells, and a true effect of its pilots that is written down.
"""

from wijkmap.sources.example.writer import (
    DEFAULT_SEED,
    TRUTH_FILE,
    TRUTH_PER_WIJK_FILE,
    write_example,
)

__all__ = ["DEFAULT_SEED", "TRUTH_FILE", "TRUTH_PER_WIJK_FILE", "write_example"]
