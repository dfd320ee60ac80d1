"""Quote ledger: who said what, over articles or over a finished run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from bisum.config import QuoteSettings
from bisum.errors import ArticleError
from bisum.model.article import Article
from bisum.model.quote import Quotes
from bisum.model.record import Failure, LedgerRow
from bisum.pipeline.assembly.assemble import arabic_stages
from bisum.pipeline.assembly.ledger import all_quotes, arabic_rows
from bisum.pipeline.assembly.runner import Pipeline
from bisum.pipeline.names.shown import shown_records

ARTICLES_AT_A_TIME: Final = 64
"""Articles held in memory together."""


def ledger_of_articles(
    outcomes: Iterable[Article | Failure], settings: QuoteSettings, *, failures: list[Failure]
) -> Iterator[LedgerRow]:
    """Give the quotations of articles in reading order, and speech without marks, without English.

    Args:
        outcomes: What reading gave.
        settings: How speakers are found.
        failures: Articles that could not be read or finished are added here.
    """
    pipeline = Pipeline(arabic_stages(settings))
    waiting = iter(outcomes)
    while window := list(islice(waiting, ARTICLES_AT_A_TIME)):
        failures.extend(outcome for outcome in window if isinstance(outcome, Failure))
        articles = [outcome for outcome in window if isinstance(outcome, Article)]
        yield from _rows(articles, pipeline, failures=failures)


def ledger_of_run(folder: Path) -> Iterator[LedgerRow]:
    """Give the quotations of a run's records, and speech without marks, with their English.

    Raises:
        ConfigError: The folder holds no run, or a line of it is damaged.
    """
    for record in shown_records(folder):
        yield from sorted(
            (*record.quotes, *record.indirect), key=lambda row: (row.paragraph or 0, row.spans[0].start)
        )


def _rows(articles: Sequence[Article], pipeline: Pipeline, *, failures: list[Failure]) -> Iterator[LedgerRow]:
    for article, outcome in zip(articles, pipeline.run(articles), strict=True):
        if isinstance(outcome, ArticleError):
            failures.append(
                Failure(id=article.id, stage=outcome.stage, reason=str(outcome), place=article.place)
            )
        else:
            yield from arabic_rows(article, all_quotes(outcome[Quotes]))
