"""Arabic that a model wrote reaches the reader in the article's own words, or not at all."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stages.summary.strike import ARABIC, DOSSIER, NAMES, Says

from bisum.model.quote import Quotes
from bisum.model.summary import Origin, SummarySentence
from bisum.stages.summary.abstract import Abstract

ASIDE = "وقالت الوزيرة ليلى عازار، التي تولت المنصب قبل عام، إن الميناء سيعود إلى العمل غدا."
ASIDE_ENGLISH = "Minister Leila Azar, who took office a year ago, said the port would work again tomorrow."
PIECES = [
    "ليلى عازار", "نديم شاهين", "وقال", "وقالت", "إن الإضراب", "«", "»", "يعاقب البلد كله بسبب خلاف",
    "لن", "لم", "لن نعود إلى الأرصفة", "من دون اتفاق مكتوب", "دخل إضراب عمال الميناء في طرابلس",
    "أسبوعه الثاني أمس", "14", "بعد فشل الجولة الثالثة من المحادثات", "أمام البوابة الرئيسية للميناء",
    "في ساعة واحدة", "يمكن حله", ".", "،", "“",
]  # fmt: skip
MARKED = re.compile("«([^«»]*)»")


def arabic_of(written: str) -> tuple[SummarySentence, ...]:
    """Give the Arabic summary where a model wrote so."""
    (summary,) = Abstract(Says(""), arabic=Says(written)).run([DOSSIER])
    return summary.arabic


@settings(max_examples=300, deadline=None)
@given(words=st.lists(st.sampled_from(PIECES), max_size=18))
def test_nothing_but_the_articles_words_with_their_speakers_reaches_the_reader(words):
    """Speakers swapped, denials dropped, marks scattered: the reader sees sentences of the article."""
    sentences = arabic_of(" ".join(words))

    assert sentences
    for sentence in sentences:
        assert sentence.text in ARABIC
        for marked in MARKED.findall(sentence.text):
            numbers = [n for n, quote in enumerate(DOSSIER[Quotes].marked) if quote.text == marked]
            assert [*sentence.quotes] == numbers
            assert NAMES[numbers[0]][0] in MARKED.sub("", sentence.text)


def test_the_model_chooses_the_sentences_and_their_order():
    """That is what it is asked for; without a model the English decides."""
    sentences = arabic_of(f"{ARABIC[2]} {ARABIC[0]}")

    assert [sentence.text for sentence in sentences] == [ARABIC[2], ARABIC[0]]
    assert all(sentence.origin is Origin.GENERATED for sentence in sentences)


def test_a_changed_word_brings_the_articles_sentence():
    """«ليلى عازار» for «نديم شاهين» is a lie in otherwise true words."""
    (sentence,) = arabic_of(ARABIC[2].replace(NAMES[1][0], NAMES[0][0]))

    assert sentence.text == ARABIC[2]
    assert sentence.origin is Origin.REPLACED


def test_what_is_told_by_the_way_may_be_left_out(bilingual):
    """So much may the model shorten, and the record says what it left out."""
    dossier = bilingual((ARABIC[0], "The strike entered its second week."), (ASIDE, ASIDE_ENGLISH))
    written = ASIDE.replace("، التي تولت المنصب قبل عام،", "")
    (summary,) = Abstract(Says(""), arabic=Says(written)).run([dossier])

    assert [sentence.text for sentence in summary.arabic] == [written]
    assert summary.arabic[0].origin is Origin.GENERATED
    assert summary.arabic[0].left_out == ("التي تولت المنصب قبل عام",)


def test_what_is_like_no_sentence_leaves_the_arabic_of_the_english():
    """A model that writes of something else is as good as none."""
    (without,) = Abstract(Says("")).run([DOSSIER])

    assert arabic_of("ارتفعت أسعار القمح في البورصات العالمية إلى مستويات قياسية.") == without.arabic


def test_each_model_is_asked_in_its_language_and_named():
    """A record made with another Arabic model is another record."""
    arabic = Says("")
    stage = Abstract(Says(""), arabic=arabic)
    stage.run([DOSSIER])

    assert arabic.heard == ["\n".join(ARABIC)]
    assert stage.signature != Abstract(Says("")).signature
