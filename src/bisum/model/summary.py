"""The bilingual summary of an article."""

from __future__ import annotations

import enum

from bisum.model.base import Product, Value


class Origin(enum.Enum):
    """Who wrote a sentence of a summary."""

    EXTRACTED = "extracted"  # the article, or its translation
    GENERATED = "generated"  # a model; its grounds hold every name, number and negation in it
    REPAIRED = "repaired"  # a model; true words or a speaker were put in by bisum
    REPLACED = "replaced"  # the article: what the model wrote did not stand up


class Ground(Value, frozen=True, kw_only=True):
    """A source sentence that a summary sentence stands on.

    Attributes:
        paragraph: Index of its paragraph.
        sentence: Index of the sentence in that paragraph.
    """

    paragraph: int
    sentence: int


class SummarySentence(Value, frozen=True, kw_only=True):
    """One sentence of a summary, in one language.

    Attributes:
        text: The sentence.
        grounds: The source sentences that it stands on; at least one.
        quotes: Numbers of the quotations (indices of ``Quotes.marked``) whose words it
            gives in quotation marks; each one's speaker is named in ``text``.
        left_out: What the article says inside the sentence and the summary leaves out: words in
            brackets, the occasion, what is told by the way; without a dateline.
        origin: Who wrote it.
        support: Share of its content words, weighed by how rare they are, that stand in
            the grounds, from 0 to 1; None where the article itself wrote it.
    """

    text: str
    grounds: tuple[Ground, ...]
    quotes: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()
    origin: Origin = Origin.EXTRACTED
    support: float | None = None

    def __post_init__(self) -> None:
        if not self.grounds:
            msg = f"a summary sentence stands on at least one source sentence: {self.text!r}"
            raise ValueError(msg)


class Summary(Product, frozen=True, kw_only=True):
    """The summary in both languages.

    Attributes:
        english: Empty where no sentence could be given safely in English.
        arabic: Empty where the article holds no sentence fit for a summary.
        method: Name of the way it was made.
        line_english: The whole in one line; None where none could be given.
        line_arabic: The same in Arabic.
    """

    english: tuple[SummarySentence, ...] = ()
    arabic: tuple[SummarySentence, ...] = ()
    method: str
    line_english: SummarySentence | None = None
    line_arabic: SummarySentence | None = None
