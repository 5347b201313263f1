"""The police's open table on this machine: an OData service with made-up counts, and its faults.

The form of the answers is the real one (padded keys, metadata, limit); every number is made up.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

__all__ = ["Service", "Shelf", "serving"]

TABLE = "47018NED"
TEXT = "Cijfers worden gepresenteerd volgens de nieuwe buurtindeling van {layout}"

Fault = Callable[["Service", str], tuple[int, bytes] | None]


@dataclass
class Shelf:
    """What the service has: counts by (area, year), and what its metadata says."""

    counts: Mapping[tuple[str, int], int | str | None]
    layout: int = 2024
    modified: str = "2024-08-15T02:00:00"
    topic: str = "GeregistreerdeMisdrijven_1"
    default: str = "Zero"
    text: str = TEXT
    statuses: Mapping[int, str] = field(default_factory=dict)
    limit: int = 10_000
    page: int = 0
    kinds: tuple[str, ...] = ("0.0.0", "1.1.1", "1.4.1", "2.6.10")

    def years(self) -> list[int]:
        return sorted({year for _, year in self.counts})

    def answer(self, path: str, where: str, skip: int) -> list[dict[str, object]] | None:
        table, _, name = path.strip("/").partition("/")
        lists: dict[str, Callable[[], list[dict[str, object]]]] = {
            "TableInfos": self._general,
            "DataProperties": self._columns,
            "SoortMisdrijf": lambda: [{"Key": f"{kind:<6}", "Title": kind} for kind in self.kinds],
            "Perioden": self._periods,
            "TypedDataSet": lambda: self._rows(where),
        }
        return lists[name]()[skip:] if table == TABLE and name in lists else None

    def _general(self) -> list[dict[str, object]]:
        return [
            {
                "ID": 0,
                "Title": "Geregistreerde misdrijven; soort, wijk, buurt, jaarcijfers",
                "Identifier": TABLE,
                "Modified": self.modified,
                "ExplanatoryText": self.text.format(layout=self.layout),
                "ShortDescription": "",
                "Description": None,
            }
        ]

    def _columns(self) -> list[dict[str, object]]:
        return [
            {"Type": "Dimension", "Key": "SoortMisdrijf"},
            {"Type": "GeoDetail", "Key": "WijkenEnBuurten", "Description": "", "MapYear": "2019"},
            {"Type": "TimeDimension", "Key": "Perioden"},
            {"Type": "Topic", "Key": self.topic, "Default": self.default},
            {"Type": "TopicGroup", "Key": ""},
            {"Type": "Topic", "Key": "Gemeentenaam_2", "Default": "Missing"},
        ]

    def _periods(self) -> list[dict[str, object]]:
        said = dict.fromkeys(self.years(), "Definitief") | dict(self.statuses)
        return [
            {"Key": f"{year}JJ00", "Title": str(year), "Status": word}
            for year, word in said.items()
            if word
        ]

    def _rows(self, where: str) -> list[dict[str, object]]:
        prefix = re.search(r"startswith\(WijkenEnBuurten,'(\w+)'\)", where)[1]
        year = int(re.search(r"Perioden eq '(\d{4})JJ00'", where)[1])
        kind = re.search(r"SoortMisdrijf eq '(.{6})'", where)
        return [
            {
                "ID": place,
                "SoortMisdrijf": f"{one:<6}",
                "WijkenEnBuurten": f"{area:<10}",
                "Perioden": f"{year}JJ00",
                self.topic: count if one == "0.0.0" else None,
                "Gemeentenaam_2": " " * 30,
            }
            for place, ((area, when), count) in enumerate(self.counts.items())
            if area.startswith(prefix) and when == year
            for one in self.kinds
            if kind is None or f"{one:<6}" == kind[1]
        ]


class Service:
    """A running service.

    Attributes
    ----------
    base : str
    shelf : Shelf
        May be changed while it runs.
    asked : list of str
        Every question, decoded.
    fault : callable or None
        Gets each question first; what it returns is the answer instead.
    """

    def __init__(self, shelf: Shelf, port: int) -> None:
        self.shelf = shelf
        self.base = f"http://127.0.0.1:{port}/ODataApi/OData/"
        self.asked: list[str] = []
        self.fault: Fault | None = None

    def data_asked(self) -> list[str]:
        return [one for one in self.asked if "TypedDataSet" in one]

    def reply(self, target: str) -> tuple[int, bytes]:
        question = unquote(target)
        self.asked.append(question)
        if self.fault and (instead := self.fault(self, question)):
            return instead
        path = unquote(urlsplit(target).path).removeprefix("/ODataApi/OData/")
        where = question.partition("$filter=")[2].partition("&")[0]
        skip = int(question.partition("$skip=")[2] or 0)
        rows = self.shelf.answer(path, where, skip)
        if rows is None:
            return 404, b"<html>Not Found</html>"
        size = self.shelf.page or (self.shelf.limit if where else len(rows))
        answer: dict[str, object] = {"odata.metadata": f"{self.base}$metadata"}
        if self.shelf.page and len(rows) > size:
            answer["odata.nextLink"] = f"{self.base}{path}?$filter={where}&$skip={skip + size}"
        answer["value"] = rows[:size]
        return 200, json.dumps(answer).encode()


@contextmanager
def serving(shelf: Shelf) -> Iterator[Service]:
    """Run the service on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # one write per answer: no waiting for an acknowledgement

        def do_GET(self) -> None:
            status, content = service.reply(self.path)
            cut = status < 0
            self.send_response(abs(status))
            self.send_header("Content-Length", str(len(content) + (100 if cut else 0)))
            if 300 <= status < 400:
                self.send_header("Location", content.decode())
            self.end_headers()
            self.wfile.write(content)
            if cut:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service = Service(shelf, server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
