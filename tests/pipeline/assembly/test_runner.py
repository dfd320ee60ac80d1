"""Pipeline: the order is checked first, and an article that fails leaves the others alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import pytest

from bisum.errors import ArticleError, EngineError, PipelineError
from bisum.model.article import Article, Paragraph, Segments
from bisum.model.base import Product
from bisum.model.dossier import Dossier
from bisum.model.finding import Findings
from bisum.pipeline.assembly.runner import Pipeline


def article(name: str) -> Article:
    return Article(id=name, paragraphs=(Paragraph(text="خبر قصير."),))


class Cut:
    """Segments nothing, and gives up on articles called ``bad``."""

    name: ClassVar[str] = "cut"
    needs: ClassVar[tuple[type[Product], ...]] = ()
    gives: ClassVar[type[Product]] = Segments
    signature = "cut-1"

    def run(self, dossiers: Sequence[Dossier]) -> Sequence[Product | ArticleError]:
        return [
            ArticleError("cut", "bad article") if dossier.article.id == "bad" else Segments(paragraphs=())
            for dossier in dossiers
        ]


class Judge:
    """Finds nothing, and may lose a product."""

    name: ClassVar[str] = "judge"
    needs: ClassVar[tuple[type[Product], ...]] = (Segments,)
    gives: ClassVar[type[Product]] = Findings
    signature = "judge-1"

    def __init__(self, n_lost: int = 0) -> None:
        self.n_lost = n_lost

    def run(self, dossiers: Sequence[Dossier]) -> Sequence[Product | ArticleError]:
        return [Findings() for _ in dossiers][self.n_lost :]


def test_a_stage_before_what_it_needs_is_refused() -> None:
    """The order must fail before an hour of translation, not after."""
    with pytest.raises(PipelineError, match="needs Segments"):
        Pipeline([Judge(), Cut()])


def test_two_stages_that_give_the_same_are_refused() -> None:
    """The second would silently replace the first's work."""
    with pytest.raises(PipelineError, match="gives Segments again"):
        Pipeline([Cut(), Cut()])


def test_an_article_that_fails_leaves_the_others_in_place() -> None:
    """One bad article must not shift its neighbours' products."""
    first, bad, last = Pipeline([Cut(), Judge()]).run([article("a"), article("bad"), article("z")])

    assert isinstance(bad, ArticleError)
    assert isinstance(first, Dossier)
    assert first.article.id == "a"
    assert isinstance(last, Dossier)
    assert last.article.id == "z"
    assert Findings in last


def test_a_lost_product_stops_the_run() -> None:
    """With a product missing, the rest would go to the wrong articles."""
    with pytest.raises(EngineError, match="pairing is lost"):
        Pipeline([Cut(), Judge(n_lost=1)]).run([article("a"), article("b")])


def test_the_signature_changes_with_text_and_not_with_place() -> None:
    """Moving a file must not translate it again; editing it must."""
    pipeline = Pipeline([Cut()])
    here = Article(id="a", paragraphs=(Paragraph(text="خبر"),), place="x.txt")
    there = Article(id="a", paragraphs=(Paragraph(text="خبر"),), place="y.txt")
    edited = Article(id="a", paragraphs=(Paragraph(text="خبر آخر"),), place="x.txt")

    assert pipeline.signature_of(here) == pipeline.signature_of(there)
    assert pipeline.signature_of(here) != pipeline.signature_of(edited)


def test_a_product_that_is_missing_is_a_pipeline_error() -> None:
    """A stage that forgot to declare a need must not get ``None``."""
    with pytest.raises(PipelineError, match="no Findings yet"):
        Dossier(article("a"))[Findings]


def test_a_products_key_names_all_stages_above_it_and_none_below() -> None:
    """Kept, though sentences were cut otherwise, a product would sit on the wrong ones."""
    cut, judge, other = Cut(), Judge(), Judge()
    other.signature = "judge-2"
    pipeline = Pipeline([cut, judge])
    changed = Cut()
    changed.signature = "cut-2"

    key = pipeline.key_of(article("a"), judge)
    assert Pipeline([changed, judge]).key_of(article("a"), judge) != key
    assert Pipeline([cut, other]).key_of(article("a"), other) != key
    assert pipeline.key_of(article("b"), judge) != key
    assert Pipeline([cut, other]).key_of(article("a"), cut) == pipeline.key_of(article("a"), cut)
