"""An act that one side alone speaks of is found."""

from __future__ import annotations

import pytest

from bisum.stages.checks.claims.acts import check_acts, check_crimes
from bisum.stages.checks.pair import Pair


@pytest.mark.parametrize(
    ("arabic", "english", "words"),
    [
        ("ما لم يفقده الجيش هو قوته", "What the army did not reckon with is its strength", "يفقده"),
        ("اعتقلت الشرطة سامي", "The police met Sami", "اعتقلت"),
        ("استقال الوزير", "The minister travelled", "استقال"),
        ("فاز الفريق", "The team travelled", "فاز"),
    ],
)
def test_an_act_that_became_another_is_named(arabic, english, words):
    """It reads well, and nothing else shows that somebody was arrested."""
    (fault,) = check_acts(Pair(arabic=arabic, english=english))

    assert (fault.code, fault.severity.value, fault.evidence) == ("word-changed", "warning", words)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("ما لم يفقده الجيش هو قوته", "What the army has not lost is its strength"),
        ("اعتقلت الشرطة سامي", "Sami was taken into custody"),
        ("فقد وصل الوفد", "The delegation has arrived"),
        ("تفقد الوزير المدرسة", "The minister inspected the school"),
    ],
)
def test_what_says_it_otherwise_is_left_alone(arabic, english):
    """«فقد» and «تفقد» are other words, and custody is an arrest."""
    assert list(check_acts(Pair(arabic=arabic, english=english))) == []


@pytest.mark.parametrize(
    ("arabic", "english", "words"),
    [
        ("قالت الشرطة إن مدرسا أقيل", "Police said that a teacher was kidnapped", "kidnapped"),
        ("أصيب بانهيار عصبي", "He suffered a terrorist attack", "terrorist"),
        ("أقيل مدرس", "Kidnapped was a teacher", "Kidnapped"),
        ("لسنا حكاما", "We are not spies", "spies"),
        ("وجدوا دفاتر ومصوغ والدتها", "They found copybooks and her mother's stolen ring", "stolen"),
    ],
)
def test_a_crime_out_of_nothing_is_serious(arabic, english, words):
    """It accuses somebody of what nobody said."""
    (fault,) = check_crimes(Pair(arabic=arabic, english=english))

    assert (fault.code, fault.severity.value, fault.evidence) == ("word-changed", "serious", words)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("خطف مسلحون المدير", "Gunmen kidnapped the director"),
        ("بتهمة تحويل وجهة فتاة", "on charges of abducting a girl"),
        ("سطا على المتجر", "He robbed the shop"),
        ("ألقى زجاجة حارقة", "He threw a petrol bomb"),
        ("عاد الوزير", "The minister returned"),
    ],
)
def test_a_crime_that_the_arabic_may_mean_is_left_alone(arabic, english):
    """Arabic has many words for one, and «زجاجة حارقة» is a petrol bomb."""
    assert list(check_crimes(Pair(arabic=arabic, english=english))) == []
