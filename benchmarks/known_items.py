"""Known-item search: how often a report is among the first ten when somebody searches for it by what he remembers.

    python benchmarks/known_items.py ARCHIVE [--queries benchmarks/held_out_queries.tsv]

`known_items.tsv` holds 300 queries that were written from reports of the collections (Fars News, Varzesh3): a third
in words of the report (`words`), a third in other words (`paraphrase`), a third in English (`english`); columns: the
report's name, the kind, the query. ARCHIVE holds the reports under these names (`dabir add`). Each query is searched
by words, by meaning and by both; a copy of the report counts as the report.

`ranking_queries.tsv` has such queries on which the ranking was chosen, `held_out_queries.tsv` some on which nothing was.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

from sqlalchemy import Connection, text

from dabir.archive import Archive
from dabir.archive.finding.search import Way

KINDS = ("words", "paraphrase", "english")
FIRST = 10


class Item(NamedTuple):
    """A query, and the report that it is to find."""

    name: str
    kind: str
    query: str


def main() -> None:
    """Search, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive")
    parser.add_argument("--queries", type=Path, default=Path(__file__).with_suffix(".tsv"))
    parser.add_argument("--missed", action="store_true", help="list what is not found by both")
    options = parser.parse_args()
    items = list(_items(options.queries))
    with Archive(options.archive, create=False) as archive:
        print(f"{len(items)} queries, {archive.size()} reports; share found among the first {FIRST} (first)")
        kinds = [kind for kind in KINDS if any(item.kind == kind for item in items)]
        print(f"{'':<10}{'all':>16}" + "".join(f"{kind:>16}" for kind in kinds))
        for way in get_args(Way):
            places = _places(archive, items, way)
            print(f"{way:<10}" + "".join(_cell(items, places, kind) for kind in (None, *kinds)))
        if options.missed:
            missed = (item for item, place in zip(items, places, strict=True) if place is None)
            print("\n".join("\t".join(item) for item in missed))


def _items(path: Path) -> Iterator[Item]:
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield Item(*line.split("\t"))


def _places(archive: Archive, items: list[Item], way: Way) -> list[int | None]:
    """The place of each item among what its query finds, from 0; None where it is not there."""
    with archive.reading() as connection:
        return [_place(archive, connection, item, way) for item in items]


def _place(archive: Archive, connection: Connection, item: Item, way: Way) -> int | None:
    wanted = _original(connection, "r.name = :key", item.name)
    hits = archive.finder.find(connection, item.query, way=way, count=FIRST)
    found = [_original(connection, "r.id = :key", hit.report) for hit in hits]
    return found.index(wanted) if wanted in found else None


def _original(connection: Connection, condition: str, key: object) -> int | None:
    query = f"SELECT coalesce(r.copy_of, r.id) FROM reports r WHERE {condition}"
    return connection.execute(text(query), {"key": key}).scalar()


def _cell(items: list[Item], places: list[int | None], kind: str | None) -> str:
    chosen = [place for item, place in zip(items, places, strict=True) if kind in (None, item.kind)]
    found = sum(place is not None for place in chosen) / len(chosen)
    first = sum(place == 0 for place in chosen) / len(chosen)
    return f"{found:>9.3f} ({first:.2f})"


if __name__ == "__main__":
    main()
