"""Whose words they are: how the subject of a report is found in sentences as newspapers write them."""

from __future__ import annotations

import pytest
from tests.stages.ledgers import read, speakers_of

from bisum.stages.arabic.cues import verb_forms
from bisum.text import fold


def test_an_object_is_no_part_of_the_name_before_it() -> None:
    """A name has one surname with the article; «المكتبة» after it is what was opened."""
    text = 'افتتح رئيس البلدية سامر الخطيب المكتبة وقال: "لن نغلق بابها بعد اليوم".'

    assert speakers_of(text) == ["سامر الخطيب"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('أما ليلى منصور، وهي طبيبة في المشفى، فسألت جلساءها: "من يبقى هنا الليلة؟".', "ليلى منصور"),
        ('الدراسة التي يوقعها سامر الحداد مع ليلى منصور، تقول إن "المياه تعود ببطء".', "الدراسة"),
        ('وأكد المندوب الجهوي للسياحة بسوسة سامر الحداد أن "الموسم بدأ باكرا هذا العام".', "سامر الحداد"),
        ('وكشف رئيس الحكومة سامر الشاهد لموقع إخباري أن "الحالة تنتهي خلال أشهر قليلة".', "سامر الشاهد"),
        ('وأكد فرانسوا غويات، سفير فرنسا في تونس، أن "الطلبات المرفوضة قليلة جدا".', "فرانسوا غويات"),
        ('ودافع مديره، م. نبيل عبد ربه الحيمي، عن القرار قائلا إن "الجهاز قديم جدا".', "نبيل عبد ربه الحيمي"),
        ('وأضاف المصدر لرويترز: "العملية تجري الآن في المدينة".', "المصدر"),
        ('وعلّق آخر: "لن نعود إلى هنا أبدا".', "آخر"),
        ('فوقف سامر الحداد ليضيف أن "الأمر انتهى ولن يعود".', "سامر الحداد"),
    ],
)
def test_the_subject_is_told_from_what_stands_around_it(text: str, speaker: str) -> None:
    """Topics, relative clauses, places, addressees and titles stand between a verb and its subject."""
    assert speakers_of(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('ولم يصدر عن اللجنة سوى رسالة قصيرة إلى الصحافيين: "لا تعليق لدينا الآن".', "اللجنة"),
        ('ووصل الرد من سامر الحداد سريعا، في بلاغ قصير: "ما يقال لا يلزمنا".', "سامر الحداد"),
        ('ورفعوا أمام البوابة هذا الشعار: "البحر لنا عن حق".', "الشعار"),
    ],
)
def test_a_noun_of_utterance_with_a_colon_reports(text: str, speaker: str) -> None:
    """«رسالة: …» has no verb of saying; whose message it is stands beside the noun."""
    assert speakers_of(text) == [speaker]


def test_what_stands_between_two_is_no_report() -> None:
    """«بين» is a preposition far more often than a verb: the clause after it belongs to another verb."""
    text = "أفضى الاجتماع إلى اتفاق بين الطرفين يقضي بأن تقوم الشركة بخفض الأسعار."

    assert read(text)[1].indirect == ()


def test_an_adjective_of_order_is_nobody() -> None:
    """«المتهم الأول وقالت …»: only an ordinal that stands alone means a person."""
    text = 'وقفت المحامية ليلى منصور، الحاضرة عن المتهم الأول، وقالت إن "الجملة تكفي لهدم القضية".'

    assert speakers_of(text) == ["ليلى منصور"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('واعتبر سفير فرنسا بتونس سامر الحداد أن "المستقبل على غاية من الأهمية".', "سامر الحداد"),
        ('وأكد مدير المدرسة، نجيم بالضياف أن "القرار لم يصل بعد إلى المدرسة".', "نجيم بالضياف"),
        ('وأكد مصدر أمني للجوهرة "أف أم" أن "الأبحاث متواصلة مع الموقوفين".', "مصدر أمني"),
        ('جدتي، التي عاشت هنا طويلا، كانت تقول إن "البلد لا ينسى أهله أبدا".', "جدتي"),
    ],
)
def test_places_stations_and_relatives_are_told_from_names(text: str, speaker: str) -> None:
    """«بتونس» is where he serves, «للجوهرة» whom he told; «بالضياف» is a surname all the same."""
    assert speakers_of(text)[-1] == speaker


