"""A suspended strike is no strike: what undoes something isn't lost in the English unseen."""

from __future__ import annotations

import pytest

from bisum.stages.checks.claims.undone import check_undone
from bisum.stages.checks.pair import Pair


@pytest.mark.parametrize(
    ("arabic", "english", "words"),
    [
        ("أعلن الاتحاد تعليق الإضراب المفتوح", "The union announced an open-ended strike", "تعليق"),
        ("دعت اللجنة إلى وقف القصف", "The committee called for the bombing", "وقف"),
        ("وبإنهاء الحرب", "And with the war", "وبانهاء"),
        ("قررت المحكمة تأجيل الجلسة", "The court decided on the session", "تاجيل"),
        ("أقر المجلس سحب الثقة", "The council approved the minister", "سحب الثقه"),
        ("طالبوا برفع الحصار", "They demanded the siege", "برفع الحصار"),
        ("أمر بفض الاعتصام", "He ordered the sit-in", "بفض الاعتصام"),
        ("بعد منعه السفر", "After his journey", "منعه"),
        ("أيدت حظر السلاح", "She supported the weapons", "حظر"),
        ("قرر البنك تجميد الحساب", "The bank decided on the account", "تجميد"),
        ("إغلاق المطار", "The airport", "اغلاق"),
        ("طلب إسقاط التهم", "He asked for the charges", "اسقاط التهم"),
    ],
)
def test_what_is_undone_in_the_arabic_alone_is_serious(arabic, english, words):
    """The English reads well and says the opposite: that there is a strike, a siege, a ban no more."""
    (fault,) = check_undone(Pair(arabic=arabic, english=english))

    assert (fault.code, fault.severity.value, fault.evidence) == ("word-changed", "serious", words)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("أعلن الاتحاد تعليق الإضراب", "The union said its strike was suspended"),
        ("أعلن الاتحاد تعليق الإضراب", "The union called off its strike"),
        ("امتنع عن أي تعليق", "He would make no comment"),
        ("ولا تعليق على الخبر", "She was silent about it"),
        ("وقف الرجل أمام الباب", "The man stood before the door"),
        ("طلب رفع الأجور", "He asked for higher wages"),
        ("حبوب منع الحمل", "The pill"),
        ("طقس كثيف السحب", "A cloudy day"),
        ("حظر التجول", "A curfew"),
    ],
)
def test_what_says_so_otherwise_or_means_something_else_is_left_alone(arabic, english):
    """A comment, a man who stands and clouds undo nothing, and a curfew is a ban."""
    assert list(check_undone(Pair(arabic=arabic, english=english))) == []
