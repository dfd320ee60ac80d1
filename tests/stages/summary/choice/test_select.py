"""Which stretches a summary is made of."""

from __future__ import annotations

import pytest

from bisum.model.finding import Finding, Findings, Severity
from bisum.stages.summary.choice.select import select
from bisum.stages.summary.extract import extracted

NEWS = (
    "أعلنت شركة سهم تسريح مئات الموظفين في مراكزها أمس الأربعاء.",
    "The company Sahm announced yesterday, Wednesday, that it lays off hundreds of employees of its centres.",
)
UNION = (
    "ودعت نقابة عمال الاتصالات إلى وقفة احتجاجية أمام مقر الوزارة يوم السبت.",
    "The telecommunications workers' union called a protest outside the seat of the ministry for Saturday.",
)
HEAD = (
    "وقال رئيسها فراس الخصاونة إن القانون يشترط إخطار الوزارة قبل كل تسريح.",
    "Its head, Firas Al-Khasawneh, said that the law requires the ministry to be told before any layoff.",
)


MINISTRY = (
    "وفي عمان زار الوزير ليث الحباشنة مصنعا جديدا للورق يشغل أربعين عاملا منذ الربيع.",
    "In Amman Minister Laith Al-Habashneh visited a new paper mill that has employed forty since spring.",
)


def test_its_head_has_what_he_heads_before_him(bilingual):
    """Without the union's sentence «its head» would be the company's."""
    chosen = select(bilingual(NEWS, UNION, HEAD), 4).chosen

    assert chosen == [0, 1, 2]
    assert 2 not in select(bilingual(NEWS, UNION, MINISTRY, HEAD), 1).chosen


def test_a_pronoun_whose_sentence_cannot_stand_is_left_out(bilingual):
    """The heading before «its head» is no sentence."""
    assert select(bilingual(NEWS, ("نقابة", "Union"), HEAD), 4).chosen == [0]


def test_a_pronoun_that_would_be_all_there_is_stays(bilingual):
    """An article of such sentences has a summary too."""
    assert select(bilingual(HEAD), 4).chosen == [0]


@pytest.mark.parametrize(("evidence", "chosen"), [("11 | –", [0, 1]), ("أمس | –", [1])])
def test_a_dateline_that_is_left_out_tells_against_nothing(bilingual, evidence: str, chosen: list[int]):
    """A month in digits that the English has as a word must not cost a summary its news."""
    arabic, english = NEWS
    finding = Finding(
        code="numbers-changed", severity=Severity.SERIOUS, message="A number differs.", evidence=evidence,
        paragraph=0, sentence=0,
    )  # fmt: skip
    dossier = bilingual((f"المنامة - 4 - 11 - {arabic}", f"MANAMA - Nov 4 - {english}"), UNION)

    found = dossier.with_product(Findings(findings=(finding,)))

    assert select(found, 4).chosen == chosen
    assert all(
        "Nov 4" not in one.text and "11" not in one.text for one in extracted(found, select(found, 4)).english
    )
