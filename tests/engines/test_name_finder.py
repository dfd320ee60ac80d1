"""Names found by a token classifier: a tiny one with random weights, in the layout of the hub."""

from __future__ import annotations

from pathlib import Path

import pytest
import transformers
from tests.engines.classifiers import save_tiny

from bisum.config import QuoteSettings
from bisum.engines.catalogue import open_names
from bisum.engines.name_finder import TokenNames
from bisum.errors import EngineError

TEXT = "قال سامر الحداد إن وزارة الصحة في تونس أعلنت ذلك."
WORDS = ("قال", "سامر", "الحداد", "إن", "وزارة", "الصحة", "في", "تونس", "أعلنت", "ذلك", ".")
LABELS = ("O", "B-PERS", "I-PERS", "B-ORG", "I-ORG", "B-LOC")


def tiny(folder: Path, labels: tuple[str, ...] = LABELS) -> TokenNames:
    """Give a finder whose vocabulary is the sentence above."""
    kind = transformers.BertForTokenClassification
    return TokenNames.of(str(save_tiny(folder, kind, words=WORDS, labels=labels, positions=8)))


class Said(TokenNames):
    """A finder whose model says the labels that a test wants."""

    @property
    def _labels(self) -> dict[int, str]:  # type: ignore[override]  # cached where it is real
        return dict(enumerate(LABELS))


def test_names_stand_where_they_are_said_to(tmp_path: Path) -> None:
    """Whatever random weights say, offsets are of the text, in order and apart, over all windows."""
    finder = tiny(tmp_path)
    long = " ".join([TEXT] * 5)

    first, again, none = finder.find([long, long, ""])

    assert first == again
    assert none == ()
    assert first
    for name in first:
        assert 0 <= name.start < name.end <= len(long)
        assert long[name.start : name.end].strip() == long[name.start : name.end]
        assert name.kind in {"person", "organisation", "place"}


def test_labels_are_joined_to_names(tmp_path: Path) -> None:
    """B- begins a name, I- goes on with it, the rest of a word always does."""
    finder = Said(tiny(tmp_path)._checkpoint)
    offsets = [(0, 3), (4, 6), (6, 8), (9, 15), (16, 18), (19, 24), (25, 30)]

    spans = finder._spans(offsets, [0, 1, 0, 2, 0, 3, 4])

    assert spans == {(4, 15): "person", (19, 30): "organisation"}


def test_a_model_without_names_is_refused(tmp_path: Path) -> None:
    """A sentiment model would find nobody, and nobody would notice."""
    finder = tiny(tmp_path, ("O", "POSITIVE"))

    with pytest.raises(EngineError, match="none of its labels"):
        finder.find([TEXT])


def test_no_model_is_opened_unless_asked_for() -> None:
    """The rules alone are the default."""
    assert open_names(QuoteSettings()) is None


def test_the_signature_names_the_weights(tmp_path: Path) -> None:
    """Another model is another ledger."""
    one = tiny(tmp_path / "one")
    other = tiny(tmp_path / "other", (*LABELS, "I-LOC"))

    assert one.signature != other.signature
