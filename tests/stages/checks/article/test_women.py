"""*She* is a woman in English: where the article has none, it is a ministry."""

from __future__ import annotations

import pytest
from tests.stages.test_check import check

from bisum.stages.bilingual.words import arabic_words
from bisum.stages.checks.article.women import names_woman

BODY = ("قالت وزارة التربية إن العمل بدأ.", "The education ministry said that work had begun.")
SAID = ("وأوضحت أن التحقيق بدأ.", "She explained that the investigation had begun.")


def marked(*pairs: tuple[str, str]) -> list[tuple[str, int | None, str]]:
    """Give severity, paragraph and evidence of each other person."""
    found = (one for one in check(*pairs).findings if one.code == "person-changed")
    return [(one.severity.value, one.paragraph, one.evidence) for one in found]


def test_a_ministry_is_no_she():
    """Else the reader looks for a woman who said it."""
    assert marked(BODY, SAID) == [("warning", 1, "وأوضحت | She")]


@pytest.mark.parametrize(
    "before",
    [
        ("قالت الوزيرة إن العمل بدأ.", "The minister said that work had begun."),
        ("قالت فاطمة إن العمل بدأ.", "Fatima said that work had begun."),
        ("قالت والدته إن العمل بدأ.", "His mother said that work had begun."),
        ("عبرت النائب عن أملها.", "The deputy expressed her hope."),
    ],
)
def test_whom_the_article_named_may_be_she(before):
    """A name, an office, kin, or a man's word for an office after a woman's verb."""
    assert marked(before, SAID) == []


def test_a_sentence_by_itself_tells_nothing():
    """It is cut out of something that may have named her."""
    assert marked(SAID) == []


def test_it_is_left_alone():
    """The English of a body says so."""
    assert marked(BODY, ("وأوضحت أن التحقيق بدأ.", "It explained that the investigation had begun.")) == []


def test_a_sentence_that_reports_nothing_is_left_alone():
    """Who works there may be any woman."""
    assert marked(BODY, ("في المدينة بدأ العمل.", "She began to work in the city.")) == []


@pytest.mark.parametrize("arabic", ["قضايا أمنية وعسكرية", "المحكمة العليا", "قال الوزير إنه عاد"])
def test_adjectives_and_men_are_no_women(arabic):
    """«أمنية» is security's, and «العليا» is supreme."""
    assert not names_woman(arabic_words(arabic))
