"""Where a phrase that can speak begins and ends, and what of it is the name."""

from __future__ import annotations

import pytest
from tests.stages.ledgers import read

from bisum.stages.arabic.units import read_units, with_names
from bisum.stages.attribution.mentions.mention import Mention
from bisum.stages.attribution.mentions.reader import read_mention
from bisum.stages.attribution.reading.cast import find_names


def mention_after_verb(text: str) -> tuple[Mention, str]:
    """Read the phrase after the first word, with the names of the text."""
    plain = read_units(text)
    units = with_names(plain, find_names([plain]).words)
    found = read_mention(units, 1, len(units))
    assert found is not None
    return found, text[found.name_start : found.name_end]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قالت شرطة المرور الطريق مغلق منذ الفجر", "شرطة المرور"),
        ("عزا مسؤولون الأزمة إلى الجفاف", "مسؤولون"),
        ("أعلنت رئاسة الحكومة تعليق العمل بالقرار", "رئاسة الحكومة"),
        ("قررت المحكمة الابتدائية بالسجن عاما", "المحكمة الابتدائية"),
        ("كشفت وثائق عثر عليها حارس المبنى أن", "وثائق"),
        ("أكد بيان صدر عن مديرية الغابات أن", "بيان صدر عن مديرية الغابات"),
        ("بين استطلاع أجراه معهد النخيل أن", "استطلاع أجراه معهد النخيل"),
        ("قال المدرب البالغ 58 عاما إن", "المدرب"),
        ("شكك عضو في اللجنة في جدوى القرار", "عضو في اللجنة"),
        ("طالب نائبا المجلس بالرد", "نائبا"),
        ("ذكرت المنظمة غير الحكومية أن", "المنظمة غير الحكومية"),
        ("واجهت مجموعة ترامب متاعب مالية", "مجموعة ترامب"),
        ("دعا رئيس الحكومة المواطنين إلى الحضور", "رئيس الحكومة"),
        ("أكد المحامي الفرنسي «برنارد لامون» أن", "المحامي الفرنسي"),
        ("تقول المنظمة الدولية للهجرة إن", "المنظمة الدولية للهجرة"),
        ("أعلنت الهيئة العامة للطيران أن", "الهيئة العامة للطيران"),
        ("قال دبلوماسي تركي في بغداد إن", "دبلوماسي تركي في بغداد"),
        ("ذكر البيان الخاص باجتماع مجلس النخلة أن", "البيان الخاص باجتماع مجلس النخلة"),
        ("كشف المستشار المكلف بالإصلاحات أن", "المستشار المكلف بالإصلاحات"),
    ],
)
def test_a_phrase_ends_before_the_object_and_the_clause(text: str, name: str) -> None:
    """A swallowed word would stand on the page as part of the speaker's name."""
    assert mention_after_verb(text)[1] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قال النائب عن حزب النخلة، المنجي الرحموني إن", "المنجي الرحموني"),
        ("قال وزير الخارجية، توماس دي فاندريله، إن", "توماس دي فاندريله"),
        ("أكد الناطق باسم الوزارة، محمد علي الزرقاوي اليوم", "محمد علي الزرقاوي"),
        ("قال مدير المركز، شاهد هاشمي، إن", "شاهد هاشمي"),
        ("قال الوزير سيف الله تيمورين إن", "سيف الله تيمورين"),
        ("قال مارك ريتشل القائم بأعمال المدير إن", "مارك ريتشل"),
        ("قال مدربها السابق، الكرواتي إيفيتسا مارولين، إن", "إيفيتسا مارولين"),
        ("قال النائب فلاح المرشودي إن", "فلاح المرشودي"),
        ("اتهم أمين عام الحزب فادي شلهوبي خصومه", "فادي شلهوبي"),
        ("قالت نايلة حداد شدياق إن", "نايلة حداد شدياق"),
        ("رد الناطق باسم القيادة ليث المزهر باقتضاب قائلا", "ليث المزهر"),
        ("قالت رئيسة وزراء اسكتلندا نيكولا ستورمن إن", "نيكولا ستورمن"),
        ("قال عضو المجلس عن ولاية النخيل، الطيب المدني، إن", "الطيب المدني"),
        ("أعلن رئيس الجمهورية الباجي قائد السبسي اليوم", "الباجي قائد السبسي"),
        ("نفى معز فحيمة من جهة أخرى", "معز فحيمة"),
        ("قال منسق الإغاثة في محافظة تعز نبيل الشاوي إن", "نبيل الشاوي"),
        ("كان محافظ الساحل عادل النجار قد قرر", "عادل النجار"),
        ("اتهم النائب حسن فضل الله الحكومة", "حسن فضل الله"),
        ("أكد النائب خير الله السعايدة أنه", "خير الله السعايدة"),
        ("قال نقيب أصحاب الشركات ضيف الله أبو عاقولة إن", "ضيف الله أبو عاقولة"),
        ("قال رئيس النادي هشام آيت منا إن", "هشام آيت منا"),
        ("هدد النائب العراقي ثائر الشاوي بالمقاطعة", "ثائر الشاوي"),
        ("قال وزير الموارد المائية عون ذياب عبد الله في مقابلة", "عون ذياب عبد الله"),
        ("التقى المبعوث الأميركي توم باراك في القصر", "توم باراك"),
        ("قال اللاعب تركي العمار إن", "تركي العمار"),
        ("قال مدرب سندرلاند السيد كاي درايتسن إن", "كاي درايتسن"),
        ("قال مطرب الراب كاني درايتسن إن", "كاني درايتسن"),
        ("نفى والي شمال الإقليم سالم بخيت أن", "سالم بخيت"),
    ],
)
def test_a_name_is_told_from_office_origin_and_what_follows(text: str, name: str) -> None:
    """Names with the article, with particles, with words that mean something else too."""
    found, told = mention_after_verb(text)

    assert (found.kind, told) == ("person", name)


def test_a_station_is_named_with_its_letters_and_is_no_person() -> None:
    """«لإذاعة نسيم أف أم» is to whom a source spoke."""
    assert mention_after_verb("أكد مراسل نسيم أف أم أن")[1] == "مراسل نسيم أف أم"
    assert mention_after_verb("أكد مصدر أمني لنسيم أف أم أن")[1] == "مصدر أمني"


def test_a_text_whose_issuer_is_not_said_ends_with_its_sentence() -> None:
    """«بيان أصدرته أمس» as a headline: to read on for the issuer would leave the text and stop the run."""
    text = "تناول بيان أصدرته أمس"

    assert mention_after_verb(text)[1] == "بيان"


def test_what_a_body_denies_is_no_part_of_its_name() -> None:
    """The ministry would have been called «the ministry “didn't promise a rise”», in the summary too."""
    _, quotes = read(
        "وردت المتحدثة باسم الوزارة رنا عساف بأن الوزارة «لم تعد بأي زيادة في الرواتب».",
        "وكان المعلمون قد شاركوا في الإضراب، بينما تقول الوزارة إن عددهم لم يتجاوز سبعة آلاف.",
    )

    assert [quote.speaker and quote.speaker.name for quote in quotes.indirect] == ["الوزارة"]


@pytest.mark.parametrize("body", ["صحيفة «لا غرادا» الإسبانية", "شركة «لا بوستين» الفرنسية"])
def test_a_name_that_begins_with_la_is_kept(body: str) -> None:
    """Many of Europe's papers and firms are «لا …», which is also the Arabic no."""
    _, quotes = read(f"وذكرت {body} أن «اللاعب رفض عرضاً يفوق راتبه».")

    assert quotes.marked[-1].speaker.name == body
