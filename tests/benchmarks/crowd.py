"""Many people at once, over the websocket that a browser uses: each click waits for its answer."""

from __future__ import annotations

import asyncio
import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

__all__ = ["Crowd", "crowd", "quantile"]

SEED = 20141014
PATIENCE = 60
SAMPLE = 10.0
THINK = 5.0
KEPT_RUNS = 2
"""As `global.maxCachedMessageAge` of the framework."""


@dataclass
class Crowd:
    """What a crowd met.

    Attributes
    ----------
    waits : list of float
        Seconds from each click to the end of its run.
    errors : list of str
    memory : list of (float, float)
        Seconds since the start, and megabytes that the server holds.
    """

    people: int
    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)


@dataclass
class _Person:
    """One session: what a browser would know of it."""

    socket: ClientConnection
    dice: random.Random
    query: str = ""
    fragment: str = ""
    choices: str = ""
    map_id: str = ""
    options: list[str] = field(default_factory=list)
    states: dict[str, WidgetState] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    runs: int = 0
    seq: int = 0

    async def run(self, *, whole: bool = False) -> None:
        """Ask for a run and take its messages until it has ended."""
        message = BackMsg()
        ask = message.rerun_script
        ask.query_string = self.query
        ask.fragment_id = "" if whole else self.fragment
        ask.widget_states.widgets.extend(self.states.values())
        ask.cached_message_hashes.extend(self.kept)
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = ForwardMsg()
                answer.ParseFromString(await self.socket.recv(decode=False))
                self.take(answer)
                if answer.WhichOneof("type") == "script_finished":
                    self.forget()
                    return

    def forget(self) -> None:
        """Keep no message longer than a browser does; what is kept is named in every question."""
        self.runs += 1
        self.kept = {key: run for key, run in self.kept.items() if self.runs - run <= KEPT_RUNS}

    def take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        if kind == "ref_hash":
            self.kept[message.ref_hash] = self.runs
        if kind != "delta":
            return
        if message.metadata.cacheable:
            self.kept[message.hash] = self.runs
        element = message.delta.new_element
        if message.delta.fragment_id:
            self.fragment = message.delta.fragment_id
        match element.WhichOneof("type"):
            case "selectbox" if element.selectbox.id.endswith("-f_kaart"):
                self.choices, self.options = element.selectbox.id, list(element.selectbox.options)
            case "component_instance":
                self.map_id = element.component_instance.id
            case "exception":
                raise RuntimeError(element.exception.message)

    def click(self, areas: list[str]) -> None:
        """Choose what to press: mostly an area of the map, sometimes another figure."""
        state = WidgetState()
        if self.dice.random() < 0.7:
            self.seq += 1
            state.id = self.map_id
            report = {"event": "open", "area": self.dice.choice(areas), "seq": self.seq}
            state.json_value = json.dumps(report)
        else:
            state.id = self.choices
            state.string_value = self.dice.choice(self.options)
        self.states[state.id] = state


async def _live(url: str, areas: list[str], until: float, found: Crowd, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a load, no secret
    try:
        await asyncio.sleep(dice.uniform(0, THINK))
        async with connect(
            url.replace("http://", "ws://") + "/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item] - a plain word does
            max_size=None,
            compression=None,
        ) as socket:
            person = _Person(socket, dice)
            await person.run(whole=True)
            while time.monotonic() + THINK < until:
                await asyncio.sleep(dice.uniform(0.6 * THINK, 1.4 * THINK))
                person.click(areas)
                begun = time.monotonic()
                await person.run()
                found.waits.append(time.monotonic() - begun)
    except Exception as error:  # noqa: BLE001 - every failure of a person is counted
        found.errors.append(f"{type(error).__name__}: {error}")


async def _watch(pid: int, until: float, found: Crowd) -> None:
    begun = time.monotonic()
    while time.monotonic() < until:
        await asyncio.sleep(SAMPLE)
        found.memory.append((time.monotonic() - begun, megabytes(pid)))


def megabytes(pid: int) -> float:
    """Memory that a process holds, megabytes."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def crowd(url: str, pid: int, areas: list[str], *, people: int, seconds: float) -> Crowd:
    """Let people click, each about once in `THINK` seconds, and say what they met."""
    found = Crowd(people)

    async def all_of_them() -> None:
        until = time.monotonic() + seconds
        lives = [_live(url, areas, until, found, SEED + one) for one in range(people)]
        await asyncio.gather(*lives, _watch(pid, until, found))

    # The browser of the benchmark holds the loop of the calling thread.
    with ThreadPoolExecutor(1) as other:
        other.submit(lambda: asyncio.run(all_of_them())).result()
    return found


def quantile(values: list[float], share: float) -> float:
    """Value below which a share of the values lies."""
    return (
        sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else float("nan")
    )
