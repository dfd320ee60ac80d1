"""What speaks for a stretch of an article."""

from __future__ import annotations

import numpy as np
import pytest

from bisum.engines.fakes import MarkingTranslator
from bisum.model.article import Article, Paragraph
from bisum.model.dossier import Dossier
from bisum.stages.align import Align
from bisum.stages.quotes import FindQuotes
from bisum.stages.segment import Segment
from bisum.stages.summary.choice.signals import NAMES, Signals, signals_of
from bisum.stages.translate import Translate

NEWS = "انهار سقف المخزن الكبير في الميناء بعد أشهر من المطر والريح."


def weighed(*paragraphs: str, title: str | None = None) -> Signals:
    article = Article(
        id="a",
        title=Paragraph(text=title) if title else None,
        paragraphs=tuple(Paragraph(text=text) for text in paragraphs),
    )
    made = Dossier(article)
    for stage in (Segment(), FindQuotes(), Translate(MarkingTranslator()), Align()):
        made = made.with_product(stage.run([made])[0])
    return signals_of(made)


def table(*paragraphs: str, title: str | None = None) -> list[dict[str, float]]:
    seen = weighed(*paragraphs, title=title)
    return [
        {"is_sentence": bool(is_sentence), **dict(zip(NAMES, row, strict=True))}
        for is_sentence, row in zip(seen.is_sentence, seen.table, strict=True)
    ]


def test_the_first_two_voices_and_the_last_are_told_apart():
    """What the two sides of a story say is taken, the last to be asked mostly isn't."""
    rows = table(
        NEWS,
        "وقال الوزير سامي النحاس إن الخطة جاهزة منذ بداية هذا العام.",
        "وقالت النقابية هدى الراعي إن العمال لم يروا الخطة حتى اليوم.",
        "وأضاف سامي النحاس أن العمل سيبدأ في الميناء خلال شهر واحد.",
        "وقال الصياد عادل بركات إن قاربه غرق تحت السقف في الميناء.",
    )

    assert [row["first voice"] for row in rows] == [0, 1, 0, 1, 0]
    assert [row["second voice"] for row in rows] == [0, 0, 1, 0, 0]
    assert [row["last voice"] for row in rows] == [0, 0, 0, 0, 1]
    assert [row["reported"] for row in rows] == [0, 1, 1, 1, 1]
    assert rows[1]["main voice"] == 0.5


def test_what_is_done_in_saying_it_is_told():
    """A denial and a promise are news by themselves; so is who has the office to make them."""
    rows = table(
        NEWS,
        "ونفى سامي النحاس أن يكون السقف قديما أو أن أحدا حذر من انهياره.",
        "وتعهد الوزير عادل بركات بإصلاح السقف قبل نهاية هذا العام كما قال.",
        "وهددت هدى الراعي بوقف العمل إن لم تدفع الأجور المتأخرة منذ الربيع.",
        "وأضاف سامي النحاس: «سنرى من كان على حق في هذا الميناء».",
    )

    assert [row["denial"] for row in rows] == [0, 1, 0, 0, 0]
    assert [row["promise"] for row in rows] == [0, 0, 1, 1, 0]
    assert [row["office"] for row in rows] == [0, 0, 1, 0, 0]
    assert [row["first voice"] for row in rows] == [0, 1, 0, 0, 1]
    assert [row["reported"] for row in rows] == [0, 1, 1, 1, 0]


def test_where_a_sentence_stands_is_told():
    """Who opens a paragraph says more than who goes on with it; what follows the news explains it."""
    rows = table(
        "انهيار سقف في الميناء القديم بعد أشهر من المطر والريح",
        f"{NEWS} وغرقت 3 قوارب تحته في الليل ولم يكن فيها أحد.",
        "وأغلق الميناء أبوابه أمام الزوار حتى إشعار آخر من البلدية.",
    )

    assert [row["is_sentence"] for row in rows] == [False, True, True, True]
    assert [row["paragraph"] for row in rows] == [1, 1, 0, 1]
    assert [row["second"] for row in rows] == [0, 0, 1, 0]
    assert [row["last"] for row in rows] == [0, 0, 0, 1]
    assert [row["figures"] for row in rows] == [0, 0, 1, 0]
    assert [row["words"] for row in rows] == [0.5, 0.55, 0.5, 0.5]
    assert [row["paragraph"] for row in table(f"{NEWS} {NEWS}")] == [1, 0]


