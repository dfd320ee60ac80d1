"""Who stands beside a verb and does not speak: whom it addresses, who carried the words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bisum.stages.arabic.cues import has_object, verb_forms

Speakers = Callable[..., list[str | None]]


@pytest.mark.parametrize(
    "second",
    [
        'ثم اتهم الإدارة بـ"إخفاء الفواتير عن المجلس".',
        'كما اتهم زميلته بتحويل الجلسة إلى "مسرح انتخابي كبير".',
        'وحث التجار على "ترك الأسعار كما هي حتى العيد".',
        'وخاطب السكان: "لن نغلق المدرسة هذا العام".',
        'ونصح أعضاءها بـ"عدم توقيع أي ورقة قبل الأحد".',
    ],
)
def test_who_is_addressed_does_not_speak(speakers: Speakers, second: str) -> None:
    """A verb that can't do without an object leaves the only phrase after it to that object."""
    first = 'قال النائب سامر الحداد إن "الملف لن يغلق قبل الصيف".'

    assert speakers(f"{first} {second}") == ["سامر الحداد"] * 2


def test_a_subject_and_an_object_after_such_a_verb_leave_the_first_its_words(speakers: Speakers) -> None:
    """«وصف المدير، في بيان، ما حدث بأنه …»: the object comes later, behind commas or as a clause."""
    assert speakers('ووصف مدير المركز، في بيان قصير، ما حدث بأنه "خطأ لن يتكرر".') == ["مدير المركز"]


@pytest.mark.parametrize(("form", "expected"), [("اتهم", False), ("اتهمته", True), ("سالها", True)])
def test_a_pronoun_of_the_root_is_no_object(form: str, expected: bool) -> None:
    """The هم of «اتهم» is its root's; were it taken for «them», whoever is accused would speak."""
    assert has_object(verb_forms(form)[0]) is expected


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ('إدارة النادي لم تنتظر طويلا. وجاء في بيانها: "لن نلعب خارج ملعبنا".', "إدارة النادي"),
        ('المعهد يميل إلى تفسير آخر. فقد أورد تقريره أن "المياه ارتفعت درجة كاملة".', "المعهد"),
        ('ونعت نقابة الأطباء الطبيبة الراحلة في بيان قالت فيه: "كانت أول من داوى القرية".', "نقابة الأطباء"),
        ('وتُليت إفادة مكتوبة لجارة للمتهمة جاء فيها: "كانت تترك لي الخبز عند الباب".', "جارة"),
    ],
)
def test_a_text_has_an_owner_who_speaks_in_it(speakers: Speakers, paragraph: str, speaker: str) -> None:
    """«Its statement» is nobody by itself, and who is mourned in a statement did not write it."""
    (found,) = speakers(paragraph)

    assert found is not None
    assert found.startswith(speaker)


def test_who_carried_the_words_does_not_speak(speakers: Speakers) -> None:
    """«في تصريحات أوردتها وكالة» only tells where the words were read."""
    first = 'نفى كبير المفاوضين ماجد الرواني أن يكون قد وقّع "أي ورقة في المدينة".'
    second = 'وقال في تصريحات أوردتها وكالة أنباء محلية: "لا نوقّع في الليل".'

    assert speakers(first, second) == ["ماجد الرواني"] * 2


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ('وكانت مسودة الاتفاق، التي اطلعت عليها الوكالة، تدعو إلى "وقف شامل للنار".', "مسودة الاتفاق"),
        ('نائب رئيس الغرفة عوض المقطري، وهو مستورد قمح، قال إن "كل يوم يكلفنا مرتين".', "عوض المقطري"),
        ('وبحسب العقيد بدر الفليحي مدير المرور بالإنابة الذي قال "معظم الحوادث في الضباب".', "بدر الفليحي"),
        ('أما زميلتها فتفضل التأني، إذ ترى أن "سنتين لا تكفيان للجزم".', "زميلتها"),
        ('وأقر نظيره علي شاكر بأن فريقه "لعب بأعصابه لا بأقدامه".', "علي شاكر"),
        ('وقالت مديرة الصحة بالولاية د. عواطف المحجوبي: "عندنا أسرّة تكفي ليومين".', "عواطف المحجوبي"),
        ('وقال رئيس الاتحادية محمد الأمين ولد سيدي، إن "السفن الكبيرة لا ترتاح".', "محمد الأمين ولد سيدي"),
    ],
)
def test_what_is_told_of_a_speaker_in_between_is_not_the_speaker(
    speakers: Speakers, paragraph: str, speaker: str
) -> None:
    """Relative clauses, asides, offices and verbs with ف stand between a speaker and his verb."""
    assert speakers(paragraph) == [speaker]


