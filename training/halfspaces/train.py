"""Train the half-space restorer.

    python -m training.halfspaces.train DATA WHEELS [--with-dev] [-o FILE]

DATA holds the corpora (`perdt`, `seraji`, `fars`, `sports`), WHEELS the wheels of hazm and shekar from PyPI
(`pip download --no-deps hazm shekar -d WHEELS`). Writes `src/dabir/script/files/halfspaces.npz` unless told
otherwise. Without `--with-dev` the development sentences are kept out and scored: so choices are made; the
model that is shipped learns from them too. Takes three minutes and 3 GB on two cores.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from dabir.script.counts import Counts
from dabir.script.gaps import LETTERS
from dabir.script.judge import Judge
from dabir.script.letters import fold
from dabir.script.networks import Network
from training.halfspaces.collect import Collection, counts_of, listed, verb_rows
from training.halfspaces.decide import decisions, whole_words
from training.halfspaces.examples import Examples, between, folds, inside, met_words
from training.halfspaces.texts import Texts, conllu_texts, load, word_lists

FOLDS = 5
MEMBERS = 5
EPOCHS, BATCH, RATE, DECAY = 12, 512, 2e-3, 0.1
AVERAGE = 0.995  # of the weights over the steps
FIRST, SECOND, LETTER = 128, 64, 8
DROPOUT, DROPOUT_SEEN = 0.25, 0.15  # of the hidden layers, and of what is seen
LENIENT = 0.5  # added to the log-odds between words: F1 over the folds is best so
PLACES = 14
SHIPPED = Path(__file__).parents[2] / "src/dabir/script/files/halfspaces.npz"


class Member(nn.Module):
    """One network; see `dabir.script.networks.Network`."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.letters = nn.ModuleList(nn.Embedding(len(LETTERS) + 1, LETTER) for _ in range(PLACES))
        self.first = nn.Linear(features + PLACES * LETTER, FIRST)
        self.second = nn.Linear(FIRST, SECOND)
        self.last = nn.Linear(SECOND, 1)

    def forward(self, numbers: torch.Tensor, around: torch.Tensor) -> torch.Tensor:
        """Log-odds of half-spaces; shape (gaps,)."""
        near = [table(around[:, place]) for place, table in enumerate(self.letters)]
        seen = functional.dropout(torch.cat([numbers, *near], 1), DROPOUT_SEEN, self.training)
        for layer in (self.first, self.second):
            seen = functional.dropout(functional.relu(layer(seen)), DROPOUT, self.training)
        answer: torch.Tensor = self.last(seen).squeeze(1)
        return answer


