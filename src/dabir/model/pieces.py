"""Words into the pieces that the encoder knows.

A word's pieces depend on nothing but the word (SentencePiece's Unigram cuts at white space, and every word is given
to it alone), so they are looked up once for a word and kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Tokenizer

BEGIN, PAD, END = 0, 1, 2
# Words kept with their pieces; a day's news of an agency has fewer.
MAX_KEPT = 200_000


class Pieces:
    """The encoder's vocabulary."""

    def __init__(self, described: bytes) -> None:
        """Take the content of a `tokenizer.json`."""
        self._tokenizer = Tokenizer.from_buffer(described)
        self._unknown = (self._tokenizer.token_to_id("<unk>") or 0,)
        self._kept: dict[str, tuple[int, ...]] = {}

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The piece numbers of each word; at least one for a word of any letters."""
        kept = self._kept
        if len(kept) > MAX_KEPT:
            kept.clear()
        unknown = list({word for word in words if word not in kept})
        for word, encoding in zip(unknown, self._tokenizer.encode_batch(unknown), strict=True):
            kept[word] = tuple(encoding.ids) or self._unknown
        return [kept[word] for word in words]
