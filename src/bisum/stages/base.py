"""Stage: what every stage is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from bisum.errors import ArticleError
from bisum.model.base import Product
from bisum.model.dossier import Dossier


class Stage(Protocol):
    """Adds one product to each article and changes nothing else.

    Attributes:
        name: One word, as shown in progress, provenance and failures.
        needs: The products that it reads.
        gives: The product that it adds.
    """

    name: ClassVar[str]
    needs: ClassVar[tuple[type[Product], ...]]
    gives: ClassVar[type[Product]]

    @property
    def signature(self) -> str:
        """Name all that can change the product, and nothing that can't."""

    def run(self, dossiers: Sequence[Dossier]) -> Sequence[Product | ArticleError]:
        """Return one product, or the reason there is none, for each dossier, in order."""
