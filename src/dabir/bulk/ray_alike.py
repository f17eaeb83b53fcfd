"""Copies and stories on a cluster: `dabir.archive.alike.whole`, each of its steps as a group-by of Ray Data.

What is put together on one machine are the pairs that were found, some 200 bytes for each copy and each member of a story.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import fsspec
import pyarrow
import ray.data
from ray.data.context import ShuffleStrategy

from dabir.archive.alike.whole import (
    Group,
    Pair,
    Sketch,
    copies,
    days_around,
    first_countries,
    groups,
    likest,
    partners,
    sketch,
    versions,
)
from dabir.bulk.cluster import connect, cores, found, make_room
from dabir.bulk.parts import Tally
from dabir.bulk.ray_source import Lines
from dabir.record import Record

Row = dict[str, Any]
_TOGETHER = 32  # records that the embedder takes at once
_CORE, _SHARE = 0.9, 0.1


@dataclass(frozen=True, slots=True)
class AlikeJob:
    """What to compare, and where to write what belongs together.

    Attributes:
        sources: Addresses of records: JSON Lines, or Parquet with a column `record`, as `dabir batch` writes them.
        out: The address of a folder, for Parquet: the `id` of each version of a report, its day (`published`), whether it is
            the `newest`, the id of the report that it copies (`copy_of`) and that of its story's first (`story`).
        workers: How many actors embed; 0 for one a core of the cluster.
    """

    sources: tuple[str, ...]
    out: str
    workers: int = 0

    def run(self, address: str | None = None, *, anew: bool = False) -> Tally:
        """Do it to the end; how many versions were compared, and how many belong to a copy or a story.

        Args:
            address: That of a running cluster («auto», «ray://…»); without it, one is begun on this machine.
            anew: Replace what is at `out`.

        Raises:
            JobError: There is something at `out`, or no source, or sources of both kinds.
        """
        system, paths, tables = found(self.sources)
        make_room(self.out, anew=anew)
        connect(address)
        # By sorting: hashing begins actors for every group-by, which takes longer than most collections.
        ray.data.DataContext.get_current().shuffle_strategy = ShuffleStrategy.SORT_SHUFFLE_PULL_BASED
        rows = self._versions(system, paths, tables=tables)
        told = _belonging(rows)
        labelled = rows.map_batches(partial(_labelled, told=ray.put(told)), batch_format="pyarrow")
        written = labelled.materialize()
        written.write_parquet(self.out)
        with fsspec.open(f"{self.out}/_SUCCESS", "w") as file:
            file.write("")
        return Tally(written.count(), len(told))

    def _versions(self, system: Any, paths: list[str], *, tables: bool) -> ray.data.Dataset:
        """The versions of all reports, as rows of their sketches."""
        if tables:
            raw = ray.data.read_parquet(paths, filesystem=system, columns=["record"], num_cpus=_SHARE)
        else:
            raw = ray.data.read_datasource(Lines(paths, filesystem=system), num_cpus=_SHARE)
        sketched: ray.data.Dataset = raw.map_batches(
            _Sketching,
            fn_constructor_kwargs={"column": "record" if tables else "line"},
            batch_size=_TOGETHER,
            batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(min_size=self.workers or 1, max_size=self.workers or cores()),
            num_cpus=_CORE,
        )
        laid_down = sketched.materialize()  # so that the actors give their cores back
        found: ray.data.Dataset = _grouped(laid_down, "identity", _versions_of).materialize()
        return found


class _Sketching:
    """An actor that embeds the beginnings of records and sketches them."""

    def __init__(self, *, column: str) -> None:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        from dabir.model.embedder import Embedder

        self._column, self._embedder = column, Embedder(threads=1)

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        """The sketches of a batch of records."""
        from dabir.archive.finding.pieces import pieces
        from dabir.archive.finding.vectors import centred

        records = [Record.from_json(each) for each in batch.column(self._column).to_pylist()]
        beginnings = [pieces(record)[:1] for record in records]
        texts = [text for some in beginnings for text in some]
        vectors = iter(centred(self._embedder.embed(texts)) if texts else ())
        rows = [
            sketch(record, next(vectors) if some else None)
            for record, some in zip(records, beginnings, strict=True)
        ]
        return _table(map(_row, rows))


def _belonging(rows: ray.data.Dataset) -> dict[str, Group]:
    """What the reports among some versions belong to."""
    copied = _pairs(_grouped(rows.flat_map(_by_band), "band", _copies_of))
    countries: dict[str, str] = {}
    for row in _grouped(rows.flat_map(_by_actor), "key", _countries_of).iter_rows():
        countries[row["key"]] = row["country"]
    near = rows.flat_map(_by_day)
    joined = _pairs(_grouped(near, "around", partial(_partners_of, countries=countries)))
    return groups(likest(copied).values(), list(joined))


def _grouped(
    rows: ray.data.Dataset, key: str, work: Callable[[list[Row]], Iterator[Row]]
) -> ray.data.Dataset:
    """The rows that some work makes of every group of rows with the same key."""

    def done(group: pyarrow.Table) -> pyarrow.Table:
        return _table(work(group.to_pylist()))

    found: ray.data.Dataset = rows.groupby(key, num_partitions=2 * cores()).map_groups(
        done, batch_format="pyarrow", num_cpus=_SHARE
    )
    return found


def _pairs(rows: ray.data.Dataset) -> Iterator[Pair]:
    for row in rows.iter_rows():
        if row["order"]:
            yield Pair(**{name: row[name] for name in Pair._fields})


# Steps ----------------------------------------------------------------------------------------------------------------


def _versions_of(group: list[Row]) -> Iterator[Row]:
    return map(_row, versions(map(_sketch, group)))


def _by_band(row: Row) -> list[Row]:
    return [{**row, "band": band} for band in row["bands"]]


def _copies_of(group: list[Row]) -> Iterator[Row]:
    return _told(copies(map(_sketch, group)))


def _by_actor(row: Row) -> list[Row]:
    return [{**row, "key": key} for key, country in _sketch(row).actors if country]


def _countries_of(group: list[Row]) -> Iterator[Row]:
    key = group[0]["key"]
    found = first_countries(map(_sketch, group)).get(key, "")
    yield {"key": key if found else "", "country": found}


def _by_day(row: Row) -> list[Row]:
    return [{**row, "around": day} for day in days_around(row["day"])] if row["vector"] else []


def _partners_of(group: list[Row], countries: Mapping[str, str]) -> Iterator[Row]:
    return _told(partners(group[0]["around"], map(_sketch, group), countries))


def _told(pairs: Iterator[Pair]) -> Iterator[Row]:
    """Pairs as rows; one that says nothing where there is none, as tables must have columns."""
    none = True
    for pair in pairs:
        none = False
        yield pair._asdict()
    if none:
        yield Pair("", "", "", "", 0.0, False)._asdict()


# Rows -----------------------------------------------------------------------------------------------------------------


def _row(one: Sketch) -> Row:
    """A sketch as a row; actors as «key, country»."""
    return {
        **asdict(one),
        "bands": list(one.bands),
        "actors": ["\t".join(pair) for pair in one.actors],
        "places": list(one.places),
    }


def _sketch(row: Row) -> Sketch:
    """The sketch of a row."""
    fields = {name: row[name] for name in Sketch.__dataclass_fields__}
    actors = tuple((key, country) for key, _, country in (each.rpartition("\t") for each in row["actors"]))
    lists = {"bands": tuple(row["bands"]), "actors": actors, "places": tuple(row["places"])}
    return Sketch(**{**fields, **lists})


_TYPES = {
    "text_hash": pyarrow.binary(),
    "values": pyarrow.binary(),
    "vector": pyarrow.binary(),
    "bands": pyarrow.list_(pyarrow.int64()),
    "actors": pyarrow.list_(pyarrow.string()),
    "places": pyarrow.list_(pyarrow.string()),
    "distance": pyarrow.float64(),
    "dated": pyarrow.bool_(),
}


def _table(rows: Any) -> pyarrow.Table:
    """Rows of one kind as a table."""
    every = list(rows)
    names = every[0] if every else Sketch.__dataclass_fields__
    schema = pyarrow.schema({name: _TYPES.get(name, pyarrow.string()) for name in names})
    return pyarrow.Table.from_pylist(every, schema=schema)


def _labelled(batch: pyarrow.Table, told: Any) -> pyarrow.Table:
    """Versions with what their reports belong to."""
    known: dict[str, Group] = ray.get(told)
    rows = []
    for row in batch.to_pylist():
        group = known.get(row["report"], Group("", ""))
        rows.append(
            {
                "id": row["id"],
                "published": row["day"] or None,
                "newest": not row["until"],
                "copy_of": _id(group.copy_of),
                "story": _id(group.story),
            }
        )
    return pyarrow.Table.from_pylist(rows, schema=_LABELS)


_LABELS = pyarrow.schema(
    {
        "id": pyarrow.string(),
        "published": pyarrow.string(),
        "newest": pyarrow.bool_(),
        "copy_of": pyarrow.string(),
        "story": pyarrow.string(),
    }
)


def _id(order: str) -> str | None:
    """The id of the report whose first version has this order."""
    return order.split(" ", 1)[1].rpartition(" ")[0] if order else None
