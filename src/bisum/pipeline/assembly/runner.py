"""Pipeline: stages in an order known to work."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection, Sequence
from typing import Protocol

import msgspec

from bisum.errors import ArticleError, EngineError, PipelineError
from bisum.model.article import Article
from bisum.model.base import Product
from bisum.model.dossier import Dossier
from bisum.stages.base import Stage
from bisum.store.run.products import KeptProduct


class Shelf(Protocol):
    """Where products of earlier runs are, and those of this one go."""

    def find(self, article_id: str, stage: str, key: str) -> bytes | None:
        """Give a product as JSON, None where none is kept under this key."""

    def keep(self, products: Sequence[KeptProduct]) -> None:
        """Keep products, in place of those of the same articles and stages."""


class Pipeline:
    """Stages in order; a window of articles in, their finished dossiers out.

    Attributes:
        seconds: Seconds spent in each stage so far, by its name.
        n_reused: Products taken from an earlier run so far, by the stage that would have made them.
    """

    def __init__(
        self,
        stages: Sequence[Stage],
        *,
        kept: Collection[type[Product]] = (),
        own: Callable[[Article], str] | None = None,
    ) -> None:
        """Check the order before any article is read.

        Args:
            stages: In order.
            kept: Kinds of products that take so long to make that a run keeps them.
            own: Names what else can change one article's record and no other's; empty
                for nothing.

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
        self._kept = frozenset(kept)
        self._own = own
        self._above = _above(self._stages)
        self.n_reused: dict[str, int] = {stage.name: 0 for stage in stages if stage.gives in self._kept}
        self.seconds: dict[str, float] = {stage.name: 0.0 for stage in stages}

    @property
    def signatures(self) -> tuple[str, ...]:
        """``name=signature`` of each stage, in order."""
        return tuple(f"{stage.name}={stage.signature}" for stage in self._stages)

    @property
    def kept_stages(self) -> tuple[Stage, ...]:
        """Those whose products a run keeps."""
        return tuple(stage for stage in self._stages if stage.gives in self._kept)

    def signature_of(self, article: Article) -> str:
        """Digest all that can change this article's record; 32 hex digits."""
        return _digest(article, [*self.signatures, *self._owned(article)])

    def key_of(self, article: Article, stage: Stage) -> str:
        """Digest all that can change what a stage gives for this article; 32 hex digits."""
        above = [f"{one.name}={one.signature}" for one in self._above[stage.gives]]
        return _digest(article, [*above, *self._owned(article)])

    def _owned(self, article: Article) -> tuple[str, ...]:
        own = self._own(article) if self._own else ""
        return (own,) if own else ()

    def run(self, articles: Sequence[Article], shelf: Shelf | None = None) -> list[Dossier | ArticleError]:
        """Take articles through all stages.

        Args:
            articles: A window of them.
            shelf: Where products of earlier runs are; None where nothing is kept.

        Returns:
            For each article, in order, its finished dossier or the reason it has none.

        Raises:
            EngineError: A stage returned another number of products than it was given
                articles, or its model broke; nothing of this window is kept.
            OSError: The products can't be written.
        """
        outcomes = begun(articles)
        for part in self.parts:
            outcomes = self.through(part, outcomes, shelf)
        return outcomes

    @property
    def parts(self) -> tuple[tuple[Stage, ...], tuple[Stage, ...], tuple[Stage, ...]]:
        """The stages before those whose products are kept, these with all between them, and those after."""
        kept = [n for n, stage in enumerate(self._stages) if stage.gives in self._kept]
        first, end = (kept[0], kept[-1] + 1) if kept else (len(self._stages), len(self._stages))
        return self._stages[:first], self._stages[first:end], self._stages[end:]

    def through(
        self, stages: Sequence[Stage], given: Sequence[Dossier | ArticleError], shelf: Shelf | None = None
    ) -> list[Dossier | ArticleError]:
        """Take a window through some of the stages, all before them being done; see ``run``."""
        outcomes = list(given)
        for stage in stages:
            at = [n for n, outcome in enumerate(outcomes) if isinstance(outcome, Dossier)]
            dossiers = [outcome for outcome in outcomes if isinstance(outcome, Dossier)]
            start = time.perf_counter()
            if shelf is not None and stage.gives in self._kept:
                made = self._reuse(stage, dossiers, shelf)
            else:
                made = self._through(stage, dossiers)
            self.seconds[stage.name] += time.perf_counter() - start
            for n, dossier, product in zip(at, dossiers, made, strict=True):
                outcomes[n] = product if isinstance(product, ArticleError) else dossier.with_product(product)
        return outcomes

    def _through(self, stage: Stage, dossiers: Sequence[Dossier]) -> Sequence[Product | ArticleError]:
        """Take dossiers through one stage."""
        products = stage.run(dossiers)
        if len(products) != len(dossiers):
            msg = (
                f"stage {stage.name!r} returned {len(products)} products for {len(dossiers)} articles; "
                "their pairing is lost, so nothing was kept"
            )
            raise EngineError(msg)
        return products

    def _reuse(
        self, stage: Stage, dossiers: Sequence[Dossier], shelf: Shelf
    ) -> Sequence[Product | ArticleError]:
        """Take what an earlier run made; take only the others through the stage, and keep what it gives."""
        keys = [self.key_of(dossier.article, stage) for dossier in dossiers]
        made: dict[int, Product | ArticleError] = {}
        for n, (dossier, key) in enumerate(zip(dossiers, keys, strict=True)):
            found = _decoded(shelf.find(dossier.article.id, stage.name, key), stage.gives)
            if found is not None:
                made[n] = found
        self.n_reused[stage.name] += len(made)
        missing = [n for n in range(len(dossiers)) if n not in made]
        fresh = self._through(stage, [dossiers[n] for n in missing]) if missing else ()
        made.update(zip(missing, fresh, strict=True))
        shelf.keep([
            KeptProduct(
                id=dossiers[n].article.id,
                stage=stage.name,
                key=keys[n],
                product=msgspec.Raw(msgspec.json.encode(made[n])),
            )
            for n in missing
            if not isinstance(made[n], ArticleError)
        ])  # fmt: skip
        return [made[n] for n in range(len(dossiers))]


def begun(articles: Sequence[Article]) -> list[Dossier | ArticleError]:
    """Give the dossiers of articles that no stage has seen."""
    return [Dossier(article) for article in articles]


def _above(stages: Sequence[Stage]) -> dict[type[Product], list[Stage]]:
    """Give, for each kind of product, the stages that lead to it, the one that gives it last."""
    given: dict[type[Product], list[Stage]] = {}
    for stage in stages:
        upstream = {id(one) for need in stage.needs for one in given[need]}
        given[stage.gives] = [one for one in stages if id(one) in upstream] + [stage]
    return given


def _digest(article: Article, signatures: Sequence[str]) -> str:
    return hashlib.blake2b("\n".join([article.digest, *signatures]).encode(), digest_size=16).hexdigest()


def _decoded(encoded: bytes | None, kind: type[Product]) -> Product | None:
    """Give a kept product, None where it is of a form that isn't known any more."""
    if encoded is None:
        return None
    try:
        return msgspec.json.decode(encoded, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
