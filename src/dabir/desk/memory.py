"""Memory: what was worked out once and still holds, as long as nothing is written into the archive."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")

# How many values are remembered.
_MOST = 2000


class Memory:
    """Values by their keys, those that were asked for last; all of one revision of the archive."""

    def __init__(self, most: int = _MOST) -> None:
        """Remember so many."""
        self._most = most
        self._revision = -1
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def recall(self, revision: int, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made where it is not remembered or the archive has changed since.

        Two threads may make one value at the same time; nobody waits for another.
        """
        with self._lock:
            if revision != self._revision:
                self._values.clear()
                self._revision = revision
            if key in self._values:
                self._values.move_to_end(key)
                return cast("T", self._values[key])
        made = make()
        with self._lock:
            if revision == self._revision:
                self._values[key] = made
                while len(self._values) > self._most:
                    self._values.popitem(last=False)
        return made
