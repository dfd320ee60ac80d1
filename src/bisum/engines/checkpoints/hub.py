"""Models by name: a folder on this machine, or one fetched from the model hub."""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast

from huggingface_hub import constants, snapshot_download
from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

from bisum.engines.checkpoints.pins import split_pin
from bisum.engines.checkpoints.weights import FolderCheckpoint, require_native
from bisum.engines.public_models import DEFAULT_MODEL, PublicModel
from bisum.engines.quiet import quiet
from bisum.errors import EngineError

HTTP_ERROR: Final = cast("type[Exception]", HfHubHTTPError.__mro__[1])
"""What the hub's own HTTP library raises; that library's name changes with the hub's version."""

# Never the pickled weights beside them, nor other frameworks'.
WANTED_FILES: Final = ("*.json", "*.safetensors", "*.model", "*.spm", "*.txt", "*.jinja")


def find_model(model: str, *, licence: str | None = None, adapter: str | None = None) -> FolderCheckpoint:
    """Give the folder of a model, fetched from the hub if it isn't on this machine.

    Args:
        model: A folder, or a hub name, perhaps with its revision: ``owner/name@revision``.
        licence: The weights' terms, where known.
        adapter: Folder of a PEFT adapter for it.

    Raises:
        EngineError: It can't be had, or must not be loaded.
    """
    folder, name, found = _folder_of(model)
    return FolderCheckpoint(
        folder,
        name=name,
        revision=found,
        licence=licence,
        adapter=Path(adapter).expanduser() if adapter else None,
    )


def engine_of(model: str) -> str:
    """Tell which engine loads a model of an unknown name, by its config."""
    folder, _, _ = _folder_of(model)
    if (folder / "model.bin").is_file() and (folder / "config.json").is_file():
        return "ctranslate2"
    return "causal" if _is_decoder_only(folder) else "seq2seq"


def is_decoder_only(model: str, known: PublicModel | None) -> bool:
    """Tell whether a model is asked with a prompt."""
    if known:
        return known.is_decoder_only
    return model == DEFAULT_MODEL or _is_decoder_only(_folder_of(model)[0])


def _is_decoder_only(folder: Path) -> bool:
    return not require_native(folder).is_encoder_decoder


def _folder_of(model: str) -> tuple[Path, str, str | None]:
    """Give a model's folder, its name without a pin, and the revision found."""
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder, model, None
    name, revision = split_pin(model)
    try:
        with quiet():
            fetched = Path(snapshot_download(name, revision=revision, allow_patterns=list(WANTED_FILES)))
    except (OSError, ValueError, HTTP_ERROR) as error:
        raise hub_error(model, error) from error
    # A snapshot's folder is named by its commit.
    return fetched, name, fetched.name


def hub_error(model: str, error: Exception) -> EngineError:
    """Say why the hub didn't give a model, and what to do."""
    if isinstance(error, (HfHubHTTPError, ValueError)) and not isinstance(error, LocalEntryNotFoundError):
        reason = str(error).splitlines()[0]
        return EngineError(
            f"there is no folder {model!r} here, and the model hub has none of that name for us: {reason}; "
            "check the folder's path, or name and revision"
        )
    said = next(iter(str(error).splitlines()), type(error).__name__)
    reason = f"the hub can't be reached ({said[:200]})"
    why = "HF_HUB_OFFLINE is set" if constants.HF_HUB_OFFLINE else reason
    return EngineError(
        f"model {model!r} isn't on this machine (no folder of that path, nothing kept of that name) "
        f"and {why}. Fetch it on a machine with a connection "
        f"(`bisum models fetch {model} --to DIR`) and name that folder in translate.model, "
        "or use the default model, which comes as a package (configs/quickstart.yaml)"
    )
