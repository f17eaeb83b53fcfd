"""Fine-tune the encoder into the reading model.

    python -m training.model.train RECIPE.toml SHARED BUILD OUT

BUILD holds the cut vocabulary and weights (`training.model.vocabulary`). OUT gets `tagger.safetensors`, `log.jsonl`
(the learning curve) and `checkpoint.safetensors`, from which a run that was stopped goes on.
"""

from __future__ import annotations

import json
import math
import random
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from dabir.model.labels import CLASSES, size
from dabir.model.pieces import PAD, Pieces
from dabir.model.windows import Window, pack
from training.model import measure
from training.model.damage import damaged
from training.model.network import Kept, Tagger, load_encoder
from training.model.samples import EVERYTHING, PARSTWINER, PEYMA, Sample, groups, named, reported
from training.model.sources import annotated_reports, tagged_sentences

# Padded pieces in a batch.
BATCH = 2048


@dataclass(slots=True)
class Item:
    """One window and the labels allowed for its words."""

    window: Window
    allowed: dict[str, list[int]]


def pools(shared: Path, more: Sequence[str]) -> dict[str, list[Sample]]:
    """The training samples by corpus; `more` are further annotated sets, as pairs of file names joined by a colon."""
    data, gold = shared / "data", shared / "gold"
    test = {sentence.tokens for sentence in tagged_sentences(data / "peyma/test.txt", "|")}
    peyma = [s for s in tagged_sentences(data / "peyma/train.txt", "|") if s.tokens not in test]
    parstwiner = list(tagged_sentences(data / "parstwiner/train.txt", "\t"))
    sets = [(gold / "train.jsonl", gold / "train.texts.jsonl")]
    sets += [(Path(pair.split(":")[0]), Path(pair.split(":")[1])) for pair in more]
    return {
        "peyma": [named([sentence], PEYMA) for sentence in peyma],
        "parstwiner": [named(group, PARSTWINER) for group in groups(parstwiner, repeat(4))],
        "gold": [reported(each) for pair in sets for each in annotated_reports(*pair)],
    }


def items(samples: Sequence[Sample], pieces: Pieces, chance: random.Random, harm: float) -> Iterator[Item]:
    """One pass over samples, some damaged, cut into windows of varying length."""
    for sample in samples:
        seen = damaged(sample, chance) if chance.random() < harm else sample
        limit = chance.randint(160, 256)
        for window in pack(seen.paragraphs, pieces.of(seen.words), limit=limit):
            yield Item(window, {head: [bits[n] for n in window.words] for head, bits in seen.allowed.items()})


def merged(sentences: Sequence[Sample], chance: random.Random) -> Iterator[Sample]:
    """Sentences that follow one another, one to four as one paragraph."""
    at = 0
    while at < len(sentences):
        group = sentences[at : at + chance.choice((1, 1, 2, 3, 4))]
        at += len(group)
        words = [word for each in group for word in each.words]
        yield Sample(
            words, [range(len(words))], {"names": [b for each in group for b in each.allowed["names"]]}
        )


def batches(chosen: list[Item], chance: random.Random) -> list[list[Item]]:
    """Items of like length together, in random order."""
    chosen.sort(key=lambda item: len(item.window.ids) + chance.random() * 8)
    out: list[list[Item]] = [[]]
    for item in chosen:
        if out[-1] and (len(out[-1]) + 1) * len(item.window.ids) > BATCH:
            out.append([])
        out[-1].append(item)
    chance.shuffle(out)
    return out


