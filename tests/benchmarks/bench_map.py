"""What the map costs: changes, years, thousands of areas, moves, first visits, many people.

Run from the root of the project, with nothing else at work::

    .venv/bin/pip install -q -c .ci/constraints.txt mapclassify matplotlib
    .venv/bin/python tests/benchmarks/bench_map.py

It prints one table of Markdown. ``--only changes big`` runs those parts alone, ``--quick`` makes
each short, ``--minutes 30`` lets the crowd stay for half an hour. The rivals get local files and
no base map, no legend and no other thing that would wait for a host that does not answer:
that makes them faster. A rival that cannot be run is printed with the reason.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from browsing import ROOT, Change, Visit, browser, serve, visit
from crowd import Crowd, crowd, quantile
from line import line
from measures import (
    BOX,
    DECK,
    FOLIUM,
    KEPT_CANVAS,
    OURS,
    button_changes,
    empty_reruns,
    filter_changes,
    first_visits,
    indicator_changes,
    median,
    moves,
    paired_changes,
    year_steps,
)
from playwright.sync_api import Browser

sys.path.insert(0, str(ROOT / "tests"))
from mosaic import mosaic_folder

APP = ROOT / "app.py"
RIVALS = ROOT / "tests" / "benchmarks" / "rivals" / "app.py"
SETTLING = 20.0
COLUMNS, ROWS, BLOCK = 120, 117, (10, 9)
VENLO = [
    "Leefbaarheid: sociale samenhang", "Leefbaarheid: voorzieningen",
    "Leefbaarheid: woningvoorraad", "Leefbaarheid: Ernstige geluidhinder van buren",
    "Veiligheid: Geregistreerde misdrijven per 1.000 inwoners", "Veiligheid: Geregistreerde misdrijven",
    "Leefbaarheid: fysieke omgeving", "Leefbaarheid (Leefbaarometer)",
]  # fmt: skip
MOSAIC = [f"Leefbaarheid: {one} cijfer" for one in ("Tweede", "Derde", "Eerste")]


@dataclass
class Bench:
    """One run: its settings, and the rows that it found."""

    browser: Browser
    runs: int
    seconds: float
    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def row(self, what: str, target: str, found: str) -> None:
        self.rows.append((what, target, found))
        sys.stdout.write(f"| {what} | {target} | {found} |\n")
        sys.stdout.flush()


def changes(bench: Bench) -> None:
    with serve(RIVALS, RIVAL="box") as (url, _), visit(bench.browser, url) as seen:
        seen.open("/", BOX)
        box = median(button_changes(seen, BOX, bench.runs)).painted
    bench.row("lege pagina in dezelfde server: een vak van kleur", "", f"{box:.0f} ms")
    for level, most, whole in (("wijk", 4, 12), ("buurt", 12, 20)):
        what = f"ander cijfer, {level}"
        with serve(APP) as (url, _):
            with visit(bench.browser, url) as seen:
                seen.open(f"/?niveau={level}", OURS)
                _told(bench, what, indicator_changes(seen, VENLO, bench.runs), (most, whole))
            with line(url) as over, visit(bench.browser, over.url, over=over) as seen:
                seen.open(f"/?niveau={level}", OURS)
                size = median(indicator_changes(seen, VENLO, bench.runs)).line_bytes
                bench.row(
                    f"{what}: hele pagina, zoals samengeperst verzonden", "", _kilobytes(size)
                )
        with serve(RIVALS, RIVAL="kaart") as (url, _), visit(bench.browser, url) as seen:
            _painted(bench, seen, level=level, what=what, names=VENLO, target="1,3 x")
            if level == "buurt":
                _filters(bench, seen)
    for name in ("choropleth", "feature_group", "explore"):
        _attempt(bench, name, lambda name=name: _rival(bench, name, box))
    # It asks a host for its base map, which is refused at once.
    _attempt(bench, "deck", lambda: _rival(bench, "deck", box, DECK))


def _painted(  # noqa: PLR0913 - by name, each a part of one row
    bench: Bench, seen: Visit, *, level: str, what: str, names: Sequence[str], target: str
) -> None:
    """Print when another indicator is painted, beside a rerun that changes nothing.

    That is clocked on the same page, in turn, after the same press: a box is painted by a rerun
    of Kaart in which all else stays as it is.
    """
    seen.open(f"/?niveau={level}", OURS)
    indicator_changes(seen, names, len(names) - 1)  # the server has computed each once
    # A screen has a picture each 17 ms: two small medians differ by one or not, by chance.
    found, floor = (median(one) for one in paired_changes(seen, names, 3 * bench.runs))
    ratio = found.painted / floor.painted
    told = f"{found.painted:.0f} ms, {ratio:.2f} x {_EMPTY} ({floor.painted:.0f} ms), leeg {found.blank:.0f} ms"
    bench.row(f"{what}: geschilderd", target, told)
    bare = statistics.median(empty_reruns(seen, bench.runs))
    bench.row(f"{_EMPTY}, {level}: tot haar laatste bericht", "", f"{bare:.0f} ms")


def _filters(bench: Bench, seen: Visit) -> None:
    seen.open("/?niveau=buurt", OURS)
    what = "ander filter (thema), buurt"
    ours, floor = filter_changes(seen, bench.runs)
    _told(bench, what, ours, (12, 20))
    found, empty = median(ours), median(floor)
    told = f"{found.painted:.0f} ms, {found.painted / empty.painted:.2f} x {_EMPTY} ({empty.painted:.0f} ms), leeg {found.blank:.0f} ms"
    bench.row(f"{what}: geschilderd", "1,3 x", told)


def _told(bench: Bench, what: str, found: Sequence[Change], limits: tuple[float, float]) -> None:
    one = median(found)
    most, whole = limits
    bench.row(f"{what}: berichten van de kaart", f"{most} KB", _kilobytes(one.map_bytes))
    bench.row(f"{what}: hele pagina, tabel dicht", f"{whole} KB", _kilobytes(one.page_bytes))


def _attempt(bench: Bench, name: str, work: Callable[[], None]) -> None:
    try:
        work()
    except Exception as error:  # noqa: BLE001 - what cannot be measured is said
        bench.row(name, "", f"niet gemeten: {str(error).splitlines()[0]}")


def _rival(bench: Bench, name: str, box: float, look: str = FOLIUM) -> None:
    with serve(RIVALS, RIVAL=name) as (url, _), visit(bench.browser, url) as seen:
        seen.page.add_init_script(KEPT_CANVAS)
        seen.open("/", look)
        one = median(button_changes(seen, look, bench.runs))
    found = f"{one.painted:.0f} ms, {one.painted / box:.1f} x vak, leeg {one.blank:.0f} ms, {_kilobytes(one.page_bytes)}"
    bench.row(f"rivaal {_RIVALS.get(name, name)}, 114 buurten", "", found)


def years(bench: Bench) -> None:
    with serve(APP) as (url, _), visit(bench.browser, url) as seen:
        seen.open("/?niveau=buurt&kaart=population", OURS)
        found = median(year_steps(seen, bench.runs))
        bench.row(
            "ander jaar, 114 buurten",
            "33 ms, geen verkeer",
            f"{found.painted:.0f} ms, {found.before} bytes",
        )
        bench.row(
            "schuiven en zoomen, 114 buurten",
            "50 ms",
            _longest(moves(seen)),
        )


def big(bench: Bench) -> None:
    with tempfile.TemporaryDirectory() as folder:
        mosaic_folder(Path(folder), COLUMNS, ROWS, block=BLOCK)
        with serve(APP, Path(folder)) as (url, _):
            with visit(bench.browser, url) as seen:
                seen.open("/?niveau=buurt", OURS)
                indicator_changes(
                    seen, MOSAIC, len(MOSAIC) - 1
                )  # the server has computed each once
                one = median(indicator_changes(seen, MOSAIC, bench.runs))
                bench.row(
                    "14.040 buurten: ander cijfer, voor het schilderen",
                    "20 KB",
                    _kilobytes(one.before),
                )
                step = median(year_steps(seen, bench.runs))
                bench.row(
                    "14.040 buurten: ander jaar",
                    "110 ms, geen verkeer",
                    f"{step.painted:.0f} ms, {step.before} bytes",
                )
                bench.row("14.040 buurten: schuiven en zoomen", "200 ms", _longest(moves(seen)))
            loads = first_visits(bench.browser, url, "/?niveau=buurt", OURS, 1)
            bench.row(
                "14.040 buurten: eerste keer, geometrie en cijfers",
                "1,5 MB",
                _kilobytes(loads[0].layer),
            )
        rival = serve(RIVALS, Path(folder), RIVAL="kaart")
        with rival as (url, _), visit(bench.browser, url) as seen:
            _painted(
                bench,
                seen,
                level="buurt",
                what="14.040 buurten: ander cijfer",
                names=MOSAIC,
                target="2 x",
            )


def first(bench: Bench) -> None:
    with serve(RIVALS, RIVAL="box") as (url, _):
        bare = first_visits(bench.browser, url, "/", BOX, bench.runs)
    with serve(APP) as (url, _):
        first_visits(bench.browser, url, "/", OURS, 1)
        # What a fresh server makes beside its first pages would share the cores with these.
        time.sleep(SETTLING)
        ours = first_visits(bench.browser, url, "/", OURS, bench.runs)
    more = statistics.median(one.bytes for one in ours) - statistics.median(
        one.bytes for one in bare
    )
    bench.row("eerste pagina: meer over de lijn dan Streamlit zelf", "400 KB", _kilobytes(more))
    later = statistics.median(one.painted for one in ours) - statistics.median(
        one.painted for one in bare
    )
    bench.row("eerste pagina: later dan een lege app", "500 ms", f"{later:.0f} ms")


def people(bench: Bench) -> None:
    import wijkmap  # noqa: PLC0415 - only this part needs the data
    from wijkmap.model.words import Level  # noqa: PLC0415

    areas = list(wijkmap.load().areas_at(Level.WIJK).index)
    for count in (100, 200):
        with serve(APP) as (url, pid):
            crowd(url, pid, areas, people=4, seconds=min(30.0, bench.seconds / 6))
            found = crowd(
                url,
                pid,
                areas,
                people=count,
                seconds=bench.seconds if count == 100 else bench.seconds / 3,
            )
        _told_crowd(bench, found)


def _told_crowd(bench: Bench, found: Crowd) -> None:
    waits = [1000 * one for one in found.waits]
    target = "p95 500 ms, geen fout" if found.people == 100 else ""
    said = f"p50 {quantile(waits, 0.5):.0f} ms, p95 {quantile(waits, 0.95):.0f} ms, {len(waits)} klikken, {len(found.errors)} fouten {set(found.errors) or ''}"
    bench.row(f"{found.people} mensen tegelijk, elk een klik per 5 s", target, said)
    # From a third on: by then each of the people has been everywhere.
    last = len(found.memory) - 1
    shown = [found.memory[round(last * part)] for part in _MEMORY_AT]
    told = ", ".join(f"{size:.0f} MB na {at / 60:.1f} min" for at, size in shown)
    bench.row(f"{found.people} mensen: geheugen van de server", "vlak", told)


def _longest(tasks: list[float]) -> str:
    return f"langste taak {max(tasks):.0f} ms" if tasks else "geen taak van 50 ms of meer"


def _kilobytes(size: float) -> str:
    return f"{size / 1000:.1f} KB"


_MEMORY_AT = (1 / 3, 1 / 2, 2 / 3, 5 / 6, 1)
_EMPTY = "een lege herhaling van Kaart"
_RIVALS = {"deck": "pydeck"}
PARTS = {"changes": changes, "years": years, "big": big, "first": first, "people": people}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--minutes", type=float, default=3.0)
    options = parser.parse_args()
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
    machine = f"{platform.machine()}, {os.cpu_count()} kernen, Python {platform.python_version()}"
    load = os.getloadavg()[0]
    sys.stdout.write(
        f"{now}, {machine}, belasting bij het begin {load:.1f}\n\n| wat | doel | gemeten |\n|---|---|---|\n"
    )
    with browser() as made:
        bench = Bench(
            made, 3 if options.quick else 7, 20 if options.quick else 60 * options.minutes
        )
        for name in options.only:
            _attempt(bench, name, lambda name=name: PARTS[name](bench))


if __name__ == "__main__":
    main()
