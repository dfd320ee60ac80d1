"""Rows with a few very large numbers keep the others when they go into eight bits."""

from __future__ import annotations

import pytest
import torch
from transformers import Gemma3ForCausalLM, Gemma3TextConfig

from bisum.engines.decode.arithmetic import has_onednn, projection
from bisum.engines.decode.smoothing import even_out, input_peaks

N_IN, N_OUT, N_LARGE = 64, 48, 3


def uneven() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Rows before a norm's weight, the weight, large in a few places, and a product's weight."""
    torch.manual_seed(7)
    norm = torch.ones(N_IN)
    norm[:N_LARGE] = 60
    return torch.randn(40, N_IN), norm, torch.randn(N_OUT, N_IN)


def test_evening_out_changes_no_exact_product() -> None:
    """It moves factors from one side to the other; the model must stay the same."""
    rows, norm, weight = uneven()

    [other], other_norm = even_out([weight], norm, (rows * norm).abs().amax(dim=0))

    assert torch.allclose((rows * other_norm) @ other.T, (rows * norm) @ weight.T, rtol=1e-3, atol=1e-3)


@pytest.mark.skipif(not has_onednn(), reason="torch was built without oneDNN")
def test_evened_rows_lose_far_less_in_eight_bits() -> None:
    """Three large numbers took all levels from the rest, and three texts of four came out otherwise."""
    rows, norm, weight = uneven()
    expected = (rows * norm) @ weight.T
    [other], other_norm = even_out([weight], norm, (rows * norm).abs().amax(dim=0))

    plain = projection(weight, None, "int8")(rows * norm)
    evened = projection(other, None, "int8")(rows * other_norm)

    assert (evened - expected).norm() < (plain - expected).norm() / 2


def test_peaks_are_those_of_each_layers_inputs() -> None:
    """A peak of another layer would move the wrong numbers, and the scales must be the same in every run."""
    torch.manual_seed(2)
    config = Gemma3TextConfig(
        vocab_size=60, hidden_size=16, intermediate_size=20, num_hidden_layers=2, num_attention_heads=2,
        num_key_value_heads=1, head_dim=8, max_position_embeddings=64,
    )  # fmt: skip
    model = Gemma3ForCausalLM(config).eval()
    large = model.model.layers[1].pre_feedforward_layernorm.weight
    large.data[5] = 40

    peaks = input_peaks(model)

    assert len(peaks) == len(model.model.layers)
    assert int(peaks[model.model.layers[1].mlp.gate_proj].argmax()) == 5
    assert all(
        torch.equal(peak, again)
        for peak, again in zip(peaks.values(), input_peaks(model).values(), strict=True)
    )
