"""Speech or term: what stands in marks without being said by anybody."""

from __future__ import annotations

import pytest

from bisum.model.article import Article, Paragraph
from bisum.model.quote import QuoteKind
from bisum.stages.attribution.kinds.speech import WEIGHTS, speech_probability
from bisum.stages.attribution.ledger import attribute, kind_features
from bisum.stages.segment import segment


def kinds(text: str) -> list[str]:
    """Give ``term`` or ``speech`` for each marked text of a paragraph."""
    article = Article(id="a", paragraphs=(Paragraph(text=text),))
    marked = attribute(article, segment(article)).marked
    return ["term" if quote.kind is QuoteKind.TERM else "speech" for quote in marked]


@pytest.mark.parametrize(
    "text",
    [
        'أوقفت الشرطة ثلاثة رجال ووجهت إليهم تهمة "تكوين عصابة للسرقة".',
        'وقال لمراسل إذاعة الجزيرة "اف ام" إن العمل بدأ.',
        'نشرت صورتها على "واتساب" ثم اعتذرت.',
        'ألقى سامر الحداد كلمة تحت عنوان "لماذا لا نقرأ كما قرأ آباؤنا؟".',
        'قدمت ليلى منصور ديوانها "ما تركه المطر" أمس.',
        'قال صاحب "مقهى الميناء" إن العمل بدأ.',
        'انقطع الماء في مناطق "الخضراء" و"السهول" و"الوادي" أمس.',
        'نظمت ندوة حول "السياسة المائية في القرى البعيدة" أمس.',
        'وأكد المصدر أن المطلوبين هم "ناجي بن عامر بن سالم" و"حمد بن راشد العلي".',
        'قال سامر الحداد إن المقر القديم "دار سلوان" (شارع الميناء) أغلق.',
    ],
)
def test_charges_brands_titles_and_places_are_terms(text: str) -> None:
    """Newspapers put them in marks; nobody's mouth may be given them."""
    assert set(kinds(text)) == {"term"}


@pytest.mark.parametrize(
    "text",
    [
        'قال سامر الحداد إن القرار "مفاجئ".',
        'ندد سامر الحداد بما سمّاه "مجزرة اجتماعية".',
        'ردد المتظاهرون شعار "ارحلوا عنا ولا تعودوا أبداً".',
        'دعا سامر الحداد إلى "القضاء" على الفقر.',
        'أدخل الجيران الغلال "بالبركة"، على حد قول سامر الحداد.',
        'قال سامر الحداد إنه يعود إلى عطب "جسيم" في القناة، وفق تعبيره.',
    ],
)
def test_a_word_or_two_of_a_speaker_are_speech(text: str) -> None:
    """The shortest quotations are the ones that readers look for."""
    assert kinds(text) == ["speech"]


def test_every_feature_has_a_weight() -> None:
    """A feature without weight would say nothing without anybody noticing."""
    texts = [
        'قال سامر الحداد إن القرار "مفاجئ"، ووصفه بـ"الخطأ". ثم نشر على "واتساب" صورته.',
        'رفعوا شعار "ارحلوا" أمام ملعب "السلام" و"النور" (فيلم "3 أيام").',
    ]
    for text in texts:
        article = Article(id="a", paragraphs=(Paragraph(text=text),))
        for found in kind_features(article, segment(article)).values():
            assert set(found) <= set(WEIGHTS)


def test_probabilities_stay_between_none_and_all() -> None:
    """The confidence of a row is made of them."""
    assert 0.0 < speech_probability(dict.fromkeys(WEIGHTS, 1.0)) < 1.0
    assert speech_probability({}) == pytest.approx(0.5)


@pytest.mark.parametrize(
    "text",
    [
        "أطلقت الوزارة حزمة سمتها «طرق آمنة» في ثلاث محافظات.",
        "وقال الوزير، في حديثه مع «أصداء الاقتصاد»، إن السوق هادئة.",
        "يعيش نصف شباب الحي من «الخط»، وهي التسمية التي يطلقها الأهالي على طريق الحدود.",
    ],
)
def test_what_the_writer_calls_a_name_is_no_speech(text: str) -> None:
    """A thing that is named, a paper that is talked to, and a name explained afterwards have no speaker."""
    assert kinds(text) == ["term"]


def test_what_somebody_calls_a_thing_is_his_wording() -> None:
    """«ما سمّاه» reports: there is no noun that gets a name."""
    assert kinds("وانتقد رئيس النقابة ما سماه «سياسة ربح الوقت والمماطلة».") != ["term"]


def test_the_order_of_features_changes_nothing() -> None:
    """Sets give them in another order in each process: at even odds one run had speech, the next a term."""
    names = list(WEIGHTS)
    ways = {speech_probability(dict.fromkeys(names[n:] + names[:n], 1.0)) for n in range(len(names))}

    assert len(ways) == 1
