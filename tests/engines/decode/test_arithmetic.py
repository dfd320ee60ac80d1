"""Products in 8 bits stay right on processors that add them in 16."""

from __future__ import annotations

import pytest
import torch
from torch.nn import functional

from bisum.engines.decode.arithmetic import gate, has_onednn, projection
from bisum.engines.device import has_bfloat16

# Of a sum of two products on a processor without VNNI; more is cut off without a word.
MOST_IN_16_BITS = 2**15 - 1
LARGEST_WEIGHT = 127


@pytest.mark.skipif(not torch.backends.mkldnn.is_available(), reason="torch was built without oneDNN")
@pytest.mark.parametrize("vnni", [True, False])
def test_the_largest_numbers_multiply_without_being_cut_off(
    vnni: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inputs moved up to 191 lost half of the sums on AVX2, and the translations with them."""
    monkeypatch.setattr("bisum.engines.decode.arithmetic.has_vnni", lambda: vnni)
    torch.manual_seed(3)
    weight, rows = torch.randn(48, 64).sign(), torch.randn(5, 64).sign()
    product = projection(weight, None, "int8")

    prepared = product.prepare(rows)

    assert torch.allclose(product.multiply(prepared), rows @ weight.T, atol=1e-4)
    if not vnni:
        assert 2 * int(prepared.rows.max()) * LARGEST_WEIGHT <= MOST_IN_16_BITS


@pytest.mark.skipif(
    not (has_onednn() and has_bfloat16()),
    reason="this processor, or this build of torch, multiplies no bf16 matrices",
)
def test_a_gate_in_bf16_rounds_less_than_its_parts_would() -> None:
    """Each rounding of the two wide products turned a few more words into others than fp32 writes."""
    torch.manual_seed(3)
    rows = torch.randn(64, 96).bfloat16().float()
    gating, gated = (torch.randn(160, 96).bfloat16().float() / 8 for _ in range(2))
    expected = functional.gelu(rows @ gating.T, approximate="tanh") * (rows @ gated.T)
    parts = projection(torch.cat([gating, gated]), None, "bfloat16")(rows).chunk(2, dim=1)
    rounded = (functional.gelu(parts[0], approximate="tanh") * parts[1]).bfloat16().float()

    found = gate(gating, gated, "gelu_pytorch_tanh", "bfloat16")(rows)

    assert found.dtype is torch.bfloat16
    assert (found.float() - expected).norm() < 0.9 * (rounded - expected).norm()


@pytest.mark.parametrize("activation", ["gelu_pytorch_tanh", "silu"])
def test_a_gate_is_activated_and_multiplied(activation: str) -> None:
    """What the model asks for is computed, where nothing fuses it, too."""
    torch.manual_seed(4)
    rows, gating, gated = torch.randn(3, 8), torch.randn(6, 8), torch.randn(6, 8)
    activate = {
        "silu": functional.silu,
        "gelu_pytorch_tanh": lambda one: functional.gelu(one, approximate="tanh"),
    }

    found = gate(gating, gated, activation, "model")(rows)

    assert torch.allclose(found, activate[activation](rows @ gating.T) * (rows @ gated.T), atol=1e-5)
