"""What the web server does beside running pages: assets, headers, language, warm start."""

from __future__ import annotations

import gc
import gzip
import re
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import wijkmap.present
from wijkmap.present.address import decode, page_address
from wijkmap.present.basemap import basemap
from wijkmap.present.briefing import beamer_page
from wijkmap.present.symbols import symbol_file, symbol_keys
from wijkmap.present.webmap import map_script
from wijkmap.sources.settings import basemap_from_environment
from wijkmap.ui.ahead import map_links
from wijkmap.ui.cache import briefing
from wijkmap.ui.memory import once
from wijkmap.ui.town import city, server_city
from wijkmap.ui.warmth import warm

__all__ = ["middleware", "routes", "warm_start"]

_ASSETS = Path(wijkmap.present.__file__).parent / "assets"
_NOT_PAGES = ("/_stcore/", "/component/", "/assets/", "/media/", "/static/", "/beamer")
_WITH_MAP = ("/", "/kaart", "/vergelijken", "/budget")
_YEAR = "public, max-age=31536000, immutable"
_HOUR = "public, max-age=3600"
_PRIVATE = "private, max-age=3600"
_FILES = 16
"""How many compressed files are kept."""

_NAMED_BY_CONTENT = re.compile(r"/component/[\w.]+/static/(js|css)/\w+\.[0-9a-f]{8}\.(js|css)$")
"""Scripts and styles of a component: another release of it has another name for them."""

_POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:{tiles}; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


async def _geometry(request: Request) -> Response:
    asset = city().geometry
    if request.path_params["name"] != asset.name:
        return Response("Onbekende kaartlaag.", status_code=404)
    return _packed(request, asset.body, "application/json", _YEAR)


async def _figures(request: Request) -> Response:
    file = server_city().files.get(request.path_params["name"])
    if file is None:
        return Response("Onbekende cijfers.", status_code=404)
    return _packed(request, file.body, "application/json", _PRIVATE)


async def _script(request: Request) -> Response:
    return _packed(request, map_script(), "text/javascript")


