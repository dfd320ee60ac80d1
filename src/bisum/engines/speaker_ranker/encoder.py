"""The layers of the encoder: BERT's (attention, then two products; the norm after each sum)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bisum.engines.speaker_ranker.packed import PackedEncoder

# Of each layer in the file: name here, name there, whether it widens, whether it narrows.
_PRODUCTS: Final = {
    "query": "q",
    "key": "k",
    "value": "v",
    "out": "ao",
    "wide": "fi",
    "narrow": "fo",
}


class Layer(nn.Module):
    """One layer: (texts, tokens, size) to the same shape."""

    def __init__(self, size: int, inner: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self._heads = heads
        self.query = nn.Linear(size, size)
        self.key = nn.Linear(size, size)
        self.value = nn.Linear(size, size)
        self.out = nn.Linear(size, size)
        self.wide = nn.Linear(size, inner)
        self.narrow = nn.Linear(inner, size)
        self.norm = nn.LayerNorm(size, eps=epsilon)
        self.last_norm = nn.LayerNorm(size, eps=epsilon)

    def forward(self, x: Tensor, seen: Tensor, drop: float = 0.0) -> Tensor:
        """Apply it.

        Args:
            x: Shape (texts, tokens, size).
            seen: Shape (texts, 1, 1, tokens): False for padding.
            drop: Share of numbers dropped while it learns.
        """
        n_texts, n_tokens, size = x.shape
        split = (n_texts, n_tokens, self._heads, size // self._heads)
        query, key, value = (
            part(x).view(split).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        looked = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        looked = self.out(looked.transpose(1, 2).reshape(x.shape))
        x = self.norm(x + functional.dropout(looked, drop, self.training))
        thought = self.narrow(functional.gelu(self.wide(x)))
        made: Tensor = self.last_norm(x + functional.dropout(thought, drop, self.training))
        return made

    def load(self, packed: PackedEncoder, number: int) -> None:
        """Take the weights of a layer of the file."""
        with torch.no_grad():
            for name, there in _PRODUCTS.items():
                product: nn.Linear = getattr(self, name)
                product.weight.copy_(
                    torch.from_numpy(packed.matrix(f"l{number}.{there}.w", product.in_features))
                )
                product.bias.copy_(torch.from_numpy(packed.numbers(f"l{number}.{there}.b")))
            for norm, there in ((self.norm, "aln"), (self.last_norm, "oln")):
                norm.weight.copy_(torch.from_numpy(packed.numbers(f"l{number}.{there}.w")))
                norm.bias.copy_(torch.from_numpy(packed.numbers(f"l{number}.{there}.b")))


def new_layer(packed: PackedEncoder, number: int) -> Layer:
    """Give a layer of the file."""
    layer = Layer(packed.size, packed.inner, packed.heads, packed.epsilon)
    layer.load(packed, number)
    return layer


class Bottom(nn.Module):
    """The embedding and the first layers of the encoder, as they are."""

    def __init__(self, packed: PackedEncoder, n_layers: int) -> None:
        super().__init__()
        self._packed = packed
        places = torch.from_numpy(packed.numbers("emb.pos")).view(-1, packed.size)
        kind = torch.from_numpy(packed.numbers("emb.type")).view(-1, packed.size)[0]
        self._places = places + kind
        self.norm = nn.LayerNorm(packed.size, eps=packed.epsilon)
        with torch.no_grad():
            self.norm.weight.copy_(torch.from_numpy(packed.numbers("emb.ln.w")))
            self.norm.bias.copy_(torch.from_numpy(packed.numbers("emb.ln.b")))
        self.layers = nn.ModuleList(new_layer(packed, number) for number in range(n_layers))

    def forward(self, texts: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        """Read texts.

        Args:
            texts: Ids of their pieces, the marks around them counted; none longer than the file allows.

        Returns:
            Shape (texts, tokens, size), and (texts, 1, 1, tokens): False for padding.
        """
        longest = max(len(ids) for ids in texts)
        seen = torch.zeros(len(texts), 1, 1, longest, dtype=torch.bool)
        x = torch.zeros(len(texts), longest, self._packed.size)
        for number, ids in enumerate(texts):
            rows, which = np.unique(np.asarray(ids), return_inverse=True)
            words = self._packed.matrix("emb.word", self._packed.size, rows)
            x[number, : len(ids)] = torch.from_numpy(words[which])
            seen[number, :, :, : len(ids)] = True
        x = self.norm(x + self._places[:longest])
        for layer in self.layers:
            x = layer(x, seen)
        return x, seen
