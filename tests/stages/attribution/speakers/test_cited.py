"""Whose words they are where somebody only cites, bears or overhears them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Speakers = Callable[..., list[str | None]]


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        ("وزير سابق", 'كتبت سلمى أن الصمت جواب، مستشهدة بعبارة لوزير سابق: "أسوأ القمم أكثرها ابتساما".'),
        ("مفتش المناجم", "ويحتفظ سامر برسالة بعث بها مفتش المناجم إلى جده، وفيها: «لا تنزلوا قبل الفجر»."),
        ("المتهم", "واستمعت المحكمة إلى رسالة بعث بها المتهم إلى أخته، وجاء فيها: «لن يلاحظ أحد ما نفعله»."),
    ],
)  # fmt: skip
def test_cited_words_stay_with_whose_they_are(speakers: Speakers, speaker: str, text: str) -> None:
    """Who cites another's words, or keeps his letter, must not get them into his mouth."""
    assert speakers(text)[-1] == speaker


def test_what_is_written_on_a_thing_is_of_who_bears_it_or_of_nobody(speakers: Speakers) -> None:
    """A banner on a wall belongs to nobody the article names, whoever spoke before."""
    borne = 'قالت سلمى القصري إن الأمر انتهى. ورفع المحتجون لافتة كُتب عليها "لا نريد وعودا جديدة".'
    hung = 'قالت سلمى القصري إن الأمر انتهى. وعلى الجدار لافتة كُتب عليها "لا نريد وعودا جديدة".'

    assert speakers(borne)[-1] == "المحتجون"
    assert speakers(hung)[-1] is None


def test_two_who_talk_with_dashes_alone_take_turns(speakers: Speakers) -> None:
    """Nothing but the dash says that the other one speaks now."""
    found = speakers(
        'أما سامر الحداد فحاول أن يبدو هادئا. سألته القاضية هدى النجار: "هل زرت الأرض؟" - '
        '"زرتها مرتين يا سيدتي." - "وأين كان ذلك؟".'
    )

    assert found == ["هدى النجار", "سامر الحداد", "هدى النجار"]


def test_the_first_person_inside_a_quotation_is_its_speaker(speakers: Speakers) -> None:
    """«قلت لها» inside somebody's words is he, and the minister of whom he tells is another."""
    found = speakers(
        'وقال سامر الحداد: "سألتني أمي عن السفر: ‘هل ستعود إلينا؟’، فقلت لها: ‘سأعود في الربيع’، ثم خرجت".'
    )

    assert found[1:] == ["أمي", "سامر الحداد"]


def test_the_first_person_of_an_answer_is_who_was_interviewed(speakers: Speakers) -> None:
    """Questions and answers name nobody: who tells what he said is the one whom the interview is about."""
    found = speakers(
        "تعود سلمى القصري إلى المسرح بعد سبع سنوات.",
        "- لماذا كل هذا الغياب؟",
        "- رحلت أمي فلم أعد أكتب.",
        "- وماذا عن المخرج؟",
        "- كان يريد النهاية سعيدة. قلت له: «إذا ضحكوا فقد خسرنا».",
    )

    assert found[-1] == "سلمى القصري"


def test_a_woman_is_known_by_the_office_beside_her_name(speakers: Speakers) -> None:
    """The verb of a woman goes on with her, and not with the man whom the sentence is about."""
    text = "وعرض سامر الحداد موقف رئيسة البلدية، هدى النجار، من المشروع. وأضافت: «لن نبيع الأرض لأحد منهم»."

    assert speakers(text)[-1] == "هدى النجار"


def test_a_verb_that_no_table_has_is_nobody(speakers: Speakers) -> None:
    """«وهي تنفض» says what she does; taken for a name it would speak."""
    text = "ختمت سلمى القصري، وهي تنفض يديها من الدقيق: «كل واحد يفتل على قدر قصعته»."

    assert speakers(text) == ["سلمى القصري"]
