"""What the beams of each sentence have seen, kept once and never copied when beams change.

Each step writes one cell a beam: the key and the value of its newest token. A beam sees
the cells of its own line of descent; that is a table of who sees what, so beams that go
on from another one copy a row of the table and nothing else. All beams of a sentence are
multiplied with all its cells at once, and what a beam doesn't see is masked.

Cells that no beam sees any more are dropped now and then, and the rest moved together.
"""

from __future__ import annotations

from typing import Final

import torch
from torch.nn import functional

# Cells are moved together once this many columns came on top of what was in use after the
# last time. Moving costs about as much as 12 steps with 4 columns more each (32 sentences,
# 8 heads, Zen 4), so both costs are balanced near 12 steps.
_STEPS_BETWEEN_SWEEPS: Final = 12
_GROWTH: Final = 1.5


class Cells:
    """Keys and values of the tokens of each sentence's prompt and beams.

    The columns of a slot: the prompt, right-aligned in ``n_prompt`` columns, then the
    cells, left-aligned.
    """

    def __init__(
        self, *, n_layers: int, n_slots: int, beam: int, n_heads: int, head_size: int,
        n_prompt: int, dtype: torch.dtype, mask_dtype: torch.dtype, device: torch.device,
    ) -> None:  # fmt: skip
        """Make room for ``n_slots`` sentences.

        Args:
            n_layers: Each with keys and values of its own.
            n_slots: Sentences at once.
            beam: Beams of each.
            n_heads: Heads of keys and values.
            head_size: Numbers in each.
            n_prompt: Most tokens of a prompt; 0 where there is none.
            dtype: Of keys and values.
            mask_dtype: In which they are weighed.
            device: Where they are.
        """
        self._beam = beam
        self._n_heads = n_heads
        self._n_prompt = n_prompt
        self._n_used = 0
        self._n_last = 0
        self._reach = _STEPS_BETWEEN_SWEEPS * beam
        n_columns = n_prompt + 2 * self._reach
        self._store = torch.zeros(
            n_layers, 2, n_slots, n_heads, n_columns, head_size, dtype=dtype, device=device
        )
        self._mask = torch.full((n_slots, beam, n_columns), -torch.inf, dtype=mask_dtype, device=device)
        self._own = torch.full((beam, beam), -torch.inf, dtype=mask_dtype, device=device).fill_diagonal_(0)
        self._longest = 0

    @property
    def n_slots(self) -> int:
        """How many sentences it holds."""
        return self._mask.shape[0]

    def open_step(self) -> None:
        """Make the next columns those of each beam's newest token."""
        if self._n_used - self._n_last >= self._reach:
            self._sweep()
        start = self._n_prompt + self._n_used
        self._n_used += self._beam
        if start + self._beam > self._mask.shape[2]:
            self._grow(start + self._beam)
        self._mask[:, :, start : start + self._beam] = self._own

    def write(self, layer: int, keys: torch.Tensor, values: torch.Tensor) -> None:
        """Write the step's cells.

        Args:
            layer: Which.
            keys: Shape (slots, heads, beam, head size).
            values: Likewise.
        """
        end = self._n_prompt + self._n_used
        self._store[layer, 0, :, :, end - self._beam : end] = keys
        self._store[layer, 1, :, :, end - self._beam : end] = values

    def read(self, layer: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Give keys and values, each (slots, heads, columns, head size)."""
        columns = slice(self._n_prompt - self._longest, self._n_prompt + self._n_used)
        return self._store[layer, 0, :, :, columns], self._store[layer, 1, :, :, columns]

    @property
    def mask(self) -> torch.Tensor:
        """What each beam sees: 0, and minus infinity elsewhere; (slots, beam, columns)."""
        return self._mask[:, :, self._n_prompt - self._longest : self._n_prompt + self._n_used]

    def follow(self, parents: torch.Tensor) -> None:
        """Let each beam see what its parent saw; ``parents`` has shape (slots, beam)."""
        columns = slice(self._n_prompt - self._longest, self._n_prompt + self._n_used)
        seen = self._mask[:, :, columns]
        seen.copy_(seen.gather(1, parents.unsqueeze(2).expand(-1, -1, seen.shape[2])))

    def admit(self, slot: int, prompt: torch.Tensor | None) -> None:
        """Clear a slot for a new sentence, with the keys and values of its prompt.

        Args:
            slot: Which.
            prompt: Shape (layers, 2, heads, tokens, head size), or None.
        """
        self._mask[slot] = -torch.inf
        if prompt is not None:
            n_tokens = prompt.shape[3]
            self._longest = max(self._longest, n_tokens)
            columns = slice(self._n_prompt - n_tokens, self._n_prompt)
            self._store[:, :, slot, :, columns] = prompt
            self._mask[slot, :, columns] = 0

    def release(self, slot: int) -> None:
        """Let a finished sentence's cells be dropped."""
        self._mask[slot] = -torch.inf

    def keep(self, slots: torch.Tensor) -> None:
        """Keep only these slots, in this order."""
        self._store = self._store.index_select(2, slots)
        self._mask = self._mask.index_select(0, slots)
        self._sweep()

    def _grow(self, n_columns: int) -> None:
        n_more = int(n_columns * _GROWTH) - self._mask.shape[2] + self._reach
        shape = list(self._store.shape)
        shape[4] = n_more
        self._store = torch.cat([self._store, self._store.new_zeros(shape)], dim=4)
        more = self._mask.new_full((*self._mask.shape[:2], n_more), -torch.inf)
        self._mask = torch.cat([self._mask, more], dim=2)

    def _sweep(self) -> None:
        """Drop the cells that no beam sees, and narrow the prompts to the longest."""
        start, end = self._n_prompt, self._n_prompt + self._n_used
        if start:
            is_seen = (self._mask[:, 0, :start] == 0).any(dim=0)
            self._longest = start - int(is_seen.long().argmax()) if bool(is_seen.any()) else 0
        is_live = (self._mask[:, :, start:end] == 0).any(dim=1)
        n_live = int(is_live.sum(dim=1).max()) if self.n_slots and end > start else 0
        order = (~is_live).long().argsort(dim=1, stable=True)[:, :n_live]
        self._n_used = self._n_last = n_live
        if not n_live:
            return
        n_layers, _, n_slots, n_heads, n_columns, size = self._store.shape
        rows = torch.arange(n_slots * n_heads, device=order.device).view(n_slots, n_heads, 1) * n_columns
        rows = (rows + (order + start).unsqueeze(1)).flatten()
        for layer in range(n_layers):
            for side in range(2):
                whole = self._store[layer, side]
                moved = whole.view(-1, size).index_select(0, rows).view(n_slots, n_heads, n_live, size)
                whole[:, :, start : start + n_live] = moved
        seen = self._mask[:, :, start:end].gather(2, order.unsqueeze(1).expand(-1, self._beam, -1))
        self._mask[:, :, start : start + n_live] = seen
        self._mask[:, :, start + n_live :] = -torch.inf


class Sources:
    """Keys and values of each sentence's source, once a sentence, read by all its beams."""

    def __init__(
        self, *, n_layers: int, n_slots: int, n_heads: int, head_size: int, n_most: int,
        dtype: torch.dtype, mask_dtype: torch.dtype, device: torch.device,
    ) -> None:  # fmt: skip
        """Make room for ``n_slots`` sources of at most ``n_most`` tokens."""
        self._store = torch.zeros(
            n_layers, 2, n_slots, n_heads, n_most, head_size, dtype=dtype, device=device
        )
        self._mask = torch.zeros(n_slots, 1, n_most, dtype=mask_dtype, device=device)
        self._lengths = [0] * n_slots

    def admit(self, slot: int, source: torch.Tensor) -> None:
        """Put a source into a slot; shape (layers, 2, heads, tokens, head size)."""
        n_tokens = source.shape[3]
        self._store[:, :, slot, :, :n_tokens] = source
        self._mask[slot, :, :n_tokens] = 0
        self._mask[slot, :, n_tokens:] = -torch.inf
        self._lengths[slot] = n_tokens

    def release(self, slot: int) -> None:
        """Forget how long a finished sentence's source is."""
        self._lengths[slot] = 0
        self._mask[slot] = 0

    def keep(self, slots: torch.Tensor) -> None:
        """Keep only these slots, in this order."""
        n_most = max(1, self._longest)
        self._store = self._store[:, :, :, :, :n_most].index_select(2, slots)
        self._mask = self._mask[:, :, :n_most].index_select(0, slots)
        self._lengths = [self._lengths[slot] for slot in slots.tolist()]

    def read(self, layer: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Give keys and values, each (slots, heads, tokens, head size)."""
        n_most = max(1, self._longest)
        return self._store[layer, 0, :, :, :n_most], self._store[layer, 1, :, :, :n_most]

    @property
    def mask(self) -> torch.Tensor:
        """0 at tokens, minus infinity elsewhere; (slots, 1, tokens)."""
        return self._mask[:, :, : max(1, self._longest)]

    @property
    def _longest(self) -> int:
        return max(self._lengths, default=0)


def attend(
    queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, mask: torch.Tensor
) -> torch.Tensor:
    """Attend with all beams of a sentence at once.

    Args:
        queries: Shape (slots, heads, rows, head size), scaled; where several heads ask the
            same keys, their rows follow one another.
        keys: Shape (slots, heads, columns, head size).
        values: Likewise.
        mask: Shape (slots, rows of one head or 1, columns), added.

    Returns:
        Shape of ``queries``.
    """
    if keys.dtype == torch.bfloat16 and queries.shape[2] > 1 and queries.device.type == "cpu":
        return _fused(queries, keys, values, mask)
    weights = torch.matmul(queries.to(keys.dtype), keys.transpose(2, 3)).to(mask.dtype)
    n, heads, rows, columns = weights.shape
    n_asking = mask.shape[1] if mask.shape[1] > 1 else rows
    weights.view(n, heads, -1, n_asking, columns).add_(mask[:, None, None])
    found = torch.matmul(torch.softmax(weights, dim=-1).to(values.dtype), values)
    return found.to(queries.dtype)


def _fused(
    queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, mask: torch.Tensor
) -> torch.Tensor:
    """Attend without copying keys and values, as products of part of a store do.

    Of 64 sentences with 4 beams, 160 columns of 256 numbers, in 2.3 instead of 3.9 ms; of
    one sentence with 8 heads, 100 columns of 64, in .05 instead of .11; with one row a
    head it takes longer instead (one core, Zen 4).
    """
    n_rows = queries.shape[2]
    if 1 < mask.shape[1] < n_rows:
        mask = mask.repeat(1, n_rows // mask.shape[1], 1)
    found = functional.scaled_dot_product_attention(
        queries.to(keys.dtype), keys, values, attn_mask=mask.unsqueeze(1).to(keys.dtype), scale=1.0
    )
    return found.to(queries.dtype)
