"""Invented articles with their English, taken to where a summary is made."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bisum.model.article import Article, Paragraph
from bisum.model.bitext import EnglishPassage, NameForm, Piece, Translation
from bisum.model.dossier import Dossier
from bisum.model.finding import Findings
from bisum.stages.align import Align
from bisum.stages.quotes import FindQuotes
from bisum.stages.segment import Segment


@pytest.fixture
def bilingual() -> Callable[..., Dossier]:
    """Give what takes paragraphs with their English, and names with theirs, to a dossier."""

    def make(*pairs: tuple[str, str], names: dict[str, str] | None = None) -> Dossier:
        made = Dossier(Article(id="a", paragraphs=tuple(Paragraph(text=arabic) for arabic, _ in pairs)))
        for stage in (Segment(), FindQuotes()):
            made = made.with_product(stage.run([made])[0])
        passages = (
            EnglishPassage(english=english, pieces=(Piece(start=0, end=len(english)),))
            for _, english in pairs
        )
        forms = (NameForm(arabic=arabic, english=english) for arabic, english in (names or {}).items())
        made = made.with_product(Translation(paragraphs=tuple(passages), names=tuple(forms)))
        return made.with_product(Align().run([made])[0]).with_product(Findings())

    return make
