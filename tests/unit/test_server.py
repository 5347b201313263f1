"""The web server around the pages: language, headers, assets."""

from __future__ import annotations

import asyncio
import gzip
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from streamlit.web import bootstrap
from streamlit.web.server.starlette import starlette_server

from wijkmap.ui.server import middleware, routes
from wijkmap.ui.town import city

PAGE = '<html lang="en"><head><title>Streamlit</title></head><body></body></html>'


def app() -> Starlette:
    pages = [
        Route("/", lambda _: HTMLResponse(PAGE)),
        Route("/methode", lambda _: HTMLResponse(PAGE)),
        Route("/x.txt", lambda _: PlainTextResponse("x")),
        Route("/component/{path:path}", lambda _: PlainTextResponse("x")),
    ]
    return Starlette(routes=[*routes(), *pages], middleware=middleware())


def get(path: str, encoding: str = "") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer, without a network."""
    address, _, query = path.partition("?")
    scope = {
        "type": "http", "method": "GET", "path": address, "raw_path": address.encode(),
        "root_path": "", "query_string": query.encode(), "scheme": "http",
        "headers": [(b"accept-encoding", encoding.encode())],
        "server": ("localhost", 80), "client": ("localhost", 1), "http_version": "1.1",
    }  # fmt: skip
    status, headers, body = 0, {}, b""

    async def receive() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        nonlocal status, headers, body
        if message["type"] == "http.response.start":
            status = message["status"]
            headers = {key.decode(): value.decode() for key, value in message["headers"]}
        else:
            body += message.get("body", b"")

    # A thread of its own: the browser tests leave a running loop in the main one.
    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, app()(scope, receive, send)).result(timeout=30)
    return status, headers, body


def test_the_page_is_dutch_and_knows_its_stylesheet() -> None:
    status, headers, body = get("/")
    assert status == 200
    assert b'<html lang="nl">' in body
    assert b"<title>wijkmap</title>" in body
    for name in (b"page.css", b"scenario.css", b"charts.css", b"opening.js"):
        assert b'"./assets/' + name + b"?v=" in body
    assert headers["content-length"] == str(len(body))


def test_the_page_travels_compressed_to_who_takes_it() -> None:
    plain = get("/")[2]
    _, headers, body = get("/", "br, gzip")
    assert headers["content-encoding"] == "gzip"
    assert headers["content-length"] == str(len(body))
    assert gzip.decompress(body) == plain


def test_a_page_with_a_map_names_what_will_be_asked_for() -> None:
    links = re.findall(r'<link rel="(\w+)"[^>]* href="\.(/[^"]+)"', get("/")[2].decode())
    ahead = [address for kind, address in links if kind == "prefetch"]
    assert f"/assets/geometry/{city().geometry.name}" in ahead
    assert any(address.startswith("/assets/map.js?v=") for address in ahead)
    assert {get(address)[0] for address in ahead} == {200}
    scripts = [address for kind, address in links if kind == "modulepreload"]
    assert any("/ComponentInstance." in address for address in scripts)
    framework = Path(streamlit.__file__).parent / "static"
    assert all((framework / address.removeprefix("/")).is_file() for address in scripts)
    assert b"prefetch" not in get("/methode")[2]


def test_every_answer_allows_only_this_server() -> None:
    for path in ("/", "/x.txt", "/assets/page.css"):
        _, headers, _ = get(path)
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_a_base_map_lets_one_host_in_for_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "service.pdok.nl" not in get("/")[1]["content-security-policy"]
    monkeypatch.setenv("WIJKMAP_BASEMAP", "grijs")
    policy = get("/")[1]["content-security-policy"]
    allowing = [part.split()[0] for part in policy.split(";") if "https://service.pdok.nl" in part]
    assert allowing == ["img-src"]


def test_geometry_is_served_by_the_hash_of_its_content() -> None:
    asset = city().geometry
    status, headers, body = get(f"/assets/geometry/{asset.name}")
    assert (status, body) == (200, asset.body)
    status, compressed, packed = get(f"/assets/geometry/{asset.name}", "br, gzip")
    assert compressed["content-encoding"] == "gzip"
    assert gzip.decompress(packed) == body
    assert "accept-encoding" in headers["vary"].lower()
    assert "immutable" in headers["cache-control"]
    assert get("/assets/geometry/0000.json")[0] == 404


def test_versioned_assets_are_kept_and_others_asked_for_again() -> None:
    assert "immutable" in get("/assets/page.css?v=1")[1]["cache-control"]
    assert "immutable" not in get("/assets/page.css")[1]["cache-control"]
    component = "/component/streamlit_folium.st_folium"
    script = f"{component}/static/js/main.521860b0.js"
    assert "immutable" in get(script)[1]["cache-control"]
    assert "cache-control" not in get(f"{component}/index.html")[1]


def test_symbols_are_drawings_of_their_own() -> None:
    status, headers, body = get("/assets/symbols/groen.svg")
    assert (status, headers["content-type"]) == (200, "image/svg+xml")
    assert body.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')
    assert get("/assets/symbols/bestaat-niet.svg")[0] == 404


@pytest.mark.enable_socket
def test_a_small_answer_is_sent_at_once() -> None:
    """As the framework serves: on its own loop, from a socket that it has bound before.

    With Nagle's algorithm on, an answer in two parts waits 40 ms for its second part.
    """
    factory = bootstrap._get_uvloop_loop_factory()
    assert factory is not None
    listening = starlette_server._bind_socket("127.0.0.1", 0, 1)

    async def accepted() -> int:
        taken = asyncio.get_running_loop().create_future()

        def take(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            kept = writer.get_extra_info("socket")
            taken.set_result(kept.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(take, sock=listening):
            _, visitor = await asyncio.open_connection(*listening.getsockname())
            answer: int = await taken
            visitor.close()
            return answer

    def run() -> int:
        with asyncio.Runner(loop_factory=factory) as runner:
            return runner.run(accepted())

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(run).result(timeout=30) == 1
