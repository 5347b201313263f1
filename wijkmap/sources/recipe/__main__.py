"""Command line of the recipe."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from wijkmap.sources.recipe.folder import make_folder


def main() -> int:
    """Write the data folder and say what is in it."""
    parser = argparse.ArgumentParser(
        prog="python -m wijkmap.sources.recipe",
        description="Make the embedded data folder from the collected sources.",
    )
    parser.add_argument("source", type=Path, help="folder with the collected sources")
    parser.add_argument("--into", type=Path, default=Path("geodata"), help="folder to write")
    arguments = parser.parse_args()
    rows = make_folder(arguments.source, arguments.into)
    for name, count in rows.items():
        sys.stdout.write(f"{name:16} {count:6d}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
