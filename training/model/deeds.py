"""Teach a branch of a trained reading network what is done: acts, events, their status and their parties.

    python -m training.model.deeds RECIPE.toml SHARED BUILD OUT

The network itself stays as it is, so its states are worked out once; the branch alone learns from them. OUT gets
`branch.safetensors` (the average of the last steps' weights) and `log.jsonl`: the figures on `deeds.learn.jsonl` and every
tenth sheet of tellings, from which only a recipe with `last = true` learns, too.
"""

from __future__ import annotations

import json
import random
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional

from dabir.model.batches import batches
from dabir.model.labels import CLASSES, PARTY, size
from dabir.model.pieces import Pieces
from dabir.model.windows import Window, pack
from training.model.batching import BATCH, tensors
from training.model.branch import Branch, initialised, probabilities, stem
from training.model.counts import Counts
from training.model.damage import damaged
from training.model.losses import hard_loss
from training.model.network import WIDTH, Encoder, Tagger, load_encoder
from training.model.samples import EVERYTHING, Arc, Sample, done, spoken, told
from training.model.sources import acts_joined, deeds_joined, own_texts, peyma_joined

Recipe = Mapping[str, Any]
ANNOTATION = Path(__file__).parents[1] / "annotation"
# One sheet of tellings of so many is measured on.
HELD = 10


@dataclass(slots=True)
class Item:
    """One window: its labels, the parties of its deeds in places of the window, and the states of its pieces."""

    window: Window
    allowed: Mapping[str, list[int]]
    arcs: list[Arc]
    states: Tensor


def main(recipe_path: Path, shared: Path, build: Path, out: Path) -> None:
    """Train one branch."""
    recipe = tomllib.loads(recipe_path.read_text(encoding="utf-8"))
    torch.manual_seed(recipe["seed"])
    chance = random.Random(recipe["seed"])
    out.mkdir(parents=True, exist_ok=True)
    encoder = _trained(recipe, build)
    branch = initialised(Branch(recipe["branch"]))
    branch.graft(encoder)
    states = States(encoder, recipe["branch"], Pieces((build / "tokenizer.json").read_bytes()))
    held, learnt = corpora(recipe, shared)
    trial = list(states.of(held))
    plain = list(states.of(learnt))
    harmed = [list(states.of(damaged(each, chance) for each in learnt)) for _ in range(recipe["harmed"])]
    Run(recipe, branch, [plain, *harmed], trial, out).go(chance)


def _trained(recipe: Recipe, build: Path) -> Encoder:
    """The encoder of the network that the branch goes off from."""
    encoder = load_encoder(build / "encoder.safetensors", recipe["layers"])
    net = Tagger(encoder, {head: size(head) for head in CLASSES})
    net.load_state_dict(load_file(recipe["start"]))
    return net.encoder.eval()


def corpora(recipe: Recipe, shared: Path) -> tuple[list[Sample], list[Sample]]:
    """What a run is measured on, and what it learns from."""
    data = shared / "data"
    held = [done(text, line) for text, line in deeds_joined(ANNOTATION / "deeds.learn.jsonl", data)]
    learnt = [done(text, line) for text, line in deeds_joined(ANNOTATION / "deeds.more.jsonl", data)]
    sheets = peyma_joined(ANNOTATION / "tellings.peyma.jsonl", data)
    invented = own_texts(ANNOTATION / "tellings.invented.jsonl")
    for each in (sheets, invented):
        samples = [told(line) for line in each]
        held += samples[::HELD]
        learnt += [sample for number, sample in enumerate(samples) if number % HELD]
    learnt += [spoken(text, line["acts"]) for text, line in acts_joined(ANNOTATION, shared)]
    return held, learnt + held * bool(recipe.get("last"))


class States:
    """What the trained network makes of windows, worked out once."""

    def __init__(self, encoder: Encoder, branch: int, pieces: Pieces) -> None:
        """Take the network, the layers of the branch, and the vocabulary."""
        self.encoder, self.branch, self.pieces = encoder, branch, pieces

    def of(self, samples: Iterable[Sample]) -> Iterator[Item]:
        """The windows of samples, those of like length together."""
        cut = [
            (window, sample)
            for sample in samples
            for window in pack(sample.paragraphs, self.pieces.of(sample.words))
            if _tells(sample, window)
        ]
        for number, batch in enumerate(batches(cut, lambda each: len(each[0].ids), BATCH)):
            if number % 100 == 99:
                print(f"states of {number + 1} batches", flush=True)
            yield from self._batch(batch)

    @torch.no_grad()
    def _batch(self, batch: Sequence[tuple[Window, Sample]]) -> Iterator[Item]:
        ids, mask, _ = tensors([window for window, _ in batch])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = stem(self.encoder, self.branch, ids, mask).to(torch.bfloat16)
        for row, (window, sample) in enumerate(batch):
            allowed = {head: [bits[n] for n in window.words] for head, bits in sample.allowed.items()}
            yield Item(
                window, allowed, list(_within(sample.arcs, window)), hidden[row, : len(window.ids)].clone()
            )


def _tells(sample: Sample, window: Window) -> bool:
    """Whether anything is known of a window's words."""
    return "event" in sample.allowed or any(
        sample.allowed["act"][word] != EVERYTHING["act"] for word in window.words
    )


