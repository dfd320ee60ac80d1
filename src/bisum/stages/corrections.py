"""A person's corrections, put over what the stages find; whoever reads sees that it was a person."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Final

import msgspec

from bisum.errors import ArticleError
from bisum.model.article import Article, Segments
from bisum.model.base import Product
from bisum.model.bitext import Alignment, EnglishPassage, Piece, Translation
from bisum.model.correction import Correction, CorrectionKind, standing
from bisum.model.dossier import Dossier
from bisum.model.finding import Finding, Findings, Severity
from bisum.model.quote import Quote, QuoteKind, Quotes, Speaker
from bisum.model.span import Span
from bisum.stages.base import Stage
from bisum.text import normalise, one_line

BY_A_PERSON: Final = "person"
"""The rule that a quotation's speaker stands by once a person put it right."""

CORRECTED: Final = "corrected"
"""The code of the notes on what a person put right: on a speaker its evidence is the quotation, on English
it has none."""

VERSION: Final = 1
"""Raised when the same corrections change a record in another way."""


class Corrections:
    """The corrections that count, by the text they hold for."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self._by_digest: dict[str, tuple[Correction, ...]] = {}
        for one in standing(corrections):
            if one.kind in {CorrectionKind.SPEAKER, CorrectionKind.TRANSLATION}:
                self._by_digest[one.digest] = (*self._by_digest.get(one.digest, ()), one)

    def of(self, article: Article, kind: CorrectionKind) -> tuple[Correction, ...]:
        """Give an article's corrections of a kind, by number."""
        return tuple(one for one in self._by_digest.get(article.text_digest, ()) if one.kind is kind)

    def signature_of(self, article: Article) -> str:
        """Name what corrections change in this article's record; empty where they change nothing."""
        found = self._by_digest.get(article.text_digest, ())
        if not found:
            return ""
        digest = hashlib.blake2b(msgspec.json.encode(found), digest_size=16).hexdigest()
        return f"corrections-{VERSION}({digest})"


class _Corrected(ABC):
    """A stage whose products are put right where a person said so; for the runner, the same stage."""

    def __init__(self, stage: Stage, corrections: Corrections) -> None:
        self._stage = stage
        self._corrections = corrections

    @property
    def signature(self) -> str:
        """The stage's own: corrections belong to an article, see ``Corrections.signature_of``."""
        return self._stage.signature

    def run(self, dossiers: Sequence[Dossier]) -> list[Product | ArticleError]:
        """Let the stage work, then mend what it gives."""
        products = self._stage.run(dossiers)
        if len(products) != len(dossiers):
            return list(products)  # the runner stops at that, and names the stage
        return [
            found if isinstance(found, ArticleError) else self._mend(dossier, found)
            for dossier, found in zip(dossiers, products, strict=True)
        ]

    @abstractmethod
    def _mend(self, dossier: Dossier, found: Product) -> Product | ArticleError:
        """Put right what a person said of an article."""


class CorrectQuotes(_Corrected):
    """Gives quotations the speakers that a person named."""

    name: ClassVar[str] = "quotes"
    needs: ClassVar[tuple[type[Product], ...]] = (Segments,)
    gives: ClassVar[type[Product]] = Quotes

    def _mend(self, dossier: Dossier, found: Product) -> Product | ArticleError:
        wanted = self._corrections.of(dossier.article, CorrectionKind.SPEAKER)
        if not wanted or not isinstance(found, Quotes):
            return found
        by_place = {one.place: one for one in wanted}
        try:
            lists = {
                name: tuple(_spoken(dossier.article, quote, by_place) for quote in getattr(found, name))
                for name in ("marked", "indirect", "title")
            }
        except ValueError as fault:
            return ArticleError(self.name, str(fault))
        return msgspec.structs.replace(found, **lists)


class CorrectTranslation(_Corrected):
    """Puts a person's English in the place of a sentence's."""

    name: ClassVar[str] = "translate"
    needs: ClassVar[tuple[type[Product], ...]] = (Segments, Quotes)
    gives: ClassVar[type[Product]] = Translation

    def _mend(self, dossier: Dossier, found: Product) -> Product:
        wanted = self._corrections.of(dossier.article, CorrectionKind.TRANSLATION)
        if not wanted or not isinstance(found, Translation):
            return found
        segments = dossier[Segments]
        title = found.title
        paragraphs = list(found.paragraphs)
        for one in wanted:
            at = _sentence(segments, one.place)
            if one.place is None or one.becomes is None or at is None:
                continue
            number, sentence = one.place.paragraph, at
            if number is None and title is not None:
                title = _rewritten(title, sentence, one.becomes)
            elif number is not None:
                paragraphs[number] = _rewritten(paragraphs[number], sentence, one.becomes)
        return msgspec.structs.replace(found, title=title, paragraphs=tuple(paragraphs))


