"""Clusters: the same job on Ray, from and to any address that fsspec knows, over as many machines as there are.

Reports come in by Ray Data, are read by actors that load the models once, and are written by days as they are done. What
runs on a machine that is lost runs again elsewhere; what it writes bears the same names, so that nothing is doubled.
"""

from __future__ import annotations

import logging
import os
import posixpath
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import fsspec
import ray
import ray.data
from ray.data import ActorPoolStrategy, DataContext

from dabir.bulk.destination import Form
from dabir.bulk.job import CHUNK, JobError
from dabir.bulk.parts import Tally
from dabir.bulk.ray_reading import Reading
from dabir.bulk.ray_sink import Days
from dabir.bulk.ray_source import Lines

_TABLES = (".parquet", ".pq")
# What an actor takes of a core: the rest is left to the tasks that bring reports and write records.
_CORE, _SHARE = 0.9, 0.1
_SUCCESS = "_SUCCESS"
_HIDDEN = ("_", ".")  # how the names of files begin that hold no reports


@dataclass(frozen=True, slots=True)
class ClusterJob:
    """What to read, where to, and how.

    Attributes:
        sources: Addresses of files, folders or patterns: JSON Lines, packed or not, or Parquet («.parquet», «.pq»).
        out: The address of a folder.
        form: How records are written there.
        fast: Read by rules alone.
        mapping: Under which names the reports' fields are kept.
        workers: How many actors read; 0 for one a core of the cluster.
    """

    sources: Sequence[str]
    out: str
    form: Form = Form.parquet
    fast: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)
    workers: int = 0

    def run(self, address: str | None = None, *, anew: bool = False) -> Tally:
        """Do it to the end.

        Args:
            address: That of a running cluster («auto», «ray://…»); without it, one is begun on this machine.
            anew: Replace what is at `out`.

        Raises:
            JobError: There is something at `out`, or no source, or sources of both kinds.
        """
        system, paths, tables = found(self.sources)
        make_room(self.out, anew=anew)
        connect(address)
        sink = Days(self.out, self.form)
        self._read(system, paths, tables=tables).write_datasink(sink, ray_remote_args={"num_cpus": _SHARE})
        with fsspec.open(f"{self.out}/{_SUCCESS}", "w") as file:
            file.write("")
        return sink.tally

    def _read(self, system: Any, paths: list[str], *, tables: bool) -> ray.data.Dataset:
        """The records and what was set aside, as they come."""
        if tables:
            raw = ray.data.read_parquet(paths, filesystem=system, num_cpus=_SHARE)
        else:
            raw = ray.data.read_datasource(Lines(paths, filesystem=system), num_cpus=_SHARE)
        return raw.map_batches(
            Reading,
            fn_constructor_kwargs={"fast": self.fast, "mapping": dict(self.mapping), "tables": tables},
            batch_size=CHUNK,
            batch_format="pyarrow",
            compute=ActorPoolStrategy(min_size=self.workers or 1, max_size=self.workers or cores()),
            num_cpus=_CORE,
        )


def make_room(out: str, *, anew: bool) -> None:
    """Remove what is at an address, where that is to be replaced.

    Raises:
        JobError: There is something that is not.
    """
    system, path = fsspec.core.url_to_fs(out)
    if not system.exists(path):
        return
    if not anew:
        raise JobError(f"{out} is there already: name another place, or give --overwrite.")
    system.rm(path, recursive=True)


def connect(address: str | None) -> None:
    """Be part of a cluster; what Ray tells of its progress is for terminals alone, and of its use for nobody."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    ray.init(address=address, ignore_reinit_error=True, log_to_driver=False, logging_level=logging.ERROR)
    DataContext.get_current().enable_progress_bars = sys.stderr.isatty()
    logging.getLogger("ray.data").setLevel(logging.WARNING)


def cores() -> int:
    """The processor cores of the cluster."""
    return max(1, int(ray.cluster_resources().get("CPU", 1)))  # type: ignore[no-untyped-call]


def found(sources: Sequence[str]) -> tuple[Any, list[str], bool]:
    """The file system of some addresses, the paths of the files there, and whether they are Parquet.

    Raises:
        JobError: There is none at one of them, or there are files of both kinds.
    """
    paths: list[str] = []
    for name in sources:
        system, path = fsspec.core.url_to_fs(name)
        files = system.find(path) if system.exists(path) else sorted(system.glob(path))
        files = [file for file in files if not posixpath.basename(file).startswith(_HIDDEN)]
        if not files:
            raise JobError(f"there is nothing at {name}: check the address.")
        paths += files
    kinds = {path.lower().endswith(_TABLES) for path in paths}
    if len(kinds) != 1:
        raise JobError("name JSON Lines or Parquet, and not both: each can be read by a job of its own.")
    return system, paths, kinds.pop()
