"""Translate asks the engine once, loses no sentence and swaps none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bisum.engines.fakes import MarkingTranslator
from bisum.engines.ports import Translated
from bisum.errors import EngineError
from bisum.model.article import Article, Paragraph, Passage, Segments, Sentence
from bisum.model.dossier import Dossier
from bisum.model.quote import Quote, QuoteKind, Quotes, Speaker
from bisum.model.span import Span
from bisum.stages import translate
from bisum.stages.translate import Translate

sentences = st.text(alphabet="ابتثجح", min_size=1, max_size=8)


def dossier(*paragraphs: list[str], title: str | None = None, quotes: Quotes | None = None) -> Dossier:
    """Give an article whose sentences are known, with the two products that Translate reads."""
    texts = [" ".join(parts) for parts in paragraphs]
    article = Article(
        id="a",
        title=None if title is None else Paragraph(text=title),
        paragraphs=tuple(Paragraph(text=text) for text in texts),
    )
    segments = Segments(
        title=None if title is None else Passage(sentences=(Sentence(start=0, end=len(title)),)),
        paragraphs=tuple(passage(parts) for parts in paragraphs),
    )
    return Dossier(article).with_product(segments).with_product(quotes or Quotes())


def passage(parts: list[str]) -> Passage:
    """Give the sentences of a paragraph whose parts are joined with one space."""
    at, found = 0, []
    for part in parts:
        found.append(Sentence(start=at, end=at + len(part)))
        at += len(part) + 1
    return Passage(sentences=tuple(found))


def english_of(given_translation, paragraph: int) -> list[str]:
    """Cut a paragraph's English at its pieces."""
    english = given_translation.paragraphs[paragraph]
    return [english.english[piece.start : piece.end] for piece in english.pieces]


@given(batch=st.lists(st.lists(sentences, max_size=4), max_size=4))
def test_every_sentence_keeps_its_own_english(batch):
    """However the articles are batched, sentence n's English is the nth."""
    results = Translate(MarkingTranslator()).run([dossier(parts) for parts in batch])

    assert [[f"<en>{part}</en>" for part in parts] for parts in batch] == [
        english_of(result, 0) for result in results
    ]


@given(parts=st.lists(sentences, max_size=5))
def test_a_passage_is_its_pieces_joined_with_one_space(parts):
    """The reader shows the passage and highlights pieces in it: the two must be one text."""
    (result,) = Translate(MarkingTranslator()).run([dossier(parts)])

    assert result.paragraphs[0].english == " ".join(f"<en>{part}</en>" for part in parts)


def test_each_distinct_sentence_is_translated_once_per_run():
    """Syndicated copies would otherwise cost as much as new text."""
    engine = MarkingTranslator()
    stage = Translate(engine)
    stage.run([dossier(["كلام", "سلام"]), dossier(["كلام"])])
    stage.run([dossier(["سلام", "كلام"])])

    assert engine.n_translated == 2


def test_memory_is_bounded(monkeypatch):
    """A run over ten million articles must not keep all their sentences."""
    monkeypatch.setattr(translate, "MEMORY_SENTENCES", 2)
    engine = MarkingTranslator()
    stage = Translate(engine)
    for sentence in ("ا", "ب", "ت", "ا"):
        stage.run([dossier([sentence])])

    assert engine.n_translated == 4
    assert len(stage._memory) == 2


def test_a_lost_sentence_stops_the_run():
    """With one translation fewer each sentence after it would get its neighbour's English."""

    class Forgetful(MarkingTranslator):
        def translate(self, sentences, *, tick=None):
            return super().translate(sentences, tick=tick)[1:]

    with pytest.raises(EngineError, match="returned 1 translations for 2"):
        Translate(Forgetful()).run([dossier(["كلام", "سلام"])])


def test_white_space_runs_are_one_space_for_the_engine():
    """Layout spaces are noise to a model; the article itself keeps them."""
    (result,) = Translate(MarkingTranslator()).run([dossier(["كلام   سلام"])])

    assert result.paragraphs[0].english == "<en>كلام سلام</en>"


def test_a_sentence_without_arabic_is_kept_as_it_stands():
    """A model asked to translate '***' or a Latin name invents something."""
    engine = MarkingTranslator()
    (result,) = Translate(engine).run([dossier(["*** CNN ٢٠١٥"])])

    assert result.paragraphs[0].english == "*** CNN 2015"
    assert engine.n_translated == 0


def test_names_are_translated_by_themselves():
    """The English of a name alone is what the name in running text is held against."""
    speaker = Speaker(name="سلمى", span=Span(paragraph=0, start=0, end=4))
    quote = Quote(
        kind=QuoteKind.DIRECT, text="كلام", spans=(Span(paragraph=0, start=5, end=9),), speaker=speaker
    )
    (result,) = Translate(MarkingTranslator()).run(
        [dossier(["سلمى كلام"], quotes=Quotes(marked=(quote, quote)))]
    )

    assert [(name.arabic, name.english) for name in result.names] == [("سلمى", "<en>سلمى</en>")]


def test_title_and_blank_paragraphs_are_kept():
    """Paragraph numbers are ids: a blank one still counts."""
    (result,) = Translate(MarkingTranslator()).run([dossier([], ["كلام"], title="عنوان")])

    assert result.title.english == "<en>عنوان</en>"
    assert [passage.english for passage in result.paragraphs] == ["", "<en>كلام</en>"]


def test_an_empty_result_leaves_an_empty_piece():
    """A model that gave nothing must show as nothing, and not shift its neighbours."""

    class Silent(MarkingTranslator):
        def translate(self, sentences, *, tick=None):
            heard = super().translate(sentences, tick=tick)
            return [Translated(text="" if "كلام" in said.text else "word") for said in heard]

    (result,) = Translate(Silent()).run([dossier(["كلام", "سلام", "كلام"])])

    assert english_of(result, 0) == ["", "word", ""]
    assert result.paragraphs[0].english == "word"


def test_progress_reaches_the_tick():
    """A long call must show that it lives; the run sets the tick after assembly."""
    stage = Translate(MarkingTranslator())
    done = []
    stage.tick = done.append
    stage.run([dossier(["كلام", "سلام"])])

    assert sum(done) == 2
