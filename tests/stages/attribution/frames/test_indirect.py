"""Reported speech without marks: where it begins, where it ends, and what is none."""

from __future__ import annotations

import pytest

from bisum.model.article import Article, Paragraph
from bisum.stages.attribution.ledger import attribute
from bisum.stages.segment import segment


def told(text: str) -> list[str]:
    """Give the reports of one paragraph."""
    article = Article(id="a", paragraphs=(Paragraph(text=text),))
    return [quote.text for quote in attribute(article, segment(article)).indirect]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أعلن سامر الحداد، أمس الأحد، انسحابه من السباق.", "انسحابه من السباق"),
        ("أعلنت الوزارة فتح ستة مراكز جديدة.", "فتح ستة مراكز جديدة"),
        ("نفت ليلى منصور، رئيسة القسم، وجود أي نقص في الأدوية.", "وجود أي نقص في الأدوية"),
        ("ونفى سامر الحداد جميع ما نُسب إليه.", "جميع ما نُسب إليه"),
        ('أعلن سامر الحداد، الشهير بـ"الصقر"، اعتزاله اللعب.', "اعتزاله اللعب"),
        ("دعت ليلى منصور السكان إلى تخفيف الاستهلاك.", "تخفيف الاستهلاك"),
        ("وتعهد سامر الحداد بنشر النتائج قريباً.", "نشر النتائج قريباً"),
        ("وذهبت ليلى منصور إلى أن الأمر انتهى.", "الأمر انتهى"),
        ("وطلب سامر الحداد ألّا يُنشر اسمه كاملاً.", "يُنشر اسمه كاملاً"),
        ("ويذكر سامر الحداد أن العمل بدأ قبل عام.", "العمل بدأ قبل عام"),
        ("وقال سامر الحداد: العمل بدأ.", "العمل بدأ"),
        ("وقال سامر الحداد عند الساعة 9:30 صباحاً إن العمل بدأ.", "العمل بدأ"),
        ("وبحسب سامر الحداد، بدأ العمل أمس في المدينة.", "بدأ العمل أمس في المدينة"),
        ("بدأ العمل أمس في المدينة، وفق ما أفاد به سامر الحداد.", "بدأ العمل أمس في المدينة"),
        ("قال سامر الحداد إنه سيرحل. ومن رأيه أن العمل انتهى.", "العمل انتهى"),
        ("أكد سامر الحداد، الذي زار المكان، القبض على لصين.", "القبض على لصين"),
        ('أكد سامر الحداد لإذاعة "المرسى" مساء أمس أن العمل بدأ.', "العمل بدأ"),
        ("وأكد سامر الحداد في المقابل على ضرورة التهدئة.", "ضرورة التهدئة"),
        ("عبرت ليلى منصور في بيان لها عن رفضها للقرار.", "رفضها للقرار"),
        ("وطالبت ليلى منصور رئاسة البلدية بسحبه فوراً.", "سحبه فوراً"),
        ("قال سامر الحداد إنه باقٍ، مؤكداً تمسكه برأيه.", "تمسكه برأيه"),
        ("أغلقت ستة متاجر أبوابها أمس، كما أعلنت الوزارة.", "أغلقت ستة متاجر أبوابها أمس"),
    ],
)
def test_a_report_begins_where_its_content_begins(text: str, expected: str) -> None:
    """A clause, an action, a colon or a formula: each tells what was said."""
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "ولوّح سامر الحداد بصورة فوتوغرافية.",
        "وشكك سامر الحداد في الرواية الرسمية.",
        "وهو ما نفاه سامر الحداد جملة وتفصيلاً.",
        "زار اللجنة 118 شاهداً وعاينت السد أربع مرات.",
        "ويذكر أن العمل بدأ قبل عام.",
        "رحب سامر الحداد بالقرار.",
    ],
)
def test_acts_are_no_reports(text: str) -> None:
    """Waving a picture, doubting a story and welcoming a decision tell no words."""
    assert told(text) == []


def test_an_aside_with_a_verb_of_its_own_is_passed_over() -> None:
    """«الذي تابع» and «وافق على الحديث» aren't what reports; what follows the comma is."""
    text = "قال سامر الحداد، الذي تابع الملف سنوات، إن العمل بدأ أمس."

    assert told(text) == ["العمل بدأ أمس"]


