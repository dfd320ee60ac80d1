"""The trained part in its folder: products in 8 bits with one scale a row, all else in half precision."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from bisum.engines.checkpoints.hashes import require_sums
from bisum.engines.speaker_ranker.files import WEIGHTS
from bisum.engines.speaker_ranker.model import SpeakerModel
from bisum.engines.speaker_ranker.packed import PackedEncoder
from bisum.errors import EngineError

SETTINGS: Final = "config.json"
"""What the trained part stands on."""

SCALE: Final = ".scale"
"""What follows a product's name in the name of its rows' scales."""


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
        settings = json.loads((folder / SETTINGS).read_text("utf-8"))
        if settings["base_sha256"] != base_sha256:
            msg = f"{folder} was trained on a base of SHA-256 {settings['base_sha256']}, not on {base_sha256}"
            raise EngineError(msg)
        model = SpeakerModel(packed)
        model.top.load_state_dict(_restored(load_file(folder / WEIGHTS)))
    except (OSError, SafetensorError, RuntimeError, ValueError, KeyError) as fault:
        msg = f"{folder}: the speaker ranker can't be loaded from there: {fault}"
        raise EngineError(msg) from fault
    return model.eval()


def _restored(stored: dict[str, Tensor]) -> dict[str, Tensor]:
    found = {}
    for name, tensor in stored.items():
        if name.endswith(SCALE):
            continue
        scale = stored.get(name + SCALE)
        number = tensor.float()
        found[name] = number if scale is None else number * scale.float()
    return found