class NoteCorrections(_Corrected):
    """Says in a note what a person put right, and warns of what could not be put right."""

    name: ClassVar[str] = "check"
    needs: ClassVar[tuple[type[Product], ...]] = (Segments, Quotes, Translation, Alignment)
    gives: ClassVar[type[Product]] = Findings

    def _mend(self, dossier: Dossier, found: Product) -> Product:
        if not isinstance(found, Findings):
            return found
        notes = tuple(self._notes(dossier))
        return Findings(findings=tuple(sorted((*found.findings, *notes), key=_place))) if notes else found

    def _notes(self, dossier: Dossier) -> Iterator[Finding]:
        for one in self._corrections.of(dossier.article, CorrectionKind.TRANSLATION):
            if one.place is None:
                continue
            sentence = _sentence(dossier[Segments], one.place)
            is_done = sentence is not None and _english(dossier, one.place, sentence) == _plain(one.becomes)
            yield Finding(
                code=CORRECTED if is_done else "correction-unused",
                severity=Severity.NOTE if is_done else Severity.WARNING,
                paragraph=one.place.paragraph,
                sentence=sentence,
                message=f"This English was put right by {one.author} on {one.made_at[:10]}."
                if is_done
                else f"{one.author} put this English right on {one.made_at[:10]}, but this translation was "
                "made by the paragraph and can't take it.",
                evidence="" if is_done else one.becomes or "",
            )
        for one in self._corrections.of(dossier.article, CorrectionKind.SPEAKER):
            if one.place is None:
                continue
            yield Finding(
                code=CORRECTED,
                severity=Severity.NOTE,
                paragraph=one.place.paragraph,
                sentence=_sentence_around(dossier[Segments], one.place),
                message=f"The speaker of this quotation was put right by {one.author} on {one.made_at[:10]}.",
                evidence=one.arabic or "",
            )


def _place(finding: Finding) -> tuple[int, int]:
    """Order findings as they are read; those of one sentence stay as they come."""
    return _line(finding.paragraph), -1 if finding.sentence is None else finding.sentence


def nearest(article: Article, name: str, place: Span) -> Span | None:
    """Find where an article prints a name, nearest to a place; None where it doesn't."""
    numbers: list[int | None] = [*range(len(article.paragraphs))]
    found: list[tuple[tuple[int, int], Span]] = []
    for number in [None, *numbers] if article.title else numbers:
        text = article.passage(number)
        start = text.find(name)
        while start >= 0:
            away = (abs(_line(number) - _line(place.paragraph)), abs(start - place.start))
            found.append((away, Span(paragraph=number, start=start, end=start + len(name))))
            start = text.find(name, start + 1)
    return min(found, key=lambda one: one[0])[1] if found else None


def _line(paragraph: int | None) -> int:
    return -1 if paragraph is None else paragraph


def _spoken(article: Article, quote: Quote, by_place: dict[Span | None, Correction]) -> Quote:
    """Give a quotation its speaker.

    Raises:
        ValueError: The article doesn't print the name, so that it has no place.
    """
    correction = by_place.get(quote.spans[0])
    if correction is None or quote.kind is QuoteKind.TERM:
        return quote
    speaker = None
    if correction.becomes is not None:
        span = nearest(article, correction.becomes, quote.spans[0])
        if span is None:
            msg = (
                f"correction {correction.number} names {correction.becomes!r} as speaker, which the article "
                "doesn't print; withdraw it and name the speaker as the article does"
            )
            raise ValueError(msg)
        speaker = Speaker(name=correction.becomes, span=span)
    return msgspec.structs.replace(quote, speaker=speaker, confidence=1.0, rule=BY_A_PERSON)


def _sentence(segments: Segments, place: Span | None) -> int | None:
    """Find the sentence that stands at a place."""
    passage = None
    if place is not None:
        passage = segments.title if place.paragraph is None else segments.paragraphs[place.paragraph]
    if passage is None or place is None:
        return None
    ends = [(sentence.start, sentence.end) for sentence in passage.sentences]
    return ends.index((place.start, place.end)) if (place.start, place.end) in ends else None


def _sentence_around(segments: Segments, place: Span) -> int | None:
    passage = segments.title if place.paragraph is None else segments.paragraphs[place.paragraph]
    sentences = passage.sentences if passage else ()
    return next((n for n, one in enumerate(sentences) if one.start <= place.start < one.end), None)


def _plain(english: str | None) -> str:
    return one_line(normalise(english or ""))


def _english(dossier: Dossier, place: Span, sentence: int) -> str | None:
    translation = dossier[Translation]
    passage = translation.title if place.paragraph is None else translation.paragraphs[place.paragraph]
    if passage is None or passage.english is None or sentence >= len(passage.pieces):
        return None
    piece = passage.pieces[sentence]
    return passage.english[piece.start : piece.end]


def _rewritten(passage: EnglishPassage, sentence: int, english: str) -> EnglishPassage:
    """Put one sentence's English in place; what was translated by the paragraph stays as it is."""
    if not passage.is_by_sentence or passage.english is None or sentence >= len(passage.pieces):
        return passage
    texts = [passage.english[piece.start : piece.end] for piece in passage.pieces]
    texts[sentence] = _plain(english)
    whole = ""
    pieces = []
    for n, (piece, text) in enumerate(zip(passage.pieces, texts, strict=True)):
        whole += " " if whole and text else ""
        own = msgspec.structs.replace(piece, start=len(whole), end=len(whole) + len(text))
        pieces.append(Piece(start=own.start, end=own.end) if n == sentence else own)
        whole += text
    return EnglishPassage(english=whole, pieces=tuple(pieces))
