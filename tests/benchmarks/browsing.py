"""A real server and a real browser, with a clock inside the page."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from line import Line
from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

__all__ = ["Change", "Visit", "browser", "serve", "visit"]

ROOT = Path(__file__).parents[2]
START_SECONDS = 180
QUIET = 400
"""Milliseconds without a message after which a change is over."""

_CLOCK = """
(() => {
  const clock = { turn: 0, messages: [], tasks: [], begun: 0, painted: 0, blank: 0 };
  window.__clock = clock;
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...all) {
      super(...all);
      this.addEventListener("message", event => {
        clock.messages.push([performance.now(), event.data.byteLength || event.data.size || 0]);
      });
    }
  };
  new PerformanceObserver(list => {
    list.getEntries().forEach(one => clock.tasks.push([one.startTime, one.duration]));
  }).observe({ type: "longtask", buffered: true });
  const look = () => { try { return (0, eval)("(" + clock.script + ")")(); } catch { return null; } };
  /* The browser itself says when a text was first on the screen: one that is put there within a
     frame gets there with all else of that frame. It stands in a document of its own, so that
     the page is not laid out for it. */
  let stand = null;
  const put = () => {
    stand = document.createElement("iframe");
    stand.style.cssText = "position: fixed; left: 0; top: 0; width: 9px; height: 9px; border: 0; z-index: 2147483647";
    document.documentElement.append(stand);
    const there = stand.contentWindow;
    const later = there.performance.timeOrigin - performance.timeOrigin;
    new there.PerformanceObserver(list => {
      for (const one of list.getEntries()) {
        if (one.identifier === String(clock.turn)) clock.painted = one.renderTime + later;
      }
    }).observe({ type: "element" });
  };
  const raise = () => {
    const flag = stand.contentDocument.createElement("p");
    flag.setAttribute("elementtiming", clock.turn);
    flag.style.margin = "0";
    flag.textContent = ".";
    stand.contentDocument.body.replaceChildren(flag);
  };
  /* Watches from the next press of a key or button until another picture is on the screen. */
  clock.watch = (script, target) => {
    if (!stand) put();
    clock.turn += 1;
    Object.assign(clock, { script, messages: [], tasks: [], begun: 0, painted: 0, blank: 0 });
    const before = look();
    let last = 0;
    const frame = () => {
      const now = performance.now();
      const seen = look();
      if (seen === null) clock.blank += last ? now - last : 0;
      else if (seen !== before) { raise(); return; }
      last = now;
      requestAnimationFrame(frame);
    };
    const begin = () => { clock.begun = performance.now(); last = 0; requestAnimationFrame(frame); };
    const where = target ? document.querySelector(target).contentWindow : window;
    for (const kind of ["pointerdown", "keydown"]) {
      where.addEventListener(kind, begin, { capture: true, once: true });
    }
  };
})();
"""


@dataclass(frozen=True)
class Change:
    """What one change cost.

    Attributes
    ----------
    painted, blank : float
        Milliseconds from the press until another picture is on the screen, and without a picture.
    before : int
        Bytes that came over the websocket before the paint.
    map_bytes, page_bytes : int
        Bytes of the map's own messages, and of all messages of the change.
    line_bytes : int
        Bytes of all messages as they travelled, where the line is watched; else 0.
    """

    painted: float
    blank: float
    before: int
    map_bytes: int
    page_bytes: int
    line_bytes: int


@dataclass
class Visit:
    """A page under watch; every message of the websocket is kept until it is taken."""

    page: Page
    url: str
    frames: list[bytes] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    over: Line | None = None

    def open(self, path: str, look: str) -> None:
        """Go to a page and wait until its picture is there."""
        self.page.goto(self.url + path)
        self.page.wait_for_function(
            f"() => {{ try {{ return ({look})() !== null }} catch {{ return false }} }}"
        )
        self.settle()

    def settle(self) -> None:
        """Wait until no message has come for a while."""
        count = -1
        while count != len(self.frames):
            count = len(self.frames)
            self.page.wait_for_timeout(QUIET)

    def measure(
        self,
        look: str,
        press: Any,  # noqa: ANN401 - a function without arguments
        target: str = "",
        *,
        patience: float = 30,
    ) -> Change:
        """Clock a press until `look`, a script, sees another picture."""
        self.frames.clear()
        travelled = self.over.received if self.over else 0
        self.page.evaluate("([look, target]) => __clock.watch(look, target)", [look, target])
        press()
        self.page.wait_for_function("() => __clock.painted > 0", timeout=1000 * patience)
        self.settle()
        seen = self.page.evaluate("() => ({ ...__clock })")
        return Change(
            painted=seen["painted"] - seen["begun"],
            blank=seen["blank"],
            before=sum(size for at, size in seen["messages"] if at <= seen["painted"]),
            map_bytes=sum(len(one) for one in self.frames if _is_of_map(one)),
            page_bytes=sum(map(len, self.frames)),
            line_bytes=self.over.received - travelled if self.over else 0,
        )

    def long_tasks(self) -> list[float]:
        """Durations over 50 ms since the last watch, milliseconds."""
        self.page.wait_for_timeout(QUIET)
        return [duration for _, duration in self.page.evaluate("() => __clock.tasks")]


def _is_of_map(frame: bytes) -> bool:
    message = ForwardMsg()
    message.ParseFromString(frame)
    if message.WhichOneof("type") != "delta":
        return False
    element = message.delta.new_element
    if element.WhichOneof("type") == "html":
        return 'id="wm-note-' in element.html.body
    return element.WhichOneof("type") in ("component_instance", "iframe", "deck_gl_json_chart")


@contextmanager
def serve(app: Path, folder: Path | None = None, **environment: str) -> Iterator[tuple[str, int]]:
    """Address and process id of a server of an app; stopped when it is left."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    host = f"127.0.0.1:{port}"
    settings: Mapping[str, str] = {"RIVAL_HOST": host, "PYTHONPATH": str(ROOT), **environment}
    if folder is not None:
        settings = {**settings, "WIJKMAP_FOLDER": str(folder)}
    process = subprocess.Popen(
        [
            sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port),
            "--server.address", "127.0.0.1", "--server.headless", "true",
            "--server.fileWatcherType", "none",
        ],
        cwd=ROOT,
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_until_healthy(f"http://{host}", process)
        yield f"http://{host}", process.pid
    finally:
        process.terminate()
        process.wait(20)


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):  # noqa: S310 - loopback
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"expected a healthy server within {START_SECONDS} s, found none")


@contextmanager
def browser() -> Iterator[Browser]:
    """Headless Chromium that finds no other host than this machine, at once."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise RuntimeError("expected Debian's package chromium; install it first")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox", "--enable-unsafe-swiftshader", "--disable-quic",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )  # fmt: skip
        yield made
        made.close()


@contextmanager
def visit(
    browser: Browser, url: str, size: tuple[int, int] = (1440, 1000), over: Line | None = None
) -> Iterator[Visit]:
    """Page of a new visitor, with an empty cache."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.add_init_script(_CLOCK)
    made = Visit(page, url, over=over)

    def keep(data: bytes) -> None:
        made.frames.append(data)

    def listen(web_socket: Any) -> None:  # noqa: ANN401 - playwright's WebSocket
        web_socket.on("framereceived", keep)

    def note(request: Any) -> None:  # noqa: ANN401 - playwright's Request
        if not request.url.startswith((url, "data:", "blob:", "about:")):
            made.foreign.append(request.url)

    page.on("websocket", listen)
    page.on("request", note)
    yield made
    context.close()
