"""Sentences through a model in batches, and their results back in order."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from bisum.engines.generation.clauses import split_long
from bisum.engines.ports import Tick, Translated
from bisum.errors import EngineError

# How torch (CPU and CUDA) and CTranslate2 say that memory ran out.
_OUT_OF_MEMORY: Final = re.compile(
    r"out of memory|not enough memory|(can't|cannot|failed to) allocate|bad_alloc|alloc_failed",
    re.IGNORECASE,
)


# Tells the index of a text and its translation, once for each text, in any order.
Take = Callable[[int, Translated], None]


class Decoder(Protocol):
    """What a model must do to be fed with a run's texts."""

    @property
    def source_limit(self) -> int:
        """Most tokens of one source text."""

    def n_tokens(self, text: str) -> int:
        """Count the tokens of one source text."""

    def decode(self, texts: Sequence[str], *, batch_tokens: int, take: Take) -> None:
        """Translate texts, best with like lengths together.

        Args:
            texts: The longest first.
            batch_tokens: Most source tokens worked on at a time, padding counted; one
                text alone may have more.
            take: Told of each text's translation once it is done.
        """


class Batched:
    """A ``Decoder`` out of a model that translates one batch at a time."""

    def __init__(self, model: BatchModel) -> None:
        self._model = model

    @property
    def source_limit(self) -> int:
        """Most tokens of one source text."""
        return self._model.source_limit

    def n_tokens(self, text: str) -> int:
        """Count the tokens of one source text."""
        return self._model.n_tokens(text)

    def decode(self, texts: Sequence[str], *, batch_tokens: int, take: Take) -> None:
        """Translate texts batch by batch.

        Raises:
            EngineError: The model gave another number of results than it was given texts.
        """
        start = 0
        while start < len(texts):
            size = max(1, min(len(texts) - start, batch_tokens // max(1, self.n_tokens(texts[start]))))
            results = self._model.decode(texts[start : start + size])
            if len(results) != size:
                msg = f"the model gave {len(results)} results for {size} texts; their pairing is lost"
                raise EngineError(msg)
            for index, result in enumerate(results, start=start):
                take(index, result)
            start += size


class BatchModel(Protocol):
    """What a model must do to be fed in batches."""

    @property
    def source_limit(self) -> int:
        """Most tokens of one source text."""

    def n_tokens(self, text: str) -> int:
        """Count the tokens of one source text."""

    def decode(self, texts: Sequence[str]) -> Sequence[Translated]:
        """Translate one batch; as many results, in the same order."""


def translate_all(
    sentences: Sequence[str], decoder: Decoder, *, batch_tokens: int, tick: Tick | None = None
) -> list[Translated]:
    """Translate each distinct sentence once, the longest first.

    Args:
        sentences: None of them blank; may be empty.
        decoder: The model.
        batch_tokens: Most source tokens worked on at a time, padding counted; one
            sentence alone may have more. Halved as often as memory runs out.
        tick: Called with the number of further sentences done.

    Returns:
        As many results as sentences, in their order.

    Raises:
        EngineError: A single sentence takes more memory than there is.
    """
    counts: dict[str, int] = {}
    parts_of: dict[str, tuple[str, ...]] = {}
    for sentence in dict.fromkeys(sentences):
        parts_of[sentence] = split_long(sentence, n_tokens=decoder.n_tokens, limit=decoder.source_limit)
        counts.update((part, decoder.n_tokens(part)) for part in parts_of[sentence])
    waiting = _Waiting(parts_of, sentences, tick)
    # The longest first: if memory is short, it shows at once.
    queue = sorted(counts, key=lambda part: (-counts[part], part))
    limit = batch_tokens
    while queue:
        try:
            decoder.decode(queue, batch_tokens=limit, take=functools.partial(waiting.take_one, queue))
        except (MemoryError, RuntimeError) as error:
            if not is_out_of_memory(error):
                raise
            limit = _halved(limit, [counts[part] for part in queue if not waiting.has(part)])
            if not limit:
                longest = next(part for part in queue if not waiting.has(part))
                msg = (
                    f"memory ran out on a single text of {counts[longest]} tokens: "
                    "take a machine or device with more memory, or a smaller model"
                )
                raise EngineError(msg) from error
        queue = [part for part in queue if not waiting.has(part)]
    return [waiting.joined(sentence) for sentence in sentences]


def is_out_of_memory(error: BaseException) -> bool:
    """Tell whether an error means that memory ran out, on any device."""
    return isinstance(error, MemoryError) or bool(_OUT_OF_MEMORY.search(str(error)))


class _Waiting:
    """Sentences whose parts aren't all translated yet."""

    def __init__(
        self,
        parts_of: dict[str, tuple[str, ...]],
        sentences: Sequence[str],
        tick: Callable[[int], None] | None,
    ) -> None:
        self._parts_of = parts_of
        self._tick = tick
        self._done: dict[str, Translated] = {}
        self._n_open = {sentence: len(set(parts)) for sentence, parts in parts_of.items()}
        self._n_times = dict.fromkeys(parts_of, 0)
        for sentence in sentences:
            self._n_times[sentence] += 1
        self._wanted_by: dict[str, list[str]] = {}
        for sentence, parts in parts_of.items():
            for part in dict.fromkeys(parts):
                self._wanted_by.setdefault(part, []).append(sentence)

    def has(self, part: str) -> bool:
        """Tell whether a part is translated."""
        return part in self._done

    def take_one(self, parts: Sequence[str], index: int, result: Translated) -> None:
        """Keep the result of one of the parts, and tell of the sentences that are whole now."""
        part = parts[index]
        self._done[part] = result
        n_finished = 0
        for sentence in self._wanted_by[part]:
            self._n_open[sentence] -= 1
            if not self._n_open[sentence]:
                n_finished += self._n_times[sentence]
        if self._tick and n_finished:
            self._tick(n_finished)

    def joined(self, sentence: str) -> Translated:
        """Give a sentence's whole translation."""
        results = [self._done[part] for part in self._parts_of[sentence]]
        if len(results) == 1:
            return results[0]
        return Translated(
            text=" ".join(result.text for result in results if result.text),
            log_probability=_mean_log_probability(results),
            is_truncated=any(result.is_truncated for result in results),
        )


def _mean_log_probability(results: Sequence[Translated]) -> float | None:
    """Average over the parts, each counted by its length in characters, about as its tokens."""
    known = [(r.log_probability, len(r.text)) for r in results if r.log_probability is not None and r.text]
    total = sum(length for _, length in known)
    return sum(value * length for value, length in known) / total if total else None


def _halved(limit: int, counts: Sequence[int]) -> int:
    """Halve what was too much for memory; 0 where it was a single text.

    Args:
        limit: Most source tokens at a time.
        counts: Tokens of the texts that are left, the most first.
    """
    return min(limit, counts[0] * len(counts)) // 2 if len(counts) > 1 else 0
