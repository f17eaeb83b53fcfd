"""The desk under load: how long the server takes for each page, while it is asked steadily.

    python benchmarks/desk_load.py ARCHIVE [--rate 50] [--seconds 60] [--seed 1397] [--processes 2]

Starts `dabir desk` on ARCHIVE (made by `benchmarks/archive.py add`), with as many processes as there are cores unless
told otherwise, and asks it for pages at a steady rate, whether or not it keeps up: reports, people, searches by words
and by both, stories, relations, events, quotations and lists, each as often as `PAGES` says. Whom and what they ask for
is drawn by lot from the archive, so that most pages are asked for once. Printed for every kind of page: how many were
asked for, what failed, and the milliseconds on the server's side (`Server-Timing`: from the request's arrival at the
application to its answer, waiting included), median and 95th percentile, the first request of each kind (which loads
what is loaded late) told apart.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode

import httpx
from sqlalchemy import text

from dabir.archive import Archive

# How often each kind of page is asked for, of a hundred.
PAGES = {
    "report": 30, "person": 14, "words": 10, "both": 10, "start": 8, "story": 8, "stories": 5, "events": 5,
    "between": 4, "quote": 3, "promises": 3,
}  # fmt: skip
KNOWN = 400


class Answer(NamedTuple):
    """What became of a request."""

    kind: str
    status: int
    milliseconds: float


def main() -> None:
    """Serve, ask, and print what was found as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive")
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1397)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--queries", type=Path, default=Path(__file__).with_name("known_items.tsv"))
    options = parser.parse_args()
    chance = random.Random(options.seed)
    addresses = _addresses(options.archive, options.queries, chance)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        Path(sys.executable).with_name("dabir"),
        "desk",
        "--archive",
        options.archive,
        "--port",
        str(port),
        "--processes",
        str(options.processes),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            first = asyncio.run(_warmed(f"http://127.0.0.1:{port}", addresses))
            asked = int(options.rate * options.seconds)
            kinds = chance.choices(list(PAGES), list(PAGES.values()), k=asked)
            answers = asyncio.run(
                _asked(
                    f"http://127.0.0.1:{port}", [(kind, addresses[kind]()) for kind in kinds], options.rate
                )
            )
        finally:
            server.terminate()
    print(json.dumps({"first": first, "warm": _figures(answers)}, indent=1))


def _addresses(archive: str, queries: Path, chance: random.Random) -> dict[str, Callable[[], str]]:
    """For every kind of page what draws an address of one."""
    questions = [line.split("\t")[2] for line in queries.read_text("utf-8").splitlines() if line[:1] != "#"]
    with Archive(archive, create=False) as store, store.reading() as connection:

        def drawn(query: str) -> list[str]:
            rows = connection.execute(text(query)).scalars().all()
            return [str(row) for row in chance.sample(rows, min(KNOWN, len(rows)))]

        reports = drawn("SELECT name FROM reports")
        people = drawn("SELECT id FROM entities WHERE kind = 'person' AND merged_into IS NULL")
        names = drawn("SELECT name FROM entities WHERE kind = 'person' AND merged_into IS NULL")
        stories = drawn("SELECT id FROM stories")
        said = [one[:200] for one in drawn("SELECT text FROM statements WHERE id % 97 = 1")]
        days = drawn("SELECT DISTINCT day FROM versions WHERE day IS NOT NULL")

    def search(way: str) -> Callable[[], str]:
        return lambda: "/search?" + urlencode({"q": chance.choice(questions), "way": way})

    return {
        "report": lambda: "/report/" + quote(chance.choice(reports), safe=""),
        "person": lambda: "/person/" + chance.choice(people),
        "words": search("words"),
        "both": search("both"),
        "start": lambda: "/",
        "story": lambda: "/story/" + chance.choice(stories),
        "stories": lambda: "/stories?" + urlencode({"page": chance.randint(1, 20)}),
        "events": lambda: "/events?" + urlencode({"after": chance.choice(days)}),
        "between": lambda: "/between?" + urlencode({"one": chance.choice(names), "other": "ایران"}),
        "quote": lambda: "/quote?" + urlencode({"words": chance.choice(said)}),
        "promises": lambda: "/promises?" + urlencode({"page": chance.randint(1, 20)}),
    }


async def _warmed(base: str, addresses: dict[str, Callable[[], str]]) -> dict[str, float]:
    """The milliseconds of the first page of each kind, once the server answers."""
    async with httpx.AsyncClient(base_url=base, timeout=60) as client:
        for _ in range(600):
            try:
                await client.get("/static/icon.svg")
                break
            except httpx.ConnectError:
                await asyncio.sleep(0.1)
        return {
            kind: (await _answer(client, kind, address())).milliseconds for kind, address in addresses.items()
        }


async def _asked(base: str, pages: list[tuple[str, str]], rate: float) -> list[Answer]:
    """The answers to requests that are sent at a steady rate."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=200)
    async with httpx.AsyncClient(base_url=base, timeout=60, limits=limits) as client:
        started, waiting = time.perf_counter(), []
        for number, (kind, address) in enumerate(pages):
            await asyncio.sleep(max(0.0, started + number / rate - time.perf_counter()))
            waiting.append(asyncio.create_task(_answer(client, kind, address)))
        return list(await asyncio.gather(*waiting))


async def _answer(client: httpx.AsyncClient, kind: str, address: str) -> Answer:
    try:
        answer = await client.get(address)
    except httpx.HTTPError:
        return Answer(kind, 0, 0.0)
    told = answer.headers.get("server-timing", "dur=0").rpartition("dur=")[2]
    return Answer(kind, answer.status_code, float(told))


def _figures(answers: list[Answer]) -> dict[str, dict[str, float]]:
    grouped: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        grouped[answer.kind].append(answer)
        grouped["all"].append(answer)
    return {kind: dict(_told(group)) for kind, group in sorted(grouped.items())}


def _told(group: list[Answer]) -> Iterator[tuple[str, float]]:
    times = [answer.milliseconds for answer in group if answer.status == 200]
    yield "asked", len(group)
    yield "failed", sum(answer.status != 200 for answer in group)
    if len(times) > 1:
        yield "median_ms", round(statistics.median(times), 1)
        yield "p95_ms", round(statistics.quantiles(times, n=20)[-1], 1)


if __name__ == "__main__":
    main()
