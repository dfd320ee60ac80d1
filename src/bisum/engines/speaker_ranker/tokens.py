"""Pieces of words with their places in the text."""

from __future__ import annotations

from typing import Final, NamedTuple

from tokenizers import Tokenizer, models, pre_tokenizers

from bisum.engines.speaker_ranker.packed import PackedEncoder

_BLANK: Final = " "


class Tokens(NamedTuple):
    """A text as the encoder reads it, without the marks around it.

    Attributes:
        ids: Of the pieces.
        starts: Offset of each piece's first character in the text.
        ends: Offset just after its last.
    """

    ids: list[int]
    starts: list[int]
    ends: list[int]


class Pieces:
    """Cuts texts as XLM-RoBERTa does: the likeliest pieces of each word (unigram model)."""

    def __init__(self, packed: PackedEncoder) -> None:
        """Take the vocabulary of an encoder."""
        self._characters = packed.characters
        self._tokenizer = Tokenizer(models.Unigram(packed.pieces, unk_id=packed.unknown))
        self._tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()

    def __call__(self, text: str) -> Tokens:
        """Cut a text."""
        shown, places = self._shown(text)
        encoding = self._tokenizer.encode(shown, add_special_tokens=False)
        offsets = [
            (start + (shown[start] == _BLANK and end - start > 1), end) for start, end in encoding.offsets
        ]
        starts = [places[start] for start, _ in offsets]
        ends = [places[end - 1] + 1 for _, end in offsets]
        return Tokens(encoding.ids, starts, ends)

    def _shown(self, text: str) -> tuple[str, list[int]]:
        """Give the text with its characters as they are read, and where each came from."""
        shown: list[str] = []
        places: list[int] = []
        for place, character in enumerate(text):
            for read in self._characters.get(character, character):
                one = _BLANK if read.isspace() else read
                if one != _BLANK or (shown and shown[-1] != _BLANK):
                    shown.append(one)
                    places.append(place)
        while shown and shown[-1] == _BLANK:
            shown.pop()
        return "".join(shown), places
