"""How an encoder-decoder model is told to read Arabic and to write English."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from transformers import AutoTokenizer

from bisum.engines.checkpoints.weights import FolderCheckpoint, ModelSettings, require_native
from bisum.engines.public_models import PublicModel
from bisum.engines.quiet import quiet
from bisum.errors import EngineError
from bisum.model.base import Value


class Languages(Value, frozen=True, kw_only=True):
    """What one model wants to be told.

    Attributes:
        source: The tokenizer's code of Arabic; None where the model knows only that.
        target: Its code of English, which the output is forced to begin with; None
            where the model writes only that.
        prefix: Put before each text.
    """

    source: str | None = None
    target: str | None = None
    prefix: str = ""

    @property
    def signature(self) -> str:
        """All three."""
        return f"from={self.source},to={self.target},prefix={self.prefix!r}"

    @property
    def reading(self) -> dict[str, bool]:
        """How the tokenizer is called: «</s>» in an article is text, but a prefix may be such a token."""
        return {} if self.prefix else {"split_special_tokens": True}

    def told(self, text: str, tokenizer: Any) -> str:
        """Put the prefix before a text; the tokenizer's own marks in the text go, as it would obey them."""
        if self.prefix:
            for mark in tokenizer.all_special_tokens:
                text = text.replace(mark, " ")
        return self.prefix + text


# By the tokenizer's class: the same model class serves M2M100 and NLLB.
_BY_TOKENIZER: Final = {
    "M2M100Tokenizer": Languages(source="ar", target="en"),
    "NllbTokenizer": Languages(source="arb_Arab", target="eng_Latn"),
    "NllbTokenizerFast": Languages(source="arb_Arab", target="eng_Latn"),
    "MBart50Tokenizer": Languages(source="ar_AR", target="en_XX"),
    "MBart50TokenizerFast": Languages(source="ar_AR", target="en_XX"),
}
_MADLAD_PREFIX: Final = "<2en>"


class _TokenizerSettings(msgspec.Struct, frozen=True):
    tokenizer_class: str | None = None


def languages_for(checkpoint: FolderCheckpoint, known: PublicModel | None) -> Languages:
    """Tell what a model wants: as the catalogue says, else by the tokenizer beside it."""
    if known:
        is_forced = known.source_code is not None
        return Languages(
            source=known.source_code, target=known.target_code if is_forced else None, prefix=known.prefix
        )
    return languages_beside(checkpoint.folder())


def languages_beside(folder: Path) -> Languages:
    """Tell by the tokenizer in a folder what the model with it wants.

    Raises:
        EngineError: There is no tokenizer.
    """
    file = folder / "tokenizer_config.json"
    try:
        written = msgspec.json.decode(file.read_bytes(), type=_TokenizerSettings)
    except (OSError, msgspec.DecodeError) as error:
        msg = f"{file} can't be read ({error}); expected the folder of a model with its tokenizer"
        raise EngineError(msg) from error
    found = _BY_TOKENIZER.get(written.tokenizer_class or "")
    if found:
        return found
    if _is_t5(written.tokenizer_class) and _knows(load_tokenizer(folder), _MADLAD_PREFIX):
        return Languages(prefix=f"{_MADLAD_PREFIX} ")
    return Languages()


def _is_t5(tokenizer_class: str | None) -> bool:
    return (tokenizer_class or "").startswith(("T5", "MT5"))


def load_tokenizer(folder: Path) -> Any:
    """Load a model's tokenizer.

    Raises:
        EngineError: There is none that transformers knows.
    """
    try:
        with quiet():
            return AutoTokenizer.from_pretrained(folder, local_files_only=True)
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{str(folder)!r} holds no tokenizer that transformers can load: {error}"
        raise EngineError(msg) from error


def require_languages(folder: Path, languages: Languages) -> Any:
    """Give the tokenizer, set to Arabic.

    Raises:
        EngineError: It lacks a language's token, so the model would write who knows
            what language.
    """
    tokenizer = load_tokenizer(folder)
    settings: ModelSettings = require_native(folder)
    for code in (languages.source, languages.target, languages.prefix.strip() or None):
        if code is None:
            continue
        row = language_id(tokenizer, code)
        if row is None or (settings.vocab_size is not None and row >= settings.vocab_size):
            msg = (
                f"the tokenizer in {str(folder)!r} has no token for {code!r}, without which the model "
                "can't be told its languages; fetch the tokenizer's files anew, all of them"
            )
            raise EngineError(msg)
    if languages.source is not None:
        tokenizer.src_lang = languages.source
    return tokenizer


class Teller:
    """Texts as ids for an encoder-decoder model's tokenizer, and outputs back from them."""

    def __init__(self, languages: Languages, tokenizer: Any) -> None:
        self._languages = languages
        self._tokenizer = tokenizer

    def n_tokens(self, text: str) -> int:
        """Count the tokens of a text with its prefix and marks."""
        return len(self.ids([text])[0])

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Tell the model each text."""
        told = [self._languages.told(text, self._tokenizer) for text in texts]
        found: list[list[int]] = self._tokenizer(told, **self._languages.reading).input_ids
        return found

    def answer(self, ids: Any) -> str:
        """Give the text of an output."""
        return str(self._tokenizer.decode(ids, skip_special_tokens=True)).strip()


def language_id(tokenizer: Any, code: str) -> int | None:
    """Give the id of a language's token, None where the tokenizer has none."""
    token = language_token(tokenizer, code)
    known: dict[str, int] = getattr(tokenizer, "lang_token_to_id", None) or {}
    if token in known:
        return known[token]
    return int(tokenizer.convert_tokens_to_ids(token)) if _knows(tokenizer, token) else None


def language_token(tokenizer: Any, code: str) -> str:
    """Give the token of a language; M2M100 writes it otherwise than its code."""
    return str(getattr(tokenizer, "lang_code_to_token", {}).get(code, code))


def _knows(tokenizer: Any, token: str) -> bool:
    row = tokenizer.convert_tokens_to_ids(token)
    return row is not None and row != tokenizer.unk_token_id