def test_nobody_is_named_by_marks_that_deny(speakers: Speakers) -> None:
    """««ما معي إلا هذا الولد»: بهذه الجملة …»: what is said must not become who said it."""
    text = 'وصلت امرأة خمسينية. "ما معي إلا هذا الولد": بهذه الجملة استقبلت الممرض.'

    assert "ما معي إلا هذا الولد" not in speakers(text)


def test_a_question_that_nobody_asks_by_name_turns_to_nobody_else(speakers: Speakers) -> None:
    """«وحين سئل عن ذلك … رد» goes on with him; only where somebody asks does the other one answer."""
    first = 'وكان رئيس الغرفة التجارية قد وصف السوق بأنه "قنبلة موقوتة فعلا".'
    second = 'وحين سئل عن ذلك أمس تنهد ورد: "ليتني كنت كاذبا".'

    assert (
        speakers('وقال مدير الميناء سامر الحداد إن "الحركة عادية".', f"{first} {second}")[1:]
        == ["رئيس الغرفة التجارية"] * 2
    )


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ('الراعي اسمه سعود، وعمره ستة عشر عاما. "كنت أبحث عن عنزة ضائعة".', "سعود"),
        (
            'في المحطة كانت سعاد الحمروني تجلس على حقيبتها وتحدق في اللوحة. "لا أعرف كيف أعود".',
            "سعاد الحمروني",
        ),
    ],
)
def test_words_that_stand_alone_are_of_whom_the_text_is_about(
    speakers: Speakers, paragraph: str, speaker: str
) -> None:
    """Nothing says who speaks; the paragraph has brought somebody in since another one spoke."""
    before = 'وقالت رئيسة الفريق لمياء الحويطي إن "النصوص نادرة في هذا الموقع".'

    assert speakers(before, paragraph) == ["لمياء الحويطي", speaker]


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (
            ('وفقا لوزير الموانئ: "لن ننتظر".', "وقال وزير الموانئ الجديد سامي الحمروني إن الخطة جاهزة."),
            "سامي الحمروني",
        ),
        (("وسألت السيناتور ليلى عازار الشهود.", 'وقالت السيناتور: "الأوراق ناقصة كلها".'), "ليلى عازار"),
        (
            ("ووصل مدرب هال أثليتيك السابق أمس.", 'وقال المدرب: "عدنا إلى البيت".'),
            "مدرب هال أثليتيك السابق",
        ),
    ],
)
def test_an_office_has_its_bearers_name(
    speakers: Speakers, paragraphs: tuple[str, ...], speaker: str
) -> None:
    """A name may follow later, a senator may be a woman, and a club is no person."""
    assert speakers(*paragraphs) == [speaker]


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ('التفت سامي الحمروني إلى الصحافيين: "سيقرأ أحفادكم هذا الحكم".', "سامي الحمروني"),
        ('وتردد سامي الحمروني قبل أن يجيب "إنها تفضل القراءة على الشاشة".', "سامي الحمروني"),
        ('وقال سامي الحمروني إن الحكم تغاضى عن ركلة، لكنه استدرك: "لن ألوم الصافرة".', "سامي الحمروني"),
        ('وظهر تقرير داخلي أمس. وجاء في الصفحة 41 من التقرير: "لا يبلغ أحد الآن".', "تقرير داخلي"),
        ('سليم الحمروني، الذي جلس إلى يمينه، لوح بـ"إضراب مفتوح حتى العيد".', "سليم الحمروني"),
    ],
)
def test_what_stands_nearest_to_the_words_is_not_always_the_speaker(
    speakers: Speakers, paragraph: str, speaker: str
) -> None:
    """Addressees, pages, sides and who published a letter stand nearer than who says it."""
    assert speakers(paragraph) == [speaker]


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ('وأعلنت طهران أن "الرد على المذكرة قادم".', "طهران"),
        ('واتهمت موسكو الحلف بـ"جر المنطقة إلى الحرب".', "موسكو"),
        ('وقالت كوريا الشمالية إن "الخيارات كلها مطروحة".', "كوريا الشمالية"),
        ('طهران تؤكد أن "الوقت لم يحن بعد".', "طهران"),
        ('وقال في باريس إن "الوقت ضيق جدا".', None),
        ('وزار وزير الموانئ طهران وقال إن "اللقاء مفيد جدا".', "وزير الموانئ"),
    ],
)
def test_a_capital_speaks_only_as_the_subject_of_a_report(
    speakers: Speakers, paragraph: str, speaker: str | None
) -> None:
    """News let capitals and countries stand for their governments; where something was said says nothing."""
    assert speakers(paragraph) == [speaker]