@once(_FILES)
def _compressed(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


def _packed(request: Request, body: bytes, kind: str, keep: str = "") -> Response:
    """Answer with a file that many ask for: compressed once, not once per visitor."""
    headers = {"Vary": "Accept-Encoding"} | ({"Cache-Control": keep} if keep else {})
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = _compressed(body)
    return Response(body, media_type=kind, headers=headers)


async def _symbol(request: Request) -> Response:
    key = request.path_params["key"]
    if key not in symbol_keys():
        return Response("Onbekend symbool.", status_code=404)
    return Response(symbol_file(key), media_type="image/svg+xml", headers={"Cache-Control": _HOUR})


def _beamer(request: Request) -> Response:
    """Slides of the view in the address, for the server's own viewer."""
    town = server_city()
    query = dict(request.query_params)
    selection, _ = decode(query, town.dataset, town.layers)
    back = page_address("briefing", selection, town.dataset.municipality)
    return HTMLResponse(beamer_page(briefing(town, selection), back))


def routes() -> list[BaseRoute]:
    """Assets of the package and the geometry of the map, all from this server."""
    return [
        Route("/assets/geometry/{name}", _geometry),
        Route("/assets/map.js", _script),
        Route("/assets/figures/{name}", _figures),
        Route("/assets/symbols/{key}.svg", _symbol),
        Route("/beamer", _beamer),
        Mount("/assets", StaticFiles(directory=_ASSETS)),
    ]


def _headers() -> dict[str, str]:
    """Headers of every answer; the base map's host is allowed when the setting names one."""
    tiles = basemap(basemap_from_environment())
    return {
        "Content-Security-Policy": _POLICY.format(tiles=f" {tiles.host}" if tiles else ""),
        **_HEADERS,
    }


def middleware(with_map: Collection[str] = _WITH_MAP) -> list[Middleware]:
    """Security headers and caching, and a Dutch page around the app.

    Parameters
    ----------
    with_map : collection of str
        Paths of the pages that hold a map: their heads name its files.
    """
    return [Middleware(_Page, with_map=with_map)]


@asynccontextmanager
async def warm_start(_app: Any) -> AsyncIterator[None]:  # noqa: ANN401 - streamlit's App
    """Load all that lives as long as the process, then keep it out of garbage collection.

    What visitors ask first is made beside their first pages.
    """
    town = server_city()
    town.geometry  # noqa: B018 - computed and kept
    gc.collect()
    gc.freeze()
    Thread(target=warm, args=(town,), name="wijkmap-warm", daemon=True).start()
    yield


def _head() -> bytes:
    """What the page's head lacks: our stylesheets, and Dutch for the framework's own words."""
    links = {
        "page.css": '<link rel="stylesheet" href="{}">',
        "scenario.css": '<link rel="stylesheet" href="{}">',
        "charts.css": '<link rel="stylesheet" href="{}">',
        "dutch.js": '<script src="{}" defer></script>',
        "history.js": '<script src="{}"></script>',
        "opening.js": '<script src="{}" defer></script>',
    }
    written = ""
    for name, tag in links.items():
        version = sha256((_ASSETS / name).read_bytes()).hexdigest()[:12]
        written += tag.format(f"./assets/{name}?v={version}")
    return f"{written}</head>".encode()


class _Page:
    """ASGI middleware: adds headers to every answer and turns the page Dutch."""

    def __init__(self, app: ASGIApp, with_map: Collection[str]) -> None:
        self.app = app
        self.with_map = with_map
        self.headers = _headers()
        self.replacements = (
            (b'<html lang="en">', b'<html lang="nl">'),
            (b"<title>Streamlit</title>", b"<title>wijkmap</title>"),
            (
                b"You need to enable JavaScript to run this app.",
                b"Voor deze pagina is JavaScript nodig.",
            ),
            (b"</head>", _head()),
        )

    def written(self, path: str) -> tuple[tuple[bytes, bytes], ...]:
        """What to write otherwise in a page, and how."""
        if path not in self.with_map:
            return self.replacements
        links = map_links(city().geometry.name).encode()
        return (*self.replacements, (b"</head>", links + b"</head>"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        is_page = "." not in path.rsplit("/", 1)[-1] and not path.startswith(_NOT_PAGES)
        replacements = self.written(path) if is_page else ()
        answer = _Answer(send, scope, self.headers, replacements)
        if is_page:
            # The page is rewritten on its way out, so it must arrive uncompressed.
            kept = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, answer)


class _Answer:
    """One answer on its way out."""

    def __init__(
        self,
        send: Send,
        scope: Scope,
        headers: dict[str, str],
        replacements: tuple[tuple[bytes, bytes], ...],
    ) -> None:
        self.headers = headers
        self.send = send
        self.path: str = scope["path"]
        self.versioned = bytes(scope["query_string"]).startswith(b"v=")
        self.replacements = replacements
        self.takes_gzip = b"gzip" in dict(scope["headers"]).get(b"accept-encoding", b"")
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            for name, value in self.headers.items():
                headers.setdefault(name, value)
            if _NAMED_BY_CONTENT.match(self.path):
                headers["Cache-Control"] = _YEAR
            elif self.path.startswith("/assets/"):
                # An address with a version in it is never reused for other content.
                headers.setdefault("Cache-Control", _YEAR if self.versioned else _HOUR)
            kind = headers.get("content-type", "")
            if self.replacements and kind.startswith("text/html"):
                self.start = message
                return
        elif message["type"] == "http.response.body" and self.start is not None:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_page()
            return
        await self.send(message)

    async def _send_page(self) -> None:
        assert self.start is not None  # noqa: S101 - narrows the type; set before any body
        for old, new in self.replacements:
            self.body = self.body.replace(old, new)
        headers = MutableHeaders(raw=self.start["headers"])
        if "etag" in headers:
            headers["ETag"] = f'"{sha256(self.body).hexdigest()[:16]}"'
        headers.add_vary_header("Accept-Encoding")
        if self.takes_gzip:
            self.body = gzip.compress(self.body)
            headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(self.body))
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": self.body})
