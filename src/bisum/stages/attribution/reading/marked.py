"""The marked texts of an article, or of its title: where they stand, and the units that each encloses."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from bisum.model.article import Marked, Passage
from bisum.model.span import Span
from bisum.stages.arabic.units import Unit
from bisum.stages.attribution.clauses.scene import Scene
from bisum.stages.attribution.reading.passages import hold_quotes, sentence_ranges


class Marks:
    """The marked texts of some passages.

    Attributes:
        pairs: As they were segmented.
        scenes: The sentences in reading order, each marked text as one unit.
    """

    def __init__(
        self,
        passages: Sequence[tuple[int | None, str, Passage]],
        pairs: Sequence[Marked],
        flat: Sequence[Sequence[Unit]],
        *,
        n_before: int = 0,
    ) -> None:
        """Find the sentences.

        Args:
            passages: Paragraph, None for the title, text and sentences of each.
            pairs: The marked texts in them.
            flat: The units of each passage, those inside marks too.
            n_before: Sentences of the article that come first: the title is read after the body.
        """
        self.pairs = pairs
        self._passages = passages
        self._flat = flat
        self._starts: dict[int, list[int]] = {}
        self._children: dict[int, list[int]] = {}
        self._pieces: dict[int | None, list[tuple[int, int, int]]] = {}
        for index, pair in enumerate(pairs):
            if pair.parent is not None:
                self._children.setdefault(pair.parent, []).append(index)
                continue
            for span in pair.spans:
                self._pieces.setdefault(span.paragraph, []).append((span.start, span.end, index))
        self.scenes = self._scenes(n_before)

    def _scenes(self, n_before: int) -> list[Scene]:
        found: list[Scene] = []
        for (number, text, passage), flat in zip(self._passages, self._flat, strict=True):
            if passage.is_furniture:
                continue  # «نشر في: 19-11-2026» is nobody's report
            units = hold_quotes(text, flat, self._pieces.get(number, ())) if text else []
            for sentence, (start, stop) in enumerate(sentence_ranges(units, passage), n_before + len(found)):
                found.append(Scene(sentence, number, text, units, start, stop))
        return found

    def is_inner(self, index: int) -> bool:
        """Tell whether a marked text stands inside another."""
        return self.pairs[index].parent is not None

    def inner(self, index: int) -> list[Unit]:
        """Give the units of a marked text."""
        return [unit for span in self.pairs[index].spans for unit in self._between(span)]

    def beginning(self, index: int) -> Sequence[Unit]:
        """Give the units of its first paragraph."""
        return self._between(self.pairs[index].spans[0])

    def inside(self, index: int, sentence: int) -> Iterator[Scene]:
        """Give what stands inside a marked text of a sentence that holds others, one scene a paragraph."""
        children = self._children.get(index, ())
        for span in self.pairs[index].spans if children else ():
            text = self._passages[span.paragraph or 0][1]
            pieces = [
                (piece.start, piece.end, child)
                for child in children
                for piece in self.pairs[child].spans
                if piece.paragraph == span.paragraph
            ]
            units = hold_quotes(text, self._between(span), pieces)
            yield Scene(sentence, span.paragraph, text, units, 0, len(units))

    def _between(self, span: Span) -> Sequence[Unit]:
        """Give the units of a span."""
        number = span.paragraph or 0
        flat = self._flat[number]
        starts = self._starts.get(number)
        if starts is None:
            starts = self._starts[number] = [unit.start for unit in flat]
        return flat[bisect.bisect_left(starts, span.start) : bisect.bisect_left(starts, span.end)]
