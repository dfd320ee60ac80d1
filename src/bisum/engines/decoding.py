"""How an output is searched for, and how sure the model was of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import torch

from bisum.config import TranslateSettings
from bisum.model.base import Value

# Elements of the largest table of logits made for scoring: 256 MB in fp32.
_LOGITS_AT_ONCE: Final = 64_000_000


class Decoding(Value, frozen=True, kw_only=True):
    """Settings of the search, the same for all engines.

    Attributes:
        beam: Beam size; 1 is greedy.
        length_penalty: Exponent of the length by which a beam's log-probability is
            divided.
        max_tokens: Most tokens of one translation.
    """

    beam: int = 1
    length_penalty: float = 1.0
    max_tokens: int = 256

    @classmethod
    def of(cls, settings: TranslateSettings) -> Decoding:
        """Take the settings of the search from a config."""
        return cls(beam=settings.beam, length_penalty=settings.length_penalty, max_tokens=settings.max_tokens)

    @property
    def signature(self) -> str:
        """All three; the penalty only where there are beams to choose from."""
        penalty = f",{self.length_penalty}" if self.beam > 1 else ""
        return f"beam={self.beam}{penalty},max={self.max_tokens}"


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
