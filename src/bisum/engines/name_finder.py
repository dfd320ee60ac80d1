"""Names found by a token-classification model: an optional sharpening of who is who."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import torch
import transformers

from bisum.engines.classifier import Classifier
from bisum.engines.ports import FoundName
from bisum.errors import EngineError

WINDOW: Final = 384
"""Tokens of a paragraph read at a time, where the model takes that many; one position in four is
read twice, so that no name is cut."""

_KINDS: Final = {
    "PER": "person",
    "PERS": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "ORGANIZATION": "organisation",
    "LOC": "place",
    "LOCATION": "place",
    "GPE": "place",
}
"""What the labels of public Arabic models mean, without their B- and I-."""


class TokenNames(Classifier):
    """A classifier of tokens."""

    kind = "names"
    head = transformers.AutoModelForTokenClassification
    window = WINDOW

    def find(self, texts: Sequence[str]) -> list[tuple[FoundName, ...]]:
        """Give the names of each text; see ``NameFinder.find``."""
        return [self._names(text) if text.strip() else () for text in texts]

    def _names(self, text: str) -> tuple[FoundName, ...]:
        tokenizer, model = self._loaded
        batch = tokenizer(
            text,
            truncation=True,
            max_length=self._window,
            stride=self._window // 4,
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
            padding=True,
            return_tensors="pt",
        )
        offsets = batch.pop("offset_mapping").tolist()
        batch.pop("overflow_to_sample_mapping")
        with torch.inference_mode():
            labels = model(**batch).logits.argmax(-1).tolist()
        found: dict[tuple[int, int], str] = {}
        for window_offsets, window_labels in zip(offsets, labels, strict=True):
            found |= self._spans(window_offsets, window_labels)
        return tuple(
            FoundName(start=start, end=end, kind=kind) for (start, end), kind in sorted(found.items())
        )

    def _spans(self, offsets: Sequence[Sequence[int]], labels: Sequence[int]) -> dict[tuple[int, int], str]:
        """Join tokens of one name: those of a word always, those after it where they go on with I-."""
        found: list[tuple[int, int, str]] = []
        for (start, end), label in zip(offsets, labels, strict=True):
            if start == end:
                continue  # a mark of the model's own
            prefix, _, name = self._labels[label].rpartition("-")
            kind = _KINDS.get(name.upper())
            last = found[-1] if found else None
            goes_on = last is not None and last[1] == start
            if last is not None and goes_on and last[2]:
                found[-1] = (last[0], end, last[2])  # the rest of a word
            elif last is not None and kind == last[2] and kind and prefix != "B" and start - last[1] <= 1:
                found[-1] = (last[0], end, kind)
            else:
                found.append((start, end, kind or ""))
        return {(start, end): kind for start, end, kind in found if kind}

    def _require_fit(self, tokenizer: Any, model: Any) -> None:
        folder = self._checkpoint.folder()
        if not tokenizer.is_fast:
            msg = f"{folder}: its tokenizer tells no offsets, so names can't be placed; take another model"
            raise EngineError(msg)
        if not any(name.rpartition("-")[2].upper() in _KINDS for name in model.config.id2label.values()):
            labels = ", ".join(map(repr, model.config.id2label.values()))
            msg = f"{folder}: none of its labels means a person, organisation or place: {labels}"
            raise EngineError(msg)
