"""Lines: plain text translated a line at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from bisum.config import Config
from bisum.errors import ArticleError
from bisum.model.article import Article, Paragraph
from bisum.model.bitext import Translation
from bisum.pipeline.assembly.assemble import assemble_translation
from bisum.pipeline.assembly.runner import Pipeline
from bisum.pipeline.reporting.progress import Progress
from bisum.text import normalise

LINES_AT_A_TIME: Final = 512
"""Lines translated together; the model's batches are formed among them."""


def translate_lines(lines: Iterable[str], config: Config, *, progress: Progress) -> Iterator[str]:
    """Give the English of each line, as many as came in, blank for blank.

    Raises:
        ConfigError: A file that a setting names can't be read.
        EngineError: The model can't be had, or broke.
    """
    assembled = assemble_translation(config, tick=progress.sentences)
    if assembled.engine.card.caution:
        progress.note(assembled.engine.card.caution)
    progress.start(n_articles=None)
    waiting = iter(lines)
    while window := list(islice(waiting, LINES_AT_A_TIME)):
        yield from _translate(window, assembled.pipeline)


def _translate(lines: Sequence[str], pipeline: Pipeline) -> list[str]:
    arabic = [normalise(line) for line in lines]
    if not any(arabic):
        return [""] * len(lines)
    # A line is an article of its own, so that no quotation runs from one into the next.
    articles = [Article(id=f"line {n}", paragraphs=(Paragraph(text=text),)) for n, text in enumerate(arabic)]
    english = []
    for outcome in pipeline.run(articles):
        if isinstance(outcome, ArticleError):
            raise outcome
        passage = outcome[Translation].paragraphs[0]
        english.append((passage.english or "").replace("\n", " "))
    return english
