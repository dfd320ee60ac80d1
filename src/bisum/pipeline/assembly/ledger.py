"""Ledger: the quotations of an article in their written form."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bisum.model.article import Article
from bisum.model.bitext import EnglishPassage, Rendering, RenderingStatus, Translation
from bisum.model.quote import Quote, Quotes
from bisum.model.record import LedgerRow
from bisum.model.span import Span

# The worst of a quotation's pieces says how sure the whole is.
_WORST_FIRST = (
    RenderingStatus.LOST,
    RenderingStatus.APPROXIMATE,
    RenderingStatus.RESTORED,
    RenderingStatus.KEPT,
)


def arabic_rows(article: Article, quotes: Sequence[Quote]) -> tuple[LedgerRow, ...]:
    """Give the rows of quotations that have no English yet."""
    return tuple(_row(article, quote) for quote in quotes)


def bilingual_rows(
    article: Article,
    quotes: Sequence[Quote],
    renderings: Sequence[Sequence[Rendering]],
    translation: Translation,
) -> tuple[LedgerRow, ...]:
    """Give the rows of quotations with the English that renders them.

    Args:
        article: Where they stand.
        quotes: One of the three lists of ``Quotes``.
        renderings: The list of ``Alignment`` that goes with it.
        translation: Where the English words stand.
    """
    return tuple(
        _with_english(_row(article, quote), pieces, translation)
        for quote, pieces in zip(quotes, renderings, strict=True)
    )


def all_quotes(quotes: Quotes) -> list[Quote]:
    """Give the quotations of the paragraphs, with and without marks, in reading order."""
    return sorted(
        (*quotes.marked, *quotes.indirect),
        key=lambda quote: (quote.spans[0].paragraph or 0, quote.spans[0].start),
    )


def _row(article: Article, quote: Quote) -> LedgerRow:
    speaker = quote.speaker
    return LedgerRow(
        article=article.id,
        paragraph=quote.spans[0].paragraph,
        text=quote.text,
        kind=quote.kind.value,
        speaker=speaker.name if speaker else None,
        cue=quote.cue.text if quote.cue else None,
        spans=quote.spans,
        speaker_span=speaker.span if speaker else None,
        role=speaker.role if speaker else None,
        affiliation=speaker.affiliation if speaker else None,
        relay=quote.relay.name if quote.relay else None,
        stance=quote.cue.stance.value if quote.cue else None,
        parent=quote.parent,
        closed=quote.closed,
        confidence=quote.confidence,
        rule=quote.rule,
    )


def _with_english(row: LedgerRow, pieces: Sequence[Rendering], translation: Translation) -> LedgerRow:
    status = next(status for status in _WORST_FIRST if any(piece.status is status for piece in pieces))
    words, spans = [], []
    for piece in pieces:
        passage = _passage(translation, piece.paragraph)
        if passage is None or passage.english is None or piece.start is None or piece.end is None:
            continue
        span = Span(paragraph=piece.paragraph, start=piece.start, end=piece.end)
        words.append(span.cut(passage.english))
        spans.append(span)
    return msgspec.structs.replace(
        row,
        english_text="\n".join(words) or None,
        english_marked=status.is_sure,
        english_speaker=next((piece.speaker for piece in pieces if piece.speaker), None),
        english_spans=tuple(spans),
        status=status.value,
    )


def _passage(translation: Translation, paragraph: int | None) -> EnglishPassage | None:
    return translation.title if paragraph is None else translation.paragraphs[paragraph]
