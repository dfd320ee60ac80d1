"""Translation and Alignment: the English, and what of it renders what."""

from __future__ import annotations

import enum

from bisum.model.base import Product, Value


class Try(Value, frozen=True, kw_only=True):
    """A translation of a sentence that was asked for and not taken.

    Attributes:
        way: How it was asked for: ``first`` as the config says, else the name of the second attempt.
        english: What came.
        findings: Codes of what the checks found in it.
        log_probability: Mean natural logarithm of its tokens' probabilities, None where unknown.
    """

    way: str
    english: str
    findings: tuple[str, ...]
    log_probability: float | None = None


class Piece(Value, frozen=True, kw_only=True):
    """One sentence of an English passage.

    Attributes:
        start: Offset of its first code point in the passage's English.
        end: Offset just after its last; equal to ``start`` where a model gave nothing.
        log_probability: Mean natural logarithm of its tokens' probabilities, None where
            the engine does not say.
        is_truncated: The model stopped at its length limit.
        way: How it was asked for; None where it was asked for once.
        tried: What else was tried.
    """

    start: int
    end: int
    log_probability: float | None = None
    is_truncated: bool = False
    way: str | None = None
    tried: tuple[Try, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            msg = f"piece must satisfy 0 <= start <= end, got [{self.start}, {self.end})"
            raise ValueError(msg)


class EnglishPassage(Value, frozen=True, kw_only=True):
    """The English of one paragraph or of the title.

    Attributes:
        english: The whole passage; empty for a blank paragraph, None where it is missing
            (a ``filed`` translation that was not found).
        pieces: Its sentences in order; empty where ``english`` is None.
        is_by_sentence: True where piece n is the translation of source sentence n, by
            construction; False where the passage was translated as a whole and its
            pieces are to be aligned.
    """

    english: str | None
    pieces: tuple[Piece, ...] = ()
    is_by_sentence: bool = True


class NameForm(Value, frozen=True, kw_only=True):
    """The English of a speaker's Arabic name.

    Attributes:
        arabic: The mention as it stands in the article.
        english: None where there is none.
    """

    arabic: str
    english: str | None


class Translation(Product, frozen=True, kw_only=True):
    """The English of an article.

    Attributes:
        paragraphs: One a paragraph of the article.
        title: None where the article has no title.
        names: The speakers' names, each translated by itself, in order of appearance.
    """

    paragraphs: tuple[EnglishPassage, ...]
    title: EnglishPassage | None = None
    names: tuple[NameForm, ...] = ()


class Bead(Value, frozen=True, kw_only=True):
    """Source sentences and the English pieces that render them.

    Attributes:
        source: Indices of consecutive source sentences; empty where English stands
            that renders none.
        target: Indices of consecutive pieces; empty where nothing renders the source.
        score: How well they match, in [0, 1]; 1 by construction.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float = 1.0

    def __post_init__(self) -> None:
        if not self.source and not self.target:
            msg = "a bead has sentences on at least one side"
            raise ValueError(msg)


class RenderingStatus(enum.Enum):
    """How sure the English words of a quotation are."""

    KEPT = "kept"  # the translation's own marks agree
    RESTORED = "restored"  # marks put back by bisum at word-aligned boundaries
    APPROXIMATE = "approximate"  # the sentence is known, the boundaries are not: no marks
    LOST = "lost"  # no rendering found

    @property
    def is_sure(self) -> bool:
        """Whether the English words may stand in quotation marks."""
        return self in {RenderingStatus.KEPT, RenderingStatus.RESTORED}


class Rendering(Value, frozen=True, kw_only=True):
    """The English words that render one quotation.

    Attributes:
        status: How sure they are.
        paragraph: Index of the English passage, None for the title.
        start: Offset of the words in that passage, marks left out; None when lost.
        end: Offset just after the words; None when lost.
        speaker: The English mention of the speaker, None where there is none.
    """

    status: RenderingStatus
    paragraph: int | None
    start: int | None = None
    end: int | None = None
    speaker: str | None = None

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            msg = f"a rendering has both ends or none, got [{self.start}, {self.end})"
            raise ValueError(msg)
        if self.start is not None and self.end is not None and not 0 <= self.start < self.end:
            msg = f"rendering must satisfy 0 <= start < end, got [{self.start}, {self.end})"
            raise ValueError(msg)
        if (self.start is None) != (self.status is RenderingStatus.LOST):
            msg = f"a rendering has no words exactly when it is lost, got {self.status.value}"
            raise ValueError(msg)


class Alignment(Product, frozen=True, kw_only=True):
    """What renders what.

    Attributes:
        paragraphs: The beads of each paragraph, in reading order: each source sentence
            and each piece is in exactly one of them. Empty where there is no English.
        title: Those of the title; empty where the article has no title.
        quotes: One a quotation of ``Quotes.marked``; several where it runs over several
            paragraphs.
        indirect: The same for ``Quotes.indirect``.
        title_quotes: The same for ``Quotes.title``.
    """

    paragraphs: tuple[tuple[Bead, ...], ...]
    title: tuple[Bead, ...] = ()
    quotes: tuple[tuple[Rendering, ...], ...] = ()
    indirect: tuple[tuple[Rendering, ...], ...] = ()
    title_quotes: tuple[tuple[Rendering, ...], ...] = ()
