"""What the beams of each sentence have seen, kept once and never copied when beams change.

Each step writes one cell a beam: the key and the value of its newest token. A beam sees
the cells of its own line of descent; that is a table of who sees what, so beams that go
on from another one copy a row of the table and nothing else. All beams of a sentence are
multiplied with all its cells at once, and what a beam doesn't see is masked.

A store has just the columns that are asked, because products copy a part of a store first:
48 sentences of 4 beams, 8 heads, 64 of 128 columns of 64 numbers took 2.2 ms, 64 of 64 0.7
(one core, Zen 4). So every few steps the cells that no beam sees any more are dropped, and
the rest moved into a store with room for the next steps.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import torch
from torch.nn import functional

# Room for new cells in a store, in columns. Moving 64 columns costs about as much as asking 100
# (48 sentences, 8 heads, Zen 4); with this many, 4 beams move every 6 steps and ask 12 empty columns a step.
_ROOM: Final = 24
# A store of sources is made narrower once its longest source takes this part of it.
_NARROWER: Final = 7 / 8
# With fewer products, one a sentence and head, or more rows in each, the fused product is quicker.
_FEW_PRODUCTS: Final = 32
_MANY_ROWS: Final = 32
# Halves are widened for so many sentences at a time that their keys take 2 MB. 64 sentences, 256 numbers:
# 4 rows, 80 columns in 1.06 instead of 1.22 ms, 16 rows, 140 columns in 3.25 instead of 4.61 (a core, Zen 4).
_WIDENED_AT_ONCE: Final = 500_000


class CacheShape(NamedTuple):
    """What a model keeps of each token.

    Attributes:
        n_layers: Each with keys and values of its own.
        n_heads: Heads of keys and values.
        head_size: Numbers in each.
        dtype: Of keys and values.
        mask_dtype: In which they are weighed.
        device: Where they are.
    """

    n_layers: int
    n_heads: int
    head_size: int
    dtype: torch.dtype
    mask_dtype: torch.dtype
    device: torch.device

    def stores(self, n_slots: int, n_columns: int) -> list[torch.Tensor]:
        """Make room for keys and values of so many tokens, layer by layer."""
        shape = (2, n_slots, self.n_heads, n_columns, self.head_size)
        return [torch.zeros(shape, dtype=self.dtype, device=self.device) for _ in range(self.n_layers)]


class Cells:
    """Keys and values of the tokens of each sentence's prompt and beams.

    The columns of a slot: the prompt, right-aligned in ``n_prompt`` columns, then the
    cells, left-aligned.
    """

    def __init__(self, shape: CacheShape, *, n_slots: int, beam: int, n_prompt: int) -> None:
        """Make room for ``n_slots`` sentences.

        Args:
            shape: Of what is kept.
            n_slots: Sentences at once.
            beam: Beams of each.
            n_prompt: Most tokens of a prompt; 0 where there is none.
        """
        self._beam = beam
        self._n_prompt = n_prompt
        self._n_used = 0
        self._reach = -(-_ROOM // beam) * beam
        n_columns = n_prompt + self._reach
        self._stores = shape.stores(n_slots, n_columns)
        nothing = torch.full((1,), -torch.inf, dtype=shape.mask_dtype, device=shape.device)
        self._mask = nothing.repeat(n_slots, beam, n_columns)
        self._own = nothing.repeat(beam, beam).fill_diagonal_(0)

    def open_step(self) -> None:
        """Make the next columns those of each beam's newest token."""
        if self._n_prompt + self._n_used + self._beam > self._mask.shape[2]:
            self._move(torch.arange(self._mask.shape[0], device=self._mask.device))
        start = self._n_prompt + self._n_used
        self._n_used += self._beam
        self._mask[:, :, start : start + self._beam] = self._own

    def write(self, layer: int, keys: torch.Tensor, values: torch.Tensor) -> None:
        """Write the step's cells.

        Args:
            layer: Which.
            keys: Shape (slots, heads, beam, head size).
            values: Likewise.
        """
        end = self._n_prompt + self._n_used
        self._stores[layer][0, :, :, end - self._beam : end] = keys
        self._stores[layer][1, :, :, end - self._beam : end] = values

    def read(self, layer: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Give keys and values, each (slots, heads, columns, head size)."""
        return self._stores[layer][0], self._stores[layer][1]

    @property
    def mask(self) -> torch.Tensor:
        """What each beam sees: 0, and minus infinity elsewhere; (slots, beam, columns)."""
        return self._mask

    def follow(self, parents: torch.Tensor) -> None:
        """Let each beam see what its parent saw; ``parents`` has shape (slots, beam)."""
        self._mask = self._mask.gather(1, parents.unsqueeze(2).expand(-1, -1, self._mask.shape[2]))

    def admit(self, slot: int, prompt: torch.Tensor | None) -> None:
        """Clear a slot for a new sentence, with the keys and values of its prompt.

        Args:
            slot: Which.
            prompt: Shape (layers, 2, heads, tokens, head size), or None.
        """
        self._mask[slot] = -torch.inf
        if prompt is not None:
            n_tokens = prompt.shape[3]
            if n_tokens > self._n_prompt:
                self._move(torch.arange(self._mask.shape[0], device=self._mask.device), n_prompt=n_tokens)
            columns = slice(self._n_prompt - n_tokens, self._n_prompt)
            for store, layer in zip(self._stores, prompt, strict=True):
                store[:, slot, :, columns] = layer
            self._mask[slot, :, columns] = 0

    def release(self, slot: int) -> None:
        """Let a finished sentence's cells be dropped."""
        self._mask[slot] = -torch.inf

    def keep(self, slots: torch.Tensor) -> None:
        """Keep only these slots, in this order."""
        self._move(slots)

    def _move(self, slots: torch.Tensor, n_prompt: int = 0) -> None:
        """Move what is seen in these slots into stores of its size, with room for the next steps.

        Args:
            slots: Which, in their new order.
            n_prompt: Room for prompts, if the longest here is shorter.
        """
        start, end, mask = self._n_prompt, self._n_prompt + self._n_used, self._mask.index_select(0, slots)
        n_slots, device = len(slots), slots.device
        is_seen = (mask[:, 0, :start] == 0).any(dim=0)
        longest = start - int(is_seen.long().argmax()) if n_slots and bool(is_seen.any()) else 0
        is_live = (mask[:, :, start:end] == 0).any(dim=1)
        n_live = int(is_live.sum(dim=1).max()) if n_slots and end > start else 0
        live = (~is_live).long().argsort(dim=1, stable=True)[:, :n_live] + start
        prompts = torch.arange(start - longest, start, device=device).expand(n_slots, -1)
        columns = torch.cat([prompts, live], dim=1)
        self._n_prompt, self._n_used = max(longest, n_prompt), n_live
        first, last = self._n_prompt - longest, self._n_prompt + n_live
        moved = mask.new_full((n_slots, self._beam, last + self._reach), -torch.inf)
        moved[:, :, first:last] = mask.gather(2, columns.unsqueeze(1).expand(-1, self._beam, -1))
        self._mask = moved
        _, _, n_heads, n_columns, size = self._stores[0].shape
        heads = slots.view(-1, 1, 1) * n_heads + torch.arange(n_heads, device=device).view(1, -1, 1)
        rows = (heads * n_columns + columns.unsqueeze(1)).flatten()
        for index, store in enumerate(self._stores):
            room = store.new_empty(2, n_slots, n_heads, last + self._reach, size)
            room[:, :, :, :first], room[:, :, :, last:] = 0, 0
            for side in range(2):
                here = store[side].view(-1, size).index_select(0, rows)
                room[side, :, :, first:last] = here.view(n_slots, n_heads, -1, size)
            self._stores[index] = room


class Sources:
    """Keys and values of each sentence's source, once a sentence, read by all its beams."""

    def __init__(self, shape: CacheShape, *, n_slots: int, n_most: int) -> None:
        """Make room for ``n_slots`` sources of at most ``n_most`` tokens."""
        self._stores = shape.stores(n_slots, n_most)
        self._mask = torch.zeros(n_slots, 1, n_most, dtype=shape.mask_dtype, device=shape.device)
        self._lengths = [0] * n_slots

    def admit(self, slot: int, source: torch.Tensor) -> None:
        """Put a source into a slot; shape (layers, 2, heads, tokens, head size)."""
        n_tokens = source.shape[3]
        self._lengths[slot] = n_tokens
        n_most, width = max(self._lengths), self._mask.shape[2]
        if not width * _NARROWER <= n_most <= width:
            # Padding cuts off, too, where it is negative.
            more = n_most - width
            self._stores = [functional.pad(store, (0, 0, 0, more)) for store in self._stores]
            self._mask = functional.pad(self._mask, (0, more), value=-torch.inf)
        for store, layer in zip(self._stores, source, strict=True):
            store[:, slot, :, :n_tokens] = layer
        self._mask[slot, :, :n_tokens] = 0
        self._mask[slot, :, n_tokens:] = -torch.inf

    def release(self, slot: int) -> None:
        """Forget how long a finished sentence's source is."""
        self._lengths[slot] = 0
        self._mask[slot] = 0

    def keep(self, slots: torch.Tensor) -> None:
        """Keep only these slots, in this order."""
        self._lengths = [self._lengths[slot] for slot in slots.tolist()]
        n_most = max([1, *self._lengths])
        self._stores = [store[:, :, :, :n_most].index_select(1, slots) for store in self._stores]
        self._mask = self._mask[:, :, :n_most].index_select(0, slots)

    def read(self, layer: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Give keys and values, each (slots, heads, tokens, head size)."""
        return self._stores[layer][0], self._stores[layer][1]

    @property
    def mask(self) -> torch.Tensor:
        """0 at tokens, minus infinity elsewhere; (slots, 1, tokens)."""
        return self._mask


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
    if keys.dtype == torch.float16 and queries.dtype == torch.float32:
        return _widened(queries, keys, values, mask)
    n_products = queries.shape[0] * queries.shape[1]
    if keys.dtype == torch.bfloat16 and queries.device.type == "cpu" and queries.shape[2] > 1 and (
        n_products < _FEW_PRODUCTS or queries.shape[2] > _MANY_ROWS
    ):  # fmt: skip
        return _fused(queries, keys, values, mask)
    weights = torch.matmul(queries.to(keys.dtype), keys.transpose(2, 3)).to(mask.dtype)
    n, heads, rows, columns = weights.shape
    n_asking = mask.shape[1] if mask.shape[1] > 1 else rows
    weights.view(n, heads, -1, n_asking, columns).add_(mask[:, None, None])
    found = torch.matmul(torch.softmax(weights, dim=-1).to(values.dtype), values)
    return found.to(queries.dtype)


def _widened(
    queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, mask: torch.Tensor
) -> torch.Tensor:
    """Attend in fp32 to what is kept in halves, which processors widen while they read."""
    n_each = max(1, _WIDENED_AT_ONCE // max(1, keys[0].numel()))
    parts = []
    for start in range(0, len(queries), n_each):
        here = slice(start, start + n_each)
        seen = mask[here] if len(mask) > 1 else mask
        parts.append(attend(queries[here], keys[here].float(), values[here].float(), seen))
    return parts[0] if len(parts) == 1 else torch.cat(parts)


def _fused(
    queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, mask: torch.Tensor
) -> torch.Tensor:
    """Attend in one call, which pays where the products are few.

    One sentence with 8 heads, 4 beams, 80 columns of 64 numbers in .06 instead of .07 ms;
    but 48 sentences in 2.5 instead of 1.0 (one core, Zen 4).
    """
    n_rows = queries.shape[2]
    if 1 < mask.shape[1] < n_rows:
        mask = mask.repeat(1, n_rows // mask.shape[1], 1)
    found = functional.scaled_dot_product_attention(
        queries.to(keys.dtype), keys, values, attn_mask=mask.unsqueeze(1).to(keys.dtype), scale=1.0
    )
    return found.to(queries.dtype)
