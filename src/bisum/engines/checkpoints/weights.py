"""Which weights may be loaded: folders of safetensors for models that transformers knows.

Never a pickle, told by its content and not by its name; never code that comes with a
model.
"""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Final, Protocol

import msgspec
from transformers import CONFIG_MAPPING

from bisum.engines.checkpoints.hashes import require_sums, sha256_of_all
from bisum.errors import EngineError
from bisum.model.record import EngineCard

ADAPTER_CONFIG: Final = "adapter_config.json"
# What a pickle, and a zip archive of pickles as torch.save writes it, begins with.
_PICKLE_HEADS: Final = (b"PK\x03\x04", b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")
_LONGEST_HEADER: Final = 100_000_000  # bytes; safetensors' own limit
# Files besides the weights that change what a model does.
_SMALL_FILES: Final = ("*.json", "*.model", "*.spm", "*.txt", "*.jinja")
_PICKLES_ARE_REFUSED: Final = (
    "pickled weights can run any program and are never loaded in a run; take the model's safetensors, "
    "or let `bisum models fetch NAME --to DIR` convert them once"
)


class ModelSettings(msgspec.Struct, frozen=True):
    """The part of a model's ``config.json`` that decides whether and how it is loaded."""

    model_type: str | None = None
    is_encoder_decoder: bool = False
    vocab_size: int | None = None
    auto_map: dict[str, object] | None = None
    sliding_window: int | None = None
    max_position_embeddings: int | None = None
    attn_logit_softcapping: float | None = None
    final_logit_softcapping: float | None = None


class _Tensor(msgspec.Struct):
    shape: tuple[int, ...]


class _Stretch(msgspec.Struct, frozen=True):
    """Where a header says that a tensor lies; ``__metadata__`` lies nowhere."""

    data_offsets: tuple[int, int] = (0, 0)


class Checkpoint(Protocol):
    """Weights in a folder."""

    @property
    def identity(self) -> str:
        """Name the weights, by their hash."""

    @property
    def adapter(self) -> Path | None:
        """Folder of an adapter to merge when they are loaded."""

    @property
    def settings(self) -> ModelSettings:
        """The part of its config that decides how it is loaded."""

    @property
    def n_numbers(self) -> int:
        """How many numbers the weights are."""

    def card(self, engine: str) -> EngineCard:
        """Say what they are."""

    def folder(self) -> Path:
        """Give the folder, with safetensors and a tokenizer."""


class FolderCheckpoint:
    """A model's folder, looked through before anything is loaded from it."""

    def __init__(
        self,
        folder: Path,
        *,
        name: str | None = None,
        revision: str | None = None,
        licence: str | None = None,
        adapter: Path | None = None,
    ) -> None:
        """Look the folder through.

        Args:
            folder: As ``save_pretrained`` writes it.
            name: As the config names the model; the folder's path when None.
            revision: The hub revision, where it came from the hub.
            licence: The weights' terms, where known.
            adapter: Folder of a PEFT adapter for it.

        Raises:
            EngineError: It holds no weights, pickled ones, a model whose code isn't in
                transformers, or files that differ from their ``SHA256SUMS``.
        """
        self._folder = folder
        self._name = name or str(folder)
        self._revision = revision
        self._licence = licence
        self.adapter = adapter
        self.settings = require_native(folder)
        self._weights = require_weights(folder)
        self._adapter_weights = require_weights(adapter, config=ADAPTER_CONFIG) if adapter else ()

    @functools.cached_property
    def sha256(self) -> str:
        """Of the weights; of one file its own, else of all their hashes."""
        return sha256_of_all(self._weights)

    @functools.cached_property
    def identity(self) -> str:
        """Name weights, adapter and the small files beside them by their content."""
        small = [*_small_files(self._folder), *(_small_files(self.adapter) if self.adapter else ())]
        whole = hashlib.sha256(self.sha256.encode())
        if self._adapter_weights:
            whole.update(sha256_of_all(self._adapter_weights).encode())
        for file in small:
            whole.update(file.name.encode() + b"\0" + file.read_bytes())
        return whole.hexdigest()[:32]

    @functools.cached_property
    def n_numbers(self) -> int:
        """How many numbers the weights are."""
        return _n_numbers(self._weights)

    def card(self, engine: str) -> EngineCard:
        """Say which model it is."""
        return EngineCard(
            engine=engine,
            model=self._name,
            revision=self._revision,
            sha256=self.sha256,
            licence=self._licence,
        )

    def folder(self) -> Path:
        """Give the folder."""
        return self._folder


def require_weights(folder: Path, *, config: str = "config.json") -> tuple[Path, ...]:
    """Give a folder's weights, in safetensors.

    Raises:
        EngineError: There are none, or they are pickled, or they aren't what the
            ``SHA256SUMS`` beside them says.
    """
    if not folder.is_dir():
        msg = (
            f"{str(folder)!r} is no folder; name a folder of a model, a hub name, or a name of `bisum models`"
        )
        raise EngineError(msg)
    if not (folder / config).is_file():
        is_adapter = config == ADAPTER_CONFIG
        of = ("translate.adapter: ", "PEFT") if is_adapter else ("", "transformers")
        msg = f"{of[0]}{str(folder)!r} holds no {config}; expected a folder as {of[1]} saves it"
        raise EngineError(msg)
    weights = tuple(sorted(folder.glob("*.safetensors")))
    for file in weights:
        _require_safetensors(file)
    if not weights:
        pickles = [file.name for file in sorted(folder.iterdir()) if file.is_file() and is_pickle(file)]
        if pickles:
            msg = f"{str(folder)!r} holds only pickled weights ({', '.join(pickles)}): {_PICKLES_ARE_REFUSED}"
        else:
            msg = f"{str(folder)!r} holds no weights; expected *.safetensors beside {config}"
        raise EngineError(msg)
    require_sums(folder)
    return weights


def _n_numbers(weights: tuple[Path, ...]) -> int:
    """Count the numbers in safetensors files, by their headers alone."""
    total = 0
    for file in weights:
        with file.open("rb") as opened:
            header = opened.read(int.from_bytes(opened.read(8), "little"))
        tensors = msgspec.json.decode(header, type=dict[str, msgspec.Raw])
        tensors.pop("__metadata__", None)
        for raw in tensors.values():
            n = 1
            for length in msgspec.json.decode(raw, type=_Tensor).shape:
                n *= length
            total += n
    return total


def _require_safetensors(file: Path) -> None:
    """Read the header; a file that was cut off has less than it promises."""
    if is_pickle(file):
        msg = f"{file} is a pickle in spite of its name: {_PICKLES_ARE_REFUSED}"
        raise EngineError(msg)
    size = file.stat().st_size
    with file.open("rb") as opened:
        n_header = int.from_bytes(opened.read(8), "little")
        header = opened.read(n_header) if n_header <= min(_LONGEST_HEADER, size - 8) else b""
    try:
        stretches = msgspec.json.decode(header, type=dict[str, _Stretch])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        msg = f"{file} isn't in safetensors: damaged, or a pointer to a file never fetched; fetch it anew"
        raise EngineError(msg) from error
    promised = 8 + n_header + max((one.data_offsets[1] for one in stretches.values()), default=0)
    if size != promised:
        msg = f"{file} has {size} bytes and its header says {promised}: cut off, or damaged; fetch it anew"
        raise EngineError(msg)


def is_pickle(file: Path) -> bool:
    """Tell by its first bytes whether a file is a pickle, or a zip archive of them."""
    with file.open("rb") as opened:
        head = opened.read(4)
    return any(head.startswith(start) for start in _PICKLE_HEADS)


def require_native(folder: Path) -> ModelSettings:
    """Read ``config.json``; refuse a model whose code would have to come with it."""
    file = folder / "config.json"
    if not file.is_file():
        return ModelSettings()  # require_weights says what is missing
    try:
        settings = msgspec.json.decode(file.read_bytes(), type=ModelSettings)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        msg = f"{file} isn't a model's config: {error}"
        raise EngineError(msg) from error
    if settings.model_type not in CONFIG_MAPPING:
        msg = f"{file}: transformers has no model of type {settings.model_type!r}"
        if settings.auto_map:
            msg += "; it wants code of its own run (auto_map), which bisum never does"
        msg += ". Take another model, or a newer transformers if it has that type"
        raise EngineError(msg)
    return settings


def _small_files(folder: Path) -> list[Path]:
    found = {file for pattern in _SMALL_FILES for file in folder.glob(pattern)}
    return sorted(file for file in found if not file.name.endswith(".index.json"))
