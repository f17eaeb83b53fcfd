"""How the words of a statement lean towards each act: a linear classifier over hashed words (`data/acts.npz`).

Features are the words of the content and pairs of them, its first and last words by place, the words around it in its
sentences, and parts of three and four letters of its words, each hashed into one of `BUCKETS` (Weinberger and
others 2009, feature hashing). `training/acts.py` learns the weights.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dabir.facts.ranges import Range
from dabir.facts.reading import Reading
from dabir.model.labels import DEEDS

BUCKETS = 1 << 17
ACTS = DEEDS["act"]
# How many words count by their place: at both ends of the content, before it and behind it.
FIRST, LAST, BEFORE, BEHIND = 2, 4, 6, 3
PARTS = (3, 4)
# What a part of a word counts beside the word.
PART = 0.3


def leaning(reading: Reading, content: Range) -> Mapping[str, float]:
    """The log-probability of each act of what stands in a range of words."""
    buckets, values = features(reading, content)
    weights, scales, bias = _weights()
    scores = values @ weights.take(buckets, 0).astype(np.float32) * scales + bias
    scores -= np.logaddexp.reduce(scores)
    return dict(zip(ACTS, scores.tolist(), strict=True))


def features(reading: Reading, content: Range) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The buckets of a content's features and their values, of unit length together."""
    counts = Counter(_words(reading, content))
    keys = reading.keys[slice(*content)]
    parts = Counter(chain.from_iterable(map(_parts, keys)))
    of_parts: dict[str, int] = {}  # in the order of `parts`
    for key in keys:
        of_parts.update(_buckets(key))
    buckets = [*map(_bucket, counts), *of_parts.values()]
    values = np.fromiter(chain(map(_damped, counts.values()), parts.values()), np.float64, len(buckets))
    values[len(counts) :] *= PART
    vector = values.astype(np.float32)
    return np.array(buckets, np.int64), vector / (np.linalg.norm(vector) + 1e-6)


def _words(reading: Reading, content: Range) -> Iterator[str]:
    keys = [key for key in reading.keys[slice(*content)] if key]
    yield from (f"w {key}" for key in keys)
    yield from (f"p {one} {other}" for one, other in pairwise(keys))
    yield from (f"f{place} {key}" for place, key in enumerate(keys[:FIRST]))
    yield from (f"l{place} {key}" for place, key in enumerate(reversed(keys[-LAST:])))
    first = reading.sentences[reading.sentence_of[content.first]].first
    last = reading.sentences[reading.sentence_of[content.last - 1]].last
    yield from (f"b {key}" for key in reading.keys[max(first, content.first - BEFORE) : content.first])
    yield from (f"a {key}" for key in reading.keys[content.last : min(last, content.last + BEHIND)])


@lru_cache(maxsize=1 << 15)
def _parts(key: str) -> tuple[str, ...]:
    """The parts of a word, its edges marked."""
    whole = f"^{key}$" if key else ""
    return tuple(whole[at : at + size] for size in PARTS for at in range(len(whole) - size + 1))


@lru_cache(maxsize=1 << 15)
def _buckets(key: str) -> Mapping[str, int]:
    """The buckets of the parts of a word."""
    return {part: _bucket(part) for part in _parts(key)}


def _bucket(feature: str) -> int:
    return crc32(feature.encode()) % BUCKETS


@cache
def _damped(count: int) -> float:
    """What a feature counts that is met so often."""
    return float(1 + np.log(count))


@cache
def _weights() -> tuple[NDArray[np.int8], NDArray[np.float32], NDArray[np.float32]]:
    """The weights of all buckets (buckets × acts), what the weights of each act are multiples of, and its bias."""
    content = files("dabir.facts").joinpath("data/acts.npz").read_bytes()
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return arrays["weights"], arrays["scales"], arrays["bias"]
