"""What follows from what, told by a tiny classifier with random weights, in the layout of the hub."""

from __future__ import annotations

from pathlib import Path

import pytest
import transformers
from tests.engines.classifiers import save_tiny

from bisum.config import SummarySettings
from bisum.engines.catalogue import open_entailer
from bisum.engines.entailment import EntailmentModel
from bisum.errors import EngineError

WORDS = ("the", "port", "is", "open", "not", "closed", "mayor", "said", ".")
LABELS = ("CONTRADICTION", "NEUTRAL", "ENTAILMENT")


def tiny(folder: Path, labels: tuple[str, ...] = LABELS) -> EntailmentModel:
    """Give a judge of pairs whose last label has a bias of its own."""
    kind = transformers.BertForSequenceClassification
    ends = ("[CLS]", "[SEP]")
    return EntailmentModel.of(
        str(save_tiny(folder, kind, words=WORDS, labels=labels, positions=24, ends=ends))
    )


def test_the_chance_is_that_of_the_label_that_means_it(tmp_path: Path) -> None:
    """Public models order their labels differently; the wrong one would pass contradictions."""
    pair = ("the port is open .", "the port is not closed .")
    last = tiny(tmp_path / "a").follows([pair])
    first = tiny(tmp_path / "b", LABELS[::-1]).follows([pair])

    assert last[0] > 0.5 > first[0]


def test_a_long_premise_is_cut_and_the_claim_is_read_whole(tmp_path: Path) -> None:
    """A claim that lost its «not» would be judged as another."""
    judge = tiny(tmp_path)
    premise = "the mayor said the port is open . " * 20
    claims = ("the port is open .", "the port is not open .")

    one, other = judge.follows([(premise, claim) for claim in claims])

    assert 0 <= one <= 1
    assert one != other


def test_a_model_of_another_kind_is_refused(tmp_path: Path) -> None:
    """A sentiment model would judge, and nobody would notice."""
    judge = tiny(tmp_path, ("NEGATIVE", "NEUTRAL", "POSITIVE"))

    with pytest.raises(EngineError, match="none of its labels means entailment"):
        judge.follows([("a", "b")])


def test_no_judge_is_opened_unless_asked_for() -> None:
    """Off by default, and no use where no model writes."""
    assert open_entailer(SummarySettings()) is None
    with pytest.raises(ValueError, match="'entailment' judges what a model writes"):
        SummarySettings(entailment="some/model")
