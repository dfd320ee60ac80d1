"""Attention over cells: quick ways give what the plain way gives."""

from __future__ import annotations

from unittest import mock

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from bisum.engines.decode import cells
from bisum.engines.decode.cells import CacheShape, Cells, Sources, attend


@given(
    seed=st.integers(0, 1000), n=st.integers(1, 3), heads=st.integers(1, 3), beam=st.integers(1, 4),
    groups=st.integers(1, 3), columns=st.integers(4, 20), is_one_mask=st.booleans(),
    kept=st.sampled_from([(torch.bfloat16, 0.04), (torch.float16, 1e-5)]),
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_what_is_kept_short_sees_what_full_precision_sees(
    seed: int, n: int, heads: int, beam: int, groups: int, columns: int, is_one_mask: bool,
    kept: tuple[torch.dtype, float],
) -> None:  # fmt: skip
    """A beam that sees another's words would put them into its own sentence; halves lose nothing more."""
    torch.manual_seed(seed)
    dtype, tolerance = kept
    store = torch.randn(2, n, heads, columns + 7, 16).to(dtype)
    keys, values = store[:, :, :, 2 : 2 + columns]
    queries = torch.randn(n, heads, groups * beam, 16) / 4
    mask = torch.where(torch.rand(n, 1 if is_one_mask else beam, columns) < 0.4, -torch.inf, 0.0)
    mask[:, :, 0] = 0
    with mock.patch.object(cells, "_WIDENED_AT_ONCE", 150):
        found = attend(queries, keys, values, mask)
    rows = mask.expand(n, beam, columns).repeat(1, groups, 1).unsqueeze(1)
    weights = (queries.double() @ keys.double().transpose(2, 3) + rows).softmax(dim=-1)

    assert torch.allclose(found.double(), weights @ values.double(), atol=tolerance)


def test_prompts_and_sources_of_any_order_keep_their_numbers() -> None:
    """Stores are as wide as the longest text at hand; a longer one that comes later must not be cut off."""
    shape = CacheShape(
        n_layers=2, n_heads=1, head_size=3, dtype=torch.float32, mask_dtype=torch.float32,
        device=torch.device("cpu"),
    )  # fmt: skip
    kept = Cells(shape, n_slots=2, beam=2, n_prompt=4)
    sources = Sources(shape, n_slots=2, n_most=9)
    short, long = torch.randn(2, 2, 1, 2, 3), torch.randn(2, 2, 1, 7, 3)
    for slot, text in ((0, short), (1, long)):
        kept.admit(slot, text)
        sources.admit(slot, text)
    for _ in range(30):
        kept.open_step()
        for layer in range(2):
            kept.write(layer, torch.ones(2, 1, 2, 3), torch.ones(2, 1, 2, 3))
        kept.follow(torch.zeros(2, 2, dtype=torch.long))
    own = torch.ones(2, 2, 1, 30, 3)

    for slot, text in ((0, short), (1, long)):
        for layer in range(2):
            seen = torch.stack(kept.read(layer))[:, slot][:, :, kept.mask[slot, 0] == 0]
            assert torch.equal(seen, torch.cat([text, own], dim=3)[layer])
            asked = torch.stack(sources.read(layer))[:, slot][:, :, sources.mask[slot, 0] == 0]
            assert torch.equal(asked, text[layer])
