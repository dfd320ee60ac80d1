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
from bisum.stages.second_attempts import Chosen, SecondAttempts
from bisum.stages.segmentation.open_marks import Asked, asked, sewn
from bisum.text import holds_arabic, normalise, one_line

# Sentences whose English is kept for the rest of the run, those longest unused forgotten first; at some
# 1,000 bytes each this is about 10 MB. What comes again and again stays; ``run.memory`` forgets none.
MEMORY_SENTENCES: Final = 10_000

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

    def __init__(
        self, translator: Translator, *, tick: Tick | None = None, again: SecondAttempts | None = None
    ) -> None:
        """Make one.

        Args:
            translator: The model.
            tick: Told how many more sentences are done.
            again: Asks again for doubtful sentences; None for no second attempts.
        """
        self._translator = translator
        self._again = again
        self._memory: OrderedDict[str, Chosen] = OrderedDict()
        self.tick = tick

    @property
    def signature(self) -> str:
        """Name the engine and this way of asking it."""
        again = f", {self._again.signature}" if self._again else ""
        return f"by-sentence-2({self._translator.signature}{again})"

    def run(self, dossiers: Sequence[Dossier]) -> Sequence[Translation]:
        """Translate all articles with one call of the engine.

        Raises:
            EngineError: The engine returned another number of translations than it was
                given sentences.
        """
        sentences = [asked_of(dossier) for dossier in dossiers]
        wanted = {one.text for passages in sentences for passage in passages.values() for one in passage}
        names = {one_line(name) for dossier in dossiers for name in names_of(dossier[Quotes])}
        english = self.english_of(wanted, names - wanted)
        return [
            _translation(dossier, passages, english)
            for dossier, passages in zip(dossiers, sentences, strict=True)
        ]

    def english_of(self, wanted: set[str], names: set[str]) -> dict[str, Chosen]:
        """Give the English of each sentence and name, from memory where it is there.

        Raises:
            EngineError: The engine returned another number of translations than it was
                given sentences.
        """
        known: dict[str, Chosen] = {}
        fresh: list[str] = []
        for sentence in sorted(wanted | names):
            if sentence in self._memory:
                self._memory.move_to_end(sentence)
                known[sentence] = self._memory[sentence]
            elif not holds_arabic(sentence):
                known[sentence] = Chosen(Translated(text=sentence.translate(_ASCII_DIGITS)))
            else:
                fresh.append(sentence)
        results = self._translator.translate(fresh, tick=self.tick) if fresh else ()
        if len(results) != len(fresh):
            msg = (
                f"{self._translator.signature} returned {len(results)} translations for {len(fresh)} "
                "sentences; their pairing is lost, so nothing was kept"
            )
            raise EngineError(msg)
        first = dict(zip(fresh, results, strict=True))
        chosen = {sentence: Chosen(result) for sentence, result in first.items()}
        if self._again is not None:
            # A name alone is too short to be judged.
            chosen |= self._again.improve({one: result for one, result in first.items() if one in wanted})
        for sentence in fresh:
            known[sentence] = self._memory[sentence] = chosen[sentence]
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


def asked_of(dossier: Dossier) -> dict[int | None, list[Asked]]:
    """Give the sentences of each passage as the engine is asked for them."""
    segments = dossier[Segments]
    return {
        number: asked(text, passage, segments.title_marked if number is None else segments.marked, number)
        for number, text, passage in passages_of(dossier.article, segments)
    }


def _translation(
    dossier: Dossier, sentences: dict[int | None, list[Asked]], english: dict[str, Chosen]
) -> Translation:
    passages = {
        number: join_english(passage, [english[sentence.text] for sentence in passage])
        for number, passage in sentences.items()
    }
    return Translation(
        title=passages.pop(None, None),
        paragraphs=tuple(passages.values()),
        names=tuple(
            NameForm(arabic=name, english=normalise(english[one_line(name)].result.text) or None)
            for name in names_of(dossier[Quotes])
        ),
    )


def join_english(sentences: Sequence[Asked], results: Sequence[Chosen]) -> EnglishPassage:
    """Join sentences with one space; an empty one takes none."""
    whole = ""
    pieces = []
    texts = sewn(sentences, [one_line(normalise(one.result.text)) for one in results])
    for chosen, text in zip(results, texts, strict=True):
        whole += " " if whole and text else ""
        start = len(whole)
        whole += text
        pieces.append(
            Piece(
                start=start,
                end=len(whole),
                log_probability=chosen.result.log_probability,
                is_truncated=chosen.result.is_truncated,
                way=chosen.way if chosen.tried else None,
                tried=chosen.tried,
            )
        )
    return EnglishPassage(english=whole, pieces=tuple(pieces))
