"""Holders of offices: the name counts, wherever it stands beside the office."""

from __future__ import annotations

import pytest

from bisum.model.article import Article, Paragraph
from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.stages.quotes import FindQuotes
from bisum.stages.segment import Segment


def speakers(*paragraphs: str) -> list[str | None]:
    """Give the speakers of the marked texts of an article, in reading order."""
    article = Article(id="a", paragraphs=tuple(Paragraph(text=text) for text in paragraphs))
    dossier = Dossier(article)
    segmented = dossier.with_product(Segment().run([dossier])[0])  # type: ignore[arg-type]  # never an error here
    quotes = FindQuotes().run([segmented])[0]
    assert isinstance(quotes, Quotes)
    return [quote.speaker and quote.speaker.name for quote in quotes.marked]


@pytest.mark.parametrize("title", ["العميد", "الدكتور", "المهندس"])
def test_a_title_may_stand_between_office_and_name(title: str) -> None:
    """«الناطق باسم الوزارة، العميد فلان، …»: the analyst wants the name and not the office."""
    text = f"وقال الناطق باسم الوزارة، {title} سامر الحداد، في مؤتمر صحافي: «لن نتراجع عن هذا القرار»."

    assert speakers(text) == ["سامر الحداد"]


def test_an_office_means_whom_the_article_named_with_it() -> None:
    """«الوزير» was named two paragraphs before, though not as a speaker."""
    found = speakers(
        "حضر الجلسة وزير الطاقة والمياه سالم الحداد.",
        "وقال الوزير بعد الجلسة: «لن نرفع التعرفة هذا العام».",
    )

    assert found == ["سالم الحداد"]


def test_an_office_means_nobody_who_holds_another() -> None:
    """«وزير المالية» is not the one who was named as minister of energy."""
    found = speakers(
        "حضر الجلسة وزير الطاقة والمياه سالم الحداد.",
        "وقال وزير المالية: «لن نرفع التعرفة هذا العام».",
    )

    assert found == ["وزير المالية"]
