"""How good and how quick the embedder is.

    python benchmarks/embedding.py find                       # headline → body, English query → body; texts a second
    python benchmarks/embedding.py compare WEIGHTS TOKENIZER  # how close it stays to the model it was made from

`find` looks among all reports of ../shared/data/fars for the body that belongs to each headline, and for the bodies of
the reports in english_queries.tsv. `compare` embeds Persian sentences of those reports, and English ones of Python's own
documentation, with the given encoder (as unpacked, its vocabulary whole; needs the `train` extra) in 32 bits.
"""

from __future__ import annotations

import json
import pydoc_data.topics
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dabir.model.embedder import Embedder, Kind

ROOT = Path(__file__).parents[1]
FARS = ROOT.parent / "shared/data/fars"
QUERIES = Path(__file__).with_name("english_queries.tsv")
# Characters of a body that says something: those of reports in pictures are a full stop, which is near to everything.
BODY = 100
# Sentences of each language that are compared, and the characters that they must have to be some.
SENTENCES, SHORTEST, LONGEST = 500, 30, 400
THREADS = 1
Key = tuple[str, int]
Vectors = NDArray[np.float32]


def find() -> None:
    """Print how often the right report is found, and how long embedding takes."""
    reports = _reports()
    keys = list(reports)
    embedder = Embedder(threads=THREADS)
    titles, bodies = zip(*reports.values(), strict=True)
    start = time.process_time()
    passages = embedder.embed(bodies, kind="passage")
    between = time.process_time()
    queries = embedder.embed(titles, kind="query")
    end = time.process_time()
    _ranks("Persian headlines", queries @ passages.T, range(len(keys)))
    wanted = [line.split("\t") for line in QUERIES.read_text("utf-8").splitlines() if line[0] != "#"]
    found = embedder.embed([query for _, _, query in wanted], kind="query") @ passages.T
    _ranks("English queries", found, [keys.index((file, int(place))) for file, place, _ in wanted])
    print(f"bodies a second     {len(bodies) / (between - start):8.1f}  (of one core's time)")
    print(f"headlines a second  {len(titles) / (end - between):8.1f}")


def compare(weights: Path, tokenizer: Path) -> None:
    """Print the cosines between the embedder's vectors and those of the encoder that it was made from."""
    embedder = Embedder(threads=THREADS)
    whole = _whole(weights, tokenizer)
    persian = [
        text for title, body in _reports().values() for text in (title, *re.split(r"\n|(?<=\.) ", body))
    ]
    english = " ".join(pydoc_data.topics.topics.values()).replace("\n", " ")
    for name, texts in {"Persian": persian, "English": re.split(r"(?<=\.) +", english)}.items():
        chosen = _spread([text.strip() for text in texts if SHORTEST <= len(text.strip()) <= LONGEST])
        cosines = (embedder.embed(chosen, kind="passage") * whole(chosen, "passage")).sum(axis=1)
        print(f"{name}: {len(chosen)} sentences, cosine {cosines.mean():.4f}, least {cosines.min():.4f}")


def _reports() -> dict[Key, tuple[str, str]]:
    """Headline and body of each report that has both. Of a headline that comes twice the first is kept."""
    kept: dict[str, Key] = {}
    reports = {}
    for path in sorted(FARS.glob("*.json")):
        for place, report in enumerate(json.loads(path.read_bytes())):
            title, body = report["title"].strip(), "\n".join(report["paragraphs"]).strip()
            if (
                title
                and len(body) >= BODY
                and kept.setdefault(title, (path.name, place)) == (path.name, place)
            ):
                reports[path.name, place] = title, body
    return reports


def _ranks(name: str, scores: Vectors, right: Sequence[int]) -> None:
    """`scores`: queries × passages; `right`: the passage that belongs to each query."""
    own = scores[np.arange(len(right)), right]
    ranks = 1 + (scores > own[:, None]).sum(axis=1)
    print(
        f"{name}: {len(right)} among {scores.shape[1]}, recall@1 {np.mean(ranks == 1):.3f}, "
        f"@10 {np.mean(ranks <= 10):.3f}, MRR {np.mean(1 / ranks):.3f}"
    )


def _spread(texts: Sequence[str]) -> list[str]:
    """Some of the texts, at even distances."""
    return [texts[place * len(texts) // SENTENCES] for place in range(SENTENCES)]


def _whole(weights: Path, tokenizer: Path) -> Callable[[Sequence[str], Kind], Vectors]:
    """The uncut encoder in 32 bits."""
    import torch
    from tokenizers import Tokenizer

    sys.path.insert(0, str(ROOT))
    from training.model.network import load_encoder

    torch.set_num_threads(THREADS)
    encoder = load_encoder(weights, 12).eval()
    pieces = Tokenizer.from_file(str(tokenizer))

    def vectors(texts: Sequence[str], kind: Kind) -> Iterator[Vectors]:
        for text in texts:
            ids = torch.tensor([pieces.encode(f"{kind}: {text}").ids])
            mean = encoder(ids, torch.ones_like(ids, dtype=torch.bool))[0].mean(dim=0)
            yield (mean / mean.norm()).numpy()

    def embed(texts: Sequence[str], kind: Kind) -> Vectors:
        with torch.inference_mode():
            return np.stack(list(vectors(texts, kind)))

    return embed


if __name__ == "__main__":
    {"find": find, "compare": compare}[sys.argv[1]](*map(Path, sys.argv[2:]))