def test_who_is_asked_by_the_paper_answers_for_himself(speakers: Speakers) -> None:
    """«سألناه … فأجاب»: the paper asks, so the words are not the other speaker's."""
    first = 'وقال الرئيس التنفيذي إن "التجربة نجحت في يومين".'
    second = 'لكن الدكتور صالح الحمروني متحفظ. فقد سألناه عن التجربة فأجاب: "مسلية، لكنها قصيرة".'

    assert speakers(first, second) == ["الرئيس التنفيذي", "صالح الحمروني"]


def test_whom_somebody_appeals_to_does_not_speak(speakers: Speakers) -> None:
    """«ناشدت الحكومة التحرك»: a second noun follows, and it is what is asked for."""
    text = 'وقالت جمعية الصيادين إن العدد بلغ "مئة صياد"، وناشدت الحكومة التحرك "قبل أن يخلو البحر".'

    assert speakers(text) == ["جمعية الصيادين"] * 2


def test_whose_deeds_are_reported_does_not_go_on_after_the_comma(speakers: Speakers) -> None:
    """The clause has its object before the comma; «وهذا …» is the reporter's own."""
    text = "يقول الوكيل ماهر الدباغ إن الجماعة طلبت صرف الرواتب لمقاتليها، «وهذا ليس تقدما، هذا كشف حساب»."

    assert speakers(text) == ["ماهر الدباغ"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("أما أم سعدون فلديها اعتراض وحيد: «خلوه يقول إن شاء الله!»", "أم سعدون"),
        ('وقبل أن نغادر أقسم ماهر الدباغ أن السنبوق "سينزل إلى الماء قريبا".', "ماهر الدباغ"),
    ],
)
def test_adjectives_and_verbs_after_that_are_no_names(speakers: Speakers, text: str, speaker: str) -> None:
    """«وحيد» is a name too, and «نغادر» is in no table."""
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (
            (
                'قال الوزير فادي ضاهر إن الملف "أغلق أمس".',
                'ونشر تغريدات اتهم فيها غدي صليبا بأنه قبض مالا، وختم بالقول "لن أسكت".',
            ),
            "فادي ضاهر",
        ),
        (("المتهم بدا شاحبا.", 'وبصوت خافت رد على سؤال القاضية حول الصفقة: "وقّعت على ما قدم لي".'), "المتهم"),
        (
            ("تعمل سلمى الطوبجي هنا.", 'أما حلمها المؤجل، متحف تحت الماء، فتؤكد أن دراساته "جاهزة كلها".'),
            "سلمى الطوبجي",
        ),
    ],
)
def test_who_is_accused_who_asked_and_what_is_dreamt_of_do_not_speak(
    speakers: Speakers, paragraphs: tuple[str, ...], speaker: str
) -> None:
    """Each stands where a speaker stands: after «فيها», as a question's owner, after «أما»."""
    assert speakers(*paragraphs)[-1] == speaker
