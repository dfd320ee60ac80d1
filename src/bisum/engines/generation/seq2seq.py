"""One batch of texts through an encoder-decoder model, with transformers' ``generate``."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from transformers import AutoModelForSeq2SeqLM

from bisum.engines.checkpoints.adapters import merge_adapter
from bisum.engines.device import Place
from bisum.engines.generation.decoding import SEQ2SEQ_GUARD, Decoding, output_mask, score_outputs
from bisum.engines.languages import Languages, Teller, language_id, require_languages
from bisum.engines.ports import Translated
from bisum.engines.quiet import quiet
from bisum.errors import EngineError


class LoadedSeq2Seq(NamedTuple):
    """A model ready to generate, with its tokenizer."""

    # transformers' classes carry no usable types.
    model: Any
    tokenizer: Any


def load_seq2seq(
    folder: Path, place: Place, languages: Languages, *, adapter: Path | None = None
) -> LoadedSeq2Seq:
    """Load an encoder-decoder model, with the adapter merged.

    Raises:
        EngineError: It isn't one that transformers knows, or its tokenizer lacks a
            language's token.
    """
    tokenizer = require_languages(folder, languages)
    try:
        with quiet():
            model = AutoModelForSeq2SeqLM.from_pretrained(
                folder, local_files_only=True, use_safetensors=True, dtype=place.torch_dtype
            )
            if adapter:
                model = merge_adapter(model, adapter)
            model.to(place.device).eval()
        # A forced end would hide that the output was cut off.
        model.generation_config.forced_eos_token_id = None
        model.config.forced_eos_token_id = None
    except (OSError, ValueError, KeyError) as error:
        msg = f"{str(folder)!r} can't be loaded as an encoder-decoder model: {error}"
        raise EngineError(msg) from error
    return LoadedSeq2Seq(model, tokenizer)


class Seq2SeqGenerate:
    """A ``BatchModel`` through transformers' ``generate``."""

    def __init__(
        self, loaded: LoadedSeq2Seq, languages: Languages, decoding: Decoding, *, source_limit: int
    ) -> None:
        self._model, self._tokenizer = loaded
        self._teller = Teller(languages, self._tokenizer)
        self._decoding = decoding
        self.source_limit = source_limit
        self._forced = forced_id(self._tokenizer, languages)

    def n_tokens(self, text: str) -> int:
        """Count the tokens of the text with its prefix and marks."""
        return self._teller.n_tokens(text)

    def decode(self, texts: Sequence[str]) -> Sequence[Translated]:
        """Translate one batch."""
        fed = self._tokenizer.pad({"input_ids": self._teller.ids(texts)}, return_tensors="pt")
        fed = fed.to(self._model.device)
        settings = generation_for(own_generation(self._model), self._decoding, forced=self._forced)
        most_new = SEQ2SEQ_GUARD.most_new(fed.input_ids.shape[1], self._decoding.max_tokens)
        settings.max_new_tokens = min(most_new, settings.max_new_tokens)
        with quiet(), torch.inference_mode():
            sequences = self._model.generate(
                input_ids=fed.input_ids, attention_mask=fed.attention_mask, generation_config=settings
            )
            # What the decoder was given to begin with isn't output.
            n_given = 1 if self._forced is None else 2
            new = sequences[:, n_given:]
            ends = self._ends(settings)
            mask = output_mask(new, ends)
            scores = score_outputs(self._model, fed, sequences, mask, n_given=n_given)
        has_end = torch.isin(new, torch.tensor(ends, device=new.device)).any(dim=1).tolist()
        return [
            Translated(text=self._teller.answer(ids), log_probability=score, is_truncated=not ended)
            for ids, score, ended in zip(new, scores, has_end, strict=True)
        ]

    def _ends(self, settings: Any) -> list[int]:
        named = settings.eos_token_id
        ids = [named] if isinstance(named, int) else list(named or ())
        return ids or [self._tokenizer.eos_token_id]


def forced_id(tokenizer: Any, languages: Languages) -> int | None:
    """Give the id of the target language's token; None where the model writes only one."""
    return None if languages.target is None else language_id(tokenizer, languages.target)


def own_generation(model: Any) -> Any:
    """Give a model's own ``GenerationConfig``, with the longest output that it has places for."""
    settings = copy.deepcopy(model.generation_config)
    settings.max_new_tokens = (getattr(model.config, "max_position_embeddings", None) or 100_000) - 2
    return settings


def generation_for(own: Any, decoding: Decoding, *, forced: int | None) -> Any:
    """Put the search of a recipe into a model's own ``GenerationConfig``.

    Args:
        own: As ``own_generation`` gives it; stays as it is.
        decoding: The search.
        forced: Id of the first token of every output; None to leave it free.
    """
    settings = copy.deepcopy(own)
    settings.update(
        do_sample=False,
        num_beams=decoding.beam,
        length_penalty=decoding.normaliser,
        max_length=None,
        max_new_tokens=min(decoding.max_tokens, own.max_new_tokens),
        early_stopping=decoding.beam > 1,
    )
    if decoding.no_repeat is not None:
        settings.no_repeat_ngram_size = decoding.no_repeat
    if forced is not None:
        settings.forced_bos_token_id = forced
    return settings
