"""Deterministic stand-ins for models, for tests and dry runs.

Each leaves a visible mark on what it did, so that a swapped or lost sentence shows.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from bisum.engines.ports import Attempt, Tick, Translated
from bisum.model.record import EngineCard

CAUTION = "This is not a translation: the fake engine marks each sentence and translates nothing."


class MarkingTranslator:
    """Gives each sentence back between ``<en>`` and ``</en>``, in Latin letters' place.

    Attributes:
        n_translated: How many sentences it was asked for so far.
    """

    def __init__(self, *, delay_s: float = 0.0) -> None:
        """Make one that waits ``delay_s`` seconds for each sentence, as a slow model would."""
        self._delay_s = delay_s
        self.n_translated = 0

    @property
    def signature(self) -> str:
        """Name of this engine; the delay changes no text."""
        return "fake-marking-1"

    @property
    def card(self) -> EngineCard:
        """Say that no model did this."""
        return EngineCard(engine="fake", model="marking", caution=CAUTION)

    @property
    def arithmetic(self) -> tuple[str, str | None]:
        """Name the CPU; there is no arithmetic."""
        return ("cpu", None)

    @property
    def why(self) -> str:
        """Nothing was to choose."""
        return ""

    def trying(self, attempt: Attempt) -> MarkingTranslator:  # noqa: ARG002 - it has no settings
        """Give this one: no attempt changes what it does."""
        return self

    def translate(self, sentences: Sequence[str], *, tick: Tick | None = None) -> Sequence[Translated]:
        """Mark each sentence; see ``Translator.translate``."""
        english = []
        for sentence in sentences:
            if self._delay_s:
                time.sleep(self._delay_s)
            english.append(Translated(text=f"<en>{sentence}</en>", log_probability=-0.1))
            if tick:
                tick(1)
        self.n_translated += len(sentences)
        return english