def _within(arcs: Sequence[Arc], window: Window) -> Iterator[Arc]:
    """Arcs in places of a window, if the whole sentence lies in it."""
    places = {word: place for place, word in enumerate(window.words)}
    for arc in arcs:
        if arc.scope.start in places and arc.scope.stop - 1 in places:
            scope = range(places[arc.scope.start], places[arc.scope.stop - 1] + 1)
            yield Arc(places[arc.trigger], arc.role, scope, frozenset(places[n] for n in arc.words))


class Run:
    """One run over windows."""

    def __init__(
        self, recipe: Recipe, branch: Branch, variants: Sequence[list[Item]], trial: Sequence[Item], out: Path
    ) -> None:
        """Take the windows to learn from, as they are and harmed, and those to be measured on."""
        self.recipe, self.branch, self.variants, self.trial, self.out = recipe, branch, variants, trial, out
        heads = [each for name, each in branch.named_parameters() if not name.startswith("layers.")]
        self.optimizer = torch.optim.AdamW(
            [
                {"params": heads, "rate": recipe["head_rate"], "lr": 0.0},
                {"params": branch.layers.parameters(), "rate": recipe["rate"], "lr": 0.0},
            ],
            weight_decay=recipe["decay"],
            fused=True,
        )
        self.averaged = {name: value.clone() for name, value in branch.state_dict().items()}

    def go(self, chance: random.Random) -> None:
        """All epochs; the figures after each."""
        began, step = time.monotonic(), 0
        epochs = [self._epoch(number, chance) for number in range(self.recipe["epochs"])]
        total = sum(map(len, epochs))
        with (self.out / "log.jsonl").open("w", encoding="utf-8") as log:
            for number, epoch in enumerate(epochs, 1):
                losses: dict[str, float] = {}
                for batch in epoch:
                    step += 1
                    self._step(step, total, batch, losses)
                line = {
                    "epoch": number,
                    "minutes": round((time.monotonic() - began) / 60, 1),
                    "losses": {name: round(value / len(epoch), 3) for name, value in losses.items()},
                    **self._figures(),
                }
                log.write(json.dumps(line) + "\n")
                log.flush()
                print(json.dumps(line), flush=True)

    def _epoch(self, number: int, chance: random.Random) -> list[list[Item]]:
        """All windows once, each as one of its variants."""
        source = (
            self.variants[0] if number % 2 == 0 else self.variants[1 + number // 2 % (len(self.variants) - 1)]
        )
        shuffled = chance.sample(source, len(source))
        out = list(batches(shuffled, lambda item: len(item.window.ids), BATCH))
        chance.shuffle(out)
        return out

    def _step(self, step: int, total: int, batch: Sequence[Item], losses: dict[str, float]) -> None:
        warm, past = self.recipe["warm_up"], step / total
        scale = past / warm if past < warm else (1 - past) / (1 - warm)
        for group in self.optimizer.param_groups:
            group["lr"] = group["rate"] * max(scale, 0.01)
        self.branch.train()
        scores = self._scores(batch)
        count = sum(len(item.window.words) for item in batch)
        loss = torch.zeros(())
        for head, logits in scores.items():
            part = (
                arcs_loss(logits, [item.arcs for item in batch])
                if head == PARTY
                else hard_loss(head, logits, [item.allowed for item in batch])
            ) * (self.recipe["weights"][head] / count)
            losses[head] = losses.get(head, 0.0) + float(part.detach())
            loss = loss + part
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.branch.parameters(), 1.0)
        self.optimizer.step()
        keep = min(self.recipe["average"], step / (step + 10))
        for name, value in self.branch.named_parameters():
            self.averaged[name].lerp_(value.detach(), 1 - keep)

    def _scores(self, batch: Sequence[Item]) -> dict[str, Tensor]:
        ids, mask, words = tensors([item.window for item in batch])
        hidden = torch.zeros((*ids.shape, WIDTH), dtype=torch.bfloat16)
        for row, item in enumerate(batch):
            hidden[row, : len(item.states)] = item.states
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return self.branch(hidden, mask, words)

    @torch.no_grad()
    def _figures(self) -> dict[str, float]:
        """Keep the average of the weights, and measure it."""
        save_file(self.averaged, self.out / "branch.safetensors")
        current = {name: value.clone() for name, value in self.branch.state_dict().items()}
        self.branch.load_state_dict(self.averaged)
        self.branch.eval()
        counts = Counts()
        for item in self.trial:
            said = {name: each[0].numpy() for name, each in probabilities(self._scores([item])).items()}
            counts.add(item.allowed, item.arcs, said)
        self.branch.load_state_dict(current)
        return counts.figures()


def arcs_loss(logits: Tensor, batch: Sequence[Sequence[Arc]]) -> Tensor:
    """Binary cross-entropy over the words of the sentences of deeds.

    Args:
        logits: Batch × roles × words × words.
        batch: For each window the parties that are known.
    """
    total = torch.zeros(())
    for row, arcs in enumerate(batch):
        for arc in arcs:
            own = logits[row, arc.role, arc.trigger, arc.scope.start : arc.scope.stop].float()
            wanted = torch.tensor([float(n in arc.words) for n in arc.scope])
            total = total + functional.binary_cross_entropy_with_logits(own, wanted, reduction="sum")
    return total


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
