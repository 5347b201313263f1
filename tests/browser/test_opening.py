"""A page that opens, or follows another, stands still: what is seen stays where it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from visits import VIEWPORTS, Visit, watch

STILL = 0.02
"""Sum of layout shifts: 0.1 is the most that the web's own measure calls good."""
_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.shifts.push(one.value);
}).observe({ type: "layout-shift", buffered: true });
"""


def moved(visit: Visit) -> float:
    visit.page.locator(".wm-footer").wait_for(state="visible")
    visit.page.wait_for_timeout(500)
    return visit.page.evaluate("window.shifts.reduce((sum, one) => sum + one, 0)")


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize(
    "path", ["/", "/vergelijken", "/wijk", "/budget", "/briefing", "/gegevens", "/methode"]
)
def test_a_page_that_opens_stands_still(
    browser_: Browser, server: str, path: str, size: str
) -> None:
    found = []
    # A busy machine takes longer than a page waits for its parts: three visits, the best counts.
    for _ in range(3):
        context = browser_.new_context(viewport=VIEWPORTS[size], locale="nl-NL")
        context.add_init_script(_SHIFTS)
        visit = watch(context, server)
        visit.open(path)
        found.append(moved(visit))
        context.close()
        assert visit.errors == visit.foreign == []
        if found[-1] <= STILL:
            return
    pytest.fail(f"expected shifts of at most {STILL} in all, found {found}")


def test_another_page_stands_still(desk: Visit) -> None:
    desk.page.add_init_script(_SHIFTS)
    page = desk.open()
    desk.wait_for_map()
    for name, title in (("Wijk", "Leefbaarheid: Klingerberg staat"), ("Budget", "Ongeveer")):
        moved(desk)
        page.evaluate("window.shifts.length = 0")
        page.evaluate(
            """() => {
              window.alone = 0;
              const look = () => {
                const foot = document.querySelector(".wm-footer");
                const title = document.querySelector(".stMain h1");
                if (!title && foot && foot.checkVisibility({ visibilityProperty: true })) window.alone += 1;
                window.looking = requestAnimationFrame(look);
              };
              look();
            }"""
        )
        page.get_by_role("link", name=name, exact=True).first.click()
        page.get_by_role("heading", level=1, name=title).wait_for()
        assert moved(desk) <= STILL
        assert page.evaluate("cancelAnimationFrame(looking), window.alone") == 0


def test_a_part_that_does_not_come_holds_nothing_back(desk: Visit) -> None:
    desk.page.route("**/static/js/Selectbox.*.js", lambda _: None)
    page = desk.open()
    expect(page.get_by_role("region", name="Gegevens van Klingerberg")).to_be_visible()
    expect(page.locator('[data-testid="stSkeleton"]').first).to_be_visible()
