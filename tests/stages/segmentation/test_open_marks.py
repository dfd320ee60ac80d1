"""A sentence inside a longer quotation is asked for with both marks, and answered without them."""

from __future__ import annotations

from bisum.model.article import Marked, Passage, Sentence
from bisum.model.span import Span
from bisum.stages.segmentation.open_marks import asked, sewn

TEXT = "قال: «وصلنا. تعبنا. عدنا» مساء."
CUTS = [(0, 12), (13, 19), (20, 31)]


def sentences(opening: str = "«"):
    start, end = TEXT.index("وصلنا"), TEXT.index("»")
    marked = Marked(spans=(Span(paragraph=0, start=start, end=end),), opening=opening, closing="»")
    passage = Passage(sentences=tuple(Sentence(start=a, end=b) for a, b in CUTS))
    return asked(TEXT, passage, [marked], 0)


def test_each_sentence_of_a_quotation_has_both_marks() -> None:
    """A model that sees half a pair drops it or closes it anywhere."""
    assert [one.text for one in sentences()] == ["قال: «وصلنا.»", "«تعبنا.»", "«عدنا» مساء."]


def test_what_was_added_is_taken_off_again() -> None:
    """The English has one pair of marks around the whole quotation, as the Arabic has."""
    english = ["He said: “We arrived.”", "“We were tired.”", "“We returned,” in the evening."]
    answers = sewn(sentences(), english)

    assert " ".join(answers) == "He said: “We arrived. We were tired. We returned,” in the evening."


def test_marks_of_a_sentence_in_another_order_stay() -> None:
    """«“We arrived,” he said.» has closed its pair; the next sentence must open its own."""
    english = ["“We arrived,” he said.", "“We were tired.”", "“We returned,” in the evening."]
    answers = sewn(sentences(), english)

    assert " ".join(answers) == "“We arrived,” he said. “We were tired. We returned,” in the evening."


def test_english_without_the_added_marks_stays_as_it_is() -> None:
    """A model that left them out has given nothing to take off."""
    english = ["He said we arrived.", "We were tired.", "We returned in the evening."]

    assert sewn(sentences(), english) == english


def test_a_mark_of_odd_shape_is_added_as_a_straight_one() -> None:
    """”…“ the wrong way round would teach the model nothing."""
    assert sentences("”")[1].text == '"تعبنا."'
