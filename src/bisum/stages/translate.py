"""Arabic sentences to English ones."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from bisum.engines.ports import Tick, Translated, Translator
from bisum.errors import EngineError
from bisum.model.article import Article, Passage, Segments
from bisum.model.base import Product
from bisum.model.bitext import EnglishPassage, NameForm, Piece, Translation
from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.stages.open_marks import Asked, asked, sewn
from bisum.text import n_arabic_letters, normalise

# Sentences whose English is kept for the rest of the run; at some 1,000 bytes each this is
# about 50 MB. Of the 1,959 ANT articles' sentences all distinct ones fit.
MEMORY_SENTENCES: Final = 50_000

_ASCII_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٪٫", "01234567890123456789%.")


class Translate:
    """Translates every sentence by itself, each distinct one once, and the speakers' names.

    Attributes:
        tick: Told how many more sentences are done; settable, since progress belongs to
            the run and not to the stage.
    """

    name: ClassVar[str] = "translate"
    needs: ClassVar[tuple[type[Product], ...]] = (Segments, Quotes)
    gives: ClassVar[type[Product]] = Translation

    def __init__(self, translator: Translator, *, tick: Tick | None = None) -> None:
        self._translator = translator
        self._memory: OrderedDict[str, Translated] = OrderedDict()
        self.tick = tick

    @property
    def signature(self) -> str:
        """Name the engine and this way of asking it."""
        return f"by-sentence-2({self._translator.signature})"

    def run(self, dossiers: Sequence[Dossier]) -> Sequence[Translation]:
        """Translate all articles with one call of the engine.

        Raises:
            EngineError: The engine returned another number of translations than it was
                given sentences.
        """
        sentences = [_sentences(dossier) for dossier in dossiers]
        wanted = {one.text for passages in sentences for passage in passages.values() for one in passage}
        wanted.update(collapsed(name) for dossier in dossiers for name in names_of(dossier[Quotes]))
        english = self._translate(wanted)
        return [
            _translation(dossier, passages, english)
            for dossier, passages in zip(dossiers, sentences, strict=True)
        ]

    def _translate(self, wanted: set[str]) -> dict[str, Translated]:
        """Give the English of each distinct sentence, from memory where it is there."""
        known: dict[str, Translated] = {}
        fresh: list[str] = []
        for sentence in sorted(wanted):
            if sentence in self._memory:
                self._memory.move_to_end(sentence)
                known[sentence] = self._memory[sentence]
            elif n_arabic_letters(sentence) == 0:
                known[sentence] = Translated(text=sentence.translate(_ASCII_DIGITS))
            else:
                fresh.append(sentence)
        results = self._translator.translate(fresh, tick=self.tick) if fresh else ()
        if len(results) != len(fresh):
            msg = (
                f"{self._translator.signature} returned {len(results)} translations for {len(fresh)} "
                "sentences; their pairing is lost, so nothing was kept"
            )
            raise EngineError(msg)
        for sentence, result in zip(fresh, results, strict=True):
            known[sentence] = self._memory[sentence] = result
        while len(self._memory) > MEMORY_SENTENCES:
            self._memory.popitem(last=False)
        return known


def names_of(quotes: Quotes) -> tuple[str, ...]:
    """Give each distinct speaker's name, in order of appearance."""
    everyone = (quote.speaker for quote in (*quotes.title, *quotes.marked, *quotes.indirect))
    return tuple(dict.fromkeys(speaker.name for speaker in everyone if speaker))


def passages_of(article: Article, segments: Segments) -> Iterator[tuple[int | None, str, Passage]]:
    """Give number, text and sentences of the title (number None) and of each paragraph."""
    if article.title is not None and segments.title is not None:
        yield None, article.title.text, segments.title
    for number, (paragraph, passage) in enumerate(zip(article.paragraphs, segments.paragraphs, strict=True)):
        yield number, paragraph.text, passage


def collapsed(text: str) -> str:
    """Give the text with every run of white space as one space and none outside."""
    return " ".join(text.split())


def _sentences(dossier: Dossier) -> dict[int | None, list[Asked]]:
    """Give the sentences of each passage as the engine is asked for them."""
    segments = dossier[Segments]
    return {
        number: asked(text, passage, segments.title_marked if number is None else segments.marked, number)
        for number, text, passage in passages_of(dossier.article, segments)
    }


def _translation(
    dossier: Dossier, sentences: dict[int | None, list[Asked]], english: dict[str, Translated]
) -> Translation:
    passages = {
        number: _join(passage, [english[sentence.text] for sentence in passage])
        for number, passage in sentences.items()
    }
    return Translation(
        title=passages.pop(None, None),
        paragraphs=tuple(passages.values()),
        names=tuple(
            NameForm(arabic=name, english=normalise(english[collapsed(name)].text) or None)
            for name in names_of(dossier[Quotes])
        ),
    )


def _join(sentences: Sequence[Asked], results: Sequence[Translated]) -> EnglishPassage:
    """Join sentences with one space; an empty one takes none."""
    whole = ""
    pieces = []
    texts = sewn(sentences, [collapsed(normalise(result.text)) for result in results])
    for result, text in zip(results, texts, strict=True):
        whole += " " if whole and text else ""
        start = len(whole)
        whole += text
        pieces.append(
            Piece(
                start=start,
                end=len(whole),
                log_probability=result.log_probability,
                is_truncated=result.is_truncated,
            )
        )
    return EnglishPassage(english=whole, pieces=tuple(pieces))
