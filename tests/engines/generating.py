"""What transformers' ``generate`` gives, to hold our own decoder to."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Iterable
from typing import Any

import torch
from transformers import GenerationConfig
from transformers.utils import logging


def generated(
    model: Any, prompts: Iterable[list[int]], config: GenerationConfig, **more: Any
) -> list[list[int]]:
    """Give the output for each prompt or source by itself, without prompt, start and padding."""
    outputs = []
    logging.set_verbosity_error()
    for prompt in prompts:
        with torch.inference_mode(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            whole = model.generate(
                input_ids=torch.tensor([prompt]), attention_mask=torch.ones(1, len(prompt), dtype=torch.long),
                generation_config=config, **more,
            )  # fmt: skip
        n_before = 1 if model.config.is_encoder_decoder else len(prompt)
        outputs.append(whole[0, n_before:].tolist())
    return outputs


def complete(settings: GenerationConfig, own: GenerationConfig) -> GenerationConfig:
    """Fill in what is None from the model's own settings, as ``generate`` does."""
    whole = copy.deepcopy(settings)
    for name, value in own.to_dict().items():
        if value is not None and getattr(whole, name, None) is None:
            setattr(whole, name, value)
    return whole
