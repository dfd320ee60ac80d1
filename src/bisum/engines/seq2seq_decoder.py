"""One batch of texts through an encoder-decoder model."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from transformers import AutoModelForSeq2SeqLM

from bisum.engines.adapters import merge_adapter
from bisum.engines.decoding import SEQ2SEQ_GUARD, Decoding, output_mask, score_outputs
from bisum.engines.device import Place
from bisum.engines.languages import Languages, language_id, require_languages
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


class Seq2SeqDecoder:
    """A ``Decoder`` for batches, through ``generate``."""

    def __init__(
        self, loaded: LoadedSeq2Seq, languages: Languages, decoding: Decoding, *, source_limit: int
    ) -> None:
        self._model, self._tokenizer = loaded
        self._languages = languages
        self._decoding = decoding
        self.source_limit = source_limit
        target = languages.target
        self._forced = None if target is None else language_id(self._tokenizer, target)

    def n_tokens(self, text: str) -> int:
        """Count the tokens of the text with its prefix and marks."""
        return len(
            self._tokenizer(self._languages.told(text, self._tokenizer), **self._languages.reading).input_ids
        )

    def decode(self, texts: Sequence[str]) -> Sequence[Translated]:
        """Translate one batch."""
        told = [self._languages.told(text, self._tokenizer) for text in texts]
        fed = self._tokenizer(told, return_tensors="pt", padding=True, **self._languages.reading)
        fed = fed.to(self._model.device)
        settings = self._generation(fed.input_ids.shape[1])
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
        outputs = self._tokenizer.batch_decode(new, skip_special_tokens=True)
        return [
            Translated(text=output.strip(), log_probability=score, is_truncated=not ended)
            for output, score, ended in zip(outputs, scores, has_end, strict=True)
        ]

    def _generation(self, n_source: int) -> Any:
        """Take the model's own settings, with the recipe's search in them."""
        settings = copy.deepcopy(self._model.generation_config)
        longest = getattr(self._model.config, "max_position_embeddings", None) or 100_000
        most_new = SEQ2SEQ_GUARD.most_new(n_source, self._decoding.max_tokens)
        settings.update(
            do_sample=False,
            num_beams=self._decoding.beam,
            length_penalty=self._decoding.normaliser,
            max_length=None,
            max_new_tokens=min(most_new, longest - 2),
            early_stopping=self._decoding.beam > 1,
        )
        if self._forced is not None:
            settings.forced_bos_token_id = self._forced
        return settings

    def _ends(self, settings: Any) -> list[int]:
        named = settings.eos_token_id
        ids = [named] if isinstance(named, int) else list(named or ())
        return ids or [self._tokenizer.eos_token_id]