def test_clauses_beside_marked_words_are_reports_of_their_own() -> None:
    """A clause that holds marked words is told by their row, the other one has its own."""
    text = "وقال سامر الحداد إن الشركة تملك المال، وإن «الموظفين باقون جميعاً في مواقعهم»."

    assert told(text) == ["الشركة تملك المال"]


def test_half_a_clause_before_marked_words_is_no_report() -> None:
    """A subject whose predicate stands in marks isn't told apart from it."""
    text = "وقال سامر الحداد إن المبلغ الذي أُقر، وهو ألف دينار، «لا يكفي لبناء غرفة واحدة»."

    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وأكد سامر الحداد أن العمل بدأ، رافضاً الإجابة عن الأسئلة.", "العمل بدأ"),
        ("وقال سامر الحداد إن العمل بدأ، فيما نفت الوزارة ذلك.", "العمل بدأ"),
        ("وقال سامر الحداد إن العمل يتوقف إذا أقر البرلمان القانون.", "العمل يتوقف إذا أقر البرلمان القانون"),
        ("ولاحظ سامر الحداد أن الكلمة وردت مرة واحدة.", "الكلمة وردت مرة واحدة"),
    ],
)
def test_a_report_ends_where_the_writer_goes_on(text: str, expected: str) -> None:
    """What the writer adds must not be put into the speaker's mouth; a condition is the speaker's."""
    assert told(text)[0] == expected


def test_two_cues_of_one_report_make_one_row() -> None:
    """«نقلت الوكالة عن فلان قوله إن …» is said once."""
    text = "ونقلت الوكالة عن سامر الحداد قوله إن العمل بدأ أمس."

    assert told(text) == ["العمل بدأ أمس"]


def test_a_decimal_point_ends_nothing() -> None:
    """«95.3» cut in two would report another figure."""
    assert told("أكد سامر الحداد أن النسبة بلغت 95.3 بالمئة أمس.") == ["النسبة بلغت 95.3 بالمئة أمس"]


@pytest.mark.parametrize(
    "text", ["وبالتحري تبين أن السائق قدم من المدينة.", "وغادر القرية أمس. يذكر ان العمل بدأ."]
)
def test_what_turns_out_is_nobody_s_report(text: str) -> None:
    """«تبين أن» and «يذكر أن» have no subject; the last speaker didn't say it."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("واكتفى سامر الحداد بالإشارة إلى أن العمل بدأ.", "العمل بدأ"),
        ("واكتفى سامر الحداد بالقول، في اتصال هاتفي، إن العمل بدأ.", "العمل بدأ"),
        ("ألمحت ليلى منصور إلى أنها انتهت من العمل.", "انتهت من العمل"),
        ("ارتفع الماء أمس في القرية، وفق ما جاء في تقرير للوزارة.", "ارتفع الماء أمس في القرية"),
        ("وبحسب مصدر حضر الجلسة، فإن ثلاث دول اعترضت على البيان.", "ثلاث دول اعترضت على البيان"),
        ("وقال سامر الحداد إن الدول وقّعت الاتفاق، بسعر قال مصدر إنه مرتفع.", "الدول وقّعت الاتفاق"),
        ("وقال سامر الحداد إن العمل بدأ، غير أن المدينة لم تره.", "العمل بدأ"),
        ("ورجّحت ليلى منصور أن يبدأ العمل قريباً، مستندة إلى جداول قديمة.", "يبدأ العمل قريباً"),
        (
            "حين أعلن سامر الحداد، قبل عامين، رفع الدعم عن الوقود، ضحك الناس.",
            "رفع الدعم عن الوقود، ضحك الناس",
        ),
    ],
)
def test_reports_of_fresh_articles(text: str, expected: str) -> None:
    """Ways that newspapers never seen before reported in."""
    assert expected in told(text)


def test_who_is_quoted_by_an_agency_speaks() -> None:
    """«أوردت الوكالة، نقلاً عن مصدر، أن …»: the words are the source's, the agency relays."""
    article = Article(
        id="a",
        paragraphs=(Paragraph(text="أوردت وكالة المساء، نقلاً عن مصدر عسكري، أن العمل بدأ أمس في المدينة."),),
    )
    (quote,) = attribute(article, segment(article)).indirect

    assert quote.speaker is not None
    assert quote.relay is not None
    assert quote.cue is not None
    assert (quote.speaker.name, quote.relay.name) == ("مصدر عسكري", "وكالة المساء")
    assert quote.cue.text == "نقلاً عن"


