"""Products in 8 bits stay right on processors that add them in 16."""

from __future__ import annotations

import pytest
import torch

from bisum.engines.decode.arithmetic import projection

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
