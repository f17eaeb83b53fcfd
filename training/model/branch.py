"""The branch of the reading network that tells what is done: acts, events, their status and their parties.

It goes off before the last layers of a trained `network.Tagger`, as a copy of these layers, and learns alone: what the
network said before it says still.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from dabir.model.labels import DEEDS, PARTY, ROLES, size
from training.model.network import WIDTH, Encoder, Layer

# Numbers by which a word that states a deed and a word that names a party are compared.
PAIRED = 64
DROPOUT = 0.1


class Branch(nn.Module):
    """Layers upon the states of an encoder's earlier ones, a head for each of `DEEDS`, and pairs of words."""

    def __init__(self, layers: int, dropout: float = DROPOUT) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, size(name)) for name in DEEDS})
        self.deeds = nn.Linear(WIDTH, len(ROLES) * PAIRED)
        self.named = nn.Linear(WIDTH, PAIRED)
        # How willingly a word is taken for a party at all, whatever the deed.
        self.parties = nn.Linear(WIDTH, len(ROLES))

    def graft(self, encoder: Encoder) -> None:
        """Begin as an encoder's last layers are."""
        for own, layer in zip(self.layers, encoder.layers[-len(self.layers) :], strict=True):
            own.load_state_dict(layer.state_dict())

    def forward(self, hidden: Tensor, mask: Tensor, words: Tensor) -> dict[str, Tensor]:
        """Scores of words: of every head batch × words × labels, of `PARTY` batch × roles × words × words.

        Args:
            hidden: States of the stem, batch × pieces × width.
            mask: Batch × pieces, true where a piece stands.
            words: Batch × words, the place of each word's first piece.
        """
        for layer in self.layers:
            hidden = layer(hidden, mask[:, None, None, :])
        first = hidden.gather(1, words[:, :, None].expand(-1, -1, WIDTH))
        first = functional.dropout(first, DROPOUT if self.training else 0.0)
        return {**{name: head(first) for name, head in self.heads.items()}, PARTY: self._pairs(first)}

    def _pairs(self, first: Tensor) -> Tensor:
        batch, count, _ = first.shape
        deeds = self.deeds(first).view(batch, count, len(ROLES), PAIRED).transpose(1, 2)
        pairs = deeds @ self.named(first).transpose(1, 2)[:, None]
        return pairs / PAIRED**0.5 + self.parties(first).transpose(1, 2)[:, :, None, :]


def stem(encoder: Encoder, layers: int, ids: Tensor, mask: Tensor) -> Tensor:
    """The states from which a branch of so many layers goes off."""
    hidden = encoder.normal(encoder.table(ids) + encoder.positions[: ids.shape[1]])
    for layer in encoder.layers[:-layers]:
        hidden = layer(hidden, mask[:, None, None, :])
    return hidden


def probabilities(scores: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What scores come to: a share for each label of a head, a probability for each pair."""
    return {
        name: each.float().sigmoid() if name == PARTY else each.float().softmax(-1)
        for name, each in scores.items()
    }


@torch.no_grad()
def initialised(branch: Branch) -> Branch:
    """The same branch, with no word taken for a party until it has learnt."""
    branch.parties.bias.fill_(-3.0)
    return branch
