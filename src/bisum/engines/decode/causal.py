"""Beam search for decoder-only models in the shape of Gemma 3."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import torch

from bisum.engines.decode.arithmetic import Arithmetic
from bisum.engines.decode.cells import CacheShape, Cells
from bisum.engines.decode.decoder import DEFAULT_SLOTS, Decoder
from bisum.engines.decode.fastest import fastest
from bisum.engines.decode.gemma_shaped import GemmaShaped
from bisum.engines.decode.pool import Request, Room
from bisum.engines.decode.settings import Search
from bisum.errors import EngineError

# Most tokens of a prompt: the source and the words around it.
PROMPT_LIMIT: Final = 256


class CausalDecoder(Decoder):
    """A Gemma 3 text model with a search; ``no_repeat`` looks at the output only."""

    def __init__(
        self, model: Any, search: Search, *, arithmetic: Arithmetic | None = None,
        n_slots: int = DEFAULT_SLOTS,
        prompt_limit: int = PROMPT_LIMIT,
    ) -> None:  # fmt: skip
        """Take a model's weights.

        Args:
            model: From transformers, on its device; may be dropped afterwards.
            search: Settings; ``start`` is None.
            arithmetic: Of the products; None for what this machine is best at.
            n_slots: Sentences at once, over all cores.
            prompt_limit: Most tokens of a prompt.

        Raises:
            EngineError: The model isn't of the family, or can't see so many tokens.
        """
        if search.start is not None:
            msg = f"a decoder-only model has no start token, got {search.start}"
            raise EngineError(msg)
        chosen = arithmetic or fastest(model.device, is_encoder_decoder=False).arithmetic
        self._model = GemmaShaped(model, chosen, n_places=prompt_limit + search.max_tokens)
        self._prompt_limit = prompt_limit
        super().__init__(self._model, search, n_slots=n_slots)

    def _rooms(self, requests: Sequence[Request]) -> Callable[[int, int], Room]:
        longest = max((len(request.source) for request in requests), default=0)
        if longest > self._prompt_limit:
            msg = f"a prompt has {longest} tokens, the limit is {self._prompt_limit}; split it"
            raise EngineError(msg)
        shared = _shared_beginning([request.source[:-1] for request in requests])
        with torch.inference_mode():
            prefix = self._model.read([shared], None)[0] if shared else None
        return lambda n_slots, longest: _PromptRoom(self._model, self._search.beam, n_slots, longest, prefix)


def _shared_beginning(prompts: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Give what all prompts begin with: the words of the template before the source."""
    # What the first and the last in order share, all between them share too.
    first, last = min(prompts, default=()), max(prompts, default=())
    n_same = 0
    while n_same < min(len(first), len(last)) and first[n_same] == last[n_same]:
        n_same += 1
    return first[:n_same]


class _PromptRoom:
    """The caches of some slots: prompts and cells of the outputs together."""

    def __init__(
        self, model: GemmaShaped, beam: int, n_slots: int, longest: int, prefix: torch.Tensor | None
    ) -> None:
        self._model = model
        self._prefix = prefix
        self._n_shared = 0 if prefix is None else prefix.shape[3]
        self._lengths = torch.zeros(n_slots, dtype=torch.long, device=model.device)
        shape = CacheShape(
            n_layers=model.n_layers, n_heads=model.n_heads, head_size=model.head_size,
            dtype=model.cache_dtype, mask_dtype=model.dtype, device=model.device,
        )  # fmt: skip
        self._cells = Cells(shape, n_slots=n_slots, beam=beam, n_prompt=longest)

    def read(self, sources: Sequence[tuple[int, ...]]) -> list[torch.Tensor]:
        # The last token is the first step's.
        rests = [source[self._n_shared : -1] for source in sources]
        if all(rests):
            return self._model.read(rests, self._prefix)
        return [self._alone(rest) for rest in rests]

    def _alone(self, rest: tuple[int, ...]) -> torch.Tensor:
        if rest:
            return self._model.read([rest], self._prefix)[0]
        if self._prefix is not None:
            return self._prefix
        model = self._model
        shape = (model.n_layers, 2, model.n_heads, 0, model.head_size)
        return torch.zeros(shape, dtype=model.cache_dtype, device=model.device)

    def admit(self, slot: int, source: torch.Tensor) -> None:
        self._lengths[slot] = source.shape[3]
        self._cells.admit(slot, source)

    def release(self, slot: int) -> None:
        self._lengths[slot] = 0
        self._cells.release(slot)

    def keep(self, slots: torch.Tensor) -> None:
        self._lengths = self._lengths[slots]
        self._cells.keep(slots)

    def step(self, ids: torch.Tensor, ages: torch.Tensor) -> torch.Tensor:
        return self._model.step(ids, self._lengths + ages, self._cells)

    def follow(self, parents: torch.Tensor) -> None:
        self._cells.follow(parents)

    def last_of(self, source: tuple[int, ...]) -> int:
        return source[-1]
