"""The network in PyTorch: a BERT encoder cut to some of its layers, with one linear head for each layer of labels."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from dabir.model.labels import PARTY, ROLES

WIDTH, INNER, ATTENTION_HEADS, POSITIONS = 384, 1536, 12, 512
# Numbers by which a word that states a deed and a word that names a party are compared.
PAIRED = 64
EPSILON = 1e-12


class Layer(nn.Module):
    """One transformer layer, normalised behind each half (post-norm), as BERT has it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.joined = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.attended, self.finished = (nn.LayerNorm(WIDTH, eps=EPSILON) for _ in range(2))
        self.dropout = dropout

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """`hidden`: batch × pieces × width; `mask`: batch × 1 × 1 × pieces, true where a piece stands."""
        batch, length, _ = hidden.shape
        shape = (batch, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = (
            part(hidden).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        # No dropout within the attention: it would leave the fused kernel, and costs a third of the time.
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        lost = self.dropout if self.training else 0.0
        mixed = self.joined(mixed.transpose(1, 2).reshape(batch, length, WIDTH))
        hidden = self.attended(hidden + functional.dropout(mixed, lost))
        inner = self.down(functional.gelu(self.up(hidden)))
        return self.finished(hidden + functional.dropout(inner, lost))


class Encoder(nn.Module):
    """Pieces to hidden states."""

    def __init__(self, pieces: int, layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.table = nn.Embedding(pieces, WIDTH)
        self.positions = nn.Parameter(torch.zeros(POSITIONS, WIDTH))
        self.normal = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = dropout

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """`ids`: batch × pieces; `mask`: the same, true where a piece stands; out: batch × pieces × width."""
        hidden = self.normal(self.table(ids) + self.positions[: ids.shape[1]])
        hidden = functional.dropout(hidden, self.dropout if self.training else 0.0)
        for layer in self.layers:
            hidden = layer(hidden, mask[:, None, None, :])
        return hidden


class Pairs(nn.Module):
    """Pairs of words: how far the one names who has a role in what the other states (a biaffine map, as parsers have it).

    After T. Dozat and C. Manning: Deep Biaffine Attention for Neural Dependency Parsing, ICLR 2017.
    """

    def __init__(self) -> None:
        super().__init__()
        self.deeds = nn.Linear(WIDTH, len(ROLES) * PAIRED)
        self.named = nn.Linear(WIDTH, PAIRED)
        # How willingly a word is taken for a party at all, whatever the deed; at first none is.
        self.parties = nn.Linear(WIDTH, len(ROLES))
        nn.init.constant_(self.parties.bias, -3.0)

    def forward(self, first: Tensor) -> Tensor:
        """`first`: the states of words, batch × words × width; out: batch × roles × words × words."""
        batch, count, _ = first.shape
        deeds = self.deeds(first).view(batch, count, len(ROLES), PAIRED).transpose(1, 2)
        pairs = deeds @ self.named(first).transpose(1, 2)[:, None]
        return pairs / PAIRED**0.5 + self.parties(first).transpose(1, 2)[:, :, None, :]


class Tagger(nn.Module):
    """An encoder with heads: for each word, read at its first piece, a score for every label of every head.

    With `paired` every two words have a score, too, under the name `PARTY`.
    """

    def __init__(self, encoder: Encoder, heads: Mapping[str, int], *, paired: bool = False) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in heads.items()})
        self.pairs = Pairs() if paired else None

    def forward(self, ids: Tensor, mask: Tensor, words: Tensor) -> dict[str, Tensor]:
        """`words`: batch × words, the place of each word's first piece; out: batch × words × labels a head."""
        hidden = self.encoder(ids, mask)
        first = hidden.gather(1, words[:, :, None].expand(-1, -1, WIDTH))
        first = functional.dropout(first, 0.1 if self.training else 0.0)
        scores = {name: head(first) for name, head in self.heads.items()}
        return scores if self.pairs is None else {**scores, PARTY: self.pairs(first)}


_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "joined": "attention.output.dense",
    "attended": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "finished": "output.LayerNorm",
}


def load_encoder(path: Path, layers: int) -> Encoder:
    """The first layers of an encoder that is kept under the names of transformers' `BertModel`."""
    raw = load_file(path)
    table = raw["embeddings.word_embeddings.weight"]
    encoder = Encoder(len(table), layers)
    state = {
        "table.weight": table,
        "positions": raw["embeddings.position_embeddings.weight"]
        + raw["embeddings.token_type_embeddings.weight"][0],
        "normal.weight": raw["embeddings.LayerNorm.weight"],
        "normal.bias": raw["embeddings.LayerNorm.bias"],
    }
    for number in range(layers):
        for ours, theirs in _PARTS.items():
            for kind in ("weight", "bias"):
                state[f"layers.{number}.{ours}.{kind}"] = raw[f"encoder.layer.{number}.{theirs}.{kind}"]
    encoder.load_state_dict(state)
    return encoder
