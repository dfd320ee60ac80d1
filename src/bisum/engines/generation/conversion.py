"""Models in CTranslate2's form: converted here once, or brought that way."""

from __future__ import annotations

import functools
import hashlib
import importlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from bisum.engines.checkpoints import cache
from bisum.engines.checkpoints.hashes import require_sums, sha256_of
from bisum.engines.checkpoints.weights import Checkpoint, is_pickle
from bisum.engines.device import Place
from bisum.engines.generation.causal import load_causal
from bisum.engines.quiet import quiet
from bisum.errors import EngineError
from bisum.model.record import EngineCard

INSTALL: Final = 'pip install "bisum[ctranslate2]"'
# Raised when a conversion would come out otherwise.
_VERSION: Final = "1"
_TOKENIZER_FILES: Final = (
    "tokenizer*", "special_tokens_map.json", "vocab.json", "*.spm", "*.model", "chat_template*",
    "prompt.json",
)  # fmt: skip
_VOCABULARIES: Final = ("shared_vocabulary.json", "source_vocabulary.json", "target_vocabulary.json")


class Conversion:
    """A model to be converted at the first ``folder``, kept by its hash and precision."""

    def __init__(self, checkpoint: Checkpoint, precision: str, *, wanted: Sequence[str] = ()) -> None:
        """Name the model.

        Args:
            checkpoint: What is converted.
            precision: As CTranslate2 names it, ``int8`` say.
            wanted: Tokens, of languages, that the converted vocabulary must hold.
        """
        self._checkpoint = checkpoint
        self._precision = precision
        self._wanted = tuple(wanted)

    @property
    def identity(self) -> str:
        """Name the weights and their precision, which changes texts."""
        return f"{self._checkpoint.identity},{self._precision},{_VERSION}"

    def card(self) -> EngineCard:
        """What the weights say of themselves."""
        return self._checkpoint.card("ctranslate2")

    def folder(self) -> Path:
        """Give the converted model's folder.

        Raises:
            EngineError: CTranslate2 isn't installed, doesn't know the model, or lost a
                language's token.
        """
        version = str(import_ctranslate2().__version__)
        return cache.make_once(f"ctranslate2-{cache.key_of(self.identity, version)}", self._convert)

    def _convert(self, into: Path) -> None:
        source = self._checkpoint.folder()
        _require_known_scale(source)
        converters = importlib.import_module("ctranslate2.converters")
        with tempfile.TemporaryDirectory(dir=into) as merged, quiet():
            if self._checkpoint.adapter:
                place = Place(device="cpu", dtype="float32")
                loaded = load_causal(source, place, adapter=self._checkpoint.adapter)
                loaded.model.save_pretrained(merged)
                loaded.tokenizer.save_pretrained(merged)
                source = Path(merged)
            try:
                converters.TransformersConverter(str(source)).convert(
                    str(into), quantization=self._precision, force=True
                )
            except (ValueError, KeyError, NotImplementedError, AttributeError) as error:
                msg = (
                    f"CTranslate2 can't convert {str(source)!r}: {error}; "
                    "set translate.engine to 'seq2seq' or 'causal' for it"
                )
                raise EngineError(msg) from error
            for pattern in _TOKENIZER_FILES:
                for file in source.glob(pattern):
                    (into / file.name).write_bytes(file.read_bytes())
        _name_first_token(into)
        require_tokens(into, self._wanted)


def _name_first_token(folder: Path) -> None:
    """Name the token that begins a text where the converter couldn't.

    transformers 5 gives mBART-50's tokenizer none, and CTranslate2 doesn't load a model
    without; nothing of mBART's translation depends on it.
    """
    file = folder / "config.json"
    written = msgspec.json.decode(file.read_bytes(), type=dict[str, object])
    if "bos_token" in written and written["bos_token"] is None:
        written |= {"bos_token": "<s>"}
        file.write_bytes(msgspec.json.encode(written))


class _Scale(msgspec.Struct, frozen=True):
    model_type: str | None = None
    tie_word_embeddings: bool | None = None
    scale_decoder_outputs: bool | None = None


def _require_known_scale(folder: Path) -> None:
    """Refuse the T5 models whose logits CTranslate2 4.8 would scale wrongly.

    mT5, T5 1.1 and MADLAD don't scale their outputs and say so by untied embeddings;
    transformers 5 reads every T5 config as tied, by which CTranslate2's converter
    decides. The search then sees all probabilities levelled.
    """
    scale = msgspec.json.decode((folder / "config.json").read_bytes(), type=_Scale)
    is_unscaled = False in {scale.tie_word_embeddings, scale.scale_decoder_outputs}
    if scale.model_type in {"mt5", "umt5"} or (scale.model_type == "t5" and is_unscaled):
        msg = (
            f"CTranslate2's converter scales the outputs of {str(folder)!r} ({scale.model_type}) wrongly "
            "under transformers 5; set translate.engine to 'seq2seq' for it"
        )
        raise EngineError(msg)


class Converted:
    """A folder that is in CTranslate2's form already, with its tokenizer beside it."""

    def __init__(self, folder: Path) -> None:
        """Look the folder through.

        Raises:
            EngineError: It holds no such model, or a pickle under its name.
        """
        weights = folder / "model.bin"
        if is_pickle(weights):
            msg = f"{weights} is a pickle, not CTranslate2's form; pickled weights are never loaded in a run"
            raise EngineError(msg)
        if not any(folder.glob("tokenizer*")):
            msg = f"{str(folder)!r} holds a converted model without a tokenizer; put its files there"
            raise EngineError(msg)
        require_sums(folder)
        self._folder = folder

    @functools.cached_property
    def identity(self) -> str:
        """Name the weights and the small files beside them by their content."""
        whole = hashlib.sha256(sha256_of(self._folder / "model.bin").encode())
        for file in sorted(self._folder.glob("*.json")):
            whole.update(file.name.encode() + b"\0" + file.read_bytes())
        return whole.hexdigest()[:32]

    def card(self) -> EngineCard:
        """Name the folder."""
        sha256 = sha256_of(self._folder / "model.bin")
        return EngineCard(engine="ctranslate2", model=str(self._folder), sha256=sha256)

    def folder(self) -> Path:
        """Give the folder."""
        return self._folder


def import_ctranslate2() -> Any:
    """Give the module.

    Raises:
        EngineError: It isn't installed.
    """
    try:
        return importlib.import_module("ctranslate2")
    except ImportError as error:
        msg = f"engine 'ctranslate2' needs a package that isn't installed ({error}): {INSTALL}"
        raise EngineError(msg) from error


def require_tokens(folder: Path, wanted: Sequence[str]) -> None:
    """Refuse a converted model whose vocabulary lost tokens.

    An M2M100 tokenizer that was built and saved by hand converts without a word, and
    without its languages.

    Raises:
        EngineError: A token is missing.
    """
    known: set[str] = set()
    for name in _VOCABULARIES:
        if (folder / name).is_file():
            known.update(msgspec.json.decode((folder / name).read_bytes(), type=list[str]))
    missing = [token for token in wanted if token not in known]
    if missing:
        msg = (
            f"the converted model's vocabulary lacks {' and '.join(map(repr, missing))}, without which "
            "it can't be told its languages; set translate.engine to 'seq2seq' for this model"
        )
        raise EngineError(msg)
