"""A real server and a page under watch: every request is recorded, a foreign host is a failure."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

__all__ = ["A4", "VIEWPORTS", "Visit", "serve", "watch"]

ROOT = Path(__file__).parents[1]
START_SECONDS = 60
VIEWPORTS = {"desk": {"width": 1440, "height": 1000}, "phone": {"width": 400, "height": 860}}
A4 = {"width": 718, "height": 1046}
"""A sheet within margins of one centimetre, in pixels of the page."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(log: Path, **environment: str) -> Iterator[str]:
    """Address of a server of the app, its output in `log`; stopped when the test is done."""
    port = free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                sys.executable, "-m", "streamlit", "run", "app.py",
                "--server.port", str(port), "--server.address", "127.0.0.1",
                "--server.headless", "true", "--server.fileWatcherType", "none",
            ],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(url, process, log)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"The server stopped by itself:\n{log.read_text()[-3000:]}", pytrace=False)
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):  # noqa: S310 - loopback
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"The server was not healthy within {START_SECONDS} s.", pytrace=False)


@dataclass
class Visit:
    """A page under watch.

    Attributes
    ----------
    page : Page
    foreign : list of str
        Addresses asked of other hosts than the server; must stay empty.
    errors : list of str
        Console errors and uncaught exceptions; must stay empty.
    """

    page: Page
    url: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        self.page.goto(self.url + path)
        self.page.locator("h1").first.wait_for()
        # All its parts, or all that came in time.
        self.page.locator("html:not(.wm-opening)").wait_for(state="attached")
        return self.page

    @property
    def map(self):
        return self.page.frame_locator("iframe[title^='Kaart van']")

    def wait_for_map(self) -> None:
        self.page.wait_for_function(
            """() => {
              const frame = document.querySelector("iframe[title^='Kaart van']");
              const state = frame && frame.contentWindow.wijkmapState;
              return state && state().painted > 0;
            }"""
        )

    def map_state(self) -> dict[str, object]:
        return self.page.evaluate(
            """() => document.querySelector("iframe[title^='Kaart van']")
                             .contentWindow.wijkmapState()"""
        )


def watch(context: BrowserContext, url: str) -> Visit:
    page = context.new_page()
    page.set_default_timeout(20_000)
    visit = Visit(page, url)
    host = urlsplit(url).netloc

    def note_request(address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"data", "blob", "about"} and parts.netloc != host:
            visit.foreign.append(address)

    def note_message(message: ConsoleMessage) -> None:
        # On a page with a path the framework first asks for itself below that path.
        probe = "/_stcore/" in message.location["url"]
        if message.type == "error" and not probe:
            visit.errors.append(f"{message.text} ({message.location['url']})")

    def note_socket(socket_: object) -> None:
        socket_.on("framesent", lambda data: visit.sent.append(len(data)))  # type: ignore[attr-defined]

    page.on("request", lambda request: note_request(request.url))
    page.on("websocket", note_socket)
    page.on("pageerror", lambda error: visit.errors.append(str(error)))
    page.on("console", note_message)
    return visit
