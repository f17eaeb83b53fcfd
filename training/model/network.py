"""The network in PyTorch: a BERT encoder cut to some of its layers, with one linear head for each layer of labels."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, INNER, ATTENTION_HEADS, POSITIONS = 384, 1536, 12, 512
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


class Tagger(nn.Module):
    """An encoder with heads: for each word, read at its first piece, a score for every label of every head."""

    def __init__(self, encoder: Encoder, heads: Mapping[str, int]) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in heads.items()})

    def forward(self, ids: Tensor, mask: Tensor, words: Tensor) -> dict[str, Tensor]:
        """`words`: batch × words, the place of each word's first piece; out: batch × words × labels a head."""
        hidden = self.encoder(ids, mask)
        first = hidden.gather(1, words[:, :, None].expand(-1, -1, WIDTH))
        first = functional.dropout(first, 0.1 if self.training else 0.0)
        return {name: head(first) for name, head in self.heads.items()}


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
