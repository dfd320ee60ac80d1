"""One quotation into English: the marks that the translation kept, or the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bisum.model.article import Passage
from bisum.model.bitext import Bead, EnglishPassage, Rendering, RenderingStatus
from bisum.model.span import Span
from bisum.stages.english import EnglishMark, find_marks
from bisum.stages.lexicon import Floats
from bisum.stages.project import Bilingual, pair_words
from bisum.stages.words import Word

# A pair of English marks is taken for an Arabic one when this share of their words is linked, or when
# the two stand in the same place among as many pairs. Set on written/news-quotes.tsv.
_SAME_WORDS: Final = 0.25
_SAME_PLACE: Final = 0.3
_MOST_UNLIKE: Final = 3.0  # of two lengths in words, relative to the texts' own ratio


@dataclass(frozen=True, kw_only=True)
class Side:
    """One passage in both languages.

    Attributes:
        number: Index of the paragraph, None for the title.
        arabic: Its text.
        passage: Its sentences.
        english: Its English.
        beads: What renders what.
        marks: The Arabic texts between marks in it, without the marks.
    """

    number: int | None
    arabic: str
    passage: Passage
    english: EnglishPassage
    beads: tuple[Bead, ...]
    marks: tuple[Span, ...]

    @cached_property
    def _clusters(self) -> list[Cluster]:
        return _clusters(self)

    def cluster(self, span: Span) -> Cluster | None:
        """Give the beads that hold a stretch of the Arabic; None where they have no English."""
        for cluster in self._clusters:
            if cluster.start < span.end and span.start < cluster.end:
                return cluster if cluster.english_start < cluster.english_end else None
        return None


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """Consecutive beads that no quotation crosses the border of.

    Attributes:
        start: Offset of its Arabic in the passage.
        end: Offset just after it.
        english_start: Offset of its English; equal to ``english_end`` where it has none.
        english_end: Offset just after it.
        arabic: The Arabic.
        english: The English.
        marks: Arabic ranges between marks, counted from ``start``.
    """

    start: int
    end: int
    english_start: int
    english_end: int
    arabic: str
    english: str
    marks: tuple[tuple[int, int], ...]

    @cached_property
    def texts(self) -> Bilingual:
        """Its words and their links."""
        return pair_words(self.arabic, self.english)

    @cached_property
    def pairs(self) -> dict[int, EnglishMark]:
        """The English pair of marks of each Arabic one that has one, by its index in ``marks``."""
        return _match_marks(self)


def _clusters(side: Side) -> list[Cluster]:
    """Join beads until no marked text crosses a border."""
    groups: list[list[Bead]] = []
    reach = 0
    for bead in side.beads:
        starts = side.passage.sentences[bead.source[0]].start if bead.source else reach
        if groups and (starts < reach or not bead.source):
            groups[-1].append(bead)
        else:
            groups.append([bead])
        if bead.source:
            ends = side.passage.sentences[bead.source[-1]].end
            reach = max([reach, ends, *(mark.end for mark in side.marks if mark.start < ends < mark.end)])
    return [_cluster(side, group) for group in groups]


def _cluster(side: Side, beads: list[Bead]) -> Cluster:
    sentences = [side.passage.sentences[index] for bead in beads for index in bead.source]
    pieces = [side.english.pieces[index] for bead in beads for index in bead.target]
    start = min((sentence.start for sentence in sentences), default=0)
    end = max((sentence.end for sentence in sentences), default=start)
    filled = [piece for piece in pieces if piece.start < piece.end]
    first = min((piece.start for piece in filled), default=0)
    last = max((piece.end for piece in filled), default=first)
    return Cluster(
        start=start,
        end=end,
        english_start=first,
        english_end=last,
        arabic=side.arabic[start:end],
        english=(side.english.english or "")[first:last],
        marks=tuple(
            (m.start - start, m.end - start) for m in side.marks if start <= m.start and m.end <= end
        ),
    )


def carry_marked(side: Side, span: Span, speaker: str | None) -> Rendering:
    """Find the English of a quotation between marks."""
    cluster = side.cluster(span)
    if cluster is None:
        return Rendering(status=RenderingStatus.LOST, paragraph=side.number, speaker=speaker)
    wanted = (span.start - cluster.start, span.end - cluster.start)
    if wanted in cluster.marks:
        pair = cluster.pairs.get(cluster.marks.index(wanted))
        if pair is not None:
            return _rendering(RenderingStatus.KEPT, side, cluster, (pair.start, pair.end), speaker)
    return carry_indirect(side, span, speaker)


def carry_indirect(side: Side, span: Span, speaker: str | None) -> Rendering:
    """Give the sentence in which the English of a stretch without marks lies."""
    cluster = side.cluster(span)
    if cluster is None:
        return Rendering(status=RenderingStatus.LOST, paragraph=side.number, speaker=speaker)
    return _rendering(RenderingStatus.APPROXIMATE, side, cluster, (0, len(cluster.english)), speaker)


def _rendering(
    status: RenderingStatus, side: Side, cluster: Cluster, found: tuple[int, int], speaker: str | None
) -> Rendering:
    return Rendering(
        status=status,
        paragraph=side.number,
        start=cluster.english_start + found[0],
        end=cluster.english_start + found[1],
        speaker=speaker,
    )


def _match_marks(cluster: Cluster) -> dict[int, EnglishMark]:
    """Pair Arabic and English marks by their words, and by their order where there are as many."""
    english = [mark for mark in find_marks(cluster.english) if mark.is_closed or mark.start == 0]
    if not english or not cluster.marks:
        return {}
    texts = cluster.texts
    ratio = max(1, len(texts.english)) / max(1, len(texts.arabic))
    scored = []
    for at, (start, end) in enumerate(cluster.marks):
        rows = range_of(texts.arabic, start, end)
        for place, mark in enumerate(english):
            columns = range_of(texts.english, mark.start, mark.end)
            n_rows, n_columns = rows[1] - rows[0], columns[1] - columns[0]
            if not n_rows or not n_columns:
                continue
            unlike = n_columns / (n_rows * ratio)
            if not 1 / _MOST_UNLIKE <= unlike <= _MOST_UNLIKE and max(n_rows, n_columns) > _MOST_UNLIKE:
                continue
            same_place = _SAME_PLACE if len(english) == len(cluster.marks) and at == place else 0.0
            scored.append((_likeness(texts.grid, rows, columns) + same_place, at, place))
    found: dict[int, EnglishMark] = {}
    taken: set[int] = set()
    for score, at, place in sorted(scored, reverse=True):
        if score >= _SAME_WORDS and at not in found and place not in taken:
            found[at] = english[place]
            taken.add(place)
    return found


def range_of(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """Give the half-open range of the words that lie in a stretch of their text."""
    inside = [n for n, word in enumerate(words) if start <= word.start and word.end <= end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _likeness(grid: Floats, rows: tuple[int, int], columns: tuple[int, int]) -> float:
    block = grid[rows[0] : rows[1], columns[0] : columns[1]]
    return float((block.max(axis=1).sum() + block.max(axis=0).sum()) / (block.shape[0] + block.shape[1]))
