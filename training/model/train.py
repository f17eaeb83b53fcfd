"""Fine-tune the encoder into the reading model.

    python -m training.model.train RECIPE.toml SHARED BUILD OUT

BUILD holds the cut vocabulary and weights (`training.model.vocabulary`). OUT gets `tagger.safetensors` (the average of
the last steps' weights), `log.jsonl` (the learning curve) and `checkpoint.safetensors`, from which the same command
goes on after a stop.
"""

from __future__ import annotations

import json
import random
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from dabir.model.labels import CLASSES, DEEDS, size
from dabir.model.pieces import Pieces
from dabir.model.tagger import Tagger as Reader
from training.model import checkpoint, corpora, measure
from training.model.batching import Item, batches, items, merged, tensors
from training.model.losses import loss_of
from training.model.network import Tagger, load_encoder
from training.model.samples import Sample
from training.model.swaps import Words, names_of, swapped
from training.model.trained import TorchNetwork

Recipe = Mapping[str, Any]


def main(recipe_path: Path, shared: Path, build: Path, out: Path) -> None:
    """Train one model."""
    recipe = tomllib.loads(recipe_path.read_text(encoding="utf-8"))
    torch.manual_seed(recipe["seed"])
    out.mkdir(parents=True, exist_ok=True)
    pieces = Pieces((build / "tokenizer.json").read_bytes())
    encoder = load_encoder(build / "encoder.safetensors", recipe["layers"])
    heads = (*CLASSES, *DEEDS) if "deeds" in recipe["passes"] else (*CLASSES,)
    net = Tagger(encoder, {head: size(head) for head in heads}, paired="deeds" in recipe["passes"])
    if "start" in recipe:
        take_over(net, started(load_file(recipe["start"]), recipe["layers"]))
    plan = schedule(recipe, corpora.load(recipe, shared, build), pieces)
    Run(recipe, net, plan, pieces, measure.held_out(shared), out).go()


class Run:
    """One run over a plan of batches."""

    def __init__(
        self,
        recipe: Recipe,
        net: Tagger,
        plan: Sequence[Sequence[Item]],
        pieces: Pieces,
        held: Mapping[str, measure.Held],
        out: Path,
    ) -> None:
        """Take up the run where a checkpoint in `out` left it."""
        self.recipe, self.net, self.plan, self.held, self.out = recipe, net, plan, held, out
        self.tagger = Reader(pieces, TorchNetwork(net))
        self.optimizer = torch.optim.AdamW(groups_of(net, recipe), weight_decay=0.01, fused=True)
        self.averaged = {name: value.clone() for name, value in net.state_dict().items()}
        self.done = checkpoint.resume(out, net, self.averaged, self.optimizer)
        self.running, self.seconds = 0.0, time.monotonic()

    def go(self) -> None:
        """All steps that are left; the figures of the held-out text every so often."""
        print(f"{len(self.plan)} batches, {self.done} of them behind", flush=True)
        with (self.out / "log.jsonl").open("a" if self.done else "w", encoding="utf-8") as log:
            for step in range(self.done + 1, len(self.plan) + 1):
                self._step(step, self.plan[step - 1])
                if step % self.recipe["every"] == 0 or step == len(self.plan):
                    line = json.dumps(self._figures(step))
                    log.write(line + "\n")
                    log.flush()
                    print(line, flush=True)

    def _step(self, step: int, batch: Sequence[Item]) -> None:
        recipe = self.recipe
        warm, done = recipe["warm_up"], step / len(self.plan)
        scale = done / warm if done < warm else (1 - done) / (1 - warm)
        for group in self.optimizer.param_groups:
            group["lr"] = group["rate"] * max(scale, 0.01)
        self.net.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.net(*tensors([item.window for item in batch]))
        loss = loss_of(scores, batch, recipe.get("weights", {}), recipe.get("taught", 0.0))
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        keep = min(recipe["average"], step / (step + 10))
        for name, value in self.net.named_parameters():
            self.averaged[name].lerp_(value.detach(), 1 - keep)
        self.running += (float(loss.detach()) - self.running) * max(0.02, 1 / step)

    def _figures(self, step: int) -> dict[str, float]:
        """Keep the run, and measure the average of its weights."""
        save_file(self.averaged, self.out / "tagger.safetensors")
        checkpoint.save(self.out, step, self.net, self.averaged, self.optimizer)
        current = {name: value.clone() for name, value in self.net.state_dict().items()}
        self.net.load_state_dict(self.averaged)
        figures = measure.figures(self.tagger, self.held)
        self.net.load_state_dict(current)
        pieces = sum(len(item.window.ids) for batch in self.plan[:step] for item in batch)
        minutes = round((time.monotonic() - self.seconds) / 60, 1)
        return {
            "step": step, "of": len(self.plan), "pieces": pieces, "minutes": minutes,
            "loss": round(self.running, 4), **figures,
        }  # fmt: skip


