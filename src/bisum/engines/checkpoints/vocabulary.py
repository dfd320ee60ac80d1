"""A large vocabulary cut to what Arabic in and English out need.

Gemma's 262,144 pieces serve 140 languages and program code; each costs a row in the
product that chooses the next one. Pieces are kept by what they are made of and never
by whether some corpus happens to hold them.

The rule is closed: every part of a kept piece is kept. So byte-pair encoding with the
remaining merges takes a text of kept pieces to the very same pieces as before; what
isn't kept falls back to smaller pieces and at last to bytes, which are all kept.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from bisum.errors import EngineError
from bisum.model.base import Value

# Raised when the rule changes, so that cached models are cut anew.
CUT_VERSION: Final = 2

_SPECIAL: Final = ("<pad>", "<eos>", "<bos>", "<unk>")
_BYTE: Final = re.compile(r"<0x[0-9A-F]{2}>")
_SPACE: Final = "▁"

# One word or part of one: in CAPITALS, or in small letters with at most two capitals, as
# in McCarthy and YouTube; with the further letters of European alphabets, since names are
# spelled with them; of other Latin alphabets, Vietnamese above all, only short parts.
_ASCII_WORD: Final = re.compile("[A-Z]?[a-z]*[A-Z]?[a-z]*|[A-Z]*")
_EUROPEAN_WORD: Final = re.compile("[A-Z\u00c0-\u017f]?[a-z\u00c0-\u017f]*|[A-Z\u00c0-\u017f]*")
_LATIN_PART: Final = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u02b0-\u02bf]{1,4}")
_ARABIC: Final = re.compile(
    "[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc\u200c-\u200f]+"
)
_MARKS: Final = re.compile(
    "[!-/:-@\\[-`{-~\u00a1-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20bf\u2100-\u215f\u060c\u061b\u061f]{1,4}"
)
_DIGITS: Final = re.compile("[0-9\u00b2\u00b3\u00b9\u0660-\u0669\u06f0-\u06f9]+")
_SPACES: Final = re.compile(f"{_SPACE}{{1,4}}")
_KINDS: Final = (_ASCII_WORD, _EUROPEAN_WORD, _LATIN_PART, _ARABIC, _MARKS, _DIGITS)


class CutTokenizer(Value, frozen=True, kw_only=True):
    """A tokenizer with fewer pieces.

    Attributes:
        text: In the layout of ``tokenizer.json``.
        rows: The old id of each new id, rising.
    """

    text: bytes
    rows: tuple[int, ...]


class _Added(msgspec.Struct):
    id: int
    content: str
    single_word: bool = False
    lstrip: bool = False
    rstrip: bool = False
    normalized: bool = True
    special: bool = False


class _Bpe(msgspec.Struct):
    type: str
    vocab: dict[str, int]
    merges: list[tuple[str, str]]
    dropout: float | None = None
    unk_token: str | None = None
    continuing_subword_prefix: str | None = None
    end_of_word_suffix: str | None = None
    fuse_unk: bool = False
    byte_fallback: bool = False
    ignore_merges: bool = False


class _Tokenizer(msgspec.Struct):
    model: _Bpe
    added_tokens: list[_Added]
    version: str = "1.0"
    truncation: None = None
    padding: None = None
    normalizer: msgspec.Raw = msgspec.Raw(b"null")
    pre_tokenizer: msgspec.Raw = msgspec.Raw(b"null")
    post_processor: msgspec.Raw = msgspec.Raw(b"null")
    decoder: msgspec.Raw = msgspec.Raw(b"null")


def is_kept(piece: str) -> bool:
    """Tell whether Arabic or English text needs this piece of Gemma's vocabulary."""
    if piece in _SPECIAL or _BYTE.fullmatch(piece) or piece in {"\n", "\n\n", "\t"}:
        return True
    if _SPACES.fullmatch(piece):
        return True
    body = piece.removeprefix(_SPACE)
    return any(kind.fullmatch(body) for kind in _KINDS)


def cut_tokenizer(text: bytes) -> CutTokenizer:
    """Drop the pieces that aren't kept, and the merges that make or use them.

    Args:
        text: A ``tokenizer.json`` with a byte-pair model that falls back to bytes and
            whose special ids come first.

    Raises:
        EngineError: It isn't such a tokenizer.
    """
    try:
        whole = msgspec.json.decode(text, type=_Tokenizer)
    except msgspec.ValidationError as error:
        msg = f"the tokenizer isn't a byte-pair one as expected ({error}); its vocabulary can't be cut"
        raise EngineError(msg) from error
    by_id = sorted(whole.model.vocab.items(), key=lambda entry: entry[1])
    kept = [(piece, old) for piece, old in by_id if is_kept(piece)]
    if not whole.model.byte_fallback or [piece for piece, _ in kept[: len(_SPECIAL)]] != list(_SPECIAL):
        msg = f"the tokenizer can't be cut: it has no byte fallback or doesn't begin with {_SPECIAL}"
        raise EngineError(msg)
    vocab = {piece: new for new, (piece, _) in enumerate(kept)}
    whole.model.vocab = vocab
    whole.model.merges = [
        (left, right)
        for left, right in whole.model.merges
        if left in vocab and right in vocab and left + right in vocab
    ]
    whole.added_tokens = [added for added in whole.added_tokens if added.content in _SPECIAL]
    return CutTokenizer(text=msgspec.json.encode(whole), rows=tuple(old for _, old in kept))