def test_a_body_that_a_masculine_verb_does_not_agree_with_is_its_object() -> None:
    """«وطالب الوزارة»: the ministry is asked; who asks goes on from before."""
    first, second = 'وقال سامر الحداد إن "القرار ظالم للجميع".', 'وطالب الوزارة بأن "تعيد له الاعتبار كاملا".'

    assert speakers_of(f"{first} {second}") == ["سامر الحداد", "سامر الحداد"]


def test_who_answers_is_not_who_asked() -> None:
    """«فأجاب» turns to the other speaker, also where the question stands in the same sentence."""
    found = speakers_of(
        'وقال الشاهد سامر الحداد إن "المخزن كان مغلقا".',
        'وسأله القاضي وجدي منصور: "متى خرجت من هناك؟"، فأجاب: "خرجت بعد الغروب بقليل".',
    )

    assert found == ["سامر الحداد", "وجدي منصور", "سامر الحداد"]


def test_nobody_goes_on_from_within_a_quotation() -> None:
    """Who is quoted inside another's words is not the speaker of the next sentence."""
    found = speakers_of(
        'وقالت ليلى منصور: "قال لي أبو يوسف «لا تعودي إلى هنا» ومضى".',
        'وأضافت: "لم أعد بعدها أبدا".',
    )

    assert found[-1] == "ليلى منصور"


def test_a_woman_goes_on_before_somebody_of_unknown_gender() -> None:
    """«وأضافت» asks for a woman: a name of which nothing is known waits behind one who is."""
    found = speakers_of(
        'وقالت الطبيبة ليلى منصور إن "الدواء ينفد بسرعة".',
        'وبحسب كوتشر أوغلو فإن "المخزون يكفي شهرا".',
        'وأضافت أن "المرضى ينتظرون في الممرات".',
    )

    assert found[-1] == "ليلى منصور"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('أعلن رئيس الهيئة سامر الحداد أنه سينظم حفل "مبلغ السنة" قريبا.', [None]),
        ('أعلن سامر الحداد أن الحملة تجري مع منظمة "انا يقظ" منذ عام.', [None]),
        ('وعبروا خلال الوقفة عن رفضهم لبرنامج "عقد الكرامة".', [None]),
        ('وأشار سامر الحداد إلى أنهم اغتالوا خليل الوزير "ابو جهاد" قبل أعوام.', [None]),
    ],
)
def test_names_of_bodies_events_and_men_in_marks_are_terms(text: str, expected: list[str | None]) -> None:
    """Radio news puts brands, programmes and nicknames in marks inside what somebody reports."""
    assert speakers_of(text) == expected


def test_a_verb_with_its_object_does_not_take_it_for_the_subject() -> None:
    """«العدوان الذي اعتبرته …»: the aggression is what was called so, and calls nobody anything."""
    text = 'عبرت الجبهة الشعبية عن إدانتها لهذا العدوان الذي اعتبرته "حلقة أخرى من حلقات الإرهاب".'

    assert speakers_of(text) == ["الجبهة الشعبية"]


def test_who_is_spoken_of_is_not_the_topic() -> None:
    """The subject of a reported clause does not speak in the next sentence."""
    found = speakers_of(
        "قال سامر الحداد إن الحكم في تونس أصبح مشتتا.",
        'وأوضح أن هذا الوضع أدى إلى "ضعف الدولة المركزية وحرب القطاعات".',
    )

    assert found == ["سامر الحداد"]


def test_an_office_inside_a_name_belongs_to_it() -> None:
    """«أحمد قايد صالح» is one man; «قايد» alone would be a commander."""
    assert speakers_of('وقال الفريق أحمد قايد صالح إن "هذه المهام تستوجب اليقظة من الجميع".') == [
        "أحمد قايد صالح"
    ]


def test_the_text_of_a_statement_only_relays_its_body() -> None:
    """«…، وفق نص البيان»: the movement says it, the text of its statement passes it on."""
    text = (
        'وأكدت حركة الشعب أن الأمر خطير، داعية إلى "التعبير عن رفض هذا العدوان بكل الأشكال"، وفق نص البيان.'
    )

    assert speakers_of(text) == ["حركة الشعب"]


