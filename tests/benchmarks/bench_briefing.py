"""How long a briefing takes, beside a headless browser that prints the same page.

The rival gets the page as ready HTML with the same drawings and text, and a browser that is
running already in the second figure: only the printing counts there.

    .venv/bin/python tests/benchmarks/bench_briefing.py
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import sys
import time
from collections.abc import Callable

from playwright.sync_api import sync_playwright

import wijkmap
from wijkmap.analysis.standings import frames_of
from wijkmap.model.selection import Selection
from wijkmap.model.visibility import Audience, Viewer, visible
from wijkmap.present.briefing import Known, beamer_page, briefing, page_pdf

_TIMES = 7
_LIMIT = 0.5
_CHROMIUM = "/usr/bin/chromium"
_SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def _median(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    taken = []
    for _ in range(_TIMES):
        start = clock()
        work()
        taken.append(clock() - start)
    return statistics.median(taken)


def main() -> None:
    """Print the medians and their ratio."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    viewer = Viewer(Audience.PUBLIC, dt.date(2026, 11, 24))
    dataset = visible(wijkmap.load(), viewer)
    known = Known(frames=frames_of(dataset))
    selection = Selection(area="pilots")
    page_pdf(dataset, briefing(dataset, selection, viewer, known))  # figures and fonts once

    def ours() -> bytes:
        return page_pdf(dataset, briefing(dataset, selection, viewer, known))

    made = briefing(dataset, selection, viewer, known)
    html = beamer_page(made, "")
    own = _median(ours)
    busy = _median(ours, time.process_time)
    setting = _median(lambda: page_pdf(dataset, made))
    with sync_playwright() as play:

        def cold() -> None:
            browser = play.chromium.launch(executable_path=_CHROMIUM, args=_SWITCHES)
            page = browser.new_page()
            page.set_content(html)
            page.pdf(format="A4")
            browser.close()

        started = _median(cold)
        browser = play.chromium.launch(executable_path=_CHROMIUM, args=_SWITCHES)

        def warm() -> None:
            page = browser.new_page()
            page.set_content(html)
            page.pdf(format="A4")
            page.close()

        running = _median(warm)
        browser.close()
    lines = (
        f"wijkmap, content and PDF/UA        {own * 1000:7.0f} ms  (limit {_LIMIT * 1000:.0f})",
        f"  of which on the processor        {busy * 1000:7.0f} ms",
        f"wijkmap, PDF/UA alone              {setting * 1000:7.0f} ms",
        f"browser started for it             {started * 1000:7.0f} ms  {started / own:5.1f} x",
        f"browser running, printing alone    {running * 1000:7.0f} ms  {running / own:5.1f} x",
    )
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
