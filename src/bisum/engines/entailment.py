"""Whether one text follows from another, told by a public model: one more check of written sentences."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Final

import torch
import transformers

from bisum.engines.classifier import Classifier
from bisum.errors import EngineError

WINDOW: Final = 512
"""Tokens of both texts together, where the model takes that many; of a longer pair the first text is cut."""


class EntailmentModel(Classifier):
    """A classifier of pairs of texts."""

    kind = "entailment"
    head = transformers.AutoModelForSequenceClassification
    window = WINDOW

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
    def _label(self) -> int:
        """Find which of its labels says that the second text follows."""
        found = [number for number, name in self._labels.items() if name.casefold().startswith("entail")]
        if len(found) != 1:
            folder, names = self._checkpoint.folder(), ", ".join(map(repr, self._labels.values()))
            msg = f"{folder}: none of its labels means entailment: {names}; take a model trained on NLI"
            raise EngineError(msg)
        return int(found[0])
