"""The ranker that comes with bisum, named at once and loaded when it is first asked."""

from __future__ import annotations

import functools
import importlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bisum.engines.checkpoints.hashes import sha256_of
from bisum.engines.ports import SpeakerQuestion
from bisum.engines.speaker_ranker.files import BASE_SHA256, PACKAGE, WEIGHTS
from bisum.shipped import shipped

if TYPE_CHECKING:
    from bisum.engines.speaker_ranker.loaded import LoadedRanker

_OWN: Final = "models/ar-speakers-e5"


@functools.cache
def open_own() -> E5SpeakerRanker | None:
    """Give the ranker that comes with bisum; None where the encoder isn't installed."""
    folder = shipped(_OWN)
    if importlib.util.find_spec(PACKAGE) is None or not (folder / WEIGHTS).is_file():
        return None
    return E5SpeakerRanker(folder)


class E5SpeakerRanker:
    """A trained part on multilingual-e5-small; neither torch nor weights are loaded before it is asked."""

    def __init__(self, folder: Path) -> None:
        """Name the folder of the trained part."""
        self._folder = folder

    @functools.cached_property
    def signature(self) -> str:
        """Name base and trained part by their hashes."""
        return f"speakers-{BASE_SHA256[:12]}-{sha256_of(self._folder / WEIGHTS)[:12]}"

    def rank(self, text: str, questions: Sequence[SpeakerQuestion]) -> Sequence[Sequence[float]]:
        """Say how likely each candidate is; see ``SpeakerRanker.rank``."""
        return self._loaded.rank(text, questions) if questions else []

    @functools.cached_property
    def _loaded(self) -> LoadedRanker:
        module = importlib.import_module("bisum.engines.speaker_ranker.loaded")
        loaded: LoadedRanker = module.LoadedRanker(self._folder)
        return loaded
