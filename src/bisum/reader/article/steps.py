"""A paragraph as steps: pairs of Arabic and English that stay side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bisum.model.base import Value
from bisum.model.record import RecordParagraph, RecordSentence
from bisum.reader.article.runs import Mark, Run, cut_runs

# A paragraph is cut after this many Arabic letters, at the next bead: agencies print whole
# articles as one paragraph, and two columns that long lose each other. About 6 lines of a column.
_STEP_LETTERS: Final = 360


class Stretch(Value, frozen=True, kw_only=True):
    """One sentence of one side, or the text between two.

    Attributes:
        anchor: Its address on the page (``p3s1``, ``p3s1-ar``); None between sentences.
        bead: What it shares with its counterpart (``3.1``); None without one.
        runs: Its text.
        flags: Keys of the findings on it.
        is_adrift: English words that render no Arabic sentence.
    """

    anchor: str | None = None
    bead: str | None = None
    runs: tuple[Run, ...]
    flags: tuple[str, ...] = ()
    is_adrift: bool = False


class Step(Value, frozen=True, kw_only=True):
    """Consecutive sentences of one paragraph in both languages.

    Attributes:
        start: Offset of its Arabic in the paragraph.
        end: Offset just after it.
        sentences: Indices of its sentences.
        arabic: Never empty, save for a blank paragraph.
        english: None where the paragraph has no English; empty where these sentences have none.
    """

    start: int
    end: int
    sentences: range
    arabic: tuple[Stretch, ...]
    english: tuple[Stretch, ...] | None


def steps(
    number: int,
    paragraph: RecordParagraph,
    *,
    arabic_marks: Sequence[Mark],
    english_marks: Sequence[Mark],
    flags: Mapping[int, tuple[str, ...]],
) -> tuple[Step, ...]:
    """Cut a paragraph into steps at the borders of its beads.

    Args:
        number: Of the paragraph, from 0.
        paragraph: To cut.
        arabic_marks: Highlights of its Arabic.
        english_marks: Highlights of its English.
        flags: Keys of the findings on each sentence, by its index.

    Returns:
        At least one step; their texts join to the whole paragraph on both sides.
    """
    ranges = _ranges(paragraph)
    english = paragraph.english
    found = []
    for n, sentences in enumerate(ranges):
        here = paragraph.sentences[sentences.start : sentences.stop]
        following = ranges[n + 1].start if n + 1 < len(ranges) else None
        start = here[0].start if n and here else 0
        end = len(paragraph.arabic) if following is None else paragraph.sentences[following].start
        found.append(
            Step(
                start=start,
                end=end,
                sentences=sentences,
                arabic=_stretches(
                    paragraph.arabic, start, end, _arabic_pieces(number, sentences, here, flags), arabic_marks
                ),
                english=None
                if english is None
                else _stretches(
                    english,
                    _english_start(here) if n else 0,
                    len(english) if following is None else _english_start(paragraph.sentences[following:]),
                    _english_pieces(number, sentences, here, flags),
                    english_marks,
                ),
            )
        )
    return tuple(found)


def _ranges(paragraph: RecordParagraph) -> list[range]:
    """Ranges of sentences that make up the steps."""
    sentences = paragraph.sentences
    whole = [range(len(sentences))]
    starts = [sentence.english_start for sentence in sentences if sentence.english_start is not None]
    if starts != sorted(starts):
        return whole
    ranges = []
    first = 0
    for n in range(1, len(sentences)):
        sentence = sentences[n]
        is_border = sentence.bead is not None and sentence.bead != sentences[n - 1].bead
        if paragraph.english is not None:
            is_border = is_border and sentence.english_start is not None
        is_full = sentence.start - sentences[first].start >= _STEP_LETTERS
        if is_border and is_full:
            ranges.append(range(first, n))
            first = n
    return [*ranges, range(first, len(sentences))] if sentences else whole


def _english_start(sentences: Sequence[RecordSentence]) -> int:
    return next((s.english_start for s in sentences if s.english_start is not None), 0)


_Piece = tuple[int, int, str, str | None, tuple[str, ...]]


def _arabic_pieces(
    number: int, at: range, sentences: Sequence[RecordSentence], flags: Mapping[int, tuple[str, ...]]
) -> Iterator[_Piece]:
    for n, sentence in zip(at, sentences, strict=True):
        shown = () if _has_english(sentence) else flags.get(n, ())
        yield sentence.start, sentence.end, f"p{number}s{n}-ar", _bead(number, sentence), shown


def _english_pieces(
    number: int, at: range, sentences: Sequence[RecordSentence], flags: Mapping[int, tuple[str, ...]]
) -> Iterator[_Piece]:
    for n, sentence in zip(at, sentences, strict=True):
        start, end = sentence.english_start, sentence.english_end
        if start is not None and end is not None and start < end:
            yield start, end, f"p{number}s{n}", _bead(number, sentence), flags.get(n, ())


def _has_english(sentence: RecordSentence) -> bool:
    return sentence.english_start is not None and sentence.english_start != sentence.english_end


def _bead(number: int, sentence: RecordSentence) -> str | None:
    return None if sentence.bead is None else f"{number}.{sentence.bead}"


def _stretches(
    text: str, start: int, end: int, pieces: Iterator[_Piece], marks: Sequence[Mark]
) -> tuple[Stretch, ...]:
    """Lay sentences and what lies between them end to end."""
    found = []
    at = start
    for first, last, anchor, bead, flags in pieces:
        if at < first:
            found.append(_between(text, at, first, marks))
        runs = cut_runs(text, first, last, marks)
        found.append(Stretch(anchor=anchor, bead=bead, runs=runs, flags=flags))
        at = last
    if at < end:
        found.append(_between(text, at, end, marks))
    return tuple(found)


def _between(text: str, start: int, end: int, marks: Sequence[Mark]) -> Stretch:
    return Stretch(runs=cut_runs(text, start, end, marks), is_adrift=bool(text[start:end].strip()))
