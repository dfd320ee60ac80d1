"""ROUGE reads Arabic, and in English gives the package's own figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.evaluation.inputs.references import load
from bisum.evaluation.inputs.runs import cases_of
from bisum.evaluation.texts.rouge import arabic_tokens, rouge, rouge_tallies

rouge_scorer = pytest.importorskip("rouge_score.rouge_scorer")
ARABIC = "قال الوزير إن «الميزانية» بلغت ٩٫٥ ملايين دولار، وأضاف أن المشروعات ستبدأ قريباً."


def test_identical_arabic_scores_100():
    """The common tokenizer drops every Arabic letter, so that a perfect summary scores 0."""
    common = rouge_scorer.RougeScorer(["rouge1"]).score(ARABIC, ARABIC)["rouge1"].fmeasure

    assert common == 0.0
    assert rouge(ARABIC, [ARABIC], language="arabic").tolist() == [[100.0, 100.0, 100.0]]


@given(st.text(alphabet="ابتقوله ال٣،.«»", min_size=1, max_size=60))
def test_arabic_with_a_word_equals_itself(text):
    """Whatever the text: 100 where it has a token, else there is nothing to score."""
    expected = 100.0 if arabic_tokens(text) else 0.0

    assert rouge(text, [text], language="arabic")[0, 0] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الوزير", "والوزير"),
        ("المدينة", "بالمدينه"),
        ("أعلنت", "اعلنت"),
        ("الحكومةُ", "للحكومة"),
        ("كتابهم", "الكتاب"),
        ("مستشفى", "مستشفي"),
        ("٢٠٢٤", "2024"),
    ],
)
def test_forms_of_one_word_are_one_token(one, other):
    """Clitics are words that Arabic writes together; marks and hamza are spelled as one likes."""
    assert arabic_tokens(one) == arabic_tokens(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ورد", "رد"), ("كلب", "قلب"), ("بنك", "نك"), ("فقد", "قد"), ("والد", "لد")]
)
def test_short_words_stay_whole(one, other):
    """A stemmer that eats radicals makes different words equal and flatters every summary."""
    assert arabic_tokens(one) != arabic_tokens(other)


def test_english_is_what_the_package_gives():
    """Figures are compared with papers, so they are counted as papers count them."""
    texts = "The ministers met on Monday in Tripoli.", "A minister will meet unions in Tripoli on Monday."
    said = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True).score(*texts)

    expected = [100 * said[kind].fmeasure for kind in ("rouge1", "rouge2", "rougeL")]
    assert rouge(texts[1], [texts[0]], language="english")[0].tolist() == pytest.approx(expected)


def test_a_summary_gets_its_best_reference_and_the_mean_beside_it(
    make_record, make_reference, write_references
):
    """Two people summarise differently and both are right."""
    record = make_record()
    cases = cases_of([record], load([write_references([make_reference(record)])]))
    text = " ".join(sentence.text for sentence in record.summary.english)
    found = {one.measure.name: one.score for one in rouge_tallies(cases, [text], language="english")}

    assert found["rouge1_english"] == pytest.approx(100)
    assert found["rouge1_english_mean"] == pytest.approx(50)


def test_an_empty_summary_scores_0():
    """A run that gives no summary must not be left out of the mean."""
    assert rouge("", ["A reference."], language="english").tolist() == [[0.0, 0.0, 0.0]]