@pytest.mark.parametrize(
    "text",
    [
        'في المقابل تمسك مسؤول أمني، طلب عدم الكشف عن هويته، بأن الضربة "أصابت الهدف تماما".',
        'وقال مسؤول أمني طلب عدم ذكر اسمه إن "العملية متواصلة إلى الفجر".',
    ],
)
def test_the_wish_to_stay_unnamed_is_no_report(text: str) -> None:
    """«طلب عدم ذكر اسمه» stands between verb and content in half of all leaks."""
    assert speakers_of(text) == ["مسؤول أمني"]


def test_here_is_no_congratulation() -> None:
    """«هنا» and «هنأ» fold to one word; the first is far more frequent."""
    assert not verb_forms(fold("هنا"))


@pytest.mark.parametrize("title", ["العميد", "الدكتور", "المهندس"])
def test_a_title_may_stand_between_office_and_name(title: str) -> None:
    """«الناطق باسم الوزارة، العميد فلان، …»: the analyst wants the name and not the office."""
    text = f"وقال الناطق باسم الوزارة، {title} سامر الحداد، في مؤتمر صحافي: «لن نتراجع عن هذا القرار»."

    assert speakers_of(text) == ["سامر الحداد"]


def test_an_office_means_whom_the_article_named_with_it() -> None:
    """«الوزير» was named two paragraphs before, though not as a speaker."""
    found = speakers_of(
        "حضر الجلسة وزير الطاقة والمياه سالم الحداد.",
        "وقال الوزير بعد الجلسة: «لن نرفع التعرفة هذا العام».",
    )

    assert found == ["سالم الحداد"]


def test_an_office_means_nobody_who_holds_another() -> None:
    """«وزير المالية» is not the one who was named as minister of energy."""
    found = speakers_of(
        "حضر الجلسة وزير الطاقة والمياه سالم الحداد.",
        "وقال وزير المالية: «لن نرفع التعرفة هذا العام».",
    )

    assert found == ["وزير المالية"]


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ('ورد مراقب لم يُكشف عن هويته: "المدرج مشغول الآن يا كابتن".', "مراقب", "ورد"),
        ('رد الرجل الذي يرأس الشركة، وكان مدرساً في بلدته: "أقل من تسعة".', "الرجل", "رد"),
        ('سامر الحداد، وهو سائق، روى لنا ما شاهده: "سمعت الفرامل ثم سكت كل شيء".', "سامر الحداد", "روى"),
        ('ليلى منصور قالت إنها ستعود، وتساءلت "من يطعم القطط؟"، وأضافت: "لا أحد".', "ليلى منصور", "وتساءلت"),
        ('وواجهه القاضي: "ومن اشترى الشقة إذن؟"', "القاضي", "وواجهه"),
        (
            'وذكرت «غرفة النخيل» التي تضم تجارا وتراقب «سوق التمر» في المدينة أن "الأسعار ثابتة الآن".',
            "«غرفة النخيل»",
            "وذكرت",
        ),
        ('وقال سامر الحداد، وهو يشير إلى السياج الجديد: "أمس كان مرعى لنا".', "سامر الحداد", "وقال"),
        ('واعترض سامر الحداد على ما وصفه بـ"لغة الوصاية القديمة".', "سامر الحداد", "وصفه"),
        ('قال سامر الحداد: العلاج، في تقديره، "يحتاج أسبوعين".', "سامر الحداد", "في تقديره"),
    ],
)
def test_the_verb_that_says_it_is_the_cue(text: str, speaker: str, cue: str) -> None:
    """An analyst looks the cue up in the Arabic: it must be the verb, not one from an aside."""
    first = next(quote for quote in read(text)[1].marked if quote.speaker is not None)

    assert (first.speaker and first.speaker.name, first.cue and first.cue.text) == (speaker, cue)


def test_honours_tell_who_is_meant() -> None:
    """«معاليها» is whom «معالي» stands before, though somebody else was mentioned since."""
    text = (
        "حضرت معالي الدكتورة ليلى منصور افتتاح المركز مع سعادة الدكتورة هدى العلي، سفيرة بلادها.",
        'وقالت معاليها: "هذا يوم طويل جدا".',
    )

    assert speakers_of(*text) == ["ليلى منصور"]
