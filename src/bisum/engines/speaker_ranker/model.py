"""The whole model: the encoder's first layers as they are, trained layers on top, and the head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor, nn

from bisum.engines.speaker_ranker.encoder import Bottom, new_layer
from bisum.engines.speaker_ranker.head import Head
from bisum.engines.speaker_ranker.packed import PackedEncoder
from bisum.engines.speaker_ranker.windows import Window

N_FROZEN: Final = 6
"""Layers of the encoder that are taken as they are: the middle ones know most of grammar."""

N_TRAINED: Final = 2
"""Layers after them that were trained on, begun from the encoder's own."""


class Top(nn.Module):
    """What was trained: layers and head."""

    def __init__(self, packed: PackedEncoder) -> None:
        super().__init__()
        self.layers = nn.ModuleList(new_layer(packed, N_FROZEN + number) for number in range(N_TRAINED))
        self.head = Head(packed.size)

    def forward(self, x: Tensor, seen: Tensor, windows: Sequence[Window], drop: float = 0.0) -> list[Tensor]:
        """Score what is asked in windows.

        Args:
            x: From ``Bottom``, (windows, tokens, size).
            seen: From ``Bottom``.
            windows: As many.
            drop: Share of numbers dropped while it learns.

        Returns:
            The scores of the candidates of each row, window after window.
        """
        for layer in self.layers:
            x = layer(x, seen, drop)
        return [
            scores
            for vectors, window in zip(x, windows, strict=True)
            for scores in self.head(vectors[: len(window.ids)], window.rows)
        ]


class SpeakerModel(nn.Module):
    """The frozen layers with what was trained on them."""

    def __init__(self, packed: PackedEncoder) -> None:
        super().__init__()
        self.bottom = Bottom(packed, N_FROZEN)
        self.top = Top(packed)

    def forward(self, windows: Sequence[Window]) -> list[Tensor]:
        """Give the log-probability of each candidate of each row, window after window."""
        x, seen = self.bottom([window.ids for window in windows])
        return [torch.log_softmax(scores, 0) for scores in self.top(x, seen, windows)]
