"""A line between browser and server that counts the bytes of the websocket as they go over it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from socketserver import BaseRequestHandler, ThreadingTCPServer
from urllib.parse import urlsplit

__all__ = ["Line", "line"]

_CHUNK = 65536


@dataclass
class Line:
    """Where it starts, and what came over it.

    Attributes
    ----------
    url : str
    received : int
        Bytes from the server to the browser over websockets, compressed as they travel.
    """

    url: str
    received: int = 0


@contextmanager
def line(url: str) -> Iterator[Line]:
    """Line to the server at `url`; closed when it is left."""
    host, port = urlsplit(url).hostname, urlsplit(url).port

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            with socket.create_connection((host, port)) as server:
                asked = self.request.recv(_CHUNK)
                server.sendall(asked)
                counts = b"upgrade: websocket" in asked.lower()
                back = threading.Thread(target=_pump, args=(server, self.request, counts))
                back.start()
                _pump(self.request, server, counts=False)
                back.join()

    def _pump(one: socket.socket, other: socket.socket, counts: bool) -> None:  # noqa: FBT001 - a thread's argument
        try:
            while data := one.recv(_CHUNK):
                made.received += len(data) if counts else 0
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)
        except OSError:
            return  # the browser went away

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as relay:
        relay.daemon_threads = True
        made = Line(f"http://127.0.0.1:{relay.server_address[1]}")
        threading.Thread(target=relay.serve_forever, daemon=True).start()
        yield made
        relay.shutdown()
