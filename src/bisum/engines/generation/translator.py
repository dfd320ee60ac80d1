"""The translator over any model: sentences in, results out, whatever decodes them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Protocol

from bisum.engines.generation.batches import Decoder, translate_all
from bisum.engines.generation.decoding import Decoding
from bisum.engines.ports import Attempt, Described, Tick, Translated
from bisum.model.record import EngineCard


class Model(Described, Protocol):
    """Weights with a way of asking them; loads them at the first ``decoder``."""

    @property
    def identity(self) -> str:
        """Name all that can change a text but the settings of the search."""

    def decoder(self, decoding: Decoding, *, source_limit: int) -> Decoder:
        """Give what decodes with these settings; the weights are shared by all of them."""


class ModelEngine:
    """A model with its search settings, behind the port ``Engine``."""

    def __init__(self, model: Model, decoding: Decoding, *, source_limit: int, batch_tokens: int) -> None:
        """Name the model and how to search with it; nothing is loaded yet.

        Args:
            model: The weights.
            decoding: Beam size and the like.
            source_limit: Most tokens of one source text.
            batch_tokens: Most source tokens worked on at a time, padding counted.
        """
        self._model = model
        self._decoding = decoding
        self._source_limit = source_limit
        self._batch_tokens = batch_tokens

    @property
    def signature(self) -> str:
        """Model, search settings and limits."""
        return f"{self._model.identity};{self._decoding.signature};split={self._source_limit}"

    @property
    def card(self) -> EngineCard:
        """What the model says of itself."""
        return self._model.card

    @property
    def arithmetic(self) -> tuple[str, str | None]:
        """Device and dtype."""
        return self._model.arithmetic

    @property
    def why(self) -> str:
        """What decodes and why."""
        return self._model.why

    @functools.cached_property
    def _decoder(self) -> Decoder:
        return self._model.decoder(self._decoding, source_limit=self._source_limit)


class ModelTranslator(ModelEngine):
    """A model behind the port ``Translator``; sources over the limit are split."""

    def translate(self, sentences: Sequence[str], *, tick: Tick | None = None) -> Sequence[Translated]:
        """Translate each sentence by itself; see ``Translator.translate``."""
        if not sentences:
            return []
        return translate_all(sentences, self._decoder, batch_tokens=self._batch_tokens, tick=tick)

    def trying(self, attempt: Attempt) -> ModelTranslator:
        """Give the same model asked otherwise; see ``Translator.trying``."""
        return ModelTranslator(
            self._model,
            self._decoding.trying(attempt),
            source_limit=min(attempt.source_limit or self._source_limit, self._source_limit),
            batch_tokens=self._batch_tokens,
        )
