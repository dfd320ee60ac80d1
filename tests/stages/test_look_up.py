"""Filed English is found by paragraph, then by sentence, and never guessed."""

from __future__ import annotations

from bisum.model.article import Article, Paragraph, Passage, Segments, Sentence
from bisum.model.dossier import Dossier
from bisum.model.quote import Quote, QuoteKind, Quotes, Speaker
from bisum.model.record import EngineCard
from bisum.model.span import Span
from bisum.stages.look_up import LookUp


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
