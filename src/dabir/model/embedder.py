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

from dabir.model import manifest, table
from dabir.model.pieces import BEGIN, END, PAD

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import SessionOptions

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
        from onnxruntime import InferenceSession
        from tokenizers import Tokenizer

        self._session = InferenceSession(
            manifest.read("embedder.onnx"), session_options(threads), providers=["CPUExecutionProvider"]
        )
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
        # Windows of like length stand together: little is padded.
        windows.sort(key=lambda window: len(window.ids))
        for batch in _batches(windows):
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


def session_options(threads: int) -> SessionOptions:
    """How ONNX Runtime is to load the model."""
    from onnxruntime import SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = threads
    # The weights are kept in 4 bits, and are to be widened once, at loading, and not at every call.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return options


def _windows(text: int, prefix: list[int], pieces: list[int]) -> Iterator[_Window]:
    """As few windows as hold the pieces, of equal length, each with the prefix and the marks of both ends."""
    room = LONGEST - len(prefix) - 2
    count = max(1, -(-len(pieces) // room))
    cuts = [len(pieces) * number // count for number in range(count + 1)]
    for first, last in pairwise(cuts):
        yield _Window(text, [BEGIN, *prefix, *pieces[first:last], END])


def _batches(windows: Sequence[_Window]) -> Iterator[Sequence[_Window]]:
    """Runs of windows, sorted by length, that are small enough to be read at once."""
    first = 0
    for place, window in enumerate(windows):
        if (place + 1 - first) * len(window.ids) > BATCH_PIECES:
            yield windows[first:place]
            first = place
    if first < len(windows):
        yield windows[first:]


@cache
def _default() -> Embedder:
    return Embedder()


def embed(texts: Sequence[str], *, kind: Kind = "passage") -> NDArray[np.float32]:
    """`Embedder.embed` with a model that is loaded at the first call and kept."""
    return _default().embed(texts, kind=kind)
