"""Beam search for decoder-only models in the shape of Gemma 3."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import torch

from bisum.engines.decode.arithmetic import Arithmetic, best_arithmetic
from bisum.engines.decode.beams import Output
from bisum.engines.decode.cells import Cells
from bisum.engines.decode.gemma_shaped import GemmaShaped
from bisum.engines.decode.pool import Request, decode
from bisum.engines.decode.settings import Search
from bisum.engines.decode.vocabulary import Vocabulary
from bisum.engines.decode.workers import DEFAULT_SLOTS, requests_of, share_out
from bisum.errors import EngineError

# Most tokens of a prompt: the source and the words around it.
PROMPT_LIMIT: Final = 256


class CausalDecoder:
    """A Gemma 3 text model with a search; ``no_repeat`` looks at the output only."""

    def __init__(
        self, model: Any, search: Search, *, arithmetic: Arithmetic | None = None,
        n_slots: int = DEFAULT_SLOTS, shortlist: Sequence[int] | None = None,
        prompt_limit: int = PROMPT_LIMIT,
    ) -> None:  # fmt: skip
        """Take a model's weights.

        Args:
            model: From transformers, on its device; may be dropped afterwards.
            search: Settings; ``start`` is None.
            arithmetic: Of the products; None for what this machine is best at.
            n_slots: Sentences at once, over all cores.
            shortlist: Ids to choose among; None for all.
            prompt_limit: Most tokens of a prompt.

        Raises:
            EngineError: The model isn't of the family, or can't see so many tokens.
        """
        if search.start is not None:
            msg = f"a decoder-only model has no start token, got {search.start}"
            raise EngineError(msg)
        device = model.device
        n_places = prompt_limit + search.max_tokens
        self._model = GemmaShaped(
            model, arithmetic or best_arithmetic(device, allows_int8=False), n_places=n_places
        )
        self._search = search
        self._n_slots = n_slots
        self._prompt_limit = prompt_limit
        self.shorten(shortlist)

    @property
    def arithmetic(self) -> Arithmetic:
        """Of the products."""
        return self._model.arithmetic

    def shorten(self, shortlist: Sequence[int] | None) -> None:
        """Choose among these ids from now on, the ends among them; None for all."""
        search, device = self._search, self._model.device
        ids = None if shortlist is None else torch.tensor(sorted({*shortlist, *search.ends}), device=device)
        self._vocabulary = Vocabulary(
            self._model.table, None, banned=search.banned, is_renormalised=search.is_renormalised,
            device=device, n_rows=self._n_slots * search.beam, shortlist=ids,
        )  # fmt: skip

    def decode(
        self, prompts: Sequence[Sequence[int]], *, most: Sequence[int] | None = None,
        least: Sequence[int] | None = None, tick: Callable[[int], None] | None = None,
    ) -> list[Output]:  # fmt: skip
        """Decode every prompt.

        Args:
            prompts: Ids with their special tokens; in any order, they are sorted here.
            most: Most tokens of each output; None for the search's.
            least: Least tokens of each; None for the search's.
            tick: Called with 1 whenever a prompt is done.

        Returns:
            As many outputs, in the same order, without the prompts.

        Raises:
            EngineError: A prompt is empty or longer than the limit.
        """
        requests = requests_of(prompts, self._search, least=least, most=most)
        if requests and len(requests[0].source) > self._prompt_limit:
            msg = (
                f"a prompt has {len(requests[0].source)} tokens, the limit is {self._prompt_limit}; split it"
            )
            raise EngineError(msg)
        shared = _shared_beginning([request.source[:-1] for request in requests])
        with torch.inference_mode():
            prefix = self._model.read([shared], None)[0] if shared else None

        def run(queue: Iterator[Request], n_slots: int, longest: int, n_most: int, done: Any) -> None:
            room = _PromptRoom(self._model, self._search.beam, n_slots, longest, prefix)
            decode(
                queue, room, self._vocabulary, self._search,
                n_slots=n_slots, n_most=n_most, device=self._model.device, done=done,
            )  # fmt: skip

        return share_out(requests, run, n_slots=self._n_slots, device=self._model.device, tick=tick)


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
        self._cells = Cells(
            n_layers=model.n_layers, n_slots=n_slots, beam=beam, n_heads=model.n_heads,
            head_size=model.head_size, n_prompt=longest,
            dtype=model.cache_dtype, mask_dtype=model.dtype, device=model.device,
        )  # fmt: skip

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
