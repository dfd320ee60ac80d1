"""Models that come as 4-bit files inside Python packages, turned once into safetensors."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import torch

from bisum.engines.checkpoints.hashes import sha256_of
from bisum.errors import EngineError

STORED_DTYPE: Final = torch.bfloat16
# What a model read from 4 bits says of itself and one stored in full must not.
_OBSOLETE: Final = ("quantization_config", "_name_or_path", "_model_name_or_path")


def require_packages(model: str, names: Sequence[str], install: str) -> None:
    """See to it that a model can be assembled, before any article is read.

    Args:
        model: What is assembled, as it is called.
        names: The modules that it takes; none is imported.
        install: The command that brings them.

    Raises:
        EngineError: Some aren't there.
    """
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if missing:
        msg = f"{model} needs packages that aren't installed ({', '.join(missing)}): {install}"
        raise EngineError(msg)


def require_hash(file: Path, expected: str, install: str) -> None:
    """Refuse a package's file that isn't the one that bisum names.

    Raises:
        EngineError: Its SHA-256 differs.
    """
    found = sha256_of(file)
    if found != expected:
        msg = f"{file.name} has SHA-256 {found}, expected {expected}; install the version named: {install}"
        raise EngineError(msg)


def save_plain(read: Any, into: Path, *, generation: Any, rows: Sequence[int] | None = None) -> None:
    """Save a model read from 4 bits as an ordinary one, which it refuses to be itself.

    Args:
        read: From transformers.
        into: A folder.
        generation: Its generation settings.
        rows: The ids that its embedding keeps, in their new order; None for all.
    """
    kind = type(read.config)
    settings = {name: value for name, value in read.config.to_dict().items() if name not in _OBSOLETE}
    state = read.state_dict()
    if rows is not None:
        settings["vocab_size"] = len(rows)
        kept = torch.tensor(rows)
        for name in ("model.embed_tokens.weight", "lm_head.weight"):
            state[name] = state[name].index_select(0, kept)
    plain = type(read)(kind(**settings))
    plain.load_state_dict(state)
    plain.generation_config = generation
    plain.to(STORED_DTYPE).save_pretrained(into)
