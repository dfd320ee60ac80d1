"""What stages may ask of models: texts in, as many results out, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bisum.model.base import Value
from bisum.model.record import EngineCard

# Told how many more texts are done, so that a long call shows its progress.
Tick = Callable[[int], None]


class Translated(Value, frozen=True, kw_only=True):
    """One text's translation.

    Attributes:
        text: Empty where the model gave nothing.
        log_probability: Mean natural logarithm of its tokens' probabilities; None where
            the engine does not say.
        is_truncated: The model stopped at its length limit.
    """

    text: str
    log_probability: float | None = None
    is_truncated: bool = False


class Attempt(Value, frozen=True, kw_only=True):
    """How to ask a translator otherwise than its config says; None keeps what the config says.

    Attributes:
        beam: Beam size; 1 is greedy.
        no_repeat: No run of this many tokens comes twice in an output; 0 allows all.
        source_limit: Most tokens of one source text; longer ones are split at clause
            boundaries. Above the model's own limit that one holds.
    """

    beam: int | None = None
    no_repeat: int | None = None
    source_limit: int | None = None

    def __post_init__(self) -> None:
        counts = (self.beam, self.source_limit)
        if any(count is not None and count < 1 for count in counts) or (self.no_repeat or 0) < 0:
            msg = f"an attempt needs beam and source_limit from 1 and no_repeat from 0, got {self}"
            raise ValueError(msg)


class Described(Protocol):
    """What weights tell about themselves, without being loaded."""

    @property
    def card(self) -> EngineCard:
        """Say which model it is, under which terms."""

    @property
    def arithmetic(self) -> tuple[str, str | None]:
        """Name the device and the dtype that it runs on."""

    @property
    def why(self) -> str:
        """Say what computes and why that was chosen, for people; empty where nothing was to choose."""


class Engine(Described, Protocol):
    """What every engine tells about itself, without loading any weights."""

    @property
    def signature(self) -> str:
        """Name all that can change a result, and nothing that can't."""


class Translator(Engine, Protocol):
    """Translates Arabic sentences one by one; loads its weights at the first call."""

    def translate(self, sentences: Sequence[str], *, tick: Tick | None = None) -> Sequence[Translated]:
        """Translate each sentence by itself.

        Args:
            sentences: Arabic, normalised, none of them blank; may be empty. Any length:
                the engine splits what is longer than its limit and joins the results.
            tick: Called with the number of further sentences done.

        Returns:
            As many translations, in the same order, whatever the order of the work.

        Raises:
            EngineError: The model can't be loaded or broke its contract.
        """

    def trying(self, attempt: Attempt) -> Translator:
        """Give the same model asked otherwise, for a second attempt at a doubtful sentence.

        The weights are shared, not loaded again, so this costs nothing:
        ``translator.trying(Attempt(beam=4, no_repeat=3)).translate([sentence])``. The
        signature names the attempt's settings too.
        """


class FoundName(Value, frozen=True, kw_only=True):
    """A name in a text, by half-open offsets: of a person, an organisation or a place."""

    start: int
    end: int
    kind: str


class NameFinder(Protocol):
    """Finds names in Arabic texts; loads its weights at the first call."""

    @property
    def signature(self) -> str:
        """Name all that can change a result, and nothing that can't."""

    def find(self, texts: Sequence[str]) -> Sequence[Sequence[FoundName]]:
        """Give the names of each text, in reading order, apart from one another.

        Raises:
            EngineError: The model can't be loaded, or tells no names.
        """


class SpeakerQuestion(Value, frozen=True, kw_only=True):
    """One utterance in a text, of which it is asked who says it.

    Attributes:
        spans: Start and end of what is said, in characters of the text; more than one where
            it goes on in another paragraph.
        candidates: Start and end of each mention of each who may have said it; empty for nobody.
    """

    spans: tuple[tuple[int, int], ...]
    candidates: tuple[tuple[tuple[int, int], ...], ...]


class SpeakerRanker(Protocol):
    """Ranks who may have said something, by reading the text; loads its weights at the first call."""

    @property
    def signature(self) -> str:
        """Name all that can change a result, and nothing that can't."""

    def rank(self, text: str, questions: Sequence[SpeakerQuestion]) -> Sequence[Sequence[float]]:
        """Say how likely each candidate is.

        Args:
            text: A whole article, title first, in lines.
            questions: About it; may be empty.

        Returns:
            For each question, the natural logarithms of its candidates' probabilities.

        Raises:
            EngineError: The model can't be loaded.
        """


class Entailer(Protocol):
    """Tells whether an English text follows from another; loads its weights at the first call."""

    @property
    def signature(self) -> str:
        """Name all that can change a result."""

    def follows(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float]:
        """Give, for each pair, how likely the second text follows from the first, from 0 to 1.

        Raises:
            EngineError: The model can't be loaded, or tells something else.
        """


class Embedder(Protocol):
    """Gives vectors of sentences in any language; loads its weights at the first call."""

    @property
    def signature(self) -> str:
        """Name all that can change a vector."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the vector of each text.

        Args:
            texts: None of them blank; may be empty.

        Returns:
            Shape (texts, dimensions), each row of length 1: their product is the cosine.

        Raises:
            EngineError: The model broke its contract.
        """


class Summariser(Engine, Protocol):
    """Writes summaries in one language; loads its weights at the first call."""

    def fits(self, text: str) -> bool:
        """Tell whether the model can read a text whole."""

    def summarise(self, texts: Sequence[str], *, tick: Tick | None = None) -> Sequence[str]:
        """Write a summary of each text by itself.

        Args:
            texts: None of them blank, each of which fits; may be empty.
            tick: Called with the number of further texts done.

        Returns:
            As many summaries, in the same order; empty where the model gave nothing. What
            a model left unfinished at its length limit is without its last sentence.

        Raises:
            EngineError: The model can't be loaded or broke its contract.
        """


class Archive(Engine, Protocol):
    """Looks up translations that were made elsewhere."""

    def find(self, arabic: str) -> str | None:
        """Give the filed English of a paragraph or sentence, None where there is none."""

    def find_document(self, paragraphs: Sequence[str]) -> tuple[str, ...] | None:
        """Give the filed English of a whole document, as paragraphs of its own; None where there is none.

        Args:
            paragraphs: The Arabic; where one ends doesn't count.
        """

    def has_variants(self, arabic: str) -> bool:
        """Tell whether the same Arabic was filed with different English; the first counts."""
