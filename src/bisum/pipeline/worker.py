"""Worker: a window of articles in, what became of each out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bisum import __version__
from bisum.errors import ArticleError
from bisum.model.article import Article, Segments
from bisum.model.base import Value
from bisum.model.bitext import Translation
from bisum.model.dossier import Dossier
from bisum.model.record import Failure, Provenance, Record
from bisum.pipeline.assemble import Assembled
from bisum.pipeline.compose import record_of
from bisum.pipeline.runner import Shelf


class Finished(Value, frozen=True, kw_only=True):
    """What became of a window.

    Attributes:
        outcomes: One for each article, in order.
        n_sentences: Sentences and speakers' names of the articles that have a record.
        n_words: Their Arabic words.
    """

    outcomes: tuple[Record | Failure, ...]
    n_sentences: int
    n_words: int


class Worker:
    """Takes windows through the stages and writes each outcome in its final form."""

    def __init__(self, assembled: Assembled) -> None:
        self._pipeline = assembled.pipeline
        self._engine = assembled.engine
        self._writer = assembled.writer

    def work(self, articles: Sequence[Article], shelf: Shelf) -> Finished:
        """Take a window through all stages.

        Raises:
            EngineError: The model broke; nothing of this window is kept but what is on the shelf.
        """
        found = self._pipeline.run(articles, shelf)
        finished = [outcome for outcome in found if isinstance(outcome, Dossier)]
        return Finished(
            outcomes=tuple(
                self._failure(article, outcome)
                if isinstance(outcome, ArticleError)
                else self._record(outcome)
                for article, outcome in zip(articles, found, strict=True)
            ),
            n_sentences=sum(map(_n_sentences, finished)),
            n_words=sum(len(p.text.split()) for one in finished for p in one.article.paragraphs),
        )

    def _record(self, dossier: Dossier) -> Record:
        device, dtype = self._engine.arithmetic
        return record_of(
            dossier,
            Provenance(
                bisum=__version__,
                signature=self._pipeline.signature_of(dossier.article),
                stages=self._pipeline.signatures,
                translation=self._engine.card,
                summary=self._writer.card if self._writer else None,
                device=device,
                dtype=dtype,
                made_at=now(),
            ),
        )

    def _failure(self, article: Article, fault: ArticleError) -> Failure:
        return Failure(
            id=article.id,
            stage=fault.stage,
            reason=str(fault),
            place=article.place,
            signature=self._pipeline.signature_of(article),
        )


def now() -> str:
    """Give the time in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _n_sentences(dossier: Dossier) -> int:
    segments = dossier[Segments]
    passages = [*segments.paragraphs, *([segments.title] if segments.title else [])]
    return sum(len(passage.sentences) for passage in passages) + len(dossier[Translation].names)
