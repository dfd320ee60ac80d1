"""Worker: a window of articles in, what became of each out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from bisum import __version__
from bisum.errors import ArticleError
from bisum.model.article import Article, Segments
from bisum.model.base import Value
from bisum.model.bitext import Translation
from bisum.model.dossier import Dossier
from bisum.model.record import Failure, Provenance, Record
from bisum.pipeline.assembly.assemble import Assembled
from bisum.pipeline.assembly.compose import record_of
from bisum.pipeline.assembly.runner import Shelf, begun
from bisum.stages.base import Stage
from bisum.store.files.moments import now


class Finished(Value, frozen=True, kw_only=True):
    """What became of a window.

    Attributes:
        outcomes: One for each article, in order.
        n_sentences: Of the articles that have a record, titles among them.
        n_speakers: Speakers' names of these articles, translated by themselves.
        n_words: Their Arabic words.
        n_asked: Texts that the model was asked for.
    """

    outcomes: tuple[Record | Failure, ...]
    n_sentences: int
    n_speakers: int
    n_words: int
    n_asked: int = 0


class Window(NamedTuple):
    """A window on its way through the stages.

    Attributes:
        articles: As they were read.
        outcomes: For each of them its dossier so far, or the reason it has none.
        n_asked: Texts that the model was asked for.
    """

    articles: tuple[Article, ...]
    outcomes: list[Dossier | ArticleError]
    n_asked: int = 0


class Tally(Protocol):
    """Counts what is asked and what is begun."""

    @property
    def n_asked(self) -> int:
        """Texts that the model was asked for so far."""

    def begun(self, n_articles: int, n_sentences: int) -> None:
        """Count articles that are in work from now on, with their sentences."""

    def tell(self) -> None:
        """Give a sign of life, if that is due."""


class Worker:
    """Takes windows through the stages and writes each outcome in its final form."""

    def __init__(self, assembled: Assembled, tally: Tally) -> None:
        self._pipeline = assembled.pipeline
        self._tally = tally
        self._engine = assembled.engine
        self._writer = assembled.writer

    def work(self, articles: Sequence[Article], shelf: Shelf) -> Finished:
        """Take a window through all stages.

        Raises:
            EngineError: The model broke; nothing of this window is kept but what is on the shelf.
        """
        return self.finish(self.translate(self.begin(articles), shelf))

    def begin(self, articles: Sequence[Article]) -> Window:
        """Take a window through the stages before the English is made."""
        before, _, _ = self._pipeline.parts
        outcomes = self._through(before, begun(articles))
        segmented = (one for one in outcomes if isinstance(one, Dossier))
        self._tally.begun(len(articles), sum(one[Segments].n_sentences for one in segmented))
        return Window(tuple(articles), outcomes)

    def translate(self, window: Window, shelf: Shelf) -> Window:
        """Make the English of a window; the one step that asks the model.

        Raises:
            EngineError: The model broke; nothing of this window is kept but what is on the shelf.
        """
        n_before = self._tally.n_asked
        _, making, _ = self._pipeline.parts
        outcomes = self._pipeline.through(making, window.outcomes, shelf)
        return Window(window.articles, outcomes, self._tally.n_asked - n_before)

    def finish(self, window: Window) -> Finished:
        """Take a window through the stages after the English is made."""
        _, _, after = self._pipeline.parts
        found = self._through(after, window.outcomes)
        finished = [outcome for outcome in found if isinstance(outcome, Dossier)]
        return Finished(
            outcomes=tuple(
                self._failure(article, outcome)
                if isinstance(outcome, ArticleError)
                else self._record(outcome)
                for article, outcome in zip(window.articles, found, strict=True)
            ),
            n_sentences=sum(one[Segments].n_sentences for one in finished),
            n_speakers=sum(len(one[Translation].names) for one in finished),
            n_words=sum(len(p.text.split()) for one in finished for p in one.article.paragraphs),
            n_asked=window.n_asked,
        )

    def _through(
        self, stages: Sequence[Stage], outcomes: list[Dossier | ArticleError]
    ) -> list[Dossier | ArticleError]:
        """Take a window through stages, with a sign of life before each: a long article takes minutes."""
        for stage in stages:
            self._tally.tell()
            outcomes = self._pipeline.through([stage], outcomes)
        return outcomes

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