@pytest.mark.parametrize(("n_words", "length"), [(169, 0), (215, 0.5), (261, 1)])
def test_an_article_between_short_and_long_is_weighed_as_both(n_words: int, length: float):
    """Else one word more would turn what its last sentence is worth."""
    seen = weighed(f"{'كلمة ' * (n_words - 1)}أخيرة.")
    short, long = np.zeros(len(NAMES)), np.ones(len(NAMES))

    assert seen.length == length
    assert seen.points(np.array([short, long])) == pytest.approx(length * seen.table.sum(axis=1))


def test_what_comes_next_is_told():
    """«ومن المقرر أن …» is how an article ends and what a reader asks for."""
    rows = table(NEWS, "ومن المقرر أن تجتمع اللجنة في الميناء صباح الخميس.")

    assert [row["ahead"] for row in rows] == [0, 1]


def test_the_position_is_the_share_of_the_article_before():
    """What a newspaper puts first it holds for the most telling, however long the article is."""
    rows = table(NEWS, NEWS, NEWS, NEWS)

    assert [row["position"] for row in rows] == [0, 0.25, 0.5, 0.75]


def test_background_is_told_from_news():
    """«وكان» tells what was before."""
    rows = table(NEWS, "وكان الميناء قد أغلق في العام الماضي بعد حريق كبير دمر مخازنه.")

    assert [row["background"] for row in rows] == [0, 1]


@pytest.mark.parametrize(
    ("text", "is_fit"),
    [
        ("ثم صمت الوزير قليلا قبل أن يعود إلى الحديث عن الميناء.", False),
        ("وهذا صحيح أيضا لكنه اعتراف من الحكومة لا حجة لها.", False),
        ("بهذه العبارة تفتتح الرسالة التي وقعتها عالمة من المدينة.", False),
        ("الدراسة نفسها تقول إن كلفة الإصلاح ستزيد على المتوقع كثيرا.", False),
        ("هذه الزيادة في أسعار النقل تبدأ مطلع الشهر المقبل في المدينة.", True),
    ],
)
def test_a_sentence_that_leans_on_another_is_not_fit(text, is_fit):
    """«ثم صمت» says nothing without what came before, and «the same study» not which."""
    rows = table(NEWS, text)

    assert [row["is_sentence"] for row in rows] == [True, is_fit]


def test_a_heading_is_no_sentence():
    """It has no stop; the first sentence comes after it."""
    rows = table("انهيار سقف في الميناء", NEWS)

    assert [row["is_sentence"] for row in rows] == [False, True]
    assert rows[1]["title"] > 0


@pytest.mark.parametrize(
    ("text", "is_fit"),
    [
        ("نزل المطر على المدينة.", False),
        (f"وغرق {'قارب ' * 70}في الميناء.", False),
        (f"وغرق {'قارب ' * 30}في الميناء", True),
        ("وقال سامي النحاس وهو يشير إلى السقف: «انتهى كل شيء هنا.»", True),
    ],
)
def test_a_sentence_is_as_long_as_sentences_are(text: str, is_fit: bool):
    """Fragments and lists say too little or too much; a stop inside the marks is one, and may be missing."""
    assert [row["is_sentence"] for row in table(NEWS, text)] == [True, is_fit]


def test_an_article_of_headings_has_sentences_too():
    """It has a summary like any other."""
    rows = table("انهيار سقف في الميناء", "البلدية تغلق السوق القديم")

    assert [row["is_sentence"] for row in rows] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "وقالت ممثلة المنظمة الدولية في البلاد في بيان نشرته باللغة الإنجليزية مساء أمس:",
        "وفيما يلي أبرز ما ورد في التقرير السنوي للمنظمة عن الوضع الغذائي في البلاد:",
        "لماذا اخترت أن تصوري هذا الفيلم الجديد في المدينة التي ولدت فيها أنت؟",
    ],
)
def test_what_leads_in_or_asks_is_no_sentence(text):
    """A summary that ends «she said in a statement:» or asks the interviewer's question says nothing."""
    rows = table(NEWS, text)

    assert [row["is_sentence"] for row in rows] == [True, False]
