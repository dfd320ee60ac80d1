"""Filed English is found by paragraph, then by sentence, and never guessed."""

from __future__ import annotations

from collections.abc import Sequence

from bisum.engines.fakes import MarkingTranslator
from bisum.model.article import Article, Paragraph, Passage, Segments, Sentence
from bisum.model.dossier import Dossier
from bisum.model.quote import Quote, QuoteKind, Quotes, Speaker
from bisum.model.record import EngineCard
from bisum.model.span import Span
from bisum.stages.look_up import LookUp
from bisum.stages.segment import Segment
from bisum.stages.translate import Translate


class Shelf:
    """An archive in memory."""

    signature = "shelf"
    card = EngineCard(engine="filed", model="shelf")
    arithmetic = ("cpu", None)

    def __init__(self, **filed: str) -> None:
        self._filed = filed

    def find(self, arabic: str) -> str | None:
        """Give what was filed under exactly this Arabic."""
        return self._filed.get(arabic)

    def find_document(self, paragraphs: Sequence[str]) -> tuple[str, ...] | None:
        """Give what was filed under all paragraphs together, a bar between its own."""
        whole = self._filed.get(" ".join(paragraphs))
        return None if whole is None else tuple(whole.split("|"))

    def has_variants(self, arabic: str) -> bool:
        """Nothing here was filed twice."""
        return len(self._filed.get(arabic, "")) < 0


def dossier(text: str, *sentences: tuple[int, int], quotes: Quotes | None = None) -> Dossier:
    article = Article(id="a", paragraphs=(Paragraph(text=text),))
    passage = Passage(sentences=tuple(Sentence(start=start, end=end) for start, end in sentences))
    return Dossier(article).with_product(Segments(paragraphs=(passage,))).with_product(quotes or Quotes())


def test_a_filed_paragraph_is_kept_exactly_as_filed():
    """The English belongs to whoever made it; only its sentences are found in it."""
    (result,) = LookUp(Shelf(**{"ا. ب.": "One  thing. Another."})).run([dossier("ا. ب.", (0, 2), (3, 5))])
    passage = result.paragraphs[0]

    assert passage.english == "One  thing. Another."
    assert [passage.english[piece.start : piece.end] for piece in passage.pieces] == [
        "One  thing.",
        "Another.",
    ]
    assert not passage.is_by_sentence


def test_filed_sentences_are_joined_and_a_missing_one_leaves_an_empty_piece():
    """A gap must stay a gap: the next sentence's English may not slip into it."""
    archive = Shelf(**{"ا.": "One.", "ت.": "Three."})
    (result,) = LookUp(archive).run([dossier("ا. ب. ت.", (0, 2), (3, 5), (6, 8))])
    passage = result.paragraphs[0]

    assert passage.english == "One. Three."
    assert [passage.english[piece.start : piece.end] for piece in passage.pieces] == ["One.", "", "Three."]
    assert passage.is_by_sentence


def test_one_sentence_with_one_piece_is_aligned_by_construction():
    """Most filed lines are single sentences; nothing about them needs a guess."""
    (result,) = LookUp(Shelf(**{"ا.": "One."})).run([dossier("ا.", (0, 2))])

    assert result.paragraphs[0].is_by_sentence


def test_what_is_not_filed_is_none():
    """Unknown is None: an empty string would claim that the translation is empty."""
    (result,) = LookUp(Shelf()).run([dossier("ا.", (0, 2))])

    assert result.paragraphs[0].english is None


def test_names_are_looked_up_too():
    """A name list filed beside the text names the speakers in English."""
    speaker = Speaker(name="ا", span=Span(paragraph=0, start=0, end=1))
    quote = Quote(kind=QuoteKind.DIRECT, text="ا", spans=(speaker.span,), speaker=speaker)
    given = [dossier("ا.", (0, 2), quotes=Quotes(marked=(quote,)))]

    assert LookUp(Shelf(ا="Ali")).run(given)[0].names[0].english == "Ali"
    assert LookUp(Shelf()).run(given)[0].names[0].english is None


def second() -> Translate:
    return Translate(MarkingTranslator())


def test_what_is_not_filed_goes_to_the_second_engine_and_only_that():
    """A filed sentence belongs to whoever made it; a machine's may only stand where there is none."""
    archive = Shelf(**{"ا.": "One.", "ت.": "Three."})
    given = [dossier("ا. ب. ت.", (0, 2), (3, 5), (6, 8)), dossier("ج.", (0, 2)), dossier("ا.", (0, 2))]
    results = LookUp(archive, second()).run(given)
    passages = [result.paragraphs[0] for result in results]

    assert [passage.english for passage in passages] == ["One. <en>ب.</en> Three.", "<en>ج.</en>", "One."]
    assert [piece.log_probability for piece in passages[0].pieces] == [None, -0.1, None]
    assert all(passage.is_by_sentence for passage in passages)


def test_names_that_are_not_filed_go_to_the_second_engine():
    """A list of names seldom has all of them."""
    spans = (Span(paragraph=0, start=0, end=1), Span(paragraph=0, start=3, end=4))
    quotes = tuple(
        Quote(kind=QuoteKind.DIRECT, text=text, spans=(span,), speaker=Speaker(name=text, span=span))
        for text, span in zip("اب", spans, strict=True)
    )
    given = [dossier("ا. ب.", (0, 2), (3, 5), quotes=Quotes(marked=quotes))]
    (result,) = LookUp(Shelf(ا="Ali"), second()).run(given)

    assert [name.english for name in result.names] == ["Ali", "<en>ب</en>"]


def test_both_engines_are_in_the_signature():
    """Another second engine makes other records."""
    assert LookUp(Shelf()).signature != LookUp(Shelf(), second()).signature


ARABIC = (
    "أعلنت الحكومة خطة جديدة لإصلاح الموانئ. وقال الوزير سامي النحاس إن الخطة تكلف 25 مليون دولار.",
    "ورفضت نقابة العمال الخطة. وطالبت برفع الأجور.",
)
ENGLISH = (
    "The government announced a new plan to reform ports.",
    "Minister Sami al-Nahhas said it would cost $25 million. The workers' union rejected the plan.",
    "It demanded higher wages.",
)


def whole_article() -> Dossier:
    article = Article(id="a", paragraphs=tuple(Paragraph(text=text) for text in ARABIC))
    bare = Dossier(article)
    return bare.with_product(Segment().run([bare])[0]).with_product(Quotes())


def test_a_document_with_other_paragraphs_is_shared_out_over_the_articles():
    """Translators join and split paragraphs; each sentence must stand beside the Arabic that it renders."""
    (result,) = LookUp(Shelf(**{" ".join(ARABIC): "|".join(ENGLISH)})).run([whole_article()])

    assert [passage.english for passage in result.paragraphs] == [
        (
            "The government announced a new plan to reform ports. "
            "Minister Sami al-Nahhas said it would cost $25 million."
        ),
        "The workers' union rejected the plan. It demanded higher wages.",
    ]
    assert [len(passage.pieces) for passage in result.paragraphs] == [2, 2]
    assert not any(passage.is_by_sentence for passage in result.paragraphs)


def test_a_document_is_not_taken_apart_where_paragraphs_are_filed():
    """What was filed paragraph by paragraph needs no guess."""
    filed = {" ".join(ARABIC): "|".join(ENGLISH), ARABIC[0]: "First.", ARABIC[1]: "Second."}
    (result,) = LookUp(Shelf(**filed)).run([whole_article()])

    assert [passage.english for passage in result.paragraphs] == ["First.", "Second."]
