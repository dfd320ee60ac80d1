"""Changed numbers are found, and the same number in another dress is left alone."""

from __future__ import annotations

import pytest

from bisum.stages.checks.numbers.changed import check_numbers
from bisum.stages.checks.pair import Pair


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("قتل 23 شخصا في الهجوم", "Twenty-three people were killed in the attack"),
        ("بلغت الخسائر مليونا ونصف المليون دولار", "Losses reached $1.5 million"),
        ("ارتفع بنسبة ٩٫٥ في المئة", "It rose by 9.5 percent"),
        ("في القرن التاسع عشر", "In the 19th century"),
        ("استمرت بين ثلاثة وستة أشهر", "They lasted between three and six months"),
        ("يوما واحدا وكتابين", "one day and two books"),
        ("سجل في شوطي المباراة 3 أهداف", "He scored three goals in the two halves"),
        ("استمرت ثلاثة أشهر ونصف الشهر", "They lasted three and a half months"),
        ("قتل مئات الآلاف في 1957", "Hundreds of thousands were killed in 1957"),
        ("في 1957 مئات القتلى", "Hundreds of dead in 1957"),
        ("فجمع ربع مليون دولار", "He raised a quarter of a million dollars"),
        ("مليونا ونصف مليون دولار", "One and a half million dollars"),
        ("انتظر عشرين ثانية", "He waited 20 seconds"),
        ("أمهله أربعا وعشرين ساعة", "He gave him 24 hours"),
        ("اللاعبون الأحد عشر", "The 11 players"),
        ("عند السابعة والنصف مساء", "At 7:30 p.m."),
        ("عند السادسة مساء", "At 6:00 pm"),
        ("خسر خمسة تريليونات دولار", "It lost five trillion dollars"),
        ("كمية من الغاز أصابت العشرات", "A quantity of gas hurt dozens"),
        ("مباراة انتهت بثلاثية", "A match that ended 3-0"),
        ("التقى الاثنان أمس", "They met one another yesterday"),
        ("مباراة انتهت برباعية نظيفة", "A match that ended 4-0"),
        ("في ذهاب ثمن نهائي الكأس", "in the first leg of the cup's round of 16"),
        ("فازوا بهدف لصفر", "They won 1-0"),
        ("خسروا بعد تعادل بهدف لمثله", "They lost after a 1–1 draw"),
        ("مرور مئة سنة على ولادته", "The centenary of his birth"),
        ("زادت أربع مرات", "They quadrupled"),
        ("في الدورة الحادية عشرة", "In the 11th edition"),
        ("في الدورة الحادية عشرة", "In this edition"),
    ],
)
def test_the_same_number_in_another_dress_is_no_fault(arabic, english):
    """False alarms teach the analyst to look away."""
    assert list(check_numbers(Pair(arabic=arabic, english=english))) == []


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("قتل 23 شخصا في الهجوم", "Thirty-two people were killed in the attack"),
        ("قتل 23 شخصا في الهجوم", "People were killed in the attack"),
        ("بلغت الخسائر 20 مليون دولار", "Losses reached $20 billion"),
        ("قتل ثلاثة أشخاص", "Four people were killed"),
        ("قتل ألفا جندي", "A thousand soldiers and 1,000 others were killed"),
        ("في الدورة الحادية عشرة", "In the tenth edition"),
        ("هطل 127 ملم في ست ساعات", "It rained 127 mm at night"),
        ("بعد خمسة وعشرين يوما", "After some time"),
        ("فاز الفريق بركلات الترجيح", "The team won 1-0"),
    ],
)
def test_changed_numbers_are_found(arabic, english):
    """A wrong figure reads as smoothly as a right one."""
    assert [fault.code for fault in check_numbers(Pair(arabic=arabic, english=english))] == [
        "numbers-changed"
    ]


@pytest.mark.parametrize(
    ("arabic", "english", "is_told"),
    [
        ("منذ حزيران 2,300 حالة", "since June 2, 2,300 cases", True),
        ("منذ حزيران 2,300 حالة", "since June, 2,300 cases", False),
        ("في الثاني من حزيران", "on June 2", False),
        ("غدا غرة نوفمبر", "tomorrow, November 1", False),
        ("في حزيران 2024", "in June 2024", False),
    ],
)
def test_a_first_or_second_of_a_month_out_of_nothing_is_told(arabic, english, is_told):
    """One and two hide in articles and duals, but not behind the name of a month."""
    found = [fault.code for fault in check_numbers(Pair(arabic=arabic, english=english))]

    assert found == ["numbers-changed"] * is_told


@pytest.mark.parametrize(
    ("arabic", "english", "evidence"),
    [
        ("قتل ثلاثة أشخاص", "Four people were killed", "ثلاثة | Four"),
        ("قتل ثلاثة أشخاص و23 جنديا", "Forty people were killed", "23, ثلاثة | Forty"),
        ("قتل ثلاثة أشخاص", "31 people were killed", "ثلاثة | 31"),
        ("قتل 23 شخصا", "People were killed", "23 | –"),
    ],
)
def test_a_changed_number_is_shown_with_all_that_are_left_on_the_other_side(arabic, english, evidence):
    """The analyst looks for what became of it, whether it is written in digits or in words."""
    (fault,) = check_numbers(Pair(arabic=arabic, english=english))

    assert fault.evidence == evidence
