"""Subjects that no table has, and words beside a verb that are no subject."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Speakers = Callable[..., list[str | None]]


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        ("أنيكه ليندمان", 'وخرجت أنيكه ليندمان، وهي طباخة متقاعدة، من بيت وصفته بأنه "علبة من ورق".'),
        ("ريناتا فالتر", "لماذا الآن؟ تقول السيناتور ريناتا فالتر إن القانون وُلد «في غرفة انتظار»."),
        ("مصدرا قضائيا لبنانيا", 'لكن مصدرا قضائيا لبنانيا رأى أن الملف "يكاد يكون فارغا".'),
        ("مشرفا على إحدى المزارع", "غير أن مشرفا على إحدى المزارع قال إن الموسم «ضاع نصفه»."),
        ("ضحية من قرية بعيدة", '"دفعت كل ما أملك"، يروي ضحية من قرية بعيدة، مردفا بحسرة: "لم يبق شيء".'),
        ("سلوى النجار", "وهدأت، قبل أن تتدخل رئيسة الجلسة سلوى النجار: «احترموا الوقت أو أرفع الجلسة»."),
        ("رامي الصالح", "ويظهر المدير، رامي الصالح، وهو يخاطب وكيله: «قل لهم إن الشحنة وصلت كلها»."),
        ("روي فالادا", "وقال المدير الفني للفريق، البرتغالي روي فالادا، عقب المباراة: «لم أنم منذ ليلتين»."),
        ("عماد شكري", "انتقد المدير الفني للخاسر عماد شكري التحكيم، معتبرا أن الضربة «هدية» لا يستحقها أحد."),
        ("رامي الصالح", "عارضت هدى الكرمي الرسوم، فسألها زميلها رامي الصالح: «ومن يدفع للعمال بعد اليوم؟»."),
    ],
)  # fmt: skip
def test_who_acts_speaks_though_no_table_has_him(speakers: Speakers, speaker: str, text: str) -> None:
    """Foreign names, titles without a gender and words in the accusative are subjects too."""
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "قالت هدى الكرمي إن العمل بدأ. وحول الشارع الرئيسي أجابت في تصريح صحفي: «سيفتح في الربيع المقبل».",
        "قالت هدى الكرمي إن المؤتمر جمع خبراء من 22 دولة. وأضافت أن التحدي «لم يعد في المال بل في الوقت».",
        "قالت هدى الكرمي إنها اتصلت إحدى عشرة مرة. وأضافت: «لم يرد علينا أحد طوال الليل».",
        "خرجت هدى الكرمي، صباح اليوم الأربعاء، من الجلسة، منددة بما وصفته بـ«الوعود القديمة».",
    ],
)
def test_adjectives_counts_and_hours_are_nobody(speakers: Speakers, text: str) -> None:
    """«الرئيسي», «صحفي», «دولة» after a number and «صباح» once spoke in the place of who did."""
    assert speakers(text)[-1] == "هدى الكرمي"


def test_who_is_quoted_speaks_and_the_paper_before_the_verb_relays(speakers: Speakers) -> None:
    """«نقلا عن» inside the paper's own clause gives the word away."""
    text = "وكانت صحيفة «الفنار» قد ذكرت، نقلا عن مصدر مقرب من اللاعبين، أن الغرفة «لم تعد تحتمل صراخه»."

    assert speakers(text)[-1] == "مصدر مقرب من اللاعبين"


def test_where_it_was_said_brings_no_new_speaker(speakers: Speakers) -> None:
    """«وجاء ذلك في تعليقه على …» tells of the words before it; whom it mentions has said nothing."""
    text = "وصف النائب سامر الحداد القرار بـ«المهزلة». "
    text += "وجاء ذلك في تعليقه على إقالة رامي الصالح، مشددا بالقول إن القرار «باطل من أصله»."

    assert speakers(text)[-1] == "سامر الحداد"


def test_the_name_of_a_show_is_not_its_guest(speakers: Speakers) -> None:
    """«ضيف «حديث المساء»» is a guest, and no Mr Evening Talk."""
    text = "وكشف ضيف «حديث المساء» أنه كان ينتظر فتح ملفات «تتعلق بالوزارة وبغيرها»."

    assert speakers(text)[-1] != "حديث المساء"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('ونقلت فان درميرش عن الوسيط بيتر أودونغو قوله إن الطرفين "اتفقا على معظم النقاط".', "بيتر أودونغو"),
        ('وأكد مايكل فان رايس أن "الفريق جاهز للموسم الجديد".', "مايكل فان رايس"),
        ('بعد تأكيد رئيس الأركان ماهر الدباغ للصحفيين أن المنطقة "تحت السيطرة الكاملة".', "ماهر الدباغ"),
        ("وهتف البائعون «لقمة العيش قبل كل شيء» قبل أن يفضّوا اعتصامهم.", "البائعون"),
    ],
)
def test_what_stands_between_verb_and_words_does_not_hide_the_speaker(
    speakers: Speakers, text: str, speaker: str
) -> None:
    """«فان» of a name, those who are told, a clause after the words: none of them opens the report."""
    assert speakers(text) == [speaker]


def test_fireworks_do_not_speak(speakers: Speakers) -> None:
    """The object of a verb without a subject beside it stood nearest to the quotation."""
    text = 'وليلاً أطلق مشجعون مفرقعات أمام مقر النادي مرددين "ارحل يا رئيس".'

    assert speakers(text) == ["مشجعون"]
