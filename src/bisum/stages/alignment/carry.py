"""One quotation into English: the marks that the translation kept, or the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bisum.model.article import Passage
from bisum.model.bitext import Bead, EnglishPassage, Rendering, RenderingStatus
from bisum.model.span import Span
from bisum.stages.alignment.projection import project
from bisum.stages.bilingual.lexicon import Floats
from bisum.stages.bilingual.links import Bilingual, pair_words
from bisum.stages.bilingual.words import Word
from bisum.stages.english.draft import DOUBLE_MARKS
from bisum.stages.english.text import EnglishMark, find_marks

# A pair of English marks is taken for an Arabic one when this share of their words is linked, or when
# the two stand in the same place among as many pairs. By hand.
_SAME_WORDS: Final = 0.25
_SAME_PLACE: Final = 0.3
# Share of a pair's words that belong to another quotation's Arabic for it to be the other half.
_SPLIT: Final = 0.35
_LEAST_HELD: Final = 3  # words of a quotation, below which links may be those of the same words elsewhere
# Chance of both boundaries from which marks are put back; for how often they were right then, see
# docs/decisions/quotation-marks-come-back.md.
_SURE: Final = 0.85
_LIKELY: Final = 0.25  # below it the whole sentence is shown
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
    pair = cluster.pairs.get(cluster.marks.index(wanted)) if wanted in cluster.marks else None
    if pair is not None:
        return _rendering(RenderingStatus.KEPT, side, cluster, (pair.start, pair.end), speaker)
    if range_of(cluster.texts.arabic, *wanted) == (0, len(cluster.texts.arabic)):
        return _rendering(
            RenderingStatus.RESTORED, side, cluster, _without_outer_marks(cluster.english), speaker
        )
    chance, found = _stretch(cluster, wanted)
    is_free = all(found[1] <= mark.opens_at or mark.closes_at <= found[0] for mark in cluster.pairs.values())
    is_sure = chance >= _SURE and is_free and not _holds_mark(cluster.english[slice(*found)])
    status = RenderingStatus.RESTORED if is_sure else RenderingStatus.APPROXIMATE
    return _rendering(status, side, cluster, found, speaker)


def carry_indirect(side: Side, span: Span, speaker: str | None) -> Rendering:
    """Find the words in which the English of a stretch without marks seems to lie."""
    cluster = side.cluster(span)
    if cluster is None:
        return Rendering(status=RenderingStatus.LOST, paragraph=side.number, speaker=speaker)
    _, found = _stretch(cluster, (span.start - cluster.start, span.end - cluster.start))
    return _rendering(RenderingStatus.APPROXIMATE, side, cluster, found, speaker)


def carry_whole(side: Side, span: Span, speaker: str | None) -> Rendering:
    """Give the whole English around a stretch, where there are too many to look for each."""
    cluster = side.cluster(span)
    if cluster is None:
        return Rendering(status=RenderingStatus.LOST, paragraph=side.number, speaker=speaker)
    found = _without_outer_marks(cluster.english)
    return _rendering(RenderingStatus.APPROXIMATE, side, cluster, found, speaker)


def _stretch(cluster: Cluster, wanted: tuple[int, int]) -> tuple[float, tuple[int, int]]:
    """Give the likeliest English of a stretch and how likely it is; the whole where that is too little."""
    words = cluster.texts.english
    is_too_much = len(cluster.marks) > _MOST_MARKS or len(words) > _MOST_WORDS
    guess = None if is_too_much else project(cluster.texts, *range_of(cluster.texts.arabic, *wanted))
    if guess is None or guess.chance < _LIKELY:
        return 0.0, _without_outer_marks(cluster.english)
    return guess.chance, (words[guess.first].start, words[guess.end - 1].end)


def _holds_mark(text: str) -> bool:
    return bool(DOUBLE_MARKS.search(text))


def _without_outer_marks(text: str) -> tuple[int, int]:
    """Give the range of a text without a mark at either end."""
    inner = text.strip("“”«»\"'‘’` ")
    start = text.index(inner) if inner else 0
    return (start, start + len(inner)) if inner else (0, len(text))


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


# Pairs of marks in one sentence; with more it is a list, and each pair is compared with each.
_MOST_MARKS: Final = 100
# English words of one bead, five times the longest of ANT's; each stretch of them gets points, for each
# quotation, so the time grows with the square: 2,079 words and 51 quotations took 17 s.
_MOST_WORDS: Final = 500


def _match_marks(cluster: Cluster) -> dict[int, EnglishMark]:
    """Pair Arabic and English marks by their words, and by their order where there are as many."""
    texts = cluster.texts
    if len(cluster.marks) > _MOST_MARKS:
        return {}
    rows = [range_of(texts.arabic, start, end) for start, end in cluster.marks]
    goes_on = any(start == 0 for start, _ in rows)
    stays_open = any(end == len(texts.arabic) for _, end in rows)
    english = find_marks(cluster.english, starts_inside=goes_on)
    english = [mark for mark in english if mark.is_closed or stays_open][:_MOST_MARKS]
    columns = [range_of(texts.english, mark.start, mark.end) for mark in english]
    ratio = max(1, len(texts.english)) / max(1, len(texts.arabic))
    scored = []
    for at, (start, end) in enumerate(rows):
        for place, (first, last) in enumerate(columns):
            if start == end or first == last or _is_unlike((end - start) * ratio, last - first):
                continue
            same_place = _SAME_PLACE if len(english) == len(rows) and at == place else 0.0
            scored.append((_likeness(texts.grid, rows[at], columns[place]) + same_place, at, place))
    found: dict[int, EnglishMark] = {}
    taken: set[int] = set()
    for score, at, place in sorted(scored, reverse=True):
        if score >= _SAME_WORDS and at not in found and place not in taken:
            found[at] = english[place]
            taken.add(place)
    return {
        at: mark
        for at, mark in found.items()
        if not _is_split(cluster, at, mark, english, taken) and not _holds_another(cluster, at, mark)
    }


def _is_unlike(expected: float, length: int) -> bool:
    if max(expected, length) <= _MOST_UNLIKE:
        return False
    return not 1 / _MOST_UNLIKE <= length / expected <= _MOST_UNLIKE


def _is_split(
    cluster: Cluster, at: int, found: EnglishMark, english: Sequence[EnglishMark], taken: set[int]
) -> bool:
    """Tell whether a free pair of English marks also holds words of this quotation.

    Such a quotation is broken by its reporting clause in English; giving its first half
    alone would cut somebody's words silently.
    """
    texts = cluster.texts
    first, last = range_of(texts.arabic, *cluster.marks[at])
    for place, mark in enumerate(english):
        if place in taken or (mark.start < found.closes_at and found.opens_at < mark.closes_at):
            continue
        columns = range_of(texts.english, mark.start, mark.end)
        if columns[0] == columns[1]:
            continue
        linked = texts.agreed[first:last, columns[0] : columns[1]].sum()
        if linked >= _SPLIT * (columns[1] - columns[0]):
            return True
    return False


def _holds_another(cluster: Cluster, at: int, found: EnglishMark) -> bool:
    """Tell whether a pair of English marks also holds a quotation that stands beside this one in Arabic.

    Then one of its marks is missing or turned round, and between the two stand the writer's words.
    """
    texts = cluster.texts
    first, last = range_of(texts.english, found.start, found.end)
    start, end = cluster.marks[at]
    for other in cluster.marks:
        rows = range_of(texts.arabic, *other)
        if (other[0] < end and start < other[1]) or rows[1] - rows[0] < _LEAST_HELD:
            continue
        if texts.agreed[rows[0] : rows[1], first:last].sum() >= _SPLIT * (rows[1] - rows[0]):
            return True
    return False


def range_of(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """Give the half-open range of the words that lie in a stretch of their text."""
    inside = [n for n, word in enumerate(words) if start <= word.start and word.end <= end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _likeness(grid: Floats, rows: tuple[int, int], columns: tuple[int, int]) -> float:
    block = grid[rows[0] : rows[1], columns[0] : columns[1]]
    return float((block.max(axis=1).sum() + block.max(axis=0).sum()) / (block.shape[0] + block.shape[1]))
