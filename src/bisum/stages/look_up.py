"""English that was made elsewhere, looked up by paragraph, by sentence or by document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from bisum.engines.ports import Archive, Translated
from bisum.errors import ArticleError
from bisum.model.article import Passage, Segments
from bisum.model.base import Product
from bisum.model.bitext import EnglishPassage, NameForm, Piece, Translation
from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.stages.documents import align_documents
from bisum.stages.english.text import split_sentences
from bisum.stages.second_attempts import Chosen
from bisum.stages.segmentation.open_marks import Asked
from bisum.stages.translate import Translate, asked_of, join_english, names_of, passages_of
from bisum.text import normalise, one_line

# Number of a paragraph, None for the title.
Passages = dict[int | None, EnglishPassage]


class LookUp:
    """Finds each passage's filed English: the whole paragraph first, then its sentences, then the article."""

    name: ClassVar[str] = "translate"
    needs: ClassVar[tuple[type[Product], ...]] = (Segments, Quotes)
    gives: ClassVar[type[Product]] = Translation

    def __init__(self, archive: Archive, second: Translate | None = None) -> None:
        """Name the archive, and who translates what isn't in it; None to leave that missing."""
        self._archive = archive
        self._second = second

    @property
    def signature(self) -> str:
        """Name the archive, the second engine and this way of asking them."""
        second = f";{self._second.signature}" if self._second else ""
        return f"look-up-2({self._archive.signature}{second})"

    def run(self, dossiers: Sequence[Dossier]) -> Sequence[Translation | ArticleError]:
        """Look up all passages and names; what isn't filed is translated, or stays None.

        Raises:
            EngineError: The second engine broke.
        """
        found = [self._found(dossier) for dossier in dossiers]
        if self._second is None:
            return found
        gaps = [
            [] if isinstance(translation, ArticleError) else list(_gaps(dossier, translation))
            for dossier, translation in zip(dossiers, found, strict=True)
        ]
        wanted = [(at, one.text) for some in gaps for at, asked in some for one in asked if one.text]
        sentences = {text for at, text in wanted if not isinstance(at, str)}
        english = self._second.english_of(sentences, {text for _, text in wanted} - sentences)
        return [
            translation if isinstance(translation, ArticleError) else _filled(translation, dict(gap), english)
            for translation, gap in zip(found, gaps, strict=True)
        ]

    def _found(self, dossier: Dossier) -> Translation | ArticleError:
        texts = list(passages_of(dossier.article, dossier[Segments]))
        passages: Passages = {number: self._passage(text, passage) for number, text, passage in texts}
        if any(passage.english is None for passage in passages.values()):
            try:
                passages = self._by_document([(number, text) for number, text, _ in texts]) or passages
            except ArticleError as error:
                return error
        title = passages.pop(None, None)
        return Translation(
            title=title,
            paragraphs=tuple(passages.values()),
            names=tuple(
                NameForm(arabic=name, english=self._archive.find(name)) for name in names_of(dossier[Quotes])
            ),
        )

    def _passage(self, text: str, passage: Passage) -> EnglishPassage:
        if not text:
            return EnglishPassage(english="")
        whole = self._archive.find(text)
        if whole is not None:
            pieces = tuple(Piece(start=start, end=end) for start, end in split_sentences(whole))
            is_one_to_one = len(pieces) == len(passage.sentences) == 1
            return EnglishPassage(english=whole, pieces=pieces, is_by_sentence=is_one_to_one)
        found = [self._archive.find(text[one.start : one.end]) for one in passage.sentences]
        if all(english is None for english in found):
            return EnglishPassage(english=None)
        return _join([english or "" for english in found], is_by_sentence=True)

    def _by_document(self, texts: Sequence[tuple[int | None, str]]) -> Passages | None:
        """Find the article as a whole, with its title or without, and share its English out."""
        for some in (texts, [(number, text) for number, text in texts if number is not None]):
            english = self._archive.find_document([text for _, text in some])
            if english is not None:
                shared = _shared_out(some, english)
                return {
                    number: shared.get(number, EnglishPassage(english=None if text else ""))
                    for number, text in texts
                }
        return None


def _gaps(dossier: Dossier, translation: Translation) -> Iterator[tuple[int | str | None, list[Asked]]]:
    """Give what is missing, as the second engine is asked for it: by number, and each name by itself.

    Where only some sentences of a passage are missing, these are asked for, and the others
    are empty.
    """
    whole = asked_of(dossier)
    for number, text, passage in passages_of(dossier.article, dossier[Segments]):
        english = translation.title if number is None else translation.paragraphs[number]
        if english is None or english.english is None:
            yield number, whole[number]
        elif english.is_by_sentence and any(piece.start == piece.end for piece in english.pieces):
            yield (
                number,
                [
                    _asked("" if piece.start < piece.end else text[one.start : one.end])
                    for one, piece in zip(passage.sentences, english.pieces, strict=True)
                ],
            )
    for name in translation.names:
        if name.english is None:
            yield name.arabic, [_asked(name.arabic)]


def _asked(text: str) -> Asked:
    return Asked(text=one_line(text), is_opened=False, is_closed=False)


def _filled(
    translation: Translation, gaps: dict[int | str | None, list[Asked]], english: dict[str, Chosen]
) -> Translation:
    """Put the second engine's English into the gaps."""

    def whole(number: int | None, passage: EnglishPassage) -> EnglishPassage:
        if number not in gaps:
            return passage
        asked, pieces = gaps[number], passage.pieces or (None,) * len(gaps[number])
        results = [
            english[one.text]
            if one.text
            else Chosen(Translated(text=(passage.english or "")[piece.start : piece.end] if piece else ""))
            for one, piece in zip(asked, pieces, strict=True)
        ]
        return join_english(asked, results)

    return Translation(
        title=translation.title and whole(None, translation.title),
        paragraphs=tuple(whole(number, passage) for number, passage in enumerate(translation.paragraphs)),
        names=tuple(
            NameForm(
                arabic=name.arabic, english=normalise(english[gaps[name.arabic][0].text].result.text) or None
            )
            if name.arabic in gaps
            else name
            for name in translation.names
        ),
    )


def _shared_out(texts: Sequence[tuple[int | None, str]], english: Sequence[str]) -> Passages:
    """Give each passage the English that renders it; what renders nothing stays with what is before."""
    parts: dict[int | None, list[str]] = {}
    at = texts[0][0]
    for bead in align_documents([text for _, text in texts], english):
        if bead.arabic:
            at = texts[bead.arabic[0].paragraph or 0][0]
        parts.setdefault(at, []).extend(span.cut(english[span.paragraph or 0]) for span in bead.english)
    return {
        number: _join(sentences, is_by_sentence=False) for number, sentences in parts.items() if sentences
    }


def _join(found: Sequence[str], *, is_by_sentence: bool) -> EnglishPassage:
    """Join what was found with one space; a missing sentence leaves an empty piece."""
    whole = ""
    pieces = []
    for english in found:
        whole += " " if whole and english else ""
        start = len(whole)
        whole += english
        pieces.append(Piece(start=start, end=len(whole)))
    return EnglishPassage(english=whole, pieces=tuple(pieces), is_by_sentence=is_by_sentence)
