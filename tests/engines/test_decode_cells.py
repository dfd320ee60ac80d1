"""Attention over cells: quick ways give what the plain way gives."""

from __future__ import annotations

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from bisum.engines.decode.cells import attend


@given(
    seed=st.integers(0, 1000), n=st.integers(1, 3), heads=st.integers(1, 3), beam=st.integers(1, 4),
    groups=st.integers(1, 3), columns=st.integers(4, 20), is_one_mask=st.booleans(),
)  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_bfloat16_sees_what_full_precision_sees(
    seed: int, n: int, heads: int, beam: int, groups: int, columns: int, is_one_mask: bool
) -> None:
    """A beam that sees another's words would put them into its own sentence."""
    torch.manual_seed(seed)
    store = torch.randn(2, n, heads, columns + 7, 16).to(torch.bfloat16)
    keys, values = store[:, :, :, 2 : 2 + columns]
    queries = torch.randn(n, heads, groups * beam, 16) / 4
    mask = torch.where(torch.rand(n, 1 if is_one_mask else beam, columns) < 0.4, -torch.inf, 0.0)
    mask[:, :, 0] = 0
    found = attend(queries, keys, values, mask)
    rows = mask.expand(n, beam, columns).repeat(1, groups, 1).unsqueeze(1)
    weights = (queries.double() @ keys.double().transpose(2, 3) + rows).softmax(dim=-1)

    assert torch.allclose(found.double(), weights @ values.double(), atol=0.04)
