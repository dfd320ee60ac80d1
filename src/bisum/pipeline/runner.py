"""Pipeline: stages in an order known to work."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence

from bisum.errors import ArticleError, EngineError, PipelineError
from bisum.model.article import Article
from bisum.model.base import Product
from bisum.model.dossier import Dossier
from bisum.stages.base import Stage


class Pipeline:
    """Stages in order; a window of articles in, their finished dossiers out.

    Attributes:
        seconds: Seconds spent in each stage so far, by its name.
    """

    def __init__(self, stages: Sequence[Stage]) -> None:
        """Check the order before any article is read.

        Raises:
            PipelineError: A stage needs what no stage before it gives, or two give the
                same product.
        """
        given: set[type[Product]] = set()
        for stage in stages:
            missing = [need.__name__ for need in stage.needs if need not in given]
            if missing:
                msg = f"stage {stage.name!r} needs {', '.join(missing)}; put the stage that gives it before"
                raise PipelineError(msg)
            if stage.gives in given:
                msg = f"stage {stage.name!r} gives {stage.gives.__name__} again; leave one of the two out"
                raise PipelineError(msg)
            given.add(stage.gives)
        self._stages = tuple(stages)
        self.seconds: dict[str, float] = {stage.name: 0.0 for stage in stages}

    @property
    def signatures(self) -> tuple[str, ...]:
        """``name=signature`` of each stage, in order."""
        return tuple(f"{stage.name}={stage.signature}" for stage in self._stages)

    def signature_of(self, article: Article) -> str:
        """Digest all that can change this article's record; 32 hex digits."""
        parts = (article.digest, *self.signatures)
        return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()

    def run(self, articles: Sequence[Article]) -> list[Dossier | ArticleError]:
        """Take articles through all stages.

        Returns:
            For each article, in order, its finished dossier or the reason it has none.

        Raises:
            EngineError: A stage returned another number of products than it was given
                articles, or its model broke; nothing of this window is kept.
        """
        outcomes: list[Dossier | ArticleError] = [Dossier(article) for article in articles]
        for stage in self._stages:
            at = [n for n, outcome in enumerate(outcomes) if isinstance(outcome, Dossier)]
            dossiers = [outcome for outcome in outcomes if isinstance(outcome, Dossier)]
            began = time.perf_counter()
            products = stage.run(dossiers)
            self.seconds[stage.name] += time.perf_counter() - began
            if len(products) != len(dossiers):
                msg = (
                    f"stage {stage.name!r} returned {len(products)} products for {len(dossiers)} articles; "
                    "their pairing is lost, so nothing was kept"
                )
                raise EngineError(msg)
            for n, dossier, product in zip(at, dossiers, products, strict=True):
                outcomes[n] = product if isinstance(product, ArticleError) else dossier.with_product(product)
        return outcomes
