"""How an output is searched for, and how sure the model was of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec
import torch

from bisum.config import TranslateSettings
from bisum.engines.ports import Attempt
from bisum.engines.public_models import DEFAULT_MODEL
from bisum.model.base import Value

# Elements of the largest table of logits made for scoring: 256 MB in fp32.
_LOGITS_AT_ONCE: Final = 64_000_000


# Of the default model: on ant-news-dev better than 2, and on two idle cores quicker than
# 7,000 sentences an hour (docs/decisions/default-model.md).
DEFAULT_MODEL_BEAM: Final = 4


class Decoding(Value, frozen=True, kw_only=True):
    """Settings of the search, the same for all engines.

    Attributes:
        beam: Beam size; 1 is greedy.
        length_penalty: Exponent of the length by which a beam's log-probability is
            divided.
        max_tokens: Most tokens of one translation.
        no_repeat: No run of this many tokens comes twice in an output, 0 allows all; None
            leaves it to the engine: ``NO_REPEAT_TOKENS`` for decoder-only models, what
            the model's own settings say for the others.
        keeps: The version of the rules by which a search with beams keeps quotations and
            numbers of the source (``faithful``); None where it follows the model alone.
    """

    beam: int = 1
    length_penalty: float = 1.0
    max_tokens: int = 256
    no_repeat: int | None = None
    keeps: int | None = None

    @classmethod
    def of(cls, settings: TranslateSettings, *, keeps: int | None = None) -> Decoding:
        """Take the settings of the search from a config."""
        own = DEFAULT_MODEL_BEAM if settings.model == DEFAULT_MODEL else 1
        return cls(
            beam=settings.beam or own, length_penalty=settings.length_penalty, max_tokens=settings.max_tokens,
            keeps=keeps,
        )  # fmt: skip

    def trying(self, attempt: Attempt) -> Decoding:
        """Put an attempt's settings over these."""
        named = {"beam": attempt.beam, "no_repeat": attempt.no_repeat}
        return msgspec.structs.replace(
            self, **{name: value for name, value in named.items() if value is not None}
        )

    @property
    def normaliser(self) -> float:
        """The exponent that the search works with; of no effect where it is greedy."""
        return self.length_penalty if self.beam > 1 else 1.0

    def mean_of(self, score: float, n_tokens: int, *, n_given: int = 0) -> float | None:
        """Give the mean log-probability behind a score that was divided by a power of the length.

        Args:
            score: As CTranslate2 gives it.
            n_tokens: All that it counted.
            n_given: How many of them were forced, at no cost.
        """
        n_own = n_tokens - n_given
        return float(score) * n_tokens**self.normaliser / n_own if n_own > 0 else None

    @property
    def signature(self) -> str:
        """All; what is of use with beams only where there are some."""
        penalty = f",{self.length_penalty}" if self.beam > 1 else ""
        runs = "" if self.no_repeat is None else f",no-repeat={self.no_repeat}"
        keeps = f",keeps={self.keeps}" if self.keeps is not None and self.beam > 1 else ""
        return f"beam={self.beam}{penalty},max={self.max_tokens}{runs}{keeps}"


class LengthGuard(Value, frozen=True, kw_only=True):
    """Where an output is cut off because it must be a loop.

    Attributes:
        per_source: Most tokens of output for each token of the source.
        more: And this many more.
    """

    per_source: float
    more: int

    @property
    def signature(self) -> str:
        """Both."""
        return f"guard={self.per_source},{self.more}"

    def most_new(self, n_source: int, max_tokens: int) -> int:
        """Give the most tokens of output for a source of so many."""
        return min(max_tokens, int(n_source * self.per_source) + self.more)


# Of the 2,271 pairs of ant-news-dev, ntrex-dev and pud none comes near under Gemma's
# tokenizer: 0.7 for each on average, 1.9 at most.
CAUSAL_GUARD: Final = LengthGuard(per_source=2.0, more=24)
# Whatever the two vocabularies are; loops on headings and noise: Opus-MT#49,
# argos-translate#444.
SEQ2SEQ_GUARD: Final = LengthGuard(per_source=3.0, more=32)
# No run of this many tokens comes twice in one translation of a decoder-only model;
# quoted refrains are shorter.
NO_REPEAT_TOKENS: Final = 8


def output_mask(new: torch.Tensor, ends: Sequence[int]) -> torch.Tensor:
    """Mark the tokens of each output up to and with its first end, shape as ``new``."""
    is_end = torch.isin(new, torch.tensor(list(ends), device=new.device, dtype=new.dtype)).long()
    return (is_end.cumsum(dim=1) - is_end) == 0


def score_continuations(model: Any, fed: Any, new: torch.Tensor, mask: torch.Tensor) -> list[float | None]:
    """Give each output's mean log-probability per token, its end counted.

    The model reads its own outputs once more, whole: cheaper than keeping the scores of
    all beams of all steps, and free of what guards and penalties did to them.

    Args:
        model: Decoder-only.
        fed: Padded prompts, as the tokenizer gives them.
        new: Shape (n, length), the tokens after the prompts.
        mask: Shape of ``new``; what counts.
    """
    whole = torch.cat([fed.input_ids, new], dim=1)
    seen = torch.cat([fed.attention_mask, mask.long()], dim=1)
    positions = (seen.cumsum(dim=1) - 1).clamp(min=0)
    n_new = new.shape[1]

    def logits_of(rows: slice) -> torch.Tensor:
        output = model(
            input_ids=whole[rows], attention_mask=seen[rows], position_ids=positions[rows],
            logits_to_keep=n_new + 1, use_cache=False,
        )  # fmt: skip
        logits: torch.Tensor = output.logits[:, :-1]
        return logits

    return _mean_scores(logits_of, new, mask, model.config.vocab_size)


def score_outputs(
    model: Any, fed: Any, sequences: torch.Tensor, mask: torch.Tensor, *, n_given: int
) -> list[float | None]:
    """Give each output's mean log-probability per token, as ``score_continuations``, of an encoder-decoder.

    Args:
        model: Encoder-decoder.
        fed: Padded sources, as the tokenizer gives them.
        sequences: Shape (n, n_given + length): what the decoder was given, then its output.
        mask: Shape (n, length); what counts of the output.
        n_given: How many tokens of each row aren't output; at least 1.
    """

    def logits_of(rows: slice) -> torch.Tensor:
        output = model(
            input_ids=fed.input_ids[rows], attention_mask=fed.attention_mask[rows],
            decoder_input_ids=sequences[rows, :-1], use_cache=False,
        )  # fmt: skip
        logits: torch.Tensor = output.logits[:, n_given - 1 :]
        return logits

    return _mean_scores(logits_of, sequences[:, n_given:], mask, model.config.vocab_size)


def _mean_scores(logits_of: Any, new: torch.Tensor, mask: torch.Tensor, n_words: int) -> list[float | None]:
    n_rows = max(1, _LOGITS_AT_ONCE // max(1, new.shape[1] * n_words))
    means: list[float | None] = []
    for start in range(0, new.shape[0], n_rows):
        rows = slice(start, start + n_rows)
        logits = logits_of(rows)
        chosen = logits.gather(2, new[rows].unsqueeze(2)).squeeze(2).float()
        log_probabilities = (chosen - logits.logsumexp(dim=2).float()) * mask[rows]
        counts = mask[rows].sum(dim=1)
        means += [
            total / count if count else None
            for total, count in zip(log_probabilities.sum(dim=1).tolist(), counts.tolist(), strict=True)
        ]
    return means
