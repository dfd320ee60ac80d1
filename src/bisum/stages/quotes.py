"""The stage that finds out who said what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from bisum.engines.ports import NameFinder
from bisum.errors import ArticleError
from bisum.model.article import Segments
from bisum.model.base import Product
from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.model.span import Span
from bisum.stages.attribution.ledger import attribute

VERSION: Final = 39
"""Raised when the ledger of some article changes."""


class FindQuotes:
    """Adds ``Quotes``: one entry a pair of marks, and reported speech without marks."""

    name: ClassVar[str] = "quotes"
    needs: ClassVar[tuple[type[Product], ...]] = (Segments,)
    gives: ClassVar[type[Product]] = Quotes

    def __init__(self, finder: NameFinder | None = None) -> None:
        """Take a finder of names; None for the rules alone."""
        self._finder = finder

    @property
    def signature(self) -> str:
        """Name the version of the rules, and the model that finds names."""
        rules = f"rules-{VERSION}"
        return rules if self._finder is None else f"{rules}+{self._finder.signature}"

    def run(self, dossiers: Sequence[Dossier]) -> list[Product | ArticleError]:
        """Write the ledger of each article."""
        return [attribute(dossier.article, dossier[Segments], self._names(dossier)) for dossier in dossiers]

    def _names(self, dossier: Dossier) -> tuple[Span, ...]:
        """Give where the model sees persons' names in the paragraphs of an article."""
        if self._finder is None:
            return ()
        found = self._finder.find([paragraph.text for paragraph in dossier.article.paragraphs])
        return tuple(
            Span(paragraph=number, start=name.start, end=name.end)
            for number, names in enumerate(found)
            for name in names
            if name.kind == "person"
        )
