"""Compose: a finished dossier as a record."""

from __future__ import annotations

from collections.abc import Sequence

from bisum.model.article import Passage, Segments
from bisum.model.bitext import Alignment, Bead, EnglishPassage, Translation
from bisum.model.dossier import Dossier
from bisum.model.finding import Findings
from bisum.model.quote import Quotes
from bisum.model.record import (
    VERSION,
    Provenance,
    Record,
    RecordFinding,
    RecordParagraph,
    RecordSentence,
    RecordSummary,
)
from bisum.model.summary import Summary
from bisum.pipeline.assembly.ledger import bilingual_rows


def record_of(dossier: Dossier, provenance: Provenance) -> Record:
    """Give the written form of an article that has been through all stages."""
    article = dossier.article
    segments, quotes = dossier[Segments], dossier[Quotes]
    translation, alignment, summary = dossier[Translation], dossier[Alignment], dossier[Summary]
    return Record(
        version=VERSION,
        id=article.id,
        title=article.title.text if article.title else None,
        title_english=translation.title.english if translation.title else None,
        published=article.published,
        source=article.source,
        url=article.url,
        extra=article.extra,
        paragraphs=tuple(
            RecordParagraph(
                arabic=paragraph.text,
                original=paragraph.original,
                english=english.english,
                furniture=passage.is_furniture,
                dateline_end=passage.dateline[1] if passage.dateline else None,
                sentences=_sentences(passage, english, beads),
            )
            for paragraph, passage, english, beads in zip(
                article.paragraphs,
                segments.paragraphs,
                translation.paragraphs,
                alignment.paragraphs,
                strict=True,
            )
        ),
        quotes=bilingual_rows(article, quotes.marked, alignment.quotes, translation),
        title_quotes=bilingual_rows(article, quotes.title, alignment.title_quotes, translation),
        indirect=bilingual_rows(article, quotes.indirect, alignment.indirect, translation),
        summary=RecordSummary(
            english=summary.english,
            arabic=summary.arabic,
            method=summary.method,
            line_english=summary.line_english,
            line_arabic=summary.line_arabic,
        ),
        findings=tuple(RecordFinding.of(finding) for finding in dossier[Findings].findings),
        provenance=provenance,
    )


def _sentences(
    passage: Passage, english: EnglishPassage, beads: Sequence[Bead]
) -> tuple[RecordSentence, ...]:
    bead_of = {source: n for n, bead in enumerate(beads) for source in bead.source}
    written = []
    for n, sentence in enumerate(passage.sentences):
        at = bead_of.get(n)
        bead = beads[at] if at is not None else None
        carries = bead is not None and bead.source[0] == n
        pieces = [english.pieces[target] for target in bead.target] if bead and carries else []
        has_words = bool(pieces) and pieces[0].start < pieces[-1].end
        known = [piece.log_probability for piece in pieces if piece.log_probability is not None]
        start, end = (pieces[0].start, pieces[-1].end) if has_words else (None, None)
        written.append(
            RecordSentence(
                start=sentence.start,
                end=sentence.end,
                english=english.english[start:end] if has_words and english.english else None,
                english_start=start,
                english_end=end,
                bead=at,
                log_probability=sum(known) / len(known) if known else None,
                way=next((piece.way for piece in pieces if piece.way), None),
                tried=tuple(one for piece in pieces for one in piece.tried),
            )
        )
    return tuple(written)
