"""Quotations, their speakers, and the ledger of an article."""

from __future__ import annotations

import enum
from typing import Final, TypeGuard, TypeVar

from bisum.model.base import Product, Value
from bisum.model.span import Span

_SURE_SPEAKER: Final = 0.75
"""Confidence below which the speaker is said to be uncertain: confidences are shares that were right
(``docs/quotes.md``), and of the samples' quotations about one in eight is below it."""


_Speaker = TypeVar("_Speaker")


def is_uncertain(speaker: _Speaker | None, confidence: float) -> TypeGuard[_Speaker]:
    """Tell whether whoever reads of a speaker is told that it may well be somebody else; nobody is never."""
    return speaker is not None and confidence < _SURE_SPEAKER


class QuoteKind(enum.Enum):
    """What a marked (or reported) text is; see the annotation guidelines in ``docs/quotes.md``."""

    DIRECT = "direct"  # a reported utterance of at least a clause
    PARTIAL = "partial"  # some of the speaker's own words inside the writer's sentence
    TERM = "term"  # no speech: a name, a title, a label, scare quotes
    INDIRECT = "indirect"  # reported speech without marks


class Stance(enum.Enum):
    """How the reporting verb presents the words."""

    NEUTRAL = "neutral"
    CLAIM = "claim"
    DENIAL = "denial"
    WARNING = "warning"
    PROMISE = "promise"
    THREAT = "threat"


class Speaker(Value, frozen=True, kw_only=True):
    """Whose words they are.

    Attributes:
        name: The mention that best names the speaker, exactly as it stands at ``span``.
        span: Where that mention stands in the article or its title.
        role: Title or office («وزير الدفاع»), where the article gives it.
        affiliation: Institution, country or party, where the article gives it.
        mention: The mention nearest the quotation, where it differs from ``span``.
    """

    name: str
    span: Span
    role: str | None = None
    affiliation: str | None = None
    mention: Span | None = None


class Cue(Value, frozen=True, kw_only=True):
    """The reporting verb or formula that ties words to a speaker.

    Attributes:
        text: As it stands at ``span``.
        span: Where it stands.
        lemma: The table's head word for it.
        stance: How it presents the words.
    """

    text: str
    span: Span
    lemma: str
    stance: Stance = Stance.NEUTRAL


class Quote(Value, frozen=True, kw_only=True):
    """One entry of the ledger.

    Attributes:
        kind: What it is.
        text: The pieces under ``spans``, joined with one newline.
        spans: In reading order, one a paragraph.
        speaker: None where the article does not say, and for terms.
        cue: None where no verb or formula ties them.
        relay: Who passed the words on, where one source quotes another.
        parent: Index in the ledger of the quotation that holds this one.
        closed: False where the closing mark is missing, so that the end is a guess.
        confidence: How sure the kind and the speaker are, in [0, 1]; for its meaning
            see ``docs/quotes.md``.
        rule: Name of the rule that decided.
    """

    kind: QuoteKind
    text: str
    spans: tuple[Span, ...]
    speaker: Speaker | None = None
    cue: Cue | None = None
    relay: Speaker | None = None
    parent: int | None = None
    closed: bool = True
    confidence: float = 1.0
    rule: str = ""

    def __post_init__(self) -> None:
        if not self.spans:
            msg = "a quotation has at least one span"
            raise ValueError(msg)
        if self.kind is QuoteKind.TERM and self.speaker is not None:
            msg = f"a term has no speaker, got {self.speaker.name!r}"
            raise ValueError(msg)

    @property
    def is_speech(self) -> bool:
        """Whether these are somebody's words, with or without marks."""
        return self.kind is not QuoteKind.TERM

    @property
    def is_marked(self) -> bool:
        """Whether quotation marks stand around it."""
        return self.kind is not QuoteKind.INDIRECT


class Quotes(Product, frozen=True, kw_only=True):
    """The ledger of one article.

    Attributes:
        marked: One entry a pair of quotation marks, terms too, in reading order; the
            index of an entry is the quotation's number.
        indirect: Reported speech without marks, in reading order.
        title: The pairs of marks of the title.
    """

    marked: tuple[Quote, ...] = ()
    indirect: tuple[Quote, ...] = ()
    title: tuple[Quote, ...] = ()
