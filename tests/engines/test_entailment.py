"""What follows from what, told by a tiny classifier with random weights, in the layout of the hub."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
import transformers
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from bisum.config import SummarySettings
from bisum.engines.catalogue import open_entailer
from bisum.engines.entailment import open_entailment
from bisum.errors import EngineError

WORDS = ("the", "port", "is", "open", "not", "closed", "mayor", "said", ".")
LABELS = ("CONTRADICTION", "NEUTRAL", "ENTAILMENT")


def save_tiny(folder: Path, labels: tuple[str, ...] = LABELS) -> Path:
    """Save a classifier of pairs whose last label has a bias of its own."""
    torch.manual_seed(3)
    vocabulary = {word: number for number, word in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS))}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))  # noqa: S106 - no password
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    marks = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, **marks).save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=24,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    model = transformers.BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.bias[-1] += 3.0
    model.save_pretrained(folder)
    return folder


def test_the_chance_is_that_of_the_label_that_means_it(tmp_path: Path) -> None:
    """Public models order their labels differently; the wrong one would pass contradictions."""
    pair = ("the port is open .", "the port is not closed .")
    last = open_entailment(str(save_tiny(tmp_path / "a"))).follows([pair])
    first = open_entailment(str(save_tiny(tmp_path / "b", LABELS[::-1]))).follows([pair])

    assert last[0] > 0.5 > first[0]


def test_a_long_premise_is_cut_and_the_claim_is_read_whole(tmp_path: Path) -> None:
    """A claim that lost its «not» would be judged as another."""
    judge = open_entailment(str(save_tiny(tmp_path)))
    premise = "the mayor said the port is open . " * 20
    claims = ("the port is open .", "the port is not open .")

    one, other = judge.follows([(premise, claim) for claim in claims])

    assert 0 <= one <= 1
    assert one != other


def test_a_model_of_another_kind_is_refused(tmp_path: Path) -> None:
    """A sentiment model would judge, and nobody would notice."""
    judge = open_entailment(str(save_tiny(tmp_path, ("NEGATIVE", "NEUTRAL", "POSITIVE"))))

    with pytest.raises(EngineError, match="none of its labels means entailment"):
        judge.follows([("a", "b")])


def test_no_judge_is_opened_unless_asked_for() -> None:
    """Off by default, and no use where no model writes."""
    assert open_entailer(SummarySettings()) is None
    with pytest.raises(ValueError, match="'entailment' judges what a model writes"):
        SummarySettings(entailment="some/model")
