"""Who is who: the mentions of one person joined, and the speaker chosen among all of them."""

from __future__ import annotations

import pytest
from tests.stages.ledgers import read

from bisum.model.quote import Speaker
from bisum.stages.attribution.reading.confidence import LEAST_WEIGHED, confide


def last_speaker(*paragraphs: str) -> Speaker | None:
    """Give the speaker of the last marked text."""
    return read(*paragraphs)[1].marked[-1].speaker


@pytest.mark.parametrize(
    ("speaker", "paragraphs"),
    [
        # The name follows a comma, a further title and a phrase of place.
        (
            "نادر الوكيلي",
            ['وقال المكلف بالإعلام في مديرية المياه، الملازم الأول نادر الوكيلي، إن "العمل بدأ أمس".'],
        ),
        # The name follows «يدعى».
        (
            "نادر الوكيلي",
            ["أوقفت الشرطة حارسا سابقا يدعى نادر الوكيلي.", 'وقال الحارس: "لم أر أحدا في تلك الليلة".'],
        ),
        # Who is quoted by a station, by his surname alone, and no «his saying».
        (
            "توم باراك",
            [
                "قال الوزير سالم الشاوي إنه التقى المبعوث الأميركي توم باراك.",
                "ونقلت قناة «النخلة» عن باراك قوله إن «الأسبوعين المقبلين حاسمان».",
            ],
        ),
        # Who speaks inside another's words.
        (
            "جان بارولين",
            [
                'قال الوزير سالم الشاوي: «قال لي نظيري الفرنسي جان بارولين: "لن نترككم وحدكم"، وأنا أصدقه».',
            ],
        ),
        # Words in another language, led in by a clause of the paragraph before.
        (
            "هالة خضري",
            [
                "وقالت ممثلة المنظمة الدكتورة هالة خضري في بيان بالإنجليزية:",
                "“We cannot reach the camp. Without access within days, the number of deaths could double.”",
            ],
        ),
        # A wider office stands for a narrower one.
        ("سلمى القصري", ["غنت المطربة سلمى القصري أمس.", 'وقالت الفنانة: "كان الجمهور رائعا هذا المساء".']),
        # The office is given in a clause of its own, and only further on.
        (
            "رابح الزموري",
            ['وقال المتهم: "لم أوقع شيئا من هذه الأوراق".', "ويواجه رابح الزموري، وهو المتهم الأول، السجن."],
        ),
        # The clause of the speaker ends the paragraph before.
        (
            "سلمى القصري",
            ["تحدثت المديرة سلمى القصري إلى الصحافيين وقالت:", "«لن نغلق الأبواب قبل نهاية الموسم»."],
        ),
        # The relative clause is about the body right before it.
        (
            "وزارة الطاقة",
            ['أحيلت الأسئلة إلى وزارة الطاقة، التي اكتفت بالقول إن "المباحثات جارية الآن".'],
        ),
        # An honour stands for whom it was given to.
        (
            "سالم بن راشد الكعبي",
            [
                "أعلن معالي وزير النقل سالم بن راشد الكعبي بدء العمل.",
                'وأوضح معاليه أن "الكلفة ستنخفض كثيرا".',
            ],
        ),
        # A name with a hyphen is one name.
        ("كيم سانغ-هون", ['وقال الوزير كيم سانغ-هون: "لن نتراجع عن هذا القرار".']),
    ],
)
def test_a_description_leads_to_the_name(speaker: str, paragraphs: list[str]) -> None:
    """The mention that names best is asked for, however the clause points to it."""
    found = last_speaker(*paragraphs)

    assert found is not None
    assert found.name == speaker


def test_the_name_of_a_body_is_nobody_in_office() -> None:
    """«مديرة مؤسسة سالم الهادي» is a woman, and Salim is the foundation's name."""
    found = last_speaker(
        "زارت سلمى القصري المدرسة أمس.", 'وقالت مديرة مؤسسة سالم الوكيلي: "الأطفال كانوا هنا صباحا".'
    )

    assert found is not None
    assert found.name != "سالم الوكيلي"


