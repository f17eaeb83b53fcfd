"""Would one encoder do for both? The reading model's hidden states, mapped into the embedder's space and compared with it.

    python -m training.model.embedding_head RUN/tagger.safetensors SHARED BUILD

A text is the mean of the hidden states of its pieces after every layer, side by side. One linear map for queries and
one for passages are fitted (least squares, drawn to zero) towards the embedder's vectors, on headlines and bodies of
Varzesh3 and of one half of Fars; the other half is embedded with them, and both halves are searched together: the
headline must find its body among all of Fars.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file

from dabir.model.batches import batches
from dabir.model.embedder import Embedder, Kind
from dabir.model.labels import CLASSES, size
from dabir.model.pieces import Pieces
from dabir.model.windows import Window, pack
from dabir.script.words import tokens
from training.model.batching import BATCH, tensors
from training.model.network import Encoder, Tagger

Vectors = NDArray[np.float32]
# Characters of a body that says something, and the reports of Varzesh3 that are learnt from.
BODY, SPORT = 100, 800
# How strongly the map is drawn to zero, for each text that is learnt from.
DRAWN = 0.001


def main(trained: Path, shared: Path, build: Path) -> None:
    """Print how often headlines find their bodies with the embedder, and with the mapped states."""
    state = load_file(trained)
    layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))
    net = Tagger(Encoder(len(state["encoder.table.weight"]), layers), {head: size(head) for head in CLASSES})
    net.load_state_dict(state)
    pieces, embedder = Pieces((build / "tokenizer.json").read_bytes()), Embedder()
    fars, sport = list(_reports(shared / "data/fars")), list(_reports(shared / "data/sports"))[:SPORT]
    own, mapped = {}, {}
    kinds: Sequence[tuple[int, Kind]] = ((0, "query"), (1, "passage"))
    for part, kind in kinds:
        texts = [report[part] for report in fars + sport]
        goal = embedder.embed(texts, kind=kind)
        states = means(net.encoder.eval(), pieces, texts)
        own[kind], mapped[kind] = goal[: len(fars)], _crosswise(states, goal, len(fars))
        print(f"{kind}: mean cosine {(own[kind] * mapped[kind]).sum(axis=1).mean():.4f}", flush=True)
    _found("embedder", own["query"], own["passage"])
    _found("mapped states", mapped["query"], mapped["passage"])
    _found("embedder's queries, mapped bodies", own["query"], mapped["passage"])


def _reports(folder: Path) -> Iterator[tuple[str, str]]:
    """Headline and body of each report that has both; of a headline that comes twice, the first."""
    known = set()
    for path in sorted(folder.glob("*.json")):
        for report in json.loads(path.read_bytes()):
            title, body = report["title"].strip(), "\n".join(report["paragraphs"]).strip()
            if title and title not in known and len(body) >= BODY:
                known.add(title)
                yield title, body


def means(encoder: Encoder, pieces: Pieces, texts: Sequence[str]) -> Vectors:
    """For each text, the mean of its pieces' states after each layer: texts × (layers · width)."""
    words = [[token.text for token in tokens(text)] for text in texts]
    windows = [
        (number, window)
        for number, known in enumerate(words)
        for window in pack([range(len(known))], pieces.of(known))
    ]
    sums: dict[int, NDArray[np.float64]] = {}
    for batch in batches(windows, lambda each: len(each[1].ids), BATCH):
        for (number, window), total in zip(
            batch, _sums(encoder, [window for _, window in batch]), strict=True
        ):
            sums[number] = sums.get(number, 0) + np.append(total, len(window.ids))
    return np.array([sums[number][:-1] / sums[number][-1] for number in range(len(texts))], dtype=np.float32)


def _sums(encoder: Encoder, windows: Sequence[Window]) -> Vectors:
    """Windows × (layers · width)."""
    ids, mask, _ = tensors(windows)
    found = []
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = encoder.normal(encoder.table(ids) + encoder.positions[: ids.shape[1]])
        for layer in encoder.layers:
            hidden = layer(hidden, mask[:, None, None, :])
            found.append((hidden.float() * mask[:, :, None]).sum(dim=1))
    total: Vectors = torch.cat(found, dim=1).numpy()
    return total


def _crosswise(states: Vectors, goal: Vectors, measured: int) -> Vectors:
    """The first `measured` texts, each half mapped as the other half and all further texts foretell it."""
    states = (states - states.mean(axis=0)) / states.std(axis=0)
    out = np.empty((measured, goal.shape[1]), np.float32)
    for half in range(2):
        held = np.arange(len(states)) % 2 == half
        held[measured:] = False
        known = states[~held].astype(np.float64)
        square = known.T @ known + DRAWN * len(known) * known.shape[1] * np.eye(known.shape[1])
        middle = goal[~held].mean(axis=0)
        found = middle + states[held] @ np.linalg.solve(square, known.T @ (goal[~held] - middle))
        out[held[:measured]] = found / np.linalg.norm(found, axis=1, keepdims=True)
    return out


def _found(name: str, queries: Vectors, passages: Vectors) -> None:
    scores = queries @ passages.T
    ranks = 1 + (scores > scores.diagonal()[:, None]).sum(axis=1)
    print(
        f"{name}: recall@1 {np.mean(ranks == 1):.3f}, @10 {np.mean(ranks <= 10):.3f}, "
        f"MRR {np.mean(1 / ranks):.3f}"
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
