"""Mending: words of reports in restored writing, remembered, as restoring takes longer than all else on a page.

A page that shows many texts gives them to `mend` first: restored at one go they take a third of the time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from dabir.script.writing import restore_all

# How many texts are remembered, and how long they may be: whole reports are no words on a page.
_MOST, _LONGEST = 20_000, 4_000


class _Mended:
    """Texts with what they are in restored writing, those that were asked for last."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def of(self, texts: Iterable[str]) -> dict[str, str]:
        """Texts in restored writing, each on one line."""
        wanted = dict.fromkeys(texts)
        found = self._recalled(wanted)
        new = [text for text in wanted if text not in found]
        made = {
            text: " ".join(restored.text.split())
            for text, restored in zip(new, restore_all(new), strict=True)
        }
        self._keep(made)
        return found | made

    def _recalled(self, texts: Iterable[str]) -> dict[str, str]:
        found = {}
        with self._lock:
            for text in texts:
                if text in self._known:
                    self._known.move_to_end(text)
                    found[text] = self._known[text]
        return found

    def _keep(self, made: dict[str, str]) -> None:
        with self._lock:
            self._known.update((text, words) for text, words in made.items() if len(text) <= _LONGEST)
            while len(self._known) > _MOST:
                self._known.popitem(last=False)


_MENDED = _Mended()


def mended(text: str | None) -> str:
    """Words in restored writing, on one line; "" for None."""
    return _MENDED.of([text])[text] if text else ""


def mend(texts: Iterable[str | None]) -> None:
    """Restore texts at one go, so that `mended` has them."""
    _MENDED.of(text for text in texts if text)
