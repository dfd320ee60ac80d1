"""Articles whose English is filed in memory, taken through all stages; for the other benchmarks here."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from bisum.model.article import Article, Paragraph
from bisum.model.dossier import Dossier
from bisum.model.quote import Quote, QuoteKind, Quotes, Speaker
from bisum.model.record import EngineCard, Provenance, Record
from bisum.model.span import Span
from bisum.pipeline.assembly.assemble import arabic_stages
from bisum.pipeline.assembly.compose import record_of
from bisum.pipeline.assembly.runner import Pipeline
from bisum.stages.align import Align
from bisum.stages.base import Stage
from bisum.stages.check import Check
from bisum.stages.corrections import nearest
from bisum.stages.look_up import LookUp
from bisum.stages.segment import Segment
from bisum.stages.summary.extract import Extract
from bisum.store.articles import Reader
from bisum.text import normalise

ROOT: Final = Path(__file__).parents[1]
CARD: Final = EngineCard(engine="filed", model="benchmark")


class Filed:
    """English in memory."""

    signature = "filed"
    card = CARD
    arithmetic = ("cpu", None)

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._english = {normalise(arabic): english for arabic, english in pairs}

    def find(self, arabic: str) -> str | None:
        """Give the English of a paragraph or sentence."""
        return self._english.get(arabic)

    def find_document(self, _paragraphs: Sequence[str]) -> tuple[str, ...] | None:
        """Say that no whole document was filed."""
        return None

    def has_variants(self, _arabic: str) -> bool:
        """Tell that nothing was filed twice."""
        return False


class GoldQuotes:
    """Gives the annotated quotations in place of found ones."""

    name = "quotes"
    needs = Segment.needs
    gives = Quotes
    signature = "gold"

    def __init__(self, gold: dict[str, list[dict[str, object]]]) -> None:
        self._gold = gold

    def run(self, dossiers: Sequence[Dossier]) -> list[Quotes]:
        """Give each article's."""
        return [
            Quotes(
                marked=tuple(
                    quote
                    for row in self._gold.get(dossier.article.id, [])
                    if (quote := _gold_quote(dossier.article, row)) is not None
                )
            )
            for dossier in dossiers
        ]


def _gold_quote(article: Article, row: dict[str, object]) -> Quote | None:
    number = int(str(row["paragraph"]))
    pieces = [normalise(piece) for piece in str(row["text"]).split("\n")]
    texts = [article.paragraphs[number + n].text for n in range(len(pieces))]
    starts = [text.find(piece) for text, piece in zip(texts, pieces, strict=True)]
    if min(starts) < 0:
        return None
    spans = tuple(
        Span(paragraph=number + n, start=start, end=start + len(piece))
        for n, (start, piece) in enumerate(zip(starts, pieces, strict=True))
    )
    kind = QuoteKind(row["kind"])
    name = normalise(str(row["speaker"])) if row["speaker"] and kind is not QuoteKind.TERM else None
    at = nearest(article, name, spans[0]) if name else None
    speaker = Speaker(name=name, span=at) if name and at else None
    return Quote(kind=kind, text="\n".join(pieces), spans=spans, speaker=speaker)


def tsv_articles(path: Path) -> tuple[list[Article], list[tuple[str, str]]]:
    """Read a test set as articles, a line a paragraph, and its pairs."""
    lines: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        article, arabic, english = line.split("\t")
        lines[article].append((arabic, english))
    articles = [
        Article(id=name, paragraphs=tuple(Paragraph(text=normalise(arabic)) for arabic, _ in pairs))
        for name, pairs in lines.items()
    ]
    return articles, [pair for pairs in lines.values() for pair in pairs]


def records(articles: Sequence[Article], filed: Filed, quotes: Stage | None = None) -> list[Record]:
    """Take articles through all stages."""
    segment, own = arabic_stages()
    stages: list[Stage] = [
        segment,
        quotes or own,
        LookUp(filed),
        Align(),
        Check(filed),
        Extract(n_sentences=4),
    ]
    pipeline = Pipeline(stages)
    return [
        record_of(
            dossier,
            Provenance(
                bisum="0",
                signature=pipeline.signature_of(dossier.article),
                stages=(),
                translation=CARD,
                device="cpu",
                made_at="",
            ),
        )
        for dossier in pipeline.run(articles)
        if isinstance(dossier, Dossier)
    ]


def sample_records() -> list[Record]:
    """Give the records of the twelve samples, each twice, the second time with names spelt otherwise."""
    lines = ROOT.joinpath("samples/references.jsonl").read_text("utf-8").splitlines()
    english_of = {row["id"]: row["english"] for row in map(json.loads, lines)}
    made = []
    for sample in Reader([str(ROOT / "samples/articles")]):
        if not isinstance(sample, Article):
            continue
        arabic = [paragraph.text for paragraph in sample.paragraphs]
        for turn in range(2):
            english = [_respelt(text) if turn else text for text in english_of[sample.id]]
            article = Article(id=f"{sample.id}-{turn}", paragraphs=sample.paragraphs)
            made += records([article], Filed(zip(arabic, english, strict=True)))
    return made


def _respelt(english: str) -> str:
    """Spell names as another translator might."""
    return english.replace("ou", "u").replace("ch", "sh").replace("Kh", "K")
