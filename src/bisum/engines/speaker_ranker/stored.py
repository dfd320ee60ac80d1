"""The trained part in its folder: products in 8 bits with one scale a row, all else in half precision."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from bisum.engines.checkpoints.hashes import SUMS_FILE, require_sums
from bisum.engines.speaker_ranker.files import WEIGHTS
from bisum.engines.speaker_ranker.model import SpeakerModel, Top
from bisum.engines.speaker_ranker.packed import PackedEncoder
from bisum.errors import EngineError

_SETTINGS: Final = "config.json"
_SCALE: Final = ".scale"
_MOST_8BIT: Final = 127


def save_top(top: Top, folder: Path, *, base_sha256: str) -> None:
    """Write a trained top with the hash of the base that it stands on, and its own hashes."""
    folder.mkdir(parents=True, exist_ok=True)
    stored: dict[str, Tensor] = {}
    for name, tensor in top.state_dict().items():
        stored |= _stored(name, tensor)
    save_file(stored, folder / WEIGHTS)
    settings = {"base": "intfloat/multilingual-e5-small", "base_sha256": base_sha256}
    (folder / _SETTINGS).write_text(json.dumps(settings, indent=1) + "\n", "utf-8")
    names = (WEIGHTS, _SETTINGS)
    sums = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (folder / SUMS_FILE).write_text("".join(sums), "utf-8")


def load_model(packed: PackedEncoder, folder: Path, *, base_sha256: str) -> SpeakerModel:
    """Read a trained top and put it on its base.

    Args:
        packed: The base.
        folder: Of the trained top.
        base_sha256: The base's hash, which must be the one that it was trained on.

    Raises:
        EngineError: A file is missing, is another than its hash says, or doesn't fit.
    """
    require_sums(folder)
    try:
        settings = json.loads((folder / _SETTINGS).read_text("utf-8"))
        if settings["base_sha256"] != base_sha256:
            msg = f"{folder} was trained on a base of SHA-256 {settings['base_sha256']}, not on {base_sha256}"
            raise EngineError(msg)
        model = SpeakerModel(packed)
        model.top.load_state_dict(_restored(load_file(folder / WEIGHTS)))
    except (OSError, SafetensorError, RuntimeError, ValueError, KeyError) as fault:
        msg = f"{folder}: the speaker ranker can't be loaded from there: {fault}"
        raise EngineError(msg) from fault
    return model.eval()


def _stored(name: str, tensor: Tensor) -> dict[str, Tensor]:
    if tensor.dim() != 2 or "layers" not in name:
        return {name: tensor.half()}
    scale = (tensor.abs().amax(1, keepdim=True) / _MOST_8BIT).clamp_min(1e-8).half()
    whole = (tensor / scale.float()).round().clamp(-_MOST_8BIT, _MOST_8BIT)
    return {name: whole.to(torch.int8), name + _SCALE: scale}


def _restored(stored: dict[str, Tensor]) -> dict[str, Tensor]:
    found = {}
    for name, tensor in stored.items():
        if name.endswith(_SCALE):
            continue
        scale = stored.get(name + _SCALE)
        number = tensor.float()
        found[name] = number if scale is None else number * scale.float()
    return found
