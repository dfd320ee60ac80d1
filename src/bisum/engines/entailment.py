"""Whether one text follows from another, told by a public model: one more check of written sentences."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, Final

import torch
import transformers

from bisum.engines.hub import find_model
from bisum.engines.quiet import quiet
from bisum.engines.weights import FolderCheckpoint
from bisum.errors import EngineError

WINDOW: Final = 512
"""Tokens of both texts together, where the model takes that many; of a longer pair the first text is cut."""


def open_entailment(model: str, revision: str | None) -> EntailmentModel:
    """Give the judge for a hub name or a folder; loads no weights.

    Raises:
        EngineError: The model can't be had, or must not be loaded.
    """
    return EntailmentModel(find_model(model, revision))


class EntailmentModel:
    """A classifier of pairs of texts in the layout of the hub; loads at its first call."""

    def __init__(self, checkpoint: FolderCheckpoint) -> None:
        self._checkpoint = checkpoint

    @property
    def signature(self) -> str:
        """Name weights and tokenizer by their content."""
        return f"entailment-{self._checkpoint.identity}"

    def follows(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Give how likely each second text follows from the first; see ``Entailer.follows``."""
        return [self._chance(premise, claim) for premise, claim in pairs]

    def _chance(self, premise: str, claim: str) -> float:
        tokenizer, model = self._loaded
        batch = tokenizer(
            premise, claim, truncation="only_first", max_length=self._window, return_tensors="pt"
        )
        with torch.inference_mode():
            chances = model(**batch).logits.float().softmax(-1)[0]
        return float(chances[self._label])

    @functools.cached_property
    def _loaded(self) -> tuple[Any, Any]:
        folder = self._checkpoint.folder()
        with quiet():
            tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
            model = transformers.AutoModelForSequenceClassification.from_pretrained(
                folder, use_safetensors=True
            )
        return tokenizer, model.eval()

    @functools.cached_property
    def _label(self) -> int:
        """Find which of its labels says that the second text follows."""
        labels: dict[int, str] = self._loaded[1].config.id2label
        found = [number for number, name in labels.items() if name.casefold().startswith("entail")]
        if len(found) != 1:
            folder, names = self._checkpoint.folder(), ", ".join(map(repr, labels.values()))
            msg = f"{folder}: none of its labels means entailment: {names}; take a model trained on NLI"
            raise EngineError(msg)
        return int(found[0])

    @functools.cached_property
    def _window(self) -> int:
        positions = getattr(self._loaded[1].config, "max_position_embeddings", WINDOW)
        return min(WINDOW, int(positions))
