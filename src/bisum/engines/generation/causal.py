"""One batch of prompts through a decoder-only model, with transformers' ``generate``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GenerationConfig, LogitsProcessor

from bisum.engines.checkpoints.adapters import merge_adapter
from bisum.engines.device import Place
from bisum.engines.generation.decoding import (
    CAUSAL_GUARD,
    NO_REPEAT_TOKENS,
    Decoding,
    output_mask,
    score_continuations,
)
from bisum.engines.ports import Translated
from bisum.engines.prompts import Prompt, Prompter
from bisum.engines.quiet import quiet
from bisum.errors import EngineError


class LoadedCausal(NamedTuple):
    """A model ready to generate, with its tokenizer."""

    # transformers' classes carry no usable types.
    model: Any
    tokenizer: Any


def has_chat_template(folder: Path) -> bool:
    """Tell whether the model's tokenizer says how a chat with it is written."""
    config = folder / "tokenizer_config.json"
    return any(folder.glob("chat_template*")) or (
        config.is_file() and b'"chat_template"' in config.read_bytes()
    )


def load_causal(folder: Path, place: Place, *, adapter: Path | None = None) -> LoadedCausal:
    """Load a decoder-only model, with left padding and the adapter merged.

    Raises:
        EngineError: It isn't one that transformers knows, or the adapter doesn't fit.
    """
    try:
        with quiet():
            tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, padding_side="left")
            model = AutoModelForCausalLM.from_pretrained(
                folder, local_files_only=True, use_safetensors=True, dtype=place.torch_dtype
            )
            if adapter:
                model = merge_adapter(model, adapter)
            model.to(place.device).eval()
    except (OSError, ValueError, KeyError) as error:
        msg = f"{str(folder)!r} can't be loaded as a decoder-only model: {error}"
        raise EngineError(msg) from error
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    return LoadedCausal(model, tokenizer)


class CausalGenerate:
    """A ``BatchModel``: asks with a prompt and lets transformers generate what follows."""

    def __init__(
        self, loaded: LoadedCausal, prompt: Prompt, decoding: Decoding, *, source_limit: int
    ) -> None:
        self._model, self._tokenizer = loaded
        self._prompter = Prompter(prompt, self._tokenizer)
        self._decoding = decoding
        self._no_repeat = NO_REPEAT_TOKENS if decoding.no_repeat is None else decoding.no_repeat
        self._ends = self._prompter.end_ids(named_ends(self._model))
        self.source_limit = source_limit

    def n_tokens(self, text: str) -> int:
        """Count the tokens of the text alone, without the prompt."""
        return self._prompter.n_tokens(text)

    def decode(self, texts: Sequence[str]) -> Sequence[Translated]:
        """Translate one batch."""
        fed = self._tokenizer.pad({"input_ids": self._prompter.ids(texts)}, return_tensors="pt")
        fed = fed.to(self._model.device)
        longest = max(self.n_tokens(text) for text in texts)
        n_prompt, n_new = fed.input_ids.shape[1], CAUSAL_GUARD.most_new(longest, self._decoding.max_tokens)
        with quiet(), torch.inference_mode():
            guard = _Guard(n_prompt, self._no_repeat)
            whole = self._model.generate(
                **fed, generation_config=self._generation(n_new), logits_processor=[guard]
            )
            new = whole[:, n_prompt:]
            mask = output_mask(new, self._ends)
            is_greedy = self._decoding.beam == 1
            scores = guard.means(mask) if is_greedy else score_continuations(self._model, fed, new, mask)
        has_end = torch.isin(new, torch.tensor(self._ends, device=new.device)).any(dim=1).tolist()
        return [
            Translated(text=self._prompter.answer(ids), log_probability=score, is_truncated=not ended)
            for ids, score, ended in zip(new, scores, has_end, strict=True)
        ]

    def _generation(self, n_new: int) -> GenerationConfig:
        return GenerationConfig(
            do_sample=False, num_beams=self._decoding.beam, max_new_tokens=n_new,
            length_penalty=self._decoding.normaliser,
            pad_token_id=self._tokenizer.pad_token_id, eos_token_id=self._ends,
        )  # fmt: skip


def named_ends(model: Any) -> list[int]:
    """Give the ids at which the model's own settings end its text."""
    named = model.generation_config.eos_token_id
    return [named] if isinstance(named, int) else list(named or ())


class _Guard(LogitsProcessor):  # type: ignore[misc]  # transformers carries no types
    """Forbids a run of tokens that stands in the same output already; the prompt is free.

    A greedy search takes the best of what is left, so its log-probability is noted on the
    way; reading the outputs once more would take a third of the whole time.
    """

    def __init__(self, n_prompt: int, n_run: int = NO_REPEAT_TOKENS) -> None:
        self._n_prompt = n_prompt
        self._n_run = n_run
        self._chosen: list[torch.Tensor] = []

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        total = scores.logsumexp(dim=1)
        output = input_ids[:, self._n_prompt :]
        size = self._n_run - 1
        if size == 0:
            scores = scores.scatter(1, output, -torch.inf)
        elif size > 0 and output.shape[1] > size:
            runs = output.unfold(1, size, 1)
            same = (runs[:, :-1] == runs[:, -1:]).all(dim=2)
            for row, at in same.nonzero().tolist():
                scores[row, output[row, at + size]] = -torch.inf
        self._chosen.append(scores.max(dim=1).values - total)
        return scores

    def means(self, mask: torch.Tensor) -> list[float | None]:
        """Give each row's mean log-probability over its mask, where the search was greedy."""
        totals = (torch.stack(self._chosen, dim=1) * mask).sum(dim=1).tolist()
        counts = mask.sum(dim=1).tolist()
        return [total / count if count else None for total, count in zip(totals, counts, strict=True)]
