"""Tiny classifiers with random weights, in the layout of the hub."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
import transformers
from tokenizers import Tokenizer, models, pre_tokenizers, processors


def save_tiny(
    folder: Path,
    kind: type[Any],
    *,
    words: Sequence[str],
    labels: Sequence[str],
    positions: int,
    ends: tuple[str, str] | None = None,
) -> Path:
    """Save a classifier of two layers.

    Args:
        folder: Where.
        kind: Which of transformers' BERT classes.
        words: Its vocabulary.
        labels: What it tells apart; the last one has a bias of its own where it tells pairs.
        positions: Tokens that it reads at a time.
        ends: What stands before and after each text, where anything does.
    """
    torch.manual_seed(3)
    vocabulary = {word: n for n, word in enumerate(("[PAD]", "[UNK]", *(ends or ()), *words))}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))  # noqa: S106 - no password
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    marks = {"pad_token": "[PAD]", "unk_token": "[UNK]"}
    if ends:
        before, after = ends
        tokenizer.post_processor = processors.BertProcessing(
            (after, vocabulary[after]), (before, vocabulary[before])
        )
        marks |= {"cls_token": before, "sep_token": after}
    transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, **marks).save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=positions,
        id2label=dict(enumerate(labels)),
        label2id={label: n for n, label in enumerate(labels)},
    )
    model = kind(config)
    if ends:
        with torch.no_grad():
            model.classifier.bias[-1] += 3.0
    model.save_pretrained(folder)
    return folder
