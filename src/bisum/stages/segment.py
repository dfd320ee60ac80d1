"""The stage that finds sentences, marked texts, furniture and datelines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from bisum.errors import ArticleError
from bisum.model.article import Article, Marked, Passage, Segments, Sentence
from bisum.model.base import Product
from bisum.model.dossier import Dossier
from bisum.stages.segmentation.furniture import dateline_end, is_furniture
from bisum.stages.segmentation.marks import pair_marks, pair_title_marks
from bisum.stages.segmentation.sentences import split_sentences

VERSION: Final = 4
"""Raised when the sentences or the marked texts of some article change."""

# No article of 1,964 has more than 44 sentences; a summary compares each with each.
MAX_SENTENCES: Final = 3_000
# Pairs of quotation marks; each is carried into English by itself. News has some dozens at most.
MAX_MARKED: Final = 500


class Segment:
    """Adds ``Segments``."""

    name: ClassVar[str] = "segment"
    needs: ClassVar[tuple[type[Product], ...]] = ()
    gives: ClassVar[type[Product]] = Segments

    @property
    def signature(self) -> str:
        """Name the version of the rules: they have no settings."""
        return f"rules-{VERSION}"

    def run(self, dossiers: Sequence[Dossier]) -> list[Product | ArticleError]:
        """Segment each article."""
        return [_within_limits(segment(dossier.article)) for dossier in dossiers]


def _within_limits(segments: Segments) -> Segments | ArticleError:
    """Refuse what is no article and would keep all others waiting."""
    marked = (*segments.marked, *segments.title_marked)
    for found, most, what in (
        (sum(len(passage.sentences) for passage in segments.paragraphs), MAX_SENTENCES, "sentences"),
        (len(marked), MAX_MARKED, "pairs of quotation marks"),
    ):
        if found > most:
            reason = (
                f"it has {found} {what}, at most {most} are taken; cut it into articles or mend its marks"
            )
            return ArticleError(Segment.name, reason)
    return segments


def segment(article: Article) -> Segments:
    """Find the sentences and the marked texts of an article."""
    texts = [paragraph.text for paragraph in article.paragraphs]
    marked = pair_marks(texts)
    inside = _by_paragraph(marked)
    paragraphs = tuple(
        _passage(text, inside.get(number, ()), is_first=number < _MAX_BEFORE_DATELINE)
        for number, text in enumerate(texts)
    )
    if article.title is None:
        return Segments(paragraphs=paragraphs, marked=marked)
    title_marked = pair_title_marks(article.title.text)
    title = _passage(article.title.text, _by_paragraph(title_marked).get(None, ()), is_first=False)
    return Segments(paragraphs=paragraphs, title=title, marked=marked, title_marked=title_marked)


_MAX_BEFORE_DATELINE: Final = 8
"""Paragraphs in which a dateline may stand: titles, bylines and dates come before it."""

_Piece = tuple[int, int, int]


def _by_paragraph(marked: Sequence[Marked]) -> dict[int | None, list[_Piece]]:
    """Give the pieces of marked texts in each paragraph: start, end, index of the text."""
    inside: dict[int | None, list[_Piece]] = {}
    for index, pair in enumerate(marked):
        for span in pair.spans:
            inside.setdefault(span.paragraph, []).append((span.start, span.end, index))
    return inside


def _passage(text: str, pieces: Sequence[_Piece], *, is_first: bool) -> Passage:
    ordered = sorted(pieces, key=lambda piece: (piece[0], -piece[1]))
    ranges = split_sentences(text, [(start, end) for start, end, _ in ordered])
    dateline = dateline_end(text) if is_first else None
    return Passage(
        sentences=tuple(_sentences(ranges, ordered)),
        is_furniture=not pieces and is_furniture(text),
        dateline=None if dateline is None else (0, dateline),
    )


def _sentences(ranges: Sequence[tuple[int, int]], pieces: Sequence[_Piece]) -> list[Sentence]:
    """Give each sentence the marked texts that it shares words with."""
    sentences = []
    waiting = 0
    open_pieces: list[_Piece] = []
    for start, end in ranges:
        open_pieces = [piece for piece in open_pieces if piece[1] > start]
        while waiting < len(pieces) and pieces[waiting][0] < end:
            if pieces[waiting][1] > start:
                open_pieces.append(pieces[waiting])
            waiting += 1
        indices = sorted(index for begin, stop, index in open_pieces if begin < end and stop > start)
        sentences.append(Sentence(start=start, end=end, marked=tuple(indices)))
    return sentences
