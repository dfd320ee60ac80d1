"""Records of invented articles whose English is given by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bisum.config import QuoteSettings
from bisum.model.article import Article, Paragraph
from bisum.model.dossier import Dossier
from bisum.model.record import EngineCard, Provenance, Record
from bisum.pipeline.assembly.assemble import arabic_stages
from bisum.pipeline.assembly.compose import record_of
from bisum.pipeline.assembly.runner import Pipeline
from bisum.stages.align import Align
from bisum.stages.check import Check
from bisum.stages.look_up import LookUp
from bisum.stages.summary.extract import Extract

CARD = EngineCard(engine="filed", model="by hand")


class ByHand:
    """Translations in memory."""

    signature = "by-hand"
    card = CARD
    arithmetic = ("cpu", None)

    def __init__(self, english: Mapping[str, str]) -> None:
        self._english = english

    def find(self, arabic: str) -> str | None:
        return self._english.get(arabic)

    def find_document(self, _paragraphs: Sequence[str]) -> tuple[str, ...] | None:
        return None

    def has_variants(self, _arabic: str) -> bool:
        return False


def record(name: str, *pairs: tuple[str, str], title: tuple[str, str] | None = None) -> Record:
    """Take an article of one sentence a paragraph through all stages."""
    article = Article(
        id=name,
        title=Paragraph(text=title[0]) if title else None,
        paragraphs=tuple(Paragraph(text=arabic) for arabic, _ in pairs),
    )
    archive = ByHand(dict([*pairs, *([title] if title else [])]))
    stages = [
        *arabic_stages(QuoteSettings(speakers="rules")),
        LookUp(archive),
        Align(),
        Check(archive),
        Extract(n_sentences=4),
    ]
    pipeline = Pipeline(stages)
    (dossier,) = pipeline.run([article])
    assert isinstance(dossier, Dossier)
    return record_of(
        dossier,
        Provenance(
            bisum="0",
            signature=pipeline.signature_of(article),
            stages=pipeline.signatures,
            translation=CARD,
            device="cpu",
            made_at="2026-01-02T03:04:05+00:00",
        ),
    )
