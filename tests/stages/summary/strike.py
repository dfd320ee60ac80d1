"""An invented article with two quotations, its English, and a summariser that says anything."""

from __future__ import annotations

from bisum.model.article import Article, Marked, Paragraph, Passage, Segments, Sentence
from bisum.model.bitext import EnglishPassage, NameForm, Piece, Translation
from bisum.model.dossier import Dossier
from bisum.model.finding import Findings
from bisum.model.quote import Quote, QuoteKind, Quotes, Speaker
from bisum.model.record import EngineCard
from bisum.model.span import Span
from bisum.stages.align import Align

ARABIC = (
    "دخل إضراب عمال الميناء في طرابلس أسبوعه الثاني أمس بعد فشل الجولة الثالثة من المحادثات.",
    "وقالت ليلى عازار إن الإضراب «يعاقب البلد كله بسبب خلاف» يمكن حله في ساعة واحدة.",
    "وقال نديم شاهين: «لن نعود إلى الأرصفة من دون اتفاق مكتوب»، أمام البوابة الرئيسية للميناء.",
)
ENGLISH = (
    "The strike of port workers in Tripoli entered its second week yesterday after talks failed.",
    "Leila Azar said the strike “is punishing the whole country over a dispute” that can be solved.",
    "Nadim Chahine said: “We will not return to the docks without a written agreement,” at the main gate.",
)
NAMES = (("ليلى عازار", "Leila Azar"), ("نديم شاهين", "Nadim Chahine"))


class Says:
    """A summariser that says what it is told to, one text after another."""

    def __init__(self, *texts: str, limit: int = 10_000) -> None:
        self._texts, self._limit = texts, limit
        self.heard: list[str] = []

    signature = "says"
    card = EngineCard(engine="fake", model="says")
    arithmetic = ("cpu", None)

    def fits(self, text):
        """By characters."""
        return len(text) <= self._limit

    def summarise(self, texts, *, tick=None):
        """Give the texts in turn."""
        assert tick is None
        self.heard += texts
        return [self._texts[n % len(self._texts)] for n, _ in enumerate(texts)]


def dossier() -> Dossier:
    """Build an article of three paragraphs with two quotations and their English."""
    marked, quotes = [], []
    for paragraph, (name, _) in enumerate(NAMES, start=1):
        text = ARABIC[paragraph]
        span = Span(paragraph=paragraph, start=text.index("«") + 1, end=text.index("»"))
        at = text.index(name)
        speaker = Speaker(name=name, span=Span(paragraph=paragraph, start=at, end=at + len(name)))
        marked.append(Marked(spans=(span,), opening="«", closing="»"))
        quotes.append(Quote(kind=QuoteKind.DIRECT, text=span.cut(text), spans=(span,), speaker=speaker))
    passages = tuple(Passage(sentences=(Sentence(start=0, end=len(text)),)) for text in ARABIC)
    found = Dossier(Article(id="a", paragraphs=tuple(Paragraph(text=text) for text in ARABIC)))
    for product in (
        Segments(paragraphs=passages, marked=tuple(marked)),
        Quotes(marked=tuple(quotes)),
        Translation(
            paragraphs=tuple(
                EnglishPassage(english=text, pieces=(Piece(start=0, end=len(text)),)) for text in ENGLISH
            ),
            names=tuple(NameForm(arabic=arabic, english=english) for arabic, english in NAMES),
        ),
    ):
        found = found.with_product(product)
    return found.with_product(Align().run([found])[0]).with_product(Findings())


DOSSIER = dossier()
