"""The embedder: texts into vectors that lie close where the texts mean the same, in Persian and in English.

It is multilingual-e5-small. A text that someone looks for is a "query", a text to be found a "passage"; the closeness
of two vectors is their dot product. A text's vector depends on the text alone, not on what is embedded beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import numpy as np
from tokenizers import Tokenizer

from dabir.model import manifest, table
from dabir.model.batches import batches
from dabir.model.pieces import BEGIN, END, PAD
from dabir.model.session import session

if TYPE_CHECKING:
    from numpy.typing import NDArray

Kind = Literal["query", "passage"]

WIDTH = 384
# The encoder knows 512 places.
LONGEST = 512
# Pieces of a batch, padding and all: enough to keep a processor busy, and a few megabytes of memory.
BATCH_PIECES = 4096


class _Window(NamedTuple):
    """Pieces that are read at once, of the text with this number."""

    text: int
    ids: list[int]


class Embedder:
    """Loads the model once and embeds with it; safe to use from several threads."""

    def __init__(self, *, threads: int = 0) -> None:
        """Load the model.

        Args:
            threads: How many processor cores one call may use; 0 for all.
        """
        self._session = session(manifest.read("embedder.onnx"), threads)
        self._tokenizer = Tokenizer.from_buffer(manifest.read("tokenizer.json"))
        self._table = table.shared()
        self._prefixes = {kind: self._pieces([f"{kind}:"])[0] for kind in get_args(Kind)}

    def embed(self, texts: Sequence[str], *, kind: Kind = "passage") -> NDArray[np.float32]:
        """One vector of 384 numbers and of length 1 for each text.

        A text of more than about 500 pieces (some 400 words) is cut into windows of equal length, whose vectors are
        averaged. An empty text is embedded too: as a query or a passage that says nothing.

        Args:
            texts: The texts, as they are; no preparation is needed.
            kind: "query" for what is looked for, "passage" for what is to be found. To compare texts of one sort
                with each other, give the same kind to all.

        Raises:
            ValueError: `texts` is a single string, or `kind` is neither of the two.
        """
        if isinstance(texts, str):
            raise ValueError("embed takes a list of texts: put the one text into brackets")
        if kind not in self._prefixes:
            raise ValueError(f"{kind!r} is no kind of text: use 'query' or 'passage'")
        windows = [
            window
            for number, pieces in enumerate(self._pieces(texts))
            for window in _windows(number, self._prefixes[kind], pieces)
        ]
        sums = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for batch in batches(windows, lambda window: len(window.ids), BATCH_PIECES):
            for window, vector in zip(batch, self._vectors(batch), strict=True):
                sums[window.text] += vector
        sums /= np.linalg.norm(sums, axis=1, keepdims=True)
        return sums

    def _pieces(self, texts: Sequence[str]) -> list[list[int]]:
        # Half a surrogate pair is no text to the tokenizer, which would refuse the whole list.
        sound = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        encodings = self._tokenizer.encode_batch(sound, add_special_tokens=False)
        return [encoding.ids for encoding in encodings]

    def _vectors(self, batch: Sequence[_Window]) -> NDArray[np.float32]:
        lengths = np.array([len(window.ids) for window in batch], dtype=np.int32)
        ids = np.full((len(batch), lengths.max()), PAD, dtype=np.int64)
        for row, window in zip(ids, batch, strict=True):
            row[: len(window.ids)] = window.ids
        inputs = {"rows": self._table.rows(ids), "lengths": lengths}
        vectors: NDArray[np.float32] = self._session.run(["embedding"], inputs)[0]
        return vectors


def _windows(text: int, prefix: list[int], pieces: list[int]) -> Iterator[_Window]:
    """As few windows as hold the pieces, of equal length, each with the prefix and the marks of both ends."""
    room = LONGEST - len(prefix) - 2
    count = max(1, -(-len(pieces) // room))
    cuts = [len(pieces) * number // count for number in range(count + 1)]
    for first, last in pairwise(cuts):
        yield _Window(text, [BEGIN, *prefix, *pieces[first:last], END])


@cache
def _default() -> Embedder:
    return Embedder()


def embed(texts: Sequence[str], *, kind: Kind = "passage") -> NDArray[np.float32]:
    """`Embedder.embed` with a model that is loaded at the first call and kept."""
    return _default().embed(texts, kind=kind)
