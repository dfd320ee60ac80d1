"""The stage that finds out who said what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from bisum.engines.ports import NameFinder, SpeakerRanker
from bisum.errors import ArticleError
from bisum.model.article import Segments
from bisum.model.base import Product
from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.model.span import Span
from bisum.stages.attribution.ledger import attribute

VERSION: Final = 44
"""Raised when the ledger of some article changes."""


class FindQuotes:
    """Adds ``Quotes``: one entry a pair of marks, and reported speech without marks."""

    name: ClassVar[str] = "quotes"
    needs: ClassVar[tuple[type[Product], ...]] = (Segments,)
    gives: ClassVar[type[Product]] = Quotes

    def __init__(self, finder: NameFinder | None = None, ranker: SpeakerRanker | None = None) -> None:
        """Take what helps the rules.

        Args:
            finder: Finds names; None for the rules' own.
            ranker: Is asked who speaks where the rules are not sure; None for the rules alone.
        """
        self._finder = finder
        self._ranker = ranker

    @property
    def signature(self) -> str:
        """Name the version of the rules, and the models that help them."""
        helpers = (self._finder, self._ranker)
        return "+".join([f"rules-{VERSION}", *(one.signature for one in helpers if one is not None)])

    def run(self, dossiers: Sequence[Dossier]) -> list[Product | ArticleError]:
        """Write the ledger of each article."""
        return [
            attribute(dossier.article, dossier[Segments], self._names(dossier), self._ranker)
            for dossier in dossiers
        ]

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
