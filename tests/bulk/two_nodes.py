"""A job on a cluster of two nodes, one of which dies on the way; run as a program: SOURCE OUT."""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

import ray
from ray.cluster_utils import Cluster

from dabir.bulk.cluster import ClusterJob
from dabir.bulk.destination import Form


def main() -> None:
    """Do the job, and tell what was read, set aside, and whether the node died before the end."""
    source, out = sys.argv[1:]
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    node = cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    ended, died = threading.Event(), []

    def lose() -> None:
        while not _busy() and not ended.is_set():
            time.sleep(0.05)
        time.sleep(1.0)
        died.append(not ended.is_set())
        cluster.remove_node(node, allow_graceful=False)

    thread = threading.Thread(target=lose)
    thread.start()
    tally = ClusterJob([source], out, Form.jsonl, fast=True, workers=2).run(cluster.address)
    ended.set()
    thread.join()
    ray.shutdown()
    cluster.shutdown()
    print(json.dumps({"read": tally.read, "aside": tally.aside, "died": died}))


def _busy() -> bool:
    """Whether both nodes have an actor that reads."""
    return ray.is_initialized() and ray.available_resources().get("CPU", 2) < 0.3


if __name__ == "__main__":
    Path(sys.argv[2]).parent.mkdir(exist_ok=True)
    main()
