"""Near-duplicates of the test sets, so that no score is of sentences that were trained on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

import msgspec

from bisum.text import fold
from corpus import Pair, read_columns

# A text is a near-duplicate when this share of its runs of three words stands in one
# text of the test sets: rewordings of half a sentence are caught, stock phrases aren't.
MOST_SHARED: Final = 0.5
RUN: Final = 3  # words
# Texts of fewer words are dropped only when they are a whole text of a test set.
FEWEST_WORDS: Final = 5
_WORD: Final = re.compile(r"\w+")
_ENDS: Final = re.compile(r"(?<=[.!?؟])\s+")

Run: TypeAlias = tuple[str, ...]


class TestTexts:
    """Texts that must not be trained on, in either language."""

    __test__ = False  # for pytest, which takes the name for its own

    def __init__(self, texts: Iterable[str]) -> None:
        """Take them in, sentence by sentence and whole."""
        self._whole: set[Run] = set()
        self._with: defaultdict[Run, set[int]] = defaultdict(set)
        n = 0
        for text in texts:
            self._whole.add(_words(text))
            for sentence in _ENDS.split(text):
                words = _words(sentence)
                self._whole.add(words)
                for run in _runs(words):
                    self._with[run].add(n)
                n += 1

    def __contains__(self, text: str) -> bool:
        """Whether a text is one of these, nearly."""
        words = _words(text)
        if words in self._whole:
            return True
        if len(words) < FEWEST_WORDS:
            return False
        runs = _runs(words)
        shared = Counter(n for run in runs for n in self._with.get(run, ()))
        return max(shared.values(), default=0) > MOST_SHARED * len(runs)


def without_tests(pairs: Iterable[Pair], tests: TestTexts) -> tuple[list[Pair], list[Pair]]:
    """Give the pairs that may be trained on, and those that may not."""
    kept: list[Pair] = []
    dropped: list[Pair] = []
    for pair in pairs:
        (dropped if pair.arabic in tests or pair.english in tests else kept).append(pair)
    return kept, dropped


def read_tests(shared: Path, project: Path) -> Iterator[str]:
    """Give all texts of all test sets: the shared ones, the samples and the gold articles."""
    for file in sorted((shared / "testsets").glob("*.tsv")):
        for columns in read_columns(file):
            yield from columns[-2:]
    for folder in (shared / "testsets" / "flores-dev", shared / "articles", project / "samples" / "articles"):
        for file in sorted(folder.iterdir()):
            if file.name in {"source.ar", "reference.en"} or file.suffix == ".txt":
                yield from file.read_text(encoding="utf-8").splitlines()
    for folder in (shared / "gold", project / "samples", project / "gold"):
        for file in sorted(folder.glob("*.jsonl")):
            for line in file.read_bytes().splitlines():
                yield from _texts_of(msgspec.json.decode(line))


def _texts_of(value: Any) -> Iterator[str]:
    """Give each text in a decoded line that is longer than a name."""
    if isinstance(value, str):
        if len(_words(value)) >= FEWEST_WORDS:
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_of(inner)


def _words(text: str) -> Run:
    return tuple(_WORD.findall(fold(text).lower()))


def _runs(words: Run) -> list[Run]:
    return [words[n : n + RUN] for n in range(max(1, len(words) - RUN + 1))]
