"""Models that write summaries: encoder-decoder summarisers, and chat models asked with a prompt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from bisum.config import Runtime, SummarySettings
from bisum.engines.causal import CausalModel
from bisum.engines.checkpoints.hub import find_model, is_decoder_only
from bisum.engines.checkpoints.small_summariser import SmallSummariser
from bisum.engines.checkpoints.weights import Checkpoint, FolderCheckpoint
from bisum.engines.generation.batches import translate_all
from bisum.engines.generation.decoding import Decoding
from bisum.engines.generation.own import choose_decoder, generation_obstacle, obstacle
from bisum.engines.generation.translator import Model, ModelEngine
from bisum.engines.languages import Languages
from bisum.engines.ports import Tick
from bisum.engines.prompts import SHORTEN, SUMMARISE
from bisum.engines.public_models import SMALL_SUMMARISER, PublicModel
from bisum.engines.seq2seq import Seq2SeqModel

SOURCE_LIMIT: Final = 500
"""Most tokens of one text for a model of which nobody told us more."""
# The end of a sentence, with the marks that close it.
_SENTENCE_END: Final = re.compile(r"[.!?؟…][”\"»’')]*(?=\s|$)")


class ModelSummariser(ModelEngine):
    """A model behind the port ``Summariser``; texts over the limit are the caller's to shorten."""

    def fits(self, text: str) -> bool:
        """Tell whether the model can read a text whole."""
        return self._decoder.n_tokens(text) <= self._source_limit

    def summarise(self, texts: Sequence[str], *, tick: Tick | None = None) -> Sequence[str]:
        """Write a summary of each text; see ``Summariser.summarise``."""
        if not texts:
            return []
        written = translate_all(texts, self._decoder, batch_tokens=self._batch_tokens, tick=tick)
        return [_finished(one.text) if one.is_truncated else one.text for one in written]


def _finished(text: str) -> str:
    """Leave out a last sentence that was cut off."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    return text[: ends[-1]] if ends else ""


def open_summariser(
    settings: SummarySettings, runtime: Runtime, known: PublicModel | None, of: Literal["article", "sentence"]
) -> ModelSummariser:
    """Open a model that writes summaries.

    Args:
        settings: With a model named.
        runtime: Where it runs.
        known: Its entry, where it is a known one.
        of: What it is given; a chat model is asked accordingly.

    Raises:
        ConfigError: There is no such device here.
        EngineError: The model can't be had or must not be loaded.
    """
    name = settings.model or ""
    decoding = Decoding(beam=settings.beam, max_tokens=settings.max_tokens)
    source_limit = known.source_limit if known else SOURCE_LIMIT
    model: Model
    if name == SMALL_SUMMARISER or is_decoder_only(name, known):
        checkpoint: Checkpoint = SmallSummariser() if name == SMALL_SUMMARISER else _found(settings, known)
        prompt = SUMMARISE if of == "article" else SHORTEN
        hindrance = obstacle(checkpoint.settings, decoding, prompt, source_limit)
        model = CausalModel(checkpoint, prompt, choose_decoder(runtime, hindrance, is_encoder_decoder=False))
    else:
        folder = _found(settings, known)
        hindrance = obstacle(folder.settings, decoding, None, source_limit)
        hindrance = hindrance or generation_obstacle(folder.folder())
        model = Seq2SeqModel(folder, Languages(), choose_decoder(runtime, hindrance, is_encoder_decoder=True))
    return ModelSummariser(model, decoding, source_limit=source_limit, batch_tokens=runtime.batch_tokens)


def _found(settings: SummarySettings, known: PublicModel | None) -> FolderCheckpoint:
    return find_model(settings.model or "", licence=known.licence if known else None)
