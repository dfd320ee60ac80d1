"""The ledger of an invented article, through the stages that make it."""

from __future__ import annotations

from bisum.engines.ports import NameFinder, SpeakerRanker
from bisum.model.article import Article, Paragraph
from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.stages.quotes import FindQuotes
from bisum.stages.segment import Segment


def read(
    *paragraphs: str,
    title: str | None = None,
    finder: NameFinder | None = None,
    ranker: SpeakerRanker | None = None,
) -> tuple[Article, Quotes]:
    """Take an article of these paragraphs through both stages."""
    article = Article(
        id="a",
        title=None if title is None else Paragraph(text=title),
        paragraphs=tuple(Paragraph(text=text) for text in paragraphs),
    )
    dossier = Dossier(article)
    segmented = dossier.with_product(Segment().run([dossier])[0])  # type: ignore[arg-type]  # never an error here
    quotes = FindQuotes(finder, ranker).run([segmented])[0]
    assert isinstance(quotes, Quotes)
    return article, quotes


def speakers_of(*paragraphs: str) -> list[str | None]:
    """Give the speakers of all marked texts of an article of these paragraphs, in reading order."""
    return [quote.speaker and quote.speaker.name for quote in read(*paragraphs)[1].marked]
