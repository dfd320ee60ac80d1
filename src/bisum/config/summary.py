"""The settings of a summary."""

from __future__ import annotations

from typing import Literal

from bisum.config.values import NameOrPath, require_search
from bisum.model.base import Value


class SummarySettings(Value, frozen=True, kw_only=True):
    """How the summary is made.

    Attributes:
        method: ``extractive``: sentences of the article, in both languages;
            ``hybrid``: the same, the English ones shortened by a model where what it
            writes stands up; ``abstractive``: the English written by a model, held
            against the article sentence by sentence, the Arabic that it stands on.
        sentences: How many sentences it has at most.
        model: The one that writes: a name of ``bisum models``, a hub name or a folder;
            None for ``extractive``.
        arabic_model: The one that summarises the Arabic in ``abstractive``; None for the sentences that
            the English stands on.
        beam: Beam size; 1 is greedy.
        max_tokens: Most tokens that the model writes for one text.
        accept_licence: The user has read and accepts a non-commercial licence.
        entailment: A public model that tells whether a text follows from another (NLI, in
            English; hub name or folder): what it doesn't find to follow from its grounds is
            replaced. None for bisum's own checks alone.
    """

    method: Literal["extractive", "hybrid", "abstractive"] = "extractive"
    sentences: int = 4
    model: NameOrPath | None = None
    arabic_model: NameOrPath | None = None
    beam: int = 1
    max_tokens: int = 160
    accept_licence: bool = False
    entailment: NameOrPath | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.sentences <= 50:
            msg = f"sentences is from 1 to 50, got {self.sentences}"
            raise ValueError(msg)
        require_search(self.beam, self.max_tokens)
        if (self.method == "extractive") != (self.model is None):
            wanted = "takes no 'model'" if self.model else "needs a 'model': a name of `bisum models`, say"
            msg = f"method {self.method!r} {wanted}"
            raise ValueError(msg)
        if self.arabic_model is not None and self.method != "abstractive":
            msg = f"'arabic_model' writes in method 'abstractive' alone, got {self.method!r}"
            raise ValueError(msg)
        if self.entailment is not None and self.model is None:
            msg = "'entailment' judges what a model writes; it needs method 'hybrid' or 'abstractive'"
            raise ValueError(msg)