def trained(examples: Examples, seed: int) -> Member:
    """A network trained on examples: cross-entropy, AdamW with a falling rate, its weights averaged over the steps."""
    torch.manual_seed(seed)
    numbers = torch.from_numpy(examples.numbers)
    around = torch.from_numpy(examples.around.astype(np.int64))
    answers = torch.from_numpy(examples.answers.astype(np.float32))
    member = Member(numbers.shape[1])
    average = {name: value.clone() for name, value in member.state_dict().items()}
    optimizer = torch.optim.AdamW(member.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(answers) // BATCH)
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.02, 1 - step / steps))
    for _ in range(EPOCHS):
        for chosen in torch.randperm(len(answers)).split(BATCH):
            odds = member(numbers[chosen], around[chosen])
            loss = functional.binary_cross_entropy_with_logits(odds, answers[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            rate.step()
            for name, value in member.state_dict().items():
                average[name].lerp_(value, 1 - AVERAGE)
    member.load_state_dict(average)
    return member.eval()


def packed(members: Sequence[Member], lenient: float) -> dict[str, NDArray[np.float16]]:
    """Several networks as the arrays that `Network.of` takes; `lenient` is added to their answers."""

    def stacked(tensors: Iterable[torch.Tensor]) -> NDArray[np.float16]:
        return np.stack([tensor.detach().numpy() for tensor in tensors]).astype(np.float16)

    features = members[0].first.in_features - PLACES * LETTER
    return {
        "letters": stacked(_letters(member, features) for member in members),
        "first": stacked(member.first.weight[:, :features].T for member in members),
        "second": stacked(member.second.weight.T for member in members),
        "last": stacked(member.last.weight[0] for member in members),
        "b1": stacked(member.first.bias for member in members),
        "b2": stacked(member.second.bias for member in members),
        "b3": stacked(member.last.bias[0] + lenient for member in members),
    }


def _letters(member: Member, features: int) -> torch.Tensor:
    """What every letter at every place adds to the first layer; shape (places, letters, first)."""
    weights = member.first.weight[:, features:].T.reshape(PLACES, LETTER, FIRST)
    tables = [table.weight @ weight for table, weight in zip(member.letters, weights, strict=True)]  # type: ignore[operator]
    return torch.stack(tables)


def examples_of(texts: Texts, press: Collection, lists: Any, verbs: Any) -> tuple[Examples, Examples]:
    """Gaps in words and between them, every sentence seen with the counts of those in the other folds."""
    within, apart = [], []
    for outside, left_out in folds(texts.treebank, FOLDS):
        counts = counts_of(Collection(outside), press, lists, verbs)
        within.append(inside(counts, met_words(left_out, counts)))
        apart.append(between(counts, left_out))
        print(f"fold: {len(within[-1].names)} gaps in words, {len(apart[-1].names)} between them", flush=True)
    return Examples.together(within), Examples.together(apart)


def score(network: Network, examples: Examples) -> str:
    """Precision, recall and F1 of half-spaces."""
    found = network(examples.numbers, examples.around.astype(np.int64)) > 0
    right = int((found & examples.answers).sum())
    precision, recall = right / found.sum(), right / (examples.answers.sum() + examples.lost)
    return f"precision {precision:.4f}, recall {recall:.4f}, F1 {2 * precision * recall / (precision + recall):.4f}"


def report(data: Path, counts: Counts, networks: dict[str, Network]) -> None:
    """Print the networks' figures on the development sentences."""
    for name in ("perdt/fa_perdt", "seraji/fa_seraji"):
        sentences = [fold(text).text for text in conllu_texts(data / f"{name}-ud-dev.conllu")]
        print(f"{name} inside: {score(networks['inside'], inside(counts, met_words(sentences)))}")
        print(f"{name} between: {score(networks['between'], between(counts, sentences))}")


def main() -> None:
    """Train, and write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("wheels", type=Path)
    parser.add_argument("--with-dev", action="store_true")
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED)
    options = parser.parse_args()
    texts = load(options.data, with_dev=options.with_dev)
    press, verbs = Collection(texts.press), verb_rows()
    lists = listed(word_lists(options.wheels), texts.raw)
    for name in whole_words():  # without counts, but with a place for the decision
        lists.setdefault(name, [0] * 6)
    treebank = Collection(texts.treebank)
    counts = counts_of(treebank, press, lists, verbs)
    arrays: dict[str, NDArray[Any]] = {"keys": counts.keys, "columns": counts.columns}
    networks = {}
    for name, gaps in zip(("inside", "between"), examples_of(texts, press, lists, verbs), strict=True):
        layers = packed(
            [trained(gaps, seed) for seed in range(1, MEMBERS + 1)], LENIENT if name == "between" else 0
        )
        arrays |= {f"{name}.{part}": array for part, array in layers.items()}
        networks[name] = Network.of(arrays, name)
    if not options.with_dev:
        report(options.data, counts, networks)
    undecided = Judge(
        counts, np.zeros(0, np.uint16), np.zeros(0, np.uint64), networks["inside"], networks["between"]
    )
    arrays["decisions"], arrays["writings"] = decisions(undecided, treebank, press, lists)
    np.savez_compressed(options.output, **arrays)
    print(f"{options.output}: {options.output.stat().st_size / 2**20:.1f} MiB, {len(counts.keys)} strings")


if __name__ == "__main__":
    main()