def take_over(net: Tagger, trained: Mapping[str, Tensor]) -> None:
    """Give a tagger a trained one's weights; heads of deeds that the trained one lacks begin as they are.

    Raises:
        ValueError: The two do not fit.
    """
    found = net.load_state_dict(dict(trained), strict=False)
    new = [f"heads.{head}." for head in DEEDS] + ["pairs."]
    unknown = [name for name in found.missing_keys if not name.startswith(tuple(new))]
    if found.unexpected_keys or unknown:
        raise ValueError(f"the model to start from does not fit: {[*found.unexpected_keys, *unknown][:3]}")


def started(trained: Mapping[str, Tensor], layers: int) -> dict[str, Tensor]:
    """A trained tagger's weights for one of as many layers or fewer, which are its first."""
    return {
        name: value
        for name, value in trained.items()
        if not name.startswith("encoder.layers.") or int(name.split(".")[2]) < layers
    }


def groups_of(net: Tagger, recipe: Recipe) -> list[dict[str, Any]]:
    """Parameters with their rates: lower layers learn more slowly, new heads faster."""
    layers = len(net.encoder.layers)
    above = [net.heads, *([] if net.pairs is None else [net.pairs])]
    known = [each for part in above for each in part.parameters()]
    out = [{"params": known, "rate": recipe["head_rate"]}]
    for number, layer in enumerate(net.encoder.layers):
        rate = recipe["rate"] * recipe["layer_decay"] ** (layers - 1 - number)
        out.append({"params": list(layer.parameters()), "rate": rate})
    lowest = [net.encoder.table.weight, net.encoder.positions, *net.encoder.normal.parameters()]
    out.append({"params": lowest, "rate": recipe["rate"] * recipe["layer_decay"] ** layers})
    return [{**group, "lr": group["rate"]} for group in out]


def schedule(recipe: Recipe, samples: Mapping[str, list[Sample]], pieces: Pieces) -> list[list[Item]]:
    """All batches of a run in order: the passes over each corpus, spread evenly over the rounds."""
    chance = random.Random(recipe["seed"])
    names = names_of(samples.get("peyma", ()))
    out: list[list[Item]] = []
    for number in range(recipe["rounds"]):
        chosen: list[Item] = []
        for corpus, passes in recipe["passes"].items():
            for part in _parts(samples[corpus], number, passes, recipe["rounds"]):
                taken = (
                    list(merged(_varied(part, recipe, names, chance), chance)) if corpus == "peyma" else part
                )
                chosen += items(taken, pieces, chance, recipe["damage"][corpus])
        out += batches(chosen, chance)
    return out


def _varied(
    part: Sequence[Sample], recipe: Recipe, names: Mapping[str, Sequence[Words]], chance: random.Random
) -> list[Sample]:
    """Sentences, of which the recipe's share `swaps` gets other names."""
    share = recipe.get("swaps", 0.0)
    return [swapped(each, names, chance) if share and chance.random() < share else each for each in part]


def _parts(known: list[Sample], number: int, passes: float, rounds: int) -> Iterator[list[Sample]]:
    """What of a corpus belongs to a round, so that all rounds together pass over it so many times."""
    low, high = (round(len(known) * passes * place / rounds) for place in (number, number + 1))
    while low < high:
        first = low % len(known)
        part = known[first : first + high - low]
        yield part
        low += len(part)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
