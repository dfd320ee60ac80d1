"""English that was made elsewhere, looked up by paragraph or by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from bisum.engines.ports import Archive
from bisum.model.article import Passage, Segments
from bisum.model.base import Product
from bisum.model.bitext import EnglishPassage, NameForm, Piece, Translation
from bisum.model.dossier import Dossier
from bisum.model.quote import Quotes
from bisum.stages.english import split_sentences
from bisum.stages.translate import names_of, passages_of


class LookUp:
    """Finds each passage's filed English: the whole paragraph first, then its sentences."""

    name: ClassVar[str] = "translate"
    needs: ClassVar[tuple[type[Product], ...]] = (Segments, Quotes)
    gives: ClassVar[type[Product]] = Translation

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @property
    def signature(self) -> str:
        """Name the archive and this way of asking it."""
        return f"look-up-1({self._archive.signature})"

    def run(self, dossiers: Sequence[Dossier]) -> Sequence[Translation]:
        """Look up all passages and names; what isn't filed stays None."""
        return [self._translation(dossier) for dossier in dossiers]

    def _translation(self, dossier: Dossier) -> Translation:
        passages = {
            number: self._passage(text, passage)
            for number, text, passage in passages_of(dossier.article, dossier[Segments])
        }
        return Translation(
            title=passages.pop(None, None),
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
        return _join(found)


def _join(found: Sequence[str | None]) -> EnglishPassage:
    """Join what was found with one space; a missing sentence leaves an empty piece."""
    whole = ""
    pieces = []
    for english in found:
        whole += " " if whole and english else ""
        start = len(whole)
        whole += english or ""
        pieces.append(Piece(start=start, end=len(whole)))
    return EnglishPassage(english=whole, pieces=tuple(pieces))
