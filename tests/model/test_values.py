"""Values are made whole: what can't be is refused, however it comes in."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.model.article import Article, Marked, Paragraph, Sentence
from bisum.model.base import Value
from bisum.model.bitext import Bead, Piece, Rendering, RenderingStatus
from bisum.model.span import Span

SPANS = st.builds(
    lambda paragraph, start, length: Span(paragraph=paragraph, start=start, end=start + length),
    st.none() | st.integers(0, 2),
    st.integers(0, 12),
    st.integers(1, 8),
)
WRONG: list[tuple[type[Value], dict[str, Any], str]] = [
    (Span, {"paragraph": 0, "start": 4, "end": 4}, "0 <= start < end, got [4, 4)"),
    (Span, {"paragraph": 0, "start": 5, "end": 4}, "got [5, 4)"),
    (Span, {"paragraph": 0, "start": -1, "end": 4}, "got [-1, 4)"),
    (Span, {"paragraph": -1, "start": 0, "end": 4}, "numbered from 0, got -1"),
    (Sentence, {"start": 3, "end": 3}, "got [3, 3)"),
    (Marked, {"spans": [], "opening": "«", "closing": "»"}, "at least one span"),
    (Piece, {"start": 3, "end": 2}, "0 <= start <= end, got [3, 2)"),
    (Bead, {"source": [], "target": []}, "on at least one side"),
    (Rendering, {"status": "kept", "paragraph": 0, "start": 3}, "both ends or none"),
    (Rendering, {"status": "kept", "paragraph": 0, "start": 3, "end": 3}, "got [3, 3)"),
    (Rendering, {"status": "kept", "paragraph": 0}, "exactly when it is lost, got kept"),
    (
        Rendering,
        {"status": "lost", "paragraph": 0, "start": 3, "end": 5},
        "exactly when it is lost, got lost",
    ),
]


@pytest.mark.parametrize(("kind", "fields", "told"), WRONG)
def test_a_value_that_cannot_be_is_refused_when_it_is_read(
    kind: type[Value], fields: dict[str, Any], told: str
) -> None:
    """A damaged or edited record must fail where it is read: a wrong offset would quote other words."""
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.json.decode(msgspec.json.encode(fields), type=kind)

    assert told in str(caught.value)


def test_a_value_stays_whole_when_a_part_is_replaced() -> None:
    """Stages change copies; a copy is no back door for what the constructor refuses."""
    span = Span(paragraph=0, start=2, end=4)
    rendering = Rendering(status=RenderingStatus.KEPT, paragraph=0, start=2, end=4)

    with pytest.raises(ValueError, match=r"got \[4, 4\)"):
        msgspec.structs.replace(span, start=4)
    with pytest.raises(ValueError, match="exactly when it is lost"):
        msgspec.structs.replace(rendering, status=RenderingStatus.LOST)


@given(one=SPANS, other=SPANS)
def test_spans_meet_and_hold_as_their_code_points_do(one: Span, other: Span) -> None:
    """Nesting of quotations and overlaps of marks are decided by these two questions."""
    first = {(one.paragraph, at) for at in range(one.start, one.end)}
    second = {(other.paragraph, at) for at in range(other.start, other.end)}

    assert one.meets(other) == bool(first & second)
    assert one.holds(other) == (second <= first)


def test_a_span_never_cuts_beyond_its_text() -> None:
    """A slice that is silently shorter would put other words into somebody's mouth."""
    with pytest.raises(ValueError, match=r"\[1, 9\) reaches beyond a text of 4"):
        Span(paragraph=0, start=1, end=9).cut("نعم.")


def test_an_article_says_which_text_it_does_not_have() -> None:
    """A span of another article must not give some text or other."""
    article = Article(id="ferry", paragraphs=(Paragraph(text="وصلت العبارة."),))

    with pytest.raises(ValueError, match="'ferry' has no title"):
        article.text_of(Span(paragraph=None, start=0, end=1))
    with pytest.raises(ValueError, match="'ferry' has 1 paragraphs, asked for 1"):
        article.text_of(Span(paragraph=1, start=0, end=1))
