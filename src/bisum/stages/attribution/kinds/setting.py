"""Setting: where a quotation stands, as far as its kind depends on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from bisum.stages.arabic.units import Unit

N_LEFT: Final = 8
"""Units before a quotation that its kind may depend on."""

N_RIGHT: Final = 8
"""Units after it that its kind may depend on."""


class Setting(msgspec.Struct, frozen=True):
    """Where a quotation stands, as far as its kind depends on it.

    Attributes:
        inner: Its words and points.
        left: The units before it in its sentence, at most ``N_LEFT``, in reading order.
        joined: What a quotation right before it is that «و» or a comma joins to it:
            ``term``, ``speech`` or empty.
        n_gap: Words between it and the cue, or the speaker after the cue, where only marks
            tie them; 0 elsewhere.
        right: The units after it in its sentence, at most ``N_RIGHT``, in reading order.
        relation: How its frame ties to it: ``right`` (right after إن, a colon or the
            verb), ``tied`` (right after the verb's preposition), ``within`` (later in
            the reported clause), ``post`` (before its verb), ``source``, ``loose`` (a
            reporting verb stands in the sentence) or ``none``.
        is_alone: It is its whole sentence.
        is_unclosed: It has no closing mark.
        seen_as_term: The same words are a term elsewhere in the article.
        strength: Of the frame's verb, 0 to 3.
        stance_claims: The frame's verb calls something something (وصف، اعتبر).
        distance: Units from where the reported clause begins; 0 without one.
        is_headline: Its sentence ends without a point and its paragraph is short.
        is_nested: It stands inside another quotation.
    """

    inner: Sequence[Unit]
    left: Sequence[Unit]
    joined: str
    n_gap: int
    right: Sequence[Unit]
    relation: str
    is_alone: bool
    is_unclosed: bool
    seen_as_term: bool
    strength: int
    stance_claims: bool
    distance: int
    is_headline: bool
    is_nested: bool

    @property
    def after(self) -> Unit | None:
        """The unit after it, None at the end."""
        return self.right[0] if self.right else None

    @property
    def before(self) -> Unit | None:
        """The unit before it in its sentence, None at the start."""
        return self.left[-1] if self.left else None

    @property
    def before_that(self) -> Unit | None:
        """The one before that."""
        return self.left[-2] if len(self.left) > 1 else None
