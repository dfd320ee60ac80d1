"""One batch of texts through a converted model."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bisum.engines.generation.conversion import import_ctranslate2
from bisum.engines.generation.decoding import CAUSAL_GUARD, NO_REPEAT_TOKENS, SEQ2SEQ_GUARD, Decoding
from bisum.engines.languages import Languages, Teller, language_token, load_tokenizer
from bisum.engines.ports import Translated
from bisum.engines.prompts import Prompt, Prompter
from bisum.errors import EngineError
from bisum.model.base import Value


class Hardware(Value, frozen=True, kw_only=True):
    """Where a converted model runs.

    Attributes:
        device: ``cpu``, ``cuda`` or ``cuda:N``.
        precision: As CTranslate2 names it.
        threads: Of the CPU; None for one a core.
    """

    device: str
    precision: str
    threads: int | None = None

    def open(self, kind: str, folder: Path) -> Any:
        """Load a model.

        Args:
            kind: ``Translator`` or ``Generator``.
            folder: The converted model.

        Raises:
            EngineError: It isn't one, or this device can't run it.
        """
        device, _, index = self.device.partition(":")
        try:
            return getattr(import_ctranslate2(), kind)(
                str(folder), device=device, device_index=int(index or 0), compute_type=self.precision,
                intra_threads=self.threads or os.cpu_count() or 1, inter_threads=1,
            )  # fmt: skip
        except (RuntimeError, ValueError) as error:
            msg = f"CTranslate2 can't load {str(folder)!r} on {self.device!r} in {self.precision}: {error}"
            raise EngineError(msg) from error


class Seq2SeqConverted:
    """A ``BatchModel`` over a converted encoder-decoder model."""

    def __init__(
        self, model: Any, folder: Path, languages: Languages, decoding: Decoding, *, source_limit: int
    ) -> None:
        self._model = model
        self._tokenizer = load_tokenizer(folder)
        if languages.source is not None:
            self._tokenizer.src_lang = languages.source
        self._teller = Teller(languages, self._tokenizer)
        self._decoding = decoding
        self.source_limit = source_limit
        self._begin = [language_token(self._tokenizer, languages.target)] if languages.target else None

    def n_tokens(self, text: str) -> int:
        """Count the tokens of the text with its prefix and marks."""
        return self._teller.n_tokens(text)

    def decode(self, texts: Sequence[str]) -> Sequence[Translated]:
        """Translate one batch."""
        batch = [self._tokenizer.convert_ids_to_tokens(ids) for ids in self._teller.ids(texts)]
        longest = max(map(len, batch))
        results = self._model.translate_batch(
            batch, target_prefix=[self._begin] * len(batch) if self._begin else None,
            beam_size=self._decoding.beam, length_penalty=self._decoding.normaliser,
            max_decoding_length=SEQ2SEQ_GUARD.most_new(longest, self._decoding.max_tokens),
            no_repeat_ngram_size=self._decoding.no_repeat or 0, max_input_length=0,
            return_scores=True, return_end_token=True,
        )  # fmt: skip
        return [self._translated(result.hypotheses[0], result.scores[0]) for result in results]

    def _translated(self, tokens: list[str], score: float) -> Translated:
        n_begin = len(self._begin or ())
        ids = self._tokenizer.convert_tokens_to_ids(tokens[n_begin:])
        return Translated(
            text=self._teller.answer(ids),
            log_probability=self._decoding.mean_of(score, len(tokens), n_given=n_begin),
            is_truncated=not tokens or tokens[-1] != self._tokenizer.eos_token,
        )


class CausalConverted:
    """A ``BatchModel`` over a converted decoder-only model."""

    def __init__(
        self, model: Any, folder: Path, prompt: Prompt, decoding: Decoding, *, source_limit: int
    ) -> None:
        self._model = model
        self._tokenizer = load_tokenizer(folder)
        self._prompter = Prompter(prompt, self._tokenizer)
        self._decoding = decoding
        self._ends = self._prompter.end_ids()
        self.source_limit = source_limit

    def n_tokens(self, text: str) -> int:
        """Count the tokens of the text alone, without the prompt."""
        return self._prompter.n_tokens(text)

    def decode(self, texts: Sequence[str]) -> Sequence[Translated]:
        """Translate one batch."""
        batch = [self._tokenizer.convert_ids_to_tokens(ids) for ids in self._prompter.ids(texts)]
        longest = max(self.n_tokens(text) for text in texts)
        results = self._model.generate_batch(
            batch, max_length=CAUSAL_GUARD.most_new(longest, self._decoding.max_tokens),
            beam_size=self._decoding.beam, length_penalty=self._decoding.normaliser, sampling_topk=1,
            no_repeat_ngram_size=(
                NO_REPEAT_TOKENS if self._decoding.no_repeat is None else self._decoding.no_repeat
            ), include_prompt_in_result=False,
            end_token=self._ends, return_scores=True, return_end_token=True,
        )  # fmt: skip
        return [self._translated(result.sequences_ids[0], result.scores[0]) for result in results]

    def _translated(self, ids: list[int], score: float) -> Translated:
        return Translated(
            text=self._prompter.answer(ids),
            log_probability=self._decoding.mean_of(score, len(ids)),
            is_truncated=not ids or ids[-1] not in self._ends,
        )
