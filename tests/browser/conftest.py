"""A real server and a real browser. Every request is recorded; a foreign host is a failure."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from visits import VIEWPORTS, Visit, serve, watch


@pytest.fixture(scope="session")
def chromium() -> str:
    for name in ("chromium", "chromium-browser"):
        if path := shutil.which(name):
            return path
    pytest.fail(
        "De browsertests hebben Chromium nodig: installeer het Debian-pakket `chromium` "
        "(apt-get install chromium).",
        pytrace=False,
    )


@pytest.fixture(scope="session")
def server(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001 - no server without a browser to see it
    yield from serve(tmp_path_factory.mktemp("server") / "log.txt")


@pytest.fixture(scope="session")
def playwright_() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser_(playwright_: Playwright, chromium: str) -> Iterator[Browser]:
    browser = playwright_.chromium.launch(
        executable_path=chromium,
        args=[
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-first-run",
        ],
    )  # fmt: skip
    yield browser
    browser.close()


def _visit(browser: Browser, url: str, size: str) -> Iterator[Visit]:
    context = browser.new_context(
        viewport=VIEWPORTS[size], locale="nl-NL", has_touch=size == "phone"
    )
    visit = watch(context, url)
    yield visit
    context.close()
    assert visit.foreign == []
    assert visit.errors == []


@pytest.fixture
def desk(browser_: Browser, server: str) -> Iterator[Visit]:
    yield from _visit(browser_, server, "desk")


@pytest.fixture
def phone(browser_: Browser, server: str) -> Iterator[Visit]:
    yield from _visit(browser_, server, "phone")
