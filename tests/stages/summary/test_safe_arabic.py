"""Whose words an Arabic sentence says they are."""

from __future__ import annotations

from bisum.model.quote import Cue, Quote, QuoteKind, Speaker
from bisum.model.span import Span
from bisum.stages.summary.safe_arabic import safe_arabic

NAME = "هالة عبدالرحمن"


def quote(text: str, words: str, cue: str, *, kind: QuoteKind, mention: str | None = None) -> Quote:
    """Give an entry whose speaker is named in another paragraph."""

    def span(part: str) -> Span:
        at = text.index(part)
        return Span(paragraph=1, start=at, end=at + len(part))

    return Quote(
        kind=kind,
        text=words,
        spans=(span(words),),
        speaker=Speaker(
            name=NAME,
            span=Span(paragraph=0, start=0, end=len(NAME)),
            mention=span(mention) if mention else None,
        ),
        cue=Cue(text=cue, span=span(cue), lemma="أكد"),
    )


def test_a_verb_with_a_subject_before_it_gets_no_other():
    """«ما حدث يؤكد أن …» is nobody's speech: a name after the verb would make it somebody's."""
    text = "ويرى الخبراء أن ما أطلقه التنظيم يؤكد أنها تسعى إلى العودة."
    reported = quote(text, "أنها تسعى إلى العودة", "يؤكد", kind=QuoteKind.INDIRECT)
    place = Span(paragraph=1, start=0, end=len(text))

    found = safe_arabic(text, place, (), (reported,), follows=False)

    assert found is not None
    assert found.text == text


def test_a_verb_that_begins_gets_its_subject():
    """«وأكدت أن …» alone names nobody."""
    text = "وأكدت أن العودة ممكنة بعد عام."
    reported = quote(text, "أن العودة ممكنة بعد عام", "وأكدت", kind=QuoteKind.INDIRECT)
    place = Span(paragraph=1, start=0, end=len(text))

    found = safe_arabic(text, place, (), (reported,), follows=False)

    assert found is not None
    assert found.text == f"وأكدت {NAME} أن العودة ممكنة بعد عام."


def test_another_spelling_becomes_the_name():
    """«هالة عبد الرحمان (هالة عبدالرحمن)» says the same twice."""
    text = "وقالت هالة عبدالرحمان: «العودة ممكنة بعد عام»."
    marked = quote(text, "العودة ممكنة بعد عام", "وقالت", kind=QuoteKind.DIRECT, mention="هالة عبدالرحمان")
    place = Span(paragraph=1, start=0, end=len(text))

    found = safe_arabic(text, place, (marked,), (), follows=False)

    assert found is not None
    assert found.text == f"وقالت {NAME}: «العودة ممكنة بعد عام»."
