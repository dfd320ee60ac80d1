"""Two whole documents, sentence by sentence, whatever their paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from bisum.errors import ArticleError
from bisum.model.article import Article, Paragraph, Segments
from bisum.model.base import Value
from bisum.model.dossier import Dossier
from bisum.model.span import Span
from bisum.stages.alignment.beads import align_beads
from bisum.stages.alignment.matching import lengths_of, match_words
from bisum.stages.english.text import split_sentences
from bisum.stages.segment import Segment
from bisum.text import normalise


class DocumentBead(Value, frozen=True, kw_only=True):
    """Sentences of two documents that render each other.

    Attributes:
        arabic: Where the Arabic sentences stand; empty where the English renders none.
        english: Where the English sentences stand; empty where nothing renders the Arabic.
        arabic_text: They, joined with one space.
        english_text: They, joined with one space.
        score: Share of their words that match, in [0, 1]; 0 for one side alone.
    """

    arabic: tuple[Span, ...]
    english: tuple[Span, ...]
    arabic_text: str
    english_text: str
    score: float


def align_documents(arabic: Sequence[str], english: Sequence[str]) -> list[DocumentBead]:
    """Align the sentences of two documents by lengths, words, numbers and names.

    Takes O(n * m) time and memory: a second for two times 150 sentences.

    Args:
        arabic: Its paragraphs.
        english: Its paragraphs, which may be others; offsets count in them as they stand.

    Returns:
        Beads in reading order; each sentence of both sides is in exactly one. Arabic
        offsets count in the normalised paragraphs. Empty for two blank documents.

    Raises:
        ArticleError: The Arabic can't be cut into sentences.
    """
    paragraphs = [normalise(paragraph) for paragraph in arabic]
    sources = _arabic_spans(paragraphs)
    targets = [
        Span(paragraph=number, start=start, end=end)
        for number, paragraph in enumerate(english)
        for start, end in split_sentences(paragraph)
    ]
    arabic_texts = [span.cut(paragraphs[span.paragraph or 0]) for span in sources]
    english_texts = [span.cut(english[span.paragraph or 0]) for span in targets]
    forward, backward = match_words(arabic_texts, english_texts)
    return [
        DocumentBead(
            arabic=tuple(sources[n] for n in bead.source),
            english=tuple(targets[n] for n in bead.target),
            arabic_text=" ".join(arabic_texts[n] for n in bead.source),
            english_text=" ".join(english_texts[n] for n in bead.target),
            score=bead.score,
        )
        for bead in align_beads(lengths_of(arabic_texts), lengths_of(english_texts), forward, backward)
    ]


def _arabic_spans(paragraphs: Sequence[str]) -> list[Span]:
    article = Article(id="document", paragraphs=tuple(Paragraph(text=text) for text in paragraphs))
    dossier = Dossier(article)
    (product,) = Segment().run([dossier])
    if isinstance(product, ArticleError):
        raise product
    segments = dossier.with_product(product)[Segments]
    return [
        Span(paragraph=number, start=sentence.start, end=sentence.end)
        for number, passage in enumerate(segments.paragraphs)
        for sentence in passage.sentences
    ]
