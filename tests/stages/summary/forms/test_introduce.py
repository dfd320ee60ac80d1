"""A reader meets nobody by the surname alone."""

from __future__ import annotations

import pytest

from bisum.stages.summary.forms.introduce import Person, introduce, people_of

HAMMOUDA = Person("ياسر حمودة", "Yasser Hammouda")
OTHER = Person("ليلى عازار", "Leila Azar")


def test_the_first_mention_has_the_full_name():
    """The sentence that introduced him was left out."""
    arabic, english = introduce(
        "ورفض حمودة التعليق على الأنباء.", "Hammouda refused to comment.", [OTHER, HAMMOUDA], ""
    )

    assert arabic == "ورفض ياسر حمودة التعليق على الأنباء."
    assert english == "Yasser Hammouda refused to comment."


def test_a_later_mention_stays():
    """Once introduced is enough."""
    pair = ("ورفض حمودة التعليق.", "Hammouda refused to comment.")

    assert introduce(*pair, [HAMMOUDA], "وبكى ياسر حمودة بعد المباراة.") == pair


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("ورفض حمودة التعليق.", "He refused to comment."),
        ("ورفض الأمين التعليق.", "Hammouda refused to comment."),
        ("وقال: «رفض حمودة ذلك».", "He said: “Hammouda refused it.”"),
        ("ورفضت السيدة حمودة التعليق.", "Mrs Hammouda refused to comment."),
        ("ورفض سالم حمودة التعليق.", "Salem Hammouda refused to comment."),
        ("ورفض ياسر حمودة التعليق.", "Yasser Hammouda refused to comment."),
        ("ورفض حمودة التعليق.", "The coach, Dr. Yassir Hammouda, refused to comment."),
    ],
)
def test_nobody_else_gets_the_name(arabic, english):
    """Another person, a word that looks like it, somebody's words: no name beats a wrong one."""
    assert introduce(arabic, english, [HAMMOUDA], "") == (arabic, english)


def test_a_surname_that_two_share_names_neither(bilingual):
    """Nobody could tell which brother refused to comment."""
    said = ("وقال ياسر حمودة إن الفريق جاهز للمباراة.", "Yasser Hammouda said that the team was ready.")
    brother = (
        "وقال سالم حمودة إن الملعب مغلق.",
        "Salem Hammouda said that the stadium was closed.",
    )
    forms = {"ياسر حمودة": "Yasser Hammouda", "سالم حمودة": "Salem Hammouda"}

    assert people_of(bilingual(said, names=forms)) == [HAMMOUDA]
    assert people_of(bilingual(said, brother, names=forms)) == []
