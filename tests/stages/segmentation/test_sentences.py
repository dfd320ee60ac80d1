"""Sentences: a wrong cut splits a quotation or glues two reports together."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bisum.stages.segmentation import sentences
from bisum.stages.segmentation.marks import pair_marks
from bisum.stages.segmentation.sentences import split_sentences


def cut(text: str) -> list[str]:
    """Split a text whose marks are found as the stage finds them."""
    marked = [(m.spans[0].start, m.spans[0].end) for m in pair_marks([text])]
    return [text[start:end] for start, end in split_sentences(text, marked)]


@pytest.mark.parametrize(
    "text",
    [
        "وصل د. سامي الحداد إلى المقر.",
        "حضر أ.د. منى سليم الحفل.",
        "ارتفع السعر 3.5 في المئة.",
        "نشر الخبر في 12.05.2020 على الموقع.",
        "الموقع هو www.example.com الآن.",
        "1. مقدمة قصيرة.",
        "هل نعود؟",
        'قال: "نعم، سنعود".',
        'تساءلت: "هل من مجيب؟" وهي تضحك.',
        '"هل نعود غداً؟" تساءل المدرب.',
    ],
)
def test_these_are_one_sentence(text: str) -> None:
    """Abbreviations, numbers, dates, addresses, list numbers and short questions end nothing."""
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ذهب الوزير. عاد المدير.", ["ذهب الوزير.", "عاد المدير."]),
        ("في دول اخرى.فضلا عن ذلك", ["في دول اخرى.", "فضلا عن ذلك"]),
        ("هل عاد؟ نعم عاد.", ["هل عاد؟", "نعم عاد."]),
        ("وقع عام 2017 م. ثم انتهى.", ["وقع عام 2017 م.", "ثم انتهى."]),
        ('وقال: "انتهى الأمر." وأضاف أنه راض.', ['وقال: "انتهى الأمر."', "وأضاف أنه راض."]),
    ],
)
def test_these_are_two(text: str, expected: list[str]) -> None:
    """A full stop ends a sentence also where its space is missing or a mark follows it."""
    assert cut(text) == expected


def test_a_longer_quotation_is_cut_at_its_own_sentences() -> None:
    """A translator gets sentences, not pages; each knows its quotation."""
    assert cut('قال: "وصلنا متأخرين. لم نجد أحداً".') == ['قال: "وصلنا متأخرين.', 'لم نجد أحداً".']


@given(st.text(alphabet='ابدم .؟!؛…،"«»()12\n', max_size=80))
def test_every_letter_is_in_one_sentence_or_is_space(text: str) -> None:
    """Nothing may fall between two sentences, and nothing may stand in two."""
    at = 0
    for start, end in split_sentences(text):
        assert not text[at:start].strip()
        assert start < end
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="ابد ،؛.", max_size=200), limit=st.integers(4, 40))
def test_what_is_too_long_for_a_sentence_is_cut_between_words(monkeypatch, text: str, limit: int) -> None:
    """A page without a full stop must not take memory by the square of its length."""
    monkeypatch.setattr(sentences, "MAX_SENTENCE_CHARS", limit)
    at = 0
    for start, end in split_sentences(text):
        assert not text[at:start].strip()
        assert 0 < end - start <= limit
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


def test_a_long_sentence_is_cut_after_a_comma() -> None:
    """Half a clause would be translated as something else."""
    clause = "وصل الوفد إلى المدينة ثم غادرها مسرعا، "
    pieces = cut((clause * 100).strip())

    assert all(piece.endswith("،") for piece in pieces)
    assert max(map(len, pieces)) <= sentences.MAX_SENTENCE_CHARS
