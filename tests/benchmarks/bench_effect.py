"""All sets by all years of every indicator, intervals included, beside a plain loop.

Run from the root of the project: ``.venv/bin/python tests/benchmarks/bench_effect.py``. The
series are read before the clock starts. The plain loop only ranks; it makes no interval,
and its ranks must be the same.
"""

from __future__ import annotations

import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import wijkmap
from wijkmap.analysis.effect.groups import relations
from wijkmap.analysis.effect.history import Cloud, cloud
from wijkmap.analysis.effect.series import Group, Series, series_of
from wijkmap.model.dataset import Dataset
from wijkmap.model.words import Measure
from wijkmap.sources.example import write_example

RUNS = 5


def every_series(dataset: Dataset) -> dict[str, tuple[Series, list[int]]]:
    """Series of every indicator with two years or more, and the base year of each."""
    found = {}
    for one in dataset.catalogue.values():
        if one.measure is Measure.CLASS:
            continue
        series = series_of(dataset, one.id)
        years = series.existing([int(year) for year in series.table.columns])
        before = [year for year in years if year <= dataset.municipality.last_year_before]
        if len(years) > 1:
            found[one.id] = (series, [before[-1] if before else years[0]])
    return found


def clouds(every: dict[str, tuple[Series, list[int]]], group: Group) -> dict[str, Cloud]:
    return {key: cloud(series, group, base) for key, (series, base) in every.items()}


def plain(series: Series, pilots: tuple[str, ...], base: int, year: int) -> tuple[int, int]:
    """Rank of the pilots among all sets of a score, in plain loops."""
    codes = series.complete([base, year])
    change = dict((series.table[year] - series.table[base])[list(codes)])
    sets = list(itertools.combinations(codes, len(pilots)))
    sizes = {}
    for one in sets:
        inside = [change[code] for code in one]
        outside = [value for code, value in change.items() if code not in one]
        sizes[one] = abs(sum(inside) / len(inside) - sum(outside) / len(outside))
    own = sizes[tuple(sorted(pilots))]
    return sum(size >= own - 1e-9 for size in sizes.values()), len(sets)


def seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        # Time of the processor: what else runs on the machine does not count.
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def measure(title: str, dataset: Dataset) -> None:
    every = every_series(dataset)
    group = Group(relations(dataset), dataset.pilots)
    found = clouds(every, group)
    ranked = [one for moved in found.values() for one in moved.findings.values() if one.sets]
    scores = {key: one for key, one in every.items() if not one[0].is_count}
    asked = [
        (series, base[0], year, found[key].findings[year])
        for key, (series, base) in scores.items()
        for year in found[key].findings
        if found[key].findings[year].sets and year not in base
    ]
    for series, base, year, mine in asked:
        if plain(series, dataset.pilots, base, year) != (mine.as_extreme, mine.sets):
            sys.exit(f"{title}: rank of {year} differs from the plain loop")
    whole = seconds(lambda: clouds(every, group))
    vectorised = seconds(lambda: clouds(scores, group))
    looped = seconds(
        lambda: [plain(series, dataset.pilots, base, year) for series, base, year, _ in asked]
    )
    sys.stdout.write(
        f"{title}: {len(every)} indicators, {len(ranked)} tests with their intervals: "
        f"{whole:.3f} s\n"
        f"  scores and shares only, {len(asked)} tests: {vectorised:.3f} s; ranks alone in a "
        f"plain loop: {looped:.3f} s, {looped / vectorised:.1f} x\n"
    )


if __name__ == "__main__":
    measure("embedded", wijkmap.load())
    with tempfile.TemporaryDirectory() as folder:
        write_example(Path(folder))
        measure("Voorbeeldstad", wijkmap.load(folder))
