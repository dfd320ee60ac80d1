"""English sentences of a summary."""

from __future__ import annotations

from bisum.model.bitext import Rendering, RenderingStatus
from bisum.model.quote import Quote, QuoteKind, Speaker
from bisum.model.span import Span
from bisum.stages.summary.safe_english import Carried, safe_english

SPEAKER = Speaker(name="سلوى النجار", span=Span(paragraph=9, start=0, end=11))


def test_a_term_inside_a_quotation_has_single_marks():
    """Two pairs of double marks in one another read as two quotations, the second of nobody."""
    english = "Salwa Najjar said: “They are ‘fools’ who trusted him.”"

    def entry(number: int, kind: QuoteKind, words: str) -> Carried:
        start = english.index(words)
        arabic = Span(paragraph=0, start=number, end=number + 1)
        said = Rendering(
            paragraph=0, start=start, end=start + len(words), status=RenderingStatus.KEPT,
            speaker="Salwa Najjar" if kind is QuoteKind.DIRECT else None,
        )  # fmt: skip
        speaker = SPEAKER if kind is QuoteKind.DIRECT else None
        return Carried(number, Quote(kind=kind, text="و", spans=(arabic,), speaker=speaker), (said,))

    entries = [
        entry(0, QuoteKind.DIRECT, "They are ‘fools’ who trusted him."),
        entry(1, QuoteKind.TERM, "fools"),
    ]
    found = safe_english(english, Span(paragraph=0, start=0, end=len(english)), entries, follows=False)

    assert found is not None
    assert found.text == english
