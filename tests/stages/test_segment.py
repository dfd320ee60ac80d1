"""The stage that segments: what it promises to all stages after it."""

from __future__ import annotations

import pytest

from bisum.errors import ArticleError
from bisum.model.article import Article, Paragraph, Segments
from bisum.model.dossier import Dossier
from bisum.stages.segment import Segment


def segments(*paragraphs: str, title: str | None = None) -> Segments:
    """Segment an article of these paragraphs."""
    article = Article(
        id="a",
        title=None if title is None else Paragraph(text=title),
        paragraphs=tuple(Paragraph(text=text) for text in paragraphs),
    )
    product = Segment().run([Dossier(article)])[0]
    assert isinstance(product, Segments)
    return product


def test_each_sentence_knows_the_marked_texts_it_meets() -> None:
    """A sentence that holds half a quotation must not be shown as the writer's own."""
    found = segments('قال: "وصلنا متأخرين. لم نجد أحداً". ثم غادر.')

    assert [sentence.marked for sentence in found.paragraphs[0].sentences] == [(0,), (0,), ()]


def test_a_blank_paragraph_keeps_its_place() -> None:
    """Paragraph numbers are a promise to the gold files and to the reader."""
    found = segments("الأول.", "", "الثالث.")

    assert [len(passage.sentences) for passage in found.paragraphs] == [1, 0, 1]


def test_web_page_furniture_is_marked() -> None:
    """Buttons and bylines would otherwise end up in summaries."""
    found = segments("وصل الوفد اليوم.", "اظهر المزيد", "كتب - سامي الحداد", "٢٩ أكتوبر ٢٠١٧ - ٠٨:٠٢ ص")

    assert [passage.is_furniture for passage in found.paragraphs] == [False, True, True, True]


def test_a_dateline_is_a_span_at_the_start() -> None:
    """It is no part of the first sentence's report."""
    text = "واشنطن - رويترز - قالت الوزارة إنها ستعود."
    passage = segments(text).paragraphs[0]

    assert passage.dateline is not None
    assert text[slice(*passage.dateline)] == "واشنطن - رويترز -"


def test_a_sentence_that_begins_with_a_city_has_no_dateline() -> None:
    """«بيروت، وقال …» is prose."""
    assert segments("في بيروت، قال الوزير إن الأمر انتهى.").paragraphs[0].dateline is None


def test_the_title_is_segmented_apart() -> None:
    """Its marked texts have a list of their own."""
    found = segments("نص.", title='الوزير: "سنعود"')

    assert found.title is not None
    assert found.marked == ()
    assert len(found.title_marked) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("خبر قصير. " * 3001, "it has 3001 sentences, at most 3000"),
        ("«خبر» " * 501, "it has 501 pairs of quotation marks, at most 500"),
    ],
)
def test_what_is_no_article_fails_alone(text: str, reason: str) -> None:
    """One scraped page of nothing but marks must not keep a night's run waiting."""
    articles = [
        Article(id=name, paragraphs=(Paragraph(text=one),)) for name, one in (("a", text), ("b", "خبر."))
    ]
    hostile, good = Segment().run([Dossier(article) for article in articles])

    assert isinstance(hostile, ArticleError)
    assert str(hostile).startswith(reason)
    assert hostile.stage == "segment"
    assert isinstance(good, Segments)
