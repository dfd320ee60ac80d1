"""The stage that finds out who said what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from bisum.errors import ArticleError
from bisum.model.article import Segments
from bisum.model.base import Product
from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.stages.attribution.ledger import attribute

VERSION: Final = 5
"""Raised when the ledger of some article changes."""


class FindQuotes:
    """Adds ``Quotes``: one entry a pair of marks, and reported speech without marks."""

    name: ClassVar[str] = "quotes"
    needs: ClassVar[tuple[type[Product], ...]] = (Segments,)
    gives: ClassVar[type[Product]] = Quotes

    @property
    def signature(self) -> str:
        """Name the version of the rules: they have no settings."""
        return f"rules-{VERSION}"

    def run(self, dossiers: Sequence[Dossier]) -> list[Product | ArticleError]:
        """Write the ledger of each article."""
        return [attribute(dossier.article, dossier[Segments]) for dossier in dossiers]
