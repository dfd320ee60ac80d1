"""Dossier: one article and its products so far."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar, cast

from bisum.errors import PipelineError
from bisum.model.article import Article
from bisum.model.base import Product

P = TypeVar("P", bound=Product)


class Dossier:
    """One article with the products that the stages have added; immutable."""

    __slots__ = ("_products", "article")

    article: Article
    _products: Mapping[type[Product], Product]

    def __init__(self, article: Article, products: Mapping[type[Product], Product] | None = None) -> None:
        self.article = article
        self._products = MappingProxyType(dict(products or {}))

    def __getitem__(self, kind: type[P]) -> P:
        """Give the product of a kind.

        Raises:
            PipelineError: No stage has added one; ``Pipeline`` checks that beforehand.
        """
        try:
            return cast("P", self._products[kind])
        except KeyError:
            msg = f"article {self.article.id!r} has no {kind.__name__} yet; put the stage that gives it first"
            raise PipelineError(msg) from None

    def __contains__(self, kind: type[Product]) -> bool:
        return kind in self._products

    def with_product(self, product: Product) -> Dossier:
        """Give a dossier that also holds ``product``, in place of one of its kind."""
        return Dossier(self.article, {**self._products, type(product): product})