def tensors(batch: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, their mask, and the places of words, padded."""
    length = max(len(window.ids) for window in batch)
    count = max(len(window.words) for window in batch)
    ids = torch.full((len(batch), length), PAD)
    words = torch.zeros((len(batch), count), dtype=torch.long)
    for row, window in enumerate(batch):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        words[row, : len(window.words)] = torch.tensor(window.firsts)
    return ids, ids != PAD, words


def loss_of(scores: Mapping[str, Tensor], batch: Sequence[Item], weights: Mapping[str, float]) -> Tensor:
    """Minus the log of the mass on allowed labels, summed over heads, a word."""
    total = torch.zeros(())
    count = sum(len(item.window.words) for item in batch)
    for head, logits in scores.items():
        rows = [item.allowed.get(head) for item in batch]
        places = [
            (row, column, bits)
            for row, allowed in enumerate(rows)
            if allowed
            for column, bits in enumerate(allowed)
            if bits != EVERYTHING[head]
        ]
        if not places:
            continue
        row, column, bits = map(torch.tensor, zip(*places, strict=True))
        chosen = logits[row, column].float().log_softmax(-1)
        open_ = (bits[:, None] >> torch.arange(size(head))) & 1
        mass = chosen.masked_fill(open_ == 0, -math.inf).logsumexp(-1)
        total = total - weights.get(head, 1.0) * mass.sum() / count
    return total


def groups_of(net: Tagger, recipe: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Parameters with their rates: lower layers learn more slowly, new heads faster."""
    layers = len(net.encoder.layers)
    out = [{"params": list(net.heads.parameters()), "rate": recipe["head_rate"]}]
    for number, layer in enumerate(net.encoder.layers):
        rate = recipe["rate"] * recipe["layer_decay"] ** (layers - 1 - number)
        out.append({"params": list(layer.parameters()), "rate": rate})
    lowest = [net.encoder.positions, *net.encoder.normal.parameters()]
    out.append({"params": lowest, "rate": recipe["rate"] * recipe["layer_decay"] ** layers})
    return [{**group, "lr": group["rate"]} for group in out]


def schedule(
    recipe: Mapping[str, Any], samples: Mapping[str, list[Sample]], pieces: Pieces
) -> list[list[Item]]:
    """All batches of a run in order: passes over each corpus, spread evenly."""
    chance = random.Random(recipe["seed"])
    rounds: int = recipe["rounds"]
    out: list[list[Item]] = []
    for number in range(rounds):
        chosen: list[Item] = []
        for corpus, passes in recipe["passes"].items():
            known = samples[corpus]
            share = passes / rounds
            times = int(share * (number + 1) + 1e-9) - int(share * number + 1e-9)
            part = share - int(share) if share < 1 else 0
            for _ in range(times if share >= 1 else 1):
                taken = known
                if share < 1:  # a stretch of the corpus, the next one in the next round
                    low = int(len(known) * (part * number % 1.0))
                    taken = (known + known)[low : low + int(len(known) * part)]
                if corpus == "peyma":
                    taken = list(merged(taken, chance))
                chosen += items(taken, pieces, chance, recipe["damage"][corpus])
        out += batches(chosen, chance)
    return out


def started(trained: Mapping[str, Tensor], layers: int) -> dict[str, Tensor]:
    """A trained tagger's weights for one of as many layers or fewer, which are taken at even distances."""
    numbers = {int(name.split(".")[2]) for name in trained if name.startswith("encoder.layers.")}
    places = {kept: place for place, kept in enumerate(Kept.spread(layers, len(numbers)).layers)}
    out = {}
    for name, value in trained.items():
        if name.startswith("encoder.layers."):
            _, _, number, rest = name.split(".", 3)
            if int(number) not in places:
                continue
            name = f"encoder.layers.{places[int(number)]}.{rest}"
        out[name] = value
    return out


def main(recipe_path: Path, shared: Path, build: Path, out: Path) -> None:
    """Train one model."""
    recipe = tomllib.loads(recipe_path.read_text(encoding="utf-8"))
    torch.manual_seed(recipe["seed"])
    out.mkdir(parents=True, exist_ok=True)
    pieces = Pieces((build / "tokenizer.json").read_bytes())
    encoder = load_encoder(build / "encoder.safetensors", Kept.spread(recipe["layers"]))
    net = Tagger(encoder, {head: size(head) for head in CLASSES})
    if recipe.get("start"):
        net.load_state_dict(started(load_file(recipe["start"]), recipe["layers"]), strict=False)
    samples = pools(shared, recipe.get("more", []))
    plan = schedule(recipe, samples, pieces)
    optimizer = torch.optim.AdamW(groups_of(net, recipe), weight_decay=0.01, fused=True)
    averaged = {name: value.clone() for name, value in net.state_dict().items()}
    held = measure.held_out(shared, pieces)
    print(f"{len(plan)} batches", flush=True)
    began, seen, running = time.monotonic(), 0, 0.0
    with (out / "log.jsonl").open("w", encoding="utf-8") as log:
        for step, batch in enumerate(plan, 1):
            warm, done = recipe["warm_up"], step / len(plan)
            scale = done / warm if done < warm else (1 - done) / (1 - warm)
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * max(scale, 0.01)
            net.train()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = net(*tensors([item.window for item in batch]))
            loss = loss_of(scores, batch, recipe.get("weights", {}))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            keep = min(recipe["average"], step / (step + 10))
            for name, value in net.state_dict().items():
                if value.is_floating_point() and "table" not in name:
                    averaged[name].lerp_(value, 1 - keep)
            seen += sum(len(item.window.ids) for item in batch)
            running += (float(loss.detach()) - running) * max(0.02, 1 / step)
            if step % recipe["every"] == 0 or step == len(plan):
                used = {name: value for name, value in averaged.items() if "table" not in name}
                save_file(used, out / "tagger.safetensors")
                current = {name: value.clone() for name, value in net.state_dict().items()}
                net.load_state_dict(averaged)
                figures = measure.figures(net, held)
                net.load_state_dict(current)
                line = {
                    "step": step, "of": len(plan), "pieces": seen, "loss": round(running, 4),
                    "minutes": round((time.monotonic() - began) / 60, 1), **figures,
                }  # fmt: skip
                log.write(json.dumps(line) + "\n")
                log.flush()
                print(line, flush=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