@pytest.mark.parametrize(
    ("speaker", "paragraphs"),
    [
        # Who is asked answers, though he stands as an object.
        (
            "فوزي الدسوقي",
            ['وسألت المحكمة المتهم الأول، فوزي الدسوقي، عن مصدر المال، فأجاب: "بعت البيت كله".'],
        ),
        # The same where a pronoun stands for him.
        (
            "فوزي الدسوقي",
            [
                'قال فوزي الدسوقي: "سنلعب للفوز في كل مباراة".',
                "وحين سأله مندوب الصحيفة عن إصابته، أجاب: «انتظروا يوم الجمعة».",
            ],
        ),
        # The accused is described, and describes nobody.
        (
            "نادر الوكيلي",
            ['لم يتردد وكيل الجمهورية، نادر الوكيلي، في وصف المتهم بأنه "بائع أوهام كبير".'],
        ),
        # The oblique case is no subject.
        ("نادر الوكيلي", ['وكان نادر الوكيلي قد دعا الطرفين إلى "وقف فوري للعمل".']),
        # A statement is of whom gave it out.
        (
            "وزارة الطاقة",
            [
                "في بيان منفصل، نفت وزارة الطاقة أن تكون قد تأخرت.",
                'وأكد البيان أن "كل طلب سجل في يومه دون تأخير".',
            ],
        ),
        # A body of people is no verb with a subject.
        ("نقابة المحامين", ['أما نقابة المحامين فقالت: "لن نعود إلى القاعات".']),
        # A father is not his daughter.
        (
            "والد سلمى القصري",
            ["خرجت المديرة سلمى القصري أمس.", 'وقال والد سلمى القصري: "كانت تفكك الساعات".'],
        ),
        # A body is named by its whole name, though that comes later.
        (
            "وزارة الاقتصاد",
            ["أشار برأسه إلى الوزارة.", 'وزارة الاقتصاد أعلنت أن السعر "لن يتغير هذا العام".'],
        ),
        # Two bodies of one kind are two.
        (
            "وزارة العدل",
            ['قالت وزارة الصحة إن "المخزون يكفي".', 'وأعلنت وزارة العدل أن "التحقيق بدأ اليوم".'],
        ),
        # A clause may give the name of whom a sentence describes.
        (
            "نادر الوكيلي",
            [
                'الطبيب، وهو الألماني نادر الوكيلي، قال: "لا بد من الراحة".',
                'وأضاف الطبيب: "شهرين على الأقل".',
            ],
        ),
        # A u on an active verb makes it no passive.
        (
            "نادر الوكيلي",
            ['قال نادر الوكيلي: "سنبدأ غدا في كل مكان".', 'ويُتابع: "هذا وعد لا رجعة فيه أبدا".'],
        ),
        # Who stands right after أنّ is the subject of the verb after him.
        (
            "فوزي الدسوقي",
            ['وروى الكاتب نادر الوكيلي أن الوزير فوزي الدسوقي قال له: "لن نطفئ النور هذه الليلة".'],
        ),
        # Two with one office are told apart by their number.
        (
            "المتهم الثاني",
            [
                'قال المتهم الأول فوزي الدسوقي: "لم أوقع شيئا".',
                'ونفى المتهم الثاني، أمس، التهمة، مؤكدا أنه "مجرد موظف صغير".',
            ],
        ),
        # An honour leads to whom it was given to, and to nobody else.
        (
            "راشد الكعبي",
            [
                "استقبل سعادة الوزير راشد الكعبي، أمس، الضيوف بحضور السفير سالم الفلاحي.",
                'وقال سعادته إن "الدفاتر القديمة ذاكرة البحر كله".',
            ],
        ),
    ],
)
def test_the_word_goes_to_whom_the_sentence_gives_it(speaker: str, paragraphs: list[str]) -> None:
    """Words in the mouth of who was spoken to are the error that nobody sees."""
    found = last_speaker(*paragraphs)

    assert found is not None
    assert found.name == speaker


def test_two_surnames_side_by_side_are_two_persons() -> None:
    """Arabic puts the object right after the subject."""
    found = last_speaker(
        "التقى نادر الوكيلي وفوزي الدسوقي أمس.",
        'وهاجم الوكيلي الدسوقي، وقال: "لم تفعل شيئا طوال هذه السنين".',
    )

    assert found is not None
    assert found.name == "نادر الوكيلي"


def test_the_affiliation_stands_apart_from_the_office() -> None:
    """Whom somebody speaks for is worth a field of its own."""
    found = last_speaker('وقال الناطق باسم وزارة الصحة نادر الوكيلي إن "المخزون يكفي شهرين".')

    assert found is not None
    assert (found.name, found.role, found.affiliation) == (
        "نادر الوكيلي",
        "الناطق باسم وزارة الصحة",
        "وزارة الصحة",
    )


def test_confidence_rises_with_the_weighed_probability() -> None:
    """A speaker weighed at nothing is still worth something; one weighed at 1 leaves the kind's doubt."""
    assert confide(0.9, "right-named", 0.0) == round(0.9 * LEAST_WEIGHED, 3)
    assert confide(0.9, "right-named", 1.0) == 0.9
    assert confide(0.9, "term", 0.5) == 0.9