def test_the_writer_goes_on_after_marked_words() -> None:
    """«إنه «…»، وتقوم لتقفل النافذة»: she does that, she doesn't say it."""
    assert told("تقول ليلى منصور إن العمل «سينتهي حين ينضج التمر»، وتقوم لتقفل النافذة.") == []


def test_what_is_believed_is_nobody_s_report() -> None:
    """«يُعتقد أن» tells what the writer holds likely; «يُحكى أن» is a report without a name."""
    assert told("ويُعتقد أن الرجل يقبع في مخبأ بعيد.") == []
    assert told("ويُحكى أن المصنع كان يعمل ليلاً.") == ["المصنع كان يعمل ليلاً"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وأكد سامر الحداد في رسالة صوتية عبر «واتساب» أن العمل مستمر.", "العمل مستمر"),
        ("وذكرت قناة سي إن إن أن العمل بدأ أمس.", "العمل بدأ أمس"),
        ("وعلمت الجريدة من مصدر نقابي أن العمل بدأ أمس.", "العمل بدأ أمس"),
        ("وأكد سامر الحداد أنه رغم المطر، إلا أن العمل بدأ.", "رغم المطر، إلا أن العمل بدأ"),
    ],
)
def test_names_and_letters_on_the_way_open_no_clause(text: str, expected: str) -> None:
    """A name in marks, a letter called إن or a concession may stand between verb and content."""
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقال مصدر في الحزب، طلب ألا ينشر اسمه، إن العمل متوقف منذ أمس.", "العمل متوقف منذ أمس"),
        ("وقال سائق، طالباً عدم ذكر اسمه، إن العمل متوقف منذ أمس.", "العمل متوقف منذ أمس"),
        ("حاول سامر الحداد القول إن الكلفة تختلف بحسب حجم الطلب.", "الكلفة تختلف بحسب حجم الطلب"),
        ("وطبقاً لما جاء في التقرير، استمر العمل ست ساعات.", "استمر العمل ست ساعات"),
        ("وفنّدت ليلى منصور ضلوع أي فلاح في الأزمة.", "ضلوع أي فلاح في الأزمة"),
        ("ودعت ليلى منصور إلى إلزام البلديات بالزيارة.", "إلزام البلديات بالزيارة"),
        ("كشفت ليلى منصور أن رئيس الديوان أبلغ اللجنة بأن العمل انتهى.", "العمل انتهى"),
    ],
)
def test_asides_conditions_and_inner_reports_are_told_apart(text: str, expected: str) -> None:
    """Who asks to stay unnamed says nothing by that; who is quoted within a report has a row of his own."""
    assert expected in told(text)


def test_half_a_report_beside_marked_words_keeps_its_own_clause() -> None:
    """«وبأنه لم …» is a clause of its own, and no «even if»."""
    text = "اعترف سامر الحداد بأنه وافق على العمل، وبأنه لم يفهم «كلمة واحدة مما كانوا يقولون له»."

    assert told(text) == ["وافق على العمل"]


def test_what_can_be_said_is_nobody_s_report() -> None:
    """«يمكن القول» has no subject that says it."""
    assert told("ويمكن القول إن العمل انتهى.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وأكدت ليلى منصور أن القاعة سمعت، وأن زميلتها لم تقل سوى: «هذا طلب قديم جدا».", ["القاعة سمعت"]),
        ("وروى سامر الحداد أن وزيراً سابقاً قال له مرة: «لا تكتب هذا أبدا».", []),
        ("أقرت ليلى منصور بأنها كادت تعتذر: «كل جملة فيها ثلاث جزر».", ["كادت تعتذر"]),
        ("ونفت المصادر توقيف أي أستاذ، فيما يُرتقب أن يجلس الطرفان غدا.", ["توقيف أي أستاذ"]),
        ("وحسب ليلى منصور فإن الزورق انطلق قبل أيام.", ["الزورق انطلق قبل أيام"]),
        ("وذكر المجلس، ضمن بيان قصير، أن العمل انتهى.", ["العمل انتهى"]),
        ("ويقدّر المكتب أن الطريق ابتلع ألف شخص.", ["الطريق ابتلع ألف شخص"]),
        ("دعت ثلاث منظمات، في بيان صدر أمس، السلطات إلى كشف الحقيقة.", ["كشف الحقيقة"]),
        ("لا يروقها أن يُقال إنها عادت إلى الجذور.", []),
        (
            "وقال سامر الحداد إن أجرها يقل عن أجره ما يعني أنها مطالبة بالعمل شهرا.",
            ["أجرها يقل عن أجره ما يعني أنها مطالبة بالعمل شهرا"],
        ),
        (
            "وأوضح سامر الحداد أن اليوم يهدف إلى إرساء حركية مشجعة على العمل.",
            ["اليوم يهدف إلى إرساء حركية مشجعة على العمل"],
        ),
        ("من ناحيته ذكر سامر الحداد أنهم أزاحوا السيارات.", ["أزاحوا السيارات"]),
        ("خلصت دراسة شملت نساء ممن تزيد أعمارهن عن الستين إلى أن النوم مفيد.", ["النوم مفيد"]),
        ("حاولوا الرد حتى جاء الرد على لسان ليلى منصور.", []),
    ],
)
def test_what_only_introduces_marked_words_is_no_report(text: str, expected: list[str]) -> None:
    """A clause that leads to a quotation is told by the quotation's row; what the writer adds by nobody."""
    assert told(text) == expected


