"""The loss on the English alone, over the few output rows that English needs.

The output layer has 262,144 rows of 640, more than all other weights together, and every
target token would be multiplied with each of them. Rows that the English at hand doesn't
hold are left out of training: the softmax is over some 25,000 instead. It is an
approximation: what is left out is never pushed down. It costs little, since the base
hardly ever wants them after «English:», and the rows themselves are frozen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from mixture import PAD, Example, padded


class AnswerRows:
    """The output rows in use, and the loss over them."""

    def __init__(self, embedding: Tensor, ids: Iterable[int]) -> None:
        """Take the rows that are always in use.

        Args:
            embedding: The whole output layer, which is the embedding.
            ids: Of the pieces to keep.
        """
        self._embedding = embedding
        self._always = set(ids)
        self.use([])

    @property
    def n_rows(self) -> int:
        """How many are in use now."""
        return len(self._weight)

    def use(self, batches: Iterable[Sequence[Example]]) -> None:
        """Take the rows of these batches' answers too, in place of those taken last."""
        more = {token for batch in batches for example in batch for token in example.answer}
        device = self._embedding.device
        rows = torch.tensor(sorted(self._always | more), device=device)
        self._weight = self._embedding.index_select(0, rows)
        self._row_of = torch.full((len(self._embedding),), -1, device=device)
        self._row_of[rows] = torch.arange(len(rows), device=device)

    def loss(self, core: Any, batch: Sequence[Example]) -> Tensor:
        """Give the mean loss of the batch's answer tokens, in nats.

        No attention mask is needed: padding comes last, and no token looks ahead.
        """
        ids, places, wanted = (laid.to(self._embedding.device) for laid in arrange(batch))
        hidden = core(input_ids=ids, use_cache=False).last_hidden_state
        logits = hidden.flatten(0, 1).index_select(0, places) @ self._weight.T
        return functional.cross_entropy(logits.float(), self._row_of[wanted])


def arrange(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Lay a batch out.

    Returns:
        Ids, shape (n, length), padded at the end; the flat places whose next token is
        part of an answer; and those next tokens.
    """
    length = padded(max(example.n_tokens for example in batch))
    ids = torch.full((len(batch), length), PAD)
    places: list[int] = []
    wanted: list[int] = []
    for row, example in enumerate(batch):
        whole = (*example.asked, *example.answer)
        ids[row, : len(whole)] = torch.tensor(whole)
        first = row * length + len(example.asked) - 1
        places += range(first, first + len(example.answer))
        wanted += example.answer
    return ids, torch.tensor(places), torch.tensor(wanted)
