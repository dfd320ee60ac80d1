"""What tests of attribution share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bisum.model.article import Article, Paragraph
from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.stages.quotes import FindQuotes
from bisum.stages.segment import Segment


@pytest.fixture
def speakers() -> Callable[..., list[str | None]]:
    """Give the speakers of all marked texts of an article of these paragraphs."""

    def find(*paragraphs: str) -> list[str | None]:
        article = Article(id="a", paragraphs=tuple(Paragraph(text=text) for text in paragraphs))
        dossier = Dossier(article)
        segmented = dossier.with_product(Segment().run([dossier])[0])  # type: ignore[arg-type]  # never an error here
        quotes = FindQuotes().run([segmented])[0]
        assert isinstance(quotes, Quotes)
        return [quote.speaker.name if quote.speaker else None for quote in quotes.marked]

    return find