def test_a_contrast_with_its_own_speaker_leaves_the_report() -> None:
    """Else the minister would be made to report what his critic sees."""
    text = "قال سامر الحداد إن الطقس هو السبب، لكن المديرة ليلى منصور ترى أن الطريق ضيقة."
    article = Article(id="a", paragraphs=(Paragraph(text=text),))
    rows = attribute(article, segment(article)).indirect

    assert [(row.speaker.name if row.speaker else None, row.text) for row in rows] == [
        ("سامر الحداد", "الطقس هو السبب"),
        ("ليلى منصور", "الطريق ضيقة"),
    ]


def test_what_is_ascribed_to_somebody_is_his() -> None:
    """«نسبت الوكالة إلى فلان …»: the agency passes on, and what was ascribed is no new word of his."""
    text = "نسبت الوكالة إلى سامر الحداد أن العمل بدأ. ونفى راشد العلي ما نُسب إلى سامر الحداد بأنه غادر."
    article = Article(id="a", paragraphs=(Paragraph(text=text),))
    rows = attribute(article, segment(article)).indirect
    first = rows[0]

    assert first.text == "العمل بدأ"
    assert (first.speaker and first.speaker.name, first.relay and first.relay.name) == (
        "سامر الحداد",
        "الوكالة",
    )
    assert all(row.cue is not None and row.cue.text != "نُسب" for row in rows)


def test_what_must_be_is_no_answer() -> None:
    """«يجب» (must) has the letters of «أجاب» cut short: read so, every duty would be somebody's word."""
    assert told("يجب أن تكون الأبواب مغلقة عند الفجر.") == []


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        (
            "وقال سامر الحداد إن العمل بدأ أمس، وأن العمال عادوا، «ولن نتوقف عن العمل»، وأن السد جاهز للعمل.",
            ["العمل بدأ أمس، وأن العمال عادوا", "السد جاهز للعمل"],
        ),
        (
            "وقال سامر الحداد إنه يعلم أن العمل بدأ أمس، وأن العمال عادوا إلى بيوتهم.",
            ["يعلم أن العمل بدأ أمس، وأن العمال عادوا إلى بيوتهم"],
        ),
        (
            "وقال سامر الحداد إن العمل لم يتوقف بل إن العمال زادوا: «لن نتوقف أبدا عن العمل هنا».",
            ["العمل لم يتوقف"],
        ),
        ("وقال سامر الحداد إن العمل الذي بدأ أمس لم يكن سوى: «خطوة أولى على طريق طويل جدا».", []),
        (
            "وقال سامر الحداد إن السد بارد، لأن «الماء لا يصل إليه منذ عام»، وإن العمال عادوا إلى بيوتهم.",
            ["العمال عادوا إلى بيوتهم"],
        ),
        (
            "وأكد سامر الحداد أنه باق في منصبه حتى نهاية العام، بل «لن يرحل أبدا عن المدينة»، وأن السد جاهز.",
            ["السد جاهز"],
        ),
    ],
)
def test_a_report_with_words_in_marks_is_cut_into_its_clauses(text: str, reports: list[str]) -> None:
    """What is in marks is a quotation of its own; the clauses beside it are reported, and none twice."""
    assert told(text) == reports
