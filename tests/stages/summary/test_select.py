"""Which stretches a summary is made of."""

from __future__ import annotations

from bisum.stages.summary.safe_arabic import Safe
from bisum.stages.summary.select import are_leaning, select

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


def test_nobody_heads_what_stands_before_by_chance(bilingual):
    """Without the union's sentence «its head» would be the company's."""
    assert select(bilingual(NEWS, UNION, HEAD), 4).chosen == [0, 1]


def test_a_pronoun_that_would_be_all_there_is_stays(bilingual):
    """An article of such sentences has a summary too."""
    assert select(bilingual(HEAD), 4).chosen == [0]


def test_a_pronoun_behind_the_news_means_what_it_means_there():
    """The first sentence stands in every summary."""
    texts = ("News.", "Its head spoke.", "She spoke.", "His Highness came.", "Hers is better.")
    forms = [Safe(text, ()) for text in texts]

    assert are_leaning([*forms, None], 0).tolist() == [False, False, True, False, False, False]
