"""The ranker with its weights: all that is asked in one window of an article is ranked at once."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import torch

from bisum.engines.checkpoints.packaged import require_hash
from bisum.engines.ports import SpeakerQuestion
from bisum.engines.speaker_ranker.files import BASE_SHA256, PACKAGE
from bisum.engines.speaker_ranker.packed import PackedEncoder
from bisum.engines.speaker_ranker.stored import load_model
from bisum.engines.speaker_ranker.tokens import Pieces
from bisum.engines.speaker_ranker.windows import windows
from bisum.errors import EngineError

_FILE: Final = "e5-small-q4.bin"
_INSTALL: Final = 'pip install "bisum[embeddings]"'
_AT_A_TIME: Final = 4  # windows


def packed_base() -> PackedEncoder:
    """Read the encoder that the trained part stands on.

    Raises:
        EngineError: It isn't installed, or another version is.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        msg = f"the speaker ranker needs a package that isn't installed ({PACKAGE}): {_INSTALL}"
        raise EngineError(msg)
    file = Path(spec.origin).parent / _FILE
    require_hash(file, BASE_SHA256, _INSTALL)
    return PackedEncoder(file)


class LoadedRanker:
    """What ``E5SpeakerRanker`` asks, in memory."""

    def __init__(self, folder: Path) -> None:
        """Load it.

        Raises:
            EngineError: A file is missing, is another than its hash says, or doesn't fit.
        """
        packed = packed_base()
        self._model = load_model(packed, folder, base_sha256=BASE_SHA256)
        self._ends = (packed.first, packed.last)
        self._pieces = Pieces(packed)

    def rank(self, text: str, questions: Sequence[SpeakerQuestion]) -> list[tuple[float, ...]]:
        """Say how likely each candidate is; see ``SpeakerRanker.rank``."""
        first, last = self._ends
        cut = windows(self._pieces(text), questions, first=first, last=last)
        found: list[tuple[float, ...]] = [()] * len(questions)
        with torch.inference_mode():
            for start in range(0, len(cut), _AT_A_TIME):
                some = cut[start : start + _AT_A_TIME]
                rows = [row for window in some for row in window.rows]
                for row, scores in zip(rows, self._model(some), strict=True):
                    found[row.number] = tuple(scores.tolist())
        return found
