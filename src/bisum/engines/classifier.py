"""Classifiers in the layout of the hub, through transformers: what those of tokens and of pairs share."""

from __future__ import annotations

import functools
from typing import Any, ClassVar, Self

import transformers

from bisum.engines.checkpoints.hub import find_model
from bisum.engines.checkpoints.weights import FolderCheckpoint
from bisum.engines.quiet import quiet


class Classifier:
    """A tokenizer and a model with labels; loads at its first call.

    Attributes:
        kind: What it is called in signatures.
        head: Which of transformers' classes loads it.
        window: Tokens that it reads at a time, where the model takes that many.
    """

    kind: ClassVar[str]
    head: ClassVar[Any]
    window: ClassVar[int]

    def __init__(self, checkpoint: FolderCheckpoint) -> None:
        self._checkpoint = checkpoint

    @classmethod
    def of(cls, model: str) -> Self:
        """Give the classifier of a hub name or a folder; loads no weights.

        Raises:
            EngineError: The model can't be had, or must not be loaded.
        """
        return cls(find_model(model))

    @property
    def signature(self) -> str:
        """Name weights and tokenizer by their content."""
        return f"{self.kind}-{self._checkpoint.identity}"

    @functools.cached_property
    def _loaded(self) -> tuple[Any, Any]:
        folder = self._checkpoint.folder()
        with quiet():
            tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
            model = self.head.from_pretrained(folder, use_safetensors=True)
        self._require_fit(tokenizer, model)
        return tokenizer, model.eval()

    def _require_fit(self, tokenizer: Any, model: Any) -> None:
        """Refuse a model that can't do the work; all can where nothing else is said."""

    @functools.cached_property
    def _labels(self) -> dict[int, str]:
        labels: dict[int, str] = self._loaded[1].config.id2label
        return labels

    @functools.cached_property
    def _window(self) -> int:
        positions = getattr(self._loaded[1].config, "max_position_embeddings", self.window)
        return min(self.window, int(positions))
