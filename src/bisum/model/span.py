"""Span: a stretch of one paragraph."""

from __future__ import annotations

from bisum.model.base import Value


class Span(Value, frozen=True, kw_only=True):
    """A half-open range ``[start, end)`` of one paragraph or of the title.

    A quote over several paragraphs has several spans. Offsets count Unicode code
    points, as Python does: not bytes, and not the UTF-16 units that JavaScript counts.

    Attributes:
        paragraph: Index of the paragraph in its article, from 0; None for the title.
        start: Offset of the first code point.
        end: Offset just after the last code point; always above ``start``.

    Raises:
        ValueError: The range is empty, reversed, or starts below 0.
    """

    paragraph: int | None
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            msg = f"span must satisfy 0 <= start < end, got [{self.start}, {self.end})"
            raise ValueError(msg)
        if self.paragraph is not None and self.paragraph < 0:
            msg = f"a paragraph is numbered from 0, got {self.paragraph}"
            raise ValueError(msg)

    def __len__(self) -> int:
        return self.end - self.start

    def cut(self, text: str) -> str:
        """Give the stretch of ``text``, which must be this span's paragraph.

        Raises:
            ValueError: The span reaches beyond the end of ``text``.
        """
        if self.end > len(text):
            msg = f"span [{self.start}, {self.end}) reaches beyond a text of {len(text)}"
            raise ValueError(msg)
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        same = self.paragraph == other.paragraph
        return same and self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two share at least one code point."""
        same = self.paragraph == other.paragraph
        return same and self.start < other.end and other.start < self.end
