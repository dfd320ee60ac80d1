"""Sentences, quotations and speakers to their English."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from bisum.model.article import Passage, Segments
from bisum.model.base import Product
from bisum.model.bitext import Alignment, Bead, EnglishPassage, Rendering, Translation
from bisum.model.dossier import Dossier
from bisum.model.quote import Quote, Quotes
from bisum.model.span import Span
from bisum.stages.alignment.beads import align_beads
from bisum.stages.alignment.carry import Side, carry_indirect, carry_marked, carry_whole
from bisum.stages.alignment.matching import lengths_of, match_words
from bisum.stages.alignment.speakers import EnglishNames
from bisum.stages.translate import passages_of

Carry = Callable[[Side, Span, str | None], Rendering]

# Reports without marks of one article; with more it is no article, and each is looked for in its sentence.
_MOST_INDIRECT: Final = 150


class Align:
    """Finds the English of each sentence and of each quotation."""

    name: ClassVar[str] = "align"
    needs: ClassVar[tuple[type[Product], ...]] = (Segments, Quotes, Translation)
    gives: ClassVar[type[Product]] = Alignment

    @property
    def signature(self) -> str:
        """Version of the method and of the table of words."""
        return "beads-marks-lexicon-18"

    def run(self, dossiers: Sequence[Dossier]) -> Sequence[Alignment]:
        """Align each article by itself."""
        return [_alignment(dossier) for dossier in dossiers]


def _alignment(dossier: Dossier) -> Alignment:
    segments, quotes, translation = dossier[Segments], dossier[Quotes], dossier[Translation]
    sides: dict[int | None, Side] = {}
    for number, text, passage in passages_of(dossier.article, segments):
        english = translation.title if number is None else translation.paragraphs[number]
        if english is not None:
            marked = segments.title_marked if number is None else segments.marked
            sides[number] = Side(
                number=number,
                arabic=text,
                passage=passage,
                english=english,
                beads=beads_of(text, passage, english),
                marks=tuple(mark for pair in marked for mark in pair.spans if mark.paragraph == number),
            )
    names = EnglishNames(sides, translation)
    carry = carry_indirect if len(quotes.indirect) <= _MOST_INDIRECT else carry_whole
    return Alignment(
        paragraphs=tuple(sides[number].beads for number in range(len(dossier.article.paragraphs))),
        title=sides[None].beads if None in sides else (),
        quotes=tuple(_renderings(quote, sides, names, carry_marked) for quote in quotes.marked),
        indirect=tuple(_renderings(quote, sides, names, carry) for quote in quotes.indirect),
        title_quotes=tuple(_renderings(quote, sides, names, carry_marked) for quote in quotes.title),
    )


def _renderings(
    quote: Quote, sides: dict[int | None, Side], names: EnglishNames, carry: Carry
) -> tuple[Rendering, ...]:
    speaker = names.of(quote.speaker) if quote.speaker else None
    return tuple(carry(sides[span.paragraph], span, speaker) for span in quote.spans)


def beads_of(text: str, passage: Passage, english: EnglishPassage) -> tuple[Bead, ...]:
    """Pair a passage's sentences with its English pieces.

    By construction where the passage was translated sentence by sentence, else by
    length and words. Empty where there is no English.
    """
    n, m = len(passage.sentences), len(english.pieces)
    if english.english is None or n + m == 0:
        return ()
    if english.is_by_sentence and n == m:
        return tuple(Bead(source=(index,), target=(index,)) for index in range(n))
    if n == 0 or m == 0 or min(n, m) == 1:
        return (Bead(source=tuple(range(n)), target=tuple(range(m)), score=1.0 if n and m else 0.0),)
    sources = [text[sentence.start : sentence.end] for sentence in passage.sentences]
    targets = [english.english[piece.start : piece.end] for piece in english.pieces]
    forward, backward = match_words(sources, targets)
    return tuple(align_beads(lengths_of(sources), lengths_of(targets), forward, backward))
