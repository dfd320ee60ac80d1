"""Pairs of quotation marks by sense: what a wrong pair would make of an article shows at once."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.stages.segmentation.marks import pair_marks, pair_title_marks


def inside(*paragraphs: str) -> list[str]:
    """Give the marked texts, pieces in several paragraphs joined with a bar."""
    return [
        "|".join(span.cut(paragraphs[span.paragraph or 0]) for span in m.spans)
        for m in pair_marks(paragraphs)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال «نعم» ومضى", ["نعم"]),
        ("قال “نعم” ومضى", ["نعم"]),
        ("قال ”نعم“ ومضى", ["نعم"]),
        ("قال „نعم“ ومضى", ["نعم"]),
        ("قال ‘نعم’ ومضى", ["نعم"]),
        ('قال "نعم" ومضى', ["نعم"]),
        ("قال »نعم« ومضى", ["نعم"]),
        ('قال «نعم" ومضى', ["نعم"]),
    ],
)
def test_every_shape_of_marks_is_a_pair(text: str, expected: list[str]) -> None:
    """Newspapers print all of these, right way round or not."""
    assert inside(text) == expected


def test_a_mark_after_a_one_letter_word_opens() -> None:
    """«لـ"داعش"» loses its tatweel at intake; the mark then follows a letter directly."""
    assert inside('كان ل"داعش" و"القاعدة" دور') == ["داعش", "القاعدة"]


def test_straight_marks_nest_by_sense_and_not_by_count() -> None:
    """Counting would cut the inner quotation out of the outer one."""
    assert inside('قال: "سألته "من أنت" فسكت".') == ['سألته "من أنت" فسكت', "من أنت"]


def test_one_mark_closes_both_levels_at_the_end() -> None:
    """Arabic papers seldom print two closing marks in a row."""
    first, second = pair_marks(['وقال "لم أقل له "ابق هنا".'])

    assert second.parent == 0
    assert first.spans[0].end == second.spans[0].end


def test_an_unclosed_pair_runs_to_the_end_of_its_paragraph() -> None:
    """The guidelines ask for it, and the reader is told that the end is a guess."""
    texts = ["وأضاف: «سنبقى هنا", "ثم غادر القاعة."]

    assert inside(*texts) == ["سنبقى هنا"]
    assert pair_marks(texts)[0].closing is None


def test_an_utterance_runs_over_paragraphs_to_its_closing_mark() -> None:
    """Translated interviews break one pair over many lines."""
    assert inside('"بدأنا من الصفر.', "ثم كبرنا.", 'وها نحن هنا".') == [
        "بدأنا من الصفر.|ثم كبرنا.|وها نحن هنا"
    ]


def test_each_paragraph_may_open_anew_without_closing() -> None:
    """English habit: each paragraph of a long quotation opens with a mark of its own."""
    assert inside('"هذا أول الكلام.', '"وهذا آخره".') == ["هذا أول الكلام.", "وهذا آخره"]


def test_a_closing_mark_alone_reaches_back_to_its_sentence() -> None:
    """The opening mark is what got lost, not the quotation."""
    text = 'لم نفعل ذلك"، هذا ما قاله الوزير.'

    assert inside(text) == ["لم نفعل ذلك"]
    assert pair_marks([text])[0].opening == ""


def test_without_an_opening_mark_what_is_said_begins_after_that() -> None:
    """The reporting clause is the writer's: in the speaker's mouth it would be a sentence he never said."""
    assert inside('مضى يوم. وأضاف سالم مبخوت أن المخزن لن يُفتح".') == ["المخزن لن يُفتح"]


def test_a_mark_glued_to_a_word_that_needs_another_opens() -> None:
    """«أكد أن" …» is common in hurried papers: read as closing it would put «أكد أن» in marks."""
    assert inside('كما أكد سالم أن" المخزن مقفل منذ أمس" ومضى.') == ["المخزن مقفل منذ أمس"]


def test_apostrophes_and_inches_are_no_marks() -> None:
    """A possessive would swallow the article up to the next one."""
    assert inside("عرض O'Brien شاشة 55\" في McDonald's") == []


def test_a_row_of_marks_is_decoration() -> None:
    """Lines of marks divide sections on some pages; as pairs they would only cost time."""
    assert inside('""""""""" نص') == []


def test_the_way_to_a_page_is_no_quotation() -> None:
    """Pasted with the article, «home » economy» would be its first quotation and its headline."""
    assert inside("الرئيسية » اقتصاد » أسواق") == []
    assert inside("قال سالم: « سنعود غدا » ومضى") == ["سنعود غدا"]


def test_the_title_has_no_number() -> None:
    """Spans of the title carry None, as all of bisum has it."""
    assert pair_title_marks('الوزير: "سنعود"')[0].spans[0].paragraph is None


MESS = st.lists(st.text(alphabet="اب .،:«»\"“”‘'12", max_size=40), max_size=5)


@given(MESS)
def test_pairs_overlap_only_by_nesting(texts: list[str]) -> None:
    """Everything downstream trusts that a pair lies wholly in its parent or apart from it."""
    pairs = pair_marks(texts)
    reach = [
        ((m.spans[0].paragraph or 0, m.spans[0].start), (m.spans[-1].paragraph or 0, m.spans[-1].end))
        for m in pairs
    ]

    for at, (_, end) in enumerate(reach):
        for other, (start, stop) in enumerate(reach):
            if at < other and start < end:
                assert stop <= end
                parent = pairs[other].parent
                assert parent is not None
                assert parent >= at


@given(MESS)
def test_marked_texts_have_no_outer_spaces(texts: list[str]) -> None:
    """The text is what stands between the marks, outer spaces left out, and never empty."""
    for mark in pair_marks(texts):
        for span in mark.spans:
            piece = span.cut(texts[span.paragraph or 0])
            assert piece
            assert piece == piece.strip()


def test_time_grows_in_step_with_the_marks() -> None:
    """A page of nothing but marks must not hang a run."""

    def seconds(n: int) -> float:
        began = time.process_time()
        pair_marks(['قال "نعم" ' * n])
        return time.process_time() - began

    seconds(100)
    limit = 12 * max(min(seconds(1000) for _ in range(3)), 0.005)
    assert any(seconds(4000) < limit for _ in range(3))
